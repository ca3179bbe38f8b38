"""What the splitter knows about a language, read once from ``languages/CODE.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files

DEFAULT = "en"
_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of one language and the pattern of its boilerplate.

    Abbreviations stand without their last full stop. ``never`` do not end a sentence,
    ``maybe`` end one only before one of ``starters``, ``before_number`` do not end one before a
    number, ``clock`` end one before a capital that is not in ``after_clock``. From ``verbs`` to ``ordinals``
    the words tell whether a clause is whole, and where one begins (`clauses.py`). ``first_person``,
    ``first_plural``, ``second_person`` and ``openers`` ("Yes, …") tell speech from what nobody says;
    ``asked`` are "Q" and "A" in full; ``speeches``, ``givers``, ``interviews`` and ``interviewed`` name
    in a title who speaks; ``conversations`` and ``edited`` tell the editors' note at the end of an interview.
    """

    never: frozenset[str]
    maybe: frozenset[str]
    before_number: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]
    after_speech: frozenset[str]
    verbs: frozenset[str]
    endings: tuple[str, ...]
    subordinators: frozenset[str]
    stops: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    places: frozenset[str]
    fronting: frozenset[str]
    scales: frozenset[str]
    ordinals: bool
    particles: frozenset[str]
    labels: frozenset[str]
    first_person: frozenset[str]
    first_plural: frozenset[str]
    second_person: frozenset[str]
    openers: frozenset[str]
    asked: frozenset[str]
    speeches: frozenset[str]
    givers: frozenset[str]
    interviews: frozenset[str]
    interviewed: frozenset[str]
    conversations: frozenset[str]
    edited: frozenset[str]
    boilerplate: re.Pattern[str]
    other: str | None


def language(code: str | None) -> Language:
    """The data for a language *code* such as "en" or "en-GB".

    For a language without a file it is the data of English, with the code as ``other``: where its sentences
    end is then not told by these words. What is no code is taken for English.

    >>> "Mr" in language("en-GB").never, language("en-GB").other, language("fr-CA").other
    (True, None, 'fr')
    """
    match = _CODE.match((code or DEFAULT).strip().lower())
    return _load(match.group() if match else DEFAULT)


@lru_cache(maxsize=1)
def notices() -> re.Pattern[str]:
    """What chats write themselves, in all languages, since a chat writes in the one that its owner chose.

    >>> bool(notices().fullmatch("This message was deleted."))
    True
    """
    sources = sorted(files("claimcheck.reading").joinpath("languages").iterdir(), key=lambda file: file.name)
    data = (
        tomllib.loads(file.read_text(encoding="utf-8")) for file in sources if file.name.endswith(".toml")
    )
    return _boilerplate([pattern for one in data for pattern in one["boilerplate"]["notices"]], {})


@lru_cache(maxsize=16)
def _load(code: str) -> Language:
    folder = files("claimcheck.reading") / "languages"
    source = folder / f"{code}.toml"
    if not source.is_file():
        return replace(_load(DEFAULT), other=code)
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    short, turns = data["abbreviations"], data["transcript"]
    lists = {**short, **data["words"], **data["clauses"], **turns}
    lists["labels"] = [*turns["labels"], *turns["datelines"]]
    lists |= {name: _with_capitals(short[name]) for name in ("never", "before_number")}
    boilerplate = _boilerplate(data["boilerplate"]["patterns"], data["boilerplate"]["parts"])
    endings, ordinals = tuple(lists.pop("endings")), bool(lists.pop("ordinals"))
    named = {field.name: frozenset(lists[field.name]) for field in fields(Language) if field.name in lists}
    return Language(**named, endings=endings, ordinals=ordinals, boilerplate=boilerplate, other=None)


def _with_capitals(words: list[str]) -> list[str]:
    """Each abbreviation as written, and in ALL CAPS ("MR. RUSSERT") where it begins with a capital."""
    return [*words, *(word.upper() for word in words if len(word) > 1 and word[0].isupper())]


def _boilerplate(patterns: list[str], parts: dict[str, str]) -> re.Pattern[str]:
    """One pattern out of many; ``{part}`` stands for the part of that name, parts may hold parts."""

    def filled(pattern: str) -> str:
        for name, part in parts.items():
            if f"{{{name}}}" in pattern:
                pattern = pattern.replace(f"{{{name}}}", filled(part))
        return pattern

    return re.compile("|".join(f"(?:{filled(pattern)})" for pattern in patterns))
