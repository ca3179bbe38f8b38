"""A newsroom at work: several reviewers at their desks, in a real Chromium."""

import re
from pathlib import Path

import pytest
from desks import LabDesk, OpenDesk, OpenLabDesk, ids_of, standing
from factories import NOON, some_work
from lab import until
from playwright.sync_api import expect

import claimcheck as cc
from claimcheck.model import Contact, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

NEWSROOM = Policy.newsroom()
HOSTILE = "<img src=x onerror=alert(1)>"


def wait_kept(db: Path, reviewer: str, words: str) -> None:
    """Wait until the desk has kept what *reviewer* looks for: a moment after it shows what it found."""
    with Store(db) as store:
        until(
            lambda: store.desk(reviewer).get("filter", {}).get("text") == words,
            timeout=10,
            message=lambda: str(store.desk(reviewer)),
        )


def test_a_verdict_is_proposed_by_keys_and_approved_with_another_rating(
    db: Path, open_desk: OpenDesk
) -> None:
    ann = open_desk("Ann Kovač", policy="newsroom")
    claim_id = ann.current
    checklist = ann.desk.locator(".cc-checklist")
    expect(checklist).to_contain_text("missing: why this claim matters")
    ann.type_in("Why this claim matters", "It was said in parliament.")
    expect(checklist).to_contain_text("there: why this claim matters")
    ann.press("Enter")
    expect(ann.status).to_have_text("researching")
    expect(ann.desk.locator(".cc-done-said")).to_have_text("The claim is researching now.")
    expect(checklist.locator("li:not(.cc-met)")).to_have_count(5)
    ann.type_in("Statement to check", "NATO has 32 members.")
    ann.press("1")
    ann.type_in("Rationale", "Its list says so.")
    ann.press("a")
    ann.page.keyboard.type("https://nato.example/list")
    ann.press("Escape")
    ann.type_in("Why one source is enough", "It is the list itself.")
    expect(checklist.locator("li:not(.cc-met):not(.cc-checklist-head)")).to_have_count(0)
    ann.press("Enter")
    told = re.compile("1 waiting for a second editor")
    expect(ann.desk.locator(".cc-progress")).to_have_attribute("title", told)

    # The same person in other letters may not approve it.
    same = open_desk("ANN KOVAČ", policy="newsroom")
    same.open(claim_id)
    expect(same.desk.locator(".cc-checklist")).to_contain_text("the approval of somebody else")
    same.next_step.click()
    expect(same.alert).to_contain_text("the approval of somebody else, since you proposed it")

    ben = open_desk("Ben", policy="newsroom")
    ben.desk.get_by_role("button", name="1 for you").click()
    expect(ben.desk.locator(".cc-row")).to_have_count(1)
    ben.open(claim_id)
    expect(ben.desk.locator(".cc-read-rating")).to_have_text("True")
    expect(ben.desk.locator(".cc-read-by")).to_contain_text("proposed by Ann Kovač, ")
    ben.focus()
    ben.press("4")
    expect(ben.next_step).to_have_text("Approve as Mostly false (proposed: True)")
    ben.press("Enter")
    ben.wait_decided(1)
    verdict = standing(db)[claim_id]
    assert (verdict.proposed_rating, verdict.rating) == ("True", "Mostly false")
    assert (verdict.proposed_by, verdict.approved_by) == ("Ann Kovač", "Ben")


def test_a_proposal_is_sent_back_with_a_note_that_the_next_one_reads(db: Path, open_desk: OpenDesk) -> None:
    claim_id = ids_of(db)[0]
    with Store(db) as store:
        ReviewSession(store, "Ann", policy=NEWSROOM).take(claim_id, Status.PROPOSED, some_work(note=None))
    ben = open_desk("Ben", policy="newsroom")
    ben.open(claim_id)
    ben.focus()
    ben.press("z")
    expect(ben.field("What is to be done again?")).to_be_focused()
    ben.page.keyboard.type("Which year?")
    ben.desk.get_by_role("dialog").get_by_role("button", name="Send back").click()
    expect(ben.status).to_have_text("researching")
    expect(ben.desk.locator(".cc-notices")).to_contain_text("Which year?")
    ben.press("h")
    expect(ben.desk.locator(".cc-history-steps")).to_contain_text("Ben sent it back")


