"""What a desk's page does where an answer does not come, comes late, or is to what has left the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import an_article, some_work
from makers import database
from plain_desk import PlainDesk, plain_desk, timed_page
from playwright.sync_api import Browser, Page, expect

from claimcheck.errors import StoreError
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

DONE = "callbacks.iopub.status({ content: { execution_state: 'idle' } })"
GRACE = 1_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with timed_page(browser, height=1400) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return database(tmp_path / "log.db", an_article(title="A talk"))


@pytest.fixture
def desk(path: Path, page: Page, monkeypatch: pytest.MonkeyPatch) -> PlainDesk:
    """A desk at a kernel that says how it is."""
    opened = plain_desk(page, path, monkeypatch)
    page.evaluate(
        """() => {
          const kernel = { status: "idle", connectionStatus: "connected", asked: 0 };
          kernel.requestKernelInfo = () => ((kernel.asked += 1), kernel.silent ?? Promise.resolve());
          window.manager = { kernel };
          draw();
        }"""
    )
    opened.answer()
    return opened


def ops(messages: list[dict[str, Any]]) -> list[str]:
    return [message["op"] for message in messages]


def refuse(*_: object) -> int:
    raise StoreError("The disk is full.")


def leave_unanswered(desk: PlainDesk) -> list[str]:
    """Let the kernel be done with the last message without an answer; what the page has sent till then."""
    desk.page.evaluate(DONE)
    sent = desk.sent()
    desk.page.clock.run_for(GRACE)
    return ops(sent)


def test_a_kernel_that_was_interrupted_is_asked_where_the_claim_stands(desk: PlainDesk) -> None:
    desk.root.press("u")
    assert leave_unanswered(desk) == ["undo"]
    expect(desk.root.locator(".cc-lost-said")).to_be_hidden()
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("Nobody can say whether your last step was taken")
    desk.root.press("u")
    assert ops(desk.sent()) == ["undo"]


def test_words_that_were_not_answered_are_handed_in_again(desk: PlainDesk) -> None:
    rationale = desk.root.get_by_label("Rationale", exact=True)
    rationale.fill("typed")
    desk.page.clock.run_for(400)
    assert leave_unanswered(desk) == ["draft"]
    desk.answer()
    expect(desk.root.locator(".cc-saved")).to_contain_text("Draft saved")
    expect(rationale).to_be_editable()


def test_a_kernel_that_answers_nothing_is_another_one(desk: PlainDesk) -> None:
    desk.root.press("u")
    assert [leave_unanswered(desk), leave_unanswered(desk)] == [["undo"], ["look"]]
    expect(desk.root.locator(".cc-lost-said")).to_contain_text("no longer connected")
    expect(desk.root.get_by_label("Rationale", exact=True)).not_to_be_editable()


def test_a_refused_draft_whose_claim_has_left_the_page_is_offered_there(
    desk: PlainDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = desk.root.locator(".cc-row.cc-current").get_attribute("data-claim")
    assert claim
    desk.root.get_by_label("Rationale", exact=True).fill("typed")
    desk.page.clock.run_for(400)
    (draft,) = desk.sent()
    # Another view goes on before the draft is heard.
    desk.hear({**draft, "op": "next", "edited": False, "n": 1})
    with monkeypatch.context() as patch:
        patch.setattr(desk.desk.session.store, "save_draft", refuse)
        desk.hear(draft)
    # Nothing of it is handed in for the claim that is there now.
    desk.page.clock.run_for(6_000)
    assert "draft" not in ops(desk.sent())
    expect(desk.root.get_by_label("Rationale", exact=True)).to_have_value("")
    desk.open(claim)
    desk.root.get_by_role("button", name="Put them back").click()
    expect(desk.root.get_by_label("Rationale", exact=True)).to_have_value("typed")


def test_words_that_are_put_back_vouch_for_what_they_were_typed_on(desk: PlainDesk, path: Path) -> None:
    rationale = desk.root.get_by_label("Rationale", exact=True)
    claim = desk.root.locator(".cc-row.cc-current").get_attribute("data-claim")
    assert claim
    rationale.fill("Ben's words")
    # They never reach the kernel, and the cell is run again once Ann has rated the claim.
    with Store(path) as store:
        ReviewSession(store, "Ann").update(claim, some_work(rating="False"))
    desk.look()
    desk.draw()
    desk.sent()
    desk.root.get_by_role("button", name="Put them back").click()
    expect(rationale).to_have_value("Ben's words")
    desk.page.clock.run_for(400)
    (draft,) = desk.sent()
    assert draft["seen"] < desk.desk.view.state["claim"]["seen"]
    desk.hear(draft)
    desk.root.press("o")
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("Ann")


def test_another_draft_of_the_same_version_is_offered(desk: PlainDesk) -> None:
    rationale = desk.root.get_by_label("Rationale", exact=True)
    rationale.fill("here")
    desk.page.clock.run_for(400)
    desk.answer()
    rationale.fill("here, and more")
    theirs = desk.desk.view.typed
    other = {**theirs, "n": 0, "seen": 99, "work": {"rationale": "there"}}
    desk.tell(typed=other)
    expect(desk.root.locator(".cc-unsent")).to_contain_text("holds other words")
    desk.root.get_by_role("button", name="Show those").click()
    expect(rationale).to_have_value("there")


def test_a_refusal_that_is_read_stays_while_the_kernel_is_busy(desk: PlainDesk) -> None:
    desk.root.press("Enter")
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("Still missing")
    said = desk.root.locator(".cc-alert").inner_text()
    desk.root.press("u")
    desk.page.evaluate("window.manager.kernel.status = 'busy'")
    desk.page.clock.run_for(1_900)
    expect(desk.root.locator(".cc-saved")).to_have_text("Not saved yet")
    expect(desk.root.locator(".cc-alert")).to_have_text(said)


def test_a_kernel_without_subshells_shows_that_it_lives(desk: PlainDesk) -> None:
    desk.page.evaluate("window.manager.kernel.connectionStatus = 'connecting'")
    desk.root.press("j")
    desk.page.clock.run_for(1_900)
    expect(desk.root.locator(".cc-lost-said")).to_contain_text("the kernel does not answer")
    desk.page.evaluate("window.manager.kernel.connectionStatus = 'connected'")
    desk.page.clock.run_for(2_000)
    expect(desk.root.locator(".cc-lost-said")).to_be_hidden()


def test_a_busy_kernel_without_subshells_is_asked_once(desk: PlainDesk) -> None:
    desk.page.evaluate("window.manager.kernel.silent = new Promise(() => {}); manager.kernel.status = 'busy'")
    desk.root.press("j")
    desk.page.clock.run_for(9_000)
    assert desk.page.evaluate("manager.kernel.asked") == 1
