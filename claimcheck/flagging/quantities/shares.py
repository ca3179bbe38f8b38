"""Shares of a whole: "two thirds of", "one in five", "half of", "by a quarter"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.durations import duration
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan, tidy
from claimcheck.flagging.quantities.units import PERCENT_SIGNS as _SIGNS
from claimcheck.flagging.quantities.units import is_past, measure, quantity_around, values
from claimcheck.model import Measured

_RANKED = re.compile(r"(?<!\w)([^\W\d_]{1,20}) $")
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
    begin = article[1] if article else start
    if scan.follows(start, "figures", "not_shared"):  # "the first half of 2021"
        return None
    if of_unit := _part_of_unit(scan, Number(1 / parts, begin, end, worded=True)):
        return of_unit
    if article is None and parts != 2 and not _is_ranked(scan, start):
        return None
    if scan.low.startswith("-", end) or scan.lookup(end, "calendar", "units"):
        return None
    of = scan.phrase_after(end, "figures", "of_a")
    if of and scan.word(of) in scan.table("figures", "scales"):  # "a quarter of a million"
        return None
    if not _is_share(scan, begin, end) and not _is_ranked(scan, start):
        return None
    return share(scan, begin, end, 1, parts)


def _is_share(scan: Scan, begin: int, end: int) -> bool:
    """Whether words around a fraction make it a share: "by nearly a third", "half | were"."""
    if scan.phrase_after(end, "figures", "fraction_of") is not None or _upper_share(scan, end):
        return True
    limited = begin
    for name in ("approximate", "at_least", "at_most"):
        if before := scan.phrase_before(begin, "bounds", name):
            limited = min(limited, before[1])
    if any(
        scan.follows(at, "figures", name) for at in {begin, limited} for name in ("fraction_by", "changed")
    ):
        return True
    word = scan.word(end)
    verb = word in scan.words("figures", "share_verbs") or is_past(scan, word)
    return verb or _compares(scan, end, word) or (limited < begin and not word)


def _compares(scan: Scan, end: int, word: str) -> bool:
    """Whether a fraction says by how much: "a quarter | larger than", and not "a third | older man"."""
    if not any(word in scan.words("compared", name) for name in ("higher", "lower")):
        return False
    behind = scan.word(end + 1 + len(word))
    return not behind or behind in scan.words("compared", "than")


def _is_ranked(scan: Scan, start: int) -> bool:
    """Whether a fraction is that of a ranking: "the poorest | fifth", "the bottom | half"."""
    before = _RANKED.search(scan.low, max(0, start - 40), start)
    return before is not None and (
        before[1] in scan.table("ranks", "superlatives") or before[1] in scan.words("ranks", "top")
    )


def _upper_share(scan: Scan, end: int) -> tuple[int, int, int] | None:
    """The parts and the whole of a second share, and where it ends: "a third | to a half"."""
    match = _to_share(scan.language).match(scan.low, end)
    if match is None:
        return None
    many = scan.table("figures", "words").get(match[1], 1)
    return int(many), scan.table("figures", "fractions")[match[2]], match.end()


@cache
def _to_share(language: Language) -> re.Pattern[str]:
    parts = alternatives(language.table("figures", "fractions")) or "(?!)"
    joints = alternatives({*language.words("figures", "range"), *language.words("figures", "and")}) or "(?!)"
    few = [word for word, value in language.table("figures", "words").items() if 0 < value < 10]
    many = alternatives({*few, *language.words("figures", "articles")}) or "(?!)"
    return re.compile(rf" (?:{joints}) (?:({many})[ -])?({parts})(?![^\W_])")


def _part_of_unit(scan: Scan, part: Number) -> Reading | None:
    """A part of one unit, which is no share: "half a percentage point", "a quarter of a mile"."""
    at = scan.phrase_after(part.end, "figures", "of_a") or scan.phrase_after(part.end, "figures", "articles")
    if at and scan.word(at) in scan.words("figures", "unmeasured"):  # "three quarters of a point": of what?
        return None, at
    if at is None and part.value not in {0.5, 0.25, 0.75}:
        return None
    unit = measure(scan, replace(part, end=at or part.end))
    if unit is None or unit.kind is Measured.MULTIPLIER:
        return None
    if unit.kind is Measured.DURATION:
        return duration(scan, part.start, part, None, unit) if at else None
    sign = _SIGNS.get(unit.unit, f" {unit.unit}" if unit.kind is Measured.MONEY else "")
    fields = values(part, None, unit.factor, sign=sign)
    return quantity_around(scan, unit.kind, part.start, unit.end, unit=unit.unit, **fields)


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
    return share(scan, first.start, whole.end, first.value, whole.value)


def slashed(scan: Scan, begin: int, first: Number) -> Reading:
    """A share or a part of a measure in digits: "2/3 of voters", "1/4 mile"; any other slash is a name."""
    assert first.parts is not None
    if scan.phrase_after(first.end, "figures", "fraction_of") is not None:
        return share(scan, begin, first.end, *first.parts)
    unit = measure(scan, first)
    if unit is None or unit.kind is not Measured.COUNT:
        return None, first.end
    fields = values(first, None)
    return quantity_around(scan, unit.kind, begin, unit.end, unit=unit.unit, **fields)


def in_parts(scan: Scan, first: Number) -> Reading | None:
    """A share in parts: "two-thirds of", "three quarters"."""
    if first.scale > 1 or not isinstance(first.value, int) or not first.worded:
        return None
    match = _PART.match(scan.low, first.end)
    parts = scan.table("figures", "fractions").get(match[1]) if match else None
    if match is None or parts is None or first.value >= parts:
        return None
    if of_unit := _part_of_unit(scan, replace(first, value=first.value / parts, end=match.end())):
        return of_unit
    hyphen = scan.low[first.end] == "-" or _ends_alone(scan, match.end(), match[1])
    if not hyphen and not _is_share(scan, first.start, match.end()):
        return None
    return share(scan, first.start, match.end(), first.value, parts)


def _ends_alone(scan: Scan, end: int, part: str) -> bool:
    """Whether a share stands alone: "about one sixth."; "three quarters" are periods as well."""
    if part in scan.words("figures", "periods_too"):
        return False
    return not scan.word(end) and not scan.low.startswith("-", end)


def share(scan: Scan, start: int, end: int, parts: int, whole: int) -> Reading:
    """A share, in percent and as the fraction that is written.

    >>> share(Scan.of("two thirds"), 0, 10, 2, 3)[0].value
    66.67
    """
    fields: dict[str, Any] = {"value": tidy(round(100 * parts / whole, 2)), "unit": "percent"}
    written, upper = f"{parts}/{whole}", _upper_share(scan, end)
    if upper and parts / whole < upper[0] / upper[1]:
        written, end = f"{written}..{upper[0]}/{upper[1]}", upper[2]
        fields["high"] = tidy(round(100 * upper[0] / upper[1], 2))
    return quantity_around(scan, Measured.PERCENT, start, end, normalized=written, **fields)
