"""The words by which a language says who speaks, as sets made once from ``languages/*.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import forms, words

Words = frozenset[str]
Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Verbs:
    """Forms that report speech, each in lower case; a set's name says when its verbs count.

    ``tails`` are the further words of "pointed out" by their first.
    """

    finite: Words
    weak: Words
    only_that: Words
    plain: Words
    base: Words
    participles: Words
    not_inverted: Words
    inverted_only: Words
    tails: Phrases


@dataclass(frozen=True)
class Grammar:
    """The small words between a verb and its speaker, in lower case."""

    be: Words
    auxiliaries: Words
    adverbs: Words
    infinitive: Words
    clauses: Words
    and_: Words
    relatives: Words
    prepositions: Words
    part_of_mention: Words
    determiners: Words
    definite: Words
    one: Words
    nobody: Words
    that: Words
    complements: Words
    for_: Words
    calendar: Words
    claims: Words
    sources: Phrases
    quoted_as: Phrases
    postpositions: Words
    before_terms: tuple[tuple[str, ...], ...]
    nouns_capital: bool


@dataclass(frozen=True)
class Persons:
    """Who may speak: pronouns and nouns in lower case, names and titles as they stand."""

    she: Words
    he: Words
    it: Words
    they: Words
    her: Words
    his: Words
    titles: Words
    honorifics: dict[str, str]
    gender: dict[str, str]
    particles: Words
    no_names: Words
    anyone: Words
    persons: Words
    bodies: Words
    body_names: Words
    name_of: Words
    suffixes: tuple[str, ...]
    nations: dict[str, str]

    def is_title(self, word: str) -> bool:
        """Whether *word*, in lower case, is an office or an honorific that stands before a name."""
        return word in self.titles or word.endswith(self.suffixes)

    def is_person(self, word: str) -> bool:
        """Whether *word*, in lower case, is a noun for somebody who speaks without a name."""
        return word in self.persons or word in self.bodies or word.endswith(self.suffixes)


@dataclass(frozen=True)
class SpeechWords:
    """All of these, and ``triggers``: without one of them a sentence reports no speech."""

    verbs: Verbs
    grammar: Grammar
    persons: Persons
    triggers: Words


@cache
def speech_words(language: str = "en") -> SpeechWords:
    """The words of one language; an unknown language is refused.

    >>> "said" in speech_words("en").verbs.finite, "sagte" in speech_words("de").verbs.finite
    (True, True)
    """
    verbs, grammar, persons = _verbs(language), _grammar(language), _persons(language)
    firsts = {
        form.split(" ")[0] for form in verbs.finite | verbs.participles | verbs.base | verbs.inverted_only
    }
    triggers = firsts | set(verbs.tails) | set(grammar.sources) | grammar.claims
    return SpeechWords(verbs, grammar, persons, frozenset(triggers) | grammar.postpositions)


def _verbs(language: str) -> Verbs:
    """The speech verbs: those of the rules of flagging and those that only speakers need."""
    strong = _optional("speech", "regular_verbs", language) + words("speakers", "regular_verbs", language)
    weak = _optional("speech", "weak_verbs", language)
    listed = _optional("speech", "irregular", language) + words("speakers", "finite", language)
    strong_forms, weak_forms = set(forms(strong)) | set(listed), set(forms(weak))
    ing = {
        form for form in strong_forms | weak_forms if language == "en" and form.split(" ")[0].endswith("ing")
    }
    only_that = set(words("speakers", "only_that", language))
    plain = set(words("speakers", "plain", language))
    finite = (strong_forms | weak_forms | only_that | plain) - ing
    return Verbs(
        finite=frozenset(_single(finite)),
        weak=frozenset(_single(weak_forms | set(weak))),
        only_that=frozenset(only_that),
        plain=frozenset(plain),
        base=frozenset(_single([*strong, *weak])) - frozenset(finite) if language == "en" else frozenset(),
        participles=frozenset(_single(ing)) | _set("speakers", "participles", language),
        not_inverted=_set("speakers", "not_inverted", language) | frozenset(_single(weak_forms)),
        inverted_only=_set("speakers", "inverted_only", language),
        tails=_by_first(form for form in finite | ing if " " in form),
    )


def _grammar(language: str) -> Grammar:
    """The small words."""

    def listed(name: str) -> Words:
        return _set("speakers", name, language)

    sources = _optional("speech", "sources", language) + words("speakers", "sources", language)
    months = _optional("time", "months", language) + _optional("time", "weekdays", language)
    months += words("speakers", "calendar", language)
    return Grammar(
        be=listed("be"),
        auxiliaries=listed("auxiliaries") | listed("be"),
        adverbs=listed("adverbs"),
        infinitive=listed("infinitive"),
        clauses=listed("clauses"),
        and_=listed("and"),
        relatives=listed("relatives"),
        prepositions=listed("prepositions"),
        part_of_mention=listed("part_of_mention"),
        determiners=listed("determiners"),
        definite=listed("definite"),
        one=listed("one"),
        nobody=listed("nobody"),
        that=listed("that"),
        complements=listed("complements"),
        for_=listed("for"),
        calendar=frozenset(month.lower() for month in months),
        claims=frozenset(_optional("speech", "claims", language)),
        sources=_by_first(source.lower() for source in sources),
        quoted_as=_by_first(words("speakers", "quoted_as", language)),
        postpositions=listed("postpositions"),
        before_terms=tuple(
            tuple(term.lower().split()) for term in words("speakers", "before_terms", language)
        ),
        nouns_capital="nouns" in words("speakers", "capitals", language),
    )


def _persons(language: str) -> Persons:
    """The nouns, names and pronouns."""

    def listed(name: str) -> Words:
        return _set("speakers", name, language)

    she, he = words("people", "she", language), words("people", "he", language)
    gender = dict.fromkeys((*she, *words("speakers", "women", language), *listed("she_nouns")), "she")
    gender |= dict.fromkeys((*he, *words("speakers", "men", language), *listed("he_nouns")), "he")
    nations = {
        name: group.split()[-1] for group in words("speakers", "nations", language) for name in group.split()
    }
    titles = {title.lower() for title in words("people", "titles", language)}
    return Persons(
        she=listed("she_pronouns"),
        he=listed("he_pronouns"),
        it=listed("it_pronouns"),
        they=listed("they_pronouns"),
        her=listed("possessive_she"),
        his=listed("possessive_he"),
        titles=frozenset(titles),
        honorifics=dict.fromkeys(she, "she") | dict.fromkeys(he, "he"),
        gender=gender,
        particles=_set("people", "particles", language),
        no_names=frozenset(words("people", "no_names", language)),
        anyone=_set("people", "anyone", language),
        persons=_plurals(listed("persons")) | frozenset(title for title in titles if title.isalpha()),
        bodies=_plurals(listed("organisations")),
        body_names=frozenset(words("speakers", "of_organisations", language)),
        name_of=listed("name_of"),
        suffixes=words("speakers", "suffixes", language) or ("\x00",),
        nations=nations,
    )


def _optional(section: str, name: str, language: str) -> tuple[str, ...]:
    """A list that a language may go without."""
    words("speakers", "finite", language)  # an unknown language is refused here
    try:
        return words(section, name, language)
    except ClaimcheckError:
        return ()


def _set(section: str, name: str, language: str) -> Words:
    """A list as a set in lower case."""
    return frozenset(word.lower() for word in words(section, name, language))


def _single(listed: Iterable[str]) -> set[str]:
    """Those of one word."""
    return {form for form in listed if " " not in form}


def _plurals(nouns: Words) -> Words:
    """The nouns and their plurals in "s"."""
    return nouns | {noun + "s" for noun in nouns}


def _by_first(phrases: Iterable[str]) -> Phrases:
    """The further words of each phrase by its first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
