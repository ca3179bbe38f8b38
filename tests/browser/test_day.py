"""The jobs of a fact-checker's day, each from its beginning to its end, in a real Chromium."""

import csv
import io
import re
from pathlib import Path

import pytest
from desks import LabDesk, OpenDesk, OpenLabDesk, PlainDeskPage, standing
from hand import Hand
from playwright.sync_api import expect
from screen import fill_window

import claimcheck as cc
from claimcheck.model import Status
from claimcheck.review.log.store import Store

SPEECH = """ANNA BERG: Our exports rose by 12 percent in 2023.

TOM REED: And yet prices doubled within two years."""
# Of the desk before it was one screen, counted the same way: 8 clicks, and 4 to 6 scrolls.
CLICKS, SCROLLS = 8, 0


def leaves(desk: PlainDeskPage, claim_id: str) -> None:
    """The desk goes on from that claim, with all saved."""
    expect(desk.desk.locator(f".cc-current[data-claim='{claim_id}']")).to_have_count(0)
    desk.wait_saved("Saved")


def test_three_checks_with_two_sources_each(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(viewport=(1440, 900))
    fill_window(desk.page)
    checked = []
    for number, rating in enumerate(("True", "Mixture", "False"), 1):
        claim_id, hand = desk.current, Hand(desk)
        hand.fill_in(rating, f"https://example.org/{number}a", f"https://example.org/{number}b")
        hand.click(hand.button(f"Decide: {rating}"))
        desk.wait_decided(number)
        # Of a claim of four lines what is offered as a statement makes its room.
        assert hand.scrolls <= 1
        checked.append((claim_id, rating))
    found = standing(db)
    assert [(claim_id, found[claim_id].rating) for claim_id, _ in checked] == checked
    for claim_id, _ in checked:
        sources = found[claim_id].sources
        assert [(one.title, one.stance) for one in sources] == [("Figures 1", "for"), ("Figures 2", "for")]


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_an_honest_check_takes_few_clicks_and_no_scroll(open_desk: OpenDesk, size: tuple[int, int]) -> None:
    desk = open_desk(viewport=size)
    fill_window(desk.page)
    hand = Hand(desk)
    hand.fill_in("Mostly true", "https://example.org/1")
    hand.click(hand.button("Decide: Mostly true"))
    desk.wait_decided(1)
    assert (hand.clicks, hand.scrolls) == (CLICKS, SCROLLS)


def test_a_pasted_article_to_its_verdict(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.bring_in(SPEECH)
    expect(desk.desk.locator(".cc-article-text")).to_contain_text("Our exports rose")
    expect(desk.desk.locator(".cc-head-speaker")).to_contain_text("Anna Berg", ignore_case=True)
    claim_id, hand = desk.current, Hand(desk)
    hand.fill_in("True", "https://example.org/exports")
    hand.click(hand.button("Decide: True"))
    desk.wait_decided(1)
    verdict = standing(db)[claim_id]
    assert (verdict.status, verdict.rating) == (Status.APPROVED, "True")
    with Store(db) as store:
        assert "exports rose by 12 percent" in store.claim(claim_id).text


def test_ten_dismissed_at_once_and_undone(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    ticks = desk.desk.locator(".cc-row .cc-tick")
    ticks.nth(0).click()
    ticks.nth(9).click(modifiers=["Shift"])
    desk.field("What to do with the marked claims").select_option("dismiss opinion")
    desk.desk.get_by_role("button", name="Do it").click()
    desk.wait_decided(10)
    expect(desk.desk.locator(".cc-done-words")).to_have_text("Dismissed 10")
    desk.desk.locator(".cc-done").get_by_role("button", name="Undo").click()
    desk.wait_decided(0)
    assert not any(verdict.status.decided for verdict in standing(db).values())


def test_proposed_sent_back_approved_otherwise_published_and_corrected(db: Path, open_desk: OpenDesk) -> None:
    ann = open_desk("Ann", policy="newsroom")
    claim_id, hand = ann.current, Hand(ann)
    hand.click(hand.button("Take it"))
    hand.click(ann.desk.get_by_role("button", name="readers asked about it"))
    expect(ann.status).to_have_text("researching")
    hand.fill_in("True", "https://example.org/1", "https://example.org/2")
    hand.click(hand.button("Propose: True"))
    leaves(ann, claim_id)

    ben = open_desk("Ben", policy="newsroom")
    ben.desk.get_by_role("button", name="1 for you").click()
    expect(ben.desk.locator(".cc-read-rating")).to_have_text("True")
    ben.desk.get_by_role("button", name="Send back", exact=True).click()
    ben.page.keyboard.type("Which year?")
    ben.desk.get_by_role("dialog").get_by_role("button", name="Send back").click()
    expect(ben.status).to_have_text("researching")

    # The note has come to whoever proposed it, and who it was from.
    ann.desk.get_by_role("button", name="1 for you").click()
    ann.open(claim_id)
    expect(ann.desk.locator(".cc-notices")).to_contain_text("Which year?")
    hand.type_into(ann.field("Rationale"), "In 2023. ")
    hand.click(hand.button("Propose: True"))
    leaves(ann, claim_id)

    ben.show("for me to approve")
    ben.open(claim_id)
    ben.desk.get_by_role("button", name="Approve with another rating …").click()
    ben.desk.locator(".cc-rating").get_by_text("Mostly true", exact=True).click()
    ben.next_step.click()
    leaves(ben, claim_id)
    assert standing(db)[claim_id].rating == "Mostly true"

    ben.open(claim_id)
    ben.field("Address of the published check").fill("https://paper.example/check")
    ben.next_step.click()
    expect(ben.status).to_have_text("published")
    ben.field("Correction").fill("The figure was that of 2024.")
    ben.desk.locator(".cc-rating").get_by_text("Mixture", exact=True).click()
    ben.next_step.click()
    expect(ben.status).to_have_text("corrected")
    verdict = standing(db)[claim_id]
    assert (verdict.status, verdict.rating) == (Status.CORRECTED, "Mixture")
    assert (verdict.proposed_by, verdict.published_rating) == ("Ann", "Mostly true")
    assert verdict.published_url == "https://paper.example/check"


def test_blind_review_of_three_settled(db: Path, open_desk: OpenDesk) -> None:
    ann = open_desk("Ann", policy="newsroom")
    ticks = ann.desk.locator(".cc-row .cc-tick")
    ids = [str(row.get_attribute("data-claim")) for row in ann.desk.locator(".cc-row").all()[:3]]
    ticks.nth(0).click()
    ticks.nth(2).click(modifiers=["Shift"])
    ann.field("What to do with the marked claims").select_option("blind")
    ann.desk.get_by_role("button", name="Do it").click()
    ann.wait_saved("Saved")

    for name, rating in (("Ben", "True"), ("Cid", "False")):
        rater = open_desk(name, policy="newsroom")
        rater.show("for me to rate blind")
        for claim_id in ids:
            rater.open(claim_id)
            rater.desk.locator(".cc-rating").get_by_text(rating, exact=True).click()
            rater.type_in("Rationale", f"{name} says so.")
            rater.desk.get_by_role("button", name=f"Rate blind: {rating}").click()
            rater.wait_saved("Saved")
    ann.show("blind ratings differ")
    for claim_id in ids:
        ann.open(claim_id)
        both = ann.desk.locator(".cc-blind-rating")
        expect(both).to_have_count(2)
        expect(both.nth(0)).to_contain_text("Ben says so.")
        expect(both.nth(1)).to_contain_text("Cid says so.")
        both.nth(1).get_by_role("button", name="Settle for this").click()
        ann.field("Statement to check").fill("It rose.")
        ann.field("Why this claim matters").fill("Readers asked.")
        ann.desk.get_by_role("button", name="+ Add a source").click()
        ann.page.keyboard.type("https://example.org/1")
        ann.field("Why one source is enough").fill("It is the register itself.")
        ann.next_step.click()
        leaves(ann, claim_id)
    found = standing(db)
    assert {(found[one].status, found[one].proposed_rating) for one in ids} == {(Status.PROPOSED, "False")}
    assert cc.agreement(db).pairs == 3


def test_an_export_downloaded_and_read(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    claim_id, hand = desk.current, Hand(desk)
    hand.fill_in("Mostly false", "https://example.org/1")
    hand.click(hand.button("Decide: Mostly false"))
    desk.wait_decided(1)
    desk.menu("Export …")
    panel = desk.desk.locator(".cc-panel-export")
    expect(panel).to_contain_text("What will be in it: 1 claim, a row each; ")
    panel.get_by_role("button", name="Write the verdict CSV").click()
    with desk.page.expect_download() as download:
        panel.get_by_role("link", name="Download it").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["claim_id"], row["verdict"], row["reviewer"]) == (claim_id, "Mostly false", "Ana")
    assert row["sources"].startswith("Figures 1")


def test_ten_by_keys_alone(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.focus()
    ids = []
    for number in range(1, 11):
        ids.append(desk.current)
        desk.press("s")
        desk.page.keyboard.type("So it is.")
        desk.press("Escape", str(1 + number % 5), "t")
        desk.page.keyboard.type(f"By source {number}.")
        desk.press("Escape", "a")
        desk.page.keyboard.type(f"https://example.org/{number}")
        desk.press("Control+Enter")
        desk.wait_decided(number)
    found = standing(db)
    assert [found[one].rationale for one in ids] == [f"By source {number}." for number in range(1, 11)]
    assert all(found[one].status is Status.APPROVED for one in ids)


def test_what_was_done_and_typed_is_there_after_reload_restart_and_kill(
    db: Path, open_lab_desk: OpenLabDesk
) -> None:
    desk = open_lab_desk(shared=False)
    desk.focus()
    desk.decide_by_keys(1, "https://example.org/1")
    desk.wait_decided(1)
    claim_id = desk.current
    desk.field("Rationale").fill("half a thought")
    desk.wait_saved("Draft saved")
    desk.notebook.save()
    notebook = desk.notebook
    for happens, runs_again in (
        (notebook.reload, False),
        (notebook.restart_kernel, True),
        (notebook.kill_kernel, True),
    ):
        happens()
        if runs_again:
            notebook.run_all()
        desk = LabDesk(notebook)
        expect(desk.desk.locator(".cc-progress")).to_have_text(re.compile("^1 of "))
        assert desk.current == claim_id
        expect(desk.field("Rationale")).to_have_value("half a thought")
    assert sum(verdict.status.decided for verdict in standing(db).values()) == 1
