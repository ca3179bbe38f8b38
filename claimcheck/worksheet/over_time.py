"""One thing at two times: by how much it changed, in a year, in points, without the change of prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.model import Measured as Kind
from claimcheck.worksheet.as_percent import as_percent
from claimcheck.worksheet.conversion import DOLLAR, rate
from claimcheck.worksheet.figures import Who
from claimcheck.worksheet.formulas import Term, combined, multiplied
from claimcheck.worksheet.known import EXCHANGE, INFLATION
from claimcheck.worksheet.measured import today, together, ways
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import spans_asked
from claimcheck.worksheet.places import money_of
from claimcheck.worksheet.prices import price_level, prices
from claimcheck.worksheet.units import PERCENT, is_percent
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured, Worth


@dataclass(frozen=True, slots=True)
class Change:
    """What *who* came to in two years."""

    who: Who
    start: int
    end: int
    before: Worth
    after: Worth

    def term(self, formula: str) -> Term:
        """What is reckoned with what was before ({0}) and after ({1})."""
        return combined(formula, self.before.term, self.after.term)

    @property
    def period(self) -> str:
        """The years, as a reading shows them."""
        return f"{self.start}-{self.end}"

    @property
    def percent(self) -> float:
        """By how many per cent it is more after than before."""
        return 100 * (self.after.value / self.before.value - 1)


def changes(working: Working, form: Form) -> None:
    """Readings of a change, a growth a year, a difference in time, or of prices."""
    subject = together(working)
    if subject is None:
        return
    asked = working.asked
    if form is Form.PRICE_CHANGE and asked.kinds[:1] == [INFLATION] and not asked.says("real"):
        prices(working, subject)
        return
    for way in ways(working):
        for change in _changes(working, subject, way):
            # What grew by so much may have done so by its prices, or by the dollar.
            money = f" in current {DOLLAR}" if change.before.unit == DOLLAR else ""
            words = f"{way.words}{money} of {change.who.name}, {change.start} to {change.end}"
            _add(working, form, words, change)


def _changes(working: Working, subject: Subject, way: Measured) -> Iterator[Change]:
    who = today(working, subject)
    spans = spans_asked(working.asked, way.years([who], working.until, working.known))
    if not spans:
        working.lacks(f"{way.words} of {who.name} at both times")
    for start, end in spans:
        before, after = (way.of(who, year, working.known) for year in (start, end))
        if before is not None and after is not None and before.value > 0:
            yield Change(who, start, end, before, after)
        elif before is not None:
            working.lacks(f"a figure above 0 to start from: {way.words} of {who.name} for {start}")


def _add(working: Working, form: Form, words: str, change: Change) -> None:
    if form is Form.DIFFERENCE:
        _difference(working, words, change)
    elif form is Form.POINTS:
        if is_percent(change.before.unit):
            points = change.after.value - change.before.value
            term = change.term("{1} - {0}")
            working.add(form, words, term, points, "percentage points", period=change.period)
    elif form is Form.GROWTH:
        _growth(working, words, change)
    elif form is Form.PRICE_CHANGE:
        _without_prices(working, words, change)
    else:
        said = as_percent(working)
        term = change.term("100 * ({1} / {0} - 1)")
        working.add(form, words, term, change.percent, PERCENT, period=change.period, claimed=said)
        _in_own_money(working, form, words, change)


def _difference(working: Working, words: str, change: Change) -> None:
    """Ten million "fewer" are a difference of ten million, "lost" one of minus ten million."""
    said, down = working.asked.claimed, working.asked.down
    apart, unit = change.after.value - change.before.value, change.before.unit
    form = Form.CHANGE if working.asked.changed_by else Form.DIFFERENCE
    formula = "{1} - {0}"
    if working.asked.comparison is not None:
        claimed = replace(said, unit=unit)
        if down:
            apart, formula = -apart, "{0} - {1}"
    else:
        claimed = replace(said, unit=unit, value=-said.value if down else said.value)
    working.add(form, words, change.term(formula), apart, unit, period=change.period, claimed=claimed)


def _growth(working: Working, words: str, change: Change) -> None:
    """So many a year, or so many per cent a year, compounded."""
    years = change.end - change.start
    if working.asked.quantity.kind is Kind.PERCENT:
        compound = 100 * ((change.after.value / change.before.value) ** (1 / years) - 1)
        said, unit = as_percent(working), "percent a year"
        term = change.term(f"100 * (({{1}} / {{0}}) ** (1 / {years}) - 1)")
        working.add(Form.GROWTH, words, term, compound, unit, period=change.period, claimed=said)
        return
    a_year, unit = (change.after.value - change.before.value) / years, f"{change.before.unit} a year"
    term = change.term(f"({{1}} - {{0}}) / {years}")
    working.add(Form.GROWTH, words, term, a_year, unit, period=change.period)


def _without_prices(working: Working, words: str, change: Change) -> None:
    level = price_level(working, change.who, change.start, change.end)
    if level is None:
        return
    real = 100 * (change.after.value / change.before.value / level.times - 1)
    term = combined(
        "100 * ({1} / {0} / {2} - 1)", change.before.term, change.after.term, multiplied(level.figures)
    )
    named = f"{words}, without inflation"
    said = as_percent(working)
    working.add(Form.PRICE_CHANGE, named, term, real, PERCENT, period=change.period, claimed=said)


def _in_own_money(working: Working, form: Form, words: str, change: Change) -> None:
    """The same change in the country's own money, where there are rates.

    The dollar may have moved, not the thing.
    """
    table = working.known.table(EXCHANGE)
    own = money_of(change.who.codes[0]) if len(change.who.codes) == 1 else None
    if table is None or own in {None, DOLLAR} or change.before.unit != DOLLAR:
        return
    then, now = (rate(table, str(own), year, working.known.language) for year in (change.start, change.end))
    if then is None or now is None or not then.value or not now.value:
        return
    percent = 100 * (change.after.value * now.value / (change.before.value * then.value) - 1)
    own_before = combined("{0} * {1}", change.before.term, Term("{0}", (then,)))
    own_after = combined("{0} * {1}", change.after.term, Term("{0}", (now,)))
    term = combined("100 * ({1} / {0} - 1)", own_before, own_after)
    said, named = as_percent(working), f"{words}, in {own}"
    working.add(form, named, term, percent, PERCENT, period=change.period, claimed=said)
