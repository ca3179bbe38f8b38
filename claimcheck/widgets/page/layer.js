// @ts-check
// A desk that fills the window: JupyterLab keeps a cell's output inside its panel, so the desk is moved into a layer
// of its own over everything, and back.

import { h, smallButton } from "./dom.js";

const ESC_TWICE = 600; // ms between two presses
// Said on the page when a desk takes the window: any other one gives it back.
const TAKEN = "claimcheck-takes-the-window";

/**
 * `element` is the desk, drawn in `home`; `onFill(on)` is told when somebody chooses otherwise, and `onMoved()` when it
 * stands elsewhere, where all that was scrolled stands at its beginning.
 *
 * @param {{ element: HTMLElement, home: HTMLElement, onFill: (on: boolean) => void, onMoved: () => void }} given
 */
export function createLayer({ element, home, onFill, onMoved }) {
  // As JupyterLab marks what it puts over its pages, so that its themes hold here.
  const layer = h("div", { class: "claimcheck cc-layer jp-ThemedContainer" });
  const back = h(
    "div",
    { class: "cc-away" },
    "The desk fills the window. ",
    smallButton("Have it here", () => choose(false)),
  );
  let filled = false;
  let escaped = -Infinity;
  // Two presses with another key between them leave two texts, and not the window.
  element.addEventListener("keydown", ({ key }) => key !== "Escape" && (escaped = -Infinity), true);

  /** Only JupyterLab has furniture around a notebook; elsewhere the desk takes what there is. */
  const isPossible = () => document.querySelector(".jp-LabShell") !== null;

  /** @param {boolean} on */
  function fill(on) {
    if (on === filled || (on && !isPossible())) return;
    filled = on;
    const mine = element.contains(document.activeElement) ? document.activeElement : null;
    if (on) {
      window.dispatchEvent(new CustomEvent(TAKEN));
      window.addEventListener(TAKEN, giveBack);
      document.body.append(layer);
      layer.append(element);
      home.append(back);
    } else {
      window.removeEventListener(TAKEN, giveBack);
      home.append(element);
      back.remove();
      layer.remove();
    }
    onMoved();
    // To be moved takes the focus away.
    if (mine instanceof HTMLElement) mine.focus({ preventScroll: true });
    else if (on) element.focus({ preventScroll: true });
  }

  function giveBack() {
    fill(false);
  }

  /** @param {boolean} on */
  function choose(on) {
    fill(on);
    onFill(on);
  }

  return {
    fill,
    toggle: () => choose(!filled),
    /**
     * A second Esc, soon after the first one, gives the notebook back.
     *
     * @param {number} at when it was pressed
     */
    escape(at) {
      if (filled && at - escaped < ESC_TWICE) choose(false);
      escaped = at;
    },
    close: giveBack,
  };
}
