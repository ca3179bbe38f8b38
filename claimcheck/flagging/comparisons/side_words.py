"""The words that sides of comparisons are made of, and those that end one; parts of a sentence as tokens."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.cldr import months, weekdays


class Token(NamedTuple):
    """A word of a sentence: where it stands, and in lower case."""

    start: int
    end: int
    word: str
    upper: bool = False


@cache
def closing(language: Language) -> frozenset[str]:
    """Words that end a side; "of" and "the" may be inside."""
    inside = language.words("compared", "inside")
    listed = (
        *language.words("compared", "ends"),
        *language.words("figures", "stops"),
        *language.words("compared", "be"),
        *language.words("compared", "clause"),
    )
    return frozenset(listed) - frozenset(inside)


@cache
def inside(language: Language) -> frozenset[str]:
    """Words that a side may hold, and not begin a noun's own phrase: "of", "the"."""
    return frozenset(language.words("compared", "inside"))


@cache
def known_verbs(language: Language) -> frozenset[str]:
    """The verbs that are known, in all their forms."""
    listed = language.listed(
        "compared.be compared.regular_verbs compared.regular_verbs:s,ed,ing compared.irregular_verbs"
        " speakers.auxiliaries speakers.be"
    )
    return frozenset(listed)


@cache
def light(language: Language) -> frozenset[str]:
    """Words that say nothing of what the subject is: "now", "also", "nearly", "to"."""
    return frozenset(language.words("compared", "light")) | frozenset(language.words("speakers", "adverbs"))


@cache
def inserted(language: Language) -> frozenset[str]:
    """Words that begin what stands between two commas."""
    return prepositions(language) | frozenset(language.words("compared", "insertions"))


@cache
def not_joined(language: Language) -> frozenset[str]:
    """Words of which none stands before the "and" that joins the nouns of a subject."""
    opening = frozenset(language.listed("compared.clause compared.pronouns"))
    return known_verbs(language) | prepositions(language) | light(language) | opening


@cache
def only_verbs(language: Language) -> frozenset[str]:
    """The verbs that are known, and the light words beside them."""
    return known_verbs(language) | light(language)


@cache
def no_subject(language: Language) -> frozenset[str]:
    """Words that alone make no subject."""
    return trailing(language) | known_verbs(language)


@cache
def times(language: Language) -> frozenset[str]:
    """Words that tell when: months, weekdays, "last", "years"."""
    spans = (word.split()[-1] for word in language.words("compared", "spans"))
    first = (word.split()[-1] for word in language.words("compared", "time_first"))
    named = (*months(language.code)[0], *weekdays(language.code))
    return frozenset((*spans, *first, *(name.lower() for name in named)))


@cache
def prepositions(language: Language) -> frozenset[str]:
    """Those that end a noun phrase: not "of"."""
    return frozenset(language.words("speakers", "prepositions")) - frozenset(language.words("compared", "of"))


@cache
def trailing(language: Language) -> frozenset[str]:
    """Words that no side can end in."""
    articles = language.words("compared", "no_end")
    return (
        frozenset(articles)
        | prepositions(language)
        | light(language)
        | frozenset(language.words("compared", "of"))
    )
