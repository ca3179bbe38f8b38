"""Taking a claim off the pile: selected and begun in one step, which is undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from factories import a_desk, a_pile, told, work_at

from claimcheck.errors import ConflictError, WorkflowError
from claimcheck.model import Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.workflow import Work

S = Status
NEWSROOM = Policy.newsroom()
WHY = Work(why_selected="readers asked about it")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def claim_id(store: Store) -> str:
    return a_pile(store)[1][0].id


def done(store: Store) -> list[tuple[str, str]]:
    return [(event.by, event.action) for event in store.events() if event.claim_id]


def test_one_press_selects_and_begins_and_one_undo_takes_both_back(store: Store, claim_id: str) -> None:
    ann = a_desk(store, policy=NEWSROOM)
    target = ann.forward(claim_id)
    assert target == S.RESEARCHING
    events = ann.take(claim_id, S(target), WHY)
    assert [event.action for event in events] == ["selected", "researching"]
    assert len({event.data["group"] for event in events}) == 1
    assert ann.cursor.current == claim_id
    ann.undo()
    assert told(ann, claim_id).status is S.UNREVIEWED
    assert work_at(ann) == WHY
    ann.redo()
    assert told(ann, claim_id).status is S.RESEARCHING
    assert told(ann, claim_id).why_selected == WHY.why_selected


@pytest.mark.parametrize("why", [None, "", " \n"])
def test_without_a_reason_it_is_refused_and_nothing_is_written(
    why: str | None, store: Store, claim_id: str
) -> None:
    ann = a_desk(store, policy=NEWSROOM)
    with pytest.raises(WorkflowError, match="Still missing: why this claim matters"):
        ann.take(claim_id, S.RESEARCHING, Work(why_selected=why))
    assert done(store) == []


def test_a_policy_that_wants_no_reason_asks_for_none(store: Store, claim_id: str) -> None:
    ann = a_desk(store, policy=replace(NEWSROOM, name="quick", why_selected=False))
    assert ann.forward(claim_id) == S.RESEARCHING
    ann.take(claim_id, S.RESEARCHING, Work())
    assert done(store) == [("Ann", "selected"), ("Ann", "researching")]


@pytest.mark.parametrize("theirs", [S.SELECTED, S.RESEARCHING])
def test_it_is_refused_where_another_reviewer_was_before(theirs: Status, store: Store, claim_id: str) -> None:
    ann, bob = a_desk(store, policy=NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    bob.take(claim_id, theirs, Work(why_selected="said in parliament"))
    before = done(store)
    with pytest.raises(ConflictError, match="Bob"):
        ann.take(claim_id, S.RESEARCHING, WHY)
    assert done(store) == before
    assert told(ann, claim_id).why_selected == "said in parliament"


def test_under_a_later_step_of_another_it_cannot_be_undone(store: Store, claim_id: str) -> None:
    ann, bob = a_desk(store, policy=NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    ann.take(claim_id, S.RESEARCHING, WHY)
    bob.refresh()
    bob.update(claim_id, replace(WHY, statement="So it is."))
    with pytest.raises(WorkflowError, match="Bob"):
        ann.undo()
    assert told(ann, claim_id).status is S.RESEARCHING


def test_the_single_steps_stay_open(store: Store, claim_id: str) -> None:
    ann = a_desk(store, policy=NEWSROOM)
    ann.take(claim_id, S.SELECTED, WHY)
    assert ann.forward(claim_id) == S.RESEARCHING
    ann.take(claim_id, S.RESEARCHING, WHY)
    ann.undo()
    assert told(ann, claim_id).status is S.SELECTED
