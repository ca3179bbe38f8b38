"""What stands beside a sentence and is none: citations, numbers of footnotes, stage directions."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.reading.sentence_words import Language

_STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,58}[)\]]")
_CITATION = re.compile(r"[(\[][^()\[\].!?\n]{1,80}[)\]](?=[.,;])")
_FOOTNOTE = re.compile(r"(?P<number>\d{1,2})[^\S\n](?P<word>[^\W\d_a-z][\w'’]{0,30})")
_FIRST_WORD = re.compile(r"[^\W\d_]{1,30}+(?![\w.)])")  # not the "b" of "b) rents"
_SMALL_I = re.compile(r"(?<![\w.'’(&-])i(?=['’ ](?!\)))")


def is_citation(text: str, at: int, end: int) -> bool:
    """Whether the brackets at *at* are the end of the sentence before: '“It rained” (Lee 2019).'

    >>> is_citation("(Lee 2019).", 0, 11), is_citation("(He left.)", 0, 10)
    (True, False)
    """
    return _CITATION.match(text, at, min(end, at + 90)) is not None


def footnote_end(text: str, at: int, end: int, language: Language) -> int | None:
    """The end of the number of a footnote at *at*, which belongs to the sentence before: "protected. 4 Even".

    >>> from claimcheck.reading.sentence_words import language
    >>> footnote_end("4 Even so", 0, 9, language("en")), footnote_end("4 people", 0, 8, language("en"))
    (1, None)
    """
    match = _FOOTNOTE.match(text, at, min(end, at + 40)) if text[at].isdigit() else None
    return match.end("number") if match and match["word"] in language.starters else None


def is_stage_direction(text: str, at: int, end: int, language: Language) -> bool:
    """Whether "[ laughter ]" begins at *at*; it opens a unit in small letters.

    >>> from claimcheck.reading.sentence_words import language
    >>> is_stage_direction("[laughter]", 0, 10, language("en"))
    True
    """
    aside = _STAGE_DIRECTION.match(text, at, min(end, at + 60))
    return aside is not None and language.boilerplate.fullmatch(aside.group()) is not None


@lru_cache(maxsize=8)
def is_in_small_letters(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is by someone who writes without capitals: it begins so, or has an "i" for "I".

    >>> [is_in_small_letters(text, 0, 12) for text in ("it was shut.", "It was shut.", "b) it was sh")]
    [True, False, False]
    """
    first = _FIRST_WORD.match(text, start, end)
    if first is not None and first[0].islower() and (len(first[0]) > 1 or first[0] == "i"):
        return True
    return _SMALL_I.search(text, start, min(end, start + 2000)) is not None
