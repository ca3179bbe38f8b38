// @ts-check
// A panel over the desk: it pushes nothing, and gives the focus back when it closes.

import { h, smallButton } from "./dom.js";

/** @import { Child } from "./dom.js" */

/** @typedef {ReturnType<typeof createPanel>} Panel */

/**
 * `onOpen()` is called when it opens. What is `beside` its content and at its `foot` is not scrolled with that.
 *
 * @param {{ title: string, name: string, onOpen?: () => void, beside?: Child, foot?: Child }} given
 * @param {...Child} children
 */
export function createPanel({ title, name, onOpen = () => {}, beside, foot }, ...children) {
  /** @type {Element | null} */
  let before = null;
  const shut = smallButton("×", close, { "aria-label": `Close: ${title}`, title: "Esc" });
  const body = h("div", { class: "cc-panel-body", tabindex: "0" }, ...children);
  const element = h(
    "section",
    { class: `cc-panel cc-panel-${name}`, role: "dialog", "aria-label": title, tabindex: "-1", hidden: true },
    h("header", { class: "cc-panel-head" }, h("h2", {}, title), shut),
    beside ? h("div", { class: "cc-panel-parts" }, body, beside) : body,
    foot,
  );

  function open() {
    before = document.activeElement;
    element.hidden = false;
    onOpen();
    const first = element.querySelector(".cc-panel-body :is(input, textarea, select):not([hidden])");
    (first instanceof HTMLElement ? first : element).focus({ preventScroll: true });
  }

  function close() {
    if (element.hidden) return;
    const mine = element.contains(document.activeElement);
    element.hidden = true;
    if (mine) giveBack();
  }

  /** Give the focus back: to what had it, or where that is a choice of a menu that is shut now, to the menu. */
  function giveBack() {
    const menu = before?.closest("details")?.querySelector("summary");
    for (const one of [before, menu, element.closest(".cc-desk")]) {
      if (one instanceof HTMLElement) one.focus({ preventScroll: true });
      if (one && document.activeElement === one) return;
    }
  }

  return {
    element,
    open,
    close,
    get isOpen() {
      return !element.hidden;
    },
  };
}

/**
 * Panels of which one at most is open.
 *
 * @param {Record<string, Panel>} panels
 */
export function createPanels(panels) {
  const close = () => Object.values(panels).forEach((panel) => panel.close());
  return {
    elements: Object.values(panels).map((panel) => panel.element),
    close,
    /**
     * Open a panel, or close it where it is open.
     *
     * @param {string} name
     */
    toggle(name) {
      const { isOpen } = panels[name];
      close();
      if (!isOpen) panels[name].open();
    },
  };
}
