"""What the events of a claim add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import NOON, a_move, a_source, an_event, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import StoreError
from claimcheck.model import Event, Status, Verdict
from claimcheck.review.records import work_to_json
from claimcheck.review.replay import ADDED, RECUT, UNDONE, live, replay, verdicts
from claimcheck.review.workflow import Work


def undone(number: int, *events: int) -> Event:
    return an_event(number, UNDONE, {"events": list(events), "group": "u"})


def told(events: list[Event]) -> Verdict:
    """The verdict without the log it came from."""
    return replace(replay("c", events), history=(), seen=0)


def test_without_events_a_claim_is_unreviewed() -> None:
    assert replay("c", []) == Verdict("c")


@pytest.mark.parametrize("status", list(Status))
def test_a_move_sets_the_status_and_says_who_and_under_which_policy_and_scale(status: Status) -> None:
    verdict = replay("c", [a_move(1, status, by="Bob")])
    assert (verdict.status, verdict.reviewer, verdict.policy, verdict.scale) == (
        status,
        "Bob",
        "solo",
        "claimcheck",
    )


def test_the_verdict_has_the_form_as_it_was_at_the_last_move() -> None:
    work = some_work(sources=(a_source(primary=True, stance="for"),), checked_before_url="https://x.example")
    verdict = replay("c", [a_move(1, "selected", some_work()), a_move(2, "researching", work)])
    for name in ("statement", "rating", "rationale", "sources", "why_selected", "checked_before_url", "note"):
        assert getattr(verdict, name) == getattr(work, name)


def test_what_was_emptied_in_the_form_is_empty_in_the_verdict() -> None:
    verdict = replay("c", [a_move(1, "selected", some_work()), a_move(2, "researching", Work())])
    assert (verdict.statement, verdict.rating, verdict.sources) == (None, None, ())


def test_the_verdict_carries_the_whole_history_and_the_last_event_seen() -> None:
    events = [a_move(3, "selected"), undone(7, 3)]
    verdict = replay("c", events)
    assert verdict.history == tuple(events)
    assert verdict.seen == 7


# Undoing


def test_an_undone_step_counts_for_nothing() -> None:
    first, second = a_move(1, "selected", some_work()), a_move(2, "dismissed", Work(dismiss_reason="opinion"))
    assert told([first, second, undone(3, 2)]) == told([first])


def test_several_steps_are_undone_at_once() -> None:
    assert told([a_move(1, "selected"), a_move(2, "researching"), undone(3, 1, 2)]) == Verdict("c")


def test_undoing_the_undoing_brings_the_step_back() -> None:
    step = a_move(1, "selected", some_work())
    assert told([step, undone(2, 1), undone(3, 2)]) == told([step])
    assert told([step, undone(2, 1), undone(3, 2), undone(4, 3)]) == Verdict("c")


def test_a_step_after_an_undone_one_stands_on_what_was_before_it() -> None:
    events = [a_move(1, "proposed", some_work()), undone(2, 1), a_move(3, "selected")]
    assert [event.id for event in live(events)] == [3]
    assert replay("c", events).proposed_by is None


@given(
    st.lists(st.sampled_from(["selected", "researching", "dismissed", "unreviewed"]), max_size=8), st.data()
)
def test_undoing_the_last_steps_leads_back_to_where_they_began(
    targets: list[str], data: st.DataObject
) -> None:
    events = [a_move(number, target, some_work()) for number, target in enumerate(targets, 1)]
    kept = data.draw(st.integers(0, len(events)))
    gone = [event.id for event in events[kept:]]
    assert told([*events, undone(len(events) + 1, *gone)]) == told(events[:kept])


# Who proposed, who approved


def test_proposed_and_final_rating_are_both_kept() -> None:
    later = NOON + timedelta(hours=1)
    verdict = replay(
        "c",
        [
            a_move(1, "proposed", some_work(rating="False")),
            a_move(2, "approved", some_work(rating="Mixture"), by="Bob", at=later),
        ],
    )
    assert (verdict.proposed_rating, verdict.rating) == ("False", "Mixture")
    assert (verdict.proposed_by, verdict.proposed_at) == ("Ann", NOON)
    assert (verdict.approved_by, verdict.approved_at) == ("Bob", later)


def test_publishing_and_correcting_keep_who_proposed_and_who_approved() -> None:
    events = [
        a_move(1, "proposed", some_work(rating="False")),
        a_move(2, "approved", some_work(rating="False"), by="Bob"),
        a_move(3, "published", some_work(rating="False"), by="Cem"),
        a_move(4, "corrected", some_work(rating="True", correction="A new table."), by="Dee"),
    ]
    verdict = replay("c", events)
    assert (verdict.status, verdict.rating, verdict.correction) == ("corrected", "True", "A new table.")
    assert (verdict.proposed_rating, verdict.proposed_by, verdict.approved_by) == ("False", "Ann", "Bob")
    assert verdict.reviewer == "Ann"
    # The rating before the correction stands in the history.
    assert verdict.history[2].data["work"]["rating"] == "False"


def test_a_new_proposal_is_approved_anew() -> None:
    events = [
        a_move(1, "proposed", some_work(rating="False")),
        a_move(2, "approved", some_work(rating="False"), by="Bob"),
        a_move(3, "proposed", some_work(rating="True"), by="Cem"),
    ]
    verdict = replay("c", events)
    assert (verdict.proposed_by, verdict.proposed_rating) == ("Cem", "True")
    assert (verdict.approved_by, verdict.approved_at) == (None, None)


def test_restoring_clears_the_reason_of_the_dismissal() -> None:
    dismissed = a_move(1, "dismissed", Work(dismiss_reason="opinion"))
    assert replay("c", [dismissed]).dismiss_reason == "opinion"
    restored = replay("c", [dismissed, a_move(2, "unreviewed", Work(dismiss_reason="opinion"))])
    assert (restored.status, restored.dismiss_reason) == ("unreviewed", None)


# Claims cut by hand


def test_a_claim_added_by_hand_is_unreviewed_and_part_of_the_pile() -> None:
    verdict = replay("c", [an_event(1, ADDED, {"group": "g"})])
    assert (verdict.status, verdict.withdrawn) == ("unreviewed", False)


def test_the_work_on_a_claim_goes_on_in_the_new_cut() -> None:
    data = {"from": "old", "status": "researching", "work": work_to_json(some_work()), "group": "g"}
    verdict = replay("c", [an_event(1, ADDED, data)])
    assert (verdict.status, verdict.statement) == ("researching", some_work().statement)


def test_a_claim_whose_adding_was_undone_is_withdrawn() -> None:
    assert replay("c", [an_event(1, ADDED), undone(2, 1)]).withdrawn
    assert not replay("c", [an_event(1, ADDED), undone(2, 1), undone(3, 2)]).withdrawn
    assert not replay("c", [an_event(1, ADDED), undone(2, 1), an_event(3, ADDED)]).withdrawn


def test_a_flagged_claim_is_never_withdrawn() -> None:
    assert not replay("c", [a_move(1, "selected"), undone(2, 1)]).withdrawn
    # Cut anew, added again in its old cut, and that undone: it is a flagged claim still.
    events = [an_event(1, RECUT), an_event(2, ADDED), undone(3, 2)]
    assert not replay("c", events).withdrawn


def test_a_claim_that_was_cut_anew_is_dismissed_as_such() -> None:
    verdict = replay("c", [a_move(1, "selected", some_work()), an_event(2, RECUT, {"into": ["d"]})])
    assert (verdict.status, verdict.dismiss_reason) == ("dismissed", "cut anew")
    assert verdict.statement == some_work().statement


@pytest.mark.parametrize("data", [{}, {"from": "d", "status": "selected", "work": {}}])
def test_a_claim_that_was_cut_anew_and_added_again_counts_again(data: dict[str, object]) -> None:
    verdict = replay("c", [an_event(1, RECUT, {"into": ["d"]}), an_event(2, ADDED, data)])
    assert (verdict.status, verdict.dismiss_reason) == (data.get("status", "unreviewed"), None)


def test_a_whole_log_is_told_apart_by_claim() -> None:
    log = [a_move(1, "selected"), a_move(2, "dismissed", claim_id="d"), undone(3, 1)]
    assert {claim_id: verdict.status for claim_id, verdict in verdicts(log).items()} == {
        "c": Status.UNREVIEWED,
        "d": Status.DISMISSED,
    }
    assert verdicts(log)["c"] == replay("c", [log[0], log[2]])


@pytest.mark.parametrize(
    "event",
    [
        an_event(1, "bogus"),
        an_event(1, "undone", {}),
        an_event(1, "proposed", {"policy": "solo"}),
        an_event(1, "proposed", {"work": 3}),
    ],
)
def test_an_event_that_makes_no_sense_is_named(event: Event) -> None:
    with pytest.raises(StoreError, match=r"The events 1 to 1 of the claim .* do not add up"):
        verdicts([event])
