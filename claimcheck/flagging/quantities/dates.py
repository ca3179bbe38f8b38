"""Dates and points in time: "March 22, 2022", "early March", "Q3 2024", "last year", "2:34 PM".

The notation is ISO 8601 with X for what is not said, see :class:`claimcheck.model.Quantity`;
:mod:`claimcheck.flagging.quantities.date_resolution` says which day is meant.
"""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.date_patterns import DATES
from claimcheck.flagging.quantities.date_resolution import resolve
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.model import Measured

_AHEAD = 60  # so many characters before a date may say that it is to come
_MEASURED = (("percents",), ("units",), ("calendar", "units"), ("figures", "scales"), ("currency", "words"))
_NO_YEAR = re.compile(r"[%:$€£°_]|[.,/-]\d")
_EARLIEST, _LATEST = 1900, 2099  # years without a word such as "in" before them


def _date(scan: Scan, start: int, end: int, normalized: str, *, ahead: bool | None = None) -> Reading:
    looks_ahead = looking_ahead(scan, start) if ahead is None else ahead
    return scan.reading(
        Measured.DATE, start, end, normalized=normalized,
        resolved=resolve(normalized, scan.published, ahead=looks_ahead),
    )  # fmt: skip


def looking_ahead(scan: Scan, start: int) -> bool:
    """Whether the words before a date say that it is to come.

    >>> looking_ahead(Scan.of("It will open on Monday"), 16)
    True
    """
    before = re.findall(r"[^\W\d_]{1,20}", scan.low[max(0, start - _AHEAD) : start].rpartition("\n")[2])
    return not set(scan.words("calendar", "future")).isdisjoint(before[-8:])


def in_digits(scan: Scan, start: int) -> Reading | None:
    """A date that begins with a digit.

    >>> in_digits(Scan.of("22 March 2022"), 0)[0].normalized
    '2022-03-22'
    """
    for event, day in scan.table("calendar", "events").items():
        if scan.low.startswith(event, start) and not scan.inside(start + len(event)):
            return _date(scan, start, start + len(event), day)
    if iso := _match(scan, "iso", start):
        return _valid(scan, start, iso.end(), iso[1] + (f"T{iso[2]}" if iso[2] else ""))
    if numeric := _match(scan, "numeric", start):
        return _numeric(scan, numeric)
    if (day := _match(scan, "day", start)) and scan.plain[day.start("month")].isupper():
        return _of_month(scan, day)
    return _time_of_day(scan, start) or _years(scan, start)


def in_words(scan: Scan, start: int) -> Reading | None:
    """A date that begins with the name of a month or of a weekday.

    >>> in_words(Scan.of("June 29-30"), 0)[0].normalized
    'XXXX-06-29/XXXX-06-30'
    """
    if not scan.plain[start].isupper():
        return None
    word = scan.word(start)
    weekday = scan.table("calendar", "weekdays").get(word)
    if weekday is not None:
        return _weekday(scan, start, start + len(word), weekday)
    match = _match(scan, "month", start)
    if match is None:
        return None
    if match["only"] or match["day"]:
        return _of_month(scan, match)
    return _bare_month(scan, match, word)


def quarter(scan: Scan, start: int) -> Reading | None:
    """A quarter by its letter: "Q3 2024"."""
    match = _match(scan, "quarter", start)
    if match is None:
        return None
    return _date(scan, start, match.end(), f"{match[2] or 'XXXX'}-Q{match[1]}")


def part_of_year(scan: Scan, start: int, end: int, ordinal: int) -> Reading | None:
    """A quarter, half or century after its ordinal: "third | quarter of 2024", "21st | century"."""
    match = _match(scan, "of_year", end)
    if match is None:
        return None
    year = match["year"]
    if match["century"]:
        normalized = f"{ordinal - 1:02}XX"
    elif match["quarter"] and ordinal <= 4:
        normalized = f"{year or 'XXXX'}-Q{ordinal}"
    elif match["half"] and year and ordinal <= 2:
        normalized = f"{year}-H{ordinal}"
    else:
        return None
    return _date(scan, start, match.end(), normalized)


