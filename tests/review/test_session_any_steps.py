"""Any steps in any order: the log stays whole, and replaying it gives what each desk shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from effort import examples
from factories import (
    NOON,
    QUICK,
    a_desk,
    a_known_claim,
    a_pile,
    flagged,
    served_is_stale,
    some_work,
    told,
    typed,
    work_at,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from makers import missing_on

from claimcheck.errors import ClaimcheckError, WorkflowError
from claimcheck.model import Contact, Event, KnownClaim, Span, Status, Verdict
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.events import ADDED, CONFIRMED, RECUT, SERVED, TAKES_BACK
from claimcheck.review.form_cleaning import storable
from claimcheck.review.json_values import work_from_json, work_to_json
from claimcheck.review.log.store import Store
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.queue import SHOWN, Filter, Seat, concerns, counts
from claimcheck.review.replay import verdicts
from claimcheck.review.session import ReviewSession
from claimcheck.review.statuses import FINISHED, OPEN, STATUSES
from claimcheck.review.workflow import DISMISS_REASONS, Work, path
from claimcheck.review.worklist import Progress

S = Status
WORKS = [
    Work(),
    QUICK,
    some_work(),
    some_work(
        rating="False",
        correction="Another figure.",
        contact=Contact(asked="2025-01-01", deadline="2025-01-02"),
    ),
    some_work(rating="Half True"),
    some_work(dismiss_reason="opinion"),
    Work(note="\x00 \ud800", why_selected="why"),
]
ALLOWED = {(source, move.target) for source in Status for move in STATUSES[source].moves}
KNOWN = [
    a_known_claim(),
    a_known_claim(url="https://b.example"),
    a_known_claim(url=None, title="\x00 \ud800"),
]


def kept(work: Work) -> Work:
    """*work* as a draft keeps it."""
    return work_from_json(storable(work_to_json(work)))


class AnySteps(RuleBasedStateMachine):
    """Two reviewers on one small pile, doing whatever comes to mind; much of it is refused."""

    policy: Policy

    @initialize()
    def open(self) -> None:
        self.store = Store(":memory:")
        self.article, self.claims = a_pile(self.store, "One is 1. Two is 2.\n\nThree is 3.")
        self.log: list[Event] = []
        self.known: dict[str, Verdict] = {}
        self.desks = [a_desk(self.store, name, self.policy, now=lambda: NOON) for name in ("Ann", "Bob")]
        self.checks: list[dict[str, KnownClaim]] = [{}, {}]

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

    def marked(self, data: st.DataObject) -> list[str]:
        return [self.claim_id(data) for _ in range(data.draw(st.integers(0, 3), label="how many"))]

    def span(self, data: st.DataObject) -> Span:
        length = len(self.article.text)
        edges = st.integers(-2, length + 2)
        return Span(data.draw(edges, label="start"), data.draw(edges, label="end"))

    def tried(self, step: Callable[[], object]) -> bool:
        """Take a step, or be refused in words with the log, the drafts and the claims as they were."""
        drafts = self.drafts()
        try:
            step()
        except ClaimcheckError:
            assert self.store.events() == self.log
            assert self.store.claims() == self.claims
            assert self.drafts() == drafts
            return False
        return True

    def drafts(self) -> dict[str, Any]:
        return {claim.id: self.store.drafts_on(claim.id) for claim in self.claims[:2]}

    # Along the table of the steps

    @rule(data=st.data(), to=st.sampled_from(Status), work=st.sampled_from(WORKS))
    def take(self, data: st.DataObject, to: Status, work: Work) -> None:
        """Mostly an illegal move."""
        desk, claim_id = self.desk(data), self.claim_id(data)
        if self.tried(lambda: desk.take(claim_id, to, work)):
            assert desk.verdict(claim_id).status is to

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def go_on(self, data: st.DataObject, work: Work) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        target = desk.forward(claim_id)
        if target in list(Status):
            self.tried(lambda: desk.take(claim_id, Status(str(target)), work))
        elif target is not None:
            self.tried(lambda: desk.rate(claim_id, work))

    @rule(data=st.data())
    def take_an_open_way(self, data: st.DataObject) -> None:
        """What the desk says is open is open, the work filled in."""
        desk, claim_id = self.desk(data), self.claim_id(data)
        # The rating that was approved; one that was typed on the way may be none of the scale.
        approved = desk.verdict(claim_id).rating if desk.verdict(claim_id).approved_by else None
        work = some_work(dismiss_reason="opinion", rating=approved or "True")
        ways = [way for way in desk.ways(claim_id, work) if way.target in list(Status) and not way.missing]
        if not ways:
            return
        way = data.draw(st.sampled_from(ways), label="way")
        knows_all = desk.worklist.log == self.log and claim_id in {claim.id for claim in self.claims}
        taken = self.tried(lambda: desk.take(claim_id, Status(way.target), work))
        assert taken or not knows_all or desk.verdict(claim_id).withdrawn

    @rule(data=st.data(), reason=st.sampled_from([*DISMISS_REASONS, "", CUT_ANEW]))
    def dismiss(self, data: st.DataObject, reason: str) -> None:
        desk, marked = self.desk(data), self.marked(data)
        self.tried(lambda: desk.dismiss(marked, reason))

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def update(self, data: st.DataObject, work: Work) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        self.tried(lambda: desk.update(claim_id, work))

    # Beside the work

    @rule(data=st.data(), text=st.sampled_from(["", "Hm.", "<b>\x00"]))
    def comment(self, data: st.DataObject, text: str) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        desk.refresh()
        before = told(desk, claim_id)
        if self.tried(lambda: desk.comment(claim_id, text)):
            assert told(desk, claim_id) == before

    @rule(data=st.data(), to=st.sampled_from(["Ann", "BOB", "Cem", None, " "]))
    def assign(self, data: st.DataObject, to: str | None) -> None:
        desk, marked = self.desk(data), self.marked(data)
        if self.tried(lambda: desk.assign(marked, to)):
            assert all(desk.verdict(claim_id).assigned_to == to for claim_id in marked)

    @rule(data=st.data(), on=st.booleans())
    def ask_blind(self, data: st.DataObject, on: bool) -> None:
        desk, marked = self.desk(data), self.marked(data)
        self.tried(lambda: desk.ask_blind(marked, on))

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def rate(self, data: st.DataObject, work: Work) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        self.tried(lambda: desk.rate(claim_id, work))

    # What was checked already

    @rule(data=st.data(), known=st.sampled_from(KNOWN), confirmed=st.booleans())
    def judge(self, data: st.DataObject, known: KnownClaim, confirmed: bool) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        desk.refresh()
        before = told(desk, claim_id)
        if self.tried(lambda: desk.judge(claim_id, known, confirmed)):
            after = told(desk, claim_id)
            assert replace(after, judgements=before.judgements) == before
            assert after.judgements != before.judgements

    @rule(data=st.data())
    def serve(self, data: st.DataObject) -> None:
        desk, claim_id, marked = self.desk(data), self.claim_id(data), self.marked(data)
        if self.tried(lambda: desk.serve(claim_id, marked)):
            assert all(desk.verdict(target).served_from == claim_id for target in marked)
            assert not any(served_is_stale(desk, target) for target in marked)

    @rule(data=st.data())
    def serve_and_back(self, data: st.DataObject) -> None:
        """One undo takes back all that was given in one go."""
        desk, claim_id, marked = self.desk(data), self.claim_id(data), self.marked(data)
        desk.reload()
        before = {target: told(desk, target) for target in marked}
        if self.tried(lambda: desk.serve(claim_id, marked)):
            desk.undo()
            assert {target: told(desk, target) for target in marked} == before
            desk.redo()

    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        """A finished check is rare where any step is taken."""
        claim_id = self.claim_id(data)
        for desk, status in zip(self.desks, (S.PROPOSED, S.APPROVED), strict=True):
            desk.reload()
            with suppress(ClaimcheckError):
                desk.take(claim_id, status, some_work(note=None))

    # Taking back

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        desk = self.desk(data)
        self.tried(desk.undo)

    @rule(data=st.data())
    def redo(self, data: st.DataObject) -> None:
        desk = self.desk(data)
        self.tried(desk.redo)

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def step_and_back(self, data: st.DataObject, work: Work) -> None:
        """Undoing a step at once leads exactly to where things were, redoing it to where they had come."""
        desk, claim_id = self.desk(data), self.claim_id(data)
        desk.reload()
        before, progress, target = told(desk, claim_id), desk.progress, desk.forward(claim_id)
        if target not in list(Status) or not self.tried(
            lambda: desk.take(claim_id, Status(str(target)), work)
        ):
            return
        after = told(desk, claim_id)
        desk.undo()
        assert told(desk, claim_id) == before
        assert desk.progress == progress
        assert desk.cursor.current == claim_id
        desk.redo()
        assert told(desk, claim_id) == after
        desk.undo()
        assert told(desk, claim_id) == before

    # Typing, cutting, moving about

    @rule(data=st.data(), work=st.sampled_from(WORKS))
    def type(self, data: st.DataObject, work: Work) -> None:
        desk = self.desk(data)
        if desk.cursor.current is not None:
            claim_id = desk.cursor.current
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
            assert desk.cursor.current is not None
            assert not desk.verdict(desk.cursor.current).withdrawn
            assert desk.verdict(desk.cursor.current).dismiss_reason != CUT_ANEW

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        desk, claim_id, span = self.desk(data), self.claim_id(data), self.span(data)
        self.tried(lambda: desk.split(claim_id, span))

    @rule(data=st.data(), how=st.sampled_from(["go", "next", "previous", "back", "read", "filter"]))
    def move_about(self, data: st.DataObject, how: str) -> None:
        desk, claim_id = self.desk(data), self.claim_id(data)
        shown = Filter(show=data.draw(st.sampled_from(SHOWN), label="shown"))
        moves: dict[str, Callable[[], object]] = {
            "go": lambda: desk.cursor.go(claim_id),
            "next": desk.cursor.next,
            "previous": lambda: desk.cursor.next(-1),
            "back": desk.cursor.back,
            "read": lambda: desk.cursor.read(self.article.id),
            "filter": lambda: desk.cursor.show(shown),
        }
        with suppress(WorkflowError):
            moves[how]()
        assert self.store.events() == self.log

    @rule(place=st.integers(0, 1))
    def come_back(self, place: int) -> None:
        old = self.desks[place]
        self.desks[place] = a_desk(self.store, old.reviewer, old.policy, now=lambda: NOON)
        self.checks[place] = {}

    @rule(kept=st.integers(0, 3))
    def flag_anew(self, kept: int) -> None:
        """Another program does, which no desk is told of."""
        self.store.add(self.article, flagged(self.article)[:kept])

    @rule(place=st.integers(0, 1))
    def look_again(self, place: int) -> None:
        """A desk that has been open all the time shows what one shows that opens now."""
        desk = self.desks[place]
        desk.reload()
        fresh = a_desk(self.store, desk.reviewer, self.policy, now=lambda: NOON)
        fresh.cursor.show(desk.cursor.filter)
        assert fresh.worklist.verdicts == desk.worklist.verdicts == self.known
        assert (fresh.cursor.queue, fresh.progress) == (desk.cursor.queue, desk.progress)
        if desk.cursor.current is not None:
            fresh.cursor.go(desk.cursor.current)
            assert fresh.view() == desk.view()

    # What holds after each of them

    @invariant()
    def the_log_only_grows_and_each_desk_knows_it_up_to_somewhere(self) -> None:
        before, self.log, self.claims = self.log, self.store.events(), self.store.claims()
        was, self.known = self.known, verdicts(self.log)
        assert self.log[: len(before)] == before
        self.each_status_changes_along_the_table(was, self.log[len(before) :])
        for desk in self.desks:
            known = self.log[: len(desk.worklist.log)]
            assert desk.worklist.log == known
            assert desk.worklist.verdicts == verdicts(known)

    def each_status_changes_along_the_table(self, known: dict[str, Verdict], fresh: list[Event]) -> None:
        for event in fresh:
            before = known.get(event.claim_id, Verdict(event.claim_id))
            history = [*before.history, event]
            after = verdicts(history)[event.claim_id]
            known[event.claim_id] = after
            if event.action in (*TAKES_BACK, ADDED, RECUT):
                continue
            if event.action == SERVED:
                self.a_finished_check_was_given(known, before, after)
                continue
            moved = event.action in list(Status)
            assert (before.status, after.status) in ALLOWED if moved else before.status is after.status
            self.its_gate_was_open(before, event)

    def a_finished_check_was_given(self, known: dict[str, Verdict], before: Verdict, after: Verdict) -> None:
        source = known[str(after.served_from)]
        assert source.status in FINISHED
        assert source.served_from is None
        open_to_it = before.status in OPEN | {S.DISMISSED}
        assert open_to_it or before.served_from == source.claim_id
        assert (after.status, after.rating) == (source.status, source.rating)
        assert (after.proposed_by, after.approved_by) == (source.proposed_by, source.approved_by)
        assert after.sources == source.evidence

    def its_gate_was_open(self, before: Verdict, event: Event) -> None:
        if event.action not in list(Status):
            return
        work = work_from_json(event.data["work"])
        if event.action == S.PROPOSED:
            # The note that sent it back has been followed.
            assert work.note is None
        moves = path(before.status, Status(event.action))
        assert missing_on(moves, work, self.policy, before, event.by) == ()

    @invariant()
    def progress_counts_the_pile(self) -> None:
        for desk in self.desks:
            pile, progress = desk.worklist.pile(), desk.progress
            found = [desk.verdict(row.claim_id) for row in pile]
            waiting = [verdict for verdict in found if verdict.status is S.PROPOSED]
            late = [verdict for verdict in found if verdict.contact and not verdict.status.decided]
            seat = Seat(desk.reviewer, desk.policy, desk.today)
            assert progress == Progress(
                decided=sum(verdict.status.decided for verdict in found),
                waiting=len(waiting),
                total=len(pile),
                to_approve=sum(verdict.proposed_by != desk.reviewer for verdict in waiting),
                overdue=len(late),
                for_me=sum(concerns(verdict, seat) for verdict in found if verdict.history),
            )
            assert all(counts(verdict) for verdict in found)
            shown = {row.claim_id for row in desk.cursor.queue}
            assert shown <= {row.claim_id for row in pile} or desk.cursor.filter.show == S.DISMISSED

    @invariant()
    def a_decided_claim_has_what_its_policy_asks_for(self) -> None:
        for verdict in self.known.values():
            if verdict.status in FINISHED:
                # A check that was confirmed and stood at the gate may have been rejected since.
                confirmed = (e.data["known"].get("url") for e in verdict.history if e.action == CONFIRMED)
                evidence = {source.address for source in verdict.sources} | set(filter(None, confirmed))
                assert verdict.rating
                assert verdict.proposed_rating
                assert verdict.approved_by
                assert evidence
                if self.policy.second_editor:
                    assert not same_person(verdict.approved_by, verdict.proposed_by)
                    assert verdict.statement
                    assert verdict.rationale
                    assert len(evidence) >= 2 or verdict.one_source_reason
            assert (verdict.dismiss_reason is not None) == (verdict.status is S.DISMISSED)
            assert len(verdict.ratings) <= 2

    @invariant()
    def what_is_told_of_changed_checks_adds_up_to_all_of_them(self) -> None:
        for desk, checks in zip(self.desks, self.checks, strict=True):
            for claim_id, known in desk.worklist.changed_checks().items():
                checks.pop(claim_id, None)
                if known is not None:
                    checks[claim_id] = known
            assert checks == {str(known.claim_id): known for known in desk.worklist.own_checks()}


class AnyStepsAlone(AnySteps):
    policy = Policy.solo()


class AnyStepsInANewsroom(AnySteps):
    policy = Policy.newsroom()


for machine in (AnyStepsAlone, AnyStepsInANewsroom):
    machine.TestCase.settings = settings(
        max_examples=examples(250),
        stateful_step_count=10,
        suppress_health_check=[HealthCheck.too_slow],
    )
TestAnyStepsAlone: Any = AnyStepsAlone.TestCase
TestAnyStepsInANewsroom: Any = AnyStepsInANewsroom.TestCase
