// The form of one claim: statement, steps, rating, rationale, sources. What is typed belongs to
// the claim that was on the page when it was typed; it travels with that claim's id.

const STEPS = ["unreviewed", "selected", "researching", "proposed", "approved", "published", "corrected"];

/** `onEdit()` after every change of the form, `onTake(target)` when a step is chosen. */
function createForm({ config, onEdit, onTake, onDismiss }) {
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
    h("button", { class: "cc-button cc-small", type: "button", onclick: () => fill(input, words()) }, label);
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
  const steps = h("ol", { class: "cc-steps", "aria-label": "Steps of the check" });
  const lacking = h("div", { class: "cc-lacking", "aria-live": "polite" });
  const forward = h("button", { class: "cc-button cc-primary", type: "button" });
  const aside = h("span", { class: "cc-asides" });
  const dismissReason = h(
    "select",
    { class: "cc-select", "aria-label": "Reason for dismissing this claim" },
    ...config.dismissReasons.map((name) => h("option", { value: name }, name)),
  );
  const dismiss = h("button", { class: "cc-button", type: "button", title: "Key x" }, "Dismiss as");
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
    published_url: labelled("Address of the published check", texts.published_url),
    correction: labelled("Correction", texts.correction),
    note: labelled("Note on sending it back", texts.note),
  };
  const element = h(
    "section",
    { class: "cc-form", "aria-label": "The check of this claim" },
    steps,
    ...Object.values(fields),
  );
  const actions = h(
    "div",
    { class: "cc-actions" },
    lacking,
    h("div", { class: "cc-buttons" }, forward, aside, dismissal),
  );

  let claim = null;
  let kept = {};

  forward.addEventListener("click", () => claim && claim.forward && onTake(claim.forward));
  dismiss.addEventListener("click", () => onDismiss(dismissReason.value));
  function fill(input, words) {
    input.value = words;
    input.focus();
    onEdit();
  }

  function drawSteps() {
    const at = STEPS.indexOf(claim.status);
    const drawn = STEPS.filter((name) => name !== "corrected" || at >= 5).map((name, index) => {
      const move = claim.moves.find((candidate) => candidate.target === name);
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

  function drawActions() {
    const move = claim.moves.find((candidate) => candidate.target === claim.forward);
    forward.hidden = !move;
    if (move) {
      say(forward, config.labels[claim.forward] || claim.forward);
      forward.title = "Ctrl+Enter";
      forward.classList.toggle("cc-shut", move.missing.length > 0);
    }
    say(lacking, move && move.missing.length ? `Still missing: ${move.missing.join("; ")}` : "");
    const others = claim.moves.filter(
      (candidate) => candidate.label === "Restore" || candidate.label === "Send back",
    );
    aside.replaceChildren(
      ...others.map(({ label, target }) =>
        h("button", { class: "cc-button", type: "button", onclick: () => onTake(target) }, label),
      ),
    );
    dismissal.hidden = !claim.moves.some((candidate) => candidate.target === "dismissed");
  }

  function drawFields() {
    const past = STEPS.indexOf(claim.status);
    fields.why_selected.hidden = !config.needs.why;
    fields.one_source_reason.hidden = !config.needs.oneSourceReason;
    fields.published_url.hidden = past < STEPS.indexOf("approved");
    fields.correction.hidden = past < STEPS.indexOf("published");
    fields.note.hidden = claim.status !== "proposed" && !claim.work.note;
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
        ...part.querySelectorAll("input[type=text],textarea"),
      ])) {
        input.readOnly = held;
      }
    },
    get work() {
      const typed = Object.fromEntries(Object.entries(texts).map(([name, input]) => [name, input.value]));
      return { ...kept, ...typed, rating: readRating(), sources: sources.value };
    },
    update(fresh) {
      claim = fresh;
      kept = { ...fresh.work };
      for (const [name, input] of Object.entries(texts)) input.value = fresh.work[name] || "";
      writeRating(fresh.work.rating);
      sources.value = fresh.work.sources || [];
      this.stand(fresh);
    },
    /** Where the claim stands and what is missing; nothing that was typed is touched. */
    stand(fresh) {
      claim = fresh;
      element.hidden = lacking.hidden = claim === null;
      if (!claim) {
        forward.hidden = dismissal.hidden = true;
        aside.replaceChildren();
        return;
      }
      drawFields();
      drawSteps();
      drawActions();
    },
  };
}
