"""Reading the public files that the benchmark and the training of matching share: CheckThat! 2020 task 2.

10,375 claims that Snopes had checked, and tweets that repeat one of them (Barrón-Cedeño et al. 2020; the data
of Shaar et al. 2020). ``train`` is learnt from, ``dev`` is measured on.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.model import KnownClaim

FOLDER = Path("benchmarks") / "known-claims"
SNOPES = "https://www.snopes.com/fact-check/"
DEPTH = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One tweet, and the numbers of the claims that it repeats."""

    text: str
    right: frozenset[int]


def folder(path: Path) -> Path:
    """The folder of the files: *path* itself or what lies under ``shared``; raises FileNotFoundError."""
    for place in (path, path / FOLDER):
        if (place / "verified_claims.docs.tsv").is_file():
            return place
    raise FileNotFoundError(f"verified_claims.docs.tsv is not in {path}, nor in {path / FOLDER}.")


def claims(path: Path) -> list[KnownClaim]:
    """The claims in the order of their numbers, each at an address of its own."""
    rows = _rows(folder(path) / "verified_claims.docs.tsv")
    return [KnownClaim(text, title=title, url=f"{SNOPES}{number}") for number, text, title in rows]


def number(claim: KnownClaim) -> int:
    """The number that the files give to a claim that `claims` read."""
    return int((claim.url or "").removeprefix(SNOPES))


def queries(path: Path, part: str) -> list[Asked]:
    """The tweets of "train" or "dev" with what they repeat."""
    right: dict[str, set[int]] = {}
    for line in (folder(path) / f"{part}.qrels").read_text(encoding="utf-8").splitlines():
        query, _, claim, _ = line.split()
        right.setdefault(query, set()).add(int(claim))
    return [
        Asked(text, frozenset(right[query]))
        for query, text in _rows(folder(path) / f"{part}.queries.tsv")
        if query in right
    ]


def average_precision(ranked: Sequence[int], right: frozenset[int]) -> float:
    """Average precision of the first five of *ranked*, the measure of the task.

    >>> average_precision([7, 3, 9], frozenset({3}))
    0.5
    """
    hits, total = 0, 0.0
    for place, claim in enumerate(ranked[:DEPTH], 1):
        if claim in right:
            hits += 1
            total += hits / place
    return total / min(len(right), DEPTH)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]
