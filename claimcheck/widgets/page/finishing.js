// @ts-check
// Ctrl+Enter: in a text it does what the button beside it does, elsewhere it takes the next step.

import { isControl } from "./dom.js";

/** @type {WeakMap<Element, () => unknown>} */
const finishing = new WeakMap();

/**
 * Let Ctrl+Enter in `part`, a text box or what holds several, do what the button beside it does.
 *
 * @template {Element} Part
 * @param {Part} part
 * @param {() => unknown} step
 */
export function finishes(part, step) {
  finishing.set(part, step);
  return part;
}

/**
 * What Ctrl+Enter does at `target`: the step of the nearest part around it that has one; undefined where none has.
 *
 * @param {Element} target
 */
function finishOf(target) {
  for (let part = /** @type {Element | null} */ (target); part; part = part.parentElement)
    if (finishing.has(part)) return finishing.get(part);
  return undefined;
}

/**
 * Ctrl+Enter at `target`: the button that has the focus, or what belongs to the text; elsewhere the next step.
 *
 * @param {Element} target
 * @param {() => void} takeNext
 */
export function finishAt(target, takeNext) {
  if (target instanceof HTMLElement && ["BUTTON", "SUMMARY"].includes(target.tagName)) target.click();
  else if (finishOf(target)) finishOf(target)?.();
  else if (!isControl(target)) takeNext();
}
