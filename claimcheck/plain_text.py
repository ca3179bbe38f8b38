"""A text as it is read: without Markdown, HTML and entities, and with the way back to each character.

Offsets are those of the text as it was given; what looks for words, numbers and speakers must not see
"[32 members](https://example.org/2019)", "**25** times" or "a&nbsp;third". `plain_text` gives the text
without such marks; what is found in it is brought back by `Plain.origin`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claimcheck.inline_marks import Mark, apart, marks
from claimcheck.model import Span


class _Piece(NamedTuple):
    """A part of the plain text, and the part of the text as given that it stands for."""

    start: int
    end: int
    origin: int
    origin_end: int
    same: bool  # character for character


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text of a text, and how their offsets belong together."""

    text: str
    _pieces: tuple[_Piece, ...]
    _marks: tuple[Mark, ...]
    # What is looked for among the pieces and the marks: where they begin, and end.
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]
    _mark_starts: tuple[int, ...]
    _mark_ends: tuple[int, ...]

    @property
    def is_marked(self) -> bool:
        """Whether the text as given had any marks."""
        return bool(self._marks)

    def place(self, at: int) -> int:
        """The offset in the plain text of the offset *at* of the text as given.

        >>> plain_text("**25** times").place(7)
        3
        """
        if not self._marks:
            return at
        number = bisect_right(self._origins, at) - 1
        if number < 0:
            return 0
        piece = self._pieces[number]
        if at >= piece.origin_end:
            return piece.end
        return piece.start + (at - piece.origin if piece.same else 0)

    def origin(self, span: Span) -> Span:
        """What a span of the plain text stands for, without the marks around it.

        >>> plain = plain_text("It is **25** times.")
        >>> plain.origin(Span(6, 14)).of("It is **25** times.")
        '25** times'
        """
        if not self._pieces:
            return Span(0, 0) if self._marks else span
        first, last = self._piece(span.start), self._piece(max(span.start, span.end - 1))
        start = first.origin + (span.start - first.start if first.same else 0)
        end = last.origin + span.end - last.start if last.same else last.origin_end
        return Span(start, max(start, end))

    def around(self, span: Span) -> Span:
        """*span* of the text as given, with the marks that stand directly at its ends.

        >>> plain_text("It is **25** times.").around(Span(8, 10))
        Span(start=6, end=12)
        """
        known = self._marks
        start, end = span.start, span.end
        after = bisect_left(self._mark_starts, end)
        while after < len(known) and known[after].start == end and not known[after].instead:
            end = known[after].end
            after += 1
        before = bisect_right(self._mark_ends, start) - 1
        while before >= 0 and known[before].end == start and not known[before].instead:
            start = known[before].start
            before -= 1
        return Span(start, end)

    def _piece(self, at: int) -> _Piece:
        return self._pieces[max(0, bisect_right(self._starts, at) - 1)]


@lru_cache(maxsize=4)
def plain_text(text: str) -> Plain:
    """*text* without its marks; the same text where it has none.

    >>> plain_text("[32 members](https://example.org/2019) &ndash; **25** times").text
    '32 members – 25 times'
    """
    return without_marks(text, marks(text))


def without_marks(text: str, known: Sequence[Mark]) -> Plain:
    """*text* without the marks that are *known*; one that overlaps another is left out with it.

    >>> without_marks("1. Rents rose.", [Mark(0, 3)]).text
    'Rents rose.'
    """
    found = tuple(apart(known))
    if not found:
        return Plain(text, (), (), (), (), (), ())
    pieces = tuple(_pieces(found, len(text)))
    instead = iter([mark.instead for mark in found if mark.instead])
    parts = (text[piece.origin : piece.origin_end] if piece.same else next(instead) for piece in pieces)
    return Plain(
        "".join(parts),
        pieces,
        found,
        tuple(piece.start for piece in pieces),
        tuple(piece.origin for piece in pieces),
        tuple(mark.start for mark in found),
        tuple(mark.end for mark in found),
    )


def _pieces(found: tuple[Mark, ...], length: int) -> Iterator[_Piece]:
    """What the plain text is made of: what stands between the marks, and what is read instead of them."""
    at = origin = 0
    for mark in (*found, Mark(length, length)):
        if mark.start > origin:
            yield _Piece(at, at + mark.start - origin, origin, mark.start, True)
            at += mark.start - origin
        if mark.instead:
            yield _Piece(at, at + len(mark.instead), mark.start, mark.end, False)
            at += len(mark.instead)
        origin = mark.end
