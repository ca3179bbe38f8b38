// @ts-check
// What is attached to a source: a picture, PDF or page of it, chosen, on its way, or there.

import { freshId, h, say, smallButton } from "./dom.js";
import { attachmentInWords } from "./files.js";

/** @import { Files, Progressed, Upload } from "./files.js" */
/** @import { AttachmentForm } from "./types.d.ts" */

/** @typedef {ReturnType<typeof createAttachment>} AttachmentPart */

/**
 * `kept` is what is attached already, `onEdit()` is called when that has changed.
 *
 * @param {AttachmentForm | null | undefined} kept
 * @param {{ files: Files, onEdit: () => void }} given
 */
export function createAttachment(kept, { files, onEdit }) {
  let attachment = kept ?? null;
  /** @type {Upload | null} */
  let upload = null;
  const picked = h("input", {
    type: "file",
    accept: files.accept,
    hidden: true,
    tabindex: "-1",
    "aria-label": "A file to attach",
    onchange: take,
  });
  const choose = smallButton("Attach a file", () => picked.click());
  const name = h("bdi", { class: "cc-attached-name" });
  const facts = h("span", { class: "cc-attached-facts" });
  const open = smallButton("Download", download);
  const remove = smallButton("×", drop);
  const told = h("p", { class: "cc-attached-said", role: "status", hidden: true });
  const label = h("span", { class: "cc-source-name", id: freshId("attached") }, "Attached");
  const line = h("div", { class: "cc-attached-line" }, choose, picked, name, facts, open, remove);
  const element = h(
    "div",
    { class: "cc-source-attached", role: "group", "aria-labelledby": label.id },
    label,
    line,
    told,
  );

  /** @param {string | null} words */
  function tell(words) {
    told.hidden = !words;
    say(told, words ?? "");
  }

  function draw(share = 0) {
    choose.hidden = Boolean(attachment || upload);
    name.hidden = facts.hidden = remove.hidden = !attachment && !upload;
    open.hidden = !attachment;
    say(name, attachment?.name ?? upload?.name ?? "");
    name.title = name.textContent;
    if (attachment) say(facts, `(${attachmentInWords(attachment)})`);
    else say(facts, `is on its way, ${Math.round(100 * share)}%`);
    remove.title = attachment ? "Attach it no more" : "Stop";
    choose.title = `A picture, PDF or page of at most ${files.most}`;
  }

  function take() {
    const [file] = picked.files ?? [];
    if (!file) return;
    tell(null);
    upload = files.attach(file, hear);
    // Emptied, so that a file that was refused can be picked again.
    picked.value = "";
    draw();
    if (upload) remove.focus({ preventScroll: true });
  }

  /** @param {Progressed} progressed */
  function hear({ problem, done, at }) {
    const share = upload ? at / upload.size : 0;
    if (problem || done) upload = null;
    tell(problem);
    if (done) attachment = done;
    const mine = document.activeElement === remove;
    draw(share);
    if (mine) (done ? open : upload ? remove : choose).focus({ preventScroll: true });
    if (done) onEdit();
  }

  function download() {
    if (!attachment) return;
    tell("Fetching it …");
    files.open(attachment, tell);
  }

  function drop() {
    upload?.stop();
    upload = null;
    const had = attachment !== null;
    attachment = null;
    tell(null);
    draw();
    choose.focus({ preventScroll: true });
    if (had) onEdit();
  }

  draw();
  return {
    element,
    get value() {
      return attachment;
    },
    /** @param {number} count */
    number(count) {
      choose.ariaLabel = `Attach a file to source ${count}`;
      open.ariaLabel = `Download what is attached to source ${count}`;
      remove.ariaLabel = `Remove what is attached to source ${count}`;
    },
    /** A file that is on its way goes on to the row that is drawn instead of this one. */
    giveUpload() {
      const given = upload;
      upload = null;
      return given;
    },
    /** @param {Upload} given */
    takeUpload(given) {
      upload = given;
      given.listen(hear);
      draw();
    },
  };
}
