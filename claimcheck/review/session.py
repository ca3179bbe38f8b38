"""What one reviewer may do; the desk forwards to it and redraws, a test drives it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Event, Status
from claimcheck.review.blind_review import rates, shared
from claimcheck.review.claim_editing import ClaimEditing
from claimcheck.review.collaboration import Collaboration
from claimcheck.review.events import RATED, UPDATED
from claimcheck.review.form_cleaning import storable, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import refuse_crowd, refuse_unfit
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.drafts import COMMENT, OVERTAKEN
from claimcheck.review.recorder import new_group, refuse_lacking, refuse_none
from claimcheck.review.statuses import DISMISS, FORWARD, STATUSES
from claimcheck.review.undo import Undo
from claimcheck.review.verdict_reuse import VerdictReuse
from claimcheck.review.workflow import (
    Demand,
    Work,
    blind_demands,
    leads,
    path,
)


@dataclass(frozen=True, slots=True)
class Way:
    """A step that is open, and what has to be there before it may be taken.

    ``target`` is the status that it leads to, or RATED.
    """

    label: str
    target: str
    demands: tuple[Demand, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there yet, in words."""
        return tuple(demand.text for demand in self.demands if not demand.met)


class ReviewSession(Collaboration, VerdictReuse, ClaimEditing, Undo):
    """One reviewer at one log, and every step that they may take.

    Each step is judged by the policy that was recorded last; *policy* counts until another one is recorded.
    *cut* makes the claim for a span that a person marked by hand. *now* is the clock. Raises
    ClaimcheckError where the reviewer has no name, or the recorded policy cannot be read.
    """

    # What may be done

    def checklist(self, claim_id: str, target: Status, work: Work) -> tuple[Demand, ...]:
        """What has to be there before the claim can become *target*; WorkflowError where no way leads."""
        verdict = self.verdict(claim_id)
        return self._checklist(path(verdict.status, target), tidy(work), verdict)

    def ways(self, claim_id: str, work: Work) -> list[Way]:
        """The moves that are open to the claim, runs of forward steps included, and what each needs."""
        verdict = self.verdict(claim_id)
        ahead = [move for move in FORWARD if leads(verdict.status, move.target)]
        ways = [
            # The reason for a dismissal is chosen with the dismissal itself.
            Way(m.label, m.target, () if m is DISMISS else self.checklist(claim_id, m.target, work))
            for m in (*ahead, *STATUSES[verdict.status].aside)
        ]
        if rates(verdict, self.policy, self.reviewer):
            ways.append(Way("Rate blind", RATED, blind_demands(tidy(work), verdict, self.reviewer)))
        return ways

    def forward(self, claim_id: str) -> str | None:
        """Where "go on" leads: the next step, or under a policy of one person the decision itself."""
        verdict = self.verdict(claim_id)
        chosen = verdict.blind or not self.policy.why_selected or verdict.status is not Status.UNREVIEWED
        if chosen and rates(verdict, self.policy, self.reviewer):
            return RATED
        if not self.policy.second_editor and leads(verdict.status, Status.APPROVED):
            return Status.APPROVED
        ahead = STATUSES[verdict.status].ahead
        return ahead.target if ahead else None

    # Working on a claim

    def save_draft(
        self, claim_id: str, work: Work, version: int, seen: int | None = None, comment: str = ""
    ) -> int:
        """Keep what was typed on the claim as of event *seen*; the version to hand in with the next one.

        *comment* is one that is being written and that nobody else reads yet.
        """
        refuse_unfit(work, comment)
        seen = self.verdict(claim_id).seen if seen is None else seen
        draft = storable({**work_to_json(work), **({COMMENT: comment} if comment else {})})
        return self.store.save_draft(claim_id, self.reviewer, {**draft, "seen": seen}, version)

    def refuse_overtaken(self, claim_id: str, version: int) -> None:
        """Raise ConflictError where the reviewer's draft is newer than *version*, which a form goes by."""
        draft = self.store.draft(claim_id, self.reviewer)
        if draft is not None and draft.version > version:
            raise ConflictError(OVERTAKEN)

    def take(
        self, claim_id: str, target: Status, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Move the claim to *target*, through the steps between, with *work* as the form's content.

        *seen* is the claim's last event that the reviewer had in front of them, *version* their
        draft's; without them, those that the session knows. Returns the events as committed.
        Raises WorkflowError that says what is missing, or ConflictError that says what came
        between; then nothing was written.
        """
        refuse_unfit(work)
        self.follow_policy()
        work, verdict = tidy(work), self._workable(claim_id, seen)
        moves = path(verdict.status, target)
        refuse_lacking(moves[-1].done or target, self._checklist(moves, work, verdict))
        if work.rating is not None:
            self.scale.rating(work.rating)
        if any(move.target is Status.PROPOSED for move in moves):
            # A note that sent it back has been followed; the next one has to be written anew.
            work = replace(work, note=None)
        told = shared(work, verdict, self.policy)
        group = new_group()
        steps = [self._step(claim_id, move.target, told, group) for move in moves]
        if verdict.status is Status.APPROVED and target is Status.CORRECTED:
            # What is corrected in the same go was published as it was approved.
            first = self._step(claim_id, moves[0].target, replace(told, rating=verdict.rating), group)
            steps = [first, *steps[1:]]
        # What a blind review keeps from others stays with its reviewer.
        typed = {claim_id: work_to_json(work)} if told != work else None
        versions = None if version is None else {claim_id: version}
        return self._write(steps, then=self._after(claim_id, target), versions=versions, drafts_then=typed)

    def update(
        self, claim_id: str, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Put what was typed before everybody without moving the claim; raises ConflictError like `take`."""
        refuse_unfit(work)
        self.follow_policy()
        work, verdict = tidy(work), self._workable(claim_id, seen)
        if verdict.status.decided:
            raise WorkflowError(
                f"A claim that is {verdict.status} keeps what was decided; what you typed stays your draft. "
                "Reopen or restore it, or record a correction."
            )
        if work.rating is not None:
            self.scale.rating(work.rating)
        told = shared(work, verdict, self.policy)
        if told == work_of(verdict):
            raise WorkflowError("There is nothing new in the form; it stands as everybody sees it.")
        typed = {claim_id: work_to_json(work)} if told != work else None
        event = NewEvent(claim_id, UPDATED, {"work": work_to_json(told), "group": new_group()}, verdict.seen)
        versions = None if version is None else {claim_id: version}
        return self._write([event], then=claim_id, versions=versions, drafts_then=typed)

    def dismiss(self, claim_ids: Sequence[str], reason: str) -> list[Event]:
        """Dismiss one or a handful at once, all or none; raises like `take`."""
        refuse_crowd(claim_ids)
        self.follow_policy()
        group, steps, typed = new_group(), [], {}
        for claim_id in dict.fromkeys(claim_ids):
            verdict = self._workable(claim_id)
            work = replace(self._work(claim_id), dismiss_reason=reason)
            moves = path(verdict.status, Status.DISMISSED)
            refuse_lacking("dismissed", self._checklist(moves, work, verdict))
            told = shared(work, verdict, self.policy)
            steps.append(self._step(claim_id, Status.DISMISSED, told, group))
            if told != work:
                typed[claim_id] = work_to_json(work)
        refuse_none(steps)
        leaving = {step.claim_id for step in steps}
        then = (
            self._after(self.current, Status.DISMISSED, leaving) if self.current in leaving else self.current
        )
        return self._write(steps, then=then, drafts_then=typed)

    def _step(self, claim_id: str, target: Status, work: Work, group: str) -> NewEvent:
        data = {
            "work": work_to_json(work),
            "policy": self.policy.label,
            "scale": self.scale.name,
            "group": group,
        }
        return NewEvent(claim_id, target, data, self.verdict(claim_id).seen)
