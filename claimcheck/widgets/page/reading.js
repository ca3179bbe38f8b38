// @ts-check
// The page that a second editor reads before they decide: what was proposed, whole and as text, with nothing to
// fill in. As soon as the form holds anything else, the form is shown instead: nobody approves what they do not see.

import { h, safeLink, say, smallButton } from "./dom.js";
import { dayInWords } from "./fields.js";
import { momentInWords } from "./history.js";
import { sameWords } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Claim, Config, ContactForm, Entry, Form, Proposal, SourceForm } from "./types.d.ts" */

// So many lines of each are shown at first, so that the verdict and its evidence begin within one screen.
const STATEMENT_LINES = 5;
const RATIONALE_LINES = 6;
const LINE = 66; // characters
const LAST_STEPS = 3;

/**
 * `typed()` is what stands in the form, `onRead(on)` is told whether the page is shown instead of that, `onOther()` goes
 * to the rating in the form, `onBack(work)` puts into it what was proposed, and `onHistory()` shows every step.
 *
 * @param {{
 *   config: Config,
 *   typed: () => Form,
 *   onRead: (on: boolean) => void,
 *   onOther: () => void,
 *   onBack: (work: Form) => void,
 *   onHistory: () => void,
 * }} given
 */
export function createReading({ config, typed, onRead, onOther, onBack, onHistory }) {
  /** @type {Claim | null} */
  let claim = null;
  let opened = false;
  const drawn = { proposal: "", steps: "" };
  const check = h("div", {});
  const steps = h("div", {});
  const page = h(
    "section",
    { class: "cc-read", "aria-label": "What is proposed", hidden: true },
    check,
    steps,
  );
  const differs = h("span", {});
  const back = smallButton("Back to the proposal", takeBack);
  const bar = h("div", { class: "cc-read-bar", hidden: true }, differs, back);
  const other = h(
    "button",
    { class: "cc-button cc-other-rating", type: "button", hidden: true, onclick: chooseOther },
    "Approve with another rating …",
  );

  function chooseOther() {
    open();
    onOther();
  }

  function open() {
    opened = true;
    draw();
  }

  function takeBack() {
    const proposal = claim?.proposal;
    if (!proposal) return;
    opened = false;
    if (!isProposed(proposal)) onBack({ ...proposal.work, note: typed().note });
    draw();
  }

  /** @param {Proposal} proposal */
  const isProposed = ({ work }) => sameWords(withoutNote(work), withoutNote(typed()));

  function draw() {
    const proposal = claim?.proposal ?? null;
    const reads = proposal !== null && !opened && isProposed(proposal);
    page.hidden = other.hidden = !reads;
    bar.hidden = proposal === null || reads;
    if (proposal) drawWays(proposal);
    if (claim && proposal && reads) drawPage(claim, proposal);
    onRead(reads);
  }

  /** @param {Proposal} proposal */
  function drawWays(proposal) {
    const isVoted = proposal.needed > 1;
    say(other, isVoted ? "Propose another rating …" : "Approve with another rating …");
    const anew = isVoted ? " What differs is voted on anew." : "";
    say(differs, `${proposal.by} proposed ${proposal.rating ?? "no rating"}.${anew}`);
    say(back, isProposed(proposal) ? "Back to the proposal" : "Drop my changes");
  }

  /**
   * What is unfolded stays so until something else is proposed.
   *
   * @param {Claim} at
   * @param {Proposal} proposal
   */
  function drawPage(at, proposal) {
    const now = { proposal: JSON.stringify([at.id, proposal]), steps: JSON.stringify([at.id, at.history]) };
    if (now.proposal !== drawn.proposal) check.replaceChildren(...drawProposal(proposal));
    if (now.steps !== drawn.steps) steps.replaceChildren(...drawLastSteps(at.history, onHistory));
    Object.assign(drawn, now);
  }

  /** @param {Proposal} proposal */
  const drawProposal = (proposal) => [
    drawRated(proposal, colourOf(proposal.work.rating)),
    ...drawVotes(proposal, config.reviewer),
    ...drawText("Statement", proposal.work.statement, STATEMENT_LINES),
    ...drawText("Rationale", proposal.work.rationale, RATIONALE_LINES),
    ...drawEvidence(proposal.work),
    ...drawText("Worksheet", proposal.work.worksheet?.result, STATEMENT_LINES),
    ...drawText("Why it matters", proposal.work.why_selected, STATEMENT_LINES),
  ];

  /** @param {string | null | undefined} name */
  const colourOf = (name) => config.ratings.find((rating) => rating.name === name)?.colour ?? "";

  return {
    /** What is read. */
    page,
    /** Over the form where that is shown instead: what was proposed, and the way back to it. */
    bar,
    /** The button beside the next step. */
    other,
    /** The form is wanted. */
    leave: () => claim?.proposal && open(),
    draw,
    /** Whether something else stands in the form than what is proposed. */
    get changed() {
      return Boolean(claim?.proposal) && !isProposed(/** @type {Proposal} */ (claim?.proposal));
    },
    /** @param {Claim | null} fresh */
    update(fresh) {
      if (fresh?.id !== claim?.id || !fresh?.proposal) opened = false;
      claim = fresh;
      draw();
    },
  };
}

