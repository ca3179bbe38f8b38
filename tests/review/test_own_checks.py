"""The desk's own finished verdicts, as checks that another claim can be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from factories import NOON, QUICK, a_desk, a_pile, an_article, flagged, some_work

from claimcheck.model import KnownClaim, Status, Verdict
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.review.session import ReviewSession
from claimcheck.review.worklist import Worklist, own_check

S = Status
DONE = replace(QUICK, statement="NATO has 32 member states.", published_url="https://paper.example/check")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def ids(store: Store) -> list[str]:
    article = an_article()
    claims = [replace(claim, speaker="Mark Rutte") for claim in flagged(article)]
    store.add(article, claims)
    return [claim.id for claim in claims]


@pytest.fixture
def ann(store: Store, ids: list[str]) -> ReviewSession:
    return a_desk(store, "Ann", now=lambda: NOON)


def test_a_finished_verdict_is_a_check(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.PUBLISHED, DONE)
    assert ann.worklist.own_checks() == [
        KnownClaim(
            "NATO has 32 member states.",
            rating="False",
            url="https://paper.example/check",
            date="2025-06-01",
            speaker="Mark Rutte",
            claim_id=ids[0],
        )
    ]


def test_without_a_statement_the_claim_itself_is_what_was_checked(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    (known,) = ann.worklist.own_checks()
    assert (known.text, known.url) == ("NATO has 32 members.", None)


@pytest.mark.parametrize("status", [S.SELECTED, S.PROPOSED, S.DISMISSED])
def test_what_is_not_finished_is_none(ann: ReviewSession, ids: list[str], status: Status) -> None:
    ann.take(ids[0], status, some_work(dismiss_reason="opinion"))
    assert ann.worklist.own_checks() == []


def test_a_check_that_serves_several_claims_is_one(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    ann.serve(ids[0], ids[1:3])
    assert [known.claim_id for known in ann.worklist.own_checks()] == [ids[0]]
    ann.take(ids[1], S.CORRECTED, some_work())
    assert [known.claim_id for known in ann.worklist.own_checks()] == ids[:2]


def test_what_has_changed_is_told_once(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    ann.take(ids[1], S.APPROVED, QUICK)
    worklist = ann.worklist
    assert worklist.changed_checks() == {known.claim_id: known for known in worklist.own_checks()}
    assert worklist.changed_checks() == {}
    ann.comment(ids[0], "Well done.")
    ann.take(ids[2], S.SELECTED, QUICK)
    assert worklist.changed_checks() == {}
    ann.take(ids[0], S.PUBLISHED, DONE)
    (now,) = (known for known in worklist.own_checks() if known.claim_id == ids[0])
    assert worklist.changed_checks() == {ids[0]: now}
    ann.take(ids[1], S.RESEARCHING, some_work())
    assert worklist.changed_checks() == {ids[1]: None}
    ann.undo()
    assert worklist.changed_checks()[ids[1]] is not None


def test_reading_the_pile_again_tells_nothing_that_was_told(ann: ReviewSession, ids: list[str]) -> None:
    ann.take(ids[0], S.APPROVED, QUICK)
    ann.worklist.changed_checks()
    ann.reload()
    assert ann.worklist.changed_checks() == {}
    ann.undo()
    ann.reload()
    assert ann.worklist.changed_checks() == {ids[0]: None}


def test_what_others_have_found_is_told_once_it_is_read(
    store: Store, ann: ReviewSession, ids: list[str]
) -> None:
    worklist = Worklist(store)
    worklist.changed_checks()
    ann.take(ids[0], S.APPROVED, QUICK)
    assert worklist.changed_checks() == {}
    worklist.refresh()
    assert list(worklist.changed_checks()) == [ids[0]]


def test_only_what_was_touched_is_looked_at_again(
    store: Store, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_pile(store, "\n\n".join(f"There are {number} of them." for number in range(200)))
    session, looked = a_desk(store), []
    session.worklist.changed_checks()

    def noted(row: QueueRow, verdict: Verdict) -> KnownClaim | None:
        looked.append(row.claim_id)
        return own_check(row, verdict)

    monkeypatch.setattr("claimcheck.review.worklist.own_check", noted)
    session.take(ids[0], S.APPROVED, QUICK)
    assert list(session.worklist.changed_checks()) == [ids[0]]
    assert looked == [ids[0]]
