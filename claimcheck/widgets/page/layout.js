// @ts-check
// The parts of the desk and where they stand; what they ask for, and of which claim.

import { createAlert } from "./alert.js";
import { createArticle } from "./article.js";
import { createBar } from "./bar.js";
import { createBlind } from "./blind.js";
import { createBringIn } from "./bring_in.js";
import { createCharts } from "./charts_panel.js";
import { createChecksPanel } from "./checks_panel.js";
import { copyLink } from "./claim_link.js";
import { createCutter } from "./cutter.js";
import { h, isTyping } from "./dom.js";
import { createExport } from "./export_panel.js";
import { createFiles } from "./files.js";
import { createFilters } from "./filters.js";
import { createForm } from "./form.js";
import { createHead } from "./head.js";
import { createHistory, createPast } from "./history.js";
import { createKeys } from "./keys_panel.js";
import { createLost } from "./lost.js";
import { createPalette } from "./palette.js";
import { createPanels } from "./panel.js";
import { createPriorities } from "./priorities_panel.js";
import { createTables } from "./tables_panel.js";
import { createQueue } from "./queue.js";
import { createReading } from "./reading.js";
import { createSeen } from "./seen.js";
import { createTabs } from "./tabs.js";
import { createTags } from "./tags.js";
import { createTeam } from "./team.js";
import { createUnsent } from "./unsent.js";
import { createWhy, createWhyFirst } from "./why.js";

/** @import { createLink, Fields, Op } from "./link.js" */
/** @import { RenderMime } from "./jupyter.d.ts" */
/** @import { Choice } from "./bar.js" */
/** @import { Config, OfFiles, OfPriorities, OfTables, ToPanel, WorkOut } from "./types.d.ts" */

/** @typedef {ReturnType<typeof createLayout>} Layout */

/**
 * `here()` is the id of the claim at hand, `onEdit()` is called when something is typed, `onSearch(text)` asks for
 * checks, `onWanted(ids)` for rows of the queue, `onPanel(message, file)` for what a panel needs, and `onFill()` to fill the window or not; `lost` and
 * `unsent` are what `createLost` and `createUnsent` are given.
 *
 * @param {{
 *   config: Config,
 *   link: ReturnType<typeof createLink>,
 *   here: () => string | null,
 *   onEdit: () => void,
 *   onSearch: (text: string) => void,
 *   onWanted: (ids: string[]) => void,
 *   onPanel: (message: ToPanel | OfFiles | OfPriorities | OfTables | WorkOut, file?: ArrayBuffer) => void,
 *   onFill: () => void,
 *   renderers: () => RenderMime | undefined,
 *   lost: Parameters<typeof createLost>[0],
 *   unsent: Omit<Parameters<typeof createUnsent>[0], "config">,
 * }} given
 */
