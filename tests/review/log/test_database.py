"""Opening a file, and saying in words why not; what is refused leaves no trace."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from factories import NOON, a_pile, a_step, behind

from claimcheck.errors import ClaimcheckError, StoreError
from claimcheck.review.log.database import Database
from claimcheck.review.log.sqlite import MEMORY
from claimcheck.review.log.store import Store

NOBODY = 65534
LOCKED = (
    "is locked by another program; close it there or wait, then try again. Nothing of this step was saved."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claimcheck.db"


def pragma(database: Database, name: str) -> object:
    with database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_every_connection_is_durable_and_strict(path: Path, name: str, value: object) -> None:
    with closing(Database(path)) as first, closing(Database(path)) as second:
        assert pragma(first, name) == pragma(second, name) == value


def test_a_database_put_in_another_journal_mode_is_put_back(path: Path) -> None:
    Database(path).close()
    with behind(path) as plain:
        assert plain.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with closing(Database(path)) as database:
        assert pragma(database, "journal_mode") == "wal"


@pytest.mark.parametrize("named", [str, Path])
def test_a_file_is_made_where_there_is_none(path: Path, named: Callable[[Path], str | Path]) -> None:
    with closing(Database(named(path))) as database:
        assert database.path == str(path.resolve())
    assert path.is_file()


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with Store(path) as store:
        assert store.verify().clean


@pytest.mark.parametrize(
    "name", ["a b.db", "ünï.db", "what?.db", "50%.db", "a;b#c.db", "'quoted'.db", ":memory.db"]
)
def test_any_file_name_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    with Store(tmp_path / name) as store:
        a_pile(store)
    assert (tmp_path / name).is_file()


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Database("~/claimcheck.db").close()
    assert (tmp_path / "claimcheck.db").is_file()


def test_a_database_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store(MEMORY) as store:
        a_pile(store)
        assert len(store.articles()) == 1
    assert list(tmp_path.iterdir()) == []


# Refused


def refused(path: str | Path, *, read_only: bool = False) -> str:
    with pytest.raises(StoreError) as refusal:
        Database(path, read_only=read_only, busy_seconds=0.05)
    return str(refusal.value)


def test_a_folder_is_refused_with_a_file_in_it_as_the_remedy(tmp_path: Path) -> None:
    assert refused(tmp_path) == (
        f"{tmp_path} is a folder; name a database file in it, for example {tmp_path / 'claimcheck.db'}."
    )


def test_a_missing_parent_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "where" / "claimcheck.db"
    assert refused(path) == f"There is no folder {path.parent} for the database claimcheck.db; make it first."
    assert not (tmp_path / "no").exists()


def test_a_missing_file_is_not_made_where_none_is_wanted(path: Path) -> None:
    assert refused(path, read_only=True) == (
        f"There is no database {path}; `claimcheck add FILE --db {path}` makes one."
    )
    assert not path.exists()


@pytest.mark.parametrize(
    "path", ["mysql://u:secret@db/claims", "sqlite:///claims.db", "postgresql+psycopg2://u:secret@h/d"]
)
def test_an_address_of_another_kind_is_refused_without_its_password(path: str) -> None:
    refusal = refused(path)
    assert refusal.startswith(f"{path.partition('://')[0]}:// is an address that claimcheck does not know")
    assert "postgresql://user@host/database" in refusal
    assert "secret" not in refusal


def test_an_address_that_was_made_a_path_is_refused_without_its_password() -> None:
    refusal = refused(Path("postgresql://u:secret@db/claims"))
    assert "a database by a text like postgresql://user@host/database" in refusal
    assert "secret" not in refusal


@pytest.mark.parametrize("empty", [True, False])
def test_an_empty_database_is_refused_where_none_is_to_be_made(any_log: str, empty: bool) -> None:
    if "://" not in any_log:
        Path(any_log).touch()
    if not empty:
        Store(any_log).close()
        Store(any_log, read_only=True).close()
        return
    assert "is empty: there is no event log in it. `claimcheck add FILE --db " in refused(
        any_log, read_only=True
    )


@pytest.mark.parametrize("name", ["x" * 300 + ".db", "nul\0.db", "~nobody-of-that-name/claimcheck.db"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    path = name if name.startswith("~") else str(tmp_path / name)
    assert "name another file with --db or db=" in refused(path)


@pytest.mark.parametrize(
    "content", [b"These are no pages of a database. " * 40, b"\x00" * 4096, b"%PDF-1.7\n" * 200]
)
def test_what_is_no_database_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a database; name another file with --db or db=" in refused(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("table", ["bookmarks", "events", "articles"])
def test_the_database_of_another_program_is_refused_and_not_touched(path: Path, table: str) -> None:
    with behind(path) as plain:
        plain.execute(f"CREATE TABLE {table} (url)")
    before = path.read_bytes()
    assert refused(path) == f"{path} is another program's database; name another file with --db or db=."
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_damaged_database_says_so(path: Path) -> None:
    with Store(path) as store:
        a_pile(store, "Exports doubled in 2019. " * 2000)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    assert "is damaged; keep a copy as it is" in refused(path)


# Locked


@pytest.fixture
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A log on which another program holds the lock."""
    with Store(path) as store:
        a_pile(store)
    with behind(path) as plain:
        plain.execute("BEGIN EXCLUSIVE")
        yield plain


