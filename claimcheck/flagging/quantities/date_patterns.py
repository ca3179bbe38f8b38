"""The expressions that a language's dates are found by, from its words, each with an example."""

from __future__ import annotations

from claimcheck.flagging.templates import Templates

DATES = Templates(
    {
        "MONTH": r"{|calendar.months}(?![^\W_])\.?",
        "ON": r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?: ?{|calendar.day_endings})?(?![^\W_])",
        "TO": " ?{|figures.range} ?",
        "OF": "(?:{|calendar.of} )?",
        "YEAR": r"[12]\d{3}(?![\d-]|[.,]\d)",
        "AT": "(?:,? (?:{|calendar.at} )?(?P<at>{clock}))?",
        # March 22, 2022 · June 29-30 · April 2024 · March
        "month": "(?P<month>{MONTH})(?: (?:{|calendar.the} )?(?P<day>{ON})"
        "(?:{TO}(?:(?P<month2>{MONTH}) )?(?P<day2>{ON}))?"
        "(?:,? (?P<year>{YEAR}))?{AT}|,? {OF}(?P<only>{YEAR}))?",
        # 22 March 2022 · 2nd of March
        "day": "(?P<day>{ON})(?:{TO}(?P<day2>{ON}))? {OF}(?P<month>{MONTH})(?:,? {OF}(?P<year>{YEAR}))?{AT}",
        # 2025-03-11
        "iso": r"(\d{4}-(?:0[1-9]|1[0-2])-(?:[012]\d|3[01]))(?:[t ](\d{2}:\d{2})(?::\d{2})?z?)?(?![\d-])",
        "numeric": r"(\d{1,2})([./])(\d{1,2})\2([12]\d{3})(?![\d/])",  # 3/4/2025
        # 2:34 PM; without "pm" or the like it needs a word before it
        "clock": r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)? ?{|calendar.am calendar.pm}(?![^\W_])"
        r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?![:\d]) {|calendar.clock_after}(?![^\W_])"
        r"|(?:[01]?\d|2[0-3]) ?{|calendar.clock_words}(?![^\W_])"
        r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d]))",
        # 2019 · 1990s · 2019-20
        "year": r"([12]\d{3})(?:(?P<decade>{|calendar.decades}(?![^\W_]))"
        r"|(?: ?[-/] ?|{TO})([12]\d{3}|\d{2})(?![\w/%-]|[.,]\d))?",
        # 1989 and 2003, after "between"
        "years": r"([12]\d{3}) (?:{|figures.and}) ([12]\d{3})(?![\w/%-]|[.,]\d)",
        "decade": r"(\d)0{|calendar.decades}(?![^\W_])",  # 90s
        "short": r"(\d\d)(?![\w/%-]|[.,]\d)",  # 08, after "’"
        "quarter": r"{|calendar.quarter_letter}([1-4])(?:,? ({YEAR}))?(?!\w)",  # Q3 2024
        "half": r"{|calendar.half_letter}([12]),? ({YEAR})(?!\w)",  # H1 2024
        # quarter of 2024, after "third"
        "of_year": r"[ -](?:(?P<quarter>{|calendar.quarter})|(?P<half>{|calendar.half})"
        r"|(?P<century>{|calendar.century}))(?![^\W_])(?: {OF}(?P<year>{YEAR}))?",
        "of_season": r" {OF}([12]\d{3})(?!\w)",  # of 2024, after "summer"
        # what a weekday has after it: ", March 4"
        "following": r",? (?:{|calendar.the} )?(?=(?:{MONTH} {ON}|{ON}\.? {OF}{MONTH}))",
    }
)
