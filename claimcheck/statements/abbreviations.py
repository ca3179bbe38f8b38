"""What an abbreviation stands for, where the article says so elsewhere: "the [Health Safety Board]" for HSB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_SHORT = re.compile(r"(?<![\w'(.-])(?=[A-Za-z]{0,4}[A-Z][A-Za-z]{0,4}[A-Z])[A-Z][A-Za-z]{1,5}(?![\w.-])")
_WORDS = re.compile(r"[\w'&-]+")
_MOST = 8  # words of what is abbreviated


def abbreviations(passage: Passage) -> Iterator[Finding]:
    """The first of each abbreviation of a claim, in the words that the article puts before it in brackets."""
    seen: set[str] = set()
    for found in _SHORT.finditer(passage.text, passage.span.start, passage.span.end):
        if found[0] not in seen:
            seen.add(found[0])
            place = _told(passage, found[0])
            if place is not None and place.of(passage.text) not in passage.span.of(passage.text):
                yield Insertion(Span(*found.span()), place.of(passage.raw), place)


def _told(passage: Passage, short: str) -> Span | None:
    """The words before "(HSB)" that begin with its letters: Health Safety Board; None where they are no such."""
    at = passage.text.find(f" ({short})")
    if at < 0:
        return None
    words = list(_WORDS.finditer(passage.text, max(0, at - 120), at))[-_MOST:]
    letters = [letter for letter in short if letter.isupper()]
    for n in range(len(words) - 1, -1, -1):
        initials = [word[0][0].upper() for word in words[n:] if word[0].lower() not in passage.small]
        if initials == letters and words[n][0].lower() not in passage.small:
            return Span(words[n].start(), at)
    return None
