// @ts-check
// What becomes of the words of the form: handed in, kept or let go of, or overtaken by those of another view.

import { missingFor } from "./steps.js";
import { sameWords } from "./words.js";

/** @import { Layout } from "./layout.js" */
/** @import { createLink } from "./link.js" */
/** @import { Claim, Gates, Traits } from "./types.d.ts" */
/** @import { Kept } from "./unsent.js" */
/** @import { Theirs } from "./words.js" */

/**
 * `now` is the claim on the page.
 *
 * @param {{ now: { claim: Claim | null }, desk: Layout, link: ReturnType<typeof createLink> }} given
 */
export function createDrafts({ now, desk, link }) {
  const { alert, bar, form, history, lost, unsent } = desk;
  // The claims that left the page with words that were handed in then, by the message that did so.
  /** @type {Map<number, string>} */
  const leaving = new Map();

  /**
   * The words of a draft whose claim left the page before its answer came.
   *
   * @param {Gates} answer
   */
  function settleGone({ claim: left, error }) {
    // What was handed in as it left is newer.
    if (left === null || [...leaving.values()].includes(left)) return;
    if (error) unsent.letGo(left);
    else unsent.saved(left);
  }

  /**
   * The words that were handed in when their claim left the page.
   *
   * @param {Gates} answer
   */
  function settleLeft({ ack, error }) {
    const left = leaving.get(ack);
    leaving.delete(ack);
    if (left && error) unsent.letGo(left);
    else if (left && !(now.claim?.id === left && link.unsent)) unsent.saved(left);
  }

  /**
   * The words that came with a message which the kernel has answered.
   *
   * @param {string | null} claimId
   * @param {{ kept: number | null, error: string | null }} answer
   */
  function settle(claimId, { kept, error }) {
    if (claimId === null || (claimId === now.claim?.id && link.unsent)) return;
    if (kept === null && !error) unsent.letGo(claimId);
    else unsent.saved(claimId);
  }

  /**
   * Hand in the words of a claim that leaves the page.
   *
   * @param {Claim} left
   */
  function leave(left) {
    leaving.set(link.keep(), left.id);
  }

  /**
   * Keep the words of a claim that leaves the page while they cannot be handed in: they are offered there again.
   *
   * @param {Claim} left
   */
  function putAside(left) {
    unsent.keep();
    unsent.letGo(left.id);
    link.forget();
  }

  /**
   * Bring together what the form holds and what the kernel has. One version is not the `same` draft everywhere,
   * since versions begin again after a step.
   *
   * @param {Theirs} theirs
   */
  function meet(theirs, same = true) {
    if (theirs.version === form.version && same) return;
    if (link.unsent && !sameWords(read(), theirs)) unsent.differ(theirs);
    else take(theirs);
  }

  function edit() {
    link.edit();
    unsent.keep();
    if (!link.waits) bar.saySaved("Typing…");
  }

  function read() {
    return { work: form.work, comment: history.comment, seen: form.seen };
  }

  /**
   * Put back words that were typed before.
   *
   * @param {Kept} words
   */
  function write({ work, comment, seen: on }) {
    if (!now.claim) return;
    // They vouch for no more than they were typed on, so that nothing done since is overwritten in silence.
    form.update({ ...now.claim, work, seen: Math.min(on ?? 0, form.seen ?? 0), version: form.version });
    history.comment = comment;
    edit();
  }

  /** @param {Theirs} theirs */
  function follow(theirs) {
    form.follow(theirs);
    edit();
  }

  /** @param {Theirs} theirs */
  function show(theirs) {
    link.forget();
    take(theirs);
    alert.complain("");
  }

  /**
   * Put into the form what was typed elsewhere.
   *
   * @param {Theirs} theirs
   */
  function take({ work, comment, seen: on, version, moves }) {
    if (!now.claim) return;
    const fresh = { ...now.claim, work, comment, seen: on, version, moves };
    now.claim = fresh;
    desk.keepingFocus(() => form.update(fresh));
    history.comment = comment;
    unsent.draw(fresh);
  }

  /**
   * Show a draft that was kept after the claim was sent; one of another view never replaces words in silence.
   *
   * @param {Traits["typed"]} typed
   */
  function hearTyped(typed) {
    if (!now.claim || !typed.claim || typed.claim !== now.claim.id) return;
    const answered = link.sent(typed.n) && lost.how ? link.answered(typed.n, null, typed.version) : null;
    if (answered) form.version = typed.version;
    else if (!link.sent(typed.n)) meet(typed, typed.seen === form.seen);
    lost.regain(false);
  }

  /** @param {Gates} answer to a draft: what is missing, and whether it is kept */
  function hearGates(answer) {
    const isHere = now.claim?.id === answer.claim;
    const answered = link.answered(answer.ack, answer.error, answer.kept, isHere);
    lost.regain(answered !== null);
    if (answered?.edited && isHere) settle(answer.claim, answer);
    else if (answered?.edited) settleGone(answer);
    settleLeft(answer);
    if (now.claim && isHere) drawGates(now.claim, answer);
    // It was handed in when its claim left the page.
    else if (answer.error) alert.complain(answer.error);
    if (answered) link.goOn(answered, answer.error);
  }

  /**
   * @param {Claim} at
   * @param {Gates} answer
   */
  function drawGates(at, { kept, moves, error, saved }) {
    if (kept !== null) form.version = kept;
    if (moves) {
      now.claim = { ...at, moves };
      form.stand(now.claim);
    }
    if (error || alert.about === "draft" || missingFor(now.claim, alert.about) === 0)
      alert.complain(error, "draft");
    bar.saySaved(error ? "Not saved" : link.edited ? "Typing…" : saved);
  }

  return { edit, follow, hearGates, hearTyped, leave, meet, putAside, read, settle, show, write };
}
