"""The queue of the desk: what a row says, how many are marked at once, and what hides claims."""

import re
from pathlib import Path

import pytest
from desks import OpenDesk, PlainDeskPage
from playwright.sync_api import Locator, expect


def tick(desk: PlainDeskPage, place: int) -> Locator:
    return desk.desk.locator(".cc-row").nth(place).locator(".cc-tick")


def test_a_row_says_claim_speaker_article_and_verdict(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.desk.locator(".cc-row").first
    box = row.bounding_box()
    assert box is not None
    assert box["height"] <= 46
    expect(row.locator(".cc-row-text")).to_have_text(desk.claim)
    title = desk.desk.locator(".cc-article-title").text_content()
    expect(row.locator(".cc-row-who")).to_have_text(f"Mark Rutte · {title}")
    priority = re.compile("^Priority: 0[.]\\d\\d of 1$")
    expect(row.locator(".cc-score")).to_have_attribute("aria-label", priority)
    expect(row.locator(".cc-row-found")).to_be_empty()
    desk.show("all")
    desk.decide_by_mouse("Missing context", "https://example.org")
    desk.wait_decided(1)
    expect(row.locator(".cc-row-found")).to_have_text("Missing context")


def test_shift_marks_all_from_the_last_mark_and_one_box_marks_all(open_desk: OpenDesk) -> None:
    desk = open_desk()
    before, count = desk.current, desk.desk.locator(".cc-count")
    total = desk.desk.locator(".cc-rows").get_attribute("aria-rowcount")
    tick(desk, 1).click()
    tick(desk, 5).click(modifiers=["Shift"])
    expect(count).to_have_text(f"5 of {total} claims marked")
    desk.desk.locator(".cc-row").nth(3).click(modifiers=["Shift"])
    expect(count).to_have_text(f"5 of {total} claims marked")
    assert desk.current == before, "a click with Shift marks, and opens nothing"
    every = desk.field("Mark all that are shown")
    assert every.evaluate("box => box.indeterminate")
    every.check()
    expect(count).to_have_text(f"{total} of {total} claims marked")
    every.uncheck()
    expect(count).to_have_text(f"{total} claims")


def test_what_is_done_with_leaves_the_queue_and_comes_back_with_undo(open_desk: OpenDesk) -> None:
    desk = open_desk()
    total = int(desk.desk.locator(".cc-rows").get_attribute("aria-rowcount") or 0)
    tick(desk, 1).click()
    tick(desk, 3).click(modifiers=["Shift"])
    desk.desk.get_by_role("button", name="Do it").click()
    desk.wait_decided(3)
    expect(desk.desk.locator(".cc-count")).to_have_text(f"{total - 3} claims")
    done = desk.desk.locator(".cc-done")
    expect(done.locator(".cc-done-words")).to_have_text("Dismissed 3")
    expect(done.get_by_role("status")).to_contain_text("3 claims are dismissed now.")
    done.get_by_role("button", name="Undo").click()
    desk.wait_decided(0)
    expect(desk.desk.locator(".cc-count")).to_have_text(f"{total} claims")
    expect(done.locator(".cc-done-words")).to_have_text("Took back 3")
    done.get_by_role("button", name="Redo").click()
    desk.wait_decided(3)
    expect(done.get_by_role("button", name="Undo")).to_be_visible()


def marked(desk: PlainDeskPage) -> list[int]:
    """The places of the rows that are marked, as a screen reader is told."""
    rows = desk.desk.locator(".cc-row[aria-selected='true']")
    return [int(str(row.get_attribute("aria-rowindex"))) for row in rows.all()]


def test_shift_and_the_arrows_mark_from_the_claim_at_hand_and_open_none(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.focus()
    desk.press("j")
    expect(desk.desk.locator(".cc-row").nth(1)).to_have_attribute("aria-current", "true")
    before, grid = desk.current, desk.desk.get_by_role("grid", name="Queue of claims")
    desk.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown")
    assert marked(desk) == [2, 3, 4, 5]
    fifth = str(desk.desk.locator(".cc-row").nth(4).get_attribute("id"))
    expect(grid).to_be_focused()
    expect(grid).to_have_attribute("aria-activedescendant", fifth)
    expect(desk.desk.locator(".cc-count")).to_contain_text("4 of")
    desk.press("Shift+ArrowUp")
    assert marked(desk) == [2, 3, 4]
    desk.press(*["Shift+ArrowUp"] * 3)
    assert marked(desk) == [1, 2]
    desk.press(" ")
    assert marked(desk) == [2]
    assert desk.current == before
    desk.press("Control+a")
    total = int(grid.get_attribute("aria-rowcount") or 0)
    expect(desk.desk.locator(".cc-count")).to_have_text(f"{total} of {total} claims marked")
    desk.press("Control+a")
    assert marked(desk) == []
    assert desk.asked == ["next"]


def test_ten_are_marked_dismissed_and_taken_back_by_keys_alone(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.focus()
    desk.press(*["Shift+ArrowDown"] * 9)
    desk.press("V", "Control+Enter")
    desk.wait_decided(10)
    expect(desk.desk.locator(".cc-done-words")).to_have_text("Dismissed 10")
    expect(desk.desk.get_by_role("grid")).to_be_focused()
    desk.press("u")
    desk.wait_decided(0)
    expect(desk.desk.locator(".cc-done-words")).to_have_text("Took back 10")


def test_progress_is_of_what_the_filter_is_about(open_desk: OpenDesk) -> None:
    desk = open_desk()
    progress, total = desk.desk.locator(".cc-progress"), desk.desk.get_by_role("grid")
    whole = total.get_attribute("aria-rowcount")
    desk.focus()
    desk.press("x")
    desk.wait_decided(1)
    expect(progress).to_have_text(f"1 of {whole} decided")
    desk.field("Find claims by words or a speaker").fill("Kallas")
    desk.press("Enter")
    expect(progress).to_contain_text("filtered")
    shown = total.get_attribute("aria-rowcount")
    expect(progress).to_have_text(f"0 of {shown} decided · filtered")
    words = f"Of the {shown} claims that this filter is about, 0 are decided, shown or not. Of all {whole} on"
    expect(progress).to_have_attribute("title", re.compile(f"^{words}"))
    desk.open(str(desk.desk.locator(".cc-row").first.get_attribute("data-claim")))
    desk.press("x")
    expect(progress).to_have_text(f"1 of {shown} decided · filtered")


def test_what_is_marked_is_dismissed_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.show("all")
    tick(desk, 1).click()
    tick(desk, 3).click(modifiers=["Shift"])
    desk.desk.get_by_label("What to do with the marked claims").select_option("dismiss: too vague")
    desk.desk.get_by_role("button", name="Do it").click()
    desk.wait_decided(3)
    expect(desk.desk.locator(".cc-row").nth(2).locator(".cc-row-found")).to_have_text("dismissed: too vague")


@pytest.mark.parametrize("width", [600, 899])
def test_where_there_is_one_column_tabs_lead_through_the_parts(width: int, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.set_viewport_size({"width": width, "height": 700})
    parts = {"Queue": ".cc-queue", "Article": ".cc-article", "Check": ".cc-check"}
    for name, part in parts.items():
        desk.desk.locator(".cc-pane-tab").get_by_text(name).click()
        for other in parts.values():
            expect(desk.desk.locator(other)).to_be_visible(visible=other == part)
    # A claim that is chosen is seen with its check.
    desk.open(str(desk.desk.locator(".cc-row").nth(2).get_attribute("data-claim")))
    expect(desk.desk.locator(".cc-check")).to_be_visible()


def test_a_panel_moves_nothing_and_gives_the_focus_back(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    boxes = """desk => [...desk.querySelectorAll(".cc-panes *")].map(
        (part) => part.getBoundingClientRect().toJSON())"""
    before = desk.desk.evaluate(boxes)
    bring = desk.desk.get_by_role("button", name="+ Article")
    for name in ("Export …", "Charts …", "Keys …"):
        desk.menu(name)
        expect(desk.desk.get_by_role("dialog")).to_have_count(1)
        assert desk.desk.evaluate(boxes) == before
        desk.desk.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(desk.desk.get_by_role("dialog")).to_have_count(0)
    bring.click()
    expect(desk.field("From an address")).to_be_focused()
    assert desk.desk.evaluate(boxes) == before
    desk.press("Escape")
    expect(desk.desk.get_by_role("dialog")).to_have_count(0)
    desk.press("j")
    expect(desk.desk.locator(".cc-row").nth(1)).to_have_class("cc-row cc-current")


def test_a_filter_that_lets_none_through_says_so_and_is_taken_off(open_desk: OpenDesk) -> None:
    desk = open_desk()
    total = desk.desk.get_by_role("grid").get_attribute("aria-rowcount")
    desk.field("Find claims by words or a speaker").fill("zzzzqq")
    desk.press("Enter")
    none = desk.desk.locator(".cc-rows-none")
    expect(none).to_contain_text("No claim is like this: the filter lets none through.")
    none.get_by_role("button", name="Show all claims").click()
    expect(none).to_be_hidden()
    expect(desk.desk.locator(".cc-count")).to_have_text(f"{total} claims")


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
def test_what_filters_buttons_and_marks_say_is_not_cut(size: tuple[int, int], open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    cut = """parts => parts.filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth)
        .map((part) => part.textContent || part.placeholder)"""
    for what in desk.field("Show").locator("option").all_text_contents():
        desk.show(what)
        expect(desk.field("Show")).to_have_value(what)
        words = ".cc-filters select, .cc-queue-foot select, .cc-queue-foot button, .cc-bar button, .cc-search"
        assert desk.desk.locator(words).evaluate_all(cut) == []
    # The browser says of a shut select only how wide its longest choice would have it.
    for select in desk.desk.locator(".cc-filter-line select, .cc-queue-foot select").all():
        width = select.evaluate("""select => {
            const free = select.cloneNode(true);
            free.style.cssText = "position: absolute; width: max-content; flex: none";
            select.after(free);
            const wanted = free.offsetWidth;
            free.remove();
            return [wanted, select.offsetWidth];
        }""")
        assert width[0] <= width[1]
