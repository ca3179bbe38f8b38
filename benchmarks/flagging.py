"""How well flagging does on the hand-made gold and on labelled debate sentences.

    python benchmarks/flagging.py --shared ../shared

Prints one table. The gold is that of ``shared/gold``; the debate sentences are CheckThat! 2024
task 1, English, ``dev`` (or the part named with ``--part``), based on ClaimBuster (CC BY 4.0).
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.flagging.flag import THRESHOLD, describe, flag, score
from claimcheck.flagging.signals import signals
from claimcheck.flagging.speakers import attributions
from claimcheck.model import Article, Claim, Quoted, Role, Sentence, Span
from claimcheck.reading.sentences import sentences

RUTTE = ("They now produce in three months", "is 25 times bigger than Russia")
"""The two claims that a demonstration begins with; what is found of them is their rank."""


@dataclass(frozen=True)
class Gold:
    """One labelled unit of a sample document, and the claim that flagging makes of its span."""

    label: str
    speaker: str | None
    claim: Claim


@dataclass(frozen=True)
class Gathered:
    """All that the gold says and flagging found."""

    units: list[Gold]
    exact: int
    extra: int
    flagged: set[str]


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half (Mann and Whitney 1947).

    >>> auc([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    ordered = sorted([(value, 1) for value in positive] + [(value, 0) for value in negative])
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks += sum(kind for _, kind in ordered[at:end]) * (at + end + 1) / 2
        at = end
    return (ranks - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def gather(shared: Path) -> Gathered:
    """Read and flag the sample documents, and set the result beside the gold."""
    spans = json.loads((shared / "gold" / "sentences.json").read_text(encoding="utf-8"))
    with (shared / "gold" / "claims.csv").open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    units: list[Gold] = []
    exact = extra = 0
    flagged: set[str] = set()
    for document in sorted({row["document"] for row in labels}):
        text = (shared / "seeds" / document).read_bytes().decode("utf-8")
        article = Article(text)
        found = sentences(article)
        wanted = {Span(s["start"], s["end"]) for s in spans if s["doc"] == document}
        exact += len(wanted & {unit.span for unit in found})
        extra += len({unit.span for unit in found} - wanted)
        flagged |= {claim.id for claim in flag(article, found)}
        units += labelled(article, found, [row for row in labels if row["document"] == document])
    return Gathered(units, exact, extra, flagged)


def labelled(article: Article, found: Sequence[Sentence], rows: Iterable[dict[str, str]]) -> list[Gold]:
    """The gold units of one document with the claims of the spans that were found for them."""
    said = zip(found, attributions(article.text, found), strict=True)
    claims = {unit.span: describe(article, unit, *voice) for unit, voice in said}
    result = []
    for row in rows:
        span = Span(int(row["start"]), int(row["end"]))
        unit = claims.get(span) or describe(
            article, Sentence(span, span, Role.BOILERPLATE), None, Quoted.NONE
        )
        result.append(Gold(row["label"], row["speaker"] or None, unit))
    return result


def debate(path: Path) -> Iterator[tuple[str, bool]]:
    """Each sentence of a CheckThat! file and whether it is worth checking; stray tabs are text."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        _, *text, label = line.split("\t")
        yield "\t".join(text).strip('"').replace('""', '"'), label.strip() == "Yes"


def debate_auc(path: Path) -> float:
    """How well the score orders debate sentences."""
    scored = [(score(signals(text, Span(0, len(text)))), worth) for text, worth in debate(path)]
    return auc([value for value, worth in scored if worth], [value for value, worth in scored if not worth])


def table(gathered: Gathered) -> list[tuple[str, str]]:
    """The rows on the gold."""
    units = gathered.units
    must = [unit for unit in units if unit.label == "must"]
    no = [unit for unit in units if unit.label == "no"]
    ranked = sorted(units, key=lambda unit: -unit.claim.worthiness)
    places = [
        next((n for n, unit in enumerate(ranked, 1) if words in unit.claim.text), None) for words in RUTTE
    ]
    worth = auc([unit.claim.worthiness for unit in must], [unit.claim.worthiness for unit in no])
    return [
        ("sentence spans exact", f"{gathered.exact} of {len(units)}, {gathered.extra} extra"),
        ("must flagged", f"{sum(unit.claim.id in gathered.flagged for unit in must)} of {len(must)}"),
        ("no flagged", f"{sum(unit.claim.id in gathered.flagged for unit in no)} of {len(no)}"),
        ("AUC must against no", f"{worth:.3f}"),
        ("ranks of the two Rutte claims", " and ".join(str(place) for place in places)),
        ("speakers of must", f"{sum(u.claim.speaker == u.speaker for u in must)} of {len(must)}"),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 where the shared folder is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with gold, seeds, benchmarks"
    )
    parser.add_argument("--part", default="dev", help="part of CheckThat! 2024 task 1 (default: dev)")
    options = parser.parse_args(arguments)
    debates = (
        options.shared / "benchmarks" / "checkworthiness" / f"CT24_checkworthy_english_{options.part}.tsv"
    )
    for needed in (options.shared / "gold" / "claims.csv", options.shared / "seeds", debates):
        if not needed.exists():
            print(
                f"{needed} is not there; give the folder that holds gold/ and seeds/ with --shared.",
                file=sys.stderr,
            )
            return 2
    rows = [
        *table(gather(options.shared)),
        (f"AUC on CheckThat! 2024 {options.part}", f"{debate_auc(debates):.3f}"),
    ]
    print(f"{'measure':32} at threshold {THRESHOLD}")
    for name, value in rows:
        print(f"{name:32} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
