"""Dates and points in time: "March 22, 2022", "early March", "Q3 2024", "last year", "2:34 PM".

The notation is ISO 8601 with X for what is not said, see :class:`claimcheck.model.Quantity`;
:mod:`claimcheck.flagging.quantities.date_resolution` says which day is meant.
"""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.date_patterns import any_of, patterns
from claimcheck.flagging.quantities.date_resolution import resolve
from claimcheck.flagging.quantities.quantity_words import phrases, table
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.model import Measured, Quantity

_AHEAD = 60  # so many characters before a date may say that it is to come
_EARLIEST, _LATEST = 1900, 2099  # years without a word such as "in" before them


def made(scan: Scan, start: int, end: int, normalized: str, *, ahead: bool | None = None) -> Quantity:
    """The date with this notation."""
    looks_ahead = looking_ahead(scan, start) if ahead is None else ahead
    return scan.quantity(
        Measured.DATE, start, end, normalized=normalized,
        resolved=resolve(normalized, scan.published, ahead=looks_ahead),
    )  # fmt: skip


def looking_ahead(scan: Scan, start: int) -> bool:
    """Whether the words before a date say that it is to come.

    >>> looking_ahead(Scan.of("It will open on Monday"), 16)
    True
    """
    before = re.findall(r"[^\W\d_]{1,20}", scan.low[max(0, start - _AHEAD) : start].rpartition("\n")[2])
    return not set(phrases(scan.language, "calendar", "future")).isdisjoint(before[-8:])


def in_figures(scan: Scan, start: int) -> Reading | None:
    """A date that begins with a digit.

    >>> in_figures(Scan.of("22 March 2022"), 0)[0].normalized
    '2022-03-22'
    """
    found = patterns(scan.language)
    for event, day in table(scan.language, "calendar", "events").items():
        if scan.low.startswith(event, start) and not scan.inside(start + len(event)):
            return made(scan, start, start + len(event), day), start + len(event)
    if iso := found.iso.match(scan.low, start):
        return _valid(scan, start, iso.end(), iso[1] + (f"T{iso[2]}" if iso[2] else ""))
    if numeric := found.numeric.match(scan.low, start):
        return _numeric(scan, numeric)
    if (day := found.day.match(scan.low, start)) and scan.plain[day.start("month")].isupper():
        return _of_month(scan, day)
    return _time_of_day(scan, start, found.clock) or _years(scan, start, found.year)


def in_words(scan: Scan, start: int) -> Reading | None:
    """A date that begins with the name of a month or of a weekday.

    >>> in_words(Scan.of("June 29-30"), 0)[0].normalized
    'XXXX-06-29/XXXX-06-30'
    """
    if not scan.plain[start].isupper():
        return None
    word = scan.word(start)
    weekday = table(scan.language, "calendar", "weekdays").get(word)
    if weekday is not None:
        return _weekday(scan, start, start + len(word), weekday)
    match = patterns(scan.language).month.match(scan.low, start)
    if match is None:
        return None
    if match["only"] or match["day"]:
        return _of_month(scan, match)
    return _bare_month(scan, match, word)


def quarter(scan: Scan, start: int) -> Reading | None:
    """A quarter by its letter: "Q3 2024"."""
    match = patterns(scan.language).quarter.match(scan.low, start)
    if match is None:
        return None
    return made(scan, start, match.end(), f"{match[2] or 'XXXX'}-Q{match[1]}"), match.end()


def part_of_year(scan: Scan, start: int, end: int, ordinal: int) -> Reading | None:
    """A quarter, half or century after its ordinal: "third | quarter of 2024", "21st | century"."""
    match = patterns(scan.language).of_year.match(scan.low, end)
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
    return made(scan, start, match.end(), normalized), match.end()


def season(scan: Scan, start: int) -> Reading | None:
    """A season with its year, or with "last" or the like: "summer of 2024", "last winter"."""
    word = scan.word(start)
    code = table(scan.language, "calendar", "seasons").get(word)
    end = start + len(word)
    of = any_of(phrases(scan.language, "calendar", "of"))
    if year := re.compile(rf" (?:(?:{of}) )?([12]\d{{3}})(?!\w)").match(scan.low, end):
        return made(scan, start, year.end(), f"{year[1]}-{code}"), year.end()
    deixis = scan.phrase_before(start, "calendar", "deixis")
    if deixis is None:
        return None
    return made(scan, scan.low.rfind(deixis, 0, start), end, f"XXXX-{code}"), end


