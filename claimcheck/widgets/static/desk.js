// The desk: one claim at a time, from the kernel's word and no other. "Saved" is what the kernel
// has said after its commit; where its word does not come, the desk says so and goes no further.

const DRAFT_AFTER = 400; // ms after the last key
const RETRY_AFTER = 5000;
const PATIENCE = 7000; // ms until a missing answer is spoken of: longer than the database may take to refuse

const KEYS = [
  ["j or ↓", "next claim"],
  ["k or ↑", "claim above"],
  ["b", "back to the claim before"],
  ["1 to 7", "choose the rating"],
  ["e", "write the statement"],
  ["t", "write the rationale"],
  ["s", "add a source"],
  ["Enter", "take the next step, and go on (in a text: Ctrl+Enter)"],
  ["g", "go to the steps"],
  ["x", "dismiss, for the reason beside the button"],
  ["r", "choose the reason for dismissing"],
  ["v", "mark the claim in the queue"],
  ["u", "undo your last step"],
  ["c", "cut by keys: ← → move the end, Shift+← → the start, ↑ ↓ go to another sentence"],
  ["n", "selected words: add them as a new claim"],
  ["w", "selected words: make them the words of this claim"],
  ["p", "selected words: split this claim there"],
  ["q", "go to the queue"],
  ["a", "go to the article"],
  ["Esc", "leave a text or a cut"],
  ["?", "show or hide these keys"],
];

