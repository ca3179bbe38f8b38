"""How much: of one, of several together, for each head, of the economy, in other money."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold
from claimcheck.model import Measured as Kind
from claimcheck.worksheet.figures import whose
from claimcheck.worksheet.known import EXCHANGE, GDP, MILITARY, POPULATION
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import years_asked
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.tables import ReferenceTable
from claimcheck.worksheet.values import Figure, Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import HEADS, PART_OF_GDP, Measured, parts_of_gdp, per_head, plain


def totals(working: Working, form: Form) -> None:
    """Readings of a level, a sum or a conversion."""
    if form is Form.CONVERSION:
        _converted(working)
        return
    subject = together(working)
    if subject is None:
        working.lacks("whom it speaks of")
        return
    ways = measured(working)
    if not ways:
        working.lacks("a table of what is measured")
    for way in ways:
        _levels(working, form, subject, way)


def _levels(working: Working, form: Form, subject: Subject, way: Measured) -> None:
    known, asked = working.known, working.asked
    published = asked.sentence.published
    first = whose(subject, known, published or 9999, published)
    available = way.years(first[:1], working.until, known)
    years = years_asked(asked, available)
    if not years:
        working.lacks(f"{way.words} of {first[0].name}{_for(asked.years)}")
    for year in years:
        for who in whose(subject, known, year, published, asked.years):
            worth = way.of(who, year, known)
            if worth is not None:
                named = f"{way.words} of {who.name}, {year}"
                working.add(
                    named_form(form, way), named, worth.figures, worth.value, worth.unit, period=str(year)
                )


def _for(years: tuple[int, ...]) -> str:
    return f" for {', '.join(map(str, years))}" if years else ""


def named_form(form: Form, way: Measured) -> Form:
    """A level for each head, or of the economy, has a name of its own."""
    if way.way == HEADS and form in {Form.LEVEL, Form.SUM, Form.RATIO, Form.DIFFERENCE}:
        return Form.PER_HEAD
    if PART_OF_GDP in {way.way, way.table.unit.name} and form in {Form.LEVEL, Form.SUM}:
        return Form.PERCENT_OF_GDP
    return form


def measured(working: Working) -> list[Measured]:
    """What a claim may measure, by the measures that it names; first what its quantity and words speak for."""
    asked, known = working.asked, working.known
    kinds = [kind for kind in asked.kinds if kind != EXCHANGE and kind in known.kinds]
    if asked.quantity.kind is Kind.COUNT and asked.counts_people:
        kinds = [POPULATION] if POPULATION in known.kinds else []
    elif len(kinds) > 1:
        # "For every Rwandan there is so much output": people are what it is divided by.
        kinds = [kind for kind in kinds if kind != POPULATION] or kinds
    if (
        not kinds
        and not asked.kinds
        and asked.of_a_country_itself
        and asked.quantity.kind in {Kind.PERCENT, Kind.MULTIPLIER}
    ):
        # "Greece has shrunk by ten per cent": its people or its economy.
        kinds = [kind for kind in (POPULATION, GDP) if kind in known.kinds]
        return [way for way in (plain(kind, known) for kind in kinds) if way is not None]
    found: list[Measured] = []
    for kind in kinds[:1]:
        if asked.of_gdp and kind != POPULATION:
            found += parts_of_gdp(kind, known)
            continue
        own, heads = plain(kind, known), per_head(kind, known)
        ordered = [heads, own] if asked.per_head else [own]
        if asked.per_head and asked.quantity.kind is Kind.MONEY:
            ordered = [heads]
        found += [one for one in ordered if one is not None]
    return found


def together(working: Working) -> Subject | None:
    """All of whom an amount speaks as one: a list, a group, or several names that are added up."""
    subjects = usable(working)
    if not subjects:
        return None
    groups = [one for one in subjects if one.group and not one.group.is_region]
    if groups:
        return groups[0]
    subjects = [one for one in subjects if not one.group] or subjects
    counted = _people_counted(working, subjects)
    if counted and len({one.codes for one in subjects}) > 1:
        # "Germany has taken in a million Ukrainians" says nothing of how many there are.
        return None
    if working.asked.says("together") and len(subjects) > 1:
        codes = tuple(code for one in subjects for code in one.codes)
        return replace(subjects[0], codes=codes)
    return subjects[0]


def _people_counted(working: Working, subjects: list[Subject]) -> bool:
    end = working.asked.quantity.span.end
    near = [one for one in subjects if one.via is Via.PEOPLE and 0 <= one.span.start - end < 3]
    return working.asked.quantity.kind is Kind.COUNT and bool(near)


def usable(working: Working) -> list[Subject]:
    """The subjects that tables can answer for, none where one is a city.

    A capital stands for its country where its money is spent.
    """
    spends = MILITARY in working.asked.kinds
    if not spends and any(one.via is Via.CAPITAL for one in working.asked.subjects):
        working.lacks("figures below the level of countries")
        return []
    return list(working.asked.subjects)


# --- other money ----------------------------------------------------------------------------------------


def _converted(working: Working) -> None:
    asked, known = working.asked, working.known
    table = known.table(EXCHANGE)
    target = asked.quantity.unit or ""
    amounts = [q for q in asked.others if q.kind is Kind.MONEY and q.unit not in {None, target}]
    if table is None:
        return
    available = sorted({year for code in table.names for year in table.series(code)}, reverse=True)
    published = asked.sentence.published
    years = years_asked(asked, [year for year in available if working.until is None or year <= working.until])
    for year in years:
        above = rate(table, target, year, known.language)
        if above is None:
            working.lacks(f"the rate of {target} for {year}")
            continue
        if amounts:
            below = rate(table, amounts[0].unit or "", year, known.language)
            if below is not None:
                given = Figure(
                    amounts[0].text, "as said", year, float(amounts[0].value or 0), amounts[0].unit or ""
                )
                value = float(amounts[0].value or 0) / (below.value or 1) * (above.value or 0)
                working.add(
                    Form.CONVERSION, f"{amounts[0].text} in {target}, {year}", (given, below, above), value, target,
                    period=str(year),
                )  # fmt: skip
        else:
            _in_other_money(working, year, above, target)


def _in_other_money(working: Working, year: int, above: Figure, target: str) -> None:
    subject = together(working)
    for way in measured(working):
        if subject is None:
            working.lacks("whom it speaks of")
            return
        for who in whose(subject, working.known, year, working.asked.sentence.published, working.asked.years):
            worth = way.of(who, year, working.known)
            if worth is None:
                working.lacks(f"{way.words} of {who.name} for {year}")
                continue
            value = worth.value * (above.value or 0)
            words = f"{way.words} of {who.name} in {target}, {year}"
            working.add(Form.CONVERSION, words, (*worth.figures, above), value, target, period=str(year))


def rate(table: ReferenceTable, currency: str, year: int, language: Language) -> Figure | None:
    """The units of a currency for one US dollar in a year; of the dollar itself one."""
    if currency == "USD":
        return Figure("US dollar", table.measure, year, 1.0, "USD per USD")
    for code in _where_paid(table, currency, language):
        cell = table.series(code).get(year)
        if cell is not None:
            return Figure(
                table.names[code], table.measure, year, cell.value, f"{currency} per USD",
                table.origin.name, table.origin.source, (cell.row,),
            )  # fmt: skip
    return None


def _where_paid(table: ReferenceTable, currency: str, language: Language) -> list[str]:
    """The entities of a table of rates whose money *currency* is: by its name, its code or its country."""
    import pycountry
    from babel.core import get_global
    from babel.numbers import get_currency_name

    named = {fold(currency), fold(get_currency_name(currency, locale=language.code))}
    territories = get_global("territory_currencies")
    found = []
    for code, name in table.names.items():
        country = pycountry.countries.get(alpha_3=code)
        paid = territories.get(country.alpha_2, []) if country else []
        current = [one[0] for one in paid if one[2] is None and one[3]]
        if fold(name) in named or (current[:1] == [currency]):
            found.append(code)
    return found
