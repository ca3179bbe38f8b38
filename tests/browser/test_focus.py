"""The focus: it is always seen, and never lost, wherever Tab leads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desks import OpenDesk, PlainDeskPage
from factories import some_work
from playwright.sync_api import Page
from screen import fill_window, resize, settle
from test_screen import fill_form

from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession

# What the focus is on, by its place in the tree; what is wrong with how it is seen.
_FOCUS = """
() => {
  const at = document.activeElement;
  const root = document.querySelector(".cc-desk");
  if (!root.contains(at)) return [at.id, "", true];
  const steps = [];
  for (let one = at; one && one !== root; one = one.parentElement)
    steps.unshift([...one.parentElement.children].indexOf(one));
  const words = (at.ariaLabel || at.textContent || at.placeholder || "").trim().slice(0, 30);
  const name = `${steps.join(".")} ${at.tagName.toLowerCase()}.${at.className} ${words}`;
  // A rating's face stands for the radio that is laid under it.
  const face = at.matches(".cc-rating input") ? at.nextElementSibling : at;
  const { left, top, right, bottom } = face.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(face);
  const wrong = [];
  if (right - left < 1 || bottom - top < 1) wrong.push("has no box");
  let seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let one = face.parentElement; one && one !== document.body; one = one.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(one);
    if (overflowX === "visible" && overflowY === "visible") continue;
    const outer = one.getBoundingClientRect();
    seen = { left: Math.max(seen.left, outer.left), top: Math.max(seen.top, outer.top),
             right: Math.min(seen.right, outer.right), bottom: Math.min(seen.bottom, outer.bottom) };
  }
  const wide = Math.min(right, seen.right) - Math.max(left, seen.left);
  const high = Math.min(bottom, seen.bottom) - Math.max(top, seen.top);
  const enough = [Math.min(right - left, 24) - 1, Math.min(bottom - top, 20) - 1];
  if (wide < enough[0] || high < enough[1]) wrong.push("is not in sight");
  const middle = [(Math.max(left, seen.left) + Math.min(right, seen.right)) / 2,
                  (Math.max(top, seen.top) + Math.min(bottom, seen.bottom)) / 2];
  const over = document.elementFromPoint(...middle);
  if (over && !face.contains(over) && !over.contains(face)) wrong.push(`lies under ${over.className}`);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) wrong.push("has no outline");
  return [name, wrong.join(", "), false];
}
"""


def walk(page: Page, key: str) -> tuple[list[str], list[str]]:
    """Press *key* until the focus has left the desk; what it was on, and what was wrong there."""
    names, wrong = list[str](), list[str]()
    for _ in range(300):
        page.keyboard.press(key)
        name, fault, left = page.evaluate(_FOCUS)
        if left:
            return names, wrong
        names.append(name)
        if fault:
            wrong.append(f"{name}: {fault}")
    raise AssertionError(f"{key} never leaves the desk; the last ten: {names[-10:]}")


def walk_both_ways(desk: PlainDeskPage) -> list[str]:
    """Walk from the desk's beginning to its end and back; what was wrong on the way."""
    # Where a page goes on before and after the desk.
    desk.page.evaluate(
        """() => {
            for (const place of ["prepend", "append"])
                if (!document.querySelector(`#${place}`)) {
                    const button = document.createElement("button");
                    button.id = place;
                    document.body[place](button);
                }
            document.querySelector("#prepend").focus();
        }"""
    )
    forth, wrong = walk(desk.page, "Tab")
    assert desk.page.evaluate("document.activeElement.id") == "append"
    back, more = walk(desk.page, "Shift+Tab")
    assert desk.page.evaluate("document.activeElement.id") == "prepend"
    assert len(set(forth)) > 15
    # A row of ratings without an answer is entered at its other end.
    assert sorted(one for one in forth if "radio" not in one and "input. " not in one) == sorted(
        one for one in back if "radio" not in one and "input. " not in one
    )
    return wrong + more


def unfolded(desk: PlainDeskPage) -> None:
    """All that unfolds in the check is."""
    fill_form(desk)
    desk.desk.locator(".cc-source-line").click()
    for summary in (".cc-why-line", ".cc-contact summary", ".cc-further > summary"):
        for one in desk.desk.locator(summary).all():
            one.click()


@pytest.mark.parametrize("size", [(1440, 900), (1000, 700), (600, 400)])
@pytest.mark.parametrize("state", [lambda desk: None, unfolded], ids=["open", "unfolded"])
def test_tab_walks_through_all_that_is_seen_and_back(
    open_desk: OpenDesk, size: tuple[int, int], state: Callable[[PlainDeskPage], None]
) -> None:
    desk = open_desk()
    fill_window(desk.page)
    state(desk)
    resize(desk.page, *size)
    assert walk_both_ways(desk) == []


@pytest.mark.parametrize("size", [(1440, 900), (600, 400)])
def test_tab_walks_through_a_proposal_and_back(db: Path, open_desk: OpenDesk, size: tuple[int, int]) -> None:
    with Store(db) as store:
        first = next(iter(store.queue())).claim_id
        work = some_work(note=None, rationale="So it is. " * 99)
        ReviewSession(store, "Ann", policy=Policy.newsroom()).take(first, Status.PROPOSED, work)
    ben = open_desk("Ben", policy="newsroom")
    ben.open(first)
    fill_window(ben.page)
    resize(ben.page, *size)
    assert walk_both_ways(ben) == []


@pytest.mark.parametrize("choice", ["Export …", "Charts …", "Keys …", "+ Article"])
def test_a_panel_is_walked_through_and_gives_the_focus_back(open_desk: OpenDesk, choice: str) -> None:
    desk = open_desk()
    fill_window(desk.page)
    if choice == "+ Article":
        desk.desk.get_by_role("button", name=choice).click()
    else:
        desk.menu(choice)
    settle(desk.page)
    panel = desk.desk.locator(".cc-panel:visible")
    assert panel.evaluate("panel => panel.contains(document.activeElement)")
    for _ in range(3):
        desk.press("Tab")
        name, fault, left = desk.page.evaluate(_FOCUS)
        if not left:
            assert (name, fault) == (name, "")
    panel.get_by_role("button", name="Close").click()
    assert desk.desk.evaluate("desk => desk.contains(document.activeElement)")


def test_the_focus_stays_on_the_desk_through_a_check(db: Path, open_desk: OpenDesk) -> None:
    with Store(db) as store:
        first = next(iter(store.queue())).claim_id
        ReviewSession(store, "Ann", policy=Policy.newsroom()).take(
            first, Status.PROPOSED, some_work(note=None)
        )
    ben = open_desk("Ben", policy="newsroom")
    fill_window(ben.page)
    ben.open(first)
    ben.focus()
    for key in ("Control+Enter", "u", "j", "b", "x", "u", "i", "?", "Escape", "g", "Escape", "h", "Escape"):
        ben.press(key)
        ben.exchange()
        settle(ben.page)
        assert (key, ben.desk.evaluate("desk => desk.contains(document.activeElement)")) == (key, True)
