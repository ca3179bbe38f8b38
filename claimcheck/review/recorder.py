"""What every step of a reviewer comes to: events that are written, or a refusal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Claim, Event, Status, Verdict
from claimcheck.review.blind_review import as_seen_by
from claimcheck.review.claim_cutting import Cutter
from claimcheck.review.cursor import Cursor
from claimcheck.review.form_cleaning import tidy
from claimcheck.review.log.appending import NewEvent, came_between
from claimcheck.review.log.store import Store
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.queue import TO_APPROVE
from claimcheck.review.replay import replay
from claimcheck.review.scales import Scale, scale
from claimcheck.review.statuses import Move
from claimcheck.review.workflow import Demand, Work, checklist

# Of a reviewer's drafts, this version and earlier ones are done with: none.
_NO_DRAFT = 0
# Queues in which somebody goes from one proposal to the next.
_OF_PROPOSED = (TO_APPROVE, Status.PROPOSED)


class Recorder(Cursor):
    """One reviewer at one log, and what all the steps have in common that they may take."""

    def __init__(
        self,
        store: Store,
        reviewer: str,
        *,
        policy: Policy | None = None,
        scale: Scale = scale(),  # noqa: B008 - a frozen value
        cut: Cutter | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(store, reviewer, policy, now)
        self.scale, self._cut = scale, cut
        # What was written with the last step that this session has taken.
        self.last_step: tuple[Event, ...] = ()

    def _write(
        self,
        steps: Sequence[NewEvent],
        *,
        then: str | None,
        cuts: Sequence[Claim] = (),
        versions: Mapping[str, int] | None = None,
        drafts_then: Mapping[str, Mapping[str, Any]] | None = None,
        rests_on: Mapping[str, int] | None = None,
    ) -> list[Event]:
        try:
            written = self.store.append(
                self.reviewer,
                steps,
                at=self._now(),
                cuts=cuts,
                desk=self._place(then),
                versions=versions,
                drafts_then=drafts_then,
                rests_on=rests_on,
                policy=self._policy_number,
            )
        except ConflictError:
            self.reload()
            raise
        self._kept_place = self._place(then)
        self.last_step = tuple(written)
        # Others may have written between what was known and this; their events come first.
        self.refresh()
        self._leave_for(then)
        return written

    def _beside(
        self, claim_ids: Sequence[str], action: str, said: Mapping[str, Any], *, follows_seen: bool = False
    ) -> list[Event]:
        """Write what leaves the work as it is, and what was typed on it too.

        With *follows_seen* it is refused where somebody has acted on a claim since it was looked at.
        """
        self.follow_policy()
        data = {**said, "group": new_group()}
        events = []
        for claim_id in dict.fromkeys(claim_ids):
            seen = self._workable(claim_id).seen
            events.append(NewEvent(claim_id, action, data, seen if follows_seen else None))
        refuse_none(events)
        return self._write(events, then=self.current, versions=untouched(events))

    def _workable(self, claim_id: str, seen: int | None = None) -> Verdict:
        """The verdict of a claim that steps can be taken on.

        Raises WorkflowError where it was taken back, ConflictError where it has events after *seen*.
        """
        verdict = self.verdict(claim_id)
        if seen is not None and seen < verdict.seen:
            raise came_between(verdict.history[-1])
        if verdict.withdrawn:
            raise WorkflowError(
                f"{verdict.history[-1].by} has taken this claim back; "
                "add it again by its words in the article."
            )
        return verdict

    def _work(self, claim_id: str) -> Work:
        draft = self.store.draft(claim_id, self.reviewer)
        return tidy(self._form(self.verdict(claim_id), self.reviewer, draft))

    def _checklist(self, moves: tuple[Move, ...], work: Work, verdict: Verdict) -> tuple[Demand, ...]:
        """What has to be there before the claim may go along *moves*, as far as this reviewer may know."""
        judgements = as_seen_by(self.reviewer, verdict, self.policy).judgements
        return checklist(moves, work, self.policy, replace(verdict, judgements=judgements), self.reviewer)

    def _after_one_more(self, verdict: Verdict, action: str, data: Mapping[str, Any]) -> Verdict:
        """What *verdict* would be after one more event of this reviewer."""
        seen = verdict.seen
        event = Event(seen + 1, verdict.claim_id, self._now(), self.reviewer, action, data, seen, "")
        return replay(verdict.claim_id, [*verdict.history, event])

    def _after(self, claim_id: str | None, target: Status, leaving: Iterable[str] = ()) -> str | None:
        """Where the reviewer stands after a step: at the next claim to work on once one is done with."""
        done = target in {Status.DISMISSED, Status.APPROVED}
        if not done and not (target is Status.PROPOSED and self.policy.second_editor):
            return claim_id
        return self._following(claim_id, {claim_id, *leaving}, self._wants_work)

    def _wants_work(self, verdict: Verdict) -> bool:
        """Whether this reviewer can do something on the claim: a proposal waits for somebody else."""
        if verdict.status is Status.PROPOSED and self.policy.second_editor:
            return self.filter.show in _OF_PROPOSED and not same_person(verdict.proposed_by, self.reviewer)
        return not verdict.status.decided

    def _following(
        self, claim_id: str | None, gone: set[str | None], wanted: Callable[[Verdict], bool]
    ) -> str | None:
        """The next claim of the queue after *claim_id* that is *wanted* and not *gone*; else the same."""
        ids = [row.claim_id for row in self.queue]
        at = ids.index(claim_id) if claim_id in ids else 0
        for candidate in ids[at:] + ids[:at]:
            if candidate not in gone and wanted(self.verdict(candidate)):
                return candidate
        return claim_id


def refuse_lacking(done: str, demands: Iterable[Demand]) -> None:
    """Raise WorkflowError where one of *demands* is not met: the claim is not *done* yet."""
    lacking = [demand.text for demand in demands if not demand.met]
    if lacking:
        raise WorkflowError(f"Not {done} yet. Still missing: {'; '.join(lacking)}.")


def refuse_none(steps: Sequence[NewEvent]) -> None:
    """Raise WorkflowError where there is nothing to write."""
    if not steps:
        raise WorkflowError("No claim is marked; mark some in the queue first.")


def untouched(events: Iterable[NewEvent]) -> dict[str, int]:
    """For each claim of *events*, that its reviewer's draft stays."""
    return {event.claim_id: _NO_DRAFT for event in events}


def new_group() -> str:
    """The name of what is done in one go."""
    return uuid.uuid4().hex
