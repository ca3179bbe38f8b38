// @ts-check
// The keys of the desk. Plain ones are the desk's own wherever the focus is in it, and never
// JupyterLab's, to which "d d" would mean: remove this cell.

import { isTyping } from "./dom.js";

const KEYS = [
  ["j or ↓", "next claim"],
  ["k or ↑", "claim above"],
  ["b", "back to the claim before"],
  ["1 to 7", "choose the rating"],
  ["e", "write the statement"],
  ["t", "write the rationale"],
  ["s", "add a source"],
  ["Enter", "take the next step, and go on"],
  ["Ctrl+Enter", "in a text: what the button beside it does; without one, the next step"],
  ["g", "go to the steps"],
  ["z", "the step back or round: send back, reopen, restore, correct again"],
  ["x", "dismiss, for the reason beside the button"],
  ["r", "choose the reason for dismissing"],
  ["v", "mark the claim in the queue"],
  ["V", "choose what to do with the marked claims"],
  ["u", "undo your last step"],
  ["y", "take up again what you undid"],
  ["i", "take the claim, or take it over"],
  ["I", "assign it to somebody"],
  ["o", "share what you have filled in, without a step"],
  ["l", "contact with the claimant"],
  ["B", "ask for two blind ratings"],
  ["M", "go to the next earlier check of this claim"],
  ["C", "the check that you are at is of this very claim: confirm it"],
  ["N", "the check that you are at is not of this claim"],
  ["E", "go to the next claim that says the same"],
  ["/", "search all earlier checks (Enter: to what was found)"],
  ["m", "write a comment"],
  ["h", "go to the history"],
  ["c", "cut by keys: ← → move the end, Shift+← → the start, ↑ ↓ go to another sentence"],
  ["n", "selected words: add them as a new claim"],
  ["w", "selected words: make them the words of this claim"],
  ["p", "selected words: split this claim there"],
  ["f", "find claims by words"],
  ["q", "go to the queue"],
  ["a", "go to the article"],
  ["Esc", "leave a text, a cut or a search"],
  ["?", "show or hide these keys"],
];

export const isControl = (target) => ["BUTTON", "INPUT", "A", "SUMMARY"].includes(target.tagName);

/** Ctrl+Enter, for `finish(target)`; listened for on its way down, since ipywidgets' boxes keep keys to themselves. */
export function createFinish(finish) {
  return (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    // A key that is held down would take step after step on claims that nobody has seen.
    if (!event.repeat) finish(event.target);
    // It would run the cell again under the hands of somebody who is typing.
    event.preventDefault();
    event.stopPropagation();
  };
}

/**
 * What to do with a key: `plain` maps keys to steps, `cutting()` gives such a map while a claim is
 * cut, `leave()` is Escape, `rate(index)` a digit.
 */
export function createKeys({ plain, cutting, leave, rate }) {
  /** Whether the key was the desk's; one that is not is left to the control that has the focus. */
  function act(event) {
    const { key, target } = event;
    if (key === "Escape") leave();
    else if (isTyping(target)) return false;
    else if (cutting() && Object.hasOwn(cutting(), key)) cutting()[key](event.shiftKey);
    // A button is pressed and a radio moved by these keys.
    else if (isControl(target) && (key === "Enter" || key === " " || key.startsWith("Arrow"))) return false;
    else if (key === " ") return false;
    else if (/^[1-9]$/.test(key)) rate(Number(key) - 1);
    else if (Object.hasOwn(plain, key) && !(event.repeat && !key.startsWith("Arrow"))) plain[key]();
    return true;
  }

  return (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || key === "Tab") return;
    if (key === "Enter" && event.shiftKey && !isTyping(target)) return;
    if (act(event)) event.preventDefault();
    event.stopPropagation();
  };
}
