"""The candidates: the known claims that have most in common with a query, before anything is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import DAMAGED_AT_DESK, KnownClaimsError, ModelError
from claimcheck.matching.postings import Floats, Postings, Statistics
from claimcheck.matching.ranking import Candidates, Query
from claimcheck.matching.segment import Segment
from claimcheck.matching.terms import KINDS, Terms

TOGETHER, _BY_EACH = 40, 10
_GENERAL = "general.npz"


def retrieve(
    segments: Sequence[Segment],
    query: Query,
    meanings: Sequence[NDArray[np.float32]] | None = None,
    together: int = TOGETHER,
) -> Candidates:
    """The likeliest claims of *segments*, some more than *together*, in no order.

    *meanings* are how near each claim of each segment means, where an encoder was asked. Raises
    KnownClaimsError where a segment is damaged.
    """
    rarity = {kind: statistics(kind, [getattr(segment, kind) for segment in segments]) for kind in KINDS}
    scores = {kind: _scores(segments, of, query.terms[kind]) for kind, of in rarity.items()}
    if meanings is not None:
        scores["meaning"] = _living(segments, [np.asarray(one, np.float64) for one in meanings])
    best = {name: max(float(found.max(initial=0.0)), 0.0) for name, found in scores.items()}
    chosen = _chosen(scores, best, together)
    starts = np.cumsum([0, *map(len, segments)])
    held_by = np.searchsorted(starts, chosen, side="right") - 1
    rows = chosen - starts[held_by]
    known = [segments[n].claim(row) for n, row in zip(held_by.tolist(), rows.tolist(), strict=True)]
    of_chosen = {name: found[chosen] for name, found in scores.items()}
    return Candidates(known, of_chosen, best, rarity)


def statistics(kind: str, postings: Sequence[Postings]) -> Statistics:
    """How rare each term of *kind*, "words" or "pieces", is in *postings* and in general."""
    terms, counts, size = general(kind)
    return Statistics(postings, terms, counts, size)


def _scores(segments: Sequence[Segment], of: Statistics, asked: Terms) -> Floats:
    telling = of.telling(asked)
    weights, mean = of.weights(telling), of.mean_length
    try:
        return _living(segments, [one.scores(telling, weights, mean) for one in of.postings])
    except (IndexError, ValueError) as error:
        raise KnownClaimsError(
            f"The index of the known claims is damaged ({error}). `claimcheck known rebuild` makes it anew.",
            at_desk=DAMAGED_AT_DESK,
        ) from error


def _living(segments: Sequence[Segment], scores: Sequence[Floats]) -> Floats:
    """The scores of all segments in a row, those of replaced claims below every other."""
    for segment, found in zip(segments, scores, strict=True):
        if len(found) != len(segment):
            raise KnownClaimsError(
                f"The index in {segment.folder} is damaged. `claimcheck known rebuild` makes it anew.",
                at_desk=DAMAGED_AT_DESK,
            )
        found[segment.gone] = -1.0
    return np.concatenate([np.empty(0), *scores])


def _chosen(scores: dict[str, Floats], best: dict[str, float], number: int) -> NDArray[np.int64]:
    """The places of the best by all scores together, and of the best by each."""
    together = np.asarray(sum(found / max(best[name], 1e-9) for name, found in scores.items()))
    places = [_top(together, number), *(_top(found, _BY_EACH) for found in scores.values())]
    chosen = np.unique(np.concatenate(places))
    return np.asarray(chosen[together[chosen] > 0], np.int64)


def _top(scores: Floats, number: int) -> NDArray[np.int64]:
    if len(scores) <= number:
        return np.arange(len(scores))
    return np.asarray(np.argpartition(-scores, number)[:number], np.int64)


@cache
def general(kind: str) -> tuple[Terms, NDArray[np.int64], int]:
    """How often each term of *kind* is said in general: the terms, their counts, and in how many texts."""
    try:
        with np.load(str(files("claimcheck.matching") / _GENERAL), allow_pickle=False) as kept:
            return kept[kind], kept[f"{kind}-counts"].astype(np.int64), int(kept["size"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"The frequencies of matching ({_GENERAL}) cannot be read ({error}): install claimcheck anew."
        ) from error
