"""The queue as the page has it: the ids of the whole pile, and the rows that are seen or come near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from claimcheck.review.queue import BELOW, TO_DO
from claimcheck.review.session import ReviewSession
from claimcheck.widgets import desk_state
from claimcheck.widgets.view import DeskView

_FIRST = 100


class QueueRows:
    """Shows the session's queue on *view*; *tell* sends the page a message.

    A pile may be of a hundred thousand claims: the page gets the first rows with it, and any other once it
    asks. What it has is told anew when it changes.
    """

    def __init__(
        self, session: ReviewSession, view: DeskView, tell: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._session, self._view, self._tell = session, view, tell
        # Where in the pile each claim is, and of which the page has the row.
        self._places: dict[str, int] = {}
        self._known: set[str] = set()
        # By what the pile can be filtered, and as of which reading of it.
        self._offered: tuple[int, dict[str, Any]] = (0, {})

    def show(self) -> None:
        """Show the queue as it is now."""
        # One message, so that the page never looks for the places of one pile in another.
        with self._view.hold_sync():
            self.tell(self._known & self._session.worklist.changes())
            if self._places.keys() != self._session.worklist.known:
                self._show_pile()
            cursor = self._session.cursor
            self._view.show_rows(self._places[entry.claim_id] for entry in cursor.queue)
            tags = desk_state.tags(self._session)
            low = self._session.worklist.out_of_sight() if cursor.filter.show == TO_DO else 0
            below = [low, BELOW] if low else None
            told = {"tags": tags, "below": below, "filter": asdict(cursor.filter)}
            self._view.filters = {**self._offers(), **told}

    def tell(self, ids: Iterable[str]) -> None:
        """Tell the page of these rows; of what is no part of the pile, nothing."""
        if rows := self._rows(ids):
            self._known.update(row[0] for row in rows)
            self._tell({"kind": "rows", "rows": rows})

    def tell_changed(self) -> None:
        """Tell a page that was drawn late what has changed of the rows that it got with the pile."""
        first = self._view.queue["rows"]
        now = {row[0]: row for row in self._rows(row[0] for row in first)}
        self.tell(row[0] for row in first if row != now.get(row[0], row))

    def _show_pile(self) -> None:
        self._places = {entry.claim_id: place for place, entry in enumerate(self._session.worklist.rows)}
        first = [entry.claim_id for entry in self._session.cursor.queue[:_FIRST]]
        self._view.queue = {"ids": list(self._places), "rows": self._rows(first)}
        # What the page had of the pile before, it has still.
        self._known.update(first)

    def _rows(self, ids: Iterable[str]) -> list[list[Any]]:
        entries = filter(None, map(self._session.worklist.row, ids))
        return [desk_state.row(self._session, entry) for entry in entries]

    def _offers(self) -> dict[str, Any]:
        """By what the pile can be filtered, looked for once a reading of it."""
        reading = self._session.worklist.reading
        if self._offered[0] != reading:
            self._offered = reading, desk_state.offered(self._session)
        return self._offered[1]
