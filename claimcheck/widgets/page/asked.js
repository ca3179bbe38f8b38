// @ts-check
// What a press asks for before it is done: a small menu at the button, over what stands there.

import { h } from "./dom.js";
import { finishes } from "./finishing.js";

/**
 * `words` is what is filled in, `take()` what finishes it, `onKey(event)` is told of the keys that are pressed in it
 * and says which of them it took.
 *
 * @param {{
 *   class: string,
 *   words: HTMLInputElement | HTMLTextAreaElement,
 *   parts: Node[],
 *   take: () => unknown,
 *   onKey?: (event: KeyboardEvent) => boolean,
 * }} given
 */
export function createAsked({ class: name, words, parts, take, onKey = () => false }) {
  /** @type {Element | null} */
  let before = null;
  const element = h("div", { class: `cc-asked ${name}`, role: "dialog", hidden: true }, ...parts);
  finishes(element, take);
  element.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return;
    if (key === "Escape") close();
    if (key === "Escape" || onKey(event)) event.preventDefault();
    // No key is the desk's while this is asked.
    event.stopPropagation();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.hidden = true;
  });

  function close() {
    if (element.hidden) return;
    const mine = element.contains(document.activeElement);
    element.hidden = true;
    if (mine && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  return {
    element,
    close,
    /** @param {string} label what is asked */
    open(label) {
      if (element.hidden) before = document.activeElement;
      element.ariaLabel = label;
      element.hidden = false;
      words.focus({ preventScroll: true });
    },
  };
}