def test_a_step_on_a_locked_database_is_refused_and_can_be_taken_later(
    path: Path, locked: sqlite3.Connection
) -> None:
    with Store(path, busy_seconds=0.05) as store:
        claim = store.claims()[0]
        with pytest.raises(StoreError, match=re.escape(f"The database {path} {LOCKED}")):
            store.append("Ann", [a_step(claim.id)], at=NOON)
        assert store.events() == []
        locked.execute("ROLLBACK")
        assert [event.id for event in store.append("Ann", [a_step(claim.id)], at=NOON)] == [2]


def test_a_fresh_file_that_another_program_locks_is_refused(path: Path) -> None:
    with behind(path) as plain:
        plain.execute("BEGIN EXCLUSIVE")
        assert LOCKED in refused(path)


def test_a_lock_that_goes_in_time_is_waited_for(path: Path, locked: sqlite3.Connection) -> None:
    with Store(path, busy_seconds=60) as store, ThreadPoolExecutor() as threads:
        claim = store.claims()[0]
        step = threads.submit(store.append, "Ann", [a_step(claim.id)], at=NOON)
        time.sleep(0.2)
        assert not step.done()
        locked.execute("ROLLBACK")
        assert [event.id for event in step.result()] == [2]


# Full


def limit(store: Store, pages: int) -> None:
    """Let the store's file have so many pages more, as if the disk had no more room."""
    with store.reading() as connection:
        count = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {int(count or 0) + pages}")


def test_a_full_disk_leaves_the_log_as_it_was_and_work_goes_on_once_there_is_room(path: Path) -> None:
    with Store(path) as store:
        _, (first, second, *_rest) = a_pile(store)
        store.append("Ann", [a_step(first.id)], at=NOON)
        before = store.events()
        limit(store, 0)
        message = (
            f"The database {path} cannot grow: the disk is full; make room, then try again. Nothing of this"
        )
        with pytest.raises(StoreError, match=re.escape(message)):
            store.append("Ann", [a_step(second.id), a_step(first.id, seen=2, note="x" * 50_000)], at=NOON)
        assert store.events() == before
        assert store.verify().clean
        limit(store, 1000)
        store.append("Ann", [a_step(second.id), a_step(first.id, seen=2, note="x" * 50_000)], at=NOON)
        assert [event.id for event in store.events()] == [2, 3, 4]
        assert store.verify().clean


