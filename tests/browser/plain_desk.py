"""A desk on a plain page, without a notebook: the page's own script and styles, and the desk in this process.

What goes between the two is what goes between a kernel and a notebook, message by message: `PlainPage` hands
it on at once, and at a `PlainDesk` a test says when.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from comm.base_comm import BaseComm
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from watching import Watched

import claimcheck as cc
from claimcheck.widgets.desk import Desk

# A browser keeps words for a page that has an address only.
ADDRESS = "http://desk.test/"
# Draws the widget as a notebook's front end does, from what the kernel says and nothing else.
_HARNESS = """
const values = {}, raw = {}, listeners = new Map(), asked = [];
const heard = (name) => listeners.get(name) ?? listeners.set(name, []).get(name);
const model = {
  get: (name) => values[name],
  send(content, callbacks, files = []) {
    window.callbacks = callbacks;
    window.post(structuredClone(content), callbacks, files);
  },
  get widget_manager() {
    return window.manager;
  },
  on: (name, listener) => heard(name).push(listener),
  off: (name, listener) => listeners.set(name, heard(name).filter((one) => one !== listener)),
};
window.sent = [];
window.post = (content) => window.sent.push(content);
window.draw = () => {
  window.sent = [];
  window.leave?.();
  const el = document.createElement("div");
  const box = document.createElement("div");
  box.className = "claimcheck-desk";
  box.append(el);
  document.body.replaceChildren(box);
  window.leave = values.render({ model, el });
};
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer);
const update = (state, buffers) => {
  const told = [...Object.entries(state), ...Object.entries(buffers)];
  const fresh = told.filter(([name, value]) => raw[name] !== JSON.stringify(value)).map(([name]) => name);
  for (const [name, value] of told) raw[name] = JSON.stringify(value);
  for (const name of fresh) values[name] = name in buffers ? bytes(buffers[name]) : state[name];
  for (const name of fresh) heard(`change:${name}`).forEach((listener) => listener());
};
window.hear = (message) => {
  if (message.method === "update") update(message.state, message.buffers);
  else if (message.method === "custom")
    heard("msg:custom").forEach((listener) => listener(message.content, message.files.map(bytes)));
  else asked[message.n]?.iopub?.status({ content: { execution_state: message.method } });
};
window.begin = async (first) => {
  window.hear(first);
  const style = document.createElement("style");
  style.textContent = values._css;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([values._esm], { type: "text/javascript" }));
  values.render = (await import(url)).default.render;
  window.draw();
};
window.connect = (address) => {
  const socket = new WebSocket(address);
  window.post = (content, callbacks, files) => {
    const text = (file) => Array.from(new Uint8Array(file), (one) => String.fromCharCode(one)).join("");
    const sent = files.map(text);
    socket.send(JSON.stringify([asked.push(callbacks) - 1, content, sent.map(btoa)]));
  };
  let begun = null;
  socket.onmessage = async ({ data }) => {
    const message = JSON.parse(data);
    if (begun) begun = begun.then(() => window.hear(message));
    else begun = window.begin(message);
  };
};
"""
_HEAD = f"<!doctype html><meta charset='utf-8'><title>A desk</title><script>{_HARNESS}</script>"


@contextmanager
def timed_page(browser: Browser, height: int) -> Iterator[Page]:
    """An empty page with an address, whose time a test can move on."""
    context = browser.new_context(viewport={"width": 1440, "height": height})
    page = context.new_page()
    page.route(ADDRESS, lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(ADDRESS)
    page.clock.install(time="2025-06-03T11:30:00Z")
    yield page
    context.close()


class Wire(BaseComm):
    """What a desk's widget speaks through: *hand_on* gets each message as it is at that moment."""

    def __init__(self, desk: Desk, hand_on: Callable[[dict[str, Any]], object]) -> None:
        self._hand_on = hand_on
        super().__init__()
        desk.view.comm = self

    def publish_msg(
        self,
        msg_type: str,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        **_: Any,
    ) -> None:
        if msg_type != "comm_msg" or data is None:
            return
        names = [path[0] for path in data.get("buffer_paths", [])]
        texts = [b64encode(content).decode() for content in buffers or []]
        beside = {"buffers": dict(zip(names, texts, strict=False)), "files": [] if names else texts}
        # What is sent later is not what it is by then.
        self._hand_on(json.loads(json.dumps({**data, **beside})))

    def hear(self, content: Any, files: Sequence[bytes] = ()) -> None:
        """Have the desk hear a message of the page, with what came beside it."""
        told = {"content": {"data": {"method": "custom", "content": content}}, "buffers": list(files)}
        self.handle_msg(told)


