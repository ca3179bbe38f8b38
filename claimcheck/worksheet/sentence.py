"""The sentence of a claim as flagging reads it, and the part of it that is claimed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.model import Comparison, Measured, Quantity, Span

_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{3,})[”\"»“]?")
_OF_TIME = frozenset({Measured.DATE, Measured.DURATION})
# What it was before is no part of it: "84 million, up from 80 million in 2010".
_FORMER = re.compile(r"(?i),?\s*\(?\b(?:up|down)(?:\s+\w+ly)?\s+(?:from|on)\b")
_SEVERAL_WORDS = re.compile(r"\w+\W+\w+\W+\w+")
_LAST_CLAUSE = re.compile(r",\s+([^,;]{3,120})$")
_SAYING = re.compile(r"(?i)\b(?:said|says|told|noted|reported|according|wrote|claimed)\b|\w+ed\.?$")
_THAT = re.compile(r"\bthat\b|,")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a claim, the text before it, its speaker and the year in which it was published.

    The spans of ``quantities`` count from the start of ``text``.
    """

    text: str
    before: str = ""
    speaker: str | None = None
    quantities: tuple[Quantity, ...] = ()
    comparison: Comparison | None = None
    published: int | None = None

    @property
    def spans_of_time(self) -> list[Quantity]:
        """The spans of time that it names: "three months"."""
        return [q for q in self.quantities if q.kind is Measured.DURATION and q.value]

    @property
    def former(self) -> int | None:
        """Where it begins to tell what a figure was before: "…, up from 64 million"."""
        starts = (match.start() for match in _FORMER.finditer(self.text))
        return next((start for start in starts if _is_said_before(self, start)), None)


def said_in(sentence: Sentence) -> Span:
    """The part of a sentence that is claimed: what stands in quotation marks, or is not who says so."""
    return _quoted(sentence) or Span(_start(sentence), _end(sentence))


def _quoted(sentence: Sentence) -> Span | None:
    quoted = [match for match in _QUOTED.finditer(sentence.text) if _SEVERAL_WORDS.search(match[1])]
    if not quoted:
        return None
    inner = Span(quoted[0].start(1), quoted[-1].end(1))
    return inner if any(q.span in inner and q.kind not in _OF_TIME for q in sentence.quantities) else None


def _end(sentence: Sentence) -> int:
    """Where what is claimed ends: before ", a Conservative peer noted."."""
    if sentence.former is not None:
        return sentence.former
    tail = _LAST_CLAUSE.search(sentence.text)
    if tail is None or any(tail.start() < q.span.start for q in sentence.quantities):
        return len(sentence.text)
    return tail.start() if _names(sentence, tail[1]) or _SAYING.search(tail[1]) else len(sentence.text)


def _is_said_before(sentence: Sentence, place: int) -> bool:
    """Whether a number that is none of a date stands before that *place*."""
    return any(q.span.end <= place for q in sentence.quantities if q.kind not in _OF_TIME)


def _start(sentence: Sentence) -> int:
    """Where what is claimed begins: behind "The minister said that"."""
    that = _THAT.search(sentence.text)
    if that is None or any(q.span.start < that.start() for q in sentence.quantities):
        return 0
    return that.end() if _names(sentence, sentence.text[: that.start()]) else 0


def _names(sentence: Sentence, words: str) -> bool:
    return bool(sentence.speaker) and str(sentence.speaker).casefold() in words.casefold()
