"""Quantities that begin with a number: counts, percent, money, durations, multipliers, shares.

Figures that are names are stepped over: "Article 5", "F-35", "24/7", "7-2", a telephone number.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.compounds import in_primes, in_two_units
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.durations import duration
from claimcheck.flagging.quantities.money import currency_before, is_amount, with_cents
from claimcheck.flagging.quantities.numbers import number, number_before, part_of_scale
from claimcheck.flagging.quantities.numeric_names import belongs_to_name, name_end, run_end
from claimcheck.flagging.quantities.scan import Reading, Scan, notation, tidy
from claimcheck.flagging.quantities.shares import in_parts, one_in, slashed
from claimcheck.flagging.quantities.units import (
    PERCENT_SIGNS,
    Measure,
    bound,
    counted,
    measure,
    quantity_around,
    values,
)
from claimcheck.model import Measured

_MORE = re.compile(r"[-/:]\d")
_DASH = re.compile(r" ?- ?")
_STANDS = re.compile(r"(?:^|\n|[^\d] |^ )$")  # no minus: "75 -300mm", "2019-2020"
_NAME = re.compile(r"(?: [A-Z][\w'’-]{0,20}){2,4}")
_PREFIX = re.compile(r"[a-z]{0,2}[$€£¥₹] ?")


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
    if currency is not None and not (currency.code and is_amount(scan, currency, first)):
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
    second, unit = _range(scan, begin, first, currency)
    if second is None:
        unit = measure(scan, first, currency)
    if unit is None and second is None:
        unit = _borrowed(scan, begin, first) or _more_time(scan, first)
    if unit is None:
        return _score(scan, first) or _count(scan, begin, first, second)
    if unit.kind is Measured.DURATION:
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


def _count(scan: Scan, begin: int, first: Number, second: Number | None) -> Reading:
    """A number of things, where it is no name and no word like "one"."""
    if below := scan.phrase_after(first.end, "figures", "below_zero"):
        fields = values(replace(first, value=-first.value), None)
        return quantity_around(scan, Measured.COUNT, begin, below, **fields)
    end = second.end if second else first.end
    limits = ("after_approximate", "after_at_least", "after_at_most")
    after = max(scan.phrase_after(end, "bounds", name) or end for name in limits)  # behind "or so", "-plus"
    thing = counted(scan, after)
    if thing is None and _is_address(scan, first):
        return None, end
    if first.metre and thing is None:  # "5m people" are million, "the 100m final" is a distance
        value = tidy(first.value / first.scale)
        metres: dict[str, Any] = {"value": value, "unit": "m", "normalized": notation(value)}
        return quantity_around(scan, Measured.COUNT, begin, end, **metres)
    if thing is None and not second and belongs_to_name(scan, first):
        return None, end
    if first.worded and first.scale == 1 and not second and not _counts(scan, first, thing):
        return None, end
    if scan.low.startswith("-", after) and thing is None:  # "12-member" counts, "two-state" is a name
        thing = None if first.worded else scan.word(end + 1)
        if not thing:
            return None, end
    fields = values(first, second)
    return quantity_around(scan, Measured.COUNT, begin, end, thing=thing, unit=thing, **fields)


def _is_address(scan: Scan, first: Number) -> bool:
    """Whether a bare figure is a house's: "10 Downing Street"."""
    match = _NAME.match(scan.plain, first.end) if first.bare else None
    streets = scan.words("figures", "streets")
    return match is not None and any(word in streets for word in match[0].lower().split()[1:])


def _counts(scan: Scan, first: Number, thing: str | None) -> bool:
    """Whether a number word is an amount: not "one ally", not "the two sides"."""
    if first.value == 1:
        after = scan.word(first.end)
        limited = scan.follows(first.start, "figures", "only") or bound(scan, first.start, first.end)
        return after in scan.words("figures", "ones") or bool(
            limited and after and after not in scan.words("figures", "stops")
        )
    if first.value == 0:
        return thing is not None
    return not (first.value == 2 and scan.follows(first.start, "figures", "determiners"))


def _borrowed(scan: Scan, begin: int, first: Number) -> Measure | None:
    """The measure that a figure after "from" shares with the next: "from | 5 to 8 percent"."""
    joint = "range" if scan.follows(begin, "figures", "from") else "from"
    if joint == "from" and not scan.follows(begin, "figures", "range"):
        return None
    match = _joints(scan.language, joint).match(scan.low, first.end)
    if match is None or not scan.low[match.end() : match.end() + 1].isalnum():
        return None
    second = number(scan, match.end())
    unit = measure(scan, second) if second else None
    if unit is None or unit.kind not in {Measured.PERCENT, Measured.MONEY, Measured.COUNT}:
        return None
    return replace(unit, end=first.end)


def _more_time(scan: Scan, first: Number) -> Measure | None:
    """A time unit after a word such as "more": "four more years"."""
    more = scan.phrase_after(first.end, "figures", "more")
    unit = scan.lookup(more, "calendar", "units") if more else None
    return Measure(Measured.DURATION, unit[0], unit[1], code=unit[0]) if unit else None


