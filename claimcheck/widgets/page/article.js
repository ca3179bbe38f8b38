// @ts-check
// The article around the claim: its text exactly as it is, the claim in it, the words that
// triggered it, and the cutting of claims by hand. Offsets are code points, as in Python.

import { createBadge } from "./badge.js";
import { h, safeLink } from "./dom.js";

/** @import { Attribute } from "./dom.js" */
/** @import { Article, Claim } from "./types.d.ts" */

/** @typedef {{ start: number, end: number, shown: boolean }} Range words of the article; `shown`, where we mark them */

/** @type {Record<string, string>} */
const CLASS_OF = {
  figure: "figure",
  comparison: "comparison",
  rank: "comparison",
  record: "comparison",
  trend: "change",
  cause: "change",
  forecast: "change",
  rule: "rule",
  event: "event",
  experience: "event",
};

/**
 * The class of what a signal has marked.
 *
 * @param {string} signal
 */
export const classOfMark = (signal) => `cc-mark-${CLASS_OF[signal] || "other"}`;

/** @type {Article} */
const NO_TEXT = {
  id: "",
  title: "",
  publisher: null,
  author: null,
  published: null,
  url: null,
  digest: false,
  offset: 0,
  text: "",
  before: false,
  after: false,
  sentences: [],
  claims: [],
};

// A character of a word; where words are written without blanks between them, each character stands for itself.
const LETTER =
  "(?:(?![\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}])" +
  "[\\p{L}\\p{M}\\p{N}\\p{Sc}%‰°])";
// One word: well-known, don't, nato.int, 3.5%, $94.9bn, 1,000,000, 24/7.
const WORD = new RegExp(
  `(?:[+−±](?=\\p{N}))?${LETTER}+(?:(?:[-‐‑'’.]|(?<=\\p{N})[,:/](?=\\p{N}))${LETTER}+)*`,
  "gu",
);
const LONGEST_WORD = 100;

/**
 * `onOpen(id)` is called when another claim of the article is clicked, `onRange()` when words
 * are selected, or null.
 *
 * @param {{ onOpen: (id: string) => unknown, onRange: () => unknown }} given
 */
