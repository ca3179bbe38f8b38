"""Who says each sentence, by plain rules on speech verbs and quotation marks.

The rules follow what newspapers do: a speech verb beside a name, "according to", a quotation
that its neighbour in the paragraph introduces, one that goes on in the next paragraph.
Pareti et al. (2013, "Automatically Detecting and Attributing Indirect Quotations") name the
same cues. Where nobody fits, the speaker is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.flagging.people import CAPITALS, PRONOUN, STYLED, THE_TITLE, People
from claimcheck.flagging.quotations import Quotation, quotations
from claimcheck.flagging.words import any_of, forms, level, words
from claimcheck.model import Quoted, Role, Sentence, Span

_STRONG = words("speech", "regular_verbs")
_VERBS = _STRONG + words("speech", "weak_verbs")
_SAID = [
    form for form in words("speech", "irregular") + words("speech", "written") if not form.endswith("ing")
]
_FINITE = any_of([form for form in forms(_VERBS) if not form.endswith("ing")], _SAID)
# "said Ann Lee" is Ann Lee speaking, "praised Ann Lee" is somebody else.
_BEFORE_SPEAKER = any_of([form for form in forms(_STRONG) if not form.endswith("ing")], _SAID)
_PARTICIPLE = any_of(
    [form for form in forms(_VERBS) if form.endswith("ing")], ["saying", "telling", "writing", "expressing"]
)
_WHO = rf"(?P<who>{PRONOUN}|{THE_TITLE}|{STYLED}|{CAPITALS})"
_ADVERB = r"(?:has |had |have )?(?:(?:also|further|then|later|repeatedly|again|\w{2,12}ly) ){0,2}"

_CUES = tuple(  # in the order in which they are believed
    re.compile(cue)
    for cue in (
        rf"(?P<who>{CAPITALS})'s? {any_of(words('speech', 'claims'))} that\b",  # Trump's claim that
        rf"(?i:{any_of(words('speech', 'sources'))}) {_WHO}",
        # Kallas, the chief diplomat, has also said
        rf"{_WHO}(?:, (?P<apposition>[^,]{{1,80}}),|,)? {_ADVERB}{_FINITE}",
        rf"{_BEFORE_SPEAKER} {_WHO}(?!'s)",  # insisted the Estonian official
        rf"^\W{{0,3}}(?:On the other hand, )?[Ff]or {_WHO},",  # For Ms. Kallas,
    )
)
_SUBJECT = re.compile(rf"^\W{{0,3}}{_WHO}|, {_WHO.replace('?P<who>', '?P<later>')} \w")
# "…, warning that"; "He gave an instance: …"
_WITH = re.compile(rf"[,;] {_PARTICIPLE}|^\W{{0,3}}{_PARTICIPLE}|:\s{{0,3}}(?:\x00|$)")


@dataclass(frozen=True, slots=True)
class _Cue:
    """That a sentence reports speech, and whose, as far as that is known."""

    speaker: str | None


_Voice = tuple[Quotation, _Cue]


def attributions(text: str, sentences: Sequence[Sentence]) -> list[tuple[str | None, Quoted]]:
    """Who says each sentence and how; None is the article's own voice, or nobody who is known.

    >>> article = '"It works," said Ann Lee. She added that it was cheap.'
    >>> whole = Span(0, len(article))
    >>> units = [Sentence(Span(0, 25), whole), Sentence(Span(26, 54), whole)]
    >>> [(who, how.value) for who, how in attributions(article, units)]
    [('Ann Lee', 'direct'), ('Ann Lee', 'indirect')]
    """
    order = sorted(range(len(sentences)), key=lambda n: sentences[n].span)
    ordered = [sentences[n] for n in order]
    found = quotations(text, sorted({sentence.paragraph for sentence in ordered}))
    cues = _cues(text, ordered, found)
    voices = _voices(text, ordered, found, cues)
    result: list[tuple[str | None, Quoted]] = [(None, Quoted.NONE)] * len(sentences)
    for n, sentence, cue, voiced in zip(order, ordered, cues, voices, strict=True):
        result[n] = _attribution(text, sentence, cue, voiced)
    return result


def _cues(text: str, sentences: Sequence[Sentence], found: Sequence[Quotation]) -> list[_Cue | None]:
    """The cue of each sentence, read in order so that "she" is whoever spoke before."""
    people = People()
    cues: list[_Cue | None] = []
    outside = _without(text, found)
    for sentence in sentences:
        if sentence.role is Role.BOILERPLATE:
            cues.append(None)
            continue
        people.read(text, sentence.span)
        cue = None if sentence.speaker else _cue(sentence.span.of(outside), people)
        if cue is not None and cue.speaker is not None:
            people.speaks(cue.speaker)
        cues.append(cue)
    return cues


def _without(text: str, found: Sequence[Quotation]) -> str:
    """The text in plain marks, with blanks for all that stands in quotation marks."""
    pieces, last = [], 0
    for quotation in found:
        pieces += [level(text[last : quotation.span.start]), "\x00" * len(quotation.span)]
        last = quotation.span.end
    return "".join([*pieces, level(text[last:])])


def _cue(outside: str, people: People) -> _Cue | None:
    """What the words outside the quotation marks say about who speaks."""
    unknown = None
    for pattern in _CUES:
        for match in pattern.finditer(outside):
            # "the alliance's Secretary-General, Mark Rutte, has warned": the name may come second.
            speaker = people.resolve(match["who"]) or people.resolve(
                match.groupdict().get("apposition") or ""
            )
            if speaker is not None:
                return _Cue(speaker)
            unknown = _Cue(None)
    if unknown is None and _WITH.search(outside):
        subject = _SUBJECT.search(outside)
        return _Cue(people.resolve(subject["who"] or subject["later"]) if subject else None)
    return unknown


def _voices(
    text: str, sentences: Sequence[Sentence], found: Sequence[Quotation], cues: Sequence[_Cue | None]
) -> list[list[_Voice]]:
    """The quotations in each sentence, with the cue around, before or carried over to them."""
    voices: list[list[_Voice]] = [[] for _ in sentences]
    starts, ends = [s.span.start for s in sentences], [s.span.end for s in sentences]
    last: _Cue | None = None
    for quotation in found:
        first = bisect_right(ends, quotation.span.start)
        after = bisect_left(starts, quotation.span.end)
        touching = range(first, after)
        cue = next((cues[n] for n in touching if cues[n] is not None), None)
        if cue is None and touching and (quotation.continues or _alone(text, quotation, sentences, first)):
            cue = last
        elif cue is None and touching:
            cue = _introduction(text, sentences, cues, first, quotation)
        last = cue
        if cue is not None:
            for n in touching:
                voices[n].append((quotation, cue))
    return voices


def _introduction(
    text: str, sentences: Sequence[Sentence], cues: Sequence[_Cue | None], n: int, quotation: Quotation
) -> _Cue | None:
    """The cue of the sentence before, if it is in the same paragraph or ends with a colon."""
    if n == 0 or text[sentences[n].span.start : quotation.span.start].strip():
        return None
    before = sentences[n - 1]
    near = before.paragraph == sentences[n].paragraph or before.span.of(text).rstrip().endswith(":")
    return cues[n - 1] if near else None


def _alone(text: str, quotation: Quotation, sentences: Sequence[Sentence], n: int) -> bool:
    """Whether a paragraph is one quotation with no word of the article's own, after another quotation."""
    if n == 0:
        return False
    paragraph = sentences[n].paragraph
    before = sentences[n - 1].span.of(text).rstrip()
    return quotation.span.of(text) == paragraph.of(text).strip() and before.endswith(('"', "”", "»"))


def _attribution(
    text: str, sentence: Sentence, cue: _Cue | None, voices: Sequence[_Voice]
) -> tuple[str | None, Quoted]:
    """Speaker and manner of one sentence."""
    if sentence.speaker is not None:
        return sentence.speaker, Quoted.DIRECT
    for quotation, voice in voices:
        if _whole(text, quotation, sentence.span):
            return voice.speaker, Quoted.DIRECT
    if cue is None:
        return None, Quoted.NONE
    return cue.speaker, Quoted.MIXED if voices else Quoted.INDIRECT


def _whole(text: str, quotation: Quotation, span: Span) -> bool:
    """Whether a quotation is speech of its own and no phrase within the article's sentence."""
    begins = quotation.span.start < span.start or not text[span.start : quotation.span.start].strip()
    first = text[quotation.span.start + 1 : quotation.span.start + 2]
    return begins or first.isupper() or quotation.span.end > span.end
