// @ts-check
// What the queue shows, and in which order: above it, so that no filter hides claims without a word.

import { freshId, h, labelled } from "./dom.js";
import { finishes } from "./finishing.js";
import { claimNamedIn } from "./claim_link.js";

/** @import { FilterForm, Filters } from "./types.d.ts" */

/** @typedef {"article" | "kind" | "speaker" | "reviewer" | "tag"} Further */

/** What a filter is called beside its value. */
/** @type {Record<Further, string>} */
const FURTHER = { article: "Article", kind: "Kind", speaker: "Speaker", reviewer: "Reviewer", tag: "Tag" };
const NO_FILTER = { article: "all articles", kind: "all kinds", reviewer: "anybody", tag: "any or none" };
const HIDES_NONE = { show: "all", article: null, text: "", kind: "", speaker: "", reviewer: "", tag: "" };
const LONGEST_TITLE = 60;

/**
 * `onFilter(filter, go)` when the queue is to show other claims, with `go` as well the first of them; `onOpen(id)` when
 * a claim is named; `onPriorities()` asks for what the order goes by, where that can be changed.
 *
 * @param {{
 *   onFilter: (filter: FilterForm, go: boolean) => void,
 *   onOpen: (id: string) => void,
 *   onPriorities: (() => void) | null,
 * }} given
 */
