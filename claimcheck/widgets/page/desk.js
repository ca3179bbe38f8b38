// @ts-check
// The desk: one claim at a time, from the kernel's word and no other. "Saved" is what the kernel
// has said after its commit; where its word does not come, the desk says so and goes no further.

import { finishOf, freeze, h, isTyping, say } from "./dom.js";
import { createQueue } from "./queue.js";
import { CLASS_OF, createArticle } from "./article.js";
import { createHistory } from "./history.js";
import { createTeam } from "./team.js";
import { createSeen } from "./seen.js";
import { createForm } from "./form.js";
import { createConnection } from "./connection.js";
import { createLink, decides } from "./link.js";
import { createUnsent, sameWords } from "./unsent.js";
import { createFinish, createKeys, isControl } from "./keys.js";

const RUN_AGAIN = "run the notebook again: menu Run, Run All Cells.";
const LOST = {
  gone: `This desk is no longer connected: its kernel was stopped or restarted. To go on, ${RUN_AGAIN}`,
  silent: `This desk is no longer connected: the kernel does not answer. If it does not come back, ${RUN_AGAIN}`,
};
const BUSY =
  "The kernel is busy with something else. What you type is on this page, and is saved as soon as the kernel answers.";
const UNHEARD =
  "Nobody can say whether your last step was taken: its answer did not come. What stands here is what is saved.";
const UNSURE = `The kernel does not answer: it is busy, or was stopped. If it stays so, ${RUN_AGAIN}`;