export function createArticle({ onOpen, onRange }) {
  let article = NO_TEXT;
  /** @type {string[]} */
  let points = [];
  /** @type {Claim | null} */
  let claim = null;
  /** @type {Range | null} */
  let range = null;

  const title = h("h3", { class: "cc-article-title" });
  const origin = h("div", { class: "cc-origin" });
  const body = h("div", {
    class: "cc-article-text",
    tabindex: "0",
    role: "document",
    "aria-label": "Article",
  });
  const head = h("header", { class: "cc-article-head" }, title, origin);
  const element = h("section", { class: "cc-article", "aria-label": "Article" }, head, body);

  // The first claim is drawn before the desk has a place on the page; in another size it stands elsewhere.
  new ResizeObserver(() => intoSight(range?.shown ? ".cc-range" : ".cc-claim")).observe(body);

  /**
   * @param {number} start
   * @param {number} end
   */
  const slice = (start, end) => points.slice(start - article.offset, end - article.offset).join("");

  function drawOrigin() {
    title.replaceChildren(article.title || "Untitled article");
    title.title = article.title;
    const facts = [article.publisher, article.author, article.published].filter((fact) => fact);
    origin.replaceChildren(...(facts.length ? [facts.join(" · ")] : []));
    const link = article.url && safeLink(article.url, article.url);
    if (article.url) origin.append(facts.length ? " · " : "", link || article.url);
    if (article.digest) {
      const note = "A summary of the article in other words, made as an example; quotations are exact.";
      origin.append(createBadge("digest", note));
    }
    if (article.before || article.after)
      origin.append(h("span", { class: "cc-badge" }, "part of a long text"));
  }

  /** The offsets at which the look of the text changes, in order. */
  function edges() {
    const last = article.offset + points.length;
    const all = new Set([article.offset, last]);
    /** @type {(start: number, end: number) => void} */
    const add = (start, end) => {
      if (end > article.offset && start < last) {
        all.add(Math.max(start, article.offset));
        all.add(Math.min(end, last));
      }
    };
    for (const [start, end] of article.claims) add(start, end);
    if (claim) {
      add(claim.start, claim.end);
      for (const [start, end] of claim.marks) add(start, end);
    }
    if (range && range.shown) add(range.start, range.end);
    return [...all].sort((a, b) => a - b);
  }

  /** The other claim of the article that covers `start`; a pointer moves along, since both are in order. */
  function claimsInOrder() {
    let at = 0;
    /** @param {number} start */
    return (start) => {
      while (at < article.claims.length && article.claims[at][1] <= start) at += 1;
      const found = article.claims[at];
      return found && found[0] <= start ? found : null;
    };
  }

  /**
   * The text between two edges, which is the claim's, the `other` claim's or nobody's.
   *
   * @param {number} start
   * @param {number} end
   * @param {Article["claims"][number] | null} other
   */
  function piece(start, end, other) {
    /** @type {(from: number, to: number) => boolean} */
    const inside = (from, to) => from <= start && end <= to;
    const mine = claim && inside(claim.start, claim.end) ? claim : null;
    const mark = mine?.marks.find(([from, to]) => inside(from, to));
    const classes = [];
    if (mine) classes.push("cc-claim");
    else if (other) classes.push("cc-other");
    if (range && range.shown && inside(range.start, range.end)) classes.push("cc-range");
    if (mark) classes.push("cc-mark", classOfMark(mark[2]));
    /** @type {Record<string, Attribute>} */
    const attributes = { "data-start": start, class: classes.join(" ") };
    if (mark) attributes.title = mark[3];
    if (other && !mine) {
      attributes.title = "Another claim: open it";
      attributes.onclick = () => String(getSelection()) === "" && onOpen(other[2]);
    }
    return h(mark ? "mark" : "span", attributes, slice(start, end));
  }

  function drawText() {
    const cuts = edges();
    const otherAt = claimsInOrder();
    const pieces = [];
    for (let index = 0; index + 1 < cuts.length; index += 1) {
      pieces.push(piece(cuts[index], cuts[index + 1], otherAt(cuts[index])));
    }
    body.replaceChildren(...pieces);
  }

  /** @param {string} selector */
  function intoSight(selector) {
    const shown = /** @type {HTMLElement | null} */ (body.querySelector(selector));
    if (!shown || body.clientHeight === 0) return;
    const all = /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll(selector));
    const last = all[all.length - 1];
    // Where the window has few lines, the desk scrolls and not the article.
    if (getComputedStyle(body).overflowY === "visible") return shown.scrollIntoView({ block: "center" });
    const room = body.clientHeight - (last.offsetTop + last.offsetHeight - shown.offsetTop);
    // Of a claim that is longer than the pane, its beginning.
    body.scrollTop = shown.offsetTop - Math.max(24, room / 2);
  }

  /** @param {Element} piece */
  const startOf = (piece) => Number(piece.getAttribute("data-start"));

  /**
   * The code point offset of a place in the text that the browser names by node and UTF-16 offset.
   *
   * @param {Node} node
   * @param {number} offset
   */
  function offsetOf(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const holder = element?.closest("[data-start]");
    if (!holder || !body.contains(holder)) {
      const next = node === body ? body.children[offset] : null;
      return next ? startOf(next) : article.offset + points.length;
    }
    const text = node instanceof Text ? node.data.slice(0, offset) : offset ? holder.textContent : "";
    return startOf(holder) + Array.from(text).length;
  }

  /** The words that are selected in the text, as the browser has them; null where none are. */
  function selectedWords() {
    const selection = getSelection();
    if (article === NO_TEXT || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const chosen = selection.getRangeAt(0);
    if (!body.contains(chosen.startContainer) || !body.contains(chosen.endContainer)) return null;
    const start = offsetOf(chosen.startContainer, chosen.startOffset);
    const end = offsetOf(chosen.endContainer, chosen.endOffset);
    return start < end ? { start, end, selection } : null;
  }

  /** Let whole words be selected. */
  function takeSelection() {
    const selected = selectedWords();
    if (!selected) return;
    const start = wordAround(selected.start)?.start ?? selected.start;
    const end = wordAround(selected.end)?.end ?? selected.end;
    if (start !== selected.start || end !== selected.end)
      selected.selection.setBaseAndExtent(...placeOf(start), ...placeOf(end));
    setRange({ start, end, shown: false });
  }

  /**
   * Where the browser has the code point offset `offset`: its text node, and the UTF-16 offset in that.
   *
   * @param {number} offset
   * @returns {[Node, number]}
   */
  function placeOf(offset) {
    const pieces = [...body.children];
    const last = pieces.findLast((one) => startOf(one) < offset) ?? pieces[0];
    const before = Array.from(last.textContent).slice(0, offset - startOf(last));
    return [last.firstChild ?? last, before.join("").length];
  }

  /**
   * Where words stand on the page.
   *
   * @param {Range} words
   */
  function boxOf({ start, end }) {
    if (!body.childElementCount) return null;
    const chosen = document.createRange();
    chosen.setStart(...placeOf(start));
    chosen.setEnd(...placeOf(end));
    return chosen.getBoundingClientRect();
  }

  /**
   * The word that `offset` lies within; null where it lies between words.
   *
   * @param {number} offset
   */
  function wordAround(offset) {
    const from = Math.max(article.offset, offset - LONGEST_WORD);
    const text = slice(from, offset + LONGEST_WORD);
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const start = from + Array.from(text.slice(0, index)).length;
      const end = start + Array.from(word).length;
      if (start < offset && offset < end) return { start, end };
    }
    return null;
  }
  body.addEventListener("mouseup", () => setTimeout(takeSelection));
  body.addEventListener("mousedown", () => setRange(null));
  // The menu at the words would stay where they were.
  body.addEventListener("scroll", () => range && onRange(), { passive: true });

  /** @param {Range | null} fresh */
  function setRange(fresh) {
    const redraw = (range && range.shown) || (fresh && fresh.shown);
    range = fresh;
    if (redraw) {
      drawText();
      intoSight(".cc-range");
    }
    onRange();
  }

  /** @param {number} offset */
  const isSpace = (offset) => /\s/.test(points[offset - article.offset] ?? " ");

  /**
   * The next place from `offset` in direction `step` where a word ends (or, for starts, begins).
   *
   * @param {number} offset
   * @param {number} step
   * @param {boolean} atStart
   */
  function wordEdge(offset, step, atStart) {
    const first = article.offset;
    const last = article.offset + points.length;
    let at = offset + step;
    const isEdge = () => (atStart ? isSpace(at - 1) && !isSpace(at) : !isSpace(at - 1) && isSpace(at));
    while (at > first && at < last && !isEdge()) at += step;
    return Math.min(Math.max(at, first), last);
  }

  /** Where a cut by keys begins: with the claim, else with the first sentence. */
  function firstRange() {
    const [start, end] = claim
      ? [claim.start, claim.end]
      : (article.sentences[0] ?? [article.offset, article.offset]);
    return { start, end };
  }

  /**
   * The sentence after `start` (or, backwards, before it); undefined where there is none.
   *
   * @param {number} start
   * @param {number} step
   */
  const sentenceFrom = (start, step) =>
    step > 0
      ? article.sentences.find(([first]) => first > start)
      : article.sentences.findLast(([first]) => first < start);

  return {
    element,
    get range() {
      return range;
    },
    get id() {
      return article.id;
    },
    clearRange: () => setRange(null),
    /**
     * Put a menu at the words that are chosen: below them, or above where there is no room below.
     *
     * @param {HTMLElement} menu
     */
    placeAtRange(menu) {
      const chosen = range && boxOf(range);
      if (!chosen) return;
      const pane = element.getBoundingClientRect();
      const { width, height } = menu.getBoundingClientRect();
      const below = chosen.bottom - pane.top + 6;
      const above = chosen.top - pane.top - height - 6;
      const top = below + height < pane.height ? below : Math.max(4, above);
      menu.style.top = `${top}px`;
      menu.style.left = `${Math.max(4, Math.min(chosen.left - pane.left, pane.width - width - 4))}px`;
    },
    focus: () => body.focus(),
    text: slice,
    /**
     * Begin a cut by keys (no `edge`), or change it: by `step`, which is 1 or -1.
     *
     * @param {"start" | "end" | "sentence" | null} edge
     * @param {number} step
     */
    moveRange(edge, step) {
      if (article === NO_TEXT) return;
      let { start, end } = range ?? firstRange();
      if (edge === "start") start = Math.min(wordEdge(start, step, true), end - 1);
      if (edge === "end") end = Math.max(wordEdge(end, step, false), start + 1);
      if (edge === "sentence") [start, end] = sentenceFrom(start, step) ?? [start, end];
      setRange({ start, end, shown: true });
    },
    /**
     * @param {Article | null} freshArticle
     * @param {Claim | null} freshClaim
     */
    update(freshArticle, freshClaim) {
      const text = freshArticle ?? NO_TEXT;
      const changed = article !== text;
      const sameClaim = claim && freshClaim && claim.id === freshClaim.id && !changed;
      [article, claim] = [text, freshClaim];
      if (article === NO_TEXT) {
        body.replaceChildren();
        return;
      }
      if (changed) {
        points = Array.from(article.text);
        drawOrigin();
      }
      range = null;
      drawText();
      // With the next frame: to scroll at once makes the browser lay the page out once more.
      if (!sameClaim) requestAnimationFrame(() => intoSight(".cc-claim"));
    },
  };
}
