"""A CSV of checks with whatever headers -> what each row says of one check."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TextIO

from claimcheck.errors import ReadingError
from claimcheck.importing.intake import FIELDS, Intake
from claimcheck.model import KnownClaim

_NAMES: dict[str, list[str]] = tomllib.loads(
    files("claimcheck.importing").joinpath("headers.toml").read_text(encoding="utf-8")
)
# What `claimcheck export` writes: publisher, title and date are there those of the article, not of the check.
_OWN = {"claim_id", "statement", "quote", "status", "verdict", "approved_at", "published_url"}
_OWN_COLUMNS = {
    "text": ("statement", "quote"),
    "rating": ("verdict",),
    "url": ("published_url",),
    "date": ("approved_at",),
    "speaker": ("speaker",),
}
_CHECKED = {"approved", "published", "corrected"}
_GUARDED = tuple(f"'{mark}" for mark in "=+-@\t\r'")
_DELIMITERS = (",", ";", "\t")


def claims_of_table(text: TextIO, intake: Intake, columns: Mapping[str, str]) -> Iterator[KnownClaim]:
    """The checks of a CSV, TSV or semicolon-separated table with a header.

    Columns are found by well-known names; *columns* (field -> header) says which one is meant otherwise. Of
    claimcheck's own verdict CSV the rows with a verdict that stands are taken. Raises ``ReadingError`` where
    no column holds the claims.
    """
    header, rows = _rows(text, intake, columns)
    own = set(header) >= _OWN and not columns
    places = _own_places(header) if own else _places(header, intake, columns)
    for number, row in rows:
        where = f"row {number}"
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            intake.refuse(
                where, f"{len(row)} cells under {len(header)} headers; a mark of quotation is missing"
            )
            continue
        if len(row) < len(header):
            intake.tell(where, f"{len(row)} cells under {len(header)} headers; the rest counts as empty")
            row = [*row, *[""] * (len(header) - len(row))]
        if own and not _is_checked(dict(zip(header, row, strict=False))):
            continue
        cells = [cell[1:] if own and cell.startswith(_GUARDED) else cell for cell in row]
        said = {name: _first(cells, among) for name, among in places.items() if among}
        yield from intake.claims(where, said)


def _first(cells: Sequence[str], among: Sequence[int]) -> str | None:
    return next((cells[place] for place in among if cells[place].strip()), None)


def _rows(
    text: TextIO, intake: Intake, columns: Mapping[str, str]
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header, cut by the delimiter under which most of its columns are known, and the numbered rows."""
    wanted = {*map(_key, columns.values()), *(name for names in _NAMES.values() for name in names)}
    headers = {delimiter: _header(text, delimiter) for delimiter in _DELIMITERS}
    delimiter = max(
        _DELIMITERS,
        key=lambda mark: (len(wanted & set(map(_key, headers[mark]))), len(headers[mark])),
    )
    text.seek(0)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    if not headers[delimiter]:
        raise ReadingError(f"{intake.origin}: its first line is no header of a table. Save it as a CSV anew.")
    next(reader)
    return headers[delimiter], _numbered(reader, intake)


def _header(text: TextIO, delimiter: str) -> list[str]:
    text.seek(0)
    try:
        return next(csv.reader(text, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def _numbered(reader: Iterator[list[str]], intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty with its number as a spreadsheet counts them; a broken one is told."""
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines = f"up to line {reader.line_num}"  # type: ignore[attr-defined]
            intake.refuse(
                f"row {number}", f"it is no row of a CSV ({error}); what follows {lines} went with it"
            )
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _own_places(header: Sequence[str]) -> dict[str, list[int]]:
    return {name: [header.index(column) for column in own] for name, own in _OWN_COLUMNS.items()}


def _places(header: Sequence[str], intake: Intake, columns: Mapping[str, str]) -> dict[str, list[int]]:
    """In which cells of a row each field is."""
    found: dict[str, list[int]] = {}
    for name in FIELDS:
        if name in columns:
            found[name] = [_named(columns[name], header, intake.origin)]
            continue
        likely = likely_columns(name, header)
        found[name] = likely[:1]
        if len(likely) > 1:
            first, *others = (repr(header[place]) for place in likely)
            intake.tell(
                "row 1",
                f"the {name} was read from {first} and not from {' or '.join(others)}; --column chooses",
                at_desk=f"the {name} was read from {first} and not from {' or '.join(others)}; call "
                f"the column that is meant {name} in the file",
            )
    if not found["text"]:
        raise ReadingError(
            f"{intake.origin}: no column of it is known to hold the claims. It has {_listed(header)}. "
            'Say which one does: --column text="…" (columns={"text": "…"}); so for '
            f"{', '.join(FIELDS[1:])}.",
            at_desk=f"{intake.origin}: no column of it is known to hold the claims. It has "
            f"{_listed(header)}. Call the one that does text in the file's first row; and others "
            f"{', '.join(FIELDS[1:])}.",
        )
    if not found["rating"]:
        intake.tell(
            "row 1",
            'no column is known to hold the ratings; --column rating="…" says which one does',
            at_desk="no column is known to hold the ratings; call the one that does rating in the first row",
        )
    return found


def likely_columns(name: str, header: Sequence[str]) -> list[int]:
    """The places in *header* that may hold the field *name*, the likeliest first.

    >>> likely_columns("text", ["Statement", "Rating", "Claim text"])
    [2, 0]
    """
    keys = [_key(one) for one in header]
    return [place for known in _NAMES[name] for place, key in enumerate(keys) if key == known]


def _named(name: str, header: Sequence[str], origin: str) -> int:
    keys = [_key(one) for one in header]
    if name in header:
        return header.index(name)
    if _key(name) in keys:
        return keys.index(_key(name))
    raise ReadingError(f"{origin}: it has no column {name!r}; it has {_listed(header)}.")


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in header[:30])
    return f"{shown} and {len(header) - 30} more" if len(header) > 30 else shown


def _key(name: str) -> str:
    """A header without case, spaces and marks: "Review URL", "review_url" and "reviewUrl" are one."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _is_checked(row: Mapping[str, str]) -> bool:
    return row["status"] in _CHECKED and bool(row["verdict"])
