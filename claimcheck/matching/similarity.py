"""How alike the words of two claims are, from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from claimcheck.matching.said import Said

Weigh = Callable[[str], float]
"""How telling the key of an item is, from 0 to 1: the rarer, the more."""

_FIGURE, _SMALL_FIGURE, _DATE = 2.0, 1.0, 0.7
_ALONE = 0.5
# How much the shorter of two claims counts: a short claim may stand in a long sentence.
_SHORTER = 0.6
_LEAST_SHARED = 1.6
# Where neither says anything else, a word that tells is enough.
_LEAST_OF_ALL = 1.0
# Claims that are alike only in their names are of the same people, and say other things of them.
_LEAST_BESIDE_NAMES = 0.3


def likeness(left: Said, right: Said, agreeing: Mapping[str, int], weigh: Weigh) -> float:
    """How much of what two claims say is the same, by their words, names, figures and dates.

    *agreeing* is how many numbers and years agree ("number", "year"). Two claims that share next to nothing,
    or nothing but names, are not alike, however short they are.
    """
    mine, theirs = _weights(left, weigh), _weights(right, weigh)
    shared = {key: min(weight, theirs[key]) for key, weight in mine.items() if key in theirs}
    for name, ones, others in (
        ("number", _figures(left), _figures(right)),
        ("year", [_DATE] * len(left.dates), [_DATE] * len(right.dates)),
    ):
        same = min(agreeing.get(name, 0), len(ones), len(others))
        shared[f"#{name}"] = sum(map(min, ones[:same], others[:same]))
        # Figures of both, none of which is the other's, speak of different things.
        alone = _ALONE if same or not (ones and others) else 1.0
        for weights, sizes in ((mine, ones), (theirs, others)):
            weights[f"#{name}"] = sum(sizes[:same]) + alone * sum(sizes[same:])
    names = {item.key for said in (left, right) for item in said.items if item.name}
    whole, beside = (_share(left_out, shared, mine, theirs) for left_out in ((), names))
    least = _LEAST_SHARED if whole < 1 else _LEAST_OF_ALL
    return whole if sum(shared.values()) >= least and beside >= _LEAST_BESIDE_NAMES else 0.0


def _figures(said: Said) -> list[float]:
    """What the figures of a claim weigh, the heaviest first."""
    return sorted((_SMALL_FIGURE if figure.small else _FIGURE for figure in said.figures), reverse=True)


def _share(left_out: Collection[str], *weights: Mapping[str, float]) -> float:
    """How much of two claims is shared, the shorter counting for more: *weights* of that, and of each."""
    both, small, large = (sum(weight for key, weight in of.items() if key not in left_out) for of in weights)
    small, large = sorted((small, large))
    return min(1.0, both / (small**_SHORTER * large ** (1 - _SHORTER))) if small > 0 else 0.0


def _weights(said: Said, weigh: Weigh) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in said.items:
        if item.weight:
            found[item.key] = max(found.get(item.key, 0.0), item.weight * weigh(item.key))
    return found
