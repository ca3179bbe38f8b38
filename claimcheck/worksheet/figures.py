"""The figures of subjects in tables: of one entity, of several together, of a group as it was or is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.calculations import Figure
from claimcheck.worksheet.groups import Group, Member
from claimcheck.worksheet.known import WORLD, Known
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.places import named_by_code
from claimcheck.worksheet.tables import Cell, ReferenceTable, is_country
from claimcheck.worksheet.words import words_of

_MOST = 0.8
"""The part of a group that has to have a figure for its sum to be one."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose figures are added up: the codes, and how the sum is called."""

    codes: tuple[str, ...]
    name: str
    listed: bool = False
    """Whether it is a list of members of a group, of which a few may have no figure."""
    as_of: int | None = None
    """The year as of which it is that list."""


def whose(
    subject: Subject, known: Known, year: int, published: int | None, named: tuple[int, ...] = ()
) -> list[Who]:
    """Who is meant by *subject*: of a group its members of the day of the claim, and those of that year.

    Those of the year come first where it is one of those *named*.
    """
    if subject.group is not None and subject.group.is_region:
        return [_members(subject.group.members, subject.group.name)]
    if subject.group is None:
        return [Who(subject.codes, " and ".join(name_of(code, known) for code in subject.codes))]
    then = _members_of(subject.group, year)
    today = published or max((m.since or 0 for m in subject.group.members), default=year)
    now = _members_of(subject.group, today)
    if now.codes == then.codes:
        return [now]
    return [then, now] if year in named else [now, then]


def _members_of(group: Group, year: int) -> Who:
    return _members(group.at(year), f"{group.name} members {year}", year)


def _members(members: Sequence[Member], name: str, as_of: int | None = None) -> Who:
    codes = tuple(member.code for member in members)
    return Who(codes, f"{name} ({len(members)})", listed=True, as_of=as_of)


def name_of(code: str, known: Known) -> str:
    """What the tables call an entity."""
    if code == WORLD:
        return "the world"
    names = (table.names[code] for table in known.tables if code in table.names)
    aggregates = words_of(known.language)["aggregates"]
    if code in aggregates:
        return next(names, str(aggregates[code][0]))
    country = named_by_code(code)
    return next(names, country[1] if country else code)


def figure(who: Who, table: ReferenceTable, year: int, known: Known) -> Figure | None:
    """What a table has for *who* in a year: a sum where they are several; None where figures are lacking.

    Percentages are not added up. The world is the table's own row, or the sum of all its countries.
    """
    found = table.of(who.codes, year)
    if who.codes == (WORLD,) and not found:
        return _world(table, table.at(year), year)
    enough = len(found) >= _MOST * len(who.codes) if who.listed else len(found) == len(who.codes)
    if not found or not enough or (len(found) > 1 and not _adds_up(table)):
        return None
    absent = tuple(name_of(code, known) for code in who.codes if code not in found)
    members = tuple(name_of(code, known) for code in found) if len(who.codes) > 1 else ()
    return replace(_made(who.name, table, year, list(found.values()), members, absent), members_of=who.as_of)


def _world(table: ReferenceTable, cells: Mapping[str, Cell], year: int) -> Figure | None:
    rows = {code: cell for code, cell in cells.items() if is_country(code)}
    if not rows or not _adds_up(table):
        return None
    name = f"all {len(rows)} countries with a row for {year}"
    return _made(name, table, year, list(rows.values()), (), ())


def _made(
    name: str,
    table: ReferenceTable,
    year: int,
    cells: Sequence[Cell],
    members: tuple[str, ...],
    absent: tuple[str, ...],
) -> Figure:
    return Figure(
        name,
        table.measure,
        year,
        math.fsum(cell.value for cell in cells),
        table.unit.name,
        *table.origin.told,
        tuple(sorted(cell.row for cell in cells)),
        members,
        absent,
    )


def _adds_up(table: ReferenceTable) -> bool:
    """Whether figures of several entities can be added: no percentages, no rates."""
    return not table.unit.name.startswith("percent") and " per " not in f" {table.unit.name} "


def years_with(who: Who, tables: Sequence[ReferenceTable], until: int | None, known: Known) -> list[int]:
    """The years for which all *tables* have figures for *who*, the latest first, none after *until*."""
    found: set[int] | None = None
    for table in tables:
        own = _years_of(who, table, known)
        found = own if found is None else found & own
    return sorted((year for year in found or () if until is None or year <= until), reverse=True)


def all_years(table: ReferenceTable, until: int | None) -> list[int]:
    """The years for which a table has any figure, the latest first, none after *until*."""
    there = {year for code in table.names for year in table.years(code)}
    return sorted((year for year in there if until is None or year <= until), reverse=True)


def _years_of(who: Who, table: ReferenceTable, known: Known) -> set[int]:
    if who.codes == (WORLD,) and not table.years(WORLD):
        return {year for code in table.names if is_country(code) for year in table.years(code)}
    counts: dict[int, int] = {}
    for code in who.codes:
        for year in table.years(code):
            counts[year] = counts.get(year, 0) + 1
    wanted = _MOST * len(who.codes) if who.listed else len(who.codes)
    return {year for year, count in counts.items() if count >= wanted}


def ranked(
    table: ReferenceTable, year: int, codes: Sequence[str] | None = None
) -> Iterator[tuple[str, Cell]]:
    """The countries of a table in a year, or those of *codes*, the highest figure first."""
    cells = table.at(year)
    chosen = [
        (code, cell)
        for code, cell in cells.items()
        if (code in codes if codes is not None else is_country(code))
    ]
    return iter(sorted(chosen, key=lambda one: (-one[1].value, one[0])))
