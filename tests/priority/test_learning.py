"""Weights learned from a desk's decisions."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.errors import ClaimcheckError
from claimcheck.priority.learning import LEAST, learn
from claimcheck.priority.priorities import WEIGHTS, Weights

EVEN = Weights(*[1.0] * len(WEIGHTS))
WHO = WEIGHTS.index("who")


def a_pile(size: int) -> tuple[NDArray[np.float64], list[bool]]:
    """Claims of which a desk takes those with a speaker of weight, whatever else they are."""
    table = np.random.default_rng(7).random((size, len(WEIGHTS)))
    return table, [bool(row[WHO] > 0.6) for row in table]


def test_what_a_desk_goes_by_gets_the_weight() -> None:
    found = learn(*a_pile(400), EVEN)
    assert found.weights.who == max(getattr(found.weights, name) for name in WEIGHTS)
    assert found.learned > found.now
    assert found.learned > 0.9


def test_no_weight_is_below_zero_and_the_largest_stays() -> None:
    table, chosen = a_pile(400)
    found = learn(table, [not one for one in chosen], Weights(2.0, 1, 1, 1, 1, 1, 1))
    weights = [getattr(found.weights, name) for name in WEIGHTS]
    assert min(weights) >= 0
    assert max(weights) == pytest.approx(2.0)
    assert found.weights.who == 0


def test_the_same_decisions_give_the_same_weights() -> None:
    assert learn(*a_pile(200), EVEN) == learn(*a_pile(200), EVEN)


def test_decisions_that_nothing_parts_are_told_as_such() -> None:
    table, _ = a_pile(400)
    coin = [bool(one) for one in np.random.default_rng(3).random(400) > 0.5]
    assert 0.35 < learn(table, coin, EVEN).learned < 0.65


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([True] * (LEAST - 1), f"{LEAST - 1} decided so far"),
        ([], "0 decided so far"),
        ([True] * LEAST, f"Of the decisions {LEAST} are to check and 0 to dismiss"),
        ([False] * LEAST + [True] * 4, f"4 are to check and {LEAST} to dismiss"),
    ],
)
def test_too_few_decisions_are_refused(chosen: list[bool], said: str) -> None:
    with pytest.raises(ClaimcheckError, match=said):
        learn(np.zeros((len(chosen), len(WEIGHTS))), chosen, EVEN)
