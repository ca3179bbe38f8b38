"""Where one reviewer stands: their queue, the claim at hand, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Status, Verdict
from claimcheck.review.json_values import MisreadError, read_as
from claimcheck.review.queue import (
    ALL,
    ORDERS,
    PRIORITY,
    SHOWN,
    START,
    TO_APPROVE,
    Filter,
    QueueRow,
    Seat,
    status_of,
)
from claimcheck.review.workflow import awaits
from claimcheck.review.worklist import Share, Worklist

# What stood first before there were priorities: who has not chosen anything goes on with what stands first.
_FORMER_ORDER = "most worth checking"
# Queues in which somebody goes from one proposal to the next.
_OF_PROPOSED = (TO_APPROVE, Status.PROPOSED)


class Cursor:
    """One claim at a time of the queue that ``filter`` makes of *worklist*; it writes nothing.

    ``current`` is the claim at hand, ``reading`` the article that was opened without one, ``fills`` whether
    the desk takes the whole window. *seat* says who looks, *kept* where they stood the last time, as `place`
    gives it; ``kept`` is what the log has of that.

    >>> Cursor(worklist, seat, {}).current  # doctest: +SKIP
    '8a2c16d0f3b94e57'
    """

    def __init__(self, worklist: Worklist, seat: Callable[[], Seat], kept: Mapping[str, Any]) -> None:
        self._worklist, self._seat, self.kept = worklist, seat, kept
        self._visited: list[str] = []
        self._arranged: tuple[object, list[QueueRow]] | None = None
        self._share: tuple[object, Share] | None = None
        self.filter = _filter(kept.get("filter"))
        self.fills = kept.get("fills") is not False
        self.reading: str | None = None
        self.current = self._start(kept.get("claim"))

    @property
    def queue(self) -> list[QueueRow]:
        """The claims that the filter lets through, in its order."""
        seat = self._seat()
        made_for = (self._worklist.version, self.filter, seat)
        if self._arranged is None or self._arranged[0] != made_for:
            self._arranged = made_for, self._worklist.arranged(self.filter, seat)
        return self._arranged[1]

    @property
    def share(self) -> Share:
        """How far the claims are that the filter is about, whatever it shows of them."""
        made_for = (self._worklist.version, replace(self.filter, show=ALL, order=PRIORITY))
        if self._share is None or self._share[0] != made_for:
            self._share = made_for, self._worklist.share(self.filter, self._seat())
        return self._share[1]

    def place(self, claim_id: str | None) -> dict[str, Any]:
        """What is kept of a reviewer who stands at that claim."""
        return {"claim": claim_id, "filter": asdict(self.filter), "fills": self.fills}

    def go(self, claim_id: str) -> None:
        """Open that claim; raises WorkflowError where the pile does not hold it."""
        if claim_id not in self._worklist.known:
            raise WorkflowError(
                f"There is no claim {claim_id} on this desk; it was flagged anew. Choose another."
            )
        self.leave_for(claim_id)

    def beside(self, step: int = 1) -> str | None:
        """The claim *step* places further in the queue, at either end the last; None where it is empty."""
        ids = [row.claim_id for row in self.queue]
        if not ids:
            return None
        at = ids.index(self.current) + step if self.current in ids else 0
        return ids[min(max(at, 0), len(ids) - 1)]

    def next(self, step: int = 1) -> None:
        """Open the claim *step* places further in the queue; at either end, stay."""
        if (claim_id := self.beside(step)) is not None:
            self.go(claim_id)

    @property
    def before(self) -> str | None:
        """The claim that `back` opens: the one that was open before, else the one above in the queue."""
        return next(filter(self._stands, reversed(self._visited)), None) or self.beside(-1)

    def back(self) -> None:
        """Open the claim that was open before this one; without one, the one above in the queue."""
        while self._visited:
            claim_id = self._visited.pop()
            if self._stands(claim_id):
                self.current = claim_id
                return
        self.next(-1)

    def read(self, article_id: str) -> None:
        """Open an article without any of its claims."""
        self._worklist.article(article_id)
        self.leave_for(None)
        self.reading = article_id

    def show(self, wanted: Filter) -> None:
        """Change what the queue shows; an article chosen for the first time is opened."""
        chosen = wanted.article if wanted.article != self.filter.article else None
        self.filter = wanted
        if chosen is not None and self.queue:
            self.go(self.queue[0].claim_id)
        elif chosen is not None:
            self.read(chosen)

    def leave_for(self, claim_id: str | None) -> None:
        """Stand at that claim, which the pile holds, or at none; `back` leads to the one that was left."""
        if self.current not in (None, claim_id):
            self._visited.append(str(self.current))
        self.current = claim_id

    def leave_gone(self) -> None:
        """Begin anew where the pile does not hold the claim at hand any more."""
        if self.current is not None and self.current not in self._worklist.known:
            self.current = self._start(None)

    def leave_withdrawn(self) -> None:
        """Go back to the claim before where the one at hand was taken back."""
        if self.current is not None and self._worklist.verdict(self.current).withdrawn:
            self.current = None
            self.back()

    def after(self, claim_id: str | None, target: Status, leaving: Iterable[str] = ()) -> str | None:
        """Where the reviewer stands after a step: at the next claim to work on once one is done with."""
        done = target in {Status.DISMISSED, Status.APPROVED}
        if not done and not (target is Status.PROPOSED and self._seat().policy.second_editor):
            return claim_id
        return self.following(claim_id, partial(_wants_work, self._seat(), self.filter.show), leaving)

    def following(
        self, claim_id: str | None, wanted: Callable[[Verdict], bool], leaving: Iterable[str] = ()
    ) -> str | None:
        """The next claim of the queue after *claim_id* that is *wanted* and not *leaving*; else the same."""
        ids, gone = [row.claim_id for row in self.queue], {claim_id, *leaving}
        at = ids.index(claim_id) if claim_id in ids else 0
        for candidate in ids[at:] + ids[:at]:
            if candidate not in gone and wanted(self._worklist.verdict(candidate)):
                return candidate
        return claim_id

    def _stands(self, claim_id: object) -> bool:
        """Whether that is a claim of the pile that nobody has taken back."""
        known = isinstance(claim_id, str) and claim_id in self._worklist.known
        return known and not self._worklist.verdict(str(claim_id)).withdrawn

    def _start(self, claim_id: object) -> str | None:
        """Where to begin: where the reviewer stood, else at the first claim that wants work."""
        if self._stands(claim_id):
            return str(claim_id)
        ids = [row.claim_id for row in self.queue]
        undecided = (i for i in ids if not status_of(i, self._worklist.verdicts).decided)
        return next(undecided, ids[0] if ids else None)


def _wants_work(seat: Seat, shown: str, verdict: Verdict) -> bool:
    """Whether who looks can do something on the claim: a proposal waits for somebody else."""
    if verdict.status is Status.PROPOSED and seat.policy.second_editor:
        return shown in _OF_PROPOSED and awaits(verdict, seat.policy, seat.reviewer)
    return not verdict.status.decided


def _filter(kept: object) -> Filter:
    """The filter as it was kept; one that is damaged, or of another version, is the default."""
    try:
        wanted = read_as(kept, Filter)
    except MisreadError:
        return START
    wanted = replace(wanted, order=PRIORITY) if wanted.order == _FORMER_ORDER else wanted
    return wanted if wanted.show in SHOWN and wanted.order in ORDERS else START
