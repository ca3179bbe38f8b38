"""Which claims the queue shows, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Status, Verdict
from claimcheck.review.queue import (
    ALL,
    DECIDED,
    NEWEST,
    ORDERS,
    PLACE,
    SHOWN,
    TO_DO,
    WORTHINESS,
    Filter,
    QueueRow,
    arrange,
    counts,
    status_of,
)
from claimcheck.review.replay import CUT_ANEW


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
    return " ".join(row.claim_id for row in arrange(rows, known, Filter(**wanted)))


# One claim in each status under its own name, one that nobody touched, one withdrawn and one cut anew.
EACH = [a_row(status.value) for status in Status] + [a_row("fresh"), a_row("withdrawn"), a_row("recut")]
KNOWN = {status.value: Verdict(status.value, status) for status in Status} | verdicts(
    withdrawn=Verdict("withdrawn", withdrawn=True),
    recut=Verdict("recut", Status.DISMISSED, dismiss_reason=CUT_ANEW),
)
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


def test_every_choice_of_the_queue_is_in_the_table_above() -> None:
    assert list(SHOWN) == [ALL, TO_DO, DECIDED, *Status]


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
        (".*", ""),
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
    found = arrange(ROWS, known, Filter(show=show, order=order, text=text))
    assert set(found) == set(arrange(ROWS, known, Filter(show=show, text=text)))
    assert len(set(found)) == len(found)
