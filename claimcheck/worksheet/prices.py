"""Prices over several years, by the rates of inflation between."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.calculations import Figure
from claimcheck.worksheet.as_percent import as_percent
from claimcheck.worksheet.figures import Who
from claimcheck.worksheet.formulas import combined, multiplied
from claimcheck.worksheet.known import INFLATION
from claimcheck.worksheet.measured import today
from claimcheck.worksheet.mentions import Subject
from claimcheck.worksheet.periods import spans_asked
from claimcheck.worksheet.units import PERCENT
from claimcheck.worksheet.values import Form
from claimcheck.worksheet.working import Working
from claimcheck.worksheet.worth import Measured


@dataclass(frozen=True, slots=True)
class Level:
    """How many times the prices of a year those of a later one are, and the rates that were multiplied."""

    times: float
    figures: tuple[Figure, ...]


def prices(working: Working, subject: Subject) -> None:
    """Readings of how much prices rose."""
    who, table = today(working, subject), working.known.table(INFLATION)
    if table is None:
        working.lacks("a table of inflation")
        return
    available = Measured(table).years([who], working.until, working.known)
    # Prices are those of the year before, for which no rate is needed.
    spans = spans_asked(working.asked, [*available, *(year - 1 for year in available[-1:])])
    if not spans:
        working.lacks(f"inflation of {who.name}{working.for_years}")
    for start, end in spans:
        level = price_level(working, who, start, end)
        if level is not None:
            words, period = f"prices in {who.name}, {start} to {end}", f"{start + 1}-{end}"
            percent, said = 100 * (level.times - 1), as_percent(working)
            term = combined("100 * ({0} - 1)", multiplied(level.figures))
            working.add(Form.PRICE_CHANGE, words, term, percent, PERCENT, period=period, claimed=said)


def price_level(working: Working, who: Who, start: int, end: int) -> Level | None:
    """The prices of *end* by those of *start*: the rates of the years between multiplied.

    None where one lacks.
    """
    table = working.known.table(INFLATION)
    times, figures = 1.0, list[Figure]()
    for year in range(start + 1, end + 1):
        worth = Measured(table).of(who, year, working.known) if table else None
        if worth is None:
            working.lacks(f"inflation of {who.name} for every year from {start + 1} to {end}")
            return None
        times *= 1 + worth.value / 100
        figures += worth.figures
    return Level(times, tuple(figures))
