// @ts-check
// What two found who rated a claim without seeing each other: side by side, with what differs marked, and with the
// one that is settled for.

import { h } from "./dom.js";
import { drawCited, ratingDot } from "./reading.js";

/** @import { Child } from "./dom.js" */
/** @import { BlindRating, Claim, Config, Form, SourceForm } from "./types.d.ts" */

/**
 * `typed()` is what stands in the form, `onSettle(found)` puts what one of the two found there.
 *
 * @param {{ config: Config, typed: () => Form, onSettle: (found: BlindRating) => unknown }} given
 */
export function createBlind({ config, typed, onSettle }) {
  const element = h("div", { class: "cc-blind", role: "group", "aria-label": "Blind ratings" });
  let drawn = "";
  /** @type {{ button: HTMLButtonElement, rated: Element, rating: string }[]} */
  let choices = [];

  /** @param {Claim} claim */
  function draw(claim) {
    const now = JSON.stringify([claim.id, claim.ratings, claim.settle]);
    if (now === drawn) return;
    drawn = now;
    choices = [];
    element.replaceChildren(...claim.ratings.map((found) => drawRating(claim, found)));
  }

  /**
   * @param {Claim} claim
   * @param {BlindRating} found
   */
  function drawRating({ ratings, settle }, found) {
    const other = ratings.find((one) => one !== found);
    const rated = h("section", { class: "cc-blind-rating", "aria-label": `Rated by ${found.by}` });
    rated.append(
      h("div", { class: "cc-blind-by" }, h("bdi", {}, found.by), " rated it"),
      drawPart("Rating", found.rating !== other?.rating, other, drawRatingName(found.rating)),
      settle ? drawChoice(found, rated) : h("span"),
      drawPart("Statement", found.statement !== other?.statement, other, drawWords(found.statement)),
      drawPart("Rationale", found.rationale !== other?.rationale, other, drawWords(found.rationale)),
      drawPart("Sources", false, other, drawFound(found.sources, other)),
    );
    return rated;
  }

  /** @param {string} rating */
  function drawRatingName(rating) {
    const { colour = "" } = config.ratings.find(({ name }) => name === rating) ?? {};
    return h("strong", { class: "cc-blind-name" }, ratingDot(colour), rating);
  }

  /**
   * @param {BlindRating} found
   * @param {Element} rated
   */
  function drawChoice(found, rated) {
    const button = h(
      "button",
      { class: "cc-button cc-settle", type: "button", onclick: () => onSettle(found) },
      "Settle for this",
    );
    choices.push({ button, rated, rating: found.rating });
    return button;
  }

  /** Which of the two stands in the form. */
  function drawSettled() {
    const { rating } = typed();
    for (const choice of choices) {
      const chosen = choice.rating === rating;
      choice.button.ariaPressed = String(chosen);
      choice.rated.classList.toggle("cc-settled", chosen);
    }
  }

  return {
    element,
    drawSettled,
    /** @param {Claim | null} claim */
    update(claim) {
      element.hidden = !claim?.ratings.length;
      if (!claim) return;
      draw(claim);
      drawSettled();
    },
  };
}

/**
 * One thing that was found, under its name; whether it `differs` is said where there is another to differ from.
 *
 * @param {string} name
 * @param {boolean} differs
 * @param {BlindRating | undefined} other
 * @param {Child} found
 */
function drawPart(name, differs, other, found) {
  const mark = other && differs ? h("span", { class: "cc-differs" }, "differs") : null;
  return h("div", { class: "cc-blind-part" }, h("h4", { class: "cc-read-name" }, name, " ", mark), found);
}

/** @param {string | null} words */
const drawWords = (words) => h("div", { class: "cc-blind-why", dir: "auto" }, words || "none");

/**
 * @param {SourceForm[]} sources
 * @param {BlindRating | undefined} other
 */
function drawFound(sources, other) {
  if (!sources.length) return "none";
  const theirs = new Set(other?.sources.map(({ address }) => address));
  return h(
    "ol",
    { class: "cc-read-sources" },
    ...sources.map((source) => markAlone(drawCited(source), !other || theirs.has(source.address))),
  );
}

/**
 * @param {HTMLElement} cited
 * @param {boolean} shared
 */
function markAlone(cited, shared) {
  if (!shared) cited.prepend(h("span", { class: "cc-differs" }, "only here"));
  return cited;
}
