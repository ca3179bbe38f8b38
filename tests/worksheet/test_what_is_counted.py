"""Numbers that are no level of a country: people of another kind, and what a figure was before."""

from __future__ import annotations

import pytest
from figures_at_hand import at_hand

import claimcheck as cc

TABLES = at_hand()


def sheet(text: str) -> cc.Worksheet:
    return cc.worksheet(text, TABLES, "2024-03-01")


@pytest.mark.parametrize(
    "text",
    [
        "A firm employs 2,900 people in Germany.",
        "Two million people voted in Germany.",
        "The flood killed 180 people in Germany.",
        "Poland hired 40,000 people.",
        "Germany sent 4,000 people to Poland.",
        "The health service treated 5 million people in Finland.",
        "In Italy 60,000 people marched.",
        "The ministry moved 300 people to Norway.",
    ],
)
def test_people_of_another_kind_are_not_taken_for_the_inhabitants(text: str) -> None:
    found = sheet(text)
    assert found.readings == ()
    assert found.missing == ("a table of what is measured",)


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        ("1.4 million people live in Estonia.", 1.4),
        ("Germany is home to 84 million people.", 84),
        ("Some 68 million people live in France.", 68),
        ("Finland has about 5.6 million people.", 5.6),
        # 66 in 2019, 68 in 2023.
        ("France gained two million people in four years.", 2),
    ],
)
def test_inhabitants_are_still_told(text: str, millions: float) -> None:
    first = sheet(text).readings[0]
    assert first.computed == pytest.approx(millions * 1e6)
    assert first.holds


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("Poland's population is more than 30 million, up from 38 million in 2019.", 36.7e6),
        ("Germany's GDP is 4.4 trillion dollars, up from 3.6 trillion in 2019.", 4.4e12),
        ("The French economy came to 3 trillion dollars (up from 2.5 trillion in 2019).", 3e12),
        ("Italy had 59 million inhabitants, down from 60 million in 2020.", 59e6),
        ("Poland spends 32 billion dollars on defence, up sharply from 12 billion in 2019.", 32e9),
        ("Finland's output reached 300 billion dollars, up from 270 billion four years earlier.", 300e9),
        ("The Norwegian economy is 480 billion dollars, down from 600 billion in 2022.", 480e9),
    ],
)
def test_what_a_figure_was_before_is_no_part_of_what_it_is_now(text: str, computed: float) -> None:
    first = sheet(text).readings[0]
    assert first.computed == pytest.approx(computed)
    assert (first.period, first.holds) == ("2023", True)


@pytest.mark.parametrize(
    ("text", "claimed", "holds"),
    [
        # 4,400 to 3,000 is 1.467, to 2,200 it is 2.
        ("Germany's economy is half as large again as that of France.", 1.5, True),
        ("Germany's economy is half as large again as that of Italy.", 1.5, False),
        ("Germany's economy is a third as large again as that of France.", 4 / 3, False),
    ],
)
def test_a_part_on_top_of_the_whole_is_more_than_once(text: str, claimed: float, holds: bool) -> None:
    first = sheet(text).readings[0]
    assert first.said.value == pytest.approx(claimed, abs=1e-5)
    assert first.holds is holds
