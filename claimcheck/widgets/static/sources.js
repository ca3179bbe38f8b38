// The sources of one claim, a row each.

/** `onEdit()` is called after every change. */
function createSources({ onEdit }) {
  let rows = [];
  const list = h("div", { class: "cc-sources", role: "list" });
  const add = h(
    "button",
    { class: "cc-button cc-small", type: "button", onclick: () => append({}, true) },
    "+ Add a source",
  );
  const element = h(
    "fieldset",
    { class: "cc-fieldset" },
    h("legend", { class: "cc-label" }, "Sources"),
    list,
    add,
  );

  function field(value, placeholder, label) {
    const input = h("input", {
      type: "text",
      class: "cc-input",
      placeholder,
      "aria-label": label,
      spellcheck: "false",
    });
    input.value = value || "";
    input.addEventListener("input", onEdit);
    return input;
  }

  function append(source, focus = false) {
    const number = rows.length + 1;
    const address = field(
      source.address,
      "Address (https://…) or where it is kept",
      `Address of source ${number}`,
    );
    const title = field(source.title, "Title or publisher", `Title of source ${number}`);
    const passage = field(
      source.passage,
      "Passage that decides it, quoted",
      `Quoted passage of source ${number}`,
    );
    const stance = h(
      "select",
      {
        class: "cc-select",
        "aria-label": `Does source ${number} speak for or against the claim?`,
        onchange: onEdit,
      },
      h("option", { value: "" }, "for or against?"),
      h("option", { value: "for" }, "speaks for it"),
      h("option", { value: "against" }, "speaks against it"),
    );
    stance.value = source.stance || "";
    const primary = h("input", { type: "checkbox", onchange: onEdit });
    primary.checked = source.primary === true;
    const opening = h("span", { class: "cc-open" });
    const showLink = () => opening.replaceChildren(...[safeLink(address.value, "open")].filter(Boolean));
    address.addEventListener("input", showLink);
    showLink();
    const row = { source, address, title, passage, stance, primary };
    const remove = h(
      "button",
      {
        class: "cc-button cc-small",
        type: "button",
        "aria-label": `Remove source ${number}`,
        title: "Remove this source",
      },
      "×",
    );
    row.element = h(
      "div",
      { class: "cc-source", role: "listitem" },
      address,
      title,
      passage,
      h(
        "div",
        { class: "cc-source-facts" },
        stance,
        h("label", {}, primary, " primary source"),
        opening,
        remove,
      ),
    );
    remove.addEventListener("click", () => {
      rows = rows.filter((other) => other !== row);
      row.element.remove();
      onEdit();
      add.focus();
    });
    rows.push(row);
    list.append(row.element);
    if (focus) {
      address.focus();
      row.element.scrollIntoView({ block: "nearest" });
    }
  }

  /** What one row says, with the facts that this form does not show left as they were. */
  function read({ source, address, title, passage, stance, primary }) {
    const said = {
      ...source,
      address: address.value,
      title: title.value,
      passage: passage.value,
      stance: stance.value,
      primary: primary.checked || (source.primary === undefined ? null : false),
      consulted: source.consulted || new Date().toISOString().slice(0, 10),
    };
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== "" && value !== null));
  }

  return {
    element,
    add: () => append({}, true),
    get value() {
      return rows.map(read).filter((source) => Object.keys(source).some((name) => name !== "consulted"));
    },
    set value(sources) {
      rows = [];
      list.replaceChildren();
      for (const source of sources) append(source);
    },
  };
}
