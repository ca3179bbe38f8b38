"""Measures of a score: order, decisions and calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]
BINS = 10


@dataclass(frozen=True)
class Decisions:
    """How many of a class are found at a threshold, and how many of the found are of it."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def decisions(scores: Floats, labels: Labels, threshold: float) -> Decisions:
    """Precision and recall of "worth checking" at a threshold.

    >>> decisions(np.array([0.9, 0.6, 0.1]), np.array([True, False, True]), 0.5)
    Decisions(precision=0.5, recall=0.5)
    """
    said = scores >= threshold
    right = float((said & labels).sum())
    return Decisions(right / max(float(said.sum()), 1.0), right / max(float(labels.sum()), 1.0))


def auc(positive: Floats, negative: Floats) -> float:
    """The chance that a positive scores above a negative, ties counting half (Mann and Whitney 1947).

    >>> auc(np.array([0.9, 0.5]), np.array([0.5, 0.1]))
    0.875
    """
    above = (positive[:, None] > negative[None, :]).mean()
    level = (positive[:, None] == negative[None, :]).mean()
    return float(above + level / 2)


def average_precision(scores: Floats, labels: Labels) -> float:
    """The mean precision at each rank where a positive stands; equal scores share a rank.

    >>> round(average_precision(np.array([0.9, 0.8, 0.1]), np.array([True, False, True])), 3)
    0.833
    """
    total, last = 0.0, 0.0
    for threshold in np.unique(scores)[::-1]:
        at = decisions(scores, labels, float(threshold))
        total += at.precision * (at.recall - last)
        last = at.recall
    return total


def calibration_error(scores: Floats, labels: Labels) -> float:
    """Expected calibration error over ten bins of equal count (Nguyen and O'Connor 2015).

    >>> calibration_error(np.array([0.0] * 10 + [1.0] * 10), np.array([False] * 10 + [True] * 10))
    0.0
    """
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, BINS)
    off = [abs(scores[part].mean() - labels[part].mean()) * len(part) for part in parts if len(part)]
    return float(sum(off) / len(scores))
