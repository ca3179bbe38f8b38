"""What a desk says of a claim's reach and harm, as far as it moves the claim up or down."""

from __future__ import annotations

from claimcheck.model import Harm, PriorityPart, Reach, Stakes

NAME = "reach and harm"
_REACH = {None: 0.0, Reach.SMALL: -1.0, Reach.WIDE: 0.5, Reach.VERY_WIDE: 1.0}
_HARM = {None: 0.0, Harm.LITTLE: -1.0, Harm.SOME: 0.5, Harm.GRAVE: 1.0}


def lean_of(stakes: Stakes) -> float:
    """Which way *stakes* move a claim, and how far: from -1 (down) over 0 (nothing said) to 1 (up).

    >>> lean_of(Stakes()), lean_of(Stakes(Reach.VERY_WIDE, Harm.GRAVE)), lean_of(Stakes(Reach.SMALL))
    (0.0, 1.0, -0.5)
    """
    return (_REACH[stakes.reach] + _HARM[stakes.harm]) / 2


def points_of(lean: float, rest: float, share: float) -> float:
    """What a *lean* adds to the *rest* of a priority, of which the part may make up *share*.

    Upwards it gives a share of what is missing to 1, downwards it takes a share of what there is: so a claim
    of which nothing was said stays as it is, a word for one never lowers it, and the sum stays from 0 to 1.

    >>> points_of(1.0, 0.6, 0.5), points_of(0.0, 0.6, 0.5), points_of(-1.0, 0.6, 0.5)
    (0.2, 0.0, -0.3)
    """
    return share * lean * (1 - rest if lean > 0 else rest)


def part_of(stakes: Stakes, rest: float, share: float) -> PriorityPart:
    """The part of a claim of which *stakes* were said, and whose other parts come to *rest*."""
    lean = lean_of(stakes)
    return PriorityPart(NAME, (1 + lean) / 2, points_of(lean, rest, share), stakes.words)
