"""Which steps can be taken back and taken up again, in logs of one and of several people."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from factories import a_move, an_event
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import WorkflowError
from claimcheck.model import Event
from claimcheck.review.events import (
    ADDED,
    ASSIGNED,
    BLIND,
    COMMENTED,
    CONFIRMED,
    RATED,
    RECUT,
    REDONE,
    REJECTED,
    SERVED,
    UNDONE,
    UPDATED,
)
from claimcheck.review.replay import live, replay
from claimcheck.review.undo import refuse_what_came_after, steps_of


def a_step(number: int, name: str, by: str = "Ann", claim_id: str = "c", action: str = "selected") -> Event:
    return an_event(number, action, {"group": name}, by=by, claim_id=claim_id)


def taken_back(number: int, name: str, *events: int, by: str = "Ann", action: str = UNDONE) -> Event:
    return an_event(number, action, {"events": list(events), "group": name}, by=by)


def names(reviewer: str, log: list[Event]) -> tuple[str, str]:
    """The steps to take back and to take up again, by the names of their groups."""
    steps = steps_of(reviewer, log)
    done = " ".join(group[0].data["group"] for group in steps.done)
    return done, " ".join(group[0].data["group"] for group, _undoing in steps.undone)


A, B, C = a_step(1, "a"), a_step(2, "b"), a_step(3, "c")
UNDO_B, UNDO_A = taken_back(4, "u", 2), taken_back(5, "v", 1)
REDO_A, REDO_B = taken_back(6, "w", 5, action=REDONE), taken_back(7, "x", 4, action=REDONE)


@pytest.mark.parametrize(
    ("log", "done", "undone"),
    [
        ([], "", ""),
        ([A, B], "a b", ""),
        ([A, B, UNDO_B], "a", "b"),
        ([A, B, UNDO_B, UNDO_A], "", "b a"),
        ([A, B, UNDO_B, UNDO_A, REDO_A], "a", "b"),
        ([A, B, UNDO_B, UNDO_A, REDO_A, REDO_B], "a b", ""),
        ([A, B, UNDO_B, a_step(5, "d")], "a d", ""),
        ([A, B, UNDO_B, a_step(5, "d", action=COMMENTED)], "a d", ""),
        ([A, a_step(2, "bob", by="Bob"), taken_back(3, "u", 1)], "", "a"),
    ],
)
def test_steps_are_taken_back_from_the_last_and_taken_up_again_in_order(
    log: list[Event], done: str, undone: str
) -> None:
    assert names("Ann", log) == (done, undone)


def test_what_others_do_is_theirs_to_take_back() -> None:
    log = [A, a_step(2, "bob", by="Bob"), taken_back(3, "u", 2, by="Bob"), C]
    assert names("Ann", log) == ("a c", "")
    assert names("Bob", log) == ("", "bob")
    assert names("Cem", log) == ("", "")


def test_what_was_done_in_one_go_on_several_claims_is_one_step() -> None:
    go = [a_step(1, "go"), a_step(2, "go", claim_id="d"), a_step(3, "go", action="researching")]
    assert steps_of("Ann", go).done == [go]
    both = [taken_back(4, "u", 1, 3), an_event(5, UNDONE, {"events": [2], "group": "u"}, claim_id="d")]
    assert steps_of("Ann", [*go, *both]).undone == [(go, both)]
    redo = taken_back(6, "r", 4, action=REDONE)
    again = an_event(7, REDONE, {"events": [5], "group": "r"}, claim_id="d")
    assert steps_of("Ann", [*go, *both, redo, again]).done == [go]


def test_an_event_of_before_groups_is_a_step_by_itself() -> None:
    old = [an_event(1, "selected"), an_event(2, "researching")]
    assert steps_of("Ann", old).done == [[old[0]], [old[1]]]


# What stands in the way


@pytest.mark.parametrize("action", [COMMENTED, ASSIGNED, CONFIRMED, REJECTED])
def test_a_word_beside_the_work_stands_in_nobodys_way(action: str) -> None:
    beside = an_event(2, action, {"text": "Hm.", "to": "Cem", "known": {"text": "t"}}, by="Bob")
    refuse_what_came_after([A], replay("c", [a_move(1, "selected"), beside]))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (a_move(2, "dismissed", by="Bob"), "Bob has moved this claim to dismissed since; "),
        (
            an_event(2, UPDATED, {"work": {}}, by="Bob"),
            "Bob has brought this claim's form up to date since; ",
        ),
        (an_event(2, BLIND, {"on": True}, by="Bob"), "Bob has asked for blind ratings of this claim"),
        (
            an_event(2, RATED, {"work": {"rating": "True"}, "scale": "s"}, by="Bob"),
            "Bob has rated this claim blind since; ",
        ),
        (an_event(2, RECUT, {"into": ["d"]}, by="Bob"), "Bob has cut this claim anew since; "),
        (an_event(2, ADDED, {}, by="Bob"), "Bob has added this claim since; "),
        (
            an_event(2, SERVED, {"from": "d", "work": {}, "check": {"status": "approved"}}, by="Bob"),
            "Bob has given this claim the check of another since; ",
        ),
    ],
)
def test_what_others_have_built_on_a_step_keeps_it(event: Event, said: str) -> None:
    step = a_move(1, "selected")
    with pytest.raises(WorkflowError) as refusal:
        refuse_what_came_after([step], replay("c", [step, event]))
    assert str(refusal.value).startswith(said)
    assert str(refusal.value).endswith("but your step under it cannot be undone.")


def test_what_others_have_taken_back_themselves_stands_in_nobodys_way() -> None:
    step = a_move(1, "selected")
    log = [step, a_move(2, "researching", by="Bob"), taken_back(3, "u", 2, by="Bob")]
    refuse_what_came_after([step], replay("c", log))


@pytest.mark.parametrize("action", [COMMENTED, CONFIRMED, REJECTED])
def test_what_was_said_can_be_taken_back_whatever_came_after(action: str) -> None:
    own = an_event(1, action, {"text": "Hm.", "known": {"text": "t"}})
    refuse_what_came_after([own], replay("c", [own, a_move(2, "selected", by="Bob")]))


# Any log behaves like a plain undo stack for each reviewer


@dataclass
class Stacks:
    """The slow and plain account: what each reviewer has done and undone."""

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)

    def step(self, number: int) -> None:
        self.done.append(number)
        self.undone.clear()

    def undo(self) -> None:
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        self.done.append(self.undone.pop())


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Bob"]), st.sampled_from(["step", "undo", "redo"]))))
def test_any_steps_undone_and_redone_by_two_people_are_two_plain_stacks(acts: list[tuple[str, str]]) -> None:
    log: list[Event] = []
    stacks = {"Ann": Stacks(), "Bob": Stacks()}
    for number, (by, act) in enumerate(acts, 1):
        steps, stack = steps_of(by, log), stacks[by]
        if act == "step":
            log.append(a_step(number, f"g{number}", by=by))
            stack.step(number)
        elif act == "undo" and stack.done:
            log.append(taken_back(number, f"g{number}", *(e.id for e in steps.done[-1]), by=by))
            stack.undo()
        elif act == "redo" and stack.undone:
            undoing = [event.id for event in steps.undone[-1][1]]
            log.append(taken_back(number, f"g{number}", *undoing, by=by, action=REDONE))
            stack.redo()
        for name, kept in stacks.items():
            now = steps_of(name, log)
            assert [group[0].id for group in now.done] == kept.done
            assert [group[0].id for group, _undoing in now.undone] == kept.undone
        assert {event.id for event in live(log)} == {*stacks["Ann"].done, *stacks["Bob"].done}
