"""A claim where it stands: what comes before it, and the words that its language points with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from claimcheck.flagging.comparisons.side_words import known_verbs, light, times
from claimcheck.flagging.language_words import Language, level
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Claim, Role, Sentence, Span
from claimcheck.statements.names import Named, named
from claimcheck.statements.values import OpenWords

WORD = re.compile(r"\w+(?:[-'.]\w+)*")
_FIGURES = frozenset("0123456789$€£")
CAPITAL = r"[^\W\d_a-z][\w&'’-]{0,30}"
NAME_OF_BODY = rf"(?:[Tt]he )?{CAPITAL}(?: (?:(?:of|for|and|the|&) ){{0,2}}{CAPITAL}){{0,6}}"
_BEFORE = 3


@dataclass(frozen=True)
class Passage:
    """A claim of a text without marks, whose ``text`` has plain apostrophes and blanks."""

    raw: str
    claim: Claim
    sentences: Sequence[Sentence]
    language: Language
    published: str | None = None

    @cached_property
    def text(self) -> str:
        """The text with plain marks, each character in its place."""
        return level(self.raw)

    @property
    def span(self) -> Span:
        """Where the claim stands."""
        return self.claim.span

    @cached_property
    def lists(self) -> SpeechWords:
        """The words of people and of saying."""
        return speech_words(self.language)

    @cached_property
    def named(self) -> Named:
        """The people of the article."""
        return named(self.text, self.language)

    @cached_property
    def before(self) -> list[Span]:
        """The sentences before the claim, the nearest first."""
        earlier = [one for one in self.sentences if one.span.end <= self.span.start]
        near = sorted(earlier, key=lambda one: one.span)[-_BEFORE:]
        return [one.span for one in reversed(near) if one.role is Role.SENTENCE]

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """The words of the claim."""
        return list(WORD.finditer(self.text, self.span.start, self.span.end))

    @property
    def small(self) -> frozenset[str]:
        """Words that stand between phrases, and begin none with a noun of its own."""
        return _small(self.language)

    @property
    def pronouns(self) -> frozenset[str]:
        """Words that point to somebody or something."""
        return _pronouns(self.language)

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs that are known."""
        return _verbs(self.language)

    @property
    def no_phrase(self) -> frozenset[str]:
        """Words that stand in no noun phrase."""
        return _no_phrase(self.language)

    def verb_follows(self, at: int) -> bool:
        """Whether a verb stands behind a place of the claim, by itself or by what follows: "serves | 300"."""
        after = self.after_word(at)
        if after in self.verbs or after.endswith("ed"):
            return True
        beyond = self.text[at + 1 + len(after) : at + 42 + len(after)].split()
        return (
            after.endswith("s")
            and bool(beyond)
            and (beyond[0][0] in _FIGURES or beyond[0].lower() in self.small)
        )

    def open(self, word: re.Match[str], why: str) -> OpenWords:
        """Words that are left, with the reason."""
        span = Span(word.start(), word.end())
        return OpenWords(span, span.of(self.raw), why)

    def listed(self, name: str) -> frozenset[str]:
        """A list of words by which statements are read."""
        return _listed(self.language, name)

    def before_word(self, at: int) -> str:
        """The word that stands before a place of the claim, in lower case; "" at a mark."""
        return last_word(self.text[max(self.span.start, at - 40) : at])

    def after_word(self, at: int) -> str:
        """The word that follows a place of the claim, in lower case; "" at a mark."""
        found = re.compile(r" ([\w'-]{1,40})").match(self.text, at, self.span.end)
        return found[1].lower() if found else ""

    def opens(self, number: int) -> bool:
        """Whether a word of the claim is its first, or stands behind no more than "But"."""
        lead = self.lists.and_ | self.lists.adverbs | {"but", "and", "so", "aber", "und"}
        return all(word[0].lower() in lead for word in self.words[:number])

    def people_before(self) -> Iterator[str | None]:
        """Whom the sentences before name, the nearest first; None where two are called so."""
        for span in self.before:
            for _, person in self.named.in_words(self.text, span):
                yield person.name if person else None


# -- the words of a language, made ready once --------------------------------------------------------
@cache
def _listed(language: Language, name: str) -> frozenset[str]:
    return frozenset(language.words("statements", name))


@cache
def _small(language: Language) -> frozenset[str]:
    lists = speech_words(language)
    return frozenset(
        lists.prepositions | lists.openers | lists.and_ | lists.adverbs | lists.determiners | lists.be
    )


@cache
def _pronouns(language: Language) -> frozenset[str]:
    kinds = ("i", "my", "we", "they", "it", "he", "she")
    return frozenset(word.lower() for kind in kinds for word in _listed(language, kind)) | {"that", "those"}


@cache
def _verbs(language: Language) -> frozenset[str]:
    lists = speech_words(language)
    trends = language.listed("trend.regular_verbs:s,ed? trend.regular_verbs? trend.irregular_past?")
    return known_verbs(language) | lists.finite | lists.past_forms | lists.auxiliaries | set(trends)


@cache
def _no_phrase(language: Language) -> frozenset[str]:
    others = light(language) | speech_words(language).prepositions | times(language)
    return _small(language) | _pronouns(language) | _listed(language, "here") | others


def last_word(text: str) -> str:
    """The word that a text ends with, before one blank, in lower case.

    >>> last_word("since "), last_word("it, ")
    ('since', '')
    """
    found = re.search(r"([\w'-]{1,40}) $", text)
    return found[1].lower() if found else ""
