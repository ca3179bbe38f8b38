"""So many times what is named: "three times the rate of civilians", "a tenfold increase on last year"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimcheck.flagging.comparisons.differences import Found
from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import Earlier, compared_to, earlier_time, side_after
from claimcheck.flagging.comparisons.wordings import multiple, share, short, times
from claimcheck.flagging.quantities.scan import tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Quantity, Relation, Span

_TEMPLATES = Templates(
    {
        # A multiple of something named: "three times | the rate of", "half of | what".
        "of": r"(?:X{1,80}|P{1,80}(?P<share> {|compared.of})?)"
        r"(?= (?:{|compared.own compared.stand_ins compared.clausal}|[^\W\d_]{2,25}(?:'s|s'))(?!\w))",
        "joint": r" {|compared.of} ",
        "that": r"(?: per [a-z]{2,12})? {|compared.that}(?= )",  # "half the funding | that London gets"
        "beside": r" {|compared.like}(?= {|compared.leads} )",  # "twice the rate | as in"
        "article": r"{|compared.own} ",
        # "tenfold | increase in"
        "fold": r"X{1,80}(?: [a-z-]{2,20}){0,2}? {compared.rise_nouns compared.fall_nouns}",
        "in": r" {|compared.changed_in}(?= )",
    }
)


def of_something(shape: Shape) -> Iterator[Comparison]:
    """Multiples of what is named behind them: "10 times the national average"."""
    for match in _TEMPLATES.pattern("of", shape.scan.language).finditer(shape.low):
        quantity, side = shape.at.get(match.start()), side_after(shape.scan, match.end())
        if quantity is None or not quantity.value or quantity.high is not None:
            continue
        if shape.scan.follows(match.start(), "speakers", "infinitive") or _is_verb(shape, quantity):
            continue  # "to triple the size" is a plan, "tripled the size" a change
        if quantity.unit != "percent":
            yield _of_side(shape, quantity, side, tidy(quantity.value))
        elif side and (_is_level(shape, side, whole=bool(match["share"])) or _who_has(shape, side)):
            yield _of_side(shape, quantity, side, share(quantity))


def _is_verb(shape: Shape, quantity: Quantity) -> bool:
    word, figures = quantity.text.lower(), shape.scan.table
    return word in figures("figures", "grown") and word not in figures("figures", "multipliers")


def _is_level(shape: Shape, side: Span, *, whole: bool) -> bool:
    """Whether a percentage is of something that has a level: of "what it was", not of the people."""
    scan, words = shape.scan, shape.scan.low[side.start : side.end].split()
    if whole and words[0] in scan.words("compared", "clausal"):
        return len(words) > 1
    return not set(words).isdisjoint(scan.words("compared", "shares_of" if whole else "levels"))


def _of_side(shape: Shape, quantity: Quantity, side: Span | None, factor: float) -> Comparison:
    """The multiple of a side, whose noun before "of" is the measure: "the rate of | civilians"."""
    scan, start = shape.scan, quantity.span.start
    if side is None:
        return Found(quantity.span, quantity).comparison(shape, Relation.TIMES, times(factor), factor=factor)
    beside = _TEMPLATES.pattern("beside", scan.language).match(scan.low, side.end)
    named = side_after(scan, beside.end()) if beside else compared_to(scan, side.end) or _who_has(shape, side)
    what, right = (side, named) if named else _parted(shape, side)
    measure = _TEMPLATES.pattern("article", scan.language).sub("", shape.said(what) or "", 1) or None
    found = Found(Span(start, max(side.end, right.end)), quantity, right, measure)
    words = f"{multiple(factor)} {shape.said(side)}"
    if named:
        words = f"{words} against {shape.said(named)}"
    elif what is None:
        words = times(factor, shape.said(right))
    return found.comparison(shape, Relation.TIMES, short(words), factor=factor)


def _who_has(shape: Shape, side: Span) -> Span | None:
    """Who has what is multiplied: "twice the money that | Rome | does"."""
    that = _TEMPLATES.pattern("that", shape.scan.language).match(shape.scan.low, side.end)
    return side_after(shape.scan, that.end()) if that else None


def _parted(shape: Shape, side: Span) -> tuple[Span | None, Span]:
    """What is measured, and the side itself: "the rate", "civilians"; a clause is not parted."""
    joint = _TEMPLATES.pattern("joint", shape.scan.language).search(shape.scan.low, side.start, side.end)
    if joint is None or shape.scan.low[side.start : side.end].split()[0] in shape.scan.words(
        "compared", "clausal"
    ):
        return None, side
    return Span(side.start, joint.start()), Span(joint.end(), side.end)


def folds(shape: Shape) -> Iterator[Comparison]:
    """A change by a multiple: "a more than tenfold increase on what was spent"."""
    for match in _TEMPLATES.pattern("fold", shape.scan.language).finditer(shape.low):
        quantity = shape.at.get(match.start())
        if quantity is None or not quantity.value:
            continue
        measured = changed_in(shape, match.end())
        since = earlier_time(shape.scan, shape.low, match.end())
        end = since.words.end if since else match.end()
        found = Found(Span(match.start(), end), quantity, since and since.time, measured)
        words = since_then(times(quantity.value), shape, since)
        yield replace(found.comparison(shape, Relation.TIMES, words, factor=quantity.value), over_time=True)


def since_then(words: str, shape: Shape, since: Earlier | None) -> str:
    """What a change comes to, and since when: "25% more since 2015"."""
    if since is None:
        return words
    scan = shape.scan
    joint = scan.low[since.words.start : since.time.start].strip()
    moved = joint in scan.words("compared", "changed") and shape.low[since.time.start] != "D"
    if moved or joint in scan.words("compared", "on") or joint in scan.words("compared", "than"):
        return f"{words} {'as' if words.endswith('as much') else 'than'} {shape.said(since.time)}"
    return f"{words} {short(since.words.of(scan.raw))}"


def changed_in(shape: Shape, at: int) -> str | None:
    """What has changed, behind the noun of a change: "increase | in rents"."""
    match = _TEMPLATES.pattern("in", shape.scan.language).match(shape.low, at)
    return shape.said(side_after(shape.scan, match.end())) if match else None
