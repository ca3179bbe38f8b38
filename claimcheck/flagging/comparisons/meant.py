"""Changes and ranks that are asked for, planned or feared: "wants a 9.5% rise", "would cut it by 3%"."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.comparisons.shape import Shape
from claimcheck.flagging.language_words import Language

_CLAUSE = 100  # characters before a change that say whether it happened
_FORETOLD = 60  # characters behind a first in which "will" stands
_NEAR = 3  # words before a verb in which its auxiliary stands
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PARTED = re.compile(r"[;:\n–—]|\.(?=\s)|, (?=[^\W\d_]{1,12} )")


def is_meant(shape: Shape, at: int, *, noun: bool = False) -> bool:
    """Whether the verb at *at* stands behind "to", "will" or the like: "would | cut".

    Behind "to" itself a *noun* is where something went: "fell to | its lowest level".
    """
    words = _words(shape, at)[-_NEAR:]
    if noun and words[-1:] and words[-1] in shape.scan.words("speakers", "infinitive"):
        return False
    while words and (words[-1] in _between(shape.scan.language) or words[-1].endswith("ly")):
        words.pop()
    return bool(words) and words[-1] in _modals(shape.scan.language)


def is_foretold(shape: Shape, start: int, end: int) -> bool:
    """Whether "will" or the like stands in the clause before or soon after: "will be the | first | to go"."""
    words = [*_words(shape, start), *shape.scan.low[end : end + _FORETOLD].split()]
    planned = _modals(shape.scan.language) - frozenset(shape.scan.words("speakers", "infinitive"))
    return any(word in planned for word in words)


def has_happened(shape: Shape, at: int) -> bool:
    """Whether the words before a noun of change at *at* say that it took place: "there was | a 12% rise".

    What no verb says of it is named and not claimed: "demand | a 9% rise", "the $2tn | tax cut".
    """
    words = _words(shape, at)
    told = shape.scan.language.listed("compared.happened")
    last = next((n for n in range(len(words) - 1, -1, -1) if words[n] in told), None)
    if last is None:
        return False
    if any(word in _modals(shape.scan.language) for word in words[last + 2 :]):
        return False  # "was expected to bring | a 5% rise"; "led to | a 5% rise" has it straight behind
    before = words[last - 1] if last else ""
    return before not in _modals(shape.scan.language) or words[last] in shape.scan.words(
        "compared", "undergone"
    )


def _words(shape: Shape, at: int) -> list[str]:
    """The words of the clause before *at*, up to the figure."""
    return _WORD.findall(_PARTED.split(shape.low[max(0, at - _CLAUSE) : at])[-1])


@cache
def _modals(language: Language) -> frozenset[str]:
    return frozenset(language.listed("speakers.modals speakers.infinitive compared.planning"))


@cache
def _between(language: Language) -> frozenset[str]:
    """What may stand between a verb and its auxiliary: "would | not even | cut"."""
    return frozenset(language.listed("compared.light compared.denied compared.be")) - _modals(language)
