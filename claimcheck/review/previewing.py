"""What would come first of a pile in another order, beside where it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from claimcheck.review.queue import QueueRow, counts
from claimcheck.review.worklist import Ranked, Worklist


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim to do that would be at ``place`` and is at ``before``, counted from 1, and its priorities."""

    row: QueueRow
    place: int
    before: int
    priority: float
    former: float


def first_to_do(worklist: Worklist, ranked: Ranked, most: int = 5) -> list[Moved]:
    """The first claims to do, *most* of them, of a pile that would be *ranked* so."""
    rows = worklist.measured
    places = list(islice((place for place in ranked.order if _is_to_do(worklist, rows[place])), most))
    before = _places_now(worklist, {rows[place].claim_id for place in places})
    return [
        Moved(
            row := rows[place],
            number,
            before[row.claim_id],
            ranked.priorities[place],
            worklist.priority(row.claim_id),
        )
        for number, place in enumerate(places, 1)
    ]


def _places_now(worklist: Worklist, wanted: Iterable[str]) -> dict[str, int]:
    """The places of the *wanted* claims among those to do."""
    left, found, number = set(wanted), dict[str, int](), 0
    for row in worklist.rows:
        if not left:
            break
        if _is_to_do(worklist, row):
            number += 1
            if row.claim_id in left:
                found[row.claim_id] = number
                left.discard(row.claim_id)
    return found


def _is_to_do(worklist: Worklist, row: QueueRow) -> bool:
    verdict = worklist.verdicts.get(row.claim_id)
    return verdict is None or (counts(verdict) and not verdict.status.decided)


def below(worklist: Worklist, ranked: Ranked) -> int:
    """How many of the claims that nobody has begun would be below the minimum."""
    rows = worklist.measured
    if not worklist.verdicts:
        return len(ranked.low)
    return sum(rows[place].claim_id not in worklist.verdicts for place in ranked.low)
