"""Which texts hold which terms, in sorted arrays that can be read straight from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcheck.matching.terms import Places, Terms

Floats = NDArray[np.float64]

# The usual constants of BM25 (Robertson and Zaragoza 2009), for texts as short as a claim.
_K1, _B = 0.9, 0.4
# What stands in more than every tenth text parts nothing, and would take most of the time.
_COMMON, _FEW = 0.1, 1_000
_MOST_COUNTED = 255


@dataclass(frozen=True, slots=True)
class Postings:
    """For each of ``terms``, sorted, the texts that hold it and how often each does.

    Those of the term at place t stand from ``starts[t]`` to ``starts[t + 1]`` in ``texts`` and ``counts``;
    ``lengths`` is how many terms each text has.
    """

    terms: Terms
    starts: NDArray[np.int64]
    texts: Places
    counts: NDArray[np.uint8]
    lengths: Places

    @classmethod
    def of(cls, terms: Terms, places: Places, size: int) -> Postings:
        """The postings of *size* texts, from each term that stands somewhere beside the place of its text."""
        pairs = terms.astype(np.uint64) << np.uint64(32) | places.astype(np.uint64)
        pairs, counts = np.unique(pairs, return_counts=True)
        first = (pairs >> np.uint64(32)).astype(np.uint32)
        distinct, starts = np.unique(first, return_index=True)
        return cls(
            distinct,
            np.append(starts, len(pairs)).astype(np.int64),
            (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32),
            np.minimum(counts, _MOST_COUNTED).astype(np.uint8),
            np.bincount(places, minlength=size).astype(np.int32),
        )

    def frequencies(self, terms: Terms) -> NDArray[np.int64]:
        """In how many texts each of *terms* stands."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64)
        at, found = _find(self.terms, terms)
        return np.where(found, self.starts[at + 1] - self.starts[at], 0)

    def scores(self, terms: Terms, weights: Floats, mean_length: float) -> Floats:
        """BM25 of each text for the distinct *terms*, each of which weighs *weights*; shape (texts,)."""
        size = len(self.lengths)
        at, found = _find(self.terms, terms)
        if not found.any():
            return np.zeros(size)
        spans = [slice(self.starts[t], self.starts[t + 1]) for t in at[found]]
        texts = np.concatenate([self.texts[span] for span in spans])
        counts = np.concatenate([self.counts[span] for span in spans]).astype(np.float64)
        each = np.repeat(weights[found], [span.stop - span.start for span in spans])
        length = self.lengths[texts] / max(mean_length, 1.0)
        counted = counts * (_K1 + 1) / (counts + _K1 * (1 - _B + _B * length))
        return np.asarray(np.bincount(texts, each * counted, minlength=size), np.float64)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How rare each term is, over several `Postings` at once and over texts of the language in general.

    The ``general`` ones (terms, in how many of ``general_size`` texts) keep a handful of claims from taking
    every "the" for rare.
    """

    postings: Sequence[Postings]
    general: Terms
    general_counts: NDArray[np.int64]
    general_size: int

    @property
    def size(self) -> int:
        """How many texts there are, the general ones included."""
        return self.general_size + sum(len(one.lengths) for one in self.postings)

    @property
    def mean_length(self) -> float:
        """How many terms a text has on average; 1 where there is none."""
        texts = sum(len(one.lengths) for one in self.postings)
        return sum(float(one.lengths.sum()) for one in self.postings) / texts if texts else 1.0

    def weights(self, terms: Terms) -> Floats:
        """The inverse document frequency of each of *terms*, as BM25 counts it; above 0."""
        texts = self._frequencies(terms)
        return np.log1p((self.size - texts + 0.5) / (texts + 0.5))

    def telling(self, terms: Terms) -> Terms:
        """The distinct ones of *terms* that stand in few enough texts to part them."""
        distinct = np.unique(terms)
        if self.size < _FEW:
            return distinct
        telling = distinct[self._frequencies(distinct) <= _COMMON * self.size]
        # What says nothing else is looked for all the same.
        return telling if len(telling) else distinct

    def _frequencies(self, terms: Terms) -> Floats:
        at, found = _find(self.general, terms)
        texts = np.where(found, self.general_counts[at], 0) if len(self.general) else np.zeros(len(terms))
        return np.asarray(texts + sum(one.frequencies(terms) for one in self.postings), np.float64)


def _find(among: Terms, terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each of *terms* stands *among* sorted ones, and whether it does."""
    if not len(among):
        return np.zeros(len(terms), np.int64), np.zeros(len(terms), np.bool_)
    at = np.minimum(np.searchsorted(among, terms), len(among) - 1)
    return at, among[at] == terms
