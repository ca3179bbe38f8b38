"""Taking a claim in one press that asks why it matters, by mouse and by keys, in a real Chromium."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from desks import OpenDesk, PlainDeskPage, standing
from playwright.sync_api import Locator, expect

from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

WHY = "Why does it matter?"
FIELD = "Why this claim matters"
# Where everything on the desk stands that is seen, but for the menu itself.
PLACES = """(desk) => [...desk.querySelectorAll("*")]
  .filter((one) => one.offsetParent !== null && !one.closest(".cc-reasons-menu"))
  .map((one) => one.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height])"""


def menu(desk: PlainDeskPage) -> Locator:
    return desk.desk.get_by_role("dialog", name=WHY)


def events_of(db: Path) -> list[str]:
    with Store(db) as store:
        return [event.action for event in store.events() if event.claim_id]


@pytest.fixture
def ann(db: Path, open_desk: OpenDesk) -> PlainDeskPage:
    return open_desk("Ann", policy="newsroom")


def test_by_mouse_a_reason_is_picked_and_one_undo_takes_both_steps_back(db: Path, ann: PlainDeskPage) -> None:
    claim_id = ann.current
    expect(ann.next_step).to_have_text("Take it")
    expect(ann.next_step).not_to_have_class(re.compile("cc-shut"))
    ann.next_step.click()
    expect(menu(ann)).to_be_visible()
    menu(ann).get_by_role("button", name="likely to be repeated").click()
    expect(ann.status).to_have_text("researching")
    expect(menu(ann)).to_be_hidden()
    expect(ann.next_step).to_have_text("Propose a verdict")
    assert standing(db)[claim_id].why_selected == "likely to be repeated"
    assert events_of(db) == ["selected", "researching"]
    ann.desk.locator(".cc-goes").get_by_role("button", name="Undo").click()
    expect(ann.status).to_have_text("unreviewed")
    expect(ann.field(FIELD)).to_have_value("likely to be repeated")
    # It says why now, so that the next press asks no more.
    ann.next_step.click()
    expect(ann.status).to_have_text("researching")


def test_by_keys_a_reason_is_picked_in_three(db: Path, ann: PlainDeskPage) -> None:
    claim_id = ann.current
    ann.focus()
    ann.press("Enter")
    expect(menu(ann).get_by_label(WHY)).to_be_focused()
    first = menu(ann).get_by_role("button").first
    ann.press("ArrowDown")
    expect(first).to_be_focused()
    reason = str(first.text_content())
    ann.press("Enter")
    expect(ann.status).to_have_text("researching")
    assert standing(db)[claim_id].why_selected == reason


@pytest.mark.parametrize("key", ["Enter", "Control+Enter"])
def test_by_keys_ones_own_words_take_it(key: str, db: Path, ann: PlainDeskPage) -> None:
    claim_id = ann.current
    ann.focus()
    ann.press("Enter", key)
    # Without words the menu waits for some.
    expect(menu(ann).get_by_label(WHY)).to_be_focused()
    ann.page.keyboard.type("j is a key elsewhere")
    ann.press(key)
    expect(ann.status).to_have_text("researching")
    assert standing(db)[claim_id].why_selected == "j is a key elsewhere"


def test_esc_closes_it_and_keeps_what_was_typed(db: Path, ann: PlainDeskPage) -> None:
    claim_id = ann.current
    ann.focus()
    ann.press("Enter")
    ann.page.keyboard.type("half a rea")
    ann.press("Escape")
    expect(menu(ann)).to_be_hidden()
    expect(ann.desk).to_be_focused()
    expect(ann.field(FIELD)).to_have_value("half a rea")
    ann.wait_saved("Draft saved")
    assert events_of(db) == []
    with Store(db) as store:
        draft = store.draft(claim_id, "Ann")
    assert draft is not None
    assert draft.data["why_selected"] == "half a rea"


def test_keys_in_it_are_not_the_desks_and_leaving_closes_it(ann: PlainDeskPage) -> None:
    claim_id = ann.current
    ann.next_step.click()
    ann.press("ArrowUp")
    expect(menu(ann).get_by_role("button").last).to_be_focused()
    ann.press("j", "x", "ArrowDown")
    expect(menu(ann).get_by_label(WHY)).to_be_focused()
    assert ann.current == claim_id
    ann.field("Rationale").click()
    expect(menu(ann)).to_be_hidden()
    expect(ann.field("Rationale")).to_be_focused()


def test_nothing_moves_when_it_opens_and_the_button_keeps_its_place(ann: PlainDeskPage) -> None:
    def places() -> Any:
        return ann.desk.evaluate(PLACES)

    before, button = places(), ann.desk.locator(".cc-forward").bounding_box()
    ann.next_step.click()
    expect(menu(ann)).to_be_visible()
    after = places()
    assert len(after) == len(before)
    moved = [
        (a, b)
        for a, b in zip(before, after, strict=True)
        for c, d in zip(a, b, strict=True)
        if abs(c - d) > 1
    ]
    assert moved == [], json.dumps(moved)
    menu(ann).get_by_role("button").first.click()
    expect(ann.next_step).to_have_text("Propose a verdict")
    assert ann.desk.locator(".cc-forward").bounding_box() == button
    ann.focus()
    ann.press("7")
    expect(ann.desk.locator(".cc-forward")).to_have_text("Propose: Missing context")
    assert ann.desk.locator(".cc-forward").bounding_box() == button


def test_where_another_reviewer_was_before_the_reason_is_kept(db: Path, ann: PlainDeskPage) -> None:
    claim_id = ann.current
    ann.next_step.click()
    ann.page.keyboard.type("MYREASON")
    with Store(db) as store:
        bob = ReviewSession(store, "Bob", policy=Policy.newsroom())
        bob.take(claim_id, Status.RESEARCHING, Work(why_selected="said in parliament"))
    ann.press("Enter")
    expect(ann.alert).to_contain_text("Bob")
    expect(menu(ann)).to_be_hidden()
    expect(ann.status).to_have_text("researching")
    assert "MYREASON" in ann.desk.inner_text() + ann.field(FIELD).input_value()
    assert events_of(db) == ["selected", "researching"]


def test_nothing_is_asked_while_a_step_is_on_its_way(db: Path, ann: PlainDeskPage) -> None:
    ann.focus()
    ann.press_at_once("i", "Enter")
    expect(menu(ann)).to_be_hidden()
    ann.wait_saved("Saved")
    expect(menu(ann)).to_be_hidden()
    assert events_of(db) == ["assigned"]


def test_a_single_step_of_the_status_asks_for_the_reason_too(db: Path, ann: PlainDeskPage) -> None:
    ann.step("selected")
    menu(ann).get_by_role("button", name="readers asked about it").click()
    expect(ann.status).to_have_text("selected")
    expect(ann.next_step).to_have_text("Take it")
    assert events_of(db) == ["selected"]


def test_alone_the_button_says_what_is_decided(open_desk: OpenDesk) -> None:
    desk = open_desk("Ann", policy="solo")
    forward = desk.desk.locator(".cc-forward")
    expect(forward).to_have_text("Decide and go on")
    place = forward.bounding_box()
    desk.focus()
    desk.press("2")
    expect(forward).to_have_text("Decide: Mostly true")
    desk.press("5")
    expect(forward).to_have_text("Decide: False")
    assert forward.bounding_box() == place
