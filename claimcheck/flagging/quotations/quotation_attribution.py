"""Whose the quotations of an article are: the cue around, before or carried over to each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.flagging.language_words import level
from claimcheck.flagging.quotations.cue_attribution import Cue, Listener
from claimcheck.flagging.quotations.cues import Rank
from claimcheck.flagging.quotations.quotation_spans import Quotation, quotations
from claimcheck.flagging.quotations.speech_words import speech_words
from claimcheck.model import Sentence, Span

_ADJACENT = 3  # characters between a quotation and its ", she said"


@dataclass(frozen=True, slots=True)
class Voice:
    """A quotation that somebody says, and the sentences *first* to *after* that it touches."""

    quotation: Quotation
    cue: Cue
    first: int
    after: int


@dataclass
class Heard:
    """What was found in one article: the cues of each sentence, and the voices in order."""

    cues: list[list[Cue]]
    voices: list[Voice]


def hear(text: str, sentences: Sequence[Sentence], language: str) -> Heard:
    """The cues and the voices of sentences in the order of the text."""
    paragraphs = sorted({sentence.paragraph for sentence in sentences})
    found = quotations(text, paragraphs)
    listener = Listener(without(text, found), sentences, language)
    return Heard(listener.cues(), list(_voices(text, sentences, found, listener.heard, language)))


def without(text: str, found: Sequence[Quotation]) -> str:
    """The text in plain marks, with blanks for all that stands in quotation marks."""
    if not found:
        return level(text)
    pieces, last = [], 0
    for quotation in found:
        pieces += [
            level(text[last : quotation.span.start]),
            "\x00" * (quotation.span.end - quotation.span.start),
        ]
        last = quotation.span.end
    return "".join([*pieces, level(text[last:])])


def _voices(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Quotation],
    heard: Sequence[Sequence[Cue]],
    language: str,
) -> Iterator[Voice]:
    """The quotations that somebody says, with the cue around, before or carried over to them."""
    starts, ends = [s.span.start for s in sentences], [s.span.end for s in sentences]
    terms = speech_words(language).grammar.before_terms
    last: Voice | None = None
    for quotation in found:
        first = bisect_right(ends, quotation.span.start)
        after = bisect_left(starts, quotation.span.end)
        if first >= after or sentences[first].speaker is not None:
            continue
        if _is_term(text, quotation.span, terms):
            continue
        cue = _cue_of(text, quotation.span, heard[first], heard[after - 1])
        if cue is None and not heard[first] and not heard[after - 1]:
            cue = _carried(text, sentences, heard, quotation, first, after, last)
        if cue is not None:
            last = Voice(quotation, cue, first, after)
            yield last
        elif quotation.continues:
            last = None


def _is_term(text: str, span: Span, terms: Sequence[tuple[str, ...]]) -> bool:
    """Whether the words before a quotation say that it is a name: the so-called "landmark"."""
    if not text[max(0, span.start - 2) : span.start].rstrip()[-1:].isalpha():
        return False
    before = tuple(text[max(0, span.start - 40) : span.start].lower().split()[-4:])
    return any(before[-len(term) :] == term for term in terms)


def _cue_of(outside: str, span: Span, first: Sequence[Cue], last: Sequence[Cue]) -> Cue | None:
    """Of the sentences it begins and ends in the cue beside a quotation, else before it, else behind it."""
    number = bisect_left(last, span.end, key=lambda cue: cue.around.start)
    behind = last[number] if number < len(last) else None
    if behind is not None and behind.around.start - span.end <= _ADJACENT:
        return behind
    number = bisect_right(first, span.start, key=lambda cue: cue.span.end)
    if number:
        return first[number - 1]
    inside = bool(first) and first[0].around.start < span.start and first[0].around.end > span.end
    apart = behind is None or inside
    return None if apart or not _set_apart(outside, span, behind) else behind


def _set_apart(outside: str, span: Span, cue: Cue | None) -> bool:
    """Whether a cue behind a quotation belongs to the whole sentence: "…, she said"."""
    if cue is None or cue.rank in {Rank.SOURCE, Rank.INVERTED}:
        return cue is not None
    return outside[max(span.end, cue.around.start - 3) : cue.around.start].rstrip()[-1:] in {",", "—"}


def _carried(
    text: str,
    sentences: Sequence[Sentence],
    heard: Sequence[Sequence[Cue]],
    quotation: Quotation,
    first: int,
    after: int,
    last: Voice | None,
) -> Cue | None:
    """The cue that a quotation without one goes on with, from the sentence or the paragraph before."""
    span = quotation.span
    if last is not None and quotation.continues:
        return last.cue
    if first == 0 or not _blank(text, sentences[first].span.start, span.start):
        return None
    before, here = sentences[first - 1], sentences[first]
    if not _blank(text, span.end, sentences[after - 1].span.end):
        return None
    colon = text[before.span.start : before.span.end][-3:].rstrip().endswith(":")
    if before.paragraph == here.paragraph or colon:
        spoken = last.cue if last is not None and last.after == first else None
        said = max(heard[first - 1], key=lambda cue: (-cue.rank, cue.span), default=None)
        return spoken or said
    alone = _blank(text, here.paragraph.start, span.start) and _blank(text, span.end, here.paragraph.end)
    if last is None or not alone:
        return None
    return last.cue if sentences[last.after - 1].paragraph == before.paragraph else None


def _blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks stands there; looks no further than a few characters."""
    return end - start < 9 and not text[start:end].strip()
