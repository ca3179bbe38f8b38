"""Which day or period a notation means, seen from the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.quantities.date_resolution import around, resolve

DAY = "2024-01-31"  # a Wednesday, and the end of a month longer than the next

CASES = [  # (notation, what it means, what it means where the words look ahead)
    ("2019", "2019", "2019"),
    ("2019-05", "2019-05", "2019-05"),
    ("2019-05-14T10:00", "2019-05-14T10:00", "2019-05-14T10:00"),
    ("2019-02-30", None, None),
    ("2019-Q4", "2019-10/2019-12", "2019-10/2019-12"),
    ("2019-H1", "2019-01/2019-06", "2019-01/2019-06"),
    ("199X", "1990/1999", "1990/1999"),
    ("19XX", "1901/2000", "1901/2000"),
    ("XXXX-WXX-3", "2024-01-31", "2024-02-07"),
    ("XXXX-WXX-1", "2024-01-29", "2024-02-05"),
    ("XXXX-01", "2024-01", "2024-01"),
    ("XXXX-02", "2023-02", "2024-02"),
    ("XXXX-12-24", "2023-12-24", "2024-12-24"),
    ("XXXX-12-24/XXXX-12-26", "2023-12-24/2023-12-26", "2024-12-24/2024-12-26"),
    ("XXXX-Q4", "2023-10/2023-12", "2024-10/2024-12"),
    ("PRESENT_REF", "2024-01-31", "2024-01-31"),
    ("PREV P1D", "2024-01-30", "2024-01-30"),
    ("NEXT P1M", "2024-02", "2024-02"),
    ("PREV P1Y", "2023", "2023"),
    ("THIS P1W", "2024-01-29/2024-02-04", "2024-01-29/2024-02-04"),
    ("THIS P1WE", "2024-02-03/2024-02-04", "2024-02-03/2024-02-04"),
    ("PREV P1Q", "2023-10/2023-12", "2023-10/2023-12"),
    ("PREV P1DE", "2010/2019", "2010/2019"),
    ("PREV P999CE", None, None),
    ("T10:00", None, None),
    ("XXXX-SU", None, None),
]


@pytest.mark.parametrize(("notation", "past", "ahead"), CASES)
def test_resolve(notation: str, past: str | None, ahead: str | None) -> None:
    assert resolve(notation, DAY) == past
    assert resolve(notation, DAY, ahead=True) == ahead


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-01"])
def test_without_a_day_only_what_is_absolute(published: str | None) -> None:
    assert resolve("XXXX-WXX-3", published) is None
    assert resolve("2019", published) == "2019"


def test_a_leap_day_is_that_of_a_leap_year_or_unknown() -> None:
    assert resolve("XXXX-02-29", "2024-03-01") == "2024-02-29"
    assert resolve("XXXX-02-29", "2023-03-01") is None


def test_around() -> None:
    assert around(DAY, 1, "M", 1) == "2024-01-31/2024-02-29"
    assert around(DAY, 2.5, "Y", -1) is None
    assert around(None, 2, "Y", -1) is None


@given(st.text(alphabet="X0123456789-/PQTWYMD ", max_size=20), st.booleans())
def test_any_notation_is_met_without_a_crash(notation: str, ahead: bool) -> None:
    resolve(notation, DAY, ahead=ahead)
