"""The log in one SQLite file: how it is opened, and what its refusals mean."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, StaticPool

from claimcheck.errors import StoreError
from claimcheck.output_paths import unfit
from claimcheck.review.log.backend import Backend

MEMORY = ":memory:"
_WRITE = "BEGIN IMMEDIATE"
_ASK_EVERY = 0.002
# What SQLite keeps beside a log in WAL mode; with a connection goes what it knew of them.
_BESIDE = ("-wal", "-shm")
_KNOWN = "claimcheck_beside"


class Presence:
    """Which files lay at *paths* when this was made; one that was not there is not missed later."""

    def __init__(self, paths: Iterable[Path]) -> None:
        there = ((path, _identity(path)) for path in paths)
        self._known = {path: identity for path, identity in there if identity is not None}

    def lost(self) -> Path | None:
        """The first of the files that was removed, moved away or replaced since.

        A program that has it open can go on writing into it, but nobody finds there what it writes.
        """
        return next((path for path, was in self._known.items() if _identity(path) != was), None)


def _identity(path: Path) -> tuple[int, int] | None:
    """The device and the number of the file at *path*; None where there is none, or none to be seen."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class SQLiteFile(Backend):
    """One file, or for ``:memory:`` none; with *read_only* not a byte of it is changed.

    Raises StoreError with the remedy where there can be no such file.
    """

    another = "another file"
    reading: ClassVar[Mapping[str, Any]] = {"claimcheck_begin": "BEGIN"}
    # A write lock taken late would fail after reading what another has changed meanwhile; take it first.
    writing: ClassVar[Mapping[str, Any]] = {"claimcheck_begin": _WRITE}

    def __init__(self, path: str | Path, read_only: bool, busy_seconds: float) -> None:
        self.shown = _checked(path, read_only)
        self.file = None if self.shown == MEMORY else Path(self.shown)
        url = _read_only_url(self.file) if read_only and self.file else _url(self.shown)
        self.engine = _engine(url, busy_seconds)
        self._busy_seconds = busy_seconds
        self._presence: Presence | None = None
        event.listen(self.engine, "connect", self._note)

    def copied(self) -> Engine:
        """Go on with a copy in memory."""
        original, self.engine = self.engine, _engine(_url(MEMORY), 0)
        with closing(original.raw_connection()) as old, closing(self.engine.raw_connection()) as new:
            cast(sqlite3.Connection, old.driver_connection).backup(
                cast(sqlite3.Connection, new.driver_connection)
            )
        original.dispose()
        return self.engine

    def set_up(self) -> None:
        """Let the file be read while somebody writes into it."""
        # Not in a transaction: the mode could not be changed there.
        with self.engine.connect() as plain:
            plain.execution_options(claimcheck_begin="").exec_driver_sql("PRAGMA journal_mode = WAL")
            if self.file is not None:
                self._presence = Presence([self.file])
                self._note(cast(sqlite3.Connection, plain.connection.driver_connection), plain.connection)

    def lock(self, connection: Connection) -> None:
        """Forget the pages read before: BEGIN IMMEDIATE has the lock, but a copy may lie over the file."""
        connection.exec_driver_sql("PRAGMA shrink_memory")

    def refuse_lost(self, connection: Connection) -> None:
        """Raise StoreError where the file, or one beside it, is no longer the one that is open."""
        if self._presence is None:
            return
        beside: Presence = connection.info[_KNOWN]
        lost = self._presence.lost() or beside.lost()
        if lost is not None:
            raise StoreError(
                f"{lost} was removed, moved or replaced while it was open here, and nothing of this step was "
                "saved. Copy what you typed. Put the file back as it was; or restore a backup and run the "
                "notebook again."
            )

    def checkpoint(self) -> None:
        """Bring what stands in the -wal into the file; waits for nobody."""
        with self.engine.connect() as connection:
            plain = cast(sqlite3.Connection, connection.connection.driver_connection)
            plain.execute("PRAGMA busy_timeout = 0")
            try:
                self.refuse_lost(connection)
                plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except (StoreError, sqlite3.Error):
                # The next step will say so; this was no step of anybody's.
                return
            finally:
                plain.execute(f"PRAGMA busy_timeout = {round(self._busy_seconds * 1000)}")

    def _note(self, plain: sqlite3.Connection, of: PoolProxiedConnection | ConnectionPoolEntry) -> None:
        """Note which files beside the log a connection has open: all, once it has read something."""
        if self._presence is None or self.file is None:
            return
        with suppress(sqlite3.Error):
            plain.execute("SELECT 1 FROM sqlite_master").fetchone()
        of.info[_KNOWN] = Presence(self.file.with_name(self.file.name + ending) for ending in _BESIDE)

    def refusal(self, error: DBAPIError) -> str:
        """The words by SQLite's code."""
        # The low byte is the primary code, whatever the refinement in the higher ones.
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        return _WORDS.get(code, f"refused this step ({error.orig})")


