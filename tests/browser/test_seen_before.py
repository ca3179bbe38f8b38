"""Earlier checks and the same claim elsewhere at the desk, on a plain page in a real Chromium."""

import csv
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from desks import PlainDeskPage, standing
from factories import a_desk
from makers import database
from plain_desk import PlainPage, plain_desk
from playwright.sync_api import Browser, Locator, expect

import claimcheck as cc
from claimcheck.match_cards import with_judged
from claimcheck.model import Claim, KnownClaim, Match, Reason, Status
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.widgets.desk import Desk

MARKUP = "<img src=x onerror=alert(1)>"
KNOWN = (
    KnownClaim(
        "NATO has 31 members.", "How many?", "False", "A desk", "https://checks.example/31", "2023-04-05"
    ),
    KnownClaim("NATO has 32 members.", "As many as that?", "True", "A paper", "https://checks.example/32"),
    KnownClaim("NATO was founded in 1949.", None, "True", "A paper"),
    KnownClaim("Exports doubled.", None, "Mixture", "A paper", "https://checks.example/exports"),
)
OpenPretended = Callable[..., "SeenPage"]


@dataclass(frozen=True)
class Likely:
    """Another claim of the pile, which says the same."""

    key: str
    score: float = 0.9
    reasons: tuple[Reason, ...] = (
        Reason("words", True, "the alliance's countries"),
        Reason("year", False, "2035 here"),
    )


class Pretended:
    """A matcher that finds what a test wants; what it finds names the claim that it was found for."""

    def __init__(self, checks: Sequence[KnownClaim], pause: float) -> None:
        self.checks, self.known, self.pause, self.ids = checks, len(checks), pause, list[str]()

    def refresh(self, rows: Sequence[QueueRow], own: Sequence[KnownClaim]) -> None:
        self.ids = [row.claim_id for row in rows]

    def grow(self) -> bool:
        return False

    def before(self, claim: Claim, published: str | None, judged: Sequence[KnownClaim]) -> list[Match]:
        time.sleep(self.pause)
        agrees = Reason("words", True, f"found for {claim.text}")
        differs = Reason("number", False, "32 here, 31 there")
        return with_judged([Match(check, 0.9, (agrees, differs)) for check in self.checks[:3]], judged)

    def elsewhere(self, claim_id: str) -> list[Likely]:
        group = self.ids[:3]
        return [Likely(other) for other in group if other != claim_id] if claim_id in group else []

    def search(self, text: str) -> list[Match]:
        found = [check for check in self.checks if text.casefold() in check.text.casefold()]
        return [Match(check, 0.5) for check in found]


class SeenPage(PlainDeskPage):
    """The desk, and what was seen before on it."""

    @property
    def seen(self) -> Locator:
        return self.desk.locator(".cc-seen")

    @property
    def matches(self) -> Locator:
        """The checks or claims that are shown now."""
        return self.seen.locator(".cc-match:visible")

    def tab(self, name: str) -> Locator:
        return self.seen.get_by_role("button", name=re.compile(f"^{name}"))

    def wait_found(self, count: int) -> None:
        """Wait until so many earlier checks are told of, and unfold them."""
        tab = self.tab("Checked before")
        expect(tab).to_contain_text(f"Checked before: {count or 'none'}")
        if tab.get_attribute("aria-expanded") == "false":
            tab.click()

    @property
    def top_of_form(self) -> float:
        return float(self.desk.locator(".cc-form").evaluate("form => form.getBoundingClientRect().top"))


@pytest.fixture
def open_pretended(db: Path, browser: Browser) -> Iterator[OpenPretended]:
    """Open a desk over `db` with a matcher that knows the checks of `known`, on a plain page."""
    pages: list[PlainPage] = []

    def open_one(known: Sequence[KnownClaim] = KNOWN, pause: float = 0.0) -> SeenPage:
        store = Store(db)
        tools = tools_for(store, None, None, Pretended(known, pause))
        pages.append(PlainPage(browser, Desk(a_desk(store, "Ana"), tools)))
        return SeenPage(pages[-1])

    yield open_one
    for page in pages:
        page.close()


