"""The small words of a language: what joins the parts of a phrase, and what no phrase goes over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcheck.flagging.language_words import Language


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Words that join the parts of a phrase, that end it, auxiliaries among these, and articles."""

    links: frozenset[str]
    ends: frozenset[str]
    helping: frozenset[str]
    articles: frozenset[str]


@cache
def small_words(language: Language) -> SmallWords:
    """The small words of a language.

    >>> from claimcheck.flagging.language_words import known_language
    >>> "which" in small_words(known_language("en")).ends
    True
    """

    def listed(*names: str) -> frozenset[str]:
        return frozenset(word.lower() for name in names for word in language.listed(name))

    helping = listed("speakers.auxiliaries", "speakers.be")
    ends = helping | listed("speakers.clauses", "speakers.and", "speakers.relatives", "compared.pronouns")
    links = listed("speakers.prepositions", "speakers.determiners") - ends
    return SmallWords(
        links, ends, helping, listed("speakers.definite", "figures.articles") - listed("speakers.clauses")
    )
