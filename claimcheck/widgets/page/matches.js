// @ts-check
// Earlier checks that are like a claim: what each says, in what it agrees and differs, and whether a
// person has said that it checked this very claim.

import { h, safeLink, smallButton } from "./dom.js";
import { beginning } from "./fields.js";
import { momentInWords } from "./history.js";

/** @import { Check, Reason } from "./types.d.ts" */

/** @typedef {{ id: string, confirmed: boolean, by: string, at: string }} Judged the check of a card that was judged */
/** @typedef {Check & { judged: Judged | null, judgeable: boolean }} Item a check, and what was said of it on a claim */

const LONG_MATCH = 240;
const LONG_TITLE = 120;
const LONG_NAME = 80;
const MOST_COPIES = 4;

/**
 * Put the focus on a part of the panel, in sight; nothing where there is none.
 *
 * @param {Element | null | undefined} element
 */
export function goTo(element) {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
}

/**
 * The row of a list that has the focus, or a part of it; undefined where none has.
 *
 * @param {HTMLElement} list
 */
export const rowAtHand = (list) =>
  /** @type {HTMLElement[]} */ ([...list.children]).find((row) => row.contains(document.activeElement));

/**
 * Put `rows` into a list; the one with the id of the row that had the focus has it again.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} rows
 */
export function drawRows(list, rows) {
  const at = rowAtHand(list)?.dataset.id;
  list.replaceChildren(...rows);
  rows.find((row) => at && row.dataset.id === at)?.focus({ preventScroll: true });
}

/**
 * A text of any length: whole, or where it is longer than `longest` its beginning, which opens.
 *
 * @param {string} text
 * @param {string} className
 */
export function openable(text, className, longest = LONG_MATCH) {
  const whole = h("div", { class: className, dir: "auto" }, text);
  if (text.length <= longest) return whole;
  const preview = h("summary", { class: className, dir: "auto" }, beginning(text, longest));
  return h("details", { class: "cc-long" }, preview, whole);
}

/**
 * In what two claims agree, and apart from it in what they differ.
 *
 * @param {Reason[]} reasons
 */
export function drawReasons(reasons) {
  const agreeing = reasons.filter(([, agrees]) => agrees);
  const differing = reasons.filter(([, agrees]) => !agrees);
  return h(
    "div",
    { class: "cc-likenesses" },
    drawLikeness("Agrees", "✓", "cc-agrees", agreeing),
    drawLikeness("Differs", "≠", "cc-differs", differing),
  );
}

/**
 * @param {string} head
 * @param {string} sign
 * @param {string} className
 * @param {Reason[]} reasons
 */
function drawLikeness(head, sign, className, reasons) {
  if (!reasons.length) return null;
  const items = reasons.map(([name, , words]) =>
    h("li", {}, h("span", { "aria-hidden": "true" }, `${sign} `), h("b", {}, name), " ", h("bdi", {}, words)),
  );
  return h(
    "div",
    { class: `cc-likeness ${className}` },
    h("span", { class: "cc-likeness-head" }, head),
    h("ul", { "aria-label": head }, ...items),
  );
}

/**
 * Who checked it and when, with a way there: only an address that a browser may follow is a link.
 *
 * @param {Check} check
 * @param {{ here: string, onOpen: (id: string) => unknown }} given
 */
function drawCheckedBy({ publisher, date, speaker, url, own }, { here, onOpen }) {
  /** @param {string} text */
  const brief = (text) => h("bdi", {}, beginning(text, LONG_NAME));
  const facts = [own ? "this desk" : publisher, date].map((fact) => fact && brief(fact));
  const said = speaker ? h("span", {}, "claimed by ", brief(speaker)) : null;
  const there = url ? safeLink(url, "Read the check") || brief(url) : null;
  const open =
    own && own !== here
      ? h("button", { class: "cc-as-link", type: "button", onclick: () => onOpen(own) }, "Open its claim")
      : null;
  const parts = [...facts, said, there, open].filter((part) => part);
  return h(
    "span",
    { class: "cc-match-origin" },
    ...parts.flatMap((part, at) => (at ? [" · ", part] : [part])),
  );
}

/**
 * The further checks of a card, a line each: what they say otherwise, and a way there.
 *
 * @param {Check} check
 */
