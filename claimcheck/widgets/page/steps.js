// @ts-check
// The steps of a check: where the claim stands, which steps are open, and what each asks for first.

import { h, say } from "./dom.js";
import { finishes } from "./finishing.js";
import { createNote } from "./note.js";
import { createReasons } from "./reasons.js";

/** @import { Claim, Config, Move } from "./types.d.ts" */

/**
 * How much is missing for the step of a claim to `target`; undefined where no step leads there.
 *
 * @param {Claim | null} claim
 * @param {string | undefined} target
 */
export const missingFor = (claim, target) =>
  claim?.moves.find((move) => move.target === target)?.missing.length;

/** @param {Move | undefined} move */
const isShut = (move) => move !== undefined && move.missing.length > 0;

/**
 * `onTake(target)` when a step is chosen, `onDismiss(reason)` when that is; `rated()` is the rating in the form, and
 * `changed()` whether that is another check than the one that is proposed, `why` the text there that says why the claim matters, `note` the box for the note that goes with a step back.
 *
 * @param {{
 *   config: Config,
 *   rated: () => string | null,
 *   changed: () => boolean,
 *   why: { read: () => string, write: (words: string) => void },
 *   note: HTMLTextAreaElement,
 *   onTake: (target: string) => unknown,
 *   onDismiss: (reason: string) => unknown,
 * }} given
 */
