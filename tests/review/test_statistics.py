"""What the whole log adds up to over time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from factories import NOON, a_move, an_event, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Event, Status, Verdict
from claimcheck.review.events import ADDED, RECUT, REDONE, SERVED, UNDONE
from claimcheck.review.json_values import work_to_json
from claimcheck.review.queue import counts
from claimcheck.review.replay import replay
from claimcheck.review.statistics import (
    Change,
    Checked,
    Course,
    Period,
    courses,
    found_out,
    progress,
    ratings_in_order,
    stays,
    verdicts_by_speaker,
)

BEGUN = NOON - timedelta(days=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def undone(number: int, *events: int, **fields: Any) -> Event:
    return an_event(number, UNDONE, {"events": list(events), "group": "u"}, **fields)


def after(hours: float) -> datetime:
    return NOON + hours * HOUR


def changes(*events: Event, begun: datetime | None = BEGUN) -> list[tuple[datetime, Status | None]]:
    """Where the one claim of *events* stood from when on."""
    [course] = courses({} if begun is None else {"c": begun}, events)
    return [(change.at, change.status) for change in course.changes]


def standing(
    log: list[Event], begun: dict[str, datetime], zone: timezone = UTC
) -> list[tuple[str, dict[str, int]]]:
    """How many claims stood where, by the beginning of each period; a status without claims is left out."""
    told = progress(courses(begun, log), zone)
    return [
        (f"{each.begin:%m-%d %H}", {status: count for status, count in each.claims.items() if count})
        for each in told.standings
    ]


# --- courses --------------------------------------------------------------------------------------


def test_a_claim_without_events_is_unreviewed_from_when_its_article_was_brought_in() -> None:
    [course] = courses({"c": BEGUN}, [])
    assert course == Course((Change(BEGUN, Status.UNREVIEWED),), Verdict("c"))


def test_each_step_changes_the_status_at_its_moment() -> None:
    steps = [a_move(1, "selected", at=after(1)), a_move(2, "dismissed", at=after(3))]
    assert changes(*steps) == [(BEGUN, "unreviewed"), (after(1), "selected"), (after(3), "dismissed")]


def served(number: int, status: Status, **fields: Any) -> Event:
    """The event with which a claim takes over the check of another, that stands in *status*."""
    data = {"from": "d", "work": work_to_json(some_work()), "check": {"status": status}, "group": "g"}
    return an_event(number, SERVED, data, **fields)


def test_a_claim_that_takes_over_a_check_jumps_to_where_that_stands() -> None:
    steps = [
        served(1, Status.APPROVED, at=after(1)),
        served(2, Status.CORRECTED, at=after(3)),
        undone(3, 1, 2, at=after(4)),
    ]
    assert changes(*steps) == [
        (BEGUN, "unreviewed"),
        (after(1), "approved"),
        (after(3), "corrected"),
        (after(4), "unreviewed"),
    ]
    [course] = courses({"c": BEGUN}, steps[:2])
    assert [(stay.status, stay.median) for stay in stays([course])] == [
        ("unreviewed", DAY + HOUR),
        ("approved", 2 * HOUR),
    ]
    assert found_out([course.verdict]) == [course.verdict]


def test_steps_taken_in_one_go_change_it_once() -> None:
    steps = [
        a_move(number, target) for number, target in enumerate(["selected", "researching", "proposed"], 1)
    ]
    assert changes(*steps) == [(BEGUN, "unreviewed"), (NOON, "proposed")]


def test_an_event_that_leaves_the_status_changes_nothing() -> None:
    steps = [a_move(1, "selected", at=after(1)), a_move(2, "selected", at=after(2))]
    assert changes(*steps) == [(BEGUN, "unreviewed"), (after(1), "selected")]


def test_an_undo_counts_from_its_own_moment_and_leaves_what_was_before() -> None:
    steps = [a_move(1, "selected", at=after(1)), undone(2, 1, at=after(5)), undone(3, 2, at=after(6))]
    assert changes(*steps) == [
        (BEGUN, "unreviewed"),
        (after(1), "selected"),
        (after(5), "unreviewed"),
        (after(6), "selected"),
    ]


def test_a_claim_added_by_hand_is_there_from_then_on_and_not_once_it_is_taken_back() -> None:
    steps = [
        an_event(1, ADDED, at=after(1)),
        undone(2, 1, at=after(2)),
        an_event(3, ADDED, at=after(3)),
        a_move(4, "selected", at=after(4)),
    ]
    assert changes(*steps) == [
        (after(1), "unreviewed"),
        (after(2), None),
        (after(3), "unreviewed"),
        (after(4), "selected"),
    ]


def test_a_claim_that_is_cut_anew_is_no_longer_there() -> None:
    steps = [a_move(1, "researching", at=after(1)), an_event(2, RECUT, {"into": ["d"]}, at=after(2))]
    assert changes(*steps)[-1] == (after(2), None)


def test_a_claim_has_begun_when_something_happened_to_it() -> None:
    step = a_move(1, "selected", at=after(1))
    assert changes(step, begun=after(9)) == [(after(1), "unreviewed"), (after(1), "selected")]
    assert changes(step, begun=None) == [(after(1), "selected")]


def test_the_order_of_the_log_holds_where_a_clock_is_behind() -> None:
    steps = [a_move(1, "selected", at=after(5)), a_move(2, "dismissed", at=after(2))]
    assert changes(*steps)[1:] == [(after(5), "dismissed")]


def test_an_event_that_makes_no_sense_changes_nothing_but_puts_the_verdict_in_doubt() -> None:
    steps = [a_move(1, "approved", some_work(), at=after(1)), an_event(2, "bogus", at=after(2))]
    (course,) = courses({}, steps)
    assert [(change.at, change.status) for change in course.changes] == [(after(1), "approved")]
    (doubt,) = course.verdict.doubts
    assert doubt.startswith("Event 2 by Ann (bogus) cannot be read: it does not add up with those before it")
    assert found_out([course.verdict]) == []


STEPS = st.one_of(
    st.sampled_from(["unreviewed", "selected", "researching", "proposed", "dismissed", ADDED, RECUT]),
    st.tuples(st.sampled_from([UNDONE, REDONE]), st.integers(1, 12)),
)


@given(st.lists(STEPS, min_size=1, max_size=12))
def test_at_every_moment_the_status_is_that_of_the_events_up_to_it(
    steps: list[str | tuple[str, int]],
) -> None:
    events = []
    for number, drawn in enumerate(steps, 1):
        if isinstance(drawn, str):
            events.append(a_move(number, drawn, some_work(), at=after(number)))
        elif drawn[1] < number:
            events.append(an_event(number, drawn[0], {"events": [drawn[1]]}, at=after(number)))
    [course] = courses({"c": BEGUN}, events) or [Course((), Verdict("c"))]
    for number, event in enumerate(events, 1):
        verdict = replay("c", events[:number])
        stood = [change.status for change in course.changes if change.at <= event.at]
        assert stood[-1] == (verdict.status if counts(verdict) else None)
    final = replay("c", events)
    assert (course.verdict.rating, course.verdict.withdrawn) == (final.rating, final.withdrawn)


# --- progress -------------------------------------------------------------------------------------


def test_each_day_has_how_many_claims_stood_where_at_its_end() -> None:
    log = [
        a_move(1, "selected", at=NOON),
        a_move(2, "dismissed", claim_id="d", at=NOON + HOUR),
        undone(3, 1, at=NOON + 3 * DAY),
    ]
    assert standing(log, {"c": NOON, "d": NOON, "e": NOON + DAY}) == [
        ("06-01 00", {"selected": 1, "dismissed": 1}),
        ("06-02 00", {"unreviewed": 1, "selected": 1, "dismissed": 1}),
        ("06-03 00", {"unreviewed": 1, "selected": 1, "dismissed": 1}),
        ("06-04 00", {"unreviewed": 2, "dismissed": 1}),
    ]


def test_a_claim_that_is_taken_back_stands_nowhere() -> None:
    log = [an_event(1, ADDED), undone(2, 1, at=NOON + 3 * DAY)]
    assert standing(log, {}) == [
        ("06-01 00", {"unreviewed": 1}),
        ("06-02 00", {"unreviewed": 1}),
        ("06-03 00", {"unreviewed": 1}),
        ("06-04 00", {}),
    ]


def test_within_two_days_it_is_told_by_hour() -> None:
    log = [a_move(1, "selected", at=NOON + timedelta(minutes=90))]
    assert standing(log, {"c": NOON}) == [("06-01 12", {"unreviewed": 1}), ("06-01 13", {"selected": 1})]


@pytest.mark.parametrize(
    ("length", "period", "bars"),
    [
        (timedelta(0), Period.HOUR, 1),
        (2 * DAY, Period.HOUR, 49),
        (2 * DAY + HOUR, Period.DAY, 3),
        (400 * DAY, Period.DAY, 401),
        (401 * DAY, Period.MONTH, 14),
        (20_000 * DAY, Period.MONTH, 658),
    ],
)
def test_a_longer_time_is_told_in_longer_periods_without_a_gap(
    length: timedelta, period: Period, bars: int
) -> None:
    told = progress(courses({"c": NOON, "d": NOON + length}, []), UTC)
    assert (told.period, len(told.standings)) == (period, bars)
    begins = [each.begin for each in told.standings]
    assert begins == sorted(set(begins))
    assert told.standings[-1].claims[Status.UNREVIEWED] == 2


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2025, 6, 1, 23, 30, tzinfo=UTC)
    begun = {"c": late, "d": late + 4 * DAY}
    assert standing([], begun)[0][0] == "06-01 00"
    assert standing([], begun, timezone(HOUR))[0][0] == "06-02 00"


def test_nothing_has_no_progress() -> None:
    assert progress(courses({}, [])).standings == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(Status)[:5]), st.integers(0, 99))))
def test_in_the_end_each_claim_stands_where_its_verdict_says(steps: list[tuple[str, Status, int]]) -> None:
    log = [
        a_move(number, target, claim_id=claim_id, at=after(hours))
        for number, (claim_id, target, hours) in enumerate(steps, 1)
    ]
    found = courses(dict.fromkeys("abc", BEGUN), log)
    expected = Counter(course.verdict.status for course in found)
    assert Counter(progress(found, UTC).standings[-1].claims) == expected


# --- the time in each step ------------------------------------------------------------------------


def test_how_long_claims_stood_in_a_status_that_they_left() -> None:
    log = [
        a_move(number, "selected", claim_id=claim_id, at=BEGUN + hours * HOUR)
        for number, (claim_id, hours) in enumerate([("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)], 1)
    ]
    [told] = stays(courses(dict.fromkeys("abcdef", BEGUN), log))
    assert (told.status, told.claims) == ("unreviewed", 5)
    assert (told.lower, told.median, told.upper) == (2 * HOUR, 3 * HOUR, 4 * HOUR)


def test_one_stay_is_its_own_median_and_quartiles() -> None:
    [told] = stays(courses({"c": BEGUN}, [a_move(1, "selected", at=NOON)]))
    assert (told.claims, told.lower, told.median, told.upper) == (1, DAY, DAY, DAY)


def test_steps_are_in_their_order_and_what_was_passed_in_one_go_is_not_among_them() -> None:
    log = [
        a_move(1, "dismissed", at=after(1)),
        a_move(2, "unreviewed", at=after(2)),
        a_move(3, "selected", at=after(4)),
        a_move(4, "researching", at=after(4)),
        a_move(5, "proposed", at=after(5)),
    ]
    assert [told.status for told in stays(courses({"c": NOON}, log))] == [
        "unreviewed",
        "researching",
        "dismissed",
    ]


def test_a_claim_that_comes_back_counts_once_with_all_its_time() -> None:
    log = [
        a_move(1, "selected", at=after(1)),
        a_move(2, "unreviewed", at=after(2)),
        a_move(3, "selected", at=after(5)),
        a_move(4, "researching", at=after(6)),
    ]
    first, second = stays(courses({"c": NOON}, log))
    assert (first.status, first.claims, first.median) == ("unreviewed", 1, 4 * HOUR)
    assert (second.status, second.claims, second.median) == ("selected", 1, 2 * HOUR)


def test_a_claim_that_was_cut_anew_has_not_done_its_last_step() -> None:
    log = [a_move(1, "selected", at=after(1)), an_event(2, RECUT, {"into": ["d"]}, at=after(2))]
    assert [told.status for told in stays(courses({"c": NOON}, log))] == ["unreviewed"]


# --- verdicts by speaker --------------------------------------------------------------------------


def rated(claim_id: str, rating: str | None = "True", status: str = "approved", **fields: Any) -> Verdict:
    return Verdict(claim_id, Status(status), rating=rating, **{"scale": "claimcheck", **fields})


def test_a_verdict_is_found_out_once_it_is_approved() -> None:
    standing = [rated(status, status=status) for status in Status]
    assert [verdict.claim_id for verdict in found_out(standing)] == ["approved", "published", "corrected"]
    assert found_out([rated("c", rating=None)]) == []


def test_ratings_are_counted_by_speaker_the_most_checked_first() -> None:
    verdicts = [rated("a"), rated("b", "False"), rated("c"), rated("d"), rated("e")]
    speakers = {"a": "Zoe", "b": "Ann", "c": "Ann", "d": None, "e": None}
    assert verdicts_by_speaker(verdicts, speakers) == [
        Checked("the article", {"True": 2}),
        Checked("Ann", {"False": 1, "True": 1}),
        Checked("Zoe", {"True": 1}),
    ]


def test_a_check_that_serves_several_claims_of_a_speaker_counts_once() -> None:
    verdicts = [rated("a"), rated("b", served_from="a"), rated("c", served_from="a")]
    assert verdicts_by_speaker(verdicts, {"a": "Ann", "b": "Ann", "c": "Bob"}) == [
        Checked("Ann", {"True": 1}),
        Checked("Bob", {"True": 1}),
    ]


def test_those_after_the_first_are_put_together() -> None:
    verdicts = [rated(str(number)) for number in range(20)]
    rows = verdicts_by_speaker(verdicts, {str(number): f"S{number:02}" for number in range(20)})
    assert [row.speaker for row in rows] == [*(f"S{number:02}" for number in range(15)), "others"]
    assert (rows[-1].ratings, rows[-1].total) == ({"True": 5}, 5)


def test_the_ratings_of_a_scale_are_in_its_order_given_or_not() -> None:
    assert ratings_in_order([rated("a", "False"), rated("b", "Mixture")]) == [
        "True",
        "Mostly true",
        "Mixture",
        "Mostly false",
        "False",
        "Unproven",
        "Missing context",
    ]


def test_ratings_of_several_scales_are_each_there_once_and_unknown_ones_last() -> None:
    several = [rated("a", "Half True", scale="politifact"), rated("b"), rated("c", "Zany", scale="gone")]
    names = ratings_in_order(several)
    assert len(names) == len(set(names))
    assert names[:2] == ["True", "Mostly true"]
    assert {"Half True", "Pants on Fire"} < set(names)
    assert names[-1] == "Zany"
    assert ratings_in_order([]) == []
