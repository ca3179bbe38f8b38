"""A table that is too large to hold: what it has is noted in one pass, its figures are read when asked.

It answers as a HeldTable of the same lines does. Kept are the names, which years each entity has, and the
figures that were asked for last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import Language
from claimcheck.worksheet.cells import text_of, year_of
from claimcheck.worksheet.tables import Cell, Origin, key_of, put, refuse_fractions
from claimcheck.worksheet.units import unit_of

KEPT = 400_000
"""Figures that are kept at once, of entities and of years each."""
_ENTITIES = 2_000_000
_NONE = -1

Grid = NDArray[np.bool_]
Places = NDArray[np.int64]


class Column(Protocol):
    """The different cells of a column, and which of them stands on each line."""

    @property
    def cells(self) -> Sequence[object]:
        """The different cells."""

    @property
    def places(self) -> Places:
        """For each line the place of its cell among them."""


class Piece(Protocol):
    """Some lines of a file; ``values`` are NaN where there is none."""

    @property
    def lines(self) -> Places:
        """Which lines of the file they are."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns "entity", "period" and perhaps "code"."""

    @property
    def values(self) -> NDArray[np.float64]:
        """The figures."""


class Lines(Protocol):
    """A file that is read piece by piece."""

    def pieces(self, entities: Collection[object] = (), periods: Collection[object] = ()) -> Iterator[Piece]:
        """All lines, or those of these entities and periods."""


