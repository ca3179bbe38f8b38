"""A worksheet as it is kept and read: its sentence, its calculations, its series over the years."""

from __future__ import annotations

import pytest
from figures_at_hand import at_hand

import claimcheck as cc
from claimcheck.calculations import GivenFigure
from claimcheck.worksheet.keeping import claimed_in_words, kept, result, series

DAY = "2024-03-01"
TABLES = at_hand()


def sheet(text: str) -> cc.Worksheet:
    return cc.worksheet(text, TABLES, DAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Germany's economy is twice the size of Italy's.",
            "Claimed: 2 times. Computed: 2 times for 2023, 1.905 times for 2022, 1.905 times for 2021 "
            "(GDP, Germany and Italy). Holds in 3 of 3 readings.",
        ),
        (
            "Poland has 40 million inhabitants.",
            "Claimed: 40 million people. Computed: 36.7 million people for 2023, 37 million people for 2022, "
            "38 million people for 2021 (population of Poland). Holds in 1 of 3 readings.",
        ),
        ("They met.", ""),
        ("They make in a month what we make in a year.", ""),
    ],
)
def test_the_result_is_a_sentence_for_the_rationale(text: str, said: str) -> None:
    assert result(sheet(text)) == said


def test_every_reading_is_kept_with_its_figures_and_what_was_typed() -> None:
    found = sheet("NATO has twice the economy of Russia.")
    typed = GivenFigure("left", "5")
    was = kept(found, [typed])
    assert was.claimed == claimed_in_words(found) == "2 times"
    assert [(one.words, one.computed, one.holds, one.figures) for one in was.calculations] == [
        (one.words, one.computed, one.holds, one.operands) for one in found.readings
    ]
    assert was.given == (typed,)
    # These tables name nobody who published them.
    assert not was.has_source


def test_a_group_is_drawn_as_it_was_in_each_year_and_as_it_is_today() -> None:
    drawn = series(kept(sheet("NATO has twice the economy of Russia.")).calculations)
    names = {one.name: [year for year, _ in one.points] for one in drawn}
    # Finland came in 2023: before, the members of the day are others than those of the year.
    assert names == {
        "GDP, NATO members 2024 (8) and Russian Federation": [2021, 2022, 2023],
        "GDP, NATO members of each year and Russian Federation": [2021, 2022],
    }


def test_a_rank_among_fewer_or_more_is_one_series() -> None:
    (one,) = series(kept(sheet("Poland has the fifth largest economy in NATO.")).calculations)
    assert [year for year, _ in one.points] == [2021, 2022, 2023]


def test_growth_is_drawn_by_its_last_year() -> None:
    (one,) = series(kept(sheet("Germany's economy grew by 2% a year since 2019.")).calculations)
    assert one.name == "GDP in current USD of Germany"
    assert [year for year, _ in one.points] == [2021, 2022, 2023]
