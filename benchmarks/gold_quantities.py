"""How well quantities are found and read on the hand-made gold (shared/gold/quantities.csv)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Measured, Quantity, Span

DATES = {"weekday", "month", "date", "datetime", "date_range", "deictic_date"}


@dataclass(frozen=True)
class Figures:
    """What was counted; precision is over what was found."""

    core: int
    found: int
    right: int
    traps: int
    taken: int
    returned: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of what was returned that overlaps a core quantity."""
        return self.found / self.returned if self.returned else 0.0


def kind_of(gold: str) -> Measured:
    """Our kind for the gold's."""
    if gold in DATES:
        return Measured.DATE
    return {"ordinal_rank": Measured.RANK}.get(gold) or Measured(gold)


def measure(shared: Path) -> Figures:
    """Set what is found in the sample articles beside the gold."""
    with (shared / "gold" / "quantities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {row["doc"]: (shared / "seeds" / row["doc"]).read_bytes().decode("utf-8") for row in rows}
    returned = {document: quantities(text) for document, text in texts.items()}
    core = [row for row in rows if row["core"] == "1"]
    pairs = [(row, _over(row, returned[row["doc"]])) for row in core]
    wrong = [row["text"] for row, found in pairs if not any(_right(row, one) for one in found)]
    traps = [row for row in rows if row["core"] == "0"]
    return Figures(
        core=len(core),
        found=sum(bool(found) for _, found in pairs),
        right=len(core) - len(wrong),
        traps=len(traps),
        taken=sum(bool(_over(row, returned[row["doc"]])) for row in traps),
        returned=sum(map(len, returned.values())),
        wrong=tuple(wrong),
    )


def _over(row: dict[str, str], found: Sequence[Quantity]) -> list[Quantity]:
    """What was found where the gold's quantity stands."""
    span = Span(int(row["start"]), int(row["end"]))
    return [one for one in found if one.span.start < span.end and span.start < one.span.end]


def _right(row: dict[str, str], found: Quantity) -> bool:
    """Whether kind and normalised value are the gold's."""
    return found.kind is kind_of(row["kind"]) and found.normalized == row["normalized"]
