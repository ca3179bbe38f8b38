"""How long tables take to be written, and in how much memory; prints a table of them.

    python benchmarks/exporting.py [--claims 100000]

The tables of so many claims, with three steps and two sources each, are made and written as CSV, workbook and
Parquet, each in a process of its own; the seconds are those of the processor, so that a busy machine shows
less. Beside
them stands what the libraries take for the same cells: pandas' `to_csv` of the frame that is
there already, every text in quotes as here, and xlsxwriter's constant-memory mode with a look for text and
one for numbers, but without links, dates and widths. The bars: CSV in 3 times pandas, XLSX in 1.2 times
xlsxwriter.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from claimcheck.exporting.choosing import Choice, choose
from claimcheck.exporting.columns import (
    COLUMNS,
    HISTORY_COLUMNS,
    SOURCE_COLUMNS,
    each_step,
    frame,
    source_rows,
    verdict_row,
)
from claimcheck.exporting.csv_file import Cell
from claimcheck.exporting.forms import Form, Manner, write_form
from claimcheck.exporting.tables import Table
from claimcheck.model import Article, Claim, Event, Quoted, Source, Span, Status, Verdict

AN_ARTICLE = 50
BARS = {"csv": 3.0, "xlsx": 1.2}
START = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = "The number of homes that were built in the town rose by {} percent in 2025, more than ever"


def pile(number: int) -> tuple[dict[str, Article], list[Claim], dict[str, Verdict], list[Event]]:
    """So many claims, their verdicts and three events each."""
    articles: dict[str, Article] = {}
    claims: list[Claim] = []
    standing: dict[str, Verdict] = {}
    events: list[Event] = []
    for first in range(0, number, AN_ARTICLE):
        quotes = [WORDS.format(place) for place in range(first, min(first + AN_ARTICLE, number))]
        article = Article(
            ". ".join(quotes), f"Talk {first}", "The Paper", None, "2026-03-01", f"https://a.org/{first}"
        )
        articles[article.id] = article
        start = 0
        for quote in quotes:
            span = Span(start, start + len(quote))
            start = span.end + 2
            claim = Claim(
                article.id, span, quote, span, speaker="Ana Ruiz", quoted=Quoted.INDIRECT, worthiness=0.5
            )
            claims.append(claim)
            at = START + timedelta(seconds=len(claims))
            sources = (
                Source(
                    f"https://example.org/report/{len(claims)}", "World Bank, 2025", "It rose.", "2026-03-02"
                ),
                Source("https://example.org/other", "Eurostat, 2025"),
            )
            standing[claim.id] = Verdict(
                claim.id,
                Status.APPROVED,
                f"{quote}, as of 2026",
                "Mostly true",
                "claimcheck",
                "Its own list says so. " * 8,
                sources,
                reviewer="Ben",
                proposed_rating="True",
                proposed_by="Ben",
                proposed_at=at,
                approved_by="Cem",
                approved_at=at + timedelta(days=1),
                policy="newsroom: a second editor approves",
                tags=("budget",),
            )
            for action in ("selected", "proposed", "approved"):
                data = {"rating": "Mostly true", "rationale": "Its own list says so."}
                events.append(
                    Event(len(events) + 1, claim.id, at, "Ben", action, data, len(events), "ab" * 32)
                )
    return articles, claims, standing, events


def tables(number: int) -> list[Table]:
    articles, claims, standing, events = pile(number)
    chosen = choose(articles, claims, standing, Choice())

    def verdicts() -> Iterator[Mapping[str, Cell]]:
        for claim, verdict in chosen.claims:
            yield verdict_row(claim, articles[claim.article_id], verdict)

    return [
        Table("verdicts", COLUMNS, verdicts, len(chosen.claims)),
        Table.of("sources", SOURCE_COLUMNS, source_rows(standing.values())),
        Table("history", HISTORY_COLUMNS, lambda: each_step(events), len(events)),
    ]


def ours(form: Form, made: list[Table], path: Path) -> None:
    write_form(form, path, made if form is Form.XLSX else made[:1], Manner())


def pandas_csv(made: list[Table], path: Path) -> Callable[[], None]:
    table = frame(list(made[0].each()), COLUMNS)
    return lambda: table.to_csv(
        path, index=False, quoting=csv.QUOTE_NONNUMERIC, encoding="utf-8-sig", lineterminator="\r\n"
    )


def bare_xlsx(made: list[Table], path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    text, figure = book.add_format({"num_format": "@", "valign": "top"}), book.add_format({"valign": "top"})
    for table in made:
        sheet = book.add_worksheet(table.name)
        for number, row in enumerate(table.each()):
            for place, name in enumerate(table.columns):
                cell = row[name]
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, text)
                elif cell is not None:
                    sheet.write_number(number, place, cell, figure)
    book.close()


def measured(what: str, number: int, path: Path) -> dict[str, Any]:
    """The seconds that *what* takes here, and the most memory of this process before and with it, in MB."""
    made = tables(number)
    run = {
        "csv": lambda: ours(Form.CSV, made, path),
        "xlsx": lambda: ours(Form.XLSX, made, path),
        "parquet": lambda: ours(Form.PARQUET, made, path),
        "bare xlsx": lambda: bare_xlsx(made, path),
    }.get(what)
    if run is None:
        run = pandas_csv(made, path)
    before = peak()
    start = time.perf_counter()
    run()
    return {
        "seconds": time.perf_counter() - start,
        "before": before,
        "most": peak(),
        "size": path.stat().st_size / 1e6,
    }


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--only", help=argparse.SUPPRESS)
    options.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only:
        print(json.dumps(measured(given.only, given.claims, given.path)))
        return 0
    found: dict[str, dict[str, Any]] = {}
    print(f"{given.claims:,} claims, {3 * given.claims:,} events, {2 * given.claims:,} sources\n")
    print(
        "| written | seconds | MB of the file | MB of memory for it, beside the pile |\n|---|---:|---:|---:|"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in ("csv", "pandas csv", "xlsx", "bare xlsx", "parquet"):
            command = [
                sys.executable,
                __file__,
                "--claims",
                str(given.claims),
                "--only",
                name,
                "--path",
                f"{folder}/{name}",
            ]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found[name] = one = json.loads(done.stdout)
            print(
                f"| {name} | {one['seconds']:.1f} | {one['size']:.0f} | {one['most'] - one['before']:.0f} |"
            )
    missed = 0
    for name, other in (("csv", "pandas csv"), ("xlsx", "bare xlsx")):
        times = found[name]["seconds"] / found[other]["seconds"]
        print(f"\n{name}: {times:.2f} times {other} (the bar is {BARS[name]})")
        missed += times > BARS[name]
    return missed


if __name__ == "__main__":
    sys.exit(main())
