"""Durations, and points in time so long ago: "three months", "a year", "seven-decade-old", "weeks ago"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.quantities.compounds import in_two_periods
from claimcheck.flagging.quantities.date_resolution import around, resolve
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.numbers import and_part
from claimcheck.flagging.quantities.scan import Reading, Scan, notation
from claimcheck.flagging.quantities.units import PERIODS, Measure, quantity_around, values
from claimcheck.model import Measured

# How many of the smaller unit a duration's value counts, and that unit.
_LONG = {"DE": (10, "years"), "CE": (100, "years"), "2W": (2, "weeks")}


def at_time_unit(scan: Scan, start: int) -> Reading | None:
    """A duration whose number is "a" or "half a": "in a | year", "a decade-long"; "three | years" is another.

    >>> at_time_unit(Scan.of("done in a year"), 10)[0].normalized
    'P1Y'
    """
    hit = scan.lookup(start, "calendar", "units")
    before = scan.value_before(start, "calendar", "single")
    if hit is None or before is None:
        return None
    (code, end), (value, begin) = hit, before
    after = {name for name in ("long", "ago", "amounts_after") if scan.phrase_after(end, "calendar", name)}
    if and_part(scan, Number(1, begin, end, worded=True)).end > end:  # "a year | and a half"
        after.add("half")
    if value == 1 and not after and not scan.follows(begin, "calendar", "amounts"):
        return None
    if scan.low.startswith("-", end) and "long" not in after:
        return None
    single = Number(value, begin, start, worded=True)
    return duration(scan, begin, single, None, Measure(Measured.DURATION, code, end, code=code))


def duration(scan: Scan, begin: int, first: Number, second: Number | None, unit: Measure) -> Reading:
    """A duration, or a point in time so long ago."""
    first, unit = _and_a_half(scan, first, unit)
    if second is None and (two := in_two_periods(scan, first, unit)):
        return _in_two(scan, begin, *two)
    number_, code = first.value, unit.code
    factor, name = _LONG.get(code) or (1, f"{PERIODS[code]}s")
    iso = _iso(number_ * 2 if code == "2W" else number_, "W" if code == "2W" else code)
    ago = scan.phrase_after(unit.end, "calendar", "ago")
    if ago is None and (before := scan.phrase_before(begin, "calendar", "ago_before")):
        ago, begin = unit.end, before[1]
    if ago is not None and second is None:
        back = _iso(number_ * factor, "Y" if code in {"DE", "CE"} else "W" if code == "2W" else code)
        if code == "Y" and not float(number_).is_integer():
            back = _iso(round(number_ * 12), "M")
        date = resolve(f"PREV {back}", scan.published)
        return quantity_around(scan, Measured.DATE, begin, ago, normalized=f"PREV {back}", resolved=date)
    old = scan.phrase_after(unit.end, "calendar", "old_joined")
    if second:
        iso = f"{iso}/{_iso(second.value, code)}"
    past, to_come = (scan.follows(begin, "calendar", f"{name}_periods") for name in ("past", "next"))
    sign = -1 if past else 1 if to_come else 0
    when = around(scan.published, number_, code, sign) if sign and not second else None
    fields = values(first, second, factor) | {"normalized": iso, "resolved": when, "unit": name}
    quantity, end = quantity_around(scan, Measured.DURATION, begin, unit.end, **fields)
    return quantity, old or end


def _and_a_half(scan: Scan, first: Number, unit: Measure) -> tuple[Number, Measure]:
    """The number and the unit with the half that follows: "a year | and a half"."""
    more = and_part(scan, Number(first.value, first.start, unit.end, worded=True))
    if more.end == unit.end:
        return first, unit
    return replace(first, value=more.value), replace(unit, end=more.end)


def _in_two(scan: Scan, begin: int, first: Number, unit: Measure, iso: str) -> Reading:
    """A duration in two periods, as so many of the shorter: "3 years and 4 months"."""
    fields = values(first, None) | {"normalized": iso, "unit": unit.unit}
    return quantity_around(scan, Measured.DURATION, begin, unit.end, **fields)


def _iso(value: float, code: str) -> str:
    """An ISO 8601 duration: P3M, PT24H, P7DE."""
    return f"PT{notation(value)}{code[1]}" if code[0] == "T" else f"P{notation(value)}{code}"
