// @ts-check
// What the last step came to, and the way back: "Dismissed 10 · Undo".

import { h, say, smallButton } from "./dom.js";

/** @import { Done } from "./types.d.ts" */

/**
 * What the last step of this reviewer came to, since claims leave the queue with it, and the way back.
 *
 * @param {(again: boolean) => unknown} onUndo
 */
export function createDone(onUndo) {
  let again = false;
  const words = h("span", { class: "cc-done-words cc-one-line", "aria-hidden": "true" });
  const told = h("span", { class: "cc-done-said cc-live", role: "status", "aria-live": "polite" });
  const undo = smallButton("Undo", () => onUndo(again));
  undo.hidden = true;
  return {
    element: h("div", { class: "cc-done" }, words, told, undo),
    /**
     * `text` says it in full; "" where there was none.
     *
     * @param {string} text
     * @param {Done} done
     */
    say(text, done) {
      again = done.undone;
      say(told, text);
      say(words, done.words);
      words.title = text;
      say(undo, again ? "Redo" : "Undo");
      undo.title = again
        ? "Key y: take up again what was undone"
        : "Key u: take back what was done, all of it";
      undo.hidden = !text;
    },
  };
}
