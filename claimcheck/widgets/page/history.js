// @ts-check
// The history of one claim, first step first, so that the last ones stand beside the box for a
// comment.

import { h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { beginning } from "./fields.js";

/** @import { Entry } from "./types.d.ts" */

const STEPS_SHOWN = 10;
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
    earlier,
    none,
    list,
    labelled("Comment", box),
    button,
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
    if (!stays) list.replaceChildren(...drawn.values());
  }

  draw();
  return {
    element,
    /**
     * Show the steps, first step first.
     *
     * @param {Entry[]} fresh
     */
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
 * The history behind a line that opens it.
 *
 * @param {ReturnType<typeof createHistory>} history
 */
export function createPast(history) {
  const summary = h("summary", {}, "");
  const element = h("details", { class: "cc-past" }, summary, history.element);
  return {
    element,
    /** @param {Entry[]} entries */
    update(entries) {
      history.update(entries);
      const steps = `${entries.length} step${entries.length === 1 ? "" : "s"}`;
      say(summary, entries.length ? `History: ${steps}` : "History and comments");
    },
    /** @param {() => void} focus */
    open(focus) {
      element.open = true;
      focus();
      element.scrollIntoView({ block: "nearest" });
    },
  };
}

/** @param {Entry} entry */
function drawHistoryEntry({ at, by, what, details, undone, kind }) {
  const isComment = kind === "commented";
  const step = [h("bdi", { class: "cc-history-by" }, by), " ", h("bdi", {}, what)];
  const head = h(
    "div",
    { class: "cc-history-head" },
    h("time", { class: "cc-history-at", datetime: at }, momentInWords(at)),
    undone ? h("s", {}, ...step) : h("span", {}, ...step),
    undone ? h("span", { class: "cc-history-tag" }, "undone") : null,
  );
  const longest = isComment ? LONG_COMMENT : LONG_DETAIL;
  const marks = `${isComment ? " cc-history-comment" : ""}${undone ? " cc-history-undone" : ""}`;
  return h(
    "li",
    { class: `cc-history-entry${marks}`, "data-kind": kind },
    head,
    ...details.map(([name, text]) => drawHistoryDetail(name, text, longest)),
  );
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} longest
 */
function drawHistoryDetail(name, text, longest) {
  const label = name ? h("bdi", { class: "cc-history-name" }, name) : null;
  const whole = h("div", { class: "cc-history-text", dir: "auto" }, text);
  if (text.length <= longest) return h("div", { class: "cc-history-detail" }, label, whole);
  const preview = h("bdi", { class: "cc-history-preview" }, beginning(text, PREVIEW));
  return h("details", { class: "cc-history-detail" }, h("summary", {}, label, preview), whole);
}

const LOCAL_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const LOCAL_TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/**
 * A moment in UTC as the clock on the reviewer's wall showed it: "3 June 2025, 14:05".
 *
 * @param {string} at
 */
export function momentInWords(at) {
  const moment = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(at) ? at : `${at}Z`);
  return Number.isNaN(moment.getTime()) ? at : `${LOCAL_DAY.format(moment)}, ${LOCAL_TIME.format(moment)}`;
}
