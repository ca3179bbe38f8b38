// @ts-check
// Who changed what is recorded for all, when, and what: a line that unfolds.

import { h, say } from "./dom.js";
import { momentInWords } from "./history.js";

/** @import { Changed } from "./types.d.ts" */

/** @param {string} title */
export function createChanges(title) {
  const list = h("ol", { class: "cc-changes" });
  const line = h("summary", {}, "");
  const element = h("details", { class: "cc-changes-of" }, line, list);
  return {
    element,
    /** @param {Changed[]} history */
    draw(history) {
      element.hidden = history.length === 0;
      say(line, `${title}: ${history.length} change${history.length === 1 ? "" : "s"}`);
      list.replaceChildren(...history.map(drawChange));
    },
  };
}

/** @param {Changed} change */
const drawChange = ([at, by, what]) =>
  h(
    "li",
    {},
    h("bdi", { class: "cc-history-by" }, by),
    " ",
    h("time", { class: "cc-history-at", datetime: at, title: at }, momentInWords(at)),
    h("ul", {}, ...what.map((words) => h("li", { dir: "auto" }, words))),
  );