def period(scan: Scan, start: int) -> Reading | None:
    """A week, month, year or the like counted from now: "this | week", "last | year".

    >>> period(Scan.of("next month"), 5)[0].normalized
    'NEXT P1M'
    """
    word = scan.word(start)
    code = table(scan.language, "calendar", "periods").get(word)
    deixis = scan.phrase_before(start, "calendar", "deixis")
    if code is None or deixis is None:
        return None
    begin, end = scan.low.rfind(deixis, 0, start), start + len(word)
    sign = table(scan.language, "calendar", "deixis")[deixis]
    return made(scan, begin, end, f"{sign} P1{code}"), end


def day_word(scan: Scan, start: int) -> Reading:
    """A day by its distance: "today", "yesterday"."""
    word = scan.word(start)
    end = start + len(word)
    return made(scan, start, end, table(scan.language, "calendar", "days")[word]), end


def _valid(scan: Scan, start: int, end: int, normalized: str) -> Reading:
    """The date, where there is such a day."""
    if resolve(normalized.partition("T")[0]) is None:
        return None, end
    return made(scan, start, end, normalized), end


def _numeric(scan: Scan, match: re.Match[str]) -> Reading:
    """A date of three numbers; where day and month cannot be told apart, only its year is known."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    order = table(scan.language, "calendar")["day"]
    if order == "first" or first > 12:
        day, month = first, second
    elif order == "second" or second > 12:
        month, day = first, second
    elif first == second:
        day = month = first
    else:
        return made(scan, match.start(), match.end(), f"{year}-XX-XX"), match.end()
    return _valid(scan, match.start(), match.end(), f"{year}-{month:02}-{day:02}")


def _of_month(scan: Scan, match: re.Match[str]) -> Reading:
    """A day or days of a month, or a month of a year."""
    groups = match.groupdict()
    start, end = match.span()
    if groups.get("only"):
        begin, part = _part(scan, start)
        normalized = f"{groups['only']}-{_number(scan, match['month'])}{part}"
        return made(scan, begin, end, normalized), end
    year = groups["year"] or "XXXX"
    first = f"{year}-{_number(scan, match['month'])}-{_day(match['day'])}"
    if groups["day2"]:
        second = _number(scan, groups.get("month2") or match["month"])
        first = f"{first}/{year}-{second}-{_day(match['day2'])}"
    if groups["year"] and resolve(first) is None:
        return None, end
    if groups["at"]:
        time = time_notation(scan.language, groups["at"])
        first = f"{first}T{time}" if time else first
    return made(scan, start, _end(scan, match), first), end


def _end(scan: Scan, match: re.Match[str]) -> int:
    """The end of a match without the full stop of a sentence."""
    end = match.end()
    return end - 1 if scan.low[end - 1] == "." and not match[0].endswith((".m.",)) else end


def _bare_month(scan: Scan, match: re.Match[str], word: str) -> Reading | None:
    """A month alone: a word such as "in" or "last" before it, or a name that is nothing else."""
    start, end = match.start(), match.start() + len(word)
    if word in phrases(scan.language, "calendar", "abbreviated"):
        return None
    begin, part = _part(scan, start)
    cued = part or scan.follows(begin, "calendar", "cues")
    if word in phrases(scan.language, "calendar", "ambiguous") and not cued:
        return None
    return made(scan, begin, end, f"XXXX-{_number(scan, word)}{part}"), end


def _weekday(scan: Scan, start: int, end: int, weekday: int) -> Reading:
    """A weekday, with "last" or "next" before it, or together with the date after it."""
    if following := patterns(scan.language).following.match(scan.low, end):
        reading = (in_figures if scan.low[following.end()].isdecimal() else in_words)(scan, following.end())
        if reading and reading[0] and reading[0].normalized:
            return made(scan, start, reading[0].span.end, reading[0].normalized), reading[1]
    deixis = scan.phrase_before(start, "calendar", "deixis")
    begin = scan.low.rfind(deixis, 0, start) if deixis else start
    ahead = table(scan.language, "calendar", "deixis")[deixis] == "NEXT" if deixis else None
    if deixis and ahead is False and table(scan.language, "calendar", "deixis")[deixis] == "THIS":
        ahead = None
    return made(scan, begin, end, f"XXXX-WXX-{weekday}", ahead=ahead), end


def _time_of_day(scan: Scan, start: int, clock: re.Pattern[str]) -> Reading | None:
    """A time of day; one without "pm" or the like only after "at" or the like."""
    match = clock.match(scan.low, start)
    if match is None or scan.inside(match.end()):
        return None
    bare = match[0][-1].isdecimal()
    if bare and not scan.follows(start, "calendar", "clock_before"):
        return None, match.end()
    time = time_notation(scan.language, match[0])
    return (made(scan, start, match.end(), f"T{time}") if time else None), match.end()


def time_notation(language: str, written: str) -> str | None:
    """A time of day in 24 hours; None where there is none such.

    >>> time_notation("en", "2:34 pm"), time_notation("en", "10 a.m.")
    ('14:34', '10:00')
    """
    match = re.match(r"(\d{1,2})(?:[:.](\d{2}))?(?!\d) ?(.*)", written)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half in phrases(language, "calendar", "pm") or half in phrases(language, "calendar", "am"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in phrases(language, "calendar", "pm") else 0)
    return f"{hour:02}:{minute:02}"


def _years(scan: Scan, start: int, pattern: re.Pattern[str]) -> Reading | None:
    """A year, a decade or years from one to another, with "early" or the like before it."""
    match = pattern.match(scan.low, start)
    if match is None or scan.inside(match.end()):
        return None
    year, last = match[1], match[3]
    begin, part = _part(scan, start)
    if match["decade"]:
        if not year.endswith("0"):
            return None
        return made(scan, begin, match.end(), f"{year[:3]}X{part}"), match.end()
    end = match.end()
    if last and len(last) == 2:
        last = year[:2] + last
    if last and not (year < last and int(last) - int(year) < 200):
        last, end = None, start + 4
    if not _is_year(scan, start, end, int(year)):
        return None
    return made(scan, begin, end, f"{year}/{last}" if last else f"{year}{part}"), end


def _is_year(scan: Scan, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not an amount."""
    following = scan.low[end : end + 2]
    if following[:1] in {"%", ":", "$", "€", "£", "°"} or following[:1].isalpha() or following[:1] == "_":
        return False
    if following[:1] in {".", ",", "/", "-"} and following[1:].isdecimal():
        return False
    cued = bool(_part(scan, start)[1]) or scan.follows(start, "calendar", "year_cues")
    if not cued and not _EARLIEST <= year <= _LATEST:
        return False
    for section, name in (("percents", ""), ("units", ""), ("calendar", "units"), ("figures", "scales")):
        if scan.lookup(end, table(scan.language, section, name)):
            return False
    if scan.lookup(end, table(scan.language, "currency", "words")):
        return False
    bounded = any(scan.follows(start, "bounds", n) for n in ("at_least", "at_most", "approximate"))
    if bounded and year % 100 and not scan.word(end) and scan.low[:start].rstrip().endswith(("than", "als")):
        return True  # "higher than 2022." is a year, "more than 2000 people" are people
    if bounded and not scan.follows(start, "calendar", "clock_before"):
        return False
    return cued or scan.word(end) not in phrases(scan.language, "figures", "people")


def _part(scan: Scan, start: int) -> tuple[int, str]:
    """Where "early" or the like before a date begins, and its notation."""
    part = scan.phrase_before(start, "calendar", "parts")
    if part is None:
        return start, ""
    code = table(scan.language, "calendar", "parts")[part]
    return scan.low.rfind(part, 0, start), f"-{code}"


def _number(scan: Scan, month: str) -> str:
    """The two digits of a month."""
    return f"{table(scan.language, 'calendar', 'months')[month.rstrip('.')]:02}"


def _day(written: str) -> str:
    """The two digits of a day of the month."""
    return f"{int(re.sub(r'[^0-9]', '', written) or 0):02}"
