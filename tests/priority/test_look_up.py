"""How far a claim can be looked up."""

from __future__ import annotations

import pytest

import claimcheck as cc
from claimcheck.model import Claim
from claimcheck.priority.look_up import look_up


def claim_of(text: str) -> Claim:
    return cc.flag(cc.read_text(text), 0)[0]


# Each can be looked up less well than those before it.
FALLING = [
    "Oslo sells three times as many pumps as Madrid.",
    "Oslo is the second largest city of the region.",
    "Oslo sold 300 pumps and 40 boilers.",
    "Oslo sold 300 pumps.",
    "Oslo met Madrid in May 2019.",
    "Oslo is a fine place.",
]


def test_what_says_more_can_be_looked_up_better() -> None:
    values = [look_up(claim_of(text))[0] for text in FALLING]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values) - 1, "a rank with its number is as good as a factor"
    assert all(0 <= value <= 1 for value in values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FALLING[0], "a comparison, can be looked up"),
        (FALLING[2], "figures, can be looked up"),
        (FALLING[3], "a figure, can be looked up"),
        (FALLING[4], ""),
        (FALLING[5], ""),
    ],
)
def test_it_is_said_in_words(text: str, words: str) -> None:
    assert look_up(claim_of(text))[1] == words


def test_a_comparison_by_how_much_comes_before_one_that_leaves_it_open() -> None:
    much = look_up(claim_of("Oslo is far bigger than Madrid."))[0]
    twice = look_up(claim_of("Oslo is 2 times bigger than Madrid."))[0]
    assert twice > much > 0
