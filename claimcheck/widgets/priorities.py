"""The panel of priorities: what it shows when it opens, what a change would put first, and keeping it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

import msgspec

from claimcheck.errors import FieldError
from claimcheck.review.previewing import Moved, below, first_to_do
from claimcheck.review.session import ReviewSession
from claimcheck.widgets.desk_tools import DeskPriorities
from claimcheck.widgets.panels import Tell, Tried
from claimcheck.widgets.priority_messages import (
    KeepPriorities,
    OfPriorities,
    PrioritiesForm,
    ShowPriorities,
    TryPriorities,
)

_TEXT = 240


class PrioritiesAtDesk:
    """Answers what the panel asks for, each by a message; *kept* is called when priorities were recorded."""

    def __init__(
        self,
        session: ReviewSession,
        priorities: DeskPriorities | None,
        tell: Tell,
        tried: Tried,
        kept: Callable[[], None],
    ) -> None:
        self._session, self._priorities = session, priorities
        self._tell, self._tried, self._kept = tell, tried, kept

    @property
    def config(self) -> bool:
        """Whether this desk has an order that can be changed."""
        return self._priorities is not None

    def hear(self, message: OfPriorities) -> None:
        """Do what *message* asks for, and answer it."""
        known = self._priorities
        if known is None:
            return
        match message:
            case ShowPriorities():
                self._answer("priorities", lambda: known.told(), _NOTHING_TOLD)
            case TryPriorities(n=n, form=form):
                empty = {"n": n, "first": [], "below": 0}
                self._answer("previewed", lambda: {"n": n, **self._preview(known, form)}, empty)
            case KeepPriorities(form=form):
                self._answer("prioritieskept", lambda: self._keep(known, form), {})
            case _:
                assert_never(message)

    def _preview(self, known: DeskPriorities, form: PrioritiesForm) -> dict[str, Any]:
        worklist = self._session.worklist
        ranked = known.ranked(_plain(form), worklist.measured, worklist.stakes)
        return {
            "first": [_moved(one) for one in first_to_do(worklist, ranked)],
            "below": below(worklist, ranked),
        }

    def _keep(self, known: DeskPriorities, form: PrioritiesForm) -> dict[str, Any]:
        known.keep(_plain(form), self._session.reviewer)
        self._session.refresh()
        self._kept()
        return {}

    def _answer(
        self, kind: str, answer: Callable[[], Mapping[str, Any]], otherwise: Mapping[str, Any]
    ) -> None:
        """Tell the page what *answer* says, or beside which field why not, with what it says *otherwise*."""
        said: dict[str, Any] = {**otherwise, "field": None}

        def ask() -> None:
            try:
                said.update(answer())
            except FieldError as refusal:
                said["field"] = refusal.field
                raise

        said["problem"] = self._tried(ask)
        self._tell({"kind": kind, **said}, ())


_NOTHING_TOLD: dict[str, Any] = {
    "form": None,
    "house": None,
    "parts": [],
    "kinds": [],
    "origin": "",
    "history": [],
}


def _plain(form: PrioritiesForm) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = msgspec.to_builtins(form)
    return plain


def _moved(one: Moved) -> Sequence[Any]:
    return [one.row.text[:_TEXT], one.row.speaker, one.place, one.before, one.priority, one.former]
