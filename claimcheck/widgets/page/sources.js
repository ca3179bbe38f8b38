// @ts-check
// The sources of one claim: a citation each, in one line that unfolds to be filled in.

import { createAttachment } from "./attachment.js";
import { citation, hostOf } from "./citation.js";
import { freshId, h, safeLink, say, smallButton } from "./dom.js";
import { dayInput, fill, fillDay, known, localToday } from "./fields.js";

/** @import { Attribute, Control } from "./dom.js" */
/** @import { Files } from "./files.js" */
/** @import { SourceForm } from "./types.d.ts" */

/** @typedef {{ name: Exclude<keyof SourceForm, "attachment">, heading: string, label: string, placeholder?: string, title?: string }} Column */

/**
 * In the `label` for screen readers, # is the number of the source; `title` explains a heading.
 *
 * @type {Column[]}
 */
const SOURCE_COLUMNS = [
  {
    name: "address",
    heading: "Address",
    label: "Address of source #",
    placeholder: "https://…",
  },
  { name: "title", heading: "Title", label: "Title of source #", placeholder: "Title or publisher" },
  {
    name: "stance",
    heading: "For or against",
    label: "Does source # speak for or against the claim?",
  },
  {
    name: "primary",
    heading: "Primary source",
    label: "Is source # a primary source?",
    title: "Primary is the record, study or speech itself, and not a report about it",
  },
  { name: "consulted", heading: "Consulted on", label: "Day on which source # was consulted" },
  {
    name: "passage",
    heading: "Quoted passage",
    label: "Quoted passage of source #",
    placeholder: "The words that decide it",
  },
  {
    name: "archived",
    heading: "Archived copy",
    label: "Archived copy of source #",
    placeholder: "https://…",
  },
  {
    name: "interest",
    heading: "Interest in the matter",
    label: "Interest of source # in the matter",
    placeholder: "Owned by, paid by, …",
    title: "What the source has at stake in the matter",
  },
];
const STANCES = ["", "for", "against"];
const NOT_SAID = "not said yet";
/** @type {[value: string, label: string][]} */
const PRIMARY = [
  ["", NOT_SAID],
  ["true", "yes, primary"],
  ["false", "no"],
];

/**
 * `onEdit()` is called after every change; `files` brings what is attached.
 *
 * @param {{ onEdit: () => void, files: Files }} given
 */
