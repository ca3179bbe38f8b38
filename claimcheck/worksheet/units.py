"""The unit of a table's figures or of a claim: what is counted, and in which steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STEPS = {
    "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
}  # fmt: skip
_DOLLARS = re.compile(
    r"(?i)\b(?:current |constant )?(?:us ?\$|us dollars?|u\.s\. dollars?|dollars?|usd)(?!\w)|\$"
)
_PERCENT = re.compile(r"(?i)%|\bper ?cent\b|\bpercentage\b")
PERCENT, TIMES = "percent", "times"


@dataclass(frozen=True, slots=True)
class Unit:
    """A ``name`` such as "USD", "percent of GDP", "people".

    And what a figure is multiplied by to be in it.
    """

    name: str
    scale: float = 1.0


def unit_of(words: str) -> Unit:
    """The unit that *words* name.

    >>> unit_of("million USD"), unit_of("% of GDP").name, unit_of("current US$").name
    (Unit(name='USD', scale=1000000.0), 'percent of GDP', 'USD')
    """
    plain = _PERCENT.sub(PERCENT, _DOLLARS.sub("USD", words.strip()))
    scale, kept = 1.0, []
    for word in plain.replace("current USD", "USD").split():
        step = _STEPS.get(word.casefold().strip(",."))
        if step is None:
            kept.append(word)
        elif word.casefold() != "m" or not kept:
            scale *= step
    return Unit(" ".join(kept).removeprefix("of "), scale)


def is_percent(unit: str) -> bool:
    """Whether figures in *unit* are parts of a hundred, which can differ by points."""
    return unit.startswith(PERCENT)
