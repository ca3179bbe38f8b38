"""The arithmetic that is kept with a check: the figures, what they come to, and whether that was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that is needed: of an entity or a group, for one period.

    ``value`` is None where nobody has given it yet. ``table`` names the file, ``sha256`` its content,
    ``source`` who published it and ``rows`` the lines of the file (the header is line 1). ``members`` are
    those that were summed or counted, of a group as of the year ``members_of``, and ``absent`` those of the
    group that have no figure. One that a person has found has a ``url``, the ISO date on which it was
    ``consulted`` and a ``note``.
    """

    name: str
    measure: str
    period: int | None = None
    value: float | None = None
    unit: str = ""
    table: str | None = None
    source: str | None = None
    sha256: str | None = None
    rows: tuple[int, ...] = ()
    members: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    members_of: int | None = None
    url: str | None = None
    consulted: str | None = None
    note: str | None = None

    @property
    def has_source(self) -> bool:
        """Whether it says where it is from: who published it, or an address."""
        return bool(self.source or self.url)

    @property
    def columns(self) -> dict[str, Any]:
        """What a row of a table has of it."""
        return {
            "figure_of": self.name,
            "measure": self.measure,
            "period": self.period,
            "value": self.value,
            "figure_unit": self.unit,
            "table": self.table,
            "lines": " ".join(map(str, self.rows)),
            "sha256": self.sha256,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """A figure as a reviewer has typed it, for the place of a worksheet that has that ``role``."""

    role: str
    value: str = ""
    unit: str | None = None
    period: str | None = None
    source: str | None = None
    url: str | None = None
    consulted: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What words of a claim were taken for: "the whole alliance" for "NATO"."""

    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """One reading of a claim with its ``figures``, and what they come to: ``told`` is ``computed`` in words.

    ``type`` is what was worked out (ratio, share, rank …), ``words`` what of whom, ``period`` for when,
    ``explanation`` what was claimed against what was computed, ``slip`` a common slip that would explain it.
    """

    type: str
    words: str
    computed: float
    unit: str
    told: str
    explanation: str
    holds: bool
    period: str = ""
    figures: tuple[Figure, ...] = ()
    slip: str | None = None


@dataclass(frozen=True, slots=True)
class KeptWorksheet:
    """What a reviewer keeps of a claim's worksheet with its check.

    ``claimed`` is what was claimed, in words, ``result`` a sentence of what was found, ``calculations`` every
    reading as it was then, ``given`` the figures that the reviewer has typed, complete or not, and
    ``read_as`` what they have said of words that were taken for another country or group.
    """

    claimed: str = ""
    result: str = ""
    calculations: tuple[Calculation, ...] = ()
    given: tuple[GivenFigure, ...] = ()
    read_as: tuple[ReadAs, ...] = ()

    @property
    def has_source(self) -> bool:
        """Whether it can stand as a source: something was worked out, and each figure says from where."""
        figures = [figure for calculation in self.calculations for figure in calculation.figures]
        return bool(figures) and all(figure.has_source for figure in figures)

    @property
    def origins(self) -> tuple[str, ...]:
        """From where its figures are, each once: "World Bank (gdp.csv)"."""
        return tuple(dict.fromkeys(self._origins()))

    def _origins(self) -> Iterator[str]:
        for calculation in self.calculations:
            for figure in calculation.figures:
                told = figure.source or figure.url
                if told:
                    beside = figure.table or (figure.url if figure.url != told else None)
                    yield f"{told} ({beside})" if beside else told
