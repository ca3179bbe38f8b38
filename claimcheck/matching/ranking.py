"""How likely a known claim says what is looked for: what is measured of both, and what each measure weighs.

The weights come from `benchmarks/research/train_matching.py`: a linear model whose scores over the candidates
of one query are compared by softmax (Cao et al. 2007, "Learning to rank: from pairwise approach to listwise
approach"), and a logistic regression over the best of them that says how likely each is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from rapidfuzz import fuzz, process

from claimcheck.errors import ModelError
from claimcheck.matching.postings import Floats, Statistics
from claimcheck.matching.terms import KINDS, Places, Terms, folded_words
from claimcheck.model import KnownClaim

_FILE = "ranking.json"
# Measures that only set a candidate beside the others say nothing of whether any of them is right.
RELATIVE = ("retrieval by", "rank by")
_RATIOS = (
    ("token set ratio", fuzz.token_set_ratio),
    ("token sort ratio", fuzz.token_sort_ratio),
    ("partial ratio", fuzz.partial_ratio),
    ("ratio", fuzz.ratio),
)
# A ratio takes as long as both texts multiplied; a claim is shorter than so many characters.
_COMPARED = 300
_CAPITAL = re.compile(r"\b[^\W\d_a-z]\w*")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, taken apart once."""

    words: list[str]
    terms: Mapping[str, Terms]

    @classmethod
    def of(cls, text: str) -> Query:
        """The query *text*."""
        found = folded_words(text)
        return cls(found, {kind: np.unique(terms([found])[0]) for kind, terms in KINDS.items()})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The known claims that retrieval found, and what they are compared by.

    ``scores`` are by name BM25 of the "words" and of the "pieces" of each, and how near its "meaning" is
    where an encoder was asked; ``best`` the highest among all known claims; ``rarity`` that of words and
    pieces.
    """

    known: Sequence[KnownClaim]
    scores: Mapping[str, Floats]
    best: Mapping[str, float]
    rarity: Mapping[str, Statistics]


def measures(query: Query, found: Candidates) -> dict[str, Floats]:
    """What is measured of *query* and each candidate, by name; each of shape (candidates,)."""
    claims = [folded_words(known.text) for known in found.known]
    titles = [
        folded_words(known.title) if known.title else claim
        for known, claim in zip(found.known, claims, strict=True)
    ]
    both = [claim + title for claim, title in zip(claims, titles, strict=True)]
    table = _retrieved(found)
    for name, side in (("claim", claims), ("title", titles)):
        for kind, terms in KINDS.items():
            shared = _share_found(*terms(side), len(side), query.terms[kind], found.rarity[kind])
            table[f"{kind} of the {name}"] = shared
        lines = [" ".join(line)[:_COMPARED] for line in side]
        for ratio, scorer in _RATIOS:
            alike = process.cdist([" ".join(query.words)[:_COMPARED]], lines, scorer=scorer)[0]
            table[f"{ratio} with the {name}"] = np.asarray(alike, np.float64) / 100
    for kind, terms in KINDS.items():
        covered = _share_covered(*terms(both), len(both), query.terms[kind], found.rarity[kind])
        table[f"{kind} of the query"] = covered
    return table | _figures_and_names(query, found.known, claims)


def _retrieved(found: Candidates) -> dict[str, Floats]:
    """The scores of retrieval in proportion to the best ones, and one over the rank by each."""
    table: dict[str, Floats] = {}
    for name, scores in found.scores.items():
        # A collection has many a check twice: of those that score the same, the one added first leads.
        ranks = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
        table[f"retrieval by {name}"] = scores / max(found.best[name], 1e-9)
        table[f"rank by {name}"] = 1.0 / (1 + ranks)
    if "meaning" in found.scores:
        table["meaning"] = found.scores["meaning"]
    return table


def _figures_and_names(
    query: Query, candidates: Sequence[KnownClaim], claims: list[list[str]]
) -> dict[str, Floats]:
    """Figures and capitalised words of the claim that the query has too."""
    asked = set(query.words)
    figures = [{word for word in claim if word[0].isdigit()} for claim in claims]
    names = [{name.casefold() for name in _CAPITAL.findall(known.text)} for known in candidates]
    return {
        "figures shared": np.array([_share(one, asked) for one in figures]),
        "another figure": np.array([float(bool(one - asked)) for one in figures]),
        "names shared": np.array([_share(one, asked) for one in names]),
        "length": np.log1p([len(claim) for claim in claims]),
    }


def _share(told: set[str], asked: set[str]) -> float:
    """How much of what is *told* was asked for; neither for nor against where nothing is told."""
    return len(told & asked) / len(told) if told else 0.5


def _share_found(terms: Terms, places: Places, size: int, asked: Terms, of: Statistics) -> Floats:
    """How much of the weight of each text's terms stands in the query."""
    terms, places = _each_once(terms, places)
    weights = of.weights(terms)
    shared = np.isin(terms, asked)
    whole = np.bincount(places, weights, minlength=size)
    return np.bincount(places, weights * shared, minlength=size) / np.maximum(whole, 1e-9)


def _share_covered(terms: Terms, places: Places, size: int, asked: Terms, of: Statistics) -> Floats:
    """How much of the weight of the query's terms stands in each text."""
    terms, places = _each_once(terms, places)
    whole = max(float(of.weights(asked).sum()), 1e-9)
    weights = of.weights(terms) * np.isin(terms, asked)
    return np.bincount(places, weights, minlength=size) / whole


def _each_once(terms: Terms, places: Places) -> tuple[Terms, Places]:
    pairs = np.unique(places.astype(np.uint64) << np.uint64(32) | terms.astype(np.uint64))
    return (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32), (pairs >> np.uint64(32)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Ranker:
    """What each measure weighs: for the order of the candidates, and for whether one is right at all."""

    order: Mapping[str, float]
    sure: Mapping[str, float]
    sure_offset: float

    def raw(self, measured: Mapping[str, Floats]) -> Floats:
        """The weighted sum by which the candidates are ordered."""
        return np.asarray(sum(weight * measured[name] for name, weight in self.order.items()))

    def ranked(self, measured: Mapping[str, Floats]) -> list[tuple[int, float]]:
        """The place of each candidate, best first, and how likely it says the same, from 0 to 1.

        Nobody is likelier than those that rank higher. It takes a text to be known as often as not.
        """
        order = np.argsort(-self.raw(measured), kind="stable")
        sure = sum(weight * measured[name] for name, weight in self.sure.items()) + self.sure_offset
        likely = np.minimum.accumulate((1 / (1 + np.exp(-np.asarray(sure))))[order])
        return list(zip(order.tolist(), likely.tolist(), strict=True))


@cache
def ranker(semantic: bool = False) -> Ranker:
    """The ranker by words alone, or the one that counts what an encoder says too.

    Raises ModelError where its file is damaged.
    """
    name = "semantic" if semantic else "lexical"
    try:
        told = json.loads((files("claimcheck.matching") / _FILE).read_text(encoding="utf-8"))[name]
        order, sure = (
            {str(measure): float(weight) for measure, weight in told[part].items()}
            for part in ("order", "sure")
        )
        return Ranker(order, sure, float(told["sure_offset"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The weights of matching ({_FILE}) cannot be read ({error}): install claimcheck anew."
        ) from error
