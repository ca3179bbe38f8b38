// @ts-check
// What went wrong, said beside the buttons, where it moves nothing that is read or filled in.

import { h, say } from "./dom.js";

export const RUN_AGAIN = "run the notebook again: menu Run, Run All Cells.";
const BUSY =
  "The kernel is busy with something else. What you type is on this page, and is saved as soon as the kernel answers.";
const UNSURE = `The kernel does not answer: it is busy, or was stopped. If it stays so, ${RUN_AGAIN}`;

export function createAlert() {
  const element = h("div", { class: "cc-alert", role: "alert", tabindex: "-1", hidden: true });
  let about = "step";

  /**
   * Say what went wrong, and with what: a "step", a "draft", or the target of a step for which something is missing;
   * with no text take back what was said.
   *
   * @param {string | null} text
   * @param {string} [source]
   */
  function complain(text, source = "step") {
    about = source;
    element.hidden = !text;
    say(element, text || "");
  }

  return {
    element,
    complain,
    /** What the alert is about. */
    get about() {
      return about;
    },
    get text() {
      return element.textContent;
    },
    /**
     * Say that the kernel, which is there or may be there, does not answer; what is being read stays.
     *
     * @param {boolean | null} alive
     */
    complainOfSilence(alive) {
      if (element.hidden || [BUSY, UNSURE].includes(element.textContent))
        complain(alive ? BUSY : UNSURE, "draft");
    },
  };
}
