"""What every reader of dates needs: a date as a quantity, whether it is to come, and "early" before it."""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.date_patterns import DATES
from claimcheck.flagging.quantities.date_resolution import resolve
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.model import Measured

_AHEAD = 60  # so many characters before a date may say that it is to come


def dated(scan: Scan, start: int, end: int, normalized: str, *, ahead: bool | None = None) -> Reading:
    """The date at these offsets.

    >>> dated(Scan.of("in 2019"), 3, 7, "2019")[0].resolved
    '2019'
    """
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
