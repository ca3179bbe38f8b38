"""How the time that something takes grows with the length of what it is given."""

from __future__ import annotations

import time
from collections.abc import Callable

from effort import examples

LONG, TRIES = examples(100_000), 2
"""Characters, and how often each length is tried: the machine's other work counts only once."""

_SHORTER = 8
_LEAST = 0.004
"""Seconds that are too few to be measured."""


def grows_by_the_length_alone(read: Callable[[str], object], piece: str) -> None:
    """*read* of eight times as many *pieces* takes about eight times as long, and not sixty-four times."""
    short, long = (
        min(_seconds(read, piece * (size // len(piece) + 1)) for _ in range(TRIES))
        for size in (LONG // _SHORTER, LONG)
    )
    assert long < 30 * max(short, _LEAST)


def _seconds(read: Callable[[str], object], text: str) -> float:
    """The time of this process, not of the machine."""
    before = time.process_time()
    read(text)
    return time.process_time() - before
