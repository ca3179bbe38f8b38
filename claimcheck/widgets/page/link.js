// @ts-check
// Speaking with the kernel: one question at a time, and nothing further without its answer.

/** @import { Asked, Draft, MovesAbout, Step } from "./types.d.ts" */

/** @typedef {MovesAbout | Step | Draft} Question what is asked, one after the other */
/** @typedef {Question["op"]} Op */

/**
 * What a question has beside what comes with all of them.
 *
 * @template {Op} Kind
 * @typedef {Omit<Extract<Question, { op: Kind }>, keyof Asked | "op">} Fields
 */

/**
 * @typedef {<Kind extends Op>(
 *   op: Kind,
 *   ...more: {} extends Fields<Kind> ? [fields?: Fields<Kind>] : [fields: Fields<Kind>]
 * ) => void} Ask
 */
/** @typedef {<Kind extends Op>(op: Kind, fields: Fields<Kind>, on: string | null) => void} AskOn */

/** @typedef {{ op: Op, n: number, edited: boolean, follows?: number | null, target?: string }} Sent */
/** @typedef {Sent & { instead?: Op }} Answered `instead` is a question that will not be answered any more */

const DRAFT_AFTER = 400; // ms after the last key
const DRAFT_EVERY = 1000; // ms at the latest, while somebody goes on typing
const RETRY_AFTER = 5000; // ms after a draft that could not be kept
const PATIENCE = 1900; // ms until a missing answer is spoken of, so that it is within 3 s of the first key
const PATIENCE_AGAIN = 1000; // ms after which it is seen whether that has changed
const STALE = 1000; // ms for which a key that was pressed on a page that changes is remembered
/** @type {Record<MovesAbout["op"], true>} */
const MOVES_ABOUT = {
  open: true,
  next: true,
  previous: true,
  back: true,
  show: true,
  reload: true,
  look: true,
};

/**
 * Whether a step changes what is decided, and not only which claim is on the page.
 *
 * @param {Op} op
 */
export const decides = (op) => op !== "draft" && !Object.hasOwn(MOVES_ABOUT, op);

/**
 * `post(message)` sends a message, `at()` names the claim that is on the page, `hold(op)` is told which step is on
 * its way (null: none), `silent(op)` again and again that its answer does not come, and `dropped()` that a step was
 * not taken, since its claim has left the page.
 *
 * @param {{
 *   post: (message: Sent) => void,
 *   at: () => string | null,
 *   hold: (op: Op | null) => void,
 *   silent: (op: Op) => void,
 *   dropped: () => void,
 * }} given
 */
