"""Values as JSON and back: nothing is lost, and the JSON is the same each time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import a_source, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Claim, Kind, Quoted, Signal, Source, Span
from claimcheck.review.records import (
    claim_from_json,
    claim_to_json,
    dumps,
    source_from_json,
    source_to_json,
    work_from_json,
    work_to_json,
)
from claimcheck.review.workflow import Work

texts = st.none() | st.text(min_size=1)
sources = st.builds(
    Source,
    address=st.text(),
    title=texts,
    passage=texts,
    consulted=texts,
    archived=texts,
    primary=st.none() | st.booleans(),
    interest=texts,
    stance=st.sampled_from([None, "for", "against"]),
)
works = st.builds(
    Work,
    statement=texts,
    rating=texts,
    rationale=texts,
    sources=st.lists(sources, max_size=3).map(tuple),
    one_source_reason=texts,
    why_selected=texts,
    dismiss_reason=texts,
    checked_before_url=texts,
    published_url=texts,
    correction=texts,
    note=texts,
)
spans = st.builds(Span, st.integers(0, 99), st.integers(100, 200))
signals = st.builds(
    Signal,
    name=st.text(),
    spans=st.lists(spans, max_size=3).map(tuple),
    weight=st.floats(-1, 1),
    reason=st.text(),
    kind=st.none() | st.sampled_from(Kind),
)


def through_text(value: Any) -> Any:
    return json.loads(dumps(value))


@given(works)
def test_work_comes_back_as_it_was(work: Work) -> None:
    assert work_from_json(through_text(work_to_json(work))) == work


@given(sources)
def test_a_source_comes_back_as_it_was(source: Source) -> None:
    assert source_from_json(through_text(source_to_json(source))) == source


@given(spans, spans, st.lists(signals, max_size=3), st.sampled_from(Quoted), st.floats(0, 1), texts)
def test_a_claim_comes_back_as_it_was(
    span: Span, paragraph: Span, found: list[Signal], quoted: Quoted, worthiness: float, speaker: str | None
) -> None:
    claim = Claim("a", span, "words", paragraph, speaker, quoted, tuple(found), worthiness)
    columns = {
        "article_id": "a",
        "start": span.start,
        "end": span.end,
        "text": "words",
        "speaker": speaker,
        "quoted": quoted.value,
        "worthiness": worthiness,
    }
    assert claim_from_json(columns, claim_to_json(claim)) == claim


def test_fields_left_empty_are_left_out() -> None:
    assert work_to_json(Work()) == {}
    assert work_to_json(Work(rating="True")) == {"rating": "True"}
    assert work_to_json(Work(sources=(a_source("x"),))) == {"sources": [{"address": "x"}]}
    assert source_to_json(a_source(primary=False)) == {"address": a_source().address, "primary": False}


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    record = {**work_to_json(some_work()), "mood": "good"}
    assert work_from_json(record) == some_work()
    assert source_from_json({"address": "x", "mood": "good"}) == Source("x")


def test_the_json_is_canonical() -> None:
    assert dumps({"b": "é\ud800", "a": [1, None]}) == '{"a":[1,null],"b":"\\u00e9\\ud800"}'


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"value": value})
