// @ts-check
// What this desk says of a claim's reach and harm: a row of choices for each, moved through by the arrows and chosen by
// a press, so that nothing is said on the way.

import { freshId, h } from "./dom.js";

/** @import { Claim, Config } from "./types.d.ts" */

const SAYS_NOTHING = "not said";

/**
 * `onWeigh(what, level)` says which level of `what` the claim has; null takes back what was said.
 *
 * @param {{ levels: Config["levels"], onWeigh: (what: string, level: string | null) => void }} given
 */
export function createStakes({ levels, onWeigh }) {
  const rows = levels.map(([what, known]) => createRow(what, [null, ...known], onWeigh));
  return {
    element: h("div", { class: "cc-stakes" }, ...rows.map(({ element }) => element)),
    /** @param {Claim} claim */
    draw: ({ stakes }) => rows.forEach((row) => row.draw(stakes[row.what] ?? null)),
    focus: () => rows[0]?.focus(),
  };
}

/**
 * @param {string} what
 * @param {(string | null)[]} levels
 * @param {(what: string, level: string | null) => void} onWeigh
 */
function createRow(what, levels, onWeigh) {
  const label = h(
    "span",
    { class: "cc-stakes-label", id: freshId("stakes") },
    what[0].toUpperCase() + what.slice(1),
  );
  const choices = levels.map((level) =>
    h(
      "button",
      { class: "cc-stake", type: "button", role: "radio", onclick: () => onWeigh(what, level) },
      level ?? SAYS_NOTHING,
    ),
  );
  const group = h(
    "div",
    { class: "cc-stakes-row", role: "radiogroup", "aria-labelledby": label.id, onkeydown: move },
    ...choices,
  );

  /** @param {Event} event */
  function move(event) {
    const key = event instanceof KeyboardEvent ? event.key : "";
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    const at = choices.findIndex((one) => one === document.activeElement);
    if (way === undefined || at < 0) return;
    event.preventDefault();
    choices[(at + way + choices.length) % choices.length].focus({ preventScroll: true });
  }

  return {
    what,
    element: h("div", { class: "cc-stakes-line" }, label, group),
    /** @param {string | null} level */
    draw(level) {
      choices.forEach((choice, at) => {
        const on = levels[at] === level;
        choice.setAttribute("aria-checked", String(on));
        choice.tabIndex = on ? 0 : -1;
      });
    },
    focus: () => choices.find(({ tabIndex }) => tabIndex === 0)?.focus({ preventScroll: true }),
  };
}
