"""What an abbreviation stands for, where the article says so: "the [Health Safety Board]" for HSB."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model import Span
from claimcheck.statements.passage import Passage
from claimcheck.statements.values import Finding, Insertion

_SHORT = re.compile(r"(?<![\w'(.-])(?=[A-Za-z]{0,4}[A-Z][A-Za-z]{0,4}[A-Z])[A-Z][A-Za-z]{1,5}(?![\w.-])")
_WORDS = re.compile(r"[\w'&-]+")
_WORD = r"[A-Z][\w&'-]{1,24}"
_NAME = re.compile(rf"(?<![\w'-])(?!The ){_WORD}(?: (?:(?:of|for|and|the) ){{0,2}}{_WORD}){{1,6}}")
_SURE = 3  # letters that tell a name without brackets: "RT" may be much
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
    """The words before "(HSB)" that begin with its letters, else the only name in capitals that does."""
    at = passage.text.find(f" ({short})")
    if at >= 0:
        return _before(passage, short, at)
    sure = len(short) >= _SURE and short.isupper() and short.lower() not in passage.lists.nations
    if not sure or passage.lists.nouns_capital:
        return None
    names: dict[str, Span] = {}
    for found in _NAME.finditer(passage.text, 0, passage.span.start):
        words = list(_WORDS.finditer(passage.text, found.start(), found.end()))
        if any(_initials(passage, words[n:]) == list(short) for n in _beginnings(words)):
            names.setdefault(found[0], Span(*found.span()))
    return next(iter(names.values())) if len(names) == 1 else None


def _beginnings(words: Sequence[re.Match[str]]) -> Iterator[int]:
    """Where the letters of a name may begin: at its first word, or behind "of": Bureau of | Health."""
    yield 0
    yield from (n + 1 for n, word in enumerate(words) if word[0] in {"of", "for"})


def _initials(passage: Passage, words: Sequence[re.Match[str]]) -> list[str]:
    return [word[0][0].upper() for word in words if word[0].lower() not in passage.small]


def _before(passage: Passage, short: str, at: int) -> Span | None:
    words = list(_WORDS.finditer(passage.text, max(0, at - 120), at))[-_MOST:]
    letters = [letter for letter in short if letter.isupper()]
    for n in range(len(words) - 1, -1, -1):
        if _initials(passage, words[n:]) == letters and words[n][0].lower() not in passage.small:
            return Span(words[n].start(), at)
    return None
