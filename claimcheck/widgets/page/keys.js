// @ts-check
// The keys of the desk: a line says which key it is, what it does in words, and does it. Plain ones are the desk's
// own wherever the focus is in it, and never JupyterLab's, to which "d d" would mean: remove this cell.

import { h } from "./dom.js";
import { finishAt } from "./finishing.js";
import { createPanel } from "./panel.js";

/** @import { Layout } from "./layout.js" */
/** @import { Ask } from "./link.js" */
/** @import { Claim } from "./types.d.ts" */

/**
 * What keys are pressed on. `send` asks for a step.
 *
 * @typedef {Layout & {
 *   readonly claim: Claim | null,
 *   send: Ask,
 *   rate: (index: number) => void,
 * }} DeskAtKeys
 */
/** @typedef {(desk: DeskAtKeys, event: KeyboardEvent) => unknown} Deed */

/**
 * A deed that needs a claim.
 *
 * @param {Deed} deed
 * @returns {Deed}
 */
const onClaim = (deed) => (desk, event) => desk.claim && deed(desk, event);

/** @type {(desk: DeskAtKeys, target: EventTarget | null) => unknown} */
const finish = ({ form }, target) => target instanceof Element && finishAt(target, form.steps.takeNext);

// prettier-ignore
/** @type {[shown: string, what: string, deed: Deed][]} */
const KEYS = [
  ["j or ↓", "next claim", (desk) => desk.send("next")],
  ["k or ↑", "claim above", (desk) => desk.send("previous")],
  ["b", "back to the claim before", (desk) => desk.send("back")],
  ["1 to 7", "choose the rating", (desk, { key }) => desk.rate(Number(key) - 1)],
  ["e", "write the statement", ({ form }) => form.texts.statement.focus()],
  ["t", "write the rationale", ({ form }) => form.texts.rationale.focus()],
  ["s", "add a source", ({ form }) => form.addSource()],
  ["Enter", "take the next step, and go on", ({ form }) => form.steps.takeNext()],
  ["Ctrl+Enter", "in a text: what the button beside it does; without one, the next step", (desk, { target }) => finish(desk, target)],
  ["g", "go to the steps", ({ head }) => head.focusSteps()],
  ["z", "the step back or round: send back, reopen, restore, correct again", ({ form }) => form.steps.takeAside()],
  ["x", "dismiss, for the reason beside the button", onClaim(({ form }) => form.steps.dismiss())],
  ["r", "choose the reason for dismissing", ({ form }) => form.steps.focusDismissal()],
  ["v", "mark the claim in the queue", ({ queue }) => queue.mark()],
  ["Shift+↓ or Shift+↑", "mark the claims of the queue from here on, or one less", ({ queue }, { key }) => queue.reach(key === "ArrowDown" ? 1 : -1)],
  ["Ctrl+A", "in the queue: mark all that are shown, or none", ({ queue }) => queue.markAll()],
  ["V", "choose what to do with the marked claims", ({ queue }) => queue.focusChoice()],
  ["u", "undo your last step", (desk) => desk.send("undo")],
  ["y", "take up again what you undid", (desk) => desk.send("redo")],
  ["i", "assign the claim to yourself, or take it over", onClaim(({ team }) => team.take())],
  ["I", "assign it to somebody", onClaim(({ team }) => team.focus())],
  ["o", "share what you have filled in, without a step", onClaim(({ form }) => form.steps.share())],
  ["l", "contact with the claimant", onClaim(({ form }) => form.focusContact())],
  ["B", "ask for two blind ratings", onClaim(({ team }) => team.blind())],
  ["M", "go to the next earlier check of this claim", onClaim(({ seen }) => seen.next())],
  ["C", "the check that you are at is of this very claim: confirm it", onClaim(({ seen }) => seen.judge(true))],
  ["N", "the check that you are at is not of this claim", onClaim(({ seen }) => seen.judge(false))],
  ["E", "go to the next claim that says the same", onClaim(({ seen }) => seen.nextElsewhere())],
  ["/", "search all earlier checks (Enter: to what was found)", onClaim(({ seen }) => seen.focusSearch())],
  ["m", "write a comment", onClaim(({ past, history }) => past.open(history.focus))],
  ["h", "go to the history", onClaim(({ past, history }) => past.open(history.focusSteps))],
  ["c", "cut by keys: ← → move the end, Shift+← → the start, ↑ ↓ go to another sentence", ({ cutter }) => cutter.begin()],
  ["n", "selected words: add them as a new claim", ({ cutter }) => cutter.cut("add")],
  ["w", "selected words: make them the words of this claim", ({ cutter }) => cutter.cut("replace")],
  ["p", "selected words: split this claim there", ({ cutter }) => cutter.cut("split")],
  ["f", "find claims by words", ({ filters }) => filters.find.focus()],
  ["q", "go to the queue", ({ queue }) => queue.focus()],
  ["a", "go to the article", ({ article }) => article.focus()],
  ["Esc", "leave a text, a cut or a search", (desk) => desk.leave()],
  ["?", "show or hide these keys", (desk) => desk.toggleKeys()],
];

// While a claim is cut by keys, these are the cut's.
/** @type {Record<string, Deed>} */
const CUTTING_KEYS = {
  ArrowLeft: ({ article }, { shiftKey }) => article.moveRange(shiftKey ? "start" : "end", -1),
  ArrowRight: ({ article }, { shiftKey }) => article.moveRange(shiftKey ? "start" : "end", 1),
  ArrowUp: ({ article }) => article.moveRange("sentence", -1),
  ArrowDown: ({ article }) => article.moveRange("sentence", 1),
};

// What a browser calls a key that is shown otherwise. A scale may have more than seven ratings.
/** @type {Record<string, string[]>} */
const NAMES = {
  "↓": ["ArrowDown"],
  "↑": ["ArrowUp"],
  "Shift+↓": ["Shift+ArrowDown"],
  "Shift+↑": ["Shift+ArrowUp"],
  Esc: ["Escape"],
  "1 to 7": [..."123456789"],
};

/** @type {Map<string, Deed>} */
const DEEDS = new Map(
  KEYS.flatMap(([shown, , deed]) =>
    shown
      .split(" or ")
      .flatMap((key) => NAMES[key] ?? [key])
      .map((name) => [name, deed]),
  ),
);

/**
 * What `key` does at the desk; undefined for one that is not the desk's.
 *
 * @param {string} key
 * @param {boolean} [cutting] whether a claim is being cut by keys
 */
export const deedOf = (key, cutting = false) =>
  cutting && Object.hasOwn(CUTTING_KEYS, key) ? CUTTING_KEYS[key] : DEEDS.get(key);

/** The panel that tells of all keys. */
export const createKeys = () => ({
  panel: createPanel(
    { title: "Keys of the desk", name: "keys" },
    h("dl", {}, ...KEYS.flatMap(([shown, what]) => [h("dt", {}, shown), h("dd", {}, what)])),
  ),
});
