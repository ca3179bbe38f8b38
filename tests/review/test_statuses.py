"""What each status is, and which moves lead from it."""

from __future__ import annotations

import pytest

from claimcheck.model import Status
from claimcheck.review.statuses import FINISHED, FORWARD, MOVES, OPEN, STAKED, STATUSES, STEPS
from claimcheck.review.workflow import path

S = Status


def test_there_is_a_record_for_each_status_in_their_order() -> None:
    assert list(STATUSES) == list(Status)


def test_the_steps_follow_each_other_in_the_order_of_the_statuses() -> None:
    assert [status for status in Status if status in STEPS] == list(STEPS)
    assert [STATUSES[status].ahead for status in STEPS] == [*FORWARD, None]


def test_a_claim_is_open_or_has_a_verdict_at_stake_or_is_dismissed() -> None:
    assert {S.UNREVIEWED, S.SELECTED, S.RESEARCHING} == OPEN
    assert {S.PROPOSED, S.APPROVED, S.PUBLISHED, S.CORRECTED} == STAKED
    assert {S.APPROVED, S.PUBLISHED, S.CORRECTED} == FINISHED
    assert set(Status) - OPEN - STAKED == {S.DISMISSED}


def test_a_label_names_one_move() -> None:
    labels = [move.label for move in MOVES]
    assert len(set(labels)) == len(labels)
    for record in STATUSES.values():
        assert all(move in MOVES for move in record.moves)
        assert len({move.target for move in record.moves}) == len(record.moves)


@pytest.mark.parametrize("status", STATUSES)
def test_whoever_brings_a_claim_there_is_told_of(status: Status) -> None:
    assert STATUSES[status].told
    assert status is S.UNREVIEWED or any(path(before, status) for before in Status if _leads(before, status))


def _leads(before: Status, status: Status) -> bool:
    return any(move.target is status for move in STATUSES[before].moves)
