// @ts-check
// What the columns of a file are, as proposed and as somebody says it, with the first lines as they would be read.

import { freshId, h, labelled, say } from "./dom.js";

/** @import { TableFields, TableForm, TableLooked } from "./types.d.ts" */

/** @typedef {keyof TableFields} FieldName */
/** @typedef {{ name: FieldName, label: string, groupLabel?: string, kind: "text" | "column" | "mark", of: "table" | "group" | "both", none?: string }} Line */

/** @type {Line[]} */
const TABLE_FIELDS = [
  { name: "measure", label: "What is measured", groupLabel: "Name of the group", kind: "text", of: "both" },
  { name: "unit", label: "Unit of the figures", kind: "text", of: "table" },
  { name: "entity", label: "Countries are in", kind: "column", of: "both" },
  { name: "code", label: "Their codes are in", kind: "column", of: "both", none: "no column" },
  { name: "period", label: "Years are in", kind: "column", of: "table", none: "the columns, if any" },
  { name: "value", label: "Figures are in", kind: "column", of: "table", none: "the columns of years" },
  { name: "since", label: "Members since", kind: "column", of: "group", none: "always" },
  { name: "until", label: "Members until", kind: "column", of: "group", none: "still" },
  { name: "source", label: "Who published it", kind: "text", of: "table" },
  { name: "decimal", label: "In front of decimals", kind: "mark", of: "table" },
  { name: "aliases", label: "Other names, parted by commas", kind: "text", of: "group" },
];
/** @type {Partial<Record<FieldName, string>>} */
const EXAMPLES = {
  measure: "such as GDP",
  unit: "such as million USD",
  source: "such as World Bank",
  aliases: "such as the alliance",
};

const PAUSE_OF_TYPING = 250; // ms after which what is typed is looked at

/**
 * `onChange()` is called when something else is said.
 *
 * @param {{ onChange: () => void, onKeep: () => void, onCancel: () => void }} given
 */
export function createTableForm({ onChange, onKeep, onCancel }) {
  const name = h("bdi", { class: "cc-table-file" });
  const facts = h("span", { class: "cc-quiet", dir: "auto" });
  const kinds = createKindOf(() => {
    said = {};
    onChange();
  });
  const fields = TABLE_FIELDS.map((line) => createField(line, onSaid));
  const samples = createSamples();
  const former = createFormer();
  const keep = h("button", { class: "cc-button cc-primary", type: "button", onclick: onKeep }, "Add it");
  keep.title = "For everybody who works at this desk";
  const cancel = h("button", { class: "cc-button", type: "button", onclick: onCancel }, "Cancel");
  const element = h(
    "section",
    { class: "cc-table-form", "aria-label": "The file", hidden: true },
    h("p", { class: "cc-table-head" }, name, " ", facts),
    kinds.element,
    h("div", { class: "cc-table-fields" }, ...fields.map((field) => field.element)),
    samples.element,
    former.element,
    h("div", { class: "cc-buttons" }, keep, cancel),
  );
  /** @type {Partial<TableFields>} */
  let said = {};
  let waiting = 0;

  /**
   * @param {FieldName} field
   * @param {string} value
   */
  function onSaid(field, value) {
    said[field] = value;
    clearTimeout(waiting);
    waiting = setTimeout(onChange, PAUSE_OF_TYPING);
  }

  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    /** @returns {Omit<TableForm, "name" | "sha256">} */
    get said() {
      return { ...said, group: kinds.isGroup };
    },
    get place() {
      return former.value;
    },
    /**
     * @param {string} file
     * @param {TableLooked} answer
     */
    draw(file, answer) {
      const fresh = element.hidden;
      element.hidden = false;
      say(name, file);
      say(facts, answer.facts);
      const asks = new Map(answer.asks);
      for (const field of fields) {
        field.draw(answer, kinds.isGroup, asks.has(field.name));
        field.answer(asks.get(field.name) ?? null, "asks");
      }
      samples.draw(answer.samples, kinds.isGroup);
      former.draw(answer.former);
      if (fresh)
        (fields.find((field) => asks.has(field.name))?.control ?? keep).focus({ preventScroll: false });
    },
    /**
     * Say what is wrong beside its field; whether there is one.
     *
     * @param {string | null} at
     * @param {string} problem
     */
    answer(at, problem) {
      if (at === "place") {
        former.draw(problem);
        former.focus();
        return true;
      }
      const field = fields.find((one) => one.name === at);
      field?.answer(problem, "refuses");
      field?.control.focus();
      return Boolean(field);
    },
    close() {
      element.hidden = true;
      said = {};
      kinds.reset();
      former.draw("");
    },
  };
}

