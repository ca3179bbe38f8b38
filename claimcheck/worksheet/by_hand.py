"""Figures that a person has found: which ones a claim needs, and what they come to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimcheck.calculations import Figure
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Measured
from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.numbers import told
from claimcheck.worksheet.tolerance import USUAL, Tolerance
from claimcheck.worksheet.units import PERCENT, TIMES
from claimcheck.worksheet.values import Claimed, Form, Place, Reading, Reckoning, Worksheet

_MONTHS = {
    "day": 12 / 365.25,
    "week": 12 / 52.18,
    "month": 1.0,
    "quarter": 3.0,
    "year": 12.0,
    "decade": 120.0,
}
_ONE = ("figure",)
_ROLES = {
    Form.RATIO: ("left", "right"),
    Form.RATE: ("left", "right"),
    Form.DIFFERENCE: ("left", "right"),
    Form.SHARE: ("part", "whole"),
    Form.CHANGE: ("before", "after"),
    Form.POINTS: ("before", "after"),
    Form.PRICE_CHANGE: ("before", "after"),
}
_UNITS = {
    Form.RATIO: TIMES,
    Form.RATE: TIMES,
    Form.SHARE: PERCENT,
    Form.CHANGE: PERCENT,
    Form.PRICE_CHANGE: PERCENT,
}


def needed(asked: Asked, form: Form) -> tuple[Place, ...]:
    """A place for each figure that the claim needs, named by its words."""
    roles = _ROLES.get(form, _ONE)
    words = _words(asked, form)
    months = _months(asked) if form is Form.RATE else [0.0] * len(roles)
    return tuple(
        Place(role, name, form, span) for role, name, span in zip(roles, words, months, strict=False)
    )


def _words(asked: Asked, form: Form) -> list[str]:
    comparison = asked.comparison
    subjects = [one.span.of(asked.sentence.text) for one in asked.subjects]
    left = (comparison.left if comparison else None) or (subjects[0] if subjects else "the one side")
    right = (comparison.right if comparison else None) or (
        subjects[1] if len(subjects) > 1 else "the other side"
    )
    if form in {Form.CHANGE, Form.POINTS, Form.PRICE_CHANGE}:
        return [f"{left}, before", f"{left}, after"]
    return [left, right]


def _months(asked: Asked) -> list[float]:
    """The lengths of the two spans of time, in months: "in three months", "in a year"."""
    spans = [q for q in asked.sentence.quantities if q.kind is Measured.DURATION and q.value]
    return [float(q.value or 0) * _MONTHS.get((q.unit or "").rstrip("s"), 0.0) for q in spans[:2]]


def filled(
    sheet: Worksheet, figures: Mapping[str, Figure | float], tolerance: Tolerance = USUAL
) -> Worksheet:
    """The worksheet with the figures that a person gives for its places, by their ``role``.

    With all of them there is a reading more; with all but one `Worksheet.required` says what that one would
    have to be. Raises ClaimcheckError for a role that is none, and for a figure of nothing to divide by.
    """
    known = {place.role: place for place in sheet.needed}
    for role in figures:
        if role not in known:
            raise ClaimcheckError(f'"{role}" is none of the figures that are needed: {", ".join(known)}.')
    given = {role: _as_figure(known[role], figure) for role, figure in figures.items()}
    places = tuple(replace(place, figure=given.get(place.role, place.figure)) for place in sheet.needed)
    sheet = replace(sheet, needed=places)
    lacking = [place for place in places if place.figure is None or place.figure.value is None]
    if sheet.claimed is None or not places:
        return sheet
    if not lacking:
        reading = _reading(sheet.claimed, places, tolerance)
        kept = tuple(one for one in sheet.readings if one.words != reading.words)
        return replace(sheet, readings=(reading, *kept), required="")
    if len(lacking) == 1:
        return replace(sheet, required=_required(sheet.claimed, places, lacking[0]))
    return sheet


def _as_figure(place: Place, given: Figure | float) -> Figure:
    if isinstance(given, Figure):
        return given
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not math.isfinite(given):
        raise ClaimcheckError(f"{place.role}={given!r:.60} is no figure; give a number.")
    return Figure(place.name, place.name, value=float(given))


def _reading(claimed: Claimed, places: Sequence[Place], tolerance: Tolerance) -> Reading:
    form = places[0].form
    values = [place.figure.value for place in places if place.figure and place.figure.value is not None]
    computed = _computed(form, values, places)
    if not math.isfinite(computed):
        raise ClaimcheckError("What these figures come to is larger than can be told. Look at their units.")
    unit = _UNITS.get(form, claimed.unit)
    words = "by the figures given: " + " and ".join(place.name for place in places)
    holds = tolerance.bears_out(claimed, computed)
    difference = computed / claimed.value - 1 if claimed.value else None
    explanation = (
        f"claimed {told(claimed.value, unit)} · computed {told(computed, unit)} by the figures given"
    )
    figures = tuple(place.figure for place in places if place.figure)
    return Reading(
        form=form,
        words=words,
        operands=figures,
        computed=computed,
        unit=unit,
        difference=difference,
        holds=holds,
        explanation=explanation,
        said=claimed,
        reckoning=Reckoning(Term(_formula(form, places), figures)),
    )


def _computed(form: Form, values: Sequence[float], places: Sequence[Place]) -> float:
    if len(values) == 1:
        return values[0]
    first, second = values
    if form is Form.DIFFERENCE:
        return first - second
    if form is Form.POINTS:
        return second - first
    below = first if form in {Form.CHANGE, Form.PRICE_CHANGE} else second
    if not below:
        raise ClaimcheckError("A figure of 0 cannot be divided by. Give the figure that is meant.")
    if form is Form.SHARE:
        return 100 * first / second
    if form in {Form.CHANGE, Form.PRICE_CHANGE}:
        return 100 * (second / first - 1)
    if form is Form.RATE:
        return first / places[0].months / (second / places[1].months)
    return first / second


def _formula(form: Form, places: Sequence[Place]) -> str:
    """The same as a formula."""
    if len(places) == 1:
        return "{0}"
    formulas = {
        Form.DIFFERENCE: "{0} - {1}",
        Form.POINTS: "{1} - {0}",
        Form.SHARE: "100 * {0} / {1}",
        Form.CHANGE: "100 * ({1} / {0} - 1)",
        Form.PRICE_CHANGE: "100 * ({1} / {0} - 1)",
        Form.RATE: f"{{0}} / {places[0].months!r} / ({{1}} / {places[1].months!r})",
    }
    return formulas.get(form, "{0} / {1}")


def _required(claimed: Claimed, places: Sequence[Place], lacking: Place) -> str:
    """What the figure that is lacking would have to be for the claim to be right."""
    form = places[0].form
    given = next((place for place in places if place is not lacking), None)
    if given is None or given.figure is None or given.figure.value is None or not claimed.value:
        return ""
    value, first = given.figure.value, lacking is places[0]
    if form is Form.RATE:
        spans = [place.months for place in places]
        part = claimed.value * spans[0] / spans[1]
        wanted = value * part if first else value / part
    elif form is Form.RATIO:
        wanted = value * claimed.value if first else value / claimed.value
    elif form is Form.SHARE:
        wanted = value * claimed.value / 100 if first else value * 100 / claimed.value
    elif form is Form.DIFFERENCE:
        wanted = value + claimed.value if first else value - claimed.value
    elif form in {Form.CHANGE, Form.PRICE_CHANGE}:
        times = 1 + claimed.value / 100
        wanted = value / times if first else value * times
    else:
        return ""
    return f"{lacking.name} would have to be {told(wanted, given.figure.unit)}"
