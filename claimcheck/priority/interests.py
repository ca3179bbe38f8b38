"""The topics, people and offices that a desk names, found in claims and in who says them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from claimcheck.flagging.language_words import known_language, languages
from claimcheck.folding import fold
from claimcheck.priority.phrases import Phrases
from claimcheck.priority.spellings import SUFFIXES, Name, key, name_of, titled

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_OR_END = re.compile(r"[^\W_]+|[,;:.!?()…–—\"“”«»]")
_OF_SOMEBODY = re.compile(r"'s?(?!\w)")
_ABBREVIATED = re.compile(r"(?<![^\W_]{2})\.")
# What joins two names, as "of" and "der": "Secretary General of NATO", "Generalsekretär der NATO".
_JOINED = " "
_OF_PATTERNS = re.compile(r"[][(){}*+?|^$\\]")
_BETWEEN = re.compile(r"[ .-]{1,2}")
_VERB = re.compile(r"(?:\w{2,}ed|\w{2,}[^s\W]s)\b")
_LONGEST_NAME = 6
_SPEAKERS = 10_000  # of whom it is remembered who they are


class Interests:
    """What a desk names: *topics* by name with their words, and *people* or offices."""

    def __init__(self, topics: Mapping[str, Iterable[str]], people: Iterable[str]) -> None:
        named = tuple(people)
        self._topics = Phrases(
            (words(one), (name, fold(one) if _OF_PATTERNS.search(one) else ""))
            for name, listed in topics.items()
            for one in listed
        )
        self._people: defaultdict[str, list[tuple[Name, str]]] = defaultdict(list)
        offices: list[str] = []
        for label in named:
            name = _person(label)
            if name is None:
                offices.append(label)
            else:
                self._people[name.surname].append((name, label))
        self._offices = Phrases((order, name) for name in offices for order in _orders(_joined(name)))
        self._speakers: dict[tuple[str, str | None], frozenset[str]] = {}
        self._order = {name: place for place, name in enumerate((*topics, *named))}

    def told(self, text: str, speaker: str | None, office: str | None) -> tuple[str, ...]:
        """The topics and people that *text* is about, or that are its *speaker*, by name or *office*."""
        found = {*self._about(text), *self._speaking(speaker, office)}
        if self._offices:
            found.update(self._in_office(text))
        if self._people:
            found.update(self._mentioned(text))
        return tuple(sorted(found, key=self._order.__getitem__)) if found else ()

    def _speaking(self, speaker: str | None, office: str | None) -> frozenset[str]:
        """Whom a desk names and who speaks, by name or office; of each speaker found out once."""
        if speaker is None or not (self._offices or self._people):
            return frozenset()
        if (speaker, office) not in self._speakers:
            if len(self._speakers) >= _SPEAKERS:
                self._speakers.clear()
            offices = (
                one for said_by in (speaker, office or "") for one in self._in_office(said_by, alone=True)
            )
            self._speakers[speaker, office] = frozenset([*offices, *self._called(name_of(speaker))])
        return self._speakers[speaker, office]

    def _about(self, text: str) -> Iterator[str]:
        """The topics in *text*; "C++" and what looks like a pattern only as it is written."""
        for _, _, (name, literal) in self._topics.within(words(text)):
            if literal in fold(text):
                yield name

    def _in_office(self, text: str, *, alone: bool = False) -> Iterator[str]:
        """The offices in *text*; where it has to be one *alone*, none of somebody who speaks for one."""
        spoken = _joined(text)
        for start, _, label in self._offices.within(spoken):
            before = spoken[start - 1] if start else ""
            speaks_for_it = alone and before == _JOINED and start > 1 and spoken[start - 2].isalnum()
            if before not in _other_office() and not speaks_for_it:
                yield label

    def _called(self, name: Name | None) -> Iterator[str]:
        if name is not None:
            yield from (label for one, label in self._people.get(name.surname, ()) if one.is_of(name))

    def _mentioned(self, text: str) -> Iterator[str]:
        """The people whose surnames stand in *text*, as far as the words beside them say no other name."""
        parts = list(_LETTERS.finditer(text))
        for place, part in enumerate(parts):
            if part[0][0].isupper() and key(part[0]) in self._people and _ends_a_name(text, parts, place):
                yield from self._called(_name_up_to(text, parts, place))


def words(text: str) -> tuple[str, ...]:
    """The words of *text* as they are compared."""
    return tuple(_WORD.findall(fold(text)))


def _joined(text: str) -> tuple[str, ...]:
    """The words of *text* and where it halts; "of", "for", "the" and their like are one joint."""
    plain = _ABBREVIATED.sub("", _OF_SOMEBODY.sub("", fold(text)))
    found: list[str] = []
    for word in _OR_END.findall(plain):
        joint = word in _joints()
        if not joint or (found and found[-1] != _JOINED):
            found.append(_JOINED if joint else word)
    return tuple(found)


def _orders(written: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """*written*, and the other orders in which it is said: "A B" as "B of A", and the other way round."""
    yield written
    joints = [place for place, word in enumerate(written) if word == _JOINED]
    for at in joints:
        yield written[at + 1 :] + written[:at]
    for at in range(1, 0 if joints else len(written)):
        yield (*written[at:], _JOINED, *written[:at])


def _person(label: str) -> Name | None:
    """The person whom a desk names; None for an office: "health minister", "Secretary General of NATO"."""
    own = label.split(",")[0].split()
    if not own or own[-1].islower() or titled(own[-1]):
        return None
    joint = next((place for place, word in enumerate(own) if fold(word) in _joints()), len(own))
    # "Ursula von der Leyen" is nobody's office.
    is_office = joint < len(own) and any(map(titled, own[:joint]))
    return None if is_office else name_of(label)


def _name_up_to(text: str, parts: list[re.Match[str]], place: int) -> Name | None:
    """The name that ends with a part of the text: what is written with capitals before it belongs to it."""
    first = place
    for before in range(place - 1, max(-1, place - 1 - _LONGEST_NAME), -1):
        if _BETWEEN.fullmatch(text, parts[before].end(), parts[before + 1].start()) is None:
            break
        # "When" at the beginning of a sentence is no part of a name, and "van" is one within it.
        if parts[before][0][0].isupper() and fold(parts[before][0]) not in _small():
            first = before
        elif parts[before][0] not in _particles():
            break
    return name_of(text[parts[first].start() : parts[place].end()])


def _ends_a_name(text: str, parts: list[re.Match[str]], place: int) -> bool:
    """Whether no name goes on behind a part, and it is no common word that begins the text."""
    if place + 1 == len(parts):
        return place > 0
    part, following = parts[place], parts[place + 1]
    goes_on = text[part.end() : following.start()] in (" ", "-") and following[0][0].isupper()
    if goes_on and fold(following[0]) not in SUFFIXES:
        return False
    return place > 0 or _does(text[part.end() : part.end() + 40].lstrip())


def _does(behind: str) -> bool:
    """Whether the words *behind* a name say what it does: "Green raised", and not "Green energy"."""
    first = _LETTERS.match(behind)
    return first is None or first[0] in _small() or _VERB.match(behind) is not None


@cache
def _joints() -> frozenset[str]:
    return _of_all("speakers.prepositions? speakers.definite?")


@cache
def _other_office() -> frozenset[str]:
    """What makes another office of one: "former", "deputy"."""
    return _of_all("speakers.qualifiers?")


@cache
def _particles() -> frozenset[str]:
    return _of_all("people.particles?")


@cache
def _small() -> frozenset[str]:
    lists = "auxiliaries? be? clauses? and? relatives? prepositions? determiners? definite?"
    return _of_all(" ".join(f"speakers.{name}" for name in lists.split()) + " compared.pronouns?")


def _of_all(lists: str) -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in known_language(code).listed(lists))
