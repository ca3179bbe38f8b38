"""How the page speaks with the kernel, in a real Chromium with a clock that the tests move on."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from claimcheck.widgets import page_script

HARNESS = """
window.begin = () => {
  const posted = [], told = [];
  const page = { claim: "one" };
  const link = createLink({
    post: (message) => posted.push(message),
    at: () => page.claim,
    hold: (op) => told.push(["hold", op]),
    silent: () => told.push(["silent"]),
    dropped: () => told.push(["dropped"]),
  });
  const answer = (error = null, kept = null) => {
    link.goOn(link.answered(posted.at(-1).n, error, kept), error);
  };
  Object.assign(window, { posted, told, page, link, answer });
};
"""


class Link:
    """The link on a page, by what the desk asks of it and what the kernel answers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.clock.install(time="2025-06-03T11:30:00Z")
        page.clock.pause_at("2025-06-03T12:00:00Z")
        page.set_content(f"<script type='module'>{page_script.script('link.js')}{HARNESS}</script>")
        page.wait_for_function("'begin' in window")
        page.evaluate("begin()")

    def ask(self, op: str, on: str | None = None) -> None:
        self.page.evaluate("([op, on]) => link.ask(op, {}, on ?? undefined)", [op, on])

    def edit(self) -> None:
        self.page.evaluate("link.edit()")

    def wait(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    def answer(self, error: str | None = None, kept: int | None = None) -> None:
        self.page.evaluate("([error, kept]) => answer(error, kept)", [error, kept])

    def show(self, claim: str) -> None:
        self.page.evaluate("claim => { page.claim = claim; }", claim)

    @property
    def posted(self) -> list[str]:
        return [message["op"] for message in self.page.evaluate("posted")]

    @property
    def told(self) -> list[Any]:
        return [call[0] for call in self.page.evaluate("told") if call[0] != "hold"]


@pytest.fixture
def link(browser: Browser) -> Iterator[Link]:
    context = browser.new_context()
    yield Link(context.new_page())
    context.close()


def test_what_is_typed_is_kept_once_the_typing_pauses(link: Link) -> None:
    link.edit()
    link.wait(399)
    assert link.posted == []
    link.wait(1)
    assert link.posted == ["draft"]


def test_who_types_on_and_on_is_kept_all_the_same(link: Link) -> None:
    for _ in range(21):
        link.edit()
        link.wait(100)
    assert link.posted == ["draft"]


@pytest.mark.parametrize("late", [10, 1001, 5000])
def test_a_step_waits_for_a_draft_however_long_that_takes(late: int, link: Link) -> None:
    link.edit()
    link.wait(400)
    link.ask("take", on="one")
    link.wait(late)
    assert link.posted == ["draft"]
    link.answer(kept=1)
    assert link.posted == ["draft", "take"]


@pytest.mark.parametrize(("late", "taken"), [(10, ["next", "next"]), (1001, ["next"])])
def test_what_was_pressed_at_a_page_that_has_long_changed_is_let_go(
    late: int, taken: list[str], link: Link
) -> None:
    link.ask("next")
    link.ask("next")
    link.wait(late)
    link.answer()
    assert link.posted == taken


def test_a_second_decision_is_a_double_press(link: Link) -> None:
    link.ask("dismiss", on="one")
    link.ask("dismiss", on="one")
    link.answer()
    assert link.posted == ["dismiss"]


def test_a_step_on_a_claim_that_was_left_is_not_taken_and_said(link: Link) -> None:
    link.ask("next")
    link.ask("dismiss", on="one")
    link.show("two")
    link.answer()
    assert link.posted == ["next"]
    assert link.told == ["dropped"]


def test_a_refusal_ends_what_waits_for_it(link: Link) -> None:
    link.ask("take", on="one")
    link.ask("next")
    link.answer(error="Still missing: a rating.")
    assert link.posted == ["take"]


def test_a_draft_that_was_not_kept_is_tried_again_later(link: Link) -> None:
    link.edit()
    link.wait(400)
    link.answer(error="The disk is full.")
    link.wait(4999)
    assert link.posted == ["draft"]
    link.wait(1)
    assert link.posted == ["draft", "draft"]


@pytest.mark.parametrize("typing", [False, True], ids=["a press", "typing on and on"])
def test_a_kernel_that_does_not_answer_is_spoken_of_within_three_seconds(link: Link, typing: bool) -> None:
    if typing:
        for _ in range(29):
            link.edit()
            link.wait(100)
    else:
        link.ask("next")
        link.wait(1900)
    assert link.told == ["silent"]
    # Again and again: whether it is busy or gone may change.
    link.wait(2000)
    assert link.told == ["silent"] * 3


def test_what_cannot_be_sent_is_spoken_of_too(link: Link) -> None:
    link.page.evaluate("() => { posted.push = () => { throw new Error('Cannot send'); }; }")
    link.page.evaluate("() => { try { link.ask('next'); } catch {} }")
    link.wait(1900)
    assert link.told == ["silent"]


def test_a_link_that_is_stopped_sends_nothing_and_then_what_was_typed(link: Link) -> None:
    link.edit()
    link.wait(400)
    link.page.evaluate("link.stop()")
    link.edit()
    link.ask("next")
    link.wait(5000)
    assert link.posted == ["draft"]
    assert link.page.evaluate("link.unsent")
    link.page.evaluate("link.resume()")
    link.wait(400)
    assert link.posted == ["draft", "draft"]


@pytest.mark.parametrize("how", ["its own answer", "that it was looked after it"])
def test_a_step_whose_answer_did_not_come_is_not_taken_twice(link: Link, how: str) -> None:
    link.ask("undo")
    link.wait(1900)
    link.page.evaluate("link.stop(); link.resume(); link.ask('undo'); link.ask('redo')")
    assert link.posted == ["undo", "look"]
    undo, look = (message["n"] for message in link.page.evaluate("posted"))
    said = link.page.evaluate("n => link.answered(n, null, null)", look if how.startswith("that") else undo)
    assert (said["op"], said.get("instead")) == (
        ("look", "undo") if how.startswith("that") else ("undo", None)
    )
    link.page.evaluate("n => link.answered(n, null, null)", look)
    link.ask("undo")
    assert link.posted == ["undo", "look", "undo"]


def test_what_came_with_such_a_step_is_handed_in_as_what_follows_it(link: Link) -> None:
    link.edit()
    link.ask("take")
    link.page.evaluate("link.stop(); link.resume()")
    assert link.page.evaluate("link.unsent")
    link.answer()
    link.wait(400)
    take, look, draft = link.page.evaluate("posted")
    assert (look["op"], look["edited"]) == ("look", False)
    assert (draft["op"], draft["edited"], draft["follows"]) == ("draft", True, take["n"])
    link.answer(kept=2)
    assert not link.page.evaluate("link.unsent")


def test_a_step_that_is_answered_late_has_handed_in_its_words(link: Link) -> None:
    link.edit()
    link.ask("take")
    link.page.evaluate("link.stop(); link.resume(); link.answered(posted[0].n, null, 1)")
    link.answer()
    link.wait(5000)
    assert link.posted == ["take", "look"]


def test_a_draft_that_is_sent_again_follows_the_one_whose_answer_did_not_come(link: Link) -> None:
    link.edit()
    link.wait(400)
    link.page.evaluate("link.stop(); link.resume()")
    first, again = link.page.evaluate("posted")
    assert (again["op"], again["follows"]) == ("draft", first["n"])
    link.answer(error="The disk is full.")
    link.wait(5000)
    assert link.page.evaluate("posted.at(-1).follows") == first["n"]
    link.answer(kept=2)
    link.edit()
    link.wait(400)
    assert "follows" not in link.page.evaluate("posted.at(-1)")


def test_a_view_knows_its_own_messages(link: Link) -> None:
    link.ask("next")
    assert link.page.evaluate("[0, 1, -1].map((more) => link.sent(posted[0].n + more))") == [
        True,
        False,
        False,
    ]


def test_what_is_handed_in_for_a_claim_that_leaves_follows_the_draft_that_is_on_its_way(link: Link) -> None:
    link.edit()
    link.wait(400)
    link.edit()
    link.page.evaluate("link.keep()")
    draft, last = link.page.evaluate("posted")
    assert (last["op"], last["edited"], last["follows"]) == ("draft", True, draft["n"])
    assert last["n"] != draft["n"]
