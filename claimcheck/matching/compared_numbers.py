"""The figures of a claim, and which of them agree or differ in two claims.

What is approximate agrees with what rounds to it, a limit with what lies close beyond it, and the same amount
in another unit with itself. A figure that only one claim has is no difference.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.matching.word_senses import folded, section, sense
from claimcheck.model import Bound, Measured, Quantity, Reason, Span

_MOST = 40
_LOOKED_AROUND = 60
_BEYOND_A_LIMIT = 1.25
_COARSEST = 0.1
_CONVERTED = 0.01
_EXACT = 1e-6
_FRACTION_SLACK = 0.7
_ROUNDED_FROM = 1000
_DIGITS_ROUNDED_OFF = 2

_FACE = re.compile(r"\d[\d.,]{0,20}")
_OTHER_BEFORE = re.compile(
    r"\b(?:and|with|plus|alongside)\s+(?:(?:the|all|its|their)\s+)?other\s+$", re.IGNORECASE
)
_OTHER_AFTER = re.compile(
    r"^(?:\s+others?\b|\s+other\s+\w{1,30}(?:\s+\w{1,30})?)\s+(?:and|with|plus)\s+(?:the\s+)?[A-ZÀ-Þ]"
)
_MULTIPLIED = re.compile(r"\b(?:" + "|".join(section("multiples")) + r")\b", re.IGNORECASE)
_IN_A_QUARTER = re.compile(
    r"\b(?:in|within|every|each|per)\s+(?:(?:a|one|each|every)\s+)?quarter\b(?!\s+of)", re.IGNORECASE
)
_ONE_IN_MANY = re.compile(r"\b(?:one|1) in (?:a|one) (hundred|thousand|million)\b", re.IGNORECASE)
_SMALL = re.compile(r"[1-9]|1[0-2]")
_NEXT_WORD = re.compile(r"\s{0,3}([^\W\d_]{1,40})")


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount in the first unit of its kind, and how it was said.

    ``kind`` is what may be compared at all ("share", "money", "length", "count" …), ``unit`` what it counts
    or is measured in; ``slack`` is how far another may lie from it that it stands for, ``face`` the digits,
    ``digits`` how many of them tell something, and ``per`` the period of a rate, in years.
    """

    kind: str
    value: float
    unit: str
    said: str
    face: str
    start: int
    end: int
    high: float | None = None
    slack: float = 0.0
    bound: Bound | None = None
    per: float | None = None
    digits: int = 0

    @property
    def small(self) -> bool:
        """Whether it is one of the numbers up to twelve, which many claims have in common by chance."""
        return _SMALL.fullmatch(self.face) is not None


# --- one claim -------------------------------------------------------------------------------------


def figures(text: str, quantities: Iterable[Quantity]) -> tuple[Figure, ...]:
    """The amounts among the quantities, and "doubled" and "in a quarter", which are none of them."""
    worded = list(_in_words(text))
    told = [quantity for quantity in list(quantities)[:_MOST] if not _part_of_any(quantity, worded)]
    measured = [figure for quantity in told if (figure := _figure(text, quantity))]
    spans = [quantity.span for quantity in told]
    alone = (f for f in worded if not any(span.start < f.end and f.start < span.end for span in spans))
    return (*measured, *alone)


def _part_of_any(quantity: Quantity, worded: Iterable[Figure]) -> bool:
    """Whether it is the "hundred" of "one in a hundred"."""
    span = quantity.span
    return any(f.start <= span.start and span.end <= f.end and len(span) < f.end - f.start for f in worded)


def _figure(text: str, quantity: Quantity) -> Figure | None:
    value, high = _number(quantity.value), _number(quantity.high)
    if value is None or quantity.kind is Measured.DATE:
        return None
    kind, unit, factor = _measure(text, quantity, value)
    more = _others(text, quantity)
    return Figure(
        kind,
        (value + more) * factor,
        unit,
        _with_others(text, quantity) if more else _as_said(quantity, kind),
        "".join(_FACE.findall(quantity.text)[:1]).rstrip(".,") or f"{value:g}",
        quantity.span.start,
        quantity.span.end,
        None if high is None else high * factor,
        _slack(quantity, value) * factor,
        quantity.bound,
        _per(quantity.per),
        len(Decimal(str(value)).normalize().as_tuple().digits),
    )


