"""The same amount in two periods: "makes in a week what others make in a month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import side_after
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.wordings import same_amount
from claimcheck.flagging.quantities.scan import Scan, tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Measured, Quantity, Relation

_TEMPLATES = Templates({"link": "{compared.links}"})
_GAP = 120  # characters between two periods that are compared
# Months for long periods and seconds for short ones: within each the ratio is exact.
_MONTHS = {"Y": 12, "M": 1, "DE": 120, "CE": 1200}
_SECONDS = {"TS": 1, "TM": 60, "TH": 3600, "D": 86_400, "W": 604_800}
_MONTH_IN_SECONDS = 2_629_746
_DURATION = re.compile(r"P(T?)([\d.]+)(DE|CE|[YMWDHS])")


def periods(shape: Shape) -> Iterator[Comparison]:
    """What is done in two periods; amounts beside them are not the same amount."""
    inside = list(shape.at.values())
    if any(quantity.kind not in {Measured.DURATION, Measured.DATE} for quantity in inside):
        return
    for one, other in pairwise([q for q in inside if q.kind is Measured.DURATION and not q.resolved]):
        if found := _same_amount(shape, one, other):
            yield found


def _same_amount(shape: Shape, one: Quantity, other: Quantity) -> Comparison | None:
    scan = shape.scan
    start, end, start2 = one.span.start, one.span.end, other.span.start
    link = _TEMPLATES.pattern("link", scan.language).search(scan.low, end, start2)
    beside = all(scan.follows(at, "compared", "periods") for at in (start, start2))
    factor = _ratio(one, other)
    if link is None or start2 - end > _GAP or not beside or factor is None or factor == 1:
        return None
    return Comparison(
        Relation.TIMES,
        (one.span, other.span),
        same_amount(factor),
        left=shape.said(subject_before(scan, start)),
        right=shape.said(side_after(scan, link.end())) or _pronoun(scan, link.end()),
        factor=tidy(factor),
    )


def _pronoun(scan: Scan, at: int) -> str | None:
    """The pronoun that stands for the other side: "what | we | make"."""
    word = scan.word(at)
    return word if word in scan.words("compared", "pronouns") else None


def _ratio(one: Quantity, other: Quantity) -> float | None:
    """How many times the first period fits into the second."""
    (first, unit), (second, unit2) = (_length(q.normalized or "") for q in (one, other))
    if not first or not unit or not unit2:
        return None
    if unit == unit2:
        return round(second / first, 6) or None
    in_seconds = {"months": _MONTH_IN_SECONDS, "seconds": 1}
    return round(second * in_seconds[unit2] / (first * in_seconds[unit]), 2) or None


def _length(normalized: str) -> tuple[float, str]:
    """A duration in months or in seconds; no unit where it is in neither."""
    match = _DURATION.fullmatch(normalized)
    code = match[1] + match[3] if match else ""
    for unit, sizes in (("months", _MONTHS), ("seconds", _SECONDS)):
        if match and code in sizes:
            return float(match[2]) * sizes[code], unit
    return 0, ""
