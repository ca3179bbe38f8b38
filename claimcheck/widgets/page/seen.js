// @ts-check
// Seen before: earlier checks of the claim at hand, the same claim elsewhere, and a search over all
// that was checked. What is found comes a moment after the claim, into a place of its own whose
// height it does not change: nothing that is read or filled in moves.

import { finishes, h, say } from "./dom.js";
import { createMatches } from "./matches.js";
import { createElsewhere } from "./elsewhere.js";

const SEARCH_AFTER = 300; // ms after the last letter

/** `onSearch(text)` asks for checks; the other steps are those of `createMatches` and `createElsewhere`. */
export function createSeen({ onOpen, onJudge, onServe, onSearch }) {
  let claim = null;
  let found = {};
  let tab = "before";
  let chosen = false;
  let asked = "";
  let answer = null;
  let goThere = false;
  let timer = null;

  const before = createMatches({ label: "Checked before", onOpen, onJudge });
  const results = createMatches({ label: "Found by the search", onOpen, onJudge });
  const elsewhere = createElsewhere({ onOpen, onServe });
  const parts = { before: before.element, elsewhere: elsewhere.element, search: results.element };
  const word = h("p", { class: "cc-seen-word" });
  const live = h("span", { class: "cc-live", role: "status", "aria-live": "polite" });
  const tabOf = (name, key) =>
    h("button", { class: "cc-tab", type: "button", title: `Key ${key}`, onclick: () => choose(name) });
  const tabs = { before: tabOf("before", "M"), elsewhere: tabOf("elsewhere", "E") };
  const box = h("input", {
    type: "search",
    class: "cc-input cc-search",
    placeholder: "Search all earlier checks",
    "aria-label": "Search all earlier checks",
    title: "Key /",
    dir: "auto",
  });
  const close = h(
    "button",
    { class: "cc-button cc-small", type: "button", title: "Esc", onclick: closeSearch },
    "Close",
  );
  const served = h("div", { class: "cc-served" });
  const body = h("div", { class: "cc-seen-body" }, word, ...Object.values(parts));
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
  }

  function choose(name) {
    chosen = true;
    show(name);
  }

  function show(name) {
    if (tab !== name) body.scrollTop = 0;
    tab = name;
    draw();
  }

  /** The checks of `list`, each with what was said of it on this claim. */
  function judgedAs(list) {
    const judged = new Map(
      claim.judgements.map(({ known, confirmed, by, at }) => [known.id, { confirmed, by, at }]),
    );
    return list.map((item) => ({
      ...item,
      judged: judged.get(item.id) ?? null,
      judgeable: item.own !== claim.id,
    }));
  }

  /** What was found, and what somebody judged that was not found (again). */
  function allBefore() {
    const list = found.before?.found ?? [];
    const there = new Set(list.map(({ id }) => id));
    const more = claim.judgements.filter(
      ({ known, confirmed }) => !there.has(known.id) && (found.before || confirmed),
    );
    return judgedAs([...list, ...more.map(({ known }) => known)]);
  }

  function drawTabs() {
    const confirmed = claim.judgements.filter((one) => one.confirmed).length;
    const rejected = claim.judgements.length - confirmed;
    const and = (confirmed ? ` · ${confirmed} confirmed` : "") + (rejected ? ` · ${rejected} not` : "");
    const count = (name, part) => (found[name] ? part.size || "none" : "…");
    say(tabs.before, `Checked before: ${count("before", before)}${and}`);
    say(tabs.elsewhere, `Same claim elsewhere: ${count("elsewhere", elsewhere)}`);
    for (const [name, button] of Object.entries(tabs)) {
      button.setAttribute("aria-pressed", tab === name ? "true" : "false");
      button.classList.toggle("cc-tab-some", Boolean(found[name]?.found.length));
    }
  }

  /** What there is to say where the list alone does not say it. */
  function wordOf() {
    const from = tab === "search" ? answer : found[tab];
    if (!from) return tab === "search" ? "Searching…" : "Looking…";
    if (from.problem) return from.problem;
    if (from.found.length || (tab === "before" && before.size)) return "";
    if (tab === "elsewhere") return "No other claim of the pile says the same.";
    if (from.known === 0) {
      return "Nothing was checked before, as far as this desk knows: `claimcheck known add FILE` brings in what others checked.";
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
    before.update(allBefore(), here);
    elsewhere.update(found.elsewhere?.found ?? [], claim);
    results.update(answer ? judgedAs(answer.found) : [], here);
    for (const [name, part] of Object.entries(parts)) part.hidden = tab !== name;
    say(word, wordOf());
    word.hidden = !word.textContent;
    close.hidden = tab !== "search";
    element.classList.toggle("cc-seen-search", tab === "search");
    drawTabs();
  }

  function drawServedLine() {
    served.hidden = !claim?.served;
    if (served.hidden) return;
    const onAgain = (from) => onServe(from, [claim.id]);
    served.replaceChildren(...drawServed(claim.served, { onOpen, onAgain }));
  }

  /** The list whose checks the keys go through: the search's while it is open. */
  function atHand() {
    if (tab === "elsewhere") choose("before");
    return tab === "search" ? results : before;
  }

  return {
    element,
    /** Show how `fresh` stands (null: no claim is at hand); of another claim nothing is known at first. */
    update(fresh) {
      const stays = claim !== null && fresh !== null && claim.id === fresh.id;
      claim = fresh;
      if (!stays) {
        // Where there is nothing to find, little room is kept for it; decided here, where all changes anyway.
        if (found.before) element.classList.toggle("cc-seen-bare", found.before.known === 0);
        found = {};
        chosen = false;
        before.clear();
        closeSearch();
        tab = "before";
        body.scrollTop = 0;
        say(live, "");
      }
      drawServedLine();
      draw();
    },
    /** What was found for the claim at hand: earlier checks, or the same claim elsewhere. */
    arrived(message) {
      const first = !found[message.kind];
      found = { ...found, [message.kind]: message };
      draw();
      if (first && !chosen && tab === "before" && !before.size && found.before && elsewhere.size)
        show("elsewhere");
      const some = before.size || elsewhere.size;
      if (first) say(live, some ? `${tabs.before.textContent}. ${tabs.elsewhere.textContent}.` : "");
    },
    /** What was found for the words in the box. */
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
    judge: (confirmed) => atHand().judge(confirmed),
    nextElsewhere() {
      choose("elsewhere");
      elsewhere.next();
    },
  };
}
