"""The same claim elsewhere in the pile: near-identical words, in other articles only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching.index import THRESHOLD, Near, Pile

CLAIM = "NATO now has 32 member countries, Mark Rutte said."


def near(text: str, *others: str, threshold: float = THRESHOLD) -> list[str]:
    """Which of *others*, each in an article of its own, are near to *text*."""
    claims = [("own", "0", text), *((other, str(place), other) for place, other in enumerate(others, 1))]
    return [found.claim_id for found in Pile(claims).near("own", threshold)]


@pytest.mark.parametrize(
    "other",
    [
        CLAIM,
        CLAIM.upper(),
        "“NATO now has 32 member countries”, Mark Rutte said",
        "Mark Rutte said NATO now has 32 member countries.",
        "NATO now has 32 member countries, Mark Rutte said on Monday in Brussels.",
        "NATO now has 32 member states, Mark Rutte said.",
        # Blind to a changed figure or a "not": a person compares.
        "NATO now has 31 member countries, Mark Rutte said.",
        "NATO does not have 32 member countries now, Mark Rutte said.",
    ],
)
def test_nearly_the_same_words_in_another_article_are_found(other: str) -> None:
    assert near(CLAIM, other) == [other]


@pytest.mark.parametrize(
    "other",
    [
        "Exports doubled in 2019.",
        "NATO was founded in 1949, and its first secretary general was Lord Ismay.",
        # All its words stand in the claim, or the claim's in it, and yet it says less or more.
        "Mark Rutte said.",
        "NATO now has 32 member countries, Mark Rutte said, and went on to speak of money, of ships and "
        "of the long road ahead.",
        "",
        "...",
        "日本は大きい。",
    ],
)
def test_other_words_are_not(other: str) -> None:
    assert near(CLAIM, other) == []


def test_within_one_article_nothing_is_near() -> None:
    pile = Pile([("a", "1", CLAIM), ("b", "1", CLAIM), ("c", "2", CLAIM)])
    assert pile.near("a") == [Near("c", 100.0)]
    assert {found.claim_id for found in pile.near("c")} == {"a", "b"}


def test_a_claim_half_as_long_is_compared_and_a_shorter_one_is_not() -> None:
    long = "one two three four five six seven eight"
    assert near(long, "one two three four") == ["one two three four"]
    assert near(long, "one two three") == []
    assert near("one two three four", long) == [long]
    assert near("one two three", long) == []


def test_the_likest_come_first_and_at_most_five() -> None:
    words = list("abcdefghijklmn")
    others = [" ".join([*words[:-count], *"12345678"[:count]]) for count in range(1, 8)]
    found = near(" ".join(words), *reversed(others), threshold=10)
    assert found == others[:5]


def test_scores_are_given_to_one_decimal_and_reach_the_threshold() -> None:
    pile = Pile([("a", "1", CLAIM), ("b", "2", CLAIM.replace("countries", "states"))])
    (found,) = pile.near("a")
    assert THRESHOLD <= found.score < 100
    assert found.score == round(found.score, 1)
    assert pile.near("a", threshold=found.score + 1) == []


@pytest.mark.parametrize("claims", [[], [("a", "1", CLAIM)]])
def test_a_claim_that_is_not_in_the_pile_is_near_to_none(claims: list[tuple[str, str, str]]) -> None:
    assert Pile(claims).near("unknown") == []


def test_a_claim_alone_is_near_to_none() -> None:
    assert Pile([("a", "1", CLAIM)]).near("a") == []


def test_a_pile_can_be_made_from_anything_that_is_gone_through_once() -> None:
    pile = Pile(claim for claim in [("a", "1", CLAIM), ("b", "2", CLAIM)])
    assert pile.near("a") == pile.near("a") == [Near("b", 100.0)]


words = st.sampled_from(
    ["nato", "has", "32", "members", "not", "exports", "%", "–", "日本", "\x00", "\ud800"]
)
texts = st.lists(words, max_size=8).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from("123"), texts), max_size=8), st.floats(1, 100))
def test_likeness_is_mutual_and_never_with_ones_own_article(
    rows: list[tuple[str, str]], threshold: float
) -> None:
    articles = {str(number): article for number, (article, _) in enumerate(rows)}
    pile = Pile((str(number), article, text) for number, (article, text) in enumerate(rows))
    for claim_id, article in articles.items():
        found = pile.near(claim_id, threshold)
        assert all(articles[each.claim_id] != article and each.score >= threshold - 0.05 for each in found)
        for each in found:
            back = pile.near(each.claim_id, threshold)
            assert len(back) == 5 or Near(claim_id, each.score) in back
