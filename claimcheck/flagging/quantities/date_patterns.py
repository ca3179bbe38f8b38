"""The expressions that a language's dates are found by, from its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimcheck.flagging.quantities.quantity_words import phrases, table


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
    month = rf"(?:{any_of(table(language, 'calendar', 'months'))})(?![^\W_])\.?"
    of = rf"(?:(?:{any_of(phrases(language, 'calendar', 'of'))}) )?"
    ending = rf"(?:{any_of(phrases(language, 'calendar', 'day_endings'))})?(?![^\W_])"
    on = rf"(?:[12]\d|3[01]|0?[1-9])(?!\d){ending}"
    to = rf" ?(?:{any_of(phrases(language, 'figures', 'range'))}) ?"
    the, time = (any_of(phrases(language, "calendar", name)) for name in ("the", "at"))
    year = r"[12]\d{3}(?![\d-]|[.,]\d)"
    clock = _clock(language)
    at = rf"(?:,? (?:(?:{time}) )?(?P<at>{clock}))?"
    decades = rf"(?P<decade>(?:{any_of(phrases(language, 'calendar', 'decades'))})(?![^\W_]))"
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
        quarter=re.compile(
            rf"(?:{any_of(phrases(language, 'calendar', 'quarter_letter'))})([1-4])(?:,? ({year}))?(?!\w)"
        ),
        of_year=re.compile(
            rf"[ -](?:(?P<quarter>{any_of(phrases(language, 'calendar', 'quarter'))})"
            rf"|(?P<half>{any_of(phrases(language, 'calendar', 'half'))})"
            rf"|(?P<century>{any_of(phrases(language, 'calendar', 'century'))}))(?![^\W_])"
            rf"(?: {of}(?P<year>{year}))?"
        ),
        following=re.compile(rf",? (?:(?:{the}) )?(?=(?:{month} {on}|{on}\.? {of}{month}))"),
    )


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _clock(language: str) -> str:
    """A time of day; without "pm" or the like it needs a word before it."""
    am, pm, after = (any_of(phrases(language, "calendar", name)) for name in ("am", "pm", "clock_after"))
    half = "|".join(part for part in (am, pm) if part)
    marks = rf"(?:{half})(?![^\W_])" if half else r"(?!)"
    return (
        rf"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)? ?{marks}"
        rf"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?![:\d]) (?:{after})(?![^\W_])"
        rf"|(?:[01]?\d|2[0-3]) ?(?:{any_of(phrases(language, 'calendar', 'clock_words'))})(?![^\W_])"
        r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d]))"
    )
