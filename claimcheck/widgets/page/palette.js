// @ts-check
// What is said of a key that does nothing here: the first time a palette of those that do, after that one line.

import { h, say } from "./dom.js";
import { inShort } from "./keys.js";
import { drawGroup } from "./keys_list.js";

/** @import { KEYS, Line } from "./keys.js" */

const KNOWN_AS = "claimcheck palette";

/**
 * `who` is the reviewer, who has seen the palette once it was shown in this tab of the browser. Somebody who presses a
 * key that is none is guessing, and wants to know the keys; or it was a slip, and a palette each time would be in the
 * way.
 *
 * @param {string} who
 */
export function createPalette(who) {
  const told = h("p", { class: "cc-palette-told", role: "status" });
  const groups = h("div", { class: "cc-keys-groups" });
  const element = h("aside", { class: "cc-palette", "aria-label": "Keys", hidden: true }, told, groups);

  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    close() {
      element.hidden = true;
    },
    /**
     * Say that `key` does nothing here; `keysHere()` are those that do.
     *
     * @param {string} key
     * @param {() => typeof KEYS} keysHere
     */
    open(key, keysHere) {
      const first = !wasShown(who);
      const shown = first ? keysHere() : [];
      groups.replaceChildren(...shown.map(([group, lines]) => drawGroup(group, lines.map(shortened))));
      element.classList.toggle("cc-palette-brief", !first);
      element.hidden = false;
      // Once it is on the page, so that a screen reader is told.
      say(told, `“${key}” does nothing here. ? shows all keys.`);
    },
  };
}

/** @type {(line: Line) => Line} */
const shortened = ([shown, what, ...more]) => [shown, inShort(what), ...more];

/** Those who have seen it on this page, where the browser keeps nothing. */
/** @type {Set<string>} */
const seenBy = new Set();

/**
 * Whether it was shown before; from now on it was.
 *
 * @param {string} who
 */
function wasShown(who) {
  const name = `${KNOWN_AS} ${who}`;
  let known = seenBy.has(name);
  seenBy.add(name);
  try {
    known = sessionStorage.getItem(name) !== null;
    sessionStorage.setItem(name, "shown");
  } catch {
    // A page that may keep nothing.
  }
  return known;
}
