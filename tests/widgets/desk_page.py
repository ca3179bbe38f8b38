"""What the page does at a desk, for tests without a browser."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from page_types import Named, declared
from terminal_words import TERMINAL

import claimcheck.widgets
from claimcheck.widgets.desk import Desk
from claimcheck.widgets.view import DeskView

TYPES = declared(
    (Path(claimcheck.widgets.__file__).parent / "page" / "types.d.ts").read_text(encoding="utf-8")
)


def as_sent(value: Any) -> Any:
    """*value* as it comes to the page: JSON has no tuples."""
    return json.loads(json.dumps(value))


def wrong_of_view(view: DeskView) -> Iterator[str]:
    """Where what the page is given is not what it declares."""
    for name, field in TYPES.interfaces["Traits"].items():
        if name != "shown":
            yield from TYPES.wrong(as_sent(getattr(view, name)), field.type)


# What the desk says itself, and does not hand on from an article, a source or a person.
_OWN_WORDS = ("error", "problem", "said", "saved", "news", "policy", "plan", "agreement", "empty")


def terminal_words_in(told: dict[str, Any]) -> Iterator[str]:
    """What of the desk's own words somebody without a command line can do nothing with."""
    return (str(told[name]) for name in _OWN_WORDS if TERMINAL.search(str(told.get(name, ""))))


class Page:
    """Sends what `page/desk.js` sends, and keeps what it is told, which is as `page/types.d.ts` has it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.number = desk, 0
        self.told: list[dict[str, Any]] = []
        self.files: list[bytes] = []
        desk.view.send = self._be_told

    def _be_told(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self.told.append(content)
        self.files = buffers or []
        assert list(TYPES.wrong(as_sent(content), Named("Told"))) == []
        assert list(terminal_words_in(content)) == []

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.desk.view.state)

    @property
    def claim(self) -> dict[str, Any]:
        return dict(self.state["claim"])

    @property
    def queue(self) -> list[list[Any]]:
        """The rows that the filter lets through, as the page draws them."""
        view, told = self.desk.view, list(self.told)
        ids = [view.queue["ids"][place] for place in array("I", view.shown)]
        self.hear({"op": "sendrows", "ids": ids})
        fresh, self.told[:] = self.told[len(told) :], told
        return [row for message in fresh for row in message["rows"]]

    @property
    def progress(self) -> dict[str, int]:
        """What the bar says, without the figures that are nought."""
        return {name: count for name, count in self.state["progress"].items() if count}

    def send(
        self, op: str, work: dict[str, Any] | None = None, claim: dict[str, Any] | None = None, **more: Any
    ) -> dict[str, Any]:
        """Send one command about the claim on the page (or *claim*, as the page had it); the new state."""
        shown = claim or self.state["claim"]
        self.number += 1
        message = {
            "op": op,
            "n": self.number,
            "claim": shown and shown["id"],
            "work": (shown and shown["work"]) if work is None else work,
            "seen": shown and shown["seen"],
            "version": shown["version"] if shown else 0,
            "edited": work is not None,
            "comment": "",
            **more,
        }
        return self.hear(message)

    def hear(self, raw: Any) -> dict[str, Any]:
        """Send *raw*, JSON of any kind, as it comes over the wire; the new state."""
        self.desk.hear(as_sent(raw))
        assert list(wrong_of_view(self.desk.view)) == []
        assert list(terminal_words_in(self.state)) == []
        return self.state

    @property
    def filters(self) -> dict[str, Any]:
        """What the queue shows, and by what it could be filtered."""
        return dict(self.desk.view.filters)

    def filter(self, *, go: bool = False, **changed: Any) -> dict[str, Any]:
        """Let the queue show something else; the new state."""
        return self.send("show", filter={**self.filters["filter"], **changed}, go=go)

    def ask(self, op: str, *files: bytes, **fields: Any) -> dict[str, Any]:
        """Send what a panel asks for, with *files* beside it; the answer."""
        self.told.clear()
        self.desk.hear({"op": op, **fields}, files)
        assert list(wrong_of_view(self.desk.view)) == []
        return self.told[-1]

    def paste(self, text: str, **about: str) -> str:
        """Bring in an article that was pasted; what is said."""
        names = ("title", "author", "publisher", "published", "url", "language")
        return str(self.ask("bring", text=text, **{name: about.get(name, "") for name in names})["said"])

    def upload(self, *files: tuple[str, bytes]) -> str:
        """Bring in files, one after the other as the page does; what is said."""
        return " ".join(
            str(self.ask("bringfile", data, name=name, alone=len(files) == 1)["said"]) for name, data in files
        )

    def type(self, work: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Send a draft; the answer."""
        self.send("draft", work, **more)
        return self.told[-1]