def checked_before(db: Path, claim_id: str) -> list[str]:
    """The addresses in the CSV's column, parted by spaces, of one claim."""
    path = cc.export_csv(db, db.with_suffix(".csv"), force=True, everything=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(
            row["checked_before_url"] for row in csv.DictReader(file) if row["claim_id"] == claim_id
        ).split()


def judgements(db: Path, claim_id: str) -> dict[str, bool]:
    return {one.known.text: one.confirmed for one in standing(db)[claim_id].judgements}


def test_what_was_said_of_a_copy_holds_for_its_card(db: Path, open_pretended: OpenPretended) -> None:
    copy = replace(KNOWN[0], url="https://checks.example/former")
    desk = open_pretended()
    claim_id = desk.current
    with Store(db) as store:
        a_desk(store, "Ben").judge(claim_id, copy, confirmed=True)
    desk = open_pretended()
    desk.wait_found(3)
    first = desk.matches.nth(0)
    expect(first).to_contain_text("Confirmed: Ben, ")
    expect(desk.tab("Checked before")).to_contain_text("3 · 1 confirmed")
    first.get_by_role("button", name="Not this one").click()
    expect(first).to_contain_text("Not this one: Ana, ")
    desk.wait_saved("Saved")
    (said,) = standing(db)[claim_id].judgements
    assert (said.known.url, said.confirmed) == (copy.url, False)


def test_checks_are_confirmed_and_rejected_by_mouse_and_by_keys(
    db: Path, open_pretended: OpenPretended
) -> None:
    desk = open_pretended()
    claim_id = desk.current
    desk.wait_found(3)
    first = desk.matches.nth(0)
    expect(first).to_contain_text("A desk · 2023-04-05")
    expect(first.get_by_role("link", name="Read the check")).to_have_attribute(
        "href", "https://checks.example/31"
    )
    # In what they agree and in what they differ is said in words, each in a list of its own.
    expect(first.get_by_role("list", name="Agrees")).to_contain_text("words found for")
    expect(first.get_by_role("list", name="Differs")).to_have_text("≠ number 32 here, 31 there")

    # What is being typed survives, and no text of a field is a command.
    desk.field("Rationale").click()
    desk.page.keyboard.type("MCNE/ half a rationale")
    first.get_by_role("button", name="Not this one").click()
    expect(first).to_contain_text("Not this one: Ana, ")
    desk.wait_saved("Saved")
    expect(desk.field("Rationale")).to_have_value("MCNE/ half a rationale")
    desk.matches.nth(1).get_by_role("button", name="Confirm").click()
    expect(desk.matches.nth(1)).to_contain_text("It counts as a source and goes into the CSV.")
    expect(desk.tab("Checked before")).to_contain_text("3 · 1 confirmed")
    assert judgements(db, claim_id) == {"NATO has 31 members.": False, "NATO has 32 members.": True}
    assert checked_before(db, claim_id) == ["https://checks.example/32"]

    # By keys: the first press of a judging key only goes to a check, the next one judges it.
    desk.focus()
    desk.press("C")
    third = desk.matches.nth(2)
    expect(third).to_be_focused()
    assert "NATO was founded in 1949." not in judgements(db, claim_id)
    desk.press("C")
    expect(third).to_contain_text("It has no address, so it is no source")
    desk.press("M")
    expect(first).to_be_focused()
    desk.press("C")
    expect(first).to_contain_text("Confirmed: Ana, ")
    expect(first).to_be_focused()
    assert checked_before(db, claim_id) == ["https://checks.example/31", "https://checks.example/32"]
    desk.press("u")
    expect(first).to_contain_text("Not this one: Ana, ")
    assert checked_before(db, claim_id) == ["https://checks.example/32"]
    # A confirmed check is the source that was missing.
    desk.press("1", "Enter")
    desk.wait_decided(1)
    assert standing(db)[claim_id].rationale == "MCNE/ half a rationale"


def test_all_checks_are_searched_and_what_is_found_is_confirmed(
    db: Path, open_pretended: OpenPretended
) -> None:
    desk = open_pretended()
    claim_id = desk.current
    desk.wait_found(3)
    desk.focus()
    desk.press("F")
    desk.page.keyboard.type("jexports")
    expect(desk.seen).to_contain_text("Nothing like these words in 4 earlier checks.")
    assert desk.current == claim_id
    desk.press("Control+a")
    desk.page.keyboard.type("exports")
    desk.press("Enter")
    expect(desk.matches).to_have_count(1)
    expect(desk.matches.first).to_be_focused()
    desk.press("C")
    expect(desk.matches.first).to_contain_text("Confirmed: Ana, ")
    desk.press("Escape")
    expect(desk.matches).to_have_count(4)
    expect(desk.seen.get_by_role("searchbox")).to_have_value("")
    assert checked_before(db, claim_id) == ["https://checks.example/exports"]
    # Another claim begins with what is found for it.
    desk.press("F")
    desk.page.keyboard.type("exports")
    expect(desk.matches).to_have_count(1)
    desk.desk.get_by_role("button", name="Next").click()
    expect(desk.seen.get_by_role("searchbox")).to_have_value("")
    desk.wait_found(3)


def test_one_check_serves_the_marked_claims_and_no_other(db: Path, open_pretended: OpenPretended) -> None:
    desk = open_pretended(())
    rows = desk.desk.locator(".cc-row")
    group = [str(rows.nth(place).get_attribute("data-claim")) for place in range(3)]
    desk.wait_found(0)
    expect(desk.seen).to_contain_text("This desk knows no earlier check yet.")
    desk.tab("Same claim elsewhere").click()
    expect(desk.matches).to_have_count(2)
    expect(desk.matches.first).to_contain_text("the alliance's countries")
    desk.decide_by_mouse("False", "https://example.org/1")
    desk.wait_decided(1)
    desk.open(group[0])
    desk.tab("Same claim elsewhere").click()
    give = desk.seen.get_by_role("button", name="Use this check for the 0 marked")
    expect(give).to_be_disabled()
    desk.matches.nth(0).get_by_role("checkbox").check()
    desk.seen.get_by_role("button", name="Use this check for the 1 marked").click()
    desk.wait_decided(2)
    assert standing(db)[group[1]].served_from == group[0]
    assert group[2] not in standing(db)
    desk.open(group[1])
    expect(desk.seen.locator(".cc-served")).to_contain_text("This claim has the check of “")
    # The other way round: a check that is there is fetched, by keys.
    desk.open(group[2])
    desk.wait_found(0)
    desk.focus()
    desk.press("E")
    expect(desk.matches.nth(0)).to_be_focused()
    desk.press("Tab", "Enter")
    desk.wait_decided(3)
    assert standing(db)[group[2]].status is Status.APPROVED
    desk.open(group[2])
    desk.seen.get_by_role("button", name="Open that claim").click()
    expect(desk.desk.locator(f".cc-current[data-claim='{group[0]}']")).to_have_count(1)


def test_what_is_found_is_never_shown_with_another_claim_and_moves_nothing(
    open_pretended: OpenPretended,
) -> None:
    # Longer than the second between two looks of Playwright, so that it sees the waiting too.
    desk = open_pretended(pause=1.2)
    desk.wait_found(3)
    desk.focus()
    # Each reason names the claim that it was found for.
    desk.desk.evaluate(
        """desk => {
            window.wrong = [];
            new MutationObserver(() => {
                const texts = (parts) => [...desk.querySelectorAll(parts)].map((part) => part.textContent);
                const here = `found for ${texts(".cc-claim").join("")}`;
                window.wrong.push(...texts(".cc-matches .cc-agrees bdi").filter((words) => words !== here));
            }).observe(desk, {childList: true, subtree: true, characterData: true});
        }"""
    )
    before = desk.current
    # On before it is looked for, while it is, and once it is found.
    for pause in (0, 0, 250, 0, 400, 0, 1500, 0):
        desk.press("j")
        desk.page.wait_for_timeout(pause)
    expect(desk.desk.locator(f".cc-current[data-claim='{before}']")).to_have_count(0)
    expect(desk.tab("Checked before")).to_contain_text("…")
    waiting = desk.top_of_form
    expect(desk.tab("Checked before")).to_contain_text("Checked before: 3")
    assert desk.top_of_form == waiting
    assert desk.page.evaluate("window.wrong") == []


def test_a_hostile_check_is_text_and_breaks_nothing(open_pretended: OpenPretended) -> None:
    hostile = (
        KnownClaim(MARKUP, "T" * 5000, MARKUP, MARKUP, "javascript:alert(2)", MARKUP, MARKUP),
        KnownClaim(
            "\u202e" + "\u05e9 " * 900, MARKUP, "R" * 5000, "P" * 5000, "data:text/html,x", "D" * 5000
        ),
        KnownClaim("W" * 5000, None, None, "p", "https://checks.example/" + "a" * 5000, None, "S" * 5000),
    )
    desk = open_pretended(hostile)
    desk.wait_found(3)
    expect(desk.matches.nth(0)).to_contain_text(
        f"{MARKUP} · {MARKUP} · claimed by {MARKUP} · javascript:alert(2)"
    )
    for place in range(3):
        desk.matches.nth(place).get_by_role("button", name="Confirm").click()
        expect(desk.matches.nth(place)).to_contain_text("Confirmed: Ana, ")
    links = desk.seen.get_by_role("link").all()
    assert [str(link.get_attribute("href"))[:24] for link in links] == ["https://checks.example/a"]
    assert desk.seen.locator("img, script, iframe").count() == 0
    wide = desk.desk.evaluate(
        """desk => [...desk.querySelectorAll(".cc-scroll, .cc-seen-body, .cc-seen-head")]
            .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"""
    )
    assert wide == []
    assert desk.shown.dialogs == []
    assert desk.shown.foreign == []


def test_a_page_that_is_loaded_again_is_told_what_was_found(open_pretended: OpenPretended) -> None:
    desk = open_pretended()
    desk.wait_found(3)
    expect(desk.tab("Same claim elsewhere")).to_contain_text("Same claim elsewhere: 2")
    desk.page.reload()
    desk.wait_found(3)
    expect(desk.tab("Same claim elsewhere")).to_contain_text("Same claim elsewhere: 2")
    expect(desk.seen.get_by_text("Looking…")).to_be_hidden()


def test_a_page_that_is_drawn_later_asks_for_what_it_lacks(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, context = database(tmp_path / "log.db"), browser.new_context()
    desk = plain_desk(context.new_page(), db, monkeypatch)
    word = desk.root.locator(".cc-seen-word")
    expect(word).to_have_text("Looking…")
    desk.answer()
    desk.wait_told("elsewhere")
    expect(word).to_contain_text("This desk knows no earlier check yet.")
    other = desk.desk.view.queue["ids"][1]
    with Store(db) as store:
        a_desk(store, "Cid").dismiss([other], "opinion")
    # Told before there is a page to hear it.
    desk.look(heard=False)
    desk.draw()
    row = desk.root.locator(f".cc-row[data-claim='{other}']")
    expect(word).to_have_text("Looking…")
    expect(row).not_to_contain_text("dismissed")
    desk.answer()
    expect(word).to_contain_text("This desk knows no earlier check yet.")
    expect(row).to_contain_text("dismissed: opinion")
    context.close()
