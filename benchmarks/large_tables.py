"""A reference table of ten million lines: how long it takes and how much memory, against a plain reading.

    python benchmarks/large_tables.py [lines]

The table is made up: 100,000 places by year, shuffled, in Parquet. Times are parts of what pyarrow takes to
read the same columns whole in the same process; memory is what the process holds more than before, at most.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

_LINES = 10_000_000
_PLACES = 100_000
_LAST_YEAR = 2023
_PIECE = 1_000_000


def make(path: Path, lines: int) -> None:
    """Write a table of *lines* different pairs of a place and a year in no order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    order = np.random.default_rng(1).permutation(lines)
    schema = pa.schema([("place", pa.string()), ("year", pa.int16()), ("homes", pa.float64())])
    with pq.ParquetWriter(path, schema) as file:
        for start in range(0, lines, _PIECE):
            numbers = order[start : start + _PIECE]
            names = pa.array([f"Place {one:06}" for one in range(_PLACES)])
            places = names.take(pa.array(numbers % _PLACES))
            years = pa.array((_LAST_YEAR - numbers // _PLACES).astype(np.int16))
            file.write_table(pa.table([places, years, pa.array(numbers * 1.0)], schema=schema))


def megabytes() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def of_plain_reading(path: Path) -> Iterator[tuple[str, float]]:
    """How long pyarrow takes to read the columns whole, and the memory that they take."""
    import pyarrow.parquet as pq

    before, began = megabytes(), time.perf_counter()
    table = pq.read_table(path, columns=["place", "year", "homes"])
    yield "seconds", time.perf_counter() - began
    yield "MB", megabytes() - before
    assert table.num_rows


def of_worksheets(path: Path) -> Iterator[tuple[str, float]]:
    """How long it takes to bring the table in and to work claims out, and the memory of both."""
    import claimcheck as cc

    warm = cc.References()
    cc.worksheet("Germany's economy is twice the size of Russia's.", warm, "2024-06-01")
    before, began = megabytes(), time.perf_counter()
    warm.add(path, measure="homes", entity="place", period="year", value="homes", unit="homes")
    yield "brought in", time.perf_counter() - began
    for told, claim in (
        ("first claim", "In 2022 there were twice as many homes in Place 000017 as in Place 000004."),
        ("same places again", "In 2021 there were twice as many homes in Place 000017 as in Place 000004."),
    ):
        began = time.perf_counter()
        sheet = cc.worksheet(claim, warm, "2024-06-01")
        yield told, time.perf_counter() - began
        assert sheet.readings, sheet
    yield "MB", megabytes() - before


def main(arguments: list[str]) -> None:
    lines = int(arguments[0]) if arguments else _LINES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "homes.parquet"
        make(path, lines)
        # The most memory that a process ever held does not go down: each measures in its own.
        plain, ours = (_in_its_own_process(path, what) for what in ("plain", "ours"))
        whole = plain["seconds"]
        print(f"{lines:,} lines, {path.stat().st_size / 1e6:,.0f} MB as Parquet")
        print(f"pyarrow reads the columns whole in {whole:.1f} s and {plain['MB']:,.0f} MB")
        for told in ("brought in", "first claim", "same places again"):
            print(f"{told}: {ours[told] / whole:.2g} of that time ({ours[told]:.2f} s)")
        print(f"memory: {ours['MB']:,.0f} MB ({ours['MB'] / plain['MB']:.2g} of that)")


def _in_its_own_process(path: Path, what: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--in", str(path), what]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--in"]:
        measured = of_plain_reading if sys.argv[3] == "plain" else of_worksheets
        for name, value in measured(Path(sys.argv[2])):
            print(f"{name}\t{value}")
    else:
        main(sys.argv[1:])
