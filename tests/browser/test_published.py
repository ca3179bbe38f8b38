"""A published check's address is mended at the desk, without a correction."""

from pathlib import Path

from desks import OpenDesk, standing
from factories import a_desk, some_work
from playwright.sync_api import expect

from claimcheck.model import Status
from claimcheck.review.log.store import Store


def test_an_address_typed_wrongly_is_mended(db: Path, open_desk: OpenDesk) -> None:
    with Store(db) as store:
        session = a_desk(store, "Ana")
        first = session.cursor.queue[0].claim_id
        session.take(first, Status.PUBLISHED, some_work(published_url="https://paper.example/chekc"))
    desk = open_desk()
    desk.open(first)
    address = desk.field("Address of the published check")
    mend = desk.desk.get_by_role("button", name="Mend the address")
    address.fill("paper.example/check")
    mend.click()
    expect(desk.alert).to_contain_text("“paper.example/check” is no web address")
    expect(address).to_have_value("paper.example/check")
    address.fill("https://paper.example/check")
    mend.click()
    expect(desk.alert).to_be_hidden()
    expect(desk.desk.locator(".cc-status")).to_have_text("published")
    desk.desk.get_by_text("History: ").click()
    expect(desk.desk.locator(".cc-history")).to_contain_text("mended the address of the published check")
    assert standing(db)[first].published_url == "https://paper.example/check"
    assert standing(db)[first].correction == some_work().correction
