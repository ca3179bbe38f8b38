"""What concerns a reviewer: one figure in the bar, and the claims that it leads to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desks import OpenDesk, ids_of
from factories import a_desk, some_work
from playwright.sync_api import expect

from claimcheck.model import Contact, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.widgets.desk import LOOK_EVERY

NEWSROOM = Policy.newsroom()
TODAY = datetime.now(UTC).date()
PAST, COMING = ((TODAY + timedelta(days=days)).isoformat() for days in (-9, 9))
WORK = replace(some_work(), note=None)


def test_all_that_concerns_a_reviewer_is_counted_and_says_why_in_its_row(
    db: Path, open_desk: OpenDesk
) -> None:
    ids = ids_of(db)
    with Store(db) as store:
        ana, cid = (a_desk(store, name, NEWSROOM) for name in ("Ana", "Cid"))
        ana.take(ids[0], Status.PROPOSED, WORK)
        cid.refresh()
        cid.take(ids[0], Status.RESEARCHING, replace(WORK, note="The figure is of 2021."))
        cid.take(ids[1], Status.PROPOSED, WORK)
        cid.ask_blind([ids[2]])
        cid.assign([ids[3]], "Ana", COMING)
        cid.assign([ids[4]], "Ana", PAST)
        cid.assign([ids[5]], "Doris", PAST)
        cid.take(ids[6], Status.RESEARCHING, replace(WORK, contact=Contact(asked=PAST, deadline=PAST)))
    desk = open_desk("Ana", policy="newsroom")
    desk.desk.get_by_role("button", name="6 for you").click()
    expect(desk.desk.locator(".cc-row")).to_have_count(6)
    said = {
        ids[0]: "sent back by Cid: The figure is of 2021.",
        ids[1]: "",
        ids[2]: "0 of 2 blind ratings",
        ids[3]: f"with you until {COMING}",
        ids[4]: f"overdue since {PAST}, with you",
        ids[6]: "reply overdue",
    }
    for claim_id, words in said.items():
        row = desk.desk.locator(f".cc-row[data-claim='{claim_id}']")
        expect(row.locator(".cc-row-state")).to_have_text(words)
        title = str(row.get_attribute("title"))
        assert words in title
    desk.show("overdue")
    expect(desk.desk.locator(".cc-row")).to_have_count(3)


def test_a_claim_is_assigned_until_a_day_and_the_check_says_so(db: Path, open_desk: OpenDesk) -> None:
    desk = open_desk("Ana", policy="newsroom")
    desk.field("Assign this claim to").fill("Ben")
    desk.field("Assigned until").fill(COMING)
    desk.desk.get_by_role("button", name="Assign", exact=True).click()
    expect(desk.desk.locator(".cc-holder")).to_contain_text("With Ben until")
    expect(desk.desk.locator(".cc-holder")).to_have_attribute("title", COMING)
    expect(desk.field("Assigned until")).to_have_value("")
    state = desk.desk.locator(".cc-row").first.locator(".cc-row-state")
    expect(state).to_have_text(f"with Ben until {COMING}")
    # Without a name, whoever has it gets another date.
    desk.field("Assigned until").fill(PAST)
    desk.press("Enter")
    expect(state).to_have_text(f"overdue since {PAST}, with Ben")
    expect(desk.desk.locator(".cc-notices")).to_contain_text(f"It was to be done by {PAST}.")


@pytest.mark.parametrize("shows", ["to do", "for me"])
def test_what_is_new_comes_within_ten_seconds_without_a_press(
    db: Path, open_desk: OpenDesk, shows: str
) -> None:
    ids = ids_of(db)
    desk = open_desk("Ana", policy="newsroom", looks=LOOK_EVERY)
    desk.show(shows)
    figure = desk.desk.locator(".cc-jump")
    expect(figure).to_have_text("0 for you")
    with Store(db) as store:
        cid = a_desk(store, "Cid", NEWSROOM)
        cid.assign([ids[3]], "Ana")
        cid.take(ids[7], Status.PROPOSED, WORK)
    expect(figure).to_have_text("2 for you", timeout=10_000)
    row = desk.desk.locator(f".cc-row[data-claim='{ids[3]}']")
    expect(row.locator(".cc-row-state")).to_have_text("with you", timeout=1_000)
