// @ts-check
// The desk: one claim at a time, from the kernel's word and no other. "Saved" is what the kernel
// has said after its commit; where its word does not come, the desk says so and goes no further.

import { createAhead } from "./ahead.js";
import { claimOfAddress } from "./claim_link.js";
import { createConnection } from "./connection.js";
import { createDrafts } from "./drafts.js";
import { listenToKeys } from "./keyboard.js";
import { createLayer } from "./layer.js";
import { createLayout } from "./layout.js";
import { createLink, decides } from "./link.js";
import { createShown } from "./shown.js";
import { missingFor } from "./steps.js";

/** @import { Model } from "./jupyter.d.ts" */
/** @import { DeskAtKeys } from "./keys.js" */
/** @import { Answered, Op, Sent } from "./link.js" */
/** @import { Claim, Message, Row, State, Told } from "./types.d.ts" */

const UNHEARD =
  "Nobody can say whether your last step was taken: its answer did not come. What stands here is what is saved.";
const DROPPED =
  "The claim that you pressed this on was just left, so it was not done. What you typed there is kept: " +
  "go back, and press again.";
const WENT_ON =
  "This desk went on to another claim, by another view of it or by what others did. What you typed is kept with " +
  "the claim that you were at. Esc goes on here.";

/** @param {{ model: Model, el: HTMLElement }} given */
function render({ model, el }) {
  // One object for all parts, since another policy changes what is in it.
  const config = { ...model.get("config") };
  /** @type {{ claim: Claim | null }} */
  const now = { claim: null };
  const here = () => now.claim && now.claim.id;
  const connection = createConnection({
    model,
    onGone: () => lost.lose("gone"),
    onUnanswered: (n) => link.waitsFor(n) && lost.how !== "gone" && askAgain(),
  });
  const link = createLink({
    post,
    at: here,
    hold,
    silent: saySilent,
    dropped: () => alert.complain(DROPPED),
  });
  const desk = createLayout({
    config,
    link,
    here,
    onEdit: () => drafts.edit(),
    onSearch: (text) => connection.send({ op: "search", text }),
    onWanted: (ids) => connection.send({ op: "sendrows", ids }),
    onPanel: (message, file) => connection.send(message, file),
    onFill: () => layer.toggle(),
    renderers: () => model.widget_manager?.rendermime,
    lost: { root: () => desk.element, onLost, onRegained },
    unsent: {
      read: () => drafts.read(),
      write: (words) => drafts.write(words),
      follow: (theirs) => drafts.follow(theirs),
      show: (theirs) => drafts.show(theirs),
    },
  });
  const { alert, bar, form, history, lost, queue, seen, unsent } = desk;
  const drafts = createDrafts({ now, desk, link });
  const shown = createShown({ model, now, desk, link, drafts });
  const ahead = createAhead({
    here: () => now.claim && { ...now.claim, ...drafts.read(), version: form.version },
    isReady: (target) => missingFor(now.claim, target) === 0,
    show: (next) => shown.goTo(next),
    restore: (from) => shown.goBackTo(from),
  });
  el.classList.add("claimcheck");
  el.append(desk.element);
  const layer = createLayer({
    element: desk.element,
    home: el,
    onFill(on) {
      // Views that are opened before the kernel has heard of it go by it too.
      model.get("config").fills = on;
      connection.send({ op: "fill", on });
    },
    onMoved: () => queue.showCurrent(),
  });

  // Speaking with the kernel

  /** @param {Sent} message */
  function post(message) {
    connection.send(filledIn(message));
    if (lost.how === null) ahead.go(message);
  }

  /**
   * A message with what comes with all that are about a claim.
   *
   * @param {Sent} message
   */
  function filledIn(message) {
    const { work, comment, seen: on } = drafts.read();
    const about = now.claim
      ? { claim: now.claim.id, seen: on, work }
      : { claim: null, seen: null, work: null };
    // What a message has of its own came with its "op", by the types of `Ask`.
    return /** @type {Message} */ ({ ...about, comment, version: form.version, ...message });
  }

  /** @param {Op | null} op */
  function hold(op) {
    const held = op !== null && decides(op);
    form.hold(held);
    // At once, so that an earlier "Saved" is never taken for this step's.
    if (held) bar.saySaved("Saving…");
  }

  /** An answer does not come. */
  function saySilent() {
    const { alive } = connection;
    if (alive === false) lost.lose("silent");
    else if (lost.how === "silent") lost.regain(false);
    else if (lost.how === null) {
      bar.saySaved("Not saved yet");
      alert.complainOfSilence(alive);
    }
  }

  function askAgain() {
    if (!lost.miss()) return;
    link.resume();
    if (!link.waits) link.ask("look");
  }

  function onLost() {
    ahead.back();
    const kept = link.unsent ? unsent.keep() : null;
    unsent.close();
    link.stop();
    bar.saySaved("Not connected");
    alert.complain("");
    return kept;
  }

  function onRegained() {
    bar.saySaved("");
    unsent.open();
    link.resume();
  }

  // Drawing what the kernel says

  function draw() {
    const state = model.get("state");
    // What nobody has asked for is drawn with the answer that is waited for.
    if (ahead.waits && !link.sent(state.ack)) return;
    const about = ahead.left?.id ?? here();
    ahead.meet(state);
    const answered = link.answered(state.ack, state.error, state.kept);
    lost.regain(answered !== null);
    const former = here();
    // The text that has the focus may belong to another claim then.
    const typing = shown.hasTyping();
    if (answered?.edited) drafts.settle(about, state);
    desk.keepingFocus(() => drawState(state, answered, about));
    if (typing && former !== null && former !== here()) leaveText(about === former ? answered : null);
    hearTyped();
    if (answered) goOn(answered, state.error);
  }

  /**
   * @param {Answered} answered
   * @param {string | null} error
   */
  function goOn(answered, error) {
    const { op } = answered;
    if (error && op === "take" && answered.target && missingFor(now.claim, answered.target))
      form.focusMissing(answered.target);
    // Keys go on with the claims that a figure of the bar has led to.
    if (op === "show") desk.focus();
    if (!error) clearAfter(op);
    // The draft has let go of a comment that was handed in; one that was refused goes back into it.
    else if (op === "comment") link.edit();
    link.goOn(answered, error);
  }

  /**
   * What a step was asked for with is done with.
   *
   * @param {Op} op
   */
  function clearAfter(op) {
    if (op === "assign") desk.team.assigned();
    if (op === "assign" || op === "blind") queue.unmarkAll();
    if (op === "serve") seen.served();
    if (op === "tag") desk.tags.sent();
    if (op === "comment") history.sent();
  }

  /**
   * The claim that a text was typed on has left the page: what is typed on is neither another's text nor a key.
   *
   * @param {Answered | null} answered
   */
  function leaveText(answered) {
    if (answered) return desk.focus();
    alert.complain(WENT_ON);
    alert.element.focus({ preventScroll: true });
  }

  /**
   * Draw what the kernel says: in answer to a message, or of itself (null). The message was `about` a claim, which
   * has left the page already where the next one was shown ahead.
   *
   * @param {State} state
   * @param {Answered | null} answered
   * @param {string | null} about
   */
  function drawState(state, answered, about) {
    const former = now.claim;
    const claim = state.claim;
    const stays = former !== null && former.id === claim?.id;
    const wasHere = answered !== null && about === former?.id;
    if (wasHere && state.kept !== null) form.version = state.kept;
    // What was brought in may have changed the claim under words that were not kept yet.
    if (former !== null && !stays && link.edited) drafts.leave(former);
    now.claim = claim;
    const meanwhile = stays && claim?.seen !== form.seen;
    drawBar(state);
    drawAlert(state, answered, meanwhile);
    if (stays && answered && !wasHere && shown.isAsAhead(claim)) return;
    shown.draw(state, model.get("article"));
    if (!claim) return;
    const taken = wasHere && decides(answered.op) && !state.error;
    if (stays && !taken) shown.drawFormAgain(claim, Boolean(state.error) && !meanwhile);
    else shown.drawForm(claim);
    if (!stays) shown.beginAtTop();
  }

  /** @param {State} state */
  function drawBar({ policy, progress, share, people, saved, said, done, error }) {
    Object.assign(config, model.get("config"));
    bar.drawPolicy(policy);
    bar.drawProgress(progress, share);
    desk.filters.drawPeople(people);
    bar.saySaved(saved);
    if (!error) queue.sayDone(said, done);
  }

  /**
   * What went wrong, and what others did; what nobody has asked for takes nothing away that is being read.
   *
   * @param {State} state
   * @param {Answered | null} answered
   * @param {boolean} meanwhile whether others have worked on the claim
   */
  function drawAlert(state, answered, meanwhile) {
    // What is refused to another view is said there.
    const error = answered || !state.ack || link.sent(state.ack) ? state.error : null;
    const told = error || state.news;
    // To look is nobody's step: what the answer to one has said stays, unless there was none.
    if (answered?.op === "look") {
      if (answered.instead || told) alert.complain(told || UNHEARD);
    } else if (answered || (told || "") !== alert.text) {
      const target = answered?.target;
      alert.complain(told, !meanwhile && missingFor(now.claim, target) ? target : "step");
    }
  }

  // Listening

  /** @type {DeskAtKeys} */
  const atKeys = {
    ...desk,
    send: link.ask,
    get claim() {
      return now.claim;
    },
    rate: (index) => now.claim && (ahead.waits || !link.moves) && form.rate(index),
    leave() {
      desk.leave();
      layer.escape(performance.now());
    },
  };

  const unlisten = listenToKeys({
    root: desk.element,
    desk: atKeys,
    isShut: ({ target, key }) => lost.how !== null || (target === alert.element && key !== "Escape"),
  });

  let gone = false;

  /** Once the desk has a place on the page: whether that is JupyterLab's is not known before. */
  function settle() {
    if (gone) return;
    if (!el.isConnected) {
      requestAnimationFrame(settle);
      return;
    }
    layer.fill(config.fills);
    const named = claimOfAddress();
    if (named !== null && named !== here()) link.ask("open", { to: named });
  }

  /** The pile, and the places of the rows that are shown: 32-bit numbers, a fifth of what they would be as text. */
  function drawQueue() {
    const { buffer, byteOffset, byteLength } = model.get("shown");
    const places = new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
    desk.keepingFocus(() => queue.update(model.get("queue"), places));
  }

  /** @param {Row[]} rows */
  function hearRows(rows) {
    queue.unmark(rows.filter((row) => row[4] === "dismissed").map((row) => row[0]));
    desk.keepingFocus(() => queue.change(rows));
  }

  function drawFilters() {
    const filters = model.get("filters");
    desk.keepingFocus(() => desk.filters.update(filters));
    if (!filters.filter) return;
    queue.nameArticles(filters.articles);
    desk.tags.offer(filters.tags);
  }

  /**
   * @param {Told} message
   * @param {DataView<ArrayBuffer>[]} files what came beside it
   */
  function hear(message, files) {
    if (message.kind === "gates") {
      if (link.sent(message.ack)) drafts.hearGates(message);
    } else if (message.kind === "rows") hearRows(message.rows);
    else if (message.kind === "ahead") ahead.hear(message);
    else if (message.kind === "searched") desk.keepingFocus(() => seen.searched(message));
    else if (message.kind === "brought") desk.bringIn.hear(message);
    else if (message.kind === "exporting") desk.exporting.hearPlan(message);
    else if (message.kind === "exported") desk.exporting.hear(message, files);
    else if (message.kind === "attached") desk.files.hear(message);
    else if (message.kind === "opened") desk.files.hearOpened(message, files);
    else if (message.kind === "charts") desk.charts.hear(message);
    else if (message.kind === "priorities") desk.priorities.hear(message);
    else if (message.kind === "previewed") desk.priorities.hearTried(message);
    else if (message.kind === "tables") desk.keepingFocus(() => desk.tables.hear(message));
    else if (message.kind === "tablelooked") desk.tables.hearLooked(message);
    else if (message.kind === "tablekept") desk.keepingFocus(() => desk.tables.hearKept(message));
    else if (message.kind === "prioritieskept") {
      desk.keepingFocus(() => desk.priorities.hearKept(message));
      // What comes first now is what was changed for.
      if (!message.problem) queue.showFirst();
    } else if (now.claim?.id !== message.claim) return;
    else if (message.kind === "worksheet") desk.keepingFocus(() => form.worksheet.arrived(message));
    else desk.keepingFocus(() => seen.arrived(message));
  }

  const hearTyped = () => drafts.hearTyped(model.get("typed"));
  const flush = () => link.edited && lost.how === null && link.keep();
  window.addEventListener("pagehide", flush);
  model.on("change:queue", drawQueue);
  model.on("change:shown", drawQueue);
  model.on("change:state", draw);
  model.on("change:typed", hearTyped);
  model.on("change:filters", drawFilters);
  model.on("msg:custom", hear);
  unsent.open();
  drawFilters();
  drawQueue();
  draw();
  settle();
  // What was told by messages before this page was there to hear them.
  model.send({ op: "drawn" });

  return () => {
    gone = true;
    layer.close();
    desk.exporting.close();
    window.removeEventListener("pagehide", flush);
    link.close();
    unsent.close();
    connection.close();
    unlisten();
    model.off("change:queue", drawQueue);
    model.off("change:shown", drawQueue);
    model.off("change:state", draw);
    model.off("change:typed", hearTyped);
    model.off("change:filters", drawFilters);
    model.off("msg:custom", hear);
  };
}

export default { render };
