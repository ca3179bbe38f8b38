"""The tables of a log, written together: the verdict CSV, its sources, its history and their manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from claimcheck.arguments import each_of, refuse_no_switch
from claimcheck.errors import ASK, ExportError
from claimcheck.exporting.columns import (
    COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
    Place,
    history_rows,
    source_rows,
    verdict_rows,
)
from claimcheck.exporting.csv_file import file_at, refuse_taken, write_csv
from claimcheck.model import UNSAID, Article, Claim, Stakes, Verdict
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
class Written:
    """A verdict CSV that was written: where, and what verifying the database found when it was read."""

    path: Path
    found: Verification


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
    statuses: Sequence[str] = (),
    sources: str | Path | None = None,
    history: str | Path | None = None,
    until: int | None = None,
    bom: bool = True,
    prioritize: Prioritize | None = None,
    place: Place | None = None,
) -> Written:
    """What `export_csv` does, for a log that is open already.

    *prioritize* gives the claims of an article their priority, which is empty without it; *place* is what the
    rows are sorted by, before article and place in it.
    """
    refuse_no_switch("force", force)
    refuse_no_switch("bom", bom)
    chosen = each_of("statuses", statuses, str, 'give a list, such as statuses=["approved"]')
    if until is not None and not isinstance(until, int):
        raise ExportError(f"until is the number of an event, such as 1204, and not {until!r}.")
    files = [file_at(file) for file in (path, sources, history) if file is not None]
    if store.file and any(same_file(file, store.file) for file in files):
        raise ExportError(f"{store.path} is the database itself; write the CSV to another file.")
    kept = [file for file in files if str(file) != STDOUT]
    refuse_taken([*files, *map(manifest_of, kept[:1])], force=force)
    taken = store.snapshot(None if until is not None and until < 0 else until)
    refuse_misfit(taken.found, until)
    standing = verdicts(taken.events)
    claims = taken.claims if prioritize is None else _prioritized(taken, standing, prioritize)
    rows = verdict_rows(taken.articles, claims, standing, chosen, place)
    write = partial(write_csv, force=force, bom=bom)
    written = write(path, COLUMNS, rows)
    shown = [standing[str(row["claim_id"])] for row in rows if row["claim_id"] in standing]
    if sources is not None:
        write(sources, SOURCE_COLUMNS, source_rows(shown))
    if history is not None:
        told = history_rows(taken.events, kept_to_themselves(standing.values()))
        write(history, HISTORY_COLUMNS, told)
    if kept:
        write_manifest(kept, taken.found.events, store.first_digest(), taken.found.head)
    return Written(written, taken.found)


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
