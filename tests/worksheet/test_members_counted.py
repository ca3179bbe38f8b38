"""How many of a group reach a limit: which number counts them, which says how many there are."""

from __future__ import annotations

import pytest
from figures_at_hand import at_hand

import claimcheck as cc

TABLES = at_hand()


def sheet(text: str) -> cc.Worksheet:
    return cc.worksheet(text, TABLES, "2024-03-01")


@pytest.mark.parametrize(
    ("text", "claimed", "counted"),
    [
        ("Seven NATO countries have more than 5 million people.", 7, 7),
        ("In NATO, five of the eight have more than 20 million inhabitants.", 5, 5),
        ("Five of NATO's eight members have more than 30 million inhabitants.", 5, 5),
        ("Six NATO allies spend more than 10 billion dollars on defence.", 6, 5),
        ("Four of the alliance's members have economies of more than a trillion dollars.", 4, 4),
        ("Only three of the eight NATO states spend over 50 billion dollars on their armies.", 3, 3),
        ("Two NATO nations have fewer than 5 million inhabitants.", 2, 1),
        ("Of the eight members of NATO, five have over 30 million people.", 5, 5),
        ("All eight NATO members have more than a million inhabitants.", 8, 8),
        ("Five NATO members each have more than 30 million people.", 5, 5),
        ("Seven countries have more than 30 million people.", 7, 6),
    ],
)
def test_members_that_reach_a_limit_are_counted(text: str, claimed: float, counted: float) -> None:
    first = sheet(text).readings[0]
    assert (first.type, first.said.value, first.computed, first.period) == (
        "threshold",
        claimed,
        counted,
        "2023",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Half of the eight NATO members have more than 50 million people.",
        "Three out of eight NATO members spend two per cent of GDP on defence.",
        "None of NATO's members has fewer than two million inhabitants.",
        "Not one of the allies has more than 400 million people.",
    ],
)
def test_what_is_said_of_each_is_not_worked_out_for_all_together(text: str) -> None:
    assert sheet(text).readings == ()


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Poland has the fourth largest economy in the EU.", "EU"),
        ("Finland is the third most populous country in the European Union.", "European Union"),
        ("Germany is the most populous country in the Eurozone.", "Eurozone"),
        ("Five EU countries have more than 30 million people.", "EU"),
        ("Of the 27 members of the EU, five spend over 2% of GDP on defence.", "EU"),
    ],
)
def test_a_group_of_which_no_members_are_listed_is_not_taken_for_the_world(text: str, whom: str) -> None:
    found = sheet(text)
    assert found.readings == ()
    assert found.missing == (f"who belongs to {whom}",)


def test_what_all_of_a_group_have_together_is_still_a_sum() -> None:
    first = sheet("NATO members spend more than a trillion dollars on defence.").readings[0]
    assert (first.type, first.holds) == ("sum", True)
    # 66 + 60 + 33 + 32 + 1.2 + 9 + 900 + 6
    assert first.computed == pytest.approx(1107.2e9)
