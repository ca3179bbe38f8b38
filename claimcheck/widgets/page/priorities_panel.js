// @ts-check
// The desk's priorities: what counts how much, topics, people, what comes last; with what that would put first.

import { createChanges } from "./changes.js";
import { freshId, h, say } from "./dom.js";
import { finishes } from "./finishing.js";
import { createPanel } from "./panel.js";
import { createPreview } from "./priorities_preview.js";
import { createSliders } from "./sliders.js";
import { createChips } from "./word_chips.js";

/** @import { OfPriorities, Previewed, Priorities, PrioritiesForm, PrioritiesKept, TopicForm } from "./types.d.ts" */

const PAUSE = 60; // ms between two questions while a slider is moved
const PARTS = /[,،，、;\n]/;
const NOT_RECORDED = "What you changed here is not kept yet.";

/**
 * `send(message)` asks the kernel.
 *
 * @param {{ send: (message: OfPriorities) => void }} given
 */
export function createPriorities({ send }) {
  const origin = h("p", { class: "cc-origin-line", dir: "auto" });
  const told = h("p", { class: "cc-panel-said", role: "status", hidden: true });
  const sliders = createSliders({ onChange: changed });
  const topics = createTopics(changed);
  const people = createPeople(changed);
  const kinds = createKinds(changed);
  const minimum = createMinimum(changed);
  const preview = createPreview();
  const past = createChanges("Who changed them");
  const keep = h("button", { class: "cc-button cc-primary", type: "button", onclick: onKeep }, "Keep");
  const cancel = h("button", { class: "cc-button", type: "button", onclick: onCancel }, "Cancel");
  const back = h("button", { class: "cc-button", type: "button", onclick: onHouse }, "House’s weights");
  keep.title = "Record it for everybody who works at this desk";
  const foot = h(
    "div",
    { class: "cc-priorities-foot" },
    told,
    h("div", { class: "cc-buttons" }, keep, cancel, back),
  );
  const panel = createPanel(
    { title: "Priorities", name: "priorities", onOpen: ask, beside: preview.element, foot },
    origin,
    sliders.element,
    topics.element,
    people.element,
    kinds.element,
    minimum.element,
    past.element,
  );
  finishes(panel.element, onKeep);

  /** @type {Record<string, { answer: (refused: string | null) => void }>} */
  const byField = { weights: sliders, topics, people, leave_out: kinds, minimum };
  /** @type {Priorities["house"]} */
  let house = null;
  let dirty = false;
  let keeping = false;
  // The last question, whether its answer is waited for, and whether there is another one by now.
  let asked = 0;
  let waits = false;
  let again = false;

  function ask() {
    send({ op: "showpriorities" });
  }

  /** @returns {PrioritiesForm} */
  const form = () => ({
    weights: sliders.value,
    topics: topics.value,
    people: people.value,
    leave_out: kinds.value,
    minimum: minimum.value,
  });

  function changed() {
    dirty = true;
    tell("");
    tryIt();
  }

  function tryIt() {
    again = waits;
    if (waits) return;
    waits = true;
    asked += 1;
    send({ op: "trypriorities", n: asked, form: form() });
  }

  function onKeep() {
    // Not disabled meanwhile: that would take the focus from the button that was pressed.
    if (keeping) return;
    keeping = true;
    topics.finish();
    people.finish();
    send({ op: "keeppriorities", form: form() });
  }

  function onCancel() {
    dirty = false;
    panel.close();
  }

  function onHouse() {
    if (!house) return;
    sliders.value = house;
    changed();
  }

  /** @param {string} words */
  function tell(words) {
    told.hidden = !words;
    say(told, words);
  }

  /**
   * Say what is wrong beside its field, and of all others that nothing is.
   *
   * @param {{ field: string | null, problem: string | null }} answer
   */
  function tellBeside({ field, problem }) {
    for (const [name, part] of Object.entries(byField)) part.answer(name === field ? problem : null);
    tell(field && byField[field] ? "" : (problem ?? ""));
  }

  return {
    panel,
    /** @param {Priorities} answer */
    hear(answer) {
      house = answer.house ?? house;
      if (sliders.draw(answer.parts) && panel.element.contains(document.activeElement)) sliders.focus();
      kinds.draw(answer.kinds);
      past.draw(answer.history);
      say(origin, answer.origin);
      keeping = false;
      if (answer.form && !dirty) {
        sliders.value = answer.form.weights;
        topics.value = answer.form.topics;
        people.value = answer.form.people;
        kinds.value = answer.form.leave_out;
        minimum.value = answer.form.minimum;
      }
      tell(answer.problem ?? (dirty ? NOT_RECORDED : ""));
      // What an earlier page has asked will not be answered here.
      waits = false;
      if (answer.form) tryIt();
    },
    /** @param {Previewed} answer */
    hearTried(answer) {
      if (answer.n !== asked) return;
      if (!answer.problem) preview.draw(answer);
      if (!again) tellBeside(answer);
      setTimeout(() => {
        waits = false;
        if (again) tryIt();
      }, PAUSE);
    },
    /** @param {PrioritiesKept} answer */
    hearKept(answer) {
      keeping = false;
      tellBeside(answer);
      if (answer.problem) return;
      dirty = false;
      panel.close();
    },
  };
}

