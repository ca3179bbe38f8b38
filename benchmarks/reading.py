"""How well texts are read that no rule was written for, in one table.

    python benchmarks/reading.py --shared ../shared

Each line is a measurement, its figure, and the bar that it is held against. What is counted and what is left
out is said by the modules that measure it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attribution
import boundaries
import compared
import fresh_news
import pairs
import recognizers
import reported
import statements
import turns
import worksheets
import worthiness
from measured import Row

PARTS: tuple[Callable[[Path], list[Row]], ...] = (
    boundaries.rows,
    attribution.rows,
    reported.rows,
    recognizers.rows,
    turns.rows,
    fresh_news.rows,
    compared.rows,
    worthiness.rows,
    statements.rows,
    pairs.rows,
    worksheets.rows,
)
"""What is measured, in the order of the table."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 where the shared folder is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with gold, seeds, benchmarks"
    )
    shared: Path = parser.parse_args(arguments).shared
    if not (shared / "gold").is_dir():
        print(
            f"{shared / 'gold'} is not there: give the folder that holds it with --shared.", file=sys.stderr
        )
        return 2
    print(f"{'':64}{'figure':24}bar")
    for part in PARTS:
        for row in part(shared):
            print(f"{row.what:64}{row.figure:24}{row.bar}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
