"""The tables: made by recorded steps, and by themselves against rewriting the log."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from factories import NOON, a_pile, a_step, an_article, behind, cut
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError
from claimcheck.model import Kind, Signal, Span
from claimcheck.review.json_values import claim_to_json
from claimcheck.review.log import schema
from claimcheck.review.log.database import Database
from claimcheck.review.log.schema import STEPS, Step, migrate, recorded_steps
from claimcheck.review.log.sqlite import MEMORY
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import AnyText, metadata

AT = NOON.isoformat()
KNOWN = [step.number for step in STEPS]
NEXT = Step(
    KNOWN[-1] + 1,
    "a table of notes",
    ("CREATE TABLE notes (text TEXT)", "CREATE INDEX by_text ON notes (text)"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    where = MEMORY if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with closing(Database(where)) as opened:
        yield opened


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


def test_a_database_without_a_ledger_has_no_steps(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE schema_steps")
        assert recorded_steps(connection) == []


def test_a_later_step_runs_once_and_is_recorded(database: Database) -> None:
    with database.writing() as connection:
        assert migrate(connection, AT, (*STEPS, NEXT)) == [NEXT]
        assert migrate(connection, AT, (*STEPS, NEXT)) == []
        assert recorded_steps(connection) == [*KNOWN, NEXT.number]
    assert "notes" in tables(database)


def test_a_step_that_fails_leaves_nothing(database: Database) -> None:
    before = tables(database)
    broken = Step(NEXT.number + 1, "broken", ("CREATE TABLE half (x TEXT)", "NONSENSE"))
    with pytest.raises(StoreError, match="NONSENSE"), database.writing() as connection:
        migrate(connection, AT, (*STEPS, NEXT, broken))
    assert tables(database) == before
    with database.reading() as connection:
        assert recorded_steps(connection) == KNOWN


def test_a_first_step_that_fails_leaves_an_empty_file_that_can_be_opened_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fresh.db"
    with monkeypatch.context() as patch:
        patch.setattr(schema.migrate, "__defaults__", ((Step(1, "broken", ("NONSENSE",)),),))
        with pytest.raises(StoreError, match="NONSENSE"):
            Database(path)
    with behind(path) as plain:
        assert plain.execute("SELECT name FROM sqlite_master").fetchall() == []
    Store(path).close()


def test_an_older_database_is_brought_up_with_all_that_is_in_it(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*STEPS, NEXT)
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema.migrate, "__defaults__", (steps,))
    with Store(log) as store:
        assert store.verify().clean
        assert len(store.events()) == 2
    with behind(log) as plain:
        numbers = [number for (number,) in plain.execute("SELECT number FROM schema_steps ORDER BY number")]
    assert numbers == [*KNOWN, NEXT.number]


def test_a_newer_database_is_refused_with_its_number_and_is_not_touched(any_log: str) -> None:
    future = "INSERT INTO schema_steps VALUES (99, 'from the future', '2030-01-01')"
    with closing(Database(any_log)) as database, database.writing() as connection:
        connection.exec_driver_sql(future)
    file = None if "://" in any_log else Path(any_log)
    before = file and file.read_bytes()
    words = f"newer claimcheck (schema 99, this one knows {KNOWN[-1]}). Update claimcheck"
    with pytest.raises(StoreError, match=re.escape(words)):
        Database(any_log)
    assert before == (file and file.read_bytes())


def columns_of(connection: Connection, table: str) -> dict[str, bool]:
    return {column["name"]: column["nullable"] for column in inspect(connection).get_columns(table)}


def test_the_steps_make_the_tables_that_the_program_uses(database: Database) -> None:
    assert tables(database) == {*metadata.tables, "schema_steps"}
    with database.reading() as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            assert columns_of(connection, name) == {c.name: bool(c.nullable) for c in table.columns}
            keys = found.get_pk_constraint(name)["constrained_columns"]
            assert keys == [column.name for column in table.primary_key]
            refers = {key["referred_table"] for key in found.get_foreign_keys(name)}
            assert refers == {key.column.table.name for key in table.foreign_keys}


def old(log: str, monkeypatch: pytest.MonkeyPatch, claims: list[tuple[str, str]]) -> None:
    """Make a log of the first schema with these claims, by id and record."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", STEPS[:1])
        patch.setattr(schema.migrate, "__defaults__", (STEPS[:1],))
        with closing(Database(log)) as database, database.writing() as connection:
            connection.execute(
                text("INSERT INTO articles (id, text, digest, added_at) VALUES ('a', 'x', false, :at)"),
                {"at": AT},
            )
            for claim_id, record in claims:
                row = "(:id, 'a', 0, 1, 'x', 'none', 0.5, :record)"
                names = '(id, article_id, start, "end", text, quoted, worthiness, record)'
                insert = text(f"INSERT INTO claims {names} VALUES {row}")
                connection.execute(insert, {"id": claim_id, "record": record})


