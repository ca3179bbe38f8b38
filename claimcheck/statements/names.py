"""The people that an article names in full, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quotations.coreference import Mention, mentions
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Span

# "The Minister for Health (", "the Prime Minister of Estmark, ": an office with what it is of, before a name.
_OFFICE_BEFORE = re.compile(
    r"((?:[A-Za-z][\w-]{1,24} ){0,2}[A-Za-z][\w-]{2,24})(?: (?:of|for) [\w' -]{2,50}?)?(?: \(|, )$"
)
_AGE = re.compile(r", \d{1,2}[,.;]")
_APPOSED = re.compile(r", (?:(?:the|a|an|eine?) )?((?:[\w'-]{1,24} ){0,4}[\w'-]{1,24})")
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{2,30}(?![\w'’-])")
_SHORT = re.compile(r"[A-Z]{2}")
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
        every = [
            (match, found)
            for match, found in mentions(text, self.lists)
            if " " in found.name and not _in_title(text, match)
        ]
        names = {found.name for _, found in every}
        for match, found in every:
            found = replace(found, name=_shortest(found.name, names))
            if _is_person(found, match, text, self.lists, titled):
                person = _person(found, match, text, self.lists)
                if person is not None:
                    known = self.people.setdefault(person.name, person)
                    self.people[person.name] = Person(known.name, known.at, known.office | person.office)
        # A surname that is a common word here too may not be one: "President Obama | Speech".
        surnames = {person.surname.lower() for person in self.people.values()}
        common = surnames.intersection(_LOWER.findall(text))
        self.people = {
            name: one
            for name, one in self.people.items()
            if one.surname.lower() not in common or name.split()[0] in self.lists.gender
        }
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


def _in_title(text: str, match: re.Match[str]) -> bool:
    """Whether a name stands in a line where all words may have capitals: "Obama Speech"."""
    end = text.find("\n", match.end(), match.end() + 2_000)
    line_end = text[match.end() : end if end >= 0 else match.end() + 2_000].rstrip()
    start = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1
    ends = not line_end or line_end[-1] not in ".!?:,;…\"'”’“)"
    return ends and match.start() - start < 120 and len(line_end) < 120 and text[start:][:60].istitle()


def _shortest(name: str, names: set[str]) -> str:
    """The name by which somebody is called too: "Miss Universe | Alicia Machado" is Alicia Machado.

    >>> _shortest("Universe Alicia Machado", {"Universe Alicia Machado", "Alicia Machado"})
    'Alicia Machado'
    """
    words = name.split()
    shorter = (" ".join(words[n:]) for n in range(len(words) - 2, 0, -1))
    return next((one for one in shorter if one in names), name)


def _titled(text: str, lists: SpeechWords) -> set[str]:
    """The surnames that the text says a title before: "Mr. Hale"."""
    before = alternatives(lists.honorifics) or "(?!)"
    return set(re.findall(rf"(?<!\w)(?:{before}) ([^\W\d_a-z][\w’'-]{{1,30}})(?! [A-Z])", text))


def _is_person(found: Mention, match: re.Match[str], text: str, lists: SpeechWords, titled: set[str]) -> bool:
    """Whether something beside a name says that it is somebody's: a given name, an office, an age."""
    parts = found.name.split()
    if any(len(part) > 3 and part[-1] == "." for part in parts):  # "… Clinton. Sanders"
        return False
    if any(_SHORT.match(part) for part in parts):  # "IG Bau", "US-Dollar"
        return False
    if any(part in lists.body_names or part.lower() in lists.nations for part in parts):
        return False
    honoured = found.honorific is not None and len(parts) == 2  # "Miss Universe Alicia Machado"
    if parts[0] in lists.gender or parts[-1] in titled or honoured:
        return True
    if any(lists.is_title(word) for word in found.office):
        return True
    if _office_before(match, text, lists):
        return True
    return _AGE.match(text, match.end()) is not None or bool(_office_behind(match, text, lists))


def _is_office(word: str, lists: SpeechWords) -> bool:
    return lists.is_title(word) or (lists.is_person(word) and word not in lists.bodies)


def _office_before(match: re.Match[str], text: str, lists: SpeechWords) -> frozenset[str]:
    """The words of an office before a name that stands in brackets or in apposition."""
    if text[match.start() - 1 : match.start()] not in {"(", " "} or text[
        match.start() - 2 : match.start()
    ] not in {" (", ", "}:
        return frozenset()
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 90)
    found = _OFFICE_BEFORE.search(text[start : match.start()])
    words = found[1].lower().split() if found else []
    titles = [n for n, word in enumerate(words) if lists.is_title(word)]
    return frozenset(words[titles[0] - (titles[0] > 0) :]) - lists.determiners if titles else frozenset()


def _office_behind(match: re.Match[str], text: str, lists: SpeechWords) -> frozenset[str]:
    """The words of an apposition that says what somebody is: ", the mayor of Ulm"."""
    behind = _APPOSED.match(text, match.end())
    words = behind[1].lower().split() if behind else []
    told = [n for n, word in enumerate(words) if _is_office(word, lists)]
    return frozenset(words[at] for n in told for at in (n - 1, n) if at >= 0)


def _person(found: Mention, match: re.Match[str], text: str, lists: SpeechWords) -> Person | None:
    place = match[0].rfind(found.name)
    if place < 0:
        return None
    start = match.start() + place
    return Person(
        found.name,
        Span(start, start + len(found.name)),
        found.office | _office_behind(match, text, lists) | _office_before(match, text, lists),
    )
