"""The statement that is offered: it lies in the empty field, is taken by one key, and moves nothing."""

from pathlib import Path

import pytest
from desks import OpenDesk
from playwright.sync_api import expect
from screen import fill_window, moved, places, settle

import claimcheck as cc

WORDS = "[Tom Hale] cut 300 jobs [in 2015], and they fell by 3% last week."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A database with one claim that lacks a name and a date."""
    db = tmp_path / "pile.db"
    text = "Mayor Tom Hale <b>spoke</b>. He cut 300 jobs last year, and they fell by 3% last week."
    cc.add(db, cc.read_text(text, published="2016-09-12"), 0.0)
    return db


def test_what_is_offered_is_seen_and_says_where_it_comes_from(open_desk: OpenDesk, pile: Path) -> None:
    desk = open_desk(at=pile)
    offered = desk.desk.locator(".cc-offered")
    expect(offered).to_contain_text(WORDS)
    name, date = offered.locator(".cc-bracket").all()
    expect(name).to_have_text("[Tom Hale]")
    expect(name).to_have_attribute(
        "title", "From the article: Mayor Tom Hale <b>spoke</b>. He cut 300 jobs last…"
    )
    expect(date).to_have_attribute("title", "By the article’s date: 2016-09-12")
    left = offered.locator(".cc-left-open")
    expect(left).to_have_text("“last week”")
    expect(desk.field("Statement to check")).to_have_value("")


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (600, 700)])
def test_nothing_moves_when_it_is_taken_or_other_words_are_typed(
    open_desk: OpenDesk, pile: Path, size: tuple[int, int]
) -> None:
    desk = open_desk(at=pile, viewport=size)
    fill_window(desk.page)
    if size[0] < 900:
        desk.desk.locator(".cc-pane-tab").get_by_text("Check").click()
    settle(desk.page)
    before = places(desk.page)
    desk.press_at_once("U")
    field = desk.field("Statement to check")
    expect(field).to_have_value(WORDS)
    expect(field).to_be_focused()
    expect(desk.desk.locator(".cc-offered")).to_be_hidden()
    desk.wait_saved("Draft saved")
    settle(desk.page)
    assert moved(before, places(desk.page)) == []
    field.fill("x")
    settle(desk.page)
    assert moved(before, places(desk.page)) == []
    desk.press("Escape")
    desk.press_at_once("U")
    expect(field).to_have_value("x")
    field.fill("")
    expect(desk.desk.locator(".cc-offered")).to_be_visible()


def test_the_button_takes_it_and_a_point_at_a_bracket_leads_into_the_field(
    open_desk: OpenDesk, pile: Path
) -> None:
    desk = open_desk(at=pile)
    desk.desk.locator(".cc-bracket").first.click()
    expect(desk.field("Statement to check")).to_be_focused()
    desk.desk.get_by_role("button", name="use these words").click()
    expect(desk.field("Statement to check")).to_have_value(WORDS)