def season(scan: Scan, start: int) -> Reading | None:
    """A season with its year, or with "last" or the like: "summer of 2024", "last winter"."""
    word = scan.word(start)
    code = scan.table("calendar", "seasons").get(word)
    end = start + len(word)
    if year := _match(scan, "of_season", end):
        return _date(scan, start, year.end(), f"{year[1]}-{code}")
    deixis = scan.phrase_before(start, "calendar", "deixis")
    return _date(scan, deixis[1], end, f"XXXX-{code}") if deixis else None


def period(scan: Scan, start: int) -> Reading | None:
    """A week, month, year or the like counted from now: "this | week", "last | year".

    >>> period(Scan.of("next month"), 5)[0].normalized
    'NEXT P1M'
    """
    word = scan.word(start)
    code = scan.table("calendar", "periods").get(word)
    deixis = scan.value_before(start, "calendar", "deixis")
    if code is None or deixis is None:
        return None
    sign, begin = deixis
    return _date(scan, begin, start + len(word), f"{sign} P1{code}")


def day_word(scan: Scan, start: int) -> Reading:
    """A day by its distance: "today", "yesterday"."""
    word = scan.word(start)
    return _date(scan, start, start + len(word), scan.table("calendar", "days")[word])


def _match(scan: Scan, name: str, at: int) -> re.Match[str] | None:
    return DATES.pattern(name, scan.language).match(scan.low, at)


def _valid(scan: Scan, start: int, end: int, normalized: str) -> Reading:
    """The date, where there is such a day."""
    valid = resolve(normalized.partition("T")[0]) is not None
    return _date(scan, start, end, normalized) if valid else (None, end)


