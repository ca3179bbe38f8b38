"""CSV, XLSX, Parquet or a DataFrame -> the named columns of a reference table.

With the SHA-256 of the file.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from claimcheck.arguments import refuse_no_path
from claimcheck.errors import ReferenceTableError
from claimcheck.output_paths import special
from claimcheck.reading.decoding import decode

if TYPE_CHECKING:
    from pandas import DataFrame

Given: TypeAlias = "str | Path | DataFrame | NamedFile"

_DELIMITERS = ",;\t|"
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file at ``path`` that people know by another ``name``."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """The columns of a file by their headers, its name and its digest (None for a DataFrame).

    ``first`` is the line on which its first row stands.
    """

    columns: Mapping[str, Sequence[object]]
    name: str
    sha256: str | None = None
    first: int = 2

    @property
    def lines(self) -> range:
        """The line of each row."""
        return range(self.first, self.first + len(next(iter(self.columns.values()), ())))

    def column(self, header: str, what: str) -> Sequence[object]:
        """The cells under *header*; raises ReferenceTableError naming those that there are."""
        if header in self.columns:
            return self.columns[header]
        alike = [name for name in self.columns if name.strip().casefold() == header.strip().casefold()]
        if len(alike) == 1:
            return self.columns[alike[0]]
        there = ", ".join(f'"{name}"' for name in self.columns)
        raise ReferenceTableError(f'{self.name} has no column "{header}" for {what}. It has {there}.')


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
        content = path.read_bytes()
    except OSError as error:
        raise ReferenceTableError(
            f"The table {path} cannot be read: {error.strerror or error}. "
            "Give the path of a CSV, XLSX or Parquet file."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    suffix = Path(name).suffix.lower()
    if suffix in _WORKBOOKS or suffix == ".parquet":
        return Read(_by_pandas(name, content, suffix), name, digest)
    return Read(_of_text(decode(content, name), name), name, digest)


def _of_text(text: str, name: str) -> dict[str, list[object]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = [cell.strip() for cell in rows[0]] if rows else []
    if len(header) < 2:
        raise ReferenceTableError(
            f"{name} has no header of several columns in its first line. Write one there."
        )
    twice = sorted({cell for cell in header if header.count(cell) > 1 and cell})
    if twice:
        raise ReferenceTableError(f'{name} has the column "{twice[0]}" twice. Rename one of them.')
    width = len(header)
    body = [[*row, *[""] * (width - len(row))] for row in rows[1:]]
    return {cell: [row[place] for row in body] for place, cell in enumerate(header)}


def _by_pandas(name: str, content: bytes, suffix: str) -> dict[str, list[object]]:
    # Not above: importing claimcheck needs no pandas.
    import pandas as pd

    try:
        frame = (
            pd.read_parquet(io.BytesIO(content))
            if suffix == ".parquet"
            else pd.read_excel(io.BytesIO(content))
        )
    except ImportError as error:
        raise ReferenceTableError(
            f"{name} needs a library that is not installed: {error}. "
            "Install claimcheck with the extra [tables], or save the table as CSV."
        ) from error
    except Exception as error:
        raise ReferenceTableError(f"{name} cannot be read as {suffix[1:]}: {error}. Save it anew.") from error
    return {str(name): list(frame[name]) for name in frame.columns}