def _as_said(quantity: Quantity, kind: str) -> str:
    """The amount with what it limits and what it counts, for the reviewer."""
    counted = quantity.unit if kind == "count" and quantity.unit else ""
    bound = quantity.bound.value if quantity.bound else "about" if quantity.approximate else ""
    return " ".join(part for part in (bound, quantity.text, counted) if part)


def _number(value: float | None) -> float | None:
    """A value as a number that can be reckoned with, None where it is none or too large."""
    try:
        number = math.nan if value is None else float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _measure(text: str, quantity: Quantity, value: float) -> tuple[str, str, float]:
    """The kind, the unit, and what one of the unit is in the first one of the kind."""
    unit = quantity.unit or ""
    for kind, sizes in section("units").items():
        if unit in sizes:
            return kind, unit, float(sizes[unit])
    match quantity.kind:
        case Measured.MULTIPLIER:
            part = 0 < value < 1 and not text.startswith(" as ", quantity.span.end)
            return ("share", "percent", 100.0) if part else ("times", "times", 1.0)
        case Measured.PERCENT:
            return ("points" if "point" in unit else "share"), unit, 1.0
        case Measured.MONEY:
            return "money", unit, 1.0
        case Measured.RANK:
            _, _, order = (quantity.normalized or "").partition(" ")
            following = _NEXT_WORD.match(text, quantity.span.end)
            return "rank", order or (sense(folded(following[1])) if following else ""), 1.0
        case _:
            return "count", sense(folded(unit.split()[-1])) if unit.split() else "", 1.0


def _per(period: str | None) -> float | None:
    """How long the period of a rate is, in years; None where there is none or nobody knows."""
    size = section("units")["time"].get(f"{period}s") if period else None
    return float(size) if size else None


def _slack(quantity: Quantity, value: float) -> float:
    if "/" in (quantity.normalized or "") and not value.is_integer():
        return _FRACTION_SLACK
    return min(_half_place(value), abs(value) * _COARSEST) if quantity.approximate else 0.0


