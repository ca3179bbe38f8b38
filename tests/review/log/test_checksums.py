"""The sum over a row: the same for the same content, however a database gives it back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.review.log.checksums import row_sum

values = st.none() | st.text() | st.booleans() | st.integers(-(2**31), 2**31) | st.floats(allow_nan=False)
rows = st.dictionaries(st.text(min_size=1), values, max_size=5)


@given(rows, st.data())
def test_any_changed_value_changes_the_sum(row: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(row)) if row else st.just("name"))
    value = data.draw(st.text())
    assert (row_sum({**row, name: value}) == row_sum(row)) == (name == "sum" or row.get(name) == value)


@given(rows)
def test_order_its_own_sum_and_what_is_not_known_do_not_matter(row: dict[str, Any]) -> None:
    other = {"sum": "anything", "not known": None} | dict(reversed(row.items()))
    assert row_sum(other) == row_sum({"not known": None, **row})


@given(st.integers(-(2**31), 2**31))
def test_a_number_counts_for_what_it_is_worth(number: int) -> None:
    assert row_sum({"start": number}) == row_sum({"start": float(number)})
