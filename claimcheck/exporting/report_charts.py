"""The charts of a report: where each bar, point and word stands, and what it says to who cannot see it.

Pure geometry in units of the drawing; the pages draw it as inline SVG.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.calculations import KeptWorksheet
from claimcheck.exporting.short_names import shown_name
from claimcheck.review.rating_colours import ink_on
from claimcheck.review.statistics import Checked
from claimcheck.worksheet.keeping import Series, series

WIDTH = 340
_ROW, _LABEL, _BAR = 40, 14, 16
_NARROWEST_NUMBER = 16

_YEARS_WIDTH, _YEARS_HEIGHT = 440, 160
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 100, 26, 26
_SERIES_AT_MOST, _YEARS_AT_MOST, _LABELS_AT_MOST = 3, 24, 6
_NUMBER = re.compile(r"(?:place )?(-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?)(?: (trillion|billion|million)\b)?")
_SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar from ``x`` on, ``width`` wide, and the ``number`` in it where there is room."""

    x: float
    width: float
    colour: str
    ink: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its ``label`` and ``total`` stand at ``label_y`` over the bar at ``y``."""

    label: str
    total: int
    label_y: int
    y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars under each other; ``description`` says all of their numbers, ``key`` what their colours are."""

    title: str
    told: str
    description: str
    height: int
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...] = ()
    width: int = WIDTH
    bar_height: int = _BAR


def bar_chart(
    title: str, told: str, rows: Sequence[tuple[str, Mapping[str, int]]], colours: Mapping[str, str]
) -> BarChart | None:
    """A bar for each of *rows*, a label with how many of each thing; None where there are none.

    *colours* says those of the things, in the order in which they are drawn.
    """
    if not rows:
        return None
    most = max(sum(counted.values()) for _, counted in rows)
    bars = tuple(_bar(place, label, counted, colours, most) for place, (label, counted) in enumerate(rows))
    stacked = any(set(counted) != {label} for label, counted in rows)
    used = {name for _, counted in rows for name in counted}
    description = "; ".join(_row_in_words(bar, stacked) for bar in bars)
    key = tuple((name, colour) for name, colour in colours.items() if name in used) if stacked else ()
    return BarChart(title, told, f"{description}.", len(rows) * _ROW, bars, key)


def speaker_rows(checked: Sequence[Checked]) -> list[tuple[str, Mapping[str, int]]]:
    """A row a speaker, the name on one short line."""
    return [(shown_name(row.speaker), row.ratings) for row in checked]


def _bar(place: int, label: str, counted: Mapping[str, int], colours: Mapping[str, str], most: int) -> Bar:
    parts, x = [], 0.0
    for name, colour in colours.items():
        number = counted.get(name, 0)
        if number:
            width = round(number / most * (WIDTH - 2), 1)
            shown = str(number) if width >= _NARROWEST_NUMBER else ""
            parts.append(Part(round(x + 1, 1), width, colour, ink_on(colour), shown, f"{name}: {number}"))
            x += width
    top = place * _ROW
    return Bar(label, sum(counted.values()), top + _LABEL, top + _LABEL + 5, tuple(parts))


def _row_in_words(bar: Bar, stacked: bool) -> str:
    if not stacked:
        return f"{bar.label}: {bar.total}"
    return f"{bar.label}: {bar.total} ({', '.join(part.words for part in bar.parts)})"


@dataclass(frozen=True, slots=True)
class Point:
    """One reading; ``value`` is written over it where there is room."""

    x: float
    y: float
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """The readings of one series, and the ``path`` through them."""

    name: str
    path: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class YearsChart:
    """What a claim comes to over the years, with what was claimed as a line at ``claimed_y``."""

    claimed: str
    claimed_y: float
    description: str
    lines: tuple[Line, ...]
    years: tuple[tuple[float, int], ...]
    width: int = _YEARS_WIDTH
    height: int = _YEARS_HEIGHT
    right: int = _RIGHT


def years_chart(sheet: KeptWorksheet) -> YearsChart | None:
    """The readings of *sheet* over the years; None without two years, or a number that was claimed."""
    claimed = number_in(sheet.claimed)
    if claimed is None or not sheet.calculations:
        return None
    unit = sheet.calculations[0].unit
    alike = [one for one in sheet.calculations if one.unit == unit]
    drawn = [one for one in series(alike) if len(one.points) > 1][:_SERIES_AT_MOST]
    years = sorted({year for one in drawn for year, _ in one.points})
    if not 2 <= len(years) <= _YEARS_AT_MOST:
        return None
    x = _scale((years[0], years[-1]), (_LEFT, _YEARS_WIDTH - _RIGHT))
    values = [claimed, *(found.computed for one in drawn for _, found in one.points)]
    ends = (_YEARS_HEIGHT - _BOTTOM - 12, _TOP + 6)
    # The first place of a rank is the highest.
    y = _scale((min(values), max(values)), ends[::-1] if unit == "place" else ends)
    # As many years are written as there is room for, the last one among them.
    named = set(years[:: -len(years) // _LABELS_AT_MOST])
    told = ". ".join(
        f"{one.name}: {', '.join(f'{year} {found.told}' for year, found in one.points)}" for one in drawn
    )
    return YearsChart(
        sheet.claimed,
        y(claimed),
        f"Claimed: {sheet.claimed}. {told}.",
        tuple(_line(one, place == 0, named, x, y) for place, one in enumerate(drawn)),
        tuple((x(year), year) for year in years if year in named),
    )


def number_in(words: str) -> float | None:
    """The number that *words* of a kept worksheet say; None where they say none.

    >>> number_in("25 times"), number_in("51.75 trillion USD"), number_in("place 5"), number_in("many")
    (25.0, 51750000000000.0, 5.0, None)
    """
    found = _NUMBER.match(words)
    return float(found[1].replace(",", "")) * _SCALES.get(found[2] or "", 1) if found else None


def _line(
    one: Series, first: bool, named: set[int], x: Callable[[float], float], y: Callable[[float], float]
) -> Line:
    points = tuple(
        Point(
            x(year),
            y(found.computed),
            f"{one.name}, {year}: {found.told}",
            # Only the first says its values: those of the others would lie on these.
            re.sub(r" (times|people)$", "", found.told) if first and year in named else "",
        )
        for year, found in one.points
    )
    path = "".join(f"{'L' if place else 'M'}{point.x} {point.y}" for place, point in enumerate(points))
    return Line(one.name, path, points)


def _scale(domain: tuple[float, float], reach: tuple[float, float]) -> Callable[[float], float]:
    (low, high), (start, end) = domain, reach
    if high == low:
        return lambda _: (start + end) / 2
    return lambda value: round(start + (value - low) / (high - low) * (end - start), 1)
