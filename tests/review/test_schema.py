"""The tables: made by recorded steps, and by themselves against rewriting the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import NOON, a_pile, a_step, behind
from sqlalchemy import inspect

from claimcheck.errors import StoreError
from claimcheck.review import schema
from claimcheck.review.database import MEMORY, Database
from claimcheck.review.schema import STEPS, Step, migrate, recorded_steps
from claimcheck.review.store import Store

AT = NOON.isoformat()
SECOND = Step(
    2, "a table of notes", ("CREATE TABLE notes (text TEXT)", "CREATE INDEX by_text ON notes (text)")
)


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database(MEMORY)
    yield opened
    opened.close()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The file of a log with two events."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        _, (first, second, *_rest) = a_pile(store)
        store.append("Ann", [a_step(first.id), a_step(second.id)], at=NOON)
    return path


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


def test_the_steps_are_numbered_from_one_without_a_gap() -> None:
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_a_fresh_database_records_each_step_with_its_name_and_moment(tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    Database(path).close()
    with behind(path) as plain:
        rows = plain.execute("SELECT number, name, at FROM schema_steps ORDER BY number").fetchall()
    assert [(number, name) for number, name, _ in rows] == [(step.number, step.name) for step in STEPS]
    assert all(at.endswith("+00:00") for *_, at in rows)


def test_opening_again_runs_no_step_again(log: Path) -> None:
    with behind(log) as plain:
        before = plain.execute("SELECT * FROM schema_steps").fetchall()
        Database(log).close()
        assert plain.execute("SELECT * FROM schema_steps").fetchall() == before


def test_a_database_without_a_ledger_has_no_steps() -> None:
    with sqlite3.connect(":memory:") as plain:
        assert plain.execute("SELECT 1").fetchone() == (1,)
    database = Database(MEMORY)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE schema_steps")
        assert recorded_steps(connection) == []


def test_a_later_step_runs_once_and_is_recorded(database: Database) -> None:
    with database.writing() as connection:
        assert migrate(connection, AT, (*STEPS, SECOND)) == [SECOND]
        assert migrate(connection, AT, (*STEPS, SECOND)) == []
        assert recorded_steps(connection) == [1, 2]
    assert "notes" in tables(database)


def test_a_step_that_fails_leaves_nothing(database: Database) -> None:
    before = tables(database)
    broken = Step(3, "broken", ("CREATE TABLE half (x)", "CREATE NONSENSE"))
    with pytest.raises(StoreError, match="NONSENSE"), database.writing() as connection:
        migrate(connection, AT, (*STEPS, SECOND, broken))
    assert tables(database) == before
    with database.reading() as connection:
        assert recorded_steps(connection) == [1]


def test_a_first_step_that_fails_leaves_an_empty_file_that_can_be_opened_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fresh.db"
    with monkeypatch.context() as patch:
        patch.setattr(schema.migrate, "__defaults__", ((Step(1, "broken", ("CREATE NONSENSE",)),),))
        with pytest.raises(StoreError, match="NONSENSE"):
            Database(path)
    with behind(path) as plain:
        assert plain.execute("SELECT name FROM sqlite_master").fetchall() == []
    Store(path).close()


def test_an_older_database_is_brought_up_with_all_that_is_in_it(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*STEPS, SECOND)
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema.migrate, "__defaults__", (steps,))
    with Store(log) as store:
        assert store.verify().clean
        assert len(store.events()) == 2
    with behind(log) as plain:
        assert plain.execute("SELECT number FROM schema_steps").fetchall() == [(1,), (2,)]


def test_a_newer_database_is_refused_with_its_number_and_is_not_touched(log: Path) -> None:
    with behind(log) as plain:
        plain.execute("INSERT INTO schema_steps VALUES (99, 'from the future', ?)", (AT,))
    before = log.read_bytes()
    with pytest.raises(
        StoreError, match=r"newer claimcheck \(schema 99, this one knows 1\). Update claimcheck"
    ):
        Database(log)
    assert log.read_bytes() == before


# What the database itself refuses, whoever asks

COPY = "INTO events SELECT id, claim_id, at, 'Eve', action, data, seen, digest FROM events WHERE id = 1"
REWRITING = [
    "UPDATE events SET by = 'Eve'",
    "UPDATE events SET by = 'Eve' WHERE id = 2",
    "UPDATE events SET id = 3 WHERE id = 2",
    "UPDATE OR REPLACE events SET id = 1 WHERE id = 2",
    "UPDATE OR IGNORE events SET by = 'Eve'",
    "DELETE FROM events",
    "DELETE FROM events WHERE id = 2",
    f"INSERT OR REPLACE {COPY}",
    f"INSERT OR IGNORE {COPY}",
    f"REPLACE {COPY}",
    f"INSERT {COPY} ON CONFLICT (id) DO UPDATE SET by = excluded.by",
]


@pytest.mark.parametrize("statement", REWRITING)
@pytest.mark.parametrize("recursive", ["OFF", "ON"])
def test_the_database_refuses_to_rewrite_an_event(log: Path, statement: str, recursive: str) -> None:
    with behind(log) as plain:
        plain.execute(f"PRAGMA recursive_triggers = {recursive}")
        before = plain.execute("SELECT * FROM events").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="events are only ever added"):
            plain.execute(statement)
        assert plain.execute("SELECT * FROM events").fetchall() == before


@pytest.mark.parametrize("statement", REWRITING)
def test_the_program_itself_cannot_rewrite_an_event(log: Path, statement: str) -> None:
    with Store(log) as store:
        before = store.events()
        with (
            pytest.raises(StoreError, match="events are only ever added"),
            store._database.writing() as connection,
        ):
            connection.exec_driver_sql(statement)
        assert store.events() == before


def test_the_database_refuses_to_change_an_article(log: Path) -> None:
    with (
        behind(log) as plain,
        pytest.raises(sqlite3.IntegrityError, match="text of an article is never changed"),
    ):
        plain.execute("UPDATE articles SET text = 'Other words.'")


@pytest.mark.parametrize("table", ["articles", "claims"])
def test_what_events_speak_of_cannot_be_removed(log: Path, table: str) -> None:
    with behind(log) as plain:
        plain.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            plain.execute(f"DELETE FROM {table}")
