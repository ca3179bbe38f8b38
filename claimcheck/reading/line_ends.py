"""Whether a line runs on into the next: by the words at the break, where no width tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from claimcheck.reading.sentence_words import Language

FINISHED = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]*_]{0,4}$")
"""The end of a line that ends a sentence, or a part of one that may stand alone."""

_SHORTEST = 0.6  # part of the width that a line fills at least where a name may stand at its end
_FEWEST_WORDS = 3  # of a line that ends in a word such as "in": "Log in" is whole
_LAST = re.compile(r"[\w'’.]{1,30}$")
_FIRST = re.compile(r"[\w%]{1,30}")
_ENDS_IN_A_NUMBER, _THOUSANDS = re.compile(r"\d,$"), re.compile(r"\d{3}\b")
_OPEN = "([{“„«‘-,"


class Line(NamedTuple):
    """One line that is not blank: offsets without surrounding space, its words, indent and columns."""

    start: int
    end: int
    text: str
    indent: int
    columns: int
    after_blank: bool


def running(block: Sequence[Line], language: Language) -> list[bool]:
    """For each line of *block* but the last, whether it runs on into the next.

    It does where its last word ends no sentence ("of the", "Mr."), where a number goes on ("15.7⏎million"),
    and where prose goes on in small letters. In a block where most lines run on, a name may be parted too.

    >>> from claimcheck.reading.sentence_words import language
    >>> block = [Line(0, 0, text, 0, len(text), False) for text in ("It holds 15.7", "million.", "It grew.")]
    >>> running(block, language("en"))
    [True, False]
    """
    if len(block) < 2:
        return []
    pairs = list(pairwise(block))
    over = [FINISHED.search(line.text[-6:]) is not None for line in block]
    prose = over[-1] and not any(
        done and after.text[0].islower() for done, (_, after) in zip(over, pairs, strict=False)
    )
    on = [
        _goes_on(line, after, language) or (prose and not done and after.text[0].islower())
        for done, (line, after) in zip(over, pairs, strict=False)
    ]
    if over[-1] and any(on) and 2 * sum(on) >= over[:-1].count(False):
        width = max(line.columns for line in block)
        on = [
            runs or (not done and line.columns >= _SHORTEST * width)
            for runs, done, line in zip(on, over, block, strict=False)
        ]
    return on


def _goes_on(line: Line, after: Line, language: Language) -> bool:
    """Whether the words at the break belong together, whatever stands around them."""
    last, first = _LAST.search(line.text[-31:]), _FIRST.match(after.text)
    if last is None:
        parted = _ENDS_IN_A_NUMBER.search(line.text[-8:]) and _THOUSANDS.match(after.text)
        return parted is not None or (line.text[-1] in _OPEN and after.text[0].islower())
    word = last.group()
    if word[-1] == ".":
        return word[:-1] in language.never and word[:1].isupper()
    if word[-1].isdigit() and first is not None and first.group() in language.scales:
        return True
    if word in language.determiners or word.lower() in language.stops:
        return len(line.text.split(None, _FEWEST_WORDS)) > _FEWEST_WORDS or after.text[0].islower()
    return False
