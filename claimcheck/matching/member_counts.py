"""How many members a body is said to have, also where it is only taken for granted.

"NATO's 32 countries agreed" and "all 32 allies look at it" both say that the alliance has 32 members: one
check of that serves both.
"""

from __future__ import annotations

import re

from claimcheck.matching.claim_numbers import Figure
from claimcheck.matching.reasons import Said

_MEMBER = "member"
_LOOKED_BEFORE = 40
# What stands before a number of all there are: "the 32", "NATO's 32", "has 32", "an alliance of 32".
_ALL_OF_THEM = re.compile(
    r"(?:\b(?:the|all|its|their|of|has|have|had|counts?|comprises?|numbers?)|['’]s?)\s+(?:now\s+)?"
    r"(?:(?:all|other|current|remaining)\s+){0,2}$",
    re.IGNORECASE,
)


def members(said: Said) -> frozenset[tuple[str, float]]:
    """Each body that is named, with a number of its members that is said or taken for granted."""
    numbers = {figure.value for figure in said.figures if _of_all_members(said.text, figure)}
    bodies = {name.land for name in said.names if name.land}
    return frozenset((body, number) for body in bodies for number in numbers)


def _of_all_members(text: str, figure: Figure) -> bool:
    if figure.kind != "count" or figure.unit != _MEMBER or figure.slack or figure.bound or figure.high:
        return False
    before = text[max(0, figure.start - _LOOKED_BEFORE) : figure.start]
    return text[figure.end : figure.end + 1] == "-" or _ALL_OF_THEM.search(before) is not None
