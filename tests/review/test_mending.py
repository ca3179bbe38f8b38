"""The address of a published check is mended without a correction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import a_desk, a_pile, some_work

import claimcheck as cc
from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.session import ReviewSession

WRONG, RIGHT = "https://paper.example/chekc", "https://paper.example/check"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "c.db") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> ReviewSession:
    a_pile(store)
    return a_desk(store, "Ann")


def published(desk: ReviewSession) -> str:
    claim_id = desk.cursor.queue[0].claim_id
    desk.take(claim_id, Status.PUBLISHED, some_work(published_url=WRONG))
    return claim_id


@pytest.mark.parametrize("corrected", [False, True])
def test_the_address_is_mended_and_nothing_else(desk: ReviewSession, tmp_path: Path, corrected: bool) -> None:
    claim_id = published(desk)
    if corrected:
        desk.take(claim_id, Status.CORRECTED, some_work(published_url=WRONG, rating="False"))
    before = desk.verdict(claim_id)
    [event] = desk.mend_address(claim_id, f" {RIGHT} ")
    assert (event.by, event.data["url"], event.data["former"]) == ("Ann", RIGHT, WRONG)
    now = desk.verdict(claim_id)
    assert now.published_url == RIGHT
    assert (now.status, now.correction, now.rating) == (before.status, before.correction, before.rating)
    desk.cursor.go(claim_id)
    view = desk.view()
    assert view is not None
    told = view.history[-1]
    assert (told.what, told.details) == (
        "mended the address of the published check",
        (("It was", WRONG), ("It is now", RIGHT)),
    )
    row = (
        cc.read_csv(cc.export_csv(desk.where, tmp_path / "v.csv", everything=True))
        .set_index("claim_id")
        .loc[claim_id]
    )
    assert (row["published_url"], row["status"]) == (RIGHT, before.status)
    then = cc.read_csv(cc.export_csv(desk.where, tmp_path / "then.csv", until=event.id - 1, everything=True))
    assert then.set_index("claim_id").loc[claim_id, "published_url"] == WRONG


def test_it_can_be_undone(desk: ReviewSession) -> None:
    claim_id = published(desk)
    desk.mend_address(claim_id, RIGHT)
    desk.undo()
    assert desk.verdict(claim_id).published_url == WRONG


REFUSED = [
    ("", "“” is no web address"),
    ("paper.example/check", "is no web address"),
    ("javascript:alert(1)", "is no web address"),
    ("https://paper.example/a b", "without blanks"),
    (WRONG, "stands there already"),
    (f"https://{'x' * 9000}", "at most 8,000"),
]


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_what_is_no_other_address_is_refused(desk: ReviewSession, address: str, why: str) -> None:
    claim_id = published(desk)
    with pytest.raises(WorkflowError, match=why):
        desk.mend_address(claim_id, address)


def test_what_is_not_published_has_no_address_to_mend(desk: ReviewSession) -> None:
    with pytest.raises(WorkflowError, match="unreviewed has no published check"):
        desk.mend_address(desk.cursor.queue[0].claim_id, RIGHT)


def test_who_has_not_seen_a_correction_is_told(store: Store, desk: ReviewSession) -> None:
    claim_id = published(desk)
    bob = a_desk(store, "Bob")
    seen = bob.verdict(claim_id).seen
    desk.take(claim_id, Status.CORRECTED, some_work(published_url=WRONG, rating="False"))
    bob.refresh()
    with pytest.raises(ConflictError, match="Ann"):
        bob.mend_address(claim_id, RIGHT, seen)


def test_a_correction_that_is_being_typed_is_kept(desk: ReviewSession) -> None:
    claim_id = published(desk)
    desk.save_draft(claim_id, some_work(published_url=WRONG, correction="A slip."), 0)
    desk.mend_address(claim_id, RIGHT)
    desk.cursor.go(claim_id)
    view = desk.view()
    assert view is not None
    assert (view.work.correction, view.work.published_url) == ("A slip.", RIGHT)
