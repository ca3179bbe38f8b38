"""Two figures with one measure: "3 to 5 percent", "$5-7bn", "from 5 to 8 percent"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.money import currency_before
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.units import Measure, counted, measure
from claimcheck.model import Measured

_MORE = re.compile(r"[-/:]\d")
_WORDS = re.compile(r"[^\W\d_]{1,30}")
_DASH = re.compile(r" ?- ?")
_PREFIX = re.compile(r"[^\s\d]{1,5} ?(?=\d)")


def upper_end(
    scan: Scan, begin: int, first: Number, currency: str | None
) -> tuple[Number | None, Measure | None]:
    """The upper end of a range and what both are, or nothing: "3 to 5 percent", "$5-7bn".

    >>> upper_end(Scan.of("3 to 5 percent"), 0, Number(3, 0, 1), None)[0].value
    5
    """
    own = measure(scan, first, currency)
    end = own.end if own else first.end
    match = _joint(scan, begin, end)
    if own is None and match and match[0].strip().isalpha() and voted(scan, first):
        return None, None
    if match is None or (own and _is_change(scan, begin, match)):
        return None, None
    either = match[0].strip() in scan.words("figures", "or")  # "200 or more than 300" is no range
    start = match.end() if either else _past_limit(scan, match.end())
    if prefix := _PREFIX.match(scan.low, start):
        other = currency_before(scan, prefix.end())
        if currency is None or other is None or other.code != currency:
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


def borrowed(scan: Scan, begin: int, first: Number) -> Measure | None:
    """The measure that a figure shares with the next: "from | 5 to 8 percent", "to | 3.4 from 3.2 percent".

    >>> borrowed(Scan.of("from 5 to 8 percent"), 5, Number(5, 5, 6)).unit
    'percent'
    """
    joint = "range" if scan.follows(begin, "figures", "from") else "from"
    if joint == "from" and not scan.follows(begin, "figures", "range"):
        return None
    match = _joints(scan.language, joint).match(scan.low, first.end)
    if match is None and joint == "range":
        match = _joints(scan.language, "from_to").match(scan.low, first.end)
    if match is None or not scan.low[match.end() : match.end() + 1].isalnum():
        return None
    second = number(scan, match.end())
    unit = measure(scan, second) if second else None
    if unit is None or unit.kind not in {Measured.PERCENT, Measured.MONEY, Measured.COUNT}:
        return None
    return replace(unit, end=first.end)


def score(scan: Scan, first: Number) -> Reading | None:
    """A score or the like to step over: "5 to 4".

    >>> score(Scan.of("5 to 4"), Number(5, 0, 1, bare=True))
    (None, 6)
    """
    match = _joints(scan.language, "range").match(scan.low, first.end)
    if match and voted(scan, first):
        return None
    if match is None or not first.bare or not scan.low[match.end() : match.end() + 1].isdecimal():
        return None
    second = number(scan, match.end())
    if second is None or second.scale > 1 or second.value > first.value:
        return None
    return None if scan.follows(first.start, "figures", "from") else (None, second.end)


def voted(scan: Scan, first: Number) -> bool:
    """Whether a figure is of the votes on one side: "voted | 17 to 12", "by | 52 to 48".

    >>> voted(Scan.of("They voted 17 to 12"), Number(17, 11, 13, bare=True))
    True
    """
    if not first.bare:
        return False
    before = set(_WORDS.findall(scan.low, max(0, first.start - 40), first.start))
    return not before.isdisjoint(scan.words("figures", "votes"))


def _is_change(scan: Scan, begin: int, joint: re.Match[str]) -> bool:
    """Whether an amount is by how much something changed, before what it came to: "rose $1.50 to $82"."""
    return joint[0].strip().isalpha() and scan.follows(begin, "figures", "changed")


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
    return re.compile(rf"-[ ]?(?:{joints or '(?!)'})[ -]")
