// @ts-check
// The note that goes with a step back: asked at the button that was pressed, in place.

import { h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";

/** @import { Move } from "./types.d.ts" */

/**
 * `words` is the note as it stands in the form, so that what is typed is kept whatever becomes of this; `onTake(target)`
 * takes the step with it.
 *
 * @param {{ words: HTMLTextAreaElement, onTake: (target: string) => unknown }} given
 */
export function createNote({ words, onTake }) {
  /** @type {Move | null} */
  let move = null;
  /** @type {Element | null} */
  let before = null;
  const send = smallButton("Send back", take, { title: "Ctrl+Enter" });
  const leave = smallButton("Not now", close, { title: "Esc" });
  const element = h(
    "div",
    { class: "cc-note-menu", role: "dialog", hidden: true },
    labelled("What is to be done again?", words),
    h("div", { class: "cc-note-hands" }, send, leave),
  );
  finishes(element, take);
  element.addEventListener("keydown", onKey);
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.hidden = true;
  });

  /** The step is taken where there is a note; without one it is waited for. */
  function take() {
    if (!move || !words.value.trim()) return words.focus();
    close();
    onTake(move.target);
  }

  function close() {
    if (element.hidden) return;
    const mine = element.contains(document.activeElement);
    element.hidden = true;
    if (mine && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return;
    if (key === "Escape") {
      close();
      event.preventDefault();
    }
    // No key is the desk's while this is asked.
    event.stopPropagation();
  }

  return {
    element,
    close,
    /** @param {Move} asked */
    open(asked) {
      if (element.hidden) before = document.activeElement;
      move = asked;
      say(send, asked.label);
      element.ariaLabel = asked.label;
      element.hidden = false;
      words.focus({ preventScroll: true });
    },
  };
}
