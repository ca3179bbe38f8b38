// @ts-check
// The panel that tells of all keys, and finds one by its words or by the key itself.

import { h, labelled, say } from "./dom.js";
import { KEYS, keysOf } from "./keys.js";
import { drawGroup } from "./keys_list.js";
import { createPanel } from "./panel.js";

/** @import { Line } from "./keys.js" */

const NONE = "No key does that. Try another word.";

export function createKeys() {
  const find = h("input", {
    type: "search",
    class: "cc-input",
    placeholder: "Words, or the key itself",
    oninput: draw,
  });
  const count = h("p", { class: "cc-keys-count", role: "status" });
  const groups = h("div", { class: "cc-keys-groups" });

  function draw() {
    const found = linesFor(find.value.trim());
    const total = found.reduce((sum, [, lines]) => sum + lines.length, 0);
    say(count, total ? `${total} key${total === 1 ? "" : "s"}` : NONE);
    groups.replaceChildren(...found.map(([group, lines]) => drawGroup(group, lines)));
  }

  function begin() {
    find.value = "";
    draw();
  }

  return {
    panel: createPanel(
      { title: "Keys of the desk", name: "keys", onOpen: begin },
      labelled("Find a key", find),
      count,
      groups,
    ),
  };
}

/**
 * The lines that `asked` is about, by group: one letter is a key where it is one, anything else words.
 *
 * @param {string} asked
 */
function linesFor(asked) {
  const words = asked.toLowerCase();
  const byKey = words.length === 1 ? linesWith((line) => hasKey(line, words)) : [];
  return byKey.length ? byKey : linesWith((line) => line.slice(0, 2).join(" ").toLowerCase().includes(words));
}

/**
 * @param {(line: Line) => boolean} wanted
 * @returns {typeof KEYS}
 */
const linesWith = (wanted) =>
  /** @type {typeof KEYS} */ (KEYS.map(([group, lines]) => [group, lines.filter(wanted)])).filter(
    ([, lines]) => lines.length,
  );

/** @type {(line: Line, key: string) => boolean} */
const hasKey = ([shown], key) => keysOf(shown).some((one) => one.toLowerCase() === key);
