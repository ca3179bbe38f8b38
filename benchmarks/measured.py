"""One line of a table of measurements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, the figure, and the bar that it is held against ("" where there is none).

    >>> Row("golden rules, English", "46 of 48", "46 of 48").figure
    '46 of 48'
    """

    what: str
    figure: str
    bar: str = ""


def share(answers: Iterable[bool]) -> str:
    """How many of the answers are yes, in percent and in numbers.

    >>> share([True, True, False])
    '66.7% (2 of 3)'
    """
    given = list(answers)
    return f"{100 * sum(given) / max(1, len(given)):.1f}% ({sum(given)} of {len(given)})"
