"""In whatever order the lines of a table stand, a claim comes to the same, to the last digit."""

from __future__ import annotations

from typing import Any

import pandas as pd
from figures_at_hand import ALLIES, ARMS, GDP, PEOPLE, table
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc

CLAIMS = [
    "The alliance's combined economy is about 19 times that of Russia.",
    "Germany makes up four per cent of the world economy.",
    "Estonia and Latvia together have three million inhabitants.",
    "Italy is the world's fourth largest economy.",
    "Norway's economy shrank by a fifth last year.",
    "Per head, Norway produces twice as much as France.",
    "Four members of the alliance have more than 50 million inhabitants.",
    "Together the allies spent more than a trillion dollars on defence in 2022.",
]
# Two with the same figure share a place.
WITH_A_TIE = GDP | {"Spain": GDP["Italy"], "World": tuple(0.1 * figure for figure in GDP["World"])}


def told(order: int, claim: str) -> list[Any]:
    refs = cc.References()
    for figures, measure, unit in (
        (WITH_A_TIE, "GDP", "billion USD"),
        (PEOPLE, "population", "million people"),
        (ARMS, "military spending", "billion USD"),
    ):
        lines = table(figures).sample(frac=1, random_state=order)
        refs.add(lines, measure=measure, entity="country", period="year", value="value", unit=unit)
    allies = pd.DataFrame({"country": list(ALLIES), "joined": list(ALLIES.values())})
    refs.group("NATO", allies, entity="country", since="joined")
    sheet = cc.worksheet(claim, refs, "2024-06-01")
    assert sheet.readings
    return [
        (str(one), one.computed, sorted((figure.name, figure.value) for figure in one.operands))
        for one in sheet.readings
    ]


@given(st.sampled_from(CLAIMS), st.integers(0, 2**31 - 1))
def test_the_order_of_lines_counts_for_nothing(claim: str, order: int) -> None:
    assert told(order, claim) == told(1, claim)


def test_two_with_the_same_figure_share_a_place() -> None:
    for country in ("Italy", "Spain"):
        first = told(1, f"{country} is the world's fourth largest economy.")[0]
        later = told(2, f"{country} is the world's fourth largest economy.")[0]
        assert first[1] == later[1] == 4
