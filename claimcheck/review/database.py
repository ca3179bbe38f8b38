"""Opening a database and saying in words what it refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from claimcheck.errors import StoreError
from claimcheck.review import schema

BUSY_SECONDS = 5.0
MEMORY = ":memory:"


class Database:
    """One SQLite file, brought to the current schema, and its transactions.

    Raises StoreError with the remedy where the file cannot be opened, is another program's,
    or was made by a newer claimcheck.
    """

    def __init__(self, path: str | Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = _checked(path, create)
        self._engine = _engine(self.path, busy_seconds)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from beginning to end."""
        with self._connected("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; committed at the end, rolled back on any exception."""
        # A write lock taken late would fail after reading what another has changed meanwhile; take it first.
        with self._connected("BEGIN IMMEDIATE") as connection:
            yield connection

    def _prepare(self) -> None:
        with self.reading() as connection:
            done = schema.recorded_steps(connection)
            foreign = not done and inspect(connection).get_table_names()
        if foreign:
            raise StoreError(
                f"{self.path} is another program's database; name another file with --db or db=."
            )
        known = schema.STEPS[-1].number
        if done and max(done) > known:
            raise StoreError(
                f"{self.path} was made by a newer claimcheck (schema {max(done)}, this one knows {known}). "
                "Update claimcheck to open it; nothing was changed."
            )
        # Not before the file is known to be ours, since the mode is written into it; not in a transaction.
        with self._connected("") as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        if not done or max(done) < known:
            with self.writing() as connection:
                schema.migrate(connection, datetime.now(UTC).isoformat())

    @contextmanager
    def _connected(self, begin: str) -> Iterator[Connection]:
        """A transaction that the statement *begin* opens, or none where it is empty."""
        with self._explained(), self._engine.connect() as plain:
            connection = plain.execution_options(claimcheck_begin=begin)
            with connection.begin():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(_explain(error.orig, self.path)) from error


def _checked(path: str | Path, create: bool) -> str:
    """The path of a database that may be opened, or StoreError."""
    if "://" in str(path):
        raise StoreError(
            f"{path!s} is an address; claimcheck keeps its log in a file: name one with --db or db=."
        )
    if str(path) == MEMORY:
        return MEMORY
    try:
        return str(_checked_file(Path(path).expanduser(), create).resolve())
    except (OSError, ValueError, RuntimeError) as error:
        # A folder that may not be entered, a name too long or with a NUL in it, the home of nobody.
        raise StoreError(
            f"The database {path!s} is out of reach ({error}); name another file with --db or db=."
        ) from error


def _checked_file(file: Path, create: bool) -> Path:
    if file.is_dir():
        raise StoreError(
            f"{file} is a folder; name a database file in it, for example {file / 'claimcheck.db'}."
        )
    if not file.parent.is_dir():
        raise StoreError(f"There is no folder {file.parent} for the database {file.name}; make it first.")
    if not create and not file.exists():
        raise StoreError(f"There is no database {file}; `claimcheck add FILE --db {file}` makes one.")
    return file


def _engine(path: str, busy_seconds: float) -> Engine:
    url = URL.create("sqlite", database=path)
    pool: dict[str, Any] = {"poolclass": StaticPool} if path == MEMORY else {}
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # sqlite3 would begin transactions by itself, and not before DDL; `_begin` does it instead.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options()["claimcheck_begin"]
    if begin:
        connection.exec_driver_sql(begin)


_WORDS = {
    sqlite3.SQLITE_BUSY: "is locked by another program; close it there or wait, then try again",
    sqlite3.SQLITE_LOCKED: "is locked by another program; close it there or wait, then try again",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only; "
    "change its permissions or name another file with --db or db=",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error; check it and its space",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room, then try again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder is read-only or out of reach; "
    "change the permissions or name another file with --db or db=",
    sqlite3.SQLITE_CORRUPT: "is damaged; keep a copy as it is, and take a backup or sqlite3's `.recover`",
    sqlite3.SQLITE_NOTADB: "is not a database; name another file with --db or db=",
}


def _explain(error: BaseException | None, path: str) -> str:
    """What *error* of SQLite means for the person at the desk."""
    # The low byte is the primary code, whatever the refinement in the higher ones.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = _WORDS.get(code, f"refused this step ({error})")
    return f"The database {path} {words}. Nothing of this step was saved."
