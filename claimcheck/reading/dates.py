"""A date in whatever form it is written -> an ISO date; what can be read in two ways is none."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser

_ISO = re.compile(
    r"(?P<date>\d{8}|\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:?\d{2}\S{0,30})?\s{0,3}(?:Z|UTC)?", re.A
)
_FIRST_DAY = {len("2019"): "-01-01", len("2019-10"): "-01"}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.A)
_YEAR_FIRST = re.compile(r"\d{4}\D", re.A)
_LONGEST = 80
# Two days that share neither year nor month nor day: what a date leaves out differs between its readings.
_ONE, _OTHER = datetime(2001, 1, 1), datetime(2004, 2, 2)


class NoDateError(ValueError):
    """What is written is no date, or several; the message says which, and the remedy.

    *at_desk* says it to somebody without a command line, where that is another remedy.
    """

    def __init__(self, message: str, at_desk: str | None = None) -> None:
        super().__init__(message)
        self.at_desk = at_desk or message


def iso_day(written: str, day_first: bool | None = None) -> str:
    """The ISO date of *written*: the day, or the month or year where no more is said.

    It is the day that stands there; a time zone moves nothing. *day_first* says how 03/04/2019 is meant;
    without it such a date is refused. Raises ``NoDateError``.

    >>> iso_day("Wednesday, October 30th, 2019"), iso_day("October 2019"), iso_day("10/30/2019")
    ('2019-10-30', '2019-10', '2019-10-30')
    """
    written = written.strip()
    iso = _ISO.fullmatch(written)
    if iso is not None:
        return _existing(iso["date"], written)
    if len(written) > _LONGEST or not _YEAR.search(written):
        raise NoDateError(f"{_shown(written)} is no date with a year in four digits")
    orders = (False, True) if day_first is None else (day_first,)
    if _YEAR_FIRST.match(written):
        orders = (False,)
    readings = {reading for first in orders if (reading := _read(written, first)) is not None}
    if not readings:
        raise NoDateError(f"{_shown(written)} is no date that can be read; 2019-10-30 is one")
    if len(readings) > 1:
        several = f"{_shown(written)} may be {' or '.join(sorted(readings))}"
        raise NoDateError(
            f"{several}; say which with --day-first or --month-first (day_first=True or False)",
            at_desk=f"{several}; write the one that is meant in the file",
        )
    return readings.pop()


def _existing(iso: str, written: str) -> str:
    try:
        day = date.fromisoformat(iso + _FIRST_DAY.get(len(iso), ""))
    except ValueError:
        raise NoDateError(f"{_shown(written)} is no day of the calendar") from None
    return day.isoformat() if len(iso) == len("20191030") else iso


def _read(written: str, day_first: bool) -> str | None:
    """The ISO date in one order of day and month; None where it is none, or has no year."""
    try:
        one, other = (
            parser.parse(written, dayfirst=day_first, ignoretz=True, default=rest) for rest in (_ONE, _OTHER)
        )
    except (ValueError, OverflowError):
        return None
    if one.year != other.year:
        return None
    day = one.date().isoformat()
    if one.month != other.month:
        return day[:4] if one.day != other.day else None
    return day if one.day == other.day else day[:7]


def _shown(written: str) -> str:
    return repr(written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…")