function render({ model, el }) {
  const config = model.get("config");
  let claim = null;
  let number = 0;
  let pending = null;
  let waiting = null;
  let draftTimer = null;
  let edited = false;
  let version = 0;
  let cutting = false;

  // The page

  const bar = h("div", { class: "cc-bar" });
  const progress = h("span", { class: "cc-progress" });
  const meter = h("progress", { class: "cc-meter", "aria-label": "Claims decided" });
  const saved = h("span", { class: "cc-saved", role: "status", "aria-live": "polite" });
  bar.append(meter, progress, saved, h("span", { class: "cc-who", title: config.policyLabel }, `${config.reviewer} · ${config.policy}`));
  const alert = h("div", { class: "cc-alert", role: "alert", hidden: true });
  const queue = createQueue({
    reasons: config.dismissReasons,
    onOpen: (id) => send("open", { to: id }),
    onDismiss: (ids, reason) => send("dismiss", { ids, reason }),
  });
  const article = createArticle({
    onOpen: (id) => send("open", { to: id }),
    onRange: drawCutter,
  });
  const form = createForm({
    config,
    onEdit: edit,
    onTake: (target) => send("take", { target }),
    onDismiss: (reason) => claim && send("dismiss", { ids: [claim.id], reason }),
  });
  const why = h("div", { class: "cc-why" });
  const same = h("div", { class: "cc-same" });
  const cutAs = (label, how, key) => {
    const press = () => cut(how);
    return h("button", { class: "cc-button cc-small", type: "button", title: `Key ${key}`, onclick: press }, label);
  };
  const cutButtons = [cutAs("Add as a claim", "add", "n"), cutAs("Make it this claim", "replace", "w"), cutAs("Split here", "split", "p")];
  const cutHint = h("span", { class: "cc-cut-hint", "aria-live": "polite" });
  const cutter = h("div", { class: "cc-cutter", role: "group", "aria-label": "Cut claims by hand" }, cutHint, ...cutButtons);
  const go = (label, op, key) =>
    h("button", { class: "cc-button", type: "button", title: `Key ${key}`, onclick: () => send(op) }, label);
  form.actions.querySelector(".cc-buttons").append(
    h("span", { class: "cc-goes" }, go("Undo", "undo", "u"), go("Back", "back", "b"), go("Next", "next", "j")),
  );
  const keys = h(
    "div",
    { class: "cc-keys", role: "dialog", "aria-label": "Keys of the desk", tabindex: "-1", hidden: true },
    h("dl", {}, ...KEYS.flatMap(([key, what]) => [h("dt", {}, key), h("dd", {}, what)])),
  );
  const help = h("button", { class: "cc-button cc-small", type: "button", title: "Key ?", onclick: toggleKeys }, "Keys");
  bar.append(help);
  const empty = h("p", { class: "cc-empty", hidden: true }, "");
  const scroll = h("div", { class: "cc-scroll" }, article.element, cutter, why, same, form.element);
  const check = h("div", { class: "cc-check" }, scroll, form.actions);
  const desk = h(
    "div",
    { class: "cc-desk", tabindex: "-1", "aria-label": "Claim-checking desk" },
    bar,
    alert,
    h("div", { class: "cc-panes" }, queue.element, h("div", { class: "cc-right" }, empty, check)),
    keys,
  );
  el.classList.add("claimcheck");
  el.append(desk);

  // Speaking with the kernel

  function send(op, more = {}) {
    if (pending) return;
    clearTimeout(draftTimer);
    number += 1;
    pending = { n: number, op };
    form.hold(op !== "draft");
    model.send({ op, n: number, claim: claim && claim.id, work: claim && form.work, version, edited, ...more });
    edited = false;
    if (op !== "draft") say(saved, "Saving…");
    waiting = setTimeout(noAnswer, PATIENCE);
  }

  function answered(n) {
    if (!pending || pending.n !== n) return;
    clearTimeout(waiting);
    pending = null;
    form.hold(false);
    // What was typed while the answer was on its way has not been sent yet.
    if (edited) draftTimer = setTimeout(() => send("draft"), DRAFT_AFTER);
  }

  function noAnswer() {
    say(saved, "Not saved");
    complain(
      "The kernel does not answer. What you typed is still on this page but is not saved, and the desk waits. " +
        "If the kernel was stopped or restarted, copy what you need and run the notebook again.",
    );
  }

  function edit() {
    edited = true;
    if (!pending) say(saved, "Typing…");
    clearTimeout(draftTimer);
    draftTimer = setTimeout(() => send("draft"), DRAFT_AFTER);
  }

  function complain(text) {
    alert.hidden = !text;
    say(alert, text || "");
  }

  // Drawing what the kernel says

  function draw() {
    const state = model.get("state");
    const before = claim;
    claim = state.claim;
    answered(state.ack);
    const { decided, waiting: proposed, total } = state.progress;
    const editors = config.secondEditor ? ` · ${proposed} waiting for a second editor` : "";
    say(progress, `${decided} of ${total} decided${editors}`);
    [meter.max, meter.value] = [Math.max(total, 1), decided];
    say(saved, state.saved || "");
    complain(state.error);
    const shown = model.get("article").id ? model.get("article") : null;
    empty.hidden = check.hidden = false;
    if (shown) empty.hidden = true;
    else check.hidden = true;
    say(empty, state.empty);
    article.update(shown, claim);
    queue.setCurrent(claim && claim.id);
    drawCutter(null);
    drawSame(null);
    why.hidden = claim === null;
    if (!claim) {
      form.stand(null);
      return;
    }
    version = claim.version;
    drawWhy();
    // After a refusal the form stays as the reviewer left it.
    if (!state.error || !before || before.id !== claim.id) form.update(claim);
    else form.stand(claim);
    if (!before || before.id !== claim.id) scroll.scrollTop = 0;
  }

  function drawWhy() {
    const by = claim.speaker ? `said by ${claim.speaker}${claim.quoted === "none" ? "" : ` (${claim.quoted} speech)`}` : "in the article's own voice";
    const chips = claim.reasons.map(([name, reason, weight]) =>
      h(
        "li",
        { class: `cc-reason cc-mark-${CLASS_OF[name] || "other"}${weight < 0 ? " cc-against" : ""}`, title: `${weight > 0 ? "+" : ""}${weight}` },
        reason,
      ),
    );
    why.replaceChildren(
      h("span", { class: "cc-why-head" }, `Why flagged · ${claim.worthiness.toFixed(2)} · ${by}`),
      h("ul", { class: "cc-reasons" }, ...chips),
    );
  }

  function drawSame(found) {
    same.hidden = !found || found.length === 0;
    same.replaceChildren();
    if (same.hidden) return;
    same.append(h("span", { class: "cc-why-head" }, `Nearly the same words in ${found.length === 1 ? "another article" : "other articles"}`));
    for (const { id, text, title, score, status } of found) {
      const open = h("button", { class: "cc-same-claim", type: "button", onclick: () => send("open", { to: id }) }, text);
      same.append(h("div", { class: "cc-same-row" }, h("span", { class: "cc-score" }, `${Math.round(score)}%`), open, h("span", { class: "cc-row-state" }, `${title} · ${status}`)));
    }
  }

  function drawCutter(range) {
    for (const button of cutButtons) button.disabled = !range;
    const words = range ? article.text(range.start, range.end).trim() : "";
    const short = words.length > 60 ? `${words.slice(0, 28)} … ${words.slice(-28)}` : words;
    say(cutHint, range ? `Selected: ${short}` : "Select words in the article to add, widen, shrink or split a claim.");
  }

  function cut(how) {
    if (!article.range) return;
    const { start, end } = article.range;
    cutting = false;
    send("cut", { how, start, end, article: model.get("article").id });
  }

  function toggleKeys() {
    keys.hidden = !keys.hidden;
    if (keys.hidden) desk.focus({ preventScroll: true });
    else keys.focus();
  }

  // Keys: plain ones are the desk's own wherever the focus is in it, and never JupyterLab's,
  // to which "d d" would mean: remove this cell.

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
    x: () => claim && send("dismiss", { ids: [claim.id], reason: form.dismissReason }),
    r: () => form.focusDismissal(),
    v: () => queue.mark(),
    u: () => send("undo"),
    c: () => ((cutting = true), article.moveRange("none", 0)),
    n: () => cut("add"),
    w: () => cut("replace"),
    p: () => cut("split"),
    q: () => queue.focus(),
    a: () => article.element.querySelector(".cc-article-text").focus(),
    Enter: () => claim && claim.forward && send("take", { target: claim.forward }),
    "?": toggleKeys,
  };

  const cutKeys = {
    ArrowLeft: (shift) => article.moveRange(shift ? "start" : "end", -1),
    ArrowRight: (shift) => article.moveRange(shift ? "start" : "end", 1),
    ArrowUp: () => article.moveRange("sentence", -1),
    ArrowDown: () => article.moveRange("sentence", 1),
  };

  function onKey(event) {
    const { key, target } = event;
    if (key === "Escape") {
      cutting = false;
      article.clearRange();
      keys.hidden = true;
      desk.focus({ preventScroll: true });
    } else if (event.ctrlKey || event.metaKey) {
      // Ctrl+Enter would run the cell again under the hands of somebody who is typing.
      if (key !== "Enter") return;
      if (el.contains(target) && claim && claim.forward) send("take", { target: claim.forward });
    } else if (event.altKey || key === "Tab") {
      return;
    } else if (isTyping(target)) {
      event.stopPropagation();
      return;
    } else if (key === "Enter" && event.shiftKey) {
      return;
    } else if (cutting && cutKeys[key]) {
      cutKeys[key](event.shiftKey);
    } else if (isControl(target) && (key === "Enter" || key === " " || key.startsWith("Arrow"))) {
      // A button is pressed and a radio moved by these keys; JupyterLab must not act on them too.
      event.stopPropagation();
      return;
    } else if (key === " ") {
      event.stopPropagation();
      return;
    } else if (/^[1-9]$/.test(key)) {
      if (claim && !event.repeat) form.rate(Number(key) - 1);
    } else if (Object.hasOwn(plain, key) && !(event.repeat && !key.startsWith("Arrow"))) {
      plain[key]();
    }
    event.stopPropagation();
    event.preventDefault();
  }

  const isControl = (target) => ["BUTTON", "INPUT", "A", "SUMMARY"].includes(target.tagName);

  // The toolbar above is ipywidgets', so the keys are listened for on the box that holds both.
  let root = null;
  const listen = () => {
    if (!el.isConnected) {
      requestAnimationFrame(listen);
      return;
    }
    root = el.closest(".claimcheck-desk") || el;
    root.addEventListener("keydown", onKey);
  };
  listen();

  const drawQueue = () => queue.setRows(model.get("queue"));
  model.on("change:queue", drawQueue);
  model.on("change:state", draw);
  const hear = (message) => {
    if (message.kind === "gates") {
      answered(message.ack);
      if (!claim || claim.id !== message.claim) return;
      version = message.version;
      if (message.moves) {
        claim = { ...claim, moves: message.moves };
        form.stand(claim);
      }
      complain(message.error);
      if (message.error) {
        // Still unsaved: try again, in case what stood in the way goes away.
        edited = true;
        say(saved, "Not saved");
        draftTimer = setTimeout(() => send("draft"), RETRY_AFTER);
      } else if (!edited) say(saved, message.saved);
    } else if (message.kind === "rows") {
      const rows = model.get("queue");
      const fresh = new Map(message.rows.map((row) => [row[0], row]));
      rows.forEach((row, index) => fresh.has(row[0]) && (rows[index] = fresh.get(row[0])));
      queue.unmark();
      queue.setRows(rows);
    } else if (message.kind === "same" && claim && claim.id === message.claim) drawSame(message.found);
  };
  model.on("msg:custom", hear);
  drawQueue();
  draw();

  return () => {
    if (edited) send("draft");
    clearTimeout(draftTimer);
    clearTimeout(waiting);
    if (root) root.removeEventListener("keydown", onKey);
    model.off("change:queue", drawQueue);
    model.off("change:state", draw);
    model.off("msg:custom", hear);
  };
}

export default { render };