def _score(scan: Scan, first: Number) -> Reading | None:
    """A score or the like to step over: "5 to 4"."""
    match = _joints(scan.language, "range").match(scan.low, first.end)
    if match is None or not first.bare or not scan.low[match.end() : match.end() + 1].isdecimal():
        return None
    second = number(scan, match.end())
    if second is None or second.scale > 1 or second.value > first.value:
        return None
    return None if scan.follows(first.start, "figures", "from") else (None, second.end)


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


def _range(
    scan: Scan, begin: int, first: Number, currency: str | None
) -> tuple[Number | None, Measure | None]:
    """The upper end of a range and what both are, or nothing: "3 to 5 percent", "$5-7bn"."""
    own = measure(scan, first, currency)
    end = own.end if own else first.end
    match = _joint(scan, begin, end)
    if match is None:
        return None, None
    either = match[0].strip() in scan.words("figures", "or")  # "200 or more than 300" is no range
    start = match.end() if either else _past_limit(scan, match.end())
    prefix = _PREFIX.match(scan.low, start)
    if prefix:
        before = scan.low[max(0, first.start - 4) : first.start]
        if currency is None or prefix[0].strip() not in before:
            return None, None
        start = prefix.end()
    if start >= len(scan.low) or not (scan.low[start].isdecimal() or scan.low[start].isalpha()):
        return None, None
    second = number(scan, start, money=currency is not None)
    if second is None or _MORE.match(scan.low, second.end):
        return None, None
    unit = measure(scan, second, currency)
    alike = own is None or (unit is not None and own.unit == unit.unit)
    low: float = first.value
    if first.scale == 1 and second.scale > 1 and alike and low < second.value / second.scale:
        low *= second.scale
    if (own and (unit is None or own.unit != unit.unit)) or not low < second.value:
        return None, None
    if unit is None and match[0] == "-" and counted(scan, second.end) is None:
        return None, None
    return second, unit


def _past_limit(scan: Scan, at: int) -> int:
    """Where the upper end of a range begins after "more than" or the like."""
    for name in ("at_least", "at_most", "approximate"):
        if end := scan.phrase_after(at, "bounds", name):
            return end + scan.low.startswith(" ", end)
    return at


def _joint(scan: Scan, begin: int, at: int) -> re.Match[str] | None:
    """What joins the two ends of a range; after "between" it is "and", after "from" no word does."""
    if suspended := _suspended(scan.language).match(scan.low, at):
        return suspended
    if scan.low.startswith(("-", " - "), at):
        return _DASH.match(scan.low, at)
    if scan.follows(begin, "figures", "from"):
        return None
    between = scan.follows(begin, "figures", "between")
    joined = _joints(scan.language, "and").match(scan.low, at) if between else None
    return joined or _joints(scan.language, "range").match(scan.low, at)


@cache
def _joints(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(word for word in language.words('figures', name) if word != '-')}) ")


@cache
def _suspended(language: Language) -> re.Pattern[str]:
    """What stands in "18- to 24-year-olds"."""
    joints = alternatives({*language.words("figures", "range"), *language.words("figures", "and")} - {"-"})
    return re.compile(rf"- (?:{joints or '(?!)'}) ")


def _signed(scan: Scan, begin: int, first: Number) -> tuple[int, Number]:
    """Where an amount begins, and its number with the sign before it: "-5", "minus 5", "negative five"."""
    worded = scan.phrase_before(begin, "figures", "minus")
    if worded and scan.follows(worded[1], "figures", "or"):  # "plus or minus 3"
        return begin, first
    if worded and not scan.low[max(0, worded[1] - 2) : worded[1]].strip().isdecimal():  # "10 minus 3"
        return worded[1], replace(first, value=-first.value)
    mark = scan.low[begin - 1 : begin] if begin else ""
    if mark in {"-", "+"} and _STANDS.search(scan.low, max(0, begin - 3), begin - 1):
        return begin - 1, replace(first, value=-first.value) if mark == "-" else first
    if scan.low.startswith("-", first.start - 1) and 0 < begin < first.start - 1:  # "$-5"
        return begin, replace(first, value=-first.value)
    return begin, first


_STUCK = re.compile(r"[^\W\d]|\^|[-/:]\d|\.[^\W\d_]|@|-[^\W\d_]")


def _stuck(scan: Scan, first: Number) -> bool:
    """Whether a figure goes on after its number in a way that makes it a name, a score or a ratio."""
    match = _STUCK.match(scan.low, first.end)
    if match is None or measure(scan, first) is not None:
        return False
    if match[0].startswith("-") and match[0][1].isdecimal():
        return _range(scan, first.start, first, None)[0] is None
    if match[0].startswith("-"):
        return scan.plain[first.end + 1].isupper()
    return True
