"""How many more of what: "another 3,500 [civil servants]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimcheck.model import Measured, Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_SHORT = 6  # words of an answer that is a number
_ASKED = re.compile(r"(?i:how many) (?P<what>[a-z][a-z-]{2,24}s)(?![\w-])")


def asked(passage: Passage) -> Iterator[Finding]:
    """A bare number that answers "how many": "About 300 [trains]"."""
    bare = [one for one in passage.claim.quantities if one.kind is Measured.COUNT and one.unit is None]
    if len(bare) != 1 or not passage.before or len(passage.words) > _SHORT:
        return
    ends = passage.text[bare[0].span.end : passage.span.end].strip(" .!\"'") == ""
    question = list(_ASKED.finditer(passage.text, passage.before[0].start, passage.before[0].end))
    if ends and len(question) == 1:
        at = Span(*question[0].span("what"))
        yield Insertion(Span(bare[0].span.end, bare[0].span.end), at.of(passage.raw), at)


def counts(passage: Passage) -> Iterator[Finding]:
    """A number without its unit behind "another", where the one before it in the claim has one."""
    found = [one for one in passage.claim.quantities if one.kind is Measured.COUNT]
    for before, one in pairwise(found):
        more = passage.text[max(before.span.end, one.span.start - 20) : one.span.start].rstrip().lower()
        ends = passage.text[one.span.end : one.span.end + 1] in {".", ",", ";", ""}
        unit = before.unit
        if not (unit and one.unit is None and ends and more.endswith(tuple(passage.listed("more")))):
            continue
        place = passage.text.find(unit, before.span.start, one.span.start)
        if place >= 0:
            yield Insertion(Span(one.span.end, one.span.end), unit, Span(place, place + len(unit)))
