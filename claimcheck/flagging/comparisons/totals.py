"""Amounts of one unit that add up to another: 3.5% + 1.5% = 5%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.model import Comparison, Measured, Quantity, Relation

_MOST = 8  # so many quantities of a kind are tried
_FORMULA = re.compile(r"[A-Z] ?[=+]")


def totals(shape: Shape) -> Iterator[Comparison]:
    """The sum that a sentence says it makes: "in total", "together"; a formula is none: "5% + 10% = 15%"."""
    if not _sums(shape.scan.language).search(shape.scan.low) or _FORMULA.search(shape.low):
        return
    total = total_of(list(shape.at.values()))
    if total is not None:
        yield total


@cache
def _sums(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(language.words('compared', 'sums'))})(?!\w)")


def total_of(quantities: Sequence[Quantity]) -> Comparison | None:
    """The sum that some of the quantities of a sentence make."""
    for group in _groups(quantities):
        for total in sorted(group, key=lambda q: -(q.value or 0)):
            others = [q for q in group if q is not total]
            for size in range(2, min(4, len(others)) + 1):
                for parts in combinations(others, size):
                    if _adds_up(parts, total):
                        return _summed(parts, total)
    return None


def _groups(quantities: Iterable[Quantity]) -> list[list[Quantity]]:
    """The quantities that may be added, by kind and unit."""
    groups: dict[tuple[Measured, str], list[Quantity]] = {}
    for q in quantities:
        whole = q.high is None and q.value and q.value > 0 and "/" not in (q.normalized or "")
        if whole and q.unit and q.kind in {Measured.PERCENT, Measured.MONEY, Measured.COUNT}:
            groups.setdefault((q.kind, q.unit), []).append(q)
    return [group[:_MOST] for group in groups.values() if len(group) > 2]


def _adds_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    wanted = total.value or 0
    return abs(sum(q.value or 0 for q in parts) - wanted) <= 1e-9 * wanted


def _summed(parts: Sequence[Quantity], total: Quantity) -> Comparison:
    written = [q.text if q.kind is Measured.MONEY else q.normalized or q.text for q in (*parts, total)]
    return Comparison(
        Relation.SUM,
        tuple(sorted(q.span for q in (*parts, total))),
        f"{' + '.join(written[:-1])} = {written[-1]}",
        factor=total.value,
    )
