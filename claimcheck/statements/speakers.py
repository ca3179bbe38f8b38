"""Who says a claim in their own words, by full name where the article has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.flagging.language_words import alternatives
from claimcheck.model import Span
from claimcheck.statements.names import Person
from claimcheck.statements.passage import CAPITAL, NAME_OF_BODY, Passage

_HEAD = 400  # characters in which a text tells of whom it is


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where the article has the name of whoever says a claim, and how it is written in a statement."""

    at: Span
    name: str


def speaker(passage: Passage) -> Speaker | None:
    """Whoever says the claim, by full name, else as their turn begins: "Mr. Holt"."""
    said_by = passage.claim.speaker
    if not said_by:
        return None
    if person := _person(passage, said_by):
        return Speaker(person.at, person.at.of(passage.raw))
    if all(_is_of_office(passage, word.lower()) for word in said_by.split()):
        return _by_office(passage, said_by)
    if " " not in said_by and (found := _surname(passage, said_by)):
        return found
    start = passage.text.rfind(said_by, 0, passage.span.start)
    start = passage.text.find(said_by) if start < 0 else start
    name = _written(passage, said_by) if start >= 0 else None
    return Speaker(Span(start, start + len(said_by)), name) if name else None


def author(passage: Passage) -> Speaker | None:
    """Whoever a whole text is of, by its first lines: "By Ana Ruiz", "Speech by Mayor Ana Ruiz"."""
    head = passage.text[:_HEAD]
    name = rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{1,3}})"
    byline = re.search(rf"(?m)^(?:{alternatives(passage.listed('bylines')) or '(?!)'}) {name}\W*$", head)
    if byline:
        return Speaker(Span(*byline.span("name")), byline["name"])
    speech = re.search(rf"(?i)(?<!\w)(?:{alternatives(passage.listed('speeches')) or '(?!)'})(?!\w)", head)
    people = [one for one in passage.named.people.values() if one.at.end <= _HEAD]
    if speech is None or len(people) != 1 or _first_turn(passage):
        return None
    between = passage.text[speech.end() : people[0].at.start]
    return (
        Speaker(people[0].at, people[0].name)
        if "\n" not in between and speech.end() < people[0].at.start
        else None
    )


def _surname(passage: Passage, surname: str) -> Speaker | None:
    """Whom a turn names by the surname alone, where the article has one full name with it."""
    full = _full_names(passage, surname)
    return Speaker(next(iter(full.values())), next(iter(full))) if len(full) == 1 else None


def _full_names(passage: Passage, surname: str) -> dict[str, Span]:
    """The full names with a surname that the article has, and where each first stands."""
    form = rf"(?<![\w-])(?:{CAPITAL} ){{1,2}}{re.escape(surname)}(?![\w-])(?! [A-Z])"
    names: dict[str, Span] = {}
    for found in re.finditer(form, passage.text):
        given = found[0].split()[:-1]
        while given and _is_no_name(passage, given[0]):
            given.pop(0)
        if given:
            name = " ".join([*given, surname])
            names.setdefault(name, Span(found.end() - len(name), found.end()))
    return names


def _is_no_name(passage: Passage, word: str) -> bool:
    low = word.lower()
    return _is_of_office(passage, low) or low in passage.small or word in passage.lists.honorifics


def _is_of_office(passage: Passage, word: str) -> bool:
    return passage.lists.is_title(word) or word in passage.listed("of_offices")


def _person(passage: Passage, said_by: str) -> Person | None:
    """The one of the article's people whom a speaker's name means: also "MS. HOLT", "THE PRESIDENT", "A"."""
    people = passage.named.people
    if said_by in people:
        return people[said_by]
    words = [word for word in said_by.lower().split() if word not in passage.listed("the")]
    last = words[-1] if words else ""
    called = [one for one in people.values() if one.surname.lower() == last]
    if len(called) == 1 and (" " not in said_by or said_by.isupper()):
        return called[0] if len(_full_names(passage, called[0].surname)) < 2 else None
    if last in passage.listed("answering"):
        called = [one for one in people.values() if one.at.end <= _first_turn(passage)]
    elif passage.lists.is_title(last):
        called = [one for one in people.values() if set(words) <= one.office]
    return called[0] if len(called) == 1 else None


def _first_turn(passage: Passage) -> int:
    return next((one.span.start for one in passage.sentences if one.speaker), 0)


def _by_office(passage: Passage, office: str) -> Speaker | None:
    """Whoever speaks as "Prime Minister": the one whose name the article has behind that office."""
    name = rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{1,3}})"
    form = rf"(?<![\w-])(?i:{re.escape(office)})(?:,? (?:of|for) {NAME_OF_BODY})?,? {name}"
    names = {found["name"]: found for found in re.finditer(form, passage.text)}
    if len(names) != 1:
        return None
    ((told, found),) = names.items()
    return Speaker(Span(*found.span("name")), told)


def _written(passage: Passage, said_by: str) -> str | None:
    """The name of a turn as a sentence has it: "Hon RUTH SALE" is Ruth Sale, "MR. HOLT" Mr. Holt.

    None for one word without a title, which may be a role: "Host".
    """
    words = said_by.split()
    if len(words) < 2 or not all(word[:1].isupper() or word in passage.lists.particles for word in words):
        return None
    titles = {word.lower() for word in passage.lists.honorifics} | passage.listed("before_names")
    rest = list(words)
    while rest and (rest[0].lower() in titles or passage.lists.is_title(rest[0].lower())):
        rest.pop(0)
    return " ".join(_in_lower_case(word) for word in (rest if len(rest) > 1 else words))


def _in_lower_case(word: str) -> str:
    """A name in capitals as it is written else; initials stay."""
    if word.isupper() and word.endswith(".") and len(word) > 2:
        return word.capitalize()
    return word.title() if len(word) > 2 and word.isupper() else word
