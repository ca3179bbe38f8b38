"""Where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Span

_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_EITHER}]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks; ``continues`` says that it goes on from the paragraph before."""

    span: Span
    continues: bool = False


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The quotations of each paragraph, marks included, in order.

    A quotation without a closing mark ends with its paragraph, and goes on in the next one
    where that begins with a mark: the convention of newspapers for long quotations.

    >>> [q.span.of('"A, B" and "C.') for q in quotations('"A, B" and "C.', [Span(0, 14)])]
    ['"A, B"', '"C.']
    """
    found: list[Quotation] = []
    open_before = False
    for paragraph in paragraphs:
        opened = False
        for number, (span, closed) in enumerate(_within(text, paragraph)):
            goes_on = open_before and number == 0 and not text[paragraph.start : span.start].strip()
            found.append(Quotation(span, goes_on))
            opened = not closed
        open_before = opened
    return found


def _within(text: str, paragraph: Span) -> Iterator[tuple[Span, bool]]:
    """Each quotation of one paragraph, and whether a mark closes it."""
    start: int | None = None
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        if start is None and mark not in _CLOSING:
            start = match.start()
        elif start is not None and mark not in _OPENING:
            yield Span(start, match.end()), True
            start = None
    if start is not None:
        yield Span(start, paragraph.end), False
