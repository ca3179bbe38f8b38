"""Weights learned from what a desk has chosen to check and what it has dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ClaimcheckError
from claimcheck.priority.priorities import WEIGHTS, Weights

Floats = NDArray[np.float64]

LEAST = 100
_FOLDS, _STEPS, _RATE, _DRAWN = 5, 2_000, 0.5, 0.01


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from ``chosen`` and ``dismissed`` claims: ``weights``, and two figures.

    ``now`` and ``learned`` are how often, of two of them, the chosen one stands above the dismissed one: by
    the weights as they were, and by weights that were learned without either of the two.
    """

    weights: Weights
    chosen: int
    dismissed: int
    now: float
    learned: float


def learn(table: Floats, chosen: Sequence[bool], weights: Weights) -> Learned:
    """The weights that tell best which claims of *table* (a row each, a column a part) were *chosen*.

    Logistic regression whose weights may not be negative, drawn towards *weights*; the figures are of five
    folds, each fifth claim in turn. Raises ClaimcheckError for fewer than 100 decisions, or of one sort.

    >>> rows = np.zeros((200, 7)); rows[::2, 1] = 1.0
    >>> learn(rows, [True, False] * 100, Weights(1, 1, 1, 1, 1, 1, 1)).learned
    1.0
    """
    wanted = np.asarray(chosen, bool)
    _refuse_too_few(int(wanted.sum()), int((~wanted).sum()))
    before = np.array([getattr(weights, name) for name in WEIGHTS])
    fold = np.arange(len(wanted)) % _FOLDS
    scores = np.zeros(len(wanted))
    for one in range(_FOLDS):
        held = fold == one
        scores[held] = table[held] @ _fitted(table[~held], wanted[~held], before)
    found = _fitted(table, wanted, before)
    named = {name: round(float(value), 3) for name, value in zip(WEIGHTS, found, strict=True)}
    # Of two folds the scores are not on one scale: pairs are of one fold.
    apart = np.mean([_above(scores[fold == one], wanted[fold == one]) for one in range(_FOLDS)])
    return Learned(
        replace(weights, **named),
        int(wanted.sum()),
        int((~wanted).sum()),
        _above(table @ before, wanted),
        round(float(apart), 4),
    )


def _refuse_too_few(chosen: int, dismissed: int) -> None:
    if chosen + dismissed < LEAST:
        raise ClaimcheckError(
            f"{chosen + dismissed} decided so far, {chosen} to check and {dismissed} to dismiss; "
            f"weights are learned from {LEAST} on. Go on deciding; until then set them by hand."
        )
    if min(chosen, dismissed) < _FOLDS:
        raise ClaimcheckError(
            f"Of the decisions {chosen} are to check and {dismissed} to dismiss; there have to be "
            f"{_FOLDS} of each to learn what parts them."
        )


def _fitted(table: Floats, wanted: NDArray[np.bool_], before: Floats) -> Floats:
    """Weights, none negative and the largest that of *before*, by projected gradient descent."""
    largest = float(before.max())
    weights, shift = before / largest, 0.0
    start = weights.copy()
    scale = 1.0
    # Either sort counts half, however many were dismissed.
    counts = np.where(wanted, 0.5 / max(1, wanted.sum()), 0.5 / max(1, (~wanted).sum()))
    for _ in range(_STEPS):
        off = counts * (1 / (1 + np.exp(-(scale * (table @ weights) + shift))) - wanted)
        weights = np.maximum(0.0, weights - _RATE * (table.T @ off + _DRAWN * (weights - start)))
        shift -= _RATE * float(off.sum())
    return weights / (weights.max() or 1.0) * largest


def _above(scores: Floats, wanted: NDArray[np.bool_]) -> float:
    """How often a wanted one stands above another, equals counting half (Mann and Whitney 1947)."""
    high, low = scores[wanted], np.sort(scores[~wanted])
    if not len(high) or not len(low):
        return 0.5
    under = np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")
    return round(float(under.mean() / 2 / len(low)), 4)
