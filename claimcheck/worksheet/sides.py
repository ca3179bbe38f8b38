"""Two sides at one time: how many times, how much more, which part of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.model import Measured as Kind
from claimcheck.worksheet.asked import whom
from claimcheck.worksheet.figures import Who
from claimcheck.worksheet.forms import is_whole
from claimcheck.worksheet.formulas import combined
from claimcheck.worksheet.known import POPULATION, WORLD
from claimcheck.worksheet.measured import members, named_form, today, usable, ways
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.over_time import changes
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.units import PERCENT, TIMES
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, Worth

Pair = tuple[Subject, Subject]


def compared(working: Working, form: Form) -> None:
    """Readings of a ratio, a difference or a share; a difference of one alone is one of two times."""
    if form is Form.DIFFERENCE and working.asked.sides < 2:
        changes(working, form)
        return
    pair = _part_and_whole(working) if form is Form.SHARE else _left_and_right(working)
    if pair is None:
        working.lacks("both sides")
        return
    for way in ways(working):
        for year, left, right in _both(working, way, pair):
            above, below = (way.of(who, year, working.known) for who in (left, right))
            if above is not None and below is not None and below.value:
                named = f"{way.words}, {left.name} and {right.name}, {year}"
                _add(working, form, way, named, (above, below), str(year))
            elif below is not None and not below.value:
                working.lacks(f"a figure to divide by: {way.words} of {right.name} for {year} is 0")


def _both(working: Working, way: Measured, pair: Pair) -> Iterator[tuple[int, Who, Who]]:
    """The years and the two sides, of each group as it was then and as it is on the day of the claim."""
    sides = [today(working, one) for one in pair]
    years = years_asked(working.asked, way.years(sides, working.until, working.known))
    if not years:
        working.lacks(f"{way.words} of {' and '.join(one.name for one in sides)}{working.for_years}")
    for year in years:
        for left in members(working, pair[0], year):
            for right in members(working, pair[1], year):
                yield year, left, right


def _add(
    working: Working, form: Form, way: Measured, named: str, worths: tuple[Worth, Worth], period: str
) -> None:
    above, below = worths
    own = named_form(form, way)
    if form is Form.SHARE:
        term = combined("100 * {0} / {1}", above.term, below.term)
        working.add(form, named, term, 100 * above.value / below.value, PERCENT, period=period)
    elif form is Form.DIFFERENCE:
        more, formula = above.value - below.value, "{0} - {1}"
        if working.asked.down:
            more, formula = -more, "-({0} - {1})"
        term = combined(formula, above.term, below.term)
        working.add(own, named, term, more, above.unit, period=period)
    else:
        _ratio(working, own, named, worths, period)


def _ratio(working: Working, form: Form, named: str, worths: tuple[Worth, Worth], period: str) -> None:
    """ "Ten per cent bigger" is a ratio of 1.1; of figures for each head the per cent that they are apart."""
    above, below = worths
    term, ratio = combined("{0} / {1}", above.term, below.term), above.value / below.value
    said, sign = working.asked.claimed, -1 if working.asked.down else 1
    if working.asked.quantity.kind is not Kind.PERCENT:
        said = replace(said, unit=TIMES)
    elif working.asked.comparison is None:
        said = replace(said, unit=TIMES, value=said.value / 100, step=said.step / 100)
    elif form is Form.PER_HEAD:
        said = replace(said, value=sign * said.value)
        apart = combined("100 * ({0} / {1} - 1)", above.term, below.term)
        working.add(form, named, apart, 100 * (ratio - 1), PERCENT, period=period, claimed=said)
        return
    else:
        said = replace(said, unit=TIMES, value=1 + sign * said.value / 100, step=said.step / 100, high=None)
    working.add(form, named, term, ratio, TIMES, period=period, claimed=said)


def _left_and_right(working: Working) -> Pair | None:
    """What is compared, and with what: the right side is what the comparison names, or what is counted in."""
    subjects = _once(usable(working))
    if len(subjects) < 2:
        return None
    right = next((one for one in subjects if one.via is Via.MANY), None) or _named_right(working, subjects)
    left = next((one for one in subjects if one is not right), None)
    return (left, right) if left and right else (subjects[0], subjects[1])


def _named_right(working: Working, subjects: Sequence[Subject]) -> Subject | None:
    words = working.asked.comparison.right if working.asked.comparison else None
    at = working.asked.sentence.text.find(words) if words else -1
    if words is None or at < 0:
        return None
    return next((one for one in subjects if at <= one.span.start < at + len(words)), None)


def _part_and_whole(working: Working) -> Pair | None:
    subjects = _once(usable(working))
    wholes = [one for one in subjects if one.group or is_whole(one.codes[0])]
    parts = [one for one in subjects if one not in wholes]
    if wholes and parts:
        return parts[0], wholes[-1]
    if len(subjects) > 1:
        # "A tenth of America's": the whole is the one behind "of".
        return subjects[0], subjects[1]
    if parts and POPULATION in working.asked.kinds:
        # "One person in six is Indian": of all that there are.
        return parts[0], Subject((WORLD,), parts[0].span, parts[0].via)
    return None


def _once(subjects: Sequence[Subject]) -> list[Subject]:
    """Each of the subjects once."""
    return list({whom(one): one for one in reversed(subjects)}.values())[::-1]
