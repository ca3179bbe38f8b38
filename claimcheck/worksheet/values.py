"""What a worksheet is made of: what was claimed, the figures that answer it, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from claimcheck.calculations import Figure, ReadAs
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Bound
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.numbers import told
from claimcheck.worksheet.pandas_cell import pandas_cell
from claimcheck.worksheet.tables import Origin


class Form(StrEnum):
    """What has to be worked out to answer a claim."""

    LEVEL = "level"
    SUM = "sum"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    SHARE = "share"
    CHANGE = "change"
    POINTS = "change in percentage points"
    GROWTH = "growth"
    RANK = "rank"
    PER_HEAD = "per_head"
    PERCENT_OF_GDP = "percent_of_gdp"
    THRESHOLD = "threshold"
    CONVERSION = "conversion"
    PRICE_CHANGE = "price_change"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim says: ``value`` in ``unit``, as exactly as its words have it.

    ``step`` is the unit of the last digit that is said: 1 of 25, 0.1 of 3.5, 100,000,000 of 1.2 billion.
    ``fraction`` is whether it is said as people round: "a third", "half", "a fifth".
    """

    value: float
    unit: str
    words: str
    high: float | None = None
    bound: Bound | None = None
    approximate: bool = False
    nearly: bool = False
    fraction: bool = False
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A figure that is needed: its ``role`` ("left", "whole", "before" …) and the claim's words for it.

    ``months`` is the span of time that it is for, where the claim says one ("in three months"), else 0.
    """

    role: str
    name: str
    form: Form
    months: float = 0.0
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a reading is worked out: the ``term`` of its figures.

    Where it ranks or counts, ``each`` are the terms of those that are, and stand in it as "each".
    """

    term: Term
    each: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One admissible way to take a claim, and what the figures come to under it.

    ``computed`` is in ``unit``, the unit of what was claimed; ``difference`` says by which part it is more
    (0.02) or less (-0.02) than that, None where what was claimed is 0. ``holds`` is whether it bears the
    claim out within the tolerance; ``slip`` names a common slip under which it would.
    """

    form: Form
    words: str
    operands: tuple[Figure, ...]
    computed: float
    unit: str
    difference: float | None
    holds: bool
    explanation: str
    said: Claimed
    reckoning: Reckoning = field(repr=False)
    period: str = ""
    covers: tuple[float, float] | None = None
    """From which figure to which the claim is borne out; None for a limit."""
    slip: str | None = None

    @property
    def type(self) -> str:
        """The form as a word: "ratio", "share", "per_head" …."""
        return self.form.value

    @property
    def told(self) -> str:
        """What was computed, in words."""
        return told(self.computed, self.unit)

    def __str__(self) -> str:
        perhaps = f"; perhaps {self.slip}" if self.slip else ""
        return f"{self.words}: {self.explanation}; {'holds' if self.holds else 'does not hold'}{perhaps}"

    @property
    def covered(self) -> str:
        """Which figures what is claimed stands for, as people round: "25 times covers 23.75 to 26.25"."""
        if self.covers is None or self.covers[0] == self.covers[1]:
            return ""
        low, high = self.covers
        return f"{told(self.said.value, self.unit)} covers {told(low, self.unit)} to {told(high, self.unit)}"

    @property
    def columns(self) -> dict[str, Any]:
        """What a row of a table has of it."""
        return {
            "type": self.type,
            "claimed": self.said.value,
            "computed": self.computed,
            "unit": self.unit,
            "holds": self.holds,
        }


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What was claimed, every admissible reading of it that tables can answer, and what no table has."""

    text: str
    claimed: Claimed | None = None
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    needed: tuple[Place, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    """Whom its words were taken for."""
    required: str = ""
    """What a figure that is lacking would have to be, once the others are given."""
    origins: tuple[Origin, ...] = ()
    """Where the tables come from that were there."""

    def as_pandas(self, reading: int = 1, folder: str = "") -> str:
        """A notebook cell of plain pandas that works a *reading* out again, by its number from 1.

        It reads the same files in *folder* by their names, refuses others by their SHA-256, and prints the
        number. A DataFrame has no file: its rows stand in the cell. Raises ClaimcheckError where there is no
        such reading.

        """
        if isinstance(reading, bool) or not isinstance(reading, int) or not isinstance(folder, str):
            raise ClaimcheckError("as_pandas() takes the number of a reading, and a folder as text.")
        if not 1 <= reading <= len(self.readings):
            there = f"there are {len(self.readings)}" if self.readings else "there is none"
            raise ClaimcheckError(f"There is no reading {reading}: {there}.")
        one = self.readings[reading - 1]
        lines = (self.text, f"{one.words}: {one.told}")
        return pandas_cell(lines, one.reckoning.term, one.reckoning.each, self.origins, folder)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """The claim, each reading with what it rests on, and what is lacking."""
        yield self.text
        if self.claimed is not None and not self.readings:
            yield f"claimed: {told(self.claimed.value, self.claimed.unit)}"
        for reading in self.readings:
            yield f"- {reading}"
        if self.readings:
            covered = self.readings[0].covered
            yield f"{self.summary} ({covered})" if covered else self.summary
        if self.required:
            yield self.required
        if self.missing:
            yield f"missing: {'; '.join(self.missing)}"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each figure of each reading, for a table: ``pandas.DataFrame(worksheet.rows)``."""
        return [
            {"reading": number, **reading.columns, **figure.columns}
            for number, reading in enumerate(self.readings, 1)
            for figure in reading.operands
        ]

    @property
    def summary(self) -> str:
        """In how many readings the claim holds, in words."""
        if not self.readings:
            return "no reading: " + "; ".join(self.missing) if self.missing else "no reading"
        held = sum(reading.holds for reading in self.readings)
        return f"holds in {held} of {len(self.readings)} reading{'s' if len(self.readings) > 1 else ''}"
