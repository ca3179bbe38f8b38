"""The log as it stands, verified, or as it stood after an earlier event."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError
from claimcheck.model import Article, Claim, Event
from claimcheck.review.events import ADDED, TAKEN_IN
from claimcheck.review.log import chain
from claimcheck.review.log.articles import read_articles
from claimcheck.review.log.chain import UnreadableError, Verification
from claimcheck.review.log.checksums import ARTICLES, CLAIMS, Holdings
from claimcheck.review.log.rows import claim_of, event_of
from claimcheck.review.log.tables import claims
from claimcheck.review.log.verification import stored_events, unreadable_article, with_texts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a log held at one moment: articles by their id in the order of import, claims, and events.

    ``found`` is what verifying it in the same moment found; ``events`` are those that fit.
    """

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    events: Sequence[Event]
    found: Verification


def verify(connection: Connection, head: str | None, texts: bool) -> Verification:
    """What `Store.verify` does, in its transaction."""
    rows = stored_events(connection)
    if not texts:
        return chain.verify(rows, head)
    held = Holdings()
    found = chain.verify(held.following(rows), head)
    return with_texts(connection, found, held)


def snapshot(connection: Connection, until: int | None, path: str) -> Snapshot:
    """What `Store.snapshot` does, in its transaction; *path* is what people are told of the database."""
    held = Holdings()
    rows: list[Mapping[str, Any]] = []
    up_to = islice(stored_events(connection), None if until is None else min(until, sys.maxsize))
    found = chain.verify(_collected(held.following(up_to), rows))
    now = until is None or _are_all(rows, connection)
    new_articles, new_claims = (set(), set()) if now else _came_later(connection, rows, held)
    found = with_texts(connection, found, held, to_its_end=now)
    try:
        flagged = [claim_of(row) for row in connection.execute(select(claims)).mappings()]
        kept = read_articles(connection, until)
    except (TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"{path}: {unreadable_article(error)}") from error
    return Snapshot(
        {article_id: kept[article_id] for article_id in kept if article_id not in new_articles},
        [claim for claim in flagged if claim.id not in new_claims and claim.article_id in kept],
        [event_of(row) for row in rows[: found.events]],
        found,
    )


def _collected(
    rows: Iterator[Mapping[str, Any]], into: list[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        into.append(row)
        yield row


def _are_all(rows: Sequence[Mapping[str, Any]], connection: Connection) -> bool:
    """Whether *rows*, the first events of the log, are all that there are."""
    with suppress(UnreadableError):
        return next(stored_events(connection, after=rows[-1]["id"] if rows else 0), None) is None
    return False


def _came_later(
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
