"""The words of a language that the rules look for, read once from ``languages/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

_VOWELS = "aeiou"


@cache
def words(section: str, name: str, language: str = "en") -> tuple[str, ...]:
    """The words listed under *name* in a section of the language's file.

    >>> words("speech", "sources")[0]
    'according to'
    """
    return tuple(_language(language)[section][name])


def any_of(*lists: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, at word boundaries.

    >>> any_of(["sea", "sea level"])
    '(?<!\\\\w)(?:sea level|sea)(?!\\\\w)'
    """
    longest_first = sorted({word for words_ in lists for word in words_}, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace("\\ ", " ") for word in longest_first)
    return rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)"


def past(verbs: Iterable[str]) -> tuple[str, ...]:
    """The regular past of each verb; what follows its first word stays.

    >>> past(["urge", "deny", "point out"])
    ('urged', 'denied', 'pointed out')
    """
    return tuple(_ending(verb, "ed") for verb in verbs)


def forms(verbs: Iterable[str]) -> tuple[str, ...]:
    """The third person, past and "-ing" form of each regular verb.

    >>> forms(["claim"])
    ('claims', 'claimed', 'claiming')
    """
    return tuple(_ending(verb, ending) for verb in verbs for ending in ("s", "ed", "ing"))


def level(text: str) -> str:
    """*text* with plain apostrophes and blanks, each character in its place.

    >>> level("Türkiye’s 3\\u00a0years")
    "Türkiye's 3 years"
    """
    return text.translate(_LEVELLED)


_LEVELLED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "−": "-"}
)


@cache
def _language(language: str) -> dict[str, dict[str, list[str]]]:
    """The language's file from the package's own data."""
    file = resources.files(__package__).joinpath("languages", f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _ending(verb: str, ending: str) -> str:
    """One form of a regular verb: "deny" + "ed" is "denied", "admit" + "ing" is "admitting"."""
    stem, blank, rest = verb.partition(" ")
    if stem[-1] == "y" and stem[-2] not in _VOWELS:
        stem = stem if ending == "ing" else stem[:-1] + ("ie" if ending == "s" else "i")
    elif stem[-1] == "e":
        stem = stem if ending == "s" else stem[:-1]
    elif stem in {"admit", "plan", "stop", "drop", "quip", "ban"}:
        stem += "" if ending == "s" else stem[-1]
    elif ending == "s" and stem.endswith(("s", "sh", "ch", "x")):
        stem += "e"
    return stem + ending + blank + rest
