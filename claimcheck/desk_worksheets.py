"""The worksheet of a claim as a desk shows it: worked out by the tables that are there, and what is typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from claimcheck.calculations import Calculation, Figure, GivenFigure, KeptWorksheet, ReadAs
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Article, Claim
from claimcheck.references import References, worksheet
from claimcheck.review.json_values import to_json
from claimcheck.review.policies import Policy
from claimcheck.worksheet.cells import numbers, year_of
from claimcheck.worksheet.figure_words import origin_in_words, value_in_words
from claimcheck.worksheet.keeping import claimed_in_words, kept, series
from claimcheck.worksheet.naming import names_of
from claimcheck.worksheet.tolerance import Tolerance
from claimcheck.worksheet.units import unit_of
from claimcheck.worksheet.values import Place, Reading, Worksheet


class DeskWorksheets:
    """Works claims out for a desk; *tables* looks which there are now, and gives what reads them."""

    def __init__(self, tables: Callable[[], Callable[[], References]]) -> None:
        self._tables = tables

    def worked_out(
        self, claim: Claim, article: Article, typed: KeptWorksheet, policy: Policy
    ) -> Callable[[], Mapping[str, Any] | None]:
        """What gives what the page shows of the worksheet of *claim*; that may take its time.

        It gives None where the claim has no number to work out. *typed* has the figures as they were typed,
        for the places that the worksheet names, and whom words were said to mean. What cannot be meant of
        them is told beside them, and the rest is worked out.
        """
        return partial(_worked_out, self._tables(), claim, article, typed, tolerance_of(policy))


def _worked_out(
    tables: Callable[[], References],
    claim: Claim,
    article: Article,
    typed: KeptWorksheet,
    within: Tolerance,
) -> Mapping[str, Any] | None:
    references = tables()
    work_out = partial(worksheet, claim, references, article=article, tolerance=within)
    sheet, names, problems = _with_names_said(work_out, typed.read_as)
    if sheet.claimed is None or not (sheet.readings or sheet.needed):
        return None
    figures, unread = _typed(sheet.needed, typed.given)
    problems += unread
    if figures:
        try:
            sheet = work_out(names=names, figures=figures)
        except ClaimcheckError as refusal:
            problems.append(refusal.at_desk)
    return _sheet(sheet, typed, [*problems, *references.problems], names_of(references.known))


def _with_names_said(
    work_out: Callable[..., Worksheet], said: Iterable[ReadAs]
) -> tuple[Worksheet, Mapping[str, str], list[str]]:
    """The worksheet with words taken as *said*, which of them could be, and what is wrong with the others."""
    names: dict[str, str] = {}
    problems: list[str] = []
    sheet = work_out()
    for one in said:
        if not one.name.strip():
            continue
        try:
            sheet = work_out(names={**names, one.words: one.name})
        except ClaimcheckError as refusal:
            problems.append(refusal.at_desk)
        else:
            names[one.words] = one.name
    return sheet, names, problems


def tolerance_of(policy: Policy) -> Tolerance:
    """How far from what is claimed a figure may be by a desk's *policy*.

    >>> tolerance_of(Policy.solo()).plain
    0.05
    """
    return Tolerance(plain=policy.tolerance / 100, about=policy.tolerance_about / 100)


def _typed(places: Sequence[Place], given: Iterable[GivenFigure]) -> tuple[dict[str, Figure], list[str]]:
    """The figures that *given* are, by their roles, and what is wrong with the others."""
    figures: dict[str, Figure] = {}
    problems: list[str] = []
    named = {place.role: place.name for place in places}
    for one in given:
        if one.role not in named or not one.value.strip():
            continue
        try:
            figures[one.role] = _figure(one, named[one.role])
        except ClaimcheckError:
            problems.append(
                f"“{one.value[:40]}” for {named[one.role]} is no number that can be told. Write it such as "
                "1234.5 or 1,234,567.8, and its unit beside it."
            )
    return figures, problems


def _figure(given: GivenFigure, name: str) -> Figure:
    (value,) = numbers([given.value], name, "," if _has_decimal_comma(given.value) else ".")
    if value is None or not math.isfinite(value):
        raise ClaimcheckError("it is no number")
    unit = unit_of(given.unit or "")
    return Figure(
        name,
        name,
        period=year_of(given.period) if given.period else None,
        value=value * unit.scale,
        unit=unit.name,
        source=given.source,
        url=given.url,
        consulted=given.consulted,
        note=given.note,
    )


def _has_decimal_comma(text: str) -> bool:
    """Whether the last mark of a number is a comma that no three digits follow: "1.234,5"."""
    whole, comma, decimals = text.rpartition(",")
    return bool(comma) and ("." in whole or "." not in decimals) and len(decimals.strip()) != 3


def _sheet(
    sheet: Worksheet, typed: KeptWorksheet, problems: Sequence[str], names: Sequence[str]
) -> dict[str, Any]:
    first = sheet.readings[0] if sheet.readings else None
    keeps = replace(kept(sheet, typed.given), read_as=typed.read_as)
    return {
        "claimed": claimed_in_words(sheet),
        "covers": first.covered if first else "",
        "value": first.said.value if first else None,
        "summary": sheet.summary if sheet.readings else "",
        "readings": [
            {**_reading(reading), "cell": sheet.as_pandas(number)}
            for number, reading in enumerate(sheet.readings, 1)
        ],
        "series": [
            [one.name, [_point(year, found) for year, found in one.points]]
            for one in series(keeps.calculations)
        ],
        "places": [[place.role, place.name, _span(place)] for place in sheet.needed],
        "missing": list(sheet.missing),
        "required": sheet.required,
        "problems": list(problems),
        "readAs": [[one.words, one.name] for one in sheet.read_as],
        "names": list(names),
        "kept": to_json(keeps),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "words": reading.words,
        "type": reading.type,
        "told": reading.told,
        "apart": _apart(reading),
        "holds": reading.holds,
        "slip": reading.slip,
        "figures": [_operand(figure) for figure in reading.operands],
    }


def _point(year: int, found: Calculation) -> list[Any]:
    return [year, found.computed, found.told, found.holds]


def _operand(figure: Figure) -> list[str]:
    return [figure.name, value_in_words(figure), origin_in_words(figure)]


def _apart(reading: Reading) -> str:
    """How far it is from what is claimed, in per cent of that; empty for places of a rank."""
    if reading.difference is None or reading.unit == "place":
        return ""
    percent = abs(reading.difference) * 100
    if percent < 0.5:
        return "the same"
    return f"{percent:,.0f}% {'more' if reading.difference > 0 else 'less'}"


def _span(place: Place) -> str:
    """The time that a figure is for, where the claim says one: "in 3 months"."""
    if not place.months:
        return ""
    years = place.months / 12
    count, unit = (years, "year") if years >= 1 and years == int(years) else (place.months, "month")
    return f"in {count:.3g} {unit}{'' if count == 1 else 's'}"
