"""A reference table: a measure of countries or other entities by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold
from claimcheck.worksheet.cells import numbers, text_of, year_of
from claimcheck.worksheet.laid_out import LaidOut
from claimcheck.worksheet.places import code_of, codes
from claimcheck.worksheet.units import Unit, is_percent, unit_of
from claimcheck.worksheet.words import words_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table, and the line of the file that it stands on."""

    value: float
    row: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from: the name of its file, the SHA-256 of its bytes, who published it.

    And which ``measure`` of that file it has, ``laid_out`` so.
    """

    name: str
    sha256: str | None = None
    source: str | None = None
    measure: str = ""
    laid_out: LaidOut | None = field(default=None, compare=False, repr=False)

    @property
    def told(self) -> tuple[str, str | None, str | None]:
        """Name, source and digest, as a figure has them."""
        return self.name, self.source, self.sha256


class ReferenceTable(Protocol):
    """What a worksheet asks of a table, whether it is held in memory or read when asked."""

    @property
    def measure(self) -> str:
        """What is measured."""

    @property
    def unit(self) -> Unit:
        """The unit of the figures."""

    @property
    def origin(self) -> Origin:
        """Where it comes from."""

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each entity by its code; what is no country has its folded name for one."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong in it, with the lines."""

    def years(self, code: str) -> Set[int]:
        """The years for which an entity has a figure."""

    def series(self, code: str) -> Mapping[int, Cell]:
        """The figures of one entity by year, in the unit, scaled."""

    def of(self, codes: Sequence[str], year: int) -> Mapping[str, Cell]:
        """The figures of these entities for one year, in the unit, scaled; without those that have none."""

    def at(self, year: int) -> Mapping[str, Cell]:
        """The figures of all entities for one year."""


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table in memory."""

    measure: str
    unit: Unit
    origin: Origin
    names: Mapping[str, str]
    cells: Mapping[str, Mapping[int, Cell]]
    problems: tuple[str, ...] = ()
    by_year: dict[int, dict[str, Cell]] = field(default_factory=dict, compare=False, repr=False)

    def years(self, code: str) -> Set[int]:
        """The years for which an entity has a figure."""
        return self.cells.get(code, {}).keys()

    def series(self, code: str) -> Mapping[int, Cell]:
        """The figures of one entity by year."""
        return self.cells.get(code, {})

    def of(self, codes: Sequence[str], year: int) -> Mapping[str, Cell]:
        """The figures of these entities for one year."""
        return {code: self.cells[code][year] for code in codes if year in self.cells.get(code, {})}

    def at(self, year: int) -> Mapping[str, Cell]:
        """The figures of all entities for one year."""
        if year not in self.by_year:
            self.by_year[year] = {code: years[year] for code, years in self.cells.items() if year in years}
        return self.by_year[year]


def is_country(code: str) -> bool:
    """Whether it is the code of a country, not of an aggregate of countries."""
    return code in codes()


def held_table(
    columns: Mapping[str, Sequence[object]],
    *,
    measure: str,
    unit: str,
    origin: Origin,
    language: Language,
    decimal: str | None = None,
    lines: Sequence[int] | None = None,
) -> HeldTable:
    """The table of the columns "entity", "period", "value" and, where there is one, "code".

    *lines* are those of the file on which they stand, from 2 on where nothing else is said.

    Raises ClaimcheckError where a column is empty, a number is none, or percentages seem to be fractions.
    """
    of_unit = unit_of(unit)
    values = numbers(columns["value"], "value", decimal, lines)
    known = [value for value in values if value is not None]
    if not known:
        raise ClaimcheckError(f"{origin.name} has no figure in the column of values. Name another column.")
    largest = max(map(abs, known))
    refuse_fractions(largest, len(known), of_unit, origin)
    cells: dict[str, dict[int, Cell]] = {}
    names: dict[str, str] = {}
    problems: list[str] = []
    given = columns.get("code") or [None] * len(values)
    coded: dict[tuple[object, object], str] = {}
    rows = range(2, len(values) + 2) if lines is None else lines
    for row, entity, code, period, value in zip(
        rows, columns["entity"], given, columns["period"], values, strict=True
    ):
        year = year_of(period)
        name = text_of(entity)
        if value is None or year is None or not name:
            continue
        key = coded.get((entity, code)) or coded.setdefault((entity, code), key_of(name, code, language))
        names.setdefault(key, name)
        put(cells.setdefault(key, {}), year, Cell(value * of_unit.scale, row), names[key], problems)
    if not cells:
        raise ClaimcheckError(f"{origin.name} has no line with an entity, a year and a figure.")
    return HeldTable(measure, of_unit, origin, names, cells, tuple(problems))


def refuse_fractions(largest: float, count: int, unit: Unit, origin: Origin) -> None:
    """Raise ClaimcheckError where the largest of several percentages is so small that they seem fractions."""
    if is_percent(unit.name) and count > 1 and 0 < largest <= 1:
        raise ClaimcheckError(
            f'{origin.name}: no figure is above 1, though the unit is "{unit.name}". Are they fractions? '
            'Multiply them by 100, or give the unit as "fraction".'
        )


def key_of(name: str, given: object, language: Language) -> str:
    """The code of a country, or the name of what is none: a code that is no country's is an aggregate's."""
    code = text_of(given).upper()
    if code in codes():
        return code
    if code and code != "NAN":
        return code if len(code) == 3 else code_of(name, language) or fold(name)
    return code_of(name, language) or _aggregates(language).get(fold(name)) or fold(name)


@cache
def _aggregates(language: Language) -> dict[str, str]:
    """The codes of the World Bank's aggregates by what tables without codes call them."""
    told = words_of(language)["aggregates"].items()
    return {fold(name): code for code, names in told for name in names}


def put(years: dict[int, Cell], year: int, cell: Cell, name: str, problems: list[str]) -> None:
    """One figure for one year; of two that disagree the first is kept, and both lines are named."""
    there = years.get(year)
    if there is not None and there.value != cell.value:
        problems.append(
            f"{name} has two figures for {year}: {there.value:g} (line {there.row}) "
            f"and {cell.value:g} (line {cell.row})"
        )
        return
    years[year] = there or cell
