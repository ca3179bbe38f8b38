"""What a reviewer says of a claim's reach and of its harm, by which it stands further up or down."""

from __future__ import annotations

from claimcheck.errors import WorkflowError
from claimcheck.model import Event, Harm, Reach
from claimcheck.review.events import WEIGHED
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.recorder import Recorder

LEVELS = {"reach": tuple(Reach), "harm": tuple(Harm)}
"""What can be said of either, the least first."""


class Weighing:
    """The steps of a reviewer who says what a claim can do."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def weigh(self, claim_id: str, what: str, level: str | None) -> list[Event]:
        """Say of the claim's reach or harm which *level* it has; None takes back what was said.

        Raises WorkflowError where there is no such level, or that is said already.
        """
        levels = LEVELS.get(what)
        if levels is None:
            raise WorkflowError(f"A claim has {' and '.join(LEVELS)}, and no “{what[:40]}”.")
        if level is not None and level not in levels:
            raise WorkflowError(f"Its {what} can be {', '.join(levels)} or not said, and not “{level[:40]}”.")
        self._recorder.refresh()
        (verdict,) = self._recorder.begin(claim_id)
        if getattr(verdict.stakes, what) == level:
            raise WorkflowError(f"Of its {what} {level or 'nothing'} is said already.")
        return self._recorder.write_beside([NewEvent(claim_id, WEIGHED, {what: level}, None)])