def test_two_rate_without_seeing_each_other_and_a_third_settles(db: Path, open_desk: OpenDesk) -> None:
    ann = open_desk("Ann", policy="newsroom")
    claim_id = ann.current
    ann.focus()
    ann.press("B")
    expect(ann.next_step).to_have_text("Give your blind rating")
    ann.press("1")
    ann.type_in("Rationale", "ANNSREASON")
    ann.press("Enter")
    ann.wait_saved("Saved")
    expect(ann.desk.locator(f".cc-row[data-claim='{claim_id}']")).to_contain_text("1 of 2 blind ratings")

    ben = open_desk("Ben", policy="newsroom")
    ben.open(claim_id)
    expect(ben.desk.locator(".cc-notices")).to_contain_text("1 of 2 ratings given")
    ben.press("h")
    expect(ben.desk.locator(".cc-history-steps")).to_contain_text("Ann gave a blind rating")
    assert "ANNSREASON" not in ben.page.content()
    ben.focus()
    ben.press("5")
    ben.type_in("Rationale", "BENSREASON")
    ben.press("Enter")
    ben.wait_saved("Saved")

    cid = open_desk("Cid", policy="newsroom")
    cid.show("blind ratings differ")
    expect(cid.desk.locator(".cc-row")).to_have_count(1)
    cid.open(claim_id)
    both = cid.desk.locator(".cc-blind-rating")
    expect(both).to_have_count(2)
    expect(both.first).to_contain_text("ANNSREASON")
    both.last.get_by_role("button", name="Settle for this").click()
    expect(cid.field("Rationale")).to_have_value("BENSREASON")
    assert cid.desk.locator(".cc-rating input:checked").get_attribute("value") == "False"
    assert [(r.by, r.rating) for r in standing(db)[claim_id].ratings] == [("Ann", "True"), ("Ben", "False")]
    assert cc.agreement(db).pairs == 1


def test_a_claim_is_assigned_commented_on_and_taken_over_with_what_was_typed(
    db: Path, open_desk: OpenDesk, open_lab_desk: OpenLabDesk
) -> None:
    ann = open_lab_desk("Ann", policy="newsroom", shared=False)
    claim_id = ann.current
    ann.focus()
    ann.press("i")
    expect(ann.desk.locator(".cc-holder")).to_have_text("With you")
    ann.type_in("Rationale", "Half of it is done.")
    ann.wait_saved("Draft saved")
    ann.press("m")
    ann.page.keyboard.type(f"{HOSTILE} jjx")
    ann.wait_saved("Draft saved")
    ann.notebook.kill_kernel()
    ann.notebook.run_all()
    ann = LabDesk(ann.notebook)
    ann.focus()
    ann.press("h")
    expect(ann.desk.locator(".cc-history textarea")).to_have_value(f"{HOSTILE} jjx")
    ann.press("m")
    ann.press("Control+Enter")
    expect(ann.desk.locator(".cc-history-steps")).to_contain_text(HOSTILE)
    expect(ann.desk.locator(".cc-history textarea")).to_have_value("")
    assert ann.current == claim_id, "what is typed in the comment is text"

    ben = open_desk("Ben", policy="newsroom")
    ben.open(claim_id)
    expect(ben.field("Rationale")).to_have_value("")
    ben.press("i")
    expect(ben.desk.locator(".cc-holder")).to_have_text("With you")
    expect(ben.field("Rationale")).to_have_value("Half of it is done.")
    ben.focus()
    ben.press("I")
    ben.page.keyboard.type(HOSTILE)
    ben.press("Enter")
    expect(ben.desk.locator(".cc-holder")).to_have_text(f"With {HOSTILE}")
    assert standing(db)[claim_id].assigned_to == HOSTILE
    assert ben.shown.dialogs == ann.shown.dialogs == []
    assert ben.desk.locator("img").count() == 0