export function createLink({ post, at, hold, silent, dropped }) {
  // Not from 1: a page that is loaded again, or another view, must not take the answer to this one for its own.
  const first = Math.floor(Math.random() * 2 ** 40);
  let number = first;
  /** @type {Sent | null} */
  let pending = null;
  // A step that may have been taken though its answer did not come, and the number of a draft that is such.
  /** @type {Sent | null} */
  let unsure = null;
  /** @type {number | null} */
  let follows = null;
  /** @type {{ op: Op, fields: object, on: string | null | undefined, pressed: number }[]} */
  let later = [];
  let waiting = 0;
  let timer = 0;
  let edited = false;
  let failed = false;
  let stopped = false;
  let since = 0;

  /** @param {number} pause */
  function wait(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      wait(PATIENCE_AGAIN);
      if (pending) silent(pending.op);
    }, pause);
  }

  /**
   * Ask for a step; `fields` is what it needs beside the form. One that is meant `on` a claim is taken on that
   * claim or not at all.
   *
   * @param {Op} op
   * @param {object} [fields]
   * @param {string | null} [on]
   */
  function ask(op, fields = {}, on = undefined) {
    // What is not known to be taken is not asked for a second time.
    if (stopped || (unsure && decides(op))) return;
    if (pending) {
      // Keys come faster than answers: moving about waits its turn, a second decision is a double press.
      const twice = decides(op) && [pending, ...later].some((step) => decides(step.op));
      if (op !== "draft" && !twice) later.push({ op, fields, on, pressed: performance.now() });
      return;
    }
    clearTimeout(timer);
    number += 1;
    // To look brings nothing, since what is typed may follow what the kernel is about to say.
    const brings = op !== "look" && op !== "reload";
    pending = {
      op,
      n: number,
      edited: brings && edited,
      ...(op === "draft" && follows && { follows }),
      ...fields,
    };
    hold(op);
    edited &&= !brings;
    // Before it is sent: what cannot be sent is not answered either.
    wait(PATIENCE);
    post(pending);
  }

  /**
   * What was typed with a message that is given up is to be handed in again, as what follows it.
   *
   * @param {Sent} message
   */
  function takeBack(message) {
    edited ||= message.edited;
    if (message.edited) follows = message.n;
  }

  /**
   * The message that `n` answers. An answer to a later one says that what is unsure will not be answered.
   *
   * @param {number} n
   * @returns {Answered | null}
   */
  function match(n) {
    if (unsure?.n === n) return unsure;
    if (pending?.n !== n) return null;
    if (unsure) takeBack(unsure);
    return unsure ? { ...pending, instead: unsure.op } : pending;
  }

  /** @param {number} pause */
  const draftIn = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask("draft"), pause);
  };

  return {
    /** @type {Ask} */
    ask,
    /**
     * Ask for a step on a claim and no other.
     *
     * @type {AskOn}
     */
    askOn: ask,
    get edited() {
      return edited;
    },
    get waits() {
      return pending !== null;
    },
    /** Whether the form may hold words that the kernel does not have. */
    get unsent() {
      return edited || Boolean(pending?.edited || unsure?.edited);
    },
    /**
     * Whether this view has sent the message `n`, and not another view of the same desk.
     *
     * @param {number} n
     */
    sent: (n) => n > first && n <= number,
    /**
     * Whether the answer to the message `n` is waited for.
     *
     * @param {number} n
     */
    waitsFor: (n) => pending?.n === n,
    /** Whether the claim on the page may be about to leave it. */
    get moves() {
      return pending !== null && pending.op !== "draft";
    },
    /** The form was changed: keep it as a draft once the typing pauses. */
    edit() {
      if (!edited) since = performance.now();
      edited = true;
      if (!stopped) draftIn(Math.min(DRAFT_AFTER, Math.max(0, since + DRAFT_EVERY - performance.now())));
    },
    /**
     * The message that `n` answers; null where the page waits for another answer. `kept` is the version of the
     * draft that was made of what came with it, null where that is kept nowhere. It is answered `instead` of a step
     * of which nobody knows whether it was taken. Where its claim has left the page, it is not `here`, and the words
     * that came with it are not those in the form.
     *
     * @param {number} n
     * @param {string | null} error
     * @param {number | null} kept
     */
    answered(n, error, kept, here = true) {
      const message = match(n);
      if (!message) return null;
      unsure = null;
      if (pending?.n === n) {
        clearTimeout(waiting);
        pending = null;
      }
      failed = here && message.edited && Boolean(error) && kept === null;
      if (message.edited && !failed) follows = null;
      edited ||= failed;
      hold(null);
      return message;
    },
    /**
     * Go on after the answer to the message `answered`, once the page shows what it said.
     *
     * @param {Sent} answered
     * @param {string | null} refused
     */
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
      if (edited && !pending) draftIn(failed ? RETRY_AFTER : DRAFT_AFTER);
    },
    /** What was changed in the form is kept otherwise: nothing is to be handed in. */
    forget() {
      edited = false;
      clearTimeout(timer);
    },
    /** Nothing is sent any more; what waits for an answer goes on waiting. */
    stop() {
      stopped = true;
      later = [];
      clearTimeout(timer);
    },
    /**
     * Send again. What no answer came to is given up, and what was typed with it handed in again; but a step is not,
     * since it may have been taken: the kernel is asked where the claim stands.
     */
    resume() {
      stopped = false;
      clearTimeout(waiting);
      if (pending && decides(pending.op)) unsure = pending;
      else if (pending) takeBack(pending);
      pending = null;
      hold(null);
      if (unsure) ask("look");
      // At once, so that a step which brings it as well follows it.
      else if (edited) ask("draft");
    },
    /** Hand in what was typed for the claim that is about to leave the page; the number of the message. */
    keep() {
      number += 1;
      // It follows a draft that may be on its way still, whose version the page does not know.
      post({ op: "draft", n: number, edited, follows: pending?.n ?? follows });
      this.forget();
      return number;
    },
    close() {
      if (edited && !stopped) this.keep();
      clearTimeout(timer);
      clearTimeout(waiting);
    },
  };
}
