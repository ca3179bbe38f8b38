"""The words of a claim that say something."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.matching.claim_words import Word
from claimcheck.matching.operators import operator_places
from claimcheck.matching.word_senses import section

_COMPARED = 60
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})


@dataclass(frozen=True, slots=True)
class Content:
    """A word that says something: its place among the words of the claim, and the ways in which it is said.

    ``plains`` are the folded word, and with the next one and the one before where a dictionary may know both
    ("stepped-down", "on-board").
    """

    place: int
    text: str
    plains: tuple[str, ...]
    sense: str

    @property
    def beside(self) -> bool:
        """Whether it mostly stands beside a claim: "experts", "on Monday"."""
        return self.plains[0] in _listed("beside")

    @property
    def light(self) -> bool:
        """Whether it may be a verb that says little by itself: "took part", "gave a report"."""
        return self.plains[0] in _listed("light")


def contents(words: Sequence[Word], taken: Collection[int]) -> tuple[Content, ...]:
    """The words that say something, but for those at the places *taken* (names and figures).

    What only reports ("experts say") and what is compared as an operator is none.
    """
    plains = ["", *(word.plain for word in words), ""]
    small = operator_places(words)
    return tuple(
        Content(place, word.text, _with_neighbours(*plains[place : place + 3]), word.sense)
        for place, word in enumerate(words)
        if place not in taken and place not in small and _says_something(words, place)
    )[:_COMPARED]


def _with_neighbours(before: str, plain: str, after: str) -> tuple[str, ...]:
    return plain, f"{plain}-{after}", f"{before}-{plain}"


def _says_something(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if not word.weight or word.plain in _compared_elsewhere():
        return False
    return word.plain not in _listed("reporting") or _reports_nothing(words, place)


def _reports_nothing(words: Sequence[Word], place: int) -> bool:
    """Whether it is another act: "asked for money", "was asked to leave", "was found in a cellar"."""
    before = words[place - 1].plain if place else ""
    following = words[place + 1].plain if place + 1 < len(words) else ""
    return following in {"for", "to"} or (before in _BE and following != "that")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(section("common")[name].split())


@cache
def _compared_elsewhere() -> frozenset[str]:
    """Prepositions, and words that deny."""
    forms = (form for forms in section("prepositions").values() for form in forms)
    return frozenset((*forms, *section("negation")["words"]))
