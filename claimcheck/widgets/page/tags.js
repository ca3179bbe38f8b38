// @ts-check
// The tags of the claim at hand, words of one's own: one quiet line in the head, which unfolds to give and take them.

import { freshId, h, say } from "./dom.js";
import { finishes } from "./finishing.js";

/** @import { Claim } from "./types.d.ts" */

// As many characters as the kernel takes of one.
const LONGEST_TAG = 60;
const HINT = "Type a word and press Enter. A comma parts two.";

/**
 * `onTag(add, remove)` gives the claim tags, or takes them away.
 *
 * @param {{ onTag: (add: string[], remove: string[]) => void }} given
 */
export function createTags({ onTag }) {
  const line = h("summary", { class: "cc-tags-line" });
  const list = h("ul", { class: "cc-tags-list", "aria-label": "Tags of this claim" });
  const offers = h("datalist", { id: freshId("tags") });
  const input = h("input", {
    type: "text",
    class: "cc-input",
    placeholder: "another tag",
    "aria-label": "Another tag",
    list: offers.id,
    dir: "auto",
    oninput: sayWhetherItFits,
  });
  const put = h("button", { class: "cc-button cc-small", type: "button", onclick: add }, "Tag it");
  const hint = h("p", { class: "cc-tags-hint", "aria-live": "polite", id: freshId("tags-hint") }, HINT);
  input.setAttribute("aria-describedby", hint.id);
  const element = h(
    "details",
    { class: "cc-tags", hidden: true },
    line,
    h(
      "div",
      { class: "cc-tags-more", role: "group", "aria-label": "Tags" },
      list,
      h("div", { class: "cc-tags-new" }, input, put, offers),
      hint,
    ),
  );
  /** @type {string | null} */
  let shown = null;
  let listed = "";
  let adding = false;

  finishes(input, add);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) add();
  });
  element.addEventListener("toggle", () => element.open && input.focus({ preventScroll: true }));
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) element.open = false;
  });

  function add() {
    adding = Boolean(input.value.trim()) && fits();
    if (adding) onTag([input.value], []);
  }

  /** @param {string} tag */
  function remove(tag) {
    // Where the next one can be typed; the button goes with its tag.
    input.focus({ preventScroll: true });
    onTag([], [tag]);
  }

  const fits = () =>
    input.value.split(/[,،，、]/).every((tag) => Array.from(tag.trim()).length <= LONGEST_TAG);

  function sayWhetherItFits() {
    input.setAttribute("aria-invalid", String(!fits()));
    say(
      hint,
      fits() ? HINT : `A tag has at most ${LONGEST_TAG} characters: shorten it, or write it as a comment.`,
    );
  }

  /** @param {string} tag */
  function drawTag(tag) {
    const off = h(
      "button",
      {
        type: "button",
        class: "cc-tag-off",
        title: "Take it away",
        "aria-label": `Take away the tag ${tag}`,
        onclick: () => remove(tag),
      },
      "×",
    );
    return h("li", { class: "cc-tag" }, h("bdi", {}, tag), off);
  }

  /** @param {string[]} tags */
  function drawTags(tags) {
    const now = JSON.stringify(tags);
    if (now === listed) return;
    listed = now;
    list.replaceChildren(...tags.map(drawTag));
    list.hidden = tags.length === 0;
    // Each by itself, so that none turns the words of the next one round.
    const words = tags.flatMap((tag, place) => [place ? ", " : "", h("bdi", {}, tag)]);
    line.replaceChildren(...(tags.length ? words : ["+ tag"]));
    line.title = tags.length ? `Tags: ${tags.join(", ")}` : "Tags: words of your own. Key #";
    line.ariaLabel = tags.length ? `Tags: ${tags.join(", ")}` : "Add a tag";
  }

  return {
    element,
    open() {
      element.open = true;
      input.focus({ preventScroll: true });
    },
    /** What was asked for is done. */
    sent() {
      if (adding) clear();
      adding = false;
    },
    /** @param {[tag: string, count: number][]} tags those in use */
    offer(tags) {
      offers.replaceChildren(...tags.map(([value]) => h("option", { value })));
    },
    /** @param {Claim | null} claim */
    update(claim) {
      element.hidden = claim === null;
      if (!claim) return;
      if (claim.id !== shown) {
        clear();
        element.open = false;
      }
      shown = claim.id;
      drawTags(claim.tags);
    },
  };

  function clear() {
    input.value = "";
    sayWhetherItFits();
  }
}
