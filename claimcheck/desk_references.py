"""The reference tables and groups that hold at a database: recorded there, their files kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from claimcheck.errors import ClaimcheckError
from claimcheck.importing.reference_files import NamedFile
from claimcheck.references import References
from claimcheck.review.kept_tables import (
    TABLE_FILES,
    Kept,
    KeptList,
    KeptTable,
    changes,
    kept_in,
    with_entries,
)
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed the list, when, and ``what`` came or went then, a line each."""

    by: str
    at: datetime
    what: tuple[str, ...]


def references_at(store: Store, files: AttachmentFolder) -> References:
    """The tables and groups that hold at *store*, whose files are in the folder *files*."""
    return references_in(kept_at(store), files)


def references_in(kept: KeptList, files: AttachmentFolder) -> References:
    """The tables and groups of a list, whose files are in the folder *files*.

    They are read once, and again only where the list has changed; the same References are returned until
    then. What cannot be read any more is told in their `problems` and shuts nobody out.
    """
    folder = files.accepting(TABLE_FILES)
    there = frozenset(one.sha256 for one in kept if folder.has(one.sha256))
    return _composed(kept, folder, there)


def kept_at(store: Store) -> KeptList:
    """What is recorded at *store* now."""
    recorded = store.reference_tables()
    return KeptList() if recorded is None else kept_in(recorded.data)


def ever_kept(store: Store) -> list[Kept]:
    """Whatever was in the list at any time: its file is kept, since it can be seen what it was."""
    found = {one.key: one for recorded in store.all_reference_tables() for one in kept_in(recorded.data)}
    return list(found.values())


def read_kept(one: Kept, files: AttachmentFolder) -> References:
    """References with that table or group alone; ClaimcheckError where its file is gone or cannot be used."""
    folder = files.accepting(TABLE_FILES)
    if not folder.has(one.sha256):
        # It may have been read before it went.
        folder.place(one.sha256)
    return _read(one, folder)


def change_list(
    store: Store,
    by: str,
    new: Iterable[Kept] = (),
    without: Iterable[str] = (),
    *,
    at: datetime | None = None,
) -> None:
    """Record for all at *store* that what is *new* is in the list and the entries of these keys are not.

    Their files have to be kept already. Recording the same again changes nothing.
    """
    added, gone = list(new), list(without)
    store.change_reference_tables(by, lambda data: with_entries(data, added, gone), at or datetime.now(UTC))


def history(store: Store) -> list[Change]:
    """Every change of the list, the last one first."""
    return [*_changes(store.all_reference_tables())][::-1]


def added_by(store: Store) -> dict[str, tuple[str, datetime]]:
    """Who added each entry that holds now, and when, by its key."""
    found: dict[str, tuple[str, datetime]] = {}
    for recorded in store.all_reference_tables():
        now = {one.key for one in kept_in(recorded.data)}
        found = {key: found.get(key, (recorded.by, recorded.at)) for key in now}
    return found


def _changes(recorded: Sequence[Recorded]) -> Iterator[Change]:
    before = KeptList()
    for one in recorded:
        now = kept_in(one.data)
        yield Change(one.by, one.at, tuple(changes(before, now)) or ("what this version cannot read",))
        before = now


@lru_cache(maxsize=8)
def _composed(kept: KeptList, folder: AttachmentFolder, there: frozenset[str]) -> References:
    """The references of a list; *there* are the digests of the files that can be found now."""
    parts: list[References] = []
    problems: list[str] = []
    for one in kept:
        try:
            if one.sha256 not in there:
                folder.place(one.sha256)
            parts.append(_read(one, folder))
        except ClaimcheckError as refusal:
            problems.append(f"{one.called} is left out. {refusal.at_desk}")
    if kept.misread:
        entries = "entry" if kept.misread == 1 else "entries"
        problems.append(
            f"{kept.misread} {entries} of the list of tables cannot be read by this version, and left out."
        )
    return References.of(parts, problems)


@lru_cache(maxsize=64)
def _read(one: Kept, folder: AttachmentFolder) -> References:
    found = References()
    file = NamedFile(folder.place(one.sha256), one.file)
    if isinstance(one, KeptTable):
        found.add(
            file,
            measure=one.measure,
            entity=one.entity,
            period=one.period,
            value=one.value,
            unit=one.unit,
            code=one.code,
            source=one.source,
            decimal=one.decimal,
        )
    else:
        found.group(
            one.name,
            file,
            entity=one.entity,
            code=one.code,
            since=one.since,
            until=one.until,
            aliases=one.aliases,
        )
    return found
