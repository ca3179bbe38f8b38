"""How a table lies in its file: what is needed to find its figures there again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What a table was read from."""

    CSV = "csv"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Layout:
    """The ``kind`` of a file, and where in it the table lies.

    ``above`` is how many lines are above the header, ``width`` how many columns it has where other lines are
    longer, ``sheet`` the one of a workbook. ``split`` are the columns that stand in the first one, parted by
    commas, as Eurostat writes them.
    """

    kind: FileKind = FileKind.FRAME
    separator: str = ","
    encoding: str = "utf-8"
    sheet: str = ""
    above: int = 0
    width: int = 0
    split: tuple[str, ...] = ()