function render({ model, el }) {
  // One object for all parts, since another policy changes what is in it.
  const config = { ...model.get("config") };
  let claim = null;
  // What the alert is about: a "step", a "draft", or the target of a step for which something is missing.
  let complaintOf = "step";
  let cutting = false;

  // The page

  const bar = h("div", { class: "cc-bar" });
  const progress = h("span", { class: "cc-progress" });
  /** A figure of the bar that shows the claims it counts. */
  const jump = (show, more = "") =>
    h("button", { class: `cc-jump${more}`, type: "button", onclick: () => send("show", { show }) });
  const waiting = jump(config.shows.waiting);
  const toApprove = jump(config.shows.approve);
  const late = jump(config.shows.overdue, " cc-late");
  const live = h("span", { class: "cc-live", role: "status", "aria-live": "polite" });
  const meter = h("progress", { class: "cc-meter", "aria-label": "Claims decided" });
  const saved = h("span", { class: "cc-saved", role: "status", "aria-live": "polite" });
  const who = h("span", { class: "cc-who" });
  bar.append(
    meter,
    progress,
    waiting,
    toApprove,
    late,
    saved,
    live,
    who,
  );
  const alert = h("div", { class: "cc-alert", role: "alert", tabindex: "-1", hidden: true });
  const banner = h("div", { class: "cc-lost-said", role: "alert", hidden: true });
  const policy = h("div", { class: "cc-policy", role: "status", "aria-live": "polite", dir: "auto", hidden: true });
  const queue = createQueue({
    choices: [
      ["Dismiss", config.dismissReasons.map((reason) => [`dismiss ${reason}`, `dismiss as ${reason}`])],
      [
        "Work together",
        [
          ["assign", "take them"],
          ["blind", "ask for two blind ratings"],
        ],
      ],
    ],
    onOpen: (id) => send("open", { to: id }),
    onMarked: (ids, what) => {
      if (what === "assign") send("assign", { ids, to: config.reviewer });
      else if (what === "blind") send("blind", { ids, on: true });
      else send("dismiss", { ids, reason: what.slice("dismiss ".length) });
    },
  });
  const article = createArticle({
    onOpen: (id) => send("open", { to: id }),
    onRange: drawCutter,
  });
  const team = createTeam({
    config,
    onAssign: (to) => claim && sendHere("assign", { ids: [claim.id], to }),
    onBlind: (on) => claim && sendHere("blind", { ids: [claim.id], on }),
    onSettle: (rating, words) => form.settle(rating, words),
  });
  const history = createHistory({
    onComment: (text) => claim && sendHere("comment", { text }),
    onEdit: edit,
  });
  const form = createForm({
    config,
    team,
    onEdit: edit,
    onTake: (target) => sendHere("take", { target }),
    onDismiss: (reason) => claim && sendHere("dismiss", { ids: [claim.id], reason }),
  });
  const why = h("div", { class: "cc-why" });
  const seen = createSeen({
    onOpen: (id) => send("open", { to: id }),
    onJudge: (known, confirmed) => claim && sendHere("judge", { known, confirmed }),
    onServe: (from, to) => claim && sendHere("serve", { from, to }),
    onSearch: (text) => connection.send({ op: "search", text }),
  });
  const cutAs = (label, how, key) => {
    const press = () => cut(how);
    return h(
      "button",
      { class: "cc-button cc-small", type: "button", title: `Key ${key}`, onclick: press },
      label,
    );
  };
  const cutButtons = [
    cutAs("Add as a claim", "add", "n"),
    cutAs("Make it this claim", "replace", "w"),
    cutAs("Split here", "split", "p"),
  ];
  const cutHint = h("span", { class: "cc-cut-hint", "aria-live": "polite" });
  const cutter = h(
    "div",
    { class: "cc-cutter", role: "group", "aria-label": "Cut claims by hand" },
    cutHint,
    ...cutButtons,
  );
  const go = (label, op, key) =>
    h("button", { class: "cc-button", type: "button", title: `Key ${key}`, onclick: () => send(op) }, label);
  form.actions
    .querySelector(".cc-buttons")
    .append(
      h(
        "span",
        { class: "cc-goes" },
        go("Undo", "undo", "u"),
        go("Redo", "redo", "y"),
        go("Back", "back", "b"),
        go("Next", "next", "j"),
      ),
    );
  const keys = h(
    "div",
    { class: "cc-keys", role: "dialog", "aria-label": "Keys of the desk", tabindex: "-1", hidden: true },
    h("dl", {}, ...KEYS.flatMap(([key, what]) => [h("dt", {}, key), h("dd", {}, what)])),
  );
  const help = h(
    "button",
    { class: "cc-button cc-small", type: "button", title: "Key ?", onclick: toggleKeys },
    "Keys",
  );
  bar.append(help);
  const empty = h("p", { class: "cc-empty", hidden: true }, "");
  const past = h("details", { class: "cc-past" }, h("summary", {}, ""), history.element);
  const scroll = h(
    "div",
    { class: "cc-scroll" },
    article.element,
    cutter,
    why,
    seen.element,
    form.element,
    past,
  );
  // A refusal stands beside the buttons, where it moves nothing that is read or filled in.
  const unsent = createUnsent({
    config,
    read: () => ({ work: form.work, comment: history.comment, seen: form.seen }),
    write: (words) => {
      // They vouch for no more than they were typed on, so that nothing done since is overwritten in silence.
      const on = Math.min(words.seen ?? 0, form.seen);
      form.update({ ...claim, work: words.work, seen: on, version: form.version });
      history.comment = words.comment;
      edit();
    },
    follow: (theirs) => {
      form.follow(theirs);
      edit();
    },
    show: (theirs) => {
      link.forget();
      take(theirs);
      complain("");
    },
  });
  const check = h("div", { class: "cc-check" }, empty, scroll, unsent.element, banner, alert, form.actions);
  const desk = h(
    "div",
    { class: "cc-desk", tabindex: "-1", "aria-label": "Claim-checking desk" },
    bar,
    policy,
    h("div", { class: "cc-panes" }, queue.element, check),
    keys,
  );
  el.classList.add("claimcheck");
  el.append(desk);

  // Speaking with the kernel

  const connection = createConnection({
    model,
    onGone: () => lose("gone"),
    onUnanswered: (n) => link.waitsFor(n) && lost !== "gone" && askAgain(),
  });
  const link = createLink({
    post: (message) =>
      connection.send({
        claim: claim && claim.id,
        seen: claim && form.seen,
        work: claim && form.work,
        comment: history.comment,
        version: form.version,
        ...message,
      }),
    at: () => claim && claim.id,
    hold: (op) => {
      const held = op !== null && decides(op);
      form.hold(held);
      // At once, so that an earlier "Saved" is never taken for this step's.
      if (held) say(saved, "Saving…");
    },
    silent: () => {
      const { alive } = connection;
      if (alive === false) lose("silent");
      else if (lost === "silent") regain();
      else if (!lost) {
        say(saved, "Not saved yet");
        // What is being read stays: the bar says that nothing is saved.
        if (alert.hidden || [BUSY, UNSURE].includes(alert.textContent)) complain(alive ? BUSY : UNSURE, "draft");
      }
    },
    dropped: () =>
      complain(
        "The claim that you pressed this on was just left, so it was not done. What you typed there is kept: " +
          "go back, and press again.",
      ),
  });
  const send = link.ask;
  // The claims that left the page with words that were handed in then, by the message that did so.
  const leaving = new Map();
  /** Ask for a step on the claim at hand and no other. */
  const sendHere = (op, fields) => link.ask(op, fields, claim && claim.id);

  /** How the connection was lost: "gone" for good, "silent" for as long as no answer comes; null where it is there. */
  let lost = null;
  // Whether nothing was answered since an answer failed to come.
  let missed = false;
  let thaw = null;

  /** The kernel is there and did not answer: it was interrupted, or is another one, which answers nothing at all. */
  function askAgain() {
    if (missed) return lose("gone");
    missed = true;
    link.resume();
    if (!link.waits) send("look");
  }

  /** Take no more typing, and say what is to be done. */
  function lose(how) {
    if (lost === null) {
      const kept = link.unsent ? unsent.keep() : null;
      unsent.close();
      link.stop();
      thaw = freeze(root || el);
      say(saved, "Not connected");
      complain("");
      const words = {
        true: " What you typed and was not saved is kept on this page, and offered then.",
        false: " What you typed last is not saved: copy it first.",
        null: " What the desk called saved is saved.",
      };
      banner.append(h("span", {}), words[kept]);
    }
    if (lost === "gone") return;
    lost = how;
    say(banner.firstChild, LOST[how]);
    banner.hidden = false;
    (root || el).classList.add("cc-lost");
  }

  /** The kernel has answered after all. */
  function regain() {
    if (lost === null) return;
    lost = null;
    thaw();
    banner.replaceChildren();
    banner.hidden = true;
    (root || el).classList.remove("cc-lost");
    say(saved, "");
    unsent.open();
    link.resume();
  }

  function edit() {
    link.edit();
    unsent.keep();
    if (!link.waits) say(saved, "Typing…");
  }

  /** Say what went wrong, and with what; with no text take back what was said. */
  function complain(text, source = "step") {
    complaintOf = source;
    alert.hidden = !text;
    say(alert, text || "");
  }

  // Drawing what the kernel says

  function draw() {
    const state = model.get("state");
    const answered = link.answered(state.ack, state.error, state.kept);
    missed &&= !answered;
    regain();
    const former = claim && claim.id;
    // The text that has the focus may belong to another claim then.
    const typing = check.contains(document.activeElement) && isTyping(document.activeElement);
    if (answered?.edited) settle(former, answered, state);
    keepingFocus(() => drawState(state, answered));
    if (typing && former !== null && former !== (claim && claim.id)) leaveText(answered);
    hearTyped();
    if (!answered) return;
    if (answered.op === "assign" && !state.error) team.assigned();
    if (answered.op === "take" && state.error && lacks(answered.target)) form.focusMissing(answered.target);
    // Keys go on with the claims that a figure of the bar has led to.
    if (answered.op === "show") desk.focus({ preventScroll: true });
    if (!state.error && (answered.op === "assign" || answered.op === "blind")) queue.unmarkAll();
    if (answered.op === "serve" && !state.error) seen.served();
    // The draft has let go of a comment that was handed in; one that was refused goes back into it.
    if (answered.op === "comment") state.error ? link.edit() : history.sent();
    link.goOn(answered, state.error);
  }

  /** What becomes of the words that came with a message which the kernel has answered. */
  function settle(claimId, answered, { kept, error }) {
    if (link.unsent) return;
    if (kept === null && !error) unsent.letGo(claimId);
    else unsent.saved(claimId);
  }

  /** The claim that a text was typed on has left the page: what is typed on is neither another's text nor a key. */
  function leaveText(answered) {
    if (answered) return desk.focus({ preventScroll: true });
    complain(
      "This desk went on to another claim, by another view of it or by what others did. What you typed is kept with " +
        "the claim that you were at. Esc goes on here.",
    );
    alert.focus({ preventScroll: true });
  }

  /** Show a draft that was kept after the claim was sent; one of another view never replaces words in silence. */
  function hearTyped() {
    const typed = model.get("typed");
    if (!claim || typed.claim !== claim.id) return;
    const answered = link.sent(typed.n) && lost ? link.answered(typed.n, null, typed.version) : null;
    if (answered) form.version = typed.version;
    else if (!link.sent(typed.n)) meet(typed, typed.seen === form.seen);
    regain();
  }

  /**
   * Bring together what the form holds and what the kernel has. One version is not the `same` draft everywhere,
   * since versions begin again after a step.
   */
  function meet(theirs, same = true) {
    if (theirs.version === form.version && same) return;
    const mine = { work: form.work, comment: history.comment };
    if (link.unsent && !sameWords(mine, theirs)) unsent.differ(theirs);
    else take(theirs);
  }

  /** Put into the form what was typed elsewhere. */
  function take({ work, comment, seen: on, version, moves }) {
    claim = { ...claim, work, comment, seen: on, version, moves };
    keepingFocus(() => form.update(claim));
    history.comment = comment;
    unsent.draw(claim);
  }

  /** Keys go on working where drawing takes the focus away with the control that had it. */
  function keepingFocus(step) {
    const mine = el.contains(document.activeElement);
    step();
    if (mine && !el.contains(document.activeElement)) desk.focus({ preventScroll: true });
  }

  /** Draw what the kernel says: in answer to the message `answered`, or of itself (null). */
  function drawState(state, answered) {
    const before = claim;
    const stays = before !== null && state.claim !== null && before.id === state.claim.id;
    if (answered && state.kept !== null) form.version = state.kept;
    // The toolbar may have changed the claim under words that were not kept yet.
    if (before !== null && !stays && link.edited) leaving.set(link.keep(), before.id);
    claim = state.claim;
    drawPolicy(state.policy);
    drawProgress(state.progress);
    say(saved, state.saved || "");
    if (!state.error) say(live, state.said || "");
    const meanwhile = stays && state.claim.seen !== form.seen;
    // What is refused to another view is said there.
    const error = answered || !state.ack || link.sent(state.ack) ? state.error : null;
    const told = error || state.news;
    // What nobody has asked for takes nothing away that is being read.
    // To look is nobody's step: what the answer to one has said stays, unless there was none.
    if (answered?.op === "look") {
      if (answered.instead || told) complain(told || UNHEARD);
    } else if (answered || (told || "") !== alert.textContent)
      complain(told, !meanwhile && lacks(answered?.target) ? answered.target : "step");
    const shown = model.get("article").id ? model.get("article") : null;
    empty.hidden = shown !== null;
    scroll.hidden = shown === null;
    say(empty, state.empty);
    article.update(shown, claim);
    queue.setCurrent(claim && claim.id);
    drawCutter(null);
    seen.update(claim);
    why.hidden = past.hidden = claim === null;
    team.update(claim, state.people);
    if (!claim) {
      unsent.draw(null);
      form.stand(null);
      return;
    }
    drawWhy();
    history.update(claim.history);
    const steps = `${claim.history.length} step${claim.history.length === 1 ? "" : "s"}`;
    say(past.querySelector("summary"), claim.history.length ? `History: ${steps}` : "History and comments");
    // What others did meanwhile is put beside what was typed. After any other refusal, or while somebody types, the
    // form stays as the reviewer left it, and so does what it has seen.
    const taken = answered && decides(answered.op) && !state.error;
    if (stays && !taken && link.unsent) {
      form.stand(claim);
      meet(claim);
    } else if (stays && !taken && state.error && !meanwhile && claim.version === form.version) form.stand(claim);
    else {
      form.update(claim);
      if (!link.unsent) history.comment = claim.comment;
      unsent.draw(claim);
    }
    if (!stays) requestAnimationFrame(() => (scroll.scrollTop = 0));
  }

  /** By which policy the desk goes, and what there is to say of it. */
  function drawPolicy(news) {
    Object.assign(config, model.get("config"));
    say(who, `${config.reviewer} · ${config.policy}`);
    who.title = config.policyLabel;
    policy.hidden = !news;
    say(policy, news || "");
  }

  function drawProgress({ decided, waiting: proposed, to_approve: mine, overdue, total }) {
    say(progress, `${decided} of ${total} decided`);
    [meter.max, meter.value] = [Math.max(total, 1), decided];
    waiting.hidden = !config.secondEditor;
    say(waiting, `${proposed} waiting for a second editor`);
    toApprove.hidden = !config.secondEditor || mine === 0;
    say(toApprove, `${mine} for you to approve`);
    late.hidden = overdue === 0;
    say(late, `${overdue} repl${overdue === 1 ? "y" : "ies"} overdue`);
  }

  /** How much is missing for the step to `target`; undefined where no step leads there. */
  const lacks = (target) => claim?.moves.find((move) => move.target === target)?.missing.length;

  /** What a draft has changed: what is missing, and whether it is kept. */
  function drawGates({ kept, moves, error, saved: word }) {
    if (kept !== null) form.version = kept;
    if (moves) {
      claim = { ...claim, moves };
      form.stand(claim);
    }
    if (error || complaintOf === "draft" || lacks(complaintOf) === 0) complain(error, "draft");
    say(saved, error ? "Not saved" : link.edited ? "Typing…" : word);
  }

  function hearGates(message) {
    const answered = link.answered(message.ack, message.error, message.kept, claim?.id === message.claim);
    missed &&= !answered;
    regain();
    if (answered?.edited && claim?.id === message.claim) settle(claim.id, answered, message);
    else if (answered?.edited) settleGone(message);
    settleLeft(message);
    if (claim && claim.id === message.claim) drawGates(message);
    // It was handed in when its claim left the page.
    else if (message.error) complain(message.error);
    if (answered) link.goOn(answered, message.error);
  }

  /** What becomes of the words of a draft whose claim left the page before its answer came. */
  function settleGone({ claim: left, error }) {
    // What was handed in as it left is newer.
    if ([...leaving.values()].includes(left)) return;
    if (error) unsent.letGo(left);
    else unsent.saved(left);
  }

  /** What becomes of the words that were handed in when their claim left the page. */
  function settleLeft({ ack, error }) {
    const left = leaving.get(ack);
    leaving.delete(ack);
    if (left && error) unsent.letGo(left);
    else if (left && !(claim?.id === left && link.unsent)) unsent.saved(left);
  }

  function drawWhy() {
    const by = claim.speaker
      ? `said by ${claim.speaker}${claim.quoted === "none" ? "" : ` (${claim.quoted} speech)`}`
      : claim.quoted === "none"
        ? "in the article's own voice"
        : `by somebody who is not known (${claim.quoted} speech)`;
    const chips = claim.reasons.map(([name, reason, weight]) =>
      h(
        "li",
        {
          class: `cc-reason cc-mark-${CLASS_OF[name] || "other"}${weight < 0 ? " cc-against" : ""}`,
          title: `${weight > 0 ? "+" : ""}${weight}`,
        },
        reason,
      ),
    );
    why.replaceChildren(
      h("span", { class: "cc-why-head" }, `Why flagged · ${claim.worthiness.toFixed(2)} · ${by}`),
      h("ul", { class: "cc-reasons" }, ...chips),
      ...facts("Measures", claim.measured.map(drawMeasure)),
      ...facts("Arithmetic", claim.arithmetic ? [claim.arithmetic] : []),
    );
  }

  /** A line of the claim's figures under its name; none where there is nothing to say. */
  function facts(name, items) {
    return items.length
      ? [h("div", { class: "cc-facts" }, h("span", { class: "cc-why-head" }, name), ...items)]
      : [];
  }

  /** The words of a quantity, and what they come to where that says more. */
  function drawMeasure([words, value]) {
    const same = words.toLowerCase() === value.toLowerCase();
    return h("span", { class: "cc-measure" }, same ? words : `${words} = ${value}`);
  }

  function drawCutter(range) {
    for (const button of cutButtons) button.disabled = !range;
    const words = range ? article.text(range.start, range.end).trim() : "";
    const short = words.length > 60 ? `${words.slice(0, 28)} … ${words.slice(-28)}` : words;
    say(
      cutHint,
      range ? `Selected: ${short}` : "Select words in the article to add, widen, shrink or split a claim.",
    );
  }

  function cut(how) {
    if (!article.range) return;
    const { start, end } = article.range;
    cutting = false;
    sendHere("cut", { how, start, end, article: model.get("article").id });
  }

  function openHistory(focus) {
    past.open = true;
    focus();
    past.scrollIntoView({ block: "nearest" });
  }

  function toggleKeys() {
    keys.hidden = !keys.hidden;
    if (keys.hidden) desk.focus({ preventScroll: true });
    else keys.focus();
  }

  // Keys

  const plain = {
    j: () => send("next"),
    ArrowDown: () => send("next"),
    k: () => send("previous"),
    ArrowUp: () => send("previous"),
    b: () => send("back"),
    e: () => form.texts.statement.focus(),
    t: () => form.texts.rationale.focus(),
    s: () => form.addSource(),
    g: () => form.element.querySelector(".cc-step:not(:disabled)")?.focus(),
    x: () => claim && sendHere("dismiss", { ids: [claim.id], reason: form.dismissReason }),
    r: () => form.focusDismissal(),
    z: () => form.stepAside(),
    v: () => queue.mark(),
    V: () => queue.focusChoice(),
    u: () => send("undo"),
    y: () => send("redo"),
    i: () => claim && team.take(),
    I: () => claim && team.focus(),
    o: () => claim && sendHere("take", { target: "updated" }),
    l: () => claim && form.focusContact(),
    B: () => claim && team.blind(),
    M: () => claim && seen.next(),
    C: () => claim && seen.judge(true),
    N: () => claim && seen.judge(false),
    E: () => claim && seen.nextElsewhere(),
    "/": () => claim && seen.focusSearch(),
    m: () => claim && openHistory(history.focus),
    h: () => claim && openHistory(history.focusSteps),
    f: () => root?.querySelector(".claimcheck-find input")?.focus(),
    c: () => ((cutting = true), article.moveRange("none", 0)),
    n: () => cut("add"),
    w: () => cut("replace"),
    p: () => cut("split"),
    q: () => queue.focus(),
    a: () => article.element.querySelector(".cc-article-text").focus(),
    Enter: form.takeStep,
    "?": toggleKeys,
  };

  const cutKeys = {
    ArrowLeft: (shift) => article.moveRange(shift ? "start" : "end", -1),
    ArrowRight: (shift) => article.moveRange(shift ? "start" : "end", 1),
    ArrowUp: () => article.moveRange("sentence", -1),
    ArrowDown: () => article.moveRange("sentence", 1),
  };

  /** Ctrl+Enter at `target`: the button that has the focus, or what belongs to the text; elsewhere the next step. */
  function finish(target) {
    if (["BUTTON", "SUMMARY"].includes(target.tagName)) target.click();
    else if (!el.contains(target)) finishAbove(target);
    else if (finishOf(target)) finishOf(target)();
    else if (!isControl(target)) form.takeStep();
  }

  /** Ctrl+Enter above the desk: what stands in the box is looked for, or what was pasted is brought in. */
  function finishAbove(target) {
    const panel = target.closest(".claimcheck-bring-in");
    // Their boxes hand on what was typed when they change; a browser may not have said so of the one just left.
    for (const box of panel?.querySelectorAll("textarea, input[type=text]") ?? [target])
      box.dispatchEvent(new Event("change", { bubbles: true }));
    panel?.querySelector(".mod-primary")?.click();
  }

  function leave() {
    // What is being typed elsewhere is left, and what was searched for stays.
    if (!isTyping(document.activeElement) || seen.element.contains(document.activeElement))
      seen.closeSearch();
    cutting = false;
    article.clearRange();
    keys.hidden = true;
    desk.focus({ preventScroll: true });
  }

  const onDeskKey = createKeys({
    plain,
    cutting: () => (cutting ? cutKeys : null),
    leave,
    rate: (index) => claim && !link.moves && form.rate(index),
  });
  const onFinish = createFinish((target) => lost === null && target !== alert && finish(target));

  /** Keys do nothing where the desk takes none, and nothing of JupyterLab's either; what is there can be copied. */
  function onKey(event) {
    const idle = lost !== null || (event.target === alert && event.key !== "Escape");
    if (!idle) onDeskKey(event);
    else if (!(event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab" || event.shiftKey))
      event.stopPropagation();
  }

  // The toolbar above is ipywidgets', so the keys are listened for on the box that holds both.
  let root = null;
  let gone = false;
  const listen = () => {
    if (gone) return;
    if (!el.isConnected) {
      requestAnimationFrame(listen);
      return;
    }
    root = el.closest(".claimcheck-desk") || el;
    root.addEventListener("keydown", onKey);
    root.addEventListener("keydown", onFinish, true);
  };
  listen();

  const flush = () => link.edited && !lost && link.keep();
  window.addEventListener("pagehide", flush);
  /** The pile, and the places of the rows that are shown: 32-bit numbers, a fifth of what they would be as text. */
  const drawQueue = () => {
    const { buffer, byteOffset, byteLength } = model.get("shown");
    const places = new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
    keepingFocus(() => queue.update(model.get("queue"), places));
  };
  model.on("change:queue", drawQueue);
  model.on("change:shown", drawQueue);
  model.on("change:state", draw);
  model.on("change:typed", hearTyped);
  const hear = (message) => {
    if (message.kind === "gates") {
      if (link.sent(message.ack)) hearGates(message);
    } else if (message.kind === "rows") {
      queue.unmark(message.rows.filter((row) => row[4] === "dismissed").map((row) => row[0]));
      keepingFocus(() => queue.change(message.rows));
    } else if (message.kind === "before" || message.kind === "elsewhere") {
      if (claim && claim.id === message.claim) keepingFocus(() => seen.arrived(message));
    } else if (message.kind === "searched") keepingFocus(() => seen.searched(message));
  };
  model.on("msg:custom", hear);
  unsent.open();
  drawQueue();
  draw();
  // What was told by messages before this page was there to hear them.
  model.send({ op: "drawn" });

  return () => {
    gone = true;
    window.removeEventListener("pagehide", flush);
    link.close();
    unsent.close();
    connection.close();
    if (root) root.removeEventListener("keydown", onKey);
    if (root) root.removeEventListener("keydown", onFinish, true);
    model.off("change:queue", drawQueue);
    model.off("change:shown", drawQueue);
    model.off("change:state", draw);
    model.off("change:typed", hearTyped);
    model.off("msg:custom", hear);
  };
}

export default { render };
