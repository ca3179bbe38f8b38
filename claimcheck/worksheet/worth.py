"""What is measured of somebody: a table's figure, a figure for each head, a part of the economy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.calculations import Figure
from claimcheck.worksheet.figures import Who, figure, years_with
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.known import GDP, POPULATION, Known
from claimcheck.worksheet.tables import ReferenceTable
from claimcheck.worksheet.units import is_percent

HEADS, PART_OF_GDP = "per head", "percent of GDP"


@dataclass(frozen=True, slots=True)
class Worth:
    """A value in a unit, and how it is made of which figures."""

    value: float
    unit: str
    term: Term

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it is made of."""
        return self.term.figures


@dataclass(frozen=True, slots=True)
class Measured:
    """A table, or one table divided by another: for each head, or as a part of the economy."""

    table: ReferenceTable
    by: ReferenceTable | None = None
    way: str = ""
    name: str = ""
    """The name of the table, where another has the same measure."""

    @property
    def unit(self) -> str:
        """The unit of what it comes to."""
        if self.way == HEADS:
            return f"{self.table.unit.name} per head"
        return PART_OF_GDP if self.way == PART_OF_GDP else self.table.unit.name

    @property
    def words(self) -> str:
        """What is measured, in words, with the table where another may disagree."""
        ways = {HEADS: " per head", PART_OF_GDP: " in per cent of GDP"}
        told = f"{self.table.measure}{ways.get(self.way, '')}"
        return f"{told} ({self.name})" if self.name else told

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
            return Worth(above.value, self.unit, Term("{0}", (above,)))
        below = figure(who, self.by, year, known)
        if below is None or not below.value:
            return None
        both = (above, below)
        if self.way == PART_OF_GDP:
            return Worth(100 * above.value / below.value, self.unit, Term("100 * {0} / {1}", both))
        return Worth(above.value / below.value, self.unit, Term("{0} / {1}", both))

    def years(self, who: Sequence[Who], until: int | None, known: Known) -> list[int]:
        """The years for which there is all that is needed of all of *who*, the latest first."""
        found: set[int] | None = None
        for one in who:
            own = set(years_with(one, self.tables, until, known))
            found = own if found is None else found & own
        return sorted(found or (), reverse=True)


def plain(kind: str, known: Known) -> list[Measured]:
    """The figures of each table as they stand; those in money or of heads before, and not with, per cent."""
    tables = known.kinds.get(kind, [])
    ordered = sorted(tables, key=lambda table: is_percent(table.unit.name) and len(tables) > 1)
    return _named([table for table in ordered if table.unit.name == ordered[0].unit.name])


def _named(tables: Sequence[ReferenceTable]) -> list[Measured]:
    """Each table, of several of one measure with its name: they may disagree."""
    if len(tables) < 2:
        return [Measured(table) for table in tables]
    names = [table.origin.name for table in tables]
    return [
        Measured(table, name=name if names.count(name) == 1 else f"{name}, table {place}")
        for place, (table, name) in enumerate(zip(tables, names, strict=True), 1)
    ]


def per_head(kind: str, known: Known) -> list[Measured]:
    """The figures of each table divided by the population."""
    below = known.table(POPULATION)
    if below is None or kind == POPULATION:
        return []
    return [
        replace(above, by=below, way=HEADS)
        for above in plain(kind, known)
        if not is_percent(above.table.unit.name)
    ]


def parts_of_gdp(kind: str, known: Known) -> list[Measured]:
    """A table in per cent of GDP, and the figures in money divided by GDP."""
    gdp = known.table(GDP)
    tables = known.kinds.get(kind, [])
    found = _named([table for table in tables if table.unit.name == PART_OF_GDP])
    if gdp is not None and kind != GDP:
        money = _named([table for table in tables if table.unit.name == gdp.unit.name])
        found += [replace(one, by=gdp, way=PART_OF_GDP) for one in money]
    return found
