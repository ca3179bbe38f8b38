"""Who holds the floor: the turns of a transcript, found by the names at the beginning of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.reading.paragraphs import Paragraph
from claimcheck.reading.sentence_words import Language

LONGEST_NAME = 60
MOST_WORDS = 6

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?[\])]?"
# '[00:12:03] RUTTE (by video link):' -> name 'RUTTE'; '**Q:** Why?' -> name 'Q'
# 'ANN LEE, HOST:' -> name 'ANN LEE', role 'HOST'
_NAME = rf"(?P<name>[^\W\d_][^:：,;!?()\[\]\"“”\n]{{0,{LONGEST_NAME - 1}}}?)"
_ROLE = rf"(?:,\s(?P<role>[^:：;!?()\[\]\"“”\n]{{1,{LONGEST_NAME}}}))?"
_ASIDE = rf"(?:[(\[][^()\[\]\n]{{1,{LONGEST_NAME}}}[)\]]\s?)?"
_BOLD = r"(?:\*\*|__)?"
_PREFIX = re.compile(
    rf"(?:>>\s?)?(?:{_TIME}\s?[-–—]?\s?)?{_BOLD}{_NAME}{_ROLE}\s?{_ASIDE}(?:{_TIME})?"
    rf"{_BOLD}[:：]{_BOLD}(?=\s|$|[\"“])"
)
_WORD = re.compile(r"[^\W_][\w.'’-]*|&")


class Turn(NamedTuple):
    """The beginning of one turn: the name as written and the offset at which the words begin."""

    name: str
    start: int


def turns(text: str, found: Sequence[Paragraph], language: Language) -> dict[int, Turn]:
    """The turns of a transcript by the offset of their paragraph; empty where *text* is none.

    It is one where two or more paragraphs begin "NAME:" and a name comes back or they are half of
    all paragraphs; or where a single name in ALL CAPS stands before all that is said.

    >>> from claimcheck.reading.sentence_words import language
    >>> turns("RUTTE: We agree.", [Paragraph(0, 16, False)], language("en"))
    {0: Turn(name='RUTTE', start=6)}
    """
    begun = dict(_begun(text, found, language))
    names = [turn.name for turn in begun.values()]
    if len(names) > 1:
        return begun if len(set(names)) < len(names) or 2 * len(names) >= len(found) else {}
    shouted = bool(names) and names[0].isupper() and sum(map(str.isalpha, names[0])) > 1
    if shouted and _opens_text(text, found, next(iter(begun))):
        return begun
    return {}


def _begun(text: str, found: Sequence[Paragraph], language: Language) -> Iterator[tuple[int, Turn]]:
    for paragraph in found:
        if not any(text.find(colon, paragraph.start, paragraph.end) >= 0 for colon in ":："):
            continue
        match = _PREFIX.match(text, paragraph.start, paragraph.end)
        if match is not None and _is_name(match["name"], match["role"], language):
            yield paragraph.start, Turn(match["name"].strip(), match.end())


def _is_name(name: str, role: str | None, language: Language) -> bool:
    """Whether *name* could be a person's: one to six capitalised words, particles apart, and no label."""
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or name.strip(" .").casefold() in language.labels:
        return False
    if role is not None and not _is_capitalised(role.split()[0], language):
        return False
    return not words[0].islower() and all(_is_capitalised(word, language) for word in words)


def _is_capitalised(word: str, language: Language) -> bool:
    if _WORD.fullmatch(word) is None:
        return False
    return word in language.particles or not word[0].islower()


def _opens_text(text: str, found: Sequence[Paragraph], start: int) -> bool:
    """Whether only lines without a full stop (a heading, a date) stand before the turn at *start*.

    A single "WHAT NOW:" amid an article must not put all that follows in somebody's mouth.
    """
    before = [paragraph for paragraph in found if paragraph.start < start]
    return all(text[paragraph.end - 1] not in '.!?…"”' for paragraph in before)
