"""The chain covers what exports show: whatever was rewritten beside the events is found and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from factories import NOON, a_desk, a_pile, a_step, an_article, behind, claim_on, cut, flagged
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Float, Integer
from tampering import tampered

from claimcheck.model import Kind, Signal, Span
from claimcheck.review.events import TAKEN_IN
from claimcheck.review.log.checksums import COVERED, REMOVED, Holdings, checksum, checksums, row_checksum
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store
from claimcheck.review.log.tables import metadata


@pytest.fixture
def log(any_log: str) -> str:
    """A log with two articles, one of them without claims, two policies, priorities, tables, a cut claim."""
    with Store(any_log) as store:
        article = an_article(title="A talk", publisher="The Paper", published="2025-05-01", path="talk.txt")
        signals = (Signal("rank", (), 0.1, "", Kind.RANK),)
        spans = [claim.span for claim in flagged(article)]
        store.add(
            article, [cut(article, span, speaker="Mark Rutte", signals=signals) for span in spans], "Ann"
        )
        store.add(an_article("Nothing to check here."), [])
        store.record_policy("Ann", {"name": "solo"}, NOON)
        store.record_policy("Bo", {"name": "newsroom"}, NOON)
        store.record_priorities("Bo", {"priority": {}}, NOON)
        store.change_reference_tables("Bo", lambda _: {"tables": []}, NOON)
        a_desk(store).add_claim(article.id, Span(0, 4))
        assert store.verify().clean
    return any_log


def one_more(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"tables": [*data.get("tables", []), 1]}


def problem(log: str) -> str | None:
    with Store(log) as store:
        return store.verify().problem


def other(column: Column[object]) -> str:
    """SQL for another value than the one that stands in *column*."""
    name = f'"{column.name}"'
    if isinstance(column.type, Boolean):
        return f"NOT {name}"
    if isinstance(column.type, Float):
        return f"{name} + 0.001"
    return f"{name} + 1" if isinstance(column.type, Integer) else f"COALESCE({name}, '') || 'x'"


def id_of_one(log: str, table: str) -> str:
    with Store(log) as store, store.reading() as connection:
        return str(connection.exec_driver_sql(f"SELECT MAX(id) FROM {table}").scalar())


@pytest.mark.parametrize("table", COVERED)
def test_any_rewritten_column_is_found_and_its_row_named(log: str, table: str) -> None:
    tampered(log, f"CREATE TABLE kept AS SELECT * FROM {table}")
    for column in metadata.tables[table].columns:
        one = f"(SELECT MAX(id) FROM {table})"
        tampered(log, f'UPDATE {table} SET "{column.name}" = {other(column)} WHERE id = {one}')
        found = problem(log)
        assert found is not None, column
        whole_tables = ("The claims speak of articles", "The events speak of claims")
        assert found.startswith(whole_tables) or id_of_one(log, table) in found, column
        tampered(log, f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM kept")


def test_what_older_logs_say_of_a_row_still_fits_it() -> None:
    """A column that is new has to be left out of the checksum, or every row that is kept would not fit."""
    numbers = {table: dict(zip(names, range(len(names)), strict=True)) for table, names in COVERED.items()}
    assert {table: checksum(table, row)[:16] for table, row in numbers.items()} == {
        "articles": "673c92a430b126d1",
        "claims": "e5fbeeefb2bc9877",
        "policies": "c741275f8e37c326",
        "priorities": "5b66b4f2e6404115",
        "reference_tables": "5b66b4f2e6404115",
    }


REWRITINGS = [
    ("DELETE FROM claims WHERE start = 82", "The claim {} is gone: something else removed it."),
    ("DELETE FROM articles WHERE title IS NULL", "The article {} is gone: something else removed it."),
    ("DELETE FROM policies WHERE id = 2", "The policy 2 is gone: something else removed it."),
    (
        "INSERT INTO policies SELECT 3, at, by, name, data FROM policies WHERE id = 1",
        "The policy 3 (solo) was added",
    ),
    ("DELETE FROM priorities", "The record of priorities 1 is gone: something else removed it."),
    ("DELETE FROM reference_tables", "The list of reference tables 1 is gone: something else removed it."),
    (
        "INSERT INTO articles SELECT 'made up', text, title, publisher, author, published, url, language, "
        "path, digest, added_at FROM articles WHERE title IS NULL",
        "The article made up",
    ),
    (
        "INSERT INTO claims SELECT 'made up', article_id, start, \"end\", text, speaker, quoted, worthiness, "
        "record, kinds FROM claims WHERE start = 82",
        "The claim made up",
    ),
]


@pytest.mark.parametrize(("statement", "words"), REWRITINGS, ids=[one[:40] for one, _ in REWRITINGS])
def test_a_row_that_went_or_came_behind_the_log_is_named(log: str, statement: str, words: str) -> None:
    with Store(log) as store:
        ids = {"claims": store.claims()[-1].id, "articles": list(store.articles())[-1]}
    tampered(log, statement)
    found = problem(log)
    assert found is not None
    assert found.startswith(words.format(next((i for t, i in ids.items() if f"FROM {t} " in statement), "")))


def test_a_claim_cut_by_hand_is_covered_as_the_flagged_ones_are(log: str) -> None:
    tampered(log, "UPDATE claims SET speaker = 'Nobody' WHERE \"end\" = 4")
    found = problem(log)
    assert found is not None
    assert found.endswith("was changed after it was kept.")


def test_an_event_that_says_nonsense_of_what_is_held_is_named(log: str) -> None:
    held = Holdings()
    for number, data in enumerate(["[]", "{", '{"articles": 5}', '{"removed": 5}', "null"], 1):
        held = Holdings()
        held.take({"id": number, "claim_id": None, "data": data})
        assert held.problem is not None
        assert held.problem.startswith(f"Event {number} cannot be read")


def test_what_stands_in_a_comment_is_not_taken_for_a_checksum() -> None:
    held = Holdings()
    held.take({"id": 1, "claim_id": "c", "data": json.dumps({"text": 'the word "checksum" itself'})})
    held.take({"id": 2, "claim_id": "c", "data": json.dumps({"work": {"checksum": "of a form"}})})
    assert held.problem is None
    assert held.of["claims"] == {}


# What the program itself changes is said by an event


def actions(store: Store) -> list[str]:
    return [event.action for event in store.snapshot().events]


def test_flagging_again_is_an_event_where_it_changes_something(any_log: str) -> None:
    article = an_article()
    first, second, *rest = flagged(article)
    with Store(any_log) as store:
        store.add(article, [first, second, *rest], "Ann")
        store.add(article, [first, second, *rest], "Bo")
        assert actions(store) == ["imported"]
        rescored = cut(article, second.span, worthiness=0.1)
        store.append("Ann", [a_step(first.id)], at=NOON)
        store.add(article, [rescored, claim_on(article, "32 members")], "Bo")
        assert actions(store) == ["imported", "selected", "reflagged"]
        said = store.snapshot().events[-1]
        assert (said.by, said.claim_id, set(said.data[REMOVED])) == ("Bo", "", {claim.id for claim in rest})
        assert set(said.data["claims"]) == {second.id, claim_on(article, "32 members").id}
        assert store.verify().clean


def test_a_policy_is_an_event_and_so_are_priorities_and_tables(any_log: str) -> None:
    with Store(any_log) as store:
        for name in ("solo", "solo", "newsroom"):
            store.record_policy("Ann", {"name": name}, NOON)
        for people in ([], [], ["Ana Ruiz"]):
            store.record_priorities("Ann", {"priority": {"people": people}}, NOON)
        for _ in range(2):
            store.change_reference_tables("Ann", one_more, NOON)
        assert actions(store) == ["policy", "policy", "priorities", "priorities", *["reference tables"] * 2]
        assert store.reference_tables() == Recorded("Ann", NOON, {"tables": [1, 1]})
        assert store.verify().clean
        assert store.events() == []


def test_a_state_of_before_leaves_out_articles_that_came_later(any_log: str) -> None:
    with Store(any_log) as store:
        first, claims = a_pile(store)
        store.append("Ann", [a_step(claims[0].id)], at=NOON)
        second = an_article("Exports fell by half in 2020.")
        store.add(second, flagged(second))
        for until, articles in ((0, []), (1, [first.id]), (2, [first.id]), (3, [first.id, second.id])):
            taken = store.snapshot(until)
            assert list(taken.articles) == articles
            assert {claim.article_id for claim in taken.claims} == set(articles)
            assert (taken.found.events, taken.found.problem) == (until, None)


# A database from before


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A database of the schema before: one article, six claims, five events."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(Path(__file__).with_name("ids_without_letter.sql").read_text(encoding="utf-8"))
    return str(path)


def test_what_an_older_database_holds_is_taken_in_and_its_events_stay(old: str) -> None:
    with behind(old) as plain:
        before = plain.execute("SELECT * FROM events").fetchall()
    with Store(old) as store:
        found = store.verify()
        assert found.clean
        assert actions(store)[len(before) :] == [TAKEN_IN, TAKEN_IN], "an article and a policy"
        assert len(store.events()) == len(before)
        assert store.snapshot(len(before)).articles.keys() == store.articles().keys()
        assert len(store.snapshot(0).claims) == 4, "all but those cut by hand"
    with behind(old) as plain:
        assert plain.execute("SELECT * FROM events").fetchall()[: len(before)] == before


def test_an_older_database_that_is_only_looked_at_comes_to_the_same_head(old: str) -> None:
    with Store(old, read_only=True) as looked_at:
        head = looked_at.verify().head
    with Store(old) as store:
        assert store.verify().head == head


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET speaker = 'Nobody'",
        "UPDATE claims SET worthiness = 0.123",
        "UPDATE articles SET author = 'Nobody'",
        "UPDATE articles SET added_at = 'no date'",
        "UPDATE policies SET name = 'none'",
    ],
)
def test_what_was_changed_in_an_older_database_is_not_taken_in_as_sound(old: str, statement: str) -> None:
    tampered(old, statement)
    found = problem(old)
    assert found is not None
    assert found.endswith("was changed after it was kept.")


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(), min_size=1))
def test_what_was_added_and_removed_again_is_no_longer_expected(ids: dict[str, int]) -> None:
    rows = [dict.fromkeys(COVERED["claims"], number) | {"id": name} for name, number in ids.items()]
    held = Holdings()
    held.take({"id": 1, "claim_id": None, "data": json.dumps({"claims": checksums("claims", rows)})})
    assert held.of["claims"].keys() == ids.keys()
    held.take({"id": 2, "claim_id": None, "data": json.dumps({REMOVED: list(ids)})})
    assert held.of["claims"] == {}


# Over a row: the same for the same content, however a database gives it back

values = st.none() | st.text() | st.booleans() | st.integers(-(2**31), 2**31) | st.floats(allow_nan=False)
rows = st.dictionaries(st.text(min_size=1), values, max_size=5)


@given(rows, st.data())
def test_any_changed_value_changes_the_checksum(row: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(row)) if row else st.just("name"))
    value = data.draw(st.text())
    assert (row_checksum({**row, name: value}) == row_checksum(row)) == (
        name == "sum" or row.get(name) == value
    )


@given(rows)
def test_order_its_own_checksum_and_what_is_not_known_do_not_matter(row: dict[str, Any]) -> None:
    other = {"sum": "anything", "not known": None} | dict(reversed(row.items()))
    assert row_checksum(other) == row_checksum({"not known": None, **row})


@given(st.integers(-(2**31), 2**31))
def test_a_number_counts_for_what_it_is_worth(number: int) -> None:
    assert row_checksum({"start": number}) == row_checksum({"start": float(number)})
