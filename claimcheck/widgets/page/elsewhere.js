// @ts-check
// The same claim elsewhere in the pile: claims that say the same in other words, one check for all of
// them where a person says so, and from where a claim has its check.

import { h, say, smallButton } from "./dom.js";
import { drawReasons, drawRows, goTo, openable, rowAtHand } from "./matches.js";

/** @import { Claim, Same, Served } from "./types.d.ts" */

/**
 * `onOpen(id)` opens a claim; `onServe(from, to)` gives the finished check of the claim `from` to the claims `to`.
 *
 * @param {{ onOpen: (id: string) => unknown, onServe: (from: string, to: string[]) => unknown }} given
 */
export function createElsewhere({ onOpen, onServe }) {
  /** @type {Set<string>} */
  const marked = new Set();
  /** @type {string | null} */
  let here = null;
  /** @type {Same[]} */
  let rows = [];
  let drawn = "";
  const list = h("ul", { class: "cc-elsewhere", role: "list", "aria-label": "Same claim elsewhere" });
  const serve = smallButton("", () => here && onServe(here, [...marked]));
  const foot = h("div", { class: "cc-elsewhere-foot" }, serve);
  const element = h("div", {}, list, foot);

  /** @param {Same} row */
  function drawTick({ id }) {
    const tick = h("input", {
      type: "checkbox",
      class: "cc-tick",
      "aria-label": "Use this check for this claim",
      onchange: () => {
        if (tick.checked) marked.add(id);
        else marked.delete(id);
        drawFoot();
      },
    });
    tick.checked = marked.has(id);
    return tick;
  }

  /** @param {Same} row */
  function drawRow(row) {
    const { id, text, title, status, rating, speaker, reasons, takes, gives } = row;
    const state = [title, rating ? `${status} · ${rating}` : status, speaker || "the article"];
    const use = gives ? smallButton("Use its check here", () => here && onServe(id, [here])) : null;
    return h(
      "li",
      { class: "cc-match", tabindex: "-1", "data-id": id },
      h(
        "div",
        { class: "cc-match-head" },
        takes ? drawTick(row) : null,
        h(
          "span",
          { class: "cc-match-origin" },
          ...state.flatMap((part, at) => [at ? " · " : "", h("bdi", {}, part)]),
        ),
        h(
          "span",
          { class: "cc-match-buttons" },
          use,
          smallButton("Open", () => onOpen(id)),
        ),
      ),
      openable(text, "cc-match-text"),
      reasons.length ? drawReasons(reasons) : null,
    );
  }

  function drawFoot() {
    foot.hidden = !rows.some(({ takes }) => takes);
    serve.disabled = marked.size === 0;
    say(serve, `Use this check for the ${marked.size} marked`);
  }

  return {
    element,
    get size() {
      return rows.length;
    },
    unmark() {
      marked.clear();
      drawn = "";
    },
    /**
     * Show the claims that say the same as the one with the id `at`.
     *
     * @param {Same[]} fresh
     * @param {string} at
     */
    update(fresh, at) {
      if (here !== at) this.unmark();
      const now = JSON.stringify([fresh, at]);
      if (now === drawn) return;
      drawn = now;
      here = at;
      rows = fresh;
      const there = new Set(rows.filter(({ takes }) => takes).map(({ id }) => id));
      for (const id of marked) if (!there.has(id)) marked.delete(id);
      drawRows(list, rows.map(drawRow));
      drawFoot();
    },
    /** Go to the next claim; the buttons are then one Tab further. */
    next() {
      goTo(rowAtHand(list)?.nextElementSibling ?? list.firstElementChild);
    },
  };
}

/**
 * From where the claim has its check, and whether that has changed since.
 *
 * @param {Served} served
 * @param {{ onOpen: (id: string) => unknown, onAgain: (id: string) => unknown }} given
 */
export function drawServed(served, { onOpen, onAgain }) {
  const { from, text, title, changed, again } = served;
  return [
    h(
      "span",
      {},
      "This claim has the check of “",
      h("bdi", {}, text),
      "”",
      title ? " (" : "",
      h("bdi", {}, title || ""),
      title ? ")" : "",
      ".",
    ),
    smallButton("Open that claim", () => onOpen(from)),
    ...(changed ? [h("strong", {}, changed)] : []),
    ...(again ? [smallButton("Take it again", () => onAgain(from))] : []),
  ];
}
