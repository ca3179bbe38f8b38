"""What is said in an article, and by whom: the very words of quotations and of reported statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quotations.attribute import (
    AttributedQuotation,
    Cues,
    cues_and_quotations,
    is_own_speech,
)
from claimcheck.flagging.quotations.clauses import Clauses
from claimcheck.flagging.quotations.cue_attribution import AttributedCue
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Quotation, Quoted, Sentence, Span


def quotations(
    text: str, sentences: Sequence[Sentence], *, language: str | Language = "en"
) -> list[Quotation]:
    """What somebody says in an article, in order of its words.

    Words in quotation marks that nobody says (a title, "so-called" things) are not among them. A statement
    that is interrupted ("The tax, she said, was late") is as many quotations as pieces.

    >>> article = '"It works," said Ann Lee. She added that it was cheap.'
    >>> whole = Span(0, len(article))
    >>> units = [Sentence(Span(0, 25), whole), Sentence(Span(26, 54), whole)]
    >>> [(q.span.of(article), q.quoted.value, q.speaker) for q in quotations(article, units)]
    [('"It works,"', 'direct', 'Ann Lee'), ('it was cheap.', 'indirect', 'Ann Lee')]
    """
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    lists = speech_words(language)
    cues, attributed = cues_and_quotations(text, ordered, lists, acts=True)
    direct, parts = _apart(text, ordered, attributed)
    reported = list(_reported(text, ordered, cues, direct, parts, lists))
    alone = [one for one in parts if not _within_any(one.quotation.span, reported)]
    made = [*_turns(ordered), *reported]
    made += [_quotation(one.quotation.span, Quoted.DIRECT, one.cue) for one in direct]
    made += [_quotation(one.quotation.span, Quoted.MIXED, one.cue) for one in alone]
    return sorted(made, key=lambda one: one.span)


def _quotation(span: Span, quoted: Quoted, cue: AttributedCue) -> Quotation:
    return Quotation(span, quoted, cue.speaker, cue.mention, cue.span)


def _turns(sentences: Sequence[Sentence]) -> Iterator[Quotation]:
    """The turns of a transcript: its sentences under one name, paragraph by paragraph."""
    start: Sentence | None = None
    for sentence, after in pairwise([*sentences, None]):
        if sentence is None or sentence.speaker is None:
            continue
        start = start or sentence
        if after is None or after.speaker != start.speaker or after.paragraph != start.paragraph:
            yield Quotation(Span(start.span.start, sentence.span.end), Quoted.DIRECT, start.speaker)
            start = None


def _apart(
    text: str, sentences: Sequence[Sentence], attributed: Sequence[AttributedQuotation]
) -> tuple[list[AttributedQuotation], list[AttributedQuotation]]:
    """The quotations that are speech of their own, and those that are part of a sentence of the article."""
    direct: list[AttributedQuotation] = []
    parts: list[AttributedQuotation] = []
    for one in attributed:
        own = is_own_speech(text, one.quotation, sentences[one.first].span)
        (direct if own else parts).append(one)
    return direct, parts


def _reported(
    text: str,
    sentences: Sequence[Sentence],
    cues: Cues,
    direct: Sequence[AttributedQuotation],
    parts: Sequence[AttributedQuotation],
    lists: SpeechWords,
) -> Iterator[Quotation]:
    """What is reported: mixed where a part of it stands in quotation marks."""
    whole = [one.quotation.span for one in direct]
    marked = [one.quotation.span for one in parts]
    clauses = Clauses(text, whole, marked, lists)
    for sentence, found in zip(sentences, cues, strict=True):
        for span, cue in clauses.of_sentence(sentence.span, found):
            yield _quotation(span, Quoted.MIXED if clauses.holds_marks(span) else Quoted.INDIRECT, cue)


def _within_any(span: Span, reported: Sequence[Quotation]) -> bool:
    """Whether a clause that is reported covers *span*; both come in order, so that one look will do."""
    number = bisect_right(reported, span.start, key=lambda one: one.span.start)
    return any(span in one.span for one in reported[max(0, number - 3) : number])
