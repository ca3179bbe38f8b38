"""The fields of a check: what the next step wants is said at its field, and each has its words."""

import re

import pytest
from desks import OpenDesk, OpenLabDesk, PlainDeskPage
from playwright.sync_api import Locator, expect
from screen import fill_window, moved, places, resize, settle

RED = re.compile(r"rgb\((1[6-9]\d|2\d\d), (\d|[1-7]\d), (\d|[1-7]\d)\)")
LONG_SCALE = ("True", "Mostly true", "Mixture", "Mostly false", "False", "Unproven", "Missing context")


def wanted(desk: PlainDeskPage, label: str) -> Locator:
    """What is wanted of the field with that label."""
    described = desk.field(label).get_attribute("aria-describedby")
    return desk.desk.locator(f"#{described}")


def test_what_is_wanted_stands_at_its_field_and_moves_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(policy="newsroom")
    fill_window(desk.page)
    expect(wanted(desk, "Why this claim matters")).to_have_text("for “Take it”: why this claim matters")
    expect(wanted(desk, "Rationale")).to_have_text("")
    desk.next_step.click()
    desk.page.keyboard.type("It was said in parliament.")
    desk.press("Enter")
    expect(desk.status).to_have_text("researching")
    expect(wanted(desk, "Rationale")).to_have_text("for “Propose”: a rationale")
    expect(wanted(desk, "Statement to check")).to_have_text("for “Propose”: a statement that stands alone")
    group = desk.desk.get_by_role("group", name="Sources")
    expect(group.locator(".cc-wanted")).to_have_text("for “Propose”: 2 sources")
    rating = desk.desk.get_by_role("group", name="Rating")
    expect(rating).to_have_accessible_description("for “Propose”: a rating")
    assert not RED.match(str(rating.locator(".cc-wanted").evaluate("one => getComputedStyle(one).color")))
    settle(desk.page)
    before = places(desk.page)
    desk.field("Rationale").fill("Its list says so.")
    expect(wanted(desk, "Rationale")).to_have_text("")
    settle(desk.page)
    assert moved(before, places(desk.page)) == []


def test_what_a_step_back_wants_is_named_by_that_step(open_desk: OpenDesk) -> None:
    desk = open_desk(policy="newsroom")
    desk.step("selected")
    desk.desk.get_by_role("dialog").get_by_role("button").first.click()
    expect(desk.status).to_have_text("selected")
    expect(wanted(desk, "Why this claim matters")).to_have_text("")


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_a_rating_keeps_to_one_line_and_stays_where_it_is(open_desk: OpenDesk, size: tuple[int, int]) -> None:
    desk = open_desk()
    fill_window(desk.page)
    resize(desk.page, *size)
    words = desk.desk.locator(".cc-rating-face > span")
    assert tuple(words.all_text_contents()) == LONG_SCALE
    heights = words.evaluate_all(
        "all => all.map((one) => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize))"
    )
    assert max(heights) < 1.6
    inside = desk.desk.locator(".cc-ratings").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert inside
    before = places(desk.page)
    desk.focus()
    desk.press("2")
    assert moved(before, places(desk.page)) == []


def test_a_rating_that_is_not_on_the_scale_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk()
    unproven = desk.desk.get_by_role("radio", name="Unproven")
    said = "Not on the scale from True to False, and without a number in the table"
    expect(unproven).to_have_accessible_description(said)
    title = desk.desk.locator(".cc-rating").nth(5).get_attribute("title")
    assert title == f"Key 6 · {said}"
    assert desk.desk.locator(".cc-rating").nth(4).get_attribute("title") == "Key 5"


def test_an_unfolded_source_has_a_label_at_each_field_and_room_for_an_address(open_desk: OpenDesk) -> None:
    desk = open_desk(viewport=(1280, 800))
    fill_window(desk.page)
    desk.focus()
    desk.press("a")
    labels = desk.desk.locator(".cc-source-fields label").all_text_contents()
    assert labels[:5] == ["Address", "Title", "For or against", "Primary source", "Consulted on"]
    whole = desk.desk.locator(".cc-source-fields").bounding_box()
    for name in ("Address", "Title"):
        box = desk.field(f"{name} of source 1").bounding_box()
        assert whole is not None
        assert box is not None
        assert box["width"] > 0.9 * whole["width"]
    day = desk.field("Day on which source 1 was consulted")
    expect(day).to_have_value("")
    desk.page.keyboard.type("https://example.org/1")
    expect(day).to_have_value("")
    day.fill("2025-06-01")
    expect(desk.desk.locator(".cc-cite")).to_have_text(
        re.compile("example.org, Jun 1, 2025 · for or against?")
    )
    desk.field("Does source 1 speak for or against the claim?").select_option("against")
    expect(desk.desk.locator(".cc-cite")).to_have_text("example.org, Jun 1, 2025 · against")


def test_a_digest_is_explained_by_pointing_and_by_keys(open_desk: OpenDesk) -> None:
    desk = open_desk()
    badge = desk.desk.locator(".cc-badge-note")
    note = badge.locator("p")
    expect(note).to_be_hidden()
    badge.locator("summary").focus()
    desk.press("Enter")
    expect(note).to_contain_text("A summary of the article in other words")
    assert badge.locator("summary").get_attribute("title") == note.text_content()
    desk.press("Tab")
    expect(note).to_be_hidden()


def test_the_reason_for_dismissing_stands_level_with_its_button(open_desk: OpenDesk) -> None:
    desk = open_desk()
    middles = desk.desk.locator(".cc-dismissal > *").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2)"
    )
    assert len(middles) == 2
    assert abs(middles[0] - middles[1]) <= 1


def test_an_address_as_it_is_spoken_is_completed_and_one_that_is_none_is_gone_to(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for address in ("www.example.org/1", "box 12"):
        desk.desk.get_by_role("button", name="+ Add a source").click()
        desk.page.keyboard.type(address)
        desk.press("Tab")
    expect(desk.field("Address of source 1")).to_have_value("https://www.example.org/1")
    desk.focus()
    desk.press("1", "Enter")
    expect(desk.alert).to_contain_text("a web address for each source")
    expect(desk.field("Address of source 2")).to_be_focused()


def test_the_keys_go_on_after_the_window_is_filled_from_the_menu(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk()
    desk.give_back()
    desk.menu("Fill the window, or not")
    expect(desk.page.locator(".cc-layer")).to_have_count(1)
    first = desk.current
    desk.press("j")
    expect(desk.desk.locator(f".cc-current[data-claim='{first}']")).to_have_count(0)
    desk.press("Escape", "Escape")
    expect(desk.page.locator(".cc-layer")).to_have_count(0)
