"""Comparisons by a verb: "outnumber men two to one", "leads the Greens by 12 points", "beat expectations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimcheck.flagging.comparisons.differences import Found, compared
from claimcheck.flagging.comparisons.levels import named_side
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import side_after
from claimcheck.flagging.comparisons.wordings import short, times
from claimcheck.flagging.quantities.scan import tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Relation, Span

_NEAR = 60  # characters behind a verb in which a ratio stands
_TEMPLATES = Templates(
    {
        "beyond": r"(?:{compared.outdone}|(?P<less>{compared.undone})|(?P<equal>{compared.keeping_up})"
        "|(?P<lead>{compared.leading_by}))(?= )",
        "ratio": r"(?P<right>(?: [\w'-]{1,20}){1,5}?)(?: {|compared.by})? (?P<many>[N]{1,80}|[a-z]{3,9})"
        r" {|compared.to} (?P<few>[N]{1,80}|[a-z]{3,9})(?!\w)",
        "by": r" {|compared.by}(?: {|bounds.approximate bounds.at_least bounds.at_most})? (?=[PQMNX])",
        "expectations": r"{compared.beaten}(?: [\w'-]{1,20}){0,2}? {|compared.expectations}(?!\w)",
    }
)


def beyond(shape: Shape) -> Iterator[Comparison]:
    """One side outdoes the other: "sheep outnumber people", "fell short of the target", "kept pace with"."""
    for match in _TEMPLATES.pattern("beyond", shape.scan.language).finditer(shape.low):
        if ratio := _ratio(shape, match.end()):
            yield _so_many_to_one(shape, match, *ratio)
            continue
        right = _side_of_verb(shape, match.end())
        found = _outdone(shape, match, right) if right else None
        if found is not None:
            yield found


def _side_of_verb(shape: Shape, at: int) -> Span | None:
    """What a verb goes on to name: "outnumber | badgers", "outspent by | its rival"; not "lag in the sun"."""
    right = named_side(shape, at)
    passive = shape.scan.phrase_after(at, "compared", "passive")
    leads = shape.scan.words("compared", "leads")
    if right is None or passive is not None or shape.scan.word(at) not in leads:
        return right
    return None


def _outdone(shape: Shape, match: re.Match[str], right: Span) -> Comparison | None:
    """One side before or behind the other, with what lies between: "leads the Greens | by 12 points"."""
    by = _TEMPLATES.pattern("by", shape.scan.language).match(shape.low, right.end)
    figure = shape.at.get(by.end()) if by else None
    if match["lead"] and figure is None:
        return None
    end = figure.span.end if figure else right.end
    less = bool(match["less"]) or shape.scan.phrase_after(match.end(), "compared", "passive") is not None
    found = Found(Span(match.start(), end), figure, right, less=less, equal=bool(match["equal"]), verb=True)
    made = compared(shape, found)
    return made and replace(made, explanation=short(found.span.of(shape.scan.raw)))


def _ratio(shape: Shape, at: int) -> tuple[Span, float, int] | None:
    """The side, so many times of which there are, and where that ends: "men | two | to one"."""
    match = _TEMPLATES.pattern("ratio", shape.scan.language).match(shape.low, at, at + _NEAR)
    if match is None:
        return None
    many, few = (_number(shape, match.start(name), match[name]) for name in ("many", "few"))
    right = Span(match.start("right") + 1, match.end("right"))
    return (right, many / few, match.end()) if many and few else None


def _number(shape: Shape, at: int, word: str) -> float | None:
    figure = shape.at.get(at)
    return figure.value if figure else shape.scan.table("figures", "words").get(word)


def _so_many_to_one(shape: Shape, match: re.Match[str], right: Span, ratio: float, end: int) -> Comparison:
    factor = tidy(round(1 / ratio if match["less"] else ratio, 6))
    found = Found(Span(match.start(), end), None, right, verb=True)
    return found.comparison(shape, Relation.TIMES, times(factor, shape.said(right)), factor=factor)


def expectations(shape: Shape) -> Iterator[Comparison]:
    """What was expected is outdone: "beat market expectations"."""
    for match in _TEMPLATES.pattern("expectations", shape.scan.language).finditer(shape.low):
        right = side_after(shape.scan, shape.low.find(" ", match.start()))
        if right is not None:
            found = Found(Span(match.start(), right.end), None, right, verb=True)
            yield found.comparison(shape, Relation.MORE, short(found.span.of(shape.scan.raw)))
