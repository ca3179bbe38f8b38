"""What a pile knows of its claims, and the order that a desk makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from factories import a_desk, behind

import claimcheck as cc
from claimcheck.desk_order import DeskOrder, measure_the_rest
from claimcheck.matcher import KnownClaims, Matcher
from claimcheck.matching.duplicates import Same
from claimcheck.model import KnownClaim, Match, Reason
from claimcheck.pile_facts import PileFacts, found_false
from claimcheck.priority.priorities import Priorities
from claimcheck.priority.prioritize import Elsewhere
from claimcheck.review.log.store import Store
from claimcheck.review.queue import PRIORITY, WORTHINESS, Filter, QueueRow
from claimcheck.review.session import ReviewSession

WIRE = "The alliance has 32 members. Its budget rose by 12 percent in 2024. The hall was full."


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "log.db"
    cc.add(path, cc.read_text(WIRE, publisher="The Paper"), 0)
    cc.add(path, cc.read_text(f"A note.\n\n{WIRE}", publisher="The Other"), 0)
    return path


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "known")


def opened(store: Store, matcher: Matcher, **more: Priorities) -> ReviewSession:
    return a_desk(store, order=DeskOrder(seen=lambda: matcher.seen, **more))


def grown(matcher: Matcher, session: ReviewSession) -> None:
    matcher.refresh(session.worklist.pile(), [])
    while matcher.grow():
        pass


def test_a_wire_story_is_said_in_as_many_articles_as_have_it(db: Path, matcher: Matcher) -> None:
    with Store(db) as store:
        session = opened(store, matcher)
        grown(matcher, session)
        seen = [matcher.seen[row.claim_id].others for row in session.worklist.rows if "32" in row.text]
    assert seen == [1, 1]


class Counted(str):
    """A text that notes how often it is looked up."""

    looked_up = 0

    def __hash__(self) -> int:
        Counted.looked_up += 1
        return super().__hash__()


def test_a_wire_story_in_ten_thousand_articles_is_looked_up_no_more_than_its_length() -> None:
    by = ("Ann", None)
    rows = [
        QueueRow(Counted(f"c{n}"), Counted(f"a{n}"), "", 0, 18, "It has 32 members.", by[n % 2], 0.5)
        for n in range(10_000)
    ]
    asked: list[str] = []
    facts = PileFacts()

    def same_as(claim_id: str) -> list[Same[str]]:
        asked.append(claim_id)
        return []

    facts.take(rows, same_as, lambda _row: [])
    facts.tell()
    assert len(asked) == len(by)
    assert Counted.looked_up < 10 * len(rows)
    assert facts.seen["c0"] == Elsewhere(9_999)
    assert facts.seen["c1"] == Elsewhere(9_999, ("Ann",))


def test_the_queue_takes_it_up_with_the_next_look(db: Path, matcher: Matcher) -> None:
    with Store(db) as store:
        session = opened(store, matcher)
        claim_id = next(row.claim_id for row in session.worklist.rows if "32" in row.text)
        before = session.worklist.priority(claim_id)
        grown(matcher, session)
        assert session.worklist.priority(claim_id) == before
        session.worklist.refresh()
        assert session.worklist.priority(claim_id) > before
        view = session.view(claim_id)
        assert view is not None
        assert "said in 2 articles" in view.claim.why_first
        assert view.claim.priority == pytest.approx(session.worklist.priority(claim_id), abs=1e-4)


def test_what_was_found_false_before_stands_on_top(db: Path, tmp_path: Path, matcher: Matcher) -> None:
    known = KnownClaims(tmp_path / "known")
    known.add([KnownClaim("The hall was full.", rating="False", publisher="Full Fact")])
    with Store(db) as store:
        session = opened(store, matcher)
        assert session.worklist.rows[0].text != "The hall was full."
        grown(matcher, session)
        session.worklist.refresh()
        first = session.worklist.rows[0]
        view = session.view(first.claim_id)
        assert view is not None
        assert (first.text, session.worklist.priority(first.claim_id)) == ("The hall was full.", 1.0)
        assert view.claim.why_first.startswith("was checked before: False (Full Fact)")


@pytest.mark.parametrize(
    ("rating", "score", "agrees", "found"),
    [
        ("False", 0.9, True, "False"),
        ("pants on fire", 0.9, True, "pants on fire"),
        ("FALSCH", 0.9, True, "FALSCH"),
        ("True", 0.9, True, None),
        ("Mixture", 0.9, True, None),
        (None, 0.9, True, None),
        ("False", 0.2, True, None),
        ("False", 0.9, False, None),
    ],
)
def test_what_counts_as_found_false(
    rating: str | None, score: float, agrees: bool, found: str | None
) -> None:
    reasons = (Reason("number", agrees, "32 here, 31 there"),)
    assert found_false([Match(KnownClaim("It has 31.", rating=rating), score, reasons)]) == found


def test_claims_of_an_older_database_are_measured_when_it_opens(db: Path) -> None:
    with behind(db) as plain:
        plain.execute("DELETE FROM priority_parts")
    with Store(db) as store:
        assert [row.parts for row in store.queue()] == [None] * 7
        measure_the_rest(store)
        assert all(row.parts for row in store.queue())
        assert store.without_parts() == []


def test_the_old_order_stays_a_choice(db: Path, matcher: Matcher) -> None:
    with Store(db) as store:
        session = opened(store, matcher)
        session.cursor.show(Filter(order=WORTHINESS))
        scores = [row.worthiness for row in session.cursor.queue]
        assert scores == sorted(scores, reverse=True)
        session.cursor.show(Filter(order=PRIORITY))
        told = [session.worklist.priority(row.claim_id) for row in session.cursor.queue]
        assert told == sorted(told, reverse=True)


def test_each_line_says_what_the_claim_s_own_says(db: Path, matcher: Matcher, tmp_path: Path) -> None:
    KnownClaims(tmp_path / "known").add(
        [KnownClaim("The hall was full.", rating="False", publisher="Full Fact")]
    )
    ours = Priorities(topics={"halls": ("hall",)})
    for priorities in (Priorities(), ours, replace(ours, weights=replace(ours.weights, who=0, interest=0))):
        with Store(db) as store:
            session = opened(store, matcher, priorities=priorities)
            grown(matcher, session)
            session.worklist.refresh()
            order = DeskOrder(priorities, lambda: matcher.seen)
            rows = session.worklist.rows
            views = [session.view(row.claim_id) for row in rows]
            assert order.lines(rows) == [view.claim.why_first for view in views if view is not None]


def test_other_priorities_order_the_same_pile_anew(db: Path) -> None:
    with Store(db) as store:
        rows = store.queue()
    order = DeskOrder()
    for topics in ({"halls": ("hall",)}, {}, {"budgets": ("budget",)}):
        order.priorities = Priorities(topics=topics)
        assert order.rank(rows) == DeskOrder(order.priorities).rank(rows)
        assert order.lines(rows) == DeskOrder(order.priorities).lines(rows)


def test_a_desk_s_own_topic_goes_first(db: Path, matcher: Matcher) -> None:
    with Store(db) as store:
        session = opened(store, matcher, priorities=Priorities(topics={"halls": ("hall",)}))
        house = opened(store, matcher)
        places = [
            [row.text for row in one.worklist.rows].index("The hall was full.") for one in (session, house)
        ]
    assert places[0] < places[1]