export function createSources({ onEdit, files }) {
  /** @type {SourceRow[]} */
  let rows = [];
  /** @type {{ row: SourceRow, place: number } | null} */
  let removed = null;
  /** How far the check was scrolled before it went to a source. */
  let stoodAt = Infinity;
  const list = h("ol", { class: "cc-sources-list", role: "list", "aria-label": "Sources" });
  const add = smallButton("+ Add a source", append);
  const putBack = smallButton("Put the source back", restore);
  const element = h(
    "fieldset",
    { class: "cc-fieldset" },
    h("legend", { class: "cc-label" }, "Sources"),
    list,
    h("div", { class: "cc-sources-foot" }, add, putBack),
  );

  function draw() {
    list.hidden = rows.length === 0;
    putBack.hidden = removed === null;
    if (removed) say(putBack, `Put source ${removed.place + 1} back`);
    rows.forEach((row, place) => row.number(place + 1));
  }

  /** @param {SourceRow} row */
  function focus(row) {
    stoodAt = Math.min(stoodAt, element.closest(".cc-scroll")?.scrollTop ?? Infinity);
    row.focus();
    row.element.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {SourceForm} source
   * @param {{ open?: boolean }} [more]
   */
  function newRow(source, more = {}) {
    const row = createSourceRow(source, { onEdit, files, onRemove: () => remove(row), ...more });
    return row;
  }

  /** A source is one line again: the rest of the check is seen as it was. */
  function onFold() {
    if (rows.some((row) => row.isOpen)) return;
    const pane = element.closest(".cc-scroll");
    if (pane) pane.scrollTop = Math.min(pane.scrollTop, stoodAt);
    stoodAt = Infinity;
  }

  // A toggle is told to what it is on alone, unless it is caught on its way down.
  list.addEventListener("toggle", onFold, true);

  function append() {
    // One at a time, so that the others push nothing out of sight.
    for (const row of rows) row.fold();
    const row = newRow({}, { open: true });
    rows.push(row);
    list.append(row.element);
    draw();
    focus(row);
  }

  /** @param {SourceRow} row */
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
    if (!removed) return;
    const { row, place } = removed;
    removed = null;
    const after = rows[place];
    rows.splice(place, 0, row);
    list.insertBefore(row.element, after ? after.element : null);
    draw();
    onEdit();
    focus(row);
  }

  draw();
  return {
    element,
    /** Go to the first source without an address; where each has one, to a further one. */
    next() {
      const empty = rows.find((row) => !row.read().address?.trim());
      if (!empty) append();
      else {
        for (const row of rows) if (row !== empty) row.fold();
        focus(empty);
      }
    },
    /** Forget what was unfolded: the sources are another claim's. */
    fold() {
      for (const upload of rows.map((row) => row.attached.giveUpload())) if (upload) files.leave(upload);
      rows = [];
      stoodAt = Infinity;
    },
    /** Go to the first source that has no web address yet, else to the first one. */
    focus() {
      const wanted = rows.find((row) => !hostOf(row.read().address)) ?? rows[0];
      if (wanted) focus(wanted);
      else add.focus();
    },
    get value() {
      return rows.map((row) => row.read()).filter(isSource);
    },
    set value(sources) {
      // A citation that somebody has unfolded stays so where the same form is drawn again.
      const open = rows.map((row) => row.isOpen);
      const uploads = rows.map((row) => row.attached.giveUpload());
      rows = sources.map((source, place) => newRow(source, { open: open[place] ?? false }));
      // A file that is on its way goes on to where its source stands now.
      uploads.forEach((upload, place) => {
        const row = rows[place];
        if (upload && row) row.attached.takeUpload(upload);
        else if (upload) files.leave(upload);
      });
      removed = null;
      list.replaceChildren(...rows.map((row) => row.element));
      draw();
    },
  };
}

/**
 * The day on which something was looked at is no source yet.
 *
 * @param {SourceForm} source
 */
const isSource = (source) => Object.keys(source).some((name) => name !== "consulted");

/** @typedef {ReturnType<typeof createSourceRow>} SourceRow */

/**
 * One source; `open` unfolds it. `read()` gives the source, with what is not shown here left as it was.
 *
 * @param {SourceForm} source
 * @param {{ onEdit: () => void, files: Files, onRemove: () => void, open?: boolean }} given
 */
function createSourceRow(source, { onEdit, files, onRemove, open = false }) {
  const cells = SOURCE_COLUMNS.map((column) => createSourceCell(column, source));
  /** @param {Column["name"]} name */
  const control = (name) => cells[SOURCE_COLUMNS.findIndex((column) => column.name === name)].control;
  const attached = createAttachment(source.attachment, { files, onEdit: edit });
  const number = h("span", { class: "cc-source-number" });
  const cited = h("span", { class: "cc-cite", dir: "auto" });
  const link = h("span", { class: "cc-open" });
  const remove = smallButton("×", onRemove, { title: "Remove this source" });
  const details = h(
    "details",
    { open },
    h("summary", { class: "cc-source-line" }, number, cited),
    h("div", { class: "cc-source-fields" }, ...cells.map((cell) => cell.element), attached.element),
  );
  const element = h(
    "li",
    { class: "cc-source" },
    details,
    h("span", { class: "cc-source-hands" }, link, remove),
  );

  control("address").addEventListener("change", () => {
    const address = control("address").value.trim();
    if (!/^www\./i.test(address)) return;
    control("address").value = `https://${address}`;
    edit();
  });
  element.addEventListener("input", ({ target }) => {
    // A file that is chosen says nothing before it has come.
    if (!(target instanceof HTMLInputElement && target.type === "file")) edit();
  });

  function edit() {
    draw();
    onEdit();
  }

  /** @returns {SourceForm} */
  function read() {
    const said = cells.map((cell) => [cell.name, cell.read()]);
    return known({ ...source, ...Object.fromEntries(said), attachment: attached.value });
  }

  function draw() {
    const now = read();
    cited.replaceChildren(...citation(now));
    cited.title = cited.textContent;
    cells.forEach((cell) => cell.drawLink());
    const there = safeLink(now.address?.trim() ?? "", "open");
    there?.setAttribute("aria-label", `Open: ${control("address").ariaLabel}`);
    there?.setAttribute("tabindex", "-1");
    link.replaceChildren(...(there ? [there] : []));
  }

  return {
    element,
    get isOpen() {
      return details.open;
    },
    fold() {
      details.open = false;
    },
    focus() {
      details.open = true;
      control("address").focus();
    },
    /** @param {number} count */
    number(count) {
      say(number, String(count));
      remove.ariaLabel = `Remove source ${count}`;
      for (const cell of cells) cell.number(count);
      attached.number(count);
      draw();
    },
    read,
    attached,
  };
}

