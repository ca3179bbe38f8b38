// @ts-check
// The keys of the desk, in one table: a line says which key it is, what it does in words, does it, and says when it can
// be pressed. The keyboard, the palette and the panel of keys come from here, and docs/desk.md is held against it. Plain
// keys are the desk's own wherever the focus is in it, and never JupyterLab's, to which "d d" would mean: remove this
// cell.

import { finishAt } from "./finishing.js";

/** @import { createPalette } from "./palette.js" */
/** @import { Layout } from "./layout.js" */
/** @import { Ask } from "./link.js" */
/** @import { TextName } from "./form.js" */
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
/** @typedef {{ key: string, target: EventTarget | null }} Press a key by the name that the browser has for it */
/** @typedef {(desk: DeskAtKeys, press: Press) => unknown} Deed */
/** @typedef {(desk: DeskAtKeys) => boolean} When */
/** @typedef {[shown: string, what: string, deed: Deed, when?: When]} Line */

// When a key can be pressed

/** @type {When} */
const always = () => true;
/** @type {When} */
const onClaim = ({ claim }) => claim !== null;
/** @type {When} */
const cutting = ({ cutter }) => cutter.isCutting;
/** @type {When} */
const notCutting = (desk) => onClaim(desk) && !cutting(desk);
/** @type {When} */
const selected = ({ cutter }) => !cutter.element.hidden;

/** @type {(element: Element | null) => boolean} */
const isOffered = (element) => element !== null && element.closest("[hidden]") === null;

/**
 * Where the desk offers the control that the key presses.
 *
 * @type {(selector: string) => When}
 */
const offers = (selector) => (desk) => onClaim(desk) && isOffered(desk.element.querySelector(selector));

/**
 * Where there is such a thing, folded or not.
 *
 * @type {(selector: string) => When}
 */
const has = (selector) => (desk) => onClaim(desk) && desk.element.querySelector(selector) !== null;

/** @type {(name: TextName) => When} */
const asks = (name) => (desk) => onClaim(desk) && isOffered(desk.form.texts[name]);

// What several do

/**
 * A deed in a part of the desk, which is brought to the front where only one has room.
 *
 * @type {(part: "Queue" | "Article" | "Check", deed: Deed) => Deed}
 */
const within = (part, deed) => (desk, press) => {
  desk.tabs.choose(part);
  deed(desk, press);
};

/** @type {(name: TextName) => Deed} */
const write = (name) => within("Check", ({ form }) => form.focusText(name));

/** @param {Press} press */
const wayOf = ({ key }) => (/Left|Up/.test(key) ? -1 : 1);

/** @type {(way: "start" | "end" | "sentence") => Deed} */
const cutBy =
  (way) =>
  ({ article }, press) =>
    article.moveRange(way, wayOf(press));

/** @type {Deed} */
const finish = ({ form }, { target }) => target instanceof Element && finishAt(target, form.steps.takeNext);

/**
 * By group. Of two lines with the same key that can be pressed the later one holds: while a claim is cut by keys, the
 * arrows are the cut's.
 *
 * @type {[group: string, lines: Line[]][]}
 */
