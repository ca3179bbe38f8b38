"""A figure for a reader: its value with its unit, and from where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.calculations import Figure
from claimcheck.worksheet.numbers import told

_SHOWN = 3
"""So many members or lines are named, of more the number is said."""


def value_in_words(figure: Figure) -> str:
    """The figure with its unit; empty where nobody has given it yet.

    >>> value_in_words(Figure("Chad", "GDP", 2023, 51745290361798, "USD"))
    '51.75 trillion USD'
    """
    return "" if figure.value is None else told(figure.value, figure.unit)


def origin_in_words(figure: Figure) -> str:
    """From where a figure is, as facts: who published it, which lines of which file, who is not in it.

    >>> origin_in_words(Figure("Chad", "GDP", 2023, 5, "USD", "gdp.csv", "World Bank", rows=(7,)))
    '2023 · World Bank · gdp.csv, line 7'
    """
    return " · ".join(_facts(figure))


def _facts(figure: Figure) -> Iterator[str]:
    if figure.period is not None:
        yield str(figure.period)
    if figure.source or figure.url:
        yield str(figure.source or figure.url)
    if figure.table:
        lines = f", {_lines(figure.rows)}" if figure.rows else ""
        yield f"{figure.table}{lines}"
    if figure.absent:
        yield f"without {_named(figure.absent)}, which have no figure"
    if figure.note:
        yield figure.note


def _lines(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return f"line {rows[0]}"
    return f"lines {_named([str(row) for row in rows])}"


def _named(names: Sequence[str]) -> str:
    first = ", ".join(names[:_SHOWN])
    return first if len(names) <= _SHOWN else f"{first} and {len(names) - _SHOWN} more"
