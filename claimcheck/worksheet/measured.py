"""Whom a claim measures, and in what: the subjects and the tables that can answer for it."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model import Measured as Kind
from claimcheck.worksheet.figures import Who, whose
from claimcheck.worksheet.known import EXCHANGE, GDP, MILITARY, POPULATION
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.people_counted import are_inhabitants
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import HEADS, PART_OF_GDP, Measured, parts_of_gdp, per_head, plain

_OF_TWO_TIMES = frozenset({Kind.PERCENT, Kind.MULTIPLIER})
_TOUCHES = 3
"""Characters between a number and what it counts."""


def usable(working: Working) -> list[Subject]:
    """The subjects that tables can answer for, none where one is a city.

    A capital stands for its country where its money is spent.
    """
    spends = MILITARY in working.asked.kinds
    if not spends and any(one.via is Via.CAPITAL for one in working.asked.subjects):
        working.lacks("figures below the level of countries")
        return []
    return list(working.asked.subjects)


def together(working: Working) -> Subject | None:
    """All of whom an amount speaks as one: a group, a list, or several names that are added up."""
    found = usable(working)
    groups = [one for one in found if one.group and not one.group.is_region]
    if groups:
        return groups[0]
    named = [one for one in found if not one.group] or found
    if not named or _counts_others(working, named):
        working.lacks("whom it speaks of")
        return None
    if working.asked.says("together") and len(named) > 1:
        return replace(named[0], codes=tuple(code for one in named for code in one.codes))
    return named[0]


def _counts_others(working: Working, subjects: list[Subject]) -> bool:
    """Whether people of one country are counted in another: "Germany has taken in a million Ukrainians"."""
    quantity = working.asked.quantity
    near = [one for one in subjects if 0 <= one.span.start - quantity.span.end < _TOUCHES]
    counted = quantity.kind is Kind.COUNT and any(one.via is Via.PEOPLE for one in near)
    return counted and len({one.codes for one in subjects}) > 1


def ways(working: Working) -> list[Measured]:
    """What a claim may measure, by the measures that it names; first what its words speak for."""
    asked, known = working.asked, working.known
    if not asked.kinds and asked.of_a_country_itself and asked.quantity.kind in _OF_TWO_TIMES:
        # "Greece has shrunk by ten per cent": its people or its economy.
        there = [way for kind in (POPULATION, GDP) for way in plain(kind, known)]
    elif (kind := _kind(working)) is None:
        there = []
    elif asked.of_gdp and kind != POPULATION:
        there = parts_of_gdp(kind, known)
    elif asked.per_head:
        # Money for each head can be no total.
        money = asked.quantity.kind is Kind.MONEY
        there = per_head(kind, known) + ([] if money else plain(kind, known))
    else:
        there = plain(kind, known)
    if not there:
        working.lacks("a table of what is measured")
    return there


def _kind(working: Working) -> str | None:
    asked, known = working.asked, working.known
    kinds = [kind for kind in asked.kinds if kind != EXCHANGE and kind in known.kinds]
    if asked.quantity.kind is Kind.COUNT and asked.counts_people:
        inhabitants = are_inhabitants(asked.sentence.text, asked.quantity.span, asked.language)
        return POPULATION if inhabitants and POPULATION in known.kinds else None
    # "For every Rwandan there is so much output": people are what it is divided by.
    return next((kind for kind in kinds if kind != POPULATION), kinds[0] if kinds else None)


def today(working: Working, subject: Subject) -> Who:
    """Who is meant on the day of the claim."""
    return members(working, subject, working.asked.sentence.published or _NOW)[0]


def members(working: Working, subject: Subject, year: int) -> list[Who]:
    """Who may be meant in a year: of a group its members then, and those of the day of the claim."""
    published = working.asked.sentence.published
    return whose(subject, working.known, year, published, working.asked.years)


def named_form(form: Form, way: Measured) -> Form:
    """The form by its own name where it is for each head, or of GDP."""
    if way.way == HEADS and form in {Form.LEVEL, Form.SUM, Form.RATIO, Form.DIFFERENCE}:
        return Form.PER_HEAD
    if PART_OF_GDP in {way.way, way.table.unit.name} and form in {Form.LEVEL, Form.SUM}:
        return Form.PERCENT_OF_GDP
    return form


_NOW = 9999
