// @ts-check
// The history of one claim, last step first, so that what is new stands beside the box for a comment.

import { h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { beginning } from "./fields.js";
import { createPanel } from "./panel.js";

/** @import { Entry } from "./types.d.ts" */

const STEPS_SHOWN = 20;
const LONG_DETAIL = 160;
const LONG_COMMENT = 600;
const PREVIEW = 80;

/**
 * `onComment(text)` is called with a comment; the box is emptied by `sent()`, when it is kept. `onEdit()` is called
 * while it is written.
 *
 * @param {{ onComment: (text: string) => unknown, onEdit?: () => void }} given
 */
export function createHistory({ onComment, onEdit = () => {} }) {
  /** @type {Entry[]} */
  let entries = [];
  /** @type {Map<string, Element>} */
  let drawn = new Map();
  let all = false;
  let handedIn = "";

  const list = h("ol", { class: "cc-history-steps", role: "list", tabindex: "-1" });
  const earlier = smallButton("", showAll);
  const none = h("p", { class: "cc-history-none" }, "No step was taken yet.");
  const box = h("textarea", { class: "cc-input", rows: 2, dir: "auto" });
  box.placeholder = "For whoever works on this claim; it is kept in its history";
  box.addEventListener("input", onEdit);
  finishes(box, comment);
  const button = smallButton("Comment", comment, { title: "Ctrl+Enter" });
  const element = h(
    "section",
    { class: "cc-history", "aria-label": "History" },
    labelled("Comment", box),
    button,
    none,
    list,
    earlier,
  );

  function comment() {
    if (!box.value.trim()) return;
    handedIn = box.value;
    onComment(box.value.trim());
  }

  function showAll() {
    all = true;
    draw();
    list.focus({ preventScroll: true });
  }

  function draw() {
    const first = all ? 0 : Math.max(0, entries.length - STEPS_SHOWN);
    earlier.hidden = first === 0;
    say(earlier, `Show ${first} earlier step${first === 1 ? "" : "s"}`);
    none.hidden = entries.length > 0;
    list.hidden = !none.hidden;
    const former = drawn;
    drawn = new Map();
    entries.slice(first).forEach((entry, index) => {
      // A step that is on the page already stays as it is, opened or not.
      const key = JSON.stringify([first + index, entry]);
      drawn.set(key, former.get(key) || drawHistoryEntry(entry));
    });
    const keys = [...drawn.keys()];
    const stays = former.size === keys.length && keys.every((key) => former.has(key));
    if (!stays) list.replaceChildren(...[...drawn.values()].reverse());
  }

  draw();
  return {
    element,
    /** @param {Entry[]} fresh the steps, first step first */
    update(fresh) {
      const same = entries.length > 0 && JSON.stringify(entries[0]) === JSON.stringify(fresh[0]);
      if (!same) all = false;
      entries = fresh;
      draw();
    },
    focus: () => box.focus(),
    focusSteps: () => (list.hidden ? box : list).focus({ preventScroll: true }),
    /** The comment is kept: empty the box, but for what was typed since. */
    sent() {
      if (box.value.startsWith(handedIn)) box.value = box.value.slice(handedIn.length).trimStart();
      handedIn = "";
    },
    /** What is in the box. */
    get comment() {
      return box.value;
    },
    set comment(text) {
      box.value = text;
      handedIn = "";
    },
  };
}

/**
 * The history in a panel over the desk, and the line of the check that opens it.
 *
 * @param {ReturnType<typeof createHistory>} history
 */
export function createPast(history) {
  const quote = h("p", { class: "cc-history-quote", dir: "auto" });
  const panel = createPanel({ title: "History", name: "history" }, quote, history.element);
  const steps = h("span", { class: "cc-past-steps" });
  const last = h("bdi", { class: "cc-past-last cc-one-line" });
  const element = h(
    "button",
    { class: "cc-past", type: "button", title: "Key h", "aria-haspopup": "dialog", onclick: () => open() },
    steps,
    last,
  );

  function open(focus = history.focusSteps) {
    if (!panel.isOpen) panel.open();
    focus();
  }

  return {
    element,
    panel,
    open,
    /**
     * @param {string} words of the claim
     * @param {Entry[]} entries
     */
    update(words, entries) {
      say(quote, words);
      history.update(entries);
      const count = `${entries.length} step${entries.length === 1 ? "" : "s"}`;
      const latest = entries.at(-1);
      say(steps, latest ? `History: ${count}` : "History and comments");
      say(last, latest ? `last: ${latest.by} ${latest.what}` : "");
    },
  };
}

/** @param {Entry} entry */
function drawHistoryEntry({ at, by, what, details, before, undone, kind }) {
  const isComment = kind === "commented";
  const step = [h("bdi", { class: "cc-history-by" }, by), " ", h("bdi", {}, what)];
  const head = h(
    "div",
    { class: "cc-history-head" },
    undone ? h("s", {}, ...step) : h("span", {}, ...step),
    undone ? h("span", { class: "cc-history-tag" }, "undone") : null,
    h("time", { class: "cc-history-at", datetime: at, title: at }, momentInWords(at)),
  );
  const longest = isComment ? LONG_COMMENT : LONG_DETAIL;
  const marks = `${isComment ? " cc-history-comment" : ""}${undone ? " cc-history-undone" : ""}`;
  return h(
    "li",
    { class: `cc-history-entry${marks}`, "data-kind": kind },
    head,
    ...details.map(([name, text], place) => drawHistoryDetail(name, text, before[place] ?? null, longest)),
  );
}

/**
 * What a step says, or changed: "Statement: it was so → it is so", unfolding where that is long.
 *
 * @param {string} name
 * @param {string} text
 * @param {string | null} before
 * @param {number} longest
 */
function drawHistoryDetail(name, text, before, longest) {
  const label = name ? h("bdi", { class: "cc-history-name" }, `${name}: `) : null;
  const short = text.length + (before ?? "").length <= longest;
  /** @type {(word: string) => string} */
  const cut = (word) => (short ? word : beginning(word, before === null ? PREVIEW : PREVIEW / 2));
  const change =
    before === null ? [] : [h("del", { class: "cc-history-before", dir: "auto" }, cut(before)), " → "];
  if (short) return h("div", { class: "cc-history-detail" }, label, ...change, h("div", HISTORY_TEXT, text));
  return h(
    "details",
    { class: "cc-history-detail" },
    h("summary", {}, label, h("bdi", { class: "cc-history-preview" }, ...change, cut(text))),
    before !== null && h("del", { class: "cc-history-text cc-history-before", dir: "auto" }, before),
    h("div", HISTORY_TEXT, text),
  );
}

const HISTORY_TEXT = { class: "cc-history-text", dir: "auto" };

// As the browser's language writes it.
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/**
 * A moment in UTC as the clock on the reviewer's wall showed it: "Jun 3, 2025, 2:05 PM".
 *
 * @param {string} at
 */
export function momentInWords(at) {
  const moment = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(at) ? at : `${at}Z`);
  return Number.isNaN(moment.getTime()) ? at : MOMENT.format(moment);
}
