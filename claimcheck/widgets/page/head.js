// @ts-check
// The head of a check, which stays while its form scrolls: the claim, who said it and when, and where it stands.

import { h, say } from "./dom.js";

/** @import { Article, Claim, NoArticle } from "./types.d.ts" */

/**
 * `path` are the steps of the check, which the status unfolds, `tags` the tags of the claim.
 *
 * @param {{ path: HTMLElement, tags: HTMLElement }} given
 */
export function createHead({ path, tags }) {
  const quote = h("blockquote", { class: "cc-head-quote", dir: "auto" });
  const speaker = h("bdi", { class: "cc-head-speaker cc-one-line" });
  const said = h("span", { class: "cc-head-date" });
  const status = h("summary", { class: "cc-status", title: "Key g: the steps of the check" });
  const standing = h("details", { class: "cc-standing" }, status, path);
  const holder = h("bdi", { class: "cc-head-holder cc-one-line" });
  const element = h(
    "header",
    { class: "cc-head" },
    quote,
    h("div", { class: "cc-head-facts" }, speaker, said, standing, holder, tags),
  );
  standing.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !standing.contains(relatedTarget)) standing.open = false;
  });
  path.addEventListener("click", () => (standing.open = false));

  return {
    element,
    /** Unfold the steps of the check, and go to the first that is open. */
    focusSteps() {
      standing.open = true;
      /** @type {HTMLElement | null} */ (path.querySelector(".cc-step:not(:disabled)"))?.focus();
    },
    /**
     * @param {Claim | null} claim
     * @param {Article | NoArticle} article
     */
    update(claim, article) {
      element.hidden = claim === null;
      if (!claim) return;
      sayInFull(quote, claim.quote);
      sayInFull(speaker, claim.speaker || "the article's own voice");
      const published = "published" in article ? article.published : null;
      say(said, published || "no date");
      say(status, claim.status);
      holder.hidden = !claim.assigned;
      sayInFull(holder, claim.mine ? "with you" : `with ${claim.assigned}`);
    },
  };
}

/**
 * Say words that may be cut off where there is little room, and in full in the title.
 *
 * @param {HTMLElement} element
 * @param {string} words
 */
function sayInFull(element, words) {
  say(element, words);
  element.title = words;
}
