"""Something stands above, below or at a level: "well above the OECD average", "20% below normal".

A level is what can be looked up: an average, a limit, a forecast, what something was before. A figure before
the words says how far off one is. "Over" and "under" have many other senses, and count only behind a verb of
being.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimcheck.flagging.comparisons.differences import Found, compared, figure_before
from claimcheck.flagging.comparisons.shape import Shape, letter
from claimcheck.flagging.comparisons.sides import side_after, what_is_put
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Quantity, Relation, Span

_BEFORE = 40  # characters before a level that say whether something stands there
_YEAR = re.compile(r"(?:19|20)\d\d (?=[^\W\d])")
_TEMPLATES = Templates(
    {
        "level": r"(?<!\w)(?:{|compared.above}|(?P<far>{|compared.ahead}|(?P<behind>{|compared.behind}))"
        r"|(?P<less>{|compared.below})|(?P<equal>{|compared.in_line})"
        "|(?P<loose>{|compared.over_a}|(?P<under>{|compared.under_a})))(?= )",
        "standing": r"(?:[A-Z]|{compared.called compared.standing}(?: [a-z]{2,12}){0,2}) $",
        "stand_in": r" {|compared.stand_ins}(?= {|compared.leads} )",
        "word": r"(?<!\w){|compared.levels compared.expectations compared.limits}(?!\w)",
        "expected": r"(?<!\w){|compared.expectations}(?!\w)",
        "same": r"(?<!\w)(?:{|compared.same}(?P<what>(?: [\w'-]{1,20}){0,3}?) {|compared.like}"
        r"|{compared.par}|(?:{compared.alike})(?= {|compared.stand_ins} {|compared.leads} ))(?= )",
        "size": r"(?<!\w){compared.equals} (?:[a-z]{2,12} ){0,2}?{|compared.the_size_of} (?=(?P<right>.))",
        "equivalent": r"(?<!\w){|compared.equivalent} ",
    }
)


def levels(shape: Shape) -> Iterator[Comparison]:
    """Something stands above or below a level: "well above the average of its neighbours"."""
    for match in _TEMPLATES.pattern("level", shape.scan.language).finditer(shape.low):
        right = named_side(shape, match.end(), years=True)
        if right is None or (match["loose"] and not _stands(shape, match.start())):
            continue
        figure = None if match["equal"] else _how_far(shape, match.start())
        bare = bool(match["far"]) and right.start == match.end() + 1 and figure is None
        if not _is_level(shape, match.end(), right, bare=bare) and not (figure and _is_lead(shape, figure)):
            continue
        start = figure.span.start if figure else match.start()
        less, equal = any(match[name] for name in ("less", "under", "behind")), bool(match["equal"])
        found = compared(shape, Found(Span(start, right.end), figure, right, less=less, equal=equal))
        if found is not None:
            put = shape.said(what_is_put(shape.scan, start))
            yield replace(found, left=put) if put else found


def _how_far(shape: Shape, at: int) -> Quantity | None:
    """The figure straight before a level, its unit part of it: "four points | ahead of"."""
    figure, noun = figure_before(shape, at)
    return figure if figure and (not noun or noun == figure.unit) else None


def _is_lead(shape: Shape, figure: Quantity) -> bool:
    """Whether a figure tells by how much alone: "four points | ahead", not "two metres | above the road"."""
    unit = (figure.unit or "").rpartition(" ")[2]
    return letter(figure) in "PQM" or unit in shape.scan.words("compared", "scores")


def _stands(shape: Shape, at: int) -> bool:
    """Whether something is said to be there: "is just | under", "3% | over", not "a row | over"."""
    before = shape.low[max(0, at - _BEFORE) : at]
    return _TEMPLATES.pattern("standing", shape.scan.language).search(before) is not None


def _is_level(shape: Shape, at: int, right: Span, *, bare: bool = False) -> bool:
    """Whether a side is a level, or stands for one: "that of 2019"; "ahead of | schedule" is a *bare* one."""
    scan = shape.scan
    if _TEMPLATES.pattern("stand_in", scan.language).match(scan.low, at):
        return True
    owned = scan.low[right.start : right.end].endswith(("'s", "s'"))  # "last year's"
    word = _TEMPLATES.pattern("expected" if bare and " " not in right.of(scan.low) else "word", scan.language)
    return owned or word.search(scan.low, right.start, right.end) is not None


def the_same(shape: Shape) -> Iterator[Comparison]:
    """Both sides are equal: "the same number of seats as Malta", "on a par with", "similar to that in"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("same", scan.language).finditer(shape.low):
        what = scan.raw[match.start("what") : match.end("what")].strip() if match["what"] else ""
        last = what.lower().split()[-1] if what else ""
        right = named_side(shape, match.end())
        if right is None or last in scan.words("compared", "not_the_same"):
            continue
        yield _equal(shape, Span(match.start(), right.end), right, what or None)


def as_large_as(shape: Shape) -> Iterator[Comparison]:
    """What is measured by something else: "is the size of Malta", "the equivalent of ten swimming pools"."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("equivalent", scan.language).finditer(shape.low):
        right = side_after(scan, match.end() - 1)
        if right and shape.low[match.end()] not in "PMD":  # "the equivalent of | $5" is only converted
            yield _equal(shape, Span(match.start(), right.end), right)
    for match in _TEMPLATES.pattern("size", scan.language).finditer(shape.low):
        right = named_side(shape, match.end() - 1)
        if right and _is_example(shape, match, right):
            yield _equal(shape, Span(match.start(), right.end), right)


def _is_example(shape: Shape, match: re.Match[str], right: Span) -> bool:
    """Whether a size is told by what all know: "Malta", "a bus"; not "the question is the size of it"."""
    articles = tuple(f"{word} " for word in shape.scan.words("compared", "one"))
    return shape.scan.low.startswith(articles, match.end()) or shape.scan.raw[right.start].isupper()


def named_side(shape: Shape, at: int, *, years: bool = False) -> Span | None:
    """The side from *at* on, where it is no figure; "1990 levels" are one where *years* are."""
    right = side_after(shape.scan, at)
    if right is None or shape.scan.low[right.start : right.end] in shape.scan.words("compared", "no_side"):
        return None
    if years and _YEAR.match(shape.scan.low, right.start):
        return right
    return None if "A" <= shape.low[right.start] <= "C" or "E" <= shape.low[right.start] <= "Z" else right


def _equal(shape: Shape, span: Span, right: Span, what: str | None = None) -> Comparison:
    found = Found(span, None, right, what, equal=True)
    return found.comparison(shape, Relation.EQUAL, short(span.of(shape.scan.raw)))
