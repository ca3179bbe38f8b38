// @ts-check
// The parts of the desk and where they stand; what they ask for, and of which claim.

import { createAlert } from "./alert.js";
import { createArticle } from "./article.js";
import { createBar } from "./bar.js";
import { createCutter } from "./cutter.js";
import { h, isTyping } from "./dom.js";
import { createForm } from "./form.js";
import { createHistory, createPast } from "./history.js";
import { drawKeys } from "./keys.js";
import { createLost } from "./lost.js";
import { createQueue } from "./queue.js";
import { createSeen } from "./seen.js";
import { createTeam } from "./team.js";
import { createUnsent } from "./unsent.js";
import { createWhy } from "./why.js";

/** @import { createLink, Fields, Op } from "./link.js" */
/** @import { Config } from "./types.d.ts" */

/** @typedef {ReturnType<typeof createLayout>} Layout */

/**
 * `here()` is the id of the claim at hand, `onEdit()` is called when something is typed, `onSearch(text)` asks for
 * checks; `lost` and `unsent` are what `createLost` and `createUnsent` are given.
 *
 * @param {{
 *   config: Config,
 *   link: ReturnType<typeof createLink>,
 *   here: () => string | null,
 *   onEdit: () => void,
 *   onSearch: (text: string) => void,
 *   lost: Parameters<typeof createLost>[0],
 *   unsent: Omit<Parameters<typeof createUnsent>[0], "config">,
 * }} given
 */
export function createLayout(given) {
  const { config, link, here, onEdit } = given;
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

  const bar = createBar({ config, onShow: (show) => link.ask("show", { show }), onHelp: toggleKeys });
  const queue = createQueue({
    statuses: config.statuses,
    choices: choicesOf(config),
    onOpen,
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
  const why = createWhy();
  const seen = createSeen({
    onOpen,
    onJudge: (known, confirmed) => onClaim(() => ask("judge", { known, confirmed })),
    onServe: (from, to) => onClaim(() => ask("serve", { from, to })),
    onSearch: given.onSearch,
  });
  const team = createTeam({
    config,
    onAssign: (to) => onClaim((id) => ask("assign", { ids: [id], to })),
    onBlind: (on) => onClaim((id) => ask("blind", { ids: [id], on })),
    onSettle: (rating, words) => form.settle(rating, words),
  });
  const form = createForm({
    config,
    team,
    onEdit,
    onTake: (target) => ask("take", { target }),
    onDismiss: (reason) => onClaim((id) => ask("dismiss", { ids: [id], reason })),
  });
  const history = createHistory({ onComment: (text) => onClaim(() => ask("comment", { text })), onEdit });
  const past = createPast(history);
  const unsent = createUnsent({ config, ...given.unsent });
  const lost = createLost(given.lost);
  const alert = createAlert();
  const keys = drawKeys();

  form.buttons.append(drawGoes(link));
  const empty = h("p", { class: "cc-empty", hidden: true }, "");
  const parts = [article, cutter, why, seen, form, past].map((part) => part.element);
  const scroll = h("div", { class: "cc-scroll" }, ...parts);
  // A refusal stands beside the buttons, where it moves nothing that is read or filled in.
  const said = [unsent, lost, alert].map((part) => part.element);
  const check = h("div", { class: "cc-check" }, empty, scroll, ...said, form.actions);
  const element = h(
    "div",
    { class: "cc-desk", tabindex: "-1", "aria-label": "Claim-checking desk" },
    bar.element,
    bar.policy,
    h("div", { class: "cc-panes" }, queue.element, check),
    keys,
  );

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
    if (mine && !element.contains(document.activeElement)) focus();
  }

  function toggleKeys() {
    keys.hidden = !keys.hidden;
    if (keys.hidden) focus();
    else keys.focus();
  }

  function leave() {
    // What is being typed elsewhere is left, and what was searched for stays.
    const at = document.activeElement;
    if (!isTyping(at) || seen.element.contains(at)) seen.closeSearch();
    cutter.leave();
    keys.hidden = true;
    focus();
  }

  return {
    element,
    bar,
    queue,
    article,
    cutter,
    why,
    seen,
    team,
    form,
    history,
    past,
    unsent,
    lost,
    alert,
    empty,
    scroll,
    check,
    focus,
    keepingFocus,
    toggleKeys,
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
  ["Dismiss", dismissReasons.map((reason) => [`dismiss ${reason}`, `dismiss as ${reason}`])],
  [
    "Work together",
    [
      ["assign", "take them"],
      ["blind", "ask for two blind ratings"],
    ],
  ],
];

/**
 * The buttons that take a step back and go on.
 *
 * @param {ReturnType<typeof createLink>} link
 */
function drawGoes(link) {
  /** @type {(label: string, op: "undo" | "redo" | "back" | "next", key: string) => HTMLElement} */
  const go = (label, op, key) =>
    h(
      "button",
      { class: "cc-button", type: "button", title: `Key ${key}`, onclick: () => link.ask(op) },
      label,
    );
  return h(
    "span",
    { class: "cc-goes" },
    go("Undo", "undo", "u"),
    go("Redo", "redo", "y"),
    go("Back", "back", "b"),
    go("Next", "next", "j"),
  );
}
