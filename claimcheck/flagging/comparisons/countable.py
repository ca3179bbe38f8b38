"""What is counted, by its words: "more cars", "as big as"; not "more art", "as clear as day"."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.comparisons.sides import is_phrase
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan
from claimcheck.model import Span

_UMLAUTS = str.maketrans("äöü", "aou")


def is_idle(scan: Scan, word: re.Match[str], what: str, right: Span) -> bool:
    """Whether a comparison without a figure is of nothing that anybody counts."""
    return (
        _is_judged(scan, word, what.lower())
        or _is_loose(scan, word[0], right)
        or (bool(word["more"]) and _is_called_so(scan, word, what.lower()))
        or (word[0] in scan.words("compared", "graded") and _is_to_do(scan, what.lower()))
    )


def _is_to_do(scan: Scan, what: str) -> bool:
    """Whether doing is weighed: "better | to have no deal | than"."""
    return what.startswith(tuple(f"{to} " for to in scan.words("speakers", "infinitive")))


def _is_called_so(scan: Scan, word: re.Match[str], what: str) -> bool:
    """Whether one word is only found to fit better: "it is more | art | than science"."""
    if not what or " " in what or not scan.follows(word.start(), "compared", "equals"):
        return False
    there = scan.before(word.start()).split()[-2:-1]
    counted = scan.language.listed("ranks.adjectives compared.counted")
    return (
        not _is_plural(scan, what)
        and what not in counted
        and not set(there) & set(scan.words("compared", "empty"))
    )


def _is_judged(scan: Scan, word: re.Match[str], what: str) -> bool:
    """Whether a comparative cannot be counted: "more important than", "looser than", not "more cars than"."""
    if not word["more"]:
        return word[0] not in comparatives(scan.language)
    first, last = (what.split() or [""])[0], (what.split() or [""])[-1]
    if not what or first in scan.language.listed("ranks.adjectives compared.counted"):
        return False
    return any(one.endswith(scan.words("compared", "judging")) for one in (first, last))


def _is_loose(scan: Scan, word: str, right: Span) -> bool:
    """Whether nothing is named to be looked up: "better than expected", "cheaper than what we had"."""
    said = scan.low[right.start : right.end]
    first, last = said.split()[0], said.split()[-1]
    if first in scan.words("compared", "clausal")[:1]:
        return True
    vague = last in scan.words("compared", "expected") or first in scan.words("compared", "clausal")
    vague = vague or (first == last and scan.raw[right.start].islower() and not _is_plural(scan, last))
    return word in scan.words("compared", "graded") and (
        vague or said.startswith(scan.words("compared", "all_of"))
    )


def names_something(scan: Scan, side: Span, at: int) -> bool:
    """Whether what follows "more than" names something: "Italy", "the rest", "men", not "happy"."""
    said = scan.raw[side.start : side.end]
    words = scan.low[side.start : side.end].split()
    if side.start > at + 1 or said[0].isupper() or words[0] in scan.words("compared", "sides_begin"):
        return True
    if words[0] in scan.language.listed("figures.crowds?"):  # "more than hundreds of"
        return False
    return _is_plural(scan, words[-1]) or not is_phrase(scan, side)


def _is_plural(scan: Scan, word: str) -> bool:
    plural = word.endswith(scan.words("figures", "plural"))
    return (plural and not word.endswith(scan.words("figures", "not_plural"))) or word in scan.words(
        "figures", "people"
    )


def is_measured(scan: Scan, adjective: str) -> bool:
    """Whether an adjective can be measured, by its comparative: "as big as", not "as clear as day"."""
    if adjective in scan.language.listed("ranks.adjectives compared.counted"):
        return True
    ending, word = scan.words("compared", "comparative")[0], adjective.translate(_UMLAUTS)
    made = (
        word + ending,
        word.removesuffix("e") + ending,
        word + word[-1] + ending,
        word[:-1] + "i" + ending,
    )
    known = comparatives(scan.language)
    return any(one in known for one in made) or any(
        one.translate(_UMLAUTS) == word + ending for one in known if not one.isascii()
    )


@cache
def comparatives(language: Language) -> frozenset[str]:
    """The comparatives that are known: those that are listed, and those of the superlatives."""
    ending = language.words("compared", "comparative")[0]
    made = (
        word.removesuffix(last) + ending
        for word in language.table("ranks", "superlatives")
        for last in language.words("ranks", "superlative_endings")
        if word.endswith(last)
    )
    return frozenset({*made, *language.words("compared", "lower"), *language.words("compared", "higher")})
