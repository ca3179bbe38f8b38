"""The chain of digests: whatever was changed behind the program's back is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from factories import NOON
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.review.log.chain import EMPTY, UnreadableError, Verification, digest, verify

Row = dict[str, Any]
FIELDS = ["id", "claim_id", "at", "by", "action", "data", "seen", "digest"]

# Any characters: lone surrogates, NUL and line breaks too.
anything = st.text(st.characters(), max_size=12)
values = anything | st.integers(-(2**63), 2**63 - 1) | st.none() | st.binary(max_size=4) | st.floats()
rows = st.fixed_dictionaries(
    {"claim_id": anything, "at": anything, "by": anything, "action": anything, "data": anything}
    | {"seen": st.integers(0, 99)}
)


def chained(contents: list[Row]) -> list[Row]:
    """A log as the store would have written it."""
    log: list[Row] = []
    before = EMPTY
    for number, content in enumerate(contents, 1):
        row = {"id": number, **content}
        before = digest(before, row)
        log.append({**row, "digest": before})
    return log


def a_log(length: int = 4) -> list[Row]:
    plain = {
        "claim_id": "c",
        "at": NOON.isoformat(),
        "by": "Ann",
        "action": "selected",
        "data": "{}",
    }
    return chained([{**plain, "seen": number} for number in range(length)])


logs = st.lists(rows, min_size=1, max_size=6).map(chained)


def test_an_empty_log_is_clean() -> None:
    assert verify([]) == Verification(0, EMPTY)
    assert verify([], head=EMPTY).clean


@given(logs)
def test_a_log_that_nobody_touched_is_clean(log: list[Row]) -> None:
    assert verify(log) == Verification(len(log), log[-1]["digest"])


@given(logs, st.sampled_from(FIELDS), values, st.data())
def test_any_changed_field_of_any_event_is_found_and_named(
    log: list[Row], name: str, value: Any, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    assume(repr(log[place][name]) != repr(value))
    log[place] = {**log[place], name: value}
    found = verify(log)
    assert found.events == place
    assert found.head == (log[place - 1]["digest"] if place else EMPTY)
    assert found.problem is not None
    assert found.problem.startswith(f"Event {place + 1} ")


@pytest.mark.parametrize("name", FIELDS[1:])
@pytest.mark.parametrize("place", range(4))
def test_the_changed_event_is_named_with_its_action_its_author_and_its_claim(name: str, place: int) -> None:
    log = a_log()
    log[place] = {**log[place], name: "changed"}
    problem = verify(log).problem
    assert problem is not None
    row = log[place]
    what = f"{row['action']} by {row['by']}, {row['at']}, claim {row['claim_id']}"
    assert problem == (
        f"Event {place + 1} ({what}) does not fit the digests: it was changed after it was written."
    )


@pytest.mark.parametrize(("place", "missing"), [(0, 1), (1, 2), (2, 3)])
def test_an_event_removed_at_the_start_or_in_the_middle_is_missed(place: int, missing: int) -> None:
    log = a_log()
    del log[place]
    found = verify(log)
    assert found.problem == f"Event {missing} is missing: the next one is event {missing + 1}."
    assert found.events == place


@given(logs, st.data())
def test_a_cut_tail_is_found_with_a_head_noted_earlier(log: list[Row], data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(log) - 1))
    head = log[-1]["digest"]
    assert verify(log[:kept]).clean
    found = verify(log[:kept], head)
    assert found.problem == f"The digest {head} is not in the log: the log was cut short or rewritten since."
    assert found.events == kept


@given(logs, st.data())
def test_any_head_noted_on_the_way_is_found_in_the_grown_log(log: list[Row], data: st.DataObject) -> None:
    assert verify(log, data.draw(st.sampled_from(log))["digest"]).clean


@given(logs, rows)
def test_a_log_rewritten_whole_is_found_with_a_head_noted_earlier(log: list[Row], other: Row) -> None:
    contents = [{name: row[name] for name in FIELDS[1:-1]} for row in log]
    assume(contents[0] != other)
    rewritten = chained([other, *contents[1:]])
    assert verify(rewritten).clean
    assert not verify(rewritten, log[-1]["digest"]).clean


@given(logs, st.data())
def test_an_event_that_cannot_be_read_is_named_and_those_before_it_fit(
    log: list[Row], data: st.DataObject
) -> None:
    readable = data.draw(st.integers(0, len(log) - 1))

    def rows() -> Iterator[Row]:
        yield from log[:readable]
        raise UnreadableError("page 7 is torn")

    found = verify(rows(), head=log[-1]["digest"])
    assert found.problem == (
        f"Event {readable + 1} cannot be read, the database is damaged there (page 7 is torn)."
    )
    assert found.events == readable


def test_two_events_that_changed_places_are_found() -> None:
    log = a_log()
    log[1], log[2] = {**log[2], "id": 2}, {**log[1], "id": 3}
    assert verify(log).events == 1
