"""Shares of a whole: "two thirds of", "one in five", "half of", "by a quarter"."""

from __future__ import annotations

import re
from typing import Any

from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan, tidy
from claimcheck.flagging.quantities.units import measure, quantity_around
from claimcheck.model import Measured

_PART = re.compile(r"[- ]([^\W\d_]{3,12})(?![^\W_])")


def fraction(scan: Scan, start: int) -> Reading | None:
    """A share of one part: "a | third of", "half | of", "by a | quarter".

    >>> fraction(Scan.of("a third of them"), 2)[0].normalized
    '1/3'
    """
    word = scan.word(start)
    parts = scan.table("figures", "fractions")[word]
    end = start + len(word)
    article = scan.phrase_before(start, "figures", "articles")
    if article is None and parts != 2:
        return None
    begin = article[1] if article else start
    if scan.low.startswith("-", end) or scan.lookup(end, "calendar", "units"):
        return None
    of = scan.phrase_after(end, "figures", "of_a")
    if of and scan.word(of) in scan.table("figures", "scales"):  # "a quarter of a million"
        return None
    by = scan.follows(begin, "figures", "fraction_by")
    if not by and scan.phrase_after(end, "figures", "fraction_of") is None:
        return None
    return _share(scan, begin, end, 1, parts)


def one_in(scan: Scan, first: Number) -> Reading | None:
    """A share of a whole: "one in five", "3 out of 10"."""
    if first.scale > 1 or not isinstance(first.value, int) or first.value < 1:
        return None
    middle = scan.phrase_after(first.end, "figures", "whole")
    if middle is None or middle + 1 >= len(scan.low) or not scan.low.startswith(" ", middle):
        return None
    in_ = scan.low[first.end : middle].strip()
    at = middle + 1
    for every in scan.words("figures", "every"):
        if scan.low.startswith(every + " ", at) and at + len(every) + 1 < len(scan.low):
            at += len(every) + 1
    whole = number(scan, at)
    if whole is None or not isinstance(whole.value, int) or not first.value < whole.value:
        return None
    weak = in_ in scan.words("figures", "weak_whole")
    year = whole.bare and 1900 <= whole.value <= 2099
    if weak and (first.value > 99 or year or (whole.value % 5 and whole.value > 12) or measure(scan, whole)):
        return None
    return _share(scan, first.start, whole.end, first.value, whole.value)


def in_parts(scan: Scan, first: Number) -> Reading | None:
    """A share in parts: "two-thirds of", "three quarters"."""
    if first.scale > 1 or not isinstance(first.value, int) or not first.worded:
        return None
    match = _PART.match(scan.low, first.end)
    parts = scan.table("figures", "fractions").get(match[1]) if match else None
    if match is None or parts is None or first.value >= parts:
        return None
    hyphen = scan.low[first.end] == "-"
    by = scan.follows(first.start, "figures", "fraction_by")
    if not hyphen and not by and scan.phrase_after(match.end(), "figures", "fraction_of") is None:
        return None
    return _share(scan, first.start, match.end(), first.value, parts)


def _share(scan: Scan, start: int, end: int, parts: int, whole: int) -> Reading:
    """A share, in percent and as the fraction that is written."""
    fields: dict[str, Any] = {"value": tidy(round(100 * parts / whole, 2)), "unit": "percent"}
    return quantity_around(scan, Measured.PERCENT, start, end, normalized=f"{parts}/{whole}", **fields)