class PlainPage(Watched):
    """*desk* on a page of its own that is answered at once; `heard` is what the page has sent.

    With a *clock* the test can move the page's time on.
    """

    def __init__(
        self, browser: Browser, desk: Desk, viewport: tuple[int, int] = (1280, 900), *, clock: bool = False
    ) -> None:
        size = {"width": viewport[0], "height": viewport[1]}
        context = browser.new_context(viewport=size, locale="en-US")  # type: ignore[arg-type]
        super().__init__(context.new_page(), ADDRESS)
        self.desk, self.heard = desk, list[dict[str, Any]]()
        socket = ADDRESS.replace("http", "ws")
        body = f"{_HEAD}<script>connect('{socket}')</script>"
        self.page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html"))
        self.page.route_web_socket(socket, self._connect)
        if clock:
            self.page.clock.install()
        self.page.goto(ADDRESS)

    def _connect(self, socket: WebSocketRoute) -> None:
        def tell(message: dict[str, Any]) -> None:
            socket.send(json.dumps(message))

        def hear(raw: str | bytes) -> None:
            number, content, files = json.loads(raw)
            self.heard.append(content)
            tell({"method": "busy", "n": number})
            wire.hear(content, [b64decode(file) for file in files])
            tell({"method": "idle", "n": number})

        wire = Wire(self.desk, tell)
        socket.on_message(hear)
        self.desk.view.send_state()

    def wait_for(self, selector: str) -> Locator:
        """The first element that fits the selector, once it is visible."""
        found = self.page.locator(selector).first
        found.wait_for()
        return found

    def close(self) -> None:
        """Close the page, the desk and its log."""
        self.page.context.close()
        self.desk.close()
        self.desk.session.store.close()


class PlainDesk:
    """The page of one reviewer's desk. What it sends waits until `answer` has the desk hear it."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk, self.told = page, desk, list[dict[str, Any]]()
        self._wire = Wire(desk, self.told.append)
        desk.view.send_state()
        page.set_content(_HEAD)
        page.evaluate("first => begin(first)", self.told.pop())

    @property
    def root(self) -> Locator:
        return self.page.locator(".cc-desk")

    def open(self, claim_id: str) -> None:
        """Open a claim by a click on its row."""
        row = self.root.locator(f".cc-row[data-claim='{claim_id}']")
        if row.count() == 0:
            # What is finished has left the queue.
            self.root.get_by_label("Show", exact=True).select_option("all")
            self.answer()
        row.click()
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
                self.hear(message)

    def hear(self, message: dict[str, Any]) -> None:
        """Have the desk hear *message*, and the page what came of it."""
        self._wire.hear(message)
        self.tell()

    def look(self, *, heard: bool = True) -> None:
        """Have the desk see what others have done, as it does now and then; the page *heard* of it or not."""
        self.desk.look()
        if heard:
            self.tell()
        self.told.clear()

    def wait_told(self, kind: str) -> None:
        """Wait until the desk has told of *kind*, and let the page know."""
        for _ in range(3000):
            if any(message.get("content", {}).get("kind") == kind for message in self.told):
                return self.tell()
            # The desk's answers come on the loop that runs meanwhile.
            self.page.wait_for_timeout(10)
        raise AssertionError(f"the desk told nothing of {kind}")

    def tell(self, **state: Any) -> None:
        """Let the page know what the desk has told it, and *state* besides."""
        # Taken out first: while the page draws, the desk may tell more.
        told, self.told[:] = list(self.told), []
        more = [{"method": "update", "state": state, "buffers": {}}] if state else []
        self.page.evaluate("messages => messages.forEach(hear)", told + more)


def plain_desk(
    page: Page, db: Path, monkeypatch: pytest.MonkeyPatch, reviewer: str = "Ben", **fields: Any
) -> PlainDesk:
    """*reviewer*'s desk over *db* on *page*; whatever it would do a moment later is done at once."""
    monkeypatch.setattr(Desk, "later", lambda desk, seconds, step: False)
    opened = PlainDesk(page, cc.desk(db, reviewer, threshold=0, **fields))
    expect(opened.root).to_be_visible()
    return opened
