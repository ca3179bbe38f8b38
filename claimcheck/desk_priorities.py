"""The priorities that hold at a database: those given, else those recorded last, else the house's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claimcheck.clock import by_clock
from claimcheck.desk_order import DeskOrder, nothing_seen
from claimcheck.errors import ClaimcheckError
from claimcheck.priority.changes import changes
from claimcheck.priority.priorities import Priorities, priorities_of, priorities_to_json
from claimcheck.priority.prioritize import HOUSE, Elsewhere
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store
from claimcheck.review.worklist import Worklist


@dataclass(frozen=True, slots=True)
class Change:
    """Who recorded priorities, when, and ``what`` was different then, a line each."""

    by: str
    at: datetime
    what: tuple[str, ...]


class PrioritiesInForce:
    """``priorities``, and their ``origin`` in words.

    *given* are priorities that win over what is recorded, and from where they are.
    """

    def __init__(self, store: Store, given: tuple[Priorities, str] | None) -> None:
        self._store, self._number, self._given = store, -1, given
        self.priorities, self.origin = HOUSE, ""
        self.follow()

    @property
    def are_given(self) -> bool:
        """Whether they were given, and not recorded."""
        return self._given is not None

    def follow(self) -> None:
        """Go on by what was recorded last, where nobody gave others."""
        if self._given is not None:
            self.priorities, where = self._given
            self.origin = f"From {where}, over what is recorded."
            return
        recorded = self._store.priorities()
        number = recorded.number if recorded else 0
        if number != self._number:
            self._number = number
            self._take(recorded)

    def keep(self, by: str, priorities: Priorities, at: datetime) -> None:
        """Record *priorities* for all who work at this database, and go by them here."""
        self._store.record_priorities(by, priorities_to_json(priorities), at)
        self._given = None
        self.follow()

    def history(self) -> list[Change]:
        """Every change that was recorded, the last one first."""
        return [*_changes(self._store.all_priorities())][::-1]

    def _take(self, recorded: Recorded | None) -> None:
        if recorded is None:
            self.priorities, self.origin = HOUSE, "The house's; nobody has recorded others yet."
            return
        self.origin = f"Recorded by {recorded.by} on {by_clock(recorded.at):%Y-%m-%d, %H:%M}."
        try:
            self.priorities = priorities_of(recorded.data, "The recorded priorities")
        except ClaimcheckError as refusal:
            # Nobody is shut out of the desk by an order.
            self.priorities = HOUSE
            self.origin = f"The house's, since what {recorded.by} recorded cannot be read. {refusal}"


def _changes(recorded: list[Recorded]) -> Iterator[Change]:
    before = HOUSE
    for one in recorded:
        try:
            now = priorities_of(one.data, "it")
        except ClaimcheckError:
            yield Change(one.by, one.at, ("what cannot be read by this version",))
            continue
        yield Change(one.by, one.at, tuple(changes(before, now)) or ("the same as before",))
        before = now


class FollowingOrder(DeskOrder):
    """The order of a desk that goes on by what is *in_force*."""

    def __init__(
        self, in_force: PrioritiesInForce, seen: Callable[[], Mapping[str, Elsewhere]] = nothing_seen
    ) -> None:
        super().__init__(in_force.priorities, seen)
        self._in_force = in_force

    def changed(self) -> bool:
        """Whether the pile was seen otherwise, or other priorities hold, than when it was ranked."""
        self._in_force.follow()
        self.priorities = self._in_force.priorities
        return super().changed()


def order_at(
    store: Store, given: tuple[Priorities, str] | None, known: str | Path | None = None
) -> DeskOrder:
    """The order in which a database is read, by those *given*, else by what holds there.

    With *known*, the collection of earlier checks, what its pile knows of each claim counts as at a desk.
    """
    seen = nothing_seen() if known is None else _seen_at(store, known)
    return DeskOrder(PrioritiesInForce(store, given).priorities, lambda: seen)


def _seen_at(store: Store, known: str | Path) -> Mapping[str, Elsewhere]:
    # Not above: it brings NumPy along.
    from claimcheck.matcher import seen_in

    try:
        pile = Worklist(store)
    except ClaimcheckError:
        # Whoever reads on is told what does not fit.
        return nothing_seen()
    return seen_in(pile.pile(), pile.own_checks(), known)
