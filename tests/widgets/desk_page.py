"""What the page does at a desk, for tests without a browser."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from page_types import Named, declared

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


class Page:
    """Sends what `page/desk.js` sends, and keeps what it is told, which is as `page/types.d.ts` has it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.number = desk, 0
        self.told: list[dict[str, Any]] = []
        desk.view.send = self._be_told

    def _be_told(self, content: dict[str, Any], buffers: object = None) -> None:
        self.told.append(content)
        assert list(TYPES.wrong(as_sent(content), Named("Told"))) == []

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.desk.view.state)

    @property
    def claim(self) -> dict[str, Any]:
        return dict(self.state["claim"])

    @property
    def queue(self) -> list[list[Any]]:
        """The rows that the filter lets through, as the page draws them."""
        view = self.desk.view
        return [view.queue[place] for place in array("I", view.shown)]

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
        return self.state

    def type(self, work: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Send a draft; the answer."""
        self.send("draft", work, **more)
        return self.told[-1]
