"""One screen: an honest check without a scroll, and nothing that moves when an answer arrives."""

from pathlib import Path

import pytest
from desks import DeskPage, OpenDesk, OpenLabDesk
from factories import a_desk
from plain_desk import PlainDesk
from playwright.sync_api import Browser, expect
from screen import fill_window, moved, out_of_sight, places, resize, settle, wrong_scrollers
from test_seen_before import KNOWN, Pretended

from claimcheck.model import Status
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work
from claimcheck.widgets.desk import Desk

SIZES = ((1280, 800), (1440, 900), (1920, 1080))
# What an honest check needs in sight, all at once.
CHECK = (
    ".cc-article .cc-claim",
    ".cc-head-quote",
    ".cc-form > .cc-field:first-child textarea",
    ".cc-ratings",
    ".cc-rationale textarea",
    ".cc-source-line",
    ".cc-actions .cc-primary",
)
STATEMENT = (
    "NATO's members together have an economy 25 times as large as Russia's, by gross domestic product of "
    "2024 at market prices, as the World Bank gives it."
)
RATIONALE = (
    "The World Bank gives 54.1 trillion dollars for the thirty-two members and 2.17 for Russia, which makes "
    "24.9. By purchasing power it is less than half of that, which the speaker did not say. The figure holds "
    "for the measure that is usual, and is rounded up by a little."
)


def fill_form(desk: DeskPage) -> None:
    """Fill in all that a check needs, as a reviewer does."""
    desk.field("Statement to check").fill(STATEMENT)
    desk.field("Rationale").fill(RATIONALE)
    desk.desk.locator(".cc-rating").get_by_text("Mostly true", exact=True).click()
    desk.desk.get_by_role("button", name="+ Add a source").click()
    desk.page.keyboard.type("https://data.worldbank.example/gdp")
    desk.field("Title of source 1").fill("World Bank, GDP by country")
    # The citation is one line again once it is filled in.
    desk.desk.locator(".cc-source-line").click()
    desk.page.keyboard.press("Escape")
    desk.wait_saved("Draft saved")


@pytest.mark.parametrize("policy", ["solo", "newsroom"])
def test_a_whole_check_is_seen_without_a_scroll(open_desk: OpenDesk, policy: str) -> None:
    desk = open_desk(policy=policy, viewport=SIZES[0])
    fill_window(desk.page)
    fill_form(desk)
    for size in SIZES:
        resize(desk.page, *size)
        assert (size, out_of_sight(desk.page, CHECK)) == (size, [])
        assert (size, wrong_scrollers(desk.page)) == (size, [])


def test_a_whole_check_is_seen_without_a_scroll_in_jupyterlab(open_lab_desk: OpenLabDesk) -> None:
    desk = open_lab_desk(viewport=SIZES[0])
    expect(desk.page.locator(".cc-layer")).to_be_visible()
    fill_form(desk)
    settle(desk.page)
    assert out_of_sight(desk.page, CHECK) == []
    assert wrong_scrollers(desk.page) == []


@pytest.mark.parametrize("size", [(1280, 800), (1000, 700), (600, 700)])
def test_nothing_moves_when_an_answer_arrives(
    db: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(Desk, "later", lambda desk, seconds, step: False)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
    store = Store(db)
    tools = tools_for(store, None, None, Pretended(KNOWN, 0))
    desk = PlainDesk(context.new_page(), Desk(a_desk(store, "Ana"), tools))
    fill_window(desk.page)
    desk.answer()
    before = places(desk.page)
    assert len(before) > 25

    def stays(what: str) -> None:
        settle(desk.page)
        assert (what, moved(before, places(desk.page))) == (what, [])

    desk.wait_told("before")
    expect(desk.root.locator(".cc-seen")).to_contain_text("Checked before: 3")
    stays("earlier checks")
    if "elsewhere: …" in desk.root.locator(".cc-seen").inner_text():
        desk.wait_told("elsewhere")
    expect(desk.root.locator(".cc-seen")).to_contain_text("Same claim elsewhere: 2")
    stays("the same claim elsewhere")

    desk.root.get_by_label("Statement to check").fill("A statement.")
    expect(desk.root.get_by_label("Statement to check")).to_be_focused()
    desk.page.wait_for_function("() => window.sent.length > 0")
    desk.answer()
    expect(desk.root.locator(".cc-saved")).to_contain_text("Draft saved")
    stays("a draft that is saved")

    with Store(db) as theirs:
        rows = [row.claim_id for row in theirs.queue()]
        ben = ReviewSession(theirs, "Ben")
        for claim_id in rows[1:3]:
            ben.take(claim_id, Status.SELECTED, Work())
    desk.look()
    expect(desk.root.locator(f".cc-row[data-claim='{rows[1]}']")).to_contain_text("selected")
    stays("rows that others have changed")

    with Store(db) as theirs:
        ReviewSession(theirs, "Ben").take(rows[0], Status.SELECTED, Work(rationale="Ben's"))
    desk.look()
    settle(desk.page)
    stays("what others did with the claim at hand")
    context.close()
    desk.desk.close()
    store.close()