// prettier-ignore
export const KEYS = [
  ["Write the check", [
    ["s or e", "the statement", write("statement"), onClaim],
    ["U", "use the words that are offered as the statement", within("Check", ({ form }) => form.useOffered()), (desk) => onClaim(desk) && desk.form.offersWords],
    ["r", "the ratings; then a digit, or ← →", within("Check", ({ form }) => form.focusRating()), onClaim],
    ["1 to 7", "choose a rating", (desk, { key }) => desk.rate(Number(key) - 1), onClaim],
    ["t", "the rationale", write("rationale"), onClaim],
    ["a", "a source: the next that has no address yet, else a further one", within("Check", ({ form }) => form.nextSource()), onClaim],
    ["=", "the result of the worksheet into the rationale; it is kept with the check", within("Check", ({ form }) => form.putResult()), (desk) => onClaim(desk) && desk.form.worksheet.hasResult],
    ["S", "the worksheet: what the figures say of the numbers", within("Check", ({ form }) => form.openWorksheet()), has(".cc-sheet:not([hidden])")],
    ["O", "why one source is enough", write("one_source_reason"), asks("one_source_reason")],
    ["W", "why the claim matters", write("why_selected"), asks("why_selected")],
    ["l", "contact with the claimant", within("Check", ({ form }) => form.focusContact()), onClaim],
    ["P", "the address of the published check", write("published_url"), asks("published_url")],
    ["#", "tags, words of your own", within("Check", ({ tags }) => tags.open()), onClaim],
    ["m", "a comment", within("Check", ({ past, history }) => past.open(history.focus)), onClaim],
  ]],
  ["Decide", [
    ["Enter", "take the next step, and go on", ({ form }) => form.steps.takeNext(), onClaim],
    ["Ctrl+Enter", "finish a text: what the button beside it does, else the next step", finish],
    ["g", "another step: the steps of the check", within("Check", ({ head }) => head.focusSteps()), onClaim],
    ["z", "a step back or round: send back, reopen, restore, correct again", ({ form }) => form.steps.takeAside(), offers(".cc-asides > button")],
    ["x", "dismiss, for the reason beside the button", ({ form }) => form.steps.dismiss(), offers(".cc-dismissal")],
    ["X", "the reason for dismissing", within("Check", ({ form }) => form.steps.focusDismissal()), offers(".cc-dismissal")],
    ["u", "undo your last step", (desk) => desk.send("undo")],
    ["y", "redo: take up again what you undid", (desk) => desk.send("redo")],
  ]],
  ["Go to", [
    ["j or ↓", "the next claim", (desk) => desk.send("next")],
    ["k or ↑", "the claim above", (desk) => desk.send("previous")],
    ["b", "back to the claim before", (desk) => desk.send("back")],
    ["f or /", "find claims by words, a speaker or a link", ({ filters }) => filters.find.focus()],
    ["q", "the queue", within("Queue", ({ queue }) => queue.focus())],
    ["Q", "what the queue shows, and in which order", within("Queue", ({ filters }) => filters.focus())],
    ["Y", "why first, and what reach and harm it has", within("Article", ({ whyFirst }) => whyFirst.open()), has(".cc-why-first:not([hidden])")],
    ["A", "the article", within("Article", ({ article }) => article.focus()), onClaim],
    ["h", "the history", within("Check", ({ past, history }) => past.open(history.focusSteps)), onClaim],
  ]],
  ["Seen before", [
    ["M", "the next earlier check, of this claim or found", within("Check", ({ seen }) => seen.next()), onClaim],
    ["C", "confirm the check that you are at: it is of this very claim", ({ seen }) => seen.judge(true), has(".cc-seen [title='Key C']")],
    ["N", "reject the check that you are at: it is not of this claim", ({ seen }) => seen.judge(false), has(".cc-seen [title='Key N']")],
    ["E", "the same claim elsewhere: the next", within("Check", ({ seen }) => seen.nextElsewhere()), onClaim],
    ["F", "find earlier checks by words (Enter: to what was found)", within("Check", ({ seen }) => seen.focusSearch()), onClaim],
  ]],
  ["Cut the claim", [
    ["c", "cut it by keys", within("Article", ({ cutter }) => cutter.begin()), onClaim],
    ["← or →", "move the end of the cut", cutBy("end"), cutting],
    ["Shift+← or Shift+→", "move its beginning", cutBy("start"), cutting],
    ["↑ or ↓", "another sentence for the cut", cutBy("sentence"), cutting],
    ["n", "add the selected words as a new claim", ({ cutter }) => cutter.cut("add"), selected],
    ["w", "make the selected words this claim", ({ cutter }) => cutter.cut("replace"), selected],
    ["p", "split this claim at the selected words", ({ cutter }) => cutter.cut("split"), selected],
  ]],
  ["Several at once", [
    ["v", "mark the claim, in the queue", ({ queue }) => queue.mark(), onClaim],
    ["Shift+↓ or Shift+↑", "mark from here on: the claims of the queue, one more or one less", ({ queue }, press) => queue.reach(wayOf(press)), notCutting],
    ["Ctrl+A", "mark all that are shown (in the queue), or none", ({ queue }) => queue.markAll()],
    ["V", "choose what to do with the marked claims", within("Queue", ({ queue }) => queue.focusChoice()), offers(".cc-queue-tools select:enabled")],
  ]],
  ["With others", [
    ["i", "assign the claim to yourself, or take it over", ({ team }) => team.take(), onClaim],
    ["I", "assign it to somebody", within("Check", ({ team }) => team.focus()), offers(".cc-to")],
    ["o", "share what is filled in, without a step", ({ form }) => form.steps.share(), onClaim],
    ["B", "ask for two blind ratings", ({ team }) => team.blind(), onClaim],
    ["L", "copy a link to this claim", ({ copyLink }) => copyLink(), onClaim],
    ["R", "see what others have done", (desk) => desk.send("reload")],
  ]],
  ["The desk", [
    ["+", "bring in an article", ({ panels }) => panels.toggle("bringIn")],
    ["D", "download the verdicts (export)", ({ panels }) => panels.toggle("exporting")],
    ["T", "priorities: what comes to the top", ({ panels }) => panels.toggle("priorities"), has(".cc-to-priorities")],
    ["K", "reference tables: the figures that are known here", ({ panels }) => panels.toggle("tables"), has(".cc-panel-tables")],
    ["G", "charts (graphs)", ({ panels }) => panels.toggle("charts")],
    ["?", "all keys", ({ panels }) => panels.toggle("keys")],
    ["Esc", "leave what you are at: a text, a cut, a search, a panel; twice: give the notebook back", (desk) => desk.leave()],
  ]],
];

