"""The terms by which texts are found again: words, and pieces of words, four characters each."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claimcheck.folding import fold

Terms = NDArray[np.uint32]
Places = NDArray[np.int32]

_PIECE = 4
_MOST_WORDS = 400
# Every repetition that could be tried from many places is bounded.
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/\S+", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# Odd, so that no character is lost from the product; Knuth's golden ratio for 32 bits.
_MULTIPLIER = np.uint32(2654435769)


def folded_words(text: str) -> list[str]:
    """The words of *text* in a form in which they can be compared, at most 400.

    Capitals, accents and the commas in a figure do not count, addresses are left out, and a hashtag is
    taken apart at its capitals.

    >>> folded_words("1,700,000 dead? #AustralianFires https://example.org/a1")
    ['1700000', 'dead', 'australian', 'fires']
    """
    # Most texts hold no address, and looking for one takes longest.
    bare = _ADDRESS.sub(" ", text) if "/" in text else text
    plain = fold(_JOINED.sub(" ", bare))
    return [word.replace(",", "") for word in _WORD.findall(plain)[:_MOST_WORDS]]


def word_terms(texts: Iterable[Sequence[str]]) -> tuple[Terms, Places]:
    """The words of each of *texts* as numbers, and beside each the place of its text; shapes (n,), (n,)."""
    terms: list[int] = []
    places: list[int] = []
    for place, text in enumerate(texts):
        terms.extend(map(_number, text))
        places.extend([place] * len(text))
    return np.array(terms, np.uint32), np.array(places, np.int32)


def piece_terms(texts: Iterable[Sequence[str]]) -> tuple[Terms, Places]:
    """Every four characters in a row of each word, a space before and after it included; as `word_terms`."""
    rows = [f" {' '.join(text)} " for text in texts]
    letters = np.frombuffer("".join(rows).encode("utf-32-le", "surrogatepass"), np.uint32)
    places = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
    if len(letters) < _PIECE:
        return np.empty(0, np.uint32), np.empty(0, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(letters, _PIECE)
    # A space inside would join two words, or two texts.
    kept = (windows[:, 1:-1] != ord(" ")).all(axis=1)
    terms = np.zeros(len(windows), np.uint32)
    for column in range(_PIECE):
        terms = (terms ^ windows[:, column]) * _MULTIPLIER
        terms ^= terms >> np.uint32(15)
    return terms[kept], places[: len(windows)][kept]


KINDS = {"words": word_terms, "pieces": piece_terms}
"""What makes the terms of each kind."""


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    # Not hash(), which is another one in every process.
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
