"""The words by which two claims are compared: ``languages/en.toml`` and ``languages/countries.toml``.

English only so far: in a text of another language the figures, years, names and equal words are still seen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from claimcheck.folding import fold

_KEPT = 50_000
_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiouy")
_PLURALS = (("sses", "ss"), ("ies", "y"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))
_TENSES = (("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""))
# British and American spelling, and the e that "producing" has lost.
_SPELLINGS = (
    *(("our", "or"), ("iz", "is"), ("mme", "m"), ("ogue", "og"), ("ense", "enc"), ("tre", "ter")),
    *(("ll", "l"), ("e", "")),
)

Poles = tuple[tuple[str, int], ...]
"""The names of pairs of opposites, each with its side, 1 or -1."""


folded = lru_cache(_KEPT)(fold)
"""`fold` for words, of which a few come over and over."""


@lru_cache(_KEPT)
def stem(word: str) -> str:
    """A folded word without the endings of number and tense.

    >>> [stem(word) for word in ("produces", "producing", "countries", "stopped", "labour")]
    ['produc', 'produc', 'country', 'stop', 'labor']
    """
    if len(word) == _SHORTEST_STEM + 1 and word.endswith(("ied", "ies")):
        return word[:-1]
    for endings in (_PLURALS, _TENSES, _SPELLINGS):
        for ending, instead in endings:
            rest = word.removesuffix(ending)
            if rest != word:
                # What is left has to be a word: "ring" has no ending.
                if len(rest) >= _SHORTEST_STEM and not _VOWELS.isdisjoint(rest):
                    doubled = ending in ("ing", "ed") and rest[-1] == rest[-2] and rest[-1] not in "lsz"
                    word = (rest[:-1] if doubled else rest) + instead
                break
    return word


@lru_cache(_KEPT)
def sense(word: str) -> str:
    """What a folded word, or two joined by "-", stands for: the head of its line of synonyms, else its stem.

    >>> sense("manufactures") == sense("making") == "produce"
    True
    """
    exact, by_stem = _senses()
    short = stem(word)
    return exact.get(word) or by_stem.get(short) or short


def joined_sense(first: str, second: str) -> str | None:
    """What two words in a row stand for together ("called off"), None where they are just two words."""
    return _senses()[0].get(f"{first}-{second}")


@lru_cache(_KEPT)
def weight(word: str) -> float:
    """How much a folded word says of what a claim is about, from 0 to 1."""
    if word in _set("common", "nothing"):
        return 0.0
    return 0.3 if word in _set("common", "little") or word in titles() else 1.0


def titles() -> frozenset[str]:
    """Words of office, which are no part of a name."""
    return _set("titles", "words")


@lru_cache(_KEPT)
def poles(word: str) -> Poles:
    """The opposites that a folded word is one side of: the name of the pair and 1 or -1.

    >>> poles("fell"), poles("rising")
    ((('amount', -1),), (('amount', 1),))
    """
    exact, by_stem = _poles()
    return exact.get(word) or by_stem.get(stem(word), ())


@cache
def section(name: str) -> Mapping[str, Any]:
    """One section of the word lists."""
    found: Mapping[str, Any] = _file("en.toml")[name]
    return found


@cache
def names() -> Mapping[tuple[str, ...], str]:
    """The names of countries and bodies, by their words: ("united", "kingdom") is "britain"."""
    lines = _file("countries.toml")["names"]
    return {tuple(folded(form).split()): head for head, forms in lines.items() for form in forms}


@cache
def shown_name(head: str) -> str:
    """A country or body as the reviewer reads it: "united_states" is "United States"."""
    forms = _file("countries.toml")["names"].get(head)
    return str(forms[0]) if forms else head.title()


@cache
def countries(name: str) -> Mapping[str, Any]:
    """One of the other sections of ``countries.toml``."""
    found: Mapping[str, Any] = _file("countries.toml")[name]
    return found


@cache
def _file(name: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("languages", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _set(part: str, name: str) -> frozenset[str]:
    return frozenset(section(part)[name].split())


@cache
def _senses() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    by_stem: dict[str, str] = {}
    for head, forms in section("synonyms").items():
        for form in forms:
            exact.setdefault(form, head)
            by_stem.setdefault(stem(form), head)
    return exact, by_stem


@cache
def _poles() -> tuple[dict[str, Poles], dict[str, Poles]]:
    exact: dict[str, Poles] = {}
    by_stem: dict[str, Poles] = {}
    for pair, (one, other) in section("opposites").items():
        for pole, forms in ((1, one), (-1, other)):
            for form in forms:
                exact[form] = (*exact.get(form, ()), (pair, pole))
                short = stem(form)
                by_stem[short] = (*(p for p in by_stem.get(short, ()) if p != (pair, pole)), (pair, pole))
    return exact, by_stem