def test_undo_and_redo_say_what_they_did(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk("Ann")
    claim_id = desk.current
    desk.focus()
    desk.press("x")
    desk.wait_decided(1)
    desk.press("u")
    desk.wait_decided(0)
    expect(desk.desk.locator(".cc-saved")).to_contain_text("took back: dismissed it: opinion")
    desk.press("y")
    desk.wait_decided(1)
    expect(desk.desk.locator(".cc-done-said")).to_contain_text("took up again: dismissed it: opinion")
    assert [event.action for event in standing(db)[claim_id].history] == ["dismissed", "undone", "redone"]
    desk.press("y")
    expect(desk.alert).to_contain_text("There is nothing to take up again")


def test_an_overdue_reply_shows_and_leads_to_its_claim(db: Path, open_desk: OpenDesk) -> None:
    claim_id = ids_of(db)[5]
    with Store(db) as store:
        contact = Contact("2025-06-01", "e-mail", "2025-06-02")
        session = ReviewSession(store, "Ann", policy=NEWSROOM, now=lambda: NOON)
        session.update(claim_id, Work(contact=contact))
    desk = open_desk("Ann", policy="newsroom")
    desk.desk.get_by_role("button", name="1 for you").click()
    expect(desk.desk.locator(".cc-row")).to_have_count(1)
    desk.open(claim_id)
    expect(desk.desk.locator(".cc-notices")).to_contain_text("the deadline was 2025-06-02")
    desk.desk.get_by_label("Replied on").fill("2025-06-03")
    desk.press("Escape")
    desk.press("o")
    expect(desk.desk.locator(".cc-notices li")).to_have_count(0)
    expect(desk.desk.get_by_role("button", name="0 for you")).to_be_visible()
    contact_now = standing(db)[claim_id].contact
    assert contact_now is not None
    assert contact_now.replied == "2025-06-03"


def test_filters_join_and_are_there_again_the_next_day(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk("Ann")
    desk.desk.get_by_text("More filters").click()
    desk.field("Kind").select_option("comparison")
    desk.field("Speaker").fill("Rutte")
    desk.press("Enter")
    shown = desk.desk.locator(".cc-row-who")
    expect(shown.first).to_contain_text("Mark Rutte · ")
    desk.focus()
    desk.press("f")
    desk.page.keyboard.type("amunition")
    desk.press("Enter")
    expect(desk.desk.locator(".cc-row").filter(has_not_text="munition")).to_have_count(0)
    texts = desk.desk.locator(".cc-row-text").all_text_contents()
    assert texts
    assert all("munition" in text for text in texts), texts
    wait_kept(db, "Ann", "amunition")
    again = open_desk("Ann")
    expect(again.desk.locator(".cc-row-text")).to_have_text(texts)
    # What hides claims is said, and goes at a press.
    expect(again.desk.locator(".cc-chip")).to_have_text(["Kind: comparison ×", "Speaker: Rutte ×"])
    again.desk.locator(".cc-chip").first.click()
    expect(again.desk.locator(".cc-chip")).to_have_text(["Speaker: Rutte ×"])


def test_a_published_check_is_corrected_and_its_history_reads_plainly(db: Path, open_desk: OpenDesk) -> None:
    claim_id = ids_of(db)[0]
    with Store(db) as store:
        ann = ReviewSession(store, "Ann", policy=NEWSROOM)
        ann.take(claim_id, Status.PROPOSED, some_work(note=None))
        ben = ReviewSession(store, "Ben", policy=NEWSROOM)
        ben.take(claim_id, Status.PUBLISHED, some_work(note=None))
    desk = open_desk("Cid", policy="newsroom")
    desk.open(claim_id)
    desk.focus()
    desk.press("5")
    desk.type_in("Correction", "The list was of another year.")
    desk.press("Enter")
    expect(desk.status).to_have_text("corrected")
    expect(desk.desk.locator(".cc-notices")).to_contain_text("Corrected: it was True before.")
    desk.press("h")
    steps = desk.desk.locator(".cc-history-entry").all_text_contents()
    assert len(steps) == 6
    assert re.search(r"Cid corrected True to False.*The list was of another year\.", steps[0])


def test_a_hostile_policy_and_reviewer_show_as_text(db: Path, tmp_path: Path, open_desk: OpenDesk) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'name = "{HOSTILE}"\nlabel = "{HOSTILE}"\n', encoding="utf-8")
    desk = open_desk(HOSTILE, policy=str(policy))
    expect(desk.desk.locator(".cc-who")).to_have_text(f"{HOSTILE} · {HOSTILE}")
    other = open_desk("Ben", policy="solo")
    expect(other.desk.locator(".cc-policy")).to_contain_text(f"it was “{HOSTILE}” ({HOSTILE} chose it on")
    assert desk.shown.dialogs == other.shown.dialogs == []
    assert desk.desk.locator("img").count() == other.desk.locator("img").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_on_every_control(open_lab_desk: OpenLabDesk, theme: str) -> None:
    desk = open_lab_desk("Ann", policy="newsroom", theme=theme)
    kinds = ("button", "textarea", "select", "summary", "input[type=date]")
    controls = desk.desk.locator(", ".join(f"{kind}:visible:enabled" for kind in kinds))
    unseen = controls.evaluate_all(
        """all => all.filter(control => {
            control.focus({focusVisible: true});
            const style = getComputedStyle(control);
            return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0;
        }).map(control => control.outerHTML.slice(0, 120))"""
    )
    assert unseen == []
