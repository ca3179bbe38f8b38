"""Two sides, a part and its whole, a place in an order, and how many of a group reach something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimcheck.model import Bound, Quantity
from claimcheck.model import Measured as Kind
from claimcheck.worksheet.figures import Who, name_of, ranked, whose
from claimcheck.worksheet.forms import is_whole
from claimcheck.worksheet.groups import Group
from claimcheck.worksheet.known import GDP, MILITARY, POPULATION, WORLD
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.tables import is_country
from claimcheck.worksheet.totals import measured, named_form, usable
from claimcheck.worksheet.units import PERCENT, TIMES
from claimcheck.worksheet.values import Figure, Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, Worth, parts_of_gdp, plain

Sides = tuple[Who, Who]


def compared(working: Working, form: Form) -> None:
    """Readings of a ratio, a difference, a share, a rank or a count of those that reach a threshold."""
    if form is Form.RANK:
        _rank(working)
    elif form is Form.THRESHOLD:
        _threshold(working)
    elif form is Form.DIFFERENCE and working.asked.sides < 2:
        from claimcheck.worksheet.over_time import changes

        changes(working, form)
    else:
        _two_sides(working, form)


def _two_sides(working: Working, form: Form) -> None:
    pair = _part_and_whole(working) if form is Form.SHARE else _left_and_right(working)
    if pair is None:
        working.lacks("both sides")
        return
    ways = measured(working)
    if not ways:
        working.lacks("a table of what is measured")
    for way in ways:
        for year, (left, right) in _years_of_sides(working, way, pair):
            above, below = way.of(left, year, working.known), way.of(right, year, working.known)
            if above is not None and below is not None and below.value:
                _of_sides(working, form, way, (left, right), year, above, below)


def _years_of_sides(
    working: Working, way: Measured, pair: tuple[Subject, Subject]
) -> Iterator[tuple[int, Sides]]:
    published, known = working.asked.sentence.published, working.known
    whole_years = way.years(
        [whose(one, known, published or 9999, published)[0] for one in pair], working.until, known
    )
    years = years_asked(working.asked, whole_years)
    if not years:
        sides = " and ".join(whose(one, known, published or 9999, published)[0].name for one in pair)
        working.lacks(f"{way.words} of {sides}")
    for year in years:
        for left in whose(pair[0], known, year, published, working.asked.years):
            for right in whose(pair[1], known, year, published, working.asked.years):
                yield year, (left, right)


def _of_sides(
    working: Working, form: Form, way: Measured, sides: Sides, year: int, above: Worth, below: Worth
) -> None:
    left, right = sides
    figures = (*above.figures, *below.figures)
    named = f"{way.words}, {left.name} and {right.name}, {year}"
    claimed = working.asked.claimed
    if form is Form.SHARE:
        working.add(form, named, figures, 100 * above.value / below.value, PERCENT, period=str(year))
    elif form is Form.DIFFERENCE:
        apart = above.value - below.value
        signed = -apart if working.asked.down else apart
        working.add(named_form(form, way), named, figures, signed, above.unit, period=str(year))
    elif working.asked.quantity.kind is Kind.PERCENT:
        _by_percent(working, way, named, figures, year, above.value / below.value)
    else:
        working.add(
            named_form(form, way), named, figures, above.value / below.value, TIMES, period=str(year),
            claimed=replace(claimed, unit=TIMES),
        )  # fmt: skip


def _by_percent(
    working: Working, way: Measured, named: str, figures: tuple[Figure, ...], year: int, ratio: float
) -> None:
    """ "Ten per cent bigger" as a ratio of 1.1, and for each head as the per cent that they are apart."""
    said = working.asked.claimed
    apart = working.asked.comparison is not None
    sign = -1 if working.asked.down else 1
    form = named_form(Form.RATIO, way)
    if form is Form.PER_HEAD and apart:
        working.add(
            form, named, figures, 100 * (ratio - 1), PERCENT, period=str(year),
            claimed=replace(said, unit=PERCENT, value=sign * said.value),
        )  # fmt: skip
        return
    as_ratio = 1 + sign * said.value / 100 if apart else said.value / 100
    step = said.step / 100
    working.add(
        form, named, figures, ratio, TIMES, period=str(year),
        claimed=replace(said, unit=TIMES, value=as_ratio, step=step, high=None),
    )  # fmt: skip


def _left_and_right(working: Working) -> tuple[Subject, Subject] | None:
    subjects = _apart(usable(working))
    if len(subjects) < 2:
        return None
    many = [one for one in subjects if one.via is Via.MANY]
    if many:
        return next(one for one in subjects if one is not many[0]), many[0]
    right_words = working.asked.comparison.right if working.asked.comparison else None
    text = working.asked.sentence.text
    if right_words:
        at = text.find(right_words)
        inside = [one for one in subjects if at >= 0 and at <= one.span.start < at + len(right_words)]
        others = [one for one in subjects if one not in inside]
        if inside and others:
            return others[0], inside[0]
    return subjects[0], subjects[1]


def _apart(subjects: list[Subject]) -> list[Subject]:
    """Each of the subjects once."""
    found: list[Subject] = []
    for one in subjects:
        if all((one.codes, one.group) != (other.codes, other.group) for other in found):
            found.append(one)
    return found


def _part_and_whole(working: Working) -> tuple[Subject, Subject] | None:
    subjects = _apart(usable(working))
    wholes = [one for one in subjects if one.group or is_whole(one.codes[0])]
    parts = [one for one in subjects if one not in wholes]
    if wholes and parts:
        return parts[0], wholes[-1]
    if len(wholes) > 1:
        return wholes[0], wholes[1]
    if len(parts) > 1:
        # "A tenth of America's": the whole is the one behind "of".
        return parts[0], parts[1]
    if parts and POPULATION in working.asked.kinds:
        # "One person in six is Indian": of all there are.
        return parts[0], Subject((WORLD,), parts[0].span, parts[0].via)
    return None


# --- places in an order ---------------------------------------------------------------------------------


def _rank(working: Working) -> None:
    subjects = [one for one in usable(working) if not one.group and not is_whole(one.codes[0])]
    if not subjects:
        working.lacks("whom it speaks of")
        return
    within = [one.group for one in usable(working) if one.group]
    who = Who(subjects[0].codes[:1], name_of(subjects[0].codes[0], working.known))
    ways = measured(working)
    if not ways:
        working.lacks("a table of what is measured")
    for way in ways:
        years = years_asked(working.asked, way.years([who], working.until, working.known))
        if not years:
            working.lacks(f"{way.words} of {who.name}")
        for year in years:
            _place(working, way, who, within, year)


def _place(working: Working, way: Measured, who: Who, within: list[Group], year: int) -> None:
    order = _in_order(working, way, year, _of_all(within, year))
    if working.asked.lowest:
        order.reverse()
    place = next((place for place, (code, _) in enumerate(order, 1) if code == who.codes[0]), None)
    if place is None:
        working.lacks(f"{way.words} of {who.name} for {year}")
        return
    near = order[max(0, place - 2) : place + 1]
    figures = tuple(figure for _, worth in near for figure in worth.figures)
    words = f"{who.name} among {len(order)} by {way.words}, {year}"
    working.add(Form.RANK, words, figures, place, "place", period=str(year))


def _of_all(groups: list[Group], year: int) -> tuple[str, ...] | None:
    """Those who belong to all the *groups* in a year: "Europe's NATO members"; None where there are none."""
    if not groups:
        return None
    belong = [[member.code for member in group.at(year)] for group in groups]
    return tuple(code for code in belong[0] if all(code in others for others in belong[1:]))


def _in_order(
    working: Working, way: Measured, year: int, codes: tuple[str, ...] | None
) -> list[tuple[str, Worth]]:
    known = working.known
    listed = codes or tuple(code for code, _ in ranked(way.table, year) if is_country(code))
    found = [(code, way.of(Who((code,), name_of(code, known)), year, known)) for code in listed]
    there = [(code, worth) for code, worth in found if worth is not None]
    return sorted(there, key=lambda one: -one[1].value)


# --- how many reach it ----------------------------------------------------------------------------------


def _threshold(working: Working) -> None:
    limit = _limit(working)
    if limit is None:
        working.lacks("what each of them has to reach")
        return
    group = _counted(working)
    ways = _limited(working, limit)
    if not ways:
        working.lacks("a table of what each of them has to reach")
    for way in ways:
        published, known = working.asked.sentence.published, working.known
        anchor = (
            [whose(group, known, published or 9999, published)[0]] if group else [Who((WORLD,), "the world")]
        )
        for year in years_asked(working.asked, way.years(anchor, working.until, known) or _any_years(way)):
            for who in (
                whose(group, known, year, published, working.asked.years) if group else [_everyone(way, year)]
            ):
                _count(working, way, who, year, limit)


def _any_years(way: Measured) -> list[int]:
    return sorted({year for code in way.table.names for year in way.table.series(code)}, reverse=True)


def _everyone(way: Measured, year: int) -> Who:
    codes = tuple(code for code, _ in ranked(way.table, year))
    return Who(codes, f"all {len(codes)} countries with a row for {year}", listed=True)


def _limit(working: Working) -> Quantity | None:
    kinds = {Kind.PERCENT, Kind.COUNT, Kind.MONEY}
    sizes = working.asked.words("countries")
    others = [
        q for q in working.asked.others if q.kind in kinds and q.value is not None and q.unit not in sizes
    ]
    return next(
        (q for q in others if q.value != working.asked.quantity.value or q.kind is not Kind.COUNT), None
    )


def _counted(working: Working) -> Subject | None:
    """The group whose members are counted; where none is named and one alone is known, that one."""
    groups = [one for one in working.asked.subjects if one.group]
    if groups:
        return groups[0]
    known = working.known.groups
    if len(known) == 1 and working.asked.quantity.unit in {"members", "allies", "member states"}:
        span = working.asked.quantity.span
        return Subject((), span, Via.NAME, known[0])
    return None


def _limited(working: Working, limit: Quantity) -> list[Measured]:
    known = working.known
    if limit.kind is Kind.PERCENT:
        # "Their two per cent" is what members of an alliance spend on their arms.
        kinds = [kind for kind in working.asked.kinds if kind not in {POPULATION, GDP}] or [MILITARY]
        return [way for kind in kinds[:1] for way in parts_of_gdp(kind, known)[:1]]
    if limit.kind is Kind.COUNT:
        way = plain(POPULATION, known)
        return [way] if way else []
    return measured(working)


def _count(working: Working, way: Measured, who: Who, year: int, limit: Quantity) -> None:
    known = working.known
    least = float(limit.value or 0)
    reached: list[str] = []
    rows: list[int] = []
    absent: list[str] = []
    for code in who.codes:
        worth = way.of(Who((code,), name_of(code, known)), year, known)
        if worth is None:
            absent.append(name_of(code, known))
        elif _reaches(worth.value, least, limit.bound):
            reached.append(name_of(code, known))
            rows += [row for figure in worth.figures for row in figure.rows]
    table = way.table
    unit = f"members at {limit.text}"
    figure = Figure(
        who.name, way.words, year, float(len(reached)), unit, table.origin.name, table.origin.source,
        tuple(sorted(rows)), tuple(sorted(reached)), tuple(absent),
    )  # fmt: skip
    said = working.asked.claimed
    working.add(
        Form.THRESHOLD, f"{who.name}: {way.words} {limit.text}, {year}", (figure,), len(reached), "members",
        period=str(year), claimed=replace(said, unit="members"),
    )  # fmt: skip


def _reaches(value: float, least: float, bound: Bound | None) -> bool:
    if bound is Bound.AT_LEAST:
        return value > least
    return value < least if bound is Bound.AT_MOST else round(value, 2) >= least
