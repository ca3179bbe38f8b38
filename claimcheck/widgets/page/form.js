// @ts-check
// The form of one claim: statement, steps, rating, rationale, sources. What is typed belongs to
// the claim that was on the page when it was typed; it travels with that claim's id, and with the
// last event that the form has shown.

import { finishes, freshId, h, labelled, say } from "./dom.js";
import { createSources } from "./sources.js";
import { createContact } from "./contact.js";

const STEPS = ["unreviewed", "selected", "researching", "proposed", "approved", "published", "corrected"];

const ASIDE = ["Restore", "Send back", "Reopen", "Correct again"];

// The text of a step that takes one of its own: Ctrl+Enter in it takes that step, where it is open, and no other.
const TEXT_OF_STEP = {
  "Send back": "note",
  Reopen: "note",
  Publish: "published_url",
  Correct: "correction",
  "Correct again": "correction",
};

/**
 * `onEdit()` after every change of the form, `onTake(target)` when a step is chosen. `team` is the part that says
 * who has the claim.
 */
export function createForm({ config, team, onEdit, onTake, onDismiss }) {
  const area = (rows, placeholder) => {
    const element = h("textarea", { class: "cc-input", rows, placeholder });
    element.addEventListener("input", onEdit);
    return element;
  };
  const line = (placeholder) => {
    const element = h("input", { type: "text", class: "cc-input", placeholder });
    element.addEventListener("input", onEdit);
    return element;
  };
  const texts = {
    statement: area(2, "The claim in words that stand alone: who, what, when, compared with what"),
    why_selected: line("Of consequence? Likely to be repeated? Why this one?"),
    rationale: area(4, "What the evidence says, and why that makes this rating"),
    one_source_reason: line("Only where one source is enough: why?"),
    published_url: line("https://…"),
    correction: area(2, "What changed, and why"),
    note: line("What should be done before it is proposed again?"),
  };
  /** A button that puts words which the claim brings along into a text field. */
  const offer = (label, input, words) =>
    h(
      "button",
      { class: "cc-button cc-small", type: "button", onclick: () => putWords(input, words()) },
      label,
    );
  const rating = h("div", { class: "cc-ratings", role: "radiogroup" });
  const ratingName = freshId("rating");
  config.ratings.forEach(({ name, value }, index) => {
    const input = h("input", { type: "radio", name: ratingName, value: name });
    input.addEventListener("change", onEdit);
    const outside = value === null ? " cc-outside" : "";
    rating.append(
      h("label", { class: `cc-rating${outside}`, title: `Key ${index + 1}` }, input, h("span", {}, name)),
    );
  });
  const sources = createSources({ onEdit });
  const contact = createContact({ onEdit, onRecord: () => onTake("updated") });
  const steps = h("ol", { class: "cc-steps", "aria-label": "Steps of the check" });
  const checklist = h("ul", {
    class: "cc-checklist",
    "aria-live": "polite",
    "aria-label": "Before the next step",
  });
  const forward = h("button", { class: "cc-button cc-forward", type: "button" });
  const aside = h("span", { class: "cc-asides" });
  const dismissReason = h(
    "select",
    { class: "cc-select", "aria-label": "Reason for dismissing this claim" },
    ...config.dismissReasons.map((name) => h("option", { value: name }, name)),
  );
  const dismiss = h("button", { class: "cc-button", type: "button", title: "Key x" }, "Dismiss as");
  const share = h(
    "button",
    {
      class: "cc-button",
      type: "button",
      title: "Key o: everybody sees what you have filled in, without a step",
      onclick: () => onTake("updated"),
    },
    "Share",
  );
  const dismissal = h("span", { class: "cc-dismissal" }, dismiss, dismissReason);

  const fields = {
    statement: labelled(
      "Statement to check",
      texts.statement,
      offer("use the claim's words", texts.statement, () => claim.quote),
    ),
    why_selected: labelled(
      "Why this claim matters",
      texts.why_selected,
      offer("use the reasons", texts.why_selected, () => claim.why),
    ),
    rating: h("fieldset", { class: "cc-fieldset" }, h("legend", { class: "cc-label" }, "Rating"), rating),
    rationale: labelled("Rationale", texts.rationale),
    sources: sources.element,
    one_source_reason: labelled("Why one source is enough", texts.one_source_reason),
    contact: contact.element,
    published_url: labelled("Address of the published check", texts.published_url),
    correction: labelled("Correction", texts.correction),
    note: labelled("Note on what is to be done again", texts.note),
  };
  const element = h(
    "section",
    { class: "cc-form", "aria-label": "The check of this claim" },
    steps,
    team.element,
    ...Object.values(fields),
  );
  const actions = h(
    "div",
    { class: "cc-actions" },
    checklist,
    h("div", { class: "cc-buttons" }, forward, aside, share, dismissal),
  );

  let claim = null;
  let kept = {};
  let seen = null;
  let listed = "";

  finishes(element, takeStep);
  for (const name of new Set(Object.values(TEXT_OF_STEP))) finishes(fields[name], () => takeStepOf(name));
  finishes(dismissReason, () => onDismiss(dismissReason.value));
  forward.addEventListener("click", () => forwardTo() && onTake(forwardTo()));
  dismiss.addEventListener("click", () => onDismiss(dismissReason.value));
  function putWords(input, words) {
    input.value = words;
    input.focus();
    onEdit();
  }

  const moveTo = (target) => claim?.moves.find((move) => move.target === target);
  const isAside = (move) => ASIDE.includes(move?.label);

  /** The step that Ctrl+Enter takes and that is drawn as the next one: one that was begun, else the way forward. */
  const step = () => claim && (claim.begun ?? claim.forward);

  /** Where the button for going on leads. */
  const forwardTo = () => (isAside(moveTo(step())) ? claim.forward : step());

  function takeStep() {
    if (step()) onTake(step());
  }

  function takeStepOf(name) {
    const move = claim?.moves.find(({ label }) => TEXT_OF_STEP[label] === name);
    if (move) onTake(move.target);
  }

  function drawSteps() {
    const at = STEPS.indexOf(claim.status);
    const drawn = STEPS.filter((name) => name !== "corrected" || at >= 5).map((name, index) => {
      const move = moveTo(name);
      const place = name === claim.status ? "now" : index < at ? "done" : "ahead";
      const button = h(
        "button",
        { class: `cc-step cc-step-${place}`, type: "button", onclick: () => onTake(name) },
        name,
      );
      button.disabled = !move || place === "now";
      if (place === "now") button.setAttribute("aria-current", "step");
      if (move && move.missing.length) button.title = `Still missing: ${move.missing.join("; ")}`;
      button.classList.toggle("cc-step-shut", Boolean(move && move.missing.length));
      return h("li", {}, button);
    });
    if (at < 0)
      drawn.push(
        h("li", {}, h("span", { class: "cc-step cc-step-now", "aria-current": "step" }, claim.status)),
      );
    steps.replaceChildren(...drawn);
  }

  /** What the button for the next step says; of an approval, whether it changes the rating. */
  function labelOf(target) {
    const label = config.labels[target] || target;
    const rated = readRating();
    if (target !== "approved" || !claim.proposed || !rated || rated === claim.proposed) return label;
    return `${label} as ${rated} (proposed: ${claim.proposed})`;
  }

  function drawChecklist(move) {
    const demands = move ? move.demands : [];
    const head = demands.length ? [h("li", { class: "cc-checklist-head" }, "Before this step:")] : [];
    const lines = demands.map(([text, met]) =>
      h(
        "li",
        { class: met ? "cc-met" : "" },
        h("span", { class: "cc-live" }, met ? "there: " : "missing: "),
        text,
      ),
    );
    // A screen reader is told of it only where it has changed.
    const now = JSON.stringify(demands);
    if (now !== listed) checklist.replaceChildren(...head, ...lines);
    listed = now;
  }

  function drawActions() {
    const move = moveTo(forwardTo());
    forward.hidden = !move;
    if (move) {
      say(forward, labelOf(move.target));
      drawAsNext(forward, move);
    }
    drawChecklist(moveTo(step()));
    const others = claim.moves.filter(isAside);
    share.hidden = !config.team || claim.status === "dismissed";
    aside.replaceChildren(
      ...others.map((other) => {
        const press = () => onTake(other.target);
        const button = h("button", { class: "cc-button", type: "button", onclick: press }, other.label);
        return drawAsNext(button, other);
      }),
    );
    dismissal.hidden = !claim.moves.some((candidate) => candidate.target === "dismissed");
  }

  /** Draw the button for `move` as the next step where it is that, and as shut while something is missing. */
  function drawAsNext(button, move) {
    const next = move.target === step();
    button.title = next ? "Ctrl+Enter" : "";
    button.classList.toggle("cc-primary", next);
    button.classList.toggle("cc-shut", next && move.missing.length > 0);
    return button;
  }

  function drawFields() {
    const past = STEPS.indexOf(claim.status);
    fields.why_selected.hidden = !config.needs.why;
    fields.one_source_reason.hidden = !config.needs.oneSourceReason;
    fields.published_url.hidden = past < STEPS.indexOf("approved");
    fields.correction.hidden = past < STEPS.indexOf("published");
    const again = claim.moves.some(({ label }) => label === "Send back" || label === "Reopen");
    fields.note.hidden = !again && !claim.work.note;
    fields.contact.hidden = claim.status === "dismissed" && !claim.work.contact;
  }

  const readRating = () => rating.querySelector("input:checked")?.value ?? null;

  function writeRating(name) {
    for (const input of rating.querySelectorAll("input")) input.checked = input.value === name;
  }

  return {
    element,
    actions,
    texts,
    addSource: () => sources.add(),
    /** Go to the first field that the step to `target` asks for and does not find. */
    focusMissing(target) {
      const move = moveTo(target);
      const asked = move && move.demands.find(([, met, field]) => field && !met);
      if (!asked) return;
      const field = asked[2];
      if (field === "contact") contact.focus();
      else if (texts[field]) texts[field].focus();
      else fields[field].querySelector("input, button").focus();
    },
    takeStep,
    focusContact: () => contact.focus(),
    /** The first of the steps that lead back or round: send back, reopen, restore, correct again. */
    stepAside: () => aside.querySelector("button")?.click(),
    /** Put one of two differing ratings into the form. */
    settle(name, words) {
      writeRating(name);
      texts.rationale.value = words;
      onEdit();
    },
    rate(index) {
      const inputs = rating.querySelectorAll("input");
      if (index >= inputs.length) return;
      inputs[index].checked = true;
      onEdit();
    },
    get dismissReason() {
      return dismissReason.value;
    },
    focusDismissal: () => dismissReason.focus(),
    /** Hold the form still while a step is on its way, so that nothing is typed into the wrong claim. */
    hold(held) {
      element.classList.toggle("cc-held", held);
      for (const input of [element, actions].flatMap((part) => [
        ...part.querySelectorAll("input[type=text],input[type=date],textarea"),
      ])) {
        input.readOnly = held;
      }
    },
    /** The claim's last event that what stands in the form takes in. */
    get seen() {
      return seen;
    },
    /** The version of the draft that the form holds. */
    version: 0,
    /** Let what stands in the form take the place of a draft. */
    follow(draft) {
      this.version = draft.version;
      seen = Math.max(seen, draft.seen);
    },
    get work() {
      const typed = Object.fromEntries(Object.entries(texts).map(([name, input]) => [name, input.value]));
      return { ...kept, ...typed, rating: readRating(), sources: sources.value, contact: contact.value };
    },
    update(fresh) {
      claim = fresh;
      kept = { ...fresh.work };
      seen = fresh.seen;
      this.version = fresh.version;
      for (const [name, input] of Object.entries(texts)) input.value = fresh.work[name] || "";
      writeRating(fresh.work.rating);
      sources.value = fresh.work.sources || [];
      contact.value = fresh.work.contact || null;
      this.stand(fresh);
    },
    /** Where the claim stands and what is missing; nothing that was typed is touched. */
    stand(fresh) {
      claim = fresh;
      element.hidden = checklist.hidden = claim === null;
      if (!claim) {
        forward.hidden = dismissal.hidden = share.hidden = true;
        aside.replaceChildren();
        return;
      }
      drawFields();
      drawSteps();
      drawActions();
    },
  };
}
