// @ts-check
// The queue: ten thousand claims, of which only those in sight are on the page.

import { freshId, h, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";

/** @import { Row, Status } from "./types.d.ts" */

const ROW_HEIGHT = 80;
const OVERSCAN = 6;

/**
 * `onOpen(id)` is called when a claim is chosen, `onMarked(ids, what)` for the marked ones, `what` being one of
 * `choices`: [[heading, [[value, label], …]], …].
 * Of all `pile` rows the desk has, `rows` are those that the filter lets through.
 *
 * @param {{
 *   onOpen: (id: string) => unknown,
 *   onMarked: (ids: string[], what: string) => unknown,
 *   choices: [heading: string, options: [value: string, label: string][]][],
 *   statuses: Status[],
 * }} given
 */
export function createQueue({ onOpen, onMarked, choices, statuses }) {
  /** @type {Row[]} */
  let pile = [];
  /** @type {Uint32Array} */
  let shown = new Uint32Array();
  /** @type {Row[]} */
  let rows = [];
  /** @type {Map<string | null, number>} */
  let places = new Map();
  /** @type {string | null} */
  let current = null;
  let top = 0;
  let height = 0;
  /** @type {Set<string>} */
  const marked = new Set();
  const prefix = freshId("row");
  /** @param {string} id */
  const rowId = (id) => `${prefix}-${id}`;
  /** @param {string} name */
  const standing = (name) => {
    const status = statuses.find((one) => one.name === name);
    return `${status?.decided ? " cc-decided" : ""}${status?.finished ? " cc-finished" : ""}`;
  };

  const count = h("span", { class: "cc-count" });
  const choice = h(
    "select",
    { class: "cc-select", "aria-label": "What to do with the marked claims" },
    ...choices.map(([heading, options]) =>
      h("optgroup", { label: heading }, ...options.map(([value, label]) => h("option", { value }, label))),
    ),
  );
  const apply = smallButton("Do it", doMarked, { title: "Do this with all marked claims" });
  finishes(choice, doMarked);
  const none = h("p", { class: "cc-rows-none" }, "No claim is like this. Another filter shows more.");
  const inner = h("div", { class: "cc-rows-inner", role: "presentation" });
  const list = h(
    "div",
    {
      class: "cc-rows",
      role: "listbox",
      tabindex: "0",
      "aria-label": "Queue of claims",
      "aria-multiselectable": "true",
    },
    none,
    inner,
  );
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
    list,
    h("div", { class: "cc-queue-foot" }, count, h("span", { class: "cc-queue-tools" }, choice, apply)),
  );

  function doMarked() {
    onMarked([...marked], choice.value);
  }

  /** @param {number} index */
  function drawRow(index) {
    const [id, worthiness, text, speaker, status, rating, byHand, remarks] = rows[index];
    const tick = h("input", {
      type: "checkbox",
      class: "cc-tick",
      tabindex: "-1",
      "aria-label": "Mark this claim",
      onclick: (event) => event.stopPropagation(),
      onchange: () => mark(id),
    });
    tick.checked = marked.has(id);
    const state = [byHand && "by hand", rating ? `${status} · ${rating}` : status, remarks];
    return h(
      "div",
      {
        class: `cc-row${standing(status)}${id === current ? " cc-current" : ""}`,
        role: "option",
        id: rowId(id),
        "data-claim": id,
        "aria-selected": id === current ? "true" : "false",
        "aria-posinset": index + 1,
        "aria-setsize": rows.length,
        style: `top:${index * ROW_HEIGHT}px;height:${ROW_HEIGHT}px`,
        onclick: () => onOpen(id),
      },
      tick,
      h("span", { class: "cc-score", title: "How much it is worth checking, 0 to 1" }, worthiness.toFixed(2)),
      h("span", { class: "cc-row-who" }, speaker || "the article"),
      h("span", { class: "cc-row-state" }, state.filter(Boolean).join(" · ")),
      h("span", { class: "cc-row-text" }, text),
    );
  }

  function draw() {
    inner.style.height = `${rows.length * ROW_HEIGHT}px`;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(rows.length, Math.ceil((top + (height || 600)) / ROW_HEIGHT) + OVERSCAN);
    const drawn = [];
    for (let index = first; index < last; index += 1) drawn.push(drawRow(index));
    inner.replaceChildren(...drawn);
    list.setAttribute("aria-activedescendant", current === null ? "" : rowId(current));
    none.hidden = rows.length > 0;
    const total = `${rows.length.toLocaleString("en")} claim${rows.length === 1 ? "" : "s"}`;
    say(count, marked.size ? `${marked.size} of ${total} marked` : total);
    choice.disabled = apply.disabled = marked.size === 0;
  }

  function drawShown() {
    const place = places.get(current);
    rows = Array.from(shown, (index) => pile[index]);
    places = new Map(rows.map((row, index) => [row[0], index]));
    // What is done with the marked claims is never done with one that is not seen; the count tells of it.
    for (const id of marked) if (!places.has(id)) marked.delete(id);
    if (places.get(current) !== place) intoSight(current);
    draw();
  }

  /**
   * Draw again the row of one claim, where it is on the page.
   *
   * @param {string | null} id
   */
  function show(id) {
    const place = places.get(id);
    const drawn = inner.querySelector(`[data-claim="${id}"]`);
    if (drawn && place !== undefined) drawn.replaceWith(drawRow(place));
  }

  /** @param {string} id */
  function mark(id) {
    if (marked.has(id)) marked.delete(id);
    else marked.add(id);
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
    const first = height === 0;
    height = list.clientHeight;
    if (first && height) intoSight(current);
    draw();
  }).observe(list);

  return {
    element,
    mark: () => current !== null && places.has(current) && mark(current),
    unmarkAll() {
      marked.clear();
      draw();
    },
    /** @param {string[]} ids */
    unmark: (ids) => ids.forEach((id) => marked.delete(id)),
    focus: () => list.focus({ preventScroll: true }),
    focusChoice: () => choice.focus(),
    /**
     * The whole `fresh` pile, of which the rows at the places `order` are seen, in that order.
     *
     * @param {Row[]} fresh
     * @param {Uint32Array} order
     */
    update(fresh, order) {
      pile = fresh;
      shown = order;
      drawShown();
    },
    /**
     * Change some rows of the pile.
     *
     * @param {Row[]} fresh
     */
    change(fresh) {
      const byId = new Map(fresh.map((row) => [row[0], row]));
      pile.forEach((row, index) => (pile[index] = byId.get(row[0]) ?? row));
      drawShown();
    },
    /** @param {string | null} id */
    setCurrent(id) {
      if (id === current) return;
      const former = current;
      current = id;
      if (intoSight(id)) draw();
      else for (const one of [former, id]) show(one);
      list.setAttribute("aria-activedescendant", id === null ? "" : rowId(id));
    },
  };
}
