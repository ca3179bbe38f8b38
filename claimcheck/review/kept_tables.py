"""The reference tables and groups of a desk as they are recorded: which files, and what their columns are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from claimcheck.errors import AttachmentError
from claimcheck.review.attachments import Accepted, in_words
from claimcheck.review.json_values import MisreadError, dumps, read_as, to_json

TABLES, GROUPS = "tables", "groups"

# More is not read of a text.
_TEXT = ("text/csv", 20_000_000)
_WORKBOOK = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 25_000_000)
TYPES = {
    **dict.fromkeys(("csv", "tsv", "tab", "txt"), _TEXT),
    **dict.fromkeys(("xlsx", "xlsm"), _WORKBOOK),
    "parquet": ("application/vnd.apache.parquet", 1_000_000_000),
}
"""The media type of a table's file and how many bytes it may have, by how its name ends."""

_KEY = 10
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table: its ``file`` by name and digest, what it measures, and the headers of its columns.

    Without ``period`` and ``value`` its columns are years.
    """

    file: str
    sha256: str
    measure: str
    entity: str
    unit: str
    period: str | None = None
    value: str | None = None
    code: str | None = None
    source: str | None = None
    decimal: str | None = None

    @property
    def key(self) -> str:
        """By which it is named among all: ten characters of a digest over what it is."""
        return _key_of(self)

    @property
    def called(self) -> str:
        """How people are told of it."""
        return f"{self.measure} ({self.file})"


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group of countries: its ``name``, the file that lists its members, and the headers of its columns."""

    name: str
    file: str
    sha256: str
    entity: str
    code: str | None = None
    since: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By which it is named among all: ten characters of a digest over what it is."""
        return _key_of(self)

    @property
    def called(self) -> str:
        """How people are told of it."""
        return f"the group {self.name} ({self.file})"


Kept = KeptTable | KeptGroup


@dataclass(frozen=True, slots=True)
class KeptList:
    """All tables and groups that were recorded, in order, and how many entries cannot be read."""

    tables: tuple[KeptTable, ...] = ()
    groups: tuple[KeptGroup, ...] = ()
    misread: int = 0

    def __iter__(self) -> Iterator[Kept]:
        yield from self.tables
        yield from self.groups


def kept_in(data: Mapping[str, Any]) -> KeptList:
    """What *data*, as it is recorded, holds.

    >>> kept_in({"tables": [{"file": "gdp.csv"}]}).misread
    1
    """
    tables, groups = (_entries(data, name) for name in (TABLES, GROUPS))
    read, known = [_read(one, KeptTable) for one in tables], [_read(one, KeptGroup) for one in groups]
    return KeptList(
        tuple(one for one in read if one is not None),
        tuple(one for one in known if one is not None),
        sum(one is None for one in (*read, *known)),
    )


def with_entries(data: Mapping[str, Any], new: Iterable[Kept], without: Iterable[str] = ()) -> dict[str, Any]:
    """*data* with what is *new* at its end, once, and without the entries of these keys.

    What another version has recorded and this one cannot read stays as it is.
    """
    gone, added = set(without), list(new)
    changed: dict[str, Any] = dict(data)
    for name, kind in ((TABLES, KeptTable), (GROUPS, KeptGroup)):
        stay = [one for one in _entries(data, name) if _key(one, kind) not in gone]
        there = {_key(one, kind) for one in stay}
        changed[name] = [
            *stay,
            *(to_json(one) for one in added if isinstance(one, kind) and one.key not in there),
        ]
    return changed


def changes(before: KeptList, now: KeptList) -> list[str]:
    """What came in and what was taken out, a line each.

    >>> nato = KeptGroup("NATO", "nato.csv", "0" * 64, "country")
    >>> changes(KeptList(), KeptList((), (nato,)))
    ['the group NATO (nato.csv) added']
    """
    former, new = {one.key for one in before}, {one.key for one in now}
    return [
        *(f"{one.called} taken out" for one in before if one.key not in new),
        *(f"{one.called} added" for one in now if one.key not in former),
    ]


def _entries(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def _read(entry: object, kind: type[_T]) -> _T | None:
    try:
        return read_as(entry, kind)
    except MisreadError:
        return None


def _key(entry: object, kind: type[KeptTable] | type[KeptGroup]) -> str | None:
    read: Kept | None = _read(entry, kind)
    return None if read is None else read.key


def _key_of(kept: Kept) -> str:
    return hashlib.sha256(dumps(to_json(kept)).encode("ascii")).hexdigest()[:_KEY]


# Which files are kept


def _type_of(name: str) -> str:
    return _kind_of(name)[0]


def _refuse_size(name: str, size: int) -> None:
    most = _kind_of(name)[1]
    if size == 0:
        raise AttachmentError(f"{name} is empty; nothing was added. Look whether it was saved whole.")
    if size > most:
        raise AttachmentError(
            f"{name} has {in_words(size)}; a table of its kind may have {in_words(most)}. Nothing was added: "
            "leave out the years, entities and columns that no claim needs, or save it as Parquet."
        )


def _kind_of(name: str) -> tuple[str, int]:
    ending = name.rpartition(".")[2].casefold()
    if "." not in name or ending not in TYPES:
        raise AttachmentError(
            f"{name} is no table; what can be added ends in {', '.join(TYPES)}. Save it as CSV or XLSX."
        )
    return TYPES[ending]


TABLE_FILES = Accepted(_type_of, _refuse_size, "add", "added")
"""The files of tables and groups."""
