"""Which quantity counts members of a group: "eleven of the 32", and which says how many there are of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claimcheck.model import Measured, Quantity

_MOST = 60
"""More countries than that are in no group of which members are counted."""
_OF_SEVERAL = re.compile(r"(?i)\s+(?:out )?of\s+(?:the\s+|all\s+|its\s+|their\s+|[\w.]+['’]s?\s+)?(?=\w)")
_BEHIND_OF = re.compile(r"(?i)\b(?:of|among|out of)\s+(?:the\s+|all\s+|its\s+|their\s+|[\w.]+['’]s?\s+)?$")


def members_counted(found: Sequence[Quantity], text: str, nouns: Collection[str]) -> list[Quantity]:
    """Those of the quantities *found* in *text* that count some of a group; *nouns* are its members' words.

    Where it is said how many there are, a bare number is of them too: "of the eight members five have …".
    """
    sizes = [q for q in found if q.unit and is_size(q, text, nouns)]
    bare = [q for q in found if sizes and q.kind is Measured.COUNT and q.unit is None and q not in sizes]
    return [q for q in found if counts_members(q, text, nouns) or q in bare]


def counts_members(quantity: Quantity, text: str, nouns: Collection[str]) -> bool:
    """Whether *quantity* of *text* counts some of a group; *nouns* are words for its members.

    >>> from claimcheck.model import Span
    >>> five = Quantity(Measured.COUNT, Span(0, 4), "five", 5)
    >>> counts_members(five, "five of the eight spend more", ["members"])
    True
    """
    if quantity.kind is not Measured.COUNT or not 0 <= (quantity.value or 0) <= _MOST:
        return False
    if is_size(quantity, text, nouns):
        return False
    return _is_of_members(quantity, nouns) or (
        quantity.unit is None and _OF_SEVERAL.match(text, quantity.span.end) is not None
    )


def is_size(quantity: Quantity, text: str, nouns: Collection[str]) -> bool:
    """Whether *quantity* says how many there are of those of whom some are counted: "of the eight"."""
    if quantity.kind is not Measured.COUNT or (quantity.value or 0) > _MOST:
        return False
    behind = _BEHIND_OF.search(text[: quantity.span.start]) is not None
    return behind and (quantity.unit is None or _is_of_members(quantity, nouns))


def is_part_of_members(quantity: Quantity, text: str, nouns: Collection[str]) -> bool:
    """Whether *quantity* says which part of the members: "half of the eight NATO members"."""
    if quantity.kind is not Measured.PERCENT:
        return False
    behind = re.match(
        rf"(?i)\s*(?:of\s+)?(?:[\w.'’-]+\s+){{0,4}}?(?:{'|'.join(map(re.escape, nouns))})\b",
        text[quantity.span.end :],
    )
    return behind is not None


def _is_of_members(quantity: Quantity, nouns: Collection[str]) -> bool:
    """Whether its unit ends in a word for members: "NATO countries"."""
    unit = (quantity.unit or "").casefold()
    return unit in nouns or any(unit.endswith(f" {noun}") for noun in nouns)
