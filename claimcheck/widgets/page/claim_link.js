// @ts-check
// A claim by an address: that of the notebook, with the claim's id behind it.

import { copyText } from "./clipboard.js";

const ID = /(?<![0-9a-z])c?[0-9a-f]{16}(?![0-9a-z])/i;

/**
 * The id of the claim that a text names, be it the id alone or a link; null where it names none.
 *
 * @param {string} text
 */
export const claimNamedIn = (text) => ID.exec(text)?.[0].toLowerCase() ?? null;

/** The id of the claim that the page was opened for; null where it was opened for none. */
export const claimOfAddress = () =>
  location.hash.startsWith("#claim=") ? claimNamedIn(location.hash) : null;

/**
 * Put a link to the claim where it can be pasted from; whether the browser lets that be done.
 *
 * @param {string} id
 */
export const copyLink = (id) => copyText(`${location.href.split("#")[0]}#claim=${id}`);
