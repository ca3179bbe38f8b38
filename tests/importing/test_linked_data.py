"""Records out of JSON-LD of any shape, whole and broken."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from claimcheck.importing import linked_data
from claimcheck.importing.linked_data import BrokenError, Record, TooLarge, records
from claimcheck.reading.schema_org import local

RAIN = {"@type": "ClaimReview", "claimReviewed": "It rains."}
SNOW = {"@type": "ClaimReview", "claimReviewed": "It snows."}


def found(text: str) -> list[Any]:
    return [record.get("claimReviewed") for record in records(io.StringIO(text))]


def broken(text: str) -> tuple[list[Record], str]:
    """What came before the break, and what was said of it."""
    came: list[Record] = []
    with pytest.raises(BrokenError) as error:
        came.extend(records(io.StringIO(text)))
    return came, str(error.value)


@pytest.mark.parametrize(
    "shape",
    [
        [RAIN, SNOW],
        {"@context": "https://schema.org", "@graph": [RAIN, {"@type": "WebPage"}, SNOW]},
        {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": one} for one in (RAIN, SNOW)],
        },
        {"@type": "DataFeed", "dataFeedElement": [{"item": [RAIN, SNOW]}, {"item": None}, {"item": []}]},
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": one} for one in (RAIN, SNOW)],
        },
        [[RAIN], {"@graph": [{"mainEntity": SNOW}]}],
        {"@type": "NewsArticle", "hasPart": RAIN, "review": [SNOW]},
    ],
    ids=["list", "graph", "feed", "feed of lists", "item list", "nested", "parts"],
)
def test_records_are_found_in_whatever_holds_them(shape: object) -> None:
    assert found(json.dumps(shape)) == ["It rains.", "It snows."]


@pytest.mark.parametrize(
    "kind",
    [
        "ClaimReview",
        "schema:ClaimReview",
        "http://schema.org/ClaimReview",
        "https://schema.org/ClaimReview",
        ["Review", "ClaimReview"],
        ["http://schema.org/ClaimReview"],
    ],
)
def test_the_type_may_be_written_in_every_way(kind: object) -> None:
    assert found(json.dumps({"@type": kind, "name": "A check"})) == [None]


@pytest.mark.parametrize("kind", ["Review", "ClaimReviewer", "Claim", "", None, 3, {}, [[]], ["Article"]])
def test_what_is_of_another_type_is_no_record(kind: object) -> None:
    assert found(json.dumps({"@type": kind, "name": "No check"})) == []


def test_what_says_which_claim_was_reviewed_needs_no_type() -> None:
    assert found('{"schema:claimReviewed": "It rains."}') == ["It rains."]


def test_prefixes_of_schema_org_go_at_every_level() -> None:
    rating = {"http://schema.org/reviewRating": [{"http://schema.org/alternateName": [{"@value": "False"}]}]}
    [record] = records(io.StringIO(json.dumps({"@type": ["http://schema.org/ClaimReview"], **rating})))
    assert record["reviewRating"] == [{"alternateName": [{"@value": "False"}]}]


@pytest.mark.parametrize("name", ["http://example.org/name", "@type", "schema:", "name", ""])
def test_other_names_keep_theirs(name: str) -> None:
    assert local(name) == name


def test_records_are_found_in_what_else_is_read() -> None:
    article = {
        "@type": "NewsArticle",
        "text": "…",
        "claimReview": [RAIN],
        "rating": {"review": {"x": [SNOW]}},
    }
    assert found(json.dumps(article)) == ["It rains.", "It snows."]


PAPER = {"@type": "Organization", "@id": "#paper", "name": "The Paper"}
CLAIM = {"@type": "Claim", "@id": "#claim", "text": "It rains.", "author": {"@id": "#ann"}}
ANN = {"@type": "Person", "@id": "#ann", "name": "Ann"}
POINTING = {
    "@type": "ClaimReview",
    "claimReviewed": {"@id": "#claim"},
    "itemReviewed": {"@id": "#claim"},
    "author": {"@type": "Organization", "@id": "#paper"},
}


@pytest.mark.parametrize(
    "graph",
    [
        [PAPER, CLAIM, ANN, POINTING],
        [POINTING, PAPER, CLAIM, ANN],
        [CLAIM, POINTING, ANN, SNOW, PAPER],
        [{"@type": "WebSite", "publisher": PAPER}, CLAIM, ANN, POINTING],
    ],
)
def test_who_is_named_by_an_id_alone_is_found_wherever_they_are_told(graph: list[Any]) -> None:
    first, *_others = records(io.StringIO(json.dumps({"@graph": graph})))
    assert (first["author"]["name"], first["claimReviewed"]["text"]) == ("The Paper", "It rains.")
    assert first["itemReviewed"]["author"]["name"] == "Ann"


def test_who_is_told_nowhere_keeps_no_record_and_circles_end() -> None:
    circle = [{"@id": "#a", "name": "A", "author": {"@id": "#a"}}, {**RAIN, "author": {"@id": "#a"}}]
    assert found(json.dumps([{**RAIN, "author": {"@id": "#nobody"}}, SNOW])) == ["It rains.", "It snows."]
    assert found(json.dumps(circle)) == ["It rains."]
    assert len(broken(f"[{json.dumps(POINTING)}, oops")[0]) == 1
    assert len(found(json.dumps([POINTING] * 500))) == 500
    many = {"@id": "#many", "name": "Many", "author": [{"@id": "#many"}] * 1_000}
    assert found(json.dumps([many, {**RAIN, "author": {"@id": "#many"}}])) == ["It rains."]


def test_values_that_follow_one_another_are_all_read() -> None:
    assert found(f"{json.dumps(RAIN)}\n\n{json.dumps(SNOW)}\n") == ["It rains.", "It snows."]


def test_control_characters_in_strings_are_spaces() -> None:
    assert found('{"claimReviewed": "It\nrains\tand\x00snows."}') == ["It rains and snows."]


# --- what is too much -----------------------------------------------------------------------------


def test_nothing_is_kept_but_what_is_read() -> None:
    [record] = records(io.StringIO(json.dumps({**RAIN, "articleBody": "x" * 99, "image": {"url": "x"}})))
    assert record == RAIN


def test_what_is_too_large_or_too_deep_is_left_out_of_its_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_data, "ROOM", 1_000)
    deep: object = "False"
    for _ in range(100):
        deep = [deep]
    large = {**RAIN, "headline": "x" * 2_000, "author": [{"name": "Ann"}] * 1_000, "reviewRating": deep}
    first, second = records(io.StringIO(json.dumps([large, SNOW])))
    assert first["claimReviewed"] == "It rains."
    assert all(isinstance(first[name], TooLarge) for name in ("headline", "author", "reviewRating"))
    assert second == SNOW


@pytest.mark.parametrize("depth", [100, 100_000])
def test_what_is_nested_too_deeply_is_told_and_the_rest_is_read(depth: int) -> None:
    told: list[int] = []
    text = f"[{json.dumps(RAIN)}, {'[' * depth}{']' * depth}, {json.dumps(SNOW)}]"
    assert len(list(records(io.StringIO(text), lambda: told.append(1)))) == 2
    assert told == [1]


@pytest.mark.parametrize("digits", [5_000, 200_000])
def test_a_number_of_any_length_does_no_harm(digits: int) -> None:
    assert found(f'[{{"n": {"1" * digits}, "url": {"2" * digits}}}, {json.dumps(RAIN)}]') == ["It rains."]


class Endless(io.TextIOBase):
    """A feed of so many records, made as it is read, that remembers how much was asked for."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.given = 0

    def read(self, size: int | None = -1) -> str:
        if self.left == 0:
            return ""
        self.left -= 1
        self.given += 1
        return json.dumps(RAIN) + "\n"