class ScannedTable:
    """A reference table whose figures are read from *lines* when they are asked for.

    Raises ClaimcheckError for what a held table is refused for.
    """

    def __init__(self, lines: Lines, *, measure: str, unit: str, origin: Origin, language: Language) -> None:
        self.measure, self.unit, self.origin = measure, unit_of(unit), origin
        self._lines, self._language = lines, language
        self._names: dict[str, str] = {}
        self._keys: dict[tuple[object, object], int] = {}
        self._order: dict[str, int] = {}
        self._entities: dict[str, set[object]] = {}
        self._columns: dict[int, int] = {}
        self._periods: dict[object, int | None] = {}
        self._has: Grid = np.zeros((64, 8), dtype=np.bool_)
        self._repeated = 0
        self._problems: dict[str, None] = {}
        self._series: dict[str, dict[int, Cell]] = {}
        self._years: dict[int, dict[str, Cell]] = {}
        self._note()

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each entity by its code."""
        return self._names

    @property
    def problems(self) -> tuple[str, ...]:
        """How many figures are there twice, and which of those met so far disagree."""
        told = (
            f"{self._repeated:,} lines stand for an entity and a year that an earlier line has, which counts"
        )
        return ((told,) if self._repeated else ()) + tuple(self._problems)

    def years(self, code: str) -> Set[int]:
        """The years for which an entity has a figure."""
        if code not in self._names:
            return frozenset()
        row = self._has[self._order[code]]
        return frozenset(year for year, column in self._columns.items() if row[column])

    def of(self, codes: Sequence[str], year: int) -> Mapping[str, Cell]:
        """The figures of these entities for one year; all their years are kept."""
        self._keep(codes)
        found = {code: self._series.get(code, {}) for code in codes}
        return {code: years[year] for code, years in found.items() if year in years}

    def series(self, code: str) -> Mapping[int, Cell]:
        """The figures of one entity by year."""
        self._keep((code,))
        return self._series.get(code, {})

    def at(self, year: int) -> Mapping[str, Cell]:
        """The figures of all entities for one year; the years before are read with it, as far as few."""
        if year not in self._columns:
            return {}
        if year not in self._years:
            self._read_years(year)
        return self._years[year]

    # --- the first pass ---

    def _note(self) -> None:
        largest, figures = 0.0, 0
        for piece in self._lines.pieces():
            keys, years, good = self._read(piece)
            values = np.abs(piece.values[np.isfinite(piece.values)])
            largest = max(largest, float(values.max(initial=0)))
            figures += len(values)
            self._note_names(piece, keys, good)
            seen = int(self._has.sum())
            self._has[keys[good], years[good]] = True
            self._repeated += int(good.sum()) - (int(self._has.sum()) - seen)
        if not figures:
            raise ClaimcheckError(
                f"{self.origin.name} has no figure in the column of values. Name another column."
            )
        refuse_fractions(largest, figures, self.unit, self.origin)
        if not self._names:
            raise ClaimcheckError(f"{self.origin.name} has no line with an entity, a year and a figure.")

    def _read(self, piece: Piece) -> tuple[Places, Places, Grid]:
        """The number of the entity and the column of the year of each line, and which lines have a figure."""
        keys = self._keys_of(piece)
        columns = piece.columns["period"]
        years = np.array([self._column(cell) for cell in columns.cells], dtype=np.int64)[columns.places]
        return keys, years, (keys != _NONE) & (years != _NONE) & np.isfinite(piece.values)

    def _keys_of(self, piece: Piece) -> Places:
        """The number of the entity of each line, -1 where it is empty."""
        entity, code = piece.columns["entity"], piece.columns.get("code")
        if code is None:
            return np.array([self._key(cell, None) for cell in entity.cells], dtype=np.int64)[entity.places]
        both, places = np.unique(entity.places * len(code.cells) + code.places, return_inverse=True)
        found = [
            self._key(entity.cells[one // len(code.cells)], code.cells[one % len(code.cells)])
            for one in both.tolist()
        ]
        return np.array(found, dtype=np.int64)[places]

    def _key(self, entity: object, code: object) -> int:
        there = self._keys.get((entity, code))
        if there is not None:
            return there
        name = text_of(entity)
        if not name:
            return self._keys.setdefault((entity, code), _NONE)
        key = key_of(name, code, self._language)
        number = self._order.setdefault(key, len(self._order))
        if number >= _ENTITIES:
            raise ClaimcheckError(
                f"{self.origin.name} has more than {_ENTITIES:,} entities. Name another column of entities."
            )
        self._grow(number, 0)
        self._entities.setdefault(key, set()).add(entity)
        return self._keys.setdefault((entity, code), number)

    def _column(self, cell: object) -> int:
        if cell not in self._periods:
            self._periods[cell] = year_of(cell)
        year = self._periods[cell]
        if year is None:
            return _NONE
        column = self._columns.setdefault(year, len(self._columns))
        self._grow(0, column)
        return column

    def _grow(self, row: int, column: int) -> None:
        rows, columns = self._has.shape
        if row >= rows or column >= columns:
            more = (0, rows if row >= rows else 0), (0, columns if column >= columns else 0)
            self._has = np.pad(self._has, more)

    def _note_names(self, piece: Piece, keys: Places, good: Grid) -> None:
        """The name of each new entity, as the first line with a figure of it has it."""
        lines = np.flatnonzero(good)
        numbers, firsts = np.unique(keys[lines], return_index=True)
        entity = piece.columns["entity"]
        codes = list(self._order)
        for number, first in sorted(
            zip(numbers.tolist(), firsts.tolist(), strict=True), key=lambda one: one[1]
        ):
            self._names.setdefault(codes[number], text_of(entity.cells[entity.places[lines[first]]]))

    # --- what is asked ---

    def _keep(self, codes: Sequence[str]) -> None:
        """Read the figures of those entities of which they are not kept; of many kept before, none stays."""
        if sum(map(len, self._series.values())) > KEPT:
            self._series.clear()
        lacking = {code for code in codes if code in self._names and code not in self._series}
        if lacking:
            self._read_series(lacking)

    def _read_series(self, codes: set[str]) -> None:
        numbers = [self._order[code] for code in codes]
        entities = set[object]().union(*(self._entities[code] for code in codes))
        found: dict[str, dict[int, Cell]] = {code: {} for code in codes}
        for code, year, cell in self._found(numbers, range(len(self._columns)), entities, ()):
            self._put(found[code], code, year, cell)
        self._series |= found

    def _read_years(self, year: int) -> None:
        if sum(map(len, self._years.values())) > KEPT:
            self._years.clear()
        years = self._with_those_before(year)
        periods = [cell for cell, of in self._periods.items() if of in years]
        found: dict[str, dict[int, Cell]] = {}
        columns = [self._columns[one] for one in years]
        for code, of, cell in self._found(range(len(self._order)), columns, (), periods):
            self._put(found.setdefault(code, {}), code, of, cell)
        ordered = [(code, found[code]) for code in self._names if code in found]
        self._years |= {one: {code: cells[one] for code, cells in ordered if one in cells} for one in years}

    def _with_those_before(self, year: int) -> list[int]:
        """A year, and those before it as long as their figures together are few."""
        counts = self._has.sum(axis=0)
        chosen, together = [year], int(counts[self._columns[year]])
        for before in sorted((one for one in self._columns if one < year), reverse=True):
            together += int(counts[self._columns[before]])
            if together > KEPT:
                break
            chosen.append(before)
        return chosen

    def _found(
        self,
        numbers: Sequence[int],
        columns: Sequence[int],
        entities: Collection[object],
        periods: Collection[object],
    ) -> Iterator[tuple[str, int, Cell]]:
        """The figures of some entities in some years, in the order of the file."""
        wanted_rows, wanted_columns = np.zeros(len(self._order), bool), np.zeros(len(self._columns), bool)
        wanted_rows[list(numbers)] = True
        wanted_columns[list(columns)] = True
        codes, years = list(self._order), list(self._columns)
        for piece in self._lines.pieces(entities, periods):
            keys, of, good = self._read(piece)
            lines = np.flatnonzero(good)
            lines = lines[wanted_rows[keys[lines]] & wanted_columns[of[lines]]]
            for line in lines.tolist():
                value = float(piece.values[line]) * self.unit.scale
                yield codes[keys[line]], years[of[line]], Cell(value, int(piece.lines[line]))

    def _put(self, into: dict[int, Cell], code: str, year: int, cell: Cell) -> None:
        problems: list[str] = []
        put(into, year, cell, self._names[code], problems)
        self._problems |= dict.fromkeys(problems)
