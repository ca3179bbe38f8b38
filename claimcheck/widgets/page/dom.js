// @ts-check
// Building the page. Every text that comes from an article, a source or a person goes through
// `textContent` or an input's `value`: it is data and is never read as HTML.

/**
 * @typedef {string | number | boolean | null | undefined | ((event: Event) => unknown)} Attribute
 * @typedef {Node | string | false | null | undefined} Child
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 */

/**
 * An element with attributes, listeners (`onclick` …) and children (elements or text).
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => typeof child === "string" || child instanceof Node));
  return element;
}

/**
 * An element of a drawing, with attributes and children.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * A small button of the desk.
 *
 * @param {string} text
 * @param {() => unknown} press
 * @param {Record<string, Attribute>} [more]
 */
export const smallButton = (text, press, more = {}) =>
  h("button", { class: "cc-button cc-small", type: "button", onclick: () => press(), ...more }, text);

/**
 * Set `text` only where it differs, so that a screen reader is not told the same thing again.
 *
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;

/**
 * An id that no other element of the page has; one page may hold several desks.
 *
 * @param {string} name
 */
export function freshId(name) {
  lastId += 1;
  return `claimcheck-${name}-${lastId}`;
}

/**
 * A control under its visible label, tied together for screen readers.
 *
 * @param {string} text
 * @param {Control} control
 * @param {Child} [hint]
 */
export function labelled(text, control, hint = null) {
  control.id ||= freshId("field");
  const label = h("label", { for: control.id, class: "cc-label" }, text);
  return h(
    "div",
    { class: "cc-field" },
    hint ? h("div", { class: "cc-labels" }, label, hint) : label,
    control,
  );
}

/**
 * The address as a link where a browser may follow it, else null: no `javascript:`, no `data:`.
 *
 * @param {string} address
 * @param {string} text
 */
export function safeLink(address, text) {
  const parsed = parsedAddress(address);
  if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:") return null;
  return h("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer", class: "cc-link" }, text);
}

/** @param {string} address */
function parsedAddress(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

const PRESSED = ["button", "checkbox", "radio", "submit", "file"];

/**
 * Whether a key pressed at `target` is text that somebody types.
 *
 * @param {Element | null} target
 */
export function isTyping(target) {
  if (target instanceof HTMLInputElement) return !PRESSED.includes(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}

/**
 * Whether `target` is pressed or moved by keys of its own.
 *
 * @param {Element} target
 */
export const isControl = (target) => ["BUTTON", "INPUT", "A", "SUMMARY"].includes(target.tagName);

/**
 * Let nothing below `root` be changed, but everything be read and copied; what is returned undoes it.
 *
 * @param {Element} root
 */
export function freeze(root) {
  const controls = /** @type {NodeListOf<Control | HTMLButtonElement>} */ (
    root.querySelectorAll("input, textarea, select, button")
  );
  const undo = [...controls].map(freezeOne);
  return () => undo.forEach((step) => step());
}

/** @param {Control | HTMLButtonElement} control */
function freezeOne(control) {
  const text = isTyping(control) && "readOnly" in control ? control : null;
  const before = text ? text.readOnly : control.disabled;
  /** @param {boolean} still */
  const set = (still) => (text ? (text.readOnly = still) : (control.disabled = still));
  set(true);
  return () => set(before);
}

/**
 * Let an element have these children in this order; those that it has already stay where they are.
 *
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} children
 */
export function setChildren(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children])
    if (child instanceof HTMLElement && !wanted.has(child)) child.remove();
  children.forEach((child, place) => {
    const there = parent.children[place] ?? null;
    if (there !== child) parent.insertBefore(child, there);
  });
}
