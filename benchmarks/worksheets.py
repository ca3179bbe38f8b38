"""Numbers worked out: claims that people worked out by hand from the same tables.

    python benchmarks/worksheets.py ../shared

``reference/numeric_claims.csv`` of the shared folder: 110 sentences, what each needs of five tables, and what
that comes to. A reading is right where its form is that of the answer and its figure is within half a per
cent of one that was worked out. Of those that no table answers it is counted how many are left unanswered.
Rules were written while looking at the first 84; the last 26 stand by themselves.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measured import Row, share_of

import claimcheck as cc
from claimcheck.worksheet.values import Reading

_LOOKED_AT = 84
_WITHIN = 0.005
_NONE = "none"


def references(shared: Path) -> cc.References:
    """The shared tables, as somebody brings them in."""
    folder, refs = shared / "reference", cc.References()

    def add(name: str, measure: str, columns: Sequence[str], unit: str, code: str | None = None) -> None:
        entity, period, value = columns
        refs.add(
            folder / name, measure=measure, entity=entity, period=period, value=value, unit=unit, code=code
        )

    world_bank = ("Country Name", "Year", "Value")
    add("gdp.csv", "GDP", world_bank, "USD", "Country Code")
    add("population.csv", "population", world_bank, "people", "Country Code")
    add("military_spending.csv", "military spending", ("country", "year", "million_usd"), "million USD")
    add("military_spending.csv", "military spending", ("country", "year", "percent_of_gdp"), "percent of GDP")
    add("inflation.csv", "inflation", ("Country", "Year", "Inflation"), "percent a year", "Country Code")
    add("exchange_rates.csv", "exchange rate", ("Country", "Date", "Exchange rate"), "per USD")
    refs.group("NATO", folder / "nato_members.csv", entity="name", code="code", since="joined")
    return refs


@dataclass(frozen=True)
class Answer:
    """A sentence with its answer, and the readings that were found."""

    row: dict[str, str]
    readings: tuple[Reading, ...]

    @property
    def answerable(self) -> bool:
        """Whether the tables have what it needs."""
        return self.row["type"] != _NONE

    @property
    def right(self) -> list[bool]:
        """Of each reading whether it is one that was worked out by hand."""
        wanted = [value for _, value in json.loads(self.row["computed"])]
        return [
            reading.type == self.row["type"]
            and any(abs(reading.computed - value) <= _WITHIN * abs(value) for value in wanted)
            for reading in self.readings
        ]


def answers(shared: Path) -> list[Answer]:
    """Every sentence of the file with its readings."""
    refs = references(shared)
    with (shared / "reference" / "numeric_claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Answer(row, cc.worksheet(_text(row), refs, row["published"]).readings) for row in rows]


def _text(row: dict[str, str]) -> str:
    return f"{row['context']} {row['sentence']}".strip()


def rows(shared: Path) -> list[Row]:
    """The table's lines."""
    found = answers(shared)
    told = []
    for name, part in (("first 84", found[:_LOOKED_AT]), ("last 26", found[_LOOKED_AT:])):
        asked = [one for one in part if one.answerable]
        others = [one for one in part if not one.answerable]
        among = sum(any(one.right) for one in asked)
        first = sum(one.right[:1] == [True] for one in asked)
        left = sum(not one.readings for one in others)
        told += [
            Row(f"numeric claims, {name}: the answer among the readings", share_of(among, len(asked)), "90%"),
            Row(f"numeric claims, {name}: the first reading right", share_of(first, len(asked)), "75%"),
            Row(
                f"numeric claims, {name}: left unanswered, with no table", share_of(left, len(others)), "100%"
            ),
        ]
    return told


def seconds(shared: Path) -> float:
    """How long one worksheet takes, reading the sentence included."""
    refs = references(shared)
    began = time.perf_counter()
    for _ in range(20):
        cc.worksheet("Germany's economy is twice the size of Russia's.", refs, "2024-06-01")
    return (time.perf_counter() - began) / 20


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for row in rows(folder):
        print(*row)
    print(f"a worksheet takes {1000 * seconds(folder):.0f} ms")
