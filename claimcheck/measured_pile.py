"""A pile whose claims were measured once, to be put into the order of any priorities in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claimcheck.model import SAID_BY, Kind, Stakes
from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.prioritize import Elsewhere, shares
from claimcheck.priority.stakes import lean_of
from claimcheck.review.queue import QueueRow
from claimcheck.review.worklist import Ranked

if TYPE_CHECKING:
    from claimcheck.priority.ranking import Floats

_INTEREST, _ELSEWHERE, _STAKES = map(WEIGHTS.index, ("interest", "elsewhere", "stakes"))
# The priorities in force, and those that are tried out.
_REMEMBERED = 2

Named = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]


class MeasuredPile:
    """The ``rows`` of a pile, and what each part of their priority comes to."""

    def __init__(self, rows: Sequence[QueueRow]) -> None:
        # Not above: it brings NumPy along, and flagging needs none of it.
        from claimcheck.priority.ranking import measured, read_parts

        self.rows = rows
        parts = read_parts(row.parts for row in rows)
        self._table = measured([row.worthiness for row in rows], parts)
        self._offices = [str(part.get(SAID_BY) or "") for part in parts]
        self._places = {row.claim_id: place for place, row in enumerate(rows)}
        self._seen: Mapping[str, Elsewhere] = {}
        self._came_back: list[int] = []
        self._of_interest: dict[Named, Floats] = {}
        self._left_out: tuple[frozenset[Kind], list[int]] = frozenset(), []

    def ranked(
        self, priorities: Priorities, seen: Mapping[str, Elsewhere], stakes: Mapping[str, Stakes]
    ) -> Ranked:
        """The order of the rows by *priorities*, and the priority of each.

        *seen* and *stakes* are what the pile knows of a claim and what was said of it, by the claim's id.
        """
        from claimcheck.priority.ranking import ranked

        table = self.table(priorities, seen, stakes)
        share = shares(priorities)
        return Ranked(
            *ranked(table, [share[name] for name in WEIGHTS], self._came_back, self._last(priorities))
        )

    def table(
        self, priorities: Priorities, seen: Mapping[str, Elsewhere], stakes: Mapping[str, Stakes]
    ) -> Floats:
        """The values of the parts, shape (rows, parts of WEIGHTS); the same array each time."""
        if seen is not self._seen:
            self._note_seen(seen)
        self._note_interest(priorities)
        self._table[:, _STAKES] = 0.0
        for claim_id, said in stakes.items():
            if claim_id in self._places:
                self._table[self._places[claim_id], _STAKES] = lean_of(said)
        return self._table

    def _note_seen(self, seen: Mapping[str, Elsewhere]) -> None:
        self._seen = seen
        known = [(self._places[claim_id], one) for claim_id, one in seen.items() if claim_id in self._places]
        self._table[:, _ELSEWHERE] = 0.0
        for place, one in known:
            self._table[place, _ELSEWHERE] = one.value
        self._came_back = sorted(place for place, one in known if one.before is not None)

    def _note_interest(self, priorities: Priorities) -> None:
        """Put into the table which claims are of interest, looked for once for the same topics and people."""
        column = self._table[:, _INTEREST]
        if not priorities.named:
            column[:] = 0.0
            return
        named = tuple((name, words) for name, words in priorities.topics.items()), priorities.people
        if named in self._of_interest:
            column[:] = self._of_interest[named]
            return
        named_by = zip(self.rows, self._offices, strict=True)
        column[:] = [bool(priorities.of_interest(row.text, row.speaker, office)) for row, office in named_by]
        while len(self._of_interest) >= _REMEMBERED:
            self._of_interest.pop(next(iter(self._of_interest)))
        self._of_interest[named] = column.copy()

    def _last(self, priorities: Priorities) -> list[int]:
        """The places of the claims that are of nothing but kinds which the desk leaves out."""
        if priorities.leave_out != self._left_out[0]:
            leaves_out = priorities.leaves_out
            last = [place for place, row in enumerate(self.rows) if leaves_out(row.kinds.split())]
            self._left_out = priorities.leave_out, last
        return self._left_out[1]