// What a browser calls a key that is shown otherwise. A scale may have more than seven ratings.
/** @type {Record<string, string[]>} */
const NAMES = {
  "←": ["ArrowLeft"],
  "→": ["ArrowRight"],
  "↑": ["ArrowUp"],
  "↓": ["ArrowDown"],
  "Shift+←": ["Shift+ArrowLeft"],
  "Shift+→": ["Shift+ArrowRight"],
  "Shift+↑": ["Shift+ArrowUp"],
  "Shift+↓": ["Shift+ArrowDown"],
  Esc: ["Escape"],
  "1 to 7": [..."123456789"],
};

/**
 * What a key does, in few words: those before the first stop.
 *
 * @param {string} what
 */
export const inShort = (what) => what.split(/[,;:(]/)[0].trim();

/** @param {string} shown the keys of a line, as they are shown */
export const keysOf = (shown) => shown.split(" or ");

/** @type {Map<string, Line[]>} */
const LINES = new Map();
for (const line of KEYS.flatMap(([, lines]) => lines))
  for (const name of keysOf(line[0]).flatMap((key) => NAMES[key] ?? [key]))
    LINES.set(name, [line, ...(LINES.get(name) ?? [])]);

/** @type {(desk: DeskAtKeys) => (line: Line) => boolean} */
const isOpen =
  (desk) =>
  ([, , , when = always]) =>
    when(desk);

/**
 * Whether the desk has a key of that name, here or elsewhere.
 *
 * @param {string} name
 */
export const isKey = (name) => LINES.has(name);

/**
 * What the key of that name does at the desk as it is now; undefined where it does nothing.
 *
 * @param {string} name
 * @param {DeskAtKeys} desk
 */
export const deedOf = (name, desk) => LINES.get(name)?.find(isOpen(desk))?.[2];

/**
 * What can be pressed at the desk as it is now, by group.
 *
 * @param {DeskAtKeys} desk
 * @returns {typeof KEYS}
 */
export const keysNow = (desk) =>
  /** @type {typeof KEYS} */ (KEYS.map(([group, lines]) => [group, lines.filter(isOpen(desk))])).filter(
    ([, lines]) => lines.length,
  );

const CODE_OF_A_DIGIT = /^Digit([0-9])$/;
const CODE_OF_A_LETTER = /^Key([A-Z])$/;
const LAST_LATIN = "\u024f";

/**
 * The name of the key that was pressed: what it types, whatever the layout and with CapsLock too. Where a layout has no
 * Latin letter there, or a digit with Shift only, it is what stands in that place of other keyboards.
 *
 * @param {KeyboardEvent} event
 */
export function keyName(event) {
  const { key, code, shiftKey } = event;
  if (shiftKey && key.startsWith("Arrow")) return `Shift+${key}`;
  const typed = event.getModifierState("CapsLock") ? otherCase(key) : key;
  if (isKey(typed)) return typed;
  const digit = shiftKey ? null : CODE_OF_A_DIGIT.exec(code);
  const letter = key.length === 1 && key > LAST_LATIN ? CODE_OF_A_LETTER.exec(code) : null;
  if (letter) return shiftKey ? letter[1] : letter[1].toLowerCase();
  return digit?.[1] ?? typed;
}

/** @param {string} key */
function otherCase(key) {
  if (key.length > 1) return key;
  const lower = key.toLowerCase();
  return key === lower ? key.toUpperCase() : lower;
}
