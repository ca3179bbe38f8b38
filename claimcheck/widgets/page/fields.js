// @ts-check
// What the parts of the form share: controls that lose nothing of what they were given to show.

import { h } from "./dom.js";

/** @import { Attribute, Control } from "./dom.js" */

/** The day that it is where the reviewer sits, as an ISO date. */
export function localToday() {
  const now = new Date();
  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Show `kept` in `control`. What comes back reads the control: `kept` itself until somebody changes
 * it, since a control may show less than it was given (a line break, a choice that it does not know).
 *
 * @param {Control} control
 * @param {string | null | undefined} kept
 */
export function fill(control, kept) {
  control.value = kept ?? "";
  const shown = control.value;
  return () => (control.value === shown ? kept : control.value);
}

/**
 * A control for a day; `fillDay` says what is in it.
 *
 * @param {Record<string, Attribute>} [attributes]
 */
export const dayInput = (attributes) =>
  h("input", { ...attributes, class: "cc-input cc-day", max: "9999-12-31" });

/**
 * `fill` for a control of `dayInput`: what is no ISO date stands there as text.
 *
 * @param {HTMLInputElement} control
 * @param {string | null | undefined} kept
 */
export function fillDay(control, kept) {
  control.type = "date";
  control.value = kept ?? "";
  if (control.value !== (kept ?? "")) control.type = "text";
  return fill(control, kept);
}

/** @type {Intl.DateTimeFormatOptions} */
const SHORT_DAY = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };

/**
 * "11 Mar 2024" as the browser's language has it; what is no ISO date stays as it is.
 *
 * @param {string} day
 */
export function dayInWords(day) {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(day) : null;
  if (!parsed || Number.isNaN(parsed.getTime())) return beginning(day, 40);
  return parsed.toLocaleDateString(undefined, SHORT_DAY);
}

/**
 * A record without what is not known.
 *
 * @template {object} Fields
 * @param {Fields} record
 * @returns {Partial<Fields>}
 */
export const known = (record) =>
  /** @type {Partial<Fields>} */ (
    Object.fromEntries(
      Object.entries(record).filter(([, value]) => value !== "" && value !== null && value !== undefined),
    )
  );

/**
 * The first `length` characters of a text, with an ellipsis where there are more.
 *
 * @param {string} text
 * @param {number} length
 */
export function beginning(text, length) {
  // Two code units at most make a character.
  const characters = Array.from(text.slice(0, 2 * length + 2));
  return characters.length > length ? `${characters.slice(0, length).join("")}…` : text;
}
