// @ts-check
// What the next press leads to, shown before the kernel has answered: it has sent the claims that can come next. Its
// answer takes the place of what was shown; where that leads elsewhere, or does not come, the desk goes back to the
// claim that was left, with everything that was typed there.

/** @import { Answered, Sent } from "./link.js" */
/** @import { Ahead, AheadClaim, Claim, State } from "./types.d.ts" */

/** @typedef {{ n: number, from: Claim, to: string }} Gone which message led from where to where */

/** What of a message may say where it leads. @typedef {Sent & { to?: unknown, ids?: unknown }} Leading */

/**
 * `here()` is the claim on the page, `isReady(target)` whether all is there that the step asks for; `show(next)`
 * draws a claim, and `restore(from)` the one that was left, with what was typed there.
 *
 * @param {{
 *   here: () => Claim | null,
 *   isReady: (target: string) => boolean,
 *   show: (next: AheadClaim) => void,
 *   restore: (from: Claim) => void,
 * }} given
 */
export function createAhead({ here, isReady, show, restore }) {
  /** @type {Ahead | null} */
  let known = null;
  /** @type {Gone | null} */
  let gone = null;

  /**
   * The press that a message is, as the kernel names where it leads.
   *
   * @param {Leading} message
   */
  function pressOf({ op, target, ids }) {
    if (op === "take") return target && isReady(target) ? target : null;
    // Of many that are dismissed at once any may be the next one.
    if (op === "dismiss")
      return Array.isArray(ids) && ids.length === 1 && ids[0] === known?.at ? "dismissed" : null;
    return op;
  }

  /** @param {Leading} message */
  function leadsTo(message) {
    if (message.op === "open") return message.to;
    const press = pressOf(message);
    return press !== null && known ? known.leads[press] : undefined;
  }

  return {
    /** @param {Ahead} message */
    hear(message) {
      known = message;
    },
    /**
     * Go where the message, which was just sent, leads, if that is known here.
     *
     * @param {Leading} message
     */
    go(message) {
      const from = here();
      if (gone || !known || !from || known.at !== from.id) return;
      const to = leadsTo(message);
      const next = known.claims.find(({ claim }) => claim.id === to);
      if (!next) return;
      gone = { n: message.n, from, to: next.claim.id };
      show(next);
    },
    /** Whether the claim on the page is not yet the kernel's. */
    get waits() {
      return gone !== null;
    },
    /** The claim that was left for the one on the page; null where the kernel has said that it is here. */
    get left() {
      return gone && gone.from;
    },
    /** Go back to the claim that was left: the answer did not come. */
    back() {
      const { from } = gone ?? {};
      gone = null;
      if (!from) return;
      // What was typed meanwhile may have changed it.
      known = null;
      restore(from);
    },
    /**
     * What the kernel has answered to the press: it stays where it was, or goes on.
     *
     * @param {State} state
     */
    meet(state) {
      if (gone && state.claim?.id === gone.from.id) this.back();
      gone = null;
    },
  };
}
