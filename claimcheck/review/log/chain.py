"""The chain of digests over the events, and what recomputing it finds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import StoreError

EMPTY = "0" * 64
_CONTENT = ("id", "claim_id", "at", "by", "action", "data", "seen")


class UnreadableError(StoreError):
    """The next event of a log cannot be read, for the database is damaged there."""


def digest(before: str, row: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over an event's *row* as stored and the digest *before* it.

    Over the stored values and not over what they mean, so that a row somebody made unreadable
    can still be checked; its own digest is not read.
    """
    content = json.dumps([row[name] for name in _CONTENT], default=repr)
    return hashlib.sha256(f"{before}\n{content}".encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Verification:
    """What recomputing the chain found; ``problem`` is None where everything fits.

    ``events`` is how many fit, from the first on, and ``head`` the digest of the last of them; ``whole`` says
    that no other event is there, so that a problem is one of the texts, the file, or a log that was cut. With
    ``guarded`` off all fits, but the triggers are not those that keep it so. ``at_desk`` says the problem to
    somebody without a command line, where that is to be said otherwise.
    """

    events: int
    head: str
    problem: str | None = None
    whole: bool = True
    guarded: bool = True
    at_desk: str | None = None

    @property
    def problem_at_desk(self) -> str | None:
        """The problem, as somebody at a desk is told."""
        return self.at_desk or self.problem

    @property
    def clean(self) -> bool:
        """Whether everything fits."""
        return self.problem is None


def verify(rows: Iterable[Mapping[str, Any]], head: str | None = None) -> Verification:
    """Recompute the chain over *rows*, the whole log in order; an UnreadableError among them is its end.

    *head* is a digest noted earlier: it has to occur in the log, or the log was cut short or
    rewritten since. The problem names the first event that does not fit.
    """
    before, count, head_seen = EMPTY, 0, head in (None, EMPTY)
    try:
        for row in rows:
            if row["id"] != count + 1:
                problem = f"Event {count + 1} is missing: the next one is event {row['id']}."
                return Verification(count, before, problem, whole=False)
            if digest(before, row) != row["digest"]:
                return Verification(count, before, _mismatch(row), whole=False)
            before, count = row["digest"], count + 1
            head_seen = head_seen or before == head
    except UnreadableError as error:
        problem = f"Event {count + 1} cannot be read, the database is damaged there ({error})."
        return Verification(count, before, problem, whole=False)
    if not head_seen:
        problem = f"The digest {head} is not in the log: the log was cut short or rewritten since."
        return Verification(count, before, problem)
    return Verification(count, before)


def _mismatch(row: Mapping[str, Any]) -> str:
    claim = "" if row["claim_id"] is None else f", claim {row['claim_id']}"
    return (
        f"Event {row['id']} ({row['action']} by {row['by']}, {row['at']}{claim}) does not fit the digests: "
        "it was changed after it was written."
    )
