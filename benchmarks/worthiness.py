"""How well the scores tell what is worth a check, for each scorer that can run here.

Three things are measured: the test of CheckThat! 2023 (``dev-test``: F1 at the own threshold, average
precision, calibration error), the labelled documents of ``gold/news`` (:mod:`fresh_news` lays their sentences
beside what is flagged), and how fast flagging is. In ``gold/news`` "must" is what an editor would put on the
list, "could" is checkable and of little interest, "no" is neither; a sentence without a claim scores 0. The
thresholds are the scorers' own: nothing is chosen by these files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import debates
import flagging
import fresh_news
import numpy as np
from measured import Row, share
from scoring import auc, average_precision, calibration_error, decisions

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer

BARS = {
    "linear": {"F1": "0.86", "AUC": "0.94", "no": "at most 22%"},
    "precise": {"F1": "0.90", "AUC": "0.96", "no": "at most 22%"},
}
CALIBRATED, AT_ONE = "at most 0.06", 0.995
_LABELS = ("must", "could", "no")


def rows(shared: Path) -> list[Row]:
    """All measurements, for the scorers that are installed."""
    found: list[Row] = []
    for name, bars in BARS.items():
        try:
            by = scorer(name)
        except ClaimcheckError:
            continue  # an extra that is not installed
        found += [*_debates(shared, name, by, bars), *_news(shared, name, bars)]
    speed = flagging.speed(shared, scorer("linear"))
    return [*found, Row("sentences a second of one core, text to claims", f"{speed:,.0f}", "3,000")]


def _debates(shared: Path, name: str, by: Scorer, bars: dict[str, str]) -> list[Row]:
    test = debates.labelled(shared, "dev-test")
    scores, labels = np.asarray(by.score([one.text for one in test])), np.array([one.worth for one in test])
    at = decisions(scores, labels, by.threshold)
    return [
        Row(f"CheckThat! 2023, {name}: F1", f"{at.f1:.3f}", bars["F1"]),
        Row(f"CheckThat! 2023, {name}: precision, recall", f"{at.precision:.2f}, {at.recall:.2f}"),
        Row(f"CheckThat! 2023, {name}: average precision", f"{average_precision(scores, labels):.3f}"),
        Row(
            f"CheckThat! 2023, {name}: calibration error",
            f"{calibration_error(scores, labels):.3f}",
            CALIBRATED,
        ),
    ]


def _news(shared: Path, name: str, bars: dict[str, str]) -> list[Row]:
    found = fresh_news.judged(shared, name)
    scores = {
        label: np.array([one.score for one in found if one.label["label"] == label]) for label in _LABELS
    }
    most = most_at_one((one.document, one.score) for one in found)
    return [
        Row(f"news, {name}: AUC must against no", f"{auc(scores['must'], scores['no']):.3f}", bars["AUC"]),
        *(
            Row(
                f"news, {name}: {label} flagged",
                share([one.flagged for one in found if one.label["label"] == label]),
                bars.get(label, ""),
            )
            for label in _LABELS
        ),
        Row(f"news, {name}: scores of {AT_ONE} and more, most in a document", str(most), "at most 9"),
    ]


def most_at_one(scores: Iterable[tuple[str, float]]) -> int:
    """The most sentences of one document whose score is as good as 1.

    >>> most_at_one([("a", 0.999), ("a", 0.4), ("b", 0.1)])
    1
    """
    counts = Counter(document for document, score in scores if score >= AT_ONE)
    return max(counts.values(), default=0)
