"""How well the scores tell what is worth a check, for each scorer that can run here.

Three things are measured: the test of CheckThat! 2023 (``dev-test``: F1 at the own threshold, average
precision, calibration error), the labelled documents of ``gold/news`` (:mod:`fresh_news` lays their sentences
beside what is flagged), and how fast flagging is. In ``gold/news`` "must" is what an editor would put on the
list, "could" is checkable and of little interest, "no" is neither; a sentence without a claim scores 0. The
thresholds are the scorers' own: nothing is chosen by these files.
"""

from __future__ import annotations

from pathlib import Path

import debates
import flagging
import fresh_news
import numpy as np
from measured import Row
from scoring import average_precision, calibration_error, decisions

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer

BARS = {
    "linear": {"F1": "0.86", "AUC": "0.94", "no": "at most 22%"},
    "precise": {"F1": "0.90", "AUC": "0.96", "no": "at most 22%"},
}
CALIBRATED = "at most 0.06"


def rows(shared: Path) -> list[Row]:
    """All measurements, for the scorers that are installed."""
    found: list[Row] = []
    for name, bars in BARS.items():
        try:
            by = scorer(name)
        except ClaimcheckError:
            continue  # an extra that is not installed
        news = fresh_news.judged(shared, name)
        found += _debates(shared, name, by, bars)
        found += fresh_news.worthiness_rows(news, name, separation=bars["AUC"], flagged=bars["no"])
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
