"""What every step of a reviewer comes to: events that are committed, or a refusal."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Claim, Event, Verdict
from claimcheck.review.cursor import Cursor
from claimcheck.review.log.appending import NewEvent, came_between
from claimcheck.review.reviewer import Reviewer
from claimcheck.review.workflow import Demand

# Of a reviewer's drafts, this version and earlier ones are done with: none.
NO_DRAFT = 0


class Recorder:
    """Commits what *reviewer* does, with what they have typed and where they stand then, all in one go.

    ``last_step`` is what was written last.
    """

    def __init__(self, reviewer: Reviewer, cursor: Cursor) -> None:
        self.reviewer, self.cursor = reviewer, cursor
        self.store, self.worklist, self._in_force = reviewer.store, reviewer.worklist, reviewer.in_force
        self.last_step: tuple[Event, ...] = ()

    def reload(self) -> None:
        """Read the whole pile and the whole log again."""
        self._in_force.follow()
        self.worklist.reload()
        self.cursor.leave_gone()

    def refresh(self) -> bool:
        """Take in what others have done since; whether there was anything."""
        before, followed = self.worklist.version, self._in_force.follow()
        self.worklist.refresh()
        # Another version too where nothing was done, but the pile has another order.
        return followed or self.worklist.version != before

    def begin(self, *claim_ids: str, seen: int | None = None) -> list[Verdict]:
        """The verdicts of claims that a step is to be taken on, each once, by the policy recorded last.

        Raises WorkflowError where one was taken back, ConflictError where it has events after *seen*.
        """
        self._in_force.follow()
        verdicts = [self.worklist.verdict(claim_id) for claim_id in dict.fromkeys(claim_ids)]
        for verdict in verdicts:
            if seen is not None and seen < verdict.seen:
                raise came_between(verdict.history[-1])
            if verdict.withdrawn:
                raise WorkflowError(
                    f"{verdict.history[-1].by} has taken this claim back; add it again by its words in the "
                    "article."
                )
        return verdicts

    def write(
        self,
        steps: Sequence[NewEvent],
        *,
        then: str | None,
        cuts: Sequence[Claim] = (),
        version: int | None = None,
        drafts_then: Mapping[str, Mapping[str, Any]] | None = None,
        rests_on: Mapping[str, int] | None = None,
    ) -> list[Event]:
        """Commit *steps* as one group and leave for the claim *then*; the rest as `Store.append` has it.

        Raises WorkflowError where there are none, ConflictError where somebody has acted meanwhile.
        """
        if not steps:
            raise WorkflowError("No claim is marked; mark some in the queue first.")
        place, group = self.cursor.place(then), uuid.uuid4().hex
        try:
            written = self.store.append(
                self.reviewer.name,
                [replace(step, data={**step.data, "group": group}) for step in steps],
                at=self.reviewer.now(),
                cuts=cuts,
                desk=place,
                typed=self.reviewer.pending,
                version=version,
                drafts_then=drafts_then,
                rests_on=rests_on,
                policy=self._in_force.number,
            )
        except ConflictError:
            self.reload()
            raise
        self.cursor.kept, self.reviewer.pending, self.last_step = place, None, tuple(written)
        # Others may have written between what was known and this; their events come first.
        self.refresh()
        self.cursor.leave_for(then)
        return written

    def write_beside(self, events: Sequence[NewEvent]) -> list[Event]:
        """Commit what leaves the work as it is, and what was typed on it too."""
        return self.write(events, then=self.cursor.current, version=NO_DRAFT)

    def keep_place(self) -> None:
        """Keep where the reviewer stands, for the next time; a step that is taken keeps it by itself."""
        place = self.cursor.place(self.cursor.current)
        if place != self.cursor.kept:
            self.store.save_desk(self.reviewer.name, place)
            self.cursor.kept = place


def refuse_lacking(done: str, demands: Iterable[Demand]) -> None:
    """Raise WorkflowError where one of *demands* is not met: the claim is not *done* yet."""
    lacking = [demand.text for demand in demands if not demand.met]
    if lacking:
        raise WorkflowError(f"Not {done} yet. Still missing: {'; '.join(lacking)}.")
