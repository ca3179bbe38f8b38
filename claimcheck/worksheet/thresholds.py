"""How many reach it: "eleven of the 32 members spend two per cent"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.calculations import Figure
from claimcheck.model import Bound, Quantity
from claimcheck.model import Measured as Kind
from claimcheck.worksheet.figures import Who, all_years, name_of, ranked
from claimcheck.worksheet.formulas import Term
from claimcheck.worksheet.known import GDP, MILITARY, POPULATION
from claimcheck.worksheet.measured import members, today, ways
from claimcheck.worksheet.members_counted import is_size, members_counted
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, parts_of_gdp, plain

_KINDS = frozenset({Kind.PERCENT, Kind.COUNT, Kind.MONEY})
_OF_AN_ALLIANCE = frozenset({"members", "allies", "member states"})


def thresholds(working: Working, form: Form) -> None:
    """Readings of how many members of a group, or countries of the world, reach what is said."""
    limit = _limit(working)
    if limit is None:
        working.lacks("what each of them has to reach")
        return
    group = _counted(working)
    unlisted = working.known.unlisted(working.asked.text)
    if group is None and unlisted:
        working.lacks(f"who belongs to {unlisted}")
        return
    for way in _limited(working, limit):
        for year in years_asked(working.asked, _years(working, way, group)):
            for who in members(working, group, year) if group else [_everyone(way, year)]:
                _count(working, form, way, who, year, limit)


def _limit(working: Working) -> Quantity | None:
    """What has to be reached: a quantity beside the one that is claimed.

    And not how many members there are.
    """
    nouns, text = working.asked.words("countries"), working.asked.sentence.text
    counted = members_counted(working.asked.sentence.quantities, text, nouns)
    found = [
        q
        for q in working.asked.others
        if q.kind in _KINDS and q.value is not None and q not in counted and not is_size(q, text, nouns)
    ]
    return next(
        (q for q in found if q.value != working.asked.quantity.value or q.kind is not Kind.COUNT), None
    )


def _counted(working: Working) -> Subject | None:
    """The group whose members are counted; where none is named the only one that a desk has brought in."""
    named = next((one for one in working.asked.subjects if one.group), None)
    groups, quantity = working.known.groups, working.asked.quantity
    if named is None and len(groups) == 1 and quantity.unit in _OF_AN_ALLIANCE:
        return Subject((), quantity.span, Via.NAME, groups[0])
    return named


def _limited(working: Working, limit: Quantity) -> list[Measured]:
    """What is measured of each: "their two per cent" is what members of an alliance spend on their arms."""
    if limit.kind is Kind.COUNT:
        return plain(POPULATION, working.known)
    if limit.kind is not Kind.PERCENT:
        return ways(working)
    kinds = [kind for kind in working.asked.kinds if kind not in {POPULATION, GDP}] or [MILITARY]
    found = parts_of_gdp(kinds[0], working.known)[:1]
    if not found:
        working.lacks("a table of what each of them has to reach")
    return found


def _years(working: Working, way: Measured, group: Subject | None) -> list[int]:
    if group is not None:
        return way.years([today(working, group)], working.until, working.known)
    return all_years(way.table, working.until)


def _everyone(way: Measured, year: int) -> Who:
    codes = tuple(code for code, _ in ranked(way.table, year))
    return Who(codes, f"all {len(codes)} countries with a row for {year}", listed=True)


def _count(working: Working, form: Form, way: Measured, who: Who, year: int, limit: Quantity) -> None:
    known = working.known
    worths = {code: way.of(Who((code,), name_of(code, known)), year, known) for code in who.codes}
    reached = [code for code, worth in worths.items() if worth and _reaches(worth.value, limit)]
    absent = tuple(name_of(code, known) for code, worth in worths.items() if worth is None)
    there = [worths[code] for code in reached]
    rows = sorted(row for worth in there if worth for figure in worth.figures for row in figure.rows)
    names = tuple(sorted(name_of(code, known) for code in reached))
    unit, count = f"members at {limit.text}", float(len(reached))
    figure = Figure(
        who.name, way.words, year, count, unit, *way.table.origin.told, tuple(rows), names, absent
    )
    words = f"{who.name}: {way.words} {limit.text}, {year}"
    said = replace(working.asked.claimed, unit="members")
    each = tuple(worth.term for worth in worths.values() if worth)
    term = Term(f"sum({_reached(limit)} for one in each)", ())
    working.add(
        form, words, term, count, "members", period=str(year), claimed=said, each=each, shown=(figure,)
    )


def _reaches(value: float, limit: Quantity) -> bool:
    """Whether a figure reaches a limit: "more than" strictly, a plain limit as it is written."""
    least = float(limit.value or 0)
    if limit.bound is Bound.AT_LEAST:
        return value > least
    return value < least if limit.bound is Bound.AT_MOST else round(value, 2) >= least


def _reached(limit: Quantity) -> str:
    """The same as a formula."""
    least = repr(float(limit.value or 0))
    if limit.bound is Bound.AT_LEAST:
        return f"one > {least}"
    return f"one < {least}" if limit.bound is Bound.AT_MOST else f"round(one, 2) >= {least}"
