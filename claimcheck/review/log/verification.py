"""Reading a log that something else has damaged: as far as it goes, and with what is wrong in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.exc import DBAPIError

from claimcheck.errors import StoreError
from claimcheck.review.log.chain import UnreadableError, Verification
from claimcheck.review.log.checksums import Holdings, checksum, row_checksum
from claimcheck.review.log.rows import article_of, claim_of
from claimcheck.review.log.tables import (
    CHECKSUM_COLUMN,
    articles,
    claims,
    desks,
    drafts,
    events,
    policies,
    priorities,
    reference_tables,
)
from claimcheck.review.log.triggers import broken_guard

_CHUNK = 500
_SHOWN = 60
# What SQLite answers where the pages do not hold what they should; anything else is no damage (a lock, say).
_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG}
_ARTICLE, _CLAIM = "The article {id} ({begin})", "The claim {id} ({begin})"
_COVERED_BY_THE_LOG = {
    articles: _ARTICLE,
    claims: _CLAIM,
    policies: "The policy {id} ({name})",
    priorities: "The record of priorities {id} (by {by})",
    reference_tables: "The list of reference tables {id} (by {by})",
}
_WITH_CHECKSUMS = {
    drafts: "The draft of {reviewer} on the claim {claim_id}",
    desks: "The place of {reviewer} at the desk",
}


def is_damage(error: DBAPIError) -> bool:
    """Whether *error* says that the pages of an SQLite file are damaged, and not that it is out of reach."""
    if not isinstance(error.orig, sqlite3.Error):
        return False
    # Text that is not UTF-8 is refused by Python's module itself, without a code.
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _DAMAGE


def stored_events(connection: Connection, after: int = 0) -> Iterator[dict[str, Any]]:
    """The rows of the events with an id above *after*, in order.

    Raises UnreadableError where the next one cannot be read; all before it have been given by then.
    """
    size = _CHUNK
    while True:
        query = select(events).where(events.c.id > after).order_by(events.c.id).limit(size)
        try:
            rows = connection.execute(query).mappings().all()
        except DBAPIError as error:
            if not is_damage(error):
                raise
            if size == 1:
                raise UnreadableError(str(error.orig)) from error
            # Somewhere in this chunk; those before it can still be had one by one.
            size = 1
            continue
        if not rows:
            return
        for row in rows:
            # A page that stands where another should be leads back, and would be read without end.
            if row["id"] <= after:
                raise UnreadableError("its events lead back to earlier ones")
            yield dict(row)
            after = row["id"]


def _unlike_the_log(connection: Connection, held: Holdings, *, to_its_end: bool) -> str | None:
    """The first article, claim or record that is not what the log says, in words."""
    for table, name in _COVERED_BY_THE_LOG.items():
        missing = dict(held.of[table.name])
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            kept = missing.pop(str(row["id"]), None)
            if kept is None and to_its_end:
                return f"{_named(name, row)} was added by something else: no event of the log brought it."
            if kept not in (None, checksum(table.name, dict(row))):
                return f"{_named(name, row)} was changed after it was kept."
        if missing:
            kind = name.partition(" {")[0]
            return f"{kind} {next(iter(missing))} is gone: something else removed it."
    return None


def _named(name: str, row: RowMapping) -> str:
    """*name* filled in from *row*, with the title or the first words of what it holds."""
    # Of another type where somebody else has written it.
    words = str(row.get("title") or row.get("text")).split()
    return name.format(**row, begin=f"“{shorten(' '.join(words), _SHOWN, placeholder='…')}”")


def _changed_row(connection: Connection) -> str | None:
    """The first row outside the log that does not fit the sum it was kept with, in words."""
    for table, name in _WITH_CHECKSUMS.items():
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            if row[CHECKSUM_COLUMN] not in ("", row_checksum(dict(row))):
                return f"{name.format(**row)} was changed after it was kept."
    return None


def _broken_structure(connection: Connection) -> str | None:
    """What SQLite finds wrong with the pages and indexes of its file; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return None
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    return None if found == "ok" else f"The file is damaged ({' '.join(str(found).split())})."


def with_texts(
    connection: Connection, found: Verification, held: Holdings, *, to_its_end: bool = True
) -> Verification:
    """*found*, where it is clean, with what is wrong with the texts, the triggers or the file.

    *held* is what the events say is there; only to the end of the log they say all of it.
    """
    if not found.clean:
        return found
    problem = (
        held.problem
        or _changed_text(connection, held, to_its_end=to_its_end)
        or _broken_structure(connection)
    )
    unguarded = None if problem else broken_guard(connection)
    if unguarded is None:
        return replace(found, problem=problem)
    return replace(found, problem=str(unguarded), guarded=False, at_desk=unguarded.at_desk)


def unreadable_article(error: Exception) -> str:
    """That an article cannot be read, in words."""
    return f"An article cannot be read: it was changed by something else ({error})."


def _changed_text(connection: Connection, held: Holdings, *, to_its_end: bool) -> str | None:
    """What is wrong with the articles and the claims, in words."""
    try:
        return (
            _first_changed(connection)
            or _unlike_the_log(connection, held, to_its_end=to_its_end)
            or _changed_row(connection)
        )
    except DBAPIError as error:
        if not is_damage(error):
            raise
        return f"The articles and claims cannot be read: the database is damaged there ({error.orig})."
    except (TypeError, ValueError, AttributeError) as error:
        return unreadable_article(error)


def _first_changed(connection: Connection) -> str | None:
    """The first article or claim that is gone, or whose content is not what its id was made of, in words."""
    for child, parent in ((claims, articles), (events, claims), (drafts, claims)):
        key = next(iter(child.foreign_keys)).parent
        orphan = select(child).outerjoin(parent).where(parent.c.id.is_(None), key.is_not(None)).limit(1)
        if connection.execute(orphan).first() is not None:
            return f"The {child.name} speak of {parent.name} that are not there: something else removed them."
    for row in connection.execute(select(articles).order_by(articles.c.id)).mappings():
        article = article_of(row)
        if row["id"] not in article.possible_ids:
            return f"{_named(_ARTICLE, row)} does not fit its id: it was changed."
        query = select(claims).where(claims.c.article_id == article.id).order_by(claims.c.start)
        for columns in connection.execute(query).mappings():
            try:
                claim = claim_of(columns)
            except StoreError as error:
                return str(error)
            if columns["id"] not in claim.possible_ids or claim.text != claim.span.of(article.text):
                return f"{_named(_CLAIM, columns)} does not fit its id or its article: it was changed."
    return None
