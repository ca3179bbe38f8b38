"""Files that come to the desk, to be attached or as earlier checks: in parts, for no message may be large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, assert_never

from claimcheck.errors import AttachmentError
from claimcheck.review.attachments import LARGEST, TYPES
from claimcheck.review.json_values import to_json
from claimcheck.widgets import messages
from claimcheck.widgets.beside import beside
from claimcheck.widgets.desk_tools import IncomingAttachment, IncomingChecks, Tools

# A fifth of what Jupyter's server takes in one message (10 MiB), and little enough that steps go between.
PART = 2 << 20
_AT_ONCE = 8

Tried = Callable[[Callable[[], object]], str | None]
Tell = Callable[[Mapping[str, Any], Sequence[bytes]], None]


class Attaching:
    """Answers what concerns files that come in parts, each by a message.

    *tell* sends the page a message with bytes beside it, *tried* takes a step and says in words what went
    wrong, if anything; *checked* is called after earlier checks were brought in.
    """

    def __init__(self, tools: Tools, tell: Tell, tried: Tried, checked: Callable[[], None]) -> None:
        self._tools, self._tell, self._tried, self._checked = tools, tell, tried, checked
        self._incoming: dict[str, IncomingAttachment | IncomingChecks] = {}

    @property
    def config(self) -> dict[str, Any]:
        """What a page has to know before it sends anything."""
        accept = ",".join(f".{ending}" for ending in TYPES)
        problem = self._tools.attachments.problem
        return {"most": LARGEST, "part": PART, "accept": accept, "problem": problem}

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

    def _answer(self, file: str, step: Callable[[], Mapping[str, Any] | None]) -> None:
        """Answer what became of *step*; where that is None, it is answered later."""
        came: list[Mapping[str, Any] | None] = []
        problem = self._tried(lambda: came.append(step()))
        if problem is not None:
            self._leave(file)
            self._tell_of(file, problem=problem)
        elif came[0] is not None:
            self._tell_of(file, **came[0])

    def _tell_of(self, file: str, **fields: Any) -> None:
        told = {"kind": "attached", "file": file, "at": 0, "problem": None, "done": None, "said": None}
        self._tell({**told, **fields}, ())

    def _begin(self, message: messages.Attach) -> Mapping[str, Any]:
        while len(self._incoming) >= _AT_ONCE:
            # Of a page that was closed meanwhile.
            self._leave(next(iter(self._incoming)))
        self._leave(message.file)
        self._incoming[message.file] = self._receive(message)(message.name, message.size)
        return {}

    def _receive(self, message: messages.Attach) -> Callable[[str, int], IncomingAttachment | IncomingChecks]:
        if message.checks:
            return self._tools.checks
        if message.tables and self._tools.tables is not None:
            return self._tools.tables.receive
        return self._tools.attachments.receive

    def _go_on(self, message: messages.AttachPart, data: bytes) -> Mapping[str, Any] | None:
        incoming = self._incoming.get(message.file)
        if incoming is None or incoming.received != message.at or not data:
            raise AttachmentError("Not all of the file has come. Nothing of it was kept: choose it again.")
        incoming.add(data)
        if not incoming.whole:
            return {"at": incoming.received}
        del self._incoming[message.file]
        if isinstance(incoming, IncomingChecks):
            self._bring_in(message.file, incoming)
            return None
        return {"at": incoming.received, "done": to_json(incoming.finish())}

    def _bring_in(self, file: str, checks: IncomingChecks) -> None:
        """Bring earlier checks in beside the reviewer's work, and answer once they are there."""
        said: list[str] = []

        def tell(problem: str | None) -> None:
            self._tell_of(file, problem=problem, said=said[0] if said else None)
            self._checked()

        work = partial(self._tried, lambda: said.append(checks.bring_in()))
        beside(work, lambda problem: self._tried(lambda: tell(problem)))

    def _leave(self, file: str) -> None:
        incoming = self._incoming.pop(file, None)
        if incoming is not None:
            incoming.abandon()

    def _open(self, sha256: str) -> None:
        found: list[bytes] = []
        problem = self._tried(lambda: found.append(self._tools.attachments.content(sha256)))
        self._tell({"kind": "opened", "sha256": sha256, "problem": problem}, found)
