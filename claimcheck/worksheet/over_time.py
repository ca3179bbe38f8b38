"""One thing at two times: by how much it changed, a year, in points, and with prices taken out."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model import Measured as Kind
from claimcheck.worksheet.figures import Who, whose
from claimcheck.worksheet.known import EXCHANGE, INFLATION
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import spans_asked
from claimcheck.worksheet.totals import measured, rate, together
from claimcheck.worksheet.units import PERCENT, is_percent
from claimcheck.worksheet.values import Claimed, Figure, Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, Worth

Ends = tuple[int, int]


def changes(working: Working, form: Form) -> None:
    """Readings of a change, a growth a year, a difference or prices between two years."""
    subject = together(working)
    if subject is None:
        working.lacks("whom it speaks of")
        return
    kinds = working.asked.kinds
    if form is Form.PRICE_CHANGE and kinds[:1] == [INFLATION] and not working.asked.says("real"):
        _prices(working, subject)
        return
    ways = [way for way in measured(working) if way.table.measure != EXCHANGE]
    if not ways:
        working.lacks("a table of what is measured")
    for way in ways:
        for who, ends in _ends(working, subject, way):
            _change(working, form, way, who, ends)


def _ends(working: Working, subject: Subject, way: Measured) -> list[tuple[Who, Ends]]:
    known, published = working.known, working.asked.sentence.published
    who = whose(subject, known, published or 9999, published)[0]
    found = spans_asked(working.asked, way.years([who], working.until, known))
    if not found:
        working.lacks(f"{way.words} of {who.name} at both times")
    return [(who, ends) for ends in found]


def _change(working: Working, form: Form, way: Measured, who: Who, ends: Ends) -> None:
    start, end = ends
    before, after = (way.of(who, year, working.known) for year in ends)
    if before is None or after is None:
        return
    figures = (*before.figures, *after.figures)
    period, words = f"{start}-{end}", f"{way.words} of {who.name}, {start} to {end}"
    if form is Form.DIFFERENCE:
        apart = after.value - before.value
        _apart_in_time(working, form, words, figures, apart, before.unit, period)
    elif form is Form.POINTS:
        if is_percent(before.unit):
            working.add(form, words, figures, after.value - before.value, "percentage points", period=period)
    elif before.value > 0:
        _relative(working, form, words, figures, (before, after), ends, who)
        _in_own_money(working, form, way, who, ends, (before, after))


def _apart_in_time(
    working: Working,
    form: Form,
    words: str,
    figures: tuple[Figure, ...],
    apart: float,
    unit: str,
    period: str,
) -> None:
    """ "Ten million fewer" is a difference of ten million, "has lost three million" one of minus three million."""
    said, down = working.asked.claimed, working.asked.down
    if working.asked.changed_by:
        form = Form.CHANGE
    if working.asked.comparison is not None:
        working.add(form, words, figures, -apart if down else apart, unit, period=period)
        return
    claimed = replace(said, value=-said.value if down else said.value, unit=unit)
    working.add(form, words, figures, apart, unit, period=period, claimed=claimed)


def _relative(
    working: Working,
    form: Form,
    words: str,
    figures: tuple[Figure, ...],
    worths: tuple[Worth, Worth],
    ends: Ends,
    who: Who,
) -> None:
    before, after = worths
    start, end = ends
    period = f"{start}-{end}"
    said = as_percent(working)
    if form is Form.GROWTH and working.asked.quantity.kind is Kind.COUNT:
        a_year = (after.value - before.value) / (end - start)
        working.add(form, words, figures, a_year, f"{before.unit} a year", period=period)
    elif form is Form.GROWTH:
        compound = 100 * ((after.value / before.value) ** (1 / (end - start)) - 1)
        working.add(form, words, figures, compound, "percent a year", period=period, claimed=said)
    elif form is Form.PRICE_CHANGE:
        prices = _level(working, who, start, end)
        if prices is None:
            working.lacks(f"inflation of {who.name} for every year from {start + 1} to {end}")
            return
        level, rows = prices
        real = 100 * (after.value / before.value / level - 1)
        working.add(
            form, f"{words}, without inflation", (*figures, *rows), real, PERCENT, period=period, claimed=said
        )
    else:
        change = 100 * (after.value / before.value - 1)
        working.add(form, words, figures, change, PERCENT, period=period, claimed=said)


def as_percent(working: Working) -> Claimed:
    """What is claimed as per cent of change: "doubled" is 100 more, "shrank by a third" 33.3 less."""
    said = working.asked.claimed
    value = said.value
    if working.asked.quantity.kind is not Kind.PERCENT:
        value = 100 * (value - 1) if value >= 1 else -100 * (1 - value)
        if working.asked.down and value > 0:
            value = -100 * (1 - 1 / said.value)
        return replace(said, value=value, unit=PERCENT, step=0.0)
    return replace(said, value=-value if working.asked.down else value, unit=PERCENT)


def _in_own_money(
    working: Working, form: Form, way: Measured, who: Who, ends: Ends, worths: tuple[Worth, Worth]
) -> None:
    """The same change in the country's own money, where there are rates: the dollar may have moved, not the thing."""
    table = working.known.table(EXCHANGE)
    if form is not Form.CHANGE or table is None or len(who.codes) != 1 or worths[0].unit != "USD":
        return
    import pycountry
    from babel.core import get_global

    country = pycountry.countries.get(alpha_3=who.codes[0])
    paid = get_global("territory_currencies").get(country.alpha_2, []) if country else []
    currency = next((one[0] for one in paid if one[2] is None and one[3]), None)
    if currency in {None, "USD"}:
        return
    rates = [rate(table, str(currency), year, working.known.language) for year in ends]
    if rates[0] is None or rates[1] is None:
        return
    before, after = (worth.value * (of.value or 0) for worth, of in zip(worths, rates, strict=True) if of)
    words = f"{way.words} of {who.name} in {currency}, {ends[0]} to {ends[1]}"
    figures = (*worths[0].figures, rates[0], *worths[1].figures, rates[1])
    change = 100 * (after / before - 1)
    working.add(
        form, words, figures, change, PERCENT, period=f"{ends[0]}-{ends[1]}", claimed=as_percent(working)
    )


