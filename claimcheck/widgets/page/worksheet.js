// @ts-check
// The worksheet of the claim at hand: what the figures say of what was claimed, in one line that unfolds. It comes a
// moment after the claim, into a line that is there from the beginning: nothing that is read or filled in moves.

import { copyText } from "./clipboard.js";
import { h, labelled, say, smallButton } from "./dom.js";
import { dayInput, fill, fillDay, known } from "./fields.js";
import { createReadAs } from "./worksheet_names.js";
import { drawWorksheetChart, shortly } from "./worksheet_chart.js";

/** @import { Claim, GivenFigureForm, ReadingShown, WorksheetForm, WorksheetShown, WorksheetTold } from "./types.d.ts" */

/** @typedef {Exclude<keyof GivenFigureForm, "role">} FigureField */

const WORK_OUT_AFTER = 350; // ms after the last letter
const READINGS_IN_LINE = 3;
/** @type {[name: FigureField, label: string, placeholder: string][]} */
const FIGURE_FIELDS = [
  ["value", "Number", "1,234.5"],
  ["unit", "Unit", "million USD"],
  ["period", "For when", "2023"],
  ["source", "Source", "World Bank"],
  ["url", "Address", "https://…"],
  ["consulted", "Consulted on", ""],
  ["note", "Note", ""],
];

/**
 * `onEdit()` is called when what is kept with the check changes, `onWorkOut(typed)` asks for the worksheet with what
 * was typed, and `onResult(words)` puts words into the rationale.
 *
 * @param {{
 *   onEdit: () => void,
 *   onWorkOut: (typed: WorksheetForm) => void,
 *   onResult: (words: string) => void,
 * }} given
 */
