// The queue: ten thousand claims, of which only those in sight are on the page.

const ROW_HEIGHT = 80;
const OVERSCAN = 6;

/**
 * `onOpen(id)` is called when a claim is chosen, `onDismiss(ids, reason)` for the marked ones.
 * A row is [id, worthiness, text, speaker, status, rating, byHand].
 */
function createQueue({ onOpen, onDismiss, reasons }) {
  let rows = [];
  let places = new Map();
  let current = null;
  let top = 0;
  let height = 0;
  const marked = new Set();
  const rowId = (
    (prefix) => (id) =>
      `${prefix}-${id}`
  )(freshId("row"));

  const count = h("span", { class: "cc-count" });
  const reason = h(
    "select",
    { class: "cc-select", "aria-label": "Reason for dismissing the marked claims" },
    ...reasons.map((name) => h("option", { value: name }, name)),
  );
  const dismiss = h(
    "button",
    {
      class: "cc-button cc-small",
      type: "button",
      title: "Dismiss the marked claims",
      onclick: () => onDismiss([...marked], reason.value),
    },
    "Dismiss as",
  );
  const inner = h("div", { class: "cc-rows-inner", role: "presentation" });
  const list = h(
    "div",
    {
      class: "cc-rows",
      role: "listbox",
      tabindex: "0",
      "aria-label": "Queue of claims",
      "aria-multiselectable": "true",
    },
    inner,
  );
  list.addEventListener(
    "scroll",
    () => {
      top = list.scrollTop;
      draw();
    },
    { passive: true },
  );
  const element = h(
    "section",
    { class: "cc-queue", "aria-label": "Queue" },
    list,
    h("div", { class: "cc-queue-foot" }, count, h("span", { class: "cc-queue-tools" }, dismiss, reason)),
  );

  function drawRow(index) {
    const [id, worthiness, text, speaker, status, rating, byHand] = rows[index];
    const tick = h("input", {
      type: "checkbox",
      class: "cc-tick",
      tabindex: "-1",
      "aria-label": "Mark this claim",
      onclick: (event) => event.stopPropagation(),
      onchange: () => mark(id),
    });
    tick.checked = marked.has(id);
    const state = rating ? `${status} · ${rating}` : status;
    return h(
      "div",
      {
        class: `cc-row cc-is-${status}${id === current ? " cc-current" : ""}`,
        role: "option",
        id: rowId(id),
        "data-claim": id,
        "aria-selected": id === current ? "true" : "false",
        "aria-posinset": index + 1,
        "aria-setsize": rows.length,
        style: `top:${index * ROW_HEIGHT}px;height:${ROW_HEIGHT}px`,
        onclick: () => onOpen(id),
      },
      tick,
      h("span", { class: "cc-score", title: "How much it is worth checking, 0 to 1" }, worthiness.toFixed(2)),
      h("span", { class: "cc-row-who" }, speaker || "the article"),
      h("span", { class: "cc-row-state" }, byHand ? `by hand · ${state}` : state),
      h("span", { class: "cc-row-text" }, text),
    );
  }

  function draw() {
    inner.style.height = `${rows.length * ROW_HEIGHT}px`;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(rows.length, Math.ceil((top + (height || 600)) / ROW_HEIGHT) + OVERSCAN);
    const drawn = [];
    for (let index = first; index < last; index += 1) drawn.push(drawRow(index));
    inner.replaceChildren(...drawn);
    list.setAttribute("aria-activedescendant", current === null ? "" : rowId(current));
    const total = `${rows.length.toLocaleString("en")} claim${rows.length === 1 ? "" : "s"}`;
    say(count, marked.size ? `${marked.size} of ${total} marked` : total);
    dismiss.disabled = marked.size === 0;
    reason.disabled = marked.size === 0;
  }

  /** Draw again the row of one claim, where it is on the page. */
  function show(id) {
    const shown = id === null ? null : inner.querySelector(`[data-claim="${id}"]`);
    if (shown) shown.replaceWith(drawRow(places.get(id)));
  }

  function mark(id) {
    if (marked.has(id)) marked.delete(id);
    else marked.add(id);
    draw();
  }

  /** Scroll to the row of a claim; whether there was any need to. */
  function intoSight(id) {
    const index = places.get(id);
    if (index === undefined || height === 0) return false;
    const row = index * ROW_HEIGHT;
    const wanted = row < top ? row : Math.max(top, row + ROW_HEIGHT - height);
    if (wanted === top) return false;
    top = wanted;
    requestAnimationFrame(() => (list.scrollTop = top));
    return true;
  }

  // The desk is drawn before it has a place on the page; the row at hand is looked for once it has.
  // Its height is kept, since asking the page for it makes the browser lay everything out at once.
  new ResizeObserver(() => {
    const first = height === 0;
    height = list.clientHeight;
    if (first && height) intoSight(current);
    draw();
  }).observe(list);

  return {
    element,
    mark: () => current !== null && places.has(current) && mark(current),
    unmark: (ids) => ids.forEach((id) => marked.delete(id)),
    focus: () => list.focus({ preventScroll: true }),
    setRows(fresh) {
      const place = places.get(current);
      rows = fresh;
      places = new Map(rows.map((row, index) => [row[0], index]));
      for (const id of marked) if (!places.has(id)) marked.delete(id);
      if (places.get(current) !== place) intoSight(current);
      draw();
    },
    setCurrent(id) {
      if (id === current) return;
      const former = current;
      current = id;
      if (intoSight(id)) draw();
      else for (const shown of [former, id]) show(shown);
      list.setAttribute("aria-activedescendant", id === null ? "" : rowId(id));
    },
  };
}