/** @param {Form} work */
const withoutNote = (work) => ({ work: { ...work, note: null }, comment: "" });

/**
 * A dot of a rating's colour.
 *
 * @param {string} colour
 */
export function ratingDot(colour) {
  const dot = h("span", { class: "cc-dot", "aria-hidden": "true" });
  dot.style.background = colour;
  return dot;
}

/**
 * @param {Proposal} proposal
 * @param {string} colour
 */
function drawRated({ by, at, rating, work }, colour) {
  const when = h("time", { datetime: at }, momentInWords(at));
  const since = work.rating === rating ? "" : ` as ${rating ?? "no rating"}; it was changed since`;
  return h(
    "div",
    { class: "cc-read-rated" },
    h("h3", { class: "cc-read-rating" }, ratingDot(colour), work.rating ?? "No rating"),
    h("p", { class: "cc-read-by" }, "proposed by ", h("bdi", {}, by), since, ", ", when),
  );
}

/**
 * Who has voted for it, where there are votes.
 *
 * @param {Proposal} proposal
 * @param {string} reviewer
 */
function drawVotes({ votes, needed }, reviewer) {
  if (needed === 1) return [];
  const drawn = votes.map(([by, at]) =>
    h(
      "li",
      { class: "cc-vote", title: momentInWords(at) },
      h("bdi", {}, by === reviewer ? "you" : by),
      " for it",
    ),
  );
  const last = needed - votes.length === 1 ? " · the next one approves it" : "";
  const count = h("li", {}, `${votes.length} of ${needed} votes${last}`);
  return [h("ul", { class: "cc-votes", "aria-label": "Votes" }, count, ...drawn)];
}

/** @param {string} words */
const readHeading = (words) => h("h4", { class: "cc-read-name" }, words);

/**
 * A text under its heading; what goes beyond so many lines is read at a press. Nothing where there is no text.
 *
 * @param {string} name
 * @param {string | null | undefined} text
 * @param {number} lines
 */
function drawText(name, text, lines) {
  if (!text) return [];
  const words = h("div", { class: "cc-read-text", dir: "auto" }, text);
  const shown = firstLines(text, lines);
  if (shown === text) return [readHeading(name), words];
  return [readHeading(name), words, unfoldButton(words, shown, text)];
}

/**
 * @param {Element} words
 * @param {string} part
 * @param {string} whole
 */
function unfoldButton(words, part, whole) {
  const left = (whole.length - part.length).toLocaleString();
  const button = smallButton("", () => show(words.textContent !== whole), {
    class: "cc-button cc-small cc-more",
  });
  /** @param {boolean} all */
  function show(all) {
    words.textContent = all ? whole : `${part} …`;
    button.ariaExpanded = String(all);
    say(button, all ? "Show less" : `Read on (${left} more characters)`);
  }
  show(false);
  return button;
}

/**
 * The first lines of a text, cut at a space; all of it where hardly more would be left.
 *
 * @param {string} text
 * @param {number} lines
 */
