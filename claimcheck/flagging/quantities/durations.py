"""Durations, and points in time so long ago: "three months", "a year", "seven-decade-old", "weeks ago"."""

from __future__ import annotations

from claimcheck.flagging.quantities.date_resolution import around, resolve
from claimcheck.flagging.quantities.numbers import Number
from claimcheck.flagging.quantities.quantity_words import table
from claimcheck.flagging.quantities.scan import Reading, Scan, notation
from claimcheck.flagging.quantities.units import Measure, values, with_surroundings
from claimcheck.model import Measured

# How many of the smaller unit a duration's value counts, and that unit.
_LONG = {"DE": (10, "years"), "CE": (100, "years"), "2W": (2, "weeks")}
_CODES = {
    "Y": "years",
    "M": "months",
    "W": "weeks",
    "D": "days",
    "TH": "hours",
    "TM": "minutes",
    "TS": "seconds",
}


def at_time_unit(scan: Scan, start: int) -> Reading | None:
    """A duration whose number is "a" or "half a": "in a | year", "a decade-long"; "three | years" is another.

    >>> at_time_unit(Scan.of("done in a year"), 10)[0].normalized
    'P1Y'
    """
    hit = scan.lookup(start, table(scan.language, "calendar", "units"))
    before = scan.phrase_before(start, "calendar", "single")
    if hit is None or before is None:
        return None
    code, end = hit
    value = table(scan.language, "calendar", "single")[before]
    begin = scan.low.rfind(before, 0, start)
    long = scan.phrase_after(end, "calendar", "long")
    ago = scan.phrase_after(end, "calendar", "ago")
    amount = (
        value != 1
        or long is not None
        or ago is not None
        or scan.follows(begin, "calendar", "amounts")
        or scan.phrase_after(end, "calendar", "amounts_after") is not None
    )
    if not amount or (scan.low.startswith("-", end) and long is None):
        return None
    single = Number(value, begin, start, worded=True)
    return duration(scan, begin, single, None, Measure(Measured.DURATION, code, end, code=code))


def duration(scan: Scan, begin: int, first: Number, second: Number | None, unit: Measure) -> Reading:
    """A duration, or a point in time so long ago."""
    number_, code = first.value, unit.code
    factor, name = _LONG.get(code) or (1, _CODES[code])
    iso = _iso(number_ * 2 if code == "2W" else number_, "W" if code == "2W" else code)
    ago = scan.phrase_after(unit.end, "calendar", "ago")
    if ago is None and scan.follows(begin, "calendar", "ago_before"):
        ago = unit.end
        begin = scan.low.rfind(scan.phrase_before(begin, "calendar", "ago_before") or "", 0, begin)
    if ago is not None and second is None:
        back = _iso(number_ * factor, "Y" if code in {"DE", "CE"} else "W" if code == "2W" else code)
        made = scan.quantity(
            Measured.DATE,
            begin,
            ago,
            normalized=f"PREV {back}",
            resolved=resolve(f"PREV {back}", scan.published),
        )
        return with_surroundings(scan, made), ago
    old = scan.phrase_after(unit.end, "calendar", "old_joined")
    if second:
        iso = f"{iso}/{_iso(second.value, code)}"
    fields = values(first, second, factor)
    sign = -1 if scan.follows(begin, "calendar", "past_periods") else 1
    if sign == 1 and not scan.follows(begin, "calendar", "next_periods"):
        sign = 0
    made = scan.quantity(
        Measured.DURATION, begin, unit.end, unit=name, normalized=iso,
        resolved=around(scan.published, number_, code, sign) if sign and not second else None, **fields,
    )  # fmt: skip
    return with_surroundings(scan, made, during=True), old or unit.end


def _iso(value: float, code: str) -> str:
    """An ISO 8601 duration: P3M, PT24H, P7DE."""
    return f"PT{notation(value)}{code[1]}" if code[0] == "T" else f"P{notation(value)}{code}"
