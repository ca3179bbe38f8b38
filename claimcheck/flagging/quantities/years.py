"""Years and decades: "2019", "1998 to 2004", "between 1989 and 2003", "the ’60s", "the nineties"."""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.date_words import dated, matched, part_before
from claimcheck.flagging.quantities.money import currency_before
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.units import counted

_MEASURED = (("percents",), ("units",), ("calendar", "units"), ("figures", "scales"), ("currency", "words"))
_NO_YEAR = re.compile(r"[%:$€£°_]|[.,/-]\d")
_EARLIEST, _LATEST = 1900, 2099  # years without a word such as "in" before them
_BEFORE = 60  # so many characters before a figure may say what it is
_OF = re.compile(r"(?:^|[^\w])([^\W\d_]{1,6}) (?:[^\W\d_]{1,20} ){1,2}([^\W\d_]{1,6}) $")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'-]{0,30}) $")


def years(scan: Scan, start: int) -> Reading | None:
    """A year, a decade or years from one to another, with "early" or the like before it.

    >>> years(Scan.of("between 1989 and 2003"), 8)[0].normalized
    '1989/2003'
    """
    if short := _short_decade(scan, start):
        return short
    if short := _short_year(scan, start):
        return short
    match = matched(scan, "year", start)
    if match is None or scan.inside(match.end()):
        return None
    year, last = match[1], match[3]
    if not last and not match["decade"] and scan.follows(start, "figures", "plans"):
        return None, match.end()  # "Agenda 2030", "the class of 2024"
    begin, part = part_before(scan, start)
    if match["decade"]:
        return dated(scan, begin, match.end(), f"{year[:3]}X{part}") if year.endswith("0") else None
    end = match.end()
    if not last and scan.follows(start, "figures", "between") and (pair := matched(scan, "years", start)):
        last, end = pair[2], pair.end()
    if last and len(last) == 2:
        last = year[:2] + last
    if match[3] and len(match[3]) == 2 and "01" <= match[3] <= "12" and match[3] < year[2:]:  # 2016-11
        month = scan.low.startswith("-", start + 4)
        return dated(scan, start, end, f"{year}-{match[3]}") if month else None
    if last and not (year < last and int(last) - int(year) < 200):
        last, end = None, start + 4
    if not _is_year(scan, start, end, int(year)):
        return None
    return dated(scan, begin, end, f"{year}/{last}" if last else f"{year}{part}")


def decade_word(scan: Scan, start: int) -> Reading | None:
    """A decade by its name: "the nineties"; "her nineties" is an age.

    >>> decade_word(Scan.of("in the early nineties"), 13)[0].normalized
    '199X-start'
    """
    word = scan.word(start)
    begin, part = part_before(scan, start)
    if not scan.follows(begin, "calendar", "the"):
        return None
    decade = scan.table("calendar", "decade_words")[word]
    return dated(scan, begin, start + len(word), f"{decade}{part}")


def _short_decade(scan: Scan, start: int) -> Reading | None:
    """A decade of two digits: "the 90s", "’60s", "mid-60s"; not "in his 60s", nor "highs in the 80s"."""
    match = matched(scan, "decade", start)
    if match is None or scan.inside(match.end()):
        return None
    apostrophe = scan.low.startswith("'", start - 1) and start > 0
    begin, part = part_before(scan, start - apostrophe)
    the = scan.follows(begin, "calendar", "decade_before")
    if not (apostrophe or part or the) or scan.follows(begin, "calendar", "ages"):
        return None
    before = scan.low[max(0, start - _BEFORE) : start]
    if not apostrophe and any(word in before for word in scan.words("calendar", "no_decades")):
        return None, match.end()
    tens = match[1]
    return dated(scan, begin, match.end(), f"{'20' if tens < '2' else '19'}{tens}X{part}")


def _short_year(scan: Scan, start: int) -> Reading | None:
    """A year of two digits behind its apostrophe: "in ’08"."""
    match = matched(scan, "short", start) if scan.low.startswith("'", start - 1) and start else None
    if match is None or not scan.follows(start - 1, "calendar", "year_cues"):
        return None
    return dated(scan, start - 1, match.end(), f"{'19' if match[1] > '40' else '20'}{match[1]}")


def _is_year(scan: Scan, start: int, end: int, year: int) -> bool:
    """Whether four digits are a year and not an amount."""
    if scan.plain[start - 1 : start] == "(" and scan.plain.startswith(")", end):  # "54,751 (2021) tonnes"
        return _EARLIEST <= year <= _LATEST
    if _NO_YEAR.match(scan.low, end) or scan.low[end : end + 1].isalpha() or currency_before(scan, start):
        return False
    cued = bool(part_before(scan, start)[1]) or scan.follows(start, "calendar", "year_cues")
    if not cued and not _EARLIEST <= year <= _LATEST:
        return False
    if any(scan.lookup(end, *measured) for measured in _MEASURED):
        return False
    bounded = any(scan.follows(start, "bounds", n) for n in ("at_least", "at_most", "approximate"))
    if bounded and year % 100 and not scan.word(end) and scan.low[:start].rstrip().endswith(("than", "als")):
        return True  # "higher than 2022." is a year, "more than 2000 people" are people
    dated_so = scan.follows(start, "bounds", "dates_at_least") or scan.follows(
        start, "bounds", "dates_at_most"
    )
    if bounded and not dated_so and not scan.follows(start, "calendar", "clock_before"):
        return False  # "at least 2000", not "since at least 2000"
    return not _of_an_amount(scan, start) and (cued or not _counts_things(scan, start, end))


def _of_an_amount(scan: Scan, start: int) -> bool:
    """Whether the figure is how much of something: "a crowd of 2020", not "the crisis of 2008"."""
    match = _OF.search(scan.low, max(0, start - _BEFORE), start)
    if match is None or match[2] not in scan.words("calendar", "of"):
        return False
    return match[1] in scan.words("figures", "indefinite")


def _counts_things(scan: Scan, start: int, end: int) -> bool:
    """Whether things are counted: "lost 1950 tanks"; not "the 2016 elections", "French 2017 elections"."""
    if scan.word(end) in scan.words("figures", "people"):
        return True
    if scan.word(end) in scan.words("calendar", "of_a_year"):
        return False
    before = _WORD_BEFORE.search(scan.plain, max(0, start - 32), start)
    if before is None or not before[1].islower() or before[1].endswith("'s"):
        return False
    verb = before[1] in scan.words("figures", "having") or before[1] not in scan.words("figures", "stops")
    return verb and counted(scan, end) is not None
