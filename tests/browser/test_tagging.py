"""Tags of one's own at the desk: given, taken away, offered, filtered by and found, also odd ones."""

from pathlib import Path

from desks import OpenDesk, PlainDeskPage, ids_of, standing
from factories import a_desk
from playwright.sync_api import Locator, expect
from screen import cut, fill_window, overlapping, resize, settle

from claimcheck.review.log.store import Store


def tags_of(desk: PlainDeskPage) -> Locator:
    return desk.desk.locator(".cc-tag bdi")


def tag(desk: PlainDeskPage, words: str) -> None:
    """Type a tag and press Enter."""
    before = tags_of(desk).count()
    desk.field("Another tag").fill(words)
    desk.field("Another tag").press("Enter")
    expect(tags_of(desk).nth(before)).to_be_attached()


def test_a_claim_is_tagged_by_keys_and_is_filtered_and_found_by_that(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    first = desk.current
    desk.focus()
    desk.press("#")
    expect(desk.field("Another tag")).to_be_focused()
    tag(desk, "NATO, household bills")
    # Emptied, and ready for the next one.
    expect(desk.field("Another tag")).to_have_value("")
    expect(desk.field("Another tag")).to_be_focused()
    expect(tags_of(desk)).to_have_text(["NATO", "household bills"])
    expect(desk.desk.locator(".cc-tags-line")).to_have_text("NATO, household bills")

    desk.focus()
    desk.press("j")
    expect(desk.desk.locator(".cc-tags-line")).to_have_text("+ tag")
    second = desk.current
    desk.press("#")
    tag(desk, "nato")
    expect(tags_of(desk)).to_have_text(["NATO"])

    desk.desk.get_by_text("More filters").click()
    desk.field("Tag").select_option(label="NATO (2)")
    expect(desk.desk.locator(".cc-row")).to_have_count(2)
    desk.field("Tag").select_option(label="household bills (1)")
    expect(desk.desk.locator(".cc-row")).to_have_count(1)
    desk.desk.get_by_role("button", name="Tag: household bills").click()
    desk.field("Find claims by words or a speaker").fill("household nato")
    desk.field("Find claims by words or a speaker").press("Enter")
    expect(desk.desk.locator(".cc-row")).to_have_count(1)

    desk.open(first)
    desk.desk.locator(".cc-tags-line").click()
    desk.desk.get_by_role("button", name="Take away the tag NATO").click()
    expect(tags_of(desk)).to_have_text(["household bills"])
    expect(desk.field("Another tag")).to_be_focused()
    found = standing(db)
    assert (found[first].tags, found[second].tags) == (("household bills",), ("NATO",))


def test_a_tag_that_is_refused_stays_to_be_mended(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.desk.locator(".cc-tags-line").click()
    desk.field("Another tag").fill("x" * 500)
    expect(desk.desk.locator(".cc-tags-hint")).to_contain_text("at most 60 characters")
    desk.field("Another tag").press("Enter")
    expect(desk.field("Another tag")).to_have_value("x" * 500)
    desk.field("Another tag").fill(",".join(f"tag {number}" for number in range(200)))
    desk.field("Another tag").press("Enter")
    expect(desk.alert).to_contain_text("A claim has at most 50 tags, and this would be 200.")
    expect(desk.field("Another tag")).not_to_have_value("")
    expect(tags_of(desk)).to_have_count(0)


def test_hostile_tags_are_text(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.desk.locator(".cc-tags-line").click()
    for odd in ("<img src=x onerror=alert(1)>", "=1+1", "ميزانية الدولة", "\u202eevil"):
        tag(desk, odd)
    expect(tags_of(desk)).to_have_text(["<img src=x onerror=alert(1)>", "=1+1", "ميزانية الدولة", "evil"])
    assert desk.desk.locator("img").count() == 0


def test_fifty_long_tags_are_all_to_be_read_and_move_nothing(db: Path, open_desk: OpenDesk) -> None:
    with Store(db) as store:
        session = a_desk(store, "Bea")
        session.tag(ids_of(db)[:1], [f"{number} " + "W" * 56 for number in range(10, 60)])
    desk = open_desk()
    fill_window(desk.page)
    for size in ((1440, 900), (1280, 800), (900, 800), (600, 400), (320, 640)):
        resize(desk.page, *size)
        for tab in desk.desk.locator(".cc-pane-tab").get_by_text("Check").all():
            if tab.is_visible():
                tab.evaluate("tab => tab.click()")
        settle(desk.page)
        assert overlapping(desk.page) + cut(desk.page) == []
    resize(desk.page, 1280, 800)
    place = desk.field("Statement to check").bounding_box()
    desk.desk.locator(".cc-tags-line").click()
    assert desk.field("Statement to check").bounding_box() == place
    last = tags_of(desk).last
    last.scroll_into_view_if_needed()
    expect(last).to_be_visible()
    expect(last).to_have_text("59 " + "W" * 56)
