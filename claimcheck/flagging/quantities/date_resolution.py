"""Which day or period a notation such as "XXXX-WXX-1" means, seen from the day of publication.

The rules, for an article published on day D:

- what is absolute stands for itself; decades, quarters and halves become periods of months or years;
- a weekday is the nearest such day up to D, or after D where the words look ahead ("next", "will");
- a month or day without a year is the nearest one that has begun by D where the verb beside it is in the
  past, or the nearest not yet over where the words look ahead; unknown where no verb tells;
- a year or month counted from one that the sentence names ("in 2019 … the previous year") is told from that;
- "this", "last" and "next" are counted in whole weeks (from Monday), months, quarters or years from D.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(-(?:start|mid|end))?")
_SHIFT = re.compile(r"(PREV|THIS|NEXT) P(\d{1,3})(D|W|M|Y|DE|CE|Q|WE)")
_SIGN = {"PREV": -1, "THIS": 0, "NEXT": 1}
_LONG = {"DE": 10, "CE": 100}


def resolve(normalized: str, published: str | None = None, *, ahead: bool = False) -> str | None:
    """The ISO date or period that a notation stands for; None where it cannot be known.

    >>> resolve("XXXX-WXX-1", "2025-06-25"), resolve("PREV P1Y", "2025-06-25"), resolve("199X")
    ('2025-06-23', '2024', '1990/1999')
    """
    day = published_on(published)
    first, slash, last = normalized.partition("/")
    try:
        if slash:
            sides = [_one(side, day, ahead=ahead) for side in (first, last)]
            return "/".join(side for side in sides if side) if all(sides) else None
        return _one(normalized, day, ahead=ahead)
    except (ValueError, OverflowError):  # a day that no month has, a year beyond 9999
        return None


def published_on(published: str | None) -> date | None:
    """The day that an ISO date or time begins with; None where there is none.

    >>> published_on("2025-06-25T10:00:00Z")
    datetime.date(2025, 6, 25)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def around(published: str | None, amount: float, code: str, sign: int) -> str | None:
    """The period of so many units up to the day of publication, or from it on.

    >>> around("2025-06-25", 10, "Y", -1)
    '2015-06-25/2025-06-25'
    """
    day = published_on(published)
    if day is None or code not in {"D", "W", "M", "Y", "DE"} or not float(amount).is_integer():
        return None
    try:
        other = _moved(day, sign * int(amount), code)
    except (ValueError, OverflowError):
        return None
    return f"{min(day, other)}/{max(day, other)}"


def _one(normalized: str, day: date | None, *, ahead: bool) -> str | None:
    if not normalized.startswith(("X", "P", "T", "N")):
        return _absolute(normalized)
    if day is None:
        return None
    if normalized == "PRESENT_REF":
        return str(day)
    if normalized.startswith("XXXX-WXX-"):
        return str(_weekday(day, int(normalized[-1]), ahead=ahead))
    if normalized.startswith("XXXX-Q"):
        return _quarter(day, int(normalized[-1]), ahead=ahead)
    if shift := _SHIFT.fullmatch(normalized):
        return _shifted(day, _SIGN[shift[1]] * int(shift[2]), shift[3])
    match = _MONTH.fullmatch(normalized)
    return _month(day, match, ahead=ahead) if match else None


def _absolute(normalized: str) -> str | None:
    """A notation that names its year; a month or a full day must be one that there is."""
    year = normalized[:4]
    if year.endswith("XX") and year[:2].isdecimal():  # the 20th century: 19XX
        return f"{year[:2]}01/{int(year[:2]) + 1}00"
    if year.endswith("X"):
        return f"{year[:3]}0/{year[:3]}9"
    rest = normalized[5:]
    if re.fullmatch(r"Q[1-4]", rest):
        quarter = int(rest[1])
        return f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}"
    if re.fullmatch(r"H[12]", rest):
        return f"{year}-01/{year}-06" if rest == "H1" else f"{year}-07/{year}-12"
    if rest[:1].isdecimal() and len(rest) >= 5 and rest[3].isdecimal():
        date.fromisoformat(normalized[:10])
    return re.sub(r"-(?:start|mid|end|XX|SP|SU|FA|WI)", "", normalized)


def _weekday(day: date, wanted: int, *, ahead: bool) -> date:
    if ahead:
        return day + timedelta((wanted - day.isoweekday() - 1) % 7 + 1)
    return day - timedelta((day.isoweekday() - wanted) % 7)


def _month(day: date, match: re.Match[str], *, ahead: bool) -> str:
    """The month or day of the nearest year that fits."""
    month, on = int(match[1]), int(match[2] or 1)
    year = day.year
    if ahead:
        last = on if match[2] else calendar.monthrange(year, month)[1]
        year += date(year, month, last) < day
    else:
        year -= date(year, month, on) > day
    return str(date(year, month, on)) if match[2] else f"{year}-{month:02}"


def _quarter(day: date, quarter: int, *, ahead: bool) -> str:
    first = 3 * quarter - 2
    year = day.year + (first + 2 < day.month if ahead else -(first > day.month))
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def _shifted(day: date, by: int, code: str) -> str:
    """The unit so many units from the one that *day* is in."""
    if code in _LONG:
        years = _LONG[code]
        first = (day.year // years + by) * years
        date(first + years - 1, 1, 1)  # a ValueError where the calendar has no such year
        return f"{first}/{first + years - 1}"
    moved = _moved(day, by, code)
    if code == "Y":
        return f"{moved.year:04}"
    if code == "M":
        return f"{moved.year:04}-{moved.month:02}"
    if code == "D":
        return str(moved)
    if code == "Q":
        first = (moved.month - 1) // 3 * 3 + 1
        return f"{moved.year:04}-{first:02}/{moved.year:04}-{first + 2:02}"
    monday = moved - timedelta(moved.isoweekday() - 1)
    return f"{monday + timedelta(5 if code == 'WE' else 0)}/{monday + timedelta(6)}"


def _moved(day: date, by: int, code: str) -> date:
    """The day so many units later; of a shorter month the last day."""
    if code in {"D", "W", "WE"}:
        return day + timedelta(by if code == "D" else 7 * by)
    months = by * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[code]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
