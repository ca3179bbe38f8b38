"""Claims worked out by tables of round figures: each form, right and subtly wrong, reckoned by hand."""

from __future__ import annotations

from typing import Any

import pytest
from figures_at_hand import GDP, YEARS, at_hand
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ClaimcheckError

PUBLISHED = "2024-06-01"

# The claim, the form, what the first reading comes to, and whether it holds.
WORKED: list[tuple[str, str, float, bool]] = [
    ("Germany's economy is more than twice the size of Russia's.", "ratio", 2.2, True),
    ("Germany's economy is three times the size of Russia's.", "ratio", 2.2, False),
    ("The Polish economy is nearly three times as large as the Finnish one.", "ratio", 2.6667, False),
    ("France has twelve times as many people as Finland.", "ratio", 12.1429, True),
    ("For every Finn there are 15 Germans.", "ratio", 15, True),
    ("Two Polands would fit into the Italian economy.", "ratio", 2.75, False),
    ("Italy's economy is ten per cent bigger than Russia's.", "ratio", 1.1, True),
    ("Italy's economy is ten per cent smaller than Russia's.", "ratio", 1.1, False),
    ("The German economy is bigger than the French one.", "ratio", 1.4667, True),
    ("Norway spends as much on its armed forces as Finland.", "ratio", 1.5, False),
    ("The alliance's combined economy is about 19 times that of Russia.", "ratio", 19.11, True),
    ("The average German is a third richer than the average Italian.", "per_head", 40.4768, False),
    ("Per head, Norway produces twice as much as France.", "per_head", 1.9782, True),
    ("Finland's GDP comes to more than 50,000 dollars per head.", "per_head", 53571.43, True),
    ("Finland's GDP comes to more than 60,000 dollars per head.", "per_head", 53571.43, False),
    ("Germany has 16 million more inhabitants than France.", "difference", 16e6, True),
    ("France has 16 million fewer inhabitants than Germany.", "difference", 16e6, True),
    ("Germany spends 16 billion dollars more on defence than France.", "difference", 6e9, False),
    (
        "Poland put 15 billion dollars more into its army in 2023 than the year before.",
        "difference",
        15e9,
        True,
    ),
    ("Poland has lost a million people since 2019.", "difference", -1.3e6, False),
    ("Germany accounts for a fifth of the alliance's population.", "share", 14.1083, False),
    ("Germany makes up four per cent of the world economy.", "share", 4.1905, True),
    ("France and Germany account for seven per cent of the world economy.", "share", 7.0476, True),
    ("One in ten people in the world is a German.", "share", 1.05, False),
    ("Poland's defence spending has more than doubled since 2019.", "change", 166.667, True),
    ("Poland's defence spending has tripled since 2019.", "change", 166.667, False),
    ("Norway's economy shrank by a fifth last year.", "change", -20, True),
    ("Norway's economy shrank by a tenth last year.", "change", -20, False),
    ("Russia's defence budget rose by 52 per cent between 2021 and 2022.", "change", 51.5152, True),
    ("In the four years to 2023 German output grew by 22 per cent.", "change", 22.2222, True),
    ("Estonia's military budget has doubled in four years.", "change", 100, True),
    ("Latvia's economy grew by about seven per cent a year from 2019 to 2023.", "growth", 6.6586, True),
    ("Latvia's economy grew by nine per cent a year from 2019 to 2023.", "growth", 6.6586, False),
    ("The United States adds two million people a year.", "growth", 2e6, True),
    ("Prices in Germany have risen by a sixth since 2020.", "price_change", 18.965, False),
    ("Prices in Germany have risen by about 19 per cent since 2020.", "price_change", 18.965, True),
    ("Prices in Poland rose by a third between 2019 and 2022.", "price_change", 24.3725, False),
    ("Germany is the world's second largest economy.", "rank", 2, True),
    ("Germany is the world's third largest economy.", "rank", 2, False),
    ("Poland has the fourth largest defence budget in NATO.", "rank", 5, False),
    ("Norway is the richest country in the world.", "rank", 1, True),
    ("Poland spends four per cent of its GDP on defence.", "percent_of_gdp", 4, True),
    ("Germany puts three per cent of its output into its army.", "percent_of_gdp", 1.5, False),
    ("Together the allies spent more than a trillion dollars on defence in 2022.", "sum", 1.0289e12, True),
    ("Estonia and Latvia together have three million inhabitants.", "sum", 3.3e6, False),
    ("Finland, Norway and Estonia have 12.5 million inhabitants together.", "sum", 12.5e6, True),
    ("Poland has 38 million inhabitants.", "level", 36.7e6, True),
    ("Italy's gross domestic product was 2.1 trillion dollars in 2021.", "level", 2.1e12, True),
    ("Italy's gross domestic product was 2.5 trillion dollars in 2021.", "level", 2.1e12, False),
    ("Russia spends more than 120 billion dollars on its military.", "level", 110e9, False),
    ("Only three allies spend two per cent of their GDP on defence.", "threshold", 5, False),
    ("Five allies spend two per cent of their GDP on defence.", "threshold", 5, True),
    ("Four members of the alliance have more than 50 million inhabitants.", "threshold", 4, True),
    ("France's GDP of 2023 came to 2,760 billion euros.", "conversion", 2760e9, True),
    ("France's GDP of 2023 came to 3,260 billion euros.", "conversion", 2760e9, False),
    ("In 2022 a hundred billion euros were 105 billion dollars.", "conversion", 105.263e9, True),
    ("Inflation in Poland reached 15 per cent in 2022.", "level", 15, True),
    ("Inflation in Poland reached 25 per cent in 2022.", "level", 15, False),
    ("Greece's economy has doubled since 2019.", "", 0, False),
    ("Germany's public debt has risen to 70 per cent of GDP.", "", 0, False),
    ("Military aid to Poland has reached five billion dollars.", "", 0, False),
    ("Youth unemployment in Italy stands at 20 per cent.", "", 0, False),
    ("Berlin produces more than Estonia.", "", 0, False),
    ("Norway exports twice as much steel as Finland.", "", 0, False),
    ("By 2040 there will be 90 million Germans.", "", 0, False),
    ("Germany has taken in a million Poles.", "", 0, False),
    ("German defence exports rose by 40 per cent in 2023.", "", 0, False),
]


