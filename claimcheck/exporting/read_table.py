"""A table that claimcheck wrote, read back: as it was written, or as a spreadsheet saved it since."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from claimcheck.errors import ExportError
from claimcheck.exporting.csv_file import Cell, to_csv, unguard
from claimcheck.exporting.forms import Form, form_of
from claimcheck.exporting.parquet_file import read_parquet
from claimcheck.exporting.read_workbook import Formula, read_sheet
from claimcheck.exporting.spreadsheets import TellNothingError, day_of, id_of, number_of, rating_of
from claimcheck.exporting.tables import DAYS, MOMENTS, NUMBERS
from claimcheck.exporting.whole_files import file_at
from claimcheck.output_paths import special

_RATINGS = {"verdict", "proposed_verdict", "published_verdict"}
_IDS = {"claim_id", "article_id"}
_OURS = {"claim_id", "event"}
_DELIMITERS = (",", ";", "\t")
# By which Excel says what parts the cells that follow.
_SEPARATOR_LINE = re.compile(r"\Asep=[,;\t]\r?\n", re.I)
_ANEW = "export it anew"

Row = dict[str, Cell]


def columns_and_rows(path: str | Path) -> tuple[list[str], list[Row]]:
    """What `table.read_csv` makes a DataFrame of; raises as it does."""
    file = file_at(path)
    text = _text(file)
    columns, lines, delimiter = _table(file, text)
    written = _as_written(columns, lines, text, delimiter)
    return columns, _as_saved(file, columns, lines) if written is None else written


def any_columns_and_rows(path: str | Path, sheet: str) -> tuple[list[str], list[Row]]:
    """What `columns.read_table` makes a DataFrame of; raises as it does."""
    file = file_at(path)
    form = form_of(file)
    if form not in (Form.XLSX, Form.PARQUET):
        return columns_and_rows(file)
    kind = special(file)
    if kind is not None:
        raise ExportError(f"{file} is a {kind}; save what comes from it to a file and read that.")
    try:
        if form is Form.XLSX:
            return _of_workbook(file, *read_sheet(file, sheet))
        columns, rows = read_parquet(file)
        _refuse_not_ours(file, columns)
        return columns, list(rows)
    except OSError as error:
        raise ExportError(f"{file} cannot be read: {error.strerror or error}. Check the path.") from error


def _of_workbook(
    file: Path, columns: list[str], cells: Iterator[tuple[int, list[Any]]]
) -> tuple[list[str], list[Row]]:
    _refuse_not_ours(file, columns)
    rows = []
    for number, line in cells:
        found = dict(zip(columns, line, strict=True))
        place = f"{file}, row {number}"
        rows.append({name: _of_a_cell(name, found, f"{place}, {name}") for name in columns})
    return columns, rows


def _refuse_not_ours(file: Path, columns: Sequence[str]) -> None:
    if _OURS.isdisjoint(columns):
        raise ExportError(f"{file} is not a table that claimcheck wrote: its header is not ours.")
    twice = next((name for name in columns if list(columns).count(name) > 1), None)
    if twice is not None:
        raise ExportError(f"{file} has two columns that are called {twice!r}; {_ANEW}.")


def _of_a_cell(name: str, cells: Mapping[str, Any], place: str) -> Cell:
    """What the cell *name* of a workbook's row was written from; text is what it says."""
    cell = cells[name]
    if cell is None or cell == "":
        return None
    if isinstance(cell, Formula):
        raise ExportError(f"{place}: {cell!s:.60} is a formula; type what it gives, as text.")
    if isinstance(cell, str) and name not in NUMBERS:
        return cell
    if isinstance(cell, datetime):
        return _iso(name, cell)
    scale = cells.get("scale")
    return _as_it_was(name, {name: _spelt(cell), "scale": scale if isinstance(scale, str) else ""}, place)


def _iso(name: str, moment: datetime) -> str:
    # Of a day's part a spreadsheet keeps less than a second.
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    if name in MOMENTS:
        return moment.replace(tzinfo=UTC).isoformat(timespec="seconds")
    return moment.date().isoformat()


def _spelt(cell: object) -> str:
    """A cell that is no text, as a CSV has it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return str(cell)


def _text(file: Path) -> str:
    """The characters of *file*, without a byte order mark; "Unicode text" of Excel is UTF-16."""
    kind = special(file)
    if kind is not None:
        raise ExportError(f"{file} is a {kind}; save what comes from it to a file and read that.")
    try:
        data = file.read_bytes()
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return _SEPARATOR_LINE.sub("", data.decode("utf-16" if wide else "utf-8-sig"), count=1)
    except OSError as error:
        raise ExportError(f"{file} cannot be read: {error.strerror or error}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise ExportError(
            f"{file} is not a CSV that claimcheck wrote ({error}); {_ANEW}, or save it as “CSV UTF-8” in the "
            "spreadsheet."
        ) from error


def _table(file: Path, text: str) -> tuple[list[str], list[list[str]], str]:
    """The header and the lines below it, cut by the mark under which the header is ours, and that mark."""
    csv.field_size_limit(2**31 - 1)
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        with suppress(csv.Error):
            columns = [name.strip() for name in next(reader, [])]
            if not _OURS.isdisjoint(columns):
                break
    else:
        raise ExportError(f"{file} is not a CSV that claimcheck wrote: its header is not ours.")
    while not columns[-1]:
        columns.pop()
    try:
        return columns, list(_lines(file, len(columns), reader)), delimiter
    except csv.Error as error:
        raise ExportError(f"{file} is not a CSV that claimcheck wrote ({error}); {_ANEW}.") from error


def _lines(file: Path, width: int, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Each line below the header; what is empty beyond it, or altogether, is an empty list of cells."""
    for number, line in enumerate(reader, 2):
        if len(line) < width or any(line[width:]):
            raise ExportError(f"{file}, row {number}: {len(line)} cells instead of {width}; {_ANEW}.")
        yield line[:width] if any(line) else []


def _as_written(
    columns: Sequence[str], lines: Sequence[Sequence[str]], text: str, delimiter: str
) -> list[Row] | None:
    """The rows where *text* is, to the letter, what claimcheck writes for them: then all is as it stands."""
    try:
        rows = [
            {name: _literal(name, cell) for name, cell in zip(columns, line, strict=True)} for line in lines
        ]
    except ValueError:
        return None
    return rows if to_csv(columns, rows, delimiter) == text else None


def _literal(name: str, cell: str) -> Cell:
    if cell == "":
        return None
    return number_of(cell, NUMBERS[name]) if name in NUMBERS else unguard(cell)


def _as_saved(file: Path, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> list[Row]:
    """The rows as far as it can be told what they were before a spreadsheet saved them."""
    rows = []
    for number, line in enumerate(lines, 2):
        cells = dict(zip(columns, line, strict=False))
        if cells:
            rows.append({name: _as_it_was(name, cells, f"{file}, row {number}, {name}") for name in columns})
    return rows


def _as_it_was(name: str, cells: Mapping[str, str], place: str) -> Cell:
    """What the cell *name* of a row was written from; an ExportError tells its *place*."""
    cell = cells[name]
    if cell == "":
        return None
    try:
        if name in NUMBERS:
            return number_of(cell, NUMBERS[name])
        if name in _IDS:
            return id_of(cell)
        if name in _RATINGS:
            return rating_of(unguard(cell), cells.get("scale", ""))
        return day_of(unguard(cell)) if name in DAYS else unguard(cell)
    except TellNothingError as error:
        raise ExportError(f"{place}: {cell!r} {error}; {_ANEW}.") from None
