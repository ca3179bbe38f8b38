// @ts-check
// The claim on the page: its parts and its form drawn anew, as the kernel has it or ahead of the kernel's word.

import { isTyping, say } from "./dom.js";

/** @import { createDrafts } from "./drafts.js" */
/** @import { Model } from "./jupyter.d.ts" */
/** @import { Layout } from "./layout.js" */
/** @import { createLink } from "./link.js" */
/** @import { AheadClaim, Claim, State, Traits } from "./types.d.ts" */

/**
 * `now` is the claim on the page.
 *
 * @param {{
 *   model: Model,
 *   now: { claim: Claim | null },
 *   desk: Layout,
 *   link: ReturnType<typeof createLink>,
 *   drafts: ReturnType<typeof createDrafts>,
 * }} given
 */
export function createShown({ model, now, desk, link, drafts }) {
  const { form, history, unsent } = desk;
  /** What was drawn ahead, as text. */
  let ahead = "";

  /**
   * @param {State} state
   * @param {Traits["article"]} text
   */
  function draw({ claim, people, empty }, text) {
    const article = text.id === undefined ? null : text;
    desk.empty.hidden = article !== null;
    desk.scroll.hidden = article === null;
    say(desk.empty, empty);
    desk.article.update(article, claim);
    desk.head.update(claim, text);
    desk.tags.update(claim);
    desk.queue.setCurrent(claim && claim.id);
    desk.cutter.draw();
    desk.seen.update(claim);
    desk.whyFirst.draw(claim);
    desk.why.draw(claim);
    desk.team.update(claim, people);
    desk.past.element.hidden = claim === null;
    if (claim) desk.past.update(claim.quote, claim.history);
    else {
      desk.past.panel.close();
      unsent.draw(null);
      form.stand(null);
    }
  }

  /** @param {Claim} at */
  function drawForm(at) {
    form.update(at);
    if (!link.unsent) history.comment = at.comment;
    unsent.draw(at);
  }

  /**
   * A claim of which the kernel has not said that it is the one at hand.
   *
   * @param {Claim} claim
   * @param {Traits["article"]} text
   */
  function drawAhead(claim, text) {
    now.claim = claim;
    ahead = JSON.stringify([claim, text]);
    desk.keepingFocus(() => {
      draw({ ...model.get("state"), claim }, text);
      form.update(claim);
      history.comment = claim.comment;
      unsent.draw(claim);
    });
  }

  const beginAtTop = () => requestAnimationFrame(() => (desk.scroll.scrollTop = 0));
  /** Whether somebody types in the check, whose claim may be about to leave the page. */
  const hasTyping = () => desk.isOfClaim(document.activeElement) && isTyping(document.activeElement);

  return {
    draw,
    drawForm,
    /**
     * What others did meanwhile is put beside what was typed. After any other refusal, or while somebody types, the
     * form stays as the reviewer left it, and so does what it has seen.
     *
     * @param {Claim} at
     * @param {boolean} refused for no other reason than what stands in the form
     */
    drawFormAgain(at, refused) {
      if (link.unsent) {
        form.stand(at);
        drafts.meet(at);
      } else if (refused && at.version === form.version) form.stand(at);
      else drawForm(at);
    },
    beginAtTop,
    hasTyping,
    /**
     * Whether that is what was drawn ahead last, so that it need not be drawn again.
     *
     * @param {Claim | null} claim
     */
    isAsAhead: (claim) => JSON.stringify([claim, model.get("article")]) === ahead,
    /**
     * Another claim, before the kernel has said so.
     *
     * @param {AheadClaim} next
     */
    goTo({ claim, article }) {
      const typing = hasTyping();
      // What is typed from now on is not the claim's that was left.
      form.hold(false);
      drawAhead(claim, article ?? model.get("article"));
      desk.alert.complain("");
      if (typing) desk.focus();
      beginAtTop();
    },
    /**
     * The claim that was left, as it stood in the form; what was typed meanwhile belongs to the one that was shown.
     *
     * @param {Claim} from
     */
    goBackTo(from) {
      if (now.claim && link.edited) (desk.lost.how === null ? drafts.leave : drafts.putAside)(now.claim);
      drawAhead(from, model.get("article"));
    },
  };
}
