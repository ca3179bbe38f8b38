// @ts-check
// Words that the form does not hold: those that the kernel did not get, and those of another view of the desk. They
// belong to one claim of one database and one reviewer, and are offered there and nowhere else.

import { finishes, h, say } from "./dom.js";

const KEPT_AS = "claimcheck unsent";
const WORDS = {
  statement: "Statement",
  why_selected: "Why it matters",
  rationale: "Rationale",
  one_source_reason: "Why one source",
  published_url: "Published at",
  correction: "Correction",
  note: "Note",
  rating: "Rating",
  comment: "Comment",
};

/** Without what is empty, so that two records of the same words are the same text. */
function filledIn(value) {
  if (Array.isArray(value)) return value.map(filledIn).filter((item) => item !== null);
  if (value !== null && typeof value === "object") {
    const filled = Object.keys(value)
      .sort()
      .map((name) => [name, filledIn(value[name])])
      .filter(([, item]) => item !== null);
    return filled.length ? Object.fromEntries(filled) : null;
  }
  const text = typeof value === "string" ? value.trim() : value;
  return text === "" || text === false || text === undefined || (Array.isArray(text) && !text.length)
    ? null
    : text;
}

const inOrder = ({ work, comment }) => JSON.stringify(filledIn({ ...work, comment, sources: work.sources || [] }));

/** Whether two forms hold the same words. */
export const sameWords = (one, other) => inOrder(one) === inOrder(other);

/** The words of a form, a line each, as text to be read and copied. */
function wordsInLines({ work, comment }) {
  const lines = Object.entries(WORDS)
    .map(([name, label]) => [label, (name === "comment" ? comment : work[name]) ?? ""])
    .filter(([, text]) => text.trim());
  const sources = (work.sources || []).map((source) => ["Source", Object.values(filledIn(source) ?? {}).join(" · ")]);
  const contact = Object.values(filledIn(work.contact) ?? {}).join(" · ");
  return [...lines, ...sources, ...(contact ? [["Claimant", contact]] : [])]
    .map(([label, text]) => `${label}: ${text.trim()}`)
    .join("\n");
}

/** Whether `other` has words that `words` do not have. */
export function saysMore(other, words) {
  const there = wordsInLines(words);
  return wordsInLines(other)
    .split("\n")
    .some((line) => line && !there.includes(line));
}

/** What this page keeps, by claim; nothing of it fails where the browser keeps nothing. */
function createKept(desk) {
  const key = (claimId, id) => `${KEPT_AS} ${JSON.stringify([...desk, claimId])} ${id}`;
  const quietly = (step) => {
    try {
      return step();
    } catch {
      return null;
    }
  };
  return {
    /** Keep the words; whether that was possible. */
    put: (claimId, id, words) =>
      quietly(() => (sessionStorage.setItem(key(claimId, id), JSON.stringify(words)), true)) ?? false,
    drop: (claimId, id) => quietly(() => sessionStorage.removeItem(key(claimId, id))),
    /** The words of a claim, each with its id. */
    of: (claimId) =>
      quietly(() =>
        Object.keys(sessionStorage)
          .filter((name) => name.startsWith(key(claimId, "")))
          .map((name) => ({ ...JSON.parse(sessionStorage[name]), id: name.slice(key(claimId, "").length) })),
      ) ?? [],
  };
}

/** The views of this page that are at work: what they have not sent yet is theirs. */
const openViews = (globalThis.claimcheckViews ??= new Set());

/**
 * `read()` gives the words of the form, `write(words)` puts others there, `follow(theirs)` lets what is in the form
 * stand against `theirs`, which the kernel has, and `show(theirs)` puts those there.
 */
export function createUnsent({ config, read, write, follow, show }) {
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const kept = createKept([config.place, config.reviewer]);
  let claimId = null;

  const said = h("span", { class: "cc-unsent-said" });
  const first = h("button", { class: "cc-button cc-small", type: "button" }, "Put them back");
  const second = h("button", { class: "cc-button cc-small", type: "button" }, "Discard them");
  const words = h("div", { class: "cc-unsent-words", dir: "auto", tabindex: "0" });
  const details = h("details", {}, h("summary", {}, "Read them"), words);
  const element = h("div", { class: "cc-unsent", role: "status", hidden: true }, said, first, second, details);
  let presses = [];
  first.addEventListener("click", () => presses[0]());
  second.addEventListener("click", () => presses[1]());
  // They are there to be read, and are no part of the form.
  finishes(words, () => {});

  function tell(text, their, [label, press], [otherLabel, otherPress]) {
    say(said, text);
    say(words, wordsInLines(their));
    say(first, label);
    say(second, otherLabel);
    presses = [press, otherPress];
    element.hidden = false;
  }

  /** Keep words that stood in the form, to be offered again. */
  function setAside(aside, now) {
    const { work, comment, seen } = aside;
    const entry = { work, comment, seen, at: Date.now(), why: "replaced" };
    if (saysMore(aside, now)) kept.put(claimId, `${entry.at}-${me}`, entry);
  }

  function putBack({ id, ...offered }) {
    const before = read();
    kept.drop(claimId, id);
    write(offered);
    setAside(before, offered);
    offer();
  }

  /** Offer what is kept for the claim, the newest first; what the form holds as well is done with. */
  function offer() {
    element.hidden = true;
    if (claimId === null) return;
    const found = kept.of(claimId).filter(({ id }) => !openViews.has(id));
    const others = found.filter((entry) => !sameWords(entry, read()) || kept.drop(claimId, entry.id));
    const newest = others.sort((a, b) => (a.at || 0) - (b.at || 0)).at(-1);
    if (!newest) return;
    tell(
      newest.why === "replaced"
        ? "Words that stood in this form before are kept on this page."
        : "Words that you typed on this claim and that were not saved are kept on this page.",
      newest,
      ["Put them back", () => putBack(newest)],
      ["Discard them", () => (kept.drop(claimId, newest.id), offer())],
    );
  }

  return {
    element,
    /** Keep what stands in the form until the kernel has it; whether the page can. */
    keep: () => claimId !== null && kept.put(claimId, me, { ...read(), at: Date.now() }),
    /** The kernel has what was typed on that claim. */
    saved: (id) => kept.drop(id, me),
    /** What was typed on that claim was let go of: it is offered when the claim is on the page again. */
    letGo(id) {
      for (const entry of kept.of(id).filter((candidate) => candidate.id === me))
        kept.put(id, `${Date.now()}-${me}`, entry);
      kept.drop(id, me);
    },
    /** Another claim is on the page, or its form shows other words. */
    draw(claim) {
      claimId = claim && claim.id;
      offer();
    },
    /** Another view or desk has `theirs` where the form holds words that were not saved. */
    differ(theirs) {
      tell(
        "Another view or desk of yours holds other words for this claim, and those are saved. Yours are not.",
        theirs,
        [
          "Show those",
          () => {
            const mine = read();
            show(theirs);
            kept.drop(claimId, me);
            setAside(mine, theirs);
            offer();
          },
        ],
        [
          "Save mine instead",
          () => {
            follow(theirs);
            setAside(theirs, read());
            offer();
          },
        ],
      );
    },
    /** This view is at work: what it keeps is on its way. */
    open: () => openViews.add(me),
    /** It is not any more: what it has kept is offered by the next one. */
    close: () => openViews.delete(me),
  };
}
