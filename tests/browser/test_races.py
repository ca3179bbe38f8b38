"""What comes between: another reviewer, another desk of one's own, keys faster than the kernel answers."""

from pathlib import Path

from desks import OpenDesk, ids_of, standing
from playwright.sync_api import expect

import claimcheck as cc
from claimcheck.model import Source, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

NEWSROOM = Policy.newsroom()
BENS = Work(
    statement="s",
    rating="False",
    rationale="Ben's long rationale",
    sources=(Source("https://a.example"), Source("https://b.example")),
    why_selected="w",
)
# A draft is saved 400 ms after the last key, and used to take the message away.
A_WHILE = 2_000


def researched_by_ben(db: Path, claim_id: str) -> None:
    """What Ben does at a desk that no page here shows."""
    with Store(db) as store:
        ReviewSession(store, "Ben", policy=NEWSROOM).take(claim_id, Status.RESEARCHING, BENS)


def row(claim_id: str) -> str:
    return f".cc-row[data-claim='{claim_id}']"


def test_what_others_do_meanwhile_is_shown_before_it_is_decided_on(db: Path, open_desk: OpenDesk) -> None:
    first, second, third, fourth = ids_of(db)[:4]
    ana = open_desk("Ana", policy="newsroom", looks=0, clock=True)

    # A step is refused because somebody came between, and the refusal stays.
    ana.open(first)
    ana.type_in("Why this claim matters", "matters to me")
    ana.wait_saved("Draft saved")
    researched_by_ben(db, first)
    ana.press("Enter")
    expect(ana.alert).to_contain_text("Meanwhile Ben took a step")
    expect(ana.field("Rationale")).to_have_value("Ben's long rationale")
    expect(ana.field("Why this claim matters")).to_have_value("matters to me")
    ana.pass_time(A_WHILE)
    expect(ana.alert).to_contain_text("Meanwhile Ben took a step")

    # A step that is refused for another reason brings the news too.
    ana.open(second)
    researched_by_ben(db, second)
    ana.focus()
    ana.press("u")
    expect(ana.alert).to_contain_text("nothing of yours to undo")
    expect(ana.status).to_have_text("researching")
    expect(ana.field("Rationale")).to_have_value("Ben's long rationale")
    ana.type_in("Statement to check", "Ana was here")
    ana.press("o")
    ana.wait_saved("Saved")
    shared = standing(db)[second]
    assert (shared.statement, shared.rationale, shared.sources) == (
        "Ana was here",
        BENS.rationale,
        BENS.sources,
    )

    # Nor does the form vouch for what is brought while somebody types.
    ana.open(third)
    researched_by_ben(db, third)
    ana.desk.evaluate(
        """(desk) => {
            const field = desk.querySelectorAll(".cc-form textarea")[1];
            field.value = "typed a moment ago";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            [...desk.querySelectorAll("button")].find((b) => b.textContent.startsWith("See what")).click();
        }"""
    )
    ana.wait_saved("Draft saved")
    expect(ana.status).to_have_text("researching")
    expect(ana.field("Rationale")).to_have_value("typed a moment ago")
    ana.focus()
    ana.press("o")
    expect(ana.alert).to_contain_text("Meanwhile Ben took a step")
    expect(ana.field("Statement to check")).to_have_value("s")
    expect(ana.field("Rationale")).to_have_value("typed a moment ago")

    # Another desk of one's own has the newer draft: the page says so, and shows it on the next press.
    ana.open(fourth)
    with Store(db) as store:
        there = ReviewSession(store, "Ana", policy=NEWSROOM)
        there.save_draft(fourth, Work(rationale="Long text of the other desk"), 0)
    ana.field("Statement to check").fill("one word")
    expect(ana.alert).to_contain_text("changed at another desk of yours")
    ana.pass_time(A_WHILE)
    expect(ana.alert).to_contain_text("changed at another desk of yours")
    expect(ana.field("Statement to check")).to_have_value("one word")
    ana.desk.locator(row(fourth)).click()
    expect(ana.field("Rationale")).to_have_value("Long text of the other desk")
    expect(ana.field("Statement to check")).to_have_value("")
    expect(ana.alert).to_be_hidden()
    ana.field("Statement to check").fill("one word more")
    ana.wait_saved("Draft saved")


def test_what_is_pressed_is_done_to_the_claim_that_it_was_pressed_on(db: Path, open_desk: OpenDesk) -> None:
    # Far from each other, so that the page does not have the one when the other is left.
    first, second, third = ids_of(db)[:15:7]
    ana = open_desk("Ana", policy="newsroom")
    ana.open(first)
    ana.focus()
    ana.press("m")
    ana.page.keyboard.type("about the first")
    # In one go, so that the answer to the first press cannot come between.
    ana.desk.evaluate(
        """(desk, row) => {
            desk.querySelector(row).click();
            [...desk.querySelectorAll("button")].find((b) => b.textContent === "Comment").click();
        }""",
        row(second),
    )
    expect(ana.alert).to_contain_text("was just left, so it was not done")
    expect(ana.desk.locator(f"{row(second)}.cc-current")).to_have_count(1)
    assert standing(db) == {}
    box = ana.desk.locator(".cc-history textarea")
    expect(box).to_have_value("")
    ana.open(first)
    expect(box).to_have_value("about the first")
    ana.focus()
    ana.press("m", "Control+Enter")
    expect(ana.desk.locator(".cc-history-steps")).to_contain_text("about the first")
    expect(box).to_have_value("")
    assert list(standing(db)) == [first]

    # What is typed while the page is on its way to another claim stays with the claim it was typed on.
    ana.field("Statement to check").fill("one")
    ana.desk.evaluate(
        """(desk, row) => {
            desk.querySelector(row).click();
            const field = desk.querySelector(".cc-form textarea");
            field.value = "one, two";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        row(third),
    )
    expect(ana.desk.locator(f"{row(third)}.cc-current")).to_have_count(1)
    ana.open(first)
    expect(ana.field("Statement to check")).to_have_value("one, two")

    # The marks are of claims and not of places: a new pile moves them with their claims.
    for claim_id in (first, second, third):
        ana.desk.locator(f"{row(claim_id)} .cc-tick").check()
    ana.desk.locator(".cc-rows").evaluate("rows => rows.scrollTop = rows.scrollHeight")
    last = ana.desk.locator(row(ids_of(db)[-1]))
    last.locator(".cc-tick").check()
    foot = ana.desk.locator(".cc-count")
    expect(foot).to_contain_text("4 of ")
    more = "SMITH: Exports rose by 12 percent in 2023. Russia has 25 times more tanks than NATO."
    cc.add(db, cc.read_text(more), threshold=0)
    ana.menu("See what others have done")
    expect(foot).to_have_text(f"4 of {len(ids_of(db))} claims marked")
    # A claim that is not shown is not marked either, and the count says so.
    ana.show("dismissed")
    expect(foot).to_have_text("0 claims")
