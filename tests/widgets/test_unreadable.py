"""A desk over a log in which something cannot be read: it is named, and shuts out nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page
from factories import NOON, QUICK, a_desk, a_pile, a_step, behind, some_work, work_at

import claimcheck as cc
from claimcheck.exporting.columns import history_rows
from claimcheck.model import Status
from claimcheck.review.blind_review import kept_to_themselves
from claimcheck.review.events import UNREADABLE
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

S = Status

# What stands in the log, and what is said of it; the whole table is in tests/review/test_events.py
BAD_DATA: list[tuple[str, str, str]] = [
    ("selected", "{", "it is no JSON"),
    ("selected", '{"work": {"statement": 5}}', "“work.statement” is a whole number, not text or nothing"),
    ("proposed", '{"work": {"rating": "\\ud800"}}', "it has a character that no text can have"),
    ("bogus", "{}", "it is of a kind that this version of claimcheck does not know"),
    ("undone", '{"events": ["1"]}', "“events[0]” is text, not a whole number"),
    ("commented", '{"text": 5}', "“text” is a whole number, not text"),
    ("assigned", '{"to": ["Bob"]}', "“to” is a list, not text or nothing"),
    ("rated", '{"work": {}, "scale": "s"}', "it has no rating in “work”"),
    ("confirmed", '{"known": {}}', "“known” lacks “text”"),
    ("served", '{"work": {}, "check": {"status": "approved"}}', "it lacks “from”"),
]
IDS = [f"{action} {data}"[:60] for action, data, _why in BAD_DATA]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def ids(path: Path) -> list[str]:
    with Store(path) as store:
        return [claim.id for claim in a_pile(store)[1]]


@pytest.fixture
def page(path: Path, ids: list[str]) -> Iterator[Page]:
    desk = cc.desk(path, "Ann", threshold=0)
    yield Page(desk)
    desk.session.store.close()


def insert_event(path: Path, claim_id: str, action: str, data: str, by: str = "Bob") -> int:
    """Put an event into the log past claimcheck, as the next one; its number."""
    with behind(path) as connection:
        (number,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM events").fetchone()
        row = (number, claim_id, datetime(2026, 3, 4, tzinfo=UTC).isoformat(), by, action, data, 0, "digest")
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return int(number)


@pytest.mark.parametrize(("action", "data", "why"), BAD_DATA, ids=IDS)
def test_a_claim_with_an_event_that_cannot_be_read_opens_with_that_event_named(
    path: Path, ids: list[str], action: str, data: str, why: str
) -> None:
    with Store(path) as store:
        a_desk(store).take(ids[0], S.PUBLISHED, some_work())
        a_desk(store).take(ids[1], S.APPROVED, QUICK)
    number = insert_event(path, ids[0], action, data)
    page = Page(cc.desk(path, "Ann", threshold=0))
    assert page.send("open", to=ids[0])["error"] is None
    assert page.claim["status"] == "published"
    last = page.claim["history"][-1]
    assert (last["kind"], last["by"]) == (UNREADABLE, "Bob")
    assert last["what"].startswith(f"took a step that cannot be read (event {number}, {action}): ")
    assert why in last["what"]
    assert last["details"] == [["As it is stored", data]]
    doubted = any(notice.startswith(f"Event {number} by Bob") for notice in page.claim["notices"])
    assert doubted is (action != "commented")
    # Others are as they were.
    assert page.send("open", to=ids[1])["error"] is None
    assert (page.claim["status"], page.claim["notices"]) == ("approved", ["Ann decided alone."])
    page.desk.session.store.close()


def test_a_step_goes_on_after_what_cannot_be_read_and_ends_the_doubt(
    path: Path, ids: list[str], page: Page
) -> None:
    insert_event(path, ids[0], "selected", '{"work": 3}')
    page.desk.session.refresh()
    page.send("open", to=ids[0])
    assert [row[5] for row in page.queue if row[0] == ids[0]] == ["in doubt"]
    form = {"rating": "True", "sources": [{"address": "https://example.org/a"}]}
    assert page.send("take", form, target="approved")["error"] is None
    page.send("open", to=ids[0])
    assert (page.claim["status"], page.claim["notices"]) == ("approved", ["Ann decided alone."])


def test_who_took_a_step_that_cannot_be_read_can_take_it_back(path: Path, ids: list[str], page: Page) -> None:
    insert_event(path, ids[0], "approved", '{"work": 3}', by="Ann")
    page.desk.session.refresh()
    assert page.send("undo")["error"] is None
    assert page.claim["id"] == ids[0]
    assert page.claim["notices"] == []
    assert page.claim["history"][-1]["what"].startswith("took back: took a step that cannot be read (event ")


def test_exports_name_what_cannot_be_read_and_go_on(path: Path, ids: list[str], tmp_path: Path) -> None:
    with Store(path) as store:
        desk = a_desk(store)
        desk.take(ids[0], S.APPROVED, QUICK)
        # As a version before this one has committed it.
        (bad,) = store.append("Ann", [a_step(ids[0], "published", None, work={"rating": 5})], at=NOON)
        desk.reload()
        desk.take(ids[1], S.APPROVED, QUICK)
    files = [tmp_path / name for name in ("verdicts.csv", "sources.csv", "history.csv")]
    cc.export_csv(path, files[0], sources=files[1], history=files[2], everything=True)
    table = cc.read_csv(files[0]).set_index("claim_id")
    doubtful, sound = table.loc[ids[0]], table.loc[ids[1]]
    assert doubtful["status"] == (
        f"in doubt: Event {bad.id} by Ann (published) cannot be read: "
        "“work.rating” is a whole number, not text or nothing"
    )
    assert doubtful["quote"] is not None
    assert all(doubtful[name] is None for name in ("verdict", "rationale", "approved_by", "source_urls"))
    assert (sound["status"], sound["verdict"]) == ("approved", "False")
    assert cc.read_csv(files[1])["claim_id"].tolist() == [ids[1]]
    told = cc.read_csv(files[2]).set_index("event").loc[bad.id]
    assert (told["action"], json.loads(str(told["data"]))) == ("published", {"work": {"rating": 5}})


def test_a_blind_rating_that_cannot_be_read_is_shown_to_nobody_before_all_have_rated(
    path: Path, ids: list[str], tmp_path: Path
) -> None:
    with Store(path) as store:
        a_desk(store).ask_blind([ids[0]])
    insert_event(path, ids[0], "rated", '{"work": {"rating": "Secret", "sources": 3}, "scale": "s"}')
    with Store(path) as store:
        session = a_desk(store)
        session.cursor.go(ids[0])
        assert "Secret" not in repr([session.view(), session.verdict(ids[0]).doubts])
        told = history_rows(store.events(), kept_to_themselves([session.verdict(ids[0])]))
        assert "Secret" not in repr(told)


# Drafts

BAD_DRAFTS: list[tuple[str, str]] = [
    ("{", "it is no JSON"),
    ("[]", "it is a list, not a record"),
    ("null", "it is nothing, not a record"),
    ('{"statement": 5}', "“statement” is a whole number, not text or nothing"),
    ('{"sources": [{"primary": "maybe"}]}', "“sources[0].primary” is text, not yes or no or nothing"),
    ('{"seen": "x"}', "“seen” is text, not a whole number"),
    ('{"seen": null}', "“seen” is nothing, not a whole number"),
    ('{"comment": {}}', "“comment” is a record, not text"),
    ('{"contact": 5}', "“contact” is a whole number, not a record or nothing"),
    ('{"aside": 5}', "“aside” is a whole number, not a record or nothing"),
    ('{"rating": Infinity}', "it is no JSON (Infinity is no number)"),
]


def insert_draft(path: Path, claim_id: str, data: str, version: Any = 3) -> None:
    with behind(path) as connection:
        connection.execute("DELETE FROM drafts WHERE reviewer = 'Ann' AND claim_id = ?", (claim_id,))
        connection.execute(
            "INSERT INTO drafts (claim_id, reviewer, data, version) VALUES (?, 'Ann', ?, ?)",
            (claim_id, data, version),
        )


def set_aside(path: Path, claim_id: str) -> Any:
    with behind(path) as connection:
        query = "SELECT data FROM drafts WHERE claim_id = ? AND reviewer = 'Ann'"
        return json.loads(connection.execute(query, (claim_id,)).fetchone()[0]).get("aside", {}).get("stored")


@pytest.mark.parametrize(("data", "why"), BAD_DRAFTS, ids=[data for data, _why in BAD_DRAFTS])
def test_a_draft_that_cannot_be_read_is_set_aside_and_named(
    path: Path, ids: list[str], page: Page, data: str, why: str
) -> None:
    insert_draft(path, ids[0], data)
    assert page.send("open", to=ids[1])["error"] is None
    assert page.send("open", to=ids[0])["error"] is None
    (notice,) = page.claim["notices"]
    assert notice.startswith(f"What you typed here earlier cannot be read ({why}")
    assert notice.endswith(f"and was set aside; it is kept in the database as it is: {data}")
    assert (page.claim["work"], page.claim["comment"]) == ({}, "")
    # What is typed from now on is kept beside it.
    assert (
        page.type({"rating": "True", "sources": [{"address": "https://example.org/a"}]}, comment="Hm.")[
            "error"
        ]
        is None
    )
    assert set_aside(path, ids[0]) == data
    assert page.send("take", target="approved")["error"] is None
    assert set_aside(path, ids[0]) == data
    page.send("open", to=ids[0])
    assert (page.claim["work"]["rating"], page.claim["comment"]) == ("True", "Hm.")
    assert page.claim["notices"][0] == notice


@pytest.mark.parametrize("version", ["x", None, 2.5, -1])
def test_a_draft_of_no_version_is_gone_on_with(path: Path, ids: list[str], page: Page, version: Any) -> None:
    with behind(path) as connection:
        (not_null,) = connection.execute(
            "SELECT \"notnull\" FROM pragma_table_info('drafts') WHERE name = 'version'"
        ).fetchone()
    if version is None and not_null:
        return
    insert_draft(path, ids[0], '{"note": "kept"}', version)
    page.send("open", to=ids[1])
    page.send("open", to=ids[0])
    assert page.claim["work"] == {"note": "kept"}
    assert page.type({"note": "more"})["error"] is None


def test_anothers_draft_that_cannot_be_read_is_in_nobodys_way(path: Path, ids: list[str]) -> None:
    with Store(path) as store:
        a_desk(store, "Ann").assign([ids[0]], "Ann")
    insert_draft(path, ids[0], "{")
    with Store(path) as store:
        bob = a_desk(store, "Bob")
        bob.cursor.go(ids[0])
        bob.assign([ids[0]], "Bob")
        assert bob.verdict(ids[0]).assigned_to == "Bob"
        assert work_at(bob) == work_at(ReviewSession(store, "Cem"))
    assert set_aside_or_raw(path, ids[0]) == "{"


def set_aside_or_raw(path: Path, claim_id: str) -> str:
    with behind(path) as connection:
        query = "SELECT data FROM drafts WHERE claim_id = ? AND reviewer = 'Ann'"
        return str(connection.execute(query, (claim_id,)).fetchone()[0])


# Claims


def test_a_claim_that_cannot_be_read_keeps_nobody_from_the_others(path: Path, ids: list[str]) -> None:
    with behind(path) as connection:
        connection.execute("UPDATE claims SET record = '[' WHERE id = ?", (ids[0],))
    page = Page(cc.desk(path, "Ann", threshold=0))
    assert page.state["error"].startswith(f"The claim {ids[0]} cannot be read: ")
    assert (page.state["claim"], page.state["empty"]) == (None, page.state["error"])
    assert [row[0] for row in page.queue] == ids
    assert page.progress == {"total": 4}
    assert page.send("open", to=ids[1])["error"] is None
    assert page.claim["id"] == ids[1]
    assert page.send("open", to=ids[0])["error"].startswith(f"The claim {ids[0]} cannot be read: ")
    assert page.send("next")["error"] is None
    page.desk.session.store.close()
