"""What stands around a number: what it measures, what is counted, per what, and whether it is a limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.limits import approximate, bound
from claimcheck.flagging.quantities.money import currency_after, weighs
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan, notation, tidy
from claimcheck.model import Measured

PERIODS = {
    "Y": "year", "M": "month", "W": "week", "2W": "fortnight", "D": "day", "TH": "hour", "TM": "minute",
    "TS": "second", "DE": "decade", "CE": "century",
}  # fmt: skip
"""The periods by their letters in ISO 8601, and by letters of ours for those that it has not."""

PERCENT_SIGNS = {"percent": "%", "percentage points": "pp", "basis points": "bp"}
"""How the unit of a share is written behind its value."""

_SPACED = "mt"  # metres and tonnes may have a blank before them
_SPOKEN = 80  # so many characters before "41C" may speak of temperature
_NOUNS = 4  # "new electric city buses": the thing counted has at most so many words
_NOUN = re.compile(r"[ -]((?:[^\W\d_]\.){2,4}|[^\W\d_][\w'-]{0,30})")
_ASIDE = re.compile(r" ?\((?:[12]\d{3}|[^()\n\d][^()\n]{0,40})\)(?= )")  # "300 (mostly rural) schools"
_OF_NAME = re.compile(r" ([A-Z][\w'-]{1,20} of (?:the )?[A-Z][\w'-]{1,20})(?= [a-z])")
_COUNT_OF_PER = re.compile(r" ([\d,]{1,12})")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is a number of; ``code`` is the letter of a duration ("Y")."""

    kind: Measured
    unit: str
    end: int
    factor: float = 1
    code: str = ""


def measure(scan: Scan, found: Number, currency: str | None = None) -> Measure | None:
    """What the words after a number say it measures.

    >>> measure(Scan.of("12 km of road"), Number(12, 0, 2)).unit
    'km'
    """
    unit = _measure(scan, found, currency)
    aside = None if unit else _ASIDE.match(scan.plain, found.end)
    behind = _measure(scan, replace(found, end=aside.end()), None) if aside else None
    return replace(behind, end=found.end) if behind else unit


def _measure(scan: Scan, found: Number, currency: str | None) -> Measure | None:
    """What the words straight after a number say it measures."""
    at = found.end
    if currency:
        return Measure(Measured.MONEY, currency, at)
    if 0 < found.value < 1:  # "0.1 of a percentage point"
        at = scan.phrase_after(at, "figures", "of_a") or at
    if hit := scan.lookup(at, "percents"):
        return Measure(Measured.PERCENT, hit[0], hit[1])
    if money := _money(scan, found):
        return money
    if hit := scan.lookup(at, "calendar", "units"):
        return Measure(Measured.DURATION, hit[0], hit[1], code=hit[0])
    for name in ("times", "fold", "glued_times"):
        if (end := _multiple(scan, at, name)) is not None:
            return Measure(Measured.MULTIPLIER, name, end)
    if found.scale > 1 and scan.low[at - 1 : at] == "m" and found.metre:
        return None
    hit = scan.lookup(at, "units")
    if hit is None or _only_a_letter(scan, at, *hit):
        return None
    return Measure(Measured.COUNT, hit[0], hit[1])


def _only_a_letter(scan: Scan, at: int, unit: str, end: int) -> bool:
    """Whether one letter is no unit: it has to be straight behind the number and in its case, 5g, not 5G."""
    word = scan.plain[at:end]
    letter = word.strip(" -")
    if len(letter) != 1 or not letter.isalpha():
        return letter == "MM"  # a million to some, and no millimetres
    if unit in {"°C", "°F"}:  # 41C where it is hot; not a Boeing 777F, nor 14c
        return word != unit[1] or not _of_weather(scan, at)
    glued = word == letter or letter in _SPACED  # "3 m wide"
    return not glued or (letter.isupper() and letter != unit)


def _of_weather(scan: Scan, at: int) -> bool:
    """Whether the words before a figure speak of temperature."""
    before = scan.low[max(0, at - _SPOKEN) : at]
    return any(word in before for word in scan.words("figures", "weather"))


def _money(scan: Scan, found: Number) -> Measure | None:
    """A currency after the amount, or the weight that shares its name with one."""
    money = currency_after(scan, found)
    if money is None:
        return None
    code, end, factor = money
    if (
        code == "GBP"
        and factor == 1
        and scan.low[end - 1].isalpha()
        and weighs(scan, found.start, found, end)
    ):
        return Measure(Measured.COUNT, "lb", end)
    return Measure(Measured.MONEY, code, end, factor=factor)


def _multiple(scan: Scan, at: int, name: str) -> int | None:
    """The end of "times", "-fold" or "x" after a number."""
    for word in scan.words("figures", name):
        start = at if name == "glued_times" else at + scan.low.startswith((" ", "-"), at)
        if scan.low.startswith(word, start) and not scan.inside(start + len(word)):
            return start + len(word)
    return None


