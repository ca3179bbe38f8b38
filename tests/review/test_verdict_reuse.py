"""What was checked before, and one check that serves several claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import (
    NOON,
    QUICK,
    a_desk,
    a_known_claim,
    a_pile,
    a_source,
    a_step,
    behind,
    served_is_stale,
    some_work,
    span_of,
    told,
    typed,
    work_at,
)

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Contact, KnownClaim, Source, Status, Verdict
from claimcheck.review.events import CONFIRMED, REJECTED, SERVED
from claimcheck.review.json_values import work_to_json
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.replay import replay
from claimcheck.review.session import ReviewSession
from claimcheck.review.shared_verdicts import is_stale
from claimcheck.review.workflow import Work

S = Status
NEWSROOM, SOLO = Policy.newsroom(), Policy.solo()
KNOWN = a_known_claim()
DONE = some_work(note=None, published_url=None, correction=None, contact=Contact(asked="2025-05-30"))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def ids(store: Store) -> list[str]:
    return [claim.id for claim in a_pile(store)[1]]


@pytest.fixture
def ann(store: Store, ids: list[str]) -> ReviewSession:
    return a_desk(store, "Ann", NEWSROOM)


@pytest.fixture
def bob(store: Store, ids: list[str]) -> ReviewSession:
    return a_desk(store, "Bob", NEWSROOM)


@pytest.fixture
def alone(store: Store, ids: list[str]) -> ReviewSession:
    return a_desk(store, "Ann", SOLO)


def at(session: ReviewSession, claim_id: str) -> ReviewSession:
    session.refresh()
    session.cursor.go(claim_id)
    return session


def approved(ann: ReviewSession, bob: ReviewSession, claim_id: str, work: Work = DONE) -> Verdict:
    """The verdict of a claim that Ann has proposed and Bob approved; both know it."""
    at(ann, claim_id).take(claim_id, S.PROPOSED, work)
    at(bob, claim_id).take(claim_id, S.APPROVED, work)
    ann.refresh()
    return bob.verdict(claim_id)


# Confirming and rejecting


@pytest.mark.parametrize(("confirmed", "action"), [(True, CONFIRMED), (False, REJECTED)])
def test_a_judgement_is_an_event_with_the_whole_of_what_was_judged(
    ann: ReviewSession, ids: list[str], confirmed: bool, action: str
) -> None:
    (event,) = ann.judge(ids[0], KNOWN, confirmed)
    assert (event.action, event.data["known"]["rating"]) == (action, KNOWN.rating)
    verdict = a_desk(ann.store, "Bob").verdict(ids[0])
    (judgement,) = verdict.judgements
    assert (judgement.known, judgement.confirmed, judgement.by, judgement.at) == (
        KNOWN,
        confirmed,
        "Ann",
        event.at,
    )
    assert verdict.checked_before == ((KNOWN,) if confirmed else ())
    assert verdict.status is S.UNREVIEWED


@pytest.mark.parametrize("policy", [SOLO, NEWSROOM])
@pytest.mark.parametrize("target", [S.SELECTED, S.PROPOSED, S.APPROVED, S.DISMISSED])
def test_a_match_may_be_found_after_the_fact_and_moves_nothing(
    store: Store, ids: list[str], policy: Policy, target: Status
) -> None:
    ann, bob = a_desk(store, "Ann", policy), a_desk(store, "Bob", policy)
    work = replace(DONE, dismiss_reason="opinion")
    if target is S.APPROVED:
        approved(ann, bob, ids[0], work)
    else:
        ann.take(ids[0], target, work)
    before = told(ann, ids[0])
    ann.judge(ids[0], KNOWN, True)
    assert replace(told(ann, ids[0]), judgements=()) == before
    assert ann.verdict(ids[0]).checked_before == (KNOWN,)


def test_what_is_typed_stays_a_draft(ann: ReviewSession, ids: list[str]) -> None:
    ann.cursor.go(ids[0])
    typed(ann, ids[0], some_work(note="half a sen"))
    ann.judge(ids[0], KNOWN, True)
    assert work_at(ann) == some_work(note="half a sen")
    ann.undo()
    assert work_at(ann) == some_work(note="half a sen")


def test_a_judgement_never_conflicts(ann: ReviewSession, bob: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, some_work())
    bob.judge(ids[0], KNOWN, True)
    assert bob.verdict(ids[0]).status is S.SELECTED


def test_who_goes_by_what_was_confirmed_decides_again_where_it_was_rejected_meanwhile(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    ann.judge(ids[0], KNOWN, True)
    bob.refresh()
    one = replace(DONE, sources=(a_source(),))
    ann.judge(ids[0], KNOWN, False)
    with pytest.raises(ConflictError, match=r"Meanwhile Ann took a step on this claim \(judged, "):
        bob.take(ids[0], S.PROPOSED, one)
    with pytest.raises(WorkflowError, match="one more source, or why one is enough"):
        bob.take(ids[0], S.PROPOSED, one)


@pytest.mark.parametrize(("confirmed", "said"), [(True, "confirmed"), (False, "rejected")])
def test_what_was_said_already_is_refused_with_who_and_when(
    ann: ReviewSession, bob: ReviewSession, ids: list[str], confirmed: bool, said: str
) -> None:
    (event,) = ann.judge(ids[0], KNOWN, confirmed)
    bob.refresh()
    again = replace(KNOWN, origin="another.csv", added="2025-06-03T00:00:00+00:00")
    with pytest.raises(WorkflowError) as refusal:
        bob.judge(ids[0], again, confirmed)
    assert str(refusal.value) == f"Ann {said} this match on {event.at:%Y-%m-%d %H:%M} UTC."


def test_what_cannot_be_stored_makes_no_other_check(ann: ReviewSession, ids: list[str]) -> None:
    odd = replace(KNOWN, title="NUL \x00 and half a character \ud800")
    ann.judge(ids[0], odd, True)
    with pytest.raises(WorkflowError, match="Ann confirmed this match"):
        ann.judge(ids[0], odd, True)


def test_two_who_judge_the_same_match_see_each_other(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    ann.judge(ids[0], KNOWN, True)
    with pytest.raises(ConflictError, match="Meanwhile Ann"):
        bob.judge(ids[0], KNOWN, False)
    bob.judge(ids[0], KNOWN, False)
    assert ann.refresh()
    assert ann.verdict(ids[0]).checked_before == ()


def test_what_a_finished_verdict_rests_on_is_not_rejected_under_it(
    alone: ReviewSession, ids: list[str]
) -> None:
    alone.judge(ids[0], KNOWN, True)
    alone.take(ids[0], S.APPROVED, Work(rating="True"))
    with pytest.raises(WorkflowError, match=r"only source of a verdict that is approved\. Reopen the claim"):
        alone.judge(ids[0], KNOWN, False)
    alone.take(ids[0], S.RESEARCHING, Work(rating="True", note="It was of something else."))
    alone.judge(ids[0], KNOWN, False)
    assert alone.verdict(ids[0]).evidence == ()


def test_a_check_that_is_open_again_is_not_taken_up_by_redo(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    at(ann, ids[1]).serve(ids[0], [ids[1]])
    ann.undo()
    at(bob, ids[0]).take(ids[0], S.RESEARCHING, replace(DONE, note="It says something else."))
    with pytest.raises(WorkflowError, match="has changed since; use it anew"):
        ann.redo()
    assert ann.verdict(ids[1]).status is S.UNREVIEWED


def test_a_check_that_has_changed_can_be_confirmed_anew(ann: ReviewSession, ids: list[str]) -> None:
    ann.judge(ids[0], KNOWN, True)
    mended = replace(KNOWN, rating="False")
    ann.judge(ids[0], mended, True)
    assert ann.verdict(ids[0]).checked_before == (mended,)


def test_the_last_word_counts_and_the_first_gives_the_place(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    other = a_known_claim(url="https://other.example/check")
    ann.judge(ids[0], KNOWN, True)
    ann.judge(ids[0], other, True)
    at(bob, ids[0]).judge(ids[0], KNOWN, False)
    said = bob.verdict(ids[0]).judgements
    assert [(j.known, j.confirmed, j.by) for j in said] == [(KNOWN, False, "Bob"), (other, True, "Ann")]
    bob.judge(ids[0], KNOWN, True)
    assert bob.verdict(ids[0]).checked_before == (KNOWN, other)


def test_no_claim_was_checked_before_by_itself(alone: ReviewSession, ids: list[str]) -> None:
    own = KnownClaim("NATO has 32 members.", rating="True", claim_id=ids[0])
    with pytest.raises(WorkflowError, match="This is the claim's own check"):
        alone.judge(ids[0], own, True)
    alone.judge(ids[1], own, True)
    assert alone.verdict(ids[1]).checked_before == (own,)


def test_a_judgement_on_no_claim_is_refused(ann: ReviewSession) -> None:
    with pytest.raises(ConflictError, match="no longer on the desk"):
        ann.judge("nowhere", KNOWN, True)
    assert ann.store.events() == []


def test_hostile_text_is_kept_as_it_stands(ann: ReviewSession, ids: list[str]) -> None:
    hostile = KnownClaim(
        "<img src=x onerror=alert(1)> '; DROP TABLE events; --", url="https://x.example/\ud800"
    )
    ann.judge(ids[0], hostile, True)
    (known,) = a_desk(ann.store, "Bob").verdict(ids[0]).checked_before
    assert known == replace(hostile, url="https://x.example/\ufffd")


# Judgements taken back


def test_a_judgement_is_taken_back_and_up_again(ann: ReviewSession, ids: list[str]) -> None:
    ann.judge(ids[0], KNOWN, True)
    ann.judge(ids[0], KNOWN, False)
    ann.undo()
    assert ann.verdict(ids[0]).checked_before == (KNOWN,)
    ann.undo()
    assert ann.verdict(ids[0]).judgements == ()
    ann.redo()
    ann.redo()
    assert [judgement.confirmed for judgement in ann.verdict(ids[0]).judgements] == [False]


def test_a_judgement_of_somebody_else_is_no_reason_not_to_undo(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    ann.take(ids[0], S.SELECTED, some_work())
    bob.judge(ids[0], KNOWN, True)
    ann.undo()
    assert ann.verdict(ids[0]).status is S.UNREVIEWED
    assert ann.verdict(ids[0]).checked_before == (KNOWN,)


def test_a_judgement_is_taken_back_whatever_others_have_done_since(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    ann.judge(ids[0], KNOWN, True)
    at(bob, ids[0]).take(ids[0], S.RESEARCHING, some_work())
    ann.undo()
    assert ann.verdict(ids[0]).status is S.RESEARCHING
    assert ann.verdict(ids[0]).judgements == ()


# What counts as a source


@pytest.mark.parametrize(
    ("policy", "sources", "known", "missing"),
    [
        (NEWSROOM, (a_source(),), KNOWN, False),
        (NEWSROOM, (), KNOWN, True),
        (NEWSROOM, (a_source(str(KNOWN.url).upper()),), KNOWN, True),
        (NEWSROOM, (a_source(),), replace(KNOWN, url=None), True),
        (NEWSROOM, (a_source(),), replace(KNOWN, url="  "), True),
        (SOLO, (), KNOWN, False),
        (SOLO, (), replace(KNOWN, url=None), True),
    ],
)
def test_a_confirmed_check_with_an_address_of_its_own_counts_at_the_gate(
    store: Store,
    ids: list[str],
    policy: Policy,
    sources: tuple[Source, ...],
    known: KnownClaim,
    missing: bool,
) -> None:
    session = a_desk(store, "Ann", policy)
    work = replace(DONE, sources=sources)
    session.judge(ids[0], known, True)
    lacking = [demand.text for demand in session.checklist(ids[0], S.PROPOSED, work) if not demand.met]
    assert bool(lacking) is missing
    session.judge(ids[0], known, False)
    with pytest.raises(WorkflowError, match=r"Still missing: .*source"):
        session.take(ids[0], S.PROPOSED, work)


def test_evidence_is_the_sources_and_then_each_other_address_once() -> None:
    first, second = a_source("https://a.example"), a_source("https://A.example", passage="p. 2")
    said = [
        replace(KNOWN, url="https://a.example"),
        replace(KNOWN, url="https://c.example", title=None),
        replace(KNOWN, url="https://b.example"),
        replace(KNOWN, url="https://C.example", text="Another claim on the same page"),
        replace(KNOWN, url="https://web.archive.org/web/2024/http://www.b.example/", text="Its copy"),
        replace(KNOWN, url="http://a.example/#:~:text=x", text="What is cited already"),
        replace(KNOWN, url=None),
        replace(KNOWN, url="https://d.example", title=None, publisher=None, rating=None),
    ]
    verdict = a_verdict_with(*said, sources=(first, second))
    assert verdict.evidence == (
        first,
        second,
        Source("https://c.example", title="PolitiFact: Mostly true", primary=False),
        Source("https://b.example", title="NATO's members, counted", primary=False),
        Source("https://d.example", primary=False),
    )


def test_the_addresses_of_what_was_checked_before_are_parted_by_one_space() -> None:
    spaced = replace(KNOWN, url="https://b.example/a check")
    verdict = a_verdict_with(KNOWN, replace(KNOWN, url=None), spaced, replace(KNOWN, text="On the same page"))
    assert verdict.checked_before_url == f"{KNOWN.url} https://b.example/a%20check"
    same = [replace(KNOWN, url=f"{KNOWN.url}{rest}", text=rest) for rest in ("/", "?utm_source=x", "#a")]
    assert a_verdict_with(KNOWN, *same).checked_before_url == KNOWN.url
    assert a_verdict_with(replace(KNOWN, url=None)).checked_before_url is None
    assert Verdict("c").checked_before_url is None


def a_verdict_with(*known: KnownClaim, **fields: Any) -> Verdict:
    """A verdict with these checks confirmed."""
    with Store(":memory:") as store:
        claim_id = a_pile(store)[1][0].id
        session = a_desk(store)
        for one in known:
            session.judge(claim_id, one, True)
        return replace(session.verdict(claim_id), **fields)


# One check serves all


def test_a_finished_check_is_given_whole(ann: ReviewSession, bob: ReviewSession, ids: list[str]) -> None:
    ann.judge(ids[0], KNOWN, True)
    approved(ann, bob, ids[0])
    bob.take(ids[0], S.PUBLISHED, replace(DONE, published_url="https://paper.example/check"))
    mended = replace(DONE, rating="False", published_url="https://paper.example/check", correction="A slip.")
    bob.take(ids[0], S.CORRECTED, mended)
    at(ann, ids[1]).take(ids[1], S.SELECTED, Work(why_selected="Said again."))
    served = ann.serve(ids[0], [ids[1], ids[2]])
    assert [(event.claim_id, event.action, event.data["from"]) for event in served] == [
        (ids[1], SERVED, ids[0]),
        (ids[2], SERVED, ids[0]),
    ]
    assert len({event.data["group"] for event in served}) == 1
    source = told(ann, ids[0])
    assert (source.former_rating, source.published_rating, source.approved_rating) == ("True",) * 3
    given = replace(source, sources=source.evidence, judgements=(), served_from=ids[0])
    assert told(ann, ids[1]) == replace(given, claim_id=ids[1], why_selected="Said again.")
    assert told(ann, ids[2]) == replace(given, claim_id=ids[2])
    assert [source.address for source in ann.verdict(ids[1]).evidence][-1] == KNOWN.url
    assert told(a_desk(ann.store, "Cem"), ids[1]) == told(ann, ids[1])
    assert ann.store.verify().clean


def test_a_check_that_an_older_version_gave_is_not_taken_for_changed(
    alone: ReviewSession, ids: list[str]
) -> None:
    alone.take(ids[0], S.APPROVED, QUICK)
    alone.take(ids[0], S.PUBLISHED, replace(QUICK, published_url="https://paper.example/check"))
    (event,) = alone.serve(ids[0], [ids[1]])
    older = {k: v for k, v in event.data["check"].items() if k not in ("approved_rating", "published_rating")}
    served = replay(ids[1], [replace(event, data={**event.data, "check": older})])
    assert not is_stale(served, alone.verdict(ids[0]))
    assert is_stale(served, replace(alone.verdict(ids[0]), rating="True"))


def test_what_one_decided_alone_is_given_as_such(alone: ReviewSession, ids: list[str]) -> None:
    alone.take(ids[0], S.APPROVED, QUICK)
    alone.serve(ids[0], [ids[1]])
    verdict = alone.verdict(ids[1])
    assert (verdict.status, verdict.rating, verdict.policy) == (S.APPROVED, "False", SOLO.label)
    assert (verdict.proposed_by, verdict.approved_by, verdict.reviewer) == ("Ann", "Ann", "Ann")
    assert alone.progress.decided == 2


def test_the_one_who_gives_it_on_neither_checked_nor_approved(
    ann: ReviewSession, bob: ReviewSession, store: Store, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    cem = a_desk(store, "Cem", NEWSROOM)
    cem.serve(ids[0], [ids[1]])
    verdict = cem.verdict(ids[1])
    assert (verdict.reviewer, verdict.proposed_by, verdict.approved_by) == ("Ann", "Ann", "Bob")
    assert (verdict.proposed_at, verdict.approved_at) == (
        cem.verdict(ids[0]).proposed_at,
        cem.verdict(ids[0]).approved_at,
    )


@pytest.mark.parametrize("status", [S.UNREVIEWED, S.SELECTED, S.RESEARCHING, S.PROPOSED, S.DISMISSED])
def test_only_a_finished_check_serves(ann: ReviewSession, ids: list[str], status: Status) -> None:
    if status is not S.UNREVIEWED:
        ann.take(ids[0], status, replace(DONE, dismiss_reason="opinion"))
    before = ann.store.events()
    with pytest.raises(WorkflowError, match=f"This claim is {status}; only a check that is approved"):
        ann.serve(ids[0], [ids[1]])
    assert ann.store.events() == before


def proposed(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.take(claim_id, S.PROPOSED, DONE)


def approved_itself(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    approved(ann, bob, claim_id)


def published_itself(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    approved(ann, bob, claim_id)
    ann.take(claim_id, S.PUBLISHED, replace(DONE, published_url="https://paper.example/own"))


def asked_blind(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.ask_blind([claim_id])


def rated_blind_by_one_and_dismissed(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    ann.ask_blind([claim_id])
    ann.rate(claim_id, DONE)
    ann.dismiss([claim_id], "opinion")


def cut_anew(ann: ReviewSession, bob: ReviewSession, claim_id: str) -> None:
    article = ann.article(ann.worklist.rows[0].article_id)
    ann.recut(claim_id, [span_of(article, "25 times bigger than Russia")])


REFUSED: list[tuple[Callable[[ReviewSession, ReviewSession, str], None], str]] = [
    (proposed, "is proposed already: leave it out, or send it back first."),
    (approved_itself, "is approved already: leave it out, or reopen it first."),
    (published_itself, "is published already: leave it out, or record a correction there."),
    (asked_blind, "is being rated blind; leave it out until all have rated."),
    (rated_blind_by_one_and_dismissed, "is being rated blind; leave it out until all have rated."),
    (cut_anew, "was taken back or cut anew; leave it out."),
]


@pytest.mark.parametrize(("first", "said"), REFUSED)
def test_a_claim_that_cannot_take_it_over_is_named_and_nothing_is_written(
    ann: ReviewSession,
    bob: ReviewSession,
    ids: list[str],
    first: Callable[[ReviewSession, ReviewSession, str], None],
    said: str,
) -> None:
    approved(ann, bob, ids[0])
    first(ann, bob, ids[1])
    before = ann.store.events()
    with pytest.raises(WorkflowError) as refusal:
        ann.serve(ids[0], [ids[2], ids[1]])
    assert str(refusal.value) == f"“It is 25 times bigger than Russia.” {said}"
    assert ann.store.events() == before


def test_a_claim_that_was_taken_back_takes_nothing_over(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    article = ann.article(ann.worklist.rows[0].article_id)
    added = ann.add_claim(article.id, span_of(article, "32 members"))
    ann.undo()
    with pytest.raises(WorkflowError, match="“32 members” was taken back or cut anew; leave it out"):
        ann.serve(ids[0], [added.id])


def test_a_check_is_not_given_to_its_own_claim_nor_to_none(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    with pytest.raises(WorkflowError, match="is the claim whose check it is; choose only others"):
        ann.serve(ids[0], ids[:2])
    with pytest.raises(WorkflowError, match="No claim is marked"):
        ann.serve(ids[0], [])
    with pytest.raises(ConflictError, match="no longer on the desk"):
        ann.serve(ids[0], ["nowhere"])


def test_a_check_that_was_taken_over_is_given_on_by_the_claim_that_was_checked(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], [ids[1]])
    with pytest.raises(WorkflowError, match="took its check over from another one"):
        ann.serve(ids[1], [ids[2]])


def test_a_claim_that_took_over_one_check_does_not_take_over_another(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    approved(ann, bob, ids[1], replace(DONE, rating="False"))
    ann.serve(ids[0], [ids[2]])
    with pytest.raises(WorkflowError, match="is approved already: leave it out, or reopen it first"):
        ann.serve(ids[1], [ids[2]])


def test_a_dismissed_claim_can_be_given_a_check(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.dismiss([ids[1]], "checked before")
    ann.serve(ids[0], [ids[1]])
    assert (ann.verdict(ids[1]).status, ann.verdict(ids[1]).dismiss_reason) == (S.APPROVED, None)


# What was typed on a claim that takes a check over, and taking it back


@pytest.mark.parametrize("policy", [SOLO, NEWSROOM])
def test_one_undo_takes_all_back_with_what_was_typed_on_each(
    store: Store, ids: list[str], policy: Policy
) -> None:
    ann, bob = a_desk(store, "Ann", policy), a_desk(store, "Bob", policy)
    approved(ann, bob, ids[0])
    ann.take(ids[1], S.RESEARCHING, Work(why_selected="w", statement="Mine."))
    mine = Work(why_selected="w", statement="Mine, typed on.")
    typed(ann, ids[1], mine)
    before = [told(ann, claim_id) for claim_id in ids]
    ann.serve(ids[0], [ids[1], ids[2]])
    after = [told(ann, claim_id) for claim_id in ids]
    assert store.draft(ids[1], "Ann") is None
    ann.undo()
    assert [told(ann, claim_id) for claim_id in ids] == before
    assert work_at(at(ann, ids[1])) == mine
    assert work_at(at(ann, ids[2])) == Work()
    ann.redo()
    assert [told(ann, claim_id) for claim_id in ids] == after
    assert store.draft(ids[1], "Ann") is None


def test_what_another_has_typed_stays_their_draft(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    typed(bob, ids[1], Work(note="Bob's"))
    ann.serve(ids[0], [ids[1]])
    assert work_at(at(bob, ids[1])) == replace(work_of_served(ann, ids[1]), note="Bob's")


def work_of_served(session: ReviewSession, claim_id: str) -> Work:
    verdict = session.verdict(claim_id)
    return replace(DONE, why_selected=verdict.why_selected, sources=verdict.sources)


def test_it_cannot_be_taken_back_once_somebody_has_moved_one_of_them(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], ids[1:3])
    at(bob, ids[2]).take(ids[2], S.RESEARCHING, replace(DONE, note="Check it by itself."))
    with pytest.raises(WorkflowError, match="Bob has moved this claim to researching since"):
        ann.undo()
    assert ann.verdict(ids[1]).served_from == ids[0]


def test_what_was_given_by_another_keeps_the_step_under_it(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.take(ids[1], S.SELECTED, DONE)
    at(bob, ids[1]).serve(ids[0], [ids[1]])
    with pytest.raises(WorkflowError, match="Bob has given this claim the check of another since"):
        ann.undo()


# Afterwards


def test_a_check_that_was_corrected_is_given_again(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], ids[1:3])
    assert not served_is_stale(ann, ids[1])
    with pytest.raises(WorkflowError, match="They have this check already, as it stands now"):
        ann.serve(ids[0], ids[1:3])
    ann.comment(ids[0], "Well done.")
    ann.comment(ids[1], "Here too.")
    assert not served_is_stale(ann, ids[1])
    out = replace(DONE, published_url="https://paper.example/check")
    ann.take(ids[0], S.PUBLISHED, out)
    assert served_is_stale(ann, ids[1])
    ann.serve(ids[0], [ids[1]])
    assert ann.verdict(ids[1]).published_url == out.published_url
    assert not served_is_stale(ann, ids[1])
    # Only the one that has not got it yet.
    assert [event.claim_id for event in ann.serve(ids[0], ids[1:3])] == [ids[2]]


def test_a_check_that_counts_no_more_has_changed(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], [ids[1]])
    ann.take(ids[0], S.RESEARCHING, replace(DONE, note="Look again."))
    assert served_is_stale(ann, ids[1])
    assert not served_is_stale(ann, ids[0])


def test_a_claim_that_was_moved_since_keeps_its_own(
    ann: ReviewSession, bob: ReviewSession, ids: list[str]
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], [ids[1]])
    ann.take(ids[1], S.PUBLISHED, replace(DONE, published_url="https://paper.example/own"))
    assert ann.verdict(ids[1]).served_from == ids[0]
    ann.take(ids[0], S.RESEARCHING, replace(DONE, note="Look again."))
    approved(ann, bob, ids[0], replace(DONE, rating="False"))
    with pytest.raises(WorkflowError, match="is published already"):
        ann.serve(ids[0], [ids[1]])


@pytest.mark.parametrize("to", [S.RESEARCHING, S.CORRECTED])
def test_a_claim_that_is_reopened_or_corrected_by_itself_has_its_own_check(
    ann: ReviewSession, bob: ReviewSession, ids: list[str], to: Status
) -> None:
    approved(ann, bob, ids[0])
    ann.serve(ids[0], [ids[1]])
    work = replace(
        DONE, note="By itself.", published_url="https://paper.example/own", correction="Not quite."
    )
    ann.take(ids[1], to, work)
    assert ann.verdict(ids[1]).served_from is None
    ann.undo()
    assert ann.verdict(ids[1]).served_from == ids[0]


def test_a_reopened_claim_is_not_shown_as_what_its_server_had_found_themselves(
    ann: ReviewSession, bob: ReviewSession, store: Store, ids: list[str]
) -> None:
    """Rated blind then, what the check of the other claim had found is kept from the one who gave it too."""
    marked = replace(DONE, rating="Mixture", rationale="MARKED")
    approved(ann, bob, ids[0], marked)
    cem = a_desk(store, "Cem", NEWSROOM)
    typed(cem, ids[1], Work(rationale="MARKED"))
    cem.serve(ids[0], [ids[1]])
    cem.take(ids[1], S.RESEARCHING, replace(marked, note="By itself."))
    cem.ask_blind([ids[1]])
    for session in (bob, cem):
        view = at(session, ids[1]).view()
        assert view is not None
        assert "MARKED" not in repr((view, view.verdict.history))
        assert "Mixture" not in repr((view, view.verdict.history))


# Several people


@pytest.fixture
def desks(any_log: str) -> Iterator[list[ReviewSession]]:
    """Ann, Bob and Cem, each with a connection of their own to the same log."""
    with ExitStack() as opened:
        stores = [opened.enter_context(Store(any_log)) for _ in range(3)]
        a_pile(stores[0])
        yield [
            a_desk(store, name, NEWSROOM) for store, name in zip(stores, ("Ann", "Bob", "Cem"), strict=True)
        ]


def test_nothing_is_given_where_somebody_has_acted_on_one_of_them_meanwhile(
    desks: list[ReviewSession],
) -> None:
    ann, bob, cem = desks
    ids = [row.claim_id for row in ann.worklist.rows]
    approved(ann, bob, ids[0])
    cem.take(ids[2], S.SELECTED, DONE)
    before = ann.store.events()
    with pytest.raises(ConflictError, match=r"Meanwhile Cem took a step on this claim \(selected"):
        ann.serve(ids[0], ids[1:3])
    assert ann.store.events() == before
    ann.serve(ids[0], ids[1:3])
    cem.refresh()
    assert [cem.verdict(claim_id).served_from for claim_id in ids[1:3]] == [ids[0]] * 2


def test_nothing_is_given_where_somebody_has_acted_on_the_check_meanwhile(
    desks: list[ReviewSession],
) -> None:
    ann, bob, _cem = desks
    ids = [row.claim_id for row in ann.worklist.rows]
    approved(ann, bob, ids[0])
    bob.take(ids[0], S.RESEARCHING, replace(DONE, note="Wait."))
    before = ann.store.events()
    with pytest.raises(ConflictError, match=r"Meanwhile Bob took a step on this claim \(researching"):
        ann.serve(ids[0], [ids[1]])
    assert ann.store.events() == before
    with pytest.raises(WorkflowError, match="This claim is researching"):
        ann.serve(ids[0], [ids[1]])


# A log that something else has changed


@pytest.mark.parametrize(
    ("action", "data"),
    [
        (CONFIRMED, {}),
        (CONFIRMED, {"known": "text"}),
        (CONFIRMED, {"known": {"rating": "True"}}),
        (REJECTED, {"known": {"text": "t", "url": 3}}),
        (SERVED, {"from": "c"}),
        (SERVED, {"from": "c", "work": {}, "check": {"status": "bogus"}}),
        (SERVED, {"from": "c", "work": {}, "check": {"status": "approved", "approved_at": "noon"}}),
        (SERVED, {"from": 3, "work": {}, "check": {"status": "approved"}}),
        (SERVED, {"work": {}, "check": {"status": "approved"}}),
    ],
)
def test_a_damaged_event_is_named_and_changes_nothing(
    store: Store, ids: list[str], action: str, data: dict[str, Any]
) -> None:
    store.append("Ann", [a_step(ids[0], action, **data)], at=NOON)
    verdict = a_desk(store).verdict(ids[0])
    (doubt,) = verdict.doubts
    assert doubt.startswith(f"Event 2 by Ann ({action}) cannot be read: ")
    assert (verdict.status, verdict.judgements, verdict.served_from) == (S.UNREVIEWED, (), None)


def test_a_check_in_doubt_serves_no_other_claim(alone: ReviewSession, store: Store, ids: list[str]) -> None:
    alone.take(ids[0], S.APPROVED, QUICK)
    store.append("Ann", [a_step(ids[0], "published", None, work=3)], at=NOON)
    alone.refresh()
    with pytest.raises(WorkflowError, match=r"This claim's check is in doubt.*Event 6 by Ann \(published\)"):
        alone.serve(ids[0], [ids[1]])
    assert alone.worklist.own_checks() == []


def test_a_judgement_of_a_newer_version_is_read_as_far_as_this_one_knows(
    store: Store, ids: list[str]
) -> None:
    store.append(
        "Ann",
        [a_step(ids[0], CONFIRMED, known={"text": "t", "url": "https://x.example", "language": "de"})],
        at=NOON,
    )
    assert a_desk(store).verdict(ids[0]).checked_before == (KnownClaim("t", url="https://x.example"),)


def test_an_older_log_with_the_address_in_its_form_is_read(store: Store, ids: list[str]) -> None:
    work = {**work_to_json(DONE), "checked_before_url": "https://before.example"}
    store.append("Ann", [a_step(ids[0], work=work, policy="p", scale="s")], at=NOON)
    verdict = a_desk(store).verdict(ids[0])
    assert (verdict.statement, verdict.checked_before_url) == (DONE.statement, None)


def test_verifying_finds_a_check_whose_claim_was_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "claimcheck.db"
    with Store(file) as store:
        ids = [claim.id for claim in a_pile(store)[1]]
        session = a_desk(store)
        session.take(ids[0], S.APPROVED, QUICK)
        session.serve(ids[0], [ids[1]])
    with behind(file) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM claims WHERE id = ?", (ids[0],))
    with Store(file) as store:
        assert "claims that are not there" in str(store.verify().problem)
