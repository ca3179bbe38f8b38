"""A sentence as the finders of comparisons see it: its words, and a letter for each character of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Measured, Quantity, Span

_LETTERS = {
    Measured.PERCENT: "P",
    Measured.MULTIPLIER: "X",
    Measured.MONEY: "M",
    Measured.COUNT: "N",
    Measured.RANK: "R",
    Measured.DATE: "D",
    Measured.DURATION: "T",
}
_POINTS = "Q"
_BEFORE = 90  # characters in which a figure is looked for
_FIGURE_AT_END = re.compile(r"([PQXMNT])\1{0,80}(?P<noun>(?: [^\W\d_A-Z]{2,20}){0,2})$")


@dataclass(frozen=True, slots=True)
class Shape:
    """One sentence with its quantities.

    ``low`` is the sentence in lower case with every character of a quantity replaced by the letter of
    its kind, so that an expression reads "P" for a percentage (Q points, X multiple, M money, N count,
    R rank, D date, T duration); each character keeps its place. ``at`` has the quantities by their start.
    """

    scan: Scan
    low: str
    at: dict[int, Quantity]

    @classmethod
    def of(cls, scan: Scan, quantities: Sequence[Quantity]) -> Shape:
        """The shape of a sentence, whose quantities are placed in it.

        >>> from claimcheck.flagging.quantities.extract import quantities
        >>> Shape.of(Scan.of("Up 25% in May"), quantities("Up 25% in May")).low
        'up PPP in DDD'
        """
        parts, end = [], 0
        for quantity in quantities:
            start = max(end, quantity.span.start)
            parts += [scan.low[end:start], letter(quantity) * (quantity.span.end - start)]
            end = max(end, quantity.span.end)
        low = "".join([*parts, scan.low[end:]])
        at = {quantity.span.start: quantity for quantity in quantities}
        return cls(scan, low, at)

    def figure_before(self, at: int) -> tuple[Quantity | None, str]:
        """The figure straight before *at*, at most a noun between, and that noun: "5 points | more"."""
        match = _FIGURE_AT_END.search(self.low, max(0, at - _BEFORE), at)
        if match is None:
            return None, ""
        return self.at.get(match.start()), (match["noun"] or "").strip()

    def said(self, span: Span | None) -> str | None:
        """The words at a span."""
        return span.of(self.scan.raw) if span else None


def letter(quantity: Quantity) -> str:
    """The letter that stands for a quantity."""
    points = quantity.kind is Measured.PERCENT and quantity.unit != "percent"
    return _POINTS if points else _LETTERS[quantity.kind]