def test_records_come_as_they_are_read() -> None:
    feed = Endless(10_000)
    stream: Iterator[Record] = records(feed)  # type: ignore[arg-type]
    assert next(stream)["claimReviewed"] == "It rains."
    assert feed.given < 10
    assert sum(1 for _ in stream) == 9_999


# --- what is broken -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        (',\n {"claimReviewed": "It sn', "line 2, column 20"),
        (",\n oops]", "line 2, column 2"),
        (",\n]", "line 2, column 1"),
        ("] x", "line 1, column "),
        ("", "line 1, column "),
        (', {"claimReviewed": NaN}]', "at or before line 1"),
        (", 1E99999999999999999999]", "at or before line 1"),
    ],
    ids=["cut short", "no JSON", "comma", "after the end", "unclosed", "NaN", "exponent"],
)
def test_what_comes_before_a_break_is_given_and_the_place_is_told(rest: str, place: str) -> None:
    came, said = broken(f"[{json.dumps(RAIN)}{rest}")
    assert came == [RAIN]
    assert place in said


def test_the_break_of_a_feed_too_long_to_read_again_is_told_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_data, "MAX_CHARACTERS", 10)
    came, said = broken(f"[{json.dumps(RAIN)},\n\noops]")
    assert came == [RAIN]
    assert said == "it breaks at or before line 3"
