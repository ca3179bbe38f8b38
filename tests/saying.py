"""What the tests of matching share: statements of texts, and the pairs of ``pairs.tsv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import claimcheck as cc
from claimcheck.matching.said import Statement


@dataclass(frozen=True)
class Pair:
    """Two statements that say the same, or differ in one respect only."""

    same: bool
    respect: str
    first: Statement
    second: Statement

    @property
    def id(self) -> str:
        return f"{self.respect}: {self.first.text[:30]}"


def saying(text: str, speaker: str | None = None, date: str | None = None) -> Statement:
    return Statement(text, cc.quantities(text), speaker or None, date)


def pairs() -> list[Pair]:
    with (Path(__file__).parent / "matching" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["relation"] == "same",
                row["respect"],
                saying(row["first"], row["first_speaker"]),
                saying(row["second"], row["second_speaker"]),
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]
