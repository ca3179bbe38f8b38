// @ts-check
// What the next step still wants, said quietly at the field that it is about: nothing has failed.

import { freshId, h, say } from "./dom.js";

/** @import { Config, Move } from "./types.d.ts" */

/**
 * `names` are the fields of the form that a step can ask for.
 *
 * @template {string} Name
 * @param {{ config: Config, names: readonly Name[] }} given
 */
export function createWanted({ config, names }) {
  const places = /** @type {Record<Name, HTMLElement>} */ (
    Object.fromEntries(names.map((name) => [name, h("span", { class: "cc-wanted", id: freshId("wanted") })]))
  );

  return {
    /**
     * Where it is said of a field.
     *
     * @type {Record<Name, HTMLElement>}
     */
    places,
    /**
     * Say of each field what `move` wants of it; nothing where no step is next.
     *
     * @param {Move | undefined} move
     */
    draw(move) {
      for (const name of names) {
        const texts = (move?.demands ?? []).filter(([, met, field]) => field === name && !met);
        const words = texts.map(([text]) => text).join("; ");
        say(places[name], move && words ? `for “${nameOfStep(move, config)}”: ${words}` : "");
        places[name].title = places[name].textContent;
      }
    },
  };
}

/**
 * A step as its button has it, without the rating: "Decide", "Propose", "Take it", "Send back".
 *
 * @param {Move} move
 * @param {Config} config
 */
function nameOfStep({ label, target }, { labels, ratedLabels, moves }) {
  if (moves[label]?.aside) return label;
  return (ratedLabels[target] ?? labels[target] ?? label).replace(/:$| as$/, "");
}
