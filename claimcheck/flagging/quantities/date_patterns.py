"""The expressions that a language's dates are found by, from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimcheck.flagging.language_words import alternatives, table, words


@dataclass(frozen=True, slots=True)
class Patterns:
    """The expressions for the dates of a language, each with an example."""

    month: re.Pattern[str]  # March 22, 2022 · June 29-30 · April 2024 · March
    day: re.Pattern[str]  # 22 March 2022 · 2nd of March
    iso: re.Pattern[str]  # 2025-03-11
    numeric: re.Pattern[str]  # 3/4/2025
    clock: re.Pattern[str]  # 2:34 PM
    year: re.Pattern[str]  # 2019 · 1990s · 2019-20
    quarter: re.Pattern[str]  # Q3 2024
    of_year: re.Pattern[str]  # quarter of 2024, after "third"
    following: re.Pattern[str]  # what a weekday has after it: ", March 4"


@cache
def patterns(language: str) -> Patterns:
    """The expressions for a language's dates, from its words."""

    def calendar(name: str) -> str:
        return alternatives(words("calendar", name, language))

    month = rf"(?:{alternatives(table('calendar', 'months', language))})(?![^\W_])\.?"
    of = rf"(?:(?:{calendar('of')}) )?"
    ending = rf"(?:{calendar('day_endings')})?(?![^\W_])"
    on = rf"(?:[12]\d|3[01]|0?[1-9])(?!\d){ending}"
    to = rf" ?(?:{alternatives(words('figures', 'range', language))}) ?"
    the, time = (calendar(name) for name in ("the", "at"))
    year = r"[12]\d{3}(?![\d-]|[.,]\d)"
    clock = _clock(language)
    at = rf"(?:,? (?:(?:{time}) )?(?P<at>{clock}))?"
    decades = rf"(?P<decade>(?:{calendar('decades')})(?![^\W_]))"
    return Patterns(
        month=re.compile(
            rf"(?P<month>{month})(?: (?P<day>{on})(?:{to}(?:(?P<month2>{month}) )?(?P<day2>{on}))?"
            rf"(?:,? (?P<year>{year}))?{at}|,? {of}(?P<only>{year}))?"
        ),
        day=re.compile(
            rf"(?P<day>{on})(?:{to}(?P<day2>{on}))? {of}(?P<month>{month})(?:,? (?P<year>{year}))?{at}"
        ),
        iso=re.compile(
            r"(\d{4}-(?:0[1-9]|1[0-2])-(?:[012]\d|3[01]))(?:[t ](\d{2}:\d{2})(?::\d{2})?z?)?(?![\d-])"
        ),
        numeric=re.compile(r"(\d{1,2})([./])(\d{1,2})\2([12]\d{3})(?![\d/])"),
        clock=re.compile(clock),
        year=re.compile(
            rf"([12]\d{{3}})(?:{decades}|(?: ?[-/] ?|{to})([12]\d{{3}}|\d{{2}})(?![\w/%-]|[.,]\d))?"
        ),
        quarter=re.compile(rf"(?:{calendar('quarter_letter')})([1-4])(?:,? ({year}))?(?!\w)"),
        of_year=re.compile(
            rf"[ -](?:(?P<quarter>{calendar('quarter')})"
            rf"|(?P<half>{calendar('half')})"
            rf"|(?P<century>{calendar('century')}))(?![^\W_])"
            rf"(?: {of}(?P<year>{year}))?"
        ),
        following=re.compile(rf",? (?:(?:{the}) )?(?=(?:{month} {on}|{on}\.? {of}{month}))"),
    )


def _clock(language: str) -> str:
    """A time of day; without "pm" or the like it needs a word before it."""
    am, pm, after, oclock = (
        alternatives(words("calendar", name, language)) for name in ("am", "pm", "clock_after", "clock_words")
    )
    half = "|".join(part for part in (am, pm) if part)
    marks = rf"(?:{half})(?![^\W_])" if half else r"(?!)"
    return (
        rf"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)? ?{marks}"
        rf"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?![:\d]) (?:{after})(?![^\W_])"
        rf"|(?:[01]?\d|2[0-3]) ?(?:{oclock})(?![^\W_])"
        r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d]))"
    )
