"""How well flagging does, and how fast, in one table.

    python benchmarks/flagging.py --shared ../shared

Columns: the default and the precise scorer, a plain TF-IDF model and the MiniLM encoder alone, the last
two trained in the same run. What needs an extra that is not installed is left out, and said. Rows:
CheckThat! 2023 task 1B test (``dev-test``; best published F1 0.898, OpenFact), CheckThat! ``dev``, the
hand-made gold of ``shared/gold``, and sentences a second of one core's time for the whole way from text to
claims.
The test file decides nothing: thresholds and calibration are part of the model files.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import baselines
import debates
import gold_quantities
import gold_speakers
import numpy as np
from scoring import Floats, Labels, auc, average_precision, calibration_error, decisions

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.flag import describe, flag
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer
from claimcheck.model import Article, Role
from claimcheck.reading.sentences import sentences

PUBLISHED = 0.898
RUTTE = ("They now produce in three months", "is 25 times bigger than Russia")
"""The two claims that a demonstration begins with; what is found of them is their rank."""

TIMED, AROUND, TIMES = 4000, 4, 3
Row = tuple[str, str]


@dataclass
class Plain:
    """A model that is no scorer yet, with the threshold that it was trained for."""

    score: Callable[[Sequence[str]], Floats]
    threshold: float = baselines.THRESHOLD


@dataclass(frozen=True)
class Unit:
    """One labelled unit of a sample article: its label, what it scored, and its words."""

    label: str
    score: float
    flagged: bool
    text: str


def debate_rows(by: Scorer, part: str, found: Sequence[debates.Labelled]) -> list[Row]:
    """F1, precision and recall, average precision, calibration error."""
    labels: Labels = np.array([one.worth for one in found])
    scores = np.asarray(by.score([one.text for one in found]))
    at = decisions(scores, labels, by.threshold)
    return [
        (f"{part}: F1", f"{at.f1:.3f}"),
        (f"{part}: precision, recall", f"{at.precision:.2f}, {at.recall:.2f}"),
        (f"{part}: average precision", f"{average_precision(scores, labels):.3f}"),
        (f"{part}: calibration error", f"{calibration_error(scores, labels):.3f}"),
    ]


def units(shared: Path, by: Scorer) -> list[Unit]:
    """The labelled units of the sample articles, as flagging reads them in their article."""
    with (shared / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for document in sorted({row["document"] for row in rows}):
        article = Article((shared / "seeds" / document).read_bytes().decode("utf-8"))
        outline = sentences(article)
        described = zip(outline, describe(article, outline, by), strict=True)
        worth = {unit.span.start: claim.worthiness for unit, claim in described}
        spared = {one.span.start for one in outline if one.role is Role.BOILERPLATE}
        for row in (row for row in rows if row["document"] == document):
            start = int(row["start"])
            score = worth.get(start, 0.0)
            flagged = score >= by.threshold and start not in spared
            found.append(Unit(row["label"], score, flagged, row["text"]))
    return found


def gold_rows(found: Sequence[Unit]) -> list[Row]:
    """Counts and order on the sample articles."""
    of = {label: [unit for unit in found if unit.label == label] for label in ("must", "no")}
    ranked = sorted(found, key=lambda unit: -unit.score)
    places = [str(next(n for n, unit in enumerate(ranked, 1) if words in unit.text)) for words in RUTTE]
    must, no = (np.array([unit.score for unit in of[label]]) for label in ("must", "no"))
    counts = [f"{sum(unit.flagged for unit in of[label])} of {len(of[label])}" for label in ("must", "no")]
    return [
        ("gold: must flagged", counts[0]),
        ("gold: no flagged", counts[1]),
        ("gold: AUC must against no", f"{auc(must, no):.3f}"),
        ("gold: ranks of the two Rutte claims", " and ".join(places)),
    ]


def speed(shared: Path, by: Scorer) -> float:
    """Sentences a second from text to claims, the best of some rounds: the sample articles and debates."""
    lines = debates.unlabelled(shared)[:TIMED]
    blocks = [" ".join(lines[start : start + AROUND]) for start in range(0, len(lines), AROUND)]
    texts = [file.read_bytes().decode("utf-8") for file in sorted((shared / "seeds").glob("*.txt"))]
    texts.append("\n".join(blocks))
    best = 0.0
    for _ in range(TIMES):
        count, start = 0, process_time()
        for text in texts:
            article = Article(text)
            outline = sentences(article)
            flag(article, outline, scorer=by)
            count += len(outline)
        best = max(best, count / (process_time() - start))
    return best


def scoring_speed(shared: Path, by: Scorer) -> float:
    """Sentences a second for the score alone."""
    lines = debates.unlabelled(shared)[:TIMED]
    by.score(lines[:10])
    start = process_time()
    by.score(lines)
    return len(lines) / (process_time() - start)


def shared_rows(shared: Path) -> list[Row]:
    """Quantities and speakers, which no scorer has a part in."""
    figures, voices = gold_quantities.measure(shared), gold_speakers.measure(shared)
    return [
        ("core quantities found", f"{figures.found} of {figures.core}"),
        ("kind and value right", f"{figures.right} of {figures.core}"),
        ("traps taken", f"{figures.taken} of {figures.traps}"),
        ("precision of quantities", f"{figures.precision:.2f}"),
        *voices.rows(),
    ]


def columns(shared: Path) -> dict[str, Scorer]:
    """The scorers and the baselines that can run here; what cannot is said on standard error."""
    train = debates.labelled(shared, "train")
    texts, labels = [one.text for one in train], np.array([one.worth for one in train])
    makers: dict[str, Callable[[], Scorer]] = {
        "linear": lambda: scorer("linear"),
        "precise": lambda: _one_core(),
        "TF-IDF": lambda: Plain(baselines.TfIdf(texts, labels).score),
        "MiniLM": lambda: Plain(baselines.MiniLm(texts, labels).score),
    }
    found = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except (ImportError, ClaimcheckError) as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    return found


def _one_core() -> Scorer:
    """The precise scorer on one core."""
    from claimcheck.flagging.precise import Precise

    return Precise(threads=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 where the shared folder is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with gold, seeds, benchmarks"
    )
    parser.add_argument("--no-test", action="store_true", help="leave the test file unread, while choosing")
    options = parser.parse_args(arguments)
    shared: Path = options.shared
    try:
        parts = {part: debates.labelled(shared, part) for part in ("dev-test", "dev")}
    except FileNotFoundError as error:
        print(f"{error} Give the folder that holds gold/ and seeds/ with --shared.", file=sys.stderr)
        return 2
    if options.no_test:
        del parts["dev-test"]
    names = {"dev-test": "CheckThat! 2023 test", "dev": "CheckThat! dev"}
    table: dict[str, dict[str, str]] = {}
    by_name = columns(shared)
    for name, by in by_name.items():
        rows = [row for part, found in parts.items() for row in debate_rows(by, names[part], found)]
        rows += gold_rows(units(shared, by))
        rows += [
            ("threshold", f"{by.threshold:.2f}"),
            ("sentences a second, text to claims", f"{speed(shared, by):,.0f}"),
            ("sentences a second, score alone", f"{scoring_speed(shared, by):,.0f}"),
        ]
        for label, value in rows:
            table.setdefault(label, {})[name] = value
    print(f"{'':36}" + "".join(f"{name:>12}" for name in by_name))
    for label, cells in table.items():
        print(f"{label:36}" + "".join(f"{cells.get(name, ''):>12}" for name in by_name))
    print(f"{'best published F1 on that test':36}{PUBLISHED:>12}")
    for label, value in shared_rows(shared):
        print(f"{label:36}{value:>12}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
