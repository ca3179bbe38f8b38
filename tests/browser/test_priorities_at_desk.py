"""A desk's own priorities at the desk, and what is said of reach and harm: each from press to order."""

from pathlib import Path

from desks import OpenDesk, PlainDeskPage, standing
from playwright.sync_api import Locator, expect
from screen import cut, fill_window, overlapping, resize, settle

from claimcheck.model import Harm, Reach, Stakes
from claimcheck.review.log.store import Store

HOSTILE = "<img src=x onerror=window.hacked=1>"
SIZES = ((1440, 900), (1280, 800), (900, 800), (600, 700), (320, 640))


def rows(desk: PlainDeskPage) -> Locator:
    return desk.desk.locator(".cc-row .cc-row-text")


def first_rows(desk: PlainDeskPage) -> Locator:
    """What would come first, as the panel shows it."""
    return desk.desk.locator(".cc-first-text")


def opened(desk: PlainDeskPage) -> Locator:
    desk.focus()
    desk.press("T")
    panel = desk.desk.get_by_role("dialog", name="Priorities")
    expect(panel.locator(".cc-first-row")).to_have_count(5)
    return panel


def add_topic(desk: PlainDeskPage, name: str, words: str) -> None:
    desk.field("Topic").fill(name)
    desk.field("Its words, parted by commas").fill(words)
    desk.field("Its words, parted by commas").press("Enter")


def test_priorities_are_tried_out_kept_and_hold_for_others(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = rows(desk).all_text_contents()
    desk.desk.get_by_role("button", name="Priorities …").click()
    expect(first_rows(desk)).to_have_text(before[:5])
    expect(desk.field("checkable")).to_be_focused()
    for _ in range(60):
        desk.press("ArrowLeft")
    add_topic(desk, "summit", "summit")
    desk.field("of interest to this desk").focus()
    desk.press("End")
    expect(desk.desk.locator(".cc-slider-value").nth(5)).to_have_text("3.00")
    expect(desk.desk.locator(".cc-moved-up").first).to_be_visible()
    expect(first_rows(desk).first).not_to_have_text(before[0])
    # Nothing has changed but in the panel.
    assert rows(desk).all_text_contents() == before
    desk.field("minimum").focus()
    desk.press("ArrowRight")
    expect(desk.desk.locator(".cc-preview .cc-hint")).to_contain_text("below the minimum")
    desk.desk.get_by_role("button", name="Keep").click()
    expect(desk.desk.get_by_role("dialog")).to_be_hidden()
    desk.wait_saved("Priorities kept")
    expect(desk.desk.locator(".cc-to-priorities")).to_be_focused()
    expect(rows(desk).first).not_to_have_text(before[0])
    then = rows(desk).all_text_contents()
    desk.desk.locator(".cc-chip").filter(has_text="below the minimum").click()
    expect(rows(desk).first).not_to_have_text(then[0])

    other = open_desk("Bo")
    expect(rows(other).first).to_have_text(then[0])
    panel = opened(other)
    expect(first_rows(other)).to_have_text(then[:5])
    expect(panel.locator(".cc-origin-line")).to_contain_text("Recorded by Ana")
    panel.get_by_text("Who changed them").click()
    expect(panel.locator(".cc-changes")).to_contain_text("new topic “summit”: summit")
    with Store(db) as store:
        assert store.verify().clean


def test_what_cannot_be_meant_is_refused_beside_its_field_and_stays_typed(
    db: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk()
    panel = opened(desk)
    add_topic(desk, "defence", "")
    refused = panel.locator(".cc-chips-field").filter(has_text="Topics").locator(".cc-refused")
    expect(refused).to_contain_text("“defence” has no words yet")
    expect(desk.field("Topic")).to_have_value("defence")
    add_topic(desk, "defence", "tanks, ammunition")
    expect(panel.locator(".cc-word-chip")).to_have_text(["defence: tanks, ammunition"])
    expect(refused).to_be_hidden()
    add_topic(desk, "Defence", "ships")
    expect(refused).to_contain_text("is there already")
    expect(desk.field("Its words, parted by commas")).to_have_value("ships")
    expect(panel.locator(".cc-word-chip")).to_have_count(1)
    # What stands in the boxes is handed in with it, and not lost.
    panel.get_by_role("button", name="Keep").click()
    expect(refused).to_contain_text("is there already")
    expect(panel).to_be_visible()
    desk.field("Topic").fill("")
    desk.field("Its words, parted by commas").fill("")
    for slider in panel.locator(".cc-slider input").all()[:7]:
        slider.focus()
        desk.press("Home")
    expect(panel.locator(".cc-refused").first).to_contain_text("all weights are 0")
    panel.get_by_role("button", name="House’s weights").click()
    expect(panel.locator(".cc-refused").first).to_be_hidden()
    panel.get_by_role("button", name="Cancel").click()
    expect(panel).to_be_hidden()
    opened(desk)
    expect(panel.locator(".cc-word-chip")).to_have_count(0)
    with Store(db) as store:
        assert store.priorities() is None


def test_hostile_names_are_text_and_the_panel_fits_every_window(open_desk: OpenDesk) -> None:
    desk = open_desk()
    fill_window(desk.page)
    panel = opened(desk)
    add_topic(desk, HOSTILE, "\u202eevil, مرحبا, " + "x" * 80)
    desk.type_in("Name or office", f"{HOSTILE} 2")
    desk.press("T")
    expect(panel.locator(".cc-panel-said")).to_have_text("What you changed here is not kept yet.")
    expect(panel.locator(".cc-word-chip").first).to_contain_text(HOSTILE)
    desk.field("Name or office").press("Enter")
    expect(panel.locator(".cc-word-chip")).to_have_count(2)
    add_topic(desk, "x" * 10_000, "y")
    expect(panel.locator(".cc-refused:visible")).to_contain_text("at most 80 characters")
    for size in SIZES:
        resize(desk.page, *size)
        settle(desk.page)
        assert [overlapping(desk.page), cut(desk.page)] == [[], []], size
        assert panel.evaluate(
            "panel => panel.querySelector('.cc-panel-body').scrollWidth <= panel.clientWidth"
        )
    assert desk.page.evaluate("window.hacked") is None


def test_reach_and_harm_are_said_by_keys_and_move_the_claim_at_once(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = desk.desk.locator(".cc-row").all()
    low = str(before[8].get_attribute("data-claim"))
    desk.open(low)
    desk.focus()
    desk.press("Y")
    radio = desk.desk.get_by_role("radio", name="not said").first
    expect(radio).to_be_focused()
    # On the way nothing is said.
    desk.press("ArrowLeft", "Enter")
    chosen = desk.desk.get_by_role("radio", name="very wide")
    expect(chosen).to_have_attribute("aria-checked", "true")
    expect(chosen).to_be_focused()
    desk.press("Tab", "ArrowLeft", "Space")
    expect(desk.desk.get_by_role("radio", name="grave")).to_have_attribute("aria-checked", "true")
    expect(desk.desk.locator(".cc-why-first summary")).to_contain_text("very wide reach, grave harm")
    expect(desk.desk.locator(f".cc-row[aria-rowindex='9'][data-claim='{low}']")).to_have_count(0)
    assert standing(db)[low].stakes == Stakes(Reach.VERY_WIDE, Harm.GRAVE)
    desk.focus()
    desk.press("u")
    expect(desk.desk.get_by_role("radio", name="grave")).to_have_attribute("aria-checked", "false")
    expect(desk.desk.locator(".cc-past-last")).to_contain_text("said of its harm: grave")
