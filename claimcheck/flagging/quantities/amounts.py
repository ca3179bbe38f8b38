"""Quantities that begin with a number: counts, percent, money, durations, multipliers, shares.

Figures that are names are stepped over: "Article 5", "F-35", "24/7", "7-2", a telephone number.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.flagging.quantities.compounds import in_primes, in_two_units
from claimcheck.flagging.quantities.counts import count
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.durations import duration
from claimcheck.flagging.quantities.money import currency_after, currency_before, is_amount, with_cents
from claimcheck.flagging.quantities.numbers import number, number_before, part_of_scale
from claimcheck.flagging.quantities.numeric_names import name_end, run_end
from claimcheck.flagging.quantities.ranges import borrowed, score, upper_end
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.shares import in_parts, one_in, slashed
from claimcheck.flagging.quantities.units import (
    PERCENT_SIGNS,
    Measure,
    measure,
    quantity_around,
    values,
)
from claimcheck.model import Measured

_STANDS = re.compile(r"(?:^|\n|[^\d] |^ )$")  # no minus: "75 -300mm", "2019-2020"


def in_digits(scan: Scan, start: int) -> Reading:
    """The quantity that begins with the digit at *start*, or what to step over.

    >>> in_digits(Scan.of("94.9bn euros"), 0)[0].normalized
    '94900000000 EUR'
    """
    end = name_end(scan, start)
    if end is not None:
        return None, end
    if height := in_primes(scan, start):
        return height
    if scan.follows(start, "bounds", "per"):  # "per 100,000 people" is part of the rate before it
        return None, run_end(scan, start)
    currency = currency_before(scan, start)
    first = number(scan, start, money=currency is not None)
    if first is None:
        return None, run_end(scan, start)
    glued = first.end < len(scan.low) and scan.low[first.end].isalpha()  # "Rs500xy": in what scale?
    unread = currency is not None and glued and currency_after(scan, first) is None
    if currency is not None and (unread or not (currency.code and is_amount(scan, currency, first))):
        return None, max(run_end(scan, start), first.end)
    if currency is None and _stuck(scan, first) and in_two_units(scan, first) is None:
        return None, run_end(scan, start)
    begin, first = _signed(scan, currency.start if currency else first.start, first)
    return _amount(scan, begin, first, currency.code if currency else None)


def in_words(scan: Scan, start: int) -> Reading | None:
    """The quantity that begins with the number word at *start*.

    >>> in_words(Scan.of("seven-decade-old"), 0)[0].normalized
    'P7DE'
    """
    first = number(scan, start)
    if first is None:
        return None
    begin, first = _signed(scan, start, first)
    return _amount(scan, begin, first, None)


def at_part(scan: Scan, start: int) -> Reading | None:
    """The quantity whose number is a part of a scale: "half a million", "a | quarter of a million".

    >>> at_part(Scan.of("half a million people"), 0)[0].normalized
    '500000'
    """
    first = part_of_scale(scan, start)
    return _amount(scan, first.start, first, None) if first else None


def at_scale(scan: Scan, start: int) -> Reading | None:
    """The quantity whose number ends with the scale word at *start*: "half a | million"."""
    first = number_before(scan, start)
    return _amount(scan, first.start, first, None) if first else None


def _amount(scan: Scan, begin: int, first: Number, currency: str | None) -> Reading:
    """The quantity of a number: a share, a range, or one amount."""
    if currency is None and (share := one_in(scan, first) or in_parts(scan, first)):
        return share
    if first.parts:
        return slashed(scan, begin, first)
    if currency is None and (two := in_two_units(scan, first)):
        return quantity_around(
            scan, Measured.COUNT, begin, two[1].end, unit=two[1].unit, **values(two[0], None)
        )
    second, unit = upper_end(scan, begin, first, currency)
    if second is None:
        unit = measure(scan, first, currency)
    if unit is None and second is None:
        unit = borrowed(scan, begin, first) or _more_time(scan, first)
    if unit is None:
        return score(scan, first) or count(scan, begin, first, second)
    if unit.kind is Measured.DURATION:
        if first.value == 0 and first.worded:  # "zero hour", "zero-hours contracts"
            return None, unit.end
        return duration(scan, begin, first, second, unit)
    if unit.kind is Measured.MULTIPLIER:
        return _times(scan, begin, first, second, unit)
    sign = f" {unit.unit}" if unit.kind is Measured.MONEY else ""
    if unit.kind is Measured.PERCENT:
        sign = PERCENT_SIGNS.get(unit.unit, "")
    if below := scan.phrase_after(unit.end, "figures", "below_zero"):
        first, unit = replace(first, value=-first.value), replace(unit, end=below)
    if unit.kind is Measured.MONEY and second is None and (coins := with_cents(scan, unit.unit, unit.end)):
        first, unit = replace(first, value=first.value + coins[0]), replace(unit, end=coins[1])
    fields = values(first, second, unit.factor, sign=sign)
    return quantity_around(scan, unit.kind, begin, unit.end, unit=unit.unit, **fields)


def _more_time(scan: Scan, first: Number) -> Measure | None:
    """A time unit after a word such as "more": "four more years"."""
    more = scan.phrase_after(first.end, "figures", "more")
    unit = scan.lookup(more, "calendar", "units") if more else None
    return Measure(Measured.DURATION, unit[0], unit[1], code=unit[0]) if unit else None


def _times(scan: Scan, begin: int, first: Number, second: Number | None, unit: Measure) -> Reading:
    """How many times as much, or how often."""
    if unit.unit != "times" or multiplies(scan, unit.end):
        fields = values(first, second, before="x")
        return quantity_around(scan, Measured.MULTIPLIER, begin, unit.end, unit="times", **fields)
    if first.value == 1:
        return None, unit.end
    often = scan.raw[first.end : unit.end].strip(" -")
    return quantity_around(scan, Measured.COUNT, begin, unit.end, unit=often, **values(first, second))


def multiplies(scan: Scan, at: int) -> bool:
    """Whether a comparison follows: "as many", "bigger", "the size of".

    >>> multiplies(Scan.of("25 times bigger"), 8), multiplies(Scan.of("25 times now"), 8)
    (True, False)
    """
    word = scan.word(at)
    endings = scan.words("figures", "comparative")
    return word in scan.words("figures", "times_of") or (
        len(word) > 4 and word.endswith(endings) and word not in scan.words("figures", "not_comparative")
    )


def _signed(scan: Scan, begin: int, first: Number) -> tuple[int, Number]:
    """Where an amount begins, and its number with the sign before it: "-5", "minus 5", "negative five"."""
    worded = scan.phrase_before(begin, "figures", "minus")
    if worded and (scan.follows(worded[1], "figures", "or") or _is_limit(scan, begin, worded[0])):
        return begin, first  # "plus or minus 3", "au moins 3"
    if worded and not scan.low[max(0, worded[1] - 2) : worded[1]].strip().isdecimal():  # "10 minus 3"
        return worded[1], replace(first, value=-first.value)
    mark = scan.low[begin - 1 : begin] if begin else ""
    if mark in {"-", "+"} and _STANDS.search(scan.low, max(0, begin - 3), begin - 1):
        return begin - 1, replace(first, value=-first.value) if mark == "-" else first
    if scan.low.startswith("-", first.start - 1) and 0 < begin < first.start - 1:  # "$-5"
        return begin, replace(first, value=-first.value)
    return begin, first


_STUCK = re.compile(r"[^\W\d]|\^|[-/:]\d|\.[^\W\d_]|@|-[^\W\d_]")


def _is_limit(scan: Scan, begin: int, minus: str) -> bool:
    """Whether the word for a minus is part of a longer one for a limit: "au moins" is at least."""
    limits = (scan.phrase_before(begin, "bounds", name) for name in ("at_least", "at_most"))
    return any(limit and len(limit[0]) > len(minus) for limit in limits)


def _stuck(scan: Scan, first: Number) -> bool:
    """Whether a figure goes on after its number in a way that makes it a name, a score or a ratio."""
    match = _STUCK.match(scan.low, first.end)
    if match is None or measure(scan, first) is not None:
        return False
    if match[0].startswith("-") and match[0][1].isdecimal():
        return upper_end(scan, first.start, first, None)[0] is None
    if match[0].startswith("-"):
        return scan.plain[first.end + 1].isupper()
    return True
