"""Reasons why a claim matters, in an editor's words, offered by what the claim is; the reviewer picks one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from claimcheck.model import Article, Claim, Kind, Measured

# What can be said of any claim: how far it goes, and what it does.
ALWAYS = ("likely to be repeated", "could do harm if false", "readers asked about it")
# A date says when something was, and is no figure to be looked up.
_FIGURES = frozenset(Measured) - {Measured.DATE, Measured.DURATION, Measured.RANK}
_BY_KIND = {
    Kind.COMPARISON: "a comparison that can be worked out",
    Kind.RANK: "a first, most or least that can be tested",
    Kind.TREND: "a rise or fall that figures can show",
    Kind.CAUSE: "says what causes what",
    Kind.RULE: "says what the law is",
    Kind.EVENT: "an event that others have recorded",
}
# In a text in which "\0" stands for a name, or before it: an office before it, after it, or at its beginning.
_HELD = r"(?<!former )(?<!ex-)(?<!then-)(?<!vice )(?<!vice-)(?<!deputy )\b(?:{0})"
_BESIDE = rf"{_HELD} \0|\0, (?:the )?(?:[\w’'-]+ ){{{{0,2}}}}{_HELD}(?=[,.;)]| of | for )|\0(?:{{0}}) "
# The first that fits: a prime minister is no other minister.
_BY_OFFICE = tuple(
    (re.compile(_BESIDE.format(office), re.IGNORECASE), words)
    for office, words in (
        ("president|prime minister|chancellor|taoiseach", "said by a head of state or government"),
        ("secretary[ -]general", "said by the head of an international organisation"),
        ("minister|secretary of state|commissioner", "said by a member of a government"),
        ("senator|congress(?:wo)?man|mp|mep|lawmaker", "said by a member of parliament"),
        ("governor|mayor", "said by a governor or mayor"),
    )
)
# So many characters are looked at on either side of a name, and so many times that it stands there.
_AROUND = 60
_NAMED = 100


def why_it_matters(claim: Claim, article: Article) -> tuple[str, ...]:
    """Reasons to pick from for taking up *claim*, what is special about it first.

    >>> from claimcheck.model import Span
    >>> why_it_matters(Claim("a", Span(0, 6), "It is.", Span(0, 6)), Article("It is."))
    ('likely to be repeated', 'could do harm if false', 'readers asked about it')
    """
    return (*_by_content(claim), *_by_office(claim.speaker, article.text), *ALWAYS)


def _by_content(claim: Claim) -> list[str]:
    figure = Kind.QUANTITY in claim.kinds or any(found.kind in _FIGURES for found in claim.quantities)
    kinds = {*claim.kinds, *([Kind.COMPARISON] if claim.comparison else [])}
    told = [words for kind, words in _BY_KIND.items() if kind in kinds]
    return [*(["a figure that can be looked up"] if figure else []), *told]


def _by_office(speaker: str | None, text: str) -> list[str]:
    """What the office of *speaker* says, where it stands in or beside their name; none where it does not."""
    if not speaker:
        return []
    called = [f"\0{speaker}", *islice(_beside(speaker, text), _NAMED)]
    told = (words for office, words in _BY_OFFICE if any(map(office.search, called)))
    return list(islice(told, 1))


def _beside(name: str, text: str) -> Iterator[str]:
    """What stands around each mention of *name*, for which stands a "\\0"."""
    for found in re.finditer(re.escape(name), text):
        start, end = found.span()
        yield f"{text[max(0, start - _AROUND) : start]}\0{text[end : end + _AROUND]}"
