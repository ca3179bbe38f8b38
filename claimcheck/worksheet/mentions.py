"""What a sentence speaks of: the places, and the measures, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from claimcheck.flagging.language_words import Language
from claimcheck.folding import fold
from claimcheck.model import Span
from claimcheck.worksheet.groups import Group
from claimcheck.worksheet.known import Known, any_of
from claimcheck.worksheet.places import Via
from claimcheck.worksheet.words import words_of

_BETWEEN = re.compile(r"\s*(?:,|,?\s*(?:and|&|plus)|,)\s*(?:the\s+)?")
_ONE_OF_A_PEOPLE = re.compile(r"(?i)\b(?:an?|every|each|per|the average|the typical)\s+$")
_WORD_BEHIND = re.compile(r"\s+([\w'’-]+)")
_WORD_BEFORE = re.compile(r"([\w'’-]+)\s+$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence measures: one entity, several named together, or a group.

    ``one_person`` is one of a people ("a Briton"), ``via`` by what the first is named.
    """

    codes: tuple[str, ...]
    span: Span
    via: Via
    group: Group | None = None
    one_person: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The kind of a measure that a sentence names, where, and whether the word means it for each head."""

    kind: str
    span: Span
    each: bool = False
    bare: bool = False


def subjects(text: str, known: Known) -> tuple[Subject, ...]:
    """The entities and groups that *text* names, those that stand in one list together."""
    found: list[Subject] = []
    for match in known.pattern.finditer(text):
        place = known.places[match[0]]
        span = Span(match.start(), match.end())
        one = place.via is Via.PEOPLE and bool(
            _ONE_OF_A_PEOPLE.search(text, max(0, span.start - 14), span.start)
        )
        codes = () if place.group else (place.code,)
        new = Subject(codes, span, place.via, place.group, one)
        if found and _listed_with(found[-1], new, text):
            before = found.pop()
            new = Subject((*before.codes, *new.codes), Span(before.span.start, span.end), before.via)
        found.append(new)
    return tuple(found)


def _listed_with(before: Subject, new: Subject, text: str) -> bool:
    joined = _BETWEEN.fullmatch(text, before.span.end, new.span.start)
    return bool(joined) and before.group is None and new.group is None


def measures(text: str, known: Known) -> tuple[Measure, ...]:
    """The measures that *text* names, of those for which there are tables, and of the house's kinds."""
    found = [*_of_the_house(text, known.language), *_of_tables(text, known)]
    return tuple(sorted(found, key=lambda measure: measure.span.start))


def _of_the_house(text: str, language: Language) -> Iterator[Measure]:
    told: Mapping[str, Any] = words_of(language)["measures"]
    for kind, words in told.items():
        for match in _words(kind, language).finditer(text):
            yield Measure(kind, Span(match.start(), match.end()))
        for match in _bare(kind, language).finditer(text):
            # "Defence" and "military" stand in front of many other nouns.
            ends = "before" not in words or _ends_plainly(text, match.end(), language)
            if ends and _is_plain(text, match.start(), language):
                yield Measure(kind, Span(match.start(), match.end()), bare=True)
        for match in _verbs(kind, language).finditer(text):
            yield Measure(kind, Span(match.start(), match.end()), bare=True)
        for match in _each(kind, language).finditer(text):
            yield Measure(kind, Span(match.start(), match.end()), each=True)
        if "before" in words:
            for match in chain(
                _pairs(kind, language).finditer(text), _spent_on(kind, language).finditer(text)
            ):
                yield Measure(kind, Span(match.start(), match.end()))


def _of_tables(text: str, known: Known) -> Iterator[Measure]:
    """The measures of tables that are of no kind of the house, by their own names."""
    house = words_of(known.language)["measures"]
    low = fold(text) if len(fold(text)) == len(text) else text.lower()
    for kind in known.kinds:
        words = [re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) for word in kind.split()]
        # "Homes built" is what "has built three homes" speaks of.
        found = [match for match in words if match is not None]
        if kind not in house and found and len(found) == len(words):
            yield Measure(kind, Span(found[0].start(), found[0].end()))


def _is_plain(text: str, start: int, language: Language) -> bool:
    """Whether the word at *start* stands for the whole: "Irish output", not "steel output"."""
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if before is None:
        return True
    word = before[1].removesuffix("'s").removesuffix("’s")
    plain = words_of(language)["words"]["plain_before"]
    return word[0].isupper() or word != before[1] or word.lower() in plain or word[-1].isdigit()


def _ends_plainly(text: str, end: int, language: Language) -> bool:
    """Whether no other noun follows: "spends on defence", not "defence exports"."""
    behind = _WORD_BEHIND.match(text, end)
    if behind is None:
        return True
    return behind[1].lower() in words_of(language)["words"]["plain_behind"] or not behind[1][0].islower()


@cache
def _verbs(kind: str, language: Language) -> re.Pattern[str]:
    return _any(words_of(language)["measures"][kind].get("verbs", ()))


@cache
def _words(kind: str, language: Language) -> re.Pattern[str]:
    return _any(words_of(language)["measures"][kind]["words"])


@cache
def _bare(kind: str, language: Language) -> re.Pattern[str]:
    return _any(words_of(language)["measures"][kind].get("bare", ()))


@cache
def _each(kind: str, language: Language) -> re.Pattern[str]:
    return _any(words_of(language)["measures"][kind].get("each", ()))


@cache
def _pairs(kind: str, language: Language) -> re.Pattern[str]:
    told = words_of(language)["measures"][kind]
    before, after = ("|".join(map(re.escape, told[name])) for name in ("before", "after"))
    return re.compile(rf"(?i)(?<!\w)(?:{before})\s+(?:\w+\s+)?(?:{after})(?!\w)")


@cache
def _spent_on(kind: str, language: Language) -> re.Pattern[str]:
    """ "On its army", "into the armed forces", with no noun behind that makes it another thing."""
    told = words_of(language)
    on, what = ("|".join(map(re.escape, names)) for names in (
        told["words"]["spending"], told["measures"][kind]["spent_on"],
    ))  # fmt: skip
    behind = "|".join(map(re.escape, told["words"]["plain_behind"]))
    return re.compile(
        rf"(?i)(?<!\w)(?:{on})\s+(?:(?:the|its|their|our|his|her|whose)\s+)?(?:own\s+)?(?:{what})(?=\s+(?:{behind})(?!\w)|\W*$|\s*[^\w\s])"
    )


def _any(names: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    return re.compile(any_of(list(names)).pattern, re.IGNORECASE)
