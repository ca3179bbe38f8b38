"""What stands around an interview: who talks to whom, as its introduction tells, and the notes at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import is_personal

_LONGEST_NOTE = 250
_MOST_NOTES = 3
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{1,30}"
_FULL = rf"{_CAPITAL}(?:\s{_CAPITAL}){{1,4}}"
_PERSON = re.compile(_FULL)
_SMALL = r"(?:[a-zà-þ'’-]{1,20}\s){0,4}"
_ENCLOSED = re.compile(r"\*.{1,240}\*$|_.{1,240}_$|\[.{1,240}\]$|\(.{1,240}\)$")

Row = tuple[int, int]


def introduced(text: str, rows: Sequence[Row], language: Language) -> tuple[str | None, str | None]:
    """Who asks and who answers, as the *rows* above an interview or its credit tell; None where they do not.

    >>> from claimcheck.reading.sentence_words import language
    >>> text = "Ana Ruiz built homes. Jo Marsh spoke with her."
    >>> introduced(text, [(0, len(text))], language("en"))
    ('Jo Marsh', 'Ana Ruiz')
    """
    asks = answers = None
    patterns = _patterns(language.interviews, language.interviewed)
    for start, end in rows:
        line = text[start:end][:2_000]
        for pattern in patterns:
            match = pattern.search(line)
            if match is None:
                continue
            found = match.groupdict()
            before = line[: match.start()].lower().split()[-1:]
            if (
                not found["asks"]
                and not language.pronouns.isdisjoint(before)
                and before not in (["we"], ["i"])
            ):
                found = {"asks": found["answers"]}  # "She spoke to Jo Marsh"
            asks = asks or _person(found.get("asks"), language)
            answers = answers or _person(found.get("answers"), language)
            answers = answers or (asks and _other(line, asks, language))
    return (asks, answers) if asks != answers else (None, answers)


def notes(text: str, rows: Sequence[Row], language: Language) -> int:
    """How many *rows* at the end are the editors' ("This interview has been edited for length.").

    >>> from claimcheck.reading.sentence_words import language
    >>> text = "ANA: I am glad.\\nInterview: Tom Hale"
    >>> notes(text, [(0, 15), (16, 35)], language("en"))
    1
    """
    count = 0
    for start, end in reversed(rows[-_MOST_NOTES:]):
        if end - start > _LONGEST_NOTE or not _is_note(text[start:end], language):
            break
        count += 1
    return count


def _is_note(line: str, language: Language) -> bool:
    words = set(re.findall(r"\w{1,30}", line.lower()))
    about, edited = words & language.conversations, words & language.edited
    if "?" in line or is_personal(line, language):
        return False
    if _ENCLOSED.fullmatch(line) and (about or edited):
        return True
    credit = re.match(r"\W{0,3}(\w{1,30})\s?:\s", line)
    return bool(credit and credit[1].lower() in language.conversations) or bool(about and edited)


@lru_cache(maxsize=16)
def _patterns(interviews: frozenset[str], interviewed: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """ "Jo Marsh spoke with Ana Ruiz", "Ana Ruiz told Jo Marsh"."""
    asking, asked = ("|".join(map(re.escape, sorted(words))) for words in (interviews, interviewed))
    return (
        re.compile(
            rf"(?:(?P<asks>{_FULL})\s{_SMALL})?(?i:\b(?:{asking}))\s"
            rf"(?:(?:her|him|them|ihr|ihm|ihnen)\b|{_SMALL}(?P<answers>{_FULL}))"
        ),
        re.compile(rf"(?:(?P<answers>{_FULL})\s{_SMALL})?(?i:\b(?:{asked})):?\s{_SMALL}(?P<asks>{_FULL})"),
    )


def _person(name: str | None, language: Language) -> str | None:
    name = re.sub(r"(?:[.]|['’]s?)$", "", name or "")
    return name if name and name.split()[0] not in language.starters else None


def _other(line: str, name: str, language: Language) -> str | None:
    """The first person in *line* who is not *name*."""
    found = (_person(match.group(), language) for match in _PERSON.finditer(line))
    return next((other for other in found if other and other not in name and name not in other), None)