@pytest.mark.parametrize(("claim", "form", "computed", "holds"), WORKED)
def test_the_first_reading_is_the_one_reckoned_by_hand(
    claim: str, form: str, computed: float, holds: bool
) -> None:
    sheet = cc.worksheet(claim, at_hand(), PUBLISHED)
    if not form:
        assert sheet.readings == ()
        assert sheet.missing
        return
    first = sheet.readings[0]
    assert (first.type, first.holds) == (form, holds), str(sheet)
    assert first.computed == pytest.approx(computed, rel=1e-3)


def test_every_admissible_reading_is_there() -> None:
    sheet = cc.worksheet(
        "The whole of NATO has an economy 19 times the size of Russia's.", at_hand(), PUBLISHED
    )
    told = {
        (reading.period, reading.operands[0].name): round(reading.computed, 2) for reading in sheet.readings
    }
    assert told == {
        ("2023", "NATO members 2024 (8)"): 19.11,
        ("2022", "NATO members 2024 (8)"): 16.14,
        ("2022", "NATO members 2022 (7)"): 16.02,
        ("2021", "NATO members 2024 (8)"): 18.57,
        ("2021", "NATO members 2021 (7)"): 18.41,
    }
    assert sheet.summary == "holds in 3 of 5 readings"


SLIPS = [
    ("Poland has 37 billion people.", "thousandfold"),
    ("Poland's GDP is 800 million dollars.", "thousandfold"),
    (
        "Germany has 0.81 times as many people as France.",
        "other way round",
    ),
    ("Norway's economy is 600 billion dollars.", "an old figure: 600 billion USD in 2022"),
    ("Norway's economy is worth 87,000 dollars.", "per head"),
    (
        "Poland's defence spending has risen by 113 per cent since 2019.",
        "another base year: 113.3% for 2021-2023",
    ),
]


@pytest.mark.parametrize(("claim", "slip"), SLIPS)
def test_a_common_slip_is_named(claim: str, slip: str) -> None:
    first = cc.worksheet(claim, at_hand(), PUBLISHED).readings[0]
    assert not first.holds
    assert first.slip is not None
    assert slip in first.slip


def test_points_taken_for_per_cent_are_named() -> None:
    sheet = cc.worksheet(
        "Germany's inflation rose by seven per cent from 2021 to 2022.", at_hand(), PUBLISHED
    )
    assert sheet.readings[0].type == "change"
    assert sheet.readings[0].slip == "percentage points taken for per cent: 7 points"


COUNTRIES = [name for name in GDP if name not in {"World", "Russian Federation"}]