export function createWorksheet({ onEdit, onWorkOut, onResult }) {
  /** @type {WorksheetForm | null} */
  let kept = null;
  /** @type {WorksheetShown | null} */
  let sheet = null;
  /** @type {string | null} */
  let problem = null;
  let at = "";
  let timer = 0;
  /** @type {ReturnType<typeof createPlace>[]} */
  let places = [];

  const line = h("span", { class: "cc-sheet-words cc-one-line" });
  const put = smallButton("→ rationale", putResult, {
    title: "Puts the result into the rationale, and keeps it (key =)",
  });
  const covers = h("p", { class: "cc-quiet" });
  const chart = h("div", {});
  const readings = h("ol", { class: "cc-sheet-readings", role: "list", "aria-label": "Readings" });
  const missing = h("p", { class: "cc-sheet-missing" });
  const figures = h("div", { class: "cc-sheet-places" });
  const own = h("details", { class: "cc-sheet-own" }, h("summary", {}, "Figures of your own"), figures);
  const readAs = createReadAs(onTyped);
  const required = h("p", { class: "cc-sheet-required", role: "status" });
  const problems = h("ul", { class: "cc-sheet-problems" });
  const keep = smallButton("Keep with the check", keepIt);
  const drop = smallButton("Take out of the check", takeOut);
  const standing = h("span", { class: "cc-quiet", role: "status" });
  const details = h(
    "details",
    { class: "cc-sheet-details" },
    h("summary", { class: "cc-sheet-line" }, h("span", { class: "cc-label" }, "Numbers"), line),
    h(
      "div",
      { class: "cc-sheet-body" },
      chart,
      readings,
      covers,
      missing,
      readAs.element,
      own,
      required,
      problems,
      h("div", { class: "cc-sheet-foot" }, keep, drop, standing),
    ),
  );
  const element = h(
    "section",
    { class: "cc-sheet", "aria-label": "Worksheet", hidden: true },
    details,
    h("span", { class: "cc-sheet-hands" }, put),
  );

  details.addEventListener("toggle", openOwn);

  /** What is kept is what was worked out last. */
  function keepIt() {
    if (!sheet) return;
    kept = { ...sheet.kept, ...typed() };
    draw();
    onEdit();
  }

  function putResult() {
    if (!sheet?.kept.result) return;
    keepIt();
    onResult(sheet.kept.result);
  }

  function takeOut() {
    const { given, read_as } = typed();
    kept = given.length || read_as.length ? { given, read_as } : null;
    draw();
    onEdit();
  }

  /** The figures that are typed. */
  const given = () => places.map((place) => place.read()).filter((one) => Object.keys(one).length > 1);

  /** What is typed beside the worksheet: figures, and whom words mean. */
  const typed = () => ({ given: given(), read_as: readAs.value });

  function onTyped() {
    kept = { ...kept, ...typed() };
    onEdit();
    clearTimeout(timer);
    timer = setTimeout(() => onWorkOut(typed()), WORK_OUT_AFTER);
  }

  const isKept = () => Boolean(kept?.calculations?.length);

  function draw() {
    const result = sheet?.kept.result ?? "";
    line.replaceChildren(...(sheet ? sheetInOneLine(sheet) : [problem ?? "…"]));
    line.title = line.textContent ?? "";
    put.disabled = !result;
    keep.hidden = !result || (isKept() && kept?.result === result);
    drop.hidden = !isKept();
    say(standing, standingOf(result));
  }

  /** @param {string} result */
  function standingOf(result) {
    if (!isKept()) return "";
    return kept?.result === result ? "Kept with the check." : `Kept as it was: ${kept?.result}`;
  }

  /** @param {WorksheetShown} now */
  function drawBody(now) {
    chart.replaceChildren(...[drawWorksheetChart(now)].filter((one) => one !== null));
    readings.replaceChildren(...now.readings.map(drawReading));
    say(covers, [now.summary && `The claim ${now.summary}`, now.covers].filter((one) => one).join("; "));
    say(missing, now.missing.length ? `Missing: ${now.missing.join("; ")}.` : "");
    say(required, now.required && `For the claim to be right, ${now.required}.`);
    problems.replaceChildren(...now.problems.map((words) => h("li", { dir: "auto" }, words)));
    for (const part of [covers, missing, required]) part.hidden = !part.textContent;
    problems.hidden = !now.problems.length;
    readings.hidden = !now.readings.length;
    readAs.draw(at, now, kept?.read_as ?? []);
    drawPlaces(now);
  }

  /** Figures of one's own are what there is to see where no table has any, or some are typed. */
  function openOwn() {
    own.open = details.open && (!sheet?.readings.length || given().length > 0);
  }

  /**
   * The places keep what is being typed in them: they are made anew only for another claim.
   *
   * @param {WorksheetShown} now
   */
  function drawPlaces(now) {
    own.hidden = !now.places.length;
    const roles = now.places.map(([role]) => role).join(" ");
    if (figures.dataset.of === `${at} ${roles}`) return;
    figures.dataset.of = `${at} ${roles}`;
    places = now.places.map(([role, name, span]) =>
      createPlace({
        role,
        name,
        span,
        had: kept?.given?.find((one) => one.role === role) ?? { role },
        onFigure: onTyped,
      }),
    );
    figures.replaceChildren(...places.map((place) => place.element));
    openOwn();
  }

  return {
    element,
    /** Whether there is a result to put into the rationale. */
    get hasResult() {
      return Boolean(sheet?.kept.result);
    },
    putResult,
    /** Unfold it, and go to it. */
    open() {
      details.open = true;
      details.querySelector("summary")?.focus();
      element.scrollIntoView({ block: "nearest" });
    },
    /**
     * Turn to another claim; whether it has numbers is known at once, what they come to is told a moment later.
     *
     * @param {Claim} claim
     */
    stand(claim) {
      if (at === claim.id) return;
      at = claim.id;
      sheet = null;
      problem = null;
      clearTimeout(timer);
      element.hidden = !claim.numbers;
      for (const part of [covers, missing, required]) part.hidden = true;
      for (const part of [chart, readings, figures, problems]) part.replaceChildren();
      figures.dataset.of = "";
      places = [];
      own.hidden = readAs.element.hidden = true;
      draw();
    },
    /** @param {WorksheetTold} told */
    arrived(told) {
      sheet = told.sheet;
      problem = told.problem ?? "nothing to work out";
      if (sheet) drawBody(sheet);
      draw();
    },
    get value() {
      return kept;
    },
    set value(worksheet) {
      kept = worksheet;
      draw();
    },
  };
}

