"""Reading a log that something else has damaged: as far as it goes, and with what is wrong in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from claimcheck.review.chain import UnreadableError
from claimcheck.review.schema import articles, claims, desks, drafts, events, policies
from claimcheck.review.sums import SUM, row_sum

_CHUNK = 500
# What SQLite answers where the pages do not hold what they should; anything else is no damage (a lock, say).
_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG}
_NAMES = {
    articles: "The article {id}",
    claims: "The claim {id}",
    drafts: "The draft of {reviewer} on the claim {claim_id}",
    desks: "The place of {reviewer} at the desk",
    policies: "The policy {id} ({name})",
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


def changed_row(connection: Connection) -> str | None:
    """The first row outside the log that does not fit the sum it was kept with, in words."""
    for table, name in _NAMES.items():
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            if row[SUM] not in ("", row_sum(dict(row))):
                return f"{name.format(**row)} was changed after it was kept."
    return None


def broken_structure(connection: Connection) -> str | None:
    """What SQLite finds wrong with the pages and indexes of its file; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return None
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    return None if found == "ok" else f"The file is damaged ({' '.join(str(found).split())})."