function firstLines(text, lines) {
  let left = lines;
  let end = 0;
  for (const line of text.split("\n")) {
    const room = left * LINE;
    if (line.length > room) return cutAt(text, end + room);
    left -= Math.max(1, Math.ceil(line.length / LINE));
    end += line.length + 1;
    if (left <= 0) return cutAt(text, end);
  }
  return text;
}

/**
 * @param {string} text
 * @param {number} end
 */
function cutAt(text, end) {
  if (text.length - end <= LINE) return text;
  const space = text.lastIndexOf(" ", end);
  return text.slice(0, space > end - LINE ? space : end).trimEnd();
}

/** @param {Form} work */
function drawEvidence({ sources = [], one_source_reason: reason, contact }) {
  return [
    readHeading(sources.length === 1 ? "One source" : `${sources.length} sources`),
    h("ol", { class: "cc-read-sources" }, ...sources.map(drawCited)),
    ...drawText("Why one source is enough", reason, STATEMENT_LINES),
    ...drawContacted(contact),
  ];
}

/**
 * A citation with all that is known of the source.
 *
 * @param {SourceForm} source
 */
export function drawCited({ address = "", title, passage, consulted, archived, primary, interest, stance }) {
  const kind = primary === true ? "primary" : primary === false ? "secondary" : null;
  const facts = [stance && `${stance} the claim`, kind, consulted && `consulted ${dayInWords(consulted)}`];
  return h(
    "li",
    { class: "cc-read-source" },
    title ? h("strong", { dir: "auto" }, title) : null,
    h("div", { class: "cc-read-where" }, safeLink(address, address) ?? address),
    h("div", { class: "cc-read-facts" }, ...parted([...facts, archivedLink(archived)])),
    passage ? h("blockquote", { class: "cc-read-passage", dir: "auto" }, passage) : null,
    interest ? h("div", { class: "cc-read-facts", dir: "auto" }, `Interest: ${interest}`) : null,
  );
}

/** @param {string | null | undefined} address */
const archivedLink = (address) =>
  address ? (safeLink(address, "archived copy") ?? `archived: ${address}`) : null;

/**
 * What is there, with a dot between.
 *
 * @param {Child[]} parts
 */
const parted = (parts) =>
  parts.filter((part) => part).flatMap((part, place) => (place ? [" · ", part] : [part]));

/** @param {ContactForm | null | undefined} contact */
function drawContacted(contact) {
  if (!contact) return [];
  const { asked, how, deadline, replied, reply } = contact;
  const facts = [
    asked ? `asked ${dayInWords(asked)}` : "not asked",
    how,
    deadline && `reply wanted by ${dayInWords(deadline)}`,
    replied ? `replied ${dayInWords(replied)}` : reply ? "replied" : "no reply yet",
  ];
  return [
    readHeading("Contact with the claimant"),
    h("div", { class: "cc-read-facts", dir: "auto" }, ...parted(facts)),
    reply ? h("blockquote", { class: "cc-read-passage", dir: "auto" }, reply) : null,
  ].filter((part) => part !== null);
}

/**
 * The last steps in a line each, with a way to all of them.
 *
 * @param {Entry[]} history
 * @param {() => void} onAll
 */
function drawLastSteps(history, onAll) {
  const all = `All ${history.length} steps, with what was changed`;
  return [
    readHeading("History"),
    h("ol", { class: "cc-read-steps" }, ...history.slice(-LAST_STEPS).map(drawLastStep)),
    smallButton(history.length > 1 ? all : "The step, with what was changed", onAll),
  ];
}

/** @param {Entry} entry */
function drawLastStep({ at, by, what, details, undone, kind }) {
  const said = kind === "commented" ? `: ${details.map(([, text]) => text).join(" ")}` : "";
  const told = [h("bdi", {}, by), " ", h("bdi", {}, what), said];
  return h(
    "li",
    { dir: "auto" },
    h("time", { datetime: at, class: "cc-read-at" }, momentInWords(at)),
    undone ? h("s", {}, ...told) : h("span", {}, ...told),
  );
}
