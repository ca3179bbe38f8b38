// @ts-check
// A desk that has lost its kernel takes no more typing, and says the one thing to do.

import { RUN_AGAIN } from "./alert.js";
import { freeze, h, say } from "./dom.js";

/** @typedef {"gone" | "silent"} Loss "gone" is for good, "silent" for as long as no answer comes */

const LOST = {
  gone: `This desk is no longer connected: its kernel was stopped or restarted. To go on, ${RUN_AGAIN}`,
  silent: `This desk is no longer connected: the kernel does not answer. If it does not come back, ${RUN_AGAIN}`,
};
const KEPT = " What you typed and was not saved is kept on this page, and offered then.";
const NOT_KEPT = " What you typed last is not saved: copy it first.";
const ALL_SAVED = " What the desk called saved is saved.";

/**
 * `root()` is what is shut. `onLost()` is called before that and says whether what was typed and not saved is kept
 * (null: all is saved), `onRegained()` when the kernel has answered after all.
 *
 * @param {{ root: () => Element, onLost: () => boolean | null, onRegained: () => void }} given
 */
export function createLost({ root, onLost, onRegained }) {
  const said = h("span");
  const element = h("div", { class: "cc-lost-said", role: "alert", hidden: true });
  /** @type {Loss | null} */
  let how = null;
  // Whether nothing was answered since an answer failed to come.
  let missed = false;
  let thaw = () => {};

  function shut() {
    const kept = onLost();
    thaw = freeze(root());
    element.replaceChildren(said, kept === null ? ALL_SAVED : kept ? KEPT : NOT_KEPT);
  }

  function open() {
    how = null;
    thaw();
    element.replaceChildren();
    element.hidden = true;
    root().classList.remove("cc-lost");
    onRegained();
  }

  /** @param {Loss} fresh */
  function lose(fresh) {
    if (how === null) shut();
    if (how === "gone") return;
    how = fresh;
    say(said, LOST[how]);
    element.hidden = false;
    root().classList.add("cc-lost");
  }

  return {
    element,
    lose,
    /** How the connection was lost; null where it is there. */
    get how() {
      return how;
    },
    /**
     * The kernel is there and did not answer: it was interrupted, or is another one, which answers nothing at all.
     * Whether it can be asked again.
     */
    miss() {
      if (missed) lose("gone");
      const again = !missed;
      missed = true;
      return again;
    },
    /**
     * The kernel has sent something, which `answered` what was asked, or not.
     *
     * @param {boolean} answered
     */
    regain(answered) {
      missed &&= !answered;
      if (how !== null) open();
    },
  };
}
