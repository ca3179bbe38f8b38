"""One line of a table of measurements."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, the figure, and the bar that it is held against ("" where there is none).

    >>> Row("golden rules, English", "46 of 48", "46 of 48").figure
    '46 of 48'
    """

    what: str
    figure: str
    bar: str = ""
