"""Dates and points in time: "March 22, 2022", "early March", "Q3 2024", "last year", "2:34 PM".

The notation is ISO 8601 with X for what is not said, see :class:`claimcheck.model.Quantity`;
:mod:`claimcheck.flagging.quantities.date_resolution` says which day is meant.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.flagging.quantities.date_resolution import around, resolve
from claimcheck.flagging.quantities.date_words import dated, matched, part_before
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.durations import duration
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.units import Measure
from claimcheck.flagging.quantities.years import years
from claimcheck.model import Measured


def in_digits(scan: Scan, start: int) -> Reading | None:
    """A date that begins with a digit.

    >>> in_digits(Scan.of("22 March 2022"), 0)[0].normalized
    '2022-03-22'
    """
    for event, day in scan.table("calendar", "events").items():
        if scan.low.startswith(event, start) and not scan.inside(start + len(event)):
            return dated(scan, start, start + len(event), day)
    if iso := matched(scan, "iso", start):
        return _valid(scan, start, iso.end(), iso[1] + (f"T{iso[2]}" if iso[2] else ""))
    if numeric := matched(scan, "numeric", start):
        return _numeric(scan, numeric)
    if (day := matched(scan, "day", start)) and _is_name(scan, day.start("month")):
        return _of_month(scan, day)
    return _time_of_day(scan, start) or years(scan, start)


def in_words(scan: Scan, start: int) -> Reading | None:
    """A date that begins with the name of a month or of a weekday.

    >>> in_words(Scan.of("June 29-30"), 0)[0].normalized
    'XXXX-06-29/XXXX-06-30'
    """
    if not _is_name(scan, start):
        return None
    word = scan.word(start)
    weekday = scan.table("calendar", "weekdays").get(word)
    if weekday is not None:
        return _weekday(scan, start, start + len(word), weekday)
    match = matched(scan, "month", start)
    if match is None:
        return None
    if match["only"] or match["day"]:
        return _of_month(scan, match)
    return _bare_month(scan, match, word)


def _is_name(scan: Scan, start: int) -> bool:
    """Whether a word is written as months are, with a capital in English and without in French."""
    return scan.plain[start].isupper() or not scan.table("calendar")["capitals"]


def quarter(scan: Scan, start: int) -> Reading | None:
    """A quarter by its letter: "Q3 2024"."""
    match = matched(scan, "quarter", start)
    if match is None:
        return None
    return dated(scan, start, match.end(), f"{match[2] or 'XXXX'}-Q{match[1]}")


def half(scan: Scan, start: int) -> Reading | None:
    """A half of a year by its letter: "H1 2024"."""
    match = matched(scan, "half", start)
    return dated(scan, start, match.end(), f"{match[2]}-H{match[1]}") if match else None


def part_of_year(scan: Scan, start: int, end: int, ordinal: int) -> Reading | None:
    """A quarter, half or century after its ordinal: "third | quarter of 2024", "21st | century"."""
    match = matched(scan, "of_year", end)
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
    return dated(scan, start, match.end(), normalized)


def season(scan: Scan, start: int) -> Reading | None:
    """A season with its year, or with "last" or the like: "summer of 2024", "last winter"."""
    word = scan.word(start)
    code = scan.table("calendar", "seasons").get(word)
    end = start + len(word)
    if year := matched(scan, "of_season", end):
        return dated(scan, start, year.end(), f"{year[1]}-{code}")
    deixis = scan.phrase_before(start, "calendar", "deixis")
    return dated(scan, deixis[1], end, f"XXXX-{code}") if deixis else None


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
    end = start + len(word)
    of = scan.word(end) in scan.words("calendar", "of")  # "in the last week of May"
    if not of and scan.follows(begin, "calendar", "spanning") and code in {"W", "M", "Y", "DE"}:
        return _span_of_time(scan, begin, end, code, sign)
    return dated(scan, begin, end, f"{sign} P1{code}")


def _span_of_time(scan: Scan, begin: int, end: int, code: str, sign: str) -> Reading:
    """A duration up to now or from now on: "over the past year", "in the last decade"."""
    single, unit = Number(1, begin, end), Measure(Measured.DURATION, code, end, code=code)
    quantity, _ = duration(scan, begin, single, None, unit)
    when = around(scan.published, 1, code, 1 if sign == "NEXT" else -1)
    return replace(quantity, resolved=when) if quantity else quantity, end


def day_word(scan: Scan, start: int) -> Reading:
    """A day by its distance: "today", "yesterday"."""
    word = scan.word(start)
    return dated(scan, start, start + len(word), scan.table("calendar", "days")[word])


def _valid(scan: Scan, start: int, end: int, normalized: str) -> Reading:
    """The date, where there is such a day."""
    valid = resolve(normalized.partition("T")[0]) is not None
    return dated(scan, start, end, normalized) if valid else (None, end)


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
        return dated(scan, match.start(), match.end(), f"{year}-XX-XX")
    return _valid(scan, match.start(), match.end(), f"{year}-{month:02}-{day:02}")


def _of_month(scan: Scan, match: re.Match[str]) -> Reading:
    """A day or days of a month, or a month of a year."""
    groups = match.groupdict()
    start, end = match.span()
    if groups.get("only"):
        begin, part = part_before(scan, start)
        normalized = f"{groups['only']}-{_month_digits(scan, match['month'])}{part}"
        return dated(scan, begin, end, normalized)
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
    return dated(scan, start, end - full_stop, first)


def _bare_month(scan: Scan, match: re.Match[str], word: str) -> Reading | None:
    """A month alone: a word such as "in" or "last" before it, or a name that is nothing else."""
    start, end = match.start(), match.start() + len(word)
    if word in scan.words("calendar", "abbreviated"):
        return None
    begin, part = part_before(scan, start)
    cued = part or scan.follows(begin, "calendar", "cues")
    if word in scan.words("calendar", "ambiguous") and not cued:
        return None
    return dated(scan, begin, end, f"XXXX-{_month_digits(scan, word)}{part}")


def _weekday(scan: Scan, start: int, end: int, weekday: int) -> Reading:
    """A weekday, with "last" or "next" before it, or together with the date after it."""
    if following := matched(scan, "following", end):
        reading = (in_digits if scan.low[following.end()].isdecimal() else in_words)(scan, following.end())
        if reading and reading[0] and reading[0].normalized:
            return dated(scan, start, reading[0].span.end, reading[0].normalized)
    sign, begin = scan.value_before(start, "calendar", "deixis") or ("", start)
    ahead = {"PREV": False, "NEXT": True}.get(sign)
    return dated(scan, begin, end, f"XXXX-WXX-{weekday}", ahead=ahead)


def _time_of_day(scan: Scan, start: int) -> Reading | None:
    """A time of day; one without "pm" or the like only after "at" or the like."""
    match = matched(scan, "clock", start)
    if match is None or scan.inside(match.end()):
        return None
    bare = match[0][-1].isdecimal()
    if bare and not scan.follows(start, "calendar", "clock_before"):
        return None, match.end()
    time = _time_notation(scan, match[0])
    return dated(scan, start, match.end(), f"T{time}") if time else (None, match.end())


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


def _month_digits(scan: Scan, month: str) -> str:
    return f"{scan.table('calendar', 'months')[month.rstrip('.')]:02}"


def _day_digits(written: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', written) or 0):02}"
