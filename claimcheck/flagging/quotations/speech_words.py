"""The words by which a language says who speaks, as sets made once from ``languages/*.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import forms, sections, words

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
    """The small words between a verb and its speaker, in lower case: lists of [speakers] with these names.

    ``boundaries`` are the words that no noun phrase goes over, ``openers`` those that a clause begins with.
    """

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
    postpositions: Words
    calendar: Words
    claims: Words
    sources: Phrases
    quoted_as: Phrases
    before_terms: tuple[tuple[str, ...], ...]
    nouns_capital: bool
    boundaries: Words
    openers: Words


@dataclass(frozen=True)
class Persons:
    """Who may speak: pronouns and nouns in lower case, names and titles as they stand."""

    she_pronouns: Words
    he_pronouns: Words
    it_pronouns: Words
    they_pronouns: Words
    possessive_she: Words
    possessive_he: Words
    pronouns: Words
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
    reporting = verbs.finite | verbs.participles | verbs.base | verbs.inverted_only
    firsts = {form.split(" ")[0] for form in reporting}
    triggers = firsts.union(verbs.tails, grammar.sources, grammar.claims, grammar.postpositions)
    return SpeechWords(verbs, grammar, persons, frozenset(triggers))


def _verbs(language: str) -> Verbs:
    """The speech verbs: those of the rules of flagging and those that only speakers need."""
    english = language == "en"
    strong = _if_listed("speech", "regular_verbs", language) + words("speakers", "regular_verbs", language)
    weak = _if_listed("speech", "weak_verbs", language)
    listed = _if_listed("speech", "irregular", language) + words("speakers", "finite", language)
    strong_forms, weak_forms = {*forms(strong), *listed}, set(forms(weak))
    ing = {form for form in strong_forms | weak_forms if english and form.split(" ")[0].endswith("ing")}
    only_that, plain = _set("only_that", language), _set("plain", language)
    finite = (strong_forms | weak_forms | only_that | plain) - ing
    return Verbs(
        finite=_of_one_word(finite),
        weak=_of_one_word(weak_forms.union(weak)),
        only_that=only_that,
        plain=plain,
        base=_of_one_word([*strong, *weak]) - finite if english else frozenset(),
        participles=_of_one_word(ing) | _set("participles", language),
        not_inverted=_set("not_inverted", language) | _of_one_word(weak_forms),
        inverted_only=_set("inverted_only", language),
        tails=_by_first_word(form for form in finite | ing if " " in form),
    )


def _grammar(language: str) -> Grammar:
    sources = _if_listed("speech", "sources", language) + words("speakers", "sources", language)
    calendar = [_if_listed("time", "months", language), _if_listed("time", "weekdays", language)]
    calendar.append(words("speakers", "calendar", language))
    auxiliaries = _set("auxiliaries", language) | _set("be", language)
    openers = _set("clauses", language) | _set("relatives", language)
    inside = (_set(name, language) for name in ("prepositions", "and", "determiners"))
    terms = (term.lower().split() for term in words("speakers", "before_terms", language))
    made: dict[str, Any] = {
        "auxiliaries": auxiliaries,
        "calendar": frozenset(name.lower() for names in calendar for name in names),
        "claims": frozenset(_if_listed("speech", "claims", language)),
        "sources": _by_first_word(source.lower() for source in sources),
        "quoted_as": _by_first_word(words("speakers", "quoted_as", language)),
        "before_terms": tuple(map(tuple, terms)),
        "nouns_capital": "nouns" in words("speakers", "capitals", language),
        "boundaries": auxiliaries.union(openers, *inside),
        "openers": openers,
    }
    return Grammar(**made, **_other_sets(Grammar, made, language))


def _persons(language: str) -> Persons:
    she, he = words("people", "she", language), words("people", "he", language)
    women, men = words("speakers", "women", language), words("speakers", "men", language)
    gender = dict.fromkeys((*she, *women, *_set("she_nouns", language)), "she")
    gender |= dict.fromkeys((*he, *men, *_set("he_nouns", language)), "he")
    nations = (group.split() for group in words("speakers", "nations", language))
    titles = _set("titles", language, "people")
    pronouns = (_set(f"{name}_pronouns", language) for name in ("she", "he", "it", "they"))
    made: dict[str, Any] = {
        "pronouns": frozenset[str]().union(*pronouns),
        "titles": titles,
        "honorifics": dict.fromkeys(she, "she") | dict.fromkeys(he, "he"),
        "gender": gender,
        "particles": _set("particles", language, "people"),
        "no_names": frozenset(words("people", "no_names", language)),
        "anyone": _set("anyone", language, "people"),
        "persons": _with_plurals(_set("persons", language)) | {title for title in titles if title.isalpha()},
        "bodies": _with_plurals(_set("organisations", language)),
        "body_names": frozenset(words("speakers", "of_organisations", language)),
        "suffixes": words("speakers", "suffixes", language) or ("\x00",),
        "nations": {name: group[-1] for group in nations for name in group},
    }
    return Persons(**made, **_other_sets(Persons, made, language))


def _other_sets(
    kind: type[Grammar] | type[Persons], made: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """The sets of a record that are lists of [speakers] as they stand."""
    others = (field.name for field in fields(kind) if field.name not in made)
    return {name: _set(name.removesuffix("_"), language) for name in others}


def _if_listed(section: str, name: str, language: str) -> tuple[str, ...]:
    """A list that a language may go without."""
    return tuple(sections(language).get(section, {}).get(name, ()))


def _set(name: str, language: str, section: str = "speakers") -> Words:
    return frozenset(word.lower() for word in words(section, name, language))


def _of_one_word(listed: Iterable[str]) -> Words:
    return frozenset(form for form in listed if " " not in form)


def _with_plurals(nouns: Words) -> Words:
    return nouns | {noun + "s" for noun in nouns}


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    """The further words of each phrase by its first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