@given(st.sampled_from(COUNTRIES), st.sampled_from(COUNTRIES), st.sampled_from(YEARS))
def test_a_ratio_and_its_inverse_come_to_one(one: str, other: str, year: int) -> None:
    if one == other:
        return
    there, back = (
        cc.worksheet(
            f"In {year} the GDP of {left} was twice that of {right}.", at_hand(), PUBLISHED
        ).readings[0]
        for left, right in ((one, other), (other, one))
    )
    assert there.computed * back.computed == pytest.approx(1)


@given(st.sampled_from(COUNTRIES), st.sampled_from(COUNTRIES), st.sampled_from(YEARS))
def test_a_sum_is_that_of_its_parts_and_a_difference_what_lies_between(
    one: str, other: str, year: int
) -> None:
    if one == other:
        return

    def computed(claim: str) -> float:
        return cc.worksheet(claim, at_hand(), PUBLISHED).readings[0].computed

    place = YEARS.index(year)
    left, right = GDP[one][place] * 1e9, GDP[other][place] * 1e9
    both = computed(f"In {year} the GDP of {one} and {other} together was 900 billion dollars.")
    more = computed(f"In {year} the GDP of {one} was 900 billion dollars more than that of {other}.")
    assert both == pytest.approx(left + right)
    assert more == pytest.approx(left - right)


@pytest.mark.parametrize("claim", [claim for claim, form, *_ in WORKED if form][::4])
def test_the_order_of_a_tables_lines_counts_for_nothing(claim: str) -> None:
    def told(order: int) -> list[Any]:
        sheet = cc.worksheet(claim, at_hand(order), PUBLISHED)
        return [(one.type, float(f"{one.computed:.9g}"), one.holds, one.period) for one in sheet.readings]

    assert told(1) == told(-1)


def test_a_figure_says_where_it_stands() -> None:
    sheet = cc.worksheet(
        "Together the allies spent a trillion dollars on defence in 2022.", at_hand(), PUBLISHED
    )
    (figure,) = sheet.readings[0].operands
    assert figure.members == ("Germany", "France", "Italy", "Poland", "Estonia", "Norway", "United States")
    assert (figure.table, figure.period, len(figure.rows)) == ("the DataFrame", 2022, 7)


# --- figures that a person has found ---------------------------------------------------------------------

AMMUNITION = (
    "They now produce in three months an ammunition what the whole of the alliance is producing in a year."
)


def test_the_ammunition_claim_asks_for_two_figures_and_says_what_each_would_have_to_be() -> None:
    empty = cc.References()
    sheet = cc.worksheet(AMMUNITION, empty)
    assert sheet.claimed is not None
    assert sheet.claimed.value == 4
    assert [(place.role, place.name, place.months) for place in sheet.needed] == [
        ("left", "They", 3),
        ("right", "the whole of the alliance", 12),
    ]
    known_right = cc.worksheet(AMMUNITION, empty, figures={"right": 1_200_000})
    assert known_right.required == "They would have to be 1.2 million"
    known_left = cc.worksheet(AMMUNITION, empty, figures={"left": 750_000})
    assert known_left.required == "the whole of the alliance would have to be 750,000"


@pytest.mark.parametrize(
    ("left", "right", "times", "holds"), [(750_000, 750_000, 4, True), (400_000, 1_600_000, 1, False)]
)
def test_two_spans_of_time_are_reckoned_in(left: float, right: float, times: float, holds: bool) -> None:
    (reading,) = cc.worksheet(AMMUNITION, cc.References(), figures={"left": left, "right": right}).readings
    assert (reading.type, reading.holds) == ("rate", holds)
    assert reading.computed == pytest.approx(times)


def test_a_figure_that_is_not_needed_or_is_nothing_is_refused() -> None:
    with pytest.raises(ClaimcheckError, match=r'"whole" is none of the figures that are needed: left, right'):
        cc.worksheet(AMMUNITION, cc.References(), figures={"whole": 5})
    with pytest.raises(ClaimcheckError, match="cannot be divided by"):
        cc.worksheet(AMMUNITION, cc.References(), figures={"left": 5, "right": 0})


@pytest.mark.parametrize(
    "text",
    ["", "Nobody came.", "1" * 5000, "5 " * 3000, "\u202e12 % of 🙂", "twice twice twice", "NATO " * 500],
)
def test_whatever_is_said_is_answered_or_not(text: str) -> None:
    if text:
        assert isinstance(str(cc.worksheet(text, at_hand(), PUBLISHED)), str)
