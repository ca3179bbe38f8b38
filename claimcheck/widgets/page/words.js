// @ts-check
// The words that stand in a form: whether two forms hold the same, and how they read as text.

/** @import { Claim, Form } from "./types.d.ts" */

/** @typedef {{ work: Form, comment: string }} Words what stands in a form */
/** @typedef {Words & { seen: number | null }} Vouched words, with the last event of the claim that they take in */
/** @typedef {Vouched & Pick<Claim, "version" | "moves">} Theirs words that the kernel has of another view or desk */

/** @type {[name: Exclude<keyof Form, "sources" | "contact" | "worksheet"> | "comment", label: string][]} */
const LABELS = [
  ["statement", "Statement"],
  ["why_selected", "Why it matters"],
  ["rationale", "Rationale"],
  ["one_source_reason", "Why one source"],
  ["published_url", "Published at"],
  ["correction", "Correction"],
  ["note", "Note"],
  ["rating", "Rating"],
  ["comment", "Comment"],
];

/**
 * Without what is empty, so that two records of the same words are the same text.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function filledIn(value) {
  if (Array.isArray(value)) return value.map(filledIn).filter((item) => item !== null);
  if (value !== null && typeof value === "object") {
    const filled = filledInFields(value);
    return Object.keys(filled).length ? filled : null;
  }
  const text = typeof value === "string" ? value.trim() : value;
  return text === "" || text === false || text === undefined ? null : text;
}

/**
 * The fields of a record that are not empty, in the order of their names.
 *
 * @param {object} record
 * @returns {Record<string, unknown>}
 */
function filledInFields(record) {
  const values = new Map(Object.entries(record).map(([name, value]) => [name, filledIn(value)]));
  const names = [...values.keys()].filter((name) => values.get(name) !== null);
  return Object.fromEntries(names.sort().map((name) => [name, values.get(name)]));
}

/** @param {Words} words */
const inOrder = ({ work, comment }) =>
  JSON.stringify(filledIn({ ...work, comment, sources: work.sources || [] }));

/**
 * Whether two forms hold the same words.
 *
 * @param {Words} one
 * @param {Words} other
 */
export const sameWords = (one, other) => inOrder(one) === inOrder(other);

/**
 * The words of a form, a line each, as text to be read and copied.
 *
 * @param {Words} words
 */
export function wordsInLines({ work, comment }) {
  const all = { ...work, comment };
  const lines = LABELS.map(([name, label]) => [label, all[name] ?? ""]);
  const sources = (work.sources || []).map((source) => ["Source", inOneLine(source)]);
  const contact = inOneLine(work.contact ?? {});
  const { result = "", given = [] } = work.worksheet ?? {};
  const beside = [
    ["Claimant", contact],
    ["Worksheet", result],
    ...given.map((one) => ["Figure", inOneLine(one)]),
  ];
  return [...lines.filter(([, text]) => text.trim()), ...sources, ...beside.filter(([, text]) => text)]
    .map(([label, text]) => `${label}: ${text.trim()}`)
    .join("\n");
}

/** @param {object} record */
const inOneLine = (record) =>
  Object.values(filledInFields(record))
    .map((value) => (value !== null && typeof value === "object" && "name" in value ? value.name : value))
    .join(" · ");

/**
 * Whether `other` has words that `words` do not have.
 *
 * @param {Words} other
 * @param {Words} words
 */
export function saysMore(other, words) {
  const there = wordsInLines(words);
  return wordsInLines(other)
    .split("\n")
    .some((line) => line && !there.includes(line));
}
