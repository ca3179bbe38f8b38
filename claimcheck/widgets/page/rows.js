// @ts-check
// The rows of the queue that the page has. A pile may be of a hundred thousand claims: a row is asked for once it
// comes near.

/** @import { Row } from "./types.d.ts" */

const AGAIN = 2000; // ms after which a row that has not come is asked for again

/**
 * `onWanted(ids)` asks for rows.
 *
 * @param {(ids: string[]) => unknown} onWanted
 */
export function createRows(onWanted) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const asked = new Set();

  /** @param {string[]} ids */
  function ask(ids) {
    ids.forEach((id) => asked.add(id));
    setTimeout(() => ids.forEach((id) => asked.delete(id)), AGAIN);
    onWanted(ids);
  }

  return {
    /**
     * What is known of a claim; of one that has not come yet, no more than that it is there.
     *
     * @type {(id: string) => Row}
     */
    of: (id) => rows.get(id) ?? [id, 0, "…", null, "", null, false, "", ""],
    /**
     * These rows are `near`, and of those some are `here`: all are asked for as soon as one that is here is not known.
     *
     * @param {string[]} near
     * @param {string[]} here
     */
    want(near, here) {
      const lacks = (/** @type {string} */ id) => !rows.has(id) && !asked.has(id);
      if (here.some(lacks)) ask(near.filter(lacks));
    },
    /**
     * Rows that have come; those that are not `newer` take no other's place.
     *
     * @param {Row[]} fresh
     */
    hear(fresh, newer = true) {
      for (const row of fresh) if (newer || !rows.has(row[0])) rows.set(row[0], row);
    },
  };
}
