"""The colours of the charts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimcheck.model import Status
from claimcheck.review.rating_colours import colours_of, ink_on
from claimcheck.review.scales import scale, scales
from claimcheck.review.statuses import FORWARD, STATUSES


def lightness(colour: str) -> float:
    """How light, 0 to 255, as it is without colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def names(scale_name: str) -> list[str]:
    return [rating.name for rating in scale(scale_name).ratings]


def test_every_status_has_a_colour_and_the_steps_darken() -> None:
    assert list(STATUSES) == list(Status)
    steps = [lightness(record.colour) for record in STATUSES.values()][: len(FORWARD)]
    assert all(one - other > 10 for one, other in pairwise(steps))


@pytest.mark.parametrize("name", scales())
def test_every_rating_of_a_scale_has_a_colour_of_its_own(name: str) -> None:
    colours = colours_of(names(name), [name])
    assert len(set(colours)) == len(colours) == len(names(name))


@pytest.mark.parametrize("name", ["claimcheck", "politifact"])
def test_the_truest_is_blue_and_the_falsest_red(name: str) -> None:
    numbered = [rating.name for rating in scale(name).ratings if rating.value is not None]
    colours = colours_of(numbered, [name])
    assert (colours[0], colours[-1]) == ("#2c7bb6", "#d7301f")


def test_a_rating_that_no_scale_knows_is_grey() -> None:
    assert colours_of(["Zany"], ["claimcheck"]) == colours_of(["True"], ["gone"]) == ["#a6a6a6"]


@pytest.mark.parametrize("name", scales())
def test_a_number_can_be_read_on_each(name: str) -> None:
    for colour in colours_of(names(name), [name]):
        assert abs(lightness(colour) - lightness(ink_on(colour))) > 90
