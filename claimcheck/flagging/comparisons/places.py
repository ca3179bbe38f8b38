"""Places that are counted: "ranks third in Europe", "the first woman to lead it", "second only to Malta"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.flagging.comparisons.meant import is_foretold
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import noun_end, side_after
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.superlatives import is_timed, scope_behind
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Measured, Quantity, Relation, Span

_TEMPLATES = Templates({"hardest": r"{compared.hardest}|(?P<second>{compared.only_to})"})
_DOING = re.compile(r"(?: [\w'-]{1,25}){1,5}")  # "to | lead the government"


def ranks(shape: Shape) -> Iterator[Comparison]:
    """Places that are counted: "ranks third in Europe", "the first woman to lead it"."""
    for start, quantity in shape.at.items():
        notation = quantity.normalized or ""
        if quantity.kind is Measured.RANK and " " not in notation and notation[:5] in {"1", "rank="}:
            end = noun_end(shape.scan, quantity.span.end)
            if _counts(shape, quantity, start, end):
                yield _ranked(shape, quantity, end)


def _counts(shape: Shape, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a place is one: not in "in the first place", "the 30-second spot", "the first sentence has"."""
    scan = shape.scan
    if scan.low.startswith(scan.words("compared", "idle"), start - 7) or scan.low[start - 1 : start] == "-":
        return False
    if is_timed(shape, end):
        return not is_foretold(shape, start, end)
    if quantity.normalized == "1":
        return False
    if scan.follows(start, "ranks", "verbs"):
        return True
    if quantity.value == 1:
        scope = scope_behind(shape, end)
        first = _is_first_to(scan, end) or (scope is not None and _is_first_to(scan, scope.end))
        return first and not is_foretold(shape, start, end)
    return _is_ranked(shape, quantity, start, end)


def _is_ranked(shape: Shape, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a later place is one among others: "third in Europe"; not the "No. 14 bus", "by the 12th"."""
    scope = scope_behind(shape, end)
    if scope is None or not shape.low[scope.start].isalpha() or "A" <= shape.low[scope.start] <= "Z":
        return False
    numbered = quantity.span.of(shape.scan.raw)[-1].isdecimal()
    return not numbered or (end == quantity.span.end and shape.scan.follows(start, "ranks", "be"))


def _is_first_to(scan: Scan, end: int) -> bool:
    """Whether a first is the first to do something: not "the first sentence has been"."""
    return any(scan.low.startswith(f" {to}", end) for to in scan.words("ranks", "first_to"))


def _ranked(shape: Shape, quantity: Quantity, end: int) -> Comparison:
    scan, start = shape.scan, quantity.span.start
    scope = scope_behind(shape, end)
    last = max(end, scope.end if scope else 0, _to(scan, end))
    return Comparison(
        Relation.RANK,
        (Span(start, last),),
        short(scan.raw[start:last]),
        left=shape.said(subject_before(scan, start)),
        right=shape.said(scope),
        measure=scan.raw[quantity.span.end : end].strip() or None,
        factor=quantity.value,
    )


def _to(scan: Scan, end: int) -> int:
    """The end of what somebody was first to do: "to lead the government"."""
    for word in scan.words("compared", "to_do"):
        if scan.low.startswith(f" {word} ", end):
            match = _DOING.match(scan.low, end + 1 + len(word))
            return match.end() if match else end
    return 0


def hit_hardest(shape: Shape) -> Iterator[Comparison]:
    """Places by other words: "hit hardest by attacks", "second only to Malta"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("hardest", scan.language).finditer(scan.low):
        right = side_after(scan, match.end()) if match["second"] else None
        span = Span(match.start(), right.end if right else match.end())
        yield Comparison(
            Relation.RANK,
            (span,),
            short(span.of(scan.raw)),
            left=shape.said(subject_before(scan, match.start())),
            right=shape.said(right),
            factor=2 if match["second"] else None,
        )
