// Speaking with the kernel: one question at a time, and nothing further without its answer.

const DRAFT_AFTER = 400; // ms after the last key
const DRAFT_EVERY = 2000; // ms at the latest, while somebody goes on typing
const RETRY_AFTER = 5000; // ms after a draft that could not be kept
const PATIENCE = 7000; // ms until a missing answer is spoken of: longer than the database may take to refuse
const STALE = 1000; // ms for which a key that was pressed too early is remembered
const MOVES_ABOUT = ["open", "next", "previous", "back", "show"];

/**
 * `post(message)` sends a message, `hold(op)` is told which step is on its way (null: none) and
 * `silent()` that the kernel does not answer.
 */
function createLink({ post, hold, silent }) {
  // Not from 1: a page that is loaded again must not take the answer to the one before for its own.
  let number = Math.floor(Math.random() * 2 ** 40);
  let pending = null;
  let later = [];
  let waiting = null;
  let timer = null;
  let edited = false;
  let since = 0;

  const decides = (op) => !MOVES_ABOUT.includes(op) && op !== "draft";

  /** Ask for a step; `more` gives what it needs beside the form, at the moment of asking. */
  function ask(op, more = () => ({})) {
    if (pending) {
      // Keys come faster than answers: moving about waits its turn, a second decision is a double press.
      const twice = decides(op) && [pending, ...later].some((step) => decides(step.op));
      if (op !== "draft" && !twice) later.push({ op, more, at: performance.now() });
      return;
    }
    clearTimeout(timer);
    number += 1;
    pending = { n: number, op };
    hold(op);
    post({ op, n: number, edited, ...more() });
    edited = false;
    waiting = setTimeout(silent, PATIENCE);
  }

  const draftIn = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask("draft"), pause);
  };

  return {
    ask,
    get edited() {
      return edited;
    },
    get waits() {
      return pending !== null;
    },
    /** The step that is on its way; null where none is. */
    get op() {
      return pending && pending.op;
    },
    /** Whether the claim on the page may be about to leave it. */
    get moves() {
      return pending !== null && pending.op !== "draft";
    },
    /** The form was changed: keep it as a draft once the typing pauses. */
    edit() {
      if (!edited) since = performance.now();
      edited = true;
      draftIn(Math.min(DRAFT_AFTER, Math.max(0, since + DRAFT_EVERY - performance.now())));
    },
    /** Whether `n` is the answer that the page waits for. */
    answered(n) {
      if (!pending || pending.n !== n) return false;
      clearTimeout(waiting);
      pending = null;
      hold(null);
      return true;
    },
    /** Go on after an answer, once the page shows what it said. */
    goOn(refused, wasDraft = false) {
      const step = refused ? null : later.shift();
      // What was pressed long ago was pressed at a page that has changed since.
      if (step && performance.now() - step.at < STALE) ask(step.op, step.more);
      else later = [];
      // What came with a refused step is kept nowhere yet, nor is what was typed meanwhile.
      edited ||= Boolean(refused);
      if (edited && !pending) draftIn(refused && wasDraft ? RETRY_AFTER : DRAFT_AFTER);
    },
    /** Hand in what was typed for the claim that is about to leave the page; nobody waits for the answer. */
    keep() {
      post({ op: "draft", n: 0, edited });
      edited = false;
      clearTimeout(timer);
    },
    close() {
      if (edited) this.keep();
      clearTimeout(timer);
      clearTimeout(waiting);
    },
  };
}
