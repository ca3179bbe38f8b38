"""Which words may stand for one another: ``languages/synonyms.txt``, made of WordNet."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

from claimcheck.matching.word_senses import section, sense, stem

_KEPT = 50_000
_SHORTEST_MISSPELT = 6


def may_mean_the_same(one: str, other: str) -> bool:
    """Whether two folded words, or two joined by "-", have a meaning in common.

    >>> may_mean_the_same("resigned", "stepped-down"), may_mean_the_same("salmon", "trout")
    (True, False)
    """
    return sense(one) == sense(other) or not meanings(one).isdisjoint(meanings(other))


@lru_cache(_KEPT)
def meant(word: str) -> frozenset[str | int]:
    """All that a folded word may mean: two that share any of it `may_mean_the_same`."""
    return frozenset((sense(word), *meanings(word)))


@lru_cache(_KEPT)
def meanings(word: str) -> frozenset[int]:
    """The numbers of the meanings that a folded word may have."""
    return _table().get(_key(word), frozenset())


def _key(word: str) -> str:
    """A word without its endings; of two only the first has any ("stepped down")."""
    first, joined, second = word.partition("-")
    # "lay" is of "laid", though somebody "lay" there too.
    base = first if first in _bases() else _irregular().get(first, first)
    return stem(base) + joined + second


def irregular_base(word: str) -> str | None:
    """The base of an irregular form ("struck", "mice"), None for any other word."""
    return _irregular().get(word)


@lru_cache(_KEPT)
def is_misspelt(one: str, other: str) -> bool:
    """Whether one of two long words is none that is known, and the other but for a letter.

    >>> is_misspelt("predicited", "predicted"), is_misspelt("protected", "projected")
    (True, False)
    """
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0]:
        return False
    return not (meanings(one) and meanings(other)) and OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(_KEPT)
def is_verb(word: str) -> bool:
    """Whether a folded word is mostly a verb, or has the form of one.

    >>> is_verb("caught"), is_verb("pardoned"), is_verb("infections")
    (True, True, False)
    """
    formed = word.endswith(("ed", "ing")) and stem(word) != word
    if formed or (word in _irregular() and not word.endswith("s")):
        return True
    return any(word.removesuffix(ending) in _verbs() for ending in ("", "s", "es", "d"))


@cache
def _verbs() -> frozenset[str]:
    text = resources.files(__package__).joinpath("languages", "verbs.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _lines() -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("languages", "synonyms.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _irregular() -> dict[str, str]:
    parts = (line.partition(" < ") for line in _lines())
    return {form: base for base, _, forms in parts for form in forms.split()}


@cache
def _bases() -> frozenset[str]:
    return frozenset(_irregular().values())


@cache
def _table() -> dict[str, frozenset[int]]:
    """The numbers of the lines that a word stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate((*_lines(), *section("headlines")["alike"])):
        for word in line.split() if "<" not in line else ():
            found[_key(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
