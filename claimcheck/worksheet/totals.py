"""How much: of one, of several together, for each head, of GDP."""

from __future__ import annotations

from claimcheck.worksheet.measured import members, named_form, today, together, ways
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured


def totals(working: Working, form: Form) -> None:
    """Readings of a level or a sum."""
    subject = together(working)
    if subject is not None:
        for way in ways(working):
            _of(working, form, subject, way)


def _of(working: Working, form: Form, subject: Subject, way: Measured) -> None:
    available = way.years([today(working, subject)], working.until, working.known)
    years = years_asked(working.asked, available)
    if not years:
        working.lacks(f"{way.words} of {today(working, subject).name}{working.for_years}")
    for year in years:
        for who in members(working, subject, year):
            worth = way.of(who, year, working.known)
            if worth is not None:
                named = f"{way.words} of {who.name}, {year}"
                working.add(
                    named_form(form, way), named, worth.term, worth.value, worth.unit, period=str(year)
                )
