// @ts-check
// Seen before: earlier checks of the claim at hand, the same claim elsewhere, and a search over all
// that was checked. What is found comes a moment after the claim, into a place of its own whose
// height it does not change: nothing that is read or filled in moves.

import { h, say, smallButton } from "./dom.js";
import { beginning } from "./fields.js";
import { finishes } from "./finishing.js";
import { createMatches } from "./matches.js";
import { createElsewhere, drawServed } from "./elsewhere.js";

/** @import { Judged } from "./matches.js" */
/** @import { Before, Check, Claim, Elsewhere, Searched } from "./types.d.ts" */

/** @typedef {"before" | "elsewhere"} Place */
/** @typedef {Place | "search"} Tab */

const SEARCH_AFTER = 300; // ms after the last letter
const LONGEST_FACT = 40;
/** @type {Record<Place, string>} */
const TAB_KEYS = { before: "M", elsewhere: "E" };

/**
 * `onSearch(text)` asks for checks; the other steps are those of `createMatches` and `createElsewhere`.
 *
 * @param {{
 *   onOpen: (id: string) => unknown,
 *   onJudge: (id: string, confirmed: boolean) => unknown,
 *   onServe: (from: string, to: string[]) => unknown,
 *   onSearch: (text: string) => unknown,
 * }} given
 */
