"""Fit what each part of a claim's priority counts to what an editor would check first.

    python benchmarks/research/train_priority.py ../shared

Reads the 20 labelled documents of ``gold/news`` (one person's choice: ``priority`` 1 to 6 within a document,
and must, could or no for every sentence) and writes ``claimcheck/priority/weights.toml``. The order that is
fitted is that within a document: of each two sentences the one that the editor put first has to get the
higher priority (RankNet's logistic loss over pairs, Burges et al. 2005, here linear, every document counting
the same). Weights may not be negative, and are drawn towards PRIOR, since 20 documents tell little: how
strongly is chosen by leaving out one document at a time. The figures printed are of documents left out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.append(str(Path(__file__).parents[1]))
from priority import MEASURED, Labelled, figures, labelled_documents

PRIOR = np.array([1.0, 0.6, 0.3, 0.4])
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3)
WEIGHTS = Path(__file__).parents[2] / "claimcheck" / "priority" / "weights.toml"
GAIN = {"must": 0.3, "could": 0.1}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Differences of measures, shape (n, 4), of pairs whose first comes first, and how much each counts."""

    differences: Floats
    counts: Floats


def gain(one: Labelled) -> float:
    """How much an editor wants a sentence: those of the list in their order, other musts, could, no."""
    if one.priority:
        return 1.0 - 0.1 * min(one.priority, 6)
    return GAIN.get(one.label or "", 0.0)


def pairs_of(document: list[Labelled]) -> Pairs:
    """Every two labelled sentences of a document of which an editor wants one more; they count 1 together."""
    known = [one for one in document if one.label]
    found = [
        (np.array(one.measures) - np.array(other.measures), gain(one) - gain(other))
        for one in known
        for other in known
        if gain(one) > gain(other)
    ]
    counts = np.array([count for _, count in found])
    return Pairs(np.array([difference for difference, _ in found]), counts / counts.sum())


def fitted(documents: list[Pairs], strength: float) -> Floats:
    """The weights that order the pairs best, drawn towards PRIOR by *strength*."""
    differences = np.concatenate([one.differences for one in documents])
    counts = np.concatenate([one.counts for one in documents]) / len(documents)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scale, away = 5.0, weights - PRIOR
        margins = scale * differences @ weights
        slope = -(differences * (scale * counts / (1 + np.exp(margins)))[:, None]).sum(axis=0)
        value = float((counts * np.logaddexp(0, -margins)).sum() + strength * away @ away)
        return value, slope + 2 * strength * away

    found = minimize(loss, PRIOR, jac=True, bounds=[(0, None)] * len(PRIOR), method="L-BFGS-B")
    return np.asarray(found.x)


def left_out(documents: list[list[Labelled]], strength: float) -> list[list[float]]:
    """The priorities of each document under weights that were fitted to the others."""
    pairs = [pairs_of(document) for document in documents]
    scored = []
    for place, document in enumerate(documents):
        weights = fitted(pairs[:place] + pairs[place + 1 :], strength)
        scored.append([float(np.array(one.measures) @ weights) for one in document])
    return scored


def main(shared: Path) -> None:
    documents = labelled_documents(shared)
    best = None
    for strength in STRENGTHS:
        found = figures(documents, left_out(documents, strength))
        print(f"drawn towards the prior by {strength}: {found}")
        if best is None or (found.first_three, found.must_could) > best[0]:
            best = (found.first_three, found.must_could), strength
    assert best is not None
    weights = fitted([pairs_of(document) for document in documents], best[1])
    weights /= weights[0]
    told = dict(zip(MEASURED, weights, strict=True))
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        name = line.partition(" ")[0]
        if name in told:
            lines[number] = f"{name} = {told[name]:.2f}"
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"chosen: {best[1]}; weights: {' '.join(f'{name} {value:.2f}' for name, value in told.items())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
