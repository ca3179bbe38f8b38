// @ts-check
// The statement that is offered, in the field as long as that is empty: its words lie where they come to stand,
// so that nothing moves when they are taken, nor when somebody types others.

import { freshId, h } from "./dom.js";

/** @import { Offered } from "./types.d.ts" */

/**
 * Puts what is offered into the field of `input`.
 *
 * @param {HTMLTextAreaElement} input
 */
export function createOffered(input) {
  const words = h("div", { class: "cc-offered", id: freshId("offered"), hidden: true });
  const element = h("div", { class: "cc-offered-field" });
  const said = input.placeholder;

  /** @type {(piece: [words: string, from: string | null]) => Node} */
  const drawPiece = ([text, from]) =>
    from === null
      ? document.createTextNode(text)
      : h("mark", { class: "cc-bracket", title: from, onclick: () => input.focus() }, text);

  /** @type {(left: [words: string, why: string]) => Node} */
  const drawOpen = ([text, why]) =>
    h("span", { class: "cc-left-open", title: why, onclick: () => input.focus() }, `“${text}”`);

  return {
    element,
    /** The words for screen readers: what describes the field. */
    id: words.id,
    /** Move the input into its place here, once it has its label. */
    take() {
      input.replaceWith(element);
      element.append(input, words);
    },
    /** @param {Offered | null} offered */
    draw(offered) {
      words.hidden = offered === null;
      // An empty one would not count as shown, and by that the page knows that nothing is typed.
      input.placeholder = offered ? " " : said;
      const open = (offered?.open ?? []).flatMap((left, n) => [n ? " " : "", drawOpen(left)]);
      words.replaceChildren(
        ...(offered?.pieces ?? []).map(drawPiece),
        ...(open.length ? [h("div", { class: "cc-open-words" }, "open: ", ...open)] : []),
      );
    },
  };
}
