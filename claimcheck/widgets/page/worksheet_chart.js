// @ts-check
// The readings of a worksheet over the years, with what was claimed as a line.

import { h, svg } from "./dom.js";

/** @import { SeriesShown, WorksheetShown } from "./types.d.ts" */

const WIDTH = 460;
const HEIGHT = 132;
const LEFT = 26; // of the first year
const RIGHT = 92; // of the last one: there stands what was claimed
const TOP = 22;
const BOTTOM = 22;
const SERIES_AT_MOST = 3;
const YEARS_AT_MOST = 12;

/**
 * A chart of what a claim comes to over the years; null where there are not two years to draw.
 *
 * @param {WorksheetShown} sheet
 */
export function drawWorksheetChart({ series, value, claimed }) {
  const drawn = series.filter(([, points]) => points.length).slice(0, SERIES_AT_MOST);
  const years = [...new Set(drawn.flatMap(([, points]) => points.map(([year]) => year)))].sort(
    (a, b) => a - b,
  );
  if (value === null || years.length < 2 || years.length > YEARS_AT_MOST) return null;
  const x = scaleOf([years[0], years[years.length - 1]], [LEFT, WIDTH - RIGHT]);
  const values = [value, ...drawn.flatMap(([, points]) => points.map(([, computed]) => computed))];
  const ends = [HEIGHT - BOTTOM - 12, TOP + 6];
  // The first place of a rank is the highest.
  const y = scaleOf(
    [Math.min(...values), Math.max(...values)],
    claimed.startsWith("place ") ? [ends[1], ends[0]] : [ends[0], ends[1]],
  );
  const told = drawn.map(
    ([name, points]) => `${name}: ${points.map(([year, , words]) => `${year} ${words}`).join(", ")}`,
  );
  const image = svg(
    "svg",
    {
      class: "cc-sheet-chart",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `Claimed: ${claimed}. ${told.join(". ")}.`,
    },
    ...drawClaimed(y(value), claimed),
    ...years.map((year) => svg("text", { class: "cc-sheet-year", x: x(year), y: HEIGHT - 6 }, String(year))),
    ...drawn.flatMap((one, place) => drawSeries(one, place, x, y)),
  );
  return h("figure", { class: "cc-sheet-figure" }, image, drawn.length > 1 && drawLegend(drawn));
}

/**
 * @param {[from: number, to: number]} domain
 * @param {[from: number, to: number]} range
 * @returns {(value: number) => number}
 */
function scaleOf([low, high], [from, to]) {
  if (high === low) return () => (from + to) / 2;
  return (value) => Math.round((from + ((value - low) / (high - low)) * (to - from)) * 10) / 10;
}

/**
 * @param {number} at
 * @param {string} claimed
 */
const drawClaimed = (at, claimed) => [
  svg("line", { class: "cc-sheet-claimed", x1: 4, x2: WIDTH - RIGHT + 20, y1: at, y2: at }),
  ...["claimed", claimed].map((words, line) =>
    svg("text", { class: "cc-sheet-claimed-words", x: WIDTH - RIGHT + 24, y: at - 3 + 13 * line }, words),
  ),
];

/**
 * @param {SeriesShown} series
 * @param {number} place
 * @param {(year: number) => number} x
 * @param {(value: number) => number} y
 */
function drawSeries([name, points], place, x, y) {
  const path = points.map(([year, computed], at) => `${at ? "L" : "M"}${x(year)} ${y(computed)}`).join("");
  return [
    svg("path", { class: `cc-sheet-line cc-sheet-${place}`, d: path }),
    ...points.map(([year, computed, told]) =>
      svg(
        "circle",
        { class: `cc-sheet-dot cc-sheet-${place}`, cx: x(year), cy: y(computed), r: 4 },
        svg("title", {}, `${name}, ${year}: ${told}`),
      ),
    ),
    // Only the first says its values: those of the others stand in the list, and would lie on these.
    ...(place ? [] : points).map(([year, computed, told]) =>
      svg("text", { class: "cc-sheet-value", x: x(year), y: y(computed) - 8 }, shortly(told)),
    ),
  ];
}

/** @param {SeriesShown[]} series */
const drawLegend = (series) =>
  h(
    "figcaption",
    { class: "cc-sheet-legend" },
    ...series.map(([name], place) =>
      h("span", {}, h("i", { class: `cc-sheet-key cc-sheet-${place}`, "aria-hidden": "true" }), name),
    ),
  );

/**
 * A value without the words behind its number that the line of the claim has too.
 *
 * @param {string} told
 */
export const shortly = (told) => told.replace(/ (times|people)$/, "");