/** @param {() => void} onChange */
function createKindOf(onChange) {
  const group = freshId("kind-of-file");
  /**
   * @param {string} words
   * @param {boolean} checked
   */
  const radio = (words, checked) => {
    const input = h("input", { type: "radio", name: group, checked, onchange: onChange });
    return { input, element: h("label", { class: "cc-table-kind" }, input, ` ${words}`) };
  };
  const table = radio("figures", true);
  const members = radio("the members of a group", false);
  return {
    element: h(
      "fieldset",
      { class: "cc-fieldset cc-table-kinds" },
      h("legend", { class: "cc-label" }, "The file holds"),
      table.element,
      members.element,
    ),
    get isGroup() {
      return members.input.checked;
    },
    reset() {
      table.input.checked = true;
    },
  };
}

/**
 * @param {Line} line
 * @param {(name: FieldName, value: string) => void} onSaid
 */
function createField({ name, label, groupLabel, kind, of, none }, onSaid) {
  const control =
    kind === "text"
      ? h("input", { type: "text", class: "cc-input", dir: "auto", placeholder: EXAMPLES[name] ?? "" })
      : h("select", { class: "cc-input" });
  const why = h("p", { class: "cc-hint", id: freshId("why"), hidden: true });
  control.setAttribute("aria-describedby", why.id);
  control.addEventListener("input", () => onSaid(name, control.value));
  const element = labelled(label, control);
  element.append(why);
  const title = element.querySelector("label");
  return {
    name,
    control,
    element,
    /**
     * @param {TableLooked} answer
     * @param {boolean} isGroup
     * @param {boolean} isAsked
     */
    draw({ headers, form }, isGroup, isAsked) {
      element.hidden = of !== "both" && (of === "group") !== isGroup;
      if (title) say(title, (isGroup && groupLabel) || label);
      if (control instanceof HTMLSelectElement)
        drawChoices(control, kind === "mark" ? null : headers, isAsked ? undefined : none);
      const value = form?.[name] ?? "";
      // What is being typed stays.
      if (document.activeElement !== control || !control.value) control.value = value;
    },
    /**
     * @param {string | null} problem
     * @param {"asks" | "refuses"} how
     */
    answer(problem, how) {
      why.hidden = !problem;
      why.className = how === "asks" ? "cc-hint cc-table-asks" : "cc-refused";
      say(why, problem ? (how === "asks" ? `Please say: ${problem}.` : problem) : "");
      control.setAttribute("aria-invalid", String(Boolean(problem)));
    },
  };
}

/**
 * @param {HTMLSelectElement} select
 * @param {string[] | null} headers
 * @param {string} [none]
 */
function drawChoices(select, headers, none) {
  /** @type {[value: string, words: string][]} */
  const choices = headers
    ? [["", none ?? "choose …"], ...headers.map((one) => /** @type {[string, string]} */ ([one, one]))]
    : [
        ["", "as the figures tell"],
        [".", "a point"],
        [",", "a comma"],
      ];
  const drawn = [...select.options].map((one) => `${one.value} ${one.text}`);
  if (drawn.join("\n") === choices.map(([value, words]) => `${value} ${words}`).join("\n")) return;
  const before = select.value;
  select.replaceChildren(...choices.map(([value, words]) => h("option", { value }, words)));
  select.value = before;
}

function createSamples() {
  const body = h("tbody");
  const heads = ["", "", ""].map(() => h("th", { scope: "col" }));
  const element = h(
    "table",
    { class: "cc-table-samples" },
    h("caption", { class: "cc-label" }, "The first lines, as they are read"),
    h("thead", {}, h("tr", {}, ...heads)),
    body,
  );
  return {
    element,
    /**
     * @param {TableLooked["samples"]} samples
     * @param {boolean} isGroup
     */
    draw(samples, isGroup) {
      element.hidden = samples.length === 0;
      const names = isGroup ? ["Member", "Since", "Until"] : ["Whose", "Year", "Figure"];
      heads.forEach((head, at) => say(head, names[at]));
      body.replaceChildren(
        ...samples.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", { dir: "auto" }, cell)))),
      );
    },
  };
}

/** What is there otherwise under the same name, and what becomes of it. */
function createFormer() {
  const words = h("p", { dir: "auto", id: freshId("former") });
  const select = h(
    "select",
    { class: "cc-input", "aria-labelledby": words.id },
    h("option", { value: "" }, "choose …"),
    h("option", { value: "replace" }, "It replaces the former one"),
    h("option", { value: "beside" }, "Both stay"),
  );
  const element = h("div", { class: "cc-table-former", hidden: true }, words, select);
  return {
    element,
    get value() {
      return select.value;
    },
    /** @param {string} told */
    draw(told) {
      element.hidden = !told;
      say(words, told);
      if (!told) select.value = "";
    },
    focus() {
      select.focus();
    },
  };
}
