"""Article -> sentences: spans of its text, each with its paragraph, its role and its speaker."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.model import Article, Role, Sentence, Span
from claimcheck.reading.paragraphs import paragraphs
from claimcheck.reading.roles import inside_quotation, role
from claimcheck.reading.sentence_words import Language
from claimcheck.reading.sentence_words import language as language_for
from claimcheck.reading.splitting import split
from claimcheck.reading.transcripts import turns

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The units of *article*, in order: sentences, headlines and boilerplate.

    Spans do not overlap and have no white space at their ends. Every character of the text
    that is not white space lies in exactly one of them, apart from the marks of a Markdown
    heading and the "NAME:" that opens a turn of a transcript (its ``speaker``).

    >>> article = Article("Rutte spoke. The U.S. Senate listened.")
    >>> [unit.span.of(article.text) for unit in sentences(article)]
    ['Rutte spoke.', 'The U.S. Senate listened.']
    """
    units = _units(article.text, language_for(article.language))
    if len(units) == 1 and units[0].role is Role.HEADLINE:
        # A text that is one line only ("25 times bigger than Russia") was handed in to be checked.
        return (replace(units[0], role=Role.SENTENCE),)
    return tuple(units)


def _units(text: str, language: Language) -> list[Sentence]:
    found = paragraphs(text)
    begun = turns(text, found, language)
    speaker: str | None = None
    units: list[Sentence] = []
    for paragraph, quoted in zip(found, inside_quotation(text, found), strict=True):
        turn = begun.get(paragraph.start)
        if turn is not None:
            speaker = turn.name
        heading = _HEADING.match(text, paragraph.start, paragraph.end)
        if heading:
            pieces = split(text, heading.end(), paragraph.end, language)
            around = Span(pieces[0][0], pieces[-1][1])
            units += [Sentence(Span(*piece), around, Role.HEADLINE) for piece in pieces]
        else:
            pieces = split(text, turn.start if turn else paragraph.start, paragraph.end, language)
            units += _spoken(text, pieces, speaker, quoted, language)
    return units


def _spoken(
    text: str, pieces: list[tuple[int, int]], speaker: str | None, quoted: bool, language: Language
) -> list[Sentence]:
    """The units of one paragraph that is no heading; none where a turn's name stands alone on its line."""
    if not pieces:
        return []
    around = Span(pieces[0][0], pieces[-1][1])
    alone = len(pieces) == 1
    what = Role.SENTENCE
    units = []
    for first, last in pieces:
        # Inside a paragraph of prose no unit is boilerplate; a credit stands at its end, or in brackets.
        if last == around.end or what is Role.BOILERPLATE or text[first] in "([©":
            unit = text[first:last]
            what = role(unit, alone=alone, quoted=quoted, spoken=speaker is not None, language=language)
        # Nobody says "(Applause)" or "Share this".
        spoken_by = None if what is Role.BOILERPLATE else speaker
        units.append(Sentence(Span(first, last), around, what, spoken_by))
    return units
