"""Where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Span

# What closes each opening mark; “ closes too, in German and Czech („so“), and ” opens in Swedish.
_CLOSES = {
    "“": '”"“', "„": '“”"„', "‟": '”"', '"': '"”', "”": '”"', "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』",
}  # fmt: skip
_TWO = "''"  # two apostrophes, as some papers type a quotation mark
_MARK = re.compile(f"(?<!'){_TWO}(?!')|[{''.join(_CLOSES)}」』]")
_SINGLE = re.compile("(?<!')'(?!')|[‘’]")
# A single mark opens before a letter where no word goes on: ‘Yes’, not "it's", "'90s" or "rock 'n' roll".
_ELISION = re.compile(r"(?:n|em|tis|twas|til|cause|bout)\b", re.IGNORECASE)
_SINGLES = frozenset("'‘")
_ANY_MARK = frozenset(_CLOSES) | _SINGLES
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")


@dataclass(frozen=True, slots=True)
class Marked:
    """The words between two marks; ``continues`` says that it goes on from the paragraph before."""

    span: Span
    continues: bool = False


def marked(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """The quotations of each paragraph, marks included, in order.

    A quotation without a closing mark ends with its paragraph, and goes on in the next one
    where that begins with a mark: the convention of newspapers for long quotations. Where
    the next one does not, the mark was forgotten and the quotation ends with its sentence.

    >>> [q.span.of('"A, B" and "C.') for q in marked('"A, B" and "C.', [Span(0, 14)])]
    ['"A, B"', '"C.']
    >>> text = "'We don't,' she said of the 'landmark' in '90s style."
    >>> [q.span.of(text) for q in marked(text, [Span(0, len(text))])]
    ["'We don't,'", "'landmark'"]
    """
    found: list[Marked] = []
    open_before = False
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        spans = list(_within(text, paragraph, after is not None and _begins_with_single(text, after)))
        goes_on = open_before and bool(spans) and spans[0][0].start == _first(text, paragraph)
        open_before = bool(spans) and not spans[-1][1]
        next_one = _first(text, paragraphs[number + 1]) if number + 1 < len(paragraphs) else len(text)
        if open_before and text[next_one : next_one + 1] not in _ANY_MARK:
            forgotten = spans[-1][0]
            spans[-1] = (Span(forgotten.start, _sentence_end(text, forgotten)), False)
        found += [Marked(span, goes_on and n == 0) for n, (span, _) in enumerate(spans)]
    return found


def _first(text: str, span: Span) -> int:
    end = span.start
    while end < span.end and text[end].isspace():
        end += 1
    return end


def _sentence_end(text: str, span: Span) -> int:
    """Where the first sentence of *span* ends; an abbreviation's stop is no end."""
    for match in _SENTENCE_END.finditer(text, span.start + 2, span.end):
        before = text[max(span.start, match.start() - 4) : match.start()]
        if match.group() != "." or not before[-2:].istitle() or before.isalpha():
            return match.end()
    return span.end


def _begins_with_single(text: str, paragraph: Span) -> bool:
    first = _first(text, paragraph)
    return text[first : first + 1] in _SINGLES and text[first + 1 : first + 2].isupper()


def _within(text: str, paragraph: Span, goes_on: bool = False) -> Iterator[tuple[Span, bool]]:
    """Each quotation of one paragraph, and whether a mark closes it; *goes_on*: the next begins with one."""
    found = [*_doubles(text, paragraph), *_singles(text, paragraph, goes_on)]
    last = paragraph.start
    for span, closed in sorted(found, key=lambda one: (one[0].start, -one[0].end)):  # the outer one first
        if span.start >= last:
            yield span, closed
            last = span.end


def _doubles(text: str, paragraph: Span) -> list[tuple[Span, bool]]:
    found: list[tuple[Span, bool]] = []
    start, closers = -1, ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, mark = match.start(), match.group()
        if mark == _TWO:
            mark = '"'
        opens = _opens(text, at, paragraph, match.end())
        if start >= 0 and mark in closers and not opens:
            found.append((Span(start, match.end()), True))
            start = -1
        elif mark not in _CLOSES or not (opens if mark in '»›”"' else opens or start < 0):
            continue
        elif start < 0:
            start, closers = at, _CLOSES[mark]
        elif (
            mark in closers or mark == text[start] or (mark == '"' and text[start] == "'")
        ):  # the one before was never closed
            found.append((Span(start, _sentence_end(text, Span(start, at))), False))
            start, closers = at, _CLOSES[mark]
    if start >= 0:
        found.append((Span(start, paragraph.end), False))
    return found


def _opens(text: str, at: int, paragraph: Span, end: int) -> bool:
    """Whether a mark stands where one opens: no word before it, and one after."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-:/\u200b\u200e\u200f'‘")


def _singles(text: str, paragraph: Span, goes_on: bool) -> list[tuple[Span, bool]]:
    """What stands in single marks, each with the mark that closes it.

    The first mark after punctuation closes ('The workers' rights matter,'), else the first
    at a word's end ('landmark'); without either it was an apostrophe.
    """
    found: list[tuple[Span, bool]] = []
    start = plain = -1
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        after = text[at + 1 : at + 2] if at + 1 < paragraph.end else ""
        before = text[at - 1] if at > paragraph.start else " "
        if after.isalnum() and (before.isalnum() or not after.isalpha()):
            continue
        opens = (
            after.isalpha() and text[at] != "’" and before not in "_.'’" and not _ELISION.match(text, at + 1)
        )
        if after.isalnum() and not opens:
            continue
        if opens:
            if plain >= 0:
                found.append((Span(start, plain + 1), True))
            start, plain = at, -1
        elif start >= 0 and text[at - 1] in ",.?!…;—":
            if plain < 0 or text[plain - 1] == "s":
                plain = at
            found.append((Span(start, plain + 1), True))
            start = plain = -1
        elif start >= 0 and plain < 0:
            plain = at
    if (
        start >= 0
        and goes_on
        and text[start + 1 : start + 2].isupper()
        and _opens_speech(text, start, paragraph)
    ):
        found.append((Span(start, paragraph.end), False))
    elif start >= 0 and plain >= 0:
        found.append((Span(start, plain + 1), True))
    return found


def _opens_speech(text: str, at: int, paragraph: Span) -> bool:
    """Whether a mark stands where speech begins: at the paragraph's beginning, behind a colon or a comma."""
    before = text[max(paragraph.start, at - 3) : at].rstrip()
    return not before or before[-1] in ":,"
