"""What to check first: how far the order of priority is that of an editor.

    python benchmarks/priority.py ../shared

On the 20 labelled documents of ``gold/news``, in each of which one person has said what an editor would
check first, in which order: how many of the editor's first three are among our first five, how often the
editor's first is ours or among our first three, and how well the priority tells what has to be on an editor's
list from what could be. Beside it stand the same figures for the order of worthiness, of the text, and of how
many figures a sentence holds. All sentences of a document are in the order, also those without a label.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fresh_news import documents
from measured import Row
from scoring import auc

from claimcheck.model import Claim
from claimcheck.priority.prioritize import NAMES

FIRST, TOP = 3, 5
MEASURED = ("checkable", "look_up", "who", "about")
"""The parts that are known without a pile or a desk."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A unit of a document: its claim, its label if it has one, and its place on an editor's list, or 0."""

    claim: Claim
    label: str | None
    priority: int

    @property
    def measures(self) -> list[float]:
        """The values of the parts in MEASURED."""
        values = {part.name: part.value for part in self.claim.priority_parts}
        return [values[NAMES[name]] for name in MEASURED]


@dataclass(frozen=True, slots=True)
class Figures:
    """How far an order is the editor's: of the first three those in our first five, and so on."""

    first_three: int
    asked: int
    first: int
    in_three: int
    documents: int
    must_could: float

    def __str__(self) -> str:
        return (
            f"first three in our five {self.first_three} of {self.asked}, first is ours {self.first} and in "
            f"our three {self.in_three} of {self.documents}, AUC must/could {self.must_could:.3f}"
        )


def labelled_documents(shared: Path) -> list[list[Labelled]]:
    """The units of each labelled document, in the order of the text."""
    found = []
    for claims, judged in documents(shared):
        labels = {one.claim.span: one.label for one in judged if one.claim}
        known = [(claim, labels.get(claim.span, {})) for claim in claims]
        found.append(
            [
                Labelled(claim, label.get("label"), int(label.get("priority") or 0) if label else 0)
                for claim, label in known
            ]
        )
    return found


def figures(found: Sequence[Sequence[Labelled]], scores: Sequence[Sequence[float]]) -> Figures:
    """How far the order that *scores* make of each document is the editor's."""
    hits = asked = first = three = 0
    must: list[float] = []
    could: list[float] = []
    for units, own in zip(found, scores, strict=True):
        ranked = sorted(range(len(units)), key=[-score for score in own].__getitem__)
        wanted = [place for place, unit in enumerate(units) if 1 <= unit.priority <= FIRST]
        asked += len(wanted)
        hits += len({*wanted} & {*ranked[:TOP]})
        top = next((place for place, unit in enumerate(units) if unit.priority == 1), None)
        first += top == ranked[0]
        three += top in ranked[:FIRST]
        must += [score for unit, score in zip(units, own, strict=True) if unit.label == "must"]
        could += [score for unit, score in zip(units, own, strict=True) if unit.label == "could"]
    return Figures(hits, asked, first, three, len(found), auc(np.array(must), np.array(could)))


ORDERS: dict[str, Callable[[Claim], float]] = {
    "priority": lambda claim: claim.priority,
    "worthiness": lambda claim: claim.worthiness,
    "the text": lambda claim: -claim.span.start,
    "figures in it": lambda claim: len(claim.quantities),
}


def rows(shared: Path) -> list[Row]:
    """The table's lines."""
    found = labelled_documents(shared)
    told = []
    for name, order in ORDERS.items():
        told.append(
            Row(
                f"order of {name}",
                str(figures(found, [[order(one.claim) for one in units] for units in found])),
            )
        )
    return told


if __name__ == "__main__":
    for row in rows(Path(sys.argv[1])):
        print(*row)
