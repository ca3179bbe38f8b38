"""The tables of a log, written together: the verdicts, what belongs to them, and their manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.arguments import refuse_no_switch
from claimcheck.errors import ASK, ExportError
from claimcheck.exporting.choosing import Choice, Chosen, Place, choose
from claimcheck.exporting.columns import (
    CALCULATION_COLUMNS,
    COLUMNS,
    CONTACT_COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
    calculation_rows,
    contact_rows,
    each_step,
    source_rows,
    verdict_row,
)
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.datapackage import Packed, datapackage, refuse_outside
from claimcheck.exporting.forms import Form, Manner, delimiter_of, form_of, write_form
from claimcheck.exporting.tables import CALCULATIONS, CONTACTS, HISTORY, SOURCES, VERDICTS, Table
from claimcheck.exporting.whole_files import file_at, refuse_taken, written_whole
from claimcheck.model import UNSAID, Article, Claim, Event, Stakes, Verdict
from claimcheck.output_paths import STDOUT, same_file
from claimcheck.review.blind_review import kept_to_themselves
from claimcheck.review.log.as_of import Snapshot
from claimcheck.review.log.chain import Verification
from claimcheck.review.log.manifest import manifest_of
from claimcheck.review.log.manifest import write as write_manifest
from claimcheck.review.log.store import Store
from claimcheck.review.replay import verdicts

Prioritize = Callable[[Article, Sequence[Claim], Mapping[str, Stakes]], Sequence[Claim]]
"""What gives the claims of an article their priority, by what was said of their reach and harm too."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the tables go that are wanted beside the verdicts, and the description of all; None: nowhere."""

    sources: str | Path | None = None
    contacts: str | Path | None = None
    calculations: str | Path | None = None
    history: str | Path | None = None
    datapackage: str | Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Verdicts that were written: where, of which claims, and what verifying the database found meanwhile."""

    path: Path
    found: Verification
    chosen: Chosen = field(default_factory=lambda: Chosen([]))


def in_doubt(found: Verification) -> str:
    """What is said of tables that were written of a database that does not verify."""
    return f"It was written, but the database does not verify. {found.problem}"


def in_doubt_at_desk(found: Verification) -> str:
    """`in_doubt` for somebody at a desk, who has no command line."""
    return f"It was written, but the database does not verify. {found.problem_at_desk}"


def write_tables(
    store: Store,
    path: str | Path,
    force: bool = False,
    *,
    choice: Choice = Choice(),  # noqa: B008 - it is frozen
    beside: Beside = Beside(),
    form: Form | None = None,
    until: int | None = None,
    bom: bool = True,
    delimiter: str = ",",
    prioritize: Prioritize | None = None,
    place: Place | None = None,
) -> Written:
    """What `cc.export` does, for a log that is open already.

    *form* is that of the verdicts, by the ending of *path* where it is None. *prioritize* gives the claims of
    an article their priority, which is empty without it; *place* is what the rows are sorted by, before
    article and place in it.
    """
    refuse_no_switch("force", force)
    refuse_no_switch("bom", bom)
    choice = choice.checked()
    columns = _columns(choice.columns)
    if until is not None and not isinstance(until, int):
        raise ExportError(f"until is the number of an event, such as 1204, and not {until!r}.")
    target = file_at(path)
    wanted = {name: file_at(given) for name, given in _given(beside).items()}
    package = file_at(beside.datapackage) if beside.datapackage is not None else None
    files = [target, *wanted.values()]
    described = [*files, *([package] if package else [])]
    if store.file and any(same_file(file, store.file) for file in described):
        raise ExportError(f"{store.path} is the database itself; write the CSV to another file.")
    kept = [file for file in files if str(file) != STDOUT]
    refuse_taken([*described, *map(manifest_of, kept[:1])], force=force)
    forms = {file: form_of(file, form) for file in wanted.values()} | {target: form or form_of(target)}
    if package is not None:
        _refuse_misplaced(package, files)
    parted = delimiter_of(delimiter)
    taken = store.snapshot(None if until is not None and until < 0 else until)
    refuse_misfit(taken.found, until)
    standing = verdicts(taken.events)
    claims = taken.claims if prioritize is None else _prioritized(taken, standing, prioritize)
    chosen = choose(taken.articles, claims, standing, choice, place)
    tables = _Tables(taken, standing, chosen, columns)
    manner = Manner(bom, parted, taken.events[-1].at if taken.events else None)
    warn = []
    packed = []
    with written_whole(force=force) as staged:
        for file, name in zip(files, [VERDICTS, *wanted], strict=True):
            of_file = tables.sheets() if forms[file] is Form.XLSX and file == target else [tables.of(name)]
            part = staged.part(file)
            warn.append((file, write_form(forms[file], part, of_file, manner)))
            packed.append(Packed(file, part, forms[file], of_file))
        if package is not None:
            told = datapackage(package, packed, manner, taken.found.head)
            staged.part(package).write_text(told, encoding="utf-8", newline="")
    for file, say in warn:
        say(file)
    if kept:
        write_manifest(kept, taken.found.events, store.first_digest(), taken.found.head)
    return Written(target, taken.found, chosen)


def _given(beside: Beside) -> dict[str, str | Path]:
    """Where each table goes that is wanted beside the verdicts."""
    each = {
        SOURCES: beside.sources,
        CONTACTS: beside.contacts,
        CALCULATIONS: beside.calculations,
        HISTORY: beside.history,
    }
    return {name: path for name, path in each.items() if path is not None}


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of the verdicts; the id is always there, since without it no row can be told again."""
    for name in names:
        if name not in COLUMNS:
            raise ExportError(f"No column is called {name!r}; the columns are {', '.join(COLUMNS)}.")
        if list(names).count(name) > 1:
            raise ExportError(f"The column {name!r} is named twice; leave out one of them.")
    if not names:
        return COLUMNS
    return tuple(names) if "claim_id" in names else ("claim_id", *names)