/**
 * One field of a source under its heading, with a way to what stands in it where that is an address.
 *
 * @param {Column} column
 * @param {SourceForm} source
 */
function createSourceCell({ name, heading, label, placeholder, title }, source) {
  const control = sourceControl(name, source, { placeholder, title });
  const read = sourceReader(name, control, source);
  control.id = freshId("source");
  const visible = h("label", { class: "cc-source-name", for: control.id }, heading);
  const place = name === "archived" ? h("span", { class: "cc-open" }) : null;
  const today = name === "consulted" ? todayButton(control) : null;

  return {
    name,
    control,
    read,
    element: h(
      "div",
      { class: `cc-source-${name}` },
      h("div", { class: "cc-source-label" }, visible, today),
      control,
      place,
    ),
    /** @param {number} count */
    number(count) {
      control.ariaLabel = label.replace("#", String(count));
      if (today) today.ariaLabel = `Source ${count} was consulted today`;
    },
    drawLink() {
      const link = place && safeLink(control.value, "open");
      link?.setAttribute("aria-label", `Open: ${control.ariaLabel}`);
      // Tab goes on to the next field: a letter typed on a link would be a command.
      link?.setAttribute("tabindex", "-1");
      place?.replaceChildren(...(link ? [link] : []));
    },
  };
}

/**
 * That somebody looked at a source today is said by them, and never filled in by itself: it would say of a source that is
 * only being typed that it was read.
 *
 * @param {Control} control
 */
function todayButton(control) {
  const say = () => {
    Object.assign(control, { type: "date", value: localToday() });
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return smallButton("Today", say, { class: "cc-source-today" });
}

/**
 * @param {Column["name"]} name
 * @param {SourceForm} source
 * @param {Record<string, Attribute>} attributes
 * @returns {Control}
 */
function sourceControl(name, source, attributes) {
  if (name === "primary") return choiceOf(PRIMARY, attributes);
  if (name === "consulted") return dayInput(attributes);
  if (name === "stance") {
    // A word that another program wrote is shown as well.
    const words = [...new Set([...STANCES, source.stance || ""])];
    return choiceOf(
      words.map((word) => [word, word || NOT_SAID]),
      attributes,
    );
  }
  const text = { ...attributes, class: "cc-input", dir: "auto", spellcheck: "false" };
  return name === "passage" ? h("textarea", { ...text, rows: 2 }) : h("input", { ...text, type: "text" });
}

/**
 * @param {[value: string, label: string][]} options
 * @param {Record<string, Attribute>} attributes
 */
const choiceOf = (options, attributes) =>
  h(
    "select",
    { ...attributes, class: "cc-select" },
    ...options.map(([value, label]) => h("option", { value }, label)),
  );

/**
 * @param {Column["name"]} name
 * @param {Control} control
 * @param {SourceForm} source
 */
function sourceReader(name, control, source) {
  if (name === "primary") return primaryReader(control, source.primary);
  if (!(control instanceof HTMLInputElement)) return fill(control, source[name]);
  return (name === "consulted" ? fillDay : fill)(control, source[name]);
}

/**
 * Show what may be true, false or not said.
 *
 * @param {Control} control
 * @param {boolean | null | undefined} kept
 */
function primaryReader(control, kept) {
  const read = fill(control, typeof kept === "boolean" ? String(kept) : "");
  return () => (read() ? read() === "true" : kept === null ? kept : undefined);
}
