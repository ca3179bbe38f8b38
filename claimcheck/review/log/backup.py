"""A copy of a whole log in one file, taken while reviewers work, and the way back."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from claimcheck.clock import by_clock
from claimcheck.errors import StoreError
from claimcheck.output_paths import BESIDE, is_database, is_worked_in, part_of, refused_name, same_file, unfit
from claimcheck.review.log.database import Database
from claimcheck.review.log.manifest import manifest_of
from claimcheck.review.log.manifest import write as write_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import articles, claims, metadata

_CHUNK = 1000
# A Path makes one slash of the two; one letter is a drive of Windows.
_ADDRESS = re.compile(r"[\w+.-]{2,}:/")


@dataclass(frozen=True, slots=True)
class Copied:
    """A log that was copied: where it is now, what it holds, and the digest of its last event.

    ``aside`` is where the file went that was there before, if there was one; ``doubt`` what is wrong with the
    triggers that were to protect the log, if anything: the copy has all of them and does not show it.
    """

    path: str
    articles: int
    claims: int
    events: int
    head: str
    aside: str | None = None
    doubt: str | None = None


def backup(db: str | Path, to: str | Path, force: bool = False) -> Copied:
    """Copy the log *db*, an SQLite file or the URL of a PostgreSQL database, into the SQLite file *to*.

    A manifest is written beside it.

    The copy is one state of the log, whatever reviewers do meanwhile, with drafts and all; it is
    verified and on the disk before it gets its name. Raises StoreError where *db* does
    not verify, and where *to* exists and *force* is off; then there is no new file.

    >>> backup("claimcheck.db", "monday.db")  # doctest: +SKIP
    Copied(path='monday.db', articles=10, claims=38, events=120, head='5f1c…', aside=None)
    """
    target = _file_at(to)
    with Store(db, read_only=True) as store:
        found, path, itself = store.verify(), store.path, store.file
        first = store.first_digest()
    if itself is not None and same_file(itself, target):
        raise StoreError(f"{target} is the database itself; write the backup to another file.")
    # The copy gets triggers of its own.
    if not found.clean and found.guarded:
        raise StoreError(
            f"{path} does not verify, and no backup was made of it. {found.problem} Keep a copy of it as it "
            f"is; `claimcheck export --until {found.events}` writes what fits."
        )
    for taken in (target, manifest_of(target)):
        _refuse_taken(taken, force)
    with _made_anew(target, db) as copied:
        _refuse_taken(target, force)
    write_manifest([target], copied.events, first, copied.head)
    return replace(copied, doubt=found.problem)


def restore(file: str | Path, db: str | Path, force: bool = False) -> Copied:
    """Bring the backup *file* back as *db*: a path with nothing at it, or an empty PostgreSQL database.

    With *force* a file that is there is moved aside, under a name with date and time. Raises StoreError
    where the backup does not verify, *db* holds something and *force* is off, or somebody
    has it open; then nothing was changed.
    """
    kept = _file_at(file)
    if not is_database(kept):
        what = f"{kept} is no backup, nor a database at all" if kept.exists() else f"There is no file {kept}"
        raise StoreError(f"{what}; name one that `claimcheck backup` made.")
    with Store(kept, read_only=True) as store:
        found = store.verify()
    if not found.clean:
        raise StoreError(f"{kept} is damaged, and nothing was restored. {found.problem} Use another backup.")
    if "://" in str(db):
        return _restore_into_server(kept, str(db))
    target = _file_at(db)
    if same_file(kept, target):
        raise StoreError(f"{target} is the backup itself; name the database with --db or db=.")
    there = [path for path in (target, *_beside(target)) if path.exists()]
    if there and not force:
        raise StoreError(
            f"{there[0]} exists and was not replaced; name another file with --db, or use --force "
            "(force=True), which moves it aside."
        )
    with _made_anew(target, kept) as copied:
        aside = _move_aside(target) if there else None
    return replace(copied, aside=aside)


def _restore_into_server(kept: Path, url: str) -> Copied:
    with Database(kept, read_only=True) as source, Database(url) as server:
        with source.reading() as old, server.writing() as new:
            if any(new.execute(select(table).limit(1)).first() for table in metadata.sorted_tables):
                raise StoreError(
                    f"{server.path} holds a log already, and nothing was restored; make an empty database "
                    "(createdb) and name that one with --db or db=."
                )
            _copy(old, new)
        path = server.path
    return _copied(url, path)


def _copy_into_file(source: str | Path, part: Path) -> None:
    """Make *part* a log with all that *source* holds at this moment, in one file that is on the disk."""
    with (
        Database(source, read_only=True) as log,
        Database(part) as copy,
        log.reading() as old,
        copy.writing() as new,
    ):
        _copy(old, new)
    # A log that is open has files beside it; a backup is to be one that can be carried away.
    with closing(sqlite3.connect(part)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
    _flush(part)


def _copy(old: Connection, new: Connection) -> None:
    """Bring all rows of *old* into the empty tables of *new*."""
    for table in metadata.sorted_tables:
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_CHUNK)
        for rows in old.execute(query).mappings().partitions():
            new.execute(insert(table), [dict(row) for row in rows])


def _copied(where: str | Path, name: str | Path) -> Copied:
    """What the copy *where* holds, once it verifies; *name* is what it is called from now on."""
    with Store(where, read_only=True) as store:
        found = store.verify()
    if not found.clean:
        raise StoreError(f"The copy {name} does not verify and was given up. {found.problem} Check the disk.")
    with Database(where, read_only=True) as copy, copy.reading() as connection:
        held, flagged = (
            connection.scalar(select(func.count()).select_from(table)) or 0 for table in (articles, claims)
        )
    return Copied(str(name), held, flagged, found.events, found.head)


def _file_at(path: str | Path) -> Path:
    """*path* as an absolute one; raises StoreError where no file can be there."""
    if _ADDRESS.match(str(path)):
        # No word of it is repeated: there may be a password in it.
        raise StoreError(
            "A file is wanted here, not the address of a database; name one, for example backup.db."
        )
    if str(path) == "-":
        raise StoreError("A database does not go through a pipe; name a file, for example backup.db.")
    try:
        named = Path(path).expanduser()
        why = refused_name(named) or unfit(named)
        if why is not None:
            raise StoreError(f"{path} {why}, for example backup.db.")
        file = named.resolve()
        if file.is_dir():
            raise StoreError(f"{path} is a folder; name a file in it, for example {file / 'backup.db'}.")
        if not file.parent.is_dir():
            raise StoreError(
                f"There is no folder {file.parent} for {file.name}; name a file elsewhere, or make it."
            )
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path} is out of reach ({error}); name another file.") from error
    return file


def _refuse_taken(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise StoreError(
            f"{target} exists and was not overwritten; choose another name, or use --force (force=True)."
        )
    if is_worked_in(target):
        raise StoreError(
            f"{target} is a database that a desk works in, and was not overwritten; choose another name."
        )
    # SQLite would take them for steps of the new file.
    open_now = [path for path in _beside(target) if path.exists() and path.stat().st_size > 0]
    if open_now:
        raise StoreError(
            f"{target} is open, or was when its program ended ({open_now[0].name} is beside it); "
            "choose another name."
        )


def _beside(target: Path) -> list[Path]:
    return [target.with_name(target.name + ending) for ending in BESIDE]


@contextmanager
def _made_anew(target: Path, source: str | Path) -> Iterator[Copied]:
    """A verified copy of the log *source* beside *target*, which gets its name at the end or is gone."""
    part = part_of(target)
    try:
        _copy_into_file(source, part)
        yield _copied(part, target)
        part.replace(target)
        _flush(target.parent)
    except StoreError as error:
        # A reader knows the name that they gave.
        raise StoreError(str(error).replace(str(part), str(target))) from error
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target} cannot be written ({error}); choose another place.") from error
    finally:
        for path in (part, *_beside(part)):
            path.unlink(missing_ok=True)


def _move_aside(target: Path) -> str:
    """Give *target*, and what lies beside it, a name with date and time; StoreError where it is open."""
    _refuse_open(target)
    now = f"{by_clock(datetime.now(UTC)):%Y-%m-%d-%H%M%S}"
    names = chain([f"{target.stem}-before-{now}"], (f"{target.stem}-before-{now}-{n}" for n in count(2)))
    free = (target.with_name(name + target.suffix) for name in names)
    aside = next(path for path in free if not path.exists())
    for path, new in zip((target, *_beside(target)), (aside, *_beside(aside)), strict=True):
        with suppress(FileNotFoundError):
            path.rename(new)
    return str(aside)


def _refuse_open(target: Path) -> None:
    """Raise StoreError where a program has the log *target* open.

    It would go on with the file that was moved, and take away what lies beside the new one when it ends.
    """
    if not target.exists():
        return
    with closing(sqlite3.connect(target, timeout=0, isolation_level=None)) as plain:
        try:
            plain.execute("PRAGMA locking_mode = EXCLUSIVE")
            plain.execute("BEGIN EXCLUSIVE")
            plain.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            # One that is damaged, or no database at all, is moved as it is.
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreError(
                    f"{target} is open at a desk or in another program, and was not replaced; close it "
                    "there, then restore again."
                ) from error


def _flush(path: Path) -> None:
    """Have what was written to the file or folder *path* on the disk."""
    # Not every system lets a folder be flushed.
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
