"""What a desk's page does where an answer does not come, comes late, or is to what has left the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import an_article
from makers import database
from plain_desk import PlainDesk, plain_desk
from playwright.sync_api import Browser, Page, expect

DONE = "callbacks.iopub.status({ content: { execution_state: 'idle' } })"
GRACE = 1_000


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1400})
    opened = context.new_page()
    opened.clock.install(time="2025-06-03T11:30:00Z")
    yield opened
    context.close()


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
