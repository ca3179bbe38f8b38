"""Votes: where a policy asks for several, the last one needed approves the claim, and none before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from factories import a_desk, a_move, a_pile, a_source, an_article, an_event, some_work
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from makers import database

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, ConflictError, WorkflowError
from claimcheck.exporting.columns import verdict_row
from claimcheck.model import Contact, Status, Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.people import person, same_person
from claimcheck.review.policies import Policy
from claimcheck.review.queue import FOR_ME, TO_APPROVE, Filter
from claimcheck.review.replay import replay
from claimcheck.review.session import ReviewSession
from claimcheck.review.shared_verdicts import given as given_check
from claimcheck.review.timeline import Entry
from claimcheck.review.workflow import Work

S = Status
NEWSROOM = Policy.newsroom()
VOTES = replace(NEWSROOM, name="votes", label="votes: 2 editors approve", approvals=2)
THREE = replace(VOTES, approvals=3)
PROPOSED = some_work(note=None, published_url=None, correction=None)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def claim_id(store: Store) -> str:
    return a_pile(store)[1][0].id


def at(store: Store, by: str, policy: Policy = VOTES) -> ReviewSession:
    return a_desk(store, by, policy)


def propose(store: Store, claim_id: str, by: str = "Ann", policy: Policy = VOTES, **changes: Any) -> None:
    at(store, by, policy).take(claim_id, S.PROPOSED, replace(PROPOSED, **changes))


def approve(store: Store, claim_id: str, by: str, policy: Policy = VOTES, **changes: Any) -> Verdict:
    session = at(store, by, policy)
    session.take(claim_id, S.APPROVED, replace(PROPOSED, **changes))
    return session.verdict(claim_id)


def voters(verdict: Verdict) -> list[str]:
    return [vote.by for vote in verdict.votes]


# The step is taken with the last vote that is needed


@pytest.mark.parametrize("needed", [1, 2, 3, 5])
def test_the_last_vote_needed_approves_the_claim_and_none_before_it(
    needed: int, store: Store, claim_id: str
) -> None:
    policy = replace(VOTES, approvals=needed)
    propose(store, claim_id, policy=policy)
    names = [f"Editor {number}" for number in range(needed)]
    for count, name in enumerate(names, 1):
        verdict = approve(store, claim_id, name, policy)
        assert (verdict.status is S.APPROVED) == (count == needed)
    assert verdict.approvers == tuple(names)
    assert (verdict.approved_by, verdict.approved_rating) == (names[-1], "True")
    assert verdict.approved_at == verdict.history[-1].at
    actions = [event.action for event in verdict.history]
    assert actions[3:] == ["voted"] * (needed - 1) + ["approved"]


def test_one_cell_names_all_who_approved_and_the_moment_is_the_last(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob Lee")
    claim, article = store.claim(claim_id), store.article(store.claim(claim_id).article_id)
    assert verdict_row(claim, article, at(store, "Bob Lee").verdict(claim_id))["approved_by"] is None
    verdict = approve(store, claim_id, "Cem")
    row = verdict_row(claim, article, verdict)
    assert row["approved_by"] == "Bob Lee; Cem"
    assert row["approved_at"] == verdict.history[-1].at.isoformat(timespec="seconds")
    assert row["policy"] == VOTES.label


REFUSED = [
    ("Ann", {}, "the approval of somebody else, since you proposed it"),
    ("ANN", {}, "the approval of somebody else, since you proposed it"),
    ("Bob", {}, "the vote of somebody else, since you have given yours"),
    ("BOB", {}, "the vote of somebody else, since you have given yours"),
    ("Cem", {"rating": "False"}, "the check as it was proposed, or a proposal of your own instead"),
    ("Cem", {"rationale": "Another."}, "the check as it was proposed, or a proposal of your own instead"),
    ("Cem", {"sources": (a_source(), a_source("https://x.example"))}, "the check as it was proposed"),
]


@pytest.mark.parametrize(("by", "changes", "said"), REFUSED)
def test_nobody_votes_twice_or_for_their_own_or_for_something_else(
    by: str, changes: dict[str, Any], said: str, store: Store, claim_id: str
) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    with pytest.raises(WorkflowError, match=said):
        approve(store, claim_id, by, **changes)
    assert voters(at(store, "Dee").verdict(claim_id)) == ["Bob"]


def test_a_claim_is_not_published_over_votes_that_are_missing(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    url = replace(PROPOSED, published_url="https://paper.example")
    with pytest.raises(WorkflowError, match="2 votes before it is approved"):
        at(store, "Bob").take(claim_id, S.PUBLISHED, url)


def test_a_vote_on_what_somebody_has_moved_meanwhile_is_refused(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    bob = at(store, "Bob")
    seen = bob.verdict(claim_id).seen
    approve(store, claim_id, "Cem")
    with pytest.raises(ConflictError, match="Cem"):
        bob.take(claim_id, S.APPROVED, PROPOSED, seen)
    bob.reload()
    assert bob.take(claim_id, S.APPROVED, PROPOSED)[0].action == "approved"


# What ends the votes


def test_a_proposal_instead_begins_the_vote_anew_and_its_proposer_has_none(
    store: Store, claim_id: str
) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    cem = at(store, "Cem")
    other = replace(PROPOSED, rating="False")
    cem.take(claim_id, S.PROPOSED, other)
    verdict = cem.verdict(claim_id)
    assert (verdict.proposed_by, verdict.proposed_rating, voters(verdict)) == ("Cem", "False", [])
    with pytest.raises(WorkflowError, match="since you proposed it"):
        cem.take(claim_id, S.APPROVED, other)
    # Who proposed before is one of the others now, and so is whoever had voted.
    assert approve(store, claim_id, "Ann", rating="False").status is S.PROPOSED
    assert approve(store, claim_id, "Bob", rating="False").approvers == ("Ann", "Bob")
    told = [entry.what for entry in _view(store, "Dee", claim_id)]
    assert told[3:] == [
        "voted for True",
        "proposed False instead of what Ann proposed",
        "voted for False",
        "approved False",
    ]


def test_what_is_proposed_already_is_not_proposed_again(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    with pytest.raises(WorkflowError, match="something other than what is proposed"):
        at(store, "Cem").take(claim_id, S.PROPOSED, PROPOSED)


@pytest.mark.parametrize("policy", [NEWSROOM, Policy.solo()])
def test_without_votes_nothing_is_proposed_instead(policy: Policy, store: Store, claim_id: str) -> None:
    propose(store, claim_id, policy=policy)
    cem = at(store, "Cem", policy)
    assert [way.label for way in cem.ways(claim_id, PROPOSED)] == [
        "Approve",
        "Publish",
        "Correct",
        "Send back",
    ]
    with pytest.raises(WorkflowError, match="a policy that asks for votes"):
        cem.take(claim_id, S.PROPOSED, replace(PROPOSED, rating="False"))


def test_sending_back_ends_the_votes(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    cem = at(store, "Cem")
    cem.take(claim_id, S.RESEARCHING, replace(PROPOSED, note="Which year?"))
    assert voters(cem.verdict(claim_id)) == []
    propose(store, claim_id)
    assert approve(store, claim_id, "Bob").status is S.PROPOSED


def test_what_is_voted_on_is_not_changed_by_sharing_but_a_reply_may_come_in(
    store: Store, claim_id: str
) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    ann = at(store, "Ann")
    with pytest.raises(WorkflowError, match="voted on as it was proposed"):
        ann.update(claim_id, replace(PROPOSED, rating="False"))
    replied = replace(PROPOSED, contact=Contact("2025-06-01", reply="Yes."))
    ann.update(claim_id, replied)
    assert voters(ann.verdict(claim_id)) == ["Bob"]
    assert approve(store, claim_id, "Cem", contact=replied.contact).status is S.APPROVED


def test_what_was_changed_under_another_policy_ends_the_votes(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    ann = at(store, "Ann", NEWSROOM)
    ann.update(claim_id, replace(PROPOSED, rating="False"))
    assert voters(ann.verdict(claim_id)) == []


def test_an_export_up_to_a_vote_has_no_approval_yet(tmp_path: Path) -> None:
    db = database(tmp_path / "log.db", an_article())
    with Store(db) as store:
        claim_id = store.queue()[0].claim_id
        propose(store, claim_id)
        approve(store, claim_id, "Bob")
        last = approve(store, claim_id, "Cem").seen
    for until, by in ((last - 1, None), (last, "Bob; Cem")):
        cc.export_csv(db, tmp_path / f"{until}.csv", until=until, statuses=["proposed", "approved"])
        assert list(cc.read_csv(tmp_path / f"{until}.csv")["approved_by"]) == [by]


def test_a_note_that_was_begun_is_kept_beside_a_vote(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob", note="Which year?")
    draft = store.draft(claim_id, "Bob")
    assert draft is not None
    assert draft.data["note"] == "Which year?"


# Undo


def test_a_vote_is_taken_back_and_given_again_as_long_as_nobody_acted_on_it(
    store: Store, claim_id: str
) -> None:
    propose(store, claim_id, policy=THREE)
    bob = at(store, "Bob", THREE)
    bob.take(claim_id, S.APPROVED, PROPOSED)
    bob.undo()
    assert voters(bob.verdict(claim_id)) == []
    bob.redo()
    assert voters(bob.verdict(claim_id)) == ["Bob"]
    approve(store, claim_id, "Cem", THREE)
    with pytest.raises(WorkflowError, match="Cem has voted on this claim since"):
        bob.undo()
    with pytest.raises(WorkflowError, match="Cem has voted on this claim since"):
        at(store, "Ann", THREE).undo()


def test_the_vote_that_approved_it_is_taken_back_alone(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    approve(store, claim_id, "Cem")
    cem = at(store, "Cem")
    cem.undo()
    verdict = cem.verdict(claim_id)
    assert (verdict.status, voters(verdict), verdict.approvers) == (S.PROPOSED, ["Bob"], ())


# Whom it concerns


def test_it_waits_for_those_whose_vote_is_wanted(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    for by, wanted in (("Ann", 0), ("Bob", 0), ("Cem", 1)):
        desk = at(store, by)
        assert desk.progress.to_approve == desk.progress.for_me == wanted
        for show in (TO_APPROVE, FOR_ME):
            desk.cursor.show(Filter(show=show))
            assert len(desk.cursor.queue) == wanted
    approve(store, claim_id, "Cem")
    assert at(store, "Dee").progress.to_approve == 0


def test_a_policy_that_asks_for_one_again_leaves_nobody_stuck(store: Store, claim_id: str) -> None:
    propose(store, claim_id)
    approve(store, claim_id, "Bob")
    assert at(store, "Bob", NEWSROOM).progress.to_approve == 1
    verdict = approve(store, claim_id, "Bob", NEWSROOM)
    assert (verdict.status, verdict.approvers) == (S.APPROVED, ("Bob",))


def test_votes_are_given_on_with_the_check(store: Store) -> None:
    first, second = [claim.id for claim in a_pile(store)[1]][:2]
    propose(store, first)
    approve(store, first, "Bob")
    approve(store, first, "Cem")
    dee = at(store, "Dee")
    dee.serve(first, [second])
    dee.reload()
    assert dee.verdict(second).approvers == ("Bob", "Cem")
    assert given_check(dee.verdict(first), dee.verdict(second))["check"]["votes"][0]["by"] == "Bob"


def _view(store: Store, by: str, claim_id: str) -> list[Entry]:
    desk = at(store, by)
    desk.cursor.go(claim_id)
    view = desk.view()
    assert view is not None
    return list(view.history)


# Whatever is in the log


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(["Ann", "ann", "Bob", "BOB", "Cem"]), max_size=6))
def test_a_log_may_say_it_twice_and_it_counts_once(names: list[str]) -> None:
    events = [a_move(1, "proposed", PROPOSED)]
    events += [
        an_event(number, "voted", {"rating": "True", "policy": "votes", "group": str(number)}, by=name)
        for number, name in enumerate(names, 2)
    ]
    verdict = replay("c", events)
    assert {person(name) for name in voters(verdict)} == {person(name) for name in names} - {"ann"}
    assert len(voters(verdict)) == len({person(name) for name in voters(verdict)})


def test_a_vote_on_what_is_not_proposed_changes_nothing() -> None:
    vote = an_event(2, "voted", {"rating": "True", "policy": "votes"}, by="Bob")
    assert replay("c", [a_move(1, "researching", PROPOSED), vote]).votes == ()


PEOPLE = st.sampled_from(["Ann", "ANN", "Bob", "Cem", "Dee"])
RATINGS = st.sampled_from(["True", "False"])


class Voting(RuleBasedStateMachine):
    """Some people at one claim that is voted on, doing what they like."""

    @initialize(needed=st.integers(2, 3))
    def begin(self, needed: int) -> None:
        self.policy = replace(VOTES, approvals=needed)
        self.store = Store(":memory:")
        self.claim_id = a_pile(self.store)[1][0].id
        self.desks = {name: at(self.store, name, self.policy) for name in ("Ann", "ANN", "Bob", "Cem", "Dee")}

    def teardown(self) -> None:
        self.store.close()

    def attempt(self, name: str, step: str, *arguments: object) -> None:
        desk = self.desks[name]
        desk.reload()
        with suppress(ClaimcheckError):
            getattr(desk, step)(*arguments)

    def as_it_stands(self, **changes: Any) -> Work:
        verdict = replay(self.claim_id, self.store.events())
        return replace(PROPOSED, **{"rating": verdict.rating or "True", **changes})

    @rule(name=PEOPLE, rating=RATINGS)
    def propose(self, name: str, rating: str) -> None:
        self.attempt(name, "take", self.claim_id, S.PROPOSED, self.as_it_stands(rating=rating))

    @rule(name=PEOPLE)
    def vote(self, name: str) -> None:
        self.attempt(name, "take", self.claim_id, S.APPROVED, self.as_it_stands())

    @rule(name=PEOPLE, rating=RATINGS)
    def vote_for_another(self, name: str, rating: str) -> None:
        self.attempt(name, "take", self.claim_id, S.APPROVED, self.as_it_stands(rating=rating))

    @rule(name=PEOPLE)
    def send_back(self, name: str) -> None:
        self.attempt(name, "take", self.claim_id, S.RESEARCHING, self.as_it_stands(note="Again."))

    @rule(name=PEOPLE, rating=RATINGS)
    def share(self, name: str, rating: str) -> None:
        self.attempt(name, "update", self.claim_id, self.as_it_stands(rating=rating))

    @rule(name=PEOPLE, step=st.sampled_from(["undo", "redo"]))
    def undo_or_redo(self, name: str, step: str) -> None:
        self.attempt(name, step)

    @rule(name=PEOPLE)
    def publish(self, name: str) -> None:
        work = self.as_it_stands(published_url="https://paper.example")
        self.attempt(name, "take", self.claim_id, S.PUBLISHED, work)

    @invariant()
    def exactly_so_many_others_have_approved(self) -> None:
        verdict = replay(self.claim_id, self.store.events())
        people = {person(name) for name in verdict.approvers}
        if verdict.status in (S.APPROVED, S.PUBLISHED):
            assert len(verdict.approvers) == len(people) == self.policy.approvals
            assert person(verdict.proposed_by or "") not in people
        if verdict.status is S.PROPOSED:
            assert len(verdict.votes) < self.policy.approvals
            assert not any(same_person(name, verdict.proposed_by) for name in voters(verdict))

    @invariant()
    def the_log_fits(self) -> None:
        assert self.store.verify().clean


Voting.TestCase.settings = settings(max_examples=examples(30), stateful_step_count=20, deadline=None)
TestVoting = Voting.TestCase
