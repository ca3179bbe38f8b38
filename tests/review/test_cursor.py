"""Where a reviewer stands, and what of it comes back the next time, whatever was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from factories import NOON, a_desk, a_pile
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Claim
from claimcheck.review.cursor import Cursor
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.policy_in_force import PolicyInForce
from claimcheck.review.queue import DEADLINE, MINE, ORDERS, SHOWN, START, Filter, Seat
from claimcheck.review.reviewer import Reviewer
from claimcheck.review.worklist import Worklist

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def claims(store: Store) -> list[Claim]:
    return a_pile(store)[1]


def a_cursor(store: Store, reviewer: str = "Ann") -> Cursor:
    seat = Seat(reviewer, Policy.solo(), NOON.date())
    return Cursor(Worklist(store), lambda: seat, store.desk(reviewer))


def test_a_reviewer_without_a_name_has_no_place(store: Store) -> None:
    with pytest.raises(ClaimcheckError, match="A reviewer needs a name"):
        a_desk(store, " ")


def test_every_filter_comes_back(store: Store, claims: list[Claim]) -> None:
    wanted = Filter(MINE, DEADLINE, claims[0].article_id, "rutte", "trend", "Rutte", "Bob")
    ann = a_desk(store)
    ann.cursor.show(wanted)
    ann.keep_place()
    assert a_cursor(store).filter == wanted
    assert a_cursor(store, "Bob").filter == START


DAMAGED: list[Any] = [
    None,
    [],
    "all",
    3,
    {"show": "everything"},
    {"show": None},
    {"show": ["all"]},
    {"order": "random"},
    {"order": 3},
    {"text": None},
    {"text": 5},
    {"text": ["rutte"]},
    {"kind": None},
    {"speaker": {"name": "Rutte"}},
    {"reviewer": False},
    {"article": 3},
    {"article": ["a"]},
]


@pytest.mark.parametrize("kept", DAMAGED)
def test_a_damaged_filter_opens_as_the_default(store: Store, claims: list[Claim], kept: Any) -> None:
    store.save_desk("Ann", {"claim": claims[1].id, "filter": kept})
    place = a_cursor(store)
    assert place.filter == START
    assert [row.claim_id for row in place.queue] == [claim.id for claim in claims]
    assert place.current == claims[1].id


def test_a_filter_of_another_version_keeps_what_both_know(store: Store, claims: list[Claim]) -> None:
    store.save_desk("Ann", {"claim": None, "filter": {"text": "russia", "colour": "blue"}})
    assert a_cursor(store).filter == Filter(text="russia")


@given(kept=json_values | st.fixed_dictionaries({}, optional=dict.fromkeys(asdict(Filter()), json_values)))
def test_whatever_was_kept_as_a_filter_the_desk_opens(kept: Any) -> None:
    with Store(":memory:") as store:
        a_pile(store)
        store.save_desk("Ann", {"claim": None, "filter": kept})
        place = a_cursor(store)
        assert place.filter.show in SHOWN
        assert place.filter.order in ORDERS
        assert len(place.queue) <= 4


@pytest.mark.parametrize("claim", ["nowhere", None, 3, ["a"], {"id": "a"}])
def test_a_place_that_is_none_is_left_for_the_first_claim(
    store: Store, claims: list[Claim], claim: Any
) -> None:
    store.save_desk("Ann", {"claim": claim, "filter": {}})
    assert a_cursor(store).current == claims[0].id


@pytest.mark.parametrize(
    ("hours", "day"), [(-12, date(2025, 6, 1)), (0, date(2025, 6, 1)), (14, date(2025, 6, 2))]
)
def test_the_date_is_that_of_the_reviewers_place(
    store: Store, monkeypatch: pytest.MonkeyPatch, hours: int, day: date
) -> None:
    class Clock(datetime):
        """A moment whose local time is *hours* off."""

        def astimezone(self, tz: Any = None) -> Any:
            return super().astimezone(tz or timezone(timedelta(hours=hours)))

    in_force, now = PolicyInForce(store, None), Clock(2025, 6, 1, 12, tzinfo=UTC)
    ann = Reviewer("Ann", store, Worklist(store), in_force, lambda: now)
    assert ann.today == day
    assert ann.seat().today == day


def test_looking_writes_nothing(store: Store, claims: list[Claim]) -> None:
    ann = a_desk(store)
    ann.cursor.next()
    ann.cursor.back()
    ann.view()
    ann.ways(claims[0].id, ann.view().work)  # type: ignore[union-attr]
    ann.cursor.show(Filter(text="nato"))
    assert store.events() == []
    assert store.desk("Ann") == {}
