"""What the panel of reference tables on a desk shows, proposes, adds and takes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimcheck.clock import by_clock
from claimcheck.desk_references import added_by, change_list, history, kept_at, read_kept, references_at
from claimcheck.errors import ClaimcheckError, FieldError, ReferenceTableError
from claimcheck.references import References
from claimcheck.review.kept_tables import TABLE_FILES, Kept, KeptGroup, kept_in
from claimcheck.review.log.attachment_folder import AttachmentFolder, Incoming
from claimcheck.review.log.store import Store
from claimcheck.table_adding import GROUP_FIELDS, Look, add, group_of, in_its_place, look_at, table_of
from claimcheck.worksheet.proposing import FIELDS

BESIDE, REPLACE = "beside", "replace"
_SHOWN = 5


class TablePanel:
    """The tables that hold at *store*, whose files are in the folder *files*; raises ClaimcheckError."""

    def __init__(self, store: Store, files: AttachmentFolder) -> None:
        self._store, self._files = store, files.accepting(TABLE_FILES)
        # The file that is looked at, which is asked for at every change of a field.
        self._look: Look | None = None

    def references(self) -> References:
        """The tables and groups as they hold now."""
        return references_at(self._store, self._files)

    def told(self) -> Mapping[str, Any]:
        """Which tables and groups there are, what is wrong with the list, and who changed it."""
        kept, who = kept_at(self._store), added_by(self._store)
        left_out = [
            one for one in self.references().problems if " is left out. " in one or " of the list " in one
        ]
        return {
            "tables": [self._row(one, *who[one.key]) for one in kept],
            "problems": left_out[:_SHOWN],
            "history": [[one.at.isoformat(), one.by, list(one.what)] for one in history(self._store)],
        }

    def receive(self, name: str, size: int) -> Incoming:
        """Begin to take in a file."""
        return self._files.receive(name, size)

    def look(self, form: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the columns of a file are, by what is said in *form* first."""
        look = self._looked(form)
        said = _said(form)
        told: dict[str, Any] = {"headers": list(look.read.columns)}
        if form["group"]:
            group = look.group(said)
            fields = {name: getattr(group, name) or "" for name in GROUP_FIELDS}
            fields |= {"measure": said.get("measure", ""), "aliases": said.get("aliases", "")}
            asks = {} if group.entity else {"entity": "no column holds the names of countries"}
            if not fields["measure"].strip():
                asks["measure"] = "how sentences call the group, such as NATO"
            return {**told, **_proposal(fields, asks), "samples": group.samples, "facts": _lines(look)}
        found = look.table(said)
        if found.problem is not None:
            raise ReferenceTableError(f"{look.file.name}: {found.problem}")
        fields = {name: getattr(found, name) or "" for name in FIELDS}
        asks = dict(found.asks or {})
        facts = _lines(look)
        if found.years:
            facts += f" · its columns are the years {found.years[0]} to {found.years[-1]}"
        shown = {**told, **_proposal(fields, asks), "samples": found.samples, "facts": facts}
        try:
            return shown if asks else {**shown, "former": self._former(table_of(look, found))}
        except ClaimcheckError as refusal:
            # Another column may be meant, so that all can still be said.
            return {**shown, "trouble": refusal.at_desk}

    def keep(self, form: Mapping[str, Any], place: str, by: str) -> str:
        """Record what is filled in; what it is called. FieldError where a field lacks or cannot be meant."""
        look = self._looked(form)
        said = _said(form)
        for name, why in self.look(form)["asks"]:
            raise FieldError(name, f"Say it: {why}.")
        new: Kept = (
            group_of(look, said["measure"], look.group(said), said.get("aliases", "").split(","))
            if form["group"]
            else table_of(look, look.table(said))
        )
        former = in_its_place(kept_at(self._store), new)
        if former and place not in (BESIDE, REPLACE):
            raise FieldError("place", self._former(new))
        add(self._store, self._files, look, new, by, [one.key for one in former if place == REPLACE])
        self._look = None
        return new.called

    def remove(self, key: str, by: str) -> str:
        """Take one out of the list; what it is called."""
        recorded = self._store.reference_tables()
        found = [one for one in kept_in(recorded.data if recorded else {}) if one.key == key]
        if not found:
            raise ReferenceTableError("It is not in the list any more: somebody has taken it out.")
        change_list(self._store, by, [], [key])
        return found[0].called

    def _former(self, new: Kept) -> str:
        kept = kept_at(self._store)
        if any(one.key == new.key for one in kept):
            raise ReferenceTableError(f"{new.called} is in the list already, just so.")
        former = in_its_place(kept, new)
        if not former:
            return ""
        by, at = added_by(self._store)[former[0].key]
        return (
            f"{former[0].called} is there otherwise, added by {by} on {by_clock(at):%Y-%m-%d}. Should this "
            "one replace it, or stand beside it?"
        )

    def _looked(self, form: Mapping[str, Any]) -> Look:
        path = self._files.place(form["sha256"])
        if self._look is None or (self._look.file.path, self._look.file.name) != (path, form["name"]):
            self._look = look_at(path, form["name"])
        return self._look

    def _row(self, one: Kept, by: str, at: Any) -> list[Any]:
        facts, problems = [], []
        try:
            known = read_kept(one, self._files)
        except ClaimcheckError as refusal:
            problems = [refusal.at_desk]
        else:
            facts = _facts(one, known)
            problems = [*known.problems[:_SHOWN]]
            if len(known.problems) > _SHOWN:
                problems.append(f"and {len(known.problems) - _SHOWN} more")
        title = f"{one.name} (group)" if isinstance(one, KeptGroup) else f"{one.measure} in {one.unit}"
        return [one.key, title, " · ".join(facts), one.file, by, at.isoformat(), problems]


def _facts(one: Kept, known: References) -> list[str]:
    if isinstance(one, KeptGroup):
        return [f"{len(known.groups[0].members)} members", *(f"also {name}" for name in one.aliases)]
    (table,) = known.tables
    years = sorted({year for code in table.names for year in table.series(code)})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    number = len(table.names)
    source = [one.source] if one.source else []
    return [span, "1 entity" if number == 1 else f"{number:,} entities", *source]


def _lines(look: Look) -> str:
    return "1 line" if look.lines == 1 else f"{look.lines:,} lines"


def _proposal(fields: Mapping[str, str], asks: Mapping[str, str]) -> dict[str, Any]:
    every = dict.fromkeys((*FIELDS, *GROUP_FIELDS, "aliases"), "")
    return {"form": {**every, **fields}, "asks": [[name, why] for name, why in asks.items()], "former": ""}


def _said(form: Mapping[str, Any]) -> dict[str, str]:
    names = (*FIELDS, *GROUP_FIELDS, "aliases")
    return {name: form[name] for name in names if form.get(name) is not None}
