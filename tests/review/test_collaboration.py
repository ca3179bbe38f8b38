"""Several reviewers on one log, on either database: who came between, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from factories import a_desk, a_pile, a_source, some_work, typed, work_at

from claimcheck.errors import ClaimcheckError, ConflictError, WorkflowError
from claimcheck.model import Contact, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.queue import MINE, Filter
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work

S = Status
NEWSROOM = Policy.newsroom()


@pytest.fixture
def ids(any_log: str) -> list[str]:
    with Store(any_log) as store:
        return [claim.id for claim in a_pile(store)[1]]


@pytest.fixture
def desks(any_log: str, ids: list[str]) -> Iterator[list[ReviewSession]]:
    """Ann, Bob and Cem, each with a connection of their own to the same log."""
    with ExitStack() as opened:
        yield [a_desk(opened.enter_context(Store(any_log)), name, NEWSROOM) for name in ("Ann", "Bob", "Cem")]


def at(session: ReviewSession, claim_id: str) -> Work:
    """What the reviewer finds in the form when they open the claim now."""
    session.refresh()
    session.cursor.go(claim_id)
    return work_at(session)


# Conflicts


def test_a_conflict_names_who_did_what_and_nothing_typed_is_lost(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    typed(bob, ids[0], Work(note="Bob's"))
    ann.take(ids[0], S.RESEARCHING, some_work(rationale="Ann's"))
    before = ann.store.events()
    with pytest.raises(ConflictError, match=r"Meanwhile Ann took a step on this claim \(researching, 2"):
        bob.take(ids[0], S.SELECTED, some_work(note="Bob's", rationale=None))
    assert bob.store.events() == before
    # He decides again with what both have found in front of him.
    assert at(bob, ids[0]) == some_work(note="Bob's", rationale="Ann's")
    bob.take(ids[0], S.PROPOSED, work_at(bob))
    assert bob.verdict(ids[0]).rationale == "Ann's"


def test_the_first_of_three_wins_and_the_others_hear_of_the_last(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, cem = desks
    ann.take(ids[0], S.SELECTED, some_work())
    for late in (bob, cem):
        with pytest.raises(ConflictError, match="Meanwhile Ann"):
            late.dismiss([ids[0]], "opinion")
    bob.take(ids[0], S.RESEARCHING, some_work())
    with pytest.raises(ConflictError, match="Meanwhile Bob"):
        cem.update(ids[0], some_work(rationale="Cem's"))
    assert {desk.refresh() or desk.verdict(ids[0]).status for desk in desks} == {True, S.RESEARCHING}


def test_work_on_two_claims_never_meets(desks: list[ReviewSession], ids: list[str]) -> None:
    for desk, claim_id in zip(desks, ids, strict=False):
        desk.take(claim_id, S.PROPOSED, some_work(rationale=desk.reviewer))
    for desk in desks:
        desk.refresh()
        assert [desk.verdict(claim_id).rationale for claim_id in ids] == ["Ann", "Bob", "Cem", None]
    assert desks[0].store.verify().clean


# Comments


def test_a_comment_never_conflicts_and_leaves_each_form_as_it_is(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, cem = desks
    typed(bob, ids[0], some_work(note="Bob's"))
    typed(cem, ids[0], some_work(note="Cem's"))
    ann.take(ids[0], S.SELECTED, Work(why_selected="w"))
    bob.comment(ids[0], " Look at <b>this</b>. ")
    cem.comment(ids[0], "And at that.")
    ann.refresh()
    assert [event.data["text"] for event in ann.verdict(ids[0]).history[1:]] == [
        "Look at <b>this</b>.",
        "And at that.",
    ]
    assert ann.verdict(ids[0]).status is S.SELECTED
    assert (at(bob, ids[0]).note, at(cem, ids[0]).note) == ("Bob's", "Cem's")
    with pytest.raises(WorkflowError, match="The comment is empty"):
        bob.comment(ids[0], " \n")


def test_a_comment_of_somebody_else_is_no_reason_not_to_undo(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    ann.take(ids[0], S.SELECTED, some_work())
    bob.comment(ids[0], "Why this one?")
    ann.undo()
    assert ann.verdict(ids[0]).status is S.UNREVIEWED
    bob.refresh()
    bob.assign([ids[0]], "Bob")
    ann.redo()
    assert (ann.verdict(ids[0]).status, ann.verdict(ids[0]).assigned_to) == (S.SELECTED, "Bob")
    bob.refresh()
    bob.take(ids[0], S.RESEARCHING, some_work())
    with pytest.raises(WorkflowError, match="Bob has moved this claim to researching since"):
        ann.undo()


def test_a_comment_is_taken_back_whatever_others_have_done_since(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    ann.comment(ids[0], "Oops.")
    bob.refresh()
    bob.take(ids[0], S.RESEARCHING, some_work())
    ann.undo()
    assert ann.verdict(ids[0]).status is S.RESEARCHING
    assert [entry.undone for entry in ann.view().history if entry.kind == "commented"] == [True]  # type: ignore[union-attr]


def test_what_others_have_done_stays_when_a_comment_is_taken_back_under_a_draft(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    typed(ann, ids[0], Work(note="Ann's"))
    bob.take(ids[0], S.RESEARCHING, some_work())
    ann.comment(ids[0], "Oops.")
    ann.undo()
    assert at(ann, ids[0]) == some_work(note="Ann's")


# Who has a claim


def test_a_claim_is_handed_over_with_what_was_typed_on_it(desks: list[ReviewSession], ids: list[str]) -> None:
    ann, bob, cem = desks
    typed(ann, ids[0], some_work(note="Half done."))
    ann.assign([ids[0]], "Bob")
    for desk in (bob, cem):
        assert at(desk, ids[0]) == some_work(note="Half done.")
    assert ann.verdict(ids[0]).assigned_to == "Bob"
    bob.cursor.show(Filter(show=MINE))
    assert [row.claim_id for row in bob.cursor.queue] == [ids[0]]


@pytest.mark.parametrize("spelling", ["Ann", "ANN"])
def test_taking_a_claim_over_brings_the_others_draft_along(
    desks: list[ReviewSession], ids: list[str], spelling: str
) -> None:
    ann, bob, cem = desks
    cem.assign([ids[0]], spelling)
    ann.refresh()
    typed(ann, ids[0], some_work(note="Half done.", contact=Contact(asked="2025-06-01")))
    bob.assign([ids[0]], "Bob")
    assert at(bob, ids[0]) == some_work(note="Half done.", contact=Contact(asked="2025-06-01"))
    assert [entry.what for entry in bob.view().history] == [  # type: ignore[union-attr]
        f"assigned it to {spelling}",
        "took it over, with what Ann had typed",
    ]
    # What Ann has typed is hers still.
    assert at(ann, ids[0]).note == "Half done."


def test_handing_over_never_conflicts_and_hides_nothing_that_came_meanwhile(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, cem = desks
    ann.assign([ids[0]], "Ann")
    typed(ann, ids[0], Work(note="Ann's"))
    cem.refresh()
    cem.take(ids[0], S.RESEARCHING, some_work(note="Cem's"))
    # Bob's desk has not looked since.
    bob.assign([ids[0]], "Bob")
    assert at(bob, ids[0]) == some_work(note="Ann's")


def test_a_handful_is_assigned_at_once_but_for_those_that_are_there_already(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    bob.assign([ids[2]], "Cem")
    with pytest.raises(WorkflowError, match="It is with Cem already"):
        ann.assign([ids[2]], "cem")
    assert len(ann.store.events()) == 1
    assert len(ann.assign(ids[:3], "Cem")) == 2
    ann.undo()
    assert [ann.verdict(claim_id).assigned_to for claim_id in ids] == [None, None, "Cem", None]
    ann.assign([ids[2]], None)
    with pytest.raises(WorkflowError, match="It is with nobody already"):
        ann.assign([ids[2]], None)


def test_a_claim_is_assigned_until_a_date_that_another_assignment_changes(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    ann.assign(ids[:2], "Bob", "2025-06-30")
    assert [ann.verdict(one).due for one in ids[:2]] == ["2025-06-30"] * 2
    assert ann.deed(ann.recorder.last_step) == "assigned it to Bob until 2025-06-30 (on 2 claims)"
    with pytest.raises(WorkflowError, match="It is with Bob already"):
        ann.assign([ids[0]], "Bob", " 2025-06-30 ")
    ann.assign([ids[0]], "Bob", "2025-07-01")
    ann.assign([ids[1]], "Bob")
    bob.refresh()
    assert [bob.verdict(one).due for one in ids[:2]] == ["2025-07-01", None]
    ann.undo()
    assert ann.verdict(ids[1]).due == "2025-06-30"
    ann.assign([ids[0]], None, "2025-07-02")
    assert (ann.verdict(ids[0]).assigned_to, ann.verdict(ids[0]).due) == (None, None)


@pytest.mark.parametrize("said", ["tomorrow", "2025-02-30", "1.6.2025", "<b>"])
def test_what_is_no_date_assigns_nothing(desks: list[ReviewSession], ids: list[str], said: str) -> None:
    with pytest.raises(WorkflowError, match="is no date until which a claim could be assigned; write it as"):
        desks[0].assign([ids[0]], "Bob", said)
    assert desks[0].store.events() == []


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 81])
def test_nobody_can_be_assigned_a_claim(desks: list[ReviewSession], ids: list[str], name: str) -> None:
    with pytest.raises(ClaimcheckError, match="A reviewer needs a name"):
        desks[0].assign([ids[0]], name)
    assert desks[0].store.events() == []


# The whole way, by three


def test_a_claim_goes_through_a_newsroom(desks: list[ReviewSession], ids: list[str]) -> None:
    ann, bob, cem = desks
    claim_id = ids[0]
    ann.take(claim_id, S.SELECTED, Work(why_selected="It was said in parliament."))
    ann.assign([claim_id], "Bob")
    found = replace(at(bob, claim_id), statement="It is so.", rating="False", rationale="It is not.")
    bob.take(claim_id, S.RESEARCHING, found)
    bob.take(claim_id, S.PROPOSED, replace(found, sources=some_work().sources))
    cem.comment(claim_id, "The table has a newer edition.")
    note = replace(at(ann, claim_id), note="See the comment.")
    ann.take(claim_id, S.RESEARCHING, note)
    newer = replace(at(bob, claim_id), rating="Mixture", sources=(*found.sources, a_source(), *note.sources))
    bob.take(claim_id, S.PROPOSED, newer)
    cem.take(claim_id, S.APPROVED, replace(at(cem, claim_id), rating="Mostly false"))
    cem.take(claim_id, S.PUBLISHED, replace(at(cem, claim_id), published_url="https://paper.example/1"))
    for desk in desks:
        desk.refresh()
        verdict = desk.verdict(claim_id)
        assert (verdict.status, verdict.proposed_rating, verdict.rating) == (
            S.PUBLISHED,
            "Mixture",
            "Mostly false",
        )
        assert (verdict.proposed_by, verdict.approved_by) == ("Bob", "Cem")
    assert ann.store.verify().clean


def test_nobody_takes_an_approval_up_again_that_no_gate_has_seen(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    ann.take(ids[0], Status.PROPOSED, some_work(note=None))
    bob.refresh()
    bob.take(ids[0], Status.APPROVED, some_work(note=None))
    bob.undo()
    ann.undo()
    with pytest.raises(WorkflowError, match=r"Ann has undone a step on this claim since; .* take it anew"):
        bob.redo()
    assert bob.verdict(ids[0]).status is Status.UNREVIEWED


def test_a_redo_after_the_proposer_changed_is_no_approval_of_ones_own(
    desks: list[ReviewSession], ids: list[str]
) -> None:
    ann, bob, _cem = desks
    work = some_work(note="Look again.")
    bob.take(ids[0], Status.PROPOSED, work)
    ann.refresh()
    ann.take(ids[0], Status.RESEARCHING, work)
    ann.take(ids[0], Status.PROPOSED, work)
    bob.refresh()
    bob.take(ids[0], Status.APPROVED, work)
    bob.undo()
    ann.undo()
    ann.undo()
    with pytest.raises(WorkflowError, match="since; your step cannot be taken up again"):
        bob.redo()
    assert bob.verdict(ids[0]).approved_by is None


def test_a_comment_that_is_no_text_is_refused(desks: list[ReviewSession], ids: list[str]) -> None:
    with pytest.raises(WorkflowError, match="The comment is a int; give text"):
        desks[0].comment(ids[0], 5)  # type: ignore[arg-type]
