"""A pile whose claims were measured once, to be put into the order of any priorities in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from claimcheck.model import UNSAID, Kind, Stakes
from claimcheck.priority.priorities import WEIGHTS, Priorities
from claimcheck.priority.prioritize import (
    BY_ITSELF,
    NOWHERE,
    TOLD,
    Elsewhere,
    came_back,
    of_interest,
    said_elsewhere,
    shares,
)
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
        self._words: dict[str, list[str]] = {}
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
        from claimcheck.priority.ranking import below, ranked

        table = self.table(priorities, seen, stakes)
        share = shares(priorities)
        counts, last = [share[name] for name in WEIGHTS], self._last(priorities)
        order, found = ranked(table, counts, self._came_back, last)
        low = below(found, priorities.minimum) if priorities.minimum else ()
        return Ranked(order, found, low)

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

    def lines(
        self, priorities: Priorities, seen: Mapping[str, Elsewhere], stakes: Mapping[str, Stakes]
    ) -> list[str]:
        """Why each of the rows comes first, in one line, as a claim's ``why_first`` says it."""
        share = shares(priorities)
        columns = [self._told(name) for name in TOLD if share[name]]
        known = [seen.get(row.claim_id, NOWHERE) for row in self.rows] if seen else []
        if known:
            columns.insert(0, [came_back(one.before) if one.before is not None else "" for one in known])
        if known and share["elsewhere"]:
            columns.append([said_elsewhere(one)[1] for one in known])
        if share["interest"]:
            columns.append([of_interest(named)[1] for named in self._named(priorities)])
        if stakes and share["stakes"]:
            said = (stakes.get(row.claim_id, UNSAID) for row in self.rows)
            columns.append([one.words if lean_of(one) > 0 else "" for one in said])
        lines = zip(*columns, strict=True) if columns else ((),) * len(self.rows)
        return [" · ".join(filter(None, words)) for words in lines]

    def _named(self, priorities: Priorities) -> Iterator[tuple[str, ...]]:
        for row, said_by in zip(self.rows, self._told("who"), strict=True):
            yield priorities.of_interest(row.text, row.speaker, said_by)

    def _told(self, name: str) -> list[str]:
        """The words of a part, read once more for those who ask: all of them take much memory."""
        from claimcheck.priority.ranking import read_parts, worded

        if not self._words:
            parts = read_parts(row.parts for row in self.rows)
            self._words = {one: worded(one, parts) for one in BY_ITSELF}
        return self._words[name]

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
        column[:] = [bool(named) for named in self._named(priorities)]
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
