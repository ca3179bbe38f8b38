// @ts-check
// Bringing in what was checked before, here or elsewhere: a file of checks.

import { h, labelled, say } from "./dom.js";
import { createPanel } from "./panel.js";

/** @import { Files, Progressed } from "./files.js" */

const WHAT =
  "A file of checks that were made before, here or elsewhere. What is like a claim stands above its form from then on.";
const WHICH =
  "ClaimReview (JSON, or a page that was saved), an answer of Google's Fact Check Tools, or a CSV whose first row names " +
  "the columns: text, rating, url, publisher, date, speaker, title.";

/** @param {{ files: Files }} given */
export function createChecksPanel({ files }) {
  const picked = h("input", {
    type: "file",
    accept: ".json,.jsonl,.ndjson,.csv,.tsv,.html,.htm",
    onchange: take,
  });
  const told = h("p", { class: "cc-panel-said", role: "status", dir: "auto" });
  const panel = createPanel(
    { title: "Bring in earlier checks", name: "checks" },
    h("p", {}, WHAT),
    labelled("File of checks", picked),
    h("p", { class: "cc-quiet" }, WHICH),
    told,
  );
  let size = 0;

  function take() {
    const [file] = picked.files ?? [];
    if (!file) return;
    size = file.size;
    say(told, "Reading …");
    files.attach(file, hear, "checks");
    // Emptied, so that a file that was refused can be picked again.
    picked.value = "";
  }

  /** @param {Progressed} progressed */
  function hear({ problem, said, at }) {
    const share = Math.round((100 * at) / size);
    say(told, problem ?? said ?? (at ? `Reading … ${share}%` : "Reading …"));
  }

  return { panel };
}