/** @param {string} placeholder */
const box = (placeholder) => h("input", { type: "text", class: "cc-input", dir: "auto", placeholder });

/** @param {string} typed */
const partsOf = (typed) =>
  typed
    .split(PARTS)
    .map((part) => part.trim())
    .filter(Boolean);

/** @param {() => void} onChange */
function createTopics(onChange) {
  const [name, words] = [box("defence"), box("ammunition, 3.5%, tanks")];
  return createChips({
    title: "Topics",
    hint: "A claim that has one of the words, as it is written, is of interest.",
    boxes: [
      ["Topic", name],
      ["Its words, parted by commas", words],
    ],
    add: "Add topic",
    read: () =>
      name.value.trim() || words.value.trim()
        ? { name: name.value.trim(), words: partsOf(words.value) }
        : null,
    write(/** @type {TopicForm | null} */ topic) {
      name.value = topic?.name ?? "";
      words.value = topic?.words.join(", ") ?? "";
    },
    name: (topic) => topic.name,
    words: (topic) => topic.words.join(", "),
    onChange,
  });
}

/** @param {() => void} onChange */
function createPeople(onChange) {
  const name = box("a name or an office");
  return createChips({
    title: "People and offices",
    hint: "What they say, and what is said of them, is of interest.",
    boxes: [["Name or office", name]],
    add: "Add",
    read: () => name.value.trim() || null,
    write(/** @type {string | null} */ person) {
      name.value = person ?? "";
    },
    name: (person) => person,
    words: () => "",
    onChange,
  });
}

/**
 * The kinds of claim that come last, each on or off.
 *
 * @param {() => void} onChange
 */
function createKinds(onChange) {
  const list = h("div", { class: "cc-kinds" });
  const problem = h("p", { class: "cc-refused", role: "alert", hidden: true });
  const element = h(
    "fieldset",
    { class: "cc-fieldset cc-chips-field" },
    h("legend", { class: "cc-label" }, "Kinds to leave out"),
    h("p", { class: "cc-hint" }, "Claims of nothing but these come last."),
    list,
    problem,
  );
  /** @type {HTMLInputElement[]} */
  let boxes = [];
  return {
    element,
    /** @param {string[]} kinds */
    draw(kinds) {
      if (boxes.length || !kinds.length) return;
      boxes = kinds.map((value) => h("input", { type: "checkbox", value, onchange: onChange }));
      list.append(
        ...boxes.map((one) =>
          h("label", { class: "cc-kind" }, one, h("span", { class: "cc-kind-face" }, one.value)),
        ),
      );
    },
    get value() {
      return boxes.filter(({ checked }) => checked).map(({ value }) => value);
    },
    set value(fresh) {
      for (const one of boxes) one.checked = fresh.includes(one.value);
    },
    /** @param {string | null} refused */
    answer(refused) {
      problem.hidden = !refused;
      say(problem, refused ?? "");
    },
  };
}

/** @param {() => void} onChange */
function createMinimum(onChange) {
  const hint = h(
    "span",
    { class: "cc-slider-hint", id: freshId("minimum-hint") },
    "claims below it are not shown as to do",
  );
  const input = h("input", {
    type: "range",
    id: freshId("minimum"),
    min: 0,
    max: 1,
    step: 0.05,
    "aria-describedby": hint.id,
  });
  const shown = h("output", { class: "cc-slider-value", for: input.id });
  const problem = h("p", { class: "cc-refused", role: "alert", hidden: true });
  // As it is recorded, wherever the slider can stand.
  let value = 0;
  input.addEventListener("input", () => {
    value = Number(input.value);
    say(shown, value.toFixed(2));
    onChange();
  });
  const said = h("span", { class: "cc-slider-said" }, h("label", { for: input.id }, "minimum"), hint);
  return {
    element: h("div", {}, h("div", { class: "cc-slider" }, said, input, shown), problem),
    get value() {
      return value;
    },
    set value(fresh) {
      value = fresh;
      input.value = String(fresh);
      say(shown, fresh.toFixed(2));
    },
    /** @param {string | null} refused */
    answer(refused) {
      problem.hidden = !refused;
      say(problem, refused ?? "");
    },
  };
}
