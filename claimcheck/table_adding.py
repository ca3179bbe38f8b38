"""A file as a reference table or a group of a desk: what its columns are, tried out, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimcheck.desk_references import change_list, kept_at
from claimcheck.errors import AttachmentError, ReferenceTableError
from claimcheck.importing.reference_files import NamedFile, Read, read_beginning
from claimcheck.references import References
from claimcheck.review.attachments import named
from claimcheck.review.kept_tables import TABLE_FILES, Kept, KeptGroup, KeptList, KeptTable
from claimcheck.review.log.attachment_folder import AttachmentFolder
from claimcheck.review.log.store import Store
from claimcheck.toml_files import read_toml
from claimcheck.worksheet.proposing import FIELDS, GroupProposal, Proposal, group_proposed, proposed

DESCRIPTION = "tables.toml"
"""The file that says of the tables and groups beside it what their columns are."""

GROUP_FIELDS = ("entity", "code", "since", "until")


@dataclass(frozen=True, slots=True)
class Look:
    """A file under the name that people know it by, what was ``read`` of it, and its number of ``lines``."""

    file: NamedFile
    read: Read
    lines: int

    def table(self, said: Mapping[str, str]) -> Proposal:
        """What its columns are as a table, by what is *said* first."""
        return proposed(self.read.columns, self.file.name, self.read.above, said)

    def group(self, said: Mapping[str, str]) -> GroupProposal:
        """What its columns are as a group."""
        return group_proposed(self.read.columns, said)

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return str(self.read.sha256)


def look_at(path: Path, name: str | None = None) -> Look:
    """Read the file at *path*, which people call *name*.

    Raises AttachmentError where no such file is kept and ReferenceTableError where it cannot be read.
    """
    called = named(path.name if name is None else name)
    TABLE_FILES.type_of(called)
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise ReferenceTableError(
            f"The table {path} cannot be read: {getattr(error, 'strerror', None) or error}. "
            "Give the path of a CSV, XLSX or Parquet file."
        ) from error
    TABLE_FILES.refuse_size(called, size)
    file = NamedFile(path, called)
    return Look(file, *read_beginning(file))


def table_of(look: Look, found: Proposal) -> KeptTable:
    """What is recorded of a table, once it was tried; ReferenceTableError where it cannot be used."""
    if found.problem is not None:
        raise ReferenceTableError(f"{look.file.name}: {found.problem}")
    if found.asks or found.measure is None or found.entity is None or found.unit is None:
        lacking = "; ".join(f"{name}: {why}" for name, why in (found.asks or {}).items())
        raise ReferenceTableError(f"{look.file.name} does not tell all that is needed. Say it ({lacking}).")
    code = None if found.code == found.entity else found.code
    made = KeptTable(
        look.file.name,
        look.sha256,
        found.measure.strip(),
        found.entity,
        found.unit.strip(),
        found.period,
        found.value,
        code,
        found.source or None,
        found.decimal or None,
    )
    References().add(
        look.file,
        measure=made.measure,
        entity=made.entity,
        unit=made.unit,
        period=made.period,
        value=made.value,
        code=made.code,
        source=made.source,
        decimal=made.decimal,
    )
    return made


def group_of(look: Look, name: str, found: GroupProposal, aliases: Iterable[str] = ()) -> KeptGroup:
    """What is recorded of a group, once it was tried; ReferenceTableError where it cannot be used."""
    if found.entity is None:
        raise ReferenceTableError(
            f"{look.file.name} does not tell all that is needed. Say which column names the members."
        )
    others = tuple(dict.fromkeys(one.strip() for one in aliases if one.strip()))
    code = None if found.code == found.entity else found.code
    made = KeptGroup(
        name.strip(), look.file.name, look.sha256, found.entity, code, found.since, found.until, others
    )
    References().group(
        made.name,
        look.file,
        entity=made.entity,
        code=made.code,
        since=made.since,
        until=made.until,
        aliases=made.aliases,
    )
    return made


def in_its_place(kept: KeptList, new: Kept) -> list[Kept]:
    """What *new* may be meant to replace: the same measure from a file of that name, a group of its name."""
    if isinstance(new, KeptGroup):
        return [one for one in kept.groups if one.key != new.key and _same(one.name, new.name)]
    return [
        one
        for one in kept.tables
        if one.key != new.key and one.file == new.file and _same(one.measure, new.measure)
    ]


def add(
    store: Store, files: AttachmentFolder, look: Look, new: Kept, by: str, without: Iterable[str] = ()
) -> bool:
    """Keep the file and record *new* for all at *store*; False where it was in the list already."""
    if any(one.key == new.key for one in kept_at(store)):
        return False
    folder = files.accepting(TABLE_FILES)
    if folder.has(new.sha256) and look.file.path == folder.place(new.sha256):
        # It came to the desk, and is kept by now.
        change_list(store, by, [new], without)
        return True
    try:
        held = folder.keep_file(look.file.path, look.file.name)
    except OSError as error:
        raise ReferenceTableError(
            f"{look.file.name} cannot be read: {error.strerror or error}. Nothing was added: try it again."
        ) from error
    if held.sha256 != new.sha256:
        raise AttachmentError(
            f"{look.file.name} was changed while it was read. Nothing was added: try again."
        )
    change_list(store, by, [new], without)
    return True


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


# What a file says of those beside it


@dataclass(frozen=True, slots=True)
class Described:
    """A file that a tables.toml describes: where it is, and what is ``said`` of its columns.

    ``group`` is the name of the group that it lists, None for a table.
    """

    path: Path
    said: Mapping[str, str]
    group: str | None = None
    aliases: tuple[str, ...] = ()


def described(path: Path) -> list[Described]:
    """What the tables.toml at *path*, or in the folder *path*, describes; raises ClaimcheckError."""
    file = path / DESCRIPTION if path.is_dir() else path
    data = read_toml(file, "description of tables", "Name a file that is there, or the tables themselves.")
    found = [
        *(_described(file, one, FIELDS) for one in _entries(file, data, "table")),
        *(_described(file, one, (*GROUP_FIELDS, "name", "aliases")) for one in _entries(file, data, "group")),
    ]
    if not found:
        raise ReferenceTableError(f"{file} describes no table: write one under [[table]], or [[group]].")
    return found


def _entries(file: Path, data: Mapping[str, object], kind: str) -> list[Mapping[str, object]]:
    listed = data.get(kind, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ReferenceTableError(f"{file}: write each {kind} under a line [[{kind}]] of its own.")
    return listed


def _described(file: Path, entry: Mapping[str, object], known: Iterable[str]) -> Described:
    fields = dict(entry)
    aliases = fields.pop("aliases", [])
    for name, told in fields.items():
        if name not in {*known, "file"}:
            raise ReferenceTableError(
                f'{file}: "{name}" is not known; it may be {", ".join(("file", *known))}.'
            )
        if not isinstance(told, str) or not told.strip():
            raise ReferenceTableError(f'{file}: "{name}" has to be text.')
    if not isinstance(aliases, list) or not all(isinstance(one, str) for one in aliases):
        raise ReferenceTableError(f'{file}: "aliases" has to be a list of texts.')
    said = {name: str(told) for name, told in fields.items()}
    named_file = said.pop("file", "")
    if not named_file or Path(named_file).name != named_file:
        raise ReferenceTableError(f'{file}: name the "file" of each entry, one that lies beside it.')
    if "name" not in said and "aliases" in set(known):
        raise ReferenceTableError(f'{file}: give the group in {named_file} a "name".')
    return Described(file.parent / named_file, said, said.pop("name", None), tuple(aliases))
