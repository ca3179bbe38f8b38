// @ts-check
// The sources of one claim: a small table in which each has two or three lines, or a card where
// there is no width for columns.

import { freshId, h, safeLink, say } from "./dom.js";
import { dayInput, fill, fillDay, known, localToday } from "./fields.js";

/** In the `label` for screen readers, # is the number of the source; `title` explains a heading. */
const SOURCE_COLUMNS = [
  {
    name: "address",
    heading: "Address",
    label: "Address of source #",
    placeholder: "https://… or where it is kept",
  },
  { name: "title", heading: "Title", label: "Title of source #", placeholder: "Title or publisher" },
  {
    name: "passage",
    heading: "Quoted passage",
    label: "Quoted passage of source #",
    placeholder: "The words that decide it",
  },
  {
    name: "stance",
    heading: "For or against",
    label: "Does source # speak for or against the claim?",
  },
  {
    name: "primary",
    heading: "Primary",
    label: "Is source # a primary source?",
    title: "A dash: not said",
  },
  {
    name: "archived",
    heading: "Archived copy",
    label: "Archived copy of source #",
    placeholder: "https://…",
  },
  {
    name: "interest",
    heading: "Interest",
    label: "Interest of source # in the matter",
    placeholder: "Owned by, paid by, …",
    title: "What the source has at stake in the matter",
  },
  { name: "consulted", heading: "Consulted", label: "Day on which source # was consulted" },
];
const STANCES = ["", "for", "against"];

/** `onEdit()` is called after every change. */
export function createSources({ onEdit }) {
  let rows = [];
  let removed = null;
  const body = h("div", { class: "cc-sources-body", role: "rowgroup" });
  const table = h(
    "div",
    { class: "cc-sources-table", role: "table", "aria-label": "Sources" },
    drawSourceHead(),
    body,
  );
  const add = h(
    "button",
    { class: "cc-button cc-small", type: "button", onclick: () => append() },
    "+ Add a source",
  );
  const putBack = h(
    "button",
    { class: "cc-button cc-small", type: "button", onclick: restore },
    "Put the source back",
  );
  const element = h(
    "fieldset",
    { class: "cc-fieldset" },
    h("legend", { class: "cc-label" }, "Sources"),
    h("div", { class: "cc-sources" }, table, h("div", { class: "cc-sources-foot" }, add, putBack)),
  );

  function draw() {
    table.hidden = rows.length === 0;
    putBack.hidden = removed === null;
    if (removed) say(putBack, `Put source ${removed.place + 1} back`);
    rows.forEach((row, place) => row.number(place + 1));
  }

  function focus(row) {
    row.controls.address.focus();
    row.element.scrollIntoView({ block: "nearest" });
  }

  function append() {
    const row = createSourceRow({}, { onEdit, onRemove: remove, dated: true });
    rows.push(row);
    body.append(row.element);
    draw();
    focus(row);
  }

  function remove(row) {
    const place = rows.indexOf(row);
    if (isSource(row.read())) removed = { row, place };
    rows.splice(place, 1);
    row.element.remove();
    draw();
    onEdit();
    // Not on the next button of this kind: a key that is held down would remove one after the other.
    const neighbour = rows[Math.min(place, rows.length - 1)];
    if (neighbour) focus(neighbour);
    else add.focus();
  }

  function restore() {
    const { row, place } = removed;
    removed = null;
    const after = rows[place];
    rows.splice(place, 0, row);
    body.insertBefore(row.element, after ? after.element : null);
    draw();
    onEdit();
    focus(row);
  }

  draw();
  return {
    element,
    add: append,
    get value() {
      return rows.map((row) => row.read()).filter(isSource);
    },
    set value(sources) {
      rows = sources.map((source) => createSourceRow(source, { onEdit, onRemove: remove }));
      removed = null;
      body.replaceChildren(...rows.map((row) => row.element));
      draw();
    },
  };
}

/** The day on which something was looked at, which is filled in by itself, is no source yet. */
const isSource = (source) => Object.keys(source).some((name) => name !== "consulted");