# Not allowed


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a log, that others may enter."""
    made = Path(tempfile.mkdtemp(prefix="claimcheck-"))
    with Store(made / "claimcheck.db") as store:
        a_pile(store)
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def as_nobody(act: Callable[[], object]) -> str:
    """What *act* is refused with, run by a user whom permissions bind; root is not."""
    if os.geteuid() != 0:
        return _refusal(act)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        os.write(write, _refusal(act).encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        return pipe.read().decode()


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except ClaimcheckError as refusal:
        return str(refusal)
    except BaseException as fault:  # noqa: BLE001 - in a child process, for the parent to show
        return f"not refused but failed: {fault!r}"
    return "not refused"


def step(path: Path) -> None:
    with Store(path, busy_seconds=0.05) as store:
        store.append("Ann", [a_step(store.claims()[0].id)], at=NOON)


def test_in_a_read_only_folder_no_database_is_made(folder: Path) -> None:
    folder.chmod(0o555)
    refusal = as_nobody(lambda: Database(folder / "new.db"))
    assert "cannot be opened: its folder is read-only or out of reach" in refusal


def test_a_step_in_a_read_only_folder_is_refused(folder: Path) -> None:
    folder.chmod(0o555)
    refusal = as_nobody(lambda: step(folder / "claimcheck.db"))
    assert re.search("folder is read-only.*; change .*permissions or name another file", refusal)


def test_a_step_in_a_read_only_file_is_refused(folder: Path) -> None:
    (folder / "claimcheck.db").chmod(0o444)
    folder.chmod(0o777)
    refusal = as_nobody(lambda: step(folder / "claimcheck.db"))
    assert "is read-only; change the permissions" in refusal
    with Store(folder / "claimcheck.db") as store:
        assert store.events() == []


def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    (folder / "claimcheck.db").chmod(0o000)
    assert "cannot be opened" in as_nobody(lambda: Database(folder / "claimcheck.db"))


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_that_may_not_be_entered_is_refused(folder: Path, read_only: bool) -> None:
    folder.chmod(0o000)
    refusal = as_nobody(lambda: Database(folder / "claimcheck.db", read_only=read_only))
    assert "name another file with --db or db=" in refusal


# Transactions


@pytest.mark.parametrize("exception", [KeyError, KeyboardInterrupt])
def test_a_transaction_is_rolled_back_on_any_exception(any_log: str, exception: type[BaseException]) -> None:
    def interrupted(store: Store) -> None:
        with store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM claims")
            raise exception

    with Store(any_log) as store:
        a_pile(store)
        with pytest.raises(exception):
            interrupted(store)
        assert store.claims() != []


def test_a_reading_transaction_sees_one_state_from_beginning_to_end(any_log: str) -> None:
    count = "SELECT count(*) FROM events"
    with Store(any_log) as store, Store(any_log) as other:
        _, (claim, *_rest) = a_pile(store)
        with store.reading() as connection:
            assert connection.exec_driver_sql(count).scalar() == 1
            other.append("Bob", [a_step(claim.id)], at=NOON)
            assert connection.exec_driver_sql(count).scalar() == 1
        assert len(store.events()) == 1


def test_a_second_writer_waits_its_time_and_is_then_refused(any_log: str) -> None:
    with Store(any_log) as store, Store(any_log, busy_seconds=0.05) as other:
        _, (claim, *_rest) = a_pile(store)
        with store.writing(), pytest.raises(StoreError, match=LOCKED):
            other.append("Bob", [a_step(claim.id)], at=NOON)
        assert [event.id for event in other.append("Bob", [a_step(claim.id)], at=NOON)] == [2]


def test_a_closed_database_can_be_moved_away(path: Path) -> None:
    with Store(path) as store:
        a_pile(store)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    path.rename(path.with_name("elsewhere.db"))
    with Store(path.with_name("elsewhere.db")) as store:
        assert len(store.articles()) == 1
