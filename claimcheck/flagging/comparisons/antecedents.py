"""Who "they" are: a country or organisation that the sentence before is about, where that is the only one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.language_words import Language
from claimcheck.model import Span

_BEFORE = 300  # characters in which the sentence before is looked for
_END = re.compile(r"[.!?][\"”’']?\s+")
_WORD = re.compile(r"[\w'’-]+")
_MOST = 3  # words of a name


def antecedent(text: str, sentence: Span, language: Language) -> Span | None:
    """The words for whom "they" in the sentence at *sentence* means, by the one before in its paragraph.

    >>> from claimcheck.flagging.language_words import known_language
    >>> text = "We know the Russians are rearming. They make more."
    >>> antecedent(text, Span(35, 50), known_language("en")).of(text)
    'the Russians'
    """
    start = max(text.rfind("\n\n", 0, sentence.start), sentence.start - _BEFORE, 0)
    ends = [start, *(end.end() for end in _END.finditer(text, start, sentence.start)), sentence.start]
    parts = [Span(*part) for part in pairwise(ends)]
    last = next((part for part in reversed(parts) if part.of(text).strip()), sentence)
    found = {part.of(text): part for part in _subjects(text, last, language)} if last != sentence else {}
    return next(iter(found.values())) if len(found) == 1 else None


def _subjects(text: str, sentence: Span, language: Language) -> Iterator[Span]:
    """Each nation or organisation of a sentence that stands before a verb: "the Russians are"."""
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    for n, word in enumerate(words[:-1]):
        after = next(
            (w[0].lower() for w in words[n + 1 : n + 3] if not _is_light(w[0].lower(), language)), ""
        )
        if word[0][0].isupper() and _is_body(word[0], language) and after in known_verbs(language):
            first = n
            while first > 0 and n - first < _MOST and words[first - 1][0][0].isupper():
                first -= 1
            if first > 0 and words[first - 1][0].lower() in language.words("compared", "own"):
                first -= 1
            if first > 0 and words[first - 1][0].lower() in language.words("speakers", "prepositions"):
                continue  # "the minister of Norway"
            yield Span(words[first].start(), word.end())


def _is_light(word: str, language: Language) -> bool:
    return word in language.words("compared", "light")


@cache
def _is_body(word: str, language: Language) -> bool:
    """Whether a word names a nation, its people or an organisation: "Russia", "Russians", "Ministry"."""
    low = word.lower()
    return (
        low.removesuffix("s") in _nations(language)
        or low in _nations(language)
        or word in language.words("speakers", "of_organisations")
    )


@cache
def _nations(language: Language) -> frozenset[str]:
    return frozenset(name for listed in language.words("speakers", "nations") for name in listed.split())
