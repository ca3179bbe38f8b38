"""The words by which a language says who speaks, made ready once of ``languages/*.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimcheck.flagging.language_words import Language, any_of, known_language
from claimcheck.flagging.quantities.quantity_languages import quantity_language

CUE_MARKS = frozenset("—–~-:")
Words = frozenset[str]
Phrases = dict[str, tuple[tuple[str, ...], ...]]

# Sets in lower case that are more than a list of [speakers], and the lists that they are made of.
_MADE_OF = {
    # Verbs that report speech only together with one of the complements, or a quotation.
    "weak": "speech.weak_verbs:s,ed,ing? speech.weak_verbs?",
    "not_inverted": "speakers.not_inverted speech.weak_verbs:s,ed,ing?",
    # Forms of one word or several: finite, without an ending, and such that add something ("saying").
    "reporting": "speech.regular_verbs:s,ed? speakers.regular_verbs:s,ed speech.weak_verbs:s,ed? "
    "speech.irregular? speakers.finite speakers.only_that speakers.plain",
    "that_verbs": "speakers.that_verbs:s,ed? speakers.that_forms?",
    # Forms in "-s", which may be nouns: claims, reports, notes.
    "reporting_s": "speech.regular_verbs:s? speakers.regular_verbs:s speech.weak_verbs:s?",
    "past_forms": "event.irregular_past? event.irregular_participles? event.same_past? trend.irregular_past?",
    "weak_adding": "speech.weak_verbs:ing?",
    "take_adding": "speakers.take_objects:ing",
    "factive": "speakers.factive?",
    "single_acts": "speakers.act_verbs:s,ed,ing speakers.act_verbs speakers.act_forms",
    "phrases_of_acts": "speakers.act_phrases:s,ed,ing? speakers.act_phrases? speakers.act_phrase_forms?",
    "unchanged": "speech.regular_verbs? speakers.regular_verbs speech.weak_verbs?",
    "adding": "speech.regular_verbs:ing? speakers.regular_verbs:ing speech.weak_verbs:ing?",
    "listed_participles": "speakers.participles",
    "auxiliaries": "speakers.auxiliaries speakers.be",
    "openers": "speakers.clauses speakers.relatives",  # of a clause
    "claims": "speech.claims?",
    "act_nouns": "speakers.act_nouns speech.claims?",
    "reportable": "speakers.assertive_stances speakers.act_nouns speech.claims?",
    "stances": "speakers.stances speakers.assertive_stances",
    "pronouns": "speakers.she_pronouns speakers.he_pronouns speakers.it_pronouns speakers.they_pronouns",
    "titles": "people.titles",
    "particles": "people.particles",
    "anyone": "people.anyone",
}


class SpeechWords:
    """Verbs of saying and the small words around them, and who may speak.

    Each list of [speakers] is a set in lower case by its name, ``and_`` that of the list "and"; so are the
    sets of ``_MADE_OF``. Names and titles keep their capitals. ``tails`` are the further words of
    "pointed out" by their first, ``boundaries`` what no noun phrase goes over, ``nations`` a country and its
    people with the name that stands for all; without one of the ``triggers`` a sentence reports no speech.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        listed = language.listed
        dated = quantity_language(language).listed("calendar.months calendar.weekdays")
        weekdays = quantity_language(language).listed("calendar.weekdays")
        self.weekdays = frozenset(map(str.lower, (*weekdays, *listed("speakers.weekdays?"))))
        self.calendar = frozenset(map(str.lower, (*dated, *listed("speakers.calendar"))))
        self.participles = self.adding | self.listed_participles
        self.finite = self.reporting - self.listed_participles
        self.base = self.unchanged - self.finite
        self.tails = _by_first_word(form for form in self.finite | self.adding if " " in form)
        self.sources = _by_first_word(map(str.lower, listed("speech.sources? speakers.sources")))
        self.quoted_as = _by_first_word(listed("speakers.quoted_as"))
        self.conjunctions = self.that | self.conjunction
        verbs = self.finite | self.participles | self.base | self.inverted_only
        small = self.prepositions | self.openers | self.only_names
        self.triggers = verbs.union(
            self.tails, self.sources.keys() - small, self.claims, self.postpositions, self.impersonal
        )
        # "in the words of": most sentences have an "in".
        phrases = [
            " ".join((first, *rest)) for first in small & self.sources.keys() for rest in self.sources[first]
        ]
        self.sources_of_small_words = re.compile(any_of(phrases) if phrases else "(?!)")
        self.boundaries = self.auxiliaries | self.openers | self.prepositions | self.and_ | self.determiners
        self.before_nouns = (self.determiners | self.prepositions) - self.quantifiers - self.nobody
        self.tails_of_acts = _by_first_word(self.phrases_of_acts)
        self.acts = self.single_acts.union(self.tails_of_acts)
        self.with_that = self.that_verbs | self.assertive_stances | self.assertive_nouns
        self.triggers_of_acts = self.triggers.union(self.acts, self.stances, self.act_nouns)
        self.first_words = self.for_ | self.after_document
        self.opening = self.first_words | self.in_view
        self.cue_words = self.triggers.union(self.opening, self.sources, CUE_MARKS, self.with_that)
        self.cue_words_of_acts = self.cue_words | self.triggers_of_acts
        self.finite_helpers = self.modals | self.be | self.has
        summed_up = self._language.listed("speakers.summed_up?")
        self.summed_up = re.compile(any_of(summed_up) if summed_up else "(?!)")
        self.before_terms = {tuple(term.lower().split()) for term in listed("speakers.before_terms")}
        self.terms = {term[-1] for term in self.before_terms}
        self.nouns_capital = "nouns" in listed("speakers.capitals")
        self._add_persons()

    def _add_persons(self) -> None:
        listed = self._language.listed
        she, he = listed("people.she"), listed("people.he")
        self.honorifics = dict.fromkeys(she, "she") | dict.fromkeys(he, "he")
        women, men = (*listed("speakers.women"), *self.she_nouns), (*listed("speakers.men"), *self.he_nouns)
        self.gender = dict.fromkeys((*she, *women), "she") | dict.fromkeys((*he, *men), "he")
        self.no_names = frozenset(listed("people.no_names"))
        nouns, bodies = frozenset(map(str.lower, listed("speakers.persons"))), self.organisations
        self.nouns = (
            nouns
            | self.she_nouns
            | self.he_nouns
            | {f"{noun}s" for noun in nouns}
            | {title for title in self.titles if title.isalpha()}
        )
        self.bodies = bodies | {f"{noun}s" for noun in bodies}
        self.body_names = frozenset(listed("speakers.of_organisations"))
        self._suffixes = listed("speakers.suffixes") or ("\x00",)
        groups = (group.split() for group in listed("speakers.nations"))
        self.nations = {name: group[-1] for group in groups for name in group}

    def __getattr__(self, name: str) -> Words:
        if name.startswith("_"):
            raise AttributeError(name)
        lists = _MADE_OF.get(name, f"speakers.{name.removesuffix('_')}")
        found = frozenset(word.lower() for word in self._language.listed(lists))
        setattr(self, name, found)
        return found

    def is_title(self, word: str) -> bool:
        """Whether *word*, in lower case, is an office or an honorific that stands before a name."""
        return word in self.titles or word.removesuffix("s") in self.titles or word.endswith(self._suffixes)

    def is_person(self, word: str) -> bool:
        """Whether *word*, in lower case, is a noun for somebody who speaks without a name."""
        noun = word.removesuffix("s") if self.nouns_capital else word  # eines Sprechers
        return word in self.nouns or word in self.bodies or noun.endswith(self._suffixes)


def speech_words(language: str | Language = "en") -> SpeechWords:
    """The words of one language; an unknown language is refused.

    >>> "said" in speech_words("en").finite, "sagte" in speech_words("de").finite
    (True, True)
    """
    return _made(known_language(language))


_made = cache(SpeechWords)


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    """The further words of each phrase by its first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
