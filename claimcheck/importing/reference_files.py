"""CSV, XLSX, Parquet or a DataFrame -> the named columns of a reference table.

With the SHA-256 of the file.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from claimcheck.arguments import refuse_no_path
from claimcheck.errors import ReferenceTableError
from claimcheck.importing.table_heads import head_of, is_empty, rows_of, separator_of, split_first
from claimcheck.output_paths import special
from claimcheck.reading.decoding import decode
from claimcheck.table_layout import FileKind, Layout

if TYPE_CHECKING:
    from pandas import DataFrame

Given: TypeAlias = "str | Path | DataFrame | NamedFile"

_BEGINNING = 5_000
LARGE_LINES = 1_000_000
"""A Parquet file of more lines is read in pieces, when a figure of it is asked for."""
LARGE_BYTES = 200_000_000
"""Other files of more bytes are refused."""
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_FRAME = Layout()
_ENCODINGS = ("utf-8-sig", "cp1252", "utf-16", "utf-32", "latin-1", "iso8859-2", "cp1250")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file at ``path`` that people know by another ``name``."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """The columns of a file by their headers, its name and its digest (None for a DataFrame).

    ``first`` is the line on which its first row stands, ``above`` what the lines over its header say,
    ``layout`` how it lies in the file.
    """

    columns: Mapping[str, Sequence[object]]
    name: str
    sha256: str | None = None
    first: int = 2
    above: tuple[str, ...] = ()
    layout: Layout = _FRAME

    @property
    def lines(self) -> range:
        """The line of each row."""
        return range(self.first, self.first + len(next(iter(self.columns.values()), ())))

    def column(self, header: str, what: str) -> Sequence[object]:
        """The cells under *header*; raises ReferenceTableError naming those that there are."""
        return self.columns[self.header(header, what)]

    def header(self, header: str, what: str) -> str:
        """A header as the file writes it; raises ReferenceTableError naming those that there are."""
        if header in self.columns:
            return header
        alike = [name for name in self.columns if name.strip().casefold() == header.strip().casefold()]
        if len(alike) == 1:
            return alike[0]
        there = ", ".join(f'"{name}"' for name in self.columns)
        raise ReferenceTableError(f'{self.name} has no column "{header}" for {what}. It has {there}.')


def large_parquet(given: Given) -> NamedFile | None:
    """A Parquet file of more than ``LARGE_LINES``, which is not read whole; None of any other."""
    if isinstance(given, (str, Path)):
        given = NamedFile(Path(given).expanduser(), Path(given).name)
    if not isinstance(given, NamedFile) or Path(given.name).suffix.lower() != ".parquet":
        return None
    if "\0" in str(given.path) or not given.path.is_file():
        return None
    # Not above: it needs NumPy, and importing claimcheck none.
    from claimcheck.importing.parquet_batches import lines_of

    return given if lines_of(given.path, given.name) > LARGE_LINES else None


def _refuse_large_text(path: Path, name: str) -> None:
    """Raise ReferenceTableError for a text file that would fill the memory."""
    size = path.stat().st_size
    if size > LARGE_BYTES and Path(name).suffix.lower() != ".parquet":
        raise ReferenceTableError(
            f"{name} has {size / 1e6:,.0f} MB and would have to be read whole. "
            "Save it as Parquet, of which only what is asked for is read: docs/numbers.md says how."
        )


def read_columns(given: Given) -> Read:
    """All columns of a file or a DataFrame, every cell of a CSV as text.

    Raises ReferenceTableError with the remedy where it cannot be read.
    """
    if hasattr(given, "columns") and hasattr(given, "to_dict"):
        frame: Any = given
        return Read({str(name): list(frame[name]) for name in frame.columns}, "the DataFrame")
    if isinstance(given, NamedFile):
        path, name = given.path, given.name
    else:
        refuse_no_path("table", given, ReferenceTableError)
        path = Path(given).expanduser()
        name = path.name
    try:
        kind = special(path)
        if kind is not None:
            raise OSError(f"it is a {kind}")
        _refuse_large_text(path, name)
        content = path.read_bytes()
    except OSError as error:
        raise ReferenceTableError(
            f"The table {path} cannot be read: {error.strerror or error}. "
            "Give the path of a CSV, XLSX or Parquet file."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    suffix = Path(name).suffix.lower()
    if suffix in _WORKBOOKS or suffix == ".parquet":
        return replace(_by_pandas(name, content, suffix), sha256=digest)
    text = decode(content, name)
    read = _of_text(text, name)
    layout = replace(read.layout, encoding=_encoding_of(content, text))
    return replace(read, sha256=digest, layout=layout)


def _encoding_of(content: bytes, text: str) -> str:
    """The encoding by which *content* is *text*."""
    for encoding in _ENCODINGS:
        try:
            if content.decode(encoding) == text:
                return "utf-8" if encoding == "utf-8-sig" and content[:1] != b"\xef" else encoding
        except UnicodeError:
            continue
    return "utf-8"


def read_beginning(file: NamedFile) -> tuple[Read, int]:
    """What tells which column is which, and how many lines there are: all of a text, the first of Parquet.

    Raises like `read_columns`.
    """
    if Path(file.name).suffix.lower() != ".parquet":
        read = read_columns(file)
        return read, len(read.lines)
    try:
        # Not above: importing claimcheck needs no pyarrow.
        import pyarrow.parquet

        with pyarrow.parquet.ParquetFile(file.path) as parquet:
            first = next(parquet.iter_batches(batch_size=_BEGINNING), None)
            cells = {} if first is None else first.to_pydict()
            # What pandas keeps its index in, and gives to nobody who reads the file.
            columns = {name: cells[name] for name in cells if not name.startswith("__index_level_")}
            number = int(parquet.metadata.num_rows)
        with file.path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except ImportError as error:
        raise _lacking(file.name, error) from error
    except Exception as error:
        raise ReferenceTableError(f"{file.name} cannot be read as parquet: {error}. Save it anew.") from error
    return Read(columns, file.name, digest), number


def _lacking(name: str, error: ImportError) -> ReferenceTableError:
    return ReferenceTableError(
        f"{name} needs a library that is not installed: {error}. "
        "Install claimcheck with the extra [tables], or save the table as CSV."
    )


def _of_rows(rows: Sequence[Sequence[object]], name: str) -> Read:
    """The columns under the header, which may stand under titles and notes."""
    place = head_of(rows)
    header = [_header(cell) for cell in rows[place]] if rows else []
    if sum(map(bool, header)) < 2:
        raise ReferenceTableError(
            f"{name} has no header of several columns in its first line. Write one there."
        )
    twice = sorted({cell for cell in header if header.count(cell) > 1 and cell})
    if twice:
        raise ReferenceTableError(f'{name} has the column "{twice[0]}" twice. Rename one of them.')
    width = len(header)
    body = [[*row, *[""] * (width - len(row))] for row in rows[place + 1 :]]
    columns = {cell: [row[at] for row in body] for at, cell in enumerate(header) if cell}
    above = [" ".join(str(cell).strip() for cell in row if not is_empty(cell)) for row in rows[:place]]
    longer = any(len(row) > width for row in rows[place + 1 :])
    layout = Layout(FileKind.CSV, above=place, width=width if longer else 0)
    return Read(columns, name, first=place + 2, above=tuple(filter(None, above)), layout=layout)


def _header(cell: object) -> str:
    if is_empty(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _of_text(text: str, name: str) -> Read:
    try:
        separator = separator_of(text)
        header, *rest = rows_of(text, separator) or [[]]
    except csv.Error as error:
        raise ReferenceTableError(f"{name} cannot be read as CSV: {error}. Save it anew.") from error
    stripped = [cell.strip() for cell in header]
    header, rest = split_first(stripped, rest)
    split = tuple(header[: len(header) - len(stripped) + 1]) if header != stripped else ()
    read = _of_rows([header, *rest], name)
    width = read.layout.width - max(0, len(split) - 1) if read.layout.width else 0
    return replace(read, layout=replace(read.layout, separator=separator, width=width, split=split))


def _by_pandas(name: str, content: bytes, suffix: str) -> Read:
    # Not above: importing claimcheck needs no pandas.
    import pandas as pd

    try:
        if suffix == ".parquet":
            frame = pd.read_parquet(io.BytesIO(content))
            columns = {str(header): list(frame[header]) for header in frame.columns}
            return Read(columns, name, layout=Layout(FileKind.PARQUET))
        sheets = pd.read_excel(io.BytesIO(content), header=None, sheet_name=None)
    except ImportError as error:
        raise _lacking(name, error) from error
    except Exception as error:
        raise ReferenceTableError(f"{name} cannot be read as {suffix[1:]}: {error}. Save it anew.") from error
    # Of several sheets that with the most in it: others hold a summary or notes.
    fullest = max(sheets, key=lambda sheet: int(sheets[sheet].count().sum()), default=None)
    rows = [] if fullest is None else [list(row) for row in sheets[fullest].itertuples(index=False)]
    read = _of_rows(rows, name)
    return replace(read, layout=replace(read.layout, kind=FileKind.WORKBOOK, sheet=str(fullest)))
