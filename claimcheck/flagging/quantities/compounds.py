"""Measures in two units, as one amount of the smaller: "6ft 2in", "12st 4lb", "2 hours 15 minutes"."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities import cldr
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan, notation, tidy
from claimcheck.flagging.quantities.units import PERIODS, Measure, quantity_around, values
from claimcheck.model import Measured

_PRIMES = re.compile(r"([4-7])' ?(\d{1,2})(?:\"|''|”|″)")
_TIMES = {"Y": ("M", 12), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
"""The period that may follow another and how many make one."""


def in_two_units(scan: Scan, first: Number) -> tuple[Number, Measure] | None:
    """The length or weight that goes on in a smaller unit, as a number of that.

    >>> number_, unit = in_two_units(Scan.of("6ft 2in"), Number(6, 0, 1))
    >>> number_.value, unit.unit
    (74, 'inches')
    """
    if not isinstance(first.value, int) or first.scale > 1:
        return None
    for larger, smaller, ratio, name in _pairs(scan.language):
        begins = larger.match(scan.low, first.end)
        second = number(scan, begins.end()) if begins and begins.end() < len(scan.low) else None
        if begins is None or second is None or not 0 <= second.value < ratio or second.scale > 1:
            continue
        ends = smaller.match(scan.low, second.end)
        if ends or begins[0].endswith("-"):  # "6-foot-4"
            end = ends.end() if ends else second.end
            return _joined(first, second, ratio, end), Measure(Measured.COUNT, name, end)
    return None


def in_primes(scan: Scan, start: int) -> Reading | None:
    """A height in feet and inches by their signs.

    >>> in_primes(Scan.of("6'2''"), 0)[0].value
    74
    """
    primes = _PRIMES.match(scan.plain, start)
    if primes is None or int(primes[2]) > 11:
        return None
    fields = values(Number(12 * int(primes[1]) + int(primes[2]), start, primes.end()), None)
    return quantity_around(scan, Measured.COUNT, start, primes.end(), unit="inches", **fields)


def in_two_periods(scan: Scan, first: Number, unit: Measure) -> tuple[Number, Measure, str] | None:
    """The duration that goes on in a shorter period, as a number of those, and its ISO notation.

    >>> two = Measure(Measured.DURATION, "Y", 7, code="Y")
    >>> in_two_periods(Scan.of("3 years and 4 months"), Number(3, 0, 1), two)[2]
    'P3Y4M'
    """
    shorter, ratio = _TIMES.get(unit.code, ("", 0))
    begins = _joint(scan.language).match(scan.low, unit.end) if shorter else None
    if begins is None or begins.end() >= len(scan.low) or not isinstance(first.value, int):
        return None
    second = number(scan, begins.end())
    hit = scan.lookup(second.end, "calendar", "units") if second and 0 < second.value < ratio else None
    if second is None or hit is None or hit[0] != shorter:
        return None
    time = "T" if shorter[0] == "T" else ""
    written = f"{notation(first.value)}{unit.code[-1]}", f"{notation(second.value)}{shorter[-1]}"
    iso = f"P{time}{''.join(written)}" if unit.code[0] == "T" else f"P{written[0]}{time}{written[1]}"
    code = Measure(Measured.DURATION, f"{PERIODS[shorter]}s", hit[1], code=shorter)
    return _joined(first, second, ratio, hit[1]), code, iso


def _joined(first: Number, second: Number, ratio: int, end: int) -> Number:
    return Number(tidy(first.value * ratio + second.value), first.start, end)


@cache
def _joint(language: Language) -> re.Pattern[str]:
    joining = alternatives(language.words("figures", "and")) or "(?!)"
    return re.compile(rf",? (?:(?:{joining}) )?")


@cache
def _pairs(language: Language) -> tuple[tuple[re.Pattern[str], re.Pattern[str], int, str], ...]:
    """For each unit that another may follow: what both look like, how many make one, and the other's name."""
    joining = alternatives(language.words("figures", "and")) or "(?!)"
    made = []
    for larger, (smaller, ratio, name) in cldr.left_open()["compounds"].items():
        first, second = (alternatives(cldr.words_of(unit, language.code)) for unit in (larger, smaller))
        more = alternatives(cldr.left_open()["shorter"][smaller])
        made.append((
            re.compile(rf"[- ]?(?:{first})\.?(?:,? (?:(?:{joining}) )?|-)"),
            re.compile(rf"[- ]?(?:{second}|{more})(?![^\W_])"),
            ratio, name,
        ))  # fmt: skip
    return tuple(made)
