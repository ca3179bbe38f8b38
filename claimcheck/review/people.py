"""Names of people and of policies: one line, and whose they are however they are written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from claimcheck.errors import ClaimcheckError

LONGEST = 80


def one_line(text: str) -> str | None:
    """*text* composed and without needless white space; None where no line can show what is left."""
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    return line if line and line.isprintable() and len(line) <= LONGEST else None


def named(reviewer: str) -> str:
    """The reviewer's name as it is kept; raises ClaimcheckError where it is none."""
    name = one_line(reviewer)
    if name is None:
        raise ClaimcheckError(
            f"A reviewer needs a name of up to {LONGEST} characters: pass reviewer=… (or --reviewer), "
            "or set CLAIMCHECK_REVIEWER.",
            at_desk=f"That is no name of a reviewer: write one of up to {LONGEST} characters, in one line.",
        )
    return name


# A pile names the same few people again and again.
@lru_cache(maxsize=1024)
def person(name: str) -> str:
    """What all spellings of one name have in common: upper case, width and accents' encoding set aside.

    >>> person("ÁNA  Kovač") == person("ána kovač")
    True
    """
    folded = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
    # Folding may decompose again what normalising had composed.
    return unicodedata.normalize("NFKC", folded)


def same_person(one: str | None, other: str | None) -> bool:
    """Whether both names are those of one person; nobody is the same as nobody else."""
    return one is not None and other is not None and person(one) == person(other)
