"""One reviewer at a desk, driven without a notebook: reviews, refusals, undoing, cutting, moving about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from factories import (
    NOON,
    QUICK,
    a_desk,
    a_pile,
    a_source,
    an_article,
    claim_on,
    flagged,
    some_work,
    span_of,
    told,
    typed,
    work_at,
)

from claimcheck.errors import ClaimcheckError, ConflictError, StoreError, WorkflowError
from claimcheck.model import Article, Claim, Contact, Status, Verdict
from claimcheck.review.decisions import Way
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.log.articles import Added
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.queue import DECIDED, MINE, OVERDUE, PLACE, START, TO_APPROVE, TO_DO, Filter, QueueRow
from claimcheck.review.scales import scale
from claimcheck.review.session import ReviewSession
from claimcheck.review.timeline import timeline
from claimcheck.review.workflow import DISMISS_REASONS, Demand, Work
from claimcheck.review.worklist import Progress

S = Status
NEWSROOM = Policy.newsroom()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def pile(store: Store) -> tuple[Article, list[Claim]]:
    """Four claims of one article, the first of them most worth checking."""
    return a_pile(store)


@pytest.fixture
def claims(pile: tuple[Article, list[Claim]]) -> list[Claim]:
    return pile[1]


@pytest.fixture
def ids(claims: list[Claim]) -> list[str]:
    return [claim.id for claim in claims]


@pytest.fixture
def ann(store: Store, claims: list[Claim]) -> ReviewSession:
    """A desk for one, at the first of four claims."""
    return a_desk(store)


def statuses(session: ReviewSession, ids: Sequence[str]) -> list[str]:
    return [session.verdict(claim_id).status.value for claim_id in ids]


# The whole way


def test_alone_a_claim_goes_from_unreviewed_to_approved_in_one_action(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    events = ann.take(ids[0], S.APPROVED, QUICK)
    assert [event.action for event in events] == ["selected", "researching", "proposed", "approved"]
    assert store.events() == events
    verdict = ann.verdict(ids[0])
    assert (verdict.status, verdict.rating, verdict.proposed_rating) == (S.APPROVED, "False", "False")
    assert (verdict.proposed_by, verdict.approved_by) == ("Ann", "Ann")
    assert verdict.policy == "solo: no second editor looked"
    assert verdict.scale == "claimcheck"
    assert verdict.sources == QUICK.sources


def test_the_steps_of_one_action_are_one_group_with_one_form_and_one_moment(
    store: Store, ids: list[str]
) -> None:
    moments = count()
    ann = a_desk(store, now=lambda: NOON + timedelta(minutes=next(moments)))
    # A desk asks for the date whenever it looks; the step has one moment, at which it is taken.
    before = next(moments)
    events = ann.take(ids[0], S.PROPOSED, QUICK)
    assert len({event.data["group"] for event in events}) == 1
    assert [event.data["work"] for event in events] == [events[0].data["work"]] * 3
    (taken,) = {event.at for event in events}
    assert NOON + timedelta(minutes=before) < taken < NOON + timedelta(minutes=next(moments))
    assert [event.seen for event in events] == [0, *(event.id for event in events[:-1])]


def test_a_newsroom_goes_step_by_step_with_two_reviewers(store: Store, ids: list[str]) -> None:
    ann, bob = (a_desk(store, name, NEWSROOM) for name in ("Ann", "Bob"))
    claim_id, work = ids[0], Work(why_selected="It was said in parliament.")
    ann.take(claim_id, S.SELECTED, work)
    ann.take(claim_id, S.RESEARCHING, work)
    work = some_work(rating="False")
    ann.take(claim_id, S.PROPOSED, work)
    assert ann.progress == Progress(decided=0, waiting=1, total=4)
    assert a_desk(store, "Bob", NEWSROOM).progress == Progress(
        decided=0, waiting=1, total=4, to_approve=1, for_me=1
    )
    with pytest.raises(WorkflowError, match="the approval of somebody else, since you proposed it"):
        ann.take(claim_id, S.APPROVED, work)
    bob.refresh()
    bob.take(claim_id, S.RESEARCHING, replace(work, note="Ask the ministry."))
    ann.refresh()
    assert ann.verdict(claim_id).note == "Ask the ministry."
    ann.take(claim_id, S.PROPOSED, work)
    bob.refresh()
    bob.take(claim_id, S.APPROVED, replace(work, rating="Mixture"))
    assert bob.progress == Progress(decided=1, waiting=0, total=4)
    bob.take(claim_id, S.PUBLISHED, replace(work, rating="Mixture"))
    ann.refresh()
    ann.take(claim_id, S.CORRECTED, replace(work, rating="True", correction="A new table came out."))
    verdict = ann.verdict(claim_id)
    assert (verdict.status, verdict.rating, verdict.proposed_rating) == (S.CORRECTED, "True", "False")
    assert (verdict.proposed_by, verdict.approved_by, verdict.reviewer) == ("Ann", "Bob", "Ann")
    assert verdict.policy == "newsroom: a second editor approves"
    assert store.verify().clean


def test_the_policy_and_the_scale_of_each_step_stand_in_its_event(store: Store, ids: list[str]) -> None:
    meta = a_desk(store, policy=NEWSROOM, scale=scale("meta"))
    (event,) = meta.take(ids[0], S.SELECTED, some_work(rating="Satire"))
    assert event.data["policy"] == "newsroom: a second editor approves"
    assert event.data["scale"] == "meta"
    assert meta.verdict(ids[0]).scale == "meta"


def test_what_is_typed_is_tidied_before_it_is_written(ann: ReviewSession, ids: list[str]) -> None:
    work = Work(
        rating=" True ",
        statement=" NUL \x00 \ud800 ",
        sources=(a_source(" https://a.example "), a_source("  ")),
    )
    ann.take(ids[0], S.PROPOSED, work)
    verdict = ann.verdict(ids[0])
    assert (verdict.rating, verdict.statement) == ("True", "NUL \ufffd \ufffd")
    assert verdict.sources == (a_source("https://a.example"),)


# Refused


REFUSED: list[tuple[Status, Work, str]] = [
    (S.PROPOSED, Work(), r"^Not proposed yet\. Still missing: a rating; a source\.$"),
    (S.APPROVED, Work(rating="True"), r"^Not approved yet\. Still missing: a source\.$"),
    (
        S.PUBLISHED,
        QUICK,
        r"^Not published yet\. Still missing: the web address of the published check \(https://…\)\.$",
    ),
    (S.DISMISSED, Work(), "Still missing: a reason for dismissing it: opinion, forecast"),
    (S.UNREVIEWED, QUICK, r"cannot become unreviewed\. Open from here: Select \(to selected\), Dismiss"),
    (S.APPROVED, replace(QUICK, rating="Truth"), "The scale claimcheck has no rating 'Truth'; it has True"),
]


@pytest.mark.parametrize(("target", "work", "message"), REFUSED)
def test_a_refused_move_changes_nothing_and_says_what_is_missing(
    ann: ReviewSession, ids: list[str], store: Store, target: Status, work: Work, message: str
) -> None:
    typed(ann, ids[0], some_work(note="typed"))
    with pytest.raises(ClaimcheckError, match=message):
        ann.take(ids[0], target, work)
    assert store.events() == []
    assert ann.cursor.current == ids[0]
    assert ann.verdict(ids[0]) == Verdict(ids[0])
    assert work_at(ann) == some_work(note="typed")


def test_what_came_between_is_said_then_shown_and_what_was_typed_is_kept(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    typed(ann, ids[0], QUICK)
    a_desk(store, "Bob").dismiss([ids[0]], "opinion")
    with pytest.raises(ConflictError, match=r"Meanwhile Bob took a step on this claim \(dismissed"):
        ann.take(ids[0], S.APPROVED, QUICK)
    assert len(store.events()) == 1
    assert ann.verdict(ids[0]).status is S.DISMISSED
    assert work_at(ann) == replace(QUICK, dismiss_reason="opinion")


def test_an_old_draft_hides_nothing_that_others_have_done_since(ids: list[str], store: Store) -> None:
    ann, bob = a_desk(store, "Ann"), a_desk(store, "Bob")
    typed(bob, ids[0], Work(statement="N"))
    ann.take(ids[0], S.PROPOSED, some_work())
    bob.refresh()
    bob.cursor.go(ids[0])
    assert work_at(bob) == replace(some_work(), statement="N", note=None)
    bob.take(ids[0], S.APPROVED, work_at(bob))
    assert bob.verdict(ids[0]).sources == some_work().sources


def test_a_step_decided_on_before_the_last_event_was_seen_is_refused(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    before = ann.verdict(ids[0]).seen
    a_desk(store, "Bob").take(ids[0], S.SELECTED, Work(rationale="Bob's"))
    ann.refresh()
    with pytest.raises(ConflictError, match="Meanwhile Bob took a step"):
        ann.take(ids[0], S.APPROVED, QUICK, before)
    assert ann.verdict(ids[0]).rationale == "Bob's"


def test_a_step_leaves_a_newer_draft_of_another_desk_alone(ids: list[str], store: Store) -> None:
    here, there = a_desk(store, "Ann"), a_desk(store, "Ann")
    version = there.save_draft(ids[0], Work(note="from there"), 0)
    here.take(ids[0], S.SELECTED, Work(), version=version - 1)
    assert there.store.draft(ids[0], "Ann") is not None


def test_the_approved_rating_is_published_and_no_other(ids: list[str], store: Store) -> None:
    ann, bob = (a_desk(store, name, policy=Policy.newsroom()) for name in ("Ann", "Bob"))
    ann.take(ids[0], S.PROPOSED, some_work(rating="True"))
    bob.refresh()
    bob.take(ids[0], S.APPROVED, some_work(rating="True"))
    ann.refresh()
    with pytest.raises(WorkflowError, match=r"the rating that was approved, True"):
        ann.take(ids[0], S.PUBLISHED, some_work(rating="False", published_url="https://example.org/1"))
    with pytest.raises(WorkflowError, match=r"Still missing: .*a rationale"):
        ann.take(ids[0], S.PUBLISHED, Work(rating="True", published_url="https://example.org/1"))


def test_a_claim_that_was_flagged_away_is_left_for_the_next(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, (first, *others) = pile
    store.add(article, others)
    with pytest.raises(ConflictError, match="flagged anew"):
        ann.take(first.id, S.SELECTED, Work())
    assert ann.cursor.current == others[0].id
    assert first.id not in {row.claim_id for row in ann.cursor.queue}


def test_a_step_the_database_refuses_changes_nothing_at_the_desk(
    ann: ReviewSession, ids: list[str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise StoreError("The disk is full.")

    before = (ann.progress, ann.cursor.current, ann.cursor.queue)
    with monkeypatch.context() as patch:
        patch.setattr(store, "append", refuse)
        with pytest.raises(StoreError, match="disk is full"):
            ann.take(ids[0], S.APPROVED, QUICK)
    assert (ann.progress, ann.cursor.current, ann.cursor.queue) == before
    ann.take(ids[0], S.APPROVED, QUICK)
    assert statuses(ann, ids[:1]) == ["approved"]


# What the desk shows


def test_the_view_has_the_claim_its_article_its_verdict_and_the_form(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, (first, *_rest) = pile
    view = ann.view()
    assert view is not None
    assert (view.claim, view.article, view.verdict) == (first, article, Verdict(first.id))
    assert (view.work, view.draft_version) == (Work(), 0)


def test_an_empty_pile_has_no_view_and_nowhere_to_go(store: Store) -> None:
    ann = a_desk(store)
    ann.cursor.next()
    ann.cursor.back()
    assert ann.view() is None
    assert ann.progress == Progress(0, 0, 0)
    assert (ann.cursor.queue, ann.worklist.pile()) == ([], [])


def test_the_ways_are_the_forward_runs_and_the_steps_aside_with_what_each_lacks(
    ann: ReviewSession, ids: list[str]
) -> None:
    address, what = "the web address of the published check (https://…)", "what changed and why"
    filled = (Demand("a rating", met=True), Demand("a source", met=True))
    ways = ann.ways(ids[0], QUICK)
    assert ways[:4] == [
        Way("Select", S.SELECTED),
        Way("Research", S.RESEARCHING),
        Way("Propose", S.PROPOSED, filled),
        Way("Approve", S.APPROVED, filled),
    ]
    assert ways[4] == Way("Publish", S.PUBLISHED, (*filled, Demand(address, met=False)))
    assert [(way.label, way.missing) for way in ways[4:]] == [
        ("Publish", (address,)),
        ("Correct", (address, what)),
        ("Dismiss", ()),
    ]
    ann.take(ids[0], S.PROPOSED, QUICK)
    ways = ann.ways(ids[0], Work())
    assert [way.label for way in ways] == ["Approve", "Publish", "Correct", "Send back"]
    assert ways[0].missing == ("a rating", "a source")


@pytest.mark.parametrize("target", list(Status))
def test_a_way_is_open_exactly_where_the_move_is_then_taken(
    ann: ReviewSession, ids: list[str], target: Status
) -> None:
    for work in (Work(), QUICK, some_work(), some_work(dismiss_reason="opinion")):
        try:
            is_open = all(demand.met for demand in ann.checklist(ids[1], target, work))
        except WorkflowError:
            is_open = False
        if not is_open:
            with pytest.raises(WorkflowError):
                ann.take(ids[1], target, work)
        else:
            ann.take(ids[1], target, work)
            ann.undo()


@pytest.mark.parametrize(
    ("policy", "leads"),
    [
        (Policy.solo(), {"unreviewed": S.APPROVED, "researching": S.APPROVED, "approved": S.PUBLISHED}),
        (NEWSROOM, {"unreviewed": S.RESEARCHING, "researching": S.PROPOSED, "approved": S.PUBLISHED}),
    ],
)
def test_going_on_leads_to_the_decision_alone_and_to_the_next_step_in_a_newsroom(
    store: Store, ids: list[str], policy: Policy, leads: dict[str, Status]
) -> None:
    ann, bob = a_desk(store, policy=policy), a_desk(store, "Bob", policy)
    assert ann.forward(ids[0]) is leads["unreviewed"]
    ann.take(ids[0], S.RESEARCHING, some_work())
    assert ann.forward(ids[0]) is leads["researching"]
    ann.take(ids[0], S.PROPOSED, some_work())
    bob.refresh()
    bob.take(ids[0], S.APPROVED, some_work())
    assert bob.forward(ids[0]) is leads["approved"]
    bob.take(ids[0], S.CORRECTED, some_work())
    assert bob.forward(ids[0]) is None
    assert [way.label for way in bob.ways(ids[0], some_work())] == ["Correct again"]


def test_progress_counts_the_whole_pile_whatever_the_filter(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    ann.take(ids[1], S.PROPOSED, QUICK)
    ann.dismiss([ids[2]], "opinion")
    ann.cursor.show(Filter(show=DECIDED, text="nothing like it"))
    assert ann.cursor.queue == []
    assert ann.progress == Progress(decided=2, waiting=1, total=4)


def test_what_others_have_done_is_taken_in(ann: ReviewSession, ids: list[str], store: Store) -> None:
    bob = a_desk(store, "Bob")
    assert not ann.refresh()
    bob.take(ids[0], S.APPROVED, QUICK)
    assert ann.refresh()
    assert not ann.refresh()
    assert statuses(ann, ids[:1]) == ["approved"]
    assert ann.progress.decided == 1


def test_a_claim_that_another_reviewer_cut_is_taken_in(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, _ = pile
    by_hand = a_desk(store, "Bob").add_claim(article.id, span_of(article, "32 members"))
    assert ann.refresh()
    assert by_hand.id in {row.claim_id for row in ann.cursor.queue}
    ann.cursor.go(by_hand.id)


def test_the_changes_are_those_since_last_asked(ann: ReviewSession, ids: list[str]) -> None:
    assert ann.worklist.changes() == set(ids)
    assert ann.worklist.changes() == set()
    ann.dismiss(ids[1:3], "opinion")
    assert ann.worklist.changes() == set(ids[1:3])


# Moving about


def test_next_and_previous_stay_at_the_ends(ann: ReviewSession, ids: list[str]) -> None:
    way = []
    for step in (-1, 1, 1, 1, 1, -1):
        ann.cursor.next(step)
        way.append(ids.index(str(ann.cursor.current)))
    assert way == [0, 1, 2, 3, 3, 2]


def test_back_leads_where_the_reviewer_was(ann: ReviewSession, ids: list[str]) -> None:
    for place in (2, 3, 1):
        ann.cursor.go(ids[place])
    way = []
    for _ in range(4):
        ann.cursor.back()
        way.append(ids.index(str(ann.cursor.current)))
    # Once nothing is left to go back to, it leads up the queue.
    assert way == [3, 2, 0, 0]


def test_back_without_a_way_leads_up_the_queue(store: Store, ids: list[str]) -> None:
    ann = a_desk(store)
    ann.cursor.go(ids[2])
    ann.keep_place()
    again = a_desk(store)
    again.cursor.back()
    assert again.cursor.current == ids[1]


def test_back_leads_to_the_claim_that_was_just_decided(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    assert ann.cursor.current == ids[1]
    ann.cursor.back()
    assert ann.cursor.current == ids[0]


def test_going_to_a_claim_again_is_no_step_of_the_way_back(ann: ReviewSession, ids: list[str]) -> None:
    ann.cursor.go(ids[2])
    ann.cursor.go(ids[2])
    ann.cursor.back()
    assert ann.cursor.current == ids[0]


def test_a_claim_that_is_not_on_the_desk_cannot_be_opened(ann: ReviewSession, ids: list[str]) -> None:
    with pytest.raises(WorkflowError, match="There is no claim nowhere on this desk"):
        ann.cursor.go("nowhere")
    assert ann.cursor.current == ids[0]


def test_next_from_a_claim_that_the_filter_hides_leads_to_the_first_it_shows(
    ann: ReviewSession, ids: list[str]
) -> None:
    ann.cursor.go(ids[3])
    ann.cursor.show(Filter(text="Russia"))
    assert ann.cursor.current == ids[3]
    ann.cursor.next()
    assert ann.cursor.current == ids[1]


@pytest.mark.parametrize("target", [S.APPROVED, S.DISMISSED])
def test_after_a_decision_the_next_undecided_claim_is_opened_and_the_end_wraps(
    ann: ReviewSession, ids: list[str], target: Status
) -> None:
    work, way = replace(QUICK, dismiss_reason="opinion"), []
    ann.cursor.go(ids[2])
    for _ in range(4):
        ann.take(str(ann.cursor.current), target, work)
        way.append(ids.index(str(ann.cursor.current)))
    assert way == [3, 0, 1, 1]
    assert ann.progress.decided == 4


def test_after_a_decision_decided_claims_are_passed_over(ann: ReviewSession, ids: list[str]) -> None:
    ann.dismiss([ids[1]], "opinion")
    ann.take(ids[2], S.APPROVED, QUICK)
    ann.cursor.go(ids[0])
    ann.take(ids[0], S.APPROVED, QUICK)
    assert ann.cursor.current == ids[3]


def test_after_a_decision_the_order_of_the_queue_is_followed(ann: ReviewSession, ids: list[str]) -> None:
    ann.cursor.show(Filter(show=TO_DO, order=PLACE, text="r"))
    shown = [row.claim_id for row in ann.cursor.queue]
    ann.cursor.go(shown[0])
    ann.take(shown[0], S.APPROVED, QUICK)
    assert ann.cursor.current == shown[1]


@pytest.mark.parametrize("target", [S.SELECTED, S.RESEARCHING, S.PROPOSED])
def test_a_step_on_the_way_stays_with_the_claim(ann: ReviewSession, ids: list[str], target: Status) -> None:
    ann.take(ids[0], target, QUICK)
    assert ann.cursor.current == ids[0]


def test_in_a_newsroom_a_proposal_leads_on_past_those_that_wait(store: Store, ids: list[str]) -> None:
    ann = a_desk(store, policy=NEWSROOM)
    ann.take(ids[1], S.PROPOSED, some_work())
    ann.cursor.go(ids[0])
    ann.take(ids[0], S.PROPOSED, some_work())
    assert ann.cursor.current == ids[2]


def test_where_the_reviewer_stood_is_restored(store: Store, ids: list[str]) -> None:
    ann = a_desk(store)
    ann.cursor.show(Filter(order=PLACE, text="e"))
    ann.cursor.go(ids[2])
    ann.keep_place()
    again, bob = a_desk(store), a_desk(store, "Bob")
    assert (again.cursor.current, again.cursor.filter) == (ids[2], Filter(order=PLACE, text="e"))
    assert (bob.cursor.current, bob.cursor.filter) == (ids[0], START)


def test_a_place_is_written_once_and_a_step_keeps_it_by_itself(
    ann: ReviewSession, ids: list[str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    monkeypatch.setattr(store, "save_desk", lambda _reviewer, place: written.append(place["claim"]))
    ann.cursor.go(ids[1])
    assert written == []
    ann.keep_place()
    ann.keep_place()
    ann.take(ids[1], S.APPROVED, QUICK)
    ann.keep_place()
    assert written == [ids[1]]


def test_a_desk_opens_after_the_claim_that_was_decided_last(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    assert a_desk(ann.store).cursor.current == ids[1]


def test_a_desk_whose_claim_is_gone_opens_at_the_first_that_wants_work(
    ann: ReviewSession, pile: tuple[Article, list[Claim]], store: Store
) -> None:
    article, claims = pile
    ann.dismiss([claims[0].id], "opinion")
    ann.cursor.go(claims[3].id)
    ann.keep_place()
    store.add(article, claims[:3])
    assert a_desk(store).cursor.current == claims[1].id


# Filters


def test_choosing_an_article_opens_its_best_claim_and_any_other_filter_does_not(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    other, (claim, *_rest) = a_pile(store, "Imports fell in 2018. Nobody knew.")
    ann.reload()
    ann.cursor.show(Filter(article=other.id))
    assert ann.cursor.current == claim.id
    ann.cursor.next()
    here = ann.cursor.current
    ann.cursor.show(Filter(article=other.id, text="imports"))
    assert ann.cursor.current == here
    ann.cursor.show(Filter())
    assert ann.cursor.current == here


def test_choosing_an_article_without_claims_opens_the_article(ann: ReviewSession, store: Store) -> None:
    bare = an_article("Nothing here.")
    store.add(bare, [])
    ann.cursor.show(Filter(article=bare.id))
    assert ann.view() is None
    assert ann.cursor.reading == bare.id


def test_the_queue_follows_each_step(ann: ReviewSession, ids: list[str]) -> None:
    ann.cursor.show(Filter(show=TO_DO))
    assert [row.claim_id for row in ann.cursor.queue] == ids
    ann.take(ids[0], S.APPROVED, QUICK)
    assert [row.claim_id for row in ann.cursor.queue] == ids[1:]
    ann.undo()
    assert [row.claim_id for row in ann.cursor.queue] == ids


# Drafts


def test_a_draft_survives_reopening(tmp_path: Path) -> None:
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        _, (claim, *_rest) = a_pile(store)
        a_desk(store).save_draft(claim.id, some_work(note="half a sen"), 0)
    with Store(path) as store:
        assert work_at(a_desk(store)) == some_work(note="half a sen")
        assert work_at(a_desk(store, "Bob")) == Work()


def test_a_draft_is_kept_as_typed(ann: ReviewSession, ids: list[str]) -> None:
    work = Work(statement="  ends in a space ", sources=(a_source(""), a_source("x", title=" ")))
    ann.save_draft(ids[0], work, 0)
    assert work_at(ann) == work


def test_two_desks_of_one_reviewer_are_told_apart(ann: ReviewSession, ids: list[str], store: Store) -> None:
    other = a_desk(store)
    ann.save_draft(ids[0], Work(note="here"), 0)
    with pytest.raises(ConflictError, match="at another desk of yours"):
        other.save_draft(ids[0], Work(note="there"), 0)
    assert work_at(other) == Work(note="here")


def test_a_step_ends_the_draft_and_the_form_shows_what_was_decided(
    ann: ReviewSession, ids: list[str]
) -> None:
    typed(ann, ids[0], Work(note="old"))
    ann.take(ids[0], S.SELECTED, Work(note="new"))
    view = ann.view()
    assert view is not None
    assert (view.work, view.draft_version) == (Work(note="new"), 0)


# Dismissing


@pytest.mark.parametrize("reason", DISMISS_REASONS)
def test_a_handful_is_dismissed_at_once_with_one_reason(
    ann: ReviewSession, ids: list[str], reason: str
) -> None:
    ann.take(ids[1], S.SELECTED, Work())
    events = ann.dismiss([ids[0], ids[1], ids[1], ids[3]], reason)
    assert [event.claim_id for event in events] == [ids[0], ids[1], ids[3]]
    assert statuses(ann, ids) == ["dismissed", "dismissed", "unreviewed", "dismissed"]
    assert ann.verdict(ids[3]).dismiss_reason == reason
    assert ann.cursor.current == ids[2]


def test_dismissing_others_leaves_the_reviewer_where_they_are(ann: ReviewSession, ids: list[str]) -> None:
    ann.dismiss(ids[1:], "opinion")
    assert ann.cursor.current == ids[0]


def test_a_dismissed_claim_keeps_what_was_typed_on_it(ann: ReviewSession, ids: list[str]) -> None:
    typed(ann, ids[0], Work(note="a thought"))
    ann.dismiss([ids[0]], "opinion")
    assert ann.verdict(ids[0]).note == "a thought"
    ann.take(ids[0], S.UNREVIEWED, Work(note="a thought"))
    assert (ann.verdict(ids[0]).status, ann.verdict(ids[0]).dismiss_reason) == (S.UNREVIEWED, None)


@pytest.mark.parametrize(
    ("marked", "reason", "message"),
    [
        ([], "opinion", "No claim is marked; mark some in the queue first."),
        ([0, 1], "", "Still missing: a reason for dismissing it: opinion, forecast"),
        ([0, 1], CUT_ANEW, "Still missing: a reason for dismissing it"),
        (
            [0, 3],
            "opinion",
            "A claim that is approved cannot become dismissed. Open from here: Publish",
        ),
    ],
)
def test_a_refused_dismissal_dismisses_none(
    ann: ReviewSession, ids: list[str], store: Store, marked: list[int], reason: str, message: str
) -> None:
    ann.take(ids[3], S.APPROVED, QUICK)
    before = store.events()
    with pytest.raises(WorkflowError) as refusal:
        ann.dismiss([ids[place] for place in marked], reason)
    assert message in str(refusal.value)
    assert store.events() == before


def test_one_claim_that_moved_meanwhile_keeps_the_whole_handful(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    a_desk(store, "Bob").take(ids[2], S.SELECTED, Work())
    with pytest.raises(ConflictError, match="Meanwhile Bob"):
        ann.dismiss(ids[:3], "opinion")
    assert statuses(ann, ids) == ["unreviewed", "unreviewed", "selected", "unreviewed"]


# A second editor


def proposed_by(ann: ReviewSession, claim_id: str, rating: str = "False") -> None:
    ann.take(claim_id, S.PROPOSED, some_work(rating=rating))


@pytest.mark.parametrize("name", ["Ana Kovač", "ANA KOVAČ", " ana\u00a0kovac\u030c "])
def test_nobody_approves_their_own_proposal_whatever_the_spelling(
    store: Store, ids: list[str], name: str
) -> None:
    proposed_by(a_desk(store, "Ana Kovač", NEWSROOM), ids[0])
    again = a_desk(store, name, NEWSROOM)
    before = store.events()
    with pytest.raises(WorkflowError, match="the approval of somebody else, since you proposed it"):
        again.take(ids[0], S.APPROVED, some_work())
    assert store.events() == before


def test_the_second_editor_may_find_otherwise_and_both_ratings_are_kept(store: Store, ids: list[str]) -> None:
    proposed_by(a_desk(store, "Ann", NEWSROOM), ids[0], "False")
    bob = a_desk(store, "Bob", NEWSROOM)
    bob.take(ids[0], S.APPROVED, some_work(rating="Mixture"))
    verdict = bob.verdict(ids[0])
    assert (verdict.proposed_rating, verdict.rating) == ("False", "Mixture")
    assert (verdict.proposed_by, verdict.approved_by) == ("Ann", "Bob")


def test_a_proposal_is_sent_back_with_a_note(store: Store, ids: list[str]) -> None:
    ann, bob = (a_desk(store, name, NEWSROOM) for name in ("Ann", "Bob"))
    proposed_by(ann, ids[0])
    bob.refresh()
    with pytest.raises(
        WorkflowError, match=r"^Not sent back yet\. Still missing: a note that says what to do\.$"
    ):
        bob.take(ids[0], S.RESEARCHING, some_work(note=" "))
    bob.take(ids[0], S.RESEARCHING, some_work(note="Ask the ministry."))
    ann.refresh()
    ann.cursor.go(ids[0])
    assert work_at(ann).note == "Ask the ministry."
    # A note that was followed is gone; the next one is written anew.
    proposed_by(ann, ids[0])
    assert ann.verdict(ids[0]).note is None


@pytest.mark.parametrize("target", [S.APPROVED, S.PUBLISHED, S.CORRECTED])
@pytest.mark.parametrize("start", [S.UNREVIEWED, S.SELECTED, S.RESEARCHING])
def test_nobody_proposes_and_approves_in_one_go_in_a_newsroom(
    store: Store, ids: list[str], start: Status, target: Status
) -> None:
    ann = a_desk(store, policy=NEWSROOM)
    if start is not S.UNREVIEWED:
        ann.take(ids[0], start, some_work())
    before = store.events()
    with pytest.raises(WorkflowError, match="the approval of somebody else"):
        ann.take(ids[0], target, some_work())
    assert store.events() == before


def test_the_queue_of_each_role_has_what_waits_for_it(store: Store, ids: list[str]) -> None:
    ann, bob = (a_desk(store, name, NEWSROOM) for name in ("Ann", "Bob"))
    proposed_by(ann, ids[0])
    bob.refresh()
    proposed_by(bob, ids[1])
    bob.assign([ids[2]], "ANN")
    ann.refresh()
    late = replace(some_work(), contact=Contact(asked="2025-05-01", deadline="2025-05-02"))
    ann.take(ids[3], S.RESEARCHING, late)
    bob.refresh()
    waiting = {
        (session.reviewer, show): [row.claim_id for row in _shown(session, show)]
        for session in (ann, bob)
        for show in (MINE, TO_APPROVE, OVERDUE)
    }
    assert waiting == {
        ("Ann", MINE): [ids[2]],
        ("Ann", TO_APPROVE): [ids[1]],
        ("Ann", OVERDUE): [ids[3]],
        ("Bob", MINE): [],
        ("Bob", TO_APPROVE): [ids[0]],
        ("Bob", OVERDUE): [ids[3]],
    }


def _shown(session: ReviewSession, show: str) -> list[QueueRow]:
    session.cursor.show(Filter(show=show))
    return session.cursor.queue


def test_an_editor_goes_from_one_proposal_to_the_next(store: Store, ids: list[str]) -> None:
    ann = a_desk(store, "Ann", NEWSROOM)
    for claim_id in ids[:3]:
        proposed_by(ann, claim_id)
    bob = a_desk(store, "Bob", NEWSROOM)
    bob.cursor.show(Filter(show=TO_APPROVE))
    bob.cursor.go(ids[0])
    bob.take(ids[0], S.APPROVED, some_work())
    assert bob.cursor.current == ids[1]


# Reopening, and correcting again


def approved(store: Store, claim_id: str) -> tuple[ReviewSession, ReviewSession]:
    ann = a_desk(store, "Ann", NEWSROOM)
    proposed_by(ann, claim_id, "True")
    bob = a_desk(store, "Bob", NEWSROOM)
    bob.take(claim_id, S.APPROVED, some_work())
    ann.refresh()
    return ann, bob


def test_an_approved_claim_is_reopened_with_a_note_and_approved_anew(store: Store, ids: list[str]) -> None:
    ann, bob = approved(store, ids[0])
    with pytest.raises(
        WorkflowError, match=r"^Not reopened yet\. Still missing: a note that says what to do\.$"
    ):
        ann.take(ids[0], S.RESEARCHING, some_work(note=None))
    ann.take(ids[0], S.RESEARCHING, some_work(note="The table has changed."))
    verdict = ann.verdict(ids[0])
    assert (verdict.status, verdict.approved_by, verdict.note) == (
        S.RESEARCHING,
        None,
        "The table has changed.",
    )
    proposed_by(ann, ids[0], "False")
    bob.refresh()
    bob.take(ids[0], S.APPROVED, some_work(rating="False"))
    assert bob.verdict(ids[0]).rating == "False"


def test_a_correction_is_followed_by_another_with_its_own_reason(store: Store, ids: list[str]) -> None:
    ann, _bob = approved(store, ids[0])
    ann.take(ids[0], S.CORRECTED, some_work(rating="True", correction="One."))
    with pytest.raises(WorkflowError, match="Still missing: what changed this time and why"):
        ann.take(ids[0], S.CORRECTED, some_work(rating="False", correction="One."))
    ann.take(ids[0], S.CORRECTED, some_work(rating="False", correction="Two."))
    verdict = ann.verdict(ids[0])
    assert (verdict.rating, verdict.former_rating, verdict.correction) == ("False", "True", "Two.")


def test_alone_what_was_published_stays_known_also_where_it_is_corrected_in_one_go(
    store: Store, ids: list[str]
) -> None:
    alone = a_desk(store)
    alone.take(ids[0], S.APPROVED, some_work(rating="True"))
    alone.take(ids[0], S.CORRECTED, some_work(rating="False"))
    verdict = alone.verdict(ids[0])
    assert (verdict.published_rating, verdict.former_rating, verdict.rating) == ("True", "True", "False")
    assert [entry.what for entry in timeline(verdict)[-2:]] == [
        "marked it as published",
        "corrected True to False",
    ]


# Bringing the form up to date


def test_what_was_typed_is_put_before_everybody_without_a_move(store: Store, ids: list[str]) -> None:
    ann, bob = (a_desk(store, name, NEWSROOM) for name in ("Ann", "Bob"))
    ann.take(ids[0], S.RESEARCHING, some_work())
    typed(ann, ids[0], some_work(rationale="More of it."))
    ann.update(ids[0], some_work(rationale="More of it."))
    bob.refresh()
    bob.cursor.go(ids[0])
    assert (bob.verdict(ids[0]).status, work_at(bob).rationale) == (S.RESEARCHING, "More of it.")
    assert store.draft(ids[0], "Ann") is None
    with pytest.raises(WorkflowError, match="There is nothing new in the form"):
        ann.update(ids[0], work_at(bob))
    ann.undo()
    assert ann.verdict(ids[0]).rationale == some_work().rationale
    with pytest.raises(ClaimcheckError, match="The scale claimcheck has no rating 'Truth'"):
        ann.update(ids[0], some_work(rating="Truth"))


@pytest.mark.parametrize("status", [S.DISMISSED, S.APPROVED, S.PUBLISHED, S.CORRECTED])
def test_what_was_decided_is_changed_by_no_form_alone(store: Store, ids: list[str], status: Status) -> None:
    """Else the rating that a second editor approved could be another one by the time it is published."""
    if status is S.DISMISSED:
        ann = a_desk(store, "Ann", NEWSROOM)
        ann.dismiss([ids[0]], "opinion")
    else:
        ann, _bob = approved(store, ids[0])
    if status in (S.PUBLISHED, S.CORRECTED):
        ann.take(ids[0], status, some_work())
    before = told(ann, ids[0])
    other = some_work(rating="False")
    typed(ann, ids[0], other)
    with pytest.raises(
        WorkflowError, match=f"A claim that is {status} keeps what was decided; what you typed"
    ):
        ann.update(ids[0], other)
    ann.assign([ids[0]], "Cem")
    assert told(ann, ids[0]) == replace(before, assigned_to="Cem")
    draft = store.draft(ids[0], "Ann")
    assert draft is not None
    assert draft.data["rating"] == "False"


# Undoing


def test_undoing_takes_back_everything_done_in_one_go(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, Work(note="first"))
    before = told(ann, ids[0])
    ann.take(ids[0], S.APPROVED, QUICK)
    assert [event.action for event in ann.undo()] == ["undone"]
    assert told(ann, ids[0]) == before
    ann.undo()
    assert told(ann, ids[0]) == Verdict(ids[0])


def test_undoing_brings_back_what_was_typed_and_the_claim_itself(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    assert ann.cursor.current == ids[1]
    ann.undo()
    assert ann.cursor.current == ids[0]
    assert work_at(ann) == QUICK


def test_undoing_keeps_what_was_typed_since(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, Work(note="before"))
    typed(ann, ids[0], Work(note="before", rationale="An hour of work."))
    ann.undo()
    assert work_at(ann) == Work(note="before", rationale="An hour of work.")


def test_a_handful_dismissed_at_once_is_brought_back_at_once(ann: ReviewSession, ids: list[str]) -> None:
    typed(ann, ids[1], Work(note="a thought"))
    ann.dismiss(ids[:3], "opinion")
    assert len(ann.undo()) == 3
    assert statuses(ann, ids) == ["unreviewed"] * 4
    ann.cursor.go(ids[1])
    assert work_at(ann).note == "a thought"
    with pytest.raises(WorkflowError, match="There is nothing of yours to undo"):
        ann.undo()


def test_a_step_taken_again_after_undoing_can_be_undone_again(ann: ReviewSession, ids: list[str]) -> None:
    for _ in range(2):
        ann.take(ids[0], S.APPROVED, QUICK)
        ann.undo()
        assert told(ann, ids[0]).status is S.UNREVIEWED


def test_with_nothing_of_ones_own_there_is_nothing_to_undo(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    a_desk(store, "Bob").take(ids[0], S.SELECTED, Work())
    with pytest.raises(WorkflowError, match=r"^There is nothing of yours to undo\.$"):
        ann.undo()
    assert len(store.events()) == 1


def test_undoing_is_refused_where_somebody_has_acted_since(
    ann: ReviewSession, ids: list[str], store: Store
) -> None:
    ann.dismiss(ids[:2], "opinion")
    bob = a_desk(store, "Bob")
    bob.take(ids[1], S.UNREVIEWED, Work())
    before = store.events()
    with pytest.raises(WorkflowError, match="Bob has moved this claim to unreviewed since"):
        ann.undo()
    assert store.events() == before
    # Once Bob takes his own step back, Ann can.
    bob.undo()
    ann.undo()
    assert statuses(ann, ids[:2]) == ["unreviewed"] * 2


def test_an_older_step_of_another_desk_is_undone_after_reopening(store: Store, ids: list[str]) -> None:
    a_desk(store).take(ids[0], S.APPROVED, QUICK)
    again = a_desk(store)
    again.undo()
    assert statuses(again, ids[:1]) == ["unreviewed"]


# Taking up again


def test_what_was_undone_is_taken_up_again_step_by_step(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, Work(note="one"))
    after_one = told(ann, ids[0])
    ann.take(ids[0], S.APPROVED, QUICK)
    after_two = told(ann, ids[0])
    for _ in range(2):
        ann.undo()
        ann.undo()
        assert told(ann, ids[0]) == Verdict(ids[0])
        ann.redo()
        assert told(ann, ids[0]) == after_one
        ann.redo()
        assert told(ann, ids[0]) == after_two
        with pytest.raises(WorkflowError, match="There is nothing to take up again"):
            ann.redo()


def test_a_handful_is_taken_up_again_at_once(ann: ReviewSession, ids: list[str]) -> None:
    ann.dismiss(ids[:3], "opinion")
    ann.undo()
    assert len(ann.redo()) == 3
    assert statuses(ann, ids) == ["dismissed"] * 3 + ["unreviewed"]


def test_a_new_step_ends_what_could_be_taken_up_again(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, Work())
    ann.undo()
    ann.comment(ids[1], "Hm.")
    with pytest.raises(WorkflowError, match="no step was undone since your last one"):
        ann.redo()


def test_taking_up_again_keeps_what_was_typed_since(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.SELECTED, Work(note="before"))
    ann.undo()
    ann.redo()
    assert ann.store.draft(ids[0], "Ann") is None
    ann.undo()
    typed(ann, ids[0], Work(note="before", rationale="An hour of work."))
    ann.redo()
    ann.cursor.go(ids[0])
    assert work_at(ann) == Work(note="before", rationale="An hour of work.")


def test_taking_a_comment_back_leaves_the_form_alone(ann: ReviewSession, ids: list[str]) -> None:
    typed(ann, ids[0], Work(note="typed"))
    ann.comment(ids[0], "Hm.")
    ann.undo()
    assert work_at(ann) == Work(note="typed")


# Bringing in


def test_an_article_brought_in_opens_at_its_best_claim(ann: ReviewSession) -> None:
    other = an_article("Imports fell. Nobody knew.")
    claims = flagged(other)
    assert ann.bring_in(other, claims) == Added(1, 2, 0)
    assert ann.cursor.current == claims[0].id
    ann.cursor.back()
    assert ann.progress.total == 6


def test_an_article_without_claims_is_opened_itself(ann: ReviewSession, ids: list[str]) -> None:
    bare = an_article("Nothing here to check.")
    ann.cursor.go(ids[2])
    assert ann.bring_in(bare, []) == Added(1, 0, 0)
    assert ann.view() is None
    assert ann.cursor.reading == bare.id
    assert ann.article(bare.id) == bare
    ann.cursor.back()
    assert ann.cursor.current == ids[2]


def test_an_article_brought_in_again_leaves_the_reviewer_where_they_are(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, claims = pile
    ann.cursor.go(claims[2].id)
    assert ann.bring_in(article, claims) == Added(0, 0, 0)
    assert ann.cursor.current == claims[2].id


def test_an_article_flagged_anew_opens_the_best_claim_that_is_new(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, claims = pile
    fresh = claim_on(article, "32 members", worthiness=0.1)
    ann.bring_in(article, [*claims, fresh])
    assert ann.cursor.current == fresh.id


def test_a_claim_flagged_away_under_the_reviewer_is_left_for_another(
    ann: ReviewSession, pile: tuple[Article, list[Claim]]
) -> None:
    article, claims = pile
    ann.bring_in(article, claims[1:])
    assert ann.cursor.current == claims[1].id
    assert ann.view() is not None


# Who


@pytest.mark.parametrize(
    ("given", "name"),
    [("Ann", "Ann"), ("  Ann   Lee\n", "Ann Lee"), ("Ößür 王", "Ößür 王"), ("x" * 80, "x" * 80)],
)
def test_a_reviewer_has_a_name_without_white_space_around_it(store: Store, given: str, name: str) -> None:
    assert a_desk(store, given).reviewer == name


@pytest.mark.parametrize("given", ["", "  \n", "\x00", "Ann\x07", "\ud800", "\u200b", "x" * 81])
def test_a_reviewer_without_a_name_is_refused_with_the_remedy(store: Store, given: str) -> None:
    with pytest.raises(
        ClaimcheckError, match="A reviewer needs a name of up to 80 characters: pass reviewer="
    ):
        a_desk(store, given)


def test_a_name_in_other_spacing_is_the_same_reviewer(store: Store, ids: list[str]) -> None:
    a_desk(store, "Ann Lee", NEWSROOM).take(ids[0], S.PROPOSED, some_work())
    again = a_desk(store, " ann   lee ", NEWSROOM)
    with pytest.raises(WorkflowError, match="somebody else, since you proposed it"):
        again.take(ids[0], S.APPROVED, some_work())
