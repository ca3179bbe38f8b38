"""Moving claims on: what a reviewer may do with one, what it needs, and the step itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.addresses import is_web_address
from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Status, Verdict
from claimcheck.review.blind_review import rates
from claimcheck.review.events import RATED, READDRESSED, UPDATED, VOTED
from claimcheck.review.form_cleaning import clean, tidy, work_of
from claimcheck.review.json_values import work_to_json
from claimcheck.review.limits import ADDRESS, refuse_crowd, refuse_long, refuse_unfit
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.recorder import Recorder, refuse_lacking
from claimcheck.review.scales import Scale
from claimcheck.review.statuses import DISMISS, FORWARD, INSTEAD, OPEN, OUT, STATUSES, Move
from claimcheck.review.workflow import (
    RATERS,
    Demand,
    Work,
    blind_demands,
    checklist,
    differs,
    leads,
    path,
    votes_left,
)

_SHOWN = 80


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


class Decisions:
    """The steps of a reviewer that move a claim, or put before everybody what they found on it."""

    def __init__(self, recorder: Recorder, scale: Scale) -> None:
        self._recorder, self._scale, self._cursor = recorder, scale, recorder.cursor
        self._reviewer, self._worklist = recorder.reviewer, recorder.worklist

    # What may be done

    def checklist(self, claim_id: str, target: Status, work: Work) -> tuple[Demand, ...]:
        """What has to be there before the claim can become *target*; WorkflowError where no way leads."""
        verdict = self._worklist.verdict(claim_id)
        return self._checklist(path(verdict.status, target), tidy(work), verdict)

    def ways(self, claim_id: str, work: Work) -> list[Way]:
        """The moves that are open to the claim, runs of forward steps included, and what each needs."""
        reviewer, verdict = self._reviewer, self._worklist.verdict(claim_id)
        ahead = [move for move in FORWARD if leads(verdict.status, move.target)]
        ways = [
            # The reason for a dismissal is chosen with the dismissal itself.
            Way(m.label, m.target, () if m is DISMISS else self.checklist(claim_id, m.target, work))
            for m in (*ahead, *STATUSES[verdict.status].aside)
            if m is not INSTEAD or reviewer.policy.votes > 1
        ]
        if rates(verdict, reviewer.policy, reviewer.name):
            ways.append(Way("Rate blind", RATED, blind_demands(tidy(work), verdict, reviewer.name)))
        return ways

    def forward(self, claim_id: str) -> str | None:
        """Where "go on" leads: the next step, or under a policy of one person the decision itself.

        Whoever takes a claim off the pile starts on it: that is one press, and one step to undo.
        """
        verdict, policy = self._worklist.verdict(claim_id), self._reviewer.policy
        chosen = verdict.blind or not policy.why_selected or verdict.status is not Status.UNREVIEWED
        if chosen and rates(verdict, policy, self._reviewer.name):
            return RATED
        if not policy.second_editor and leads(verdict.status, Status.APPROVED):
            return Status.APPROVED
        if verdict.status in OPEN and len(verdict.ratings) >= RATERS:
            # What two have found is researched: it is proposed in one press.
            return Status.PROPOSED
        if verdict.status is Status.UNREVIEWED:
            return Status.RESEARCHING
        ahead = STATUSES[verdict.status].ahead
        return ahead.target if ahead else None

    # Doing it

    def take(
        self, claim_id: str, target: Status, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Move the claim to *target*, through the steps between, with *work* as the form's content.

        Where a policy asks for votes, approving is one, and the last that is needed approves the claim.
        *seen* is the claim's last event that the reviewer had in front of them, *version* their
        draft's; without them, those that the session knows. Returns the events as committed.
        Raises WorkflowError that says what is missing, or ConflictError that says what came
        between; then nothing was written.
        """
        refuse_unfit(work)
        (verdict,), work = self._recorder.begin(claim_id, seen=seen), tidy(work)
        moves = path(verdict.status, target)
        refuse_lacking(moves[-1].done or target, self._checklist(moves, work, verdict))
        self._refuse_other_rating(work)
        if any(move.target is Status.PROPOSED for move in moves):
            # A note that sent it back has been followed; the next one has to be written anew.
            work = replace(work, note=None)
        told, whole = self._reviewer.shared(verdict, work)
        steps = [self._step(verdict, move.target, told) for move in moves]
        if verdict.status is Status.APPROVED and target is Status.CORRECTED:
            # What is corrected in the same go was published as it was approved.
            steps[0] = self._step(verdict, moves[0].target, replace(told, rating=verdict.rating))
        if target is Status.APPROVED and votes_left(verdict, self._reviewer.policy) > 1:
            # A vote has no form; a note that was begun is there still.
            steps, whole = [self._vote(verdict)], {claim_id: work_to_json(work)} if work.note else {}
        then = self._cursor.after(claim_id, target)
        return self._recorder.write(steps, then=then, version=version, drafts_then=whole)

    def update(
        self, claim_id: str, work: Work, seen: int | None = None, version: int | None = None
    ) -> list[Event]:
        """Put what was typed before everybody without moving the claim; raises ConflictError like `take`."""
        refuse_unfit(work)
        (verdict,), work = self._recorder.begin(claim_id, seen=seen), tidy(work)
        if verdict.status.decided:
            raise WorkflowError(
                f"A claim that is {verdict.status} keeps what was decided; what you typed stays your draft. "
                "Reopen or restore it, or record a correction."
            )
        self._refuse_other_rating(work)
        told, whole = self._reviewer.shared(verdict, work)
        self._refuse_changing_what_is_voted_on(verdict, told)
        if told == work_of(verdict):
            raise WorkflowError("There is nothing new in the form; it stands as everybody sees it.")
        event = NewEvent(claim_id, UPDATED, {"work": work_to_json(told)}, verdict.seen)
        return self._recorder.write([event], then=claim_id, version=version, drafts_then=whole)

    def dismiss(self, claim_ids: Sequence[str], reason: str) -> list[Event]:
        """Dismiss one or a handful at once, all or none; raises like `take`."""
        refuse_crowd(claim_ids)
        steps, typed = list[NewEvent](), dict[str, Mapping[str, Any]]()
        for verdict in self._recorder.begin(*claim_ids):
            work = replace(self._reviewer.work(verdict.claim_id), dismiss_reason=reason)
            moves = path(verdict.status, Status.DISMISSED)
            refuse_lacking("dismissed", self._checklist(moves, work, verdict))
            told, whole = self._reviewer.shared(verdict, work)
            steps.append(self._step(verdict, Status.DISMISSED, told))
            typed |= whole
        then = self._cursor.current
        if then in claim_ids:
            then = self._cursor.after(then, Status.DISMISSED, claim_ids)
        return self._recorder.write(steps, then=then, drafts_then=typed)

    def mend_address(self, claim_id: str, address: str, seen: int | None = None) -> list[Event]:
        """Say where a published check really is; what was found is not touched, and needs no correction.

        Raises WorkflowError where it is not published or *address* is none, ConflictError like `take`.
        """
        refuse_long("The address of the published check", address, ADDRESS)
        (verdict,), url = self._recorder.begin(claim_id, seen=seen), clean(address)
        refuse_unmended(verdict, url)
        event = NewEvent(claim_id, READDRESSED, {"url": url, "former": verdict.published_url}, verdict.seen)
        return self._recorder.write_beside([event])

    def _checklist(self, moves: tuple[Move, ...], work: Work, verdict: Verdict) -> tuple[Demand, ...]:
        """What has to be there before the claim may go along *moves*, as far as this reviewer may know."""
        known = replace(verdict, judgements=self._reviewer.sees(verdict).judgements)
        return checklist(moves, work, self._reviewer.policy, known, self._reviewer.name)

    def _refuse_other_rating(self, work: Work) -> None:
        if work.rating is not None:
            self._scale.rating(work.rating)

    def _refuse_changing_what_is_voted_on(self, verdict: Verdict, work: Work) -> None:
        """Raise WorkflowError where a vote would be for something else than its voter has read."""
        beside = replace(work, contact=verdict.contact)
        voted_on = verdict.status is Status.PROPOSED and self._reviewer.policy.votes > 1
        if voted_on and differs(beside, verdict):
            raise WorkflowError(
                "This claim is voted on as it was proposed; what you typed stays your draft. Propose yours "
                "instead, or send it back with a note."
            )

    def _vote(self, verdict: Verdict) -> NewEvent:
        said = {"rating": verdict.rating, "policy": self._reviewer.policy.label}
        return NewEvent(verdict.claim_id, VOTED, said, verdict.seen)

    def _step(self, verdict: Verdict, target: Status, work: Work) -> NewEvent:
        rules = {"policy": self._reviewer.policy.label, "scale": self._scale.name}
        return NewEvent(verdict.claim_id, target, {"work": work_to_json(work), **rules}, verdict.seen)


def refuse_unmended(verdict: Verdict, url: str | None) -> None:
    """Raise WorkflowError where *url* cannot take the place of the address of the published check."""
    if verdict.status not in OUT:
        raise WorkflowError(f"A claim that is {verdict.status} has no published check whose address to mend.")
    if not is_web_address(url):
        raise WorkflowError(
            f"“{(url or '')[:_SHOWN]}” is no web address: give one that begins with https://, without blanks."
        )
    if url == verdict.published_url:
        raise WorkflowError("That is the address that stands there already.")
