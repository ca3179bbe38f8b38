"""The words of a language that the rules look for, read once from ``languages/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from claimcheck.errors import ClaimcheckError, LanguageError


class Language(str):
    """The code of a language whose words are known; `known_language` gives it, and knows one that it gave."""

    __slots__ = ()


ENGLISH = Language("en")
_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")
_VOWELS = "aeiou"
_FOLDER = resources.files(__package__).joinpath("languages")
_MOST_KEPT = 1024

Lists = Mapping[str, Any]
"""One section of a language's file: lists and tables by name."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages whose words are known.

    >>> "en" in languages()
    True
    """
    files = (file.name.partition(".") for file in _FOLDER.iterdir())
    return tuple(sorted(code for code, _, kind in files if kind == "toml"))


def known_language(code: str) -> Language:
    """The language that a code such as "en-GB", "de_AT" or "EN" means.

    >>> known_language("de_AT")
    'de'
    """
    if isinstance(code, Language):
        return code
    match = _CODE.match(code.strip().lower())
    if match is None or match.group() not in languages():
        message = (
            f"The language {code!r} is not known to flagging, which knows {', '.join(languages())}; "
            "name one of these (language=, --language) if the text is in it, or add the language as "
            '"Adding a language" in CONTRIBUTING.md says.'
        )
        raise LanguageError(message)
    return Language(match.group())


@lru_cache(_MOST_KEPT)
def words(section: str, name: str, language: str = ENGLISH) -> tuple[str, ...]:
    """The words listed under *name* in a section of the language's file.

    >>> words("speech", "sources")[0]
    'according to'
    """
    lists = sections(language).get(section, {})
    if name not in lists:
        message = (
            f'{known_language(language)}.toml of flagging has no list "{name}" under [{section}]; '
            'add it as "Adding a language" in CONTRIBUTING.md says.'
        )
        raise ClaimcheckError(message)
    return tuple(lists[name])


@cache
def table(section: str, name: str, language: str = ENGLISH) -> Mapping[str, Any]:
    """What each word of a table in a section, or with no *name* of the section itself, stands for.

    >>> table("figures", "words")["seven"]
    7
    """
    found = sections(language)[section]
    inner = found[name] if name else found
    return {key: value for key, value in inner.items() if not isinstance(value, dict | list)}


def sections(language: str = ENGLISH) -> Mapping[str, Lists]:
    """All sections of the language's file.

    >>> sorted(sections("en")["rank"])
    ['judgements', 'not_superlatives', 'phrases']
    """
    return _file(known_language(language))


def any_of(*lists: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, at word boundaries.

    >>> any_of(["sea", "sea level", "seal"])
    '(?<!\\\\w)sea(?: level|l)?(?!\\\\w)'
    """
    return rf"(?<!\w){_tree({word for words_ in lists for word in words_})}(?!\w)"


def alternatives(listed: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, wherever they stand.

    >>> alternatives(["sea", "sea level"])
    'sea\\\\ level|sea'
    """
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))


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
    return text if text.isascii() else text.translate(_LEVELLED)


def lower(text: str) -> str:
    """*text* in lower case, each character in its place.

    >>> lower("İZMİR"), len("İ".lower())
    ('izmir', 2)
    """
    return text.replace("İ", "i").lower()


_LEVELLED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "−": "-"}
)


@cache
def _file(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_FOLDER.joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def _tree(words_: Collection[str]) -> str:
    """An expression for any of the words, which reads a beginning that they share only once."""
    by_first: dict[str, set[str]] = defaultdict(set)
    for word in words_:
        by_first[word[:1]].add(word[1:])
    ends = by_first.pop("", None) is not None
    branches = [re.escape(first).replace("\\ ", " ") + _tree(by_first[first]) for first in sorted(by_first)]
    if not branches:
        return ""
    if ends:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


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
