// @ts-check
// What would come first by what is filled in, beside where it stands now.

import { h, say } from "./dom.js";

/** @import { Previewed } from "./types.d.ts" */

export function createPreview() {
  const list = h("ol", { class: "cc-first" });
  const note = h("p", { class: "cc-hint", "aria-live": "polite" });
  const element = h(
    "section",
    { class: "cc-preview", "aria-label": "What would come first" },
    h("h3", {}, "What would come first"),
    list,
    note,
  );
  return {
    element,
    /** @param {Previewed} told */
    draw({ first, below }) {
      list.replaceChildren(...first.map(drawRow));
      const under = `${below.toLocaleString("en")} below the minimum ${below === 1 ? "leaves" : "leave"} what is to do.`;
      say(note, !first.length ? "Nothing is to do." : below ? under : "");
    },
  };
}

/** @param {Previewed["first"][number]} row */
function drawRow([text, speaker, place, before, priority, former]) {
  const moved = before - place;
  const sign = moved > 0 ? `▲ ${moved}` : moved < 0 ? `▼ ${-moved}` : "–";
  const words = moved ? `now ${before}, then ${place}` : `stays ${place}`;
  const way = moved > 0 ? "up" : moved < 0 ? "down" : "same";
  const points = `${former.toFixed(2)} → ${priority.toFixed(2)}`;
  return h(
    "li",
    { class: "cc-first-row" },
    h("span", { class: "cc-first-place" }, String(place)),
    h("span", { class: "cc-first-text cc-one-line", dir: "auto", title: text }, text),
    h(
      "span",
      { class: `cc-first-moved cc-moved-${way}`, title: words, role: "img", "aria-label": words },
      sign,
    ),
    h("span", { class: "cc-first-who cc-one-line", dir: "auto" }, speaker ?? "the article"),
    h("span", { class: "cc-first-points", title: "Its priority, now → then" }, points),
  );
}