function drawSourceHead() {
  const column = ({ name, heading, title }) =>
    h("span", { class: `cc-source-${name}`, role: "columnheader", title }, heading);
  return h(
    "div",
    { class: "cc-sources-head", role: "rowgroup" },
    h(
      "div",
      { class: "cc-source", role: "row" },
      h("span", { class: "cc-source-number", role: "columnheader", "aria-label": "Number" }),
      ...SOURCE_COLUMNS.map(column),
      h("span", { class: "cc-source-remove", role: "columnheader", "aria-label": "Remove" }),
    ),
  );
}

/**
 * One source: `dated` fills in today's date with the first thing that is typed. `read()` gives the
 * source, with what this table does not show left as it was.
 */
function createSourceRow(source, { onEdit, onRemove, dated = false }) {
  const controls = Object.fromEntries(
    SOURCE_COLUMNS.map(({ name, placeholder, title }) => [
      name,
      sourceControl(name, source, { placeholder, title }),
    ]),
  );
  const readers = Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, sourceReader(name, control, source)]),
  );
  const links = { address: h("span", { class: "cc-open" }), archived: h("span", { class: "cc-open" }) };
  const number = h("span", { class: "cc-source-number", role: "rowheader" });
  const remove = h(
    "button",
    { class: "cc-button cc-small", type: "button", title: "Remove this source" },
    "×",
  );
  const cells = SOURCE_COLUMNS.map(({ name, heading }) => {
    controls[name].id = freshId("source");
    const visible = h("label", { class: "cc-source-name", for: controls[name].id }, heading);
    return h("div", { class: `cc-source-${name}`, role: "cell" }, visible, controls[name], links[name]);
  });
  const element = h(
    "div",
    { class: "cc-source", role: "row" },
    number,
    ...cells,
    h("div", { class: "cc-source-remove", role: "cell" }, remove),
  );
  const row = { element, controls, number: renumber, read };

  remove.addEventListener("click", () => onRemove(row));
  element.addEventListener("input", ({ target }) => {
    if (dated && target !== controls.consulted) {
      controls.consulted.value ||= localToday();
      dated = false;
    }
    drawLinks();
    onEdit();
  });

  function drawLinks() {
    for (const [name, place] of Object.entries(links)) {
      const link = safeLink(controls[name].value, "open");
      link?.setAttribute("aria-label", `Open: ${controls[name].ariaLabel}`);
      // Tab goes on to the next field: a letter typed on a link would be a command.
      link?.setAttribute("tabindex", "-1");
      place.replaceChildren(...[link].filter(Boolean));
    }
  }

  function renumber(count) {
    say(number, String(count));
    remove.ariaLabel = `Remove source ${count}`;
    for (const { name, label } of SOURCE_COLUMNS) controls[name].ariaLabel = label.replace("#", count);
    drawLinks();
  }

  function read() {
    const said = Object.entries(readers).map(([name, reader]) => [name, reader()]);
    return known({ ...source, ...Object.fromEntries(said) });
  }

  return row;
}

function sourceControl(name, source, attributes) {
  if (name === "primary") return h("input", { ...attributes, type: "checkbox" });
  if (name === "consulted") return dayInput(attributes);
  if (name === "stance") {
    // A word that another program wrote is shown as well.
    const words = [...new Set([...STANCES, source.stance || ""])];
    const options = words.map((word) => h("option", { value: word }, word || "not said"));
    return h("select", { ...attributes, class: "cc-select" }, ...options);
  }
  const text = { ...attributes, class: "cc-input", dir: "auto", spellcheck: "false" };
  return name === "passage" ? h("textarea", { ...text, rows: 2 }) : h("input", { ...text, type: "text" });
}

function sourceReader(name, control, source) {
  if (name === "primary") return checkReader(control, source.primary);
  return (name === "consulted" ? fillDay : fill)(control, source[name]);
}

/** Show in a checkbox what may be true, false or not said; not said it stays until it is pressed. */
function checkReader(checkbox, kept) {
  checkbox.checked = kept === true;
  checkbox.indeterminate = typeof kept !== "boolean";
  return () => (checkbox.indeterminate ? kept : checkbox.checked);
}
