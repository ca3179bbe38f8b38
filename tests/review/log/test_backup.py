"""Backup and restore: one state of the log, whole or not at all, and nothing of anybody's is lost."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from factories import NOON, a_desk, a_pile, a_step, behind, drop_triggers, some_work
from sqlalchemy import select

from claimcheck.errors import ClaimcheckError, StoreError
from claimcheck.model import PriorityPart
from claimcheck.review.log.backup import Copied, backup, restore
from claimcheck.review.log.database import Database
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import metadata

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with events, a draft, a reviewer's place and what is recorded, whose text is hostile."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        _, (first, second, *_rest) = a_pile(store, "Exports doubled in 2019.\0 ␀0 '; DROP. It is so. No.")
        desk = a_desk(store, "Ánn")
        desk.dismiss([first.id], "opinion")
        desk.save_draft(second.id, some_work(rationale="half a thought"), 0)
        store.record_policy("Ánn", {"name": "own", "sources": 3}, NOON)
        store.record_priorities("Ánn", {"priority": {"people": ["Ánn ␀"]}}, NOON)
        store.change_reference_tables("Ánn", lambda _: {"tables": [{"file": "Ánn ␀"}]}, NOON)
        store.keep_parts([replace(first, priority_parts=(PriorityPart("checkable", 0.5, 0.2),))])
    return path


def rows(db: str | Path) -> Rows:
    """Everything that a database holds."""
    with closing(Database(db, read_only=True)) as database, database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def refused(act: object, *arguments: object, **options: bool) -> str:
    assert callable(act)
    with pytest.raises(StoreError) as refusal:
        act(*arguments, **options)
    return str(refusal.value)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_holds_every_row_and_says_how_much(log: Path, tmp_path: Path) -> None:
    before = log.read_bytes()
    copied = backup(log, tmp_path / "b.db")
    with Store(log) as store:
        head = store.verify().head
    assert copied == Copied(str(tmp_path / "b.db"), 1, 4, 5, head)
    assert rows(tmp_path / "b.db") == rows(log)
    assert all(rows(log).values()), "a table is empty, and says nothing"
    assert log.read_bytes() == before


def test_a_backup_is_one_file_with_nothing_beside_it(log: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    backup(log, tmp_path / "elsewhere" / "b.db")
    assert names(tmp_path / "elsewhere") == {"b.db", "b.db.manifest.json"}


def test_what_comes_back_is_the_log_as_it_was_and_goes_on(log: Path, tmp_path: Path) -> None:
    copied = backup(log, tmp_path / "b.db")
    assert restore(tmp_path / "b.db", tmp_path / "new.db").head == copied.head
    assert rows(tmp_path / "new.db") == rows(log)
    with Store(tmp_path / "new.db") as store:
        assert store.verify(copied.head).clean
        desk = a_desk(store, "Ánn")
        desk.dismiss([desk.cursor.queue[-1].claim_id], "opinion")
        assert store.verify(copied.head).clean
    with (
        behind(tmp_path / "new.db") as plain,
        pytest.raises(sqlite3.IntegrityError, match="events are only ever added"),
    ):
        plain.execute("UPDATE events SET data = '{}' WHERE id = 2")


def test_a_file_that_is_there_is_not_overwritten_unless_one_says_so(log: Path, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("somebody's own")
    assert refused(backup, log, tmp_path / "b.db") == (
        f"{tmp_path / 'b.db'} exists and was not overwritten; choose another name, "
        "or use --force (force=True)."
    )
    assert (tmp_path / "b.db").read_text() == "somebody's own"
    backup(log, tmp_path / "b.db", force=True)
    assert rows(tmp_path / "b.db") == rows(log)


@pytest.mark.parametrize("force", [False, True])
def test_the_database_itself_is_never_the_backup(log: Path, tmp_path: Path, force: bool) -> None:
    (tmp_path / "link.db").symlink_to(log)
    before = log.read_bytes()
    for name in ("claimcheck.db", "link.db"):
        assert "is the database itself" in refused(backup, log, tmp_path / name, force=force)
        assert "is the backup itself" in refused(restore, log, tmp_path / name, force=force)
    assert log.read_bytes() == before


def test_steps_that_another_program_left_beside_the_target_are_not_mixed_in(
    log: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.db-wal").write_bytes(b"steps of an older file")
    assert "(b.db-wal is beside it)" in refused(backup, log, tmp_path / "b.db", force=True)
    backup(log, tmp_path / "c.db")
    assert "b.db-wal exists and was not replaced" in refused(restore, tmp_path / "c.db", tmp_path / "b.db")
    aside = Path(restore(tmp_path / "c.db", tmp_path / "b.db", force=True).aside or "")
    assert (tmp_path / f"{aside.name}-wal").read_bytes() == b"steps of an older file"
    assert rows(tmp_path / "b.db") == rows(log)


def test_an_address_where_a_file_is_wanted_is_not_repeated(log: Path) -> None:
    for address in ("postgresql://u:secret@h/d", Path("postgresql://u:secret@h/d")):
        with pytest.raises(StoreError, match="A file is wanted here, not the address") as no_backup:
            backup(log, address)
        with pytest.raises(StoreError, match="A file is wanted here, not the address") as nothing_restored:
            restore(address, log)
        assert "secret" not in f"{no_backup.value}{nothing_restored.value}"


@pytest.mark.parametrize("name", ["no/where/b.db", ".", "x" * 300, "nul\0.db", "postgresql://host/b"])
def test_where_no_file_can_be_there_is_no_backup(log: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ClaimcheckError, match="; name "):
        backup(log, name if "://" in name else tmp_path / name)


def test_a_log_that_does_not_verify_is_not_backed_up_and_not_brought_back(log: Path, tmp_path: Path) -> None:
    with behind(log) as plain:
        drop_triggers(plain)
        plain.execute("UPDATE events SET data = '{}' WHERE id = 2")
    before = names(tmp_path)
    message = refused(backup, log, tmp_path / "b.db")
    assert message.startswith(
        f"{log} does not verify, and no backup was made of it. Event 2 (dismissed by Ánn, "
    )
    assert "`claimcheck export --until 1` writes what fits" in message
    assert "is damaged, and nothing was restored. Event 2 " in refused(restore, log, tmp_path / "new.db")
    # SQLite leaves its empty files beside a log that was only read.
    assert names(tmp_path) - {"claimcheck.db-wal", "claimcheck.db-shm"} == before


def test_what_was_there_before_a_restore_is_moved_aside_with_all_its_steps(log: Path, tmp_path: Path) -> None:
    backup(log, tmp_path / "b.db")
    with Store(log) as store:
        store.append("Bo", [a_step(store.claims()[2].id)], at=NOON)
    held = rows(log)
    assert "was not replaced" in refused(restore, tmp_path / "b.db", log)
    copied = restore(tmp_path / "b.db", log, force=True)
    assert rows(log) == rows(tmp_path / "b.db") != held
    assert copied.aside is not None
    assert rows(copied.aside) == held
    again = restore(tmp_path / "b.db", log, force=True)
    assert again.aside not in (None, copied.aside), "the second within a second has a name of its own"


def test_a_damaged_database_can_be_replaced_and_is_kept_as_it_is(log: Path, tmp_path: Path) -> None:
    backup(log, tmp_path / "b.db")
    log.write_bytes(b"no database" * 1000)
    aside = restore(tmp_path / "b.db", log, force=True).aside
    assert Path(aside or "").read_bytes() == b"no database" * 1000
    assert rows(log) == rows(tmp_path / "b.db")


def test_a_log_that_is_open_at_a_desk_is_not_replaced(log: Path, tmp_path: Path) -> None:
    backup(log, tmp_path / "b.db")
    with Store(log) as store:
        desk = a_desk(store, "Ánn")
        message = refused(restore, tmp_path / "b.db", log, force=True)
        assert "is open at a desk or in another program" in message
        desk.dismiss([desk.cursor.queue[-1].claim_id], "opinion")
        assert store.verify().clean
    assert restore(tmp_path / "b.db", log, force=True).aside


def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    with behind(tmp_path / "b.db") as plain:
        plain.executescript(Path(__file__).with_name("ids_without_letter.sql").read_text(encoding="utf-8"))
        events = plain.execute("SELECT * FROM events").fetchall()
    older = (tmp_path / "b.db").read_bytes()
    restore(tmp_path / "b.db", tmp_path / "new.db")
    with Store(tmp_path / "new.db") as store:
        assert store.verify().clean
    new = rows(tmp_path / "new.db")
    assert len(new["claims"]) == 6
    assert new["events"][: len(events)] == events
    assert (tmp_path / "b.db").read_bytes() == older


def test_a_backup_at_any_moment_is_a_beginning_of_the_final_log(tmp_path: Path) -> None:
    """While two threads append, some of the steps in pairs that belong together."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        _, (first, second, *_rest) = a_pile(store)
    done = threading.Event()

    def work(reviewer: str) -> None:
        with Store(path, busy_seconds=60) as store:
            while not done.is_set():
                pair = [a_step(claim.id, seen=None, by=reviewer) for claim in (first, second)]
                store.append(reviewer, pair, at=NOON, desk={"claim": first.id})

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ann", "Bo")]
    for thread in threads:
        thread.start()
    try:
        copies = [backup(path, tmp_path / f"{number}.db") for number in range(8)]
    finally:
        done.set()
        for thread in threads:
            thread.join()
    with Store(path) as store:
        digests = [event.digest for event in store.events()]
    assert copies[0].events < copies[-1].events
    for copied in copies:
        assert copied.events % 2 == 1, "an import, and half of a pair"
        with Store(copied.path, read_only=True) as store:
            assert [event.digest for event in store.events()] == digests[: copied.events - 1]


# On a server


def test_a_server_is_backed_up_into_a_file_and_brought_back_into_an_empty_one(
    log: Path, tmp_path: Path, postgres_url: str
) -> None:
    with Store(log) as store:
        head = store.verify().head
    assert restore(log, postgres_url).head == head
    assert rows(postgres_url) == rows(log)
    assert backup(postgres_url, tmp_path / "b.db").head == head
    assert rows(tmp_path / "b.db") == rows(log)
    for force in (False, True):
        assert "holds a log already, and nothing was restored" in refused(
            restore, tmp_path / "b.db", postgres_url, force=force
        )
    with Store(postgres_url) as store:
        desk = a_desk(store, "Ánn")
        desk.dismiss([desk.cursor.queue[-1].claim_id], "opinion")
        assert store.verify(head).clean
