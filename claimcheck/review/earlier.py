"""The log as it stood after an earlier event."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from sqlalchemy.engine import Connection

from claimcheck.review.chain import UnreadableError
from claimcheck.review.damage import stored_events
from claimcheck.review.replay import ADDED


def up_to(until: int | None, connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the events up to *until*; of all where it is None."""
    return islice(stored_events(connection), None if until is None else min(until, sys.maxsize))


def noted(rows: Iterable[Mapping[str, Any]], kept: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """*rows* as they come, each put into *kept* first."""
    for row in rows:
        kept.append(row)
        yield row


def cut_later(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """The ids of the claims that were cut by hand after the events of *rows*, the first of the log."""
    begun = {row["claim_id"] for row in rows}
    later: set[str] = set()
    # What cannot be read there is the damage before which somebody wants the log.
    with suppress(UnreadableError):
        for row in stored_events(connection, after=rows[-1]["id"] if rows else 0):
            if row["action"] == ADDED and row["claim_id"] not in begun:
                later.add(row["claim_id"])
            begun.add(row["claim_id"])
    return later