def test_the_claims_of_the_first_schema_get_their_kinds(
    any_log: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signals = (Signal("rank", (), 0.1, "", Kind.RANK), Signal("figure", (), 0.5, "", Kind.QUANTITY))
    claim = cut(an_article(), Span(0, 4), signals=signals)
    records = [claim_to_json(claim), claim_to_json(replace(claim, signals=())), "{"]
    old(any_log, monkeypatch, list(zip("abc", records, strict=True)))
    with Store(any_log) as store:
        assert {row.claim_id: row.kinds for row in store.queue()} == {"a": "quantity rank", "b": "", "c": ""}
        assert store.policy() is None
        with pytest.raises(StoreError, match="The claim c cannot be read"):
            store.claim("c")


@given(st.text(st.sampled_from("␀\0 0xé")) | st.text())
def test_any_text_is_written_without_nul_and_read_as_it_was(value: str) -> None:
    server, kind = postgresql.dialect(), AnyText()  # type: ignore[no-untyped-call]
    written = kind.process_bind_param(value, server)
    assert written is not None
    assert "\0" not in written
    assert kind.process_result_value(written, server) == value
    assert kind.process_bind_param(value, sqlite.dialect()) == value


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


@pytest.fixture
def a_log(any_log: str) -> str:
    """Where a log with two events, a policy, priorities and tables is."""
    with Store(any_log) as store:
        _, (first, second, *_rest) = a_pile(store)
        store.append("Ann", [a_step(first.id), a_step(second.id)], at=NOON)
        store.record_policy("Ann", {"name": "solo"}, NOON)
        store.record_priorities("Ann", {"priority": {}}, NOON)
        store.change_reference_tables("Ann", lambda _: {"tables": []}, NOON)
    return any_log


ON_EITHER = [
    *(statement for statement in REWRITING if " OR " not in statement and "REPLACE" not in statement),
    "UPDATE policies SET name = 'none'",
    "DELETE FROM policies",
    "UPDATE priorities SET data = '{}'",
    "DELETE FROM priorities",
    "UPDATE reference_tables SET data = '{}'",
    "DELETE FROM reference_tables",
    "UPDATE articles SET text = 'Other words.'",
    "UPDATE articles SET title = 'Other words.'",
    "DELETE FROM articles",
]


@pytest.mark.parametrize("statement", ON_EITHER)
def test_the_program_itself_cannot_rewrite_what_only_grows(a_log: str, statement: str) -> None:
    with Store(a_log) as store:
        before = store.snapshot(), store.policy()
        with (
            pytest.raises(StoreError, match=r"(only ever added|is never changed)"),
            store.writing() as connection,
        ):
            connection.exec_driver_sql(statement)
        assert (store.snapshot(), store.policy()) == before


@pytest.mark.parametrize(
    "table", ["events", "policies", "priorities", "reference_tables", "articles", "articles CASCADE"]
)
def test_postgresql_refuses_to_empty_a_table(postgres_url: str, table: str) -> None:
    with Store(postgres_url) as store:
        a_pile(store)
        with (
            pytest.raises(StoreError, match=r"only ever added|is never changed|foreign key"),
            store.writing() as connection,
        ):
            connection.exec_driver_sql(f"TRUNCATE {table}")
        assert len(store.articles()) == 1


@pytest.mark.parametrize("table", ["policies", "priorities", "reference_tables", "articles"])
@pytest.mark.parametrize("recursive", ["OFF", "ON"])
def test_an_insert_of_sqlite_replaces_nothing_that_only_grows(
    tmp_path: Path, table: str, recursive: str
) -> None:
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        a_pile(store)
        store.record_policy("Ann", {"name": "solo"}, NOON)
        store.record_priorities("Ann", {"priority": {}}, NOON)
        store.change_reference_tables("Ann", lambda _: {"tables": []}, NOON)
    with behind(path) as plain:
        plain.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError, match=r"only ever added|is never changed"):
            plain.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_claims_that_events_speak_of_cannot_be_removed(a_log: str) -> None:
    with (
        Store(a_log) as store,
        pytest.raises(StoreError, match=r"(?i)foreign key"),
        store.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM claims")
