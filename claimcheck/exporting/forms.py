"""Which form a table takes, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from claimcheck.errors import ExportError
from claimcheck.exporting.csv_file import LongCells, write_rows
from claimcheck.exporting.parquet_file import write_parquet
from claimcheck.exporting.tables import Table
from claimcheck.exporting.xlsx_file import write_xlsx
from claimcheck.output_paths import STDOUT


class Form(Enum):
    """What a file of tables is; the value is its ending."""

    CSV = ".csv"
    TSV = ".tsv"
    XLSX = ".xlsx"
    PARQUET = ".parquet"


DELIMITERS = {",": ",", ";": ";", "tab": "\t", "\t": "\t"}
"""What may part the cells of a CSV, as it is asked for."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How text files are written, and of when a workbook says that it is."""

    bom: bool = True
    delimiter: str = ","
    at: datetime | None = None


def form_of(path: Path, otherwise: Form | None = None) -> Form:
    """The form of *path* by its ending; standard output is CSV.

    For any other ending it is *otherwise*, and where that is None an ExportError is raised.

    >>> form_of(Path("verdicts.XLSX"))
    <Form.XLSX: '.xlsx'>
    """
    if str(path) == STDOUT:
        return Form.CSV
    try:
        return Form(path.suffix.casefold())
    except ValueError:
        if otherwise is not None:
            return otherwise
        what = f"the ending {path.suffix!r}" if path.suffix else "no ending"
        raise ExportError(
            f"{path} has {what}, and says with it no form for a table; name a file that ends with "
            f"{', '.join(form.value for form in Form)}."
        ) from None


def delimiter_of(given: str) -> str:
    """The character that parts the cells; raises ExportError where it is none of ours."""
    if not isinstance(given, str) or given not in DELIMITERS:
        raise ExportError(f'delimiter={given!r:.20} parts no cells; give ",", ";" or "tab".')
    return DELIMITERS[given]


def write_form(form: Form, part: Path, tables: Sequence[Table], manner: Manner) -> Callable[[Path], None]:
    """Write *tables*, in all forms but XLSX one, to the file *part*; what is given warns of what was cut."""
    if form is Form.XLSX:
        cut = write_xlsx(part, tables, manner.at)

        def warn(path: Path) -> None:
            for table, long in zip(tables, cut, strict=True):
                long.warn(
                    f"{path}, sheet {table.name}: a cell says at its end that it was cut, where it held"
                )

        return warn
    [table] = tables
    if form is Form.PARQUET:
        write_parquet(part, table)
        return lambda path: None
    long = LongCells(table.columns)
    delimiter = "\t" if form is Form.TSV else manner.delimiter
    write_rows(part, table.columns, long.seen(table.each()), bom=manner.bom, delimiter=delimiter)
    return lambda path: long.warn(f"{path} is whole, but a spreadsheet cuts")
