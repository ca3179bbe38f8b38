"""The worksheet of the claim at hand, worked out beside the reviewer's work and never in its way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import msgspec

from claimcheck.calculations import KeptWorksheet
from claimcheck.review.reviewer import View
from claimcheck.review.session import ReviewSession
from claimcheck.widgets.desk_tools import Worksheets
from claimcheck.widgets.panels import Tell, Tried
from claimcheck.widgets.worksheet_messages import WorkOut
from claimcheck.widgets.worth_working_out import has_numbers

_Found = Mapping[str, Any] | None


class WorksheetAtDesk:
    """Tells the page the worksheet of the claim at hand; what comes for one that was left is dropped.

    *tell* sends the page a message, *tried* takes a step and says in words what went wrong.
    """

    def __init__(
        self, session: ReviewSession, worksheets: Worksheets | None, tell: Tell, tried: Tried
    ) -> None:
        self._session, self._worksheets, self._tell, self._tried = session, worksheets, tell, tried
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="claimcheck-worksheet")
        self._view: View | None = None
        self._told: Mapping[str, Any] | None = None
        self._asked = 0

    def open(self, view: View | None) -> None:
        """Turn to the claim that the page shows now."""
        if view is None or self._view is None or view.claim.id != self._view.claim.id:
            self._asked += 1
            self._told = None
        self._view = view

    def look(self) -> None:
        """Work out the claim at hand by the figures that are kept with its form."""
        view = self._view
        if view is None or self._told is not None:
            return
        self._work_out(view, view.work.worksheet or KeptWorksheet())

    def hear(self, message: WorkOut) -> None:
        """Work out the claim at hand anew, with figures that were typed."""
        view = self._view
        if view is not None and view.claim.id == message.claim:
            self._work_out(view, msgspec.convert(message.typed, KeptWorksheet, from_attributes=True))

    def tell_again(self) -> None:
        """Tell a page that was drawn late what was worked out, or work it out."""
        if self._told is None:
            self.look()
        else:
            self._tell(self._told, ())

    def forget(self) -> None:
        """Other tables are there: work the claim at hand out anew."""
        self._told = None
        self.look()

    def _work_out(self, view: View, typed: KeptWorksheet) -> None:
        worksheets = self._worksheets
        if worksheets is None or not has_numbers(view.claim):
            return
        self._asked += 1
        number = self._asked
        # What asks the database does so here, and what takes its time in a thread of its own.
        work_out = worksheets.worked_out(view.claim, view.article, typed, self._session.policy)

        def find() -> tuple[_Found, str | None]:
            found: list[_Found] = [None]

            def keep() -> None:
                found[0] = work_out()

            problem = self._tried(keep) if number == self._asked else None
            return found[0], problem

        def show(answer: tuple[_Found, str | None]) -> None:
            if number == self._asked:
                sheet, problem = answer
                self._told = {
                    "kind": "worksheet",
                    "claim": view.claim.id,
                    "sheet": sheet,
                    "problem": problem,
                }
                self._tell(self._told, ())

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            show(find())
            return

        def answered(done: asyncio.Future[tuple[_Found, str | None]]) -> None:
            if not done.cancelled():
                self._tried(partial(show, done.result()))

        loop.run_in_executor(self._thread, find).add_done_callback(answered)
