"""The colours of ratings: fixed for each, and told apart by colour-blind readers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.review.scales import Rating, scales

# From most to least true, for colour-blind readers: blue to red by way of yellow, no green.
_TRUTH = ("#2c7bb6", "#abd9e9", "#f6e27f", "#fdae61", "#d7301f")
_OUTSIDE = ("#a6a6a6", "#c2a5cf", "#8c6d46")
# Okabe and Ito's colours, for a scale whose ratings have no order.
_UNORDERED = ("#0072b2", "#e69f00", "#56b4e9", "#cc79a7", "#f0e442", "#d55e00", "#009e73")
EDGE = "#777777"


def colours_of(ratings: Sequence[str], scale_names: Collection[str]) -> list[str]:
    """A colour for each of *ratings* by its place in its scale: blue the truest, red the falsest.

    *scale_names* are the scales that they are from; grey is what none of them knows.
    """
    known: dict[str, str] = {}
    for name, scale in scales().items():
        if name in scale_names:
            known |= _colours_of_scale(scale.ratings)
    return [known.get(rating, _OUTSIDE[0]) for rating in ratings]


def _colours_of_scale(ratings: Sequence[Rating]) -> dict[str, str]:
    values = [rating.value for rating in ratings if rating.value is not None]
    if not values:
        return {rating.name: _UNORDERED[n % len(_UNORDERED)] for n, rating in enumerate(ratings)}
    outside = iter(_OUTSIDE * len(ratings))
    return {
        rating.name: next(outside)
        if rating.value is None
        else _mixed((max(values) - rating.value) / (max(values) - min(values)))
        for rating in ratings
    }


def _mixed(part: float) -> str:
    """The colour at *part*, 0 to 1, of the way from the truest to the falsest."""
    left = min(int(part * (len(_TRUTH) - 1)), len(_TRUTH) - 2)
    rest = part * (len(_TRUTH) - 1) - left
    pairs = zip(_parts(_TRUTH[left]), _parts(_TRUTH[left + 1]), strict=True)
    red, green, blue = (round(one + (other - one) * rest) for one, other in pairs)
    return f"#{red:02x}{green:02x}{blue:02x}"


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on *colour*."""
    red, green, blue = _parts(colour)
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 130 else "#ffffff"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
