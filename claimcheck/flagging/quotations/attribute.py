"""Who says what, by plain rules on speech verbs and quotation marks.

The rules follow what newspapers do: a speech verb beside a name, "according to", a quotation
that its neighbour in the paragraph introduces, one that goes on in the next paragraph.
Pareti et al. (2013, "Automatically Detecting and Attributing Indirect Quotations") name the
same cues. Where nobody fits, the speaker is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from claimcheck.flagging.quotations.cue_attribution import Cue
from claimcheck.flagging.quotations.cues import Rank
from claimcheck.flagging.quotations.quotation_attribution import Heard, Voice, hear
from claimcheck.flagging.quotations.quotation_spans import Quotation
from claimcheck.flagging.quotations.speech_words import Grammar, speech_words
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
    heard = hear(text, ordered, language)
    made = [*_turns(ordered), *_quoted(text, ordered, heard)]
    grammar = speech_words(language).grammar
    quotes = [voice.quotation.span for voice in heard.voices]
    for sentence, found in zip(ordered, heard.cues, strict=True):
        made += _reported(text, sentence, found, quotes, grammar)
    return sorted(made, key=lambda one: one.span)


def attributions(
    text: str, sentences: Sequence[Sentence], *, language: str = "en"
) -> list[tuple[str | None, Quoted]]:
    """Who says each sentence and how; None is the article's own voice.

    A quotation of somebody without a name has the words for them ("One senior EU official"); what is only
    reported after an unnamed source is the article's own.

    >>> article = '"It works," said Ann Lee. She added that it was cheap.'
    >>> whole = Span(0, len(article))
    >>> units = [Sentence(Span(0, 25), whole), Sentence(Span(26, 54), whole)]
    >>> [(who, how.value) for who, how in attributions(article, units)]
    [('Ann Lee', 'direct'), ('Ann Lee', 'indirect')]
    """
    order = sorted(range(len(sentences)), key=lambda n: sentences[n].span)
    ordered = [sentences[n] for n in order]
    heard = hear(text, ordered, language)
    by_sentence = _by_sentence(ordered, heard)
    result: list[tuple[str | None, Quoted]] = [(None, Quoted.NONE)] * len(sentences)
    for n, sentence, found, voices in zip(order, ordered, heard.cues, by_sentence, strict=True):
        if found or voices or sentence.speaker is not None:
            result[n] = _attribution(text, sentence, found, voices)
    return result


def _by_sentence(sentences: Sequence[Sentence], heard: Heard) -> list[list[Voice]]:
    """The voices in each sentence."""
    voices: list[list[Voice]] = [[] for _ in sentences]
    for voice in heard.voices:
        for n in range(voice.first, voice.after):
            voices[n].append(voice)
    return voices


def _attribution(
    text: str, sentence: Sentence, found: Sequence[Cue], voices: Sequence[Voice]
) -> tuple[str | None, Quoted]:
    """Speaker and manner of one sentence."""
    if sentence.speaker is not None:
        return sentence.speaker, Quoted.DIRECT
    for voice in voices:
        if _whole(text, voice.quotation, sentence.span):
            return voice.cue.speaker, Quoted.DIRECT
    if not found:
        return None, Quoted.NONE
    best = min(found, key=lambda cue: (cue.speaker is None, cue.rank))
    return _name(best), Quoted.MIXED if voices else Quoted.INDIRECT


def _name(cue: Cue) -> str | None:
    """The speaker's name; what an unnamed source is said to have said is still the article's word."""
    return cue.speaker if cue.named else None


def _whole(text: str, quotation: Quotation, span: Span) -> bool:
    """Whether a quotation is speech of its own and no phrase within the article's sentence."""
    begins = quotation.span.start - span.start < 9 and not text[span.start : quotation.span.start].strip()
    first = text[quotation.span.start + 1 : quotation.span.start + 2]
    return begins or first.isupper() or quotation.span.end > span.end


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


def _quoted(text: str, sentences: Sequence[Sentence], heard: Heard) -> Iterator[Speech]:
    """The quotations that somebody says."""
    for voice in heard.voices:
        whole = _whole(text, voice.quotation, sentences[voice.first].span)
        cue = voice.cue
        quoted = Quoted.DIRECT if whole else Quoted.MIXED
        yield Speech(voice.quotation.span, quoted, cue.speaker, cue.mention, cue.span)


def _reported(
    text: str, sentence: Sentence, found: Sequence[Cue], quotes: Sequence[Span], grammar: Grammar
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
        clause = _clause(text, cue, Span(low, high), quotes, grammar)
        if clause is not None:
            yield Speech(clause, Quoted.INDIRECT, cue.speaker, cue.mention, cue.span)
        low = max(low, cue.around.end)


def _clause(text: str, cue: Cue, near: Span, quotes: Sequence[Span], grammar: Grammar) -> Span | None:
    """The words of a cue: behind "said that", or before ", she said"; None beside a quotation of its own."""
    start, behind = cue.around.end, text[cue.around.end : cue.around.end + 30]
    number = bisect_left(quotes, cue.around.start, key=lambda span: span.end + _ADJACENT)
    follows_quote = number < len(quotes) and near.start < quotes[number].end <= cue.around.start
    if follows_quote:
        words = _WORDS.findall(behind) if behind.lstrip().startswith(",") else []
        goes_on = bool(words) and words[0].lower() in grammar.auxiliaries
        return _own(_trimmed(text, start, near.end), text, quotes) if goes_on else None
    closed = behind.lstrip()[:1] in {"", ",", ".", ";", "!", "?"} or cue.rank in {Rank.INVERTED, Rank.SOURCE}
    before = _trimmed(text, near.start, cue.around.start) if closed else None
    for number, match in enumerate(_WORDS.finditer(text, start, near.end)):
        if number == _CLAUSE_WORDS or closed:
            break
        if match.group().lower() in grammar.that:
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
