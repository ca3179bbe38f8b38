// @ts-check
// What becomes of a key that is pressed: whether it is the desk's, the notebook's, or that of the control at hand.

import { isControl, isTyping } from "./dom.js";
import { deedOf } from "./keys.js";

/** @import { DeskAtKeys } from "./keys.js" */

/**
 * Listen for the keys of `desk` on `root`; what is returned ends it. Where `isShut(event)`, keys do nothing, and
 * nothing of JupyterLab's either; what is there can be copied.
 *
 * @param {{ root: HTMLElement, desk: DeskAtKeys, isShut: (event: KeyboardEvent) => boolean }} given
 */
export function listenToKeys({ root, desk, isShut }) {
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (!isShut(event)) onDeskKey(desk, event);
    else if (!isCommand(event) && event.key !== "Tab" && !event.shiftKey) event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  function onFinish(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    // A key that is held down would take step after step on claims that nobody has seen.
    if (!event.repeat && !isShut(event)) deedOf("Ctrl+Enter")?.(desk, event);
    // It would run the cell again under the hands of somebody who is typing.
    event.preventDefault();
    event.stopPropagation();
  }

  root.addEventListener("keydown", onKey);
  // On its way down, since ipywidgets' boxes keep keys to themselves.
  root.addEventListener("keydown", onFinish, true);
  return () => {
    root.removeEventListener("keydown", onKey);
    root.removeEventListener("keydown", onFinish, true);
  };
}

/** @param {KeyboardEvent} event */
const isCommand = (event) => event.ctrlKey || event.metaKey || event.altKey;

/**
 * @param {DeskAtKeys} desk
 * @param {KeyboardEvent} event
 */
function onDeskKey(desk, event) {
  const { key, target } = event;
  if (isCommand(event) || key === "Tab" || !(target instanceof Element)) return;
  if (key === "Enter" && event.shiftKey && !isTyping(target)) return;
  if (key === "Escape" || !isOfControl(desk, key, target)) {
    press(desk, event);
    event.preventDefault();
  }
  event.stopPropagation();
}

/**
 * Whether a key is left to the control that has the focus: text that is typed, a button that is pressed by it, a
 * radio that is moved.
 *
 * @param {DeskAtKeys} desk
 * @param {string} key
 * @param {Element} target
 */
function isOfControl({ cutter }, key, target) {
  if (isTyping(target)) return true;
  if (cutter.isCutting && key.startsWith("Arrow")) return false;
  return key === " " || (isControl(target) && (key === "Enter" || key.startsWith("Arrow")));
}

/**
 * @param {DeskAtKeys} desk
 * @param {KeyboardEvent} event
 */
function press(desk, event) {
  // A key that is held down moves about, and decides nothing.
  const { key, repeat, shiftKey } = event;
  const { isCutting } = desk.cutter;
  const name = shiftKey && key.startsWith("Arrow") && !isCutting ? `Shift+${key}` : key;
  if (!repeat || key.startsWith("Arrow") || key === "Escape") deedOf(name, isCutting)?.(desk, event);
}
