"""Which claims a reviewer sees, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.model import Status, Verdict
from claimcheck.review.replay import CUT_ANEW

ALL, TO_DO, DECIDED = "all", "to do", "decided"
WORTHINESS, PLACE, NEWEST = "most worth checking", "place in article", "newest article"
ORDERS = (WORTHINESS, PLACE, NEWEST)
SHOWN = (ALL, TO_DO, DECIDED, *Status)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What the queue shows of a claim."""

    claim_id: str
    article_id: str
    added_at: str
    start: int
    end: int
    text: str
    speaker: str | None
    worthiness: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows.

    ``show`` is one of SHOWN, ``order`` one of ORDERS, ``article`` the id of one article or None
    for all, ``text`` any words that the claim or its speaker has to have.
    """

    show: str = ALL
    order: str = WORTHINESS
    article: str | None = None
    text: str = ""


def counts(verdict: Verdict) -> bool:
    """Whether the claim is part of the pile: not taken back, and not cut anew into others."""
    return not verdict.withdrawn and verdict.dismiss_reason != CUT_ANEW


def status_of(claim_id: str, verdicts: Mapping[str, Verdict]) -> Status:
    """Where the work on a claim is; a claim without events is unreviewed."""
    verdict = verdicts.get(claim_id)
    return verdict.status if verdict else Status.UNREVIEWED


def arrange(rows: Sequence[QueueRow], verdicts: Mapping[str, Verdict], wanted: Filter) -> list[QueueRow]:
    """The *rows* that *wanted* lets through, in its order; *rows* come most worth checking first."""
    words = wanted.text.casefold().split()
    if wanted.article is not None:
        rows = [row for row in rows if row.article_id == wanted.article]
    kept = [row for row in rows if _shows(row, verdicts, wanted.show) and _has(row, words)]
    if wanted.order == PLACE:
        return sorted(kept, key=lambda row: (row.added_at, row.article_id, row.start))
    if wanted.order == NEWEST:
        return sorted(kept, key=lambda row: row.added_at, reverse=True)
    return kept


def _shows(row: QueueRow, verdicts: Mapping[str, Verdict], show: str) -> bool:
    verdict = verdicts.get(row.claim_id)
    status = verdict.status if verdict else Status.UNREVIEWED
    if verdict is not None and not counts(verdict):
        # An earlier cut is out of the way, but not lost: the dismissed show it.
        return show == status and not verdict.withdrawn
    return show in (ALL, status, DECIDED if status.decided else TO_DO)


def _has(row: QueueRow, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = f"{row.text} {row.speaker or ''}".casefold()
    return all(word in text for word in words)
