"""Which words a cut takes, and what a claim falls into."""

from __future__ import annotations

import pytest
from factories import an_article, claim_on, cut, span_of
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import WorkflowError
from claimcheck.model import Span, Status, Verdict
from claimcheck.review.claim_editing import cut_by_hand, pieces, refuse_no_change, refuse_settled

ARTICLE = an_article()
TEXT = ARTICLE.text
WHOLE = span_of(ARTICLE, "It is 25 times bigger than Russia.")


def test_a_cut_takes_the_words_without_the_white_space_around_them() -> None:
    wide = Span(WHOLE.start - 1, WHOLE.end + 2)
    assert cut_by_hand(cut, ARTICLE, wide).span == WHOLE


def test_without_a_flagger_there_is_no_cutting() -> None:
    with pytest.raises(WorkflowError, match="opened without a flagger"):
        cut_by_hand(None, ARTICLE, WHOLE)


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("25 times", ["It is ", "25 times", " bigger than Russia."]),
        ("It is", ["It is", " 25 times bigger than Russia."]),
        ("bigger than Russia.", ["It is 25 times ", "bigger than Russia."]),
        # A full stop alone is no claim.
        ("bigger than Russia", ["It is 25 times ", "bigger than Russia"]),
        ("32 members. It is", ["It is", " 25 times bigger than Russia."]),
    ],
)
def test_a_claim_falls_into_what_stands_before_in_and_after(part: str, found: list[str]) -> None:
    assert [piece.of(TEXT) for piece in pieces(TEXT, WHOLE, span_of(ARTICLE, part))] == found


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (span_of(ARTICLE, "32 members"), "are not in this claim; select some that are"),
        (Span(WHOLE.start, WHOLE.start), "are not in this claim"),
        (Span(-5, -1), "are not in this claim"),
        (WHOLE, "select only the part to split off"),
        (Span(0, 10_000), "select only the part to split off"),
    ],
)
def test_what_does_not_part_a_claim_is_refused(part: Span, message: str) -> None:
    with pytest.raises(WorkflowError, match=message):
        pieces(TEXT, WHOLE, part)


@given(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5))
def test_pieces_lie_in_the_claim_in_order_and_lose_no_word(start: int, end: int) -> None:
    try:
        found = pieces(TEXT, WHOLE, Span(start, end))
    except WorkflowError:
        return
    edges = [edge for piece in found for edge in (piece.start, piece.end)]
    assert edges == sorted(edges)
    assert edges[0] >= WHOLE.start
    assert edges[-1] <= WHOLE.end
    kept = "".join(piece.of(TEXT) for piece in found)
    assert [c for c in kept if c.isalnum()] == [c for c in WHOLE.of(TEXT) if c.isalnum()]


@pytest.mark.parametrize("status", list(Status))
def test_a_claim_keeps_its_words_once_a_verdict_is_staked_on_them(status: Status) -> None:
    verdict = Verdict("c", status)
    if status in (Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING):
        refuse_settled(verdict)
        return
    with pytest.raises(WorkflowError, match=f"A claim that is {status} keeps its words"):
        refuse_settled(verdict)


def test_a_cut_has_to_change_something() -> None:
    claim, other = claim_on(ARTICLE, "32 members"), claim_on(ARTICLE, "25 times")
    refuse_no_change(claim.id, [claim, other], [other])
    refuse_no_change(claim.id, [other], [])
    for cuts in ([], [claim]):
        with pytest.raises(WorkflowError, match="already has these words"):
            refuse_no_change(claim.id, cuts, [])
