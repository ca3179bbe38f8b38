"""A policy that is recorded while a desk is open: what is asked of the next step, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import NOON, a_desk, a_pile, behind, some_work

from claimcheck.errors import ClaimcheckError, ConflictError, WorkflowError
from claimcheck.model import Event, Status
from claimcheck.review.events import RATED
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy, at_least, policy_to_json
from claimcheck.review.session import ReviewSession

SOLO, NEWSROOM = Policy.solo(), Policy.newsroom()
THREE = replace(NEWSROOM, name="three", sources=3, one_source_reason=False)
BLIND = replace(SOLO, name="blind", double_blind=True)
NEWER = {**policy_to_json(NEWSROOM), "name": "next year's", "legal_review": True}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        a_pile(opened)
        yield opened


def record(store: Store, policy: Policy | dict[str, Any], by: str = "Ben") -> None:
    store.record_policy(by, policy if isinstance(policy, dict) else policy_to_json(policy), NOON)


def at_work(store: Store, policy: Policy = SOLO) -> ReviewSession:
    """Ann's desk, which was open before the policies of others came."""
    record(store, policy, "Ann")
    return a_desk(store, "Ann")


def test_a_desk_goes_by_the_recorded_policy(store: Store) -> None:
    assert a_desk(store, "Ann").policy == SOLO
    record(store, THREE)
    assert a_desk(store, "Ann").policy == THREE


# What is recorded, the step taken then, and what is missing for it.
ASKED_FOR = [
    pytest.param(NEWSROOM, Status.APPROVED, "another person than the proposer|approval of somebody else"),
    pytest.param(THREE, Status.PROPOSED, "1 more source"),
    pytest.param(replace(SOLO, name="asks", claimant_asked=True), Status.APPROVED, "the claimant was asked"),
    pytest.param(BLIND, Status.PROPOSED, r"two blind ratings \(0 given\)"),
]


@pytest.mark.parametrize(("recorded", "target", "missing"), ASKED_FOR)
def test_a_step_is_judged_by_the_policy_of_that_moment(
    recorded: Policy, target: Status, missing: str, store: Store
) -> None:
    ann = at_work(store)
    record(store, recorded)
    claim_id = str(ann.cursor.current)
    with pytest.raises(WorkflowError, match=missing):
        ann.take(claim_id, target, some_work(contact=None))
    assert store.events() == []
    assert ann.policy == recorded
    assert ann.in_force.news == (
        f"Ben chose the policy “{recorded.name}” at {NOON.astimezone():%H:%M}, and this desk goes by it now; "
        "it was “solo”."
    )


def test_a_policy_that_asks_for_less_holds_at_once_too(store: Store) -> None:
    ann = at_work(store, NEWSROOM)
    claim_id = str(ann.cursor.current)
    ann.take(claim_id, Status.PROPOSED, some_work())
    record(store, SOLO)
    ann.take(claim_id, Status.APPROVED, some_work())
    assert [event.data["policy"] for event in store.events()][-1] == SOLO.label


Steps = dict[str, Callable[[ReviewSession, str], list[Event]]]
STEPS: Steps = {
    "take": lambda ann, claim_id: ann.take(claim_id, Status.SELECTED, some_work()),
    "share": lambda ann, claim_id: ann.update(claim_id, some_work()),
    "dismiss": lambda ann, claim_id: ann.dismiss([claim_id], "opinion"),
    "rate": lambda ann, claim_id: ann.rate(claim_id, some_work()),
    "comment": lambda ann, claim_id: ann.comment(claim_id, "Which year?"),
}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_goes_by_it_and_is_told_of_it(step: str, store: Store) -> None:
    ann = at_work(store)
    record(store, BLIND)
    STEPS[step](ann, str(ann.cursor.current))
    assert ann.policy == BLIND
    assert ann.in_force.news is not None


def test_the_way_forward_is_that_of_the_new_policy(store: Store) -> None:
    ann = at_work(store)
    claim_id = str(ann.cursor.current)
    assert ann.forward(claim_id) == Status.APPROVED
    record(store, NEWSROOM)
    assert ann.refresh()
    assert ann.forward(claim_id) == Status.RESEARCHING
    record(store, BLIND)
    assert ann.refresh()
    assert ann.forward(claim_id) == RATED
    assert not ann.refresh()


def test_what_says_the_same_is_no_news(store: Store) -> None:
    ann = at_work(store)
    record(store, NEWSROOM)
    record(store, SOLO)
    assert not ann.refresh()
    assert ann.in_force.news is None


