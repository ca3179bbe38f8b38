// @ts-check
// What becomes of a key that is pressed: whether it is the desk's, the notebook's, or that of the control at hand.

import { isControl, isTyping } from "./dom.js";
import { deedOf, isKey, keyName, keysNow } from "./keys.js";

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
    if (!event.repeat && !isShut(event)) does(desk, "Ctrl+Enter", event);
    // It would run the cell again under the hands of somebody who is typing.
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  function onAny(event) {
    if (!desk.palette.isOpen || MODIFIERS.includes(event.key)) return;
    desk.palette.close();
    // It leaves the palette, and nothing else.
    if (event.key === "Escape") event.stopImmediatePropagation();
  }

  const onPress = () => desk.palette.close();
  root.addEventListener("keydown", onAny, true);
  root.addEventListener("pointerdown", onPress, true);
  root.addEventListener("keydown", onKey);
  // On its way down, since ipywidgets' boxes keep keys to themselves.
  root.addEventListener("keydown", onFinish, true);
  return () => {
    root.removeEventListener("keydown", onAny, true);
    root.removeEventListener("pointerdown", onPress, true);
    root.removeEventListener("keydown", onKey);
    root.removeEventListener("keydown", onFinish, true);
  };
}

const OVER_PANELS = ["?", "+", "D", "G", "T"];
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

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
  if ((key === "Escape" || !isOfControl(desk, key, target)) && press(desk, event)) event.preventDefault();
  event.stopPropagation();
}

/**
 * Whether a key is left to the control that has the focus: text that is typed, a button that is pressed by it, a
 * radio that is moved, a panel that is read.
 *
 * @param {DeskAtKeys} desk
 * @param {string} key
 * @param {Element} target
 */
function isOfControl({ cutter }, key, target) {
  if (isTyping(target)) return true;
  const panel = target.closest(".cc-panel");
  if (panel) return key.startsWith("Arrow") || !isOverPanel(key, panel);
  if (cutter.isCutting && key.startsWith("Arrow")) return false;
  return key === " " || (isControl(target) && (key === "Enter" || key.startsWith("Arrow")));
}

/**
 * Whether a key is the desk's over a panel: what leads to the next one. Nothing is done to a claim that a panel lies
 * over, unless the panel is about that claim.
 *
 * @param {string} key
 * @param {Element} panel
 */
const isOverPanel = (key, panel) => OVER_PANELS.includes(key) || panel.matches(".cc-panel-history");

/**
 * Do what a key does; whether it is the desk's, and not the browser's (F5, Page Down).
 *
 * @param {DeskAtKeys} desk
 * @param {KeyboardEvent} event
 */
function press(desk, event) {
  const name = keyName(event);
  const isText = name.length === 1 && !event.isComposing;
  if (!isKey(name) && !isText) return false;
  // A key that is held down moves about, and decides nothing.
  if (event.repeat && !name.includes("Arrow") && name !== "Escape") return true;
  if (!does(desk, name, event) && isText) desk.palette.open(name, () => keysNow(desk));
  return true;
}

/**
 * Whether the key of that name does something at the desk as it is now; it is done.
 *
 * @param {DeskAtKeys} desk
 * @param {string} name
 * @param {KeyboardEvent} event
 */
function does(desk, name, { target }) {
  const deed = deedOf(name, desk);
  deed?.(desk, { key: name, target });
  return deed !== undefined;
}