# --- prices ---------------------------------------------------------------------------------------------


def _prices(working: Working, subject: Subject) -> None:
    known, published = working.known, working.asked.sentence.published
    table = known.table(INFLATION)
    who = whose(subject, known, published or 9999, published)[0]
    if table is None:
        working.lacks("a table of inflation")
        return
    available = [*Measured(table).years([who], working.until, known)]
    # Prices of a year are compared with those of the year before, for which no rate is needed.
    found = spans_asked(working.asked, [*available, *(year - 1 for year in available[-1:])])
    if not found:
        working.lacks(f"inflation of {who.name} for those years")
    for start, end in found:
        prices = _level(working, who, start, end)
        if prices is None:
            working.lacks(f"inflation of {who.name} for every year from {start + 1} to {end}")
            continue
        level, rows = prices
        working.add(
            Form.PRICE_CHANGE, f"prices in {who.name}, {start} to {end}", rows, 100 * (level - 1), PERCENT,
            period=f"{start + 1}-{end}", claimed=as_percent(working),
        )  # fmt: skip


def _level(working: Working, who: Who, start: int, end: int) -> tuple[float, tuple[Figure, ...]] | None:
    """How many times the prices of *start* those of *end* are, the rates of the years between multiplied."""
    table = working.known.table(INFLATION)
    if table is None:
        return None
    level, rows = 1.0, []
    for year in range(start + 1, end + 1):
        worth = Measured(table).of(who, year, working.known)
        if worth is None:
            return None
        level *= 1 + worth.value / 100
        rows += worth.figures
    return level, tuple(rows)
