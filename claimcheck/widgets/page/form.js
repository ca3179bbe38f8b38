// @ts-check
// The form of one claim: statement, steps, rating, rationale, sources. What is typed belongs to
// the claim that was on the page when it was typed; it travels with that claim's id, and with the
// last event that the form has shown.

import { freshId, h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { createContact } from "./contact.js";
import { createOffered } from "./offered.js";
import { createSources } from "./sources.js";
import { createSteps } from "./steps.js";
import { createWanted } from "./wanted.js";
import { createWorksheet } from "./worksheet.js";

/** @import { Files } from "./files.js" */
/** @import { BlindRating, Claim, Config, Form, Offered, Rating, WorksheetForm } from "./types.d.ts" */

/** @typedef {keyof ReturnType<typeof createTexts>} TextName */

/** @type {TextName[]} */
const TEXTS = [
  "statement",
  "why_selected",
  "rationale",
  "one_source_reason",
  "published_url",
  "correction",
  "note",
];

/** Where a step may want something. */
const ASKED = /** @type {const} */ ([...TEXTS, "rating", "sources", "contact"]);

/**
 * @param {string} name
 * @returns {name is TextName}
 */
const isText = (name) => TEXTS.some((one) => one === name);

/**
 * `onEdit()` after every change of the form, `onTake(target)` when a step is chosen, `onDismiss(reason)` when that
 * is, `onWorkOut(given)` when figures were typed, `changed()` says whether it holds something else than what is proposed, `onStand(claim)` is called once it stands for that claim, `onMend(url)` when the published check is said to be elsewhere, and `onReveal()` before a field is gone to.
 *
 * @param {{
 *   config: Config,
 *   files: Files,
 *   onEdit: () => void,
 *   onTake: (target: string) => unknown,
 *   onDismiss: (reason: string) => unknown,
 *   onMend: (url: string) => unknown,
 *   onWorkOut: (typed: WorksheetForm) => void,
 *   changed: () => boolean,
 *   onStand: (claim: Claim | null) => void,
 *   onReveal: () => void,
 * }} given
 */
export function createForm({
  config,
  files,
  onEdit,
  onTake,
  onDismiss,
  onMend,
  onWorkOut,
  changed,
  onStand,
  onReveal,
}) {
  const texts = createTexts(onEdit);
  const rating = createRating(config.ratings, onRated);
  const sources = createSources({ onEdit, files });
  const worksheet = createWorksheet({ onEdit, onWorkOut, onResult: putResult });
  const wanted = createWanted({ config, names: ASKED });
  const contact = createContact({ onEdit, onRecord: () => onTake("updated") });
  const steps = createSteps({
    config,
    rated: () => rating.value,
    changed,
    why: { read: () => texts.why_selected.value, write: putWhy },
    note: texts.note,
    onTake,
    onDismiss,
  });

  /** @type {Claim | null} */
  let claim = null;
  /** @type {Form} */
  let kept = {};
  /** @type {number | null} */
  let seen = null;

  /** @type {{ id: string, offered: Offered | null } | null} */
  let made = null;
  const offers = createOffered(texts.statement);
  const useWords = smallButton("use the claim's words", putOffered, { title: "Key U" });
  const mend = smallButton("Mend the address", () => onMend(texts.published_url.value), {
    title: "Saves this address alone, without a correction; the history says what it was",
  });
  const fields = {
    statement: labelledText("Statement to check", "statement", useWords),
    why_selected: labelledText("Why this claim matters", "why_selected"),
    rating: rating.element,
    rationale: labelledText("Rationale", "rationale"),
    sources: sources.element,
    worksheet: worksheet.element,
    one_source_reason: labelledText("Why one source is enough", "one_source_reason"),
    contact: contact.element,
    published_url: labelledText("Address of the published check", "published_url", mend),
    correction: labelledText("Correction", "correction"),
  };
  const element = h(
    "section",
    { class: "cc-form", "aria-label": "The check of this claim" },
    ...Object.values(fields),
  );

  offers.take();
  fields.rationale.classList.add("cc-rationale");
  for (const name of /** @type {const} */ (["rating", "sources", "contact"])) {
    fields[name].setAttribute("aria-describedby", wanted.places[name].id);
    (fields[name].querySelector("summary") ?? fields[name]).append(wanted.places[name]);
  }
  finishes(element, steps.takeNext);
  for (const name of /** @type {const} */ (["published_url", "correction"]))
    finishes(fields[name], () => takeStepOf(name));

  /**
   * A text under its label, beside which stands what the next step wants of it.
   *
   * @param {string} label
   * @param {TextName} name
   * @param {...Node} more
   */
  function labelledText(label, name, ...more) {
    texts[name].setAttribute("aria-describedby", wanted.places[name].id);
    return labelled(label, texts[name], h("div", { class: "cc-beside" }, wanted.places[name], ...more));
  }

  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} input
   * @param {string} [words]
   */
  function putWords(input, words = "") {
    input.value = words;
    input.focus();
    onEdit();
  }

  /**
   * Add a sentence to the rationale, on a line of its own.
   *
   * @param {string} words
   */
  function putResult(words) {
    const { value } = texts.rationale;
    if (!value.includes(words))
      putWords(texts.rationale, value.trim() ? `${value.trimEnd()}\n${words}` : words);
  }

  function putOffered() {
    putWords(texts.statement, made?.offered?.text ?? claim?.quote);
  }

  /**
   * What is offered stays with its claim, whatever is written by now: what was made room for moves nothing.
   *
   * @param {Claim} at
   */
  function drawOffered({ id, offered }) {
    if (made?.id === id && !offered) return;
    made = { id, offered };
    offers.draw(offered);
    const inserted = offered?.pieces.some(([, from]) => from !== null);
    say(useWords, inserted ? "use these words" : "use the claim's words");
  }

  function onRated() {
    onEdit();
    steps.drawNext();
  }

  /** @param {string} words */
  function putWhy(words) {
    texts.why_selected.value = words;
    onEdit();
  }

  /**
   * Take the step that a text is about alone, where it is open, and no other.
   *
   * @param {string} name
   */
  function takeStepOf(name) {
    if (name === "published_url" && claim?.mends) return onMend(texts.published_url.value);
    const move = claim?.moves.find(({ label }) => config.moves[label]?.text === name);
    if (move) onTake(move.target);
  }

  /** @param {Claim} at */
  function drawFields({ status, work, mends }) {
    mend.hidden = !mends;
    fields.why_selected.hidden = !config.needs.why;
    fields.one_source_reason.hidden = !config.needs.oneSourceReason;
    const shown = config.statuses.find(({ name }) => name === status)?.fields ?? [];
    fields.published_url.hidden = !shown.includes("published_url");
    fields.correction.hidden = !shown.includes("correction");
    fields.contact.hidden = status === "dismissed" && !work.contact;
  }

  /** @param {Form} work */
  function fillIn(work) {
    kept = { ...work };
    for (const name of TEXTS) texts[name].value = work[name] || "";
    rating.value = work.rating ?? null;
    sources.value = work.sources || [];
    contact.value = work.contact || null;
    worksheet.value = work.worksheet || null;
  }

  /** @param {string} name */
  function focusField(name) {
    onReveal();
    if (name === "contact") contact.focus();
    else if (isText(name)) texts[name].focus();
    else if (name === "rating") rating.focus();
    else if (name === "sources") sources.focus();
  }

  return {
    element,
    actions: steps.actions,
    goes: steps.goes,
    texts,
    steps,
    nextSource() {
      onReveal();
      sources.next();
    },
    /**
     * Go to the first field that the step to `target` asks for and does not find, or to what is asked in its press.
     *
     * @param {string} target
     */
    focusMissing(target) {
      if (steps.askWhy(target)) return;
      const asked = steps.moveTo(target)?.demands.find(([, met, field]) => field && !met);
      if (asked?.[2]) focusField(asked[2]);
    },
    /** Whether a statement is offered and none is written. */
    get offersWords() {
      return claim !== null && !texts.statement.value;
    },
    useOffered() {
      onReveal();
      putOffered();
    },
    worksheet,
    putResult() {
      onReveal();
      worksheet.putResult();
    },
    openWorksheet() {
      onReveal();
      worksheet.open();
    },
    focusContact: () => focusField("contact"),
    focusRating: () => focusField("rating"),
    /** @param {TextName} name */
    focusText: (name) => focusField(name),
    /**
     * Put what one rater found into the form; the sources there are those of both.
     *
     * @param {BlindRating} found
     */
    settle(found) {
      rating.value = found.rating;
      texts.rationale.value = found.rationale ?? "";
      if (found.statement) texts.statement.value = found.statement;
      onRated();
    },
    rate: rating.choose,
    /**
     * Let other words stand in the form, as if they had been typed.
     *
     * @param {Form} work
     */
    put(work) {
      fillIn(work);
      onRated();
    },
    /**
     * Hold the form still while a step is on its way, so that nothing is typed into the wrong claim.
     *
     * @param {boolean} held
     */
    hold(held) {
      steps.hold(held);
      element.classList.toggle("cc-held", held);
      for (const input of element.querySelectorAll("textarea")) input.readOnly = held;
      for (const input of element.querySelectorAll("input"))
        if (["text", "date"].includes(input.getAttribute("type") ?? "")) input.readOnly = held;
    },
    /** The claim's last event that what stands in the form takes in. */
    get seen() {
      return seen;
    },
    /** The version of the draft that the form holds. */
    version: 0,
    /**
     * Let what stands in the form take the place of a draft.
     *
     * @param {{ version: number, seen: number | null }} draft
     */
    follow(draft) {
      this.version = draft.version;
      seen = Math.max(seen ?? 0, draft.seen ?? 0);
    },
    /** @returns {Form} */
    get work() {
      const typed = Object.fromEntries(Object.entries(texts).map(([name, input]) => [name, input.value]));
      return {
        ...kept,
        ...typed,
        rating: rating.value,
        sources: sources.value,
        contact: contact.value,
        worksheet: worksheet.value,
      };
    },
    /** @param {Claim} fresh */
    update(fresh) {
      if (claim?.id !== fresh.id) sources.fold();
      worksheet.stand(fresh);
      claim = fresh;
      seen = fresh.seen;
      this.version = fresh.version;
      fillIn(fresh.work);
      drawOffered(fresh);
      this.stand(fresh);
    },
    /**
     * Where the claim stands and what is missing; nothing that was typed is touched.
     *
     * @param {Claim | null} fresh
     */
    stand(fresh) {
      claim = fresh;
      element.hidden = claim === null;
      if (claim) drawFields(claim);
      onStand(claim);
      steps.draw(claim);
      wanted.draw(steps.nextMove());
    },
  };
}

