"""The priorities of a whole pile at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.priority.priorities import WEIGHTS
from claimcheck.priority.ranking import measured, ranked, read_parts, worded

EVEN = [1 / len(WEIGHTS)] * len(WEIGHTS)
VALUES = st.lists(
    st.lists(st.floats(0, 1), min_size=len(WEIGHTS), max_size=len(WEIGHTS)), min_size=1, max_size=12
)


@given(VALUES)
def test_the_order_is_that_of_the_priorities(values: list[list[float]]) -> None:
    order, priorities = ranked(np.array(values), EVEN)
    assert sorted(order) == list(range(len(values)))
    told = [priorities[place] for place in order]
    assert told == sorted(told, reverse=True)
    assert all(0 <= one <= 1 for one in priorities)


@given(VALUES, st.data())
def test_what_came_back_is_above_all_and_what_is_left_out_below(
    values: list[list[float]], data: st.DataObject
) -> None:
    places = st.sets(st.integers(0, len(values) - 1))
    came_back = data.draw(places)
    last = data.draw(places) - came_back
    order, priorities = ranked(np.array(values), EVEN, sorted(came_back), sorted(last))
    assert set(order[: len(came_back)]) == came_back
    assert set(order[len(order) - len(last) :]) == last
    assert all(priorities[place] == 1.0 for place in came_back)


def test_equals_stay_in_the_order_of_the_rows() -> None:
    assert ranked(np.zeros((4, len(WEIGHTS))), EVEN)[0] == [0, 1, 2, 3]


ODD = [
    None,
    "",
    "{",
    "[]",
    '{"who says it": ["much"]}',
    "null",
    '"x"',
    '{"who says it": [NaN]}',
    '{"who says it": 1}',
    '{"who says it": []}',
    "[" * 100_000,
    "{},{}",
]


@pytest.mark.parametrize("record", ODD)
def test_what_is_not_known_or_was_changed_counts_nothing(record: str | None) -> None:
    beside = '{"who says it": [0.75, "Ann Lee, mayor"]}'
    found = measured([0.5, 0.5], read_parts([record, beside]))
    assert worded("who", read_parts([record, beside])) == ["", "Ann Lee, mayor"]
    assert found.round(2).tolist() == [[0.5, 0, 0, 0, 0, 0, 0], [0.5, 0, 0.75, 0, 0, 0, 0]]


def test_a_pile_without_claims_has_an_order() -> None:
    assert ranked(measured([], []), EVEN) == ([], [])
