"""A Parquet file too large to hold: its columns piece by piece, without the pieces that cannot have it.

Each piece knows the line of the file on which it begins. The digest is taken in pieces too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ReferenceTableError

_LINES = 1 << 17
"""Lines of a piece."""
_FIRST = 2
"""The line of the first figure; the header is line 1."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of a piece: its different cells, and which of them stands on each line."""

    cells: tuple[object, ...]
    places: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines in the order of the file, and which they are; ``values`` are NaN where there is none."""

    lines: NDArray[np.int64]
    columns: Mapping[str, Coded]
    values: NDArray[np.float64]


class ParquetFile:
    """The columns "entity", "period", "value" and perhaps "code" of a Parquet file, by their *headers*.

    People know it by its *name*. Raises ReferenceTableError where the file cannot be read, or a
    column is not there or no number.
    """

    def __init__(self, path: Path, headers: Mapping[str, str], name: str | None = None) -> None:
        self.path, self.name = path, name or path.name
        self._headers = {what: self._header(header, what) for what, header in headers.items()}
        self._stamp = self._seen()
        if not self._is_number:
            raise ReferenceTableError(
                f'{self.name}: the column "{self._headers["value"]}" holds text, and the table is too large '
                "to be read whole. Save its figures as numbers."
            )
        with path.open("rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def _file(self) -> Any:
        return _opened(self.path, self.name)

    def _header(self, header: str, what: str) -> str:
        there = list(self._file.schema_arrow.names)
        alike = [name for name in there if name.strip().casefold() == header.strip().casefold()]
        if header in there or len(alike) == 1:
            return header if header in there else str(alike[0])
        listed = ", ".join(f'"{name}"' for name in there)
        raise ReferenceTableError(f'{self.name} has no column "{header}" for {what}. It has {listed}.')

    @property
    def headers(self) -> Mapping[str, str]:
        """What each column is called in the file."""
        return self._headers

    @property
    def _is_number(self) -> bool:
        import pyarrow.types as kinds

        kind = self._file.schema_arrow.field(self._headers["value"]).type
        return bool(kinds.is_integer(kind) or kinds.is_floating(kind) or kinds.is_decimal(kind))

    def _seen(self) -> tuple[int, int]:
        there = self.path.stat()
        return there.st_size, there.st_mtime_ns

    def pieces(self, entities: Collection[object] = (), periods: Collection[object] = ()) -> Iterator[Piece]:
        """The lines of the file, or those of these entities and periods, piece by piece.

        What cannot have them by the index of the file is not read.

        Raises ReferenceTableError where the file is another by now.
        """
        try:
            same = self._seen() == self._stamp
        except OSError:
            same = False
        if not same:
            raise ReferenceTableError(
                f"{self.name} has changed, or is gone, since it was brought in. Bring it in again."
            )
        wanted = {"entity": entities, "period": periods}
        line = _FIRST
        for group in range(self._file.num_row_groups):
            told = self._file.metadata.row_group(group)
            if all(self._may_have(told, what, cells) for what, cells in wanted.items()):
                yield from self._of_group(group, line, wanted)
            line += told.num_rows

    def _may_have(self, told: Any, what: str, cells: Collection[object]) -> bool:
        """Whether one of the *cells* lies between the least and the greatest of a group of lines."""
        columns = (told.column(at) for at in range(told.num_columns))
        named = (one.statistics for one in columns if one.path_in_schema == self._headers[what])
        index = next(named, None)
        if not cells or index is None or not index.has_min_max:
            return True
        try:
            return any(index.min <= cell <= index.max for cell in cells)
        except TypeError:
            return True

    def _of_group(self, group: int, line: int, wanted: Mapping[str, Collection[object]]) -> Iterator[Piece]:
        chosen = list(self._headers.values())
        for batch in self._file.iter_batches(_LINES, row_groups=[group], columns=chosen):
            lines = np.arange(line, line + batch.num_rows, dtype=np.int64)
            line += batch.num_rows
            for what, cells in wanted.items():
                if cells:
                    mask = _is_one_of(batch.column(self._headers[what]), cells)
                    batch, lines = batch.filter(mask), lines[mask.to_numpy(zero_copy_only=False)]
            if batch.num_rows:
                yield Piece(lines, *self._columns(batch))

    def _columns(self, batch: Any) -> tuple[dict[str, Coded], NDArray[np.float64]]:
        columns = {
            what: _coded(batch.column(header)) for what, header in self._headers.items() if what != "value"
        }
        return columns, _numbers(batch.column(self._headers["value"]))


def lines_of(path: Path, name: str) -> int:
    """How many lines a Parquet file has, by its own index."""
    return int(_opened(path, name).metadata.num_rows)


def _opened(path: Path, name: str) -> Any:
    # Not above: importing claimcheck needs no pyarrow.
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise ReferenceTableError(
            f"{name} needs a library that is not installed: {error}. "
            "Install claimcheck with the extra [tables], or save the table as CSV."
        ) from error
    try:
        return pyarrow.parquet.ParquetFile(path, memory_map=False)
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise ReferenceTableError(f"{name} cannot be read as parquet: {error}. Save it anew.") from error


def _coded(column: Any) -> Coded:
    import pyarrow

    if not pyarrow.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="encode")
    cells, places = column.dictionary.to_pylist(), column.indices
    if places.null_count:
        cells, places = [*cells, None], places.fill_null(len(cells))
    return Coded(tuple(cells), places.to_numpy(zero_copy_only=False).astype(np.int64))


def _is_one_of(column: Any, cells: Collection[object]) -> Any:
    import pyarrow
    import pyarrow.compute as compute

    if pyarrow.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return compute.is_in(column, value_set=pyarrow.array(list(cells), type=column.type))


def _numbers(column: Any) -> NDArray[np.float64]:
    import pyarrow

    numbers = column.cast(pyarrow.float64(), safe=False).to_numpy(zero_copy_only=False)
    return np.asarray(numbers, dtype=np.float64)
