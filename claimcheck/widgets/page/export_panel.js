// @ts-check
// Exporting the verdict CSV: what will be in it, where it goes, and the file itself through the browser.

import { h, say } from "./dom.js";
import { createPanel } from "./panel.js";

/** @import { Exported, Exporting } from "./types.d.ts" */

/**
 * `onAsk(write)` asks what would be written, or has it written.
 *
 * @param {{ onAsk: (write: boolean) => void }} given
 */
export function createExport({ onAsk }) {
  const plan = h("p");
  const folder = h("p");
  const told = h("p", { class: "cc-panel-said", role: "status" });
  const download = h("a", { class: "cc-button cc-link", hidden: true }, "Download it");
  const write = h("button", { class: "cc-button cc-primary", type: "button" }, "Write the verdict CSV");
  write.addEventListener("click", () => onAsk(true));
  const panel = createPanel(
    { title: "Export", name: "export", onOpen: begin },
    plan,
    folder,
    h("div", { class: "cc-buttons" }, write, download),
    told,
  );

  function begin() {
    for (const part of [plan, folder, told]) say(part, "");
    forget();
    onAsk(false);
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
    hear({ problem, path, name, said }, files) {
      forget();
      say(told, problem ?? `Written: ${path}. ${said}`);
      if (problem || !name || !files.length) return;
      const content = new Blob([files[0]], { type: "text/csv" });
      download.href = URL.createObjectURL(content);
      download.download = name;
      download.hidden = false;
      download.focus({ preventScroll: true });
    },
    close: forget,
  };
}
