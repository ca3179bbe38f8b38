"""A sheet of a workbook that claimcheck wrote, as it stands in the file, also after somebody worked in it."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck.errors import ExportError
from claimcheck.exporting.extra import not_installed

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What the library raises of a file that is no workbook, or a damaged or encrypted one.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, ValueError, TypeError),
    *(AttributeError, SyntaxError, RuntimeError, AssertionError, OverflowError),
)
_NOT_OURS = "is not a workbook that claimcheck wrote"


class Formula(str):
    """The text of a formula, which is no value."""

    __slots__ = ()


def read_sheet(file: Path, sheet: str) -> tuple[list[str], Iterator[tuple[int, list[Any]]]]:
    """The header of *sheet*, and each row below it with its number and as many cells; empty rows are none.

    Raises ExportError where it is no workbook, or has no such sheet, and OSError where it cannot be read.
    """
    openpyxl = _library()
    try:
        with warnings.catch_warnings():
            # Of what a spreadsheet keeps beside the cells, nothing is read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True)
    except OSError:
        raise
    except _DAMAGE as error:
        raise ExportError(f"{file} {_NOT_OURS} ({error}); export it anew.") from error
    if sheet not in book.sheetnames:
        raise ExportError(f"{file} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}.")
    rows = _rows(file, book[sheet])
    _, header = next(rows, (0, []))
    while header and header[-1] is None:
        header.pop()
    columns = ["" if name is None else str(name).strip() for name in header]
    return columns, _below(file, rows, len(columns))


def unescaped(text: str) -> str:
    """*text* with the characters that a workbook can only hold escaped.

    >>> unescaped("a_x000D_b, _x005F_x000D_")
    'a\\rb, _x000D_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _rows(file: Path, sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    # What a workbook says of its size may be wrong.
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [_value(cell) for cell in row]
    except _DAMAGE as error:
        raise ExportError(f"{file} {_NOT_OURS} ({error}); export it anew.") from error


def _value(cell: Any) -> Any:
    if cell.data_type == "f":
        return Formula(cell.value)
    return unescaped(cell.value) if isinstance(cell.value, str) else cell.value


def _below(file: Path, rows: Iterator[tuple[int, list[Any]]], width: int) -> Iterator[tuple[int, list[Any]]]:
    for number, cells in rows:
        if all(cell is None for cell in cells):
            continue
        if any(cell is not None for cell in cells[width:]):
            raise ExportError(
                f"{file}, row {number}: there are cells beyond the last column; take them away."
            )
        yield number, [*cells[:width], *[None] * (width - len(cells))]


def _library() -> Any:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise not_installed("A workbook") from None
    return openpyxl
