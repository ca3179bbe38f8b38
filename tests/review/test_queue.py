"""Which claims the queue shows, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factories import NOON, an_event
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import BlindRating, Contact, Status, Verdict
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.people import same_person
from claimcheck.review.policies import Policy
from claimcheck.review.queue import (
    ALL,
    BELOW,
    DEADLINE,
    DECIDED,
    FOR_ME,
    IN_DISPUTE,
    LATEST,
    MINE,
    NEWEST,
    ORDERS,
    OVERDUE,
    PLACE,
    SENT_BACK,
    SHOWN,
    THE_ARTICLE,
    TO_APPROVE,
    TO_DO,
    TO_RATE,
    WORTHINESS,
    Filter,
    QueueRow,
    Seat,
    arrange,
    concerns,
    counts,
    hands,
    overdue,
    status_of,
)
from claimcheck.review.search import WordIndex

SEAT = Seat("Ann", Policy.newsroom(), date(2025, 6, 6))


def a_row(claim_id: str, **fields: Any) -> QueueRow:
    values = {
        "article_id": "a",
        "added_at": "2025-06-01",
        "start": 0,
        "end": 9,
        "text": "Words.",
        "speaker": None,
    }
    return QueueRow(claim_id=claim_id, **{**values, "worthiness": 0.5, **fields})


def verdicts(**statuses: Status | Verdict) -> dict[str, Verdict]:
    return {
        claim_id: found if isinstance(found, Verdict) else Verdict(claim_id, found)
        for claim_id, found in statuses.items()
    }


def shown(rows: list[QueueRow], known: dict[str, Verdict], **wanted: Any) -> str:
    return " ".join(row.claim_id for row in found(rows, known, Filter(**wanted)))


def found(
    rows: list[QueueRow], known: dict[str, Verdict], wanted: Filter, seat: Seat = SEAT
) -> list[QueueRow]:
    """What the worklist does: the words are looked up, the rest is arranged."""
    places = WordIndex(f"{row.text} {row.speaker or ''}" for row in rows).having(wanted.text)
    having = None if places is None else {rows[place].claim_id for place in places}
    return arrange(rows, known, wanted, seat, having)


# One claim in each status under its own name, one that nobody touched, one withdrawn and one cut anew.
EACH = [a_row(status.value) for status in Status] + [a_row("fresh"), a_row("withdrawn"), a_row("recut")]
KNOWN = {status.value: Verdict(status.value, status) for status in Status} | verdicts(
    withdrawn=Verdict("withdrawn", withdrawn=True),
    recut=Verdict("recut", Status.DISMISSED, dismiss_reason=CUT_ANEW),
)
FOR_WHOM = (FOR_ME, SENT_BACK, MINE, TO_APPROVE, TO_RATE, IN_DISPUTE, OVERDUE)
OPEN = "unreviewed selected researching proposed"
DONE = "approved published corrected dismissed"


@pytest.mark.parametrize(
    ("show", "claims"),
    [
        (ALL, f"{OPEN} {DONE} fresh"),
        (TO_DO, f"{OPEN} fresh"),
        (DECIDED, DONE),
        ("unreviewed", "unreviewed fresh"),
        ("selected", "selected"),
        ("researching", "researching"),
        ("proposed", "proposed"),
        ("approved", "approved"),
        ("published", "published"),
        ("corrected", "corrected"),
        ("dismissed", "dismissed recut"),
    ],
)
def test_the_queue_shows_the_claims_of_a_status(show: str, claims: str) -> None:
    assert show in SHOWN
    assert shown(EACH, KNOWN, show=show) == claims


def test_what_is_below_the_minimum_is_not_to_do_until_somebody_begins() -> None:
    low = {"fresh", "selected"}
    kept = {
        show: [row.claim_id for row in arrange(EACH, KNOWN, Filter(show=show), SEAT, low=low)]
        for show in (TO_DO, BELOW, ALL)
    }
    assert (kept[TO_DO], kept[BELOW]) == (OPEN.split(), ["fresh"])
    assert kept[ALL] == f"{OPEN} {DONE} fresh".split()


def test_every_choice_of_the_queue_is_in_the_table_above() -> None:
    assert list(SHOWN) == [ALL, TO_DO, BELOW, DECIDED, *FOR_WHOM, *Status]


def test_a_claim_that_was_withdrawn_or_cut_anew_is_no_part_of_the_pile() -> None:
    assert [claim_id for claim_id, verdict in KNOWN.items() if not counts(verdict)] == ["withdrawn", "recut"]


def test_a_claim_without_events_is_unreviewed() -> None:
    assert status_of("fresh", KNOWN) is Status.UNREVIEWED
    assert status_of("approved", KNOWN) is Status.APPROVED


# Rows come most worth checking first, as the store gives them.
ROWS = [
    a_row(
        "b2",
        article_id="b",
        added_at="2",
        start=5,
        worthiness=0.9,
        text="Exports doubled.",
        speaker="Mark Rutte",
    ),
    a_row(
        "a2",
        article_id="a",
        added_at="1",
        start=7,
        worthiness=0.8,
        text="NATO has 32 members.",
        speaker="Kallas",
    ),
    a_row("b1", article_id="b", added_at="2", start=1, worthiness=0.7, text="EXPORTS fell."),
    a_row(
        "a1",
        article_id="a",
        added_at="1",
        start=2,
        worthiness=0.6,
        text="Die Straße ist lang.",
        speaker="Rutte",
    ),
]


@pytest.mark.parametrize(
    ("order", "claims"), [(WORTHINESS, "b2 a2 b1 a1"), (PLACE, "a1 a2 b1 b2"), (NEWEST, "b2 b1 a2 a1")]
)
def test_the_queue_has_its_orders(order: str, claims: str) -> None:
    assert order in ORDERS
    assert shown(ROWS, {}, order=order) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("", "b2 a2 b1 a1"),
        ("  ", "b2 a2 b1 a1"),
        ("exports", "b2 b1"),
        ("rutte", "b2 a1"),
        ("RUTTE exports", "b2"),
        ("exports kallas", ""),
        ("STRASSE", "a1"),
        ("None", ""),
        (".*", "b2 a2 b1 a1"),
    ],
)
def test_any_words_are_looked_for_in_the_claim_and_its_speaker(text: str, claims: str) -> None:
    assert shown(ROWS, {}, text=text) == claims


def test_the_queue_can_be_that_of_one_article() -> None:
    assert shown(ROWS, {}, article="b") == "b2 b1"
    assert shown(ROWS, {}, article="b", text="doubled") == "b2"
    assert shown(ROWS, {}, article="nowhere") == ""


@given(
    st.sampled_from(SHOWN),
    st.sampled_from(ORDERS),
    st.sampled_from(["", "rutte", "e"]),
    st.sets(st.sampled_from("ab")),
)
def test_an_order_shows_the_same_claims_as_any_other(
    show: str, order: str, text: str, done: set[str]
) -> None:
    known = {row.claim_id: Verdict(row.claim_id, Status.APPROVED) for row in ROWS if row.article_id in done}
    shown = found(ROWS, known, Filter(show=show, order=order, text=text))
    assert set(shown) == set(found(ROWS, known, Filter(show=show, text=text)))
    assert len(set(shown)) == len(shown)


# Every filter alone and together, against a plain account of each

PEOPLE = ["Ann", "ANN", "Bob", "Kovač", None]
contacts = st.none() | st.builds(
    Contact,
    asked=st.just("2025-05-01"),
    deadline=st.sampled_from([None, "2025-06-05", "2025-06-06", "2025-07-01", "soon", ""]),
    reply=st.sampled_from([None, "No."]),
)
row_values = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from("ab"),
        "added_at": st.sampled_from(["1", "2"]),
        "start": st.integers(0, 5),
        "worthiness": st.sampled_from([0.1, 0.5, 0.9]),
        "text": st.sampled_from(["NATO has 32 members.", "Exports doubled.", "<b>'; --", ""]),
        "speaker": st.sampled_from([None, "Mark Rutte", "Kallas", THE_ARTICLE]),
        "kinds": st.sampled_from(["", "quantity", "trend quantity", "trend"]),
    }
)
verdict_values = st.fixed_dictionaries(
    {
        "status": st.sampled_from(Status),
        "assigned_to": st.sampled_from(PEOPLE),
        "due": st.sampled_from([None, "2025-05-20", "2025-06-20"]),
        "proposed_by": st.sampled_from(PEOPLE),
        "blind": st.booleans(),
        "contact": contacts,
        "withdrawn": st.booleans(),
        "seen": st.integers(1, 9),
        "ratings": st.lists(
            st.builds(
                BlindRating,
                st.sampled_from(["Ann", "Bob"]),
                st.sampled_from(["True", "False"]),
                st.none(),
                st.just(NOON),
            ),
            max_size=2,
            unique_by=lambda rating: rating.by,
        ).map(tuple),
        "history": st.lists(st.sampled_from(["Bob", "KOVAČ"]), max_size=2).map(
            lambda names: tuple(an_event(number, "commented", by=by) for number, by in enumerate(names, 1))
        ),
    }
)
filters = st.builds(
    Filter,
    show=st.sampled_from(SHOWN),
    order=st.sampled_from(ORDERS),
    article=st.sampled_from([None, "a", "b", "nowhere"]),
    text=st.sampled_from(["", " ", "members", "MEMBRS", "rutte exports", "<b>", "\x00", "%"]),
    kind=st.sampled_from(["", "quantity", "trend", "rank"]),
    speaker=st.sampled_from(["", "rutte", " KALLAS ", THE_ARTICLE, "<img>"]),
    reviewer=st.sampled_from(["", "  ", "ann", "Bob", "kovac\u030c", "nobody"]),
)


def plainly(row: QueueRow, verdict: Verdict | None, wanted: Filter, seat: Seat) -> bool:
    """Whether *wanted* lets the claim through, by the words of `Filter` and nothing else."""
    known = verdict or Verdict(row.claim_id)
    own = [rating for rating in known.ratings if same_person(rating.by, seat.reviewer)]
    early = known.status in ("unreviewed", "selected", "researching")
    asked = known.blind or seat.policy.double_blind
    contact = known.contact or Contact()
    dated = contact.deadline not in (None, "", "soon") and str(contact.deadline) < seat.today.isoformat()
    late = known.due is not None and date.fromisoformat(known.due) < seat.today
    shows = {
        ALL: True,
        TO_DO: not known.status.decided,
        DECIDED: known.status.decided,
        BELOW: False,
        MINE: same_person(known.assigned_to, seat.reviewer) and not known.status.decided,
        TO_APPROVE: known.status == "proposed" and not same_person(known.proposed_by, seat.reviewer),
        TO_RATE: asked and early and len(known.ratings) < 2 and not own,
        IN_DISPUTE: early and len({rating.rating for rating in known.ratings}) == 2,
        OVERDUE: (late or (dated and not contact.reply)) and not known.status.decided,
        SENT_BACK: False,
        **{status.value: known.status is status for status in Status},
    }
    late_for_all = shows[OVERDUE] and known.assigned_to is None
    shows[FOR_ME] = verdict is not None and (
        shows[MINE] or shows[TO_APPROVE] or shows[TO_RATE] or late_for_all
    )
    people = [event.by for event in known.history] + [known.assigned_to]
    return (
        shows[wanted.show]
        and not known.withdrawn
        and (wanted.article is None or row.article_id == wanted.article)
        and (not wanted.kind or wanted.kind in row.kinds.split())
        and (
            (row.speaker is None)
            if wanted.speaker == THE_ARTICLE
            else wanted.speaker.strip().casefold() in (row.speaker or "").casefold()
        )
        and (not wanted.reviewer.strip() or any(same_person(name, wanted.reviewer) for name in people))
    )


@given(st.lists(st.tuples(row_values, st.none() | verdict_values), max_size=6), filters, st.booleans())
def test_any_filters_together_let_through_what_each_lets_through_alone(
    pile: list[tuple[dict[str, Any], dict[str, Any] | None]], wanted: Filter, double: bool
) -> None:
    pile = sorted(pile, key=lambda pair: -pair[0]["worthiness"])
    rows = [a_row(f"c{place}", **values) for place, (values, _verdict) in enumerate(pile)]
    known = {
        f"c{place}": Verdict(f"c{place}", **values)
        for place, (_row, values) in enumerate(pile)
        if values is not None
    }
    seat = replace(SEAT, policy=replace(SEAT.policy, double_blind=double))
    shown = found(rows, known, wanted, seat)
    having = {row.claim_id for row in found(rows, {}, Filter(text=wanted.text))}
    assert {row.claim_id for row in shown} == {
        row.claim_id
        for row in rows
        if plainly(row, known.get(row.claim_id), wanted, seat) and row.claim_id in having
    }
    # Whatever the order, what it does not tell apart stays as it came: most worth checking first.
    assert shown == sorted(shown, key=lambda row: _place(row, known.get(row.claim_id), wanted.order, rows))


def _place(row: QueueRow, verdict: Verdict | None, order: str, rows: list[QueueRow]) -> tuple[Any, ...]:
    """The key of a plain sort; the last part is where the row came."""
    came = rows.index(row)
    if order == PLACE:
        return (row.added_at, row.article_id, row.start, came)
    if order == NEWEST:
        return (-int(row.added_at), came)
    if order == LATEST:
        return (-(verdict.seen if verdict else 0), came)
    if order == DEADLINE:
        if verdict is None or verdict.status.decided:
            return (True, "", came)
        asked = verdict.contact if verdict.contact and not verdict.contact.reply else None
        dates = [day for day in (verdict.due, asked.deadline if asked else None) if day is not None]
        return (not dates, min(dates, default=""), came)
    return (came,)


@pytest.mark.parametrize(
    ("verdict", "late", "concerns_ann"),
    [
        (Verdict("c", assigned_to="ann", due="2025-05-31"), True, True),
        (Verdict("c", assigned_to="Ann", due="2025-06-01"), False, True),
        (Verdict("c", assigned_to="Bob", due="2025-05-31"), True, False),
        (Verdict("c", Status.APPROVED, assigned_to="Ann", due="2025-05-31"), False, False),
        (Verdict("c", contact=Contact(deadline="2025-05-31")), True, True),
        (Verdict("c", assigned_to="Bob", contact=Contact(deadline="2025-05-31")), True, False),
        (Verdict("c", contact=Contact(deadline="2025-05-31", reply="No.")), False, False),
    ],
)
def test_what_is_late_concerns_whoever_has_it_and_everybody_where_nobody_has(
    verdict: Verdict, late: bool, concerns_ann: bool
) -> None:
    seat = replace(SEAT, reviewer="Ann", today=date(2025, 6, 1))
    assert overdue(verdict, seat.today) is late
    assert concerns(verdict, seat) is concerns_ann


def test_a_proposal_waits_for_the_approval_of_anybody_but_its_proposer() -> None:
    known = verdicts(
        own=Verdict("own", Status.PROPOSED, proposed_by="  ANN"),
        other=Verdict("other", Status.PROPOSED, proposed_by="Bob"),
    )
    assert shown([a_row("own"), a_row("other")], known, show=TO_APPROVE) == "other"


def test_the_next_deadline_comes_first_and_what_waits_for_no_reply_last() -> None:
    def waiting(claim_id: str, deadline: str | None, **fields: Any) -> Verdict:
        contact = Contact(asked="2025-05-01", deadline=deadline, reply=fields.pop("reply", None))
        return Verdict(claim_id, contact=contact, **fields)

    known = verdicts(
        late=waiting("late", "2025-07-01"),
        soon=waiting("soon", "2025-06-05"),
        replied=waiting("replied", "2025-05-05", reply="No."),
        done=waiting("done", "2025-05-05", status=Status.APPROVED),
        never=waiting("never", None),
    )
    rows = [a_row(name) for name in ("fresh", "replied", "late", "done", "never", "soon")]
    assert shown(rows, known, order=DEADLINE) == "soon late fresh replied done never"


def test_the_latest_step_comes_first_and_what_nobody_touched_last() -> None:
    known = verdicts(old=Verdict("old", seen=3), new=Verdict("new", seen=9))
    assert shown([a_row("fresh"), a_row("old"), a_row("new")], known, order=LATEST) == "new old fresh"


def test_the_names_of_all_who_had_a_claim_are_its_hands() -> None:
    verdict = Verdict("c", assigned_to="ANA Kovač", history=(an_event(1, "commented", by="Bob"),))
    assert hands(verdict) == {"ana kovač", "bob"}
    assert hands(Verdict("c")) == set()


def test_a_claim_cut_anew_is_shown_among_the_dismissed_alone() -> None:
    for show in SHOWN:
        assert ("recut" in shown(EACH, KNOWN, show=show).split()) == (show == "dismissed")
