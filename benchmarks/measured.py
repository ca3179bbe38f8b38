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
    return share_of(sum(given), len(given))


def share_of(part: int, whole: int) -> str:
    """A part of a whole, in percent and in numbers.

    >>> share_of(3000, 4000)
    '75.0% (3,000 of 4,000)'
    """
    return f"{100 * part / max(1, whole):.1f}% ({part:,} of {whole:,})"
