"""What the splitter knows about a language, read once from ``languages/CODE.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

DEFAULT = "en"
_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of one language and the pattern of its boilerplate.

    Abbreviations stand without their last full stop. ``never`` do not end a sentence,
    ``maybe`` end one only before one of ``starters``, ``before_number`` do not end one before a
    number, ``clock`` end one before a capital that is not in ``after_clock``.
    """

    never: frozenset[str]
    maybe: frozenset[str]
    before_number: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]
    after_speech: frozenset[str]
    particles: frozenset[str]
    labels: frozenset[str]
    boilerplate: re.Pattern[str]


def language(code: str | None) -> Language:
    """The data for a language *code* such as "en" or "en-GB"; English where there is none for it.

    >>> "Mr" in language("en-GB").never
    True
    """
    match = _CODE.match((code or DEFAULT).strip().lower())
    return _load(match.group() if match else DEFAULT)


@lru_cache(maxsize=16)
def _load(code: str) -> Language:
    folder = files("claimcheck.reading") / "languages"
    source = folder / f"{code}.toml"
    if not source.is_file():
        return _load(DEFAULT)
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    short, words, turns = data["abbreviations"], data["words"], data["transcript"]
    return Language(
        never=_with_capitals(short["never"]),
        maybe=frozenset(short["maybe"]),
        before_number=_with_capitals(short["before_number"]),
        clock=frozenset(short["clock"]),
        after_clock=frozenset(short["after_clock"]),
        starters=frozenset(words["starters"]),
        speech=frozenset(words["speech"]),
        after_speech=frozenset(words["after_speech"]),
        particles=frozenset(turns["particles"]),
        labels=frozenset([*turns["labels"], *turns["datelines"]]),
        boilerplate=_boilerplate(data["boilerplate"]["patterns"], data["boilerplate"]["parts"]),
    )


def _with_capitals(words: list[str]) -> frozenset[str]:
    """Each abbreviation as written, and in ALL CAPS ("MR. RUSSERT") where it begins with a capital."""
    return frozenset([*words, *(word.upper() for word in words if len(word) > 1 and word[0].isupper())])


def _boilerplate(patterns: list[str], parts: dict[str, str]) -> re.Pattern[str]:
    """One pattern out of many; ``{part}`` stands for the part of that name, parts may hold parts."""

    def filled(pattern: str) -> str:
        for name, part in parts.items():
            if f"{{{name}}}" in pattern:
                pattern = pattern.replace(f"{{{name}}}", filled(part))
        return pattern

    return re.compile("|".join(f"(?:{filled(pattern)})" for pattern in patterns))
