// @ts-check
// What stands above the claims: how far the pile is, whether what was done is saved, whose desk it is.

import { h, say, smallButton } from "./dom.js";

/** @import { Config, Progress, Shows } from "./types.d.ts" */

/**
 * `onShow(show)` when a figure is pressed, for the claims that it counts; `onHelp()` asks for the keys.
 *
 * @param {{ config: Config, onShow: (show: string) => unknown, onHelp: () => unknown }} given
 */
export function createBar({ config, onShow, onHelp }) {
  const meter = h("progress", { class: "cc-meter", "aria-label": "Claims decided" });
  const progress = h("span", { class: "cc-progress" });
  /** @type {(name: keyof Shows, more?: string) => HTMLElement} */
  const jump = (name, more = "") =>
    h("button", { class: `cc-jump${more}`, type: "button", onclick: () => onShow(config.shows[name]) });
  const waiting = jump("waiting");
  const toApprove = jump("approve");
  const late = jump("overdue", " cc-late");
  const saved = h("span", { class: "cc-saved", role: "status", "aria-live": "polite" });
  const live = h("span", { class: "cc-live", role: "status", "aria-live": "polite" });
  const who = h("span", { class: "cc-who" });
  const help = smallButton("Keys", onHelp, { title: "Key ?" });
  const element = h(
    "div",
    { class: "cc-bar" },
    meter,
    progress,
    waiting,
    toApprove,
    late,
    saved,
    live,
    who,
    help,
  );
  const policy = h("div", {
    class: "cc-policy",
    role: "status",
    "aria-live": "polite",
    dir: "auto",
    hidden: true,
  });

  return {
    element,
    policy,
    /** @param {string} text */
    saySaved: (text) => say(saved, text),
    /** @param {string} text */
    sayDone: (text) => say(live, text),
    /**
     * By which policy the desk goes, and what there is to say of it.
     *
     * @param {string | null} news
     */
    drawPolicy(news) {
      say(who, `${config.reviewer} · ${config.policy}`);
      who.title = config.policyLabel;
      policy.hidden = !news;
      say(policy, news || "");
    },
    /** @param {Progress} counts */
    drawProgress({ decided, waiting: proposed, to_approve: mine, overdue, total }) {
      say(progress, `${decided} of ${total} decided`);
      [meter.max, meter.value] = [Math.max(total, 1), decided];
      waiting.hidden = !config.secondEditor;
      say(waiting, `${proposed} waiting for a second editor`);
      toApprove.hidden = !config.secondEditor || mine === 0;
      say(toApprove, `${mine} for you to approve`);
      late.hidden = overdue === 0;
      say(late, `${overdue} repl${overdue === 1 ? "y" : "ies"} overdue`);
    },
  };
}
