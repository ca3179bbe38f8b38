"""The noun phrases of a sentence, as well as words alone tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Span
from claimcheck.statements.passage import WORD, Passage


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase ``at`` a place: its words in lower case, the last its head, and the word before it.

    ``named`` is whether the head has a capital inside a sentence, ``plural`` whether it ends like a plural.
    """

    at: Span
    words: tuple[str, ...]
    before: str
    named: bool

    @property
    def head(self) -> str:
        """The last word."""
        return self.words[-1]

    @property
    def plural(self) -> bool:
        """Whether the head ends like a plural."""
        return self.head.endswith("s") and not self.head.endswith(("ss", "us", "is", "'s"))


def phrases(passage: Passage, span: Span) -> Iterator[Phrase]:
    """Each noun phrase of a sentence in order, without those that tell only when or how much."""
    found: list[re.Match[str]] = []
    before = ""
    for word in WORD.finditer(passage.text, span.start, span.end):
        apart = bool(found) and passage.text[found[-1].end() : word.start()] != " "
        if apart or _ends(passage, found, word):
            yield from _made(passage, found, before)
            before = found[-1][0].lower() if found else before
            found = []
        if _belongs(passage, found, word):
            found.append(word)
        else:
            before = word[0].lower()
    yield from _made(passage, found, before)


def _ends(passage: Passage, found: Sequence[re.Match[str]], word: re.Match[str]) -> bool:
    low = word[0].lower()
    return bool(found) and (low in passage.lists.determiners or not _belongs(passage, found, word))


def _belongs(passage: Passage, found: Sequence[re.Match[str]], word: re.Match[str]) -> bool:
    """Whether a word may stand in a noun phrase: no preposition, no verb, no pronoun."""
    low, lists = word[0].lower(), passage.lists
    if low in lists.determiners or word[0].isdigit():
        return True
    if word[0][0].isupper() and word.start() > passage.span.start and low not in passage.small:
        return True
    if low in passage.no_phrase:
        return False
    determined = bool(found) and found[-1][0].lower() in lists.determiners
    if low in passage.verbs:
        return determined and low not in lists.auxiliaries
    return determined or not low.endswith(("ed", "ly"))


def _made(passage: Passage, found: Sequence[re.Match[str]], before: str) -> Iterator[Phrase]:
    words = tuple(word[0].lower() for word in found)
    nouns = [word for word in words if word not in passage.lists.determiners and not word[0].isdigit()]
    scale = nouns and nouns[-1] in passage.listed("scales")
    if not nouns or scale or words[-1] != nouns[-1]:
        return
    named = found[-1][0][0].isupper()
    yield Phrase(Span(found[0].start(), found[-1].end()), words, before, named)
