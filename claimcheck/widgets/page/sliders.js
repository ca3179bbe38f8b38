// @ts-check
// A slider for each weight, with what it is and what it counts.

import { freshId, h, say } from "./dom.js";

/** @import { Priorities, WeightsForm } from "./types.d.ts" */

/** @typedef {keyof WeightsForm} Weight */

const MOST = 3;
const STEP = 0.05;

/**
 * `onChange()` is called while one is moved.
 *
 * @param {{ onChange: () => void }} given
 */
export function createSliders({ onChange }) {
  const problem = h("p", { class: "cc-refused", role: "alert", hidden: true });
  const rows = h("div", { class: "cc-sliders" });
  const element = h("div", { role: "group", "aria-label": "What counts, and how much" }, rows, problem);
  // As they are recorded: a slider stands at the nearest of its steps, and changes nothing by that.
  /** @type {Map<Weight, number>} */
  const weights = new Map();
  /** @type {Map<Weight, { input: HTMLInputElement, shown: HTMLOutputElement }>} */
  const drawn = new Map();

  /** @param {Priorities["parts"][number]} part */
  function drawRow([part, label, hint]) {
    const name = /** @type {Weight} */ (part);
    const told = h("span", { class: "cc-slider-hint", id: freshId("weight-hint") }, hint);
    const input = h("input", {
      type: "range",
      id: freshId("weight"),
      min: 0,
      max: MOST,
      step: STEP,
      "aria-describedby": told.id,
    });
    input.addEventListener("input", () => move(name, Number(input.value)));
    const shown = h("output", { class: "cc-slider-value", for: input.id });
    drawn.set(name, { input, shown });
    const said = h("span", { class: "cc-slider-said" }, h("label", { for: input.id }, label), told);
    return h("div", { class: "cc-slider" }, said, input, shown);
  }

  /**
   * @param {Weight} name
   * @param {number} weight
   */
  function move(name, weight) {
    put(name, weight);
    onChange();
  }

  /**
   * @param {Weight} name
   * @param {number} weight
   */
  function put(name, weight) {
    weights.set(name, weight);
    const row = drawn.get(name);
    if (!row) return;
    row.input.max = String(Math.max(Number(row.input.max), Math.ceil(weight)));
    row.input.value = String(weight);
    say(row.shown, weight.toFixed(2));
  }

  return {
    element,
    /**
     * Whether they are drawn now, and were not before.
     *
     * @param {Priorities["parts"]} parts
     */
    draw(parts) {
      const first = drawn.size === 0 && parts.length > 0;
      if (first) rows.replaceChildren(...parts.map(drawRow));
      return first;
    },
    focus: () => rows.querySelector("input")?.focus({ preventScroll: true }),
    get value() {
      return /** @type {WeightsForm} */ (/** @type {unknown} */ (Object.fromEntries(weights)));
    },
    set value(fresh) {
      for (const [name, weight] of Object.entries(fresh)) put(/** @type {Weight} */ (name), weight);
    },
    /** @param {string | null} refused */
    answer(refused) {
      problem.hidden = !refused;
      say(problem, refused ?? "");
    },
  };
}
