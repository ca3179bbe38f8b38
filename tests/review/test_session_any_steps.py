"""Any steps in any order: the log stays whole, and replaying it gives what each desk shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from factories import QUICK, a_desk, a_pile, flagged, some_work, told, typed, work_at
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from claimcheck.errors import ClaimcheckError, WorkflowError
from claimcheck.model import Event, Span, Status, Verdict
from claimcheck.review.forms import storable
from claimcheck.review.queue import DECIDED, TO_DO, Filter
from claimcheck.review.records import work_from_json, work_to_json
from claimcheck.review.replay import CUT_ANEW, verdicts
from claimcheck.review.session import Progress, ReviewSession
from claimcheck.review.store import Store
from claimcheck.review.workflow import DISMISS_REASONS, Policy, Work

S = Status
NEWSROOM = Policy.newsroom()
WORKS = [
    Work(),
    QUICK,
    some_work(),
    some_work(rating="Half True"),
    some_work(dismiss_reason="opinion"),
    Work(note="\x00 \ud800", why_selected="why"),
]


def kept(work: Work) -> Work:
    """*work* as a draft keeps it."""
    return work_from_json(storable(work_to_json(work)))


class AnySteps(RuleBasedStateMachine):
    """Two reviewers on one small pile, doing whatever comes to mind; most of it is refused."""

    @initialize(newsroom=st.booleans())
    def open(self, newsroom: bool) -> None:
        self.store = Store(":memory:")
        self.article, self.claims = a_pile(self.store, "One is 1. Two is 2.\n\nThree is 3.")
        self.log: list[Event] = []
        self.known: dict[str, Verdict] = {}
        policy = NEWSROOM if newsroom else Policy.solo()
        self.newsroom = newsroom
        self.desks = [a_desk(self.store, name, policy) for name in ("Ann", "Bob")]

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.verify().clean
            self.store.close()

    def desk(self, data: st.DataObject) -> ReviewSession:
        desk = data.draw(st.sampled_from(self.desks), label="desk")
        # As the real desk: it looks what others did before it moves, though not before each step.
        if data.draw(st.integers(0, 3), label="looks"):
            desk.refresh()
        return desk

    def claim_id(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([*(claim.id for claim in self.claims), "nowhere"]), label="claim")

    def span(self, data: st.DataObject) -> Span:
        length = len(self.article.text)
        edges = st.integers(-2, length + 2)
        return Span(data.draw(edges, label="start"), data.draw(edges, label="end"))

    def tried(self, step: Callable[[], object]) -> bool:
        """Take a step, or be refused in words with the log as it was."""
        try:
            step()
        except ClaimcheckError:
            assert self.store.events() == self.log
            assert self.store.claims() == self.claims
            return False
        return True

    @rule(data=st.data(), to=st.sampled_from(Status), work=st.sampled_from(WORKS))
    def take(self, data: st.DataObject, to: Status, work: Work) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        if self.tried(lambda: desk.take(claim_id, to, work)):
            assert desk.verdict(claim_id).status is to

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def go_on(self, data: st.DataObject, work: Work) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        target = desk.forward(claim_id)
        if target is not None:
            self.tried(lambda: desk.take(claim_id, target, work))

    @rule(data=st.data(), reason=st.sampled_from([*DISMISS_REASONS, "", CUT_ANEW]), number=st.integers(0, 3))
    def dismiss(self, data: st.DataObject, reason: str, number: int) -> None:
        desk = self.desk(data)
        marked = [self.claim_id(data) for _ in range(number)]
        self.tried(lambda: desk.dismiss(marked, reason))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        desk = self.desk(data)
        self.tried(desk.undo)

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def step_and_back(self, data: st.DataObject, work: Work) -> None:
        """Undoing a step at once leads exactly to where things were."""
        desk, claim_id = self.desk(data), self.claim_id(data)
        desk.reload()
        before, progress, target = told(desk, claim_id), desk.progress, desk.forward(claim_id)
        if target is not None and self.tried(lambda: desk.take(claim_id, target, work)):
            desk.undo()
            assert told(desk, claim_id) == before
            assert desk.progress == progress
            assert desk.current == claim_id

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def type(self, data: st.DataObject, work: Work) -> None:
        desk = self.desk(data)
        if desk.current is not None:
            claim_id = desk.current
            assert not self.tried(lambda: typed(desk, claim_id, work)) or work_at(desk) == kept(work)

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        desk, span = self.desk(data), self.span(data)
        self.tried(lambda: desk.add_claim(self.article.id, span))

    @rule(data=st.data(), number=st.integers(0, 3))
    def recut(self, data: st.DataObject, number: int) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        spans = [self.span(data) for _ in range(number)]
        if data.draw(st.booleans(), label="known words"):
            spans += data.draw(st.sampled_from([[claim.span] for claim in self.claims] or [[]]))
        if self.tried(lambda: desk.recut(claim_id, spans)):
            assert desk.current is not None
            assert not desk.verdict(desk.current).withdrawn
            assert desk.verdict(desk.current).dismiss_reason != CUT_ANEW

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        desk, claim_id, span = self.desk(data), self.claim_id(data), self.span(data)
        self.tried(lambda: desk.split(claim_id, span))

    @rule(data=st.data(), how=st.sampled_from(["go", "next", "previous", "back", "read", "filter"]))
    def move_about(self, data: st.DataObject, how: str) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        shown = Filter(show=data.draw(st.sampled_from(["all", TO_DO, DECIDED, "dismissed"])))
        moves: dict[str, Callable[[], object]] = {
            "go": lambda: desk.go(claim_id),
            "next": desk.next,
            "previous": lambda: desk.next(-1),
            "back": desk.back,
            "read": lambda: desk.read(self.article.id),
            "filter": lambda: desk.show(shown),
        }
        with suppress(WorkflowError):
            moves[how]()
        assert self.store.events() == self.log

    @rule(place=st.integers(0, 1))
    def reopen(self, place: int) -> None:
        old = self.desks[place]
        self.desks[place] = a_desk(self.store, old.reviewer, old.policy)

    @rule(kept=st.integers(0, 3))
    def flag_anew(self, kept: int) -> None:
        """Another program does, which no desk is told of."""
        self.store.add(self.article, flagged(self.article)[:kept])

    @invariant()
    def the_log_only_grows_verifies_and_is_known_to_each_desk(self) -> None:
        before, self.log, self.claims = self.log, self.store.events(), self.store.claims()
        self.known = verdicts(self.log)
        assert self.log[: len(before)] == before
        assert self.store.verify(texts=False).clean
        for desk in self.desks:
            desk.refresh()
            assert {claim_id: desk.verdict(claim_id) for claim_id in self.known} == self.known

    @invariant()
    def progress_counts_the_pile(self) -> None:
        for desk in self.desks:
            pile, progress = desk.pile, desk.progress
            found = [desk.verdict(row.claim_id).status for row in pile]
            assert progress == Progress(
                sum(status.decided for status in found), found.count(S.PROPOSED), len(pile)
            )
            assert {row.claim_id for row in pile} >= {
                row.claim_id for row in desk.queue if desk.filter.show == "all"
            }

    @invariant()
    def a_decided_claim_has_what_its_policy_asks_for(self) -> None:
        for verdict in self.known.values():
            if verdict.status in {S.APPROVED, S.PUBLISHED, S.CORRECTED}:
                assert verdict.rating
                assert verdict.proposed_rating
                assert verdict.approved_by
                assert not self.newsroom or verdict.approved_by != verdict.proposed_by
            assert (verdict.dismiss_reason is not None) == (verdict.status is S.DISMISSED)


AnySteps.TestCase.settings = settings(max_examples=30, stateful_step_count=20)
TestAnySteps: Any = AnySteps.TestCase
