// @ts-check
// The reference tables of the desk: which there are, adding a file of figures or of a group, taking one out.

import { createChanges } from "./changes.js";
import { freshId, h, labelled, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { momentInWords } from "./history.js";
import { createPanel } from "./panel.js";
import { createTableForm } from "./table_form.js";

/** @import { Files, Progressed } from "./files.js" */
/** @import { OfTables, TableKept, TableLooked, Tables } from "./types.d.ts" */

const ACCEPTED = ".csv,.tsv,.tab,.txt,.xlsx,.xlsm,.parquet";
const WHICH_TABLES =
  "CSV, XLSX or Parquet, as the World Bank, Eurostat, the OECD or the IMF give it or as you have made it. It is kept as it " +
  "is; what its columns are is proposed, and you say what it does not tell.";
const NO_TABLES = "There is none yet. What is added here holds for everybody who works at this desk.";
const SURE_FOR = 5000; // ms for which a second press takes a table out

/**
 * `send(message)` asks the kernel.
 *
 * @param {{ send: (message: OfTables) => void, files: Files }} given
 */
export function createTables({ send, files }) {
  const list = h("ul", { class: "cc-tables" });
  const none = h("p", { class: "cc-quiet" }, NO_TABLES);
  const wrong = h("div", { class: "cc-refused", role: "alert", hidden: true });
  const picked = h("input", { type: "file", accept: ACCEPTED, onchange: onPicked });
  const told = h("p", { class: "cc-panel-said", role: "status", dir: "auto", hidden: true });
  const form = createTableForm({ onChange: look, onKeep, onCancel });
  const past = createChanges("Who changed the list");
  const place = h(
    "div",
    { class: "cc-drop" },
    labelled("Add a file", picked),
    h("p", { class: "cc-hint" }, WHICH_TABLES),
  );
  const panel = createPanel(
    { title: "Reference tables", name: "tables", onOpen: () => send({ op: "showtables" }) },
    wrong,
    none,
    list,
    place,
    told,
    form.element,
    past.element,
  );
  finishes(form.element, onKeep);
  panel.element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    place.classList.add("cc-drop-here");
  });
  panel.element.addEventListener("dragleave", () => place.classList.remove("cc-drop-here"));
  panel.element.addEventListener("drop", (event) => {
    place.classList.remove("cc-drop-here");
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });

  /** @type {{ name: string, sha256: string } | null} */
  let file = null;
  let size = 0;
  let asked = 0;
  let keeping = false;

  function onPicked() {
    const [chosen] = picked.files ?? [];
    if (chosen) take(chosen);
    // Emptied, so that a file that was refused can be picked again.
    picked.value = "";
  }

  /** @param {File} chosen */
  function take(chosen) {
    file = null;
    size = chosen.size;
    form.close();
    tell("Reading …");
    files.attach(chosen, hearFile, "tables");
  }

  /** @param {Progressed} progressed */
  function hearFile({ problem, done, at }) {
    if (done) {
      file = { name: done.name, sha256: done.sha256 };
      look();
    } else tell(problem ?? (at ? `Reading … ${Math.round((100 * at) / size)}%` : "Reading …"));
  }

  function look() {
    if (!file) return;
    asked += 1;
    send({ op: "lookattable", n: asked, form: { ...file, ...form.said } });
  }

  function onKeep() {
    if (!file || keeping) return;
    keeping = true;
    send({ op: "keeptable", form: { ...file, ...form.said }, place: form.place });
  }

  function onCancel() {
    file = null;
    form.close();
    tell("");
    picked.focus();
  }

  /** @param {string} words */
  function tell(words) {
    told.hidden = !words;
    say(told, words);
  }

  /** @param {Tables["tables"][number]} table */
  function drawTable([key, title, facts, name, by, at, problems]) {
    const label = freshId("table");
    return h(
      "li",
      { class: "cc-table" },
      h("strong", { class: "cc-table-title", id: label, dir: "auto" }, title),
      takeOut(key, label),
      h("span", { class: "cc-table-facts", dir: "auto" }, facts),
      h(
        "span",
        { class: "cc-table-from" },
        h("bdi", {}, name),
        " · added by ",
        h("bdi", {}, by),
        ", ",
        h("time", { datetime: at, title: at }, momentInWords(at)),
      ),
      problems.length
        ? h("ul", { class: "cc-table-problems" }, ...problems.map((words) => h("li", { dir: "auto" }, words)))
        : null,
    );
  }

  /**
   * A second press takes it out; what holds for all goes by no slip of the hand.
   *
   * @param {string} key
   * @param {string} label
   */
  function takeOut(key, label) {
    let sure = false;
    const button = smallButton("Take out", press, { "aria-describedby": label });
    button.title = "Out of the list, for everybody; the history keeps it";
    function press() {
      if (sure) send({ op: "removetable", key });
      sure = !sure;
      say(button, sure ? "Take it out?" : "Take out");
      if (sure) setTimeout(forget, SURE_FOR);
    }
    function forget() {
      sure = false;
      say(button, "Take out");
    }
    return button;
  }

  return {
    panel,
    /** @param {Tables} answer */
    hear(answer) {
      list.replaceChildren(...answer.tables.map(drawTable));
      none.hidden = answer.tables.length > 0;
      const problems = answer.problem ? [answer.problem] : answer.problems;
      wrong.hidden = !problems.length;
      wrong.replaceChildren(...problems.map((words) => h("p", { dir: "auto" }, words)));
      past.draw(answer.history);
    },
    /** @param {TableLooked} answer */
    hearLooked(answer) {
      if (answer.n !== asked || !file) return;
      if (answer.form) {
        tell(answer.trouble);
        form.draw(file.name, answer);
      } else tell(answer.problem ?? "");
      if (answer.problem && !answer.form && form.isOpen) form.answer(answer.field, answer.problem);
    },
    /** @param {TableKept} answer */
    hearKept(answer) {
      keeping = false;
      if (answer.problem) {
        if (!form.isOpen || !form.answer(answer.field, answer.problem)) tell(answer.problem);
        return;
      }
      file = null;
      form.close();
      tell(answer.said);
    },
  };
}