def _refuse_misplaced(package: Path, files: Sequence[Path]) -> None:
    if STDOUT in map(str, [package, *files]):
        raise ExportError(f"{package} describes tables in files; give every table a file, and none to -.")
    refuse_outside(package, files)


class _Tables:
    """The tables of one snapshot by their names, each made when it is asked for."""

    def __init__(
        self, taken: Snapshot, standing: Mapping[str, Verdict], chosen: Chosen, columns: Sequence[str]
    ) -> None:
        self._taken, self._standing, self._chosen, self._columns = taken, standing, chosen, columns
        self._touched = [verdict for claim, verdict in chosen.claims if claim.id in standing]

    def sheets(self) -> list[Table]:
        """All tables, as a workbook has them: of the history only the steps on its claims."""
        shown = {claim.id for claim, _ in self._chosen.claims}
        steps = [event for event in self._taken.events if event.claim_id in shown]
        return [
            *map(self.of, (VERDICTS, SOURCES, CONTACTS, CALCULATIONS)),
            self._history(steps),
        ]

    def of(self, name: str) -> Table:
        """The table of that name."""
        if name == VERDICTS:
            return Table(VERDICTS, self._columns, self._verdicts, len(self._chosen.claims))
        if name == SOURCES:
            return Table.of(SOURCES, SOURCE_COLUMNS, source_rows(self._touched))
        if name == CONTACTS:
            return Table.of(CONTACTS, CONTACT_COLUMNS, contact_rows(self._touched))
        if name == CALCULATIONS:
            return Table.of(CALCULATIONS, CALCULATION_COLUMNS, calculation_rows(self._touched))
        return self._history(self._taken.events)

    def _verdicts(self) -> Iterator[Mapping[str, Cell]]:
        for claim, verdict in self._chosen.claims:
            yield verdict_row(claim, self._taken.articles[claim.article_id], verdict)

    def _history(self, events: Sequence[Event]) -> Table:
        kept = kept_to_themselves(self._standing.values())
        return Table(HISTORY, HISTORY_COLUMNS, lambda: each_step(events, kept), len(events))


def _prioritized(taken: Snapshot, standing: Mapping[str, Verdict], prioritize: Prioritize) -> list[Claim]:
    stakes = {one.claim_id: one.stakes for one in standing.values() if one.stakes != UNSAID}
    own: dict[str, list[Claim]] = {}
    for claim in taken.claims:
        own.setdefault(claim.article_id, []).append(claim)
    return [one for name, claims in own.items() for one in prioritize(taken.articles[name], claims, stakes)]


def refuse_misfit(found: Verification, until: int | None) -> None:
    """Raise ExportError where the log does not fit up to the event *until*, or does not go that far.

    Without *until* nothing beside the log may have been changed either; a trigger that is missing only warns.
    """
    if not found.whole or (until is None and not found.clean and found.guarded):
        all_the_same = "what is there all the same, with what was changed in it"
        said = "The log does not verify, and nothing was exported."
        raise ExportError(
            f"{said} {found.problem} "
            f"`claimcheck export --until {found.events}` (until={found.events}) writes "
            f"{all_the_same if found.whole else 'the state after the last event that fits'}.",
            at_desk=f"{said} {found.problem_at_desk} Leave the database as it is, and "
            f"{ASK[0].lower()}{ASK[1:]} for what can be exported all the same.",
        )
    if until is not None and not 0 <= until <= found.events:
        raise ExportError(
            f"There is no event {until}: the log has {found.events}. Give a number from 0 to {found.events}."
        )
