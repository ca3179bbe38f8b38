// @ts-check
// The note that goes with a step back: asked at the button that was pressed, in place.

import { createAsked } from "./asked.js";
import { h, labelled, say, smallButton } from "./dom.js";

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
  const send = smallButton("Send back", take, { title: "Ctrl+Enter" });
  const leave = smallButton("Not now", () => asked.close(), { title: "Esc" });
  const asked = createAsked({
    class: "cc-note-menu",
    words,
    parts: [labelled("What is to be done again?", words), h("div", { class: "cc-note-hands" }, send, leave)],
    take,
  });

  /** The step is taken where there is a note; without one it is waited for. */
  function take() {
    if (!move || !words.value.trim()) return words.focus();
    asked.close();
    onTake(move.target);
  }

  return {
    element: asked.element,
    close: asked.close,
    /** @param {Move} step */
    open(step) {
      move = step;
      say(send, step.label);
      asked.open(step.label);
    },
  };
}
