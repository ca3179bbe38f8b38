"""What the page does at a desk, for tests without a browser."""

from __future__ import annotations

import json
from array import array
from typing import Any

from claimcheck.widgets.desk import Desk


class Page:
    """Sends what `page/desk.js` sends, and keeps what is sent to it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.number = desk, 0
        self.told: list[dict[str, Any]] = []
        desk.view.send = lambda content, buffers=None: self.told.append(content)

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
        self.desk.hear(json.loads(json.dumps(raw)))
        return self.state

    def type(self, work: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Send a draft; the answer."""
        self.send("draft", work, **more)
        return self.told[-1]
