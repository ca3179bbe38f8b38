// @ts-check
// Who has the claim, and what it waits for.

import { freshId, h, say, smallButton } from "./dom.js";
import { dayInput, dayInWords } from "./fields.js";
import { finishes } from "./finishing.js";

/** @import { Claim, Config } from "./types.d.ts" */

/**
 * `onAssign(to, until)` hands the claim to somebody (null: to whoever takes it) until a date (null: without),
 * `onBlind(on)` asks for two blind ratings or ends that.
 *
 * @param {{
 *   config: Config,
 *   onAssign: (to: string | null, until: string | null) => unknown,
 *   onBlind: (on: boolean) => unknown,
 * }} given
 */
export function createTeam({ config, onAssign, onBlind }) {
  const notices = h("ul", { class: "cc-notices", "aria-live": "polite" });
  const holder = h("span", { class: "cc-holder" });
  const take = smallButton("Assign to me", () => onAssign(config.reviewer, day()), {
    title: "Key i",
  });
  const release = smallButton("Leave it to others", () => onAssign(null, null));
  const names = h("datalist", { id: freshId("people") });
  const to = h("input", {
    type: "text",
    class: "cc-input cc-to",
    placeholder: "somebody else",
    "aria-label": "Assign this claim to",
    list: names.id,
    dir: "auto",
  });
  const until = dayInput({
    type: "date",
    "aria-label": "Assigned until",
    title: "Until when it is to be decided: from then on it is overdue. It may be left empty.",
  });
  const day = () => until.value || null;
  // Without a name, one's own claim gets another date.
  const assignTo = () => (to.value.trim() || holding) && onAssign(to.value.trim() || holding, day());
  const assign = smallButton("Assign", assignTo);
  const blind = smallButton("Ask for two blind ratings", () => onBlind(true), { title: "Key B" });
  const end = smallButton("End the blind review", () => onBlind(false));
  const hands = h(
    "div",
    { class: "cc-hands", role: "group", "aria-label": "Who has this claim" },
    holder,
    take,
    h("span", { class: "cc-assign" }, to, names, h("label", { class: "cc-until" }, "until", until), assign),
    release,
    blind,
    end,
  );
  for (const input of [to, until]) {
    finishes(input, assignTo);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") assignTo();
    });
  }
  const element = h("div", { class: "cc-team" }, hands);
  let shown = "";
  /** @type {string | null} */
  let holding = null;

  function forget() {
    to.value = until.value = "";
  }

  /** @param {Claim} claim */
  function sayHolder({ mine, assigned, due }) {
    const who = mine ? "With you" : assigned ? `With ${assigned}` : "With nobody yet";
    say(holder, due ? `${who} until ${dayInWords(due)}` : who);
    holder.title = due ?? "";
  }

  return {
    element,
    /** What there is to know before the work on the claim. */
    notices,
    take: () => !take.hidden && onAssign(config.reviewer, day()),
    blind: () => !blind.hidden && onBlind(true),
    /**
     * Show how `claim` stands; `people` are those whom a claim can be given to.
     *
     * @param {Claim | null} claim
     * @param {string[]} people
     */
    update(claim, people) {
      element.hidden = notices.hidden = claim === null;
      if (claim === null) return;
      notices.hidden = claim.notices.length === 0;
      const told = claim.notices.map((sentence) => h("li", { dir: "auto" }, sentence));
      if (notices.textContent !== claim.notices.join("")) notices.replaceChildren(...told);
      hands.hidden = !config.team && people.length < 2 && !claim.assigned && !claim.blind;
      holding = claim.assigned;
      sayHolder(claim);
      say(take, claim.assigned ? "Take it over" : "Assign to me");
      take.hidden = claim.mine;
      release.hidden = !claim.assigned;
      blind.hidden = !claim.canBlind;
      end.hidden = !claim.blind || !claim.wantsRatings;
      names.replaceChildren(...people.map((value) => h("option", { value })));
      if (shown !== claim.id) forget();
      shown = claim.id;
    },
    focus: () => to.focus(),
    /** The claim was handed over: the name is not needed any more. */
    assigned: forget,
  };
}
