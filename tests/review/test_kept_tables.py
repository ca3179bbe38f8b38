"""What is recorded of reference tables and groups."""

from __future__ import annotations

import json

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import AttachmentError
from claimcheck.review.json_values import to_json
from claimcheck.review.kept_tables import (
    TABLE_FILES,
    TYPES,
    KeptGroup,
    KeptList,
    KeptTable,
    changes,
    kept_in,
    with_entries,
)

GDP = KeptTable("gdp.csv", "a" * 64, "GDP", "country", "USD", "year", "usd", "code", "World Bank")
WIDE = KeptTable("wide.csv", "b" * 64, "GDP", "Country Name", "USD")
NATO = KeptGroup("NATO", "nato.csv", "c" * 64, "country", since="joined", aliases=("the alliance",))

texts = st.text(max_size=12)
maybe = st.none() | texts
tables = st.builds(KeptTable, texts, texts, texts, texts, texts, maybe, maybe, maybe, maybe, maybe)
groups = st.builds(KeptGroup, texts, texts, texts, texts, maybe, maybe, maybe, st.tuples(texts))


@given(st.lists(tables, unique_by=lambda one: one.key), st.lists(groups, unique_by=lambda one: one.key))
@settings(max_examples=examples(100))
def test_what_is_recorded_is_read_back(some: list[KeptTable], others: list[KeptGroup]) -> None:
    data = json.loads(json.dumps(with_entries({}, [*some, *others])))
    assert kept_in(data) == KeptList(tuple(some), tuple(others))


def test_adding_the_same_again_changes_nothing() -> None:
    data = with_entries({}, [GDP, NATO])
    assert with_entries(data, [NATO, GDP]) == data


def test_one_is_taken_out_by_its_key_and_the_others_stay() -> None:
    data = with_entries({}, [GDP, WIDE, NATO])
    assert kept_in(with_entries(data, [], [GDP.key])) == KeptList((WIDE,), (NATO,))
    assert kept_in(with_entries(data, [WIDE], [GDP.key, NATO.key])) == KeptList((WIDE,), ())


def test_what_another_version_recorded_is_left_as_it_is() -> None:
    other = {"tables": [{"read": "some new way"}, to_json(GDP)], "groups": "none", "more": 1}
    changed = with_entries(other, [WIDE], [GDP.key])
    assert changed == {"tables": [{"read": "some new way"}, to_json(WIDE)], "groups": [], "more": 1}
    assert kept_in(changed) == KeptList((WIDE,), (), 1)


def test_what_came_and_went_is_told() -> None:
    assert changes(KeptList((GDP,), (NATO,)), KeptList((GDP, WIDE), ())) == [
        "the group NATO (nato.csv) taken out",
        "GDP (wide.csv) added",
    ]


@pytest.mark.parametrize("ending", TYPES)
def test_each_kind_of_table_has_a_type_and_a_limit(ending: str) -> None:
    assert "/" in TABLE_FILES.type_of(f"gdp.{ending}")
    TABLE_FILES.refuse_size(f"gdp.{ending}", 20_000_000)
    with pytest.raises(AttachmentError, match="leave out the years"):
        TABLE_FILES.refuse_size(f"gdp.{ending}", 2 * 10**9)


@pytest.mark.parametrize("name", ["gdp", "gdp.exe", "csv", "gdp.csv.zip", "gdp.xls"])
def test_what_is_no_table_is_refused_with_what_is_one(name: str) -> None:
    with pytest.raises(AttachmentError, match=f"{name} is no table; what can be added ends in csv"):
        TABLE_FILES.type_of(name)


def test_a_table_of_300_mb_is_refused_before_any_of_it_came() -> None:
    with pytest.raises(AttachmentError, match=r"has 300 MB; a table of its kind may have 20 MB"):
        TABLE_FILES.refuse_size("all.csv", 300_000_000)
