"""In other money: an amount that is said in two currencies, or a figure in another than the table's."""

from __future__ import annotations

from functools import cache

from claimcheck.calculations import Figure
from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold
from claimcheck.model import Measured as Kind
from claimcheck.model import Quantity
from claimcheck.worksheet.figures import all_years
from claimcheck.worksheet.formulas import Term, combined
from claimcheck.worksheet.known import EXCHANGE
from claimcheck.worksheet.measured import members, together, ways
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.places import money_of
from claimcheck.worksheet.tables import ReferenceTable
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working

DOLLAR = "USD"


def conversions(working: Working, form: Form) -> None:
    """Readings of an amount in other money, at the rates of a year."""
    table = working.known.table(EXCHANGE)
    if table is None:
        working.lacks("a table of exchange rates")
        return
    target = working.asked.quantity.unit or ""
    given = [q for q in working.asked.others if q.kind is Kind.MONEY and q.unit not in {None, target}]
    for year in years_asked(working.asked, all_years(table, working.until)):
        to = rate(table, target, year, working.known.language)
        if to is None:
            working.lacks(f"the rate of {target} for {year}")
        elif given:
            _of_amount(working, form, table, given[0], to, year)
        else:
            _of_table(working, form, to, year, target)


def _of_amount(
    working: Working, form: Form, table: ReferenceTable, given: Quantity, to: Figure, year: int
) -> None:
    """ "The fund of 100 billion euros was worth 105 billion dollars"."""
    own = rate(table, given.unit or "", year, working.known.language)
    if own is None or not own.value:
        working.lacks(f"the rate of {given.unit} for {year}")
        return
    amount = float(given.value or 0)
    value, unit = amount / own.value * (to.value or 0), working.asked.quantity.unit or ""
    figures = (Figure(given.text, "as said", year, amount, given.unit or ""), own, to)
    term = Term("{0} / {1} * {2}", figures)
    working.add(form, f"{given.text} in {unit}, {year}", term, value, unit, period=str(year))


def _of_table(working: Working, form: Form, to: Figure, year: int, target: str) -> None:
    """ "Germany's defence spending came to 96 billion euros", by a table in dollars."""
    subject = together(working)
    if subject is None:
        return
    for way in ways(working):
        for who in members(working, subject, year):
            worth = way.of(who, year, working.known)
            if worth is None or worth.unit != DOLLAR:
                working.lacks(f"{way.words} of {who.name} in dollars for {year}")
                continue
            words = f"{way.words} of {who.name} in {target}, {year}"
            value = worth.value * (to.value or 0)
            term = combined("{0} * {1}", worth.term, Term("{0}", (to,)))
            working.add(form, words, term, value, target, period=str(year))


def rate(table: ReferenceTable, currency: str, year: int, language: Language) -> Figure | None:
    """The units of a currency for one US dollar in a year; of the dollar itself one.

    The entities of a table of rates are currencies, or the countries whose money they are.
    """
    unit = f"{currency} per {DOLLAR}"
    if currency == DOLLAR:
        return Figure("US dollar", table.measure, year, 1.0, unit)
    for code, name in table.names.items():
        if money_of(code) != currency and fold(name) not in _names(currency, language):
            continue
        cell = table.of((code,), year).get(code)
        if cell is not None:
            return Figure(name, table.measure, year, cell.value, unit, *table.origin.told, rows=(cell.row,))
    return None


@cache
def _names(currency: str, language: Language) -> set[str]:
    # Not above: it takes its time, and importing claimcheck needs none of it.
    from babel.numbers import get_currency_name

    return {fold(currency), fold(get_currency_name(currency, locale=language.code))}