def _checked(path: str | Path, read_only: bool) -> str:
    """The path of a database that may be opened, or StoreError."""
    if str(path) == MEMORY:
        return MEMORY
    try:
        return str(_checked_file(Path(path).expanduser(), read_only).resolve())
    except (OSError, ValueError, RuntimeError) as error:
        # A folder that may not be entered, a name too long or with a NUL in it, the home of nobody.
        raise StoreError(
            f"The database {path!s} is out of reach ({error}); name another file with --db or db=."
        ) from error


def _checked_file(file: Path, read_only: bool) -> Path:
    if file.is_dir():
        raise StoreError(
            f"{file} is a folder; name a database file in it, for example {file / 'claimcheck.db'}."
        )
    why = unfit(file)
    if why is not None:
        raise StoreError(f"The database {file} {why} with --db or db=.")
    if not file.parent.is_dir():
        raise StoreError(f"There is no folder {file.parent} for the database {file.name}; make it first.")
    if read_only and not file.exists():
        raise StoreError(f"There is no database {file}; `claimcheck add FILE --db {file}` makes one.")
    return file


def _url(path: str) -> URL:
    return URL.create("sqlite", database=path)


def _read_only_url(file: Path) -> URL:
    """The address by which SQLite opens *file* and writes nothing into it."""
    wal = file.with_name(f"{file.name}-wal")
    alone = not wal.exists() or wal.stat().st_size == 0
    # SQLite reads a log in WAL mode through files beside it. They cannot be made in a read-only folder; and
    # made by somebody who may not write the log, they would keep out those who may.
    may_write = os.access(file.parent, os.W_OK) and os.access(file, os.W_OK)
    unchanging = {"immutable": "1"} if alone and not may_write else {}
    return URL.create("sqlite", database=file.as_uri(), query={"mode": "ro", "uri": "true", **unchanging})


def _engine(url: URL, busy_seconds: float) -> Engine:
    pool: dict[str, Any] = {"poolclass": StaticPool} if url.database == MEMORY else {}
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", partial(_begin, busy_seconds))
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # sqlite3 would begin transactions by itself, and not before DDL; `_begin` does it instead.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(busy_seconds: float, connection: Connection) -> None:
    begin = connection.get_execution_options()["claimcheck_begin"]
    if begin == _WRITE:
        _begin_to_write(connection, busy_seconds)
    elif begin:
        connection.exec_driver_sql(begin)


def _begin_to_write(connection: Connection, busy_seconds: float) -> None:
    """Begin as soon as nobody else writes, within so many seconds.

    SQLite's own waiting asks the more seldom the longer it has waited, so that whoever has just come is
    served first: of eight reviewers at once some waited for seconds. Asked at a short and
    steady interval, each has the same chance every time.
    """
    plain = cast(sqlite3.Connection, connection.connection.driver_connection)
    plain.execute("PRAGMA busy_timeout = 0")
    try:
        if not _got_lock(plain, time.monotonic() + busy_seconds):
            # Asked through SQLAlchemy, the refusal is one like all others.
            connection.exec_driver_sql(_WRITE)
    finally:
        plain.execute(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")


def _got_lock(plain: sqlite3.Connection, until: float) -> bool:
    """Ask for the write lock until it is there or the clock is at *until*; whether it is there."""
    while time.monotonic() < until:
        try:
            plain.execute(_WRITE)
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                return False
            time.sleep(_ASK_EVERY)
        else:
            return True
    return False


_WORDS = {
    sqlite3.SQLITE_BUSY: "is locked by another program; close it there or wait, then try again",
    sqlite3.SQLITE_LOCKED: "is locked by another program; close it there or wait, then try again",
    sqlite3.SQLITE_READONLY: "cannot be written: the file (or its -wal and -shm beside it) or its folder is "
    "read-only; change the permissions or name another file with --db or db=",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error; check it and its space",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room, then try again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder is read-only or out of reach; "
    "change the permissions or name another file with --db or db=",
    sqlite3.SQLITE_CORRUPT: "is damaged; keep a copy as it is, and take a backup or sqlite3's `.recover`",
    sqlite3.SQLITE_NOTADB: "is not a database; name another file with --db or db=",
}
