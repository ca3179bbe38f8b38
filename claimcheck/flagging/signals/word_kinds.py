"""What the words of a language can do in a clause, as far as its lists tell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, auto
from functools import cache

from claimcheck.flagging.language_words import Language


class WordKind(IntEnum):
    """What a word does in a clause; a number, which a set finds sooner than a name."""

    CONTENT = auto()  # nouns, names, numbers, adjectives: all that no list knows
    VERB = auto()  # a finite form: "took", "said"
    SPEECH = auto()  # one that a clause of its own follows: "said"
    HELPING = auto()  # "has", "would", "been"
    NEGATION = auto()  # "not"
    ADVERB = auto()  # "also"
    LINK = auto()  # "of", "in"
    JOINING = auto()  # "and": parts two clauses, or two nouns
    EITHER = auto()  # "as", "after": opens a clause, or is a preposition
    OPENING = auto()  # "that", "which": opens one
    ARTICLE = auto()  # "the", "its"
    PRONOUN = auto()  # "they"


FINITE = frozenset({WordKind.VERB, WordKind.SPEECH, WordKind.HELPING})
WITHIN_VERBS = FINITE | {WordKind.NEGATION, WordKind.ADVERB}
"""What a verb is made of: "has not yet met"."""
EMPTY = frozenset(WordKind) - {WordKind.CONTENT, WordKind.VERB, WordKind.SPEECH, WordKind.NEGATION}
"""The kinds of words that no phrase begins or ends with."""

_EITHER = frozenset({"as", "since", "after", "before", "than", "until", "once", "so"})
_CONTENT = (
    "figures.more figures.times speakers.negations speakers.quantifiers speakers.verb_particles compared.down"
)
_KINDS: tuple[tuple[WordKind, str], ...] = (
    (WordKind.ADVERB, "compared.light compared.no_end speakers.adverbs event.adverbs?"),
    (WordKind.VERB, "event.irregular_past? trend.irregular_past? compared.rose compared.fell"),
    (WordKind.LINK, "speakers.prepositions compared.leads speakers.infinitive bounds.per"),
    (WordKind.PRONOUN, "compared.pronouns speakers.nobody"),
    (WordKind.ARTICLE, "compared.own figures.articles figures.determiners speakers.one speakers.definite"),
    (WordKind.OPENING, "speakers.clauses speakers.relatives compared.clause"),
    (WordKind.SPEECH, "speech.irregular? speakers.plain speakers.bare speakers.neg_raising"),
    (WordKind.JOINING, "speakers.and"),
    (WordKind.HELPING, "speakers.be speakers.auxiliaries speakers.modals speakers.has"),
    (WordKind.NEGATION, "speakers.not"),
)
"""Which lists tell which kind; of a word in several the last counts."""


@cache
def word_kinds(language: Language) -> Mapping[str, WordKind]:
    """The kinds of the words that the lists of a language know, in lower case.

    >>> from claimcheck.flagging.language_words import known_language
    >>> kinds = word_kinds(known_language("en"))
    >>> kinds["which"].name, kinds["took"].name, kinds.get("army")
    ('OPENING', 'VERB', None)
    """
    found = {
        word.lower().split()[0]: WordKind.OPENING
        for word in language.listed("speech.sources? speakers.sources")
    }
    found |= {word.lower(): kind for kind, lists in _KINDS for word in language.listed(lists)}
    found |= dict.fromkeys(_EITHER & found.keys(), WordKind.EITHER)
    content = {*language.listed(_CONTENT), *language.table("figures", "words")}
    content -= {*language.listed("compared.leads figures.articles speakers.relatives")}
    return {
        word: kind for word, kind in found.items() if word not in content and not _is_participle(kind, word)
    }


def _is_participle(kind: WordKind, word: str) -> bool:
    """Whether a preposition of a list is one only there: "officials | briefed | on it"."""
    return kind is WordKind.LINK and word.endswith(("ed", "ing")) and word not in ("during", "including")
