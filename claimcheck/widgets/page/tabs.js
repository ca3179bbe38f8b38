// @ts-check
// Where there is room for one column only, tabs say which part of the desk is seen.

import { h } from "./dom.js";

/**
 * `parts` are the parts of the desk by the words on their tabs.
 *
 * @param {Record<string, HTMLElement>} parts
 */
export function createTabs(parts) {
  const names = Object.keys(parts);
  const tabs = names.map((name) =>
    h("button", { class: "cc-pane-tab", type: "button", onclick: () => choose(name) }, name),
  );
  const element = h(
    "div",
    { class: "cc-pane-tabs", role: "group", "aria-label": "Parts of the desk" },
    ...tabs,
  );

  /** @param {string} chosen */
  function choose(chosen) {
    names.forEach((name, at) => {
      parts[name].classList.toggle("cc-behind", name !== chosen);
      tabs[at].setAttribute("aria-pressed", name === chosen ? "true" : "false");
    });
  }

  choose(names[names.length - 1]);
  return { element, choose };
}
