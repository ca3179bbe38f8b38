// @ts-check
// A word that wants explaining: its note is read by pointing at it, and by pressing it, with a key too.

import { h } from "./dom.js";

/**
 * @param {string} word
 * @param {string} note
 */
export function createBadge(word, note) {
  const element = h(
    "details",
    { class: "cc-badge-note" },
    h("summary", { class: "cc-badge", title: note }, word),
    h("p", { class: "cc-note" }, note),
  );
  element.addEventListener("focusout", () => (element.open = false));
  return element;
}
