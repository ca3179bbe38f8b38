"""Which words may stand for one another: ``languages/synonyms.txt``, made of WordNet."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

from claimcheck.matching.word_senses import sense, stem

_KEPT = 50_000


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
    return stem(_irregular().get(first, first)) + joined + second


def irregular_base(word: str) -> str | None:
    """The base of an irregular form ("struck", "mice"), None for any other word."""
    return _irregular().get(word)


@cache
def _lines() -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("languages", "synonyms.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _irregular() -> dict[str, str]:
    parts = (line.partition(" < ") for line in _lines())
    return {form: base for base, _, forms in parts for form in forms.split()}


@cache
def _table() -> dict[str, frozenset[int]]:
    """The numbers of the lines that a word stands in."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_lines()):
        for word in line.split() if "<" not in line else ():
            found[_key(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
