"""What every reader of dates needs: a date as a quantity, whether it is to come, and "early" before it."""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.date_patterns import DATES
from claimcheck.flagging.quantities.date_resolution import resolve
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.units import is_past
from claimcheck.model import Measured

_YEARLESS = re.compile(r"XXXX-\d\d")
_WORD = re.compile(r"[^\W\d_]{1,20}")
_STOP = re.compile(r"[!?;\n]|(?<![\s.][a-z])\.(?!\d)")  # not in "u.s." and "$63.8bn"
_AHEAD = 60  # so many characters before a date may say that it is to come


def dated(scan: Scan, start: int, end: int, normalized: str, *, ahead: bool | None = None) -> Reading:
    """The date at these offsets.

    >>> dated(Scan.of("in 2019"), 3, 7, "2019")[0].resolved
    '2019'
    """
    looks_ahead = looking_ahead(scan, start) if ahead is None else ahead
    yearless = _YEARLESS.match(normalized) is not None and bool(scan.words("calendar", "been"))
    if yearless and not looks_ahead:
        leaning = _leaning(scan, start, end)
        if leaning is None:
            return scan.reading(Measured.DATE, start, end, normalized=normalized)
        looks_ahead = leaning
    return scan.reading(
        Measured.DATE, start, end, normalized=normalized,
        resolved=resolve(normalized, scan.published, ahead=looks_ahead),
    )  # fmt: skip


def looking_ahead(scan: Scan, start: int) -> bool:
    """Whether the words before a date say that it is to come.

    >>> looking_ahead(Scan.of("It will open on Monday"), 16)
    True
    """
    before = _WORD.findall(scan.low[max(0, start - _AHEAD) : start].rpartition("\n")[2])
    cued = not set(scan.words("calendar", "future")).isdisjoint(before[-8:])
    return cued or scan.follows(start, "calendar", "by_then")


def _leaning(scan: Scan, start: int, end: int) -> bool | None:
    """Whether the verb nearest to a date says that it is to come or has been; None where none does."""
    before = _WORD.findall(_STOP.split(scan.low[max(0, start - _AHEAD) : start])[-1])[::-1]
    for at, word in enumerate(before[:10]):
        if before[at + 1 : at + 2] and before[at + 1] in scan.words("calendar", "to"):  # "are | to meet"
            if before[at + 2 : at + 3] and before[at + 2] in scan.words("calendar", "to_come"):
                return True
        elif (told := _tense(scan, word)) is not None:
            return told
    after = _WORD.findall(_STOP.split(scan.low[end : end + _AHEAD])[0])[:10]
    tenses = [told for told in (_tense(scan, word) for word in after) if told is not None]
    if tenses:
        return all(tenses) or not set(scan.words("calendar", "future")).isdisjoint(after)
    return False if scan.follows(start, "calendar", "on_day") else None


def _tense(scan: Scan, word: str) -> bool | None:
    """Whether a word is of what is to come, of what has been, or neither."""
    if word in scan.words("calendar", "scheduled") or word in scan.words("calendar", "future"):
        return True
    return False if word in scan.words("calendar", "been") or is_past(scan, word) else None


def matched(scan: Scan, name: str, at: int) -> re.Match[str] | None:
    """What one of the expressions of dates finds at a place."""
    return DATES.pattern(name, scan.language).match(scan.low, at)


def part_before(scan: Scan, start: int) -> tuple[int, str]:
    """Where "early" or the like before a date begins, and its notation.

    >>> part_before(Scan.of("early 2019"), 6)
    (0, '-start')
    """
    part = scan.value_before(start, "calendar", "parts")
    return (part[1], f"-{part[0]}") if part else (start, "")