/**
 * "claimed 25 times · 3 of 6 hold · 25.6 for 2023, 21.3 for 2022".
 *
 * @param {WorksheetShown} sheet
 */
function sheetInOneLine({ claimed, readings, series, missing, places, required }) {
  const said = `claimed ${claimed}`;
  if (!readings.length && required) return [`${said} · ${required}`];
  if (!readings.length)
    return [`${said} · ${missing.length ? `missing: ${missing[0]}` : figuresWanted(places.length)}`];
  const points = series[0]?.[1].slice(-READINGS_IN_LINE).reverse() ?? [];
  const came = points.length
    ? points.map(([year, , told]) => `${shortly(told)} for ${year}`)
    : [readings[0].told];
  const more = came.slice(1).map((one) => `, ${one}`);
  const held = readings.filter(({ holds }) => holds).length;
  return [`${said} · ${held} of ${readings.length} hold · `, h("b", {}, came[0]), ...more];
}

/** @param {number} count */
const figuresWanted = (count) => (count > 1 ? `${count} figures are wanted` : "a figure is wanted");

/** @param {ReadingShown} reading */
function drawReading({ words, told, apart, holds, slip, figures, cell }) {
  const mark = h(
    "span",
    { class: holds ? "cc-sheet-holds" : "cc-sheet-fails" },
    holds ? "holds" : "does not hold",
  );
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("b", {}, told),
        h("span", { class: "cc-quiet" }, [apart, words].filter((one) => one).join(" · ")),
        mark,
      ),
      h("ul", { class: "cc-sheet-operands" }, ...figures.map(drawOperand)),
      drawCell(cell),
    ),
    slip && h("p", { class: "cc-sheet-slip" }, `Perhaps ${slip}.`),
  );
}

/**
 * What copies the notebook cell that works a reading out again; where the browser does not let it be copied, the cell
 * stands there to be taken.
 *
 * @param {string} cell
 */
function drawCell(cell) {
  const copied = h("span", { class: "cc-quiet", role: "status" });
  const text = h("pre", { class: "cc-sheet-cell", tabindex: "0", hidden: true }, cell);
  const copy = smallButton(
    "Copy as a pandas cell",
    async () => {
      const done = await copyText(cell);
      text.hidden = done;
      say(copied, done ? "Copied." : "Copy it yourself:");
    },
    { title: "A notebook cell that works this reading out again from the same files" },
  );
  return h("div", { class: "cc-sheet-copy" }, copy, copied, text);
}

/** @param {[name: string, value: string, origin: string]} figure */
const drawOperand = ([name, value, origin]) =>
  h(
    "li",
    { dir: "auto" },
    h("bdi", {}, name),
    `: ${value}`,
    origin && h("span", { class: "cc-quiet" }, ` · ${origin}`),
  );

/**
 * A place for one figure that is needed.
 *
 * @param {{ role: string, name: string, span: string, had: GivenFigureForm, onFigure: () => void }} given
 */
function createPlace({ role, name, span, had, onFigure }) {
  const cells = FIGURE_FIELDS.map(([field, label, placeholder]) => {
    const attributes = {
      class: "cc-input",
      "aria-label": `${label} of ${name}`,
      placeholder,
      spellcheck: "false",
    };
    const control =
      field === "consulted" ? dayInput(attributes) : h("input", { ...attributes, type: "text", dir: "auto" });
    const read = (field === "consulted" ? fillDay : fill)(control, had[field]);
    const element = labelled(label, control);
    element.classList.add(`cc-sheet-${field}`);
    return { field, read, element };
  });
  const element = h(
    "fieldset",
    { class: "cc-sheet-place", oninput: onFigure },
    h("legend", {}, h("bdi", {}, name), span && `, ${span}`),
    ...cells.map((cell) => cell.element),
  );
  return {
    element,
    /** @returns {GivenFigureForm} */
    read: () => ({ role, ...known(Object.fromEntries(cells.map(({ field, read }) => [field, read()]))) }),
  };
}
