"""Which claims get a worksheet on the desk."""

from __future__ import annotations

import pytest

import claimcheck as cc
from claimcheck.widgets.worth_working_out import has_numbers


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("It is 25 times bigger than Russia.", True),
        ("They make in three months what the others make in a year.", True),
        ("Prices rose by 9%.", True),
        ("The aid came to 3 billion dollars.", True),
        ("It has the second largest army in the alliance.", True),
        ("Germany has the largest economy in Europe.", True),
        ("The alliance has 32 members.", True),
        ("At least 1,200 homes were built.", True),
        ("She was the first woman to head the government.", False),
        ("Three people told the newspaper.", False),
        ("They met on 3 March 2025.", False),
        ("The mayor resigned.", False),
    ],
)
def test_only_a_number_that_figures_can_bear_out_has_one(text: str, has: bool) -> None:
    (claim,) = cc.flag(cc.read_text(text), threshold=0)
    assert has_numbers(claim) is has
