"""What stands at the ends of a unit and is no word of it: the number of an item, the numbers of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.inline_marks import Mark
from claimcheck.model import Sentence

# '2. ', '(b) ', '• 10. '
_ITEM = re.compile(
    r"(?:[-*+•‣◦▪⁃●]\s{0,3})?\(?(?P<label>\d{1,2}|[a-zA-Z]|[ivx]{2,4})(?P<close>\.\)|[.)])"
    r"\s{1,3}(?=\W{0,3}[^\W\d_a-z])"
)
# '.[4] [5]', '. 4'
_NOTES = re.compile(r"(?:\s?\[\d{1,3}\]){1,10}\Z|(?<=[.!?])[\"”’]?\s\d{1,2}\Z")
_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST_NOTES = 60
_NOTE_ENDS = "]0123456789"


def unit_marks(text: str, sentences: Sequence[Sentence], *, ordinals: bool) -> Iterator[Mark]:
    """The numbers of items and of notes at the ends of *sentences*.

    Where "3." may be an ordinal (*ordinals*), it is the number of an item only beside another such number.

    >>> from claimcheck.model import Span
    >>> text = "1. Wages rose.[4]"
    >>> list(unit_marks(text, [Sentence(Span(0, 17), Span(0, 17))], ordinals=False))
    [Mark(start=0, end=3, instead=''), Mark(start=14, end=17, instead='')]
    """
    items = [match for unit in sentences if (match := _item(text, unit)) is not None]
    labels = {match["label"] for match in items}
    for match in items:
        if not (ordinals and match["close"] == ".") or _is_beside_another(match["label"], labels):
            yield Mark(*match.span())
    yield from _notes(text, sentences)


def _notes(text: str, sentences: Sequence[Sentence]) -> Iterator[Mark]:
    for unit in sentences:
        if text[unit.span.end - 1] in _NOTE_ENDS:
            start = max(unit.span.start, unit.span.end - _LONGEST_NOTES)
            notes = _NOTES.search(text, start, unit.span.end)
            if notes is not None and notes.start() > unit.span.start:
                yield Mark(*notes.span())


def _item(text: str, unit: Sentence) -> re.Match[str] | None:
    match = _ITEM.match(text, unit.span.start, unit.span.end)
    return None if match is None or _INITIAL.match(match.group()) else match


def _is_beside_another(label: str, labels: set[str]) -> bool:
    if not label.isdigit():
        return True
    return bool({str(int(label) - 1), str(int(label) + 1)} & labels)