export function createLayout(given) {
  const { config, link, here } = given;
  const onEdit = () => {
    given.onEdit();
    reading.draw();
    blind.drawSettled();
    form.steps.drawNext();
  };
  /**
   * Ask for a step on the claim at hand and no other.
   *
   * @type {<Kind extends Op>(op: Kind, fields: Fields<Kind>) => void}
   */
  const ask = (op, fields) => link.askOn(op, fields, here());
  /** @param {(id: string) => void} step */
  const onClaim = (step) => {
    const id = here();
    if (id !== null) step(id);
  };
  /** @param {string} to */
  const onOpen = (to) => link.ask("open", { to });
  const copyHere = () =>
    onClaim(async (id) => {
      const copied = await copyLink(id);
      bar.saySaved(copied ? "Link copied" : `Copy it yourself: #claim=${id}`);
    });

  const keys = createKeys();
  const palette = createPalette(`${config.reviewer} ${config.place}`);
  const bringIn = createBringIn({
    onText: (pasted) => given.onPanel({ op: "bring", ...pasted }),
    onFile: (name, content, alone) => given.onPanel({ op: "bringfile", name, alone }, content),
    onPage: (address) => given.onPanel({ op: "bringpage", address }),
    onNewer: () => given.onPanel({ op: "takenewer" }),
  });
  const files = createFiles({
    config,
    send: given.onPanel,
    complain: (words) => requestAnimationFrame(() => complainOnceQuiet(words)),
  });
  const checks = createChecksPanel({ files });
  const exporting = createExport({ onAsk: (wanted) => given.onPanel({ op: "export", ...wanted }) });
  const charts = createCharts({ onDraw: () => given.onPanel({ op: "charts" }), renderers: given.renderers });
  const history = createHistory({ onComment: (text) => onClaim(() => ask("comment", { text })), onEdit });
  const past = createPast(history);
  const priorities = createPriorities({ send: given.onPanel });
  const tables = createTables({ send: given.onPanel, files });
  const panels = createPanels({
    priorities: priorities.panel,
    ...(config.tables ? { tables: tables.panel } : {}),
    bringIn: bringIn.panel,
    checks: checks.panel,
    exporting: exporting.panel,
    charts: charts.panel,
    keys: keys.panel,
    history: past.panel,
  });
  /** @type {Choice} */
  const toPriorities = ["Priorities …", "T", () => panels.toggle("priorities")];
  /** @type {Choice} */
  const toTables = ["Reference tables …", "K", () => panels.toggle("tables")];
  const filters = createFilters({
    onFilter: (filter, go) => link.ask("show", { filter, go }),
    onOpen,
    onPriorities: config.priorities ? toPriorities[2] : null,
  });
  const bar = createBar({
    config,
    find: filters.find,
    onShow: filters.showOnly,
    onBringIn: () => panels.toggle("bringIn"),
    more: [
      ["Bring in earlier checks …", null, () => panels.toggle("checks")],
      ...(config.priorities ? [toPriorities] : []),
      ...(config.tables ? [toTables] : []),
      ["Export …", "D", () => panels.toggle("exporting")],
      ["Charts …", "G", () => panels.toggle("charts")],
      ["History and comments …", "h", () => onClaim(() => panels.toggle("history"))],
      ["Copy a link to this claim", "L", copyHere],
      ["See what others have done", "R", () => link.ask("reload")],
      ["Take up again what I undid", "y", () => link.ask("redo")],
      ["Fill the window, or not", "Esc Esc", given.onFill],
      ["Keys …", "?", () => panels.toggle("keys")],
    ],
  });
  const queue = createQueue({
    statuses: config.statuses,
    choices: choicesOf(config),
    onWanted: given.onWanted,
    onShowAll: filters.showAll,
    onUndo: (again) => link.ask(again ? "redo" : "undo"),
    onOpen: (to) => {
      tabs.choose("Check");
      onOpen(to);
    },
    onMarked: (ids, what) => {
      if (what === "assign") link.ask("assign", { ids, to: config.reviewer });
      else if (what === "blind") link.ask("blind", { ids, on: true });
      else link.ask("dismiss", { ids, reason: what.slice("dismiss ".length) });
    },
  });
  const article = createArticle({ onOpen, onRange: () => cutter.draw() });
  const cutter = createCutter({
    article,
    onCut: (how, { start, end }) => ask("cut", { how, start, end, article: article.id }),
  });
  const whyFirst = createWhyFirst({
    config,
    onWeigh: (what, level) => onClaim(() => ask("weigh", { what, level })),
  });
  const why = createWhy();
  const seen = createSeen({
    onOpen,
    onJudge: (known, confirmed) => onClaim(() => ask("judge", { known, confirmed })),
    onServe: (from, to) => onClaim(() => ask("serve", { from, to })),
    onSearch: given.onSearch,
  });
  const team = createTeam({
    config,
    onAssign: (to, until) => onClaim((id) => ask("assign", { ids: [id], to, until })),
    onBlind: (on) => onClaim((id) => ask("blind", { ids: [id], on })),
  });
  const blind = createBlind({ config, typed: () => form.work, onSettle: (found) => form.settle(found) });
  const form = createForm({
    config,
    files,
    onEdit,
    onTake: (target) => ask("take", { target }),
    onDismiss: (reason) => onClaim((id) => ask("dismiss", { ids: [id], reason })),
    onMend: (url) => ask("mend", { url }),
    onWorkOut: (typed) => onClaim((claim) => given.onPanel({ op: "workout", claim, typed })),
    changed: () => reading.changed,
    onStand: (claim) => {
      reading.update(claim);
      blind.update(claim);
    },
    onReveal: () => reading.leave(),
  });
  const reading = createReading({
    config,
    typed: () => form.work,
    onRead: (on) => check.classList.toggle("cc-reads", on),
    onOther: () => form.focusRating(),
    onBack: (work) => form.put(work),
    onHistory: () => past.open(history.focusSteps),
  });
  const unsent = createUnsent({ config, ...given.unsent });
  const lost = createLost(given.lost);
  const alert = createAlert();
  const tags = createTags({
    onTag: (add, remove) => onClaim((id) => ask("tag", { ids: [id], add, remove })),
  });
  const head = createHead({ path: form.steps.path, tags: tags.element });

  form.goes.append(...drawGoes(link));
  queue.element.prepend(filters.element);
  article.element.append(cutter.element, whyFirst.element, why.element);
  const empty = h("p", { class: "cc-empty", hidden: true }, "");
  const { page, bar: proposed, other } = reading;
  form.steps.asides.after(other);
  const parts = [team.notices, page, proposed, blind, seen, form, team, past].map((part) =>
    part instanceof HTMLElement ? part : part.element,
  );
  const scroll = h("div", { class: "cc-scroll" }, ...parts);
  // A refusal stands beside the buttons, where it moves nothing that is read or filled in.
  const said = [unsent, lost, alert].map((part) => part.element);
  const check = h(
    "section",
    { class: "cc-check", "aria-label": "Check" },
    empty,
    head.element,
    scroll,
    ...said,
    form.actions,
  );
  const tabs = createTabs({ Queue: queue.element, Article: article.element, Check: check });
  const panes = h("div", { class: "cc-panes" }, queue.element, article.element, check);
  const element = h(
    "div",
    { class: "cc-desk", role: "region", tabindex: "-1", "aria-label": "Claim-checking desk" },
    bar.element,
    bar.policy,
    tabs.element,
    panes,
    ...panels.elements,
    palette.element,
  );

  /**
   * Say what went wrong, once no answer is waited for: that would take it away again.
   *
   * @param {string} words
   */
  function complainOnceQuiet(words) {
    if (link.waits) setTimeout(complainOnceQuiet, 100, words);
    else alert.complain(words);
  }

  /** Keys are the desk's again. */
  const focus = () => element.focus({ preventScroll: true });

  /**
   * Keys go on working where drawing takes the focus away with the control that had it.
   *
   * @param {() => void} step
   */
  function keepingFocus(step) {
    const mine = element.contains(document.activeElement);
    step();
    const at = document.activeElement;
    // What is disabled has the focus only until the next frame.
    if (mine && (!element.contains(at) || at?.matches(":disabled"))) focus();
  }

  /**
   * Whether an element is of the claim at hand, as what is filled in and said of it is.
   *
   * @param {Element | null} one
   */
  const isOfClaim = (one) => check.contains(one) || past.panel.element.contains(one);

  function leave() {
    // What is being typed elsewhere is left, and what was searched for stays.
    const at = document.activeElement;
    if (!isTyping(at) || seen.element.contains(at)) seen.closeSearch();
    cutter.leave();
    panels.close();
    focus();
  }

  return {
    element,
    bar,
    queue,
    article,
    cutter,
    whyFirst,
    why,
    seen,
    team,
    form,
    history,
    past,
    reading,
    unsent,
    lost,
    alert,
    head,
    tabs,
    tags,
    files,
    filters,
    bringIn,
    exporting,
    charts,
    priorities,
    tables,
    panels,
    palette,
    copyLink: copyHere,
    empty,
    scroll,
    check,
    focus,
    keepingFocus,
    isOfClaim,
    leave,
  };
}

/**
 * What can be done with the marked claims.
 *
 * @param {Config} config
 * @returns {Parameters<typeof createQueue>[0]["choices"]}
 */
const choicesOf = ({ dismissReasons }) => [
  ["Dismiss", dismissReasons.map((reason) => [`dismiss ${reason}`, `dismiss: ${reason}`])],
  [
    "Work together",
    [
      ["assign", "take them"],
      ["blind", "ask for blind ratings"],
    ],
  ],
];

/**
 * The buttons that take a step back and go on.
 *
 * @param {ReturnType<typeof createLink>} link
 */
function drawGoes(link) {
  /** @type {(label: string, op: "undo" | "back" | "next", key: string) => HTMLElement} */
  const go = (label, op, key) =>
    h(
      "button",
      { class: "cc-button", type: "button", title: `Key ${key}`, onclick: () => link.ask(op) },
      label,
    );
  return [go("Undo", "undo", "u"), go("Back", "back", "b"), go("Next", "next", "j")];
}
