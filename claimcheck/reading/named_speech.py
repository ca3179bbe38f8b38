"""Whose words a text is where no name stands before them: a speech by its title, a statement by its lead-in.

"Remarks by President Hale on Housing" gives the words below to President Hale, and "THE PRESIDENT:" his name;
"Here is what Ana Ruiz had to say:" gives her the block quote that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import is_personal

_TITLE_LINES = 4
_LONGEST_LINE = 300
_FEWEST = 3  # of the lines of a speech, one in so many says "I" or "we"

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
_INITIAL = r"[A-ZÀ-ÖØ-Þ]\."
_PARTICLE = r"(?:von der|van der|de la|von|van|de|del|di|da|al|bin)"
_PERSON = rf"{_CAPITAL}\.?(?:\s(?:{_PARTICLE}\s)?(?:{_CAPITAL}|{_INITIAL})){{1,5}}"
_NAME = re.compile(rf"(?P<name>{_PERSON})")
_FINISHED = re.compile(r"[.!?…][\"”’)*_]{0,3}$")
_BLOCK = re.compile(r">(?!>)\s?")
_SHOUTED_OFFICE = re.compile(r"THE (?P<office>[A-Z]{4,}(?: [A-Z]{4,}){0,3})")

Row = tuple[int, int]
Begun = tuple[int, str | None]
"""Where words begin, and whose they are; None where they end."""


def speeches(text: str, rows: Sequence[Row], language: Language) -> list[Begun]:
    """The words that a title, or a line that ends in a colon, gives to one person, down to the end of *text*.

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import lines
    >>> text = "Statement from Minister Ana Ruiz:\\nWe built 300 homes. I am glad."
    >>> speeches(text, list(lines(text)), language("en"))
    [(34, 'Minister Ana Ruiz')]
    """
    lead = _lead(language.speeches, language.givers)
    for number, (start, end) in enumerate(rows):
        line = text[start:end] if end - start <= _LONGEST_LINE else ""
        leads_in = line.endswith(":") or (number < _TITLE_LINES and not _FINISHED.search(line))
        name = _named_in(line, lead) if leads_in else None
        if name:
            below = [
                row for row in rows[number + 1 :] if _FINISHED.search(text[max(row[0], row[1] - 5) : row[1]])
            ]
            return [(below[0][0], name)] if _is_speech(text, below, language) else []
    return []


def block_quotes(text: str, rows: Sequence[Row], language: Language) -> list[Begun]:
    """The block quotes below a line that ends in a colon and names one person, and where each ends.

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import lines
    >>> text = "Here is what Ana Ruiz had to say:\\n> We built 300 homes.\\nIt rained."
    >>> block_quotes(text, list(lines(text)), language("en"))
    [(34, 'Ana Ruiz'), (56, None)]
    """
    found: list[Begun] = []
    quoted = False
    for (start, end), (below, _) in pairwise([*rows, (len(text), len(text))]):
        now = _BLOCK.match(text, start) is not None
        if quoted and not now:
            found.append((start, None))
        quoted = now and (quoted or bool(found and found[-1][0] == start))
        if not now and text[end - 1] == ":" and _BLOCK.match(text, below):
            name = _one_name(text[max(start, end - _LONGEST_LINE) : end], language)
            found += [(below, name)] if name else []
    return found


def officer(name: str, opening: str) -> str:
    """*name*, or the person of that office whom the *opening* of the document names.

    >>> officer("THE PRESIDENT", "Remarks by President Hale on Housing")
    'President Hale'
    >>> officer("THE PRESIDENT", "Remarks by Vice President Moss")
    'THE PRESIDENT'
    """
    shouted = _SHOUTED_OFFICE.fullmatch(name)
    if shouted is None:
        return name
    office = shouted["office"].title()
    named = re.search(rf"(?<![A-Z][a-z] )(?<!\w)(?<![a-z] ){office}(?: {_CAPITAL}){{1,3}}", opening)
    if named is None:
        named = re.search(rf"(?:\b(?:by|with|of|from|and) ){office}(?: {_CAPITAL}){{1,3}}", opening)
    return named.group()[named.group().index(office) :] if named else name


@lru_cache(maxsize=16)
def _lead(speeches: frozenset[str], givers: frozenset[str]) -> re.Pattern[str]:
    """How a title or a lead-in names who speaks: "Remarks by President Hale", "Statement of the Mayor"."""
    words, before = ("|".join(map(re.escape, sorted(some))) for some in (speeches, givers))
    return re.compile(rf"(?i:\b(?:{words}))\b[^.:\n]{{0,60}}?\s(?:{before})\s(?:the\s)?(?P<name>{_PERSON})")


def _named_in(line: str, lead: re.Pattern[str]) -> str | None:
    """The one person whom a title or a lead-in says to have spoken."""
    match = lead.search(line)
    if match is None or re.match(r",? (?:and|und|&) [A-Z]", line[match.end() :]):
        return None
    return match["name"]


def _one_name(line: str, language: Language) -> str | None:
    """The one person in the last sentence of *line*, by the only name of two words or more.

    None where "she" says it, or something of theirs does ("Ana Ruiz's office").
    """
    sentence = re.split(r"(?<=[.!?])\s", line)[-1]
    found = (_without_opener(match["name"], language) for match in _NAME.finditer(sentence))
    names = {name for name in found if " " in name}
    others = {word.lower() for word in re.findall(r"\w{1,20}", sentence)} & language.pronouns
    name = names.pop() if len(names) == 1 and not others else None
    return None if name is None or re.search(r"['’]s?$", name) else name


def _without_opener(name: str, language: Language) -> str:
    """ "On July 3" has no name, though it opens with two capitals."""
    first, _, others = name.partition(" ")
    return others if first in language.starters else name


def _is_speech(text: str, rows: Sequence[Row], language: Language) -> bool:
    said = sum(is_personal(text[start:end][:_LONGEST_LINE], language) for start, end in rows)
    return bool(rows) and _FEWEST * said >= len(rows)
