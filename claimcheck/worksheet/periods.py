"""For which years a claim is worked out.

Those it names, else the latest that the tables have and those before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model import Bound, Measured, Quantity
from claimcheck.worksheet.asked import Asked

_BEFORE = 2
_FROM = re.compile(
    r"(?i)\b(?:since|than in|than it was in|from|compared (?:with|to)|against|over)\s+(?:the year\s+)?$"
)
_YEAR_MONTHS = 12


def years_asked(asked: Asked, available: Sequence[int]) -> list[int]:
    """The years to look at, first the one that is meant; *available* has the latest first.

    A claim that names no year is taken for the latest figures of its day, and for the years before.
    """
    if asked.years:
        return [year for year in asked.years if year in available]
    return _likely(asked, available)


def _likely(asked: Asked, available: Sequence[int]) -> list[int]:
    """The last years with figures: first the last that was over on the day of the claim.

    Then that day's own.
    """
    published = asked.sentence.published
    return sorted(
        available[: 2 + _BEFORE], key=lambda year: (year == published and len(available) > 1, -year)
    )[: 1 + _BEFORE + (published in available)]


def spans_asked(asked: Asked, available: Sequence[int]) -> list[tuple[int, int]]:
    """From which year to which something changed, first the span that is meant.

    Empty where that cannot be told.
    """
    there = set(available)
    return [span for span in _spans(asked, list(available)) if set(span) <= there and span[0] < span[1]]


def _spans(asked: Asked, available: list[int]) -> list[tuple[int, int]]:
    if not available:
        return []
    likely, length = _likely(asked, available), _length(asked)
    if len(asked.years) > 1:
        return [(asked.years[0], asked.years[-1])]
    if asked.years:
        (year,) = asked.years
        if _is_start(asked, year):
            return [(year, to) for to in likely if to > year]
        return [(year - (length or 1), year)]
    if length:
        return [(to - length, to) for to in likely]
    return [(to - 1, to) for to in likely]


def _is_start(asked: Asked, year: int) -> bool:
    """Whether it is the year from which something changed: "since 2010", "than in 2010"."""
    text = asked.sentence.text
    for quantity in asked.others:
        named = quantity.kind is Measured.DATE and str(year) in quantity.text
        if named and (quantity.bound is Bound.AT_LEAST or _FROM.search(text[: quantity.span.start])):
            return True
    right = asked.comparison.right if asked.comparison else None
    return right is not None and str(year) in right


def _length(asked: Asked) -> int | None:
    """How many years a change took: "in ten years", "than twelve months earlier".

    None for "a year" of a rate.
    """
    for quantity in asked.others:
        if quantity.kind is Measured.DURATION and quantity.value:
            years = _in_years(quantity)
            if years and not (years == 1 and asked.says("a_year") and "one" not in quantity.text):
                return years
    return None


def _in_years(quantity: Quantity) -> int | None:
    value = float(quantity.value or 0)
    unit = (quantity.unit or "").rstrip("s")
    steps = {"year": 1.0, "month": 1 / _YEAR_MONTHS, "decade": 10.0, "century": 100.0}
    years = value * steps.get(unit, 0)
    return int(years) if years >= 1 and years == int(years) else None