export function createFilters({ onFilter, onOpen, onPriorities }) {
  /** @type {Filters | null} */
  let offered = null;
  /** @type {string[]} */
  let people = [];
  /** @type {(label: string) => HTMLSelectElement} */
  const select = (label) => h("select", { class: "cc-select", "aria-label": label, onchange: ask });
  const show = select("Show");
  const order = select("Order");
  const article = select("Article");
  const kind = select("Kind");
  const reviewer = select("Reviewer");
  const tag = select("Tag");
  const speakers = h("datalist", { id: "" });
  const speaker = h("input", {
    type: "text",
    class: "cc-input",
    placeholder: "anybody",
    dir: "auto",
    onchange: ask,
  });
  const find = h("input", {
    type: "search",
    class: "cc-input cc-find",
    placeholder: "Find words, a speaker, a link",
    "aria-label": "Find claims by words or a speaker",
    title: "Key f or /",
    dir: "auto",
    onchange: ask,
  });
  const further = h(
    "details",
    { class: "cc-further" },
    h("summary", {}, "More filters"),
    h(
      "div",
      { class: "cc-further-fields" },
      ...Object.entries({ article, kind, reviewer, tag }).map(([name, control]) =>
        labelled(FURTHER[/** @type {Further} */ (name)], control),
      ),
      labelled("Speaker", speaker),
      speakers,
    ),
  );
  const priorities =
    onPriorities &&
    h(
      "button",
      {
        class: "cc-to-priorities",
        type: "button",
        title: "What counts in “what to check first”. Key T",
        "aria-haspopup": "dialog",
        onclick: onPriorities,
      },
      "Priorities …",
    );
  const chips = h("div", { class: "cc-chips" });
  const element = h(
    "div",
    { class: "cc-filters", role: "group", "aria-label": "Which claims the queue shows" },
    h("div", { class: "cc-filter-line" }, ...labelBefore("Show", show), ...labelBefore("Order", order)),
    h("div", { class: "cc-filter-more" }, further, priorities),
    chips,
  );
  finishes(element, ask);
  finishes(find, ask);
  speakers.id = `${speaker.id}-names`;
  speaker.setAttribute("list", speakers.id);

  /** @returns {FilterForm} */
  const chosen = () => ({
    show: show.value,
    order: order.value,
    article: article.value || null,
    text: find.value,
    kind: kind.value,
    speaker: speaker.value,
    reviewer: reviewer.value,
    tag: tag.value,
  });

  function ask() {
    const named = claimNamedIn(find.value);
    if (named) {
      find.value = offered?.filter.text ?? "";
      onOpen(named);
    } else onFilter(chosen(), false);
  }

  /** @param {Further} name */
  function shownOf(name) {
    const control = { article, kind, speaker, reviewer, tag }[name];
    return control instanceof HTMLSelectElement ? control.selectedOptions[0]?.textContent : control.value;
  }

  /** @param {Further} name */
  function drawChip(name) {
    const off = () => onFilter({ ...chosen(), [name]: name === "article" ? null : "" }, false);
    const words = `${FURTHER[name]}: ${shownOf(name)}`;
    return h(
      "button",
      {
        class: "cc-chip cc-one-line",
        type: "button",
        onclick: off,
        title: `Show all again, not only ${words}`,
      },
      h("bdi", {}, words),
      h("span", { "aria-hidden": "true" }, " ×"),
    );
  }

  /** @param {NonNullable<Filters["below"]>} below the claims that the desk's minimum keeps out of what is to do */
  function drawBelow([count, name]) {
    const words = `${count.toLocaleString("en")} ${name}`;
    const title = "Show those that are of less priority than the minimum of this desk";
    const press = () => onFilter({ ...chosen(), show: name }, false);
    return h("button", { class: "cc-chip cc-one-line", type: "button", onclick: press, title }, words);
  }

  /** @param {Filters} fresh */
  function draw({ filter, shows, orders, articles, kinds, speakers: names, tags, below }) {
    offer(show, shows, filter.show);
    offer(order, orders, filter.order);
    const titles = articles.map(([id, title], at) => [id, `${at + 1}. ${title.slice(0, LONGEST_TITLE)}`]);
    offer(article, [["", NO_FILTER.article], ...titles], filter.article ?? "");
    offer(kind, [["", NO_FILTER.kind], ...kinds], filter.kind);
    offer(reviewer, [["", NO_FILTER.reviewer], ...people], filter.reviewer);
    const counted = tags.map(([name, count]) => [name, `${name} (${count})`]);
    offer(tag, [["", NO_FILTER.tag], ...counted], filter.tag);
    speakers.replaceChildren(...names.map((value) => h("option", { value })));
    if (document.activeElement !== speaker) speaker.value = filter.speaker;
    if (document.activeElement !== find) find.value = filter.text;
    /** @type {Further[]} */
    const on = ["article", "kind", "speaker", "reviewer", "tag"];
    const low = below ? [drawBelow(below)] : [];
    chips.replaceChildren(...on.filter((name) => filter[name]).map(drawChip), ...low);
    chips.hidden = chips.childElementCount === 0;
  }

  return {
    element,
    find,
    /** @param {Filters | {}} fresh */
    update(fresh) {
      offered = "filter" in fresh ? fresh : null;
      if (offered) draw(offered);
    },
    /** @param {string[]} fresh those who have or had a claim */
    drawPeople(fresh) {
      if (fresh.join("\n") === people.join("\n")) return;
      people = fresh;
      if (offered) draw(offered);
    },
    /**
     * Show the claims that a figure of the bar counts, and go to the first.
     *
     * @param {string} name
     */
    showOnly: (name) => onFilter({ ...chosen(), ...HIDES_NONE, show: name }, true),
    /** Hide no claim. */
    showAll: () => onFilter({ ...chosen(), ...HIDES_NONE }, false),
    search: ask,
    focus: () => show.focus(),
  };
}

/**
 * @param {string} text
 * @param {HTMLSelectElement} select
 */
function labelBefore(text, select) {
  select.id = freshId("filter");
  return [h("label", { class: "cc-filter-label", for: select.id }, text), select];
}

/**
 * Let `select` offer these, and stand at `wanted`, which it offers too: else it would say "all" of a queue that shows
 * nothing.
 *
 * @param {HTMLSelectElement} select
 * @param {(string | string[])[]} options values, or values with their labels
 * @param {string} wanted
 */
function offer(select, options, wanted) {
  const all = options.map((option) => (typeof option === "string" ? [option, option] : option));
  if (!all.some(([value]) => value === wanted)) all.push([wanted, wanted]);
  const now = JSON.stringify(all);
  // Drawn again only where it has changed, so that a list that is open stays open.
  if (select.dataset.offered !== now) {
    select.replaceChildren(...all.map(([value, label]) => h("option", { value }, label)));
    select.dataset.offered = now;
  }
  select.value = wanted;
  select.title = select.selectedOptions[0]?.textContent ?? "";
}
