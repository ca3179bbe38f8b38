"""The CSV of the contract as bytes on a disk: RFC 4180, UTF-8, no formula, never half a file."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.errors import ExportWarning
from claimcheck.exporting.whole_files import file_at, written_whole

_QUOTE, _TWO = '"', '""'
# A spreadsheet would run a cell that begins so; the apostrophe itself is there so that it can be taken off.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
_FIRST = frozenset(_DANGEROUS)

LONGEST = 32_767
"""How many characters a cell of a spreadsheet holds, in UTF-16."""
SHORT = LONGEST // 2 - 1
"""What is not longer fits: a character is two units of UTF-16 at most, and the guard is one more."""

_SHOWN = 10

_BOM = "\ufeff"

Cell = str | int | float | None


def guard(text: str) -> str:
    """*text* as a cell that no spreadsheet runs.

    >>> guard("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def unguard(cell: str) -> str:
    """The inverse of `guard`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_DANGEROUS) else cell


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], delimiter: str = ",") -> str:
    """*rows* as RFC 4180 text with a header: text in quotes, numbers bare, nothing for None.

    Without the quotes a spreadsheet that parts cells by ";" or a tab too would begin a formula within one.
    """
    return "".join(csv_lines(columns, rows, delimiter))


def csv_lines(
    columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], delimiter: str = ","
) -> Iterator[str]:
    """The lines of `to_csv`, one after the other, so that no more than one has to be held."""
    yield f"{delimiter.join(map(_cell, columns))}\r\n"
    for row in rows:
        yield f"{delimiter.join([_cell(row[name]) for name in columns])}\r\n"


def write_csv(
    path: str | Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Cell]],
    *,
    force: bool = False,
    bom: bool = True,
) -> Path:
    """Write *rows* to *path*, with *bom* so that Excel knows it for UTF-8; "-" is standard output.

    Raises ExportError where the path exists and *force* is off, or it cannot be written. Warns of cells that
    are too long for a spreadsheet.
    """
    target = file_at(path)
    long = LongCells(columns)
    with written_whole(force=force) as files:
        write_rows(files.part(target), columns, long.seen(rows), bom=bom)
    long.warn(f"{target} is whole, but a spreadsheet cuts")
    return target


def write_rows(
    part: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Cell]],
    *,
    bom: bool = True,
    delimiter: str = ",",
) -> None:
    """Write the lines of *rows* into the file *part*."""
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write(_BOM if bom else "")
        file.writelines(csv_lines(columns, rows, delimiter))


class LongCells:
    """Which cells are longer than what a cell of a spreadsheet holds, with the rows as it counts them."""

    def __init__(self, columns: Sequence[str], guard: Callable[[str], str] = guard) -> None:
        self._columns, self._guard = columns, guard
        self._found: list[str] = []
        self._number = 0

    def seen(self, rows: Iterable[Mapping[str, Cell]]) -> Iterator[Mapping[str, Cell]]:
        """The *rows* as they are, each looked at."""
        for number, row in enumerate(rows, 2):
            for name in self._columns:
                cell = row[name]
                if type(cell) is str and len(cell) > SHORT and self._length(cell) > LONGEST:
                    self._note(f"row {number}, {name} ({self._length(cell):,})")
            yield row

    def warn(self, said: str) -> None:
        """Say of the cells that were found too long what *said* begins."""
        if not self._number:
            return
        more = f" and {self._number - _SHOWN} more" if self._number > _SHOWN else ""
        warnings.warn(
            f"{said} what is longer than {LONGEST:,} characters: {'; '.join(self._found)}{more}.",
            ExportWarning,
            stacklevel=4,
        )

    def _note(self, place: str) -> None:
        self._number += 1
        if self._number <= _SHOWN:
            self._found.append(place)

    def _length(self, cell: str) -> int:
        return utf16_length(self._guard(cell))


def utf16_length(text: str) -> int:
    """How long *text* is to a spreadsheet, which counts in UTF-16.

    >>> utf16_length("a😀")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        if not value:
            return ""
        text = f"'{value}" if value[0] in _FIRST else value
        return f'"{text.replace(_QUOTE, _TWO)}"' if _QUOTE in text else f'"{text}"'
    return "" if value is None else repr(value)
