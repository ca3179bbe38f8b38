"""What is measured of somebody: a table's figure, a figure for each head, a part of the economy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.calculations import Figure
from claimcheck.worksheet.figures import Who, figure, years_with
from claimcheck.worksheet.known import GDP, POPULATION, Known
from claimcheck.worksheet.tables import ReferenceTable
from claimcheck.worksheet.units import is_percent

HEADS, PART_OF_GDP = "per head", "percent of GDP"


@dataclass(frozen=True, slots=True)
class Worth:
    """A value in a unit, and the figures that it is made of."""

    value: float
    unit: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A table, or one table divided by another: for each head, or as a part of the economy."""

    table: ReferenceTable
    by: ReferenceTable | None = None
    way: str = ""

    @property
    def unit(self) -> str:
        """The unit of what it comes to."""
        if self.way == HEADS:
            return f"{self.table.unit.name} per head"
        return PART_OF_GDP if self.way == PART_OF_GDP else self.table.unit.name

    @property
    def words(self) -> str:
        """What is measured, in words."""
        if self.way == HEADS:
            return f"{self.table.measure} per head"
        if self.way == PART_OF_GDP:
            return f"{self.table.measure} in per cent of GDP"
        return self.table.measure

    @property
    def tables(self) -> tuple[ReferenceTable, ...]:
        """The tables that are needed."""
        return (self.table,) if self.by is None else (self.table, self.by)

    def of(self, who: Who, year: int, known: Known) -> Worth | None:
        """What *who* comes to in a year; None where a figure is lacking.

        Or what it is divided by is nothing.
        """
        above = figure(who, self.table, year, known)
        if above is None or above.value is None:
            return None
        if self.by is None:
            return Worth(above.value, self.unit, (above,))
        below = figure(who, self.by, year, known)
        if below is None or not below.value:
            return None
        percent = 100 if self.way == PART_OF_GDP else 1
        return Worth(percent * above.value / below.value, self.unit, (above, below))

    def years(self, who: Sequence[Who], until: int | None, known: Known) -> list[int]:
        """The years for which there is all that is needed of all of *who*, the latest first."""
        found: set[int] | None = None
        for one in who:
            own = set(years_with(one, self.tables, until, known))
            found = own if found is None else found & own
        return sorted(found or (), reverse=True)


def plain(kind: str, known: Known, unit: str | None = None) -> Measured | None:
    """The figures of a table as they stand: one in money or of heads before one in per cent."""
    tables = known.kinds.get(kind, [])
    wanted = [table for table in tables if unit is None or table.unit.name == unit]
    ordered = sorted(wanted, key=lambda table: is_percent(table.unit.name) and len(tables) > 1)
    return Measured(ordered[0]) if ordered else None


def per_head(kind: str, known: Known) -> Measured | None:
    """A table's figures divided by the population."""
    above, below = plain(kind, known), known.table(POPULATION)
    if above is None or below is None or kind == POPULATION or is_percent(above.table.unit.name):
        return None
    return Measured(above.table, below, HEADS)


def parts_of_gdp(kind: str, known: Known) -> list[Measured]:
    """A table in per cent of GDP, and the figures in money divided by GDP."""
    own = known.table(kind, PART_OF_GDP)
    gdp = known.table(GDP)
    money = next((one for one in known.kinds.get(kind, ()) if gdp and one.unit.name == gdp.unit.name), None)
    found = [Measured(own)] if own else []
    if money and gdp and kind != GDP:
        found.append(Measured(money, gdp, PART_OF_GDP))
    return found
