"""How well the speakers of quotations and of reported statements are found on the hand-made gold.

    python benchmarks/gold_speakers.py --shared ../shared [--misses]

A row of ``gold/quotes.csv`` is right when a quotation that overlaps it has the speaker's name, or,
where the gold's speaker is in parentheses (nobody with a name), words that overlap the gold's
mention. Precision: of the quotations returned, how many overlap a row of direct or mixed speech
whose speaker is theirs.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.flagging.quotations.extract import quotations
from claimcheck.model import Article, Quotation, Quoted, Span
from claimcheck.reading.sentences import sentences

QUOTED = {Quoted.DIRECT, Quoted.MIXED}


@dataclass
class Figures:
    """Rows found and rows there are, and the rows and quotations that were wrong."""

    quoted_right: int = 0
    quoted: int = 0
    indirect_right: int = 0
    indirect: int = 0
    returned_right: int = 0
    returned: int = 0
    misses: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """The figures as they are printed."""
        return [
            ("speakers of quotations", f"{self.quoted_right} of {self.quoted}"),
            ("speakers of reported statements", f"{self.indirect_right} of {self.indirect}"),
            ("quotations returned that are so", f"{self.returned_right} of {self.returned}"),
        ]


def measure(shared: Path) -> Figures:
    """The figures over all sample documents of *shared*."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (shared / "gold" / "quotes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["doc"]].append(row)
    figures = Figures()
    for document, gold in sorted(rows.items()):
        text = (shared / "seeds" / document).read_bytes().decode("utf-8")
        found = quotations(text, sentences(Article(text)))
        _recall(document, gold, found, text, figures)
        _precision(document, gold, found, text, figures)
    return figures


def _recall(
    document: str, gold: Sequence[dict[str, str]], found: Sequence[Quotation], text: str, figures: Figures
) -> None:
    """Count the rows that were found."""
    for row in gold:
        if row["mode"] not in {"direct", "mixed", "indirect"}:
            continue
        near = [one for one in found if _overlap(one.span, _span(row))]
        right = any(_right(row, one) for one in near)
        if row["mode"] == "indirect":
            figures.indirect += 1
            figures.indirect_right += right
        else:
            figures.quoted += 1
            figures.quoted_right += right
        if not right:
            figures.misses.append(
                f"{document[:3]} {row['mode']} {row['speaker']}: {row['text'][:70]!r} "
                f"-> {[(one.quoted.value, one.speaker) for one in near]}"
            )


def _precision(
    document: str, gold: Sequence[dict[str, str]], found: Sequence[Quotation], text: str, figures: Figures
) -> None:
    """Count the quotations returned that the gold has too."""
    wanted = [row for row in gold if row["mode"] in {"direct", "mixed"}]
    for one in found:
        if one.quoted in QUOTED:
            right = any(_overlap(one.span, _span(row)) and _right(row, one) for row in wanted)
            figures.returned += 1
            figures.returned_right += right
            if not right:
                figures.misses.append(f"{document[:3]} returned {one.speaker}: {one.span.of(text)[:70]!r}")


def _right(row: dict[str, str], found: Quotation) -> bool:
    """Whether a quotation has the row's speaker."""
    if not row["speaker"].startswith("("):
        return found.speaker == row["speaker"]
    return found.mention is not None and _overlap(
        found.mention, Span(int(row["speaker_start"]), int(row["speaker_end"]))
    )


def _span(row: dict[str, str]) -> Span:
    """The row's span."""
    return Span(int(row["start"]), int(row["end"]))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 2 where the shared folder is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold and seeds")
    parser.add_argument("--misses", action="store_true", help="show what was wrong")
    options = parser.parse_args(arguments)
    if not (options.shared / "gold" / "quotes.csv").exists():
        print(f"{options.shared} holds no gold/quotes.csv; name the folder with --shared.", file=sys.stderr)
        return 2
    figures = measure(options.shared)
    for name, value in figures.rows():
        print(f"{name:32} {value}")
    if options.misses:
        print(*figures.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
