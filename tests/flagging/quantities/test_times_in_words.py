"""Times of day in words, and what only begins like one."""

from __future__ import annotations

import pytest

from claimcheck.flagging.quantities.extract import quantities

TIMES = [
    ("en", "The train left at half past two.", ["T02:30"]),
    ("en", "They met at quarter to five.", ["T04:45"]),
    ("en", "He came at a quarter past nine.", ["T09:15"]),
    ("en", "It opened at nine o'clock.", ["T09:00"]),
    ("en", "It closes at half past two p.m.", ["T14:30"]),
    ("en", "Half past 10 is late.", ["T10:30"]),
    ("de", "Um halb drei kam er.", ["T02:30"]),
    ("de", "Um halb eins kam er.", ["T00:30"]),
    ("de", "Um Viertel nach neun kam er.", ["T09:15"]),
    ("de", "Um dreiviertel acht kam er.", ["T07:45"]),
    ("de", "Um neun Uhr kam er.", ["T09:00"]),
    # no times
    ("en", "Half past tense.", []),
    ("en", "A quarter to five percent was lost.", ["5%"]),
    ("en", "A quarter after five years it was gone.", ["P5Y"]),
    ("de", "Er ist halb so alt.", ["x0.5"]),
    ("de", "Halb zwei Millionen.", ["2000000"]),
    ("de", "Zwei Uhren gingen.", ["2"]),
]


@pytest.mark.parametrize(("language", "text", "told"), TIMES)
def test_times_in_words(language: str, text: str, told: list[str]) -> None:
    assert [one.normalized for one in quantities(text, language=language)] == told


NAMES = [
    ("Agenda 2030 was adopted.", []),
    ("The Strategy 2025 failed.", []),
    ("Project 2025 sets out goals.", []),
    ("The class of 2024 graduated.", []),
    ("The plan was made in 2030.", ["2030"]),
    ("The programme ran 2021-2027.", ["2021/2027"]),
    ("Figure 3 shows the trend.", []),
    ("Table 20 motions this week.", ["THIS P1W"]),
    ("Train 200 soldiers now.", ["200"]),
    ("Under para. 7 it is banned.", []),
    ("The “Fight for 15” campaign began.", []),
    ("She said “About 15”.", ["15"]),
    ("He said “We sold 15”.", ["15"]),
]


@pytest.mark.parametrize(("text", "told"), NAMES)
def test_figures_of_names(text: str, told: list[str]) -> None:
    assert [one.normalized for one in quantities(text)] == told