export function createSteps({ config, rated, changed, why, note: words, onTake, onDismiss }) {
  const path = h("ol", { class: "cc-steps", "aria-label": "Steps of the check" });
  const checklist = h("ul", {
    class: "cc-checklist",
    "aria-live": "polite",
    "aria-label": "Before the next step",
  });
  const forward = h("button", { class: "cc-button cc-forward", type: "button", onclick: takeForward });
  const reasons = createReasons({ ...why, onTake: () => asked !== null && onTake(asked) });
  const note = createNote({ words, onTake });
  const aside = h("span", { class: "cc-asides" });
  const share = h(
    "button",
    {
      class: "cc-button cc-share",
      type: "button",
      title: "Key o: everybody sees what you have filled in, without a step",
      onclick: () => onTake("updated"),
    },
    "Share",
  );
  const reason = h(
    "select",
    { class: "cc-select", "aria-label": "Reason for dismissing this claim" },
    ...config.dismissReasons.map((name) => h("option", { value: name }, name)),
  );
  const pressDismiss = () => onDismiss(reason.value);
  const dismiss = h(
    "button",
    { class: "cc-button", type: "button", title: "Key x", onclick: pressDismiss },
    "Dismiss as",
  );
  const dismissal = h("span", { class: "cc-dismissal" }, dismiss, finishes(reason, pressDismiss));
  const goes = h("span", { class: "cc-goes" });
  const actions = h(
    "footer",
    { class: "cc-actions" },
    h("div", { class: "cc-asides-line" }, dismissal, aside, share, note.element),
    checklist,
    h("div", { class: "cc-buttons" }, reasons.element, forward, goes),
  );

  const order = config.statuses.filter(({ step }) => step).map(({ name }) => name);

  /** @type {Claim | null} */
  let claim = null;
  let listed = "";
  /** @type {string | null} */
  let asked = null;
  let held = false;

  /** @param {Move | undefined} move */
  const isAside = (move) => move !== undefined && Boolean(config.moves[move.label]?.aside);

  /** @param {string | null | undefined} target */
  const moveTo = (target) => claim?.moves.find((move) => move.target === target);

  /** The step that Ctrl+Enter takes and that is drawn as the next one: one that was begun, else the way forward. */
  function next() {
    const forth = claim?.begun ?? claim?.forward;
    // Where there are votes, another check is no vote: it is proposed instead.
    return forth === "approved" && moveTo("proposed") && changed() ? "proposed" : forth;
  }

  /** Where the button for going on leads. */
  const forwardTo = () => (isAside(moveTo(next())) ? claim?.forward : next());

  function takeForward() {
    take(forwardTo());
  }

  const takeNext = () => take(next());

  /**
   * Take a step; the note that goes with a step back is asked for first, and so is why the claim matters where nothing
   * else is wanting.
   *
   * @param {string | null | undefined} target
   */
  function take(target) {
    const move = moveTo(target);
    if (!claim || !target || held) return;
    if (move && config.moves[move.label]?.text === "note") return note.open(move);
    if (!askWhy(target)) onTake(target);
  }

  /**
   * Ask why the claim matters where nothing else is wanting for a step; whether that is so.
   *
   * @param {string} target
   */
  function askWhy(target) {
    if (!claim || !lacksWhyAlone(target)) return false;
    asked = target;
    reasons.open(claim);
    return true;
  }

  /**
   * By what stands in the form now, which the kernel may not have seen yet.
   *
   * @param {string} target
   */
  function lacksWhyAlone(target) {
    const demands = moveTo(target)?.demands ?? [];
    const others = demands.filter(([, , field]) => field !== "why_selected");
    return others.length < demands.length && others.every(([, met]) => met) && !why.read().trim();
  }

  function closeMenus() {
    reasons.close();
    note.close();
  }

  /** @param {Claim} at */
  function drawPath({ status }) {
    const at = order.indexOf(status);
    const offered = config.statuses.filter(
      ({ step, offeredFrom }) => step && (offeredFrom === null || at >= order.indexOf(offeredFrom)),
    );
    const drawn = offered.map(({ name }) =>
      drawStep(name, name === status ? "now" : order.indexOf(name) < at ? "done" : "ahead"),
    );
    if (at < 0)
      drawn.push(h("li", {}, h("span", { class: "cc-step cc-step-now", "aria-current": "step" }, status)));
    path.replaceChildren(...drawn);
  }

  /**
   * @param {string} name
   * @param {"now" | "done" | "ahead"} place
   */
  function drawStep(name, place) {
    const move = moveTo(name);
    const button = h(
      "button",
      { class: `cc-step cc-step-${place}`, type: "button", onclick: () => take(name) },
      name,
    );
    button.disabled = !move || place === "now";
    if (place === "now") button.setAttribute("aria-current", "step");
    if (isShut(move)) button.title = `Still missing: ${move?.missing.join("; ")}`;
    button.classList.toggle("cc-step-shut", isShut(move));
    return h("li", {}, button);
  }

  /**
   * What the button for the next step says: with the rating that it is taken with, and of an approval, whether it
   * changes that.
   *
   * @param {string} target
   */
  function labelOf(target) {
    const [rating, proposed, begins] = [rated(), claim?.proposed, config.ratedLabels[target]];
    if (!rating || !begins) return config.labels[target] || target;
    const other = proposed && rating !== proposed ? ` (proposed: ${proposed})` : "";
    const { votes, needed } = claim?.proposal ?? { votes: [], needed: 1 };
    const isVote = target === "approved" && votes.length + 1 < needed;
    return `${isVote ? "Vote for" : begins} ${rating}${other}`;
  }

  /** @param {Move | undefined} move */
  function drawChecklist(move) {
    const demands = move ? move.demands : [];
    const head = demands.length ? [h("li", { class: "cc-checklist-head" }, "Before this step:")] : [];
    checklist.title = demands
      .filter(([, met]) => !met)
      .map(([text]) => `Missing: ${text}`)
      .join("\n");
    const lines = demands.map(([text, met]) =>
      h(
        "li",
        { class: met ? "cc-met" : "cc-missing" },
        h("span", { class: "cc-live" }, met ? "there: " : "missing: "),
        text,
      ),
    );
    // A screen reader is told of it only where it has changed.
    const now = JSON.stringify(demands);
    if (now !== listed) checklist.replaceChildren(...head, ...lines);
    listed = now;
  }

  function drawForward() {
    const move = moveTo(forwardTo());
    forward.hidden = !move;
    if (!move) return;
    const label = labelOf(move.target);
    say(forward, label);
    drawAsNext(forward, move);
    // Its width stays, so that what it says may be cut.
    forward.title = [label, forward.title].filter(Boolean).join(" · ");
  }

  /** @param {Claim} at */
  function drawButtons({ moves, status }) {
    drawForward();
    drawChecklist(moveTo(next()));
    share.hidden = !config.team || status === "dismissed";
    aside.replaceChildren(...moves.filter(isAside).map(drawAside));
    dismissal.hidden = !moves.some((candidate) => candidate.target === "dismissed");
  }

  /** @param {Move} move */
  function drawAside(move) {
    const press = () => take(move.target);
    return drawAsNext(h("button", { class: "cc-button", type: "button", onclick: press }, move.label), move);
  }

  /**
   * Draw the button for `move` as the next step where it is that, and as shut while something is missing.
   *
   * @param {HTMLButtonElement} button
   * @param {Move} move
   */
  function drawAsNext(button, move) {
    const isNext = move.target === next();
    button.title = isNext ? "Ctrl+Enter" : "";
    button.classList.toggle("cc-primary", isNext);
    button.classList.toggle("cc-shut", isNext && isShut(move) && !lacksWhyAlone(move.target));
    return button;
  }

  return {
    path,
    actions,
    /** Where the buttons that lead back and on stand, and those that lead aside. */
    goes,
    asides: aside,
    moveTo,
    /** The step that Ctrl+Enter takes. */
    nextMove: () => moveTo(next()),
    askWhy,
    takeNext,
    /**
     * Ask for nothing while a step is on its way.
     *
     * @param {boolean} still
     */
    hold(still) {
      held = still;
      if (held) closeMenus();
    },
    /** What the button says, by what stands in the form now. */
    drawNext: drawForward,
    /** The first of the steps that lead back or round: send back, reopen, restore, correct again. */
    takeAside: () => aside.querySelector("button")?.click(),
    share: () => onTake("updated"),
    dismiss: pressDismiss,
    focusDismissal: () => reason.focus(),
    /**
     * Where the claim stands and what is missing.
     *
     * @param {Claim | null} fresh
     */
    draw(fresh) {
      if (fresh === null || fresh.id !== claim?.id || fresh.status !== claim.status) closeMenus();
      claim = fresh;
      checklist.hidden = claim === null;
      if (claim) {
        drawPath(claim);
        drawButtons(claim);
        return;
      }
      forward.hidden = dismissal.hidden = share.hidden = true;
      aside.replaceChildren();
    },
  };
}
