// @ts-check
// Keys with what they do, a group under its heading: as the palette and the panel of keys show them.

import { h } from "./dom.js";
import { keysOf } from "./keys.js";

/** @import { Line } from "./keys.js" */

/** @param {Line} line */
const drawKey = ([shown, what]) =>
  h("div", { class: "cc-key" }, h("dt", {}, ...drawKeys(shown)), h("dd", {}, what));

/** @param {string} shown */
const drawKeys = (shown) => keysOf(shown).flatMap((key, at) => [...(at ? [" "] : []), h("kbd", {}, key)]);

/**
 * @param {string} group
 * @param {Line[]} lines
 */
export const drawGroup = (group, lines) =>
  h("section", { class: "cc-keys-group" }, h("h3", {}, group), h("dl", {}, ...lines.map(drawKey)));
