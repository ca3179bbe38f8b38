// @ts-check
// Why a claim matters, asked in the press that takes it: a small menu at the button, with a line for one's own
// words and reasons to pick.

import { createAsked } from "./asked.js";
import { h, labelled } from "./dom.js";

/** @import { Claim } from "./types.d.ts" */

const QUESTION = "Why does it matter?";

/**
 * `read()` is the reason in the form, `write(words)` puts one there, and `onTake()` takes the claim with that. What is
 * typed stands in the form at once, so that it is kept whatever becomes of the menu.
 *
 * @param {{ read: () => string, write: (words: string) => void, onTake: () => unknown }} given
 */
export function createReasons({ read, write, onTake }) {
  /** @type {HTMLInputElement} */
  const words = h("input", {
    type: "text",
    class: "cc-input",
    placeholder: "In your own words, or pick one below",
    oninput: () => write(words.value),
    dir: "auto",
  });
  const offered = h("div", { class: "cc-reasons-offered", role: "group", "aria-label": "Reasons to pick" });
  const asked = createAsked({
    class: "cc-reasons-menu",
    words,
    parts: [labelled(QUESTION, words), offered],
    take,
    onKey,
  });

  /** The claim is taken where there is a reason; the menu waits for one where there is none. */
  function take() {
    if (!words.value.trim()) return words.focus();
    asked.close();
    onTake();
  }

  /** @param {string} reason */
  function pick(reason) {
    words.value = reason;
    write(reason);
    take();
  }

  /** @param {KeyboardEvent} event */
  function onKey({ key, target, altKey, repeat }) {
    if (altKey) return false;
    if (key === "Enter" && target === words && !repeat) take();
    else if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1);
    else return false;
    return key !== "Enter";
  }

  /** @param {number} by */
  function step(by) {
    const all = [words, ...offered.querySelectorAll("button")];
    const at = all.findIndex((one) => one === document.activeElement);
    all[(at + by + all.length) % all.length].focus();
  }

  /** @param {string} reason */
  const drawReason = (reason) =>
    h("button", { class: "cc-reason-offered", type: "button", onclick: () => pick(reason) }, reason);

  return {
    element: asked.element,
    close: asked.close,
    /** @param {Claim} claim */
    open(claim) {
      words.value = read();
      offered.replaceChildren(...claim.why.map(drawReason));
      asked.open(QUESTION);
    },
  };
}
