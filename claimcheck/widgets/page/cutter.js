// @ts-check
// Cutting claims by hand: a small menu at the words that are selected in the article.

import { h, say, smallButton } from "./dom.js";

/** @import { createArticle, Range } from "./article.js" */

/** @typedef {"add" | "replace" | "split"} Cutting */

/**
 * `onCut(how, range)` when the words that are selected in the article are to be made a claim of.
 *
 * @param {{
 *   article: ReturnType<typeof createArticle>,
 *   onCut: (how: Cutting, range: Range) => unknown,
 * }} given
 */
export function createCutter({ article, onCut }) {
  let isCutting = false;
  /** @type {(label: string, how: Cutting, key: string) => HTMLButtonElement} */
  const cutAs = (label, how, key) => smallButton(label, () => cut(how), { title: `Key ${key}` });
  const buttons = [
    cutAs("Add as a claim", "add", "n"),
    cutAs("Make it this claim", "replace", "w"),
    cutAs("Split here", "split", "p"),
  ];
  const hint = h("span", { class: "cc-cut-hint cc-one-line", "aria-live": "polite" });
  const attributes = { class: "cc-cutter", role: "group", "aria-label": "Cut claims by hand", hidden: true };
  const element = h("div", attributes, hint, h("span", { class: "cc-cut-buttons" }, ...buttons));

  /** @param {Cutting} how */
  function cut(how) {
    if (!article.range) return;
    isCutting = false;
    onCut(how, article.range);
  }

  function draw() {
    const { range } = article;
    const words = range ? article.text(range.start, range.end).trim() : "";
    const short = words.length > 60 ? `${words.slice(0, 28)} … ${words.slice(-28)}` : words;
    element.hidden = !range;
    say(hint, range ? `Selected: ${short}` : "");
    if (range) article.placeAtRange(element);
  }

  draw();
  return {
    element,
    draw,
    cut,
    /** Whether a claim is being cut by keys. */
    get isCutting() {
      return isCutting;
    },
    begin() {
      isCutting = true;
      article.moveRange(null, 0);
    },
    leave() {
      isCutting = false;
      article.clearRange();
    },
  };
}
