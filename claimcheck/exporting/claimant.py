"""Whether who claims something is an organisation or a person, by the name alone."""

from __future__ import annotations

import re

_NAMED = frozenset(
    (
        *("agency", "airline", "alliance", "army", "association", "authority", "bureau", "cabinet"),
        *("campaign", "centre", "center", "coalition", "college", "commission", "committee"),
        *("company", "congress", "corporation", "council", "department", "embassy", "federation"),
        *("foundation", "fund", "government", "group", "institute", "institution", "kremlin"),
        *("league", "ministry", "movement", "network", "office", "organisation", "organization"),
        *("parliament", "party", "pentagon", "police", "secretariat", "senate", "service"),
        *("society", "trust", "union", "university", "inc", "ltd", "plc", "gmbh"),
    )
)
# Words that are surnames too, with the one before them.
_PAIRS = frozenset(
    (
        *("white house", "world bank", "central bank", "supreme court", "high court"),
        *("constitutional court", "air force", "associated press", "catholic church"),
    )
)
_ENDINGS = ("ministerium", "regierung", "partei", "verband", "kommission", "behörde", "gewerkschaft")
_LETTERS = re.compile(r"(?:[Tt]he )?[A-Z][A-Z\d&/–-]*[A-Z\d]")
# What stands behind these says only whose: "Ministry of Health", "spokeswoman for the ministry".
_BELONGS = re.compile(r"\s+(?:of|for|on|in|at|to|against|für|der|des)\s+", re.I)


def is_organisation(name: str) -> bool:
    """Whether *name* is that of an organisation: letters alone, or its last word is one for organisations.

    >>> [is_organisation(name) for name in ("NATO", "World Bank", "Ministry of Health", "Mark Rutte")]
    [True, True, True, False]
    """
    words = [word.strip(",.;:()") for word in _BELONGS.split(name.strip())[0].split()]
    last = [word.casefold() for word in words[-2:]]
    return bool(words) and (
        _LETTERS.fullmatch(" ".join(words)) is not None
        or last[-1] in _NAMED
        or last[-1].endswith(_ENDINGS)
        or " ".join(last) in _PAIRS
    )
