"""Nicknames and titles of works: in quotation marks, and nobody's words."""

from __future__ import annotations

import re
from enum import StrEnum

from claimcheck.flagging.language_words import level
from claimcheck.model import Span

_LONGEST = 60
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,3}")
_OF_A_WORK = re.compile(r"\b(?:an?|his|her|their) (?:\w{1,12} )?\w{1,15}, $")  # a memoir, "The Road"
_CAPITAL = re.compile(r"[^\W\d_]")


class QuotedName(StrEnum):
    """What a name in marks is of; its value stands where its marks stood."""

    PERSON = "\x01"
    WORK = "\x02"


def kind_of_name(text: str, span: Span) -> QuotedName | None:
    """What the words in the marks at *span* name, None where they may be speech.

    >>> text = 'Robert "Bobby" Marsh wrote "The Long Road" and said "No way."'
    >>> [kind_of_name(text, Span(*at)) for at in ((7, 14), (27, 42), (52, 61))]
    [<QuotedName.PERSON: '\\x01'>, <QuotedName.WORK: '\\x02'>, None]
    """
    inside = text[span.start + 1 : span.end - 1]
    if not inside or len(inside) > _LONGEST or "\n" in inside:
        return None
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 2]
    words = _WORD.findall(inside)
    if len(words) <= 3 and _between_capitals(before, after) and inside[-1] not in ",.?!":
        return QuotedName.PERSON
    return QuotedName.WORK if _is_title(words, inside, before) else None


def _between_capitals(before: str, after: str) -> bool:
    """Whether a name goes on around the marks: Robert … Marsh."""
    last = before.split()[-1:] if before.endswith(" ") else []
    name = bool(last) and last[0][0].isupper() and last[0].isalpha() and len(last[0]) > 1
    return name and after[:1] == " " and after[1:2].isupper()


def _is_title(words: list[str], inside: str, before: str) -> bool:
    """Whether each longer word has a capital, as in titles, behind a word that is part of the sentence."""
    part = before.rstrip()[-1:].isalnum() or _OF_A_WORK.search(before)
    if len(words) < 2 or not before.endswith(" ") or not part:
        return False
    if inside[-1] in ".?!…" or "," in inside[:-1]:
        return False
    long = [word for word in words if len(word) > 4]
    return words[0][0].isupper() and words[-1][0].isupper() and all(word[0].isupper() for word in long)


def as_name(text: str, span: Span, kind: QuotedName) -> str:
    """The name between marks of its own, as long as it was; a comma within stands behind them.

    >>> as_name('“Our Town,”', Span(0, 11), QuotedName.WORK)
    '\\x02Our Town\\x02,'
    """
    inside = level(text[span.start + 1 : span.end - 1])
    if inside.endswith(","):
        return f"{kind.value}{inside[:-1]}{kind.value},"
    return f"{kind.value}{inside}{kind.value}"
