"""The second editor reads what was proposed, then decides; of two blind ratings they settle on one."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from desks import OpenDesk, PlainDeskPage, standing
from factories import a_source, some_work
from playwright.sync_api import expect
from screen import cut, fill_window, out_of_sight, overlapping, resize, wrong_scrollers
from test_screen import RATIONALE, SIZES, STATEMENT

from claimcheck.model import Contact, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

NEWSROOM = Policy.newsroom()
HOSTILE = "<img src=x onerror=alert(1)>"
# What is seen of a proposal at once, however long it is.
READ = (
    ".cc-article .cc-claim",
    ".cc-head-quote",
    ".cc-read-rating",
    ".cc-read-by",
    ".cc-read-name:nth-of-type(1) + .cc-read-text",
    ".cc-read-name:nth-of-type(2) + .cc-read-text",
    ".cc-read-sources > :first-child",
    ".cc-actions .cc-primary",
)
SOURCES = (
    a_source(
        "https://data.worldbank.example/gdp",
        title="World Bank, GDP",
        passage="Gross domestic product, 2024: 54,112,004 million.",
        consulted="2025-06-02",
        archived="https://web.archive.example/gdp",
        primary=True,
        stance="for",
    ),
    a_source("https://imf.example/ppp", stance="against", primary=False, interest="Lends to members"),
)


def propose(db: Path, by: str = "Ann", policy: Policy = NEWSROOM, **changes: Any) -> str:
    """Have *by* propose a verdict on the first claim of the pile; its id."""
    work = {"statement": STATEMENT, "rationale": RATIONALE, "rating": "Mostly true", "sources": SOURCES}
    filled = some_work(**{**work, "note": None, **changes})
    with Store(db) as store:
        claim_id = store.queue()[0].claim_id
        ReviewSession(store, by, policy=policy).take(claim_id, Status.PROPOSED, filled)
    return claim_id


def reader(
    open_desk: OpenDesk, claim_id: str, by: str = "Ben", policy: str = "newsroom", **more: Any
) -> PlainDeskPage:
    """The desk of somebody who has the proposal before them."""
    desk = open_desk(by, policy=policy, **more)
    desk.open(claim_id)
    desk.focus()
    return desk


@pytest.mark.parametrize(
    "rationale", [RATIONALE, "\n\n".join([RATIONALE] * 20), "\n".join(f"Point {n}." for n in range(300))]
)
def test_verdict_and_evidence_are_seen_at_once(db: Path, open_desk: OpenDesk, rationale: str) -> None:
    desk = reader(open_desk, propose(db, rationale=rationale), viewport=SIZES[0])
    fill_window(desk.page)
    for size in SIZES:
        resize(desk.page, *size)
        assert (size, out_of_sight(desk.page, READ)) == (size, [])
        assert (size, wrong_scrollers(desk.page)) == (size, [])
        assert (size, overlapping(desk.page), cut(desk.page)) == (size, [], [])


def test_the_page_says_all_that_was_proposed_as_text(db: Path, open_desk: OpenDesk) -> None:
    contact = Contact("2025-06-01", "press office", "2025-06-03", HOSTILE, "2025-06-02")
    claim_id = propose(db, contact=contact, rationale=f"{HOSTILE} is text.")
    desk = reader(open_desk, claim_id)
    page = desk.desk.get_by_role("region", name="What is proposed")
    expect(page.get_by_role("heading", name="Mostly true")).to_be_visible()
    for words in (STATEMENT, f"{HOSTILE} is text.", "press office", "for the claim · primary", "secondary"):
        expect(page).to_contain_text(words)
    expect(page).to_contain_text("Gross domestic product, 2024: 54,112,004 million.")
    expect(page).to_contain_text("Interest: Lends to members")
    links = page.get_by_role("link").evaluate_all("all => all.map((one) => one.href)")
    assert links == [SOURCES[0].address, SOURCES[0].archived, SOURCES[1].address]
    expect(page.locator(".cc-read-steps")).to_contain_text("Ann proposed Mostly true")
    page.get_by_role("button", name="All 3 steps").click()
    expect(desk.desk.locator(".cc-history-steps")).to_be_visible()
    assert desk.desk.locator("img").count() == 0
    assert desk.shown.dialogs == []
    assert desk.desk.locator(".cc-form").is_hidden()


def test_a_long_text_is_read_on_at_a_press(db: Path, open_desk: OpenDesk) -> None:
    long = " ".join(f"word{number}" for number in range(400))
    desk = reader(open_desk, propose(db, rationale=long))
    more = desk.desk.get_by_role("button", name=re.compile("^Read on"))
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(desk.desk.locator(".cc-read")).not_to_contain_text("word399")
    more.click()
    expect(desk.desk.locator(".cc-read")).to_contain_text(long)
    # What others do meanwhile folds nothing under one's eyes.
    desk.press("i")
    desk.wait_saved("Saved")
    expect(desk.desk.locator(".cc-read")).to_contain_text("Ben took it")
    desk.desk.get_by_role("button", name="Show less").click()
    expect(desk.desk.locator(".cc-read")).not_to_contain_text("word399")


def test_it_is_approved_as_read_in_one_press(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    desk = reader(open_desk, claim_id)
    expect(desk.next_step).to_have_text("Approve as Mostly true")
    desk.next_step.click()
    desk.wait_decided(1)
    verdict = standing(db)[claim_id]
    assert (verdict.rating, verdict.approved_by, verdict.statement) == ("Mostly true", "Ben", STATEMENT)


def test_another_rating_opens_the_form_filled_in_and_the_way_back(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    desk = reader(open_desk, claim_id)
    place = desk.next_step.bounding_box()
    desk.desk.get_by_role("button", name="Approve with another rating …").click()
    expect(desk.desk.locator(".cc-rating input:checked")).to_be_focused()
    expect(desk.field("Rationale")).to_have_value(RATIONALE)
    expect(desk.desk.locator(".cc-read")).to_be_hidden()
    desk.desk.get_by_role("button", name="Back to the proposal").click()
    expect(desk.desk.locator(".cc-read")).to_be_visible()
    desk.desk.get_by_role("button", name="Approve with another rating …").click()
    desk.press("ArrowRight")
    expect(desk.next_step).to_have_text("Approve as Mixture (proposed: Mostly true)")
    assert desk.next_step.bounding_box() == place
    desk.wait_saved("Draft saved")
    # It stands so when the claim is opened again: what is approved is always seen.
    desk.focus()
    desk.press("j", "k")
    expect(desk.next_step).to_have_text("Approve as Mixture (proposed: Mostly true)")
    expect(desk.field("Rationale")).to_be_visible()
    desk.desk.get_by_role("button", name="Drop my changes").click()
    expect(desk.desk.locator(".cc-read")).to_be_visible()
    expect(desk.next_step).to_have_text("Approve as Mostly true")
    desk.focus()
    desk.press("4", "Enter")
    desk.wait_decided(1)
    verdict = standing(db)[claim_id]
    assert (verdict.proposed_rating, verdict.rating) == ("Mostly true", "Mostly false")


def test_keys_for_a_field_lead_to_the_form(db: Path, open_desk: OpenDesk) -> None:
    desk = reader(open_desk, propose(db))
    desk.press("t")
    expect(desk.field("Rationale")).to_be_focused()


def test_a_note_alone_leaves_the_page_as_it_is(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    desk = reader(open_desk, claim_id)
    desk.press("z")
    desk.page.keyboard.type("Which year?")
    desk.wait_saved("Draft saved")
    expect(desk.desk.locator(".cc-read")).to_be_visible()
    desk.press("Control+Enter")
    expect(desk.status).to_have_text("researching")
    assert standing(db)[claim_id].note == "Which year?"


def test_what_is_changed_meanwhile_is_read_before_it_is_approved(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    desk = reader(open_desk, claim_id)
    with Store(db) as store:
        ann = ReviewSession(store, "Ann", policy=NEWSROOM)
        ann.take(claim_id, Status.RESEARCHING, some_work(note="Wait."))
        ann.take(claim_id, Status.PROPOSED, some_work(rating="False", note=None))
    desk.next_step.click()
    expect(desk.alert).to_contain_text("Meanwhile Ann")
    expect(desk.desk.locator(".cc-read-rating")).to_have_text("False")
    expect(desk.next_step).to_have_text("Approve as False")
    assert standing(db)[claim_id].status is Status.PROPOSED


def test_the_proposer_and_somebody_alone_have_the_form(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    ann = reader(open_desk, claim_id, "Ann")
    expect(ann.field("Rationale")).to_be_visible()
    expect(ann.desk.locator(".cc-read")).to_be_hidden()
    alone = open_desk("Ben", policy="solo")
    alone.open(claim_id)
    expect(alone.field("Rationale")).to_be_visible()


def test_what_was_shared_after_the_proposal_says_so(db: Path, open_desk: OpenDesk) -> None:
    claim_id = propose(db)
    with Store(db) as store:
        ReviewSession(store, "Ann", policy=NEWSROOM).update(claim_id, Work(rating="False"))
    desk = reader(open_desk, claim_id)
    expect(desk.desk.locator(".cc-read-rating")).to_have_text("False")
    expect(desk.desk.locator(".cc-read-by")).to_contain_text("Ann as Mostly true; it was changed since")


def rate_blind(db: Path, policy: Policy = NEWSROOM, **first: Any) -> str:
    """Have Ann and Bob rate the first claim of the pile without seeing each other; its id."""
    with Store(db) as store:
        claim_id = store.queue()[0].claim_id
        ann, bob = (ReviewSession(store, by, policy=policy) for by in ("Ann", "Bob"))
        if first:
            ann.take(claim_id, Status.RESEARCHING, Work(**first))
        ann.ask_blind([claim_id])
        work = some_work(note=None, sources=SOURCES, statement=STATEMENT)
        ann.rate(claim_id, work)
        bob.rate(claim_id, replace(work, rating="False", rationale=HOSTILE, sources=SOURCES[:1]))
    return claim_id


@pytest.mark.parametrize("size", SIZES[:2])
def test_two_ratings_that_differ_stand_side_by_side(
    db: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    desk = reader(open_desk, rate_blind(db), "Cid", viewport=size)
    fill_window(desk.page)
    ann, bob = (desk.desk.get_by_role("region", name=f"Rated by {by}") for by in ("Ann", "Bob"))
    left, right = ann.bounding_box(), bob.bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    for found, words in ((ann, "True"), (bob, "False"), (bob, HOSTILE)):
        expect(found).to_contain_text(words)
    # What differs says so, part by part, and what does not, does not.
    marks = [part.locator(".cc-read-name, .cc-read-source").all_inner_texts() for part in (ann, bob)]
    told = [[text.split("\n")[0] for text in texts if "differs" in text or "only" in text] for texts in marks]
    assert told == [
        ["Rating differs", "Rationale differs", "only here"],
        ["Rating differs", "Rationale differs"],
    ]
    assert desk.desk.locator("img").count() == 0
    assert out_of_sight(desk.page, [".cc-blind-name", ".cc-settle", ".cc-actions .cc-forward"]) == []
    assert wrong_scrollers(desk.page) == overlapping(desk.page) == cut(desk.page) == []


def test_settling_marks_which_one_and_the_way_on_is_one_press(db: Path, open_desk: OpenDesk) -> None:
    claim_id = rate_blind(db, why_selected="A figure.")
    desk = reader(open_desk, claim_id, "Cid")
    choices = desk.desk.get_by_role("button", name="Settle for this")
    expect(choices.first).to_have_attribute("aria-pressed", "false")
    choices.last.click()
    for choice, pressed in ((choices.first, "false"), (choices.last, "true")):
        expect(choice).to_have_attribute("aria-pressed", pressed)
    expect(desk.field("Rationale")).to_have_value(HOSTILE)
    # The other one is one press too, and so is a change of mind by keys.
    choices.first.click()
    expect(choices.first).to_have_attribute("aria-pressed", "true")
    expect(desk.field("Rationale")).to_have_value("Its own list says so.")
    desk.focus()
    desk.press("5")
    expect(choices.last).to_have_attribute("aria-pressed", "true")
    desk.wait_saved("Draft saved")
    desk.press("j", "k")
    expect(choices.last).to_have_attribute("aria-pressed", "true")
    expect(desk.next_step).to_have_text("Propose: False")
    desk.next_step.click()
    desk.wait_saved("Saved")
    verdict = standing(db)[claim_id]
    assert (verdict.status, verdict.rating, verdict.proposed_by) == (Status.PROPOSED, "False", "Cid")
    assert len(verdict.sources) == len(SOURCES)


def test_from_the_pile_settling_and_proposing_asks_only_why(db: Path, open_desk: OpenDesk) -> None:
    claim_id = rate_blind(db)
    desk = reader(open_desk, claim_id, "Cid")
    desk.desk.get_by_role("button", name="Settle for this").first.click()
    desk.next_step.click()
    desk.desk.get_by_role("dialog").get_by_role("button").first.click()
    desk.wait_saved("Saved")
    assert standing(db)[claim_id].status is Status.PROPOSED


@pytest.fixture
def votes(tmp_path: Path) -> str:
    """The file of a policy by which two have to approve what a third one proposed."""
    file = tmp_path / "votes.toml"
    file.write_text('name = "our desk"\napprovals = 2\n', encoding="utf-8")
    return str(file)


def test_two_vote_and_the_second_vote_approves(db: Path, open_desk: OpenDesk, votes: str) -> None:
    claim_id = propose(db, policy=Policy.read(votes))
    bob = reader(open_desk, claim_id, "Bob", policy=votes)
    expect(bob.desk.get_by_role("list", name="Votes")).to_have_text("0 of 2 votes")
    expect(bob.next_step).to_have_text("Vote for Mostly true")
    expect(bob.desk.get_by_role("button", name="1 for you")).to_be_visible()
    bob.next_step.click()
    bob.wait_saved("Saved")
    expect(bob.desk.locator(".cc-jump")).to_have_text("0 for you")
    expect(bob.desk.locator(f".cc-row[data-claim='{claim_id}']")).to_contain_text("1 of 2 votes")
    # Their vote is given, and is no button any more; they went on to the next claim.
    assert bob.current != claim_id
    bob.open(claim_id)
    expect(bob.desk.get_by_role("list", name="Votes")).to_contain_text("you for it")
    expect(bob.desk.locator(".cc-checklist")).to_contain_text("the vote of somebody else")
    expect(bob.next_step).to_have_class(re.compile("cc-shut"))

    ann = reader(open_desk, claim_id, "Ann", policy=votes)
    expect(ann.desk.locator(".cc-notices")).to_contain_text("1 of 2 votes (Bob).")
    cid = reader(open_desk, claim_id, "Cid", policy=votes)
    expect(cid.desk.get_by_role("list", name="Votes")).to_contain_text(
        "1 of 2 votes · the next one approves it"
    )
    expect(cid.next_step).to_have_text("Approve as Mostly true")
    cid.focus()
    cid.press("Enter")
    cid.wait_decided(1)
    verdict = standing(db)[claim_id]
    assert (verdict.status, verdict.approvers) == (Status.APPROVED, ("Bob", "Cid"))


def test_who_finds_otherwise_proposes_instead_and_the_vote_begins_anew(
    db: Path, open_desk: OpenDesk, votes: str
) -> None:
    claim_id = propose(db, policy=Policy.read(votes))
    with Store(db) as store:
        bob = ReviewSession(store, "Bob", policy=Policy.read(votes))
        view = bob.verdict(claim_id)
        bob.take(claim_id, Status.APPROVED, Work(**{f.name: getattr(view, f.name) for f in fields(Work)}))
    cid = reader(open_desk, claim_id, "Cid", policy=votes)
    cid.desk.get_by_role("button", name="Propose another rating …").click()
    cid.press("ArrowRight")
    expect(cid.next_step).to_have_text("Propose: Mixture (proposed: Mostly true)")
    expect(cid.desk.locator(".cc-read-bar")).to_contain_text("What differs is voted on anew.")
    # A word that is changed is another proposal too.
    cid.desk.get_by_role("button", name="Drop my changes").click()
    expect(cid.next_step).to_have_text("Approve as Mostly true")
    cid.focus()
    cid.press("t")
    cid.page.keyboard.type("And more. ")
    expect(cid.next_step).to_have_text("Propose: Mostly true")
    cid.press("Control+Enter")
    cid.wait_saved("Saved")
    verdict = standing(db)[claim_id]
    assert (verdict.status, verdict.proposed_by, verdict.votes) == (Status.PROPOSED, "Cid", ())
    ann = reader(open_desk, claim_id, "Ann", policy=votes)
    expect(ann.next_step).to_have_text("Vote for Mostly true")
    expect(ann.desk.locator(".cc-read-by")).to_contain_text("proposed by Cid")


ODD: dict[str, Any] = {
    "statement": "S" * 5_000,
    "rationale": "\n" * 50 + "هذا نص " * 500,
    "sources": tuple(
        a_source(f"https://example.org/{'x' * 300}/{number}", title="t" * 500, passage="p" * 3_000)
        for number in range(40)
    ),
}


@pytest.mark.parametrize("size", [(1280, 800), (600, 400), (320, 640)])
def test_whatever_was_proposed_can_be_read(db: Path, open_desk: OpenDesk, size: tuple[int, int]) -> None:
    claim_id = propose(db, **ODD)
    desk = reader(open_desk, claim_id)
    fill_window(desk.page)
    resize(desk.page, *size)
    assert (wrong_scrollers(desk.page), overlapping(desk.page), cut(desk.page)) == ([], [], [])
    for more in desk.desk.get_by_role("button", name=re.compile("^Read on")).all()[::-1]:
        more.click()
    assert (wrong_scrollers(desk.page), overlapping(desk.page), cut(desk.page)) == ([], [], [])
    expect(desk.desk.locator(".cc-read-text").first).to_have_text("S" * 5_000)