def counted(scan: Scan, at: int) -> str | None:
    """The thing that a number before *at* counts, as it is written.

    >>> counted(Scan.of("32 member countries would"), 2)
    'member countries'
    """
    start = _past_whole(scan, at)
    nouns = scan.table("figures")["capitals"] == "nouns"
    stops = scan.words("figures", "stops")
    end, first = start, None
    for _ in range(_NOUNS):
        match = _NOUN.match(scan.low, end)
        if match and (name := _OF_NAME.match(scan.plain, end)):  # "Department of Health posts"
            first, end = first or name.start(1), name.end()
            continue
        if match is None or match[1] in stops:
            return None
        first = match.start(1) if first is None else first
        end = match.end()
        if _counts(scan, match.start(1), match[1], nouns=nouns):
            return scan.raw[first:end].removesuffix("'s").removesuffix("’s").rstrip("'’-")
    return None


def is_past(scan: Scan, word: str) -> bool:
    """Whether a word is a verb in the past by its ending.

    >>> is_past(Scan.of(""), "voted"), is_past(Scan.of(""), "red")
    (True, False)
    """
    return len(word) > 3 and word.endswith(scan.words("figures", "past"))


def _past_whole(scan: Scan, at: int) -> int:
    """Where the thing of which so many are counted begins: "46 of the 50 | states"."""
    if aside := _ASIDE.match(scan.plain, at):
        at = aside.end()
    of = scan.phrase_after(at, "figures", "part_of")
    if of is None or not scan.low.startswith(" ", at):
        return at
    whole = number(scan, of + 1) if scan.low[of + 1 : of + 2].isalnum() else None
    if scan.word(of) in scan.words("ranks", "most"):  # "six of the most common | statements"
        most = _NOUN.match(scan.low, of)
        adjective = _NOUN.match(scan.low, most.end()) if most else None
        return adjective.end() if adjective else of
    return whole.end if whole else of


def _counts(scan: Scan, start: int, word: str, *, nouns: bool) -> bool:
    """Whether a word names what is counted: a plural, or a noun where nouns are capitalised."""
    if word in scan.words("figures", "people"):
        return True
    if nouns:
        return scan.plain[start].isupper()
    plain = word.rstrip("'")
    return (
        len(plain) > 3
        and plain.endswith(scan.words("figures", "plural"))
        and not plain.endswith(scan.words("figures", "not_plural"))
    )


def per(scan: Scan, at: int) -> str | None:
    """What an amount before *at* is an amount per: "a year", "per 100,000 people", "annually".

    >>> per(Scan.of("$5 a day"), 2)
    'day'
    """
    adverb = scan.lookup(at, "bounds", "adverbs")
    if adverb and scan.low.startswith(" ", at):
        return str(adverb[0])
    if (slash := scan.phrase_after(at, "bounds", "slash")) == at + 1 and scan.word(slash):
        return _per(scan, slash)
    at += scan.low.startswith("-", at)  # "a $50-a-month fee"
    if (each := scan.phrase_after(at, "bounds", "each")) is not None:
        unit = scan.lookup(each, "calendar", "units")
        if unit is None or scan.phrase_after(unit[1], "bounds", "not_each") is not None:
            return None
        return PERIODS[unit[0]]
    end = scan.phrase_after(at, "bounds", "per")
    return None if end is None else _per(scan, end)


def _per(scan: Scan, at: int) -> str | None:
    """What stands after "per": "capita", "square mile", "100,000 people"."""
    digits = _COUNT_OF_PER.match(scan.low, at)
    if digits:
        noun = counted(scan, digits.end())
        return f"{digits[1].rstrip(',')} {noun}" if noun else digits[1].rstrip(",")
    if unit := scan.lookup(at, "calendar", "units"):
        return PERIODS[unit[0]]
    if unit := scan.lookup(at, "units"):
        return scan.raw[at : unit[1]].strip()
    return scan.word(at) or None


def quantity_around(
    scan: Scan, kind: Measured, start: int, end: int, *, thing: str | None = None, **fields: Any
) -> Reading:
    """The quantity with what the words around it and the *thing* counted say: a limit, "about", "a year"."""
    after = end
    if thing:
        at = scan.raw.find(thing, end, end + 90)
        after = at + len(thing) if at >= 0 else end
    return scan.reading(
        kind,
        start,
        end,
        bound=bound(scan, start, end, after, during=kind is Measured.DURATION),
        approximate=approximate(scan, start, end) or approximate(scan, start, after),
        per=per(scan, after) or (per(scan, end) if after != end else None),
        **fields,
    )


def values(
    first: Number, second: Number | None, factor: float = 1, *, before: str = "", sign: str = ""
) -> dict[str, Any]:
    """The value, the upper end and the notation of a quantity: "3", "3..5", "x2", "3%"."""
    low: float = first.value
    if second and first.scale == 1 and second.scale > 1 and low < second.value / second.scale:
        low *= second.scale
    value, high = tidy(low * factor), tidy(second.value * factor) if second else None
    written = notation(value) if high is None else f"{notation(value)}..{notation(high)}"
    return {"value": value, "high": high, "normalized": f"{before}{written}{sign}"}
