"""The order of a desk, as what its reviewers say of claims and of their priorities makes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import NOON, a_desk

import claimcheck as cc
from claimcheck.desk_order import DeskOrder
from claimcheck.desk_priorities import FollowingOrder, PrioritiesInForce
from claimcheck.errors import WorkflowError
from claimcheck.model import Harm, Reach, Stakes
from claimcheck.priority.priorities import Priorities, Weights
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

TEXT = (
    "Ann Lee, the mayor, said: “Rents rose by 12 percent in 2024.” The hall was full. “I was glad,” she "
    "said. The town has 32 schools. It built 3 of them in 2019."
)
OURS = Priorities(topics={"schools": ("schools",)}, weights=Weights(0, 0, 0, 0, 0, 9, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    cc.add(tmp_path / "log.db", cc.read_text(TEXT, title="Rents"), 0)
    with Store(tmp_path / "log.db") as opened:
        yield opened


def words(session: ReviewSession) -> list[str]:
    return [row.text for row in session.worklist.rows]


# What is said of a claim


def test_what_is_said_of_a_claim_moves_it_at_once_and_undoing_puts_it_back(store: Store) -> None:
    session = a_desk(store, order=DeskOrder())
    before = words(session)
    low = session.worklist.rows[-1].claim_id
    session.weigh(low, "reach", "very wide")
    session.weigh(low, "harm", "grave")
    assert session.verdict(low).stakes == Stakes(Reach.VERY_WIDE, Harm.GRAVE)
    assert words(session).index(before[-1]) < len(before) - 1
    shown = session.view(low)
    assert shown is not None
    assert shown.claim.priority == pytest.approx(session.worklist.priority(low), abs=1e-4)
    session.undo()
    session.undo()
    assert (words(session), session.verdict(low).stakes) == (before, Stakes())


def test_what_is_said_of_one_claim_leaves_the_priority_of_the_others(store: Store) -> None:
    session = a_desk(store, order=DeskOrder())
    first, *others = [row.claim_id for row in session.worklist.rows]
    before = [session.worklist.priority(one) for one in others]
    session.weigh(first, "harm", "little")
    assert [session.worklist.priority(one) for one in others] == before


def test_what_another_says_comes_in_with_the_next_look(store: Store) -> None:
    ann, bo = a_desk(store, "Ann", order=DeskOrder()), a_desk(store, "Bo", order=DeskOrder())
    low = ann.worklist.rows[-1].claim_id
    bo.weigh(low, "reach", "very wide")
    assert ann.refresh()
    assert words(ann) == words(bo)
    assert a_desk(store, "Cem", order=DeskOrder()).worklist.stakes == {low: Stakes(Reach.VERY_WIDE)}


@pytest.mark.parametrize(
    ("what", "level", "told"),
    [
        ("size", "wide", "A claim has reach and harm"),
        ("reach", "endless", "Its reach can be small, wide, very wide or not said"),
        ("harm", None, "Of its harm nothing is said already"),
    ],
)
def test_what_cannot_be_said_of_a_claim_is_refused(
    store: Store, what: str, level: str | None, told: str
) -> None:
    session = a_desk(store, order=DeskOrder())
    with pytest.raises(WorkflowError, match=told):
        session.weigh(session.worklist.rows[0].claim_id, what, level)


def test_the_history_and_the_csv_say_it_in_words(store: Store, tmp_path: Path) -> None:
    session = a_desk(store, order=DeskOrder())
    claim_id = session.worklist.rows[0].claim_id
    session.weigh(claim_id, "reach", "wide")
    session.weigh(claim_id, "reach", None)
    session.weigh(claim_id, "harm", "grave")
    shown = session.view(claim_id)
    assert shown is not None
    assert [entry.what for entry in shown.history] == [
        "said of its reach: wide",
        "took back what was said of its reach",
        "said of its harm: grave",
    ]
    frame = cc.read_csv(cc.export_csv(store.path, tmp_path / "all.csv", everything=True))
    row = frame[frame["claim_id"] == claim_id].iloc[0]
    assert "grave harm" in row["why_first"]


# What the desk holds important


def following(store: Store, reviewer: str, given: Priorities | None = None) -> ReviewSession:
    in_force = PrioritiesInForce(store, None if given is None else (given, "ours.toml"))
    return a_desk(store, reviewer, order=FollowingOrder(in_force))


def test_what_one_records_orders_the_piles_of_all_also_of_those_at_work(store: Store) -> None:
    ann, house = following(store, "Ann"), words(following(store, "Bo"))
    PrioritiesInForce(store, None).keep("Bo", OURS, NOON)
    assert words(ann) == house
    assert ann.refresh()
    assert words(ann)[0] == "The town has 32 schools."
    assert words(following(store, "Cem")) == words(ann)
    assert not ann.refresh()


def test_those_that_are_given_win_until_somebody_keeps_others_there(store: Store) -> None:
    in_force = PrioritiesInForce(store, (OURS, "ours.toml"))
    PrioritiesInForce(store, None).keep("Bo", Priorities(minimum=0.5), NOON)
    in_force.follow()
    assert in_force.priorities == OURS
    assert in_force.origin.startswith("From ours.toml")
    in_force.keep("Ann", Priorities(minimum=0.25), NOON)
    assert (in_force.priorities.minimum, in_force.origin[:15]) == (0.25, "Recorded by Ann")


def test_each_change_is_told_with_who_made_it_the_last_one_first(store: Store) -> None:
    in_force = PrioritiesInForce(store, None)
    assert in_force.origin.startswith("The house's")
    in_force.keep("Ann", Priorities(people=("Ana Ruiz",)), NOON)
    in_force.keep("Bo", Priorities(minimum=0.3), NOON)
    assert [(change.by, change.what) for change in in_force.history()] == [
        ("Bo", ("no longer of interest: Ana Ruiz", "minimum: 0 → 0.3")),
        ("Ann", ("of interest now: Ana Ruiz",)),
    ]


def test_what_cannot_be_read_shuts_nobody_out(store: Store) -> None:
    store.record_priorities("Bo", {"priority": {"mood": "good"}}, NOON)
    in_force = PrioritiesInForce(store, None)
    assert in_force.priorities == Priorities()
    assert "what Bo recorded cannot be read" in in_force.origin
    assert [change.what for change in in_force.history()] == [("what cannot be read by this version",)]
