// @ts-check
// A source as it is cited.

import { h, safeLink } from "./dom.js";
import { beginning, dayInWords } from "./fields.js";

/** @import { SourceForm } from "./types.d.ts" */

const LONGEST_NAME = 120;

/**
 * A source in one line: "Reuters, 11 Mar 2024 · against · primary · archived".
 *
 * @param {SourceForm} source
 * @returns {(Node | string)[]}
 */
export function citation({ address, title, consulted, stance, primary, archived, passage, attachment }) {
  const name = beginning(
    title?.trim() || hostOf(address) || address?.trim() || "Nothing filled in yet",
    LONGEST_NAME,
  );
  const day = consulted ? `, ${dayInWords(consulted)}` : "";
  // What it says of the claim is asked for here, and nowhere louder: no step waits for it.
  const says = stance || (address || title ? "for or against?" : "");
  const facts = [says, primary && "primary", archived && "archived", passage && "quoted"];
  if (attachment) facts.push("attached");
  return [h("bdi", { class: "cc-cite-name" }, name), [day, ...facts.filter((fact) => fact)].join(" · ")];
}

/**
 * The site of a web address; undefined where it is none.
 *
 * @param {string | undefined} address
 */
export function hostOf(address) {
  return safeLink(address?.trim() ?? "", "")?.hostname.replace(/^www\./, "");
}
