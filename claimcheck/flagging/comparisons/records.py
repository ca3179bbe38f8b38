"""Records: "an all-time high", "at a six-year low", "a record number of", "more than ever"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.comparisons.sides import noun_end, side_after, what_is_put, whole
from claimcheck.flagging.comparisons.subjects import subject_before
from claimcheck.flagging.comparisons.wordings import short
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.flagging.templates import Templates
from claimcheck.model import Comparison, Relation, Span

_TEMPLATES = Templates(
    {
        "record": r"(?<![\w-])(?:{|compared.records}(?!\w)|T{1,80}[- ]{|compared.peaks}(?!\w)"
        r"|(?P<noun>{|compared.record})(?P<of> (?=[PMNX])| (?P<what>[^\W\d_][\w-]{1,20})|(?=[.,;!?\"”]|$)))",
        "before": "(?:{|compared.set_record} {ARTICLE}?{NEW}?|{ONE}{NEW}?|{|compared.at_record} )$",
        "ONE": "(?:{|compared.one} )",
        "ARTICLE": "(?:{|compared.article} )",
        "NEW": "(?:{|compared.new} )",
        "scope": r" {|compared.within}(?= )",
    }
)


def records(shape: Shape) -> Iterator[Comparison]:
    """Records, as far as they are none of the criminal sort."""
    scan = shape.scan
    for match in _TEMPLATES.pattern("record", scan.language).finditer(shape.low):
        if match["noun"] and not _is_record(scan, match):
            continue
        end = match.end()
        if match["noun"] and match["of"] and match["of"] == " ":  # "a record | 65 million people"
            end = noun_end(scan, whole(shape.low, Span(end, end + 1)).end)
        elif match["noun"] and match["what"]:
            end = noun_end(scan, end)
        if match["noun"] or shape.at or match[0].split()[-1].rstrip("s") not in _numbers(scan):
            yield _first(shape, match.start(), max(end, match.end()))


def _numbers(scan: Scan) -> tuple[str, ...]:
    """What a record is of where no figure tells it: "a record | number of complaints"."""
    return scan.words("compared", "uncounted")


def _is_record(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "record" means a best or worst: "a record 3 million", "record profits"; not "record label"."""
    before = scan.low[max(0, match.start() - 40) : match.start()]
    set_before = _TEMPLATES.pattern("before", scan.language).search(before)
    what = match["what"]
    if what is None:
        setting = set_before is not None and set_before[0].startswith(scan.words("compared", "set_record"))
        setting = setting or scan.follows(match.start(), "compared", "at_one")
        return set_before is not None if match["of"] else setting
    if what in scan.words("compared", "peaks") or what in scan.words("compared", "levels"):
        return True
    if what in scan.language.listed(
        "compared.not_record compared.not_comparative compared.clause figures.stops"
    ):
        return False
    return set_before is not None or not before.strip()


def _first(shape: Shape, start: int, end: int) -> Comparison:
    scan = shape.scan
    match = _TEMPLATES.pattern("scope", scan.language).match(shape.low, end)
    scope = side_after(scan, match.end()) if match else None
    if scope and "A" <= shape.low[scope.start] <= "Z":  # "in May"
        scope = None
    return Comparison(
        Relation.RANK,
        (Span(start, end),),
        short(scan.raw[start:end]),
        left=shape.said(what_is_put(scan, start) or subject_before(scan, start)),
        right=None,
        measure=shape.said(scope),
        factor=1,
    )
