"""So many of one thing to so many of another: "for every doctor there are three nurses"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import noun_end
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.quantities.scan import tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Quantity, Relation, Span

_TEMPLATES = Templates(
    {
        "FEW": r"{|compared.for_each} (?P<few>N{1,80} )?"
        r"(?P<right>[^\W\d_A-Z][\w'-]{1,20}(?: [a-z'-]{1,20}){0,4}?)",
        "each_first": r"(?<!\w){FEW},? {|compared.there_are} (?:[a-z]{2,12} ){0,2}?(?P<many>N{1,80})(?= )",
        "each_last": r"(?<!\w){|compared.there_are} (?:[a-z]{2,12} ){0,2}?(?P<many>N{1,80})"
        r"(?: [a-z'-]{1,20}){1,4}?"
        r" {FEW}(?=[.,;:]|$| {|compared.leads compared.clause} )",
    }
)


def to_each(shape: Shape) -> Iterator[Comparison]:
    """How many of one thing there are for each of another."""
    for name in ("each_first", "each_last"):
        for match in _TEMPLATES.pattern(name, shape.scan.language).finditer(shape.low):
            many, few = (shape.at.get(match.start(side)) for side in ("many", "few"))
            if many and many.value and (match["few"] is None or (few and few.value)):
                yield _ratio(shape, match, many, few.value if few and few.value else 1)


def _ratio(shape: Shape, match: re.Match[str], many: Quantity, few: float) -> Comparison:
    scan, end = shape.scan, noun_end(shape.scan, many.span.end)
    right = scan.raw[match.start("right") : match.end("right")]
    span = Span(match.start(), max(match.end(), end))
    return Comparison(
        Relation.TIMES,
        (span,),
        short(span.of(scan.raw)),
        left=scan.raw[many.span.end : end].strip() or None,
        right=right,
        factor=tidy(round((many.value or 0) / few, 6)),
        bound=many.bound,
    )
