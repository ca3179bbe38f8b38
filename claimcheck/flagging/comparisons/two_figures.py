"""Two figures of a kind that a word joins: "rose from 5% to 8%", "4.1%, down from 4.4%", "below 5%"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from claimcheck.flagging.comparisons.changes import VERBS
from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.sides import noun_end, side_after
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.wordings import difference, short
from claimcheck.flagging.quantities.scan import notation, tidy
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Measured, Quantity, Relation, Span

_LARGE = 100_000  # a difference that is no longer told in full
_BARE = 2  # blanks of " to "
_TEMPLATES = Templates(
    {
        "verbs": VERBS + "|{compared.moved}",
        # Between the two ends of a change: "from 5% | to | 8%"; and behind its end: "8%, | up from | 5%".
        "span": r"(?: [^\W\d_]{1,20}){0,3} {|compared.to} ",
        "pair": r"(?: (?:[^\W\d_]|')[\w'-]{0,20}){0,8}[,(]{0,2} ?[,(–-]? ?(?:[^\W\d_]{2,8} ){0,2}?"
        r"(?P<how>{|compared.compared}|{|compared.above compared.below}"
        r"|{|compared.up compared.down} {|compared.changed})(?: [^\W\d_]{1,12}){0,5}? ",
        # "to 2%, | from | 4%"
        "back": r",?(?: [^\W\d_]{1,12}| [DT]{1,40}){0,3},? {|compared.changed}(?: [^\W\d_]{2,12})? ",
    }
)


def two_figures(shape: Shape) -> Iterator[Comparison]:
    """Two figures of a kind: "rose from 5% to 8%", "4.1%, down from 4.4%", "120 deaths against 90"."""
    ordered = sorted(shape.at.values(), key=lambda quantity: quantity.span)
    for one, other in pairwise([quantity for quantity in ordered if letter(quantity) in "PMNT"]):
        if not alike(one, other) or not one.value or not other.value:
            continue
        between = shape.low[one.span.end : other.span.start]
        if _from_to(shape, one, between):
            start = shape.scan.phrase_before(one.span.start, "compared", "changed")
            yield from_one_to_other(
                shape, one, other, Span(start[1] if start else one.span.start, other.span.end)
            )
        elif letter(one) != "T" and (_back_to(shape, one, between) or _beside(shape, one, other, between)):
            yield from_one_to_other(shape, other, one, Span(one.span.start, other.span.end), turned=True)


def _back_to(shape: Shape, one: Quantity, between: str) -> bool:
    """Whether a change names its end first: "eased to | 2% | from 4%"."""
    joint = _TEMPLATES.pattern("back", shape.scan.language).fullmatch(between)
    return joint is not None and shape.scan.follows(one.span.start, "compared", "to") and changes(shape)


def _beside(shape: Shape, one: Quantity, other: Quantity, between: str) -> bool:
    """Whether one figure is held against the other; votes are counted against each other."""
    how = _TEMPLATES.pattern("pair", shape.scan.language).fullmatch(between)
    if how is None or how["how"] not in shape.scan.words("compared", "counted_against"):
        return how is not None
    counted = (one.unit or other.unit or "").split()
    return bool(counted) and counted[-1] not in shape.scan.words("compared", "scores")


def _from_to(shape: Shape, one: Quantity, between: str) -> bool:
    """Whether a change from one figure to the next is told; "from 9 to 5" alone is none."""
    start = one.span.start
    joint = _TEMPLATES.pattern("span", shape.scan.language).fullmatch(between)
    if joint is None or (letter(one) == "N" and not one.unit and between.count(" ") > _BARE):
        return False  # "from 9 in the morning to 11"
    return shape.scan.follows(start, "compared", "changed") and changes(shape)


def changes(shape: Shape) -> bool:
    """Whether a word of the sentence tells a change."""
    verb = _TEMPLATES.pattern("verbs", shape.scan.language)
    return verb.search(shape.scan.low) is not None


def from_one_to_other(
    shape: Shape, before: Quantity, after: Quantity, span: Span, *, turned: bool = False
) -> Comparison:
    """The change from one figure to another, with the words of both."""
    old, new = before.value or 0, after.value or 0
    thing = subject_before(shape.scan, span.start)
    told = _told(after if after.unit else before, new, old)
    relation = Relation.MORE if new > old else Relation.LESS if new < old else Relation.EQUAL
    return Comparison(
        relation,
        (span,),
        f"{short(after.text)} against {short(before.text)}: {told}",
        left=shape.said(thing) or shape.said(_counted(shape, span)) or after.text,
        right=before.text,
        measure=shape.said(thing),
        factor=tidy(round(new / old, 6)),
        amount=tidy(round(abs(new - old), 6)),
        unit="percentage points" if after.kind is Measured.PERCENT else after.unit or before.unit,
        over_time=not turned or shape.low[before.span.start - 5 : before.span.start] == "from ",
    )


def _counted(shape: Shape, span: Span) -> Span | None:
    """What the first figure counts, where the sentence begins with it: "40% of | pupils", "one in two"."""
    scan, first = shape.scan, shape.at.get(span.start)
    if first is None or first.kind is not Measured.PERCENT:
        return None
    end = first.span.end
    if scan.phrase_after(end, "compared", "of"):
        return side_after(scan, scan.phrase_after(end, "compared", "of") or end)
    noun = noun_end(scan, end)
    return Span(end + 1, noun) if noun > end else None


def _told(like: Quantity, new: float, old: float) -> str:
    """What lies between two figures: "3 points less, 0.75 times"."""
    if new == old:
        return "the same"
    ratio = f"{notation(round(new / old, 2))} times"
    if abs(new - old) >= _LARGE:
        return ratio
    return f"{difference(like, abs(new - old))} {'more' if new > old else 'less'}, {ratio}"


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one kind and unit, a missing unit being that of the other."""
    units = {one.unit, other.unit} - {None}
    same_unit = len(units) < 2 or any(
        unit.endswith(f" {least}") for unit in units for least in units if unit and least
    )
    return one.kind is other.kind and same_unit and one.high is other.high is None
