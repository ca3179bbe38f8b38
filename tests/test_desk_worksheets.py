"""What a desk shows of a claim's worksheet, as the page gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

import claimcheck as cc
from claimcheck.calculations import GivenFigure, KeptWorksheet, ReadAs
from claimcheck.desk_worksheets import DeskWorksheets, tolerance_of
from claimcheck.errors import ClaimcheckError
from claimcheck.review.json_values import work_from_json
from claimcheck.review.policies import Policy

SOLO = Policy.solo()
GDP = pd.DataFrame(
    {
        "country": ["Ruritania", "Germany", "France"] * 2,
        "year": [2022] * 3 + [2023] * 3,
        "usd": [1, 4, 2, 1, 5, 2],
    }
)
MADE = "They make in a month what the others are making in a year."


def references() -> cc.References:
    refs = cc.References()
    refs.add(
        GDP, measure="GDP", entity="country", period="year", value="usd", unit="billion USD", source="A bank"
    )
    return refs


def shown(
    text: str, *given: GivenFigure, policy: Policy = SOLO, read_as: tuple[ReadAs, ...] = ()
) -> Mapping[str, Any] | None:
    article = cc.read_text(text, published="2024-03-01")
    (claim, *_) = sorted(cc.flag(article, threshold=0), key=lambda one: one.span.start)
    return DeskWorksheets(lambda: references).worked_out(
        claim, article, KeptWorksheet(given=given, read_as=read_as), policy
    )()


def sheet(text: str, *given: GivenFigure, policy: Policy = SOLO) -> Mapping[str, Any]:
    found = shown(text, *given, policy=policy)
    assert found is not None
    return found


def test_a_claim_without_a_number_has_none() -> None:
    assert shown("The minister resigned.") is None


def test_the_readings_come_with_their_figures_their_origin_and_the_series() -> None:
    found = sheet("The German economy is 2.5 times as large as the French one.")
    assert (found["claimed"], found["value"]) == ("2.5 times", 2.5)
    assert "pd.DataFrame" in found["readings"][0].pop("cell")
    assert found["readings"][0] == {
        "words": "GDP, Germany and France, 2023",
        "type": "ratio",
        "told": "2.5 times",
        "apart": "the same",
        "holds": True,
        "slip": None,
        "figures": [
            ["Germany", "5 billion USD", "2023 · A bank · the DataFrame, line 6"],
            ["France", "2 billion USD", "2023 · A bank · the DataFrame, line 7"],
        ],
    }
    assert found["series"] == [
        ["GDP, Germany and France", [[2022, 2.0, "2 times", False], [2023, 2.5, "2.5 times", True]]]
    ]
    kept = work_from_json({"worksheet": found["kept"]}).worksheet
    assert isinstance(kept, KeptWorksheet)
    assert len(kept.calculations) == 2


def test_a_rank_is_not_told_in_per_cent() -> None:
    found = sheet("France has the third largest economy in the world.")
    assert {reading["apart"] for reading in found["readings"]} == {""}


def test_each_figure_that_is_needed_has_a_place_with_its_time() -> None:
    assert sheet(MADE)["places"] == [["left", "They", "in 1 month"], ["right", "the others", "in 1 year"]]


def test_one_figure_says_what_the_other_would_have_to_be() -> None:
    found = sheet(MADE, GivenFigure("right", "1,200,000", unit="shells"))
    assert found["required"] == "They would have to be 1.2 million shells"
    assert found["kept"]["given"] == [{"role": "right", "value": "1,200,000", "unit": "shells"}]


def test_both_figures_give_a_reading_with_where_they_are_from() -> None:
    left = GivenFigure(
        "left", "100", unit="thousand shells", source="A ministry", period="2024", note="estimate"
    )
    found = sheet(MADE, left, GivenFigure("right", "100 000", url="https://nato.example/a"))
    (reading,) = found["readings"]
    assert (reading["told"], reading["holds"]) == ("12 times", True)
    assert reading["figures"] == [
        ["They", "100,000 shells", "2024 · A ministry · estimate"],
        ["the others", "100,000", "https://nato.example/a"],
    ]
    kept = work_from_json({"worksheet": found["kept"]}).worksheet
    assert kept is not None
    assert kept.has_source


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234.5", "1,234"),
        ("1.234,5", "1,234"),
        ("1 234,5", "1,234"),
        ("1'234.5", "1,234"),
        ("12,5", "12.5"),
        ("0,75", "0.75"),
        ("1,234", "1,234"),
        ("-3", "-3"),
        ("3.5%", "3.5"),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, value: str) -> None:
    found = sheet(MADE, GivenFigure("left", typed), GivenFigure("right", "1"))
    assert found["readings"][0]["figures"][0][1] == value


@pytest.mark.parametrize("typed", ["about five", "<b>5</b>", "=1+1", "5 or 6", "1..2", "∞", "nan", "5" * 400])
def test_what_is_no_number_is_told_beside_it_and_changes_nothing_else(typed: str) -> None:
    found = sheet(MADE, GivenFigure("left", typed), GivenFigure("right", "1"))
    assert found["readings"] == []
    (problem,) = found["problems"]
    assert problem.startswith(f"“{typed[:40]}” for They is no number")


def test_nothing_is_divided_by_nought() -> None:
    found = sheet(MADE, GivenFigure("left", "5"), GivenFigure("right", "0"))
    assert found["problems"] == ["A figure of 0 cannot be divided by. Give the figure that is meant."]


def test_what_is_too_large_to_be_told_is_said() -> None:
    found = sheet(MADE, GivenFigure("left", "1e300"), GivenFigure("right", "1e-300"))
    assert found["problems"] == [
        "What these figures come to is larger than can be told. Look at their units."
    ]


def test_a_figure_for_a_place_that_the_claim_has_not_is_passed_over() -> None:
    assert sheet(MADE, GivenFigure("middle", "5"))["problems"] == []


def test_what_is_wrong_in_a_table_is_told() -> None:
    twice = pd.concat([GDP, GDP.assign(usd=9)])
    refs = cc.References()
    refs.add(twice, measure="GDP", entity="country", period="year", value="usd", unit="USD")
    article = cc.read_text("Germany's economy is twice as large as that of France.")
    found = DeskWorksheets(lambda: lambda: refs).worked_out(
        cc.flag(article)[0], article, KeptWorksheet(), SOLO
    )()
    assert found is not None
    assert any("two figures" in problem for problem in found["problems"])


def test_the_policy_says_how_far_a_figure_may_be_from_what_is_claimed() -> None:
    text = "The German economy is 2.6 times as large as the French one."
    assert sheet(text)["readings"][0]["holds"]
    exact = replace(SOLO, name="exact", tolerance=0)
    assert not sheet(text, policy=exact)["readings"][0]["holds"]
    assert (tolerance_of(exact).plain, tolerance_of(exact).about) == (0, 0.1)


def test_a_desk_takes_tables_and_nothing_else(tmp_path: Any) -> None:
    with pytest.raises(ClaimcheckError, match="no reference tables"):
        cc.desk(tmp_path / "a.db", references={"gdp": 1})  # type: ignore[arg-type]


def test_whom_words_were_taken_for_is_shown_and_can_be_said_otherwise() -> None:
    text = "The German economy is 5 times as large as that of the bloc."
    found = shown(text)
    assert found is not None
    assert found["readAs"] == [["German", "Germany"], ["the bloc", "European Union"]]
    assert (found["readings"], found["names"]) == ([], ["France", "Germany", "Ruritania"])
    said = ReadAs("the bloc", "ruritania")
    again = shown(text, read_as=(said,))
    assert again is not None
    assert again["readings"][0]["words"] == "GDP, Germany and Ruritania, 2023"
    assert work_from_json({"worksheet": again["kept"]}).worksheet.read_as == (said,)  # type: ignore[union-attr]


def test_a_name_that_nothing_has_is_told_and_the_rest_holds() -> None:
    text = "The German economy is 2.5 times as large as the French one."
    found = shown(text, read_as=(ReadAs("German", "Germny"), ReadAs("French", " ")))
    assert found is not None
    assert found["problems"] == ["No table and no group has “Germny”. Is one of these meant: Germany?"]
    assert found["readings"][0]["words"] == "GDP, Germany and France, 2023"
