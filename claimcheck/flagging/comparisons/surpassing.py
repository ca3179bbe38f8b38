"""Comparisons by a verb or a place: "outnumber", "beat expectations", "above the average", "the same as"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimcheck.flagging.comparisons.differences import Found
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import side_after
from claimcheck.flagging.comparisons.subjects import object_before
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Relation, Span

_TEMPLATES = Templates(
    {
        "beyond": r"(?:{compared.outdone}|(?P<less>{compared.undone}))(?= )",
        "expectations": r"{compared.beaten}(?: [\w'-]{1,20}){0,2}? {|compared.expectations}(?!\w)",
        "level": r"(?<!\w)(?:{|compared.above}|(?P<less>{|compared.below}))"
        r"(?= (?:{|compared.own}|[^\W\d_]{2,25}'s)(?: [\w'-]{1,20}){0,3}? {|compared.levels}(?!\w))",
        "same": r"(?<!\w)(?:{|compared.same}(?P<what>(?: [\w'-]{1,20}){0,3}?) {|compared.like}"
        "|{compared.par})(?= )",
    }
)


def beyond(shape: Shape) -> Iterator[Comparison]:
    """One side outdoes the other: "sheep outnumber people", "fell short of the target"."""
    for match in _TEMPLATES.pattern("beyond", shape.scan.language).finditer(shape.low):
        right = _named(shape, match.end())
        if right is not None:
            less = match["less"] or shape.scan.phrase_after(match.end(), "compared", "passive") is not None
            relation = Relation.LESS if less else Relation.MORE  # "outspent by"
            yield _compared(shape, Span(match.start(), right.end), right, relation)


def expectations(shape: Shape) -> Iterator[Comparison]:
    """What was expected is outdone: "beat market expectations"."""
    for match in _TEMPLATES.pattern("expectations", shape.scan.language).finditer(shape.low):
        right = side_after(shape.scan, shape.low.find(" ", match.start()))
        if right is not None:
            yield _compared(shape, Span(match.start(), right.end), right, Relation.MORE)


def levels(shape: Shape) -> Iterator[Comparison]:
    """Something stands above or below a level: "well above the average of its neighbours"."""
    for match in _TEMPLATES.pattern("level", shape.scan.language).finditer(shape.low):
        right = _named(shape, match.end())
        if right is not None:
            relation = Relation.LESS if match["less"] else Relation.MORE
            found = _compared(shape, Span(match.start(), right.end), right, relation)
            yield replace(found, left=shape.said(object_before(shape.scan, match.start())))


def the_same(shape: Shape) -> Iterator[Comparison]:
    """Both sides are equal: "the same number of seats as Malta", "on a par with"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("same", scan.language).finditer(shape.low):
        what = scan.raw[match.start("what") : match.end("what")].strip() if match["what"] else ""
        last = what.lower().split()[-1] if what else ""
        right = _named(shape, match.end())
        if right is None or last in scan.words("compared", "not_the_same"):
            continue
        yield _compared(shape, Span(match.start(), right.end), right, Relation.EQUAL, what or None)


def _named(shape: Shape, at: int) -> Span | None:
    """The side from *at* on, where it is no figure."""
    right = side_after(shape.scan, at)
    if right is None or shape.scan.low[right.start : right.end] in shape.scan.words("compared", "no_side"):
        return None
    return None if "A" <= shape.low[right.start] <= "C" or "E" <= shape.low[right.start] <= "Z" else right


def _compared(
    shape: Shape, span: Span, right: Span, relation: Relation, what: str | None = None
) -> Comparison:
    return Found(span, None, right, what).comparison(shape, relation, short(span.of(shape.scan.raw)))
