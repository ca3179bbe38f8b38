"""Attaching files to sources: they come in parts, since a notebook's server takes no large message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, assert_never

from claimcheck.errors import AttachmentError
from claimcheck.review.attachments import LARGEST, TYPES
from claimcheck.review.json_values import to_json
from claimcheck.widgets import messages
from claimcheck.widgets.desk_tools import Attachments, Incoming

# A fifth of what Jupyter's server takes in one message (10 MiB), and little enough that steps go between.
PART = 2 << 20
_AT_ONCE = 8

Tried = Callable[[Callable[[], object]], str | None]
Tell = Callable[[Mapping[str, Any], Sequence[bytes]], None]


class Attaching:
    """Answers what concerns attached files, each by a message.

    *tell* sends the page a message with bytes beside it, *tried* takes a step and says in words what went
    wrong, if anything.
    """

    def __init__(self, attachments: Attachments, tell: Tell, tried: Tried) -> None:
        self._attachments, self._tell, self._tried = attachments, tell, tried
        self._incoming: dict[str, Incoming] = {}

    @property
    def config(self) -> dict[str, Any]:
        """What a page has to know before it sends anything."""
        accept = ",".join(f".{ending}" for ending in TYPES)
        return {"most": LARGEST, "part": PART, "accept": accept, "problem": self._attachments.problem}

    def hear(self, message: messages.OfFiles, files: Sequence[bytes] = ()) -> None:
        """Do what *message* asks for, with the *files* that came beside it, and answer it."""
        match message:
            case messages.Attach():
                self._answer(message.file, partial(self._begin, message))
            case messages.AttachPart():
                self._answer(message.file, partial(self._go_on, message, files[0] if files else b""))
            case messages.OpenAttachment(sha256=sha256):
                self._open(sha256)
            case _:
                assert_never(message)

    def _answer(self, file: str, step: Callable[[], Mapping[str, Any]]) -> None:
        told = {"kind": "attached", "file": file, "at": 0, "problem": None, "done": None}
        problem = self._tried(lambda: told.update(step()))
        if problem is not None:
            self._leave(file)
        self._tell({**told, "problem": problem}, ())

    def _begin(self, message: messages.Attach) -> Mapping[str, Any]:
        while len(self._incoming) >= _AT_ONCE:
            # Of a page that was closed meanwhile.
            self._leave(next(iter(self._incoming)))
        self._leave(message.file)
        self._incoming[message.file] = self._attachments.receive(message.name, message.size)
        return {}

    def _go_on(self, message: messages.AttachPart, data: bytes) -> Mapping[str, Any]:
        incoming = self._incoming.get(message.file)
        if incoming is None or incoming.received != message.at or not data:
            raise AttachmentError("Not all of the file has come. Nothing was attached: choose it again.")
        incoming.add(data)
        if not incoming.whole:
            return {"at": incoming.received}
        del self._incoming[message.file]
        return {"at": incoming.received, "done": to_json(incoming.finish())}

    def _leave(self, file: str) -> None:
        incoming = self._incoming.pop(file, None)
        if incoming is not None:
            incoming.abandon()

    def _open(self, sha256: str) -> None:
        found: list[bytes] = []
        problem = self._tried(lambda: found.append(self._attachments.content(sha256)))
        self._tell({"kind": "opened", "sha256": sha256, "problem": problem}, found)
