"""Where in rows of cells the header stands, under titles and notes, and what the cells are parted by."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

Row = Sequence[object]

# Of two that fit as well the one that is seldom within a cell.
_DELIMITERS = "\t;|,"
_LOOKED_AT = 60
# What Eurostat writes behind a figure: "1234.5 p", and for none ": c".
_FLAGGED = re.compile(r"\s*(:|[-+]?\d[\d.]*)\s*[a-z]*\s*")


def separator_of(text: str) -> str:
    """What parts the cells of a text: that by which the most rows are alike in width.

    >>> separator_of("land;bip\\nFrankreich;2,8")
    ';'
    """
    first = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(_DELIMITERS, key=lambda mark: _evenness(first, mark))


def rows_of(text: str, separator: str) -> list[list[str]]:
    """The rows of a text whose cells are parted by *separator*.

    >>> rows_of("land;bip\\nFrankreich;2,8", ";")
    [['land', 'bip'], ['Frankreich', '2,8']]
    """
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _evenness(text: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max((width * number for width, number in widths.items()), default=0)


def head_of(rows: Sequence[Row]) -> int:
    """The place of the header: the first row that has more than half of what the fullest one has.

    >>> head_of([["Table 1: GDP"], [], ["country", "2022", "2023"], ["France", 2.8, 3.0]])
    2
    """
    filled = [sum(not is_empty(cell) for cell in row) for row in islice(rows, _LOOKED_AT)]
    most = max(filled, default=0)
    return next((place for place, number in enumerate(filled) if number > most / 2), 0)


def is_empty(cell: object) -> bool:
    """Whether a cell has nothing in it."""
    return cell is None or cell != cell or not str(cell).strip()


def split_first(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    r"""Eurostat's first column, ``freq,unit,geo\TIME_PERIOD``, as the columns it is made of.

    And its figures without the flags behind them. Any other table stays as it is.

    >>> split_first(["unit,geo\\TIME_PERIOD", "2023"], [["EUR,FR", "3.0 p"]])
    (['unit', 'geo', '2023'], [['EUR', 'FR', '3.0']])
    """
    names = header[0].partition("\\")[0].split(",") if header and "\\" in header[0] else []
    if not names or any(row and row[0].count(",") != len(names) - 1 for row in rows):
        return header, rows
    return [*names, *header[1:]], [[*row[0].split(","), *map(_unflagged, row[1:])] for row in rows if row]


def _unflagged(cell: str) -> str:
    found = _FLAGGED.fullmatch(cell)
    return found[1] if found else cell
