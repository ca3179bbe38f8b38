// @ts-check
// The article around the claim: its text exactly as it is, the claim in it, the words that
// triggered it, and the cutting of claims by hand. Offsets are code points, as in Python.

import { h, safeLink } from "./dom.js";

export const CLASS_OF = {
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
 * `onOpen(id)` is called when another claim of the article is clicked, `onRange(range)` when words
 * are selected: {start, end} in the article, or null.
 */
export function createArticle({ onOpen, onRange }) {
  let article = null;
  let points = [];
  let claim = null;
  let range = null;

  const title = h("h3", { class: "cc-article-title" });
  const origin = h("div", { class: "cc-origin" });
  const body = h("div", {
    class: "cc-article-text",
    tabindex: "0",
    role: "document",
    "aria-label": "Article",
  });
  const element = h("section", { class: "cc-article", "aria-label": "Article" }, title, origin, body);

  // The first claim is drawn before the desk has a place on the page, and so a size to scroll by.
  let wantsSight = false;
  new ResizeObserver(() => {
    if (wantsSight && body.clientHeight) intoSight(".cc-claim");
  }).observe(body);

  const slice = (start, end) => points.slice(start - article.offset, end - article.offset).join("");

  function drawOrigin() {
    title.replaceChildren(article.title || "Untitled article");
    const facts = [article.publisher, article.author, article.published].filter(Boolean);
    origin.replaceChildren(...(facts.length ? [facts.join(" · ")] : []));
    const link = article.url && safeLink(article.url, article.url);
    if (article.url) origin.append(facts.length ? " · " : "", link || article.url);
    if (article.digest) {
      const note = "A summary of the article in other words, made as an example; quotations are exact.";
      origin.append(h("span", { class: "cc-badge", title: note }, "digest"));
    }
    if (article.before || article.after)
      origin.append(h("span", { class: "cc-badge" }, "part of a long text"));
  }

  /** The offsets at which the look of the text changes, in order. */
  function edges() {
    const last = article.offset + points.length;
    const all = new Set([article.offset, last]);
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
    return (start) => {
      while (at < article.claims.length && article.claims[at][1] <= start) at += 1;
      const found = article.claims[at];
      return found && found[0] <= start ? found : null;
    };
  }

  function piece(start, end, other) {
    const inside = (from, to) => from <= start && end <= to;
    const mine = claim !== null && inside(claim.start, claim.end);
    const mark = mine ? claim.marks.find(([from, to]) => inside(from, to)) : undefined;
    const classes = [];
    if (mine) classes.push("cc-claim");
    else if (other) classes.push("cc-other");
    if (range && range.shown && inside(range.start, range.end)) classes.push("cc-range");
    if (mark) classes.push("cc-mark", `cc-mark-${CLASS_OF[mark[2]] || "other"}`);
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

  function intoSight(selector) {
    const shown = body.querySelector(selector);
    wantsSight = body.clientHeight === 0;
    if (!shown || wantsSight) return;
    const room = body.clientHeight - shown.offsetHeight;
    body.scrollTop = shown.offsetTop - Math.max(24, Math.min(room / 3, 90));
  }

  /** The code point offset of a place in the text that the browser names by node and UTF-16 offset. */
  function offsetOf(node, offset) {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!holder || !body.contains(holder)) {
      const next = node === body ? body.childNodes[offset] : null;
      return next ? Number(next.dataset.start) : article.offset + points.length;
    }
    const text =
      node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? holder.textContent : "";
    return Number(holder.dataset.start) + Array.from(text).length;
  }

  function takeSelection() {
    const selection = getSelection();
    if (!article || selection.isCollapsed || selection.rangeCount === 0) return;
    const chosen = selection.getRangeAt(0);
    if (!body.contains(chosen.startContainer) || !body.contains(chosen.endContainer)) return;
    const start = offsetOf(chosen.startContainer, chosen.startOffset);
    const end = offsetOf(chosen.endContainer, chosen.endOffset);
    if (end <= start) return;
    const range = { start: wordAround(start)?.start ?? start, end: wordAround(end)?.end ?? end };
    if (range.start !== start || range.end !== end)
      selection.setBaseAndExtent(...placeOf(range.start), ...placeOf(range.end));
    setRange({ ...range, shown: false });
  }

  /** Where the browser has the code point offset `offset`: its text node, and the UTF-16 offset in that. */
  function placeOf(offset) {
    const pieces = [...body.children];
    const last = pieces.findLast((piece) => Number(piece.dataset.start) < offset) ?? pieces[0];
    const before = Array.from(last.textContent).slice(0, offset - Number(last.dataset.start));
    return [last.firstChild, before.join("").length];
  }

  /** The word that `offset` lies within; null where it lies between words. */
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

  function setRange(fresh) {
    const redraw = (range && range.shown) || (fresh && fresh.shown);
    range = fresh;
    if (redraw) {
      drawText();
      intoSight(".cc-range");
    }
    onRange(range);
  }

  const isSpace = (offset) => /\s/.test(points[offset - article.offset] ?? " ");

  /** The next place from `offset` in direction `step` where a word ends (or, for starts, begins). */
  function wordEdge(offset, step, atStart) {
    const first = article.offset;
    const last = article.offset + points.length;
    let at = offset + step;
    const isEdge = () => (atStart ? isSpace(at - 1) && !isSpace(at) : !isSpace(at - 1) && isSpace(at));
    while (at > first && at < last && !isEdge()) at += step;
    return Math.min(Math.max(at, first), last);
  }

  return {
    element,
    get range() {
      return range;
    },
    clearRange: () => setRange(null),
    text: (start, end) => slice(start, end),
    /** Begin or change the cut by keys: `edge` is "start", "end" or "sentence", `step` is 1 or -1. */
    moveRange(edge, step) {
      if (!article) return;
      const [first, last] = claim
        ? [claim.start, claim.end]
        : article.sentences[0] || [article.offset, article.offset];
      const from = range || { start: first, end: last };
      const fresh = { start: from.start, end: from.end, shown: true };
      if (edge === "start") fresh.start = Math.min(wordEdge(from.start, step, true), fresh.end - 1);
      if (edge === "end") fresh.end = Math.max(wordEdge(from.end, step, false), fresh.start + 1);
      if (edge === "sentence") {
        const candidates = article.sentences.filter(([start]) =>
          step > 0 ? start > from.start : start < from.start,
        );
        const found = step > 0 ? candidates[0] : candidates[candidates.length - 1];
        if (found) [fresh.start, fresh.end] = found;
      }
      setRange(fresh);
    },
    update(freshArticle, freshClaim) {
      const sameClaim = claim && freshClaim && claim.id === freshClaim.id && article === freshArticle;
      const changed = article !== freshArticle;
      [article, claim] = [freshArticle, freshClaim];
      if (!article) {
        body.replaceChildren();
        return;
      }
      if (changed) {
        points = Array.from(article.text);
        drawOrigin();
      }
      if (range) onRange(null);
      range = null;
      drawText();
      // With the next frame: to scroll at once makes the browser lay the page out once more.
      if (!sameClaim) requestAnimationFrame(() => intoSight(".cc-claim"));
    },
  };
}
