// @ts-check
// Words that the form does not hold: those that the kernel did not get, and those of another view of the desk. They
// belong to one claim of one database and one reviewer, and are offered there and nowhere else.

import { h, say, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { sameWords, saysMore, wordsInLines } from "./words.js";

/** @import { Claim, Config } from "./types.d.ts" */
/** @import { Theirs, Vouched, Words } from "./words.js" */

/** @typedef {Words & { seen?: number | null, at?: number, why?: string }} Kept words as they are kept, when and why */
/** @typedef {[label: string, press: () => void]} Choice */

const KEPT_AS = "claimcheck unsent";

/**
 * @template Value
 * @param {() => Value} step
 */
function quietly(step) {
  try {
    return step();
  } catch {
    return null;
  }
}

/**
 * What this page keeps, by claim; nothing of it fails where the browser keeps nothing.
 *
 * @param {string[]} desk
 */
function createKept(desk) {
  /** @type {(claimId: string, id: string) => string} */
  const key = (claimId, id) => `${KEPT_AS} ${JSON.stringify([...desk, claimId])} ${id}`;
  return {
    /**
     * Keep the words; whether that was possible.
     *
     * @type {(claimId: string, id: string, words: Kept) => boolean}
     */
    put: (claimId, id, words) =>
      quietly(() => (sessionStorage.setItem(key(claimId, id), JSON.stringify(words)), true)) ?? false,
    /** @type {(claimId: string, id: string) => void} */
    drop: (claimId, id) => quietly(() => sessionStorage.removeItem(key(claimId, id))),
    /**
     * The words of a claim, each with its id.
     *
     * @type {(claimId: string) => (Kept & { id: string })[]}
     */
    of: (claimId) =>
      quietly(() =>
        Object.keys(sessionStorage)
          .filter((name) => name.startsWith(key(claimId, "")))
          .map((name) => ({ ...JSON.parse(sessionStorage[name]), id: name.slice(key(claimId, "").length) })),
      ) ?? [],
  };
}

/**
 * The views of this page that are at work: what they have not sent yet is theirs.
 *
 * @type {Set<string>}
 */
const openViews = (globalThis.claimcheckViews ??= new Set());

/**
 * `read()` gives the words of the form, `write(words)` puts others there, `follow(theirs)` lets what is in the form
 * stand against `theirs`, which the kernel has, and `show(theirs)` puts those there.
 *
 * @param {{
 *   config: Config,
 *   read: () => Vouched,
 *   write: (words: Kept) => void,
 *   follow: (theirs: Theirs) => void,
 *   show: (theirs: Theirs) => void,
 * }} given
 */
export function createUnsent({ config, read, write, follow, show }) {
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const kept = createKept([config.place, config.reviewer]);
  /** @type {string | null} */
  let claimId = null;
  /** @type {Choice[]} */
  let choices = [];

  const said = h("span", { class: "cc-unsent-said" });
  const buttons = ["Put them back", "Discard them"].map((label, index) =>
    smallButton(label, () => choices[index][1]()),
  );
  const words = h("div", { class: "cc-unsent-words", dir: "auto", tabindex: "0" });
  const details = h("details", {}, h("summary", {}, "Read them"), words);
  const element = h("div", { class: "cc-unsent", role: "status", hidden: true }, said, ...buttons, details);
  // They are there to be read, and are no part of the form.
  finishes(words, () => {});

  /** @type {(text: string, their: Words, ...fresh: Choice[]) => void} */
  function tell(text, their, ...fresh) {
    say(said, text);
    say(words, wordsInLines(their));
    choices = fresh;
    choices.forEach(([label], index) => say(buttons[index], label));
    element.hidden = false;
  }

  /**
   * Keep words that stood in the form, to be offered again.
   *
   * @param {Vouched} aside
   * @param {Words} now
   */
  function setAside({ work, comment, seen }, now) {
    const entry = { work, comment, seen, at: Date.now(), why: "replaced" };
    if (claimId !== null && saysMore(entry, now)) kept.put(claimId, `${entry.at}-${me}`, entry);
  }

  /**
   * Forget what was kept for the claim at hand.
   *
   * @param {string} id
   */
  function drop(id) {
    if (claimId !== null) kept.drop(claimId, id);
  }

  /** @param {Kept & { id: string }} entry */
  function putBack({ id, ...offered }) {
    const before = read();
    drop(id);
    write(offered);
    setAside(before, offered);
    offer();
  }

  /** @param {string} id */
  function discard(id) {
    drop(id);
    offer();
  }

  /** The newest that is kept for the claim; what the form holds as well is done with. */
  function newestKept() {
    if (claimId === null) return undefined;
    const now = read();
    const found = kept.of(claimId).filter(({ id }) => !openViews.has(id));
    for (const { id } of found.filter((entry) => sameWords(entry, now))) drop(id);
    const others = found.filter((entry) => !sameWords(entry, now));
    return others.sort((a, b) => (a.at || 0) - (b.at || 0)).at(-1);
  }

  /** Offer what is kept for the claim. */
  function offer() {
    element.hidden = true;
    const newest = newestKept();
    if (!newest) return;
    tell(
      newest.why === "replaced"
        ? "Words that stood in this form before are kept on this page."
        : "Words that you typed on this claim and that were not saved are kept on this page.",
      newest,
      ["Put them back", () => putBack(newest)],
      ["Discard them", () => discard(newest.id)],
    );
  }

  /** @param {Theirs} theirs */
  function showThose(theirs) {
    const mine = read();
    show(theirs);
    drop(me);
    setAside(mine, theirs);
    offer();
  }

  /** @param {Theirs} theirs */
  function saveMine(theirs) {
    follow(theirs);
    setAside(theirs, read());
    offer();
  }

  return {
    element,
    /** Keep what stands in the form until the kernel has it; whether the page can. */
    keep: () => claimId !== null && kept.put(claimId, me, { ...read(), at: Date.now() }),
    /**
     * The kernel has what was typed on that claim.
     *
     * @param {string} id
     */
    saved: (id) => kept.drop(id, me),
    /**
     * What was typed on that claim was let go of: it is offered when the claim is on the page again.
     *
     * @param {string} id
     */
    letGo(id) {
      for (const entry of kept.of(id).filter((candidate) => candidate.id === me))
        kept.put(id, `${Date.now()}-${me}`, entry);
      kept.drop(id, me);
    },
    /**
     * Another claim is on the page, or its form shows other words.
     *
     * @param {Claim | null} claim
     */
    draw(claim) {
      claimId = claim && claim.id;
      offer();
    },
    /**
     * Another view or desk has `theirs` where the form holds words that were not saved.
     *
     * @param {Theirs} theirs
     */
    differ(theirs) {
      tell(
        "Another view or desk of yours holds other words for this claim, and those are saved. Yours are not.",
        theirs,
        ["Show those", () => showThose(theirs)],
        ["Save mine instead", () => saveMine(theirs)],
      );
    },
    /** This view is at work: what it keeps is on its way. */
    open: () => openViews.add(me),
    /** It is not any more: what it has kept is offered by the next one. */
    close: () => openViews.delete(me),
  };
}
