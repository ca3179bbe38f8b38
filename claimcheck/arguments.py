"""What a caller gives to a public function, checked before anything is done with it.

Each function raises with the name of the argument, what was given, and what it takes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

from claimcheck.errors import ClaimcheckError

_Kind = TypeVar("_Kind")
_SHOWN = 60


def refuse_no_path(name: str, given: object, error: type[ClaimcheckError] = ClaimcheckError) -> None:
    """Raise *error* where *given* can be the path of no file.

    >>> refuse_no_path("db", 5)
    Traceback (most recent call last):
        ...
    claimcheck.errors.ClaimcheckError: db=5 is an int; give the path of a file, as text or a Path.
    """
    if not isinstance(given, (str, os.PathLike)) or not isinstance(os.fspath(given), str):
        raise error(f"{_described(name, given)}; give the path of a file, as text or a Path.")
    try:
        possible = b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise error(
            f"{_shown(name, given)} is the path of no file: it has a character that no name can have. "
            "Give another one."
        )


def refuse_no_text(name: str, given: object, for_example: str) -> None:
    """Raise ClaimcheckError where *given* is no text."""
    if not isinstance(given, str):
        raise ClaimcheckError(f'{_described(name, given)}; give text, such as {name}="{for_example}".')


def refuse_no_switch(name: str, given: object) -> None:
    """Raise ClaimcheckError where *given* is neither True nor False: "no" would count as yes.

    >>> refuse_no_switch("force", True)
    """
    # NumPy has truth values of its own.
    if type(given).__name__ not in {"bool", "bool_"}:
        raise ClaimcheckError(f"{_described(name, given)}; give {name}=True or {name}=False.")


def refuse_no_number(name: str, given: object) -> None:
    """Raise ClaimcheckError where *given* is no whole number."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise ClaimcheckError(f"{_described(name, given)}; give a whole number, such as {name}=5.")


def each_of(name: str, given: object, kind: type[_Kind], remedy: str) -> list[_Kind]:
    """The members of *given*, each of which is a *kind*; raises ClaimcheckError with the *remedy* else.

    >>> each_of("statuses", ("approved",), str, "give …")
    ['approved']
    """
    # Of one text the members would be its letters.
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise ClaimcheckError(f"{_described(name, given)}; {remedy}.")
    members = list(given)
    for member in members:
        if not isinstance(member, kind):
            raise ClaimcheckError(f"{_described(f'a member of {name}', member)}; {remedy}.")
    return members


def _described(name: str, given: object) -> str:
    kind = type(given).__name__
    return f"{_shown(name, given)} is {'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def _shown(name: str, given: object) -> str:
    try:
        written = repr(given)
    except ValueError:
        # A whole number of more digits than Python writes.
        written = "…"
    return f"{name}={written if len(written) <= _SHOWN else f'{written[:_SHOWN]}…'}"