function drawCopies({ copies, text, rating, publisher, date, url }) {
  if (!copies.length) return null;
  /** @param {Check} copy */
  const line = (copy) => {
    const facts = [
      copy.rating !== rating && (copy.rating || "no rating given"),
      copy.publisher !== publisher && copy.publisher,
      copy.date !== date && copy.date,
      copy.text !== text && `“${copy.text}”`,
    ].flatMap((fact) => (fact ? [h("bdi", {}, beginning(fact, LONG_TITLE))] : []));
    const there =
      copy.url && copy.url !== url ? safeLink(copy.url, copy.url) || h("bdi", {}, copy.url) : null;
    const parts = there ? [...facts, there] : facts;
    return h("li", {}, ...parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
  };
  const rest = copies.slice(MOST_COPIES);
  const more = rest.length
    ? h(
        "li",
        {},
        h("details", {}, h("summary", {}, `and ${rest.length} more`), h("ul", {}, ...rest.map(line))),
      )
    : null;
  return h(
    "div",
    { class: "cc-match-copies" },
    h("span", { class: "cc-likeness-head" }, "Also"),
    h("ul", { "aria-label": "Also" }, ...copies.slice(0, MOST_COPIES).map(line), more),
  );
}

/**
 * What a judgement comes to, in a sentence.
 *
 * @param {Judged} judged
 * @param {boolean} hasAddress
 */
function judgementInWords({ confirmed, by, at }, hasAddress) {
  const who = `${by}, ${momentInWords(at)}`;
  if (!confirmed) return `Not this one: ${who}.`;
  const so = hasAddress
    ? "It counts as a source and goes into the CSV."
    : "It has no address, so it is no source and the CSV cannot name it.";
  return `Confirmed: ${who}. ${so}`;
}

/**
 * A list of earlier checks. `onOpen(id)` opens the claim of an own one, `onJudge(id, confirmed)` says that a check is
 * of the claim at hand, or not. The one that has the focus is the one that keys judge.
 *
 * @param {{
 *   label: string,
 *   onOpen: (id: string) => unknown,
 *   onJudge: (id: string, confirmed: boolean) => unknown,
 * }} given
 */
export function createMatches({ label, onOpen, onJudge }) {
  /** @type {Map<string, Item>} */
  let items = new Map();
  /** @type {string[]} */
  let order = [];
  let drawn = "";
  const list = h("ol", { class: "cc-matches", role: "list", "aria-label": label });

  /** @type {(id: string, confirmed: boolean) => void} */
  const judge = (id, confirmed) => {
    const judged = items.get(id)?.judged;
    if (items.get(id)?.judgeable && judged?.confirmed !== confirmed) onJudge(judged?.id ?? id, confirmed);
  };

  /** @param {Item} item */
  function drawButtons({ id, judged, judgeable }) {
    if (!judgeable) return h("span", { class: "cc-match-buttons" }, "the claim at hand");
    /** @type {(words: string, key: string, confirmed: boolean) => HTMLElement} */
    const button = (words, key, confirmed) => {
      const stands = judged?.confirmed === confirmed;
      return smallButton(words, () => judge(id, confirmed), {
        class: `cc-button cc-small${stands ? " cc-stands" : ""}`,
        title: `Key ${key}`,
        "aria-pressed": stands ? "true" : "false",
      });
    };
    return h(
      "span",
      { class: "cc-match-buttons" },
      button("Confirm", "C", true),
      button("Not this one", "N", false),
    );
  }

  /**
   * @param {Item} item
   * @param {string} here
   */
  function draw(item, here) {
    const { id, text, title, rating, url, reasons, judged } = item;
    return h(
      "li",
      {
        class: `cc-match${judged ? (judged.confirmed ? " cc-confirmed" : " cc-rejected") : ""}`,
        tabindex: "-1",
        "data-id": id,
      },
      h(
        "div",
        { class: "cc-match-head" },
        h("bdi", { class: "cc-match-rating" }, beginning(rating || "no rating given", LONG_NAME)),
        drawCheckedBy(item, { here, onOpen }),
        drawButtons(item),
      ),
      openable(text, "cc-match-text"),
      title && title !== text ? openable(title, "cc-match-title", LONG_TITLE) : null,
      drawCopies(item),
      reasons.length ? drawReasons(reasons) : null,
      judged ? h("div", { class: "cc-judged" }, h("bdi", {}, judgementInWords(judged, Boolean(url)))) : null,
    );
  }

  /** Confirmed ones first, those that were rejected last; but what has a place on the page keeps it. */
  function arrange() {
    /** @param {Item} item */
    const rank = ({ judged }) => (judged ? (judged.confirmed ? 0 : 2) : 1);
    const fresh = [...items.values()].filter(({ id }) => !order.includes(id));
    fresh.sort((one, other) => rank(one) - rank(other));
    order = [...order.filter((id) => items.has(id)), ...fresh.map(({ id }) => id)];
  }

  /** The id of the check that has the focus; undefined where none has. */
  const mine = () => rowAtHand(list)?.dataset.id;

  return {
    element: list,
    get size() {
      return items.size;
    },
    /** Forget what was shown: it was for another claim, or for other words. */
    clear() {
      order = [];
      drawn = "";
      items = new Map();
      list.replaceChildren();
    },
    /**
     * Show the checks `fresh` for the claim with the id `here`.
     *
     * @param {Item[]} fresh
     * @param {string} here
     */
    update(fresh, here) {
      const now = JSON.stringify([fresh, here]);
      if (now === drawn) return;
      drawn = now;
      items = new Map(fresh.map((item) => [item.id, item]));
      arrange();
      drawRows(
        list,
        order.flatMap((id) => items.get(id) ?? []).map((item) => draw(item, here)),
      );
    },
    /** Go to the next check, at first to the first that nobody has judged. */
    next() {
      const at = order.findIndex((id) => id === mine());
      const open = order.findIndex((id) => !items.get(id)?.judged);
      goTo(list.children[at < 0 ? Math.max(open, 0) : (at + 1) % order.length]);
    },
    /**
     * Judge the check that has the focus; where none has, go to one, so that nothing is judged unseen.
     *
     * @param {boolean} confirmed
     */
    judge(confirmed) {
      const id = mine();
      if (id === undefined) this.next();
      else judge(id, confirmed);
    },
  };
}
