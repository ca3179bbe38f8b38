"""The common slips: what somebody would have to have mistaken for a claim to be right.

Each is a reading like the others, worked out from the same tables: an older year, the total for the figure
per head, points for per cent, the ratio the other way round, billions for millions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from claimcheck.worksheet.asked import Asked
from claimcheck.worksheet.numbers import told
from claimcheck.worksheet.units import is_percent
from claimcheck.worksheet.values import Form, Reading
from claimcheck.worksheet.working import EXACT, Working

Answer = Callable[[Working, Form], None]

_YEARS_BACK, _BASES_BACK = 40, 10
_THOUSANDS = (
    (1e3, "a thousandfold: thousands, millions and billions confused"),
    (1e6, "a millionfold"),
)
_OF_TWO_TIMES = frozenset({Form.CHANGE, Form.POINTS, Form.GROWTH, Form.PRICE_CHANGE, Form.DIFFERENCE})
_PER_HEAD, _IN_TOTAL = "a figure per head taken for the total", "the total taken for the figure per head"


def slip_of(working: Working, form: Form, answer: Answer) -> str | None:
    """The slip that would explain the first reading, None where it holds or nothing common would.

    *answer* works a form out; it is asked again for other years, and for each head or in total.
    """
    first = working.readings[0]
    if any(reading.holds for reading in working.readings if reading.period == first.period):
        return None
    slips = (
        _by_size(working, first),
        _turned_round(working, first),
        _points(working, first),
        *_again(working, form, answer, first),
    )
    return next((slip for slip in slips if slip is not None), None)


def _by_size(working: Working, reading: Reading) -> str | None:
    said = reading.said
    if reading.form in EXACT or not said.value:
        return None
    for times, words in _THOUSANDS:
        for scaled in (reading.computed * times, reading.computed / times):
            if abs(scaled / said.value - 1) <= working.tolerance.plain:
                return f"off by {words}"
    return None


def _turned_round(working: Working, reading: Reading) -> str | None:
    if reading.unit != "times" or not reading.computed or abs(reading.computed - 1) < working.tolerance.plain:
        return None
    turned = 1 / reading.computed
    if working.tolerance.bears_out(reading.said, turned):
        return f"the ratio the other way round: {told(turned, 'times')}"
    return None


def _points(working: Working, reading: Reading) -> str | None:
    """Per cent where points are meant, and points where per cent are."""
    if reading.form not in {Form.CHANGE, Form.POINTS} or len(reading.operands) != 2:
        return None
    before, after = (figure.value for figure in reading.operands)
    if not before or after is None or not is_percent(reading.operands[0].unit):
        return None
    points, percent = after - before, 100 * (after / before - 1)
    other = points if reading.form is Form.CHANGE else percent
    if not working.tolerance.bears_out(reading.said, other):
        return None
    if reading.form is Form.CHANGE:
        return f"percentage points taken for per cent: {told(points, 'points')}"
    return f"per cent taken for percentage points: {told(percent, 'percent')}"


def _again(working: Working, form: Form, answer: Answer, first: Reading) -> Iterator[str | None]:
    asked = working.asked
    other = _first(working, form, answer, replace(asked, heads=not asked.per_head))
    if other is not None and other.holds and other.form is not first.form:
        yield f"{_PER_HEAD if other.form is Form.PER_HEAD else _IN_TOTAL}: {other.told}"
    older = _other_base if first.form in _OF_TWO_TIMES else _old_figure
    yield older(working, form, answer, first)


def _old_figure(working: Working, form: Form, answer: Answer, first: Reading) -> str | None:
    latest = int(first.period[-4:]) if first.period[-4:].isdigit() else 0
    for year in range(latest - 1, latest - _YEARS_BACK, -1):
        again = _first(working, form, answer, replace(working.asked, years=(year,)))
        if again is not None and again.holds and again.form is first.form:
            return f"an old figure: {again.told} in {year}"
    return None


def _other_base(working: Working, form: Form, answer: Answer, first: Reading) -> str | None:
    start, _, end = first.period.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return None
    for year in range(int(end) - 1, int(end) - _BASES_BACK, -1):
        again = _first(working, form, answer, replace(working.asked, years=(year, int(end))))
        if again is not None and again.holds and again.form is first.form and again.period != first.period:
            return f"another base year: {again.told} for {again.period}"
    return None


def _first(working: Working, form: Form, answer: Answer, asked: Asked) -> Reading | None:
    trial = Working(asked, working.known, working.tolerance)
    answer(trial, form)
    return trial.readings[0] if trial.readings else None
