"""A table as Parquet: text, whole numbers, numbers and moments as such, written some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from claimcheck.errors import ExportError
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.extra import not_installed
from claimcheck.exporting.tables import MOMENTS, NUMBERS, Table

_AT_ONCE = 10_000


def write_parquet(part: Path, table: Table) -> None:
    """Write *table* to the file *part*; raises OSError where the disk refuses."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise not_installed("Parquet") from None

    def kind(name: str) -> Any:
        if name in NUMBERS:
            return pa.int64() if NUMBERS[name] is int else pa.float64()
        return pa.timestamp("s", tz="UTC") if name in MOMENTS else pa.string()

    schema = pa.schema([(name, kind(name)) for name in table.columns])
    with parquet.ParquetWriter(str(part), schema) as writer:
        rows = table.each()
        while True:
            batch = list(islice(rows, _AT_ONCE))
            columns = [[_value(name, row[name]) for row in batch] for name in table.columns]
            if batch or not table.length:
                writer.write_table(pa.table(columns, schema=schema))
            if len(batch) < _AT_ONCE:
                return


def read_parquet(path: Path) -> tuple[list[str], Iterator[dict[str, Cell]]]:
    """The columns of the table at *path* and its rows, with the values that it was written from."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise not_installed("Parquet") from None
    try:
        table = parquet.read_table(str(path))
    except pyarrow.ArrowInvalid as error:
        raise ExportError(
            f"{path} is not a table that claimcheck wrote ({error}); export it anew."
        ) from error
    columns = list(table.column_names)
    return columns, ({name: _cell(name, cell) for name, cell in row.items()} for row in table.to_pylist())


def _value(name: str, cell: Cell) -> Any:
    if cell == "":
        return None
    return datetime.fromisoformat(cell) if name in MOMENTS and isinstance(cell, str) else cell


def _cell(name: str, cell: Any) -> Cell:
    if name in MOMENTS and isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    return cell  # type: ignore[no-any-return]