/** @param {() => void} onEdit */
function createTexts(onEdit) {
  /** @type {(rows: number, placeholder: string) => HTMLTextAreaElement} */
  const area = (rows, placeholder) =>
    h("textarea", { class: "cc-input", rows, placeholder, oninput: onEdit });
  /** @type {(placeholder: string) => HTMLInputElement} */
  const line = (placeholder) => h("input", { type: "text", class: "cc-input", placeholder, oninput: onEdit });
  return {
    statement: area(2, "In words that stand alone: who, what, when, compared with what"),
    why_selected: line("Is asked for when you take the claim"),
    rationale: area(4, "What the evidence says, and why that makes this rating"),
    one_source_reason: line("Only where one source is enough: why?"),
    published_url: line("https://…"),
    correction: area(2, "What changed, and why"),
    note: area(2, "For whoever works on it again; it is needed, and everybody reads it"),
  };
}

const LONGEST_IN_ONE_LINE = 16;

/**
 * What it is that a rating has no number on the scale.
 *
 * @param {Rating[]} ratings
 */
function outsideInWords(ratings) {
  const scale = ratings.filter(({ value }) => value !== null).map(({ name }) => name);
  const ends = scale.length > 1 ? ` from ${scale[0]} to ${scale[scale.length - 1]}` : "";
  return `Not on the scale${ends}, and without a number in the table`;
}

