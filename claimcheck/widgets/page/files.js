// @ts-check
// Files on their way: to the kernel in parts, one after the other, and back as a download of the browser.

import { h } from "./dom.js";

/** @import { Attached, AttachmentForm, Config, OfFiles, Opened } from "./types.d.ts" */

/** @typedef {Omit<Attached, "kind" | "file">} Progressed */
/** @typedef {(told: Progressed) => void} Listener */
/** @typedef {"source" | "checks" | "tables"} Purpose what a file is for */
/** @typedef {ReturnType<typeof createFiles>} Files */
/** @typedef {{ name: string, size: number, listen: (listener: Listener) => void, stop: () => void }} Upload */

const GONE_AFTER = 60_000; // ms for which a download can still be saved

/** @type {Record<string, string>} */
const KINDS_OF_FILES = {
  "application/pdf": "PDF",
  "application/xhtml+xml": "page",
  "multipart/related": "page",
};

/**
 * "report (PDF, 2.1 MB)".
 *
 * @param {AttachmentForm} attachment
 */
export function attachmentInWords({ media_type: type, size }) {
  const pictured = type.startsWith("image/") ? "picture" : type === "text/html" ? "page" : "text";
  return `${KINDS_OF_FILES[type] ?? pictured}, ${sizeInWords(size)}`;
}

/** @param {number} size in bytes */
function sizeInWords(size) {
  for (const [unit, one] of /** @type {const} */ ([
    ["GB", 1e9],
    ["MB", 1e6],
  ]))
    if (size >= one) return `${(size / one).toFixed(1).replace(".0", "")} ${unit}`;
  return `${Math.max(1, Math.round(size / 1000))} kB`;
}

/**
 * `send(message, part)` sends a message with a part beside it, `complain(words)` says what became of a file that nobody
 * waits for any more.
 *
 * @param {{
 *   config: Config,
 *   send: (message: OfFiles, part?: ArrayBuffer) => void,
 *   complain: (words: string) => void,
 * }} given
 */
export function createFiles({ config, send, complain }) {
  /** @typedef {{ file: File, listener: Listener }} Coming */
  /** @type {Map<string, Coming>} */
  const coming = new Map();
  /** @type {Map<string, { name: string, onProblem: (problem: string | null) => void }>} */
  const asked = new Map();

  /**
   * Why a file is not even sent; null where it may be.
   *
   * @param {File} file
   * @param {Purpose} purpose
   */
  function refusal({ name, size }, purpose) {
    const checks = purpose === "checks";
    // How large a table may be depends on its kind: the kernel says so before any of it is sent.
    if (purpose === "tables") return null;
    if (config.attach.problem && !checks) return config.attach.problem;
    if (size === 0) return `${name} is empty; nothing was ${checks ? "brought in" : "attached"}.`;
    if (size <= config.attach.most) return null;
    const most = `at most ${sizeInWords(config.attach.most)} are ${checks ? "brought in at once" : "attached"}`;
    return `${name} has ${sizeInWords(size)}; ${most}. Nothing was sent.`;
  }

  /**
   * @param {string} id
   * @param {Progressed} told
   */
  function tell(id, told) {
    const one = coming.get(id);
    if (told.problem || told.done || told.said) coming.delete(id);
    one?.listener(told);
  }

  /**
   * The bytes from `at` on; null where the file is not what it was when it was chosen.
   *
   * @param {File} file
   * @param {number} at
   */
  async function partOf(file, at) {
    try {
      const part = await file.slice(at, at + config.attach.part).arrayBuffer();
      return part.byteLength ? part : null;
    } catch {
      return null;
    }
  }

  /**
   * @param {string} id
   * @param {number} at
   */
  async function goOn(id, at) {
    const one = coming.get(id);
    if (!one) return;
    const part = await partOf(one.file, at);
    const changed = `${one.file.name} has changed since it was chosen. Nothing was attached: choose it again.`;
    if (!part) tell(id, { problem: changed, done: null, said: null, at });
    else if (coming.get(id) === one) send({ op: "attachpart", file: id, at }, part);
  }

  return {
    get accept() {
      return config.attach.accept;
    },
    get most() {
      return sizeInWords(config.attach.most);
    },
    /**
     * Send a file to be attached, or for another purpose; null where it is refused, which `listener` is told.
     *
     * @param {File} file
     * @param {Listener} listener
     * @param {Purpose} [purpose]
     * @returns {Upload | null}
     */
    attach(file, listener, purpose = "source") {
      const problem = refusal(file, purpose);
      if (problem) {
        listener({ problem, done: null, said: null, at: 0 });
        return null;
      }
      // Another view of the desk hears the answers too.
      const id = `f${Math.floor(Math.random() * 2 ** 52).toString(36)}`;
      coming.set(id, { file, listener });
      send({ op: "attach", file: id, name: file.name, size: file.size, ...forPurpose(purpose) });
      return {
        name: file.name,
        size: file.size,
        listen: (another) => {
          const one = coming.get(id);
          if (one) one.listener = another;
        },
        stop: () => coming.delete(id),
      };
    },
    /**
     * Say that a file was left behind, since its claim has left the page.
     *
     * @param {Upload} upload
     */
    leave(upload) {
      upload.stop();
      complain(
        `${upload.name} was not attached: you left the claim before all of it had come. Go back, and attach it again.`,
      );
    },
    /** @param {Attached} answer */
    hear({ file, at, problem, done, said }) {
      tell(file, { problem, done, said, at });
      if (!problem && !done && !said) goOn(file, at);
    },
    /**
     * Give an attached file as a download.
     *
     * @param {AttachmentForm} attachment
     * @param {(problem: string | null) => void} onProblem
     */
    open({ sha256, name }, onProblem) {
      asked.set(sha256, { name, onProblem });
      send({ op: "openattachment", sha256 });
    },
    /**
     * @param {Opened} answer
     * @param {DataView<ArrayBuffer>[]} parts
     */
    hearOpened({ sha256, problem }, parts) {
      const one = asked.get(sha256);
      asked.delete(sha256);
      if (!one) return;
      one.onProblem(problem);
      if (!problem) download(one.name, parts);
    },
  };
}

/** @param {Purpose} purpose */
const forPurpose = (purpose) => (purpose === "source" ? {} : { [purpose]: true });

/**
 * Whatever it is, the browser saves it and shows none of it here.
 *
 * @param {string} name
 * @param {DataView<ArrayBuffer>[]} parts
 */
function download(name, parts) {
  const href = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), GONE_AFTER);
}
