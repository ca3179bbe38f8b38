"""A worksheet as it is kept with a check and read: in a sentence, as calculations, over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.calculations import Calculation, GivenFigure, KeptWorksheet
from claimcheck.worksheet.numbers import told
from claimcheck.worksheet.values import Reading, Worksheet

_YEAR = re.compile(r"(?:.*\D)?(\d{4})")
_WHEN = re.compile(r",? \d{4}(?: to \d{4})?$")
_AMONG = re.compile(r"(?<= among )\d+(?= )")
_TOLD_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Series:
    """The calculations of one kind over the years: what is measured the same way but for the year.

    ``name`` tells it from the others ("NATO members 2025 (32)"), ``points`` are (year, calculation).
    """

    name: str
    points: tuple[tuple[int, Calculation], ...]


def kept(sheet: Worksheet, given: Iterable[GivenFigure] = ()) -> KeptWorksheet:
    """What is kept of *sheet* with a check, with the figures that were *given* as they were typed."""
    calculations = tuple(map(_calculation, sheet.readings))
    return KeptWorksheet(claimed_in_words(sheet), result(sheet), calculations, tuple(given))


def claimed_in_words(sheet: Worksheet) -> str:
    """What was claimed, as a number with its unit; empty where no number is.

    >>> claimed_in_words(Worksheet("They met."))
    ''
    """
    if sheet.readings:
        said = sheet.readings[0].said
        return told(said.value, sheet.readings[0].unit)
    return told(sheet.claimed.value, sheet.claimed.unit) if sheet.claimed else ""


def result(sheet: Worksheet) -> str:
    """What was found, in sentences that can stand in a rationale; empty where nothing was worked out.

    "Claimed: 25 times. Computed: 25.6 times for 2023, 21.3 times for 2022 (GDP, NATO members 2025 (32) and
    Russian Federation; World Bank). Holds in 3 of 6 readings."
    """
    if not sheet.readings:
        return ""
    first = _first_series(sheet.readings)
    came_to = ", ".join(_came_to(reading) for reading in first[:_TOLD_AT_MOST])
    figures = (figure for reading in first for figure in reading.operands)
    sources = dict.fromkeys(name for figure in figures if (name := figure.source or figure.url))
    beside = "; ".join([_without_year(first[0]), *sources])
    held = sheet.summary[:1].upper() + sheet.summary[1:]
    return f"Claimed: {claimed_in_words(sheet)}. Computed: {came_to} ({beside}). {held}."


def series(calculations: Sequence[Calculation]) -> tuple[Series, ...]:
    """The *calculations* that can be drawn over the years, in the order in which they come."""
    found: dict[str, dict[int, Calculation]] = {}
    for one in calculations:
        year = year_of(one)
        if year is not None:
            for name in _names(one, year):
                found.setdefault(name, {}).setdefault(year, one)
    return tuple(Series(name, tuple(sorted(points.items()))) for name, points in found.items())


def year_of(reading: Calculation) -> int | None:
    """The year for which it is, the last of several; None where there is none.

    A figure "by the figures given" has none.
    """
    year = _YEAR.fullmatch(reading.period)
    return int(year[1]) if year else None


def _names(reading: Calculation, year: int) -> list[str]:
    """The series that a reading belongs to: of a group as it was in each year, or as it is on one day."""
    groups = [figure for figure in reading.figures if figure.members_of is not None]
    if not groups:
        return [_AMONG.sub("all", _without_year(reading))]
    fixed = _without_year(reading)
    if any(figure.members_of != year for figure in groups):
        return [fixed]
    of_each_year = fixed
    for figure in groups:
        group = figure.name.partition(" members ")[0]
        of_each_year = of_each_year.replace(figure.name, f"{group} members of each year")
    return [of_each_year]


def _first_series(readings: Sequence[Reading]) -> list[Reading]:
    """The first reading, and those that differ from it in the year alone."""
    alike = _AMONG.sub("", _without_year(readings[0]))
    return [reading for reading in readings if _AMONG.sub("", _without_year(reading)) == alike]


def _without_year(reading: Reading | Calculation) -> str:
    """Whose figures they are, without for when."""
    return _WHEN.sub("", reading.words)


def _came_to(reading: Reading) -> str:
    return f"{reading.told} for {reading.period}" if reading.period else reading.told


def _calculation(reading: Reading) -> Calculation:
    return Calculation(
        type=reading.type,
        words=reading.words,
        computed=reading.computed,
        unit=reading.unit,
        told=reading.told,
        explanation=reading.explanation,
        holds=reading.holds,
        period=reading.period,
        figures=reading.operands,
        slip=reading.slip,
    )
