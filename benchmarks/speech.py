"""Which words of an article somebody says, to be held against those that people marked.

claimcheck itself asks who says a sentence (`attributions`); the hand-made gold names the very words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from claimcheck.flagging.quotations.attribute import cues_and_quotations, is_own_speech
from claimcheck.flagging.quotations.cue_attribution import AttributedCue
from claimcheck.flagging.quotations.cues import Rank
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Quoted, Sentence, Span

_WORDS = re.compile(r"\w{1,60}")
_CLAUSE_WORDS = 12
_ADJACENT = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """Words that somebody says, and who.

    ``speaker`` is a full name ("Kaja Kallas" for "she") or, for somebody without one, the
    words for them as they stand ("One senior EU official"); None where nobody is known.
    ``mention`` are those words or the pronoun, ``cue`` is the verb or "according to"; a
    quotation that goes on has the cue that it goes on with.
    """

    span: Span
    quoted: Quoted
    speaker: str | None
    mention: Span | None
    cue: Span | None


def speech(text: str, sentences: Sequence[Sentence], *, language: str = "en") -> list[Speech]:
    """What is said in an article, in order: quotations, and what is reported without marks.

    Words in quotation marks that nobody says (a title, "so-called" things) are not among them.

    >>> article = '"It works," said Ann Lee. She added that it was cheap.'
    >>> whole = Span(0, len(article))
    >>> units = [Sentence(Span(0, 25), whole), Sentence(Span(26, 54), whole)]
    >>> [(s.span.of(article), s.quoted.value, s.speaker) for s in speech(article, units)]
    [('"It works,"', 'direct', 'Ann Lee'), ('it was cheap.', 'indirect', 'Ann Lee')]
    """
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    lists = speech_words(language)
    cues, attributed = cues_and_quotations(text, ordered, lists)
    made = list(_turns(ordered))
    for one in attributed:
        own = is_own_speech(text, one.quotation, ordered[one.first].span)
        quoted = Quoted.DIRECT if own else Quoted.MIXED
        made.append(Speech(one.quotation.span, quoted, one.cue.speaker, one.cue.mention, one.cue.span))
    quotes = [one.quotation.span for one in attributed]
    for sentence, found in zip(ordered, cues, strict=True):
        made += _reported(text, sentence, found, quotes, lists)
    return sorted(made, key=lambda one: one.span)


def _turns(sentences: Sequence[Sentence]) -> Iterator[Speech]:
    """The turns of a transcript: its sentences under one name, paragraph by paragraph."""
    start: Sentence | None = None
    for sentence, after in pairwise([*sentences, None]):
        if sentence is None or sentence.speaker is None:
            continue
        start = start or sentence
        if after is None or after.speaker != start.speaker or after.paragraph != start.paragraph:
            yield Speech(Span(start.span.start, sentence.span.end), Quoted.DIRECT, start.speaker, None, None)
            start = None


def _reported(
    text: str, sentence: Sentence, found: Sequence[AttributedCue], quotes: Sequence[Span], lists: SpeechWords
) -> Iterator[Speech]:
    """What is reported without marks: the clause that each cue of a sentence belongs to."""
    low = sentence.span.start
    for n, cue in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        high = sentence.span.end
        if after is not None and text[low : after.around.start].rstrip().endswith(
            (",", ";", "—", " and", " but")
        ):
            high = max(after.around.start, cue.around.end)
        clause = _clause(text, cue, Span(low, high), quotes, lists)
        if clause is not None:
            yield Speech(clause, Quoted.INDIRECT, cue.speaker, cue.mention, cue.span)
        low = max(low, cue.around.end)


def _clause(
    text: str, cue: AttributedCue, near: Span, quotes: Sequence[Span], lists: SpeechWords
) -> Span | None:
    """The words of a cue: behind "said that", or before ", she said"; None beside a quotation of its own."""
    start, behind = cue.around.end, text[cue.around.end : cue.around.end + 30]
    number = bisect_left(quotes, cue.around.start, key=lambda span: span.end + _ADJACENT)
    follows_quote = number < len(quotes) and near.start < quotes[number].end <= cue.around.start
    if follows_quote:
        words = _WORDS.findall(behind) if behind.lstrip().startswith(",") else []
        goes_on = bool(words) and words[0].lower() in lists.auxiliaries
        return _own(_trimmed(text, start, near.end), text, quotes) if goes_on else None
    closed = behind.lstrip()[:1] in {"", ",", ".", ";", "!", "?"} or cue.rank in {Rank.INVERTED, Rank.SOURCE}
    before = _trimmed(text, near.start, cue.around.start) if closed else None
    for number, match in enumerate(_WORDS.finditer(text, start, near.end)):
        if number == _CLAUSE_WORDS or closed:
            break
        if match.group().lower() in lists.that:
            start = match.end()
            break
    if before is not None and cue.rank in {Rank.INVERTED, Rank.SOURCE}:
        return _own(before, text, quotes)
    after = _trimmed(text, start, near.end)
    longer = max((span for span in (before, after) if span is not None), key=len, default=None)
    return _own(longer, text, quotes)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A range without blanks and commas around it; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",:;—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;—–-"):
        end -= 1
    return Span(start, end) if end > start else None


def _own(clause: Span | None, text: str, quotes: Sequence[Span]) -> Span | None:
    """The clause, if more than two words of it stand outside the quotations."""
    if clause is None:
        return None
    at, words = clause.start, 0
    number = bisect_right(quotes, at, key=lambda span: span.end)
    quoted = number < len(quotes) and quotes[number].start < clause.end
    while words < 3 and at < clause.end:
        inside = number < len(quotes) and quotes[number].start < clause.end
        words += sum(
            1 for _ in islice(_WORDS.finditer(text, at, quotes[number].start if inside else clause.end), 3)
        )
        at = quotes[number].end if inside else clause.end
        number += 1
    return clause if words > 2 or (words and not quoted) else None
