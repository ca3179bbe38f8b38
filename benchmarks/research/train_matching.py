"""Train what orders the known claims that were found for a text.

    python benchmarks/research/train_matching.py ../shared --out claimcheck/matching

Writes two files into the folder that it is given: ``general.npz``, in how many sentences of debates each
common word and piece stands, and ``ranking.json``, what each measure weighs. Learns from the ``train`` tweets
alone; ``dev`` is only measured. The ranker by meaning needs the extra ``semantic``; without it that part of a
``ranking.json`` that is there stays. A quarter of an hour on two cores, most of it for the encoder.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from claimcheck.errors import ModelError
from claimcheck.matching.index import Index
from claimcheck.matching.ranking import RELATIVE, Candidates, Query, measures
from claimcheck.matching.retrieval import retrieve
from claimcheck.matching.semantic import Encoder
from claimcheck.matching.terms import folded_words, piece_terms, word_terms

sys.path.append(str(Path(__file__).parents[1]))
import debates
import earlier_checks

COMMONEST = 5_000
FOLDS = 5
PENALTY = 1e-2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """The candidates of one tweet: a row of measures each, whether it is right, its number; what is right."""

    rows: Floats
    right: NDArray[np.bool_]
    numbers: list[int]
    wanted: frozenset[int]


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_frequencies(options.shared, options.out / "general.npz")
    index = Index()
    index.add(earlier_checks.claims(options.shared))
    file = options.out / "ranking.json"
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found["lexical"] = trained(index, options.shared, None)
    try:
        found["semantic"] = trained(index, options.shared, index.encoder)
    except ModelError as error:
        print(f"The ranker by meaning was not trained. {error}")
    file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def write_frequencies(shared: Path, path: Path) -> None:
    """Count in how many sentences of unlabelled debates the commonest terms stand."""
    texts = [folded_words(sentence) for sentence in debates.unlabelled(shared)]
    kept: dict[str, Any] = {"size": np.array(len(texts))}
    for kind, (terms, places) in (("words", word_terms(texts)), ("pieces", piece_terms(texts))):
        pairs = np.unique(places.astype(np.uint64) << np.uint64(32) | terms.astype(np.uint64))
        distinct, counts = np.unique(pairs.astype(np.uint32), return_counts=True)
        commonest = np.sort(np.argsort(-counts, kind="stable")[:COMMONEST])
        kept |= {kind: distinct[commonest], f"{kind}-counts": counts[commonest].astype(np.int32)}
    np.savez_compressed(path, **kept)


def trained(index: Index, shared: Path, encoder: Encoder | None) -> dict[str, object]:
    """The weights and the curve, as they stand in the file."""
    names, measured, without = gathered(index, earlier_checks.queries(shared, "train"), encoder)
    shuffled = list(range(len(measured)))
    random.Random(0).shuffle(shuffled)
    precision, best, known = [], [], []
    for fold in range(FOLDS):
        held = set(shuffled[fold::FOLDS])
        weights = fitted([one for n, one in enumerate(measured) if n not in held])
        precision += [precision_of(measured[n], weights) for n in held]
        for one in (pile[n] for pile in (measured, without) for n in held):
            shown = np.argsort(-(one.rows @ weights), kind="stable")[: earlier_checks.DEPTH]
            best.append(one.rows[shown])
            known.append(one.right[shown])
    absolute = [not name.startswith(RELATIVE) for name in names]
    sure, offset = logistic(np.concatenate(best)[:, absolute], np.concatenate(known))
    weights = fitted(measured)
    dev_names, dev, _ = gathered(index, earlier_checks.queries(shared, "dev"), encoder)
    assert dev_names == names
    on_dev = np.mean([precision_of(one, weights) for one in dev])
    print(
        f"{'semantic' if encoder else 'lexical'}: MAP@5 {np.mean(precision):.4f} held back, {on_dev:.4f} dev"
    )
    told = [name for name, counts in zip(names, absolute, strict=True) if counts]
    return {
        "order": dict(zip(names, weights.round(6).tolist(), strict=True)),
        "sure": dict(zip(told, sure.round(6).tolist(), strict=True)),
        "sure_offset": round(offset, 6),
    }


def gathered(
    index: Index, asked: Sequence[earlier_checks.Asked], encoder: Encoder | None
) -> tuple[list[str], list[Measured], list[Measured]]:
    """What is measured for each tweet; and once more as if what it repeats had never been checked."""
    names: list[str] = []
    with_right: list[Measured] = []
    without: list[Measured] = []
    for one in asked:
        query = Query.of(one.text)
        meanings = None
        if encoder:
            vector = encoder.encode([one.text])[0]
            meanings = [encoder.vectors(segment) @ vector / 2 for segment in index.segments]
        found = retrieve(index.segments, query, meanings)
        for pile, given in ((with_right, found), (without, unchecked(found, one.right))):
            table = measures(query, given)
            names = list(table)
            pile.append(as_rows(table, given, one.right))
    return names, with_right, without


def unchecked(found: Candidates, right: frozenset[int]) -> Candidates:
    """What would be found if the *right* claims were not known."""
    others = [n for n, known in enumerate(found.known) if earlier_checks.number(known) not in right]
    scores = {name: column[others] for name, column in found.scores.items()}
    best = {name: float(column.max()) for name, column in scores.items()}
    return replace(found, known=[found.known[n] for n in others], scores=scores, best=best)


def as_rows(table: Mapping[str, Floats], found: Candidates, right: frozenset[int]) -> Measured:
    """The measures as one row a candidate."""
    numbers = [earlier_checks.number(known) for known in found.known]
    return Measured(
        np.column_stack(list(table.values())), np.array([n in right for n in numbers]), numbers, right
    )


def fitted(measured: Sequence[Measured]) -> Floats:
    """The weights under which the right candidates get most of the softmax over those of their tweet."""
    learnt = [one for one in measured if one.right.any()]
    everything = np.concatenate([one.rows for one in learnt])
    middle, spread = everything.mean(axis=0), everything.std(axis=0)
    used = spread > 1e-9
    scale = np.where(used, spread, 1.0)
    groups = [((one.rows - middle) / scale * used, one.right / one.right.sum()) for one in learnt]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, target in groups:
            scores = rows @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            total -= float(target @ np.log(likely + 1e-12))
            slope += rows.T @ (likely - target)
        size = len(groups)
        return total / size + PENALTY * float(weights @ weights), slope / size + 2 * PENALTY * weights

    best = minimize(loss, np.zeros(everything.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(best.x / scale * used)


def logistic(rows: Floats, right: NDArray[np.bool_]) -> tuple[Floats, float]:
    """The weights and the offset of a logistic regression with a little shrinkage."""
    middle, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    signs = np.where(right, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = signs * (scaled @ weights)
        wrong = 1 / (1 + np.exp(np.clip(margin, -500, 500)))
        slope = -(scaled * (signs * wrong)[:, None]).mean(axis=0)
        return float(np.logaddexp(0, -margin).mean()) + PENALTY * float(weights @ weights), (
            slope + 2 * PENALTY * weights
        )

    best = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = best[:-1] / spread
    return np.asarray(weights), float(best[-1] - weights @ middle)


def precision_of(one: Measured, weights: Floats) -> float:
    """Average precision at five of one tweet's candidates in the order of the weights."""
    order = np.argsort(-(one.rows @ weights), kind="stable")
    return earlier_checks.average_precision([one.numbers[place] for place in order], one.wanted)


if __name__ == "__main__":
    main()
