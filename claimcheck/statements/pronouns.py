"""Whom "he", "they" and "we" mean, where the sentences before leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.flagging.comparisons.antecedents import antecedent
from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.model import Span
from claimcheck.statements.countries import home
from claimcheck.statements.passage import WORD, Passage
from claimcheck.statements.persons import he, she
from claimcheck.statements.speaking import i, my
from claimcheck.statements.values import Finding, Insertion

_PLURAL = re.compile(r"[a-z]{3,}s")
_NOUN = re.compile(r"[a-z]{2,}s\b|(?<=\w )[A-Z]\w")
_WHO = "whom it means is not told beyond doubt"

Rule = Callable[[Passage, int, re.Match[str]], Finding | None]


def pronouns(passage: Passage) -> Iterator[Finding]:
    """What is to be said of the pronouns of a claim; the first of each kind is looked at."""
    seen: set[str] = set()
    for number, word in enumerate(passage.words):
        kind = _kind(passage, word[0].partition("'")[0])
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        found = _RULES[kind](passage, number, word)
        if found is not None:
            yield found


def _kind(passage: Passage, word: str) -> str | None:
    if word in passage.listed("i"):
        return "i"
    if len(word) > 1 and word.isupper():  # the "US"
        return None
    return next((kind for kind in _RULES if kind != "i" and word.lower() in passage.listed(kind)), None)


def _they(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """A nation's people, where the sentence before speaks of them and of nothing else in the plural."""
    if not passage.opens(number):
        before = passage.text[passage.span.start : word.start()]
        return None if _NOUN.search(before) else passage.open(word, _WHO)
    found = antecedent(passage.text, passage.span, passage.language)
    if word[0].lower() != "they" or found is None or not _only_people(passage, found):
        return passage.open(word, _WHO)
    told = found.of(passage.raw)
    if word[0][0].isupper():
        told = told[:1].upper() + told[1:]
    return Insertion(Span(word.start(), word.end()), told, found)


def _only_people(passage: Passage, found: Span) -> bool:
    """Whether "the Russians" are all that is told of in the plural."""
    if not found.of(passage.text).endswith("s") or not passage.before:
        return False
    words = WORD.finditer(passage.text, passage.before[0].start, passage.before[0].end)
    verbs = known_verbs(passage.language) | passage.lists.reporting | passage.listed("they")
    return not {word[0] for word in words if _PLURAL.fullmatch(word[0])} - verbs


def _it(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """ "It" and "this" stay open: what was told before may be meant as a whole."""
    low = word[0].lower()
    if not passage.opens(number):
        return None
    rest = {other[0].lower() for other in passage.words[number + 1 : number + 8]}
    if low in passage.listed("it_is") and rest & passage.listed("is_clear"):
        return None
    return passage.open(word, "what it means is not told beyond doubt")


def _we(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    """A country, where the article is about one alone and the claim speaks of it: "our economy"."""
    place = home(passage)
    ours = word[0].lower() in passage.listed("our")
    if place is not None and ours and passage.after_word(word.end()) in passage.listed("national"):
        return Insertion(Span(word.start(), word.end()), f"{place.of(passage.raw)}'s", place)
    return passage.open(word, "who is meant besides the speaker is not told")


def _here(passage: Passage, number: int, word: re.Match[str]) -> Finding | None:
    told = passage.after_word(word.end()) in passage.listed("places")
    return None if told else passage.open(word, "where that is is not told")


_RULES: dict[str, Rule] = {
    "i": i,
    "my": my,
    "he": he,
    "she": she,
    "they": _they,
    "it": _it,
    "we": _we,
    "here": _here,
}
