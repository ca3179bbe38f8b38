"""A desk on a plain page, without a notebook: the page's own script, answered by a desk in this process."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import claimcheck as cc
from claimcheck.widgets.desk import Desk

_TRAITS = ("config", "queue", "article", "state", "typed")
_HARNESS = """
window.begin = async (script, values, places) => {
  const listeners = new Map();
  const heard = (name) => listeners.get(name) ?? listeners.set(name, []).get(name);
  const model = {
    get: (name) => (name === "shown" ? new DataView(Uint32Array.from(places).buffer) : values[name]),
    send: (message, callbacks) => {
      window.sent.push(structuredClone(message));
      window.callbacks = callbacks;
    },
    get widget_manager() {
      return window.manager;
    },
    on: (name, listener) => heard(name).push(listener),
    off: (name, listener) => listeners.set(name, heard(name).filter((one) => one !== listener)),
  };
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { render } = (await import(url)).default;
  window.draw = () => {
    window.sent = [];
    window.leave?.();
    const el = document.createElement("div");
    document.body.replaceChildren(el);
    window.leave = render({ model, el });
  };
  window.give = (fresh, told) => {
    Object.assign(values, fresh);
    for (const name of Object.keys(fresh)) heard(`change:${name}`).forEach((listener) => listener());
    for (const message of told) heard("msg:custom").forEach((listener) => listener(message));
  };
  window.draw();
};
"""


class PlainDesk:
    """The page of one reviewer's desk. What it sends waits until `answer` has the desk hear it."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk, self.told = page, desk, list[dict[str, Any]]()
        desk.view.send = lambda content, buffers=None: self.told.append(content)
        page.set_content(f"<style>{desk.view._css}</style><script>{_HARNESS}</script>")
        rows = memoryview(desk.view.shown).cast("I").tolist()
        page.evaluate(
            "([script, values, rows]) => begin(script, values, rows)", [desk.view._esm, self._has(), rows]
        )

    def _has(self) -> dict[str, Any]:
        return {name: json.loads(json.dumps(getattr(self.desk.view, name))) for name in _TRAITS}

    @property
    def root(self) -> Locator:
        return self.page.locator(".cc-desk")

    def open(self, claim_id: str) -> None:
        """Open a claim by a click on its row."""
        self.root.locator(f".cc-row[data-claim='{claim_id}']").click()
        self.answer()

    def draw(self) -> None:
        """Draw the page anew, as it stands in the page's model; what it had sent is forgotten."""
        self.page.evaluate("draw()")

    def sent(self) -> list[dict[str, Any]]:
        """What the page has sent since this was last asked."""
        messages: list[dict[str, Any]] = self.page.evaluate("window.sent.splice(0)")
        return messages

    def answer(self) -> None:
        """Have the desk hear what the page has sent, and the page what came of it."""
        while messages := self.sent():
            for message in messages:
                self.do(partial(self.desk._hear, message))

    def look(self) -> None:
        """Have the desk see what others have done, as it does every ten seconds."""
        self.do(self.desk._look)

    def do(self, step: Callable[[], object]) -> None:
        """Have the desk take *step*, and the page know what came of it."""
        before = self._has()
        step()
        self.give({name: value for name, value in self._has().items() if value != before[name]})

    def hear(self, kind: str) -> None:
        """Wait until the desk has told of *kind*, and let the page know."""
        for _ in range(3000):
            if any(message["kind"] == kind for message in self.told):
                break
            # The desk's answers come on the loop that runs meanwhile.
            self.page.wait_for_timeout(10)
        self.give({})

    def give(self, fresh: dict[str, Any]) -> None:
        """Let the page know *fresh* values and what the desk has told it."""
        # Taken out first: while the page draws, the desk may tell more.
        told, self.told = self.told, []
        self.page.evaluate("([fresh, told]) => give(fresh, told)", [fresh, told])


def plain_desk(
    page: Page, db: Path, monkeypatch: pytest.MonkeyPatch, reviewer: str = "Ben", **fields: Any
) -> PlainDesk:
    """*reviewer*'s desk over *db* on *page*; whatever it would do a moment later is done at once."""
    monkeypatch.setattr(Desk, "_later", lambda desk, seconds, step: False)
    opened = PlainDesk(page, cc.desk(db, reviewer, threshold=0, **fields))
    expect(opened.root).to_be_visible()
    return opened