/**
 * @param {Rating[]} ratings
 * @param {() => void} onEdit
 */
function createRating(ratings, onEdit) {
  const group = h("div", { class: "cc-ratings", role: "radiogroup" });
  const outside = h("span", { class: "cc-live", id: freshId("outside") }, outsideInWords(ratings));
  const element = h(
    "fieldset",
    { class: "cc-fieldset" },
    h("legend", { class: "cc-label" }, "Rating"),
    group,
    outside,
  );
  const name = freshId("rating");
  const inputs = ratings.map((rating) =>
    h("input", { type: "radio", name, value: rating.name, onchange: onEdit }),
  );
  ratings.forEach((rating, index) => {
    const isOutside = rating.value === null;
    const title = [`Key ${index + 1}`, ...(isOutside ? [outsideInWords(ratings)] : [])].join(" · ");
    const wraps = rating.name.length > LONGEST_IN_ONE_LINE ? " cc-wraps" : "";
    const attributes = { class: `cc-rating${isOutside ? " cc-outside" : ""}${wraps}`, title };
    if (isOutside) inputs[index].setAttribute("aria-describedby", outside.id);
    const digit = h("kbd", { "aria-hidden": "true" }, String(index + 1));
    group.append(
      h(
        "label",
        attributes,
        inputs[index],
        h("span", { class: "cc-rating-face" }, digit, h("span", {}, rating.name)),
      ),
    );
  });
  return {
    element,
    /** @returns {string | null} */
    get value() {
      return inputs.find((input) => input.checked)?.value ?? null;
    },
    set value(chosen) {
      for (const input of inputs) input.checked = input.value === chosen;
    },
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
    /** @param {number} index */
    choose(index) {
      if (index >= inputs.length) return;
      inputs[index].checked = true;
      onEdit();
    },
  };
}
