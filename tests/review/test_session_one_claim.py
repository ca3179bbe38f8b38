"""Two people and one claim: however they propose, approve and take back, no gate is passed unseen."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from effort import examples
from factories import a_desk, a_known_claim, a_pile, some_work
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Status, Verdict
from claimcheck.review.events import JUDGES
from claimcheck.review.log.store import Store
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.replay import replay
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import kept_apart

# "ANN" is Ann at a second desk, in other letters.
PEOPLE = st.sampled_from(["Ann", "Bob", "ANN"])
RATINGS = st.sampled_from(["True", "False"])
FORWARD = st.sampled_from(
    [Status.RESEARCHING, Status.PROPOSED, Status.APPROVED, Status.PUBLISHED, Status.CORRECTED]
)


class OneClaim(RuleBasedStateMachine):
    """Every rule is tried whether it is open or not; what is refused changes nothing."""

    policy = Policy.newsroom()

    def __init__(self) -> None:
        super().__init__()
        self.store = Store(":memory:")
        _, (claim, *_others) = a_pile(self.store)
        self.claim_id = claim.id
        self.desks = {name: a_desk(self.store, name, self.policy) for name in ("Ann", "Bob", "ANN")}

    def teardown(self) -> None:
        assert self.store.verify().clean
        self.store.close()

    def attempt(self, name: str, step: str, *arguments: object, stale: bool = False) -> None:
        desk = self.desks[name]
        if not stale:
            desk.refresh()
        before = len(self.store.events())
        try:
            getattr(desk, step)(*arguments)
        except ClaimcheckError:
            assert len(self.store.events()) == before

    @rule(name=PEOPLE, to=FORWARD, rating=RATINGS, stale=st.booleans())
    def go_on(self, name: str, to: Status, rating: str, stale: bool) -> None:
        work = some_work(rating=rating, note="Look again.")
        self.attempt(name, "take", self.claim_id, to, work, stale=stale)

    @rule(name=PEOPLE)
    def undo(self, name: str) -> None:
        self.attempt(name, "undo")

    @rule(name=PEOPLE)
    def redo(self, name: str) -> None:
        self.attempt(name, "redo")

    @rule(name=PEOPLE, rating=RATINGS, stale=st.booleans())
    def share(self, name: str, rating: str, stale: bool) -> None:
        self.attempt(name, "update", self.claim_id, some_work(rating=rating), stale=stale)

    @rule(name=PEOPLE, rating=RATINGS)
    def type_and_be_taken_over(self, name: str, rating: str) -> None:
        desk = self.desks[name]
        with suppress(ClaimcheckError):
            desk.assign([self.claim_id], name)
        with suppress(ClaimcheckError):
            draft = self.store.draft(self.claim_id, name)
            desk.save_draft(self.claim_id, some_work(rating=rating), draft.version if draft else 0)
        self.attempt("Bob" if name != "Bob" else "Ann", "assign", [self.claim_id], None)

    @rule(name=PEOPLE)
    def ask_blind(self, name: str) -> None:
        self.attempt(name, "ask_blind", [self.claim_id])

    @rule(name=PEOPLE, rating=RATINGS)
    def rate(self, name: str, rating: str) -> None:
        self.attempt(name, "rate", self.claim_id, some_work(rating=rating, rationale=f"secret of {name}"))

    @rule(name=PEOPLE, confirmed=st.booleans(), stale=st.booleans())
    def judge(self, name: str, confirmed: bool, stale: bool) -> None:
        known = a_known_claim(title=f"found by {name}", url="https://before.example")
        self.attempt(name, "judge", self.claim_id, known, confirmed, stale=stale)

    def verdict(self) -> Verdict:
        return replay(self.claim_id, self.store.events())

    @invariant()
    def nobody_approved_their_own(self) -> None:
        verdict = self.verdict()
        if verdict.status in (Status.APPROVED, Status.PUBLISHED, Status.CORRECTED):
            assert verdict.proposed_by is not None
            assert verdict.approved_by is not None
            if self.policy.second_editor:
                assert not same_person(verdict.proposed_by, verdict.approved_by)

    @invariant()
    def what_was_approved_stays_what_it_was(self) -> None:
        """Where a second editor approves, what is published has the rating that was approved."""
        if not self.policy.second_editor:
            return
        log = self.store.events()
        states = [replay(self.claim_id, log[:count]) for count in range(len(log) + 1)]
        for before, after in pairwise(states):
            if {before.status, after.status} <= {Status.APPROVED, Status.PUBLISHED}:
                assert after.rating == before.rating

    @invariant()
    def two_people_gave_the_two_ratings(self) -> None:
        given = [rating.by for rating in self.verdict().ratings]
        assert len(given) <= 2
        assert len(given) < 2 or not same_person(*given)

    @invariant()
    def nobody_sees_a_rating_that_is_kept_from_them(self) -> None:
        ratings = self.verdict().ratings
        if len(ratings) != 1 or self.verdict().status not in (
            Status.UNREVIEWED,
            Status.SELECTED,
            Status.RESEARCHING,
        ):
            return
        secret = f"secret of {ratings[0].by}"
        for name, desk in self.desks.items():
            if not same_person(name, ratings[0].by):
                desk.refresh()
                assert secret not in shown_at(desk, self.claim_id)

    @invariant()
    def nobody_sees_what_another_said_of_an_earlier_check_while_ratings_are_kept_apart(self) -> None:
        verdict = self.verdict()
        if not kept_apart(verdict, self.policy):
            return
        for event in verdict.history:
            if event.action in JUDGES:
                for name, desk in self.desks.items():
                    desk.refresh()
                    shown = shown_at(desk, self.claim_id)
                    assert same_person(name, event.by) or f"found by {event.by}" not in shown


class OneClaimAlone(OneClaim):
    """The same under the policy for one person."""

    policy = Policy.solo()


def shown_at(desk: ReviewSession, claim_id: str) -> str:
    """All that a reviewer is shown of a claim, as text."""
    desk.cursor.go(claim_id)
    view = desk.view()
    assert view is not None
    return repr((view.verdict, view.work, view.history, view.comment))


@pytest.mark.parametrize("machine", [OneClaim, OneClaimAlone])
def test_two_people_and_one_claim(machine: type[OneClaim]) -> None:
    case = machine.TestCase
    case.settings = settings(
        max_examples=examples(250), stateful_step_count=10, suppress_health_check=list(HealthCheck)
    )
    case("runTest").runTest()
