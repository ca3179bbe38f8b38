"""What is wrong with a record that was read against its type, in words for a person."""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST = 200
_PLACE = re.compile(r" - at (?:`key` in )?`\$\.?(?P<place>[^`]*)`$")
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "null": "nothing",
    "array": "a list",
    "object": "a record",
    "list": "a list",
    "dict": "a record",
}
_SIZES = {"<=": "long", ">=": "short"}
_REWRITTEN: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    ("Expected `(.+)`, got `(.+)`", lambda said: f"is {_kind(said[2])}, not {_kind(said[1])}"),
    ("Object contains unknown field `(.+)`", lambda said: f"has “{said[1]}”, which is unknown"),
    ("Object missing required field `(.+)`", lambda said: f"lacks “{said[1]}”"),
    ("Expected `str` matching regex .+", lambda _said: "is no such name"),
    ("Expected `.+` of length (<=|>=) .+", lambda said: f"is too {_SIZES[said[1]]}"),
    ("Expected `.+` (<=|>=) (-?[0-9]+)", lambda said: f"is not {said[1]} {said[2]}"),
    ("Invalid (?:enum )?value (.+)", lambda said: f"is {said[1]}, which is unknown"),
]


def what_is_wrong(error: Exception) -> str:
    """Where a record is not what it should be, and how.

    >>> what_is_wrong(ValueError("Expected `str`, got `int` - at `$.work.note`"))
    '“work.note” is a whole number, not text'
    """
    if isinstance(error, UnicodeError):
        return "it has a character that no text can have (half of a pair)"
    said = str(error)
    found = _PLACE.search(said)
    said = said[: found.start()] if found else said
    place = found["place"] if found else ""
    where = f"“{_short(place)}”" if place else "it"
    return _printable(f"{where} {_short(_reworded(said))}")


def _reworded(said: str) -> str:
    for pattern, words in _REWRITTEN:
        if match := re.fullmatch(pattern, said, re.DOTALL):
            return words(match)
    return said


def _kind(name: str) -> str:
    return " or ".join(_KINDS.get(one, one) for one in name.split(" | "))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
