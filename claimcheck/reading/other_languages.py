"""Sentences of languages that have no rules here: cut by sentencex, in bounded parts, with exact offsets."""

from __future__ import annotations

import re

import sentencex

LONGEST_PART = 4000
"""Characters that are handed over at once: marks that open and never close take more than linear time."""

_INITIAL = re.compile(r"(?:^|[\s“«\"(])[^\W\d_a-z]\.\s+\Z")
_NUMBER = re.compile(r"[Nn][.°º]{1,2}\s+\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


def boundaries(text: str, start: int, end: int, code: str) -> list[int]:
    """The offsets between *start* and *end* at which a sentence of the language *code* begins, *start* first.

    >>> text = "Hola Sr. Pérez. ¿Qué tal?"
    >>> [text[a:b] for a, b in zip(boundaries(text, 0, 25, "es"), [16, 25])]
    ['Hola Sr. Pérez. ', '¿Qué tal?']
    """
    found: list[int] = []
    while start < end:
        last = _part_end(text, start, end)
        begun = _of_part(text, start, last, code)
        if last < end and len(begun) > 1:
            last = begun.pop()  # the last sentence goes on beyond the part, and is read again with the next
        found += begun
        start = last
    return found


def _of_part(text: str, start: int, end: int, code: str) -> list[int]:
    # Rust has no lone surrogates; what stands in their place is as long.
    part = _SURROGATE.sub("\ufffd", text[start:end])
    pieces = sentencex.segment(code, part)
    if "".join(pieces) != part:
        return [start]
    found, at = [], start
    for piece in pieces:
        if at == start or _may_begin(text, start, at):
            found.append(at)
        at += len(piece)
    return found


def _may_begin(text: str, start: int, at: int) -> bool:
    """Whether a sentence may begin at *at*: not inside "U.E.", after "M.", in small letters after "proc."."""
    before = text[max(start, at - 8) : at]
    if before.rstrip()[-1:] != ".":
        return True
    if text[at].islower() or not before[-1].isspace():
        return False
    return (_NUMBER if text[at].isdigit() else _INITIAL).search(before) is None


def _part_end(text: str, start: int, end: int) -> int:
    """The end of a part: the last white space within its length, so that no word is cut."""
    if end - start <= LONGEST_PART:
        return end
    last = start + LONGEST_PART
    gap = max(text.rfind(blank, start, last) for blank in (" ", "\n", "\t"))
    return gap + 1 if gap > start else last
