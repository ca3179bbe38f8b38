"""Two figures of a kind that no word of change joins: at two times, or of two things.

"In 2010 it was 4%; today it is 9%", also in two sentences; "Norway spends 2%, while Spain spends only 1%".
Each figure stands in a clause with a time of its own, or is set against the other. Where a third figure of
the kind is told, nothing is taken to be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.comparisons.sides import side_after
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.two_figures import alike, changes, from_one_to_other
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Measured, Quantity, Span

LEVELS = frozenset({Measured.PERCENT, Measured.MONEY, Measured.COUNT})
"""The kinds of figures that are levels."""
_GAP = 150  # characters between two figures
_BEFORE = 250  # characters in which the sentence before is looked for
_LONGEST = 120  # characters of a sentence that goes on with a figure of the one before
_NOW, _ONCE = 9999, 0  # years
_YEAR = re.compile(r"\d{4}")
_END = re.compile(r"[.!?][\"”’']?\s+")
_PARTED = re.compile(r"[;:]")
_TEMPLATES = Templates(
    {
        "now": r"{compared.nowadays}",
        "once": r"{compared.back_then}",
        "joint": r"[;:]|,? (?:{|compared.joining compared.contrasting}|{|compared.only})(?= )|,(?= )",
        "contrast": r"[,;]? (?P<how>{|compared.contrasting}) ",
        "only": r"(?<!\w){|compared.only} (?:[^\W\d_]{1,12} ){0,2}$",
        "places": r"(?: [^\W\d_A-Z][\w-]{0,15}){0,3}? {|compared.leads} [^,;]{2,40}, $",
        "place": r"(?: [^\W\d_A-Z][\w-]{0,15}){0,3}? {|compared.leads}(?= )",
        "of": r" (?:[a-z]{1,12} )?{|compared.of} (?:{|compared.own} )?([\w-]{1,30})",
    }
)


def two_levels(shape: Shape) -> Iterator[Comparison]:
    """The figures of a sentence that stand for two times or two things."""
    for figures in _pairs(shape):
        found = _two_times(shape, *figures) or _two_things(shape, *figures)
        if found is not None:
            yield found


def _pairs(shape: Shape) -> Iterator[tuple[Quantity, Quantity]]:
    """The two figures of each kind, where there are two."""
    for kind in "PMN":
        figures = [q for q in shape.at.values() if letter(q) == kind and q.value]
        if len(figures) != 2:
            continue
        one, other = sorted(figures, key=lambda quantity: quantity.span)
        near = other.span.start - one.span.end <= _GAP
        if near and alike(one, other) and _of_the_same(shape, one, other):
            yield one, other


def _of_the_same(shape: Shape, one: Quantity, other: Quantity) -> bool:
    """Whether both figures are of one thing, as far as it is said: not "12% of pupils", "15% of teachers"."""
    of = _TEMPLATES.pattern("of", shape.scan.language)
    wholes = [of.match(shape.scan.low, quantity.span.end) for quantity in (one, other)]
    return None in wholes or wholes[0][1] == wholes[1][1]  # type: ignore[index]


# --- at two times ---------------------------------------------------------------------------------------


def _two_times(shape: Shape, one: Quantity, other: Quantity) -> Comparison | None:
    """The figures of two clauses that tell a time each: "4% in 2010 and 9% in 2020"."""
    joint = _TEMPLATES.pattern("joint", shape.scan.language).search(shape.low, one.span.end, other.span.start)
    if joint is None:
        return None
    start = max((m.end() for m in _PARTED.finditer(shape.low, 0, one.span.start)), default=0)
    after = _PARTED.search(shape.low, other.span.end)
    first = _time(shape, start, joint.start())
    second = _time(shape, joint.start(), after.start() if after else len(shape.low))
    if first is None or second is None or first == second or _is_planned(shape, joint.start(), other):
        return None
    return _changed(shape, (one, other), Span(one.span.start, other.span.end), later=second > first)


def _is_planned(shape: Shape, start: int, figure: Quantity) -> bool:
    """Whether a figure is only expected: "is to be raised to | $15"."""
    language, words = shape.scan.language, shape.low[start : figure.span.start].split()
    modals = language.listed("speakers.modals compared.planning")
    infinitive = shape.scan.words("speakers", "infinitive")
    return any(word in modals for word in words) or any(
        word in infinitive and after in known_verbs(language) for word, after in pairwise(words)
    )


def _changed(shape: Shape, figures: tuple[Quantity, Quantity], span: Span, *, later: bool) -> Comparison:
    """What the figure of the later time is against that of the earlier one."""
    before, after = figures if later else figures[::-1]
    found = from_one_to_other(shape, before, after, span)
    subject = shape.said(subject_before(shape.scan, figures[0].span.start))
    return replace(found, left=subject or after.text, measure=subject, over_time=True)


def _time(shape: Shape, start: int, end: int) -> int | None:
    """The year that a clause tells, or that it is now or was once; None for none or for two."""
    told = {
        year
        for at, quantity in shape.at.items()
        if start <= at < end and quantity.kind is Measured.DATE and (year := _year(quantity)) is not None
    }
    for name, year in (("now", _NOW), ("once", _ONCE)):
        if _TEMPLATES.pattern(name, shape.scan.language).search(shape.low, start, end):
            told.add(year)
    return told.pop() if len(told) == 1 else None


def _year(date: Quantity) -> int | None:
    """The year of a date, or whether it is now or lies before."""
    notation = date.normalized or ""
    if match := _YEAR.match(notation):
        return int(match[0])
    return _NOW if notation == "PRESENT_REF" else _ONCE if notation.startswith("PREV") else None


# --- of two things --------------------------------------------------------------------------------------


def _two_things(shape: Shape, one: Quantity, other: Quantity) -> Comparison | None:
    """The figures of two things that are set against each other: "while Spain spends only 1%"."""
    scan = shape.scan
    contrast = _TEMPLATES.pattern("contrast", scan.language).search(shape.low, one.span.end, other.span.start)
    if contrast is None or changes(shape) or _is_parted(shape, contrast.end(), other.span.start):
        return None
    there = _place_of(shape, one, other, contrast)
    if there is None and not _is_set_against(shape, one, other, contrast):
        return None
    right = there or subject_before(scan, other.span.start)
    if right is None or right.start < contrast.start():
        return None
    span = Span(one.span.start, max(other.span.end, right.end))
    found = from_one_to_other(shape, other, one, span, turned=True)
    left = subject_before(scan, one.span.start)
    return replace(found, left=shape.said(left) or one.text, right=shape.said(right), over_time=False)


def _is_parted(shape: Shape, start: int, end: int) -> bool:
    """Whether another clause lies between: "but he said that, and | Spain spends 1%"."""
    return _PARTED.search(shape.low, start, end) is not None or "," in shape.low[start:end]


def _is_set_against(shape: Shape, one: Quantity, other: Quantity, contrast: re.Match[str]) -> bool:
    """Whether two clauses say the same of two things: "only 1%", "whereas", "spends 2%" and "spends 1%"."""
    scan = shape.scan
    if contrast["how"] in scan.words("compared", "whereas"):
        return True
    before = shape.low[contrast.end() : other.span.start]
    if _TEMPLATES.pattern("only", scan.language).search(f" {before}"):
        return True
    verbs = [scan.before(quantity.span.start).split()[-1:] for quantity in (one, other)]
    return verbs[0] == verbs[1] != []


def _place_of(shape: Shape, one: Quantity, other: Quantity, contrast: re.Match[str]) -> Span | None:
    """The second place of two, where both follow their figures: "5% in Leeds, but 10% | in York"."""
    place = _TEMPLATES.pattern("place", shape.scan.language)
    bare = other.span.start - contrast.end() < len("only just about ")
    first, second = (place.match(shape.low, quantity.span.end) for quantity in (one, other))
    return side_after(shape.scan, second.end()) if bare and first and second else None


# --- in two sentences -----------------------------------------------------------------------------------


def may_go_on(low: str, inside: Sequence[Quantity], language: Language) -> bool:
    """Whether a sentence in lower case may go on with the figure of the one before: has one and a time."""
    kinds = [quantity.kind for quantity in inside]
    if len(low) > _LONGEST or sum(kind in LEVELS for kind in kinds) != 1:
        return False
    return Measured.DATE in kinds or any(
        _TEMPLATES.pattern(name, language).search(low) for name in ("now", "once")
    )


def since_the_sentence_before(text: str, sentence: Span, shape: Shape) -> Comparison | None:
    """What a short sentence says of now against the one before it: "In 2010 it was 4%. Today it is 9%."."""
    figures = [quantity for quantity in shape.at.values() if letter(quantity) in "PMN"]
    time = _time(shape, 0, len(shape.low)) if len(figures) == 1 and len(shape.low) <= _LONGEST else None
    if time is None or not figures[0].value:
        return None
    before = _sentence_before(text, sentence, shape.scan.language)
    ones = [quantity for quantity in before.at.values() if letter(quantity) in "PMN"] if before else []
    if before is None or len(ones) != 1 or not ones[0].value or not alike(ones[0], figures[0]):
        return None
    then = _time(before, 0, len(before.low))
    if then is None or then == time:
        return None
    found = _changed(before, (ones[0], figures[0]), figures[0].span, later=time > then)
    return replace(found, spans=(figures[0].span,))


def _sentence_before(text: str, sentence: Span, language: Language) -> Shape | None:
    """The sentence before, where it is of the same paragraph."""
    before = text[max(0, sentence.start - _BEFORE) : sentence.start].rpartition("\n\n")[2]
    last = next((part for part in reversed(_END.split(before)) if part.strip()), "")
    if not any(character.isdigit() for character in last):
        return None
    return Shape.of(Scan.of(last, language), quantities(last, language=language)) if last else None
