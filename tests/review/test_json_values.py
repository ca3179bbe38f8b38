"""Values as JSON and back: nothing is lost, and the JSON is the same each time."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import UTC
from typing import Any

import pytest
from factories import a_source, some_work
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.quantities.extract import quantities as measured_in
from claimcheck.model import (
    Bound,
    Claim,
    Comparison,
    Contact,
    Kind,
    KnownClaim,
    Measured,
    Quantity,
    Quoted,
    Relation,
    Signal,
    Source,
    Span,
    Status,
    Verdict,
)
from claimcheck.review.json_values import (
    Check,
    MisreadError,
    check_to_json,
    claim_from_json,
    claim_to_json,
    dumps,
    loads,
    read_as,
    refuse_halves,
    to_json,
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
# A contact of which nothing is known is none.
contacts = st.builds(Contact, **{field.name: texts for field in fields(Contact)}).filter(Contact().__ne__)
works = st.builds(
    Work,
    statement=texts,
    rating=texts,
    rationale=texts,
    sources=st.lists(sources, max_size=3).map(tuple),
    one_source_reason=texts,
    why_selected=texts,
    dismiss_reason=texts,
    published_url=texts,
    correction=texts,
    note=texts,
    contact=st.none() | contacts,
)
known_claims = st.builds(
    KnownClaim, text=st.text(), **{field.name: texts for field in fields(KnownClaim) if field.name != "text"}
)
moments = st.none() | st.datetimes(timezones=st.just(UTC))
checks = st.builds(
    Verdict,
    claim_id=st.just("c"),
    status=st.sampled_from([Status.APPROVED, Status.PUBLISHED, Status.CORRECTED]),
    scale=texts,
    policy=texts,
    reviewer=texts,
    proposed_rating=texts,
    proposed_by=texts,
    proposed_at=moments,
    approved_by=texts,
    approved_at=moments,
    former_rating=texts,
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


amounts = st.none() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(
    Quantity,
    kind=st.sampled_from(Measured),
    span=spans,
    text=st.text(),
    value=amounts,
    high=amounts,
    unit=texts,
    per=texts,
    approximate=st.booleans(),
    bound=st.none() | st.sampled_from(Bound),
    normalized=texts,
    resolved=texts,
)
comparisons = st.builds(
    Comparison,
    relation=st.sampled_from(Relation),
    spans=st.lists(spans, max_size=3).map(tuple),
    explanation=st.text(),
    left=texts,
    right=texts,
    measure=texts,
    factor=amounts,
)
claims = st.builds(
    Claim,
    article_id=st.just("a"),
    span=spans,
    text=st.text(),
    paragraph=spans,
    speaker=texts,
    quoted=st.sampled_from(Quoted),
    signals=st.lists(signals, max_size=3).map(tuple),
    worthiness=st.floats(0, 1),
    quantities=st.lists(quantities, max_size=3).map(tuple),
    comparison=st.none() | comparisons,
    time=st.none() | st.text(min_size=1, max_size=12),
)


def columns_of(claim: Claim) -> dict[str, Any]:
    """What the columns of the claims table hold."""
    return {
        "article_id": claim.article_id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "speaker": claim.speaker,
        "quoted": claim.quoted.value,
        "worthiness": claim.worthiness,
    }


def through_text(value: Any) -> Any:
    return json.loads(dumps(value))


@given(works)
def test_work_comes_back_as_it_was(work: Work) -> None:
    assert work_from_json(through_text(work_to_json(work))) == work


@given(sources)
def test_a_source_comes_back_as_it_was(source: Source) -> None:
    assert read_as(through_text(to_json(source)), Source) == source


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    record = claim_to_json(claim)
    back = claim_from_json(columns_of(claim), record)
    assert back == claim
    assert claim_to_json(back) == record
    # 1 and 1.0 are equal, and an enum equals its word: what is the same has to be of the same kind, too.
    for was, now in zip(claim.quantities, back.quantities, strict=True):
        for name in Quantity.__slots__:
            assert type(getattr(now, name)) is type(getattr(was, name))
    if claim.comparison and back.comparison:
        for name in Comparison.__slots__:
            assert type(getattr(back.comparison, name)) is type(getattr(claim.comparison, name))


@given(st.text(max_size=80) | st.from_regex(r"(\$|about )?[0-9,.]{1,40}( million| per cent| years| times)?"))
def test_whatever_is_measured_in_a_text_can_be_kept(text: str) -> None:
    found = measured_in(text, published="2026-03-04")
    claim = Claim("a", Span(0, len(text)), text, Span(0, len(text)), quantities=found)
    assert claim_from_json(columns_of(claim), claim_to_json(claim)) == claim


def test_a_claim_without_a_time_has_the_record_of_older_databases() -> None:
    claim = Claim("a", Span(0, 5), "words", Span(0, 9))
    assert set(json.loads(claim_to_json(claim))) == {"paragraph", "signals", "quantities", "comparison"}


def test_a_record_from_before_quantities_and_comparisons_is_read() -> None:
    claim = Claim("a", Span(0, 5), "words", Span(0, 9), "Ann", Quoted.DIRECT, worthiness=0.5)
    record = json.loads(claim_to_json(claim))
    del record["quantities"], record["comparison"]
    assert claim_from_json(columns_of(claim), dumps(record)) == claim


def test_what_is_not_known_of_a_quantity_is_left_out() -> None:
    bare = Quantity(Measured.COUNT, Span(4, 6), "32", 32, normalized="32")
    assert to_json(bare) == {
        "kind": "count",
        "span": [4, 6],
        "text": "32",
        "value": 32,
        "normalized": "32",
    }
    full = Quantity(
        *(Measured.MONEY, Span(0, 9), "about $0.5", 0, 0.5, "USD", "year", True),
        *(Bound.AT_LEAST, "0..0.5 USD", "2026"),
    )
    assert to_json(full) == {
        "kind": "money",
        "span": [0, 9],
        "text": "about $0.5",
        "value": 0,
        "high": 0.5,
        "unit": "USD",
        "per": "year",
        "approximate": True,
        "bound": "at least",
        "normalized": "0..0.5 USD",
        "resolved": "2026",
    }


def test_what_is_not_known_of_a_comparison_is_left_out() -> None:
    bare = Comparison(Relation.TIMES, (Span(6, 14), Span(20, 26)), "25 times as much", factor=25)
    assert to_json(bare) == {
        "relation": "times",
        "spans": [[6, 14], [20, 26]],
        "explanation": "25 times as much",
        "factor": 25,
    }


def test_what_a_newer_version_says_of_a_quantity_is_passed_over() -> None:
    quantity = Quantity(Measured.COUNT, Span(0, 2), "32", 32)
    comparison = Comparison(Relation.MORE, (Span(0, 2),), "more")
    claim = Claim("a", Span(0, 2), "32", Span(0, 2), quantities=(quantity,), comparison=comparison)
    record = json.loads(claim_to_json(claim))
    record["quantities"][0]["mood"] = record["comparison"]["mood"] = record["mood"] = "good"
    assert claim_from_json(columns_of(claim), dumps(record)) == claim


def test_fields_left_empty_are_left_out() -> None:
    assert work_to_json(Work()) == {}
    assert work_to_json(Work(rating="True")) == {"rating": "True"}
    assert work_to_json(Work(sources=(a_source("x"),))) == {"sources": [{"address": "x"}]}
    assert to_json(a_source(primary=False)) == {"address": a_source().address, "primary": False}


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    record = {**work_to_json(some_work()), "mood": "good"}
    assert work_from_json(record) == some_work()
    assert read_as({"address": "x", "mood": "good"}, Source) == Source("x")


def test_a_contact_of_which_nothing_is_known_is_none() -> None:
    assert work_from_json(work_to_json(Work(contact=Contact()))) == Work()
    assert work_from_json({"contact": {"asked": "2025-06-01", "by_whom": "Ann"}}) == Work(
        contact=Contact(asked="2025-06-01")
    )


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        ({"statement": 5}, "“statement” is a whole number, not text or nothing"),
        ({"sources": 3}, "“sources” is a whole number, not a list"),
        ({"sources": [{"address": "x", "primary": "maybe"}]}, "“sources[0].primary” is text, not yes or no"),
        ({"contact": []}, "“contact” is a list, not a record or nothing"),
        ({"contact": {"asked": 5}}, "“contact.asked” is a whole number, not text or nothing"),
        ([], "it is a list, not a record"),
        (None, "it is nothing, not a record"),
    ],
)
def test_a_form_with_something_of_another_kind_is_refused_with_where(record: Any, wrong: str) -> None:
    with pytest.raises(MisreadError) as refusal:
        work_from_json(record)
    assert str(refusal.value).startswith(wrong)


def test_a_source_whose_address_is_not_typed_yet_has_an_empty_one() -> None:
    assert read_as({"title": "The report"}, Source) == Source("", "The report")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("[NaN]", "it is no JSON (NaN is no number)"),
        ('{"a": -Infinity}', "it is no JSON (-Infinity is no number)"),
        ("[" * 100_000, "it is no JSON"),
        ("9" * 5000, "it is no JSON"),
        (b"{}", "it is no text"),
        (None, "it is no text"),
    ],
)
def test_what_is_no_json_is_refused_in_words(text: object, wrong: str) -> None:
    with pytest.raises(MisreadError) as refusal:
        loads(text)
    assert str(refusal.value).startswith(wrong)


@pytest.mark.parametrize("text", ['["\\ud800"]', '{"\\uDFFF": 1}', '{"a": {"b": ["\\udc80\\ud800"]}}'])
def test_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(MisreadError, match="it has a character that no text can have"):
        refuse_halves(loads(text))


def test_whole_characters_are_text() -> None:
    refuse_halves(loads('["\\ud83d\\ude00", "\\u00e9"]'))


def test_the_json_is_canonical() -> None:
    assert dumps({"b": "é\ud800", "a": [1, None]}) == '{"a":[1,null],"b":"\\u00e9\\ud800"}'


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"value": value})


@given(known_claims)
def test_an_earlier_check_comes_back_as_it_was(known: KnownClaim) -> None:
    assert read_as(through_text(to_json(known)), KnownClaim) == known


def test_an_earlier_check_of_a_newer_version_is_read_as_far_as_this_one_knows() -> None:
    assert read_as({"text": "t", "language": "de", "url": None}, KnownClaim) == KnownClaim("t")


@pytest.mark.parametrize(
    "record", [{"text": 3}, {"text": None}, {"text": "t", "date": 2025}, {"text": "t", "url": []}]
)
def test_an_earlier_check_with_something_else_than_text_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(MisreadError, match="not text"):
        read_as(record, KnownClaim)


@given(checks)
def test_a_finished_check_comes_back_as_it_was(verdict: Verdict) -> None:
    told = asdict(read_as(through_text(check_to_json(verdict)), Check))
    assert replace(Verdict("c"), **told) == verdict


def test_what_a_check_does_not_have_is_empty_where_it_is_taken_over() -> None:
    before = Verdict("c", rating="True", proposed_by="Bob", approved_by="Cem", policy="solo")
    told = asdict(read_as({"status": "approved"}, Check))
    assert replace(before, **told) == Verdict("c", Status.APPROVED, rating="True")
