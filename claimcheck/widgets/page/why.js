// @ts-check
// Why a claim is to be checked first, why it was flagged, by whom it was said, and what its figures come to.

import { classOfMark } from "./article.js";
import { h } from "./dom.js";
import { createStakes } from "./stakes.js";

/** @import { Claim, Config } from "./types.d.ts" */

/**
 * `onWeigh(what, level)` says what reach or harm the claim has.
 *
 * @param {{ config: Config, onWeigh: (what: string, level: string | null) => void }} given
 */
export function createWhyFirst({ config, onWeigh }) {
  const stakes = createStakes({ levels: config.levels, onWeigh });
  const parts = h("div");
  const line = h("summary", { class: "cc-why-line cc-one-line", dir: "auto" });
  const body = h("div", { class: "cc-why-body" }, stakes.element, parts);
  const element = h("details", { class: "cc-why cc-why-first" }, line, body);
  return {
    element,
    /** Unfold it, where what is said of the claim can be reached by keys. */
    open() {
      element.open = true;
      stakes.focus();
    },
    /** @param {Claim | null} claim */
    draw(claim) {
      // A desk that was opened without an order knows no priorities.
      element.hidden = !claim?.parts.length;
      if (!claim || element.hidden) return;
      const head = h("span", { class: "cc-why-head" }, `Why first · ${claim.priority.toFixed(2)}`);
      line.replaceChildren(head, claim.whyFirst ? ` · ${claim.whyFirst}` : "");
      parts.replaceChildren(drawParts(claim));
      stakes.draw(claim);
    },
  };
}

/**
 * What the priority is made of, with the points that each part gives; they add up to it.
 *
 * @param {Claim} claim
 */
function drawParts({ parts, priority }) {
  const shown = addingUp(
    parts.map(([, points]) => points),
    priority,
  );
  const rows = parts.map(([name, , words], place) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", { class: "cc-points" }, shown[place].toFixed(2)),
      h("td", { dir: "auto" }, words),
    ),
  );
  const sum = h(
    "tr",
    { class: "cc-sum" },
    h("th", { scope: "row" }, "priority"),
    h("td", { class: "cc-points" }, priority.toFixed(2)),
    h("td", {}),
  );
  return h("table", { class: "cc-parts" }, h("tbody", {}, ...rows, sum));
}

/**
 * The points in hundredths that add up to the hundredths of their sum: those are rounded the other way that lose
 * least by it.
 *
 * @param {number[]} points
 * @param {number} sum
 */
function addingUp(points, sum) {
  const rounded = points.map((one) => Math.round(one * 100));
  const off = Math.round(sum * 100) - rounded.reduce((all, one) => all + one, 0);
  const step = Math.sign(off);
  const nearest = points
    .map((one, place) => ({ place, lost: step * (one * 100 - rounded[place]) }))
    .sort((one, other) => other.lost - one.lost);
  for (const { place } of nearest.slice(0, Math.abs(off))) rounded[place] += step;
  return rounded.map((one) => one / 100);
}

export function createWhy() {
  const line = h("summary", { class: "cc-why-line cc-one-line", dir: "auto" });
  const body = h("div", { class: "cc-why-body" });
  const element = h("details", { class: "cc-why" }, line, body);
  return {
    element,
    /** @param {Claim | null} claim */
    draw(claim) {
      element.hidden = claim === null;
      if (!claim) return;
      line.replaceChildren(...whyInOneLine(claim));
      body.replaceChildren(...drawWhy(claim));
    },
  };
}

/**
 * The line that unfolds: how much it is worth checking, by whom it was said, and its best reasons.
 *
 * @param {Claim} claim
 */
function whyInOneLine(claim) {
  const why = claim.reasons.filter(([, , weight]) => weight > 0).map(([, reason]) => reason);
  return [
    h(
      "span",
      { class: "cc-why-head" },
      `Why flagged · ${claim.worthiness.toFixed(2)} · ${saidByWhom(claim)}`,
    ),
    why.length ? ` · ${why.join(" · ")}` : "",
  ];
}

/** @param {Claim} claim */
const drawWhy = (claim) => [
  h("ul", { class: "cc-reasons" }, ...claim.reasons.map(drawReason)),
  ...drawFacts("Measures", claim.measured.map(drawMeasure)),
  ...drawFacts("Arithmetic", claim.arithmetic ? [claim.arithmetic] : []),
];

/** @param {Claim} claim */
function saidByWhom({ speaker, quoted }) {
  if (speaker) return `said by ${speaker}${quoted === "none" ? "" : ` (${quoted} speech)`}`;
  return quoted === "none" ? "in the article's own voice" : `by somebody who is not known (${quoted} speech)`;
}

/** @param {Claim["reasons"][number]} reason */
function drawReason([name, reason, weight]) {
  const against = weight < 0 ? " cc-against" : "";
  const title = `${weight > 0 ? "+" : ""}${weight}`;
  return h("li", { class: `cc-reason ${classOfMark(name)}${against}`, title }, reason);
}

/**
 * A line of the claim's figures under its name; none where there is nothing to say.
 *
 * @param {string} name
 * @param {(Node | string)[]} items
 */
const drawFacts = (name, items) =>
  items.length ? [h("div", { class: "cc-facts" }, h("span", { class: "cc-why-head" }, name), ...items)] : [];

/**
 * The words of a quantity, and what they come to where that says more.
 *
 * @param {Claim["measured"][number]} measured
 */
function drawMeasure([words, value]) {
  const same = words.toLowerCase() === value.toLowerCase();
  return h("span", { class: "cc-measure" }, same ? words : `${words} = ${value}`);
}
