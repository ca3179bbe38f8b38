"""What the panel of priorities on a desk shows, tries out and keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from claimcheck.desk_order import DeskOrder
from claimcheck.desk_priorities import PrioritiesInForce
from claimcheck.model import Kind, Stakes
from claimcheck.priority.filled_in import filled_in
from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.prioritize import HOUSE, NAMES
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Ranked

_HINTS = {
    "checkable": "how surely it can be found true or false",
    "look_up": "a comparison, figures or a rank",
    "who": "an office most, the article itself least",
    "about": "its title and first lines, and what is said again",
    "elsewhere": "how many articles of the pile say the same",
    "interest": "your topics and people, once there are some",
    "stakes": "what you say of a claim under “Why first”",
}
_KEEPING = " Keep records them for everybody."


class PriorityPanel:
    """The priorities *in_force* as they are changed at a desk whose pile stands in *order*."""

    def __init__(
        self,
        in_force: PrioritiesInForce,
        order: DeskOrder,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._in_force, self._order, self._now = in_force, order, now

    def told(self) -> Mapping[str, Any]:
        """What stands in the panel when it opens: the form, what its fields mean, and who changed what."""
        self._in_force.follow()
        return {
            "form": _form(self._in_force.priorities),
            "house": asdict(HOUSE.weights),
            "parts": [[name, NAMES[name], _HINTS[name]] for name in WEIGHTS],
            "kinds": [kind.value for kind in Kind],
            "origin": self._in_force.origin + (_KEEPING if self._in_force.are_given else ""),
            "history": [
                [change.at.isoformat(), change.by, list(change.what)] for change in self._in_force.history()
            ],
        }

    def ranked(
        self, form: Mapping[str, Any], rows: Sequence[QueueRow], stakes: Mapping[str, Stakes]
    ) -> Ranked:
        """The order of *rows* by what is filled in; FieldError where that cannot be meant."""
        return self._order.tried(rows, stakes, filled_in(form))

    def keep(self, form: Mapping[str, Any], by: str) -> None:
        """Record what is filled in, by the reviewer *by*; raises like `ranked`."""
        self._in_force.keep(by, filled_in(form), self._now())


def _form(priorities: Priorities) -> dict[str, Any]:
    return {
        "weights": asdict(priorities.weights),
        "topics": [{"name": name, "words": list(words)} for name, words in priorities.topics.items()],
        "people": list(priorities.people),
        "leave_out": [kind.value for kind in Kind if kind in priorities.leave_out],
        "minimum": priorities.minimum,
    }
