// @ts-check
// Exporting the verdicts: which claims, as what, where they go, and the file itself through the browser.

import { freshId, h, say } from "./dom.js";
import { createPanel } from "./panel.js";

/** @import { Exported, Exporting } from "./types.d.ts" */

const TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * `onAsk(wanted)` asks what would be written, or has it written.
 *
 * @param {{ onAsk: (wanted: { write: boolean, workbook: boolean, shown: boolean }) => void }} given
 */
export function createExport({ onAsk }) {
  const plan = h("p", { class: "cc-export-plan", role: "status" });
  const folder = h("p", { class: "cc-export-folder" });
  const told = h("p", { class: "cc-panel-said", role: "status" });
  const download = h("a", { class: "cc-button cc-link", hidden: true }, "Download it");
  const write = h("button", { class: "cc-button cc-primary", type: "button" }, "Export");
  const which = createChoice("Claims", ["Decided", "What the queue shows"], ask);
  const form = createChoice("As", ["CSV", "Workbook (XLSX)"], name);
  write.addEventListener("click", () => onAsk({ write: true, ...wanted() }));
  const panel = createPanel(
    { title: "Export", name: "export", onOpen: begin },
    h("div", { class: "cc-export-choices" }, which.element, form.element),
    plan,
    folder,
    h("div", { class: "cc-buttons" }, write, download),
    told,
  );

  const wanted = () => ({ workbook: form.chosen() === 1, shown: which.chosen() === 1 });

  function begin() {
    for (const part of [plan, folder]) say(part, "");
    name();
    ask();
  }

  function ask() {
    say(told, "");
    forget();
    onAsk({ write: false, ...wanted() });
  }

  function name() {
    say(told, "");
    forget();
    say(write, wanted().workbook ? "Write the workbook" : "Write the verdict CSV");
  }

  function forget() {
    if (download.href) URL.revokeObjectURL(download.href);
    download.removeAttribute("href");
    download.hidden = true;
  }

  return {
    panel,
    /** @param {Exporting} answer */
    hearPlan({ plan: what, folder: where }) {
      say(plan, `What will be in it: ${what}`);
      say(folder, `Where it goes: ${where}, with a manifest beside it; and here, as a download.`);
    },
    /**
     * @param {Exported} answer
     * @param {DataView<ArrayBuffer>[]} files
     */
    hear({ problem, path, name: file, said }, files) {
      forget();
      say(told, problem ?? `Written: ${path}. ${said}`);
      if (problem || !file || !files.length) return;
      const content = new Blob([files[0]], { type: file.endsWith(".xlsx") ? TYPES.xlsx : TYPES.csv });
      download.href = URL.createObjectURL(content);
      download.download = file;
      download.hidden = false;
      download.focus({ preventScroll: true });
    },
    close: forget,
  };
}

/**
 * One of several to choose, the first one to begin with.
 *
 * @param {string} legend
 * @param {string[]} words
 * @param {() => void} onChange
 */
function createChoice(legend, words, onChange) {
  const name = freshId("export");
  const inputs = words.map((_, index) =>
    h("input", { type: "radio", name, onchange: onChange, checked: !index }),
  );
  const labels = words.map((word, index) => h("label", { class: "cc-export-choice" }, inputs[index], word));
  return {
    element: h("fieldset", { class: "cc-fieldset" }, h("legend", { class: "cc-label" }, legend), ...labels),
    chosen: () => inputs.findIndex((input) => input.checked),
  };
}
