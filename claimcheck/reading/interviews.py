"""Interviews whose questions stand in bold or italics, with a name before the first of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from claimcheck.reading.interview_notes import introduced
from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import is_addressed, is_personal
from claimcheck.reading.turn_forms import Form
from claimcheck.reading.turn_heads import Head

# A whole line; within bold a word may be in italics.
_EMPHASISED = re.compile(
    r"(?P<mark>\*{2,3}|__)(?=\S)(?:[^*_\n]|[*_](?![*_])){2,600}(?P=mark)$"
    r"|(?P<single>[*_])(?=[^\s*_])(?:(?!(?P=single))[^\n]){2,600}(?P=single)$"
)
_QUOTED = re.compile(r"[*_]{1,3}[\"“„«‘][^\"”“»\n]{1,600}[\"”“»’][*_]{1,3}$")
_FINISHED = re.compile(r"[.?!…:？！。][\"”’)*_]{0,5}$")
_FEWEST = 2
_HEARD = 400
_ALIKE = 20  # questions that show how questions are emphasised

INTERVIEWER, INTERVIEWEE = "Interviewer", "Interviewee"

Row = tuple[int, int]


class Begun(NamedTuple):
    """From *start* on *speaker* speaks (None: nobody), whose words begin at *end*."""

    start: int
    end: int
    speaker: str | None


class _Sides(NamedTuple):
    """The heads of who asks and who answers, where there are any."""

    asks: Head | None
    answers: Head | None


class _Found(NamedTuple):
    """The lines of a text: how each is emphasised, the heads of some, and the numbers of those that ask."""

    text: str
    rows: Sequence[Row]
    marks: Sequence[str]
    named: Mapping[int, Head]
    asked: Sequence[int]
    sides: _Sides

    def line(self, n: int) -> str:
        return self.text[slice(*self.rows[n])]


def interview(text: str, rows: Sequence[Row], heads: Sequence[Head], language: Language) -> list[Begun]:
    """Where questions and answers begin, and who speaks; none where *text* is no interview.

    What is asked has "you", what is answered "I" or "we"; in a list of frequent questions it is the other way
    round, or neither. Who asks and who answers is told by the *heads* of the first question and answer, or by
    what stands above ("An interview with Ana Ruiz").

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import lines
    >>> text = "**Are you glad?**\\nI am.\\n**Will you stay?**\\nWe will."
    >>> [(begun.start, begun.speaker) for begun in interview(text, list(lines(text)), [], language("en"))]
    [(0, 'Interviewer'), (18, 'Interviewee'), (24, 'Interviewer'), (43, 'Interviewee')]
    """
    if sum([text[start] in "*_" for start, _ in rows]) < _FEWEST:
        return []
    marks = _marks(text, rows)
    if not any(marks) or any(head.form in {Form.CHAT, Form.CUE} for head in heads):
        return []
    starts = {start: number for number, (start, _) in enumerate(rows)}
    named = {starts[head.start]: head for head in heads if head.start in starts and head.name}
    asked = [n for n, row in enumerate(rows) if marks[n] and "?" in text[slice(*row)]]
    unnamed = [n for n in asked if n not in named]
    if not unnamed or len(named) > 2 * len(unnamed) + 2:
        return []
    found = _Found(text, rows, marks, named, asked, _sides(text, rows, marks, named))
    return _merged(_spoken(found, language)) if _converse(found, language) else []


def _marks(text: str, rows: Sequence[Row]) -> list[str]:
    """How each line is emphasised as a whole, "" for none; a quotation among questions is none."""
    marks = [_mark(text, *row) for row in rows]
    plain = [
        mark and ("" if _QUOTED.match(text, *row) else mark) for mark, row in zip(marks, rows, strict=True)
    ]
    return plain if any(plain) else marks


def _mark(text: str, start: int, end: int) -> str:
    match = _EMPHASISED.match(text, start, end) if text[start] in "*_" else None
    return (match["mark"] or match["single"]) if match else ""


def _sides(text: str, rows: Sequence[Row], marks: Sequence[str], named: Mapping[int, Head]) -> _Sides:
    """Whose heads open the first question and the answer below it."""
    for n, head in named.items():
        if "?" in text[slice(*rows[n])]:
            below = named.get(n + 1)
            return _Sides(head, below if below and below.key != head.key and not marks[n + 1] else None)
        if n and marks[n - 1] and not marks[n] and "?" in text[slice(*rows[n - 1])]:
            return _Sides(None, head)
    return _Sides(None, None)


def _converse(found: _Found, language: Language) -> bool:
    """Whether the questions are put to somebody who answers; less is asked for where both are named."""
    marks, sides = found.marks, found.sides
    answers = [n + 1 for n in found.asked if n + 1 < len(marks) and not marks[n + 1]]
    questions = [found.line(n) for n in found.asked]
    addressed = sum(is_addressed(question, language) for question in questions)
    told = sum(is_personal(found.line(n)[:_HEARD], language) for n in answers)
    if sides.answers and (sides.asks or " " in sides.answers.key):
        heard = found.text[slice(sides.answers.end, sides.answers.end + _HEARD)]
        speak = told + addressed > 0 or is_personal(heard, language)
        return bool(answers) and (speak or all(" " in side.key for side in sides if side))
    if len(answers) < _FEWEST or 3 * addressed < len(questions):
        return False
    asks_for_self = any(is_personal(question, language) for question in questions)
    return 2 * told >= len(answers) or (3 * told >= len(answers) and not asks_for_self)


def _spoken(found: _Found, language: Language) -> Iterator[Begun]:
    rows, sides = found.rows, found.sides
    first = min([found.asked[0], *(n for n, head in found.named.items() if head == sides.asks)])
    asks, told = introduced(found.text, rows[:first], language)
    asker = (sides.asks and sides.asks.name) or asks or INTERVIEWER
    answerer = (sides.answers and sides.answers.name) or told or INTERVIEWEE
    keys = {head.key: who for head, who in zip(sides, (asker, answerer), strict=True) if head}
    for n in range(first, len(rows)):
        start, _ = rows[n]
        head = found.named.get(n)
        if head and head.key in keys:
            yield Begun(start, head.end, keys[head.key])
        elif found.marks[n]:
            yield Begun(start, start, asker if _asks(found, n, language) else None)
        else:
            note = _is_about(answerer, found, n, language)
            yield Begun(start, start, None if note else answerer)


def _asks(found: _Found, n: int, language: Language) -> bool:
    """Whether an emphasised line is put to who answers, also without a question mark."""
    line = found.line(n)
    below = n + 1 < len(found.rows) and not found.marks[n + 1]
    goes_on = n < found.asked[-1] or below or is_addressed(line, language)
    alike = found.marks[n] in {found.marks[asked] for asked in found.asked[:_ALIKE]}
    return "?" in line or (alike and goes_on and _FINISHED.search(line) is not None)


def _is_about(name: str, found: _Found, n: int, language: Language) -> bool:
    """Whether a last line is about who answered; nobody gives the own full name ("Ana Ruiz writes.")."""
    line = found.line(n)
    return n > found.asked[-1] + 1 and name in line and not is_personal(line, language)


def _merged(found: Iterator[Begun]) -> list[Begun]:
    """*found* without those that only go on."""
    merged: list[Begun] = []
    for begun in found:
        if not merged or merged[-1].speaker != begun.speaker or begun.end > begun.start:
            merged.append(begun)
    return merged
