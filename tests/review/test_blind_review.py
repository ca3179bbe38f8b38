"""Blind double review: nothing of what one reviewer finds reaches the other before both have rated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from factories import (
    a_desk,
    a_known_claim,
    a_pile,
    a_source,
    everything_shown,
    some_work,
    span_of,
    typed,
    work_at,
)

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Article, Claim, Contact, Status, Verdict
from claimcheck.review.blind_review import as_seen_by, rates, shared, standing
from claimcheck.review.events import RATED
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.queue import IN_DISPUTE, TO_RATE, Filter
from claimcheck.review.scales import scale
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import RATERS, Work

S = Status
NEWSROOM = Policy.newsroom()
DOUBLE = replace(NEWSROOM, name="double", label="double", double_blind=True)
# One that no other test text has, in everything that is to be kept from the other.
MARK = "MARKED"
SECRET = some_work(
    rating="Mixture",
    rationale=f"{MARK} rationale",
    sources=(a_source(f"https://{MARK}.example"), a_source("https://b.example", title=f"{MARK} title")),
    dismiss_reason="opinion",
)
FOUND = a_known_claim(text=f"{MARK} claim", title=f"{MARK} check", url=f"https://{MARK}.example/before")
OTHER = some_work(rating="Mixture", rationale="Bob's own.", sources=(a_source("https://bob.example"),))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def pile(store: Store) -> tuple[Article, list[Claim]]:
    return a_pile(store)


@pytest.fixture
def claim_id(pile: tuple[Article, list[Claim]]) -> str:
    return pile[1][0].id


@pytest.fixture
def ann(store: Store, claim_id: str) -> ReviewSession:
    return a_desk(store, "Ann", NEWSROOM)


@pytest.fixture
def bob(store: Store, claim_id: str) -> ReviewSession:
    return a_desk(store, "Bob", NEWSROOM)


def at(session: ReviewSession, claim_id: str) -> ReviewSession:
    session.refresh()
    session.cursor.go(claim_id)
    return session


def assert_kept_from(session: ReviewSession, claim_id: str) -> None:
    """Nothing that this reviewer is shown, or finds in the form, has the mark or the marked rating."""
    shown = everything_shown(at(session, claim_id), claim_id)
    assert MARK.casefold() not in shown.casefold()
    assert str(SECRET.rating) not in shown
    # And the opposite can be seen at all: the other's own desk has it, or the log.
    assert MARK in repr(session.store.events()) + repr(session.store.drafts_on(claim_id))


# Whichever way it got there


Way = Callable[[ReviewSession, ReviewSession, str], object]


def by_a_draft(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    typed(ann, claim_id, SECRET)


def by_a_rating(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.rate(claim_id, SECRET)


def by_a_rating_taken_back(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.rate(claim_id, SECRET)
    ann.undo()


def by_a_rating_taken_up_again(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.rate(claim_id, SECRET)
    ann.undo()
    ann.redo()


def by_a_move(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.RESEARCHING, SECRET)


def by_a_move_taken_back(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.RESEARCHING, SECRET)
    ann.undo()


def by_bringing_the_form_up_to_date(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.update(claim_id, replace(SECRET, statement="Another statement."))


def by_handing_over(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    typed(ann, claim_id, SECRET)
    ann.assign([claim_id], "Bob")


def by_being_taken_over(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.assign([claim_id], "Ann")
    typed(ann, claim_id, SECRET)
    bob.assign([claim_id], "Bob")


def by_a_dismissal(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    typed(ann, claim_id, SECRET)
    ann.dismiss([claim_id], "opinion")


def by_a_dismissal_after_rating(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.rate(claim_id, SECRET)
    ann.take(claim_id, S.DISMISSED, SECRET)


def by_a_dismissal_of_the_others(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.rate(claim_id, SECRET)
    bob.refresh()
    bob.dismiss([claim_id], "opinion")


def by_restoring(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    by_a_dismissal_after_rating(ann, bob, claim_id)
    ann.take(claim_id, S.UNREVIEWED, SECRET)


def by_confirming_a_match(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.judge(claim_id, FOUND, True)


def by_rejecting_a_match(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.judge(claim_id, FOUND, False)


def by_a_judgement_taken_back(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.judge(claim_id, FOUND, True)
    ann.undo()


def by_judging_and_moving(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.judge(claim_id, FOUND, True)
    ann.take(claim_id, S.RESEARCHING, SECRET)


WAYS = [
    by_a_draft,
    by_a_rating,
    by_a_rating_taken_back,
    by_a_rating_taken_up_again,
    by_a_move,
    by_a_move_taken_back,
    by_bringing_the_form_up_to_date,
    by_handing_over,
    by_being_taken_over,
    by_a_dismissal,
    by_a_dismissal_after_rating,
    by_a_dismissal_of_the_others,
    by_restoring,
    by_confirming_a_match,
    by_rejecting_a_match,
    by_a_judgement_taken_back,
    by_judging_and_moving,
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "by policy"])
def test_nothing_reaches_the_other_before_both_have_rated(
    store: Store, claim_id: str, way: Way, asked: bool
) -> None:
    policy = NEWSROOM if asked else DOUBLE
    ann, bob = a_desk(store, "Ann", policy), a_desk(store, "Bob", policy)
    if asked:
        ann.ask_blind([claim_id])
        bob.refresh()
    way(ann, bob, claim_id)
    assert_kept_from(bob, claim_id)
    # Nor after a restart, nor for a third.
    assert_kept_from(a_desk(store, "Bob", policy), claim_id)
    assert_kept_from(a_desk(store, "Cem", policy), claim_id)


def openly(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.RESEARCHING, SECRET)


def sent_back(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.PROPOSED, SECRET)
    bob.refresh()
    bob.take(claim_id, S.RESEARCHING, SECRET)


def reopened(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.PROPOSED, SECRET)
    bob.refresh()
    bob.take(claim_id, S.APPROVED, SECRET)
    bob.take(claim_id, S.RESEARCHING, SECRET)


def handed_over(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.assign([claim_id], "Ann")
    typed(ann, claim_id, SECRET)
    bob.assign([claim_id], "Bob")


@pytest.mark.parametrize("before", [openly, sent_back, reopened, handed_over])
def test_what_was_open_before_is_not_shown_once_ratings_are_asked_for(
    ann: ReviewSession, bob: ReviewSession, store: Store, claim_id: str, before: Way
) -> None:
    before(ann, bob, claim_id)
    ann.refresh()
    ann.ask_blind([claim_id])
    assert_kept_from(bob, claim_id)
    bob.comment(claim_id, "Hm.")
    assert_kept_from(bob, claim_id)
    # It was kept, not lost.
    ann.ask_blind([claim_id], on=False)
    bob.refresh()
    assert work_at(bob).sources == SECRET.sources
    assert work_at(bob).rationale == SECRET.rationale


@pytest.mark.parametrize("text", ["Ann", "Bob"])
def test_a_new_cut_of_a_claim_is_rated_blind_too(
    store: Store, pile: tuple[Article, list[Claim]], claim_id: str, text: str
) -> None:
    ann, bob = a_desk(store, "Ann", NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    sent_back(ann, bob, claim_id)
    ann.refresh()
    ann.ask_blind([claim_id])
    ann.rate(claim_id, SECRET)
    cutter = at({"Ann": ann, "Bob": bob}[text], claim_id)
    (fresh,) = cutter.recut(claim_id, [span_of(pile[0], "32 members")])
    assert_kept_from(bob, fresh.id)
    assert_kept_from(bob, claim_id)
    assert bob.verdict(fresh.id).blind


def test_a_rating_that_one_typed_oneself_is_not_lost_for_being_the_hidden_one(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    sent_back(ann, bob, claim_id)
    ann.refresh()
    ann.ask_blind([claim_id])
    at(bob, claim_id)
    typed(bob, claim_id, replace(work_at(bob), rating=SECRET.rating))
    ann.comment(claim_id, "How is it going?")
    assert work_at(at(bob, claim_id)).rating == SECRET.rating


# What one types oneself, and one's own rating


def test_what_a_reviewer_typed_stays_theirs_through_any_step(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    ann.take(claim_id, S.SELECTED, SECRET)
    ann.cursor.go(claim_id)
    assert work_at(ann) == SECRET
    typed(ann, claim_id, SECRET)
    ann.dismiss([claim_id], "opinion")
    ann.undo()
    assert replace(work_at(ann), dismiss_reason="opinion") == SECRET


def test_what_a_reviewer_typed_goes_along_with_a_new_cut_and_comes_back(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    typed(ann, claim_id, SECRET)
    ann.recut(claim_id, [span_of(pile[0], "32 members")])
    assert work_at(ann) == SECRET
    ann.undo()
    assert ann.cursor.current == claim_id
    assert work_at(ann) == SECRET


def test_a_reviewer_sees_their_own_rating_and_gives_no_other(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    assert ann.forward(claim_id) == RATED
    ann.rate(claim_id, SECRET)
    view = at(ann, claim_id).view()
    assert view is not None
    assert [rating.rationale for rating in view.verdict.ratings] == [SECRET.rationale]
    assert view.blind == "Your blind rating is kept. All are shown once somebody else has rated too."
    assert [entry.what for entry in view.history][-1] == "rated it blind: Mixture"
    with pytest.raises(WorkflowError, match="Still missing: the rating of somebody else"):
        ann.rate(claim_id, SECRET)
    assert RATED not in {way.target for way in ann.ways(claim_id, SECRET)}


@pytest.mark.parametrize("name", ["ANN", "  ann "])
def test_one_person_rates_once_whatever_the_spelling(
    ann: ReviewSession, store: Store, claim_id: str, name: str
) -> None:
    ann.ask_blind([claim_id])
    ann.rate(claim_id, SECRET)
    with pytest.raises(WorkflowError, match="the rating of somebody else, since you have given yours"):
        a_desk(store, name, NEWSROOM).rate(claim_id, OTHER)


@pytest.mark.parametrize(
    ("work", "missing"),
    [
        (Work(), "a rating; a rationale"),
        (Work(rating="True"), "a rationale"),
        (Work(rationale="So."), "a rating"),
    ],
)
def test_a_rating_comes_with_its_reasons(ann: ReviewSession, claim_id: str, work: Work, missing: str) -> None:
    ann.ask_blind([claim_id])
    (way,) = (way for way in ann.ways(claim_id, work) if way.target == RATED)
    assert "; ".join(way.missing) == missing
    with pytest.raises(WorkflowError, match=f"^Not rated yet. Still missing: {missing}.$"):
        ann.rate(claim_id, work)


def test_what_is_no_part_of_a_rating_is_still_there_after_it(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    """The reason for one source, the contact: both raters have typed them, and neither types them again."""
    ann.ask_blind([claim_id])
    asked = Contact(asked="2025-06-01")
    ann.rate(claim_id, replace(SECRET, one_source_reason="It is the law.", contact=asked))
    at(bob, claim_id).rate(claim_id, OTHER)
    form = work_at(at(ann, claim_id))
    assert (form.one_source_reason, form.contact) == ("It is the law.", asked)
    assert form.rating == "Mixture"
    assert {*form.sources} == {*SECRET.sources, *OTHER.sources}


def test_a_rating_taken_back_comes_back_into_the_form(ann: ReviewSession, claim_id: str) -> None:
    ann.ask_blind([claim_id])
    work = replace(SECRET, dismiss_reason=None, contact=Contact(asked="2025-06-01"))
    ann.rate(claim_id, work)
    ann.undo()
    assert work_at(ann) == work
    assert ann.verdict(claim_id).ratings == ()


# What was said of earlier checks


def as_told(session: ReviewSession, claim_id: str) -> tuple[list[bool], list[str], list[str]]:
    """The judgements that the reviewer is shown, and the history of them in words and in kinds."""
    view = at(session, claim_id).view()
    assert view is not None
    told = [entry for entry in view.history if entry.kind != "blind"]
    said = [judgement.confirmed for judgement in view.verdict.judgements]
    return said, [entry.what for entry in told], [entry.kind for entry in told]


@pytest.mark.parametrize("confirmed", [True, False])
def test_neither_that_a_match_was_confirmed_nor_that_it_was_rejected_is_told(
    ann: ReviewSession, bob: ReviewSession, claim_id: str, confirmed: bool
) -> None:
    ann.ask_blind([claim_id])
    ann.judge(claim_id, FOUND, confirmed)
    assert as_told(bob, claim_id) == ([], ["looked at an earlier check"], ["judged"])
    view = bob.view()
    assert view is not None
    assert [event.action for event in view.verdict.history] == ["blind", "judged"]
    said, words, kinds = as_told(ann, claim_id)
    assert (said, kinds) == ([confirmed], ["confirmed" if confirmed else "rejected"])
    assert words != ["looked at an earlier check"]


def test_each_keeps_their_own_word_on_the_same_check_until_both_have_rated(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    ann.judge(claim_id, FOUND, True)
    # Not refused as what Ann has said already, which would tell.
    at(bob, claim_id).judge(claim_id, FOUND, True)
    bob.judge(claim_id, FOUND, False)
    assert (as_told(ann, claim_id)[0], as_told(bob, claim_id)[0]) == ([True], [False])
    ann.rate(claim_id, SECRET)
    at(bob, claim_id).rate(claim_id, OTHER)
    assert as_told(ann, claim_id)[:2] == as_told(bob, claim_id)[:2]
    assert as_told(ann, claim_id)[0] == [False]
    assert as_told(ann, claim_id)[2] == ["confirmed", "confirmed", "rejected", "rated", "rated"]


def test_the_gate_does_not_tell_what_another_has_confirmed(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    one = replace(OTHER, sources=(a_source(),))
    ann.ask_blind([claim_id])
    before = at(bob, claim_id).checklist(claim_id, S.PROPOSED, one)
    ann.judge(claim_id, FOUND, True)
    assert at(bob, claim_id).checklist(claim_id, S.PROPOSED, one) == before
    assert at(ann, claim_id).checklist(claim_id, S.PROPOSED, one) != before
    with pytest.raises(WorkflowError, match="one more source"):
        bob.take(claim_id, S.PROPOSED, one)


def test_a_conflict_does_not_tell_which_of_the_two_it_was(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    bob.refresh()
    ann.judge(claim_id, FOUND, True)
    with pytest.raises(ConflictError, match=r"Meanwhile Ann took a step on this claim \(judged, "):
        bob.take(claim_id, S.SELECTED, OTHER)


def test_what_is_found_under_a_double_blind_policy_is_kept_at_every_desk(store: Store, claim_id: str) -> None:
    a_desk(store, "Ann", DOUBLE).judge(claim_id, FOUND, True)
    for policy in (NEWSROOM, Policy.solo(), DOUBLE):
        assert_kept_from(a_desk(store, "Bob", policy), claim_id)


# Once both are there


def both_rated(ann: ReviewSession, bob: ReviewSession, claim_id: str, second: Work) -> None:
    ann.ask_blind([claim_id])
    ann.rate(claim_id, SECRET)
    at(bob, claim_id).rate(claim_id, second)
    ann.refresh()


def test_ratings_that_agree_are_filled_in_with_the_sources_of_both(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    both_rated(ann, bob, claim_id, OTHER)
    for session in (ann, bob):
        view = at(session, claim_id).view()
        assert view is not None
        assert [(r.by, r.rating, r.rationale) for r in view.verdict.ratings] == [
            ("Ann", "Mixture", SECRET.rationale),
            ("Bob", "Mixture", OTHER.rationale),
        ]
        assert (view.work.rating, view.work.rationale) == ("Mixture", SECRET.rationale)
        assert view.work.sources == (*SECRET.sources, *OTHER.sources)
        assert view.blind == "Both blind ratings agree."
        session.cursor.show(Filter(show=IN_DISPUTE))
        assert session.cursor.queue == []


def test_ratings_that_differ_are_in_dispute_until_somebody_proposes_one(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    both_rated(ann, bob, claim_id, replace(OTHER, rating="False"))
    view = at(bob, claim_id).view()
    assert view is not None
    assert view.blind == (
        "The blind ratings differ. Settle on one: read both rationales, choose, and propose."
    )
    assert view.work.rating is None
    assert MARK in repr(view.verdict.ratings)
    bob.cursor.show(Filter(show=IN_DISPUTE))
    assert [row.claim_id for row in bob.cursor.queue] == [claim_id]
    bob.take(claim_id, S.PROPOSED, replace(view.work, rating="False", rationale="B.", why_selected="w"))
    assert bob.cursor.queue == []
    at(ann, claim_id)
    ann.take(claim_id, S.APPROVED, work_at(ann))
    assert ann.verdict(claim_id).rating == "False"
    view = at(ann, claim_id).view()
    assert view is not None
    assert view.blind == "The blind ratings differed."


def test_a_third_rating_is_not_asked_for(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    both_rated(ann, bob, claim_id, OTHER)
    cem = a_desk(ann.store, "Cem", NEWSROOM)
    assert RATED not in {way.target for way in cem.ways(claim_id, OTHER)}
    with pytest.raises(WorkflowError, match=r"does not wait for blind ratings \(any more\)"):
        cem.rate(claim_id, OTHER)


def test_ratings_that_were_shown_are_not_hidden_again_by_taking_back(
    ann: ReviewSession, bob: ReviewSession, store: Store, claim_id: str
) -> None:
    both_rated(ann, bob, claim_id, OTHER)
    before = store.events()
    with pytest.raises(WorkflowError, match="The blind ratings have been shown, and that cannot be taken"):
        bob.undo()
    assert store.events() == before
    # The remedy that it names: all rate anew, and nothing of the first round counts.
    bob.ask_blind([claim_id])
    assert bob.verdict(claim_id).ratings == ()
    assert_kept_from(a_desk(store, "Cem", NEWSROOM), claim_id)


def test_nobody_ends_a_blind_review_to_see_the_one_rating(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    ann.rate(claim_id, SECRET)
    with pytest.raises(WorkflowError, match="Somebody has rated this claim already, and ending now"):
        at(bob, claim_id).ask_blind([claim_id], on=False)
    ann.undo()
    bob.ask_blind([claim_id], on=False)
    assert bob.verdict(claim_id).blind is False


def test_ratings_given_blind_are_kept_apart_at_every_desk_whatever_its_policy(
    store: Store, claim_id: str
) -> None:
    double_blind = replace(NEWSROOM, double_blind=True)
    ann = a_desk(store, "Ann", double_blind)
    ann.take(claim_id, Status.SELECTED, some_work())
    ann.rate(claim_id, SECRET)
    for policy in (NEWSROOM, Policy.solo(), double_blind):
        assert_kept_from(a_desk(store, "Bob", policy), claim_id)


def test_a_stale_desk_does_not_ask_for_ratings_of_a_claim_that_has_them(
    ann: ReviewSession, bob: ReviewSession, store: Store, claim_id: str
) -> None:
    stale = a_desk(store, "Cem", NEWSROOM)
    both_rated(ann, bob, claim_id, OTHER)
    at(bob, claim_id).take(claim_id, Status.PROPOSED, some_work(note=None))
    with pytest.raises(WorkflowError, match="has a rating that all have seen"):
        stale.ask_blind([claim_id])
    assert len(a_desk(store, "Dan").verdict(claim_id).ratings) == 2


def test_who_worked_alone_keeps_their_own_work_before_them(
    ann: ReviewSession, bob: ReviewSession, claim_id: str
) -> None:
    work = some_work(note=None, published_url=None, correction=None)
    ann.take(claim_id, Status.RESEARCHING, work)
    at(bob, claim_id).ask_blind([claim_id])
    assert work_at(at(ann, claim_id)) == work
    shown = work_at(bob)
    assert (shown.rating, shown.rationale, shown.sources) == (None, None, ())
    assert shown.statement == work.statement


def test_the_second_rating_is_of_the_scale_of_the_first(
    ann: ReviewSession, store: Store, claim_id: str
) -> None:
    ann.ask_blind([claim_id])
    ann.rate(claim_id, SECRET)
    other = a_desk(store, "Bob", NEWSROOM, scale=scale("politifact"))
    with pytest.raises(WorkflowError, match="is of the scale claimcheck, not politifact"):
        other.rate(claim_id, Work(rating="Mostly True", rationale="r"))


# Asking for it


def test_blind_ratings_are_asked_for_once_and_ended_once(ann: ReviewSession, claim_id: str) -> None:
    with pytest.raises(WorkflowError, match="No blind ratings of this claim were asked for"):
        ann.ask_blind([claim_id], on=False)
    ann.ask_blind([claim_id])
    with pytest.raises(WorkflowError, match="asked for already"):
        ann.ask_blind([claim_id])
    ann.ask_blind([claim_id], on=False)
    with pytest.raises(WorkflowError, match="does not wait for blind ratings"):
        ann.rate(claim_id, SECRET)


@pytest.mark.parametrize("status", [S.PROPOSED, S.DISMISSED])
def test_a_rating_that_all_have_seen_is_not_rated_blind(
    ann: ReviewSession, claim_id: str, status: Status
) -> None:
    ann.take(claim_id, status, SECRET)
    with pytest.raises(WorkflowError, match=f"A claim that is {status} has a rating that all have seen"):
        ann.ask_blind([claim_id])


def test_under_a_double_blind_policy_nothing_is_proposed_without_two_ratings(
    store: Store, claim_id: str
) -> None:
    ann, bob = a_desk(store, "Ann", DOUBLE), a_desk(store, "Bob", DOUBLE)
    for session, given in ((ann, 0), (bob, 1)):
        at(session, claim_id)
        with pytest.raises(WorkflowError, match=rf"Still missing: two blind ratings \({given} given\)\.$"):
            session.take(claim_id, S.PROPOSED, SECRET)
        session.rate(claim_id, SECRET)
    bob.take(claim_id, S.PROPOSED, replace(work_at(at(bob, claim_id)), why_selected="w"))
    assert bob.verdict(claim_id).status is S.PROPOSED


def test_the_queue_shows_each_reviewer_what_waits_for_their_rating(store: Store, claim_id: str) -> None:
    ann, bob = a_desk(store, "Ann", DOUBLE), a_desk(store, "Bob", DOUBLE)
    ids = [row.claim_id for row in ann.cursor.queue]
    ann.rate(claim_id, SECRET)
    for session, waiting in ((ann, ids[1:]), (bob, ids)):
        session.refresh()
        session.cursor.show(Filter(show=TO_RATE))
        assert [row.claim_id for row in session.cursor.queue] == waiting


# The functions alone


def a_verdict(**fields: Any) -> Verdict:
    return Verdict("c", S.RESEARCHING, **{"rating": "True", "rationale": "why", "blind": True, **fields})


def test_nothing_is_hidden_where_no_blind_rating_is_asked_for() -> None:
    verdict = a_verdict(blind=False)
    assert as_seen_by("Bob", verdict, NEWSROOM) is verdict
    assert shared(SECRET, verdict, NEWSROOM) is SECRET
    assert standing(verdict, NEWSROOM, "Bob") is None
    assert not rates(verdict, NEWSROOM, "Bob")


@pytest.mark.parametrize("status", [S.PROPOSED, S.APPROVED, S.PUBLISHED, S.CORRECTED])
def test_a_rating_that_was_given_before_the_policy_was_chosen_is_not_hidden(status: Status) -> None:
    verdict = replace(a_verdict(blind=False), status=status)
    assert as_seen_by("Bob", verdict, DOUBLE) is verdict


def test_only_what_tells_of_the_rating_is_kept_from_the_form_of_all() -> None:
    told = shared(SECRET, a_verdict(), NEWSROOM)
    assert {name for name, value in asdict(told).items() if value != asdict(SECRET)[name]} == {
        "rating",
        "rationale",
        "sources",
    }


def test_two_are_enough() -> None:
    assert RATERS == 2


@pytest.mark.parametrize("policy", [NEWSROOM, Policy.solo()])
def test_what_two_have_rated_is_researched_and_next_to_be_proposed(
    policy: Policy, store: Store, claim_id: str
) -> None:
    ann, bob = a_desk(store, "Ann", policy), a_desk(store, "Bob", policy)
    ann.ask_blind([claim_id])
    ann.rate(claim_id, some_work(rating="True"))
    bob.rate(claim_id, some_work(rating="False"))
    cem = a_desk(store, "Cem", policy)
    wanted = S.PROPOSED if policy.second_editor else S.APPROVED
    assert cem.forward(claim_id) == wanted
    cem.take(claim_id, S.PROPOSED, some_work(rating="False"))
    assert cem.verdict(claim_id).status is S.PROPOSED
