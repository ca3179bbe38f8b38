// @ts-check
// The same claim elsewhere in the pile: claims that say the same in other words, one check for all of
// them where a person says so, and from where a claim has its check.

import { h, say } from "./dom.js";
import { drawReasons, drawRows, goTo, openable } from "./matches.js";

/**
 * `onOpen(id)` opens a claim; `onServe(from, to)` gives the finished check of the claim `from` to the claims `to`.
 */
export function createElsewhere({ onOpen, onServe }) {
  const marked = new Set();
  let claim = null;
  let rows = [];
  let drawn = "";
  const list = h("ul", { class: "cc-elsewhere", role: "list", "aria-label": "Same claim elsewhere" });
  const serve = h("button", {
    class: "cc-button cc-small",
    type: "button",
    onclick: () => onServe(claim.id, [...marked]),
  });
  const foot = h("div", { class: "cc-elsewhere-foot" }, serve);
  const element = h("div", {}, list, foot);

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

  function drawRow(row) {
    const { id, text, title, status, rating, speaker, reasons, takes, gives } = row;
    const state = [title, rating ? `${status} · ${rating}` : status, speaker || "the article"];
    const use = gives
      ? h(
          "button",
          { class: "cc-button cc-small", type: "button", onclick: () => onServe(id, [claim.id]) },
          "Use its check here",
        )
      : null;
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
          h("button", { class: "cc-button cc-small", type: "button", onclick: () => onOpen(id) }, "Open"),
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
    /** Show the claims that say the same as `at` (null: none is at hand). */
    update(fresh, at) {
      if (claim?.id !== at?.id) this.unmark();
      const now = JSON.stringify([fresh, at?.id]);
      if (now === drawn) return;
      drawn = now;
      claim = at;
      rows = fresh;
      const there = new Set(rows.filter(({ takes }) => takes).map(({ id }) => id));
      for (const id of marked) if (!there.has(id)) marked.delete(id);
      drawRows(list, rows.map(drawRow));
      drawFoot();
    },
    /** Go to the next claim; the buttons are then one Tab further. */
    next() {
      const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
      goTo(list.children[(at + 1) % list.children.length]);
    },
  };
}

/** From where the claim has its check, and whether that has changed since; `served` is null where it has its own. */
function drawServed(served, { onOpen, onAgain }) {
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
    h(
      "button",
      { class: "cc-button cc-small", type: "button", onclick: () => onOpen(from) },
      "Open that claim",
    ),
    changed ? h("strong", {}, changed) : null,
    again
      ? h(
          "button",
          { class: "cc-button cc-small", type: "button", onclick: () => onAgain(from) },
          "Take it again",
        )
      : null,
  ].filter(Boolean);
}
