"""Where the paragraphs of a text are: its lines, with hard-wrapped lines put together again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

NARROWEST, WIDEST = 50, 120
"""Columns that hard-wrapped text is wrapped at; longer lines are paragraphs, shorter ones lists or verse."""

_SLACK = 4  # columns by which lines of one wrapped text fall short of each other
_SHORTEST = 0.6  # part of the width that a line fills at least where the next one runs on in small letters

_MARK = re.compile(r"(?:[-*+•‣◦▪–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_HEADING = re.compile(r"#{1,6}\s")
_TURN = re.compile(r"[^\W\d_a-z][^:\n]{0,60}:(?:\s|$)|>>")
_FINISHED = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]*_]{0,4}$")


class Line(NamedTuple):
    """One line that is not blank: offsets without surrounding space, its words, indent and columns."""

    start: int
    end: int
    text: str
    indent: int
    columns: int
    after_blank: bool


class Paragraph(NamedTuple):
    """Offsets of one paragraph, end exclusive, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


def paragraphs(text: str, opened: Collection[int] = ()) -> list[Paragraph]:
    """The paragraphs of *text*, in order and trimmed; each line is one unless the text is hard-wrapped.

    A line that begins at one of the offsets in *opened* begins a paragraph.

    >>> [tuple(p) for p in paragraphs("One line.\\n\\nAnother.")]
    [(0, 9, False), (11, 19, True)]
    """
    blocks = [part for block in _blocks(text) for part in _parts(block, opened)]
    width = _document_width(blocks)
    return [paragraph for block in blocks for paragraph in _joined(block, width)]


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    offset, blank = 0, False
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            line = Line(start, start + len(content), content, indent, indent + len(content), blank)
            block.append(line)
        elif block:
            yield block
            block = []
        blank = not content
        offset += len(raw)
    if block:
        yield block


def _parts(block: list[Line], opened: Collection[int]) -> Iterator[list[Line]]:
    """A block parted before every line that opens something: a list item, a heading, a turn, an indent."""
    if len(block) == 1 or max(line.columns for line in block) > WIDEST:
        yield from ([line] for line in block)
        return
    part = [block[0]]
    for line in block[1:]:
        if line.start in opened or _opens(part, line):
            yield part
            part = []
        part.append(line)
    yield part


def _opens(part: list[Line], line: Line) -> bool:
    hangs = _MARK.match(part[0].text) is not None
    return (
        (line.indent > part[-1].indent and not hangs)
        or _HEADING.match(part[-1].text) is not None
        or any(pattern.match(line.text) for pattern in (_MARK, _HEADING, _TURN))
    )


def _document_width(blocks: list[list[Line]]) -> int:
    """Columns that the text as a whole is wrapped at; 0 where most of its blocks are not wrapped."""
    candidates = [block for block in blocks if len(block) > 1]
    wrapped = [block for block in candidates if len(block) > 2 and _is_wrapped(block)]
    if 2 * sum(map(len, wrapped)) < sum(map(len, candidates)):
        return 0
    return max((_width(block) for block in wrapped), default=0)


def _joined(block: list[Line], document_width: int) -> Iterator[Paragraph]:
    """The paragraphs of one block: all of it, its lines, or runs of full lines."""
    if len(block) > 1 and _is_wrapped(block):
        yield Paragraph(block[0].start, block[-1].end, block[0].after_blank)
        return
    width = max(document_width, _width(block))
    if not document_width or width > document_width + _SLACK:
        width = 0
    first = block[0]
    for line, following in pairwise(block):
        if not (width and _is_full(line, following, width)):
            yield Paragraph(first.start, line.end, first.after_blank)
            first = following
    yield Paragraph(first.start, block[-1].end, first.after_blank)


def _is_wrapped(block: list[Line]) -> bool:
    """Whether a block of two lines or more is one paragraph by its own evidence.

    Full lines alone are no proof, since the longest of two lines is always full: some line must
    also run on in small letters, as running prose does and lists of headlines do not.
    """
    width = _width(block)
    if not NARROWEST <= width <= WIDEST:
        return False
    pairs = list(pairwise(block))
    if not all(_is_full(line, following, width) for line, following in pairs):
        return False
    running = [following for line, following in pairs if not _FINISHED.search(line.text[-6:])]
    small = sum(1 for line in running if line.text[0].islower())
    return bool(running) and 3 * small >= len(running)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would hardly have fitted on this one.

    People who wrap by hand leave some lines short; one that has no end and runs on in small
    letters may be short by more.
    """
    if following.text[0].islower() and not _FINISHED.search(line.text[-6:]):
        return line.columns >= _SHORTEST * width
    word = len(following.text.split(None, 1)[0])
    return line.columns + 1 + word > width - _SLACK


def _width(block: list[Line]) -> int:
    return max(line.columns for line in block)
