"""The panel of reference tables: what there is, what a file's columns are, adding it and taking one out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, assert_never

import msgspec

from claimcheck.errors import FieldError
from claimcheck.review.session import ReviewSession
from claimcheck.widgets.desk_tools import DeskTables
from claimcheck.widgets.panels import Tell, Tried
from claimcheck.widgets.table_messages import (
    KeepTable,
    LookAtTable,
    OfTables,
    RemoveTable,
    ShowTables,
    TableForm,
)

_NONE: dict[str, Any] = {"tables": [], "history": [], "problems": [], "problem": None}
_NOT_LOOKED: dict[str, Any] = {
    "headers": [],
    "form": None,
    "asks": [],
    "samples": [],
    "facts": "",
    "former": "",
    "trouble": "",
}


class TablesAtDesk:
    """Answers what the panel asks for, each by a message; *changed* is called when the list was changed."""

    def __init__(
        self,
        session: ReviewSession,
        tables: DeskTables | None,
        tell: Tell,
        tried: Tried,
        changed: Callable[[str], None],
    ) -> None:
        self._session, self._tables = session, tables
        self._tell, self._tried, self._changed = tell, tried, changed

    @property
    def config(self) -> bool:
        """Whether this desk has tables that can be changed."""
        return self._tables is not None

    def hear(self, message: OfTables) -> None:
        """Do what *message* asks for, and answer it."""
        known = self._tables
        if known is None:
            return
        match message:
            case ShowTables():
                self._show(known)
            case LookAtTable(n=n, form=form):
                self._answer("tablelooked", lambda: known.look(_plain(form)), {"n": n, **_NOT_LOOKED})
            case KeepTable(form=form, place=place):
                self._change(known, lambda: known.keep(_plain(form), place, self._session.reviewer), "added")
            case RemoveTable(key=key):
                self._change(known, lambda: known.remove(key, self._session.reviewer), "taken out")
            case _:
                assert_never(message)

    def _show(self, known: DeskTables) -> None:
        said = dict(_NONE)
        problem = self._tried(lambda: said.update(known.told()))
        self._tell({"kind": "tables", **said, "problem": problem}, ())

    def _change(self, known: DeskTables, step: Callable[[], str], done: str) -> None:
        """Take a *step* that says what it was about, and tell that with the list as it is then."""
        said: dict[str, Any] = {"said": "", "field": None}

        def change() -> Mapping[str, Any]:
            return {"said": f"{step()} {done}."}

        self._answer("tablekept", change, said)
        self._show(known)

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
        if kind == "tablekept" and said["problem"] is None:
            self._changed(said["said"])


def _plain(form: TableForm) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = msgspec.to_builtins(form)
    return plain