def _half_place(value: float) -> float:
    """Half of the last place that is not a zero: 500 of 32,000."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return float(Decimal(5).scaleb(int(exponent) - 1))


def _others(text: str, quantity: Quantity) -> int:
    """One more where the amount is that of the others: "Türkiye and the other 31"."""
    if quantity.kind is not Measured.COUNT:
        return 0
    before, after = _around(text, quantity.span)
    return int(bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after)))


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - _LOOKED_AROUND) : span.start], text[span.end : span.end + _LOOKED_AROUND]


def _with_others(text: str, quantity: Quantity) -> str:
    before, after = (words.split() for words in _around(text, quantity.span))
    if before and before[-1].casefold() == "other":
        joining = {"and", "with", "plus", "alongside"}
        begins = max(n for n, word in enumerate(before) if word.casefold() in joining)
        return " ".join([*before[max(0, begins - 1) :], quantity.text])
    ends = next((n for n, word in enumerate(after) if word.casefold() in {"and", "with", "plus"}), 0)
    return " ".join([quantity.text, *after[: ends + 2]])


def _in_words(text: str) -> Iterator[Figure]:
    for match in _MULTIPLIED.finditer(text):
        value = float(section("multiples")[match[0].casefold()])
        kind, unit, size = ("times", "times", value) if value > 1 else ("share", "percent", value * 100)
        yield Figure(kind, size, unit, match[0], f"{value:g}", match.start(), match.end())
    for match in _ONE_IN_MANY.finditer(text):
        share = {"hundred": 1.0, "thousand": 0.1, "million": 0.0001}[match[1].casefold()]
        yield Figure("share", share, "percent", match[0], match[0], match.start(), match.end())
    quarter = float(section("units")["time"]["quarters"])
    for match in _IN_A_QUARTER.finditer(text):
        yield Figure("time", quarter, "quarters", match[0], "1", match.start(), match.end())


# --- two claims ------------------------------------------------------------------------------------


def agree(one: Figure, other: Figure) -> bool:
    """Whether two comparable figures can be the same amount."""
    if one.kind == "money" and one.unit != other.unit:
        return False
    if one.per and other.per and one.per != other.per:
        one, other = _yearly(one), _yearly(other)
    if one.high is not None or other.high is not None:
        return _ranges_agree(one, other)
    if one.bound and other.bound:
        return one.bound is other.bound and _close(one, other)
    if one.bound or other.bound:
        limit, amount = (one, other) if one.bound else (other, one)
        return _close(one, other) or _beyond(limit, amount.value)
    return _close(one, other) or _rounded(one, other) or _rounded(other, one)


def _yearly(figure: Figure) -> Figure:
    """A rate as what it comes to in a year."""
    period = figure.per or 1.0
    high = None if figure.high is None else figure.high / period
    return replace(figure, value=figure.value / period, high=high, slack=figure.slack / period)


def _ranges_agree(one: Figure, other: Figure) -> bool:
    if one.high is not None and other.high is not None:
        return _near(one.value, other.value, _EXACT) and _near(one.high, other.high, _EXACT)
    wide, amount = (one, other) if one.high is not None else (other, one)
    return wide.value <= amount.value <= (wide.high or wide.value)


def _close(one: Figure, other: Figure) -> bool:
    alike = (one.unit, one.per) == (other.unit, other.per) or one.kind in {"count", "rank"}
    by = _EXACT if alike else _CONVERTED
    apart = abs(one.value - other.value)
    return _near(one.value, other.value, by) or apart <= max(one.slack, other.slack) * (1 + _EXACT)


def _near(one: float, other: float, by: float) -> bool:
    return math.isclose(one, other, rel_tol=by)


def _beyond(limit: Figure, value: float) -> bool:
    """Whether an amount lies beyond the limit, and so close that one would say so."""
    low, high = sorted((limit.value, limit.value * _BEYOND_A_LIMIT))
    if limit.bound is Bound.AT_MOST:
        low, high = sorted((limit.value, limit.value / _BEYOND_A_LIMIT))
    return low <= value <= high


def _rounded(rough: Figure, precise: Figure) -> bool:
    """Whether one is the other without its last digits, though nobody said "about": 32,000 for 32,124."""
    if rough.digits < 2 or precise.value < _ROUNDED_FROM:
        return False
    more_digits = precise.digits >= rough.digits + _DIGITS_ROUNDED_OFF
    return more_digits and abs(rough.value - precise.value) <= _half_place(rough.value)


def compare_figures(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[Reason]:
    """In which amounts two claims agree, and in which they differ."""
    single = sum(f.kind == "count" for f in left) == sum(f.kind == "count" for f in right) == 1
    comparable = [
        (one, other)
        for one in left
        for other in right
        if _comparable(one, other) or (single and one.kind == other.kind == "count")
    ]
    # The closest first, in an order that does not mind which claim is which.
    agreeing = sorted((p for p in comparable if agree(*p)), key=_distance)
    settled: set[int] = set()
    for one, other in agreeing:
        if id(one) not in settled and id(other) not in settled:
            settled |= {id(one), id(other)}
            yield Reason("number", True, _agreement(one, other))
    open_pairs = [(one, other) for one, other in comparable if not settled & {id(one), id(other)}]
    for one, other in open_pairs[:1]:
        yield Reason(_difference(one, other), False, f"{one.said} against {other.said}")
    if not open_pairs:
        yield from _same_digits(left, right, settled)


def _difference(one: Figure, other: Figure) -> str:
    """Whether two amounts of a kind differ in what they are measured in, or as numbers."""
    same_digits = one.face == other.face or one.kind == "money"
    other_unit = one.unit and other.unit and one.unit != other.unit
    other_period = one.per and other.per and one.per != other.per and one.value == other.value
    return "unit" if (same_digits and other_unit) or other_period else "number"


def _distance(pair: tuple[Figure, Figure]) -> tuple[float, float, float]:
    low, high = sorted(figure.value for figure in pair)
    return high - low, low, high


def _comparable(one: Figure, other: Figure) -> bool:
    if one.kind != other.kind:
        return False
    if one.unit == other.unit or one.kind == "rank":
        return one.unit == other.unit
    return one.kind != "count" or not one.unit or not other.unit or agree(one, other)


def _agreement(one: Figure, other: Figure) -> str:
    if folded(one.said) == folded(other.said):
        return f"both say {one.said}"
    exact = _near(one.value, other.value, _EXACT) and not (one.bound or other.bound)
    return f"{one.said} {'is' if exact else 'fits'} {other.said}"


def _same_digits(left: Sequence[Figure], right: Sequence[Figure], settled: set[int]) -> Iterator[Reason]:
    """The figure that both have, but of two different things: 3.5% and 3.5 billion."""
    for one in left:
        for other in right:
            of_two_units = one.kind != other.kind and one.unit and other.unit
            if of_two_units and one.face == other.face and not settled & {id(one), id(other)}:
                yield Reason("unit", False, f"{one.said} against {other.said}")
                return