export function createSeen({ onOpen, onJudge, onServe, onSearch }) {
  /** @type {Claim | null} */
  let claim = null;
  /** @type {{ before?: Before, elsewhere?: Elsewhere }} */
  let found = {};
  /** @type {Tab} */
  let tab = "before";
  let chosen = false;
  let asked = "";
  /** @type {Searched | null} */
  let answer = null;
  let goThere = false;
  let timer = 0;

  const before = createMatches({ label: "Checked before", onOpen, onJudge });
  const results = createMatches({ label: "Found by the search", onOpen, onJudge });
  const elsewhere = createElsewhere({ onOpen, onServe });
  const parts = { before: before.element, elsewhere: elsewhere.element, search: results.element };
  const word = h("p", { class: "cc-seen-word" });
  const live = h("span", { class: "cc-live", role: "status", "aria-live": "polite" });
  /** @param {Place} name */
  const tabOf = (name) =>
    h("button", { class: "cc-tab cc-one-line", type: "button", onclick: () => toggle(name) });
  const tabs = { before: tabOf("before"), elsewhere: tabOf("elsewhere") };
  const box = h("input", {
    type: "search",
    class: "cc-input cc-search",
    placeholder: "Search",
    "aria-label": "Search all earlier checks",
    title: "Search all earlier checks (key F)",
    dir: "auto",
    onfocus: () => open(true),
  });
  const close = smallButton("Close", closeSearch, { title: "Esc" });
  const served = h("div", { class: "cc-served" });
  const body = h("div", { class: "cc-seen-body", hidden: true }, word, ...Object.values(parts));
  const element = h(
    "section",
    { class: "cc-seen", "aria-label": "Seen before" },
    served,
    h(
      "div",
      { class: "cc-seen-head" },
      tabs.before,
      tabs.elsewhere,
      h("span", { class: "cc-searching" }, box, close),
      live,
    ),
    body,
  );

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, SEARCH_AFTER);
  });
  finishes(box, searchAndGo);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") searchAndGo();
  });

  function searchAndGo() {
    goThere = true;
    search();
  }

  function search() {
    clearTimeout(timer);
    const text = box.value.trim();
    if (!text) {
      closeSearch();
      return;
    }
    if (text === asked && answer) {
      show("search");
      return;
    }
    asked = text;
    answer = null;
    results.clear();
    show("search");
    onSearch(text);
  }

  function closeSearch() {
    clearTimeout(timer);
    box.value = asked = "";
    answer = null;
    goThere = false;
    results.clear();
    if (tab === "search") show("before");
    if (!chosen) open(false);
  }

  /** @param {boolean} on */
  function open(on) {
    body.hidden = !on;
    if (claim) drawTabs(claim);
  }

  /** @param {Place} name */
  function toggle(name) {
    const isOpen = !body.hidden && tab === name;
    if (isOpen) open(false);
    else choose(name);
  }

  /** @param {Tab} name */
  function choose(name) {
    chosen = true;
    show(name);
    open(true);
  }

  /** @param {Tab} name */
  function show(name) {
    tab = name;
    draw();
  }

  /**
   * What was found, and what somebody judged that was not found (again).
   *
   * @param {Claim} at
   */
  function allBefore(at) {
    const list = found.before?.found ?? [];
    const there = new Set(list.flatMap(({ id, also }) => [id, ...also]));
    const more = at.judgements.filter(
      ({ known, confirmed }) => !there.has(known.id) && (found.before || confirmed),
    );
    return judgedOn(at, [...list, ...more.map(({ known }) => known)]);
  }

  /** @param {Claim} at */
  function drawTabs({ judgements }) {
    const confirmed = judgements.filter((one) => one.confirmed).length;
    const rejected = judgements.length - confirmed;
    const and = (confirmed ? ` · ${confirmed} confirmed` : "") + (rejected ? ` · ${rejected} not` : "");
    drawTab("before", `Checked before: ${countOfChecks()}${and}${bestInWords()}`);
    drawTab("elsewhere", `Same claim elsewhere: ${countOf("elsewhere", elsewhere)}`);
  }

  /** @type {(name: Place, part: { size: number }) => string | number} */
  const countOf = (name, part) => (found[name] ? part.size || "none" : "…");

  function countOfChecks() {
    const told = found.before;
    if (!told || told.problem) return told ? "not known" : "…";
    if (before.size) return String(before.size);
    return told.known ? `none of ${told.known.toLocaleString("en")} like it` : "none known yet";
  }

  /** The best of the earlier checks in a few words; nothing where there is none. */
  function bestInWords() {
    const best = found.before?.found[0];
    if (!best) return "";
    const facts = [best.rating || "no rating given", best.publisher, best.date].filter((fact) => fact);
    return ` · ${facts.map((fact) => beginning(String(fact), LONGEST_FACT)).join(", ")}`;
  }

  /** @type {(name: Place, text: string) => void} */
  function drawTab(name, text) {
    say(tabs[name], text);
    tabs[name].title = `${text} (key ${TAB_KEYS[name]})`;
    tabs[name].setAttribute("aria-expanded", tab === name && !body.hidden ? "true" : "false");
    tabs[name].classList.toggle("cc-tab-some", Boolean(found[name]?.found.length));
  }

  /** What there is to say where the list alone does not say it. */
  function wordOf() {
    const from = tab === "search" ? answer : found[tab];
    if (!from) return tab === "search" ? "Searching…" : "Looking…";
    if (from.problem) return from.problem;
    if (from.found.length || (tab === "before" && before.size)) return "";
    if (tab === "elsewhere") return "No other claim of the pile says the same.";
    if (from.known === 0) {
      return "This desk knows no earlier check yet.";
    }
    const among = `${from.known.toLocaleString("en")} earlier check${from.known === 1 ? "" : "s"}`;
    return tab === "search"
      ? `Nothing like these words in ${among}.`
      : `Nothing like this claim in ${among}.`;
  }

  function draw() {
    element.hidden = claim === null;
    if (claim === null) return;
    const here = claim.id;
    before.update(allBefore(claim), here);
    elsewhere.update(found.elsewhere?.found ?? [], here);
    results.update(answer ? judgedOn(claim, answer.found) : [], here);
    for (const [name, part] of Object.entries(parts)) part.hidden = tab !== name;
    say(word, wordOf());
    word.hidden = !word.textContent;
    close.hidden = tab !== "search";
    element.classList.toggle("cc-seen-search", tab === "search");
    drawTabs(claim);
  }

  function drawServedLine() {
    served.hidden = !claim?.served;
    if (!claim?.served) return;
    const here = claim.id;
    served.replaceChildren(...drawServed(claim.served, { onOpen, onAgain: (from) => onServe(from, [here]) }));
  }

  /** The list whose checks the keys go through: the search's while it is open. */
  function atHand() {
    if (tab === "elsewhere") choose("before");
    return tab === "search" ? results : before;
  }

  return {
    element,
    /**
     * Show how `fresh` stands (null: no claim is at hand); of another claim nothing is known at first.
     *
     * @param {Claim | null} fresh
     */
    update(fresh) {
      const stays = claim !== null && fresh !== null && claim.id === fresh.id;
      claim = fresh;
      if (!stays) {
        found = {};
        chosen = false;
        before.clear();
        closeSearch();
        tab = "before";
        open(false);
        say(live, "");
      }
      drawServedLine();
      draw();
    },
    /**
     * What was found for the claim at hand: earlier checks, or the same claim elsewhere.
     *
     * @param {Before | Elsewhere} message
     */
    arrived(message) {
      const first = !found[message.kind];
      found = { ...found, [message.kind]: message };
      draw();
      const some = before.size || elsewhere.size;
      if (first) say(live, some ? `${tabs.before.textContent}. ${tabs.elsewhere.textContent}.` : "");
    },
    /**
     * What was found for the words in the box.
     *
     * @param {Searched} message
     */
    searched(message) {
      if (message.text !== asked) return;
      answer = message;
      draw();
      say(live, wordOf() || `${results.size} found`);
      if (goThere && document.activeElement === box) results.next();
      goThere = false;
    },
    /** The marked claims have the check: take the marks off. */
    served() {
      elsewhere.unmark();
      draw();
    },
    focusSearch() {
      box.focus();
      box.select();
    },
    closeSearch,
    next: () => atHand().next(),
    /** @param {boolean} confirmed */
    judge: (confirmed) => atHand().judge(confirmed),
    nextElsewhere() {
      choose("elsewhere");
      elsewhere.next();
    },
  };
}

/**
 * Checks, each with what was said of it on a claim.
 *
 * @param {Claim} claim
 * @param {Check[]} checks
 */
function judgedOn({ id, judgements }, checks) {
  // What was said of one of the checks that a card stands for holds for the card; the last word counts.
  /** @type {(check: Check) => Judged | null} */
  const judgedOf = ({ id: own, also }) => {
    const said = judgements.filter(({ known }) => known.id === own || also.includes(known.id));
    const [last] = said.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
    return last ? { id: last.known.id, confirmed: last.confirmed, by: last.by, at: last.at } : null;
  };
  return checks.map((check) => ({
    ...check,
    judged: judgedOf(check),
    judgeable: check.own !== id,
  }));
}
