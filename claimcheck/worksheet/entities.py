"""Columns that name countries by codes of two or three letters, and what those stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from claimcheck.worksheet.places import named_by_code

_LOOKED_AT = 400
_MOST = 0.6


def distinct(column: Iterable[object]) -> list[str]:
    """The different texts of a column, as far as it is looked at, without those that are empty."""
    texts = (str(cell).strip() for cell in column if cell is not None and cell == cell)
    return list(islice(dict.fromkeys(filter(None, texts)), _LOOKED_AT))


def are_codes(column: Iterable[object], letters: tuple[int, ...] = (2, 3)) -> bool:
    """Whether most of a column are codes of countries.

    >>> are_codes(["DE", "FR", "EU27_2020"]), are_codes(["Germany", "France"]), are_codes(["DE", "FR"], (3,))
    (True, False, False)
    """
    cells = distinct(column)
    known = [cell for cell in cells if cell.isupper() and named_by_code(cell) and _fits(cell, letters)]
    return bool(cells) and len(known) >= _MOST * len(cells)


def _fits(cell: str, letters: tuple[int, ...]) -> bool:
    return len(cell) in letters or "_" in cell or cell[-1].isdigit()


def spelt_out(column: Sequence[object]) -> tuple[list[object], list[object]]:
    """The names that codes stand for, and their codes of three letters; what is none stays as it is.

    >>> spelt_out(["EL", "World"])
    (['Greece', 'World'], ['GRC', None])
    """
    known = [named_by_code(str(cell).strip()) for cell in column]
    names = [found[1] if found else cell for found, cell in zip(known, column, strict=True)]
    return names, [found[0] if found else None for found in known]


def three_letters(column: Sequence[object]) -> list[object]:
    """A column of codes with those of two letters as three."""
    known = ((named_by_code(str(cell).strip()), cell) for cell in column)
    return [found[0] if found else cell for found, cell in known]
