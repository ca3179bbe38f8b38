"""What the events of a claim add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from factories import NOON, a_known_claim, a_move, a_source, an_event, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Event, Status, Verdict
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
    unreadable,
)
from claimcheck.review.json_values import check_to_json, dumps, to_json, work_to_json
from claimcheck.review.replay import judgements, live, replay, taken_back, verdicts
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
    work = some_work(sources=(a_source(primary=True, stance="for"),))
    verdict = replay("c", [a_move(1, "selected", some_work()), a_move(2, "researching", work)])
    for name in ("statement", "rating", "rationale", "sources", "why_selected", "note"):
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


def test_reopening_clears_the_approval_and_keeps_the_rest() -> None:
    events = [
        a_move(1, "proposed", some_work(rating="False")),
        a_move(2, "approved", some_work(rating="False"), by="Bob"),
        a_move(3, "researching", some_work(rating="False", note="Ask again."), by="Cem"),
    ]
    verdict = replay("c", events)
    assert (verdict.status, verdict.note) == ("researching", "Ask again.")
    assert (verdict.approved_by, verdict.approved_at) == (None, None)
    assert (verdict.proposed_by, verdict.proposed_rating) == ("Ann", "False")


def test_the_rating_that_a_correction_changed_is_kept() -> None:
    published = [
        a_move(1, "approved", some_work(rating="False")),
        a_move(2, "published", some_work(rating="False")),
    ]
    first = a_move(3, "corrected", some_work(rating="True"))
    assert replay("c", published).former_rating is None
    assert replay("c", [*published, first]).former_rating == "False"
    # A correction of the words alone changes no rating.
    words = a_move(4, "corrected", some_work(rating="True", correction="A slip of the pen."))
    assert replay("c", [*published, first, words]).former_rating == "False"
    second = a_move(4, "corrected", some_work(rating="Mixture"))
    assert replay("c", [*published, first, second]).former_rating == "True"
    assert replay("c", [*published, first, second, undone(5, 4)]).former_rating == "False"


def test_what_was_approved_and_what_was_published_stay_known_through_corrections() -> None:
    events = [
        a_move(1, "proposed", some_work(rating="Mostly true")),
        a_move(2, "approved", some_work(rating="Unproven"), by="Bob"),
        a_move(3, "published", some_work(rating="Unproven")),
        a_move(4, "corrected", some_work(rating="True")),
        a_move(5, "corrected", some_work(rating="False")),
    ]

    def ratings(*numbers: int) -> tuple[str | None, ...]:
        verdict = replay("c", [events[number - 1] for number in numbers])
        return (verdict.approved_rating, verdict.published_rating, verdict.former_rating, verdict.rating)

    assert ratings(1) == (None, None, None, "Mostly true")
    assert ratings(1, 2) == ("Unproven", None, None, "Unproven")
    assert ratings(1, 2, 3) == ("Unproven", "Unproven", None, "Unproven")
    assert ratings(1, 2, 3, 4) == ("Unproven", "Unproven", "Unproven", "True")
    assert ratings(1, 2, 3, 4, 5) == ("Unproven", "Unproven", "True", "False")
    reopened = replay("c", [*events[:2], a_move(3, "researching", some_work(rating="Unproven"))])
    assert (reopened.approved_rating, reopened.published_rating) == (None, None)


# Earlier checks, and the check of another claim


def judged(number: int, action: str, **fields: Any) -> Event:
    return an_event(number, action, {"known": to_json(a_known_claim(**fields))})


def test_the_last_word_on_each_earlier_check_counts() -> None:
    events = [judged(1, CONFIRMED), judged(2, CONFIRMED, url="https://b.example"), judged(3, REJECTED)]
    said = replay("c", events).judgements
    assert [(judgement.known.url, judgement.confirmed) for judgement in said] == [
        ("https://before.example/nato", False),
        ("https://b.example", True),
    ]
    assert said == judgements(events)
    assert replay("c", [*events, undone(4, 3)]).judgements == judgements(events[:2])


def test_a_judgement_moves_nothing_and_makes_nobody_the_reviewer() -> None:
    before = a_move(1, "researching", some_work())
    assert replace(told([before, judged(2, CONFIRMED)]), judgements=()) == told([before])


def test_the_check_of_another_claim_is_that_of_whoever_made_it() -> None:
    work, later = some_work(), NOON + timedelta(hours=1)
    log = [a_move(1, "proposed", work, by="Bob"), a_move(2, "approved", work, by="Cem", at=later)]
    given = {"from": "other", "work": work_to_json(work), "check": check_to_json(replay("other", log))}
    served = an_event(2, SERVED, given, by="Ann")
    verdict = told([a_move(1, "selected", Work()), served])
    assert verdict == replace(told(log), served_from="other")
    assert (verdict.reviewer, verdict.approved_by, verdict.approved_at) == ("Bob", "Cem", later)
    assert told([a_move(1, "selected", Work()), served, undone(3, 2)]) == told(
        [a_move(1, "selected", Work())]
    )


# Beside the moves


@pytest.mark.parametrize("action", [COMMENTED, BLIND])
def test_what_stands_beside_the_work_leaves_it_as_it_is(action: str) -> None:
    before = a_move(1, "researching", some_work())
    beside = an_event(2, action, {"text": "Hm.", "on": False}, by="Bob")
    assert told([before, beside]) == told([before])


def test_whoever_hands_a_claim_over_hands_over_what_they_typed() -> None:
    before, work = a_move(1, "researching", Work(why_selected="w")), some_work(dismiss_reason="opinion")
    plain = an_event(2, ASSIGNED, {"to": "Bob"}, by="Cem")
    assert told([before, plain]) == replace(told([before]), assigned_to="Bob")
    handed = told([before, an_event(2, ASSIGNED, {"to": "Bob", "work": work_to_json(work)}, by="Cem")])
    assert (handed.statement, handed.sources, handed.rating) == (work.statement, work.sources, "True")
    assert (handed.status, handed.assigned_to, handed.reviewer) == ("researching", "Bob", "Ann")
    # The reason of a dismissal is part of the dismissal alone.
    assert handed.dismiss_reason is None
    assert told([before, plain, an_event(3, ASSIGNED, {"to": None})]).assigned_to is None


def test_a_form_that_was_brought_up_to_date_moves_nothing() -> None:
    before, work = a_move(1, "researching", Work()), some_work(dismiss_reason="opinion")
    after = told([before, an_event(2, UPDATED, {"work": work_to_json(work)}, by="Bob")])
    assert (after.status, after.reviewer, after.statement) == ("researching", "Bob", work.statement)
    assert after.dismiss_reason is None


def rated(number: int, by: str, rating: str = "True", **fields: Any) -> Event:
    work = some_work(
        **{
            "rating": rating,
            "rationale": f"{by}'s",
            "sources": (a_source(f"https://{number}.example"),),
            **fields,
        }
    )
    return an_event(number, RATED, {"work": work_to_json(work), "scale": "meta"}, by=by)


ASKED = an_event(1, BLIND, {"on": True})


def test_one_blind_rating_changes_nothing_of_the_form() -> None:
    verdict = told([ASKED, rated(2, "Ann")])
    assert (verdict.rating, verdict.rationale, verdict.sources) == (None, None, ())
    assert [(given.by, given.rating, given.rationale) for given in verdict.ratings] == [
        ("Ann", "True", "Ann's")
    ]
    assert verdict.scale == "meta"


def test_two_that_agree_fill_the_form_in_with_the_sources_of_both() -> None:
    verdict = told([ASKED, rated(2, "Ann"), rated(3, "Bob")])
    assert (verdict.rating, verdict.rationale, verdict.statement) == ("True", "Ann's", some_work().statement)
    assert verdict.sources == (a_source("https://2.example"), a_source("https://3.example"))


def test_two_that_differ_leave_the_rating_open() -> None:
    worked = a_move(1, "researching", Work(rating="False", sources=(a_source("https://1.example"),)))
    asked = an_event(2, BLIND, {"on": True})
    verdict = told([worked, asked, rated(3, "Ann"), rated(4, "Bob", "False")])
    assert (verdict.rating, verdict.rationale) == (None, None)
    assert [source.address for source in verdict.sources] == [f"https://{n}.example" for n in (1, 3, 4)]


def test_a_source_of_both_is_there_once_and_one_without_an_address_is_not_lost() -> None:
    same = (a_source("https://SAME.example", passage="Ann's"), a_source("", title="A book"))
    also = (a_source("http://www.same.example/?utm_source=b"), a_source("", title="Another book"))
    verdict = told([ASKED, rated(2, "Ann", sources=same), rated(3, "Bob", sources=also)])
    assert verdict.sources == (*same, also[1])
    assert verdict.ratings[1].sources == also


def test_another_passage_of_the_same_page_is_not_lost() -> None:
    one, other = a_source(passage="32 members"), a_source(passage="in Europe and North America")
    verdict = told([ASKED, rated(2, "Ann", sources=(one,)), rated(3, "Bob", sources=(one, other))])
    assert verdict.sources == (one, other)


@pytest.mark.parametrize("more", [rated(4, "Cem", "False"), rated(4, "ANN", "False")])
def test_a_third_rating_counts_for_nothing(more: Event) -> None:
    two = [ASKED, rated(2, "Ann"), rated(3, "Bob")]
    assert told([*two, more]) == told(two)


def test_one_person_counts_once_whatever_the_spelling() -> None:
    verdict = told([ASKED, rated(2, "Ana Kovač"), rated(3, "ANA  KOVAČ", "False")])
    assert [given.rating for given in verdict.ratings] == ["True"]


def test_a_rating_taken_back_makes_room_for_another() -> None:
    log = [ASKED, rated(2, "Ann"), undone(3, 2), rated(4, "Bob")]
    assert [given.by for given in told(log).ratings] == ["Bob"]
    assert [given.by for given in told([*log, an_event(5, REDONE, {"events": [3]})]).ratings] == [
        "Ann",
        "Bob",
    ]


def test_asking_anew_ends_the_ratings_that_were_given_and_ending_it_keeps_them() -> None:
    two = [ASKED, rated(2, "Ann"), rated(3, "Bob")]
    anew = told([*two, an_event(4, BLIND, {"on": True})])
    assert (anew.blind, anew.ratings) == (True, ())
    ended = told([*two, an_event(4, BLIND, {"on": False})])
    assert (ended.blind, len(ended.ratings)) == (False, 2)


def test_taking_up_again_can_itself_be_taken_back_and_up_again() -> None:
    step, undo = a_move(1, "selected", some_work()), undone(2, 1)
    redo = an_event(3, REDONE, {"events": [2]})
    back, again = undone(4, 1), an_event(5, REDONE, {"events": [4]})
    assert told([step, undo, redo]) == told([step])
    assert told([step, undo, redo, back]) == Verdict("c")
    assert told([step, undo, redo, back, again]) == told([step])
    assert taken_back([step, undo, redo, back, again]) == {2, 4}


# Claims cut by hand


def test_a_claim_added_by_hand_is_unreviewed_and_part_of_the_pile() -> None:
    verdict = replay("c", [an_event(1, ADDED, {"group": "g"})])
    assert (verdict.status, verdict.withdrawn) == ("unreviewed", False)


def test_the_work_on_a_claim_goes_on_in_the_new_cut() -> None:
    data = {"from": "old", "status": "researching", "work": work_to_json(some_work()), "group": "g"}
    verdict = replay("c", [an_event(1, ADDED, data)])
    assert (verdict.status, verdict.statement) == ("researching", some_work().statement)


def test_a_new_cut_of_a_claim_that_is_rated_blind_is_too() -> None:
    data = {"from": "old", "status": "selected", "work": {}, "blind": True, "policy": "p", "scale": "s"}
    assert replay("c", [an_event(1, ADDED, data)]).blind
    assert not replay("c", [an_event(1, ADDED, {"group": "g"})]).blind
    assert replay("c", [ASKED, an_event(2, ADDED, {"group": "g"})]).blind


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
        an_event(1, "proposed", {"work": 3}),
    ],
)
def test_events_that_do_not_add_up_put_their_claim_in_doubt_and_no_other(event: Event) -> None:
    found = verdicts([event, a_move(2, "selected", claim_id="d")])
    (said,) = found["c"].doubts
    assert said.startswith(f"Event 1 by Ann ({event.action}) cannot be read: the events of this claim do not")
    assert found["c"].status is Status.UNREVIEWED
    assert (found["d"].status, found["d"].doubts) == (Status.SELECTED, ())
    assert [one.data["stored"] for one in found["c"].history] == [dumps(event.data)]


def unread(number: int, action: str) -> Event:
    return unreadable(an_event(number, action), "it is no text")


@pytest.mark.parametrize(
    ("later", "in_doubt"),
    [
        ((), True),
        ((a_move(3, "published"),), True),
        ((a_move(3, "published"), a_move(4, "corrected")), True),
        ((an_event(3, "commented", {"text": "Hm."}), an_event(4, "assigned", {"to": "Bob"})), True),
        ((a_move(3, "researching"),), False),
        ((a_move(3, "proposed"),), False),
        ((a_move(3, "dismissed", Work(dismiss_reason="opinion")),), False),
        ((undone(3, 2),), False),
        ((undone(3, 2), an_event(4, "redone", {"events": [3]})), True),
        ((a_move(3, "researching"), undone(4, 3)), True),
    ],
)
def test_a_doubt_lasts_until_nothing_rests_on_what_cannot_be_read(
    later: tuple[Event, ...], in_doubt: bool
) -> None:
    verdict = replay("c", [a_move(1, "approved"), unread(2, "published"), *later])
    assert verdict.doubts == (
        ("Event 2 by Ann (published) cannot be read: it is no text",) if in_doubt else ()
    )


def test_a_comment_that_cannot_be_read_puts_nothing_in_doubt() -> None:
    assert replay("c", [a_move(1, "approved"), unread(2, "commented")]).doubts == ()
