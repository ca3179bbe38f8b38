"""Where the paragraphs of a text are: its lines, with hard-wrapped lines put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from claimcheck.reading.line_ends import FINISHED, Line, running
from claimcheck.reading.sentence_words import Language

NARROWEST, WIDEST = 50, 120
"""Columns that hard-wrapped text is wrapped at; longer lines are paragraphs, shorter ones lists or verse."""

_SLACK = 4  # columns by which lines of one wrapped text fall short of each other
_SHORTEST = 0.6  # part of the width that a line fills at least where the next one runs on in small letters

_MARK = re.compile(r"(?:[-*+•‣◦▪–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_HEADING = re.compile(r"#{1,6}\s")
_TURN = re.compile(r"[^\W\d_a-z][^:\n]{0,60}:(?:\s|$)|>>")


class Paragraph(NamedTuple):
    """Offsets of one paragraph, end exclusive, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool


def paragraphs(text: str, opened: Collection[int] = (), language: Language | None = None) -> list[Paragraph]:
    """The paragraphs of *text*, in order and trimmed; each line is one unless the text is hard-wrapped.

    A line that begins at one of the offsets in *opened* begins a paragraph. With the text's *language* a line
    also runs on where its last word ends no sentence: "more than 15.7⏎million".

    >>> [tuple(p) for p in paragraphs("One line.\\n\\nAnother.")]
    [(0, 9, False), (11, 19, True)]
    """
    blocks = [part for block in _blocks(text) for part in _parts(block, opened)]
    width = _document_width(blocks)
    return [paragraph for block in blocks for paragraph in _joined(block, width, language)]


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    offset, blank = 0, False
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            # A line of a block quote is what stands in it; a mark alone parts its paragraphs.
            words = content[2:].lstrip() if content.startswith("> ") else content
            line = Line(start, start + len(content), words, indent, indent + len(content), blank)
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
    if len(block) == 1:
        yield block
        return
    bullets = Counter(line.text[0] for line in block)
    part = [block[0]]
    for line in block[1:]:
        if line.start in opened or _opens(part, line, bullets):
            yield part
            part = []
        part.append(line)
    yield part


def _opens(part: list[Line], line: Line, bullets: Counter[str]) -> bool:
    last = part[-1]
    if _HEADING.match(last.text) or _HEADING.match(line.text) or "|" in (last.text[0], line.text[0]):
        return True
    if ">" in (last.text, line.text):
        return True
    if line.indent > last.indent and not _MARK.match(part[0].text) and not line.text[0].islower():
        return True
    over = FINISHED.search(last.text[-6:]) is not None
    return _opens_item(line, over or _MARK.match(part[0].text) is not None, last, bullets) or _opens_turn(
        line, over
    )


def _opens_item(line: Line, may: bool, last: Line, bullets: Counter[str]) -> bool:
    """Whether an item of a list begins, and no line that was wrapped before a dash, a number, an initial."""
    mark = _MARK.match(line.text)
    if mark is None or may:
        return mark is not None
    label = mark.group().strip("().\t ")
    if label.isdigit() or label.isalpha():
        return label in ("1", "a")
    return last.columns < NARROWEST or bullets[label] > 1 or not line.text[mark.end() :][:1].islower()


def _opens_turn(line: Line, over: bool) -> bool:
    """Whether "NAME:" stands there; after a line that runs on, only a name in capitals does."""
    turn = _TURN.match(line.text)
    if turn is None or over:
        return turn is not None
    return all(not word[0].islower() for word in turn.group().split())


def _document_width(blocks: list[list[Line]]) -> int:
    """Columns that the text as a whole is wrapped at; 0 where most of its blocks are not wrapped."""
    candidates = [block for block in blocks if len(block) > 1 and _width(block) <= WIDEST]
    wrapped = [block for block in candidates if len(block) > 2 and _is_wrapped(block)]
    if 2 * sum(map(len, wrapped)) < sum(map(len, candidates)):
        return 0
    return max((_width(block) for block in wrapped), default=0)


def _joined(block: list[Line], document_width: int, language: Language | None) -> Iterator[Paragraph]:
    """The paragraphs of one block: all of it, its lines, or runs of full lines and of those that run on."""
    if len(block) > 1 and _is_wrapped(block):
        yield Paragraph(block[0].start, block[-1].end, block[0].after_blank)
        return
    width = max(document_width, _width(block))
    if not document_width or width > document_width + _SLACK:
        width = 0
    first = block[0]
    on = running(block, language) if language else [False] * len(block)
    for (line, following), runs in zip(pairwise(block), on, strict=False):
        if not (runs or (width and _is_full(line, following, width))):
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
    running = [following for line, following in pairs if not FINISHED.search(line.text[-6:])]
    small = sum(1 for line in running if line.text[0].islower())
    return bool(running) and 3 * small >= len(running)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would hardly have fitted on this one.

    People who wrap by hand leave some lines short; one that has no end and runs on in small
    letters may be short by more.
    """
    if following.text[0].islower() and not FINISHED.search(line.text[-6:]):
        return line.columns >= _SHORTEST * width
    word = len(following.text.split(None, 1)[0])
    return line.columns + 1 + word > width - _SLACK


def _width(block: list[Line]) -> int:
    return max(line.columns for line in block)
