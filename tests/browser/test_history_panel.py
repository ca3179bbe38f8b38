"""The history of a claim as a panel over the desk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desks import OpenDesk, PlainDeskPage
from factories import a_desk, some_work
from playwright.sync_api import Locator, expect

from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy

NEWSROOM = Policy.newsroom()
WORK = replace(some_work(), note=None)


def first_of(db: Path) -> str:
    with Store(db) as store:
        return store.queue()[0].claim_id


def panel(desk: PlainDeskPage) -> Locator:
    return desk.desk.get_by_role("dialog", name="History")


def test_it_opens_from_line_menu_and_key_and_moves_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    boxes = """desk => [...desk.querySelectorAll(".cc-panes *")].map(
        (part) => part.getBoundingClientRect().toJSON())"""
    before = desk.desk.evaluate(boxes)
    desk.focus()
    ways: list[Callable[[], object]] = [
        lambda: desk.desk.locator(".cc-past").click(),
        lambda: desk.menu("History and comments …"),
        lambda: desk.press("h"),
    ]
    for way in ways:
        way()
        expect(panel(desk)).to_be_visible()
        assert desk.desk.evaluate(boxes) == before
        desk.press("Escape")
        expect(panel(desk)).to_be_hidden()
    desk.press("m")
    expect(desk.field("Comment").and_(desk.page.locator("textarea"))).to_be_focused()
    panel(desk).get_by_role("button", name="Close").click()
    expect(panel(desk)).to_be_hidden()


def test_who_did_what_when_and_what_it_changed_newest_first(db: Path, open_desk: OpenDesk) -> None:
    first = first_of(db)
    with Store(db) as store:
        ann, cid = (a_desk(store, name, NEWSROOM) for name in ("Ann", "Cid"))
        ann.take(first, Status.PROPOSED, WORK)
        cid.refresh()
        cid.comment(first, "Which year is it of?")
        cid.take(first, Status.APPROVED, replace(WORK, rating="False", statement="NATO has 33 members."))
    desk = open_desk("Ben", policy="newsroom")
    desk.open(first)
    expect(desk.desk.locator(".cc-past")).to_contain_text("last: Cid approved False instead of True")
    desk.press("h")
    steps = panel(desk).locator(".cc-history-entry").all_inner_texts()
    assert [" ".join(step.split())[:14] for step in steps[:3]] == [
        "Cid approved F",
        "Cid commented ",
        "Ann proposed T",
    ]
    assert "Rating: True → False" in " ".join(steps[0].split())
    assert "Statement: NATO has 32 member states. → NATO has 33 members." in " ".join(steps[0].split())
    expect(panel(desk)).to_contain_text("Which year is it of?")
    when = panel(desk).locator("time").first
    assert str(when.get_attribute("title")).startswith("20")
    assert "T" not in when.inner_text().replace("Tue", "").replace("Thu", "")


def test_five_hundred_events_are_read_to_the_first(db: Path, open_desk: OpenDesk) -> None:
    first = first_of(db)
    with Store(db) as store:
        ann = a_desk(store, "Ann")
        for number in range(500):
            ann.comment(first, f"remark {number}")
    desk = open_desk()
    desk.open(first)
    desk.press("h")
    expect(panel(desk).locator(".cc-history-entry").first).to_contain_text("remark 499")
    panel(desk).get_by_role("button", name="Show 480 earlier steps").click()
    expect(panel(desk).locator(".cc-history-entry")).to_have_count(500)
    last = panel(desk).locator(".cc-history-entry").last
    last.scroll_into_view_if_needed()
    expect(last).to_contain_text("remark 0")
    desk.press("j")
    expect(panel(desk).locator(".cc-history-none")).to_be_visible()
