// @ts-check
// Whom the words of a claim were taken for on its worksheet, to be confirmed by a look or said otherwise.

import { freshId, h, say } from "./dom.js";

/** @import { ReadAsForm, WorksheetShown } from "./types.d.ts" */

/**
 * `onTyped()` is called when other names are typed.
 *
 * @param {() => void} onTyped
 */
export function createReadAs(onTyped) {
  let of = "";
  /** @type {ReturnType<typeof createName>[]} */
  let rows = [];
  const told = h("span", { class: "cc-quiet" });
  const names = h("datalist", { id: freshId("names") });
  const list = h("div", { class: "cc-sheet-names" });
  const element = h(
    "details",
    { class: "cc-sheet-own", hidden: true, oninput: onTyped },
    h("summary", {}, "Read as: ", told),
    list,
    names,
  );

  return {
    element,
    /**
     * What was said otherwise.
     *
     * @returns {ReadAsForm[]}
     */
    get value() {
      return rows
        .map(({ words, control }) => ({ words, name: control.value.trim() }))
        .filter(({ name }) => name);
    },
    /**
     * What is being typed stays: the rows are made anew only for another claim.
     *
     * @param {string} claim
     * @param {WorksheetShown} now
     * @param {ReadAsForm[]} said
     */
    draw(claim, now, said) {
      element.hidden = !now.readAs.length;
      say(told, now.readAs.map(([words, name]) => `${words} → ${name}`).join(" · "));
      if (of === claim) return;
      of = claim;
      names.replaceChildren(...now.names.map((value) => h("option", { value })));
      rows = now.readAs.map(([words, name]) => createName(words, name, names.id));
      for (const { words, control } of rows)
        control.value = said.find((one) => one.words === words)?.name ?? "";
      list.replaceChildren(...rows.map(({ element: row }) => row));
    },
  };
}

/**
 * Words of the claim, and a place to say whom they mean.
 *
 * @param {string} words
 * @param {string} name whom they are taken for
 * @param {string} names the list of those that can be given
 */
function createName(words, name, names) {
  const control = h("input", {
    class: "cc-input",
    type: "text",
    dir: "auto",
    list: names,
    placeholder: name,
    "aria-label": `What “${words}” means`,
  });
  return { words, control, element: h("label", {}, h("bdi", {}, `“${words}” means`), control) };
}