def _numeric(scan: Scan, match: re.Match[str]) -> Reading:
    """A date of three numbers; where day and month cannot be told apart, only its year is known."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    order = scan.table("calendar")["day"]
    if order == "first" or first > 12:
        day, month = first, second
    elif order == "second" or second > 12:
        month, day = first, second
    elif first == second:
        day = month = first
    else:
        return _date(scan, match.start(), match.end(), f"{year}-XX-XX")
    return _valid(scan, match.start(), match.end(), f"{year}-{month:02}-{day:02}")


def _of_month(scan: Scan, match: re.Match[str]) -> Reading:
    """A day or days of a month, or a month of a year."""
    groups = match.groupdict()
    start, end = match.span()
    if groups.get("only"):
        begin, part = _part(scan, start)
        normalized = f"{groups['only']}-{_month_digits(scan, match['month'])}{part}"
        return _date(scan, begin, end, normalized)
    year = groups["year"] or "XXXX"
    first = f"{year}-{_month_digits(scan, match['month'])}-{_day_digits(match['day'])}"
    if groups["day2"]:
        second = _month_digits(scan, groups.get("month2") or match["month"])
        first = f"{first}/{year}-{second}-{_day_digits(match['day2'])}"
    if groups["year"] and resolve(first) is None:
        return None, end
    if groups["at"]:
        time = _time_notation(scan, groups["at"])
        first = f"{first}T{time}" if time else first
    full_stop = scan.low[end - 1] == "." and not match[0].endswith(".m.")
    return _date(scan, start, end - full_stop, first)


def _bare_month(scan: Scan, match: re.Match[str], word: str) -> Reading | None:
    """A month alone: a word such as "in" or "last" before it, or a name that is nothing else."""
    start, end = match.start(), match.start() + len(word)
    if word in scan.words("calendar", "abbreviated"):
        return None
    begin, part = _part(scan, start)
    cued = part or scan.follows(begin, "calendar", "cues")
    if word in scan.words("calendar", "ambiguous") and not cued:
        return None
    return _date(scan, begin, end, f"XXXX-{_month_digits(scan, word)}{part}")


def _weekday(scan: Scan, start: int, end: int, weekday: int) -> Reading:
    """A weekday, with "last" or "next" before it, or together with the date after it."""
    if following := _match(scan, "following", end):
        reading = (in_digits if scan.low[following.end()].isdecimal() else in_words)(scan, following.end())
        if reading and reading[0] and reading[0].normalized:
            return _date(scan, start, reading[0].span.end, reading[0].normalized)
    sign, begin = scan.value_before(start, "calendar", "deixis") or ("", start)
    ahead = {"PREV": False, "NEXT": True}.get(sign)
    return _date(scan, begin, end, f"XXXX-WXX-{weekday}", ahead=ahead)


def _time_of_day(scan: Scan, start: int) -> Reading | None:
    """A time of day; one without "pm" or the like only after "at" or the like."""
    match = _match(scan, "clock", start)
    if match is None or scan.inside(match.end()):
        return None
    bare = match[0][-1].isdecimal()
    if bare and not scan.follows(start, "calendar", "clock_before"):
        return None, match.end()
    time = _time_notation(scan, match[0])
    return _date(scan, start, match.end(), f"T{time}") if time else (None, match.end())


def _time_notation(scan: Scan, written: str) -> str | None:
    """A time of day in 24 hours; None where there is none such.

    >>> _time_notation(Scan.of(""), "2:34 pm"), _time_notation(Scan.of(""), "10 a.m.")
    ('14:34', '10:00')
    """
    match = re.match(r"(\d{1,2})(?:[:.](\d{2}))?(?!\d) ?(.*)", written)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    afternoon = half in scan.words("calendar", "pm")
    if afternoon or half in scan.words("calendar", "am"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * afternoon
    return f"{hour:02}:{minute:02}"


def _years(scan: Scan, start: int) -> Reading | None:
    """A year, a decade or years from one to another, with "early" or the like before it."""
    match = _match(scan, "year", start)
    if match is None or scan.inside(match.end()):
        return None
    year, last = match[1], match[3]
    begin, part = _part(scan, start)
    if match["decade"]:
        if not year.endswith("0"):
            return None
        return _date(scan, begin, match.end(), f"{year[:3]}X{part}")
    end = match.end()
    if last and len(last) == 2:
        last = year[:2] + last
    if last and not (year < last and int(last) - int(year) < 200):
        last, end = None, start + 4
    if not _is_year(scan, start, end, int(year)):
        return None
    return _date(scan, begin, end, f"{year}/{last}" if last else f"{year}{part}")


def _is_year(scan: Scan, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not an amount."""
    if _NO_YEAR.match(scan.low, end) or scan.low[end : end + 1].isalpha():
        return False
    cued = bool(_part(scan, start)[1]) or scan.follows(start, "calendar", "year_cues")
    if not cued and not _EARLIEST <= year <= _LATEST:
        return False
    if any(scan.lookup(end, *measured) for measured in _MEASURED):
        return False
    bounded = any(scan.follows(start, "bounds", n) for n in ("at_least", "at_most", "approximate"))
    if bounded and year % 100 and not scan.word(end) and scan.low[:start].rstrip().endswith(("than", "als")):
        return True  # "higher than 2022." is a year, "more than 2000 people" are people
    if bounded and not scan.follows(start, "calendar", "clock_before"):
        return False
    return cued or scan.word(end) not in scan.words("figures", "people")


def _part(scan: Scan, start: int) -> tuple[int, str]:
    """Where "early" or the like before a date begins, and its notation."""
    part = scan.value_before(start, "calendar", "parts")
    return (part[1], f"-{part[0]}") if part else (start, "")


def _month_digits(scan: Scan, month: str) -> str:
    return f"{scan.table('calendar', 'months')[month.rstrip('.')]:02}"


def _day_digits(written: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', written) or 0):02}"
