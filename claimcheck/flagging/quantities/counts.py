"""Numbers of things: "27 villages", "12-member"; no names, addresses, "one ally" or "the two sides"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.limits import bound
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.numeric_names import belongs_to_name, ends_title, is_labelled
from claimcheck.flagging.quantities.scan import Reading, Scan, notation, tidy
from claimcheck.flagging.quantities.units import counted, is_past, quantity_around, values
from claimcheck.model import Measured

_YEAR = re.compile(r" \([12]\d{3}\)(?= )")
_NAME = re.compile(r"(?: [A-Z][\w'’-]{0,20}){2,4}")


def count(scan: Scan, begin: int, first: Number, second: Number | None) -> Reading:
    """A number of things, where it is no name and no word like "one".

    >>> count(Scan.of("12 men"), 0, Number(12, 0, 2), None)[0].unit
    'men'
    """
    if below := scan.phrase_after(first.end, "figures", "below_zero"):
        fields = values(replace(first, value=-first.value), None)
        return quantity_around(scan, Measured.COUNT, begin, below, **fields)
    end = second.end if second else first.end
    limits = ("after_approximate", "after_at_least", "after_at_most")
    after = max(scan.phrase_after(end, "bounds", name) or end for name in limits)  # behind "or so", "-plus"
    after = scan.phrase_after(after, "figures", "more") or after  # "five | more losses"
    thing = counted(scan, after)
    if thing is None and (_is_address(scan, first) or _is_unsure(scan, end)):
        return None, end
    if first.metre and _in_metres(
        scan, first, thing
    ):  # "5m people" are million, "the 100m final" is a distance
        value = tidy(first.value / first.scale)
        metres: dict[str, Any] = {"value": value, "unit": "m", "normalized": notation(value)}
        return quantity_around(scan, Measured.COUNT, begin, end, **metres)
    named = (
        belongs_to_name(scan, first) or ends_title(scan, first) if thing is None else is_labelled(scan, first)
    )
    if named and not second:
        return None, end
    thing = thing or _none_of_it(scan, first)
    if first.worded and first.scale == 1 and not second and not _counts(scan, first, thing):
        return None, end
    if scan.low.startswith("-", after) and thing is None:  # "12-member" counts, "two-state" is a name
        thing = None if first.worded else scan.word(end + 1)
        if not thing:
            return None, end
    fields = values(first, second)
    unit = None if thing in scan.words("figures", "no_things") else thing
    return quantity_around(scan, Measured.COUNT, begin, end, thing=thing, unit=unit, **fields)


def _is_name(scan: Scan, first: Number, thing: str | None) -> bool:
    """Whether a figure is part of a name, of whatever *thing* seems to be counted."""
    if thing is not None:
        return is_labelled(scan, first)
    return belongs_to_name(scan, first) or ends_title(scan, first)


def _in_metres(scan: Scan, first: Number, thing: str | None) -> bool:
    """Whether "m" is metres: "2m tall"; not of people, nor before a verb: "over 2m fled"."""
    after = scan.word(first.end + scan.low.startswith("-", first.end))
    if after in scan.words("figures", "distances") or scan.follows(first.start, "figures", "distances_of"):
        return True
    verb = after in scan.words("figures", "share_verbs") or is_past(scan, after)
    return thing is None and (first.value == first.scale or not verb)


def _is_unsure(scan: Scan, at: int) -> bool:
    """Whether letters follow that may be a scale: "0.75 M", "5 mil"."""
    if aside := _YEAR.match(scan.plain, at):  # "20 (2018) million"
        return scan.word(aside.end()) in scan.table("figures", "scales")
    word = scan.word(at) if scan.low.startswith(" ", at) else ""
    short = word in scan.table("figures", "suffixes") or word in scan.table("figures", "money_suffixes")
    return short and not scan.inside(at + 1 + len(word))


def _is_address(scan: Scan, first: Number) -> bool:
    """Whether a bare figure is a house's: "10 Downing Street"."""
    match = _NAME.match(scan.plain, first.end) if first.bare else None
    streets = scan.words("figures", "streets")
    return match is not None and any(word in streets for word in match[0].lower().split()[1:])


def none_of(scan: Scan, start: int) -> Reading | None:
    """No one of a number of things: "none of the 12 ships", "not | one of the 20 houses".

    >>> none_of(Scan.of("none of the 12 ships"), 0)[0].normalized
    '0'
    """
    end = start + len(scan.word(start))
    before = scan.phrase_before(start, "figures", "none_before")
    of = scan.phrase_after(end, "figures", "part_of")
    if (before is None and scan.word(start) not in scan.words("figures", "none")) or of is None:
        return None
    whole = number(scan, of + 1) if scan.low[of + 1 : of + 2].isalnum() else None
    if whole is None:
        return None
    begin, thing = before[1] if before else start, counted(scan, end)
    return quantity_around(scan, Measured.COUNT, begin, end, value=0, unit=thing, normalized="0")


def _none_of_it(scan: Scan, first: Number) -> str | None:
    """What there is none of, in the singular: "zero VAT", "zero support"; not "net zero", "zero hour"."""
    word = scan.word(first.end) if scan.low.startswith(" ", first.end) else ""
    if first.value != 0 or not first.worded or not word or scan.follows(first.start, "figures", "zero_after"):
        return None
    end = first.end + 1 + len(word)
    no_thing = word in scan.words("figures", "stops") or word in scan.words("figures", "zero_names")
    return (
        None
        if no_thing or is_past(scan, word) or scan.low.startswith("-", end)
        else scan.raw[first.end + 1 : end]
    )


def _counts(scan: Scan, first: Number, thing: str | None) -> bool:
    """Whether a number word is an amount: not "one ally", not "the two sides"."""
    if first.value == 1:
        after = scan.word(first.end)
        limited = scan.follows(first.start, "figures", "only") or bound(scan, first.start, first.end)
        return after in scan.words("figures", "ones") or bool(
            limited and after and after not in scan.words("figures", "stops")
        )
    if first.value == 0:
        return thing is not None and thing.lower() not in scan.words("figures", "zero_names")
    return not (first.value == 2 and scan.follows(first.start, "figures", "determiners"))
