"""The same claim elsewhere: pairs of many topics, the sample articles, and a pile that grows."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import Pair, pairs, saying

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.matching.duplicates import Pile, group
from claimcheck.matching.reasons import why
from claimcheck.matching.said import Statement
from claimcheck.model import Claim

PAIRS = pairs()
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
# How many of the pairs that say the same are found: some say it in words that no dictionary joins.
FOUND = 0.89


def together(pair: Pair) -> bool:
    return len(group([pair.first, pair.second])) == 1


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair.same], ids=lambda pair: pair.id)
def test_a_pair_that_differs_is_never_joined(pair: Pair) -> None:
    assert not together(pair)
    assert not together(Pair(pair.same, pair.respect, pair.second, pair.first))


def test_the_pairs_are_many_and_nearly_all_of_the_same_are_found() -> None:
    same = [pair for pair in PAIRS if pair.same]
    assert len(same) >= 20
    assert len(PAIRS) - len(same) >= 20
    assert sum(map(together, same)) / len(same) >= FOUND


def test_in_one_pile_of_all_pairs_no_group_holds_two_that_differ() -> None:
    every = [statement for pair in PAIRS for statement in (pair.first, pair.second)]
    groups = group(every)
    assert sum(len(places) > 1 for places in groups) > len(PAIRS) / 8
    for places in groups:
        for one, other in combinations(places, 2):
            assert [r for r in why(every[one], every[other]) if not r.agrees] == []


# --- a number or a name in common ------------------------------------------------------------------


def test_what_two_sample_articles_say_of_the_countries_of_the_alliance_is_not_one_claim() -> None:
    claims = [claim for path in sorted(SEEDS.glob("*.md")) for claim in cc.flag(cc.read(path))]
    assert [same for same in cc.group(claims) if len(same) > 1] == []


@pytest.mark.parametrize(
    "other",
    [
        "The alliance's 32 countries met in The Hague.",
        "It is for Türkiye and the other 31 allies to decide.",
        "The 32-nation alliance met again.",
        "NATO's 31 countries met.",
        "The EU's 32 countries met.",
        "NATO shot down 32 drones.",
    ],
)
def test_a_number_of_members_is_no_claim_in_common(other: str) -> None:
    assert (
        len(group([saying("All 32 NATO countries will spend more on defence by 2035."), saying(other)])) == 2
    )


# --- groups ----------------------------------------------------------------------------------------


def test_nobody_joins_a_group_in_which_somebody_differs_from_them() -> None:
    vague = saying("The hospitals of Wales cancelled operations.")
    first = saying("The hospitals of Wales cancelled 12,400 operations.")
    second = saying("The hospitals of Wales cancelled 15,000 operations.")
    assert group([vague, first]) == group([vague, second]) == [[0, 1]]
    assert sorted(map(len, group([first, vague, second]))) == [1, 2]
    assert [0, 2] not in group([first, vague, second])


def test_copies_are_one_group() -> None:
    assert group([saying("Nice day.")] * 3) == [[0, 1, 2]]


def test_two_speakers_are_two_claims_and_an_unknown_one_is_no_third() -> None:
    text = "The allies will spend 5% of GDP on defence by 2035."
    assert group([saying(text, "Mark Rutte"), saying(text, "Viktor Orbán")]) == [[0], [1]]
    assert group([saying(text, "Mark Rutte"), saying(text)]) == [[0, 1]]


def test_the_groups_of_claims_are_a_partition_in_the_order_given() -> None:
    article = cc.read_text("NATO has 32 members. Nice. The alliance has 32 members. NATO has 31 members.")
    claims = cc.flag(article, 0, order="text")
    assert [[claims.index(claim) for claim in same] for same in cc.group(iter(claims))] == [[0, 2], [1], [3]]
    assert cc.group([]) == []


def test_what_is_no_claim_is_refused() -> None:
    wrong: list[Claim] = ["NATO has 32 members."]  # type: ignore[list-item]
    with pytest.raises(ClaimcheckError, match=r"is a str; give claims, such as those of cc\.flag"):
        cc.group(wrong)


some = st.sampled_from([statement for pair in PAIRS for statement in (pair.first, pair.second)])


@given(st.lists(st.one_of(some, st.text(max_size=20).map(saying)), max_size=8))
def test_every_statement_is_in_exactly_one_group(statements: list[Statement]) -> None:
    groups = group(statements)
    assert sorted(place for places in groups for place in places) == list(range(len(statements)))
    assert groups == sorted(sorted(places) for places in groups)


# --- the pile --------------------------------------------------------------------------------------

CLAIM = "Hospitals in Wales cancelled 12,400 operations last winter."
OTHER = "12,400 operations were called off by Welsh hospitals last winter."


def test_a_pile_takes_more_claims_and_finds_them() -> None:
    pile = Pile([("a", saying(CLAIM))])
    assert pile.same_as("a") == []
    pile.add("b", saying(OTHER))
    pile.add("c", saying("Norway won most medals."))
    (found,) = pile.same_as("a")
    assert (found.key, len(pile)) == ("b", 3)
    assert 0.5 <= found.score <= 1
    assert [reason.name for reason in found.reasons] == ["number", "year", "subject", "words"]
    assert [same.key for same in pile.same_as("b")] == ["a"]


def test_a_key_keeps_its_claim_and_an_unknown_one_has_none_like_it() -> None:
    pile = Pile([("a", saying(CLAIM)), ("a", saying("Norway won most medals.")), ("b", saying(OTHER))])
    assert [same.key for same in pile.same_as("b")] == ["a"]
    assert pile.same_as("unknown") == []


def test_the_likest_come_first() -> None:
    pile = Pile([("a", saying(CLAIM)), ("b", saying(OTHER)), ("c", saying(CLAIM + " Ministers were told."))])
    found = pile.same_as("a")
    assert {same.key for same in found} == {"b", "c"}
    assert [same.score for same in found] == sorted((same.score for same in found), reverse=True)


def test_in_a_large_pile_a_word_that_all_have_tells_little() -> None:
    words = [
        "bridge",
        "garden",
        "museum",
        "harbour",
        "theatre",
        "stadium",
        "airport",
        "library",
        "castle",
        "market",
    ]
    chosen = random.Random(1)
    pile: Pile[str] = Pile(
        (
            str(n),
            saying(
                f"The Springfield council approved the {' '.join(chosen.sample(words, 3))} plan {n} times."
            ),
        )
        for n in range(13, 313)
    )
    pile.add("a", saying("The Springfield council approved a zeppelin hangar."))
    pile.add("b", saying("A zeppelin hangar was approved in Springfield by the council."))
    assert [same.key for same in pile.same_as("a")] == ["b"]
