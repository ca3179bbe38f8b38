// @ts-check
// Why a claim matters, asked in the press that takes it: a small menu at the button, with a line for one's own
// words and reasons to pick.

import { h, labelled } from "./dom.js";
import { finishes } from "./finishing.js";

/** @import { Claim } from "./types.d.ts" */

/**
 * `read()` is the reason in the form, `write(words)` puts one there, and `onTake()` takes the claim with that. What is
 * typed stands in the form at once, so that it is kept whatever becomes of the menu.
 *
 * @param {{ read: () => string, write: (words: string) => void, onTake: () => unknown }} given
 */
export function createReasons({ read, write, onTake }) {
  /** @type {Element | null} */
  let before = null;
  /** @type {HTMLInputElement} */
  const words = h("input", {
    type: "text",
    class: "cc-input",
    placeholder: "In your own words, or pick one below",
    oninput: () => write(words.value),
    dir: "auto",
  });
  const offered = h("div", { class: "cc-reasons-offered", role: "group", "aria-label": "Reasons to pick" });
  const element = h(
    "div",
    { class: "cc-reasons-menu", role: "dialog", "aria-label": "Why does it matter?", hidden: true },
    labelled("Why does it matter?", words),
    offered,
  );
  finishes(element, take);
  element.addEventListener("keydown", onKey);
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.hidden = true;
  });

  /** The claim is taken where there is a reason; the menu waits for one where there is none. */
  function take() {
    if (!words.value.trim()) return words.focus();
    close();
    onTake();
  }

  /** @param {string} reason */
  function pick(reason) {
    words.value = reason;
    write(reason);
    take();
  }

  function close() {
    if (element.hidden) return;
    const mine = element.contains(document.activeElement);
    element.hidden = true;
    if (mine && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || key === "Tab") return;
    if (key === "Escape") close();
    else if (key === "Enter" && target === words && !event.repeat) take();
    else if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1);
    if (["Escape", "ArrowDown", "ArrowUp"].includes(key)) event.preventDefault();
    // No key is the desk's while this is asked.
    event.stopPropagation();
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
    element,
    close,
    /** @param {Claim} claim */
    open(claim) {
      if (element.hidden) before = document.activeElement;
      words.value = read();
      offered.replaceChildren(...claim.why.map(drawReason));
      element.hidden = false;
      words.focus({ preventScroll: true });
    },
  };
}
