"""The triggers that protect the log: each that is missing, changed or not ours is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import NOON, a_pile, behind

from claimcheck.review.log.backup import backup
from claimcheck.review.log.schema import STEPS
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import POSTGRESQL, SQLITE


def names(dialect: str) -> list[str]:
    made = (sql.split() for step in STEPS for sql in step.only.get(dialect, ()))
    return sorted({words[2] for words in made if words[:2] == ["CREATE", "TRIGGER"]})


def problem(log: str) -> str | None:
    with Store(log) as store:
        return store.verify().problem


def made(log: str) -> str:
    with Store(log) as store:
        a_pile(store)
        store.record_policy("Ann", {"name": "solo"}, NOON)
    return log


def done(log: str, statement: str) -> None:
    with Store(log) as store, store.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_fresh_log_has_all_of_them(any_log: str) -> None:
    assert problem(made(any_log)) is None


@pytest.mark.parametrize("name", names(SQLITE))
@pytest.mark.parametrize("body", [None, "SELECT 1", "SELECT RAISE(IGNORE)"])
def test_a_trigger_of_sqlite_that_is_missing_or_does_nothing_is_named(
    tmp_path: Path, name: str, body: str | None
) -> None:
    log = made(f"{tmp_path}/claimcheck.db")
    with behind(log) as plain:
        plain.execute(f"DROP TRIGGER {name}")
        if body:
            table = name.partition("_refuse_")[0]
            plain.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN {body}; END")
    assert str(problem(log)).startswith(f"The trigger {name} is missing or was changed")


@pytest.mark.parametrize("name", names(POSTGRESQL))
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER {name} ON {table}",
        "ALTER TABLE {table} DISABLE TRIGGER {name}",
        "ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table} EXECUTE FUNCTION claimcheck_refuse('x')",
        "CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "EXECUTE FUNCTION claimcheck_nothing()",
        "CREATE OR REPLACE FUNCTION claimcheck_refuse() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'",
    ],
)
def test_a_trigger_of_postgresql_that_is_missing_off_or_does_nothing_is_named(
    postgres_url: str, name: str, statement: str
) -> None:
    made(postgres_url)
    nothing = (
        "CREATE FUNCTION claimcheck_nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    )
    done(postgres_url, nothing)
    done(postgres_url, statement.format(name=name, table=name.partition("_refuse_")[0]))
    found = str(problem(postgres_url))
    of_all = "OR REPLACE FUNCTION" in statement
    assert found.startswith("The trigger " if of_all else f"The trigger {name} is missing or was changed")


IGNORING = [
    "CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER quiet AFTER INSERT ON drafts BEGIN DELETE FROM drafts; END",
    "CREATE TRIGGER quiet AFTER UPDATE ON claims BEGIN UPDATE claims SET speaker = 'Nobody'; END",
]


@pytest.mark.parametrize("statement", IGNORING)
def test_a_trigger_that_is_not_ours_is_named(tmp_path: Path, statement: str) -> None:
    log = made(f"{tmp_path}/claimcheck.db")
    with behind(log) as plain:
        plain.execute(statement)
        plain.execute("CREATE TABLE others (x)")
        plain.execute("CREATE TRIGGER theirs AFTER INSERT ON others BEGIN SELECT 1; END")
    assert str(problem(log)).startswith("There is a trigger quiet that claimcheck did not make")


def test_a_log_without_a_trigger_is_backed_up_with_it(tmp_path: Path) -> None:
    log = made(f"{tmp_path}/claimcheck.db")
    with behind(log) as plain:
        plain.execute("DROP TRIGGER events_refuse_update")
    copied = backup(log, tmp_path / "copy.db")
    assert problem(copied.path) is None
    assert problem(log) is not None
