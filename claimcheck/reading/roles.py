"""What a unit of text is to the reader: a sentence, a headline or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.model import Role
from claimcheck.reading.paragraphs import Paragraph
from claimcheck.reading.sentence_words import Language, notices

MOST_HEADLINE_WORDS = 16
LONGEST_BOILERPLATE = 130
LONGEST_QUOTED_RUN = 12
"""Paragraphs after which a quotation that was never closed counts as a slip of the pen."""

_FINISHED = re.compile(r"[.!?…。！？।؟:,;：，；][\"'”’»›)\]*_\s\u200b-\u200f\ufeff]{0,4}$|[—–-]$")
# "(Laughter)" · "<Media omitted>" · "12:47 P.M. EST" · "Copyright © 2024 The Paper"
_UNSPOKEN = re.compile(
    r"[(\[<][^()\[\]<>\n]{1,80}[)\]>]|(?:END\s{1,60})?\d{1,2}[:.]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,5})?"
    r"|(?:Copyright )?©.{0,110}|[♪♫].{0,110}"
)
_QUOTES = re.compile(r"[\"“”„«»]")


def role(unit: str, *, alone: bool, quoted: bool, spoken: bool, language: Language) -> Role:
    """The role of one unit of text.

    *alone*: it is a whole paragraph. *quoted*: a quotation that runs over lines is open there.
    *spoken*: it belongs to a turn of a transcript, where a line without a full stop is still speech.

    >>> from claimcheck.reading.sentence_words import language
    >>> role("Stalled EU accession", alone=True, quoted=False, spoken=False, language=language("en"))
    <Role.HEADLINE: 'headline'>
    """
    if _is_boilerplate(unit, spoken, language):
        return Role.BOILERPLATE
    if alone and not quoted and not spoken and _is_headline(unit):
        return Role.HEADLINE
    return Role.SENTENCE


def is_notice(paragraph: str) -> bool:
    """Whether a chat wrote *paragraph* itself: "This message was deleted".

    >>> is_notice("This message was deleted.")
    True
    """
    return len(paragraph) <= LONGEST_BOILERPLATE and notices().fullmatch(paragraph) is not None


def _is_boilerplate(unit: str, spoken: bool, language: Language) -> bool:
    if not any(map(str.isalnum, unit)):
        return True
    pattern = _UNSPOKEN if spoken else language.boilerplate
    return len(unit) <= LONGEST_BOILERPLATE and pattern.fullmatch(unit) is not None


def _is_headline(unit: str) -> bool:
    short = len(unit.split(None, MOST_HEADLINE_WORDS)) <= MOST_HEADLINE_WORDS
    return short and not _FINISHED.search(unit[-6:])


def inside_quotation(text: str, found: Iterable[Paragraph]) -> Iterator[bool]:
    """For each paragraph whether it is part of a quotation that runs over more than one of them.

    A quotation that runs over a blank line opens each of its paragraphs with a quotation mark.
    """
    open_for = 0
    for paragraph in found:
        first = text[paragraph.start]
        if open_for and ((paragraph.after_blank and first not in '"“«„') or open_for > LONGEST_QUOTED_RUN):
            open_for = 0
        marks = _QUOTES.findall(text, paragraph.start, paragraph.end)
        if open_for and marks and first in '"“«„':
            marks = marks[1:]
        stays_open = open_for > 0
        for mark in marks:
            stays_open = mark in "“„«" or (mark == '"' and not stays_open)
        yield open_for > 0 or stays_open
        open_for = open_for + 1 if stays_open else 0
