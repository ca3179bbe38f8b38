"""The whole pile as one reviewer knows it, and what of it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from factories import NOON, QUICK, a_desk, a_pile, a_step, an_article, claim_on, some_work

from claimcheck.model import Claim, Contact, Kind, Signal, Span, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.queue import ALL, DECIDED, FOR_ME, SENT_BACK, TO_DO, Filter, Seat
from claimcheck.review.worklist import Progress, Share, Worklist

NEWSROOM = Policy.newsroom()
ANN = Seat("Ann", NEWSROOM, NOON.date())


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def claims(store: Store) -> list[Claim]:
    return a_pile(store)[1]


@pytest.fixture
def ids(claims: list[Claim]) -> list[str]:
    return [claim.id for claim in claims]


def test_what_was_done_since_is_read_on(store: Store, ids: list[str]) -> None:
    worklist = Worklist(store)
    assert worklist.refresh() == []
    written = store.append("Bob", [a_step(ids[0], work={}, policy="p", scale="s")], at=NOON)
    assert worklist.refresh() == written
    assert worklist.verdict(ids[0]).status is Status.SELECTED
    assert worklist.verdict(ids[0]) == Worklist(store).verdict(ids[0])
    assert worklist.refresh() == []


def test_an_event_that_cannot_be_read_is_named_as_it_comes_in(store: Store, ids: list[str]) -> None:
    worklist = Worklist(store)
    store.append("Bob", [a_step(ids[0], "bogus"), a_step(ids[1], work={})], at=NOON)
    assert [event.action for event in worklist.refresh()] == ["unreadable", "selected"]
    assert worklist.verdict(ids[0]).doubts == (
        "Event 2 by Bob (bogus) cannot be read: "
        "it is of a kind that this version of claimcheck does not know",
    )
    assert worklist.verdict(ids[1]).status is Status.SELECTED


def test_a_claim_that_came_with_an_event_is_on_the_board(store: Store, ids: list[str]) -> None:
    worklist = Worklist(store)
    article = an_article()
    by_hand = claim_on(article, "32 members")
    store.append("Bob", [a_step(by_hand.id, "added")], at=NOON, cuts=[by_hand])
    assert not worklist.holds(by_hand.id)
    worklist.refresh()
    assert worklist.holds(by_hand.id)
    assert by_hand.id in {row.claim_id for row in worklist.pile()}
    assert by_hand.id in {row.claim_id for row in worklist.claims_in(article.id)}


def test_a_claim_that_comes_while_the_pile_is_read_is_on_the_board(
    store: Store, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand = claim_on(an_article(), "32 members")
    whole_queue, whole_log = store.queue, store.events

    def come() -> None:
        monkeypatch.undo()
        store.append("Bob", [a_step(by_hand.id, "added")], at=NOON, cuts=[by_hand])

    def then_come(read: Callable[[], list[Any]]) -> Callable[[], list[Any]]:
        def reading() -> list[Any]:
            found = read()
            come()
            return found

        return reading

    # Whichever is read first, Bob comes right after it.
    monkeypatch.setattr(store, "queue", then_come(whole_queue))
    monkeypatch.setattr(store, "events", then_come(whole_log))
    worklist = Worklist(store)
    worklist.refresh()
    assert worklist.holds(by_hand.id)
    assert worklist.verdict(by_hand.id).history


def test_the_claims_of_an_article_come_in_the_order_of_its_text(store: Store, claims: list[Claim]) -> None:
    worklist = Worklist(store)
    starts = [row.start for row in worklist.claims_in(claims[0].article_id)]
    assert starts == sorted(claim.span.start for claim in claims)
    assert worklist.claims_in("nowhere") == []


def test_the_changes_are_the_claims_that_somebody_touched_since(store: Store, ids: list[str]) -> None:
    worklist = Worklist(store)
    assert worklist.changes() == set(ids)
    a_desk(store, "Bob").comment(ids[1], "Hm.")
    worklist.refresh()
    assert worklist.changes() == {ids[1]}
    assert worklist.changes() == set()


def test_progress_counts_what_waits_for_whom(store: Store, ids: list[str]) -> None:
    ann, bob = a_desk(store, "Ann", NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    ann.take(ids[0], Status.PROPOSED, some_work())
    late = replace(some_work(), contact=Contact(asked="2025-05-01", deadline="2025-05-31"))
    bob.refresh()
    bob.take(ids[1], Status.PROPOSED, late)
    bob.dismiss([ids[2]], "opinion")
    worklist = Worklist(store)
    assert worklist.progress(ANN) == Progress(
        decided=1, waiting=2, total=4, to_approve=1, overdue=1, for_me=1
    )
    assert worklist.progress(replace(ANN, reviewer="CEM")).to_approve == 2
    assert worklist.progress(replace(ANN, today=NOON.date().replace(month=5, day=31))).overdue == 0


def test_the_share_is_of_what_the_filter_is_about(store: Store, claims: list[Claim], ids: list[str]) -> None:
    a_desk(store, "Bob").dismiss(ids[:2], "opinion")
    worklist = Worklist(store)
    for show in (ALL, TO_DO, DECIDED):
        assert worklist.share(Filter(show=show), ANN) == Share(2, 4, filtered=False)
    words = claims[0].text
    assert worklist.share(Filter(text=words), ANN) == Share(1, 1, filtered=True)
    assert worklist.share(Filter(reviewer="Bob", show=TO_DO), ANN) == Share(2, 2, filtered=True)
    assert worklist.share(Filter(reviewer="Cem"), ANN) == Share(0, 0, filtered=True)


def test_what_concerns_a_reviewer_is_counted_as_it_is_shown(store: Store, ids: list[str]) -> None:
    ann, bob = a_desk(store, "Ann", NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    ann.take(ids[0], Status.PROPOSED, some_work(note=None))
    bob.refresh()
    # To approve for Bob, then sent back to Ann, who has another one assigned to her.
    for desk, count in ((ann, 0), (bob, 1)):
        desk.refresh()
        desk.cursor.show(Filter(show=FOR_ME))
        assert (desk.progress.for_me, len(desk.cursor.queue)) == (count, count)
    bob.take(ids[0], Status.RESEARCHING, some_work(note="Which year?"))
    bob.assign([ids[1]], "ANN")
    ann.refresh()
    assert {row.claim_id for row in ann.cursor.queue} == {ids[0], ids[1]}
    assert (ann.progress.for_me, bob.progress.for_me) == (2, 0)
    ann.cursor.show(Filter(show=SENT_BACK))
    assert [row.claim_id for row in ann.cursor.queue] == [ids[0]]
    # Proposed again, it is theirs no more.
    ann.take(ids[0], Status.PROPOSED, some_work(note=None))
    assert (ann.cursor.queue, ann.progress.for_me) == ([], 1)


def test_what_is_read_on_counts_as_if_all_were_read_anew(store: Store, claims: list[Claim]) -> None:
    ids, begin = [claim.id for claim in claims], claims[3].span.start
    worklist = Worklist(store)
    ann = a_desk(store, "Ann", NEWSROOM)
    bob = a_desk(store, "bob", NEWSROOM)
    late = replace(some_work(), contact=Contact(asked="2025-05-01", deadline="2025-05-31"))
    added = claim_on(an_article(), "32 members")
    steps: list[Callable[[], object]] = [
        lambda: ann.take(ids[0], Status.PROPOSED, late),
        lambda: ann.assign([ids[1]], "Cem"),
        lambda: bob.take(ids[0], Status.APPROVED, late),
        bob.undo,
        ann.undo,
        lambda: ann.add_claim(added.article_id, added.span),
        ann.undo,
        lambda: bob.dismiss([ids[2]], "opinion"),
        lambda: ann.recut(ids[3], [Span(begin, begin + 6), Span(begin + 7, begin + 16)]),
    ]
    seen = []
    for step in steps:
        ann.refresh()
        bob.refresh()
        step()
        worklist.refresh()
        anew = Worklist(store)
        shown = (worklist.progress(ANN), worklist.progress(replace(ANN, reviewer="BOB")), worklist.people())
        assert shown == (anew.progress(ANN), anew.progress(replace(ANN, reviewer="BOB")), anew.people())
        seen.append(shown)
    assert all(one != next_one for one, next_one in pairwise(seen)), (
        "a step that changes nothing says nothing"
    )


def test_what_the_filters_offer_is_what_the_pile_has(store: Store) -> None:
    article = an_article("One is 1. Two is 2. Three is 3.")
    trend, count = (
        Signal(kind.value, (Span(0, 1),), 0.5, "why", kind) for kind in (Kind.TREND, Kind.QUANTITY)
    )
    flagged = [
        claim_on(article, "One is 1.", speaker="Rutte", signals=(trend,)),
        claim_on(article, "Two is 2.", speaker="Kallas", signals=(count, trend)),
        claim_on(article, "Three is 3.", speaker="Kallas"),
    ]
    store.add(article, flagged)
    worklist = Worklist(store)
    assert worklist.speakers() == ["Kallas", "Rutte"]
    assert worklist.kinds() == [kind.value for kind in Kind if kind in (Kind.TREND, Kind.QUANTITY)]
    assert [row.text for row in worklist.arranged(Filter(kind="quantity"), ANN)] == ["Two is 2."]


def test_everybody_is_named_once_under_the_first_spelling(store: Store, ids: list[str]) -> None:
    a_desk(store, "Zoë").assign(ids[:1], "bob")
    a_desk(store, "BOB").comment(ids[0], "Mine.")
    a_desk(store, "ann").take(ids[1], Status.SELECTED, QUICK)
    assert Worklist(store).people() == ["ann", "BOB", "Zoë"]
