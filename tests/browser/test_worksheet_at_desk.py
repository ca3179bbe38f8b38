"""The worksheet on the desk: one line that moves nothing, unfolded, kept by a key, with typed figures."""

from pathlib import Path

import pandas as pd
import pytest
from desks import OpenDesk, PlainDeskPage, standing
from playwright.sync_api import expect
from screen import fill_window, moved, places, settle

import claimcheck as cc

RATIO = "The German economy is 2.5 times as large as the French one."
RESULT = (
    "Claimed: 2.5 times. Computed: 2.5 times for 2023, 2 times for 2022 (GDP, Germany and France; A bank). "
    "Holds in 1 of 2 readings."
)


def tables() -> cc.References:
    refs = cc.References()
    countries = ["Germany", "France", "Germany", "France"]
    gdp = pd.DataFrame({"country": countries, "year": [2022, 2022, 2023, 2023], "usd": [4, 2, 5, 2]})
    refs.add(gdp, measure="GDP", entity="country", period="year", value="usd", unit="USD", source="A bank")
    return refs


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A claim that the tables answer, one that is left to figures, and one without a number."""
    db = tmp_path / "pile.db"
    text = f"{RATIO} They make in three months what the others are making in a year. Mayor Hale resigned."
    cc.add(db, cc.read_text(text, published="2024-03-01"), 0.0)
    return db


@pytest.fixture
def desk(open_desk: OpenDesk, pile: Path) -> PlainDeskPage:
    """A desk with tables."""
    return open_desk(at=pile, references=tables())


def to_claim(desk: PlainDeskPage, words: str) -> None:
    desk.desk.locator(".cc-row-text").get_by_text(words).click()
    expect(desk.desk.locator(".cc-head-quote")).to_contain_text(words)


def test_one_line_says_what_it_came_to_and_one_key_puts_it_into_the_rationale(
    desk: PlainDeskPage, pile: Path
) -> None:
    to_claim(desk, "German economy")
    line = desk.desk.locator(".cc-sheet-words")
    expect(line).to_have_text("claimed 2.5 times · 1 of 2 hold · 2.5 for 2023, 2 for 2022")
    desk.press("=")
    expect(desk.field("Rationale")).to_have_value(RESULT)
    desk.wait_saved("Draft saved")
    desk.press("Escape")
    # It is its own source: the rating is all that is missing.
    desk.press("1")
    desk.press("Enter")
    desk.wait_decided(1)
    verdict = next(one for one in standing(pile).values() if one.rating)
    assert verdict.rationale == RESULT
    assert verdict.worksheet is not None
    assert verdict.worksheet.result == RESULT
    assert [one.told for one in verdict.worksheet.calculations] == ["2.5 times", "2 times"]


def test_the_key_twice_says_it_once(desk: PlainDeskPage) -> None:
    to_claim(desk, "German economy")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("1 of 2 hold")
    desk.field("Rationale").fill("First words.")
    for _ in range(2):
        desk.press("Escape")
        desk.press("=")
    expect(desk.field("Rationale")).to_have_value(f"First words.\n{RESULT}")


def test_nothing_moves_when_it_comes_and_a_claim_without_a_number_has_none(desk: PlainDeskPage) -> None:
    fill_window(desk.page)
    to_claim(desk, "German economy")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("1 of 2 hold")
    settle(desk.page)
    before = places(desk.page)
    desk.page.evaluate("document.querySelector('.cc-sheet-words').textContent = '…'")
    settle(desk.page)
    assert moved(before, places(desk.page)) == []
    to_claim(desk, "Hale resigned")
    expect(desk.desk.locator(".cc-sheet")).to_be_hidden()
    desk.press("=")
    expect(desk.field("Rationale")).to_have_value("")


def test_unfolded_it_shows_the_chart_the_readings_and_what_they_rest_on(desk: PlainDeskPage) -> None:
    to_claim(desk, "German economy")
    desk.press("S")
    sheet = desk.desk.locator(".cc-sheet")
    chart = sheet.get_by_role("img")
    expect(chart).to_have_attribute(
        "aria-label", "Claimed: 2.5 times. GDP, Germany and France: 2022 2 times, 2023 2.5 times."
    )
    readings = sheet.get_by_role("list", name="Readings").locator("> li")
    expect(readings).to_have_count(2)
    expect(readings.first).to_contain_text("2.5 times")
    expect(readings.nth(1)).to_contain_text("does not hold")
    readings.first.locator("summary").click()
    expect(readings.first).to_contain_text("Germany: 5 USD · 2023 · A bank · the DataFrame, line 4")
    sheet.get_by_role("button", name="Keep with the check").click()
    expect(sheet).to_contain_text("Kept with the check.")
    desk.wait_saved("Draft saved")
    sheet.get_by_role("button", name="Take out of the check").click()
    expect(sheet.get_by_role("button", name="Keep with the check")).to_be_visible()


def test_figures_that_are_typed_are_worked_out_and_are_there_again(desk: PlainDeskPage) -> None:
    to_claim(desk, "three months")
    desk.press("S")
    sheet = desk.desk.locator(".cc-sheet")
    expect(sheet).to_contain_text("They, in 3 months")
    sheet.get_by_label("Number of They").fill("750,000")
    sheet.get_by_label("Unit of They").fill("shells")
    expect(sheet.locator(".cc-sheet-required")).to_have_text(
        "For the claim to be right, the others would have to be 750,000 shells."
    )
    expect(desk.desk.locator(".cc-sheet-words")).to_have_text(
        "claimed 4 times · the others would have to be 750,000 shells"
    )
    sheet.get_by_label("Number of the others").fill("many")
    expect(sheet.locator(".cc-sheet-problems")).to_contain_text("“many” for the others is no number")
    sheet.get_by_label("Number of the others").fill("1 500 000")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("claimed 4 times · 0 of 1 hold · 2 times")
    desk.wait_saved("Draft saved")
    to_claim(desk, "German economy")
    to_claim(desk, "three months")
    expect(sheet.get_by_label("Number of the others")).to_have_value("1 500 000")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("2 times")


def test_whom_words_mean_can_be_said_otherwise_and_is_kept(desk: PlainDeskPage, pile: Path) -> None:
    to_claim(desk, "German economy")
    desk.press("S")
    sheet = desk.desk.locator(".cc-sheet")
    expect(sheet).to_contain_text("Read as: German → Germany · French → France")
    sheet.get_by_text("Read as:").click()
    sheet.get_by_label("What “German” means").fill("Frnce")
    expect(sheet.locator(".cc-sheet-problems")).to_contain_text("Is one of these meant: France")
    sheet.get_by_label("What “German” means").fill("France")
    sheet.get_by_label("What “French” means").fill("germany")
    expect(sheet).to_contain_text("Read as: German → France · French → Germany")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("0 of 2 hold · 0.4 for 2023")
    desk.wait_saved("Draft saved")
    to_claim(desk, "three months")
    to_claim(desk, "German economy")
    expect(desk.desk.locator(".cc-sheet-words")).to_contain_text("0 of 2 hold · 0.4 for 2023")
    expect(sheet.get_by_label("What “French” means")).to_have_value("germany")


def test_a_reading_is_copied_as_a_cell_and_shown_where_the_browser_copies_nothing(
    desk: PlainDeskPage,
) -> None:
    to_claim(desk, "German economy")
    desk.press("S")
    reading = desk.desk.locator(".cc-sheet-readings > li").first
    reading.locator("summary").click()
    cell = reading.locator(".cc-sheet-cell")
    expect(cell).to_be_hidden()
    desk.page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", {
            configurable: true,
            value: { writeText: async (words) => { window.copied = words; } },
          });
        }"""
    )
    reading.get_by_role("button", name="Copy as a pandas cell").click()
    expect(reading.get_by_role("status")).to_have_text("Copied.")
    found: dict[str, float] = {}
    exec(desk.page.evaluate("() => window.copied"), found)
    assert found["result"] == 2.5
    desk.page.evaluate(
        """() => {
          navigator.clipboard.writeText = async () => { throw new Error("refused"); };
          document.execCommand = () => false;
        }"""
    )
    reading.get_by_role("button", name="Copy as a pandas cell").click()
    expect(reading.get_by_role("status")).to_have_text("Copy it yourself:")
    expect(cell).to_contain_text("import pandas as pd")
