"""What has no equal: "never before have so many", "no other country … more", "the only country in"."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import noun_end, side_after
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.superlatives import is_population
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Relation, Span

_TEMPLATES = Templates(
    {
        # "Not since 1989 | has | growth been so fast", "never before | have | so many people".
        "inverted": r"(?<!\w)(?:(?P<since>{|compared.not_since}) (?P<time>[^,.;:!?]{2,40}?)"
        r"|{|compared.never_before}) {|compared.be}(?: {|compared.so_many})?(?= )",
        "no_other": r"(?<!\w){|compared.no_other} (?P<who>[^,.;:!?]{2,80}?)"
        r" (?:{|compared.more compared.less compared.higher compared.lower})(?!\w)",
        "only": r"{compared.equals} (?:[a-z]{2,12} )?{|compared.the_only}(?= )",
        "scope": r" {|compared.within}(?= )",
    }
)


def unequalled(shape: Shape) -> Iterator[Comparison]:
    """Each place of its own that a sentence tells."""
    for match in _TEMPLATES.pattern("inverted", shape.scan.language).finditer(shape.scan.low):
        who = side_after(shape.scan, match.end())
        if who and who.of(shape.scan.low) not in shape.scan.words("compared", "pronouns"):
            time = Span(match.start("since"), match.end("time")) if match["since"] else None
            yield _first(shape, Span(match.start(), who.end), who, time)
    for match in _TEMPLATES.pattern("no_other", shape.scan.language).finditer(shape.scan.low):
        who = side_after(shape.scan, match.start("who") - 1)
        within = who and (who if is_population(shape.scan, who) else _scope(shape, who.end))
        if within:
            yield _first(shape, Span(*match.span()), None, within)
    for match in _TEMPLATES.pattern("only", shape.scan.language).finditer(shape.scan.low):
        within = _scope(shape, noun_end(shape.scan, match.end()))
        if within:
            yield _first(
                shape, Span(match.start(), within.end), subject_before(shape.scan, match.start()), within
            )


def _scope(shape: Shape, at: int) -> Span | None:
    """Among what something is alone: "in Europe", where that can be looked up."""
    match = _TEMPLATES.pattern("scope", shape.scan.language).match(shape.scan.low, at)
    scope = side_after(shape.scan, match.end()) if match else None
    return scope if scope and is_population(shape.scan, scope) else None


def _first(shape: Shape, span: Span, left: Span | None, right: Span | None) -> Comparison:
    return Comparison(
        Relation.RANK,
        (span,),
        short(span.of(shape.scan.raw)),
        left=shape.said(left),
        right=shape.said(right),
        factor=1,
    )
