"""The people that an article names in full, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quotations.coreference import Mention, mentions
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Span

_AGE = re.compile(r", \d{1,2}[,.;]")
_APPOSED = re.compile(r", (?:(?:the|a|an|eine?) )?((?:[\w'-]{1,24} ){0,4}[\w'-]{1,24})")
_CAPITAL = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w’'-]{1,30}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by full name, where that first stands, and the words of office beside it."""

    name: str
    at: Span
    office: frozenset[str]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def given(self) -> str:
        """What stands before the surname."""
        return self.name.rpartition(" ")[0]

    @property
    def given_at(self) -> Span:
        """Where that stands."""
        return Span(self.at.start, self.at.start + len(self.given))


class Named:
    """The people of one article by their names.

    >>> from claimcheck.flagging.language_words import known_language
    >>> text = "President Ana Ruiz spoke. Ruiz left."
    >>> [person.name for person in Named(text, known_language("en")).by_surname["Ruiz"]]
    ['Ana Ruiz']
    """

    def __init__(self, text: str, language: Language) -> None:
        self.lists = speech_words(language)
        self.people: dict[str, Person] = {}
        titled = _titled(text, self.lists)
        for match, found in mentions(text, self.lists):
            if " " in found.name and _is_person(found, match, text, self.lists, titled):
                person = _person(found, match, text, self.lists)
                if person is not None:
                    known = self.people.setdefault(person.name, person)
                    self.people[person.name] = Person(known.name, known.at, known.office | person.office)
        self.by_surname: dict[str, list[Person]] = {}
        self.first_names = {name.split()[0] for name in self.people}
        for person in self.people.values():
            self.by_surname.setdefault(person.surname, []).append(person)

    def in_words(self, text: str, span: Span) -> Iterator[tuple[Span, Person | None]]:
        """Each mention of somebody by name in *span* of the text; None where two are called so."""
        for word in _CAPITAL.finditer(text, span.start, span.end):
            surname = word[0].removesuffix("'s").removesuffix("’s")
            people = self.by_surname.get(surname, [])
            if people:
                at = Span(word.start(), word.start() + len(surname))
                yield at, people[0] if len(people) == 1 else self._in_full(text, at, people)

    def _in_full(self, text: str, at: Span, people: list[Person]) -> Person | None:
        return next((one for one in people if stands_before(text, at, one.given)), None)


def stands_before(text: str, at: Span, words: str) -> bool:
    """Whether *words* and a blank stand before *at*.

    >>> stands_before("Ana Ruiz", Span(4, 8), "Ana")
    True
    """
    return text.endswith(f"{words} ", 0, at.start)


@lru_cache(maxsize=8)
def named(text: str, language: Language) -> Named:
    """The people of a text, worked out once for all claims of its article."""
    return Named(text, language)


def _titled(text: str, lists: SpeechWords) -> set[str]:
    """The surnames that the text says a title before: "Mr. Hale"."""
    before = alternatives(lists.honorifics) or "(?!)"
    return set(re.findall(rf"(?<!\w)(?:{before}) ([^\W\d_a-z][\w’'-]{{1,30}})(?! [A-Z])", text))


def _is_person(found: Mention, match: re.Match[str], text: str, lists: SpeechWords, titled: set[str]) -> bool:
    """Whether something beside a name says that it is somebody's: a given name, an office, an age."""
    parts = found.name.split()
    if any(len(part) > 3 and part[-1] == "." for part in parts):  # "… Clinton. Sanders"
        return False
    if any(part in lists.body_names or part.lower() in lists.nations for part in parts):
        return False
    if parts[0] in lists.gender or parts[-1] in titled or found.honorific is not None:
        return True
    if any(lists.is_title(word) for word in found.office):
        return True
    return _AGE.match(text, match.end()) is not None or bool(_office_behind(match, text, lists))


def _office_behind(match: re.Match[str], text: str, lists: SpeechWords) -> frozenset[str]:
    """The words of an apposition that says what somebody is: ", the mayor of Ulm"."""
    behind = _APPOSED.match(text, match.end())
    words = behind[1].lower().split() if behind else []
    tells = any(lists.is_person(word) or lists.is_title(word) for word in words)
    return frozenset(words if tells else ())


def _person(found: Mention, match: re.Match[str], text: str, lists: SpeechWords) -> Person | None:
    place = match[0].rfind(found.name)
    if place < 0:
        return None
    start = match.start() + place
    return Person(
        found.name,
        Span(start, start + len(found.name)),
        found.office | _office_behind(match, text, lists),
    )
