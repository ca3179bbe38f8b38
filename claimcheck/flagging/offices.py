"""The office of a speaker, as an article names it beside the name: "NATO Secretary-General Mark Rutte"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from claimcheck.flagging.language_words import Language, any_of

_AROUND, _MENTIONS = 80, 20  # characters on either side of a name, and mentions that are looked at
_ALONE = 3  # … of a surname without a name before it
_NAME = r"(?-i:[A-Z\u00c0-\u00de])(?:[\w'’.-]{0,30}\w)?"
_SMALL = "and|who|whose|said|says|told|as|when|while|which|in|on|at|to|that"
# Before the name: "EU foreign policy chief"; after it: ", the NATO Secretary-General," or ", mayor of Ulm,".
_BEFORE = (
    rf"(?<![\w’'-])((?:{_NAME} (?:(?!(?:{_SMALL}) )(?-i:[a-z])[a-z-]{{2,20}} ){{0,2}}){{0,2}}<titles>) $"
)
# Before it too, with a comma: "the alliance's Secretary-General, Mark Rutte,", "Norway's envoy, Mark Rutte,".
_APPOSED = (
    rf"(?<!\w)((?:the|its|their|{_NAME}['’]s?) (?:(?!(?:{_SMALL}) )[\w’'-]{{1,30}} ){{0,3}}<titles>), $"
)
_AFTER = (
    rf", (?:who is )?(?:(?:the|a|an) )?((?:(?!(?:{_SMALL}) )[\w'’-]{{1,30}} ){{0,4}}<titles>"
    rf"(?: (?:of|for|at) (?:the )?{_NAME}(?: {_NAME}){{0,2}})?)(?=[,.;)]|$)"
)


@lru_cache(maxsize=64)
def with_office(speaker: str, text: str, language: Language) -> str:
    """The name of a speaker with the office that *text* names beside it, where it does.

    >>> from claimcheck.flagging.language_words import known_language
    >>> with_office("Mark Rutte", "So said Mark Rutte, the NATO Secretary-General.", known_language("en"))
    'Mark Rutte, NATO Secretary-General'
    """
    named = _called(speaker, text, language)
    offices = (office for around in named for office in _beside(*around, language))
    office = next(offices, None)
    return f"{speaker}, {office}" if office and office.lower() not in speaker.lower() else speaker


def _called(speaker: str, text: str, language: Language) -> Iterator[tuple[str, str]]:
    """What stands around the name of a speaker, and next around the surname alone."""
    yield from _mentions(speaker, text)
    first, _, surname = speaker.rpartition(" ")
    if first and surname[0].isupper():
        found = (around for around in _mentions(surname, text) if _is_alone(*around, language))
        yield from islice(found, _ALONE)


def _is_alone(before: str, after: str, language: Language) -> bool:
    """Whether a surname stands without another name before it, and is no part of a longer word."""
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    word = before.rpartition(" ")[0].rpartition(" ")[2] if before.endswith(" ") else ""
    ends = len(word) > 2 and word.endswith((".", "!", "?", ":"))
    return ends or not word[:1].isupper() or word.lower() in _titles(language)


def _mentions(speaker: str, text: str) -> Iterator[tuple[str, str]]:
    """What stands before and after the first mentions of a name."""
    start = text.find(speaker)
    for _ in range(_MENTIONS):
        if start < 0:
            return
        end = start + len(speaker)
        yield text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        start = text.find(speaker, end)


def _beside(before: str, after: str, language: Language) -> Iterator[str]:
    left, apposed, right = _patterns(language)
    for found in (left.search(before), apposed.search(before), right.match(after)):
        if found is not None:
            yield " ".join(found[1].split())


@cache
def _titles(language: Language) -> frozenset[str]:
    return frozenset(title.lower() for title in language.listed("people.titles"))


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    titles = any_of(language.listed("people.titles"))
    forms = (_BEFORE, _APPOSED, _AFTER)
    return tuple(re.compile(form.replace("<titles>", titles), re.IGNORECASE) for form in forms)
