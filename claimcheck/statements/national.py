"""Of which country a figure is: "The [US] unemployment rate", where the article is about one country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Span
from claimcheck.statements.countries import countries_in, home
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_SHARE = 0.6  # of the mentions of countries
_PLACE = re.compile(r"(?<![\w-])(?:in|across|of|at|for) (?:the )?[A-Z]")


def national(passage: Passage) -> Iterator[Finding]:
    """The country before the first figure of a whole country, where the claim names no place."""
    figures = alternatives(passage.listed("national_figures")) or "(?!)"
    form = re.compile(rf"(?<![\w'-])[Tt]he (?P<figure>(?i:{figures}))(?![\w'-])")
    found = form.search(passage.text, passage.span.start, passage.span.end)
    if found is None or countries_in(passage, passage.span) or _has_a_place(passage, found):
        return
    place = home(passage, _SHARE)
    if place is not None:
        name = place.of(passage.raw)
        name = name[4:] if name[:4].lower() == "the " else name
        yield Insertion(Span(found.start("figure"), found.start("figure")), name, place)


def _has_a_place(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the claim says of what a figure is: "the unemployment rate of the city", "in Ohio"."""
    of = passage.lists.prepositions - passage.listed("before_dates") | passage.listed("places") | {"of"}
    if passage.after_word(found.end()) in of:
        return True
    return _PLACE.search(passage.text, passage.span.start, passage.span.end) is not None
