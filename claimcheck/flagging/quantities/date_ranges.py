"""From one date to another: "between Oct. 2 and October 22", "May 2015 to 2018", "2014 through 2018"."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities import dates
from claimcheck.flagging.quantities.date_words import dated
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.model import Quantity

_SIDE = re.compile(r"(?:[12]\d{3}|XXXX)(?:-\d\d){0,2}")  # 2015, 2015-05, XXXX-05-02


def in_words(scan: Scan, start: int) -> Reading | None:
    """A date that begins with the name of a month or weekday, with the one that it lasts to.

    >>> in_words(Scan.of("from May 2015 to June 2018"), 5)[0].normalized
    '2015-05/2018-06'
    """
    return _with_end(scan, dates.in_words(scan, start))


def in_digits(scan: Scan, start: int) -> Reading | None:
    """A date that begins with a digit, with the one that it lasts to.

    >>> in_digits(Scan.of("2014 through 2018"), 0)[0].normalized
    '2014/2018'
    """
    return _with_end(scan, dates.in_digits(scan, start))


def _with_end(scan: Scan, reading: Reading | None) -> Reading | None:
    """The date with the later one behind "to", or after "between" behind "and"."""
    first, end = reading or (None, 0)
    if first is None or not _SIDE.fullmatch(first.normalized or ""):
        return reading
    between = scan.follows(first.span.start, "figures", "between")
    match = _joint(scan.language, between=between).match(scan.low, end)
    last = _date_at(scan, match.end()) if match and match.end() < len(scan.low) else None
    notation = _from_to(str(first.normalized), str(last.normalized)) if last else None
    return dated(scan, first.span.start, last.span.end, notation) if last and notation else reading


def _date_at(scan: Scan, at: int) -> Quantity | None:
    if scan.low[at].isdecimal():
        reading = dates.in_digits(scan, at)
    elif scan.word(at) in scan.table("calendar", "months") and scan.plain[at].isupper():
        reading = dates.in_words(scan, at) or _month(scan, at)
    else:
        return None
    quantity = reading[0] if reading else None
    return quantity if quantity and _SIDE.fullmatch(quantity.normalized or "") else None


def _month(scan: Scan, at: int) -> Reading:
    """A month alone, also one that is a name elsewhere: "January-March"."""
    word = scan.word(at)
    return dated(scan, at, at + len(word), f"XXXX-{scan.table('calendar', 'months')[word]:02}")


def _from_to(first: str, last: str) -> str | None:
    """Both sides in one notation; a year that only one of them has is that of both.

    >>> _from_to("XXXX-02-01", "2019-03"), _from_to("2018", "2015")
    ('2019-02-01/2019-03', None)
    """
    years = {side[:4] for side in (first, last)} - {"XXXX"}
    if len(years) == 1 and "XXXX" in {first[:4], last[:4]}:
        year = years.pop()
        first, last = year + first[4:], year + last[4:]
    return f"{first}/{last}" if first < last else None


@cache
def _joint(language: Language, *, between: bool) -> re.Pattern[str]:
    words = {*language.words("calendar", "until"), *(language.words("figures", "and") if between else ())}
    return re.compile(rf" (?:{alternatives(words) or '(?!)'}) | ?- ?(?=[^\W\d_])")  # May-June
