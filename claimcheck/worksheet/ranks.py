"""A place in an order: of the countries of the world, of a continent, of a group."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.worksheet.figures import Who, name_of, ranked
from claimcheck.worksheet.forms import is_whole
from claimcheck.worksheet.formulas import combined
from claimcheck.worksheet.groups import Group
from claimcheck.worksheet.measured import usable, ways
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.tables import is_country
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, Worth


def ranks(working: Working, form: Form) -> None:
    """Readings of the place that a country has."""
    subjects = usable(working)
    named = [one for one in subjects if not one.group and not is_whole(one.codes[0])]
    groups = [one.group for one in subjects if one.group]
    if not named:
        working.lacks("whom it speaks of")
        return
    unlisted = working.known.unlisted(working.asked.text)
    if unlisted and not groups:
        working.lacks(f"who belongs to {unlisted}")
        return
    code = named[0].codes[0]
    who = Who((code,), name_of(code, working.known))
    for way in ways(working):
        years = years_asked(working.asked, way.years([who], working.until, working.known))
        if not years:
            working.lacks(f"{way.words} of {who.name}{working.for_years}")
        for year in years:
            _place(working, form, way, who, _of_all(groups, year), year)


def _place(
    working: Working, form: Form, way: Measured, who: Who, among: Sequence[str] | None, year: int
) -> None:
    order = _in_order(working, way, year, among)
    at = next((at for at, (code, _) in enumerate(order) if code == who.codes[0]), None)
    if at is None:
        working.lacks(f"{way.words} of {who.name} for {year}")
        return
    # Two that have the same share a place.
    own = order[at][1]
    place = 1 + sum(_is_before(other, own, working.asked.lowest) for _, other in order)
    sign = "<" if working.asked.lowest else ">"
    term = combined(f"1 + sum(one {sign} {{0}} for one in each)", own.term)
    # Those next to it show by how little it stands there.
    near = order[max(0, at - 1) : at + 2]
    figures = tuple(figure for _, worth in near for figure in worth.figures)
    words = f"{who.name} among {len(order)} by {way.words}, {year}"
    each = tuple(worth.term for _, worth in order)
    working.add(form, words, term, place, "place", period=str(year), each=each, shown=figures)


def _is_before(other: Worth, own: Worth, lowest: bool) -> bool:
    return other.value < own.value if lowest else other.value > own.value


def _of_all(groups: Sequence[Group], year: int) -> tuple[str, ...] | None:
    """Those who belong to all the *groups* in a year ("Europe's NATO members"); None where none is named."""
    if not groups:
        return None
    belong = [[member.code for member in group.at(year)] for group in groups]
    return tuple(code for code in belong[0] if all(code in others for others in belong[1:]))


def _in_order(
    working: Working, way: Measured, year: int, among: Sequence[str] | None
) -> list[tuple[str, Worth]]:
    """The countries with a figure, the highest first, or the lowest where places are counted from there."""
    known = working.known
    listed = [code for code, _ in ranked(way.table, year) if is_country(code)] if among is None else among
    found = [(code, way.of(Who((code,), name_of(code, known)), year, known)) for code in listed]
    there = [(code, worth) for code, worth in found if worth is not None]
    return sorted(there, key=lambda one: (-one[1].value, one[0]), reverse=working.asked.lowest)
