// Speaking with the kernel: one question at a time, and nothing further without its answer.

const DRAFT_AFTER = 400; // ms after the last key
const DRAFT_EVERY = 2000; // ms at the latest, while somebody goes on typing
const RETRY_AFTER = 5000; // ms after a draft that could not be kept
const PATIENCE = 7000; // ms until a missing answer is spoken of: longer than the database may take to refuse
const STALE = 1000; // ms for which a key that was pressed on a page that changes is remembered
const MOVES_ABOUT = ["open", "next", "previous", "back", "show"];

/** Whether a step changes what is decided, and not only which claim is on the page. */
const decides = (op) => op !== "draft" && !MOVES_ABOUT.includes(op);

/**
 * `post(message)` sends a message, `at()` names the claim that is on the page, `hold(op)` is told which step is on
 * its way (null: none), `silent()` that the kernel does not answer and `dropped()` that a step was not taken, since
 * its claim has left the page.
 */
function createLink({ post, at, hold, silent, dropped }) {
  // Not from 1: a page that is loaded again must not take the answer to the one before for its own.
  let number = Math.floor(Math.random() * 2 ** 40);
  let pending = null;
  let later = [];
  let waiting = null;
  let timer = null;
  let edited = false;
  let lost = false;
  let since = 0;

  /**
   * Ask for a step; `fields` is what it needs beside the form. One that is meant `on` a claim is taken on that
   * claim or not at all.
   */
  function ask(op, fields = {}, on = undefined) {
    if (pending) {
      // Keys come faster than answers: moving about waits its turn, a second decision is a double press.
      const twice = decides(op) && [pending, ...later].some((step) => decides(step.op));
      if (op !== "draft" && !twice) later.push({ op, fields, on, pressed: performance.now() });
      return;
    }
    clearTimeout(timer);
    number += 1;
    pending = { op, n: number, edited, ...fields };
    hold(op);
    post(pending);
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
    /**
     * The message that `n` answers; null where the page waits for another answer. `kept` is the version of the
     * draft that was made of what came with it, null where that is kept nowhere.
     */
    answered(n, error, kept) {
      if (!pending || pending.n !== n) return null;
      const message = pending;
      clearTimeout(waiting);
      pending = null;
      lost = message.edited && Boolean(error) && kept === null;
      edited ||= lost;
      hold(null);
      return message;
    },
    /** Go on after the answer to the message `answered`, once the page shows what it said. */
    goOn(answered, refused) {
      const step = refused ? null : later.shift();
      // What was pressed long ago was pressed at a page that has changed since; a draft changes nothing on it.
      const stale = step && answered.op !== "draft" && performance.now() - step.pressed > STALE;
      if (!step || stale) later = [];
      else if (step.on === undefined || step.on === at()) ask(step.op, step.fields, step.on);
      else {
        later = [];
        dropped();
      }
      if (edited && !pending) draftIn(lost ? RETRY_AFTER : DRAFT_AFTER);
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
