"""The office of a speaker, as an article names it beside the name: "NATO Secretary-General Mark Rutte"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from claimcheck.flagging.language_words import Language, any_of

_AROUND, _MENTIONS = 80, 20  # characters on either side of a name, and mentions that are looked at
_NAME = r"(?-i:[A-Z\u00c0-\u00de])(?:[\w'’.-]{0,30}\w)?"
_SMALL = "and|who|whose|said|says|told|as|when|while|which|in|on|at|to|that"
# Before the name: "EU foreign policy chief"; after it: ", the NATO Secretary-General," or ", mayor of Ulm,".
_BEFORE = (
    rf"(?<![\w’'-])((?:{_NAME} (?:(?!(?:{_SMALL}) )(?-i:[a-z])[a-z-]{{2,20}} ){{0,2}}){{0,2}}<titles>) $"
)
# Before it too, with a comma: "the alliance's Secretary-General, Mark Rutte,".
_APPOSED = rf"(?<!\w)((?:the|its|their) (?:(?!(?:{_SMALL}) )[\w’'-]{{1,30}} ){{0,3}}<titles>), $"
_AFTER = (
    rf", (?:(?:the|a|an) )?((?:(?!(?:{_SMALL}) )[\w'’-]{{1,30}} ){{0,4}}<titles>"
    rf"(?: (?:of|for|at) (?:the )?{_NAME}(?: {_NAME}){{0,2}})?)(?=[,.;)]|$)"
)


@lru_cache(maxsize=64)
def with_office(speaker: str, text: str, language: Language) -> str:
    """The name of a speaker with the office that *text* names beside it, where it does.

    >>> from claimcheck.flagging.language_words import known_language
    >>> with_office("Mark Rutte", "So said Mark Rutte, the NATO Secretary-General.", known_language("en"))
    'Mark Rutte, NATO Secretary-General'
    """
    offices = (office for around in _mentions(speaker, text) for office in _beside(*around, language))
    office = next(offices, None)
    return f"{speaker}, {office}" if office and office.lower() not in speaker.lower() else speaker


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
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    titles = any_of(language.listed("people.titles"))
    forms = (_BEFORE, _APPOSED, _AFTER)
    return tuple(re.compile(form.replace("<titles>", titles), re.IGNORECASE) for form in forms)
