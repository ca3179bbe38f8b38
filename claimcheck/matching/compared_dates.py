"""The dates of a claim, and which of them agree or differ in two claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.matching.word_senses import folded, section
from claimcheck.model import Measured, Quantity, Reason

_MOST = 40
_DAY = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:-(?P<part>[A-Z][A-Z\d]{1,2}))?(?!\d)"
)
# "last year" where nobody knows which that is.
_RELATIVE = re.compile(r"(?:PREV|THIS|NEXT) \w+")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")


@dataclass(frozen=True, slots=True)
class Date:
    """One date as far as it is said."""

    said: str
    year: str | None
    month: str | None = None
    day: str | None = None
    weekday: str | None = None
    part: str | None = None

    @property
    def parts(self) -> tuple[str | None, ...]:
        """Its parts, None for those that are not said."""
        return (self.year, self.month, self.day, self.weekday, self.part)


def dates(quantities: Iterable[Quantity], said_on: str | None = None) -> tuple[Date, ...]:
    """The dates among the quantities, as far as they name a year, month, day or weekday.

    *said_on*, an ISO date, tells the year of "last year" where the quantity itself does not.
    """
    found = (
        _date(quantity, said_on) for quantity in list(quantities)[:_MOST] if quantity.kind is Measured.DATE
    )
    return tuple(date for date in found if date is not None)


def _date(quantity: Quantity, said_on: str | None) -> Date | None:
    notation = quantity.resolved or _year_meant(quantity.normalized or "", said_on)
    day, weekday = _DAY.match(notation), _WEEKDAY.match(quantity.normalized or "")
    if weekday:
        return Date(quantity.text, None, weekday=weekday[1])
    if day is None:
        return Date(quantity.text, None, part=notation) if _RELATIVE.fullmatch(notation) else None
    if not (day["month"] or day["part"] or day["year"].isdigit()):
        return None
    year = day["year"] if day["year"].isdigit() else None
    return Date(quantity.text, year, day["month"], day["day"], part=day["part"])


def _year_meant(notation: str, said_on: str | None) -> str:
    """The year of "PREV P1Y" and the like on that day; any other notation as it is."""
    ahead, year = section("years_meant").get(notation), _DAY.match(said_on or "")
    if ahead is None or year is None or not year["year"].isdigit():
        return notation
    return f"{int(year['year']) + int(ahead):04}"


def compare_dates(left: Sequence[Date], right: Sequence[Date]) -> Iterator[Reason]:
    """In which dates two claims agree or differ; a part that only one of them says is no difference."""
    pairs = [(one, other, _same_parts(one, other)) for one in left for other in right]
    both = [(one, other) for one, other, same in pairs if same and all(same)]
    settled = {id(date) for pair in both for date in pair}
    for one, other in both[:1]:
        alike = folded(one.said) == folded(other.said)
        yield Reason("year", True, f"both say {one.said}" if alike else f"{one.said} fits {other.said}")
    for one, other, same in pairs:
        if not settled & {id(one), id(other)} and not all(same):
            yield Reason("year", False, f"{one.said} against {other.said}")
            return


def _same_parts(one: Date, other: Date) -> list[bool]:
    """Of each part that both dates say, whether it is the same."""
    parts = zip(one.parts, other.parts, strict=True)
    return [mine == theirs for mine, theirs in parts if mine is not None and theirs is not None]
