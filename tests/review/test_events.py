"""Stored events, drafts and places that cannot be read: named, and in nobody's way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from effort import examples
from factories import NOON, a_desk, a_pile, a_source, an_event, some_work
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.exporting.columns import history_rows
from claimcheck.model import Status
from claimcheck.review.blind_review import as_seen_by, kept_to_themselves
from claimcheck.review.events import KINDS, UNREADABLE
from claimcheck.review.json_values import dumps
from claimcheck.review.log.rows import event_of, event_row
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.replay import verdicts
from claimcheck.review.statistics import courses
from claimcheck.review.timeline import timeline
from claimcheck.review.undo import steps_of

S = Status

# What stands in the log, and what is said of it
BAD_DATA: list[tuple[str, str, str]] = [
    ("selected", "{", "it is no JSON"),
    ("selected", "", "it is no JSON"),
    ("selected", "5", "it is a whole number, not a record"),
    ("selected", "[]", "it is a list, not a record"),
    ("selected", '{"work": null}', "“work” is nothing, not a record"),
    ("selected", '{"work": {"statement": 5}}', "“work.statement” is a whole number, not text or nothing"),
    ("selected", '{"work": {}, "policy": 1, "scale": "s"}', "“policy” is a whole number, not text"),
    ("selected", '{"group": ["g"]}', "“group” is a list, not text"),
    (
        "proposed",
        '{"work": {"sources": [{"address": "x", "primary": "maybe"}]}}',
        "“work.sources[0].primary”",
    ),
    ("proposed", '{"work": {"rating": NaN}}', "it is no JSON (NaN is no number)"),
    ("proposed", '{"work": {"rating": "\\ud800"}}', "it has a character that no text can have"),
    ("bogus", "{}", "it is of a kind that this version of claimcheck does not know"),
    ("undone", "{}", "it lacks “events”"),
    ("undone", '{"events": ["1"]}', "“events[0]” is text, not a whole number"),
    ("added", '{"status": "sung"}', "“status” is 'sung', which is unknown"),
    ("added", '{"blind": "yes"}', "“blind” is text, not yes or no"),
    ("recut", '{"into": "d"}', "“into” is text, not a list"),
    ("weighed", '{"reach": "endless"}', "“reach” is 'endless', which is unknown"),
    ("commented", "{}", "it lacks “text”"),
    ("commented", '{"text": 5}', "“text” is a whole number, not text"),
    ("assigned", "{}", "it lacks “to”"),
    ("assigned", '{"to": ["Bob"]}', "“to” is a list, not text or nothing"),
    ("blind", '{"on": "x"}', "“on” is text, not yes or no"),
    ("rated", '{"work": {}, "scale": "s"}', "it has no rating in “work”"),
    ("rated", '{"work": {"rating": "True"}}', "it lacks “scale”"),
    ("confirmed", '{"known": {}}', "“known” lacks “text”"),
    ("rejected", '{"known": {"text": "t", "url": 3}}', "“known.url” is a whole number, not text or nothing"),
    ("served", '{"work": {}, "check": {"status": "approved"}}', "it lacks “from”"),
    (
        "served",
        '{"from": "c", "work": {}, "check": {"status": "approved", "approved_at": "noon"}}',
        "approved_at",
    ),
    (UNREADABLE, '{"action": "selected"}', "it is of a kind that this version of claimcheck does not know"),
]
IDS = [f"{action} {data}"[:60] for action, data, _why in BAD_DATA]


def a_row(action: Any, data: Any, **fields: Any) -> dict[str, Any]:
    return {**event_row(an_event(2, "selected")), "action": action, "data": data, **fields}


@pytest.mark.parametrize(("action", "data", "why"), BAD_DATA, ids=IDS)
def test_an_event_that_holds_something_else_says_what_and_where(action: str, data: str, why: str) -> None:
    event = event_of(a_row(action, data))
    assert event.action == UNREADABLE
    assert (event.data["action"], event.data["stored"]) == (action, data)
    assert why in event.data["why"]
    assert (event.id, event.by, event.at) == (2, "Ann", NOON)


@pytest.mark.parametrize("at", ["yesterday", "", "2025-06-01T12:00:00", None, b"\x00"])
def test_an_event_without_a_moment_is_named_too(at: Any) -> None:
    event = event_of(a_row("selected", "{}", at=at))
    assert (event.action, event.data["why"]) == (UNREADABLE, "the moment at which it was taken is none")


def test_what_a_newer_version_says_beside_is_passed_over() -> None:
    data = {"work": {"mood": "good"}, "policy": "p", "scale": "s", "group": "g", "mood": "good"}
    assert event_of(a_row("selected", dumps(data))).data == data


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 99)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["c", "approved", "True", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        *("work", "policy", "scale", "group", "events", "text", "to", "typed_by", "on", "known", "blind"),
        *("from", "check", "typed", "into", "status", "rating", "sources", "seen"),
    ]
)
DATA = JSON | st.dictionaries(NAMES, JSON | st.dictionaries(NAMES, JSON, max_size=2), max_size=6)
ACTIONS = st.sampled_from([*S, *KINDS, UNREADABLE])


@settings(max_examples=examples(150))
@given(st.lists(st.tuples(ACTIONS | st.text(max_size=5), DATA), min_size=1, max_size=6))
def test_whatever_a_log_holds_its_claims_can_be_seen(stored: list[tuple[str, Any]]) -> None:
    log = [
        event_of(a_row(action, json.dumps(data), id=number, by="Ann" if number % 2 else "Bob"))
        for number, (action, data) in enumerate(stored, 1)
    ]
    (verdict,) = verdicts(log).values()
    assert len(timeline(verdict)) == len(timeline(verdict, blind_for="Ann")) == len(log)
    for policy in (Policy.solo(), Policy.newsroom()):
        as_seen_by("Ann", verdict, policy)
    steps_of("Ann", log)
    courses({}, log)
    history_rows(log, kept_to_themselves([verdict]))


@settings(max_examples=examples(25))
@given(draft=DATA, place=JSON | st.fixed_dictionaries({"claim": JSON, "filter": JSON}))
def test_whatever_is_kept_as_a_draft_or_a_place_the_desk_opens(draft: Any, place: Any) -> None:
    with Store(":memory:") as store:
        claim_ids = [claim.id for claim in a_pile(store)[1]]
        with store.writing() as connection:
            for table in ("drafts", "desks"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
            for claim_id in claim_ids[:2]:
                connection.exec_driver_sql(
                    "INSERT INTO drafts (claim_id, reviewer, data, version) VALUES (?, 'Ann', ?, 1)",
                    (claim_id, json.dumps(draft)),
                )
            connection.exec_driver_sql(
                "INSERT INTO desks (reviewer, data) VALUES ('Ann', ?)", (json.dumps(place),)
            )
        session = a_desk(store)
        for claim_id in claim_ids:
            session.cursor.go(claim_id)
            view = session.view()
            assert view is not None
            session.ways(claim_id, view.work)
            session.take(claim_id, S.SELECTED, some_work(sources=(a_source(),)))


def those(flag: str) -> set[str]:
    return {action for action, kind in KINDS.items() if getattr(kind, flag)}


def test_each_kind_says_how_it_counts() -> None:
    assert those("takes_back") == {"undone", "redone"}
    assert those("judges") == {"confirmed", "rejected"}
    assert those("beside") == {"confirmed", "rejected", "commented", "assigned", "tagged", "weighed"}
    assert those("spoken") == {"confirmed", "rejected", "commented", "tagged", "weighed"}
    assert those("finds") == {"confirmed", "rejected", "rated"}
    assert those("brings") == {"added", "recut", "served"}
    assert set(KINDS) - those("gives_back") == {"added", "assigned", "tagged", "weighed"}
    assert {action: kind.typed for action, kind in KINDS.items() if kind.typed != "work"} == {
        "served": "typed"
    }


def test_every_status_is_a_kind_of_event() -> None:
    assert set(S) < set(KINDS)
