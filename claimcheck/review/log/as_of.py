"""The log as it stood after an earlier event."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from sqlalchemy.engine import Connection

from claimcheck.review.log.chain import UnreadableError
from claimcheck.review.log.coverage import ARTICLES, CLAIMS, TAKEN_IN, Holdings
from claimcheck.review.log.damage import stored_events
from claimcheck.review.replay import ADDED


def up_to(until: int | None, connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the events up to *until*; of all where it is None."""
    return islice(stored_events(connection), None if until is None else min(until, sys.maxsize))


def noted(rows: Iterable[Mapping[str, Any]], kept: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """*rows* as they come, each put into *kept* first."""
    for row in rows:
        kept.append(row)
        yield row


def are_all(rows: Sequence[Mapping[str, Any]], connection: Connection) -> bool:
    """Whether *rows*, the first events of the log, are all that there are."""
    with suppress(UnreadableError):
        return next(stored_events(connection, after=rows[-1]["id"] if rows else 0), None) is None
    return False


def came_later(
    connection: Connection, rows: Sequence[Mapping[str, Any]], held: Holdings
) -> tuple[set[str], set[str]]:
    """The ids of the articles and of the claims that came after the events of *rows*, the first of the log.

    *held* is what those say is there; afterwards, what the whole log says.
    """
    before = {table: set(kept) for table, kept in held.of.items()}
    begun = {row["claim_id"] for row in rows}
    cut: set[str] = set()
    later = Holdings()
    # What cannot be read there is the damage before which somebody wants the log.
    with suppress(UnreadableError):
        for row in stored_events(connection, after=rows[-1]["id"] if rows else 0):
            if row["action"] == ADDED and row["claim_id"] not in begun:
                # In a log from before the checksums this is all that says when it came.
                cut.add(row["claim_id"])
            begun.add(row["claim_id"])
            if row["action"] != TAKEN_IN:
                later.take(row)
            held.take(row)
    came = {table: set(kept) - before[table] for table, kept in later.of.items()}
    return came[ARTICLES], came[CLAIMS] | (cut - before[CLAIMS])
