// @ts-check
// Bringing in articles: pasted, as files, or from an address.

import { freshId, h, labelled, say, smallButton } from "./dom.js";
import { dayInput } from "./fields.js";
import { finishes } from "./finishing.js";
import { createPanel } from "./panel.js";

/** @import { Bring, Brought } from "./types.d.ts" */

/** @typedef {Omit<Bring, "op">} Pasted */

const LANGUAGES = ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"];
const KINDS = ".txt,.md,.markdown,.html,.htm,.xhtml,.vtt,.srt";

/**
 * `onText(pasted)`, `onFile(name, content, alone)` and `onPage(address)` bring in an article, `onNewer()` takes over what is
 * new about one that is there.
 *
 * @param {{
 *   onText: (pasted: Pasted) => void,
 *   onFile: (name: string, content: ArrayBuffer, alone: boolean) => void,
 *   onPage: (address: string) => void,
 *   onNewer: () => void,
 * }} given
 */
export function createBringIn({ onText, onFile, onPage, onNewer }) {
  const line = (more = {}) => h("input", { type: "text", class: "cc-input", dir: "auto", ...more });
  const address = line({ type: "url", placeholder: "https://…", dir: "ltr" });
  const fetchIt = smallButton("Fetch the page", fetchPage);
  const picked = h("input", { type: "file", accept: KINDS, multiple: true, onchange: takeFiles });
  const text = h("textarea", { class: "cc-input", rows: 8, dir: "auto" });
  text.placeholder = "Paste an article, an interview or a transcript (NAME: what they said)";
  const languages = offerLanguages();
  const facts = {
    title: line(),
    author: line(),
    publisher: line(),
    published: dayInput({ type: "date" }),
    url: line({ type: "url", dir: "ltr" }),
    language: line({ placeholder: "found by itself", list: languages.id }),
  };
  const put = h(
    "button",
    { class: "cc-button cc-primary", type: "button", onclick: putText },
    "Put it on the desk",
  );
  const newer = smallButton("Take what is new about it", () => ask(onNewer));
  const told = h("p", { class: "cc-panel-said", role: "status", hidden: true });
  newer.hidden = true;

  const panel = createPanel(
    { title: "Bring in an article", name: "bring-in" },
    h("div", { class: "cc-bring-from" }, labelled("From an address", address), fetchIt),
    h("div", { class: "cc-bring-from" }, labelled("From files", picked)),
    labelled("Or paste its text", text),
    h(
      "div",
      { class: "cc-bring-facts" },
      labelled("Title", facts.title),
      labelled("Author", facts.author),
      labelled("Publisher", facts.publisher),
      labelled("Published on", facts.published),
      labelled("Address", facts.url),
      labelled("Language", facts.language),
      languages,
    ),
    h("div", { class: "cc-buttons" }, put, newer),
    told,
  );
  finishes(panel.element, putText);
  finishes(address, fetchPage);
  address.addEventListener("keydown", ({ key }) => key === "Enter" && fetchPage());

  /** Files that are still to be brought in, one after the other. */
  /** @type {File[]} */
  let waiting = [];
  /** @type {string[]} */
  let answers = [];

  /** @param {() => void} step */
  function ask(step) {
    newer.hidden = true;
    answers = [];
    tell("Reading …");
    step();
  }

  /** @param {string} words */
  function tell(words) {
    told.hidden = !words;
    say(told, words);
  }

  function putText() {
    const pasted = Object.entries(facts).map(([name, control]) => [name, control.value]);
    ask(() => onText({ .../** @type {Pasted} */ (Object.fromEntries(pasted)), text: text.value }));
  }

  function fetchPage() {
    ask(() => onPage(address.value));
  }

  function takeFiles() {
    waiting = [...(picked.files ?? [])];
    if (waiting.length) ask(nextFile);
  }

  async function nextFile() {
    const file = waiting.shift();
    if (!file) return;
    try {
      onFile(file.name, await file.arrayBuffer(), picked.files?.length === 1);
    } catch {
      hear({ kind: "brought", said: `${file.name} cannot be read any more.`, kept: false, newer: false });
    }
  }

  /** @param {Brought} answer */
  function hear({ said, kept, newer: some }) {
    answers.push(said);
    tell(answers.join(" "));
    newer.hidden = !some;
    if (waiting.length) {
      nextFile();
      return;
    }
    // Emptied, so that a file that was refused can be picked again.
    picked.value = "";
    if (!kept) return;
    for (const control of [text, address, ...Object.values(facts)]) control.value = "";
    if (!some) panel.close();
  }

  return { panel, hear };
}

/** Languages to choose from, by their codes and with their names; any other code can be typed. */
function offerLanguages() {
  const names = new Intl.DisplayNames(navigator.languages, { type: "language" });
  const options = LANGUAGES.map((code) => h("option", { value: code }, names.of(code) ?? code));
  return h("datalist", { id: freshId("languages") }, ...options);
}
