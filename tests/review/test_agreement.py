"""How far two blind reviewers agree."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from factories import NOON, a_desk, a_pile, some_work
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import ClaimcheckError
from claimcheck.model import BlindRating, Status, Verdict
from claimcheck.review.agreement import Agreement, Pair, agreement, blind_pairs
from claimcheck.review.event_effects import CUT_ANEW
from claimcheck.review.log.store import Store
from claimcheck.review.scales import Rating, Scale, scale

LETTERS = Scale("letters", "Letters", tuple(Rating(letter) for letter in "abcde"), "nominal")
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example B: nominal data, two observers.
EXAMPLE = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
TRUTH = ["True", "Mostly true", "Mixture", "Mostly false", "False"]
ALL = [*TRUTH, "Unproven", "Missing context"]
PAIRS = st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(ALL)), max_size=12)


def by_hand(pairs: list[Pair]) -> float:
    """Nominal alpha as the paper reckons it: the coincidences of each pair, both ways round."""
    coincidences = Counter(both for one, other in pairs for both in ((one, other), (other, one)))
    total = sum(coincidences.values())
    each = Counter(value for pair in pairs for value in pair)
    equal = sum(coincidences[value, value] for value in each)
    by_chance = sum(count * (count - 1) for count in each.values())
    return ((total - 1) * equal - by_chance) / (total * (total - 1) - by_chance)


def ordinal_by_hand(pairs: list[tuple[int, int]]) -> float:
    """Ordinal alpha: observed by expected disagreement, the distance of two ranks being what lies between."""
    each = Counter(value for pair in pairs for value in pair)
    total = sum(each.values())

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = sum(count for value, count in each.items() if low <= value <= high)
        return (between - (each[low] + each[high]) / 2) ** 2

    observed = sum(2 * distance(*pair) for pair in pairs) / total
    expected = sum(each[one] * each[other] * distance(one, other) for one, other in product(each, each))
    return 1 - observed * total * (total - 1) / expected


def test_krippendorffs_own_example() -> None:
    # In the paper's words: of 24 values 4 are a, 6 b, 6 c, 6 d, 2 e, and 18 coincide.
    assert by_hand(EXAMPLE) == ((24 - 1) * 18 - (4 * 3 + 6 * 5 * 3 + 2 * 1)) / (
        24 * 23 - (4 * 3 + 6 * 5 * 3 + 2)
    )
    found = agreement(EXAMPLE, LETTERS)
    assert found.alpha == pytest.approx(0.692, abs=0.0005)
    assert found.alpha == pytest.approx(by_hand(EXAMPLE))
    assert (found.pairs, found.percent, found.level, found.left_out) == (12, 75.0, "nominal", 0)


def test_what_is_near_in_the_order_agrees_more_than_what_is_far() -> None:
    sure = [("True", "True"), ("False", "False"), ("Mixture", "Mixture")]
    near = agreement([*sure, ("True", "Mostly true")], scale())
    far = agreement([*sure, ("True", "False")], scale())
    assert near.level == far.level == "ordinal"
    assert near.percent == far.percent == 75.0
    assert near.alpha == pytest.approx(ordinal_by_hand([(5, 5), (1, 1), (3, 3), (5, 4)]))
    assert far.alpha == pytest.approx(ordinal_by_hand([(5, 5), (1, 1), (3, 3), (5, 1)]))
    assert near.alpha is not None
    assert far.alpha is not None
    assert near.alpha > far.alpha


def test_ratings_outside_the_numbers_count_in_percent_and_not_in_alpha() -> None:
    inside = [("True", "True"), ("False", "Mostly false")]
    outside = [("Unproven", "Unproven"), ("Missing context", "False")]
    found = agreement([*inside, *outside], scale())
    assert (found.pairs, found.percent, found.left_out) == (4, 50.0, 2)
    assert found.alpha == agreement(inside, scale()).alpha
    assert "(2 left out, rated outside the order)" in str(found)


def test_without_an_order_every_rating_counts() -> None:
    found = agreement([("Satire", "Altered"), ("True", "True"), ("False", "False")], scale("meta"))
    assert (found.level, found.left_out) == ("nominal", 0)
    assert found.alpha == pytest.approx(
        by_hand([("Satire", "Altered"), ("True", "True"), ("False", "False")])
    )


def test_a_rating_of_another_scale_is_refused() -> None:
    with pytest.raises(ClaimcheckError, match="The scale claimcheck has no rating 'Half True'"):
        agreement([("True", "Half True")], scale())


@given(PAIRS, st.data())
def test_neither_the_order_of_the_pairs_nor_that_of_the_raters_matters(
    pairs: list[Pair], data: st.DataObject
) -> None:
    turned = [
        (other, one) if data.draw(st.booleans()) else (one, other)
        for one, other in data.draw(st.permutations(pairs))
    ]
    one, other = agreement(pairs, scale()), agreement(turned, scale())
    assert (one.percent, one.left_out, one.without_alpha) == (
        other.percent,
        other.left_out,
        other.without_alpha,
    )
    assert one.alpha == pytest.approx(other.alpha)
    assert one.percent is None or 0 <= one.percent <= 100
    assert "nan" not in str(one)


# --- in words -------------------------------------------------------------------------------------

SAME = ("True", "True")


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "No claim has been rated by two reviewers who did not see each other's rating yet."),
        (
            [SAME],
            "Two blind reviewers agreed on 1 of 1 claim (100%); Krippendorff's alpha needs two claims whose "
            "ratings it can compare, not 1.",
        ),
        (
            [SAME, ("Unproven", "False")],
            "Two blind reviewers agreed on 1 of 2 claims (50%); Krippendorff's alpha needs two claims whose "
            "ratings it can compare, not 1 (1 left out, rated outside the order).",
        ),
        (
            [SAME] * 3,
            "Two blind reviewers agreed on 3 of 3 claims (100%); Krippendorff's alpha is not defined where "
            "all ratings are the same.",
        ),
        (
            [SAME, ("False", "False")],
            "Two blind reviewers agreed on 2 of 2 claims (100%); Krippendorff's alpha, ordinal, is 1.00: "
            "of fewer than 20 claims, too few to rely on.",
        ),
        (
            [SAME, ("False", "True"), ("True", "False")],
            "Two blind reviewers agreed on 1 of 3 claims (33%); Krippendorff's alpha, ordinal, is -0.25: "
            "of fewer than 20 claims, too few to rely on.",
        ),
    ],
)
def test_what_is_said(pairs: list[Pair], said: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert str(agreement(pairs, scale())) == said


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (0.8, "0.80: reliable."),
        (0.79, "0.79: good enough for tentative conclusions."),
        (0.667, "0.67: good enough for tentative conclusions."),
        (0.66, "0.66: too low to draw conclusions from."),
        (-0.001, "0.00: too low to draw conclusions from."),
    ],
)
def test_what_alpha_means_is_said(alpha: float, said: str) -> None:
    assert str(Agreement(20, 80.0, alpha, "nominal")).endswith(f"Krippendorff's alpha, nominal, is {said}")


def test_without_the_package_the_percent_is_given_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    found = agreement([SAME, ("False", "False")], scale())
    assert (found.percent, found.alpha) == (100.0, None)
    assert str(found) == (
        "Two blind reviewers agreed on 2 of 2 claims (100%); for Krippendorff's alpha, "
        "pip install 'claimcheck-notebooks[agreement]'."
    )


# --- the blind pairs of a log ---------------------------------------------------------------------


def blind(claim_id: str, *ratings: str, scale: str = "claimcheck", **fields: Any) -> Verdict:
    given = tuple(
        BlindRating(by, rating, None, NOON, scale=scale) for by, rating in zip("AB", ratings, strict=False)
    )
    return replace(Verdict(claim_id, ratings=given), **fields)


def test_a_claim_counts_once_it_has_two_blind_ratings() -> None:
    found = blind_pairs([blind("a", "True", "False"), blind("b", "True"), blind("c")])
    assert found == {"claimcheck": [("True", "False")]}


def test_pairs_are_told_apart_by_scale() -> None:
    found = blind_pairs([blind("a", "True", "True"), blind("b", "False", "True", scale="meta")])
    assert found == {"claimcheck": [("True", "True")], "meta": [("False", "True")]}


def test_ratings_of_two_scales_are_no_pair() -> None:
    mixed = blind("a", "True", "True")
    one, other = mixed.ratings
    assert blind_pairs([replace(mixed, ratings=(one, replace(other, scale="meta")))]) == {}


def test_a_claim_that_is_no_longer_part_of_the_pile_does_not_count() -> None:
    gone = [
        blind("a", "True", "True", withdrawn=True),
        blind("b", "True", "True", status=Status.DISMISSED, dismiss_reason=CUT_ANEW),
    ]
    assert blind_pairs(gone) == {}


# --- from a database ------------------------------------------------------------------------------


def rate_blind(store: Store, claim_id: str, scale_name: str, *ratings: str) -> None:
    """Have the claim rated by reviewers who do not see each other's rating."""
    desks = [a_desk(store, name, scale=scale(scale_name)) for name in ("Ann", "Bob")]
    desks[0].ask_blind([claim_id])
    for desk, rating in zip(desks, ratings, strict=False):
        desk.rate(claim_id, some_work(rating=rating))


def test_the_blind_ratings_of_a_database_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Store(path) as store:
        _, claims = a_pile(store)
        for claim, ratings in zip(claims, [("True", "True"), ("False", "Mixture"), ("False",)], strict=False):
            rate_blind(store, claim.id, "claimcheck", *ratings)
    assert cc.agreement(path) == agreement([("True", "True"), ("False", "Mixture")], scale())


def test_a_database_without_blind_ratings_has_no_agreement(tmp_path: Path) -> None:
    with Store(tmp_path / "log.db") as store:
        a_pile(store)
    assert cc.agreement(tmp_path / "log.db") == Agreement(0, None, None, "ordinal")


def test_of_several_scales_one_has_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Store(path) as store:
        _, claims = a_pile(store)
        rate_blind(store, claims[0].id, "claimcheck", "True", "True")
        rate_blind(store, claims[1].id, "meta", "Satire", "Altered")
    with pytest.raises(ClaimcheckError, match=r"several scales \(claimcheck, meta\).*scale_name="):
        cc.agreement(path)
    named = cc.agreement(path, scale_name="meta")
    assert (named.pairs, named.percent, named.level) == (1, 0.0, "nominal")
