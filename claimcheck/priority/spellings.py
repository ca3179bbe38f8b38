"""The name of a person, however it is spelt: with accents, initials or a title, from another alphabet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.flagging.language_words import known_language, languages
from claimcheck.folding import fold

_PART = re.compile(r"[^\W\d_]+")
_OF_SOMEBODY = re.compile(r"['’]s?(?!\w)")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Letters that stand for one sound, as languages write it: "Lukaschenko", "Selenskyj", "Medwedew".
_ONE_SOUND = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"ı", "i"), (r"ø|oe", "o"), (r"ł", "l"), (r"đ", "d"), (r"æ|ae", "a"), (r"ue", "u"),
        (r"tsch|tch", "ch"), (r"sch|sz", "sh"), (r"ts|tz|z", "s"), (r"w|ff", "v"), (r"kh", "h"),
        (r"ck|q", "k"), (r"[yij]+", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """A part of a name in the form in which spellings are compared.

    >>> key("Zelenskyy") == key("Selenskyj"), key("ERDOĞAN") == key("Erdogan"), key("Hansen") == key("Hanson")
    (True, True, False)
    """
    told = fold(word)
    for pattern, letters in _ONE_SOUND:
        told = pattern.sub(letters, told)
    return told


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its keys: what stands before the ``surname`` is ``given``, of which initials may be left."""

    surname: str
    given: tuple[str, ...] = ()

    def is_of(self, other: Name) -> bool:
        """Whether both can be names of one person: what one says beside the surname, the other does not deny.

        >>> Name("ruis", ("ana", "maria")).is_of(Name("ruis", ("a",)))
        True
        """
        if self.surname != other.surname:
            return False
        short, long = sorted((self.given, other.given), key=len)
        left = iter(long)
        return all(any(_alike(part, one) for one in left) for part in short)


def name_of(written: str) -> Name | None:
    """The name in *written*, without titles; None where nothing else is written with a capital.

    >>> name_of("President Recep T. Erdoğan"), name_of("Ruiz, Ana"), name_of("health minister")
    (Name(surname='erdogan', given=('recep', 't')), Name(surname='ruis', given=('ana',)), None)
    """
    before, comma, behind = _OF_SOMEBODY.sub("", written).partition(",")
    if comma and not titled(behind) and 0 < len(behind.split()) <= 3:
        before = f"{behind} {before}"
    parts = _PART.findall(before)
    last = max((place for place, part in enumerate(parts) if fold(part) in titles()), default=-1)
    own = [part for part in parts[last + 1 :] if part[0].isupper() and fold(part) not in SUFFIXES]
    return Name(key(own[-1]), tuple(map(key, own[:-1]))) if own else None


@cache
def titles() -> frozenset[str]:
    """What stands before a name in any language: "president", "Dr"."""
    lists = "people.titles people.he? people.she?"
    listed = (title for code in languages() for title in known_language(code).listed(lists))
    return frozenset(fold(part) for title in listed for part in _PART.findall(title))


def titled(words: str) -> bool:
    """Whether one of the *words* is a title or an office."""
    return any(fold(part) in titles() for part in _PART.findall(words))


def _alike(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])
