// @ts-check
// Text where it can be pasted from.

import { h } from "./dom.js";

/**
 * Put text into the clipboard; whether the browser lets that be done.
 *
 * @param {string} words
 */
export async function copyText(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    // A page that is not served safely has no clipboard of its own.
    const text = h("textarea", {}, words);
    document.body.append(text);
    text.select();
    const copied = document.execCommand("copy");
    text.remove();
    return copied;
  }
}
