"""Interviews without names: questions in bold or italics, answered by plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import is_addressed, is_personal

_EMPHASISED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=\S)[^*_\n]{2,600}(?P=mark)$")
_FEWEST = 2
_HEARD = 400
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{1,30}"
_WHO = rf"\s(?:[a-zà-þ'’-]{{1,20}}\s){{0,4}}(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{1,4}})"

INTERVIEWER, INTERVIEWEE = "Interviewer", "Interviewee"

Row = tuple[int, int]


def interview(text: str, rows: Sequence[Row], language: Language) -> list[tuple[int, str | None]]:
    """Where questions and answers begin, and who speaks; none where *text* is no interview.

    What is asked has "you", what is answered "I" or "we"; in a list of frequent questions it is the other way
    round, or neither. Who answers is told by what stands above ("An interview with Ana Ruiz").

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import lines
    >>> text = "**Are you glad?**\\nI am.\\n**Will you stay?**\\nWe will."
    >>> interview(text, list(lines(text)), language("en"))
    [(0, 'Interviewer'), (18, 'Interviewee'), (24, 'Interviewer'), (43, 'Interviewee')]
    """
    marked = [_EMPHASISED.match(text, start, end) is not None for start, end in rows]
    asked = [n for n, (start, end) in enumerate(rows) if marked[n] and "?" in text[start:end]]
    answers = [n + 1 for n in asked if n + 1 < len(rows) and not marked[n + 1]]
    if len(answers) < _FEWEST or not _converse(text, rows, asked, answers, language):
        return []
    who = _answers(text[: rows[asked[0]][0]], language)
    first, last = asked[0], asked[-1]
    found: list[tuple[int, str | None]] = []
    for n, (start, _) in enumerate(rows[first:], first):
        speaker = who if not marked[n] else INTERVIEWER if n <= last else None
        if not found or found[-1][1] != speaker:
            found.append((start, speaker))
    return found


def _converse(
    text: str, rows: Sequence[Row], asked: Sequence[int], answers: Sequence[int], language: Language
) -> bool:
    questions = sum(is_addressed(text[slice(*rows[n])], language) for n in asked)
    told = sum(is_personal(text[slice(*rows[n])][:_HEARD], language) for n in answers)
    return 3 * questions >= len(asked) and 2 * told >= len(answers)


def _answers(above: str, language: Language) -> str:
    words = "|".join(re.escape(word) for word in sorted(language.interviews))
    match = re.search(rf"(?i:\b(?:{words})){_WHO}", above)
    return match["name"] if match else INTERVIEWEE
