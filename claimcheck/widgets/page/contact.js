// @ts-check
// The contact with the claimant: when and how they were asked, by when they were to answer, what
// they said.

import { freshId, h, labelled, smallButton } from "./dom.js";
import { finishes } from "./finishing.js";
import { beginning, dayInput, fill, fillDay, known, localToday } from "./fields.js";

/** @import { Child } from "./dom.js" */
/** @import { ContactForm } from "./types.d.ts" */

const WAYS_TO_ASK = new Map([
  ["e-mail", "by e-mail"],
  ["phone", "by phone"],
  ["letter", "by letter"],
  ["press office", "through the press office"],
  ["social media", "on social media"],
  ["in person", "in person"],
]);
const MS_A_DAY = 86_400_000;
const LONGEST_WAY = 60;

/**
 * `onEdit()` is called after every change, `onRecord()` when what was done is to go into the history.
 *
 * @param {{ onEdit: () => void, onRecord?: () => void }} given
 */
export function createContact({ onEdit, onRecord }) {
  /** @type {ContactForm} */
  let kept = {};
  /** @type {[name: keyof ContactForm, read: () => string | null | undefined][]} */
  let readers = [];
  const usual = h(
    "datalist",
    { id: freshId("ways") },
    ...[...WAYS_TO_ASK.keys()].map((value) => h("option", { value })),
  );
  const controls = {
    asked: dayInput(),
    how: h("input", { type: "text", class: "cc-input", dir: "auto", list: usual.id }),
    deadline: dayInput(),
    reply: h("textarea", { class: "cc-input", dir: "auto", rows: 2 }),
    replied: dayInput(),
  };
  controls.how.placeholder = "e-mail, phone, press office …";
  const asked = smallButton("Asked today", askedToday, { class: "cc-button cc-small cc-contact-today" });
  const late = h("strong", { class: "cc-contact-late" }, "overdue");
  const line = h("span", { class: "cc-contact-line" });
  const record = onRecord && smallButton("Record", onRecord);
  const details = h(
    "details",
    {},
    h("summary", {}, h("span", { class: "cc-label" }, "Claimant"), late, line),
    h(
      "div",
      { class: "cc-contact-fields" },
      labelled("Asked on", controls.asked),
      labelled("How", controls.how),
      labelled("Reply wanted by", controls.deadline),
      labelled("Reply", controls.reply),
      labelled("Replied on", controls.replied),
      usual,
      record,
    ),
  );
  const element = h(
    "div",
    { class: "cc-contact", role: "group", "aria-label": "Contact with the claimant" },
    asked,
    details,
  );
  if (onRecord) finishes(element, onRecord);
  element.addEventListener("input", () => {
    draw();
    onEdit();
  });

  /** @returns {ContactForm} */
  function read() {
    return known({ ...kept, ...Object.fromEntries(readers.map(([name, reader]) => [name, reader()])) });
  }

  /** @param {ContactForm | null} contact */
  function write(contact) {
    kept = { ...contact };
    readers = [
      ["asked", fillDay(controls.asked, kept.asked)],
      ["how", fill(controls.how, kept.how)],
      ["deadline", fillDay(controls.deadline, kept.deadline)],
      ["reply", fill(controls.reply, kept.reply)],
      ["replied", fillDay(controls.replied, kept.replied)],
    ];
    draw();
    // Not shut under the hands of somebody who is at it.
    details.open = isOverdue(kept) || details.contains(document.activeElement);
  }

  function draw() {
    const contact = read();
    late.hidden = !isOverdue(contact);
    line.replaceChildren(...contactInWords(contact));
    asked.hidden = Boolean(contact.asked);
  }

  function askedToday() {
    controls.asked.type = "date";
    controls.asked.value = localToday();
    details.open = true;
    controls.how.focus();
    draw();
    onEdit();
  }

  write(null);
  return {
    element,
    get value() {
      const contact = read();
      return Object.keys(contact).length ? contact : null;
    },
    set value(contact) {
      write(contact);
    },
    focus() {
      details.open = true;
      controls.asked.focus();
    },
  };
}

/** @param {ContactForm} contact */
const hasReplied = ({ reply, replied }) => Boolean(reply?.trim() || replied);

/** @param {ContactForm} contact */
function isOverdue(contact, today = localToday()) {
  const { deadline } = contact;
  return Boolean(deadline && isDay(deadline) && deadline < today && !hasReplied(contact));
}

/**
 * How the contact stands, as the children of a line: what somebody typed is apart from our words.
 *
 * @param {ContactForm} contact
 * @returns {(Node | string)[]}
 */
function contactInWords(contact, today = localToday()) {
  const { asked, how, deadline, replied } = contact;
  if (hasReplied(contact)) return ["replied", ...(replied ? onDay("on", replied, today) : [])];
  const words = asked ? ["asked", ...onDay("on", asked, today), ...inWay(how)] : ["not asked yet"];
  if (deadline && isOverdue(contact, today)) {
    const days = (Date.parse(today) - Date.parse(deadline)) / MS_A_DAY;
    words.push(`, deadline passed ${days === 1 ? "yesterday" : `${days} days ago`}, no reply`);
  } else if (deadline) {
    words.push(", reply wanted", ...(deadline === today ? [" by today"] : onDay("by", deadline, today)));
  }
  return words;
}

/**
 * @param {string | null | undefined} how
 * @returns {(Node | string)[]}
 */
function inWay(how) {
  if (!how?.trim()) return [];
  const usual = WAYS_TO_ASK.get(how.trim().toLowerCase());
  return usual ? [` ${usual}`] : [" (", h("bdi", {}, beginning(how.trim(), LONGEST_WAY)), ")"];
}

/**
 * "on 3 June", with the year where it is not this one; what is no ISO date is quoted.
 *
 * @param {string} word
 * @param {string} day
 * @param {string} today
 * @returns {(Node | string)[]}
 */
function onDay(word, day, today) {
  if (!isDay(day)) return [" (", h("bdi", {}, beginning(String(day), LONGEST_WAY)), ")"];
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  /** @type {Intl.DateTimeFormatOptions} */
  const format = { day: "numeric", month: "long", year, timeZone: "UTC" };
  return [` ${word} ${new Date(day).toLocaleDateString("en-GB", format)}`];
}

/** @param {string} text */
function isDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
