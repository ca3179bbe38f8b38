// @ts-check
// Building the page. Every text that comes from an article, a source or a person goes through
// `textContent` or an input's `value`: it is data and is never read as HTML.

/** An element with attributes, listeners (`onclick` …) and children (elements or text). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Set `text` only where it differs, so that a screen reader is not told the same thing again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;

/** An id that no other element of the page has; one page may hold several desks. */
export function freshId(name) {
  lastId += 1;
  return `claimcheck-${name}-${lastId}`;
}

/** A control under its visible label, tied together for screen readers. */
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

/** The address as a link where a browser may follow it, else null: no `javascript:`, no `data:`. */
export function safeLink(address, text) {
  let parsed = null;
  try {
    parsed = new URL(address);
  } catch {
    return null;
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return null;
  return h("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer", class: "cc-link" }, text);
}

const finishing = new WeakMap();

/** Let Ctrl+Enter in `part`, a text box or what holds several, do what the button beside it does. */
export function finishes(part, step) {
  finishing.set(part, step);
  return part;
}

/** What Ctrl+Enter does at `target`: the step of the nearest part around it that has one; undefined where none has. */
export function finishOf(target) {
  for (let part = target; part; part = part.parentElement)
    if (finishing.has(part)) return finishing.get(part);
  return undefined;
}

/** Whether a key pressed at `target` is text that somebody types. */
export function isTyping(target) {
  if (target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  const silent = ["button", "checkbox", "radio", "submit", "file"];
  return target.tagName === "INPUT" && !silent.includes(target.type);
}

/** Let nothing below `root` be changed, but everything be read and copied; what is returned undoes it. */
export function freeze(root) {
  const controls = [...root.querySelectorAll("input, textarea, select, button")];
  const frozen = controls.map((control) => {
    const name = isTyping(control) && control.tagName !== "SELECT" ? "readOnly" : "disabled";
    return [control, name, control[name]];
  });
  for (const [control, name] of frozen) control[name] = true;
  return () => frozen.forEach(([control, name, before]) => (control[name] = before));
}
