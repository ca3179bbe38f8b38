// @ts-check
// What stands above the desk: how far the work is, what waits for me, whether what was done is saved, whose desk it
// is, and the way to the panels.

import { h, say } from "./dom.js";

/** @import { Config, Progress, Share } from "./types.d.ts" */

/** @typedef {[label: string, key: string | null, press: () => void]} Choice */

/**
 * `onShow(show)` when the figure of what concerns a reviewer is pressed; `onBringIn()` asks for the panel to bring in
 * an article. `find` is the box to find claims with, `more` what the menu offers.
 *
 * @param {{
 *   config: Config,
 *   find: HTMLElement,
 *   onShow: (show: string) => unknown,
 *   onBringIn: () => unknown,
 *   more: Choice[],
 * }} given
 */
export function createBar({ config, find, onShow, onBringIn, more }) {
  const meter = h("progress", { class: "cc-meter", "aria-label": "Claims decided" });
  const progress = h("span", { class: "cc-progress" });
  const forMe = h("button", { class: "cc-jump", type: "button", onclick: () => onShow(config.forMe) });
  const saved = h("span", { class: "cc-saved cc-one-line", role: "status", "aria-live": "polite" });
  const who = h("span", { class: "cc-who cc-one-line" });
  const bring = h("button", { class: "cc-button", type: "button", onclick: onBringIn }, "+ Article");
  const menu = createMenu("⋯", "More of the desk", more);
  const element = h(
    "header",
    { class: "cc-bar" },
    h("span", { class: "cc-name" }, "claimcheck"),
    meter,
    progress,
    forMe,
    find,
    bring,
    menu,
    who,
    saved,
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
    saySaved(text) {
      say(saved, text);
      saved.title = text;
    },
    /**
     * By which policy the desk goes, and what there is to say of it.
     *
     * @param {string | null} news
     */
    drawPolicy(news) {
      say(who, `${config.reviewer} · ${config.policy}`);
      who.title = `${config.reviewer}: ${config.policyLabel}`;
      policy.hidden = !news;
      say(policy, news || "");
    },
    /**
     * @param {Progress} counts of the whole pile
     * @param {Share} share of what the filter is about
     */
    drawProgress(counts, share) {
      const { to_approve: toApprove, overdue, for_me: mine } = counts;
      say(progress, `${share.decided} of ${share.total} decided${share.filtered ? " · filtered" : ""}`);
      progress.title = meter.title = progressInFull(counts, share, config.secondEditor);
      [meter.max, meter.value] = [Math.max(share.total, 1), share.decided];
      // There with none too, so that nothing beside it moves when one comes.
      forMe.classList.toggle("cc-jump-none", mine === 0);
      say(forMe, `${mine} for you`);
      const among = [
        toApprove && `${toApprove} to approve`,
        overdue && `${overdue} overdue on the whole desk`,
      ];
      forMe.title = ["What concerns you", ...among.filter(Boolean)].join(": ");
    },
  };
}

/**
 * What the figures of the progress count, in sentences.
 *
 * @param {Progress} counts
 * @param {Share} share
 * @param {boolean} secondEditor
 */
function progressInFull({ decided, total, waiting }, share, secondEditor) {
  const sentences = [
    share.filtered
      ? `Of the ${share.total} claims that this filter is about, ${share.decided} are decided, shown or not. Of ` +
        `all ${total} on the desk, ${decided} are.`
      : `Of all ${total} claims on the desk, ${decided} are decided, shown or not.`,
    secondEditor && `${waiting} waiting for a second editor.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

/**
 * A button that opens a list of choices; it closes with the choice, with Esc and with a click elsewhere.
 *
 * @param {string} sign
 * @param {string} label
 * @param {Choice[]} choices
 */
function createMenu(sign, label, choices) {
  const list = h("div", { class: "cc-menu-list", role: "group", "aria-label": label });
  const menu = h(
    "details",
    { class: "cc-menu" },
    h("summary", { class: "cc-button", "aria-label": label, title: label }, sign),
    list,
  );
  const items = choices.map(([words, key, press]) =>
    h(
      "button",
      {
        class: "cc-menu-item",
        type: "button",
        onclick: () => {
          menu.open = false;
          // What is not seen any more would lose the focus to the page.
          menu.querySelector("summary")?.focus();
          press();
        },
      },
      words,
      key && h("kbd", {}, key),
    ),
  );
  list.append(...items);
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  return menu;
}
