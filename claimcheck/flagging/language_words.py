"""The words of a language that the rules look for, read once from ``languages/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claimcheck.errors import ClaimcheckError, LanguageError

_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")
_VOWELS = "aeiou"
_FOLDER = resources.files(__package__).joinpath("languages")
_LISTED = re.compile(r"(?P<section>\w+)\.(?P<name>\w+)(?::(?P<endings>[a-z,]+))?(?P<optional>\?)?")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language whose words are known, in ``sections`` of lists and tables; `known_language` gives it."""

    code: str
    sections: Mapping[str, Mapping[str, Any]]

    @cache  # noqa: B019 - a language is kept as long as the program runs
    def words(self, section: str, name: str) -> tuple[str, ...]:
        """The words listed under *name* in a section of the language's file.

        >>> known_language("en").words("speech", "sources")[0]
        'according to'
        """
        lists = self.sections.get(section, {})
        if name not in lists:
            message = (
                f'{self.code}.toml of flagging has no list "{name}" under [{section}]; '
                'add it as "Adding a language" in CONTRIBUTING.md says.'
            )
            raise ClaimcheckError(message)
        return tuple(lists[name])

    @cache  # noqa: B019 - as above
    def table(self, section: str, name: str = "") -> Mapping[str, Any]:
        """What each word of a table in a section, or with no *name* of the section itself, stands for.

        >>> known_language("en").table("figures", "words")["seven"]
        7
        """
        found = self.sections[section][name] if name else self.sections[section]
        return {key: value for key, value in found.items() if not isinstance(value, dict | list)}

    def listed(self, lists: str) -> tuple[str, ...]:
        """The words of the lists that are named, parted by blanks: "section.name".

        Of "cause.regular_verbs:s,ed" they are these forms of the verbs; "rank.stems?" need not be there.

        >>> known_language("en").listed("names.particles appeal.regular_verbs:ed")[-2:]
        ('encouraged', 'implored')
        """
        found: list[str] = []
        for match in map(_LISTED.fullmatch, lists.split()):
            assert match is not None, lists
            if match["optional"] and match["name"] not in self.sections.get(match["section"], {}):
                continue
            words = self.words(match["section"], match["name"])
            found += forms(words, *match["endings"].split(",")) if match["endings"] else words
        return tuple(found)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages whose words are known.

    >>> "en" in languages()
    True
    """
    files = (file.name.partition(".") for file in _FOLDER.iterdir())
    return tuple(sorted(code for code, _, kind in files if kind == "toml"))


def known_language(language: str | Language) -> Language:
    """The language that a code such as "en-GB", "de_AT" or "EN" means.

    >>> known_language("de_AT").code
    'de'
    """
    if isinstance(language, Language):
        return language
    match = _CODE.match(language.strip().lower())
    if match is None or match.group() not in languages():
        raise LanguageError(
            f"The language {language!r} is not known to flagging, which knows {', '.join(languages())}; "
            "name one of these (language=, --language) if the text is in it, or add the language as "
            '"Adding a language" in CONTRIBUTING.md says.',
            at_desk=f"Claims are not found in the language {language!r}, only in {', '.join(languages())}. "
            "If the text is in one of these, give that as its language.",
        )
    return _read(match.group())


@cache
def _read(code: str) -> Language:
    return Language(code, tomllib.loads(_FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8")))


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, at word boundaries.

    >>> any_of(["sea", "sea level", "seal"])
    '(?<!\\\\w)sea(?: level|l)?(?!\\\\w)'
    """
    return rf"(?<!\w){_tree(set(words))}(?!\w)"


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, wherever they stand.

    >>> alternatives(["sea", "sea level"])
    'sea\\\\ level|sea'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def forms(verbs: Iterable[str], *endings: str) -> tuple[str, ...]:
    """The forms of each regular verb that end so; what follows its first word stays.

    >>> forms(["deny", "point out"], "s", "ed", "ing")
    ('denies', 'denied', 'denying', 'points out', 'pointed out', 'pointing out')
    """
    return tuple(_form(verb, ending) for verb in verbs for ending in endings)


def level(text: str) -> str:
    """*text* with plain apostrophes, blanks and dashes, each character in its place.

    >>> level("Türkiye’s 3\\u00a0years")
    "Türkiye's 3 years"
    """
    return text if text.isascii() else swapped(text, _LEVELLED)


def swapped(text: str, characters: Mapping[str, str]) -> str:
    """*text* with other characters for some; str.translate takes thirty times as long.

    >>> swapped("3–5", {"–": "-"})
    '3-5'
    """
    for one, other in characters.items():
        if one in text:
            text = text.replace(one, other)
    return text


def lower(text: str) -> str:
    """*text* in lower case, each character in its place.

    >>> lower("İZMİR"), len("İ".lower())
    ('izmir', 2)
    """
    return text.replace("İ", "i").lower()


_LEVELLED = {
    **dict.fromkeys("’‘ʼ", "'"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    **dict.fromkeys("–−", "-"),
    "―": "—",
}


def _tree(words: Collection[str]) -> str:
    """An expression for any of the words, which reads a beginning that they share only once."""
    by_first: dict[str, set[str]] = defaultdict(set)
    for word in words:
        by_first[word[:1]].add(word[1:])
    ends = by_first.pop("", None) is not None
    branches = [re.escape(first).replace("\\ ", " ") + _tree(by_first[first]) for first in sorted(by_first)]
    if not branches:
        return ""
    if ends:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _form(verb: str, ending: str) -> str:
    """One form of a regular verb: "deny" + "ed" is "denied", "admit" + "ing" is "admitting"."""
    stem, blank, rest = verb.partition(" ")
    if stem[-1] == "y" and stem[-2] not in _VOWELS:
        stem = stem if ending == "ing" else stem[:-1] + ("ie" if ending == "s" else "i")
    elif stem[-1] == "e":
        stem = stem if ending == "s" else stem[:-1]
    elif stem in {"admit", "plan", "stop", "drop", "quip", "ban", "brag", "rebut", "slam", "rip"}:
        stem += "" if ending == "s" else stem[-1]
    elif ending == "s" and stem.endswith(("s", "sh", "ch", "x")):
        stem += "e"
    return stem + ending + blank + rest
