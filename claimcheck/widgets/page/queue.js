// @ts-check
// The queue: ten thousand claims, of which only those in sight are on the page.

import { createDone } from "./done.js";
import { freshId, h, say, setChildren, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { createRows } from "./rows.js";

/** @import { Row, Status, Traits } from "./types.d.ts" */

const ROW_HEIGHT = 46;
const OVERSCAN = 6;
const SCREEN = 60; // so many rows before and after those on the page are asked for with them
const NONE_LIKE_THIS = "No claim is like this: the filter lets none through.";
const NONE_AT_ALL = "The claims of the articles that are brought in stand here.";

/**
 * `onOpen(id)` is called when a claim is chosen, `onUndo(again)` when the step that is told of is to be taken back,
 * or `again` up, `onShowAll()` when no filter is to hide a claim, `onMarked(ids, what)` for the marked ones, `what`
 * being one of `choices`: [[heading, [[value, label], …]], …]. Of all claims of the `pile`, `ids` are those that the
 * filter lets through; `onWanted(ids)` asks for rows that come in sight and are not known here.
 *
 * @param {{
 *   onOpen: (id: string) => unknown,
 *   onMarked: (ids: string[], what: string) => unknown,
 *   onWanted: (ids: string[]) => unknown,
 *   onUndo: (again: boolean) => unknown,
 *   onShowAll: () => unknown,
 *   choices: [heading: string, options: [value: string, label: string][]][],
 *   statuses: Status[],
 * }} given
 */
export function createQueue({ onOpen, onMarked, onWanted, onUndo, onShowAll, choices, statuses }) {
  const known = createRows(onWanted);
  /** @type {string[]} */
  let pile = [];
  /** @type {Uint32Array} */
  let shown = new Uint32Array();
  /** @type {string[]} */
  let ids = [];
  /** @type {Map<string | null, number>} */
  let places = new Map();
  /** @type {string | null} */
  let current = null;
  let top = 0;
  let height = 0;
  /** @type {Map<string, string>} */
  let titles = new Map();
  /** The rows on the page, and what they were drawn of. */
  /** @type {Map<string, { of: unknown[], row: HTMLElement }>} */
  let drawn = new Map();
  /** @type {Set<string>} */
  const marked = new Set();
  /** Where the last mark was set: a mark with Shift marks all from there. */
  /** @type {string | null} */
  let lastMarked = null;
  /** How far Shift and the arrows have marked from there. */
  /** @type {string | null} */
  let reached = null;
  const prefix = freshId("row");
  /** @param {string} id */
  const rowId = (id) => `${prefix}-${id}`;
  /** @param {string} name */
  const statusOf = (name) => statuses.find((one) => one.name === name);
  /** @param {string} name */
  const isFinished = (name) => Boolean(statusOf(name)?.finished);
  /** @param {string} name */
  const standing = (name) =>
    `${statusOf(name)?.decided ? " cc-decided" : ""}${isFinished(name) ? " cc-finished" : ""}`;

  const count = h("span", { class: "cc-count", role: "status" });
  const done = createDone(onUndo);
  const all = h("input", {
    type: "checkbox",
    class: "cc-tick",
    "aria-label": "Mark all that are shown",
    title: "Mark all that are shown: Ctrl+A in the queue",
  });
  all.addEventListener("change", () => markAll(all.checked));
  const choice = h(
    "select",
    { class: "cc-select", "aria-label": "What to do with the marked claims" },
    ...choices.map(([heading, options]) =>
      h("optgroup", { label: heading }, ...options.map(([value, label]) => h("option", { value }, label))),
    ),
  );
  const apply = smallButton("Do it", doMarked, { title: "Do this with all marked claims" });
  finishes(choice, doMarked);
  const noneSaid = h("p");
  const showAll = smallButton("Show all claims", onShowAll);
  const none = h("div", { class: "cc-rows-none" }, noneSaid, showAll);
  const inner = h("div", { class: "cc-rows-inner", role: "rowgroup" });
  const list = h(
    "div",
    {
      class: "cc-rows",
      role: "grid",
      tabindex: "0",
      "aria-label": "Queue of claims",
      "aria-multiselectable": "true",
    },
    inner,
  );
  list.addEventListener("keydown", onKey);
  list.addEventListener(
    "scroll",
    () => {
      top = list.scrollTop;
      draw();
    },
    { passive: true },
  );
  const element = h(
    "section",
    { class: "cc-queue", "aria-label": "Queue" },
    none,
    list,
    h(
      "div",
      { class: "cc-queue-foot" },
      done.element,
      h("label", { class: "cc-all" }, all, count),
      h("span", { class: "cc-queue-tools" }, choice, apply),
    ),
  );

  function doMarked() {
    onMarked([...marked], choice.value);
  }

  /** @param {number} index */
  function drawRow(index) {
    const [id, priority, text, speaker, status, rating, byHand, remarks, articleId] = known.of(ids[index]);
    const tick = h("input", {
      type: "checkbox",
      class: "cc-tick",
      tabindex: "-1",
      title: "Mark this claim: key v; with Shift, all from the last mark",
      "aria-label": "Mark this claim",
      onclick: (event) => {
        event.stopPropagation();
        mark(id, event instanceof MouseEvent && event.shiftKey);
      },
    });
    tick.checked = marked.has(id);
    // Of a finished check its verdict, of any other where it stands.
    const found = isFinished(status) && rating ? rating : [status, rating].filter(Boolean).join(": ");
    const state = [byHand && "by hand", remarks].filter(Boolean).join(" · ");
    const who = [speaker || "the article", titles.get(articleId)].filter(Boolean).join(" · ");
    return h(
      "div",
      {
        class: `cc-row${standing(status)}${id === current ? " cc-current" : ""}`,
        role: "row",
        id: rowId(id),
        "data-claim": id,
        "aria-selected": marked.has(id) ? "true" : "false",
        "aria-current": id === current ? "true" : null,
        "aria-rowindex": index + 1,
        style: `top:${index * ROW_HEIGHT}px;height:${ROW_HEIGHT}px`,
        title: [text, who, found, state].filter(Boolean).join("\n"),
        onclick: (event) => (event instanceof MouseEvent && event.shiftKey ? mark(id, true) : onOpen(id)),
      },
      drawScore(priority),
      h("span", { class: "cc-row-tick", role: "gridcell" }, tick),
      drawCell("text", text),
      h(
        "span",
        { class: "cc-row-about" },
        // What is to be known of a claim comes before who said it, which is cut where there is no room.
        drawCell("state", state),
        drawCell("who", who),
      ),
      // That nothing was done yet is said of no row, since it is so of most.
      drawCell("found", status === statuses[0].name ? "" : found),
    );
  }

  /** @param {number} priority how soon it is to be checked, 0 to 1 */
  function drawScore(priority) {
    const words = priority.toFixed(2);
    const bar = h("span", { style: `height:${Math.round(100 * priority)}%` });
    const title = `Priority: ${words} of 1`;
    return h("span", { class: "cc-score", role: "gridcell", "aria-label": title, title }, bar);
  }

  /**
   * @param {string} name
   * @param {string} words
   */
  const drawCell = (name, words) =>
    h("span", { class: `cc-row-${name} cc-one-line`, role: "gridcell", dir: "auto" }, words);

  function draw() {
    inner.style.height = `${ids.length * ROW_HEIGHT}px`;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(ids.length, Math.ceil((top + (height || 600)) / ROW_HEIGHT) + OVERSCAN);
    setChildren(inner, rowsFrom(first, last));
    known.want(ids.slice(Math.max(0, first - SCREEN), last + SCREEN), ids.slice(first, last));
    pointAt(reached ?? current);
    list.setAttribute("aria-rowcount", String(ids.length));
    none.hidden = ids.length > 0;
    list.hidden = !none.hidden;
    say(noneSaid, pile.length ? NONE_LIKE_THIS : NONE_AT_ALL);
    showAll.hidden = pile.length === 0;
    const total = `${ids.length.toLocaleString("en")} claim${ids.length === 1 ? "" : "s"}`;
    say(count, marked.size ? `${marked.size} of ${total} marked` : total);
    all.checked = marked.size > 0 && marked.size === ids.length;
    all.indeterminate = marked.size > 0 && marked.size < ids.length;
    offerDeeds(marked.size > 0);
  }

  /**
   * Offer what can be done with the marked claims, or not: the focus goes on to the queue then, where keys work.
   *
   * @param {boolean} on
   */
  function offerDeeds(on) {
    const lost = !on && [choice, apply].some((one) => one === document.activeElement);
    if (lost)
      (list.hidden ? /** @type {HTMLElement | null} */ (element.closest(".cc-desk")) : list)?.focus({
        preventScroll: true,
      });
    choice.disabled = apply.disabled = !on;
  }

  function drawShown() {
    const place = places.get(current);
    ids = Array.from(shown, (index) => pile[index]);
    places = new Map(ids.map((id, index) => [id, index]));
    // What is done with the marked claims is never done with one that is not seen; the count tells of it.
    for (const id of marked) if (!places.has(id)) marked.delete(id);
    if (places.get(current) !== place) intoSight(current);
    draw();
  }

  /**
   * The rows at some places; one that would be drawn as it stands there is not drawn again.
   *
   * @param {number} first
   * @param {number} last
   */
  function rowsFrom(first, last) {
    /** @type {typeof drawn} */
    const now = new Map();
    for (let index = first; index < last; index += 1) {
      const id = ids[index];
      const of = [index, known.of(id), marked.has(id), id === current];
      const before = drawn.get(id);
      const same = before?.of.every((one, at) => one === of[at]);
      now.set(id, same && before ? before : { of, row: drawRow(index) });
    }
    drawn = now;
    return Array.from(now.values(), ({ row }) => row);
  }

  /**
   * Say to a screen reader which row the queue is at.
   *
   * @param {string | null} id
   */
  function pointAt(id) {
    if (id !== null && places.has(id)) list.setAttribute("aria-activedescendant", rowId(id));
    else list.removeAttribute("aria-activedescendant");
  }

  /**
   * Mark a claim, or take its mark off; with those since the last mark, where they are to be marked `through`.
   *
   * @param {string} id
   */
  function mark(id, through = false) {
    if (through && places.has(lastMarked ?? current)) idsBetween(lastMarked ?? current, id).forEach(add);
    else if (marked.has(id)) marked.delete(id);
    else marked.add(id);
    lastMarked = id;
    reached = null;
    draw();
  }

  /** @param {string} id */
  const add = (id) => marked.add(id);

  /**
   * The ids of two claims that are shown and of all between them.
   *
   * @param {string | null} one
   * @param {string | null} other
   */
  function idsBetween(one, other) {
    const ends = [places.get(one) ?? 0, places.get(other) ?? 0];
    return ids.slice(Math.min(...ends), Math.max(...ends) + 1);
  }

  /**
   * Mark one more claim from the last mark, or from the claim at hand: that `step` rows further; back again, one less.
   *
   * @param {number} step
   */
  function reach(step) {
    const from = [reached, lastMarked, current].find((id) => places.has(id)) ?? null;
    const at = places.get(from);
    if (at === undefined) return;
    const anchor = reached === null || !places.has(lastMarked) ? from : lastMarked;
    if (reached !== null) idsBetween(anchor, reached).forEach((id) => marked.delete(id));
    lastMarked = anchor;
    reached = ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
    idsBetween(anchor, reached).forEach(add);
    intoSight(reached);
    draw();
    list.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event keys of a list, which mark and open nothing */
  function onKey(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === "a" && (ctrlKey || metaKey) && !altKey) markAll(marked.size < ids.length);
    else if (key === " " && (reached ?? current) !== null) mark(reached ?? current ?? "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {boolean} on */
  function markAll(on) {
    marked.clear();
    reached = null;
    if (on) ids.forEach(add);
    draw();
  }

  /**
   * Scroll to the row of a claim; whether there was any need to.
   *
   * @param {string | null} id
   */
  function intoSight(id) {
    const index = places.get(id);
    if (index === undefined || height === 0) return false;
    const row = index * ROW_HEIGHT;
    const wanted = row < top ? row : Math.max(top, row + ROW_HEIGHT - height);
    if (wanted === top) return false;
    top = wanted;
    requestAnimationFrame(() => (list.scrollTop = top));
    return true;
  }

  // The desk is drawn before it has a place on the page; the row at hand is looked for once it has.
  // Its height is kept, since asking the page for it makes the browser lay everything out at once.
  new ResizeObserver(() => {
    height = list.clientHeight;
    top = list.scrollTop;
    intoSight(current);
    draw();
  }).observe(list);

  return {
    element,
    /**
     * What the articles are called, by their ids.
     *
     * @param {[id: string, title: string][]} articles
     */
    nameArticles(articles) {
      titles = new Map(articles);
      drawn.clear();
      draw();
    },
    mark: () => current !== null && places.has(current) && mark(current),
    reach,
    markAll: () => markAll(marked.size < ids.length),
    unmarkAll() {
      marked.clear();
      draw();
    },
    /** @param {string[]} ids */
    unmark: (ids) => ids.forEach((id) => marked.delete(id)),
    focus: () => list.focus({ preventScroll: true }),
    focusChoice: () => choice.focus(),
    sayDone: done.say,
    /** Show what comes first, wherever the claim at hand stands. */
    showFirst() {
      top = 0;
      list.scrollTop = 0;
      draw();
    },
    /** The list was scrolled back by what it stands in: show the claim at hand again. */
    showCurrent() {
      top = 0;
      intoSight(current);
      draw();
    },
    /**
     * The whole pile, of which the claims at the places `order` are seen, in that order.
     *
     * @param {Traits["queue"]} fresh
     * @param {Uint32Array} order
     */
    update(fresh, order) {
      pile = fresh.ids;
      shown = order;
      known.hear(fresh.rows, false);
      drawShown();
    },
    /**
     * Rows of the pile as they are now.
     *
     * @param {Row[]} fresh
     */
    change(fresh) {
      known.hear(fresh);
      draw();
    },
    /** @param {string | null} id */
    setCurrent(id) {
      if (id === current) return;
      current = id;
      // Marks go on from the claim that was opened last.
      lastMarked = reached = null;
      intoSight(id);
      draw();
      pointAt(id);
    },
  };
}
