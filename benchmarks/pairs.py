"""Which claims are told to be one: pairs that differ in one thing, and pairs that say the same.

    python benchmarks/pairs.py --shared ../shared --missed

*Differing* and *same* are the pairs of ``tests/matching/pairs_differing.tsv`` and ``pairs_same.tsv``,
sentences made up for this. A third of the first are a claim and what a negation, a quantifier or a bound
makes of it; the others differ in who does what to whom, the place, the year, the unit, or share but a name
or a number. The rules were written while looking at the half named ``rules``; the other, ``kept``, is what
tells. A pair counts as joined where `cc.group` makes one group of it, in either order.

*Older ones of many topics* are the pairs of ``pairs.tsv`` that say the same, most of them in other words
throughout, which all who wrote rules have seen.

*Edited tweets* are the pairs of ``../shared/benchmarks/pairs``: tweets, and what a language model made of
them when it was to put other names. Most of them name another senator, month, town or number, so that a
person who checks claims would hold them to be two; how many are joined says how much is put together by its
wording alone, and no bar goes with it. *Names kept* are those of them in which no name, figure or date
stands against another: there the wording alone was changed.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measured import Row, share

import claimcheck as cc
from claimcheck.matching.duplicates import group
from claimcheck.matching.reasons import why
from claimcheck.matching.said import Statement

PAIRS = Path(__file__).parents[1] / "tests" / "matching"
HALVES = ("rules", "kept")
_APART = {"number", "unit", "year", "subject", "speaker"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, in which respect they were made, and the half that they belong to."""

    half: str
    respect: str
    first: str
    second: str


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--missed", action="store_true", help="print the pairs of the half `rules` that went wrong"
    )
    options = parser.parse_args()
    print("| | | bar |\n|---|---|---|")
    for row in rows(options.shared):
        print(f"| {row.what} | {row.figure} | {row.bar} |")
    if options.missed:
        print("\n".join(_missed()))


def rows(shared: Path) -> list[Row]:
    """The rows of the table; the tweets are left out where *shared* has none."""
    found = []
    for name, bar in (("differing", "0"), ("same", "80%")):
        for half in HALVES:
            of_half = [pair for pair in made(name) if pair.half == half]
            found.append(Row(f"pairs: {name}, joined ({half})", share(map(joined, of_half)), bar))
    found.append(Row("pairs: same, older ones of many topics, joined", share(map(joined, older())), "90%"))
    return [*found, *_tweet_rows(shared / "benchmarks" / "pairs" / "edited_tweets.jsonl")]


def _tweet_rows(path: Path) -> Iterator[Row]:
    if path.is_file():
        found = list(tweets(path))
        yield Row("pairs: edited tweets, joined", share(map(joined, found)))
        kept = [pair for pair in found if not apart(pair)]
        yield Row("pairs: edited tweets with the names kept, joined", share(map(joined, kept)))


def _missed() -> Iterator[str]:
    for name, right in (("differing", False), ("same", True)):
        for pair in made(name):
            if pair.half == HALVES[0] and joined(pair) is not right:
                yield f"{name} · {pair.respect}: {pair.first} | {pair.second}"


def made(name: str) -> list[Pair]:
    """The pairs of one file, ``differing`` or ``same``."""
    with (PAIRS / f"pairs_{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def older() -> list[Pair]:
    """The pairs of ``pairs.tsv`` that say the same, two claims of each of many topics."""
    with (PAIRS / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair("", row["respect"], row["first"], row["second"]) for row in rows if row["relation"] == "same"
    ]


def tweets(path: Path) -> Iterator[Pair]:
    """The pairs of the file at *path*, one a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Pair("", record["kind"], *(record[side].replace('""', '"').strip('"') for side in "ab"))


def joined(pair: Pair) -> bool:
    """Whether the two are one group, whichever comes first.

    >>> joined(Pair("rules", "case", "Peru beat Chile in May.", "PERU BEAT CHILE IN MAY"))
    True
    """
    first, second = statements((pair.first, pair.second))
    return any(len(group(both)) == 1 for both in ((first, second), (second, first)))


def apart(pair: Pair) -> bool:
    """Whether a name, a figure or a date of one stands against another of the other."""
    return any(
        not reason.agrees and reason.name in _APART for reason in why(*statements((pair.first, pair.second)))
    )


def statements(texts: Iterable[str]) -> Sequence[Statement]:
    """What the texts say, measured."""
    return [Statement(text, cc.quantities(text)) for text in texts]


if __name__ == "__main__":
    main()