# Between judging a step and writing it


def test_a_step_that_was_judged_by_another_policy_is_not_written(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = at_work(store)
    claim_id = str(ann.cursor.current)
    append = store.append

    def overtaken(*given: Any, **more: Any) -> list[Event]:
        with Store(path) as other:
            record(other, NEWSROOM)
        return append(*given, **more)

    monkeypatch.setattr(store, "append", overtaken)
    with pytest.raises(ConflictError, match=r"Meanwhile Ben recorded the policy “newsroom”\. Nothing was"):
        ann.take(claim_id, Status.APPROVED, some_work())
    assert store.events() == []
    assert ann.policy == NEWSROOM
    with pytest.raises(WorkflowError, match="approval of somebody else"):
        ann.take(claim_id, Status.APPROVED, some_work())


# A policy that cannot be read


def test_a_policy_that_cannot_be_read_breaks_nothing_and_loosens_nothing(store: Store) -> None:
    ann = at_work(store)
    record(store, NEWER)
    claim_id = str(ann.cursor.current)
    with pytest.raises(WorkflowError, match="approval of somebody else"):
        ann.take(claim_id, Status.APPROVED, some_work())
    assert ann.in_force.news is not None
    assert ann.in_force.news.startswith("Ben chose the policy “next year's” at ")
    assert "All that “solo” asks for is asked for still." in ann.in_force.news
    assert "'legal_review'" in ann.in_force.news
    ann.take(claim_id, Status.PROPOSED, some_work())
    assert store.events()[-1].data["policy"] == (
        "solo: no second editor looked; of “next year's” what could be read"
    )
    record(store, THREE)
    assert ann.refresh()
    assert ann.policy == THREE


@pytest.mark.parametrize("data", ["{", "[]", "3", json.dumps({"name": "x", "sources": "many"})])
def test_a_damaged_record_is_told_of_in_words(data: str, store: Store, path: Path) -> None:
    ann = at_work(store, NEWSROOM)
    with behind(path) as connection:
        connection.execute(
            "INSERT INTO policies (id, at, by, name, data) VALUES (9, ?, 'Cem', 'x', ?)",
            (NOON.isoformat(), data),
        )
    claim_id = str(ann.cursor.current)
    ann.take(claim_id, Status.PROPOSED, some_work())
    assert ann.in_force.news is not None
    assert ann.in_force.news.startswith("Cem chose the policy “x” at ")
    with pytest.raises(ClaimcheckError, match="policy 'x' of this database"):
        a_desk(store, "Dan")


@pytest.mark.parametrize("at", ["x", "", "2025-06-01T12:00:00"])
def test_a_policy_of_no_known_moment_holds_all_the_same(at: str, store: Store, path: Path) -> None:
    with behind(path) as connection:
        said = json.dumps(policy_to_json(NEWSROOM))
        connection.execute(
            "INSERT INTO policies (id, at, by, name, data) VALUES (9, ?, 'Cem', 'newsroom', ?)", (at, said)
        )
    recorded = store.policy()
    assert recorded is not None
    assert (recorded.by, recorded.number, recorded.at.year) == ("Cem", 9, 1970)


ADDED = [
    (SOLO, {"second_editor": True}, {"second_editor": True}),
    (NEWSROOM, {"second_editor": False, "sources": 1, "statement": False}, {}),
    (NEWSROOM, {"sources": 4}, {"sources": 4, "one_source_reason": False}),
    (SOLO, {"sources": 2, "one_source_reason": True}, {"sources": 2, "one_source_reason": True}),
    (SOLO, {"sources": True, "statement": "yes", "rationale": 1}, {}),
    (SOLO, {"sources": 10**9}, {}),
    (NEWSROOM, {"approvals": 2}, {"approvals": 2}),
    (replace(NEWSROOM, approvals=3), {"approvals": 2}, {}),
    (NEWSROOM, {"approvals": "two", "second_editor": 1}, {}),
    (NEWSROOM, {"approvals": 10**9}, {}),
]


@pytest.mark.parametrize(("former", "read", "more"), ADDED)
def test_what_can_be_read_only_adds(former: Policy, read: dict[str, Any], more: dict[str, Any]) -> None:
    stricter = at_least(former, {"name": "theirs", **read})
    assert stricter == replace(former, label=stricter.label, **more)
    assert "“theirs”" in stricter.label
