"""Claims that differ in one thing are never one, and most that say the same in other words are."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from saying import saying

from claimcheck.matching.duplicates import group


@dataclass(frozen=True)
class Pair:
    """Two claims, in which respect they were made, and the half that they belong to."""

    half: str
    respect: str
    first: str
    second: str


def pairs(name: str) -> list[Pair]:
    with (Path(__file__).parent / f"pairs_{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


DIFFERING, SAME = pairs("differing"), pairs("same")


def joined(first: str, second: str) -> bool:
    one, other = saying(first), saying(second)
    return any(len(group(both)) == 1 for both in ([one, other], [other, one]))


@pytest.mark.parametrize("respect", dict.fromkeys(pair.respect for pair in DIFFERING))
def test_claims_that_differ_are_two(respect: str) -> None:
    found = [pair for pair in DIFFERING if pair.respect == respect and joined(pair.first, pair.second)]
    assert found == []


@pytest.mark.parametrize("half", ["rules", "kept"])
def test_most_claims_that_say_the_same_are_one(half: str) -> None:
    asked = [pair for pair in SAME if pair.half == half]
    assert sum(joined(pair.first, pair.second) for pair in asked) >= 0.8 * len(asked)


def test_there_are_as_many_as_the_measurements_say() -> None:
    assert len(DIFFERING) >= 300
    assert (
        sum(pair.respect in {"negation", "quantifier", "bound", "only", "modal"} for pair in DIFFERING) >= 100
    )
    assert len(SAME) >= 100


def test_in_one_pile_of_all_no_group_holds_two_that_differ() -> None:
    texts = [text for pair in DIFFERING for text in (pair.first, pair.second)]
    apart = {frozenset((pair.first, pair.second)) for pair in DIFFERING}
    for places in group([saying(text) for text in texts]):
        for one, other in combinations(places, 2):
            assert frozenset((texts[one], texts[other])) not in apart


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Spain won 4-1.", "Spain won 1-4.", id="the two sides of a score"),
        pytest.param(
            "Per head, Estonia drinks the most.",
            "In all, Estonia drinks the most.",
            id="what stands in front",
        ),
        pytest.param(
            "Half of Danish pig farms use the drug.",
            "The drug was found to harm half of the pigs on Danish farms.",
            id="a verb that one takes for little",
        ),
        pytest.param("The lake froze for the first time.", "The lake froze again.", id="for the first time"),
    ],
)
@pytest.mark.xfail(reason="what one says is taken for more of the same", strict=True)
def test_known_limits_of_claims_that_differ(first: str, second: str) -> None:
    assert not joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bread in Tunisia has become 20% dearer.", "The price of bread in Tunisia rose by 20%."),
        ("Usain Bolt ran 100 metres in 9.58 seconds.", "Usain Bolt covered 100 metres in 9.58 seconds."),
    ],
)
@pytest.mark.xfail(reason="no dictionary of words of one meaning says so", strict=True)
def test_known_limits_of_claims_that_say_the_same(first: str, second: str) -> None:
    assert joined(first, second)
