"""Verdict scales: data that other records refer to by name."""

from __future__ import annotations

import pytest

from claimcheck.errors import ClaimcheckError
from claimcheck.review.scales import DEFAULT_SCALE, Rating, scale, scales

SCALES: dict[str, dict[str, int | None]] = {
    "claimcheck": {
        "True": 5,
        "Mostly true": 4,
        "Mixture": 3,
        "Mostly false": 2,
        "False": 1,
        "Unproven": None,
        "Missing context": None,
    },
    "politifact": {
        "True": 6,
        "Mostly True": 5,
        "Half True": 4,
        "Mostly False": 3,
        "False": 2,
        "Pants on Fire": 1,
    },
    "meta": dict.fromkeys(["True", "Missing Context", "Satire", "Partly False", "Altered", "False"]),
}


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_has_its_ratings_in_order_with_their_numbers(name: str) -> None:
    ratings = scale(name).ratings
    assert [(rating.name, rating.value) for rating in ratings] == list(SCALES[name].items())


def test_there_is_no_other_scale_and_each_has_a_title() -> None:
    assert set(scales()) == set(SCALES)
    assert all(each.title and each.name == name for name, each in scales().items())


def test_a_scale_is_ordinal_where_its_numbers_put_its_ratings_in_an_order() -> None:
    levels = {name: each.level for name, each in scales().items()}
    assert levels == {"claimcheck": "ordinal", "politifact": "ordinal", "meta": "nominal"}


def test_the_default_is_the_five_steps_of_claimcheck() -> None:
    assert scale() is scale(DEFAULT_SCALE) is scale("claimcheck")


def test_a_rating_is_found_by_its_exact_name() -> None:
    assert scale().rating("Mixture") == Rating("Mixture", 3)


@pytest.mark.parametrize("name", ["", "true", "Half True"])
def test_an_unknown_rating_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(
        ClaimcheckError, match="it has True, Mostly true, Mixture, Mostly false, False, Unproven"
    ):
        scale().rating(name)


def test_an_unknown_scale_is_refused_with_those_there_are() -> None:
    with pytest.raises(ClaimcheckError, match="'snopes'; there are claimcheck, politifact, meta"):
        scale("snopes")
