"""What Ctrl+Enter does in each text box of the desk: what the button beside it does, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import OpenDesk, standing
from factories import a_source, an_article, some_work
from makers import database
from plain_desk import PlainDesk, plain_desk
from playwright.sync_api import Browser, Page, expect

from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession

TAKES = {status: f"take {status}" for status in Status}
# Boxes of the form that have no button of their own: they belong to the next step.
OF_THE_FORM = (
    "Statement to check",
    "Why this claim matters",
    "Rationale",
    "Why one source is enough",
    "Address of source 1",
    "Title of source 1",
    "Quoted passage of source 1",
    "Does source 1 speak for or against the claim?",
    "Is source 1 a primary source?",
    "Archived copy of source 1",
    "Interest of source 1 in the matter",
    "Day on which source 1 was consulted",
)
CLAIMANT = ("Asked on", "How", "Reply wanted by", "Reply", "Replied on")
FILTERS = (
    "Find claims by words or a speaker",
    "Show",
    "Order",
    "Article",
    "Kind",
    "Reviewer",
    "Speaker",
    "Tag",
)
EVERYWHERE = {
    **dict.fromkeys(FILTERS, "show"),
    **dict.fromkeys(CLAIMANT, "take updated"),
    "Assigned until": None,
    "Another tag": "tag",
    "Comment": "comment",
    "Assign this claim to": "assign",
    "Search all earlier checks": "search",
    "What to do with the marked claims": "dismiss",
}
DISMISSAL = {"Reason for dismissing this claim": "dismiss"}
NOTE, PUBLISHED, CORRECTION = (
    "What is to be done again?",
    "Address of the published check",
    "Correction",
)


def at(forward: Status | None, **more: Any) -> dict[str, str | None]:
    """What each box does where the next step leads to *forward*; None is nothing at all."""
    return {**EVERYWHERE, **dict.fromkeys(OF_THE_FORM, forward and TAKES[forward]), **more}


# By where the claim stands, for a reviewer of a newsroom who did not propose it.
BOXES: dict[Status, Mapping[str, str | None]] = {
    Status.UNREVIEWED: at(Status.RESEARCHING) | DISMISSAL,
    Status.SELECTED: at(Status.RESEARCHING) | DISMISSAL,
    Status.RESEARCHING: at(Status.PROPOSED) | DISMISSAL,
    Status.PROPOSED: at(Status.APPROVED) | {NOTE: "take researching"},
    Status.APPROVED: at(Status.PUBLISHED) | {NOTE: "take researching", PUBLISHED: "take published"},
    Status.PUBLISHED: at(Status.CORRECTED) | {PUBLISHED: "mend", CORRECTION: "take corrected"},
    Status.CORRECTED: at(None) | {PUBLISHED: "mend", CORRECTION: "take corrected"},
}
BOX = "input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea, select"

# The name of each box that is seen, with what the page sends when Ctrl+Enter is pressed in it.
IN_EACH = """(box) => {
  const begin = () => {
    draw();
    document.querySelectorAll("details").forEach((part) => (part.open = true));
    document.querySelector(".cc-past").click();
    document.querySelector(".cc-row .cc-tick").click();
    document.querySelector(".cc-other-rating:not([hidden])")?.click();
    const asides = [...document.querySelectorAll(".cc-asides button")];
    asides.find((one) => /Send back|Reopen/.test(one.textContent))?.click();
    return [...document.querySelectorAll(box)].filter((one) => one.offsetParent !== null);
  };
  return begin().map((_, place) => {
    const one = begin()[place];
    if (["text", "search", "textarea"].includes(one.type) && !one.value) one.value = "words";
    one.focus();
    one.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    return [one.ariaLabel ?? one.labels[0].textContent, window.sent];
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1400})
    yield context.new_page()
    context.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return database(tmp_path / "log.db", an_article(title="A talk"))


def bring_to(path: Path, status: Status, **work: Any) -> str:
    """Bring the first claim of a log as far as *status*, by two people; its id."""
    with Store(path) as store:
        claim_id = store.queue()[0].claim_id
        filled = some_work(sources=(a_source(),), one_source_reason="It is the list.", **work)
        for target in ("proposed", "researching", "proposed", "approved", "published", "corrected"):
            who = "Ann" if target == "proposed" else "Cid"
            session = ReviewSession(store, who, policy=Policy.newsroom())
            here = session.verdict(claim_id).status
            if here is status:
                break
            if status in (Status.SELECTED, Status.RESEARCHING) and here is Status.UNREVIEWED:
                session.take(claim_id, status, filled)
            else:
                session.take(claim_id, Status(target), filled)
        ben = ReviewSession(store, "Ben", policy=Policy.newsroom())
        assert ben.verdict(claim_id).status is status
        if status is Status.UNREVIEWED:
            ben.save_draft(claim_id, replace(filled, note=None, published_url=None, correction=None), 0)
    return claim_id


_NO_STEP = ("draft", "drawn", "sendrows")


def what(messages: list[dict[str, Any]]) -> str | None:
    """What was asked for, in short; what is no step aside."""
    asked = [
        f"take {m['target']}" if m["op"] == "take" else m["op"] for m in messages if m["op"] not in _NO_STEP
    ]
    return ", ".join(asked) or None


def asked(desk: PlainDesk) -> str | None:
    """What was asked for, in short; where a draft went first, what waited for its answer."""
    messages = desk.sent()
    while messages and what(messages) is None:
        for message in messages:
            desk.hear(message)
        messages = desk.sent()
    return what(messages)


@pytest.mark.parametrize("status", BOXES)
def test_each_text_box_has_its_own_step_and_no_other(
    status: Status, path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, status)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.open(claim_id)
    done = {name: what(messages) for name, messages in page.evaluate(IN_EACH, BOX)}
    assert done == dict(BOXES[status])


@pytest.mark.parametrize("name", ["Comment", "Assign this claim to", "Search all earlier checks"])
def test_an_empty_box_does_nothing(
    name: str, path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_to(path, Status.PROPOSED)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    if name == "Comment":
        desk.root.locator(".cc-past").dispatch_event("click")
    desk.root.get_by_label(name, exact=True).and_(desk.root.locator(BOX)).press("Control+Enter")
    assert what(desk.sent()) is None


@pytest.mark.parametrize(
    ("label", "does"),
    [("Undo", "undo"), ("Next", "next"), ("Share", "take updated")],
)
def test_on_a_button_it_presses_that_button(
    label: str, does: str, path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_to(path, Status.RESEARCHING)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.root.get_by_role("button", name=label, exact=True).press("Control+Enter")
    assert what(desk.sent()) == does


def test_a_key_that_is_held_down_takes_one_step(
    path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, Status.PROPOSED)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.open(claim_id)
    page.evaluate("window.addEventListener('keydown', ({ key }) => (window.ran ||= key === 'Enter'))")
    desk.root.focus()
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    assert what(desk.sent()) == "take approved"
    desk.draw()
    desk.root.focus()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    assert what(desk.sent()) is None
    # The cell is not run again either.
    assert not page.evaluate("window.ran")


def test_words_that_are_only_read_take_no_step(
    path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, Status.PROPOSED)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.open(claim_id)
    page.evaluate(
        "for (const part of document.querySelectorAll('.cc-unsent, .cc-unsent details')) "
        "[part.hidden, part.open] = [false, true];"
    )
    desk.root.locator(".cc-unsent-words").press("Control+Enter")
    assert what(desk.sent()) is None


# Begun, refused, finished: how the claim stands, the step pressed, what is typed then, the step taken.
BEGUN = [
    pytest.param(
        Status.CORRECTED, "Correct again", CORRECTION, "correction", "take corrected", id="correct again"
    ),
    pytest.param(
        Status.APPROVED, "Mark as published", PUBLISHED, "published_url", "take published", id="publish"
    ),
    pytest.param(
        Status.PUBLISHED, "Record the correction", CORRECTION, "correction", "take corrected", id="correct"
    ),
    pytest.param(
        Status.UNREVIEWED, "proposed", "Rationale", "rationale", "take proposed", id="three steps at once"
    ),
]


@pytest.mark.parametrize(("status", "button", "label", "lacks", "does"), BEGUN)
def test_the_step_that_was_begun_is_the_one_that_is_finished(
    status: Status,
    button: str,
    label: str,
    lacks: str,
    does: str,
    path: Path,
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim_id = bring_to(path, status)
    with Store(path) as store:
        ben = ReviewSession(store, "Ben")
        draft = store.draft(claim_id, "Ben")
        ben.save_draft(claim_id, some_work(**{lacks: None}), draft.version if draft else 0)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.open(claim_id)
    if button in list(Status):
        desk.root.locator(".cc-status").click()
    desk.root.get_by_role("button", name=button, exact=True).click()
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("Still missing")
    box = desk.root.get_by_label(label, exact=True)
    expect(box).to_be_focused()
    expect(desk.root.locator(".cc-actions .cc-primary:visible")).to_have_count(1)
    box.fill("https://paper.example/again")
    box.press("Control+Enter")
    assert asked(desk) == does
    # So it is in every other text of the form and on the desk itself, also where the page is drawn anew.
    for place in (desk.root.get_by_label("Statement to check", exact=True), desk.root):
        desk.draw()
        place.press("Control+Enter")
        assert asked(desk) == does


def test_another_step_or_another_claim_ends_what_was_begun(
    path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, Status.UNREVIEWED)
    with Store(path) as store:
        ReviewSession(store, "Ben").save_draft(claim_id, some_work(rationale=None, note=None), 1)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    primary = desk.root.locator(".cc-actions .cc-primary")

    def step(name: str) -> None:
        desk.root.locator(".cc-status").click()
        desk.root.get_by_role("button", name=name, exact=True).click()
        desk.answer()

    step("proposed")
    expect(primary).to_have_text("Propose: True")
    desk.root.press("j")
    desk.answer()
    expect(primary).to_have_text("Take it")
    desk.root.press("k")
    desk.answer()
    expect(primary).to_have_text("Propose: True")
    step("selected")
    expect(primary).to_have_text("Take it")
    desk.desk.session.store.close()
    assert standing(path)[claim_id].status is Status.SELECTED


@pytest.mark.parametrize(("status", "button"), [(Status.PROPOSED, "Send back"), (Status.APPROVED, "Reopen")])
def test_a_step_back_asks_for_its_note_at_its_button(
    status: Status, button: str, path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, status)
    with Store(path) as store:
        draft = store.draft(claim_id, "Ben")
        ReviewSession(store, "Ben").save_draft(claim_id, some_work(note=None), draft.version if draft else 0)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.open(claim_id)
    opener = desk.root.locator(".cc-asides").get_by_role("button", name=button)
    opener.click()
    menu = desk.root.get_by_role("dialog", name=button)
    box = menu.get_by_label(NOTE)
    expect(box).to_be_focused()
    # Without a note it waits for one.
    box.press("Control+Enter")
    menu.get_by_role("button", name=button).click()
    expect(box).to_be_focused()
    assert asked(desk) is None
    # What is typed is text and no key, is kept where the menu is left, and is there again.
    page.keyboard.type("j Which year?")
    box.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(box).to_have_value("j Which year?")
    box.press("Control+Enter")
    assert asked(desk) == "take researching"


def test_a_step_that_only_somebody_else_can_take_is_not_the_next_one(
    path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = bring_to(path, Status.UNREVIEWED)
    with Store(path) as store:
        ReviewSession(store, "Ben").save_draft(claim_id, some_work(), 1)
    desk = plain_desk(page, path, monkeypatch, policy="newsroom")
    desk.root.locator(".cc-status").click()
    desk.root.get_by_role("button", name="approved", exact=True).click()
    desk.answer()
    expect(desk.root.locator(".cc-alert")).to_contain_text("the approval of somebody else")
    expect(desk.root.locator(".cc-actions .cc-primary")).to_have_text("Take it")


def test_a_claim_is_sent_back_from_the_keyboard_and_not_approved(db: Path, open_desk: OpenDesk) -> None:
    claim_id = bring_to(db, Status.PROPOSED)
    ben = open_desk("Ben", policy="newsroom")
    ben.open(claim_id)
    ben.focus()
    ben.press("z")
    expect(ben.field(NOTE)).to_be_focused()
    ben.page.keyboard.type("Which year?")
    ben.press("Control+Enter")
    expect(ben.status).to_have_text("researching")
    assert [event.action for event in standing(db)[claim_id].history][-1] == "researching"


def test_in_the_bar_it_looks_for_what_was_typed_and_in_a_panel_it_brings_in_what_was_pasted(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    first, find = desk.current, desk.field("Find claims by words or a speaker")
    find.fill("Kallas")
    find.press("Control+Enter")
    expect(desk.desk.locator(f".cc-row[data-claim='{first}']")).to_have_count(0)
    find.fill("")
    find.press("Control+Enter")
    expect(desk.desk.locator(f".cc-row[data-claim='{first}']")).to_have_count(1)
    for number, label in enumerate(("Or paste its text", "Address")):
        desk.desk.get_by_role("button", name="+ Article").click()
        desk.field("Or paste its text").fill(f"Exports rose by {number + 12} percent in 2023.")
        desk.field(label).press("Control+Enter")
        expect(desk.desk.locator(".cc-article-title")).to_have_text(
            f"Exports rose by {number + 12} percent in 2023."
        )
        expect(desk.desk.locator(".cc-panel-bring-in")).to_be_hidden()
        expect(desk.field("Or paste its text")).to_have_value("")
    desk.desk.get_by_text("More filters").click()
    desk.field("Speaker").fill("Nobody")
    desk.field("Speaker").press("Control+Enter")
    expect(desk.desk.locator(".cc-row")).to_have_count(0)
