"""Whether people who are counted are those of a country: "has 84 million", not "employs 2,900 people"."""

from __future__ import annotations

import re

from claimcheck.flagging.language_words import Language
from claimcheck.model import Span
from claimcheck.worksheet.phrases import phrases
from claimcheck.worksheet.words import words_of

_WORD_BEFORE = re.compile(r"([\w'’-]+)\s*$")
_CLAUSE = re.compile(r"[,;:.!?\"“”„«»(]")
_BEHIND = 60
"""Characters behind a number in which its verb stands."""


def are_inhabitants(text: str, number: Span, language: Language) -> bool:
    """Whether the people whose *number* stands in *text* are all that a country, a group or the world has.

    The word in front tells it ("has", "of", "gained"); where the number begins what is said, the verb behind.
    """
    before = _word_before(text[: number.start], language)
    if before is not None:
        return before in words_of(language)["words"]["people_of"]
    behind = _CLAUSE.split(text[number.end : number.end + _BEHIND])[0]
    return phrases(language, "people_live").search(behind) is not None


def _word_before(text: str, language: Language) -> str | None:
    """The last word of *text* that does not say how exact the number is; None where a clause begins."""
    passed_over = words_of(language)["words"]["around_numbers"]
    while (match := _WORD_BEFORE.search(text)) is not None:
        word = match[1].casefold()
        text = text[: match.start()]
        if word not in passed_over:
            return word
    return None
