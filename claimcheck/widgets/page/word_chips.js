// @ts-check
// Chips that can be added and taken away: people and offices, or topics with their words. What is refused goes back
// into the boxes that it was typed in.

import { freshId, h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";

/**
 * What a list holds is read of its boxes by `read()` (null: nothing is typed there), put into them by `write(item)`
 * and told by `name(item)` and `words(item)`. `onChange()` is called when there is another list.
 *
 * @template Item
 * @param {{
 *   title: string,
 *   hint: string,
 *   boxes: [label: string, box: HTMLInputElement][],
 *   add: string,
 *   read: () => Item | null,
 *   write: (item: Item | null) => void,
 *   name: (item: Item) => string,
 *   words: (item: Item) => string,
 *   onChange: () => void,
 * }} given
 */
export function createChips({ title, hint, boxes, add: addWord, read, write, name, words, onChange }) {
  const list = h("ul", { class: "cc-word-chips", "aria-label": title });
  const problem = h("p", { class: "cc-refused", role: "alert", id: freshId("refused"), hidden: true });
  const put = smallButton(addWord, add);
  const fields = boxes.map(([label, box]) => labelled(label, box));
  const element = h(
    "fieldset",
    { class: "cc-fieldset cc-chips-field" },
    h("legend", { class: "cc-label" }, title),
    h("p", { class: "cc-hint" }, hint),
    list,
    h("div", { class: "cc-chips-new" }, ...fields, put),
    problem,
  );
  /** @type {Item[]} */
  let items = [];
  /** The list before what was added last, until it is known that it can be meant so. */
  /** @type {{ items: Item[], added: Item } | null} */
  let tried = null;
  /** The place of the chip that is being changed. */
  /** @type {number | null} */
  let changing = null;
  /** Whether what stands in the boxes was refused: that is said until it is changed. */
  let refusedThere = false;

  finishes(element, add);
  element.addEventListener("input", () => {
    refusedThere = false;
    tell(null);
  });
  for (const [, box] of boxes)
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      add();
    });

  function add() {
    const added = read();
    if (added === null) return;
    tried ??= { items, added };
    refusedThere = false;
    items = changing === null ? [...items, added] : items.map((item, at) => (at === changing ? added : item));
    changing = null;
    write(null);
    draw();
    boxes[0][1].focus({ preventScroll: true });
    onChange();
  }

  /** @param {string | null} refused */
  function tell(refused) {
    problem.hidden = !refused;
    say(problem, refused ?? "");
    for (const [, box] of boxes) {
      box.setAttribute("aria-invalid", String(Boolean(refused)));
      if (refused) box.setAttribute("aria-describedby", problem.id);
      else box.removeAttribute("aria-describedby");
    }
  }

  /** @param {number} at */
  function change(at) {
    write(items[at]);
    changing = at;
    draw();
    boxes[0][1].focus({ preventScroll: true });
  }

  /** @param {number} at */
  function remove(at) {
    items = items.filter((_item, place) => place !== at);
    changing = null;
    tried = null;
    refusedThere = false;
    draw();
    boxes[0][1].focus({ preventScroll: true });
    onChange();
  }

  /**
   * @param {Item} item
   * @param {number} at
   */
  function drawChip(item, at) {
    const [title, more] = [name(item), words(item)];
    const open = h(
      "button",
      { class: "cc-word-chip cc-one-line", type: "button", title: "Change it", onclick: () => change(at) },
      h("bdi", {}, title),
      more && h("span", { class: "cc-word-chip-more" }, ": ", h("bdi", {}, more)),
    );
    const off = h(
      "button",
      { class: "cc-tag-off", type: "button", title: "Take it away", onclick: () => remove(at) },
      "×",
    );
    off.ariaLabel = `Take away ${title}`;
    return h("li", { class: `cc-tag${at === changing ? " cc-changing" : ""}` }, open, off);
  }

  function draw() {
    list.replaceChildren(...items.map(drawChip));
    list.hidden = items.length === 0;
    say(put, changing === null ? addWord : "Change it");
  }

  draw();
  return {
    element,
    /** Take in what is typed and not added yet; whether there was anything. */
    finish() {
      if (read() !== null) add();
    },
    get value() {
      return items;
    },
    set value(fresh) {
      [items, tried, changing, refusedThere] = [fresh, null, null, false];
      write(null);
      draw();
      this.answer(null);
    },
    /**
     * The list can be meant so, or is `refused`: then what was added last goes back into its boxes.
     *
     * @param {string | null} refused
     */
    answer(refused) {
      if (refused && tried) {
        items = tried.items;
        write(tried.added);
        refusedThere = true;
        draw();
      }
      tried = null;
      if (refused || !refusedThere) tell(refused);
    },
  };
}
