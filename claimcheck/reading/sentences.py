"""Article -> sentences: spans of its text, each with its paragraph, its role and its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claimcheck.model import Article, Role, Sentence, Span
from claimcheck.plain_text import plain_text
from claimcheck.reading.markdown_lines import line_roles
from claimcheck.reading.paragraphs import paragraphs
from claimcheck.reading.roles import inside_quotation, is_notice, role
from claimcheck.reading.sentence_words import Language
from claimcheck.reading.sentence_words import language as language_for
from claimcheck.reading.splitting import add, split, trimmed
from claimcheck.reading.transcripts import Turn, turns

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
LONGEST_MARKED = 10_000
"""Characters of the longest unit with its marks: addresses may be longer than all that is said."""

_BLANKS = re.compile(r"\s*+")


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
    begun = turns(text, language)
    found = paragraphs(text, _opened(text, begun), language)
    units: list[Sentence] = []
    turn: Turn | None = None
    coming = iter([*begun, None])
    following = next(coming)
    lines = line_roles(text, found)
    for paragraph, quoted in zip(found, inside_quotation(text, found), strict=True):
        start = paragraph.start
        if start in lines and (following is None or following.start >= paragraph.end):
            span = Span(start, paragraph.end)
            units.append(Sentence(span, span, lines[start]))
            continue
        while following is not None and following.start < paragraph.end:
            units += _part(text, start, following.start, turn, quoted, language)
            turn, start = following, following.end
            following = next(coming)
        units += _part(text, start, paragraph.end, turn, quoted, language)
    return units


def _opened(text: str, begun: Sequence[Turn]) -> frozenset[int]:
    """Where lines begin that begin a paragraph: those of heads, and those below heads that fill a line."""
    below = (_BLANKS.match(text, turn.end) for turn in begun)
    return frozenset(
        [*(turn.start for turn in begun), *(gap.end() for gap in below if gap and "\n" in gap.group())]
    )


def _part(
    text: str, start: int, end: int, turn: Turn | None, quoted: bool, language: Language
) -> list[Sentence]:
    """The units of one paragraph, or of what of it stands in one turn."""
    heading = _HEADING.match(text, start, end)
    pieces = _pieces(text, heading.end() if heading else start, end, language)
    if heading:
        return [Sentence(Span(*piece), Span(pieces[0][0], pieces[-1][1]), Role.HEADLINE) for piece in pieces]
    told = turn is not None and turn.told
    if told or (pieces and is_notice(text[pieces[0][0] : pieces[-1][1]])):
        time = turn.time if turn else None
        return [Sentence(Span(*piece), Span(*piece), Role.BOILERPLATE, time=time) for piece in pieces]
    return _spoken(text, pieces, turn, quoted, language)


def _pieces(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """The sentences between two offsets, by the text without its marks, which go with what they stand at."""
    plain = plain_text(text)
    if not plain.is_marked:
        return split(text, start, end, language)
    starts, last = [], 0
    for piece in split(plain.text, plain.place(start), plain.place(end), language):
        span = plain.around(plain.origin(Span(*piece)))
        starts.append(max(span.start, last))
        last = span.end
    # What is left at either end, or between two sentences, such as a picture, goes with the one before.
    edges = [start, *starts[1:], end]
    pieces: list[tuple[int, int]] = []
    for first, after in pairwise(edges):
        add(pieces, text, *trimmed(text, first, min(after, end)), LONGEST_MARKED)
    return pieces


def _words(text: str, start: int, end: int) -> str:
    """What stands between two offsets, without its marks."""
    plain = plain_text(text)
    return plain.text[plain.place(start) : plain.place(end)]


def _spoken(
    text: str, pieces: list[tuple[int, int]], turn: Turn | None, quoted: bool, language: Language
) -> list[Sentence]:
    """The units of one paragraph that is no heading; none where a turn's name stands alone on its line."""
    if not pieces:
        return []
    speaker, time = (turn.speaker, turn.time) if turn else (None, None)
    around = Span(pieces[0][0], pieces[-1][1])
    alone = len(pieces) == 1
    what = Role.SENTENCE
    units = []
    for first, last in pieces:
        # Inside a paragraph of prose no unit is boilerplate; a credit stands at its end, or in brackets.
        unit = _words(text, first, last)
        if last == around.end or what is Role.BOILERPLATE or unit[:1] in "([©":
            what = role(unit, alone=alone, quoted=quoted, spoken=speaker is not None, language=language)
        # Nobody says "(Applause)" or "Share this".
        spoken_by = None if what is Role.BOILERPLATE else speaker
        units.append(Sentence(Span(first, last), around, what, spoken_by, time))
    return units
