"""Who says what, by plain rules on speech verbs and quotation marks.

The rules follow what newspapers do: a speech verb beside a name, "according to", a quotation
that its neighbour in the paragraph introduces, one that goes on in the next paragraph.
Pareti et al. (2013, "Automatically Detecting and Attributing Indirect Quotations") name the
same cues. Where nobody fits, the speaker is None.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.flagging.language_words import Language, level
from claimcheck.flagging.quotations.clause_cues import ACTS, Rank
from claimcheck.flagging.quotations.cue_attribution import AttributedCue, attributed_cues
from claimcheck.flagging.quotations.quotation_spans import Marked, marked
from claimcheck.flagging.quotations.quoted_names import as_name, kind_of_name
from claimcheck.flagging.quotations.speech_words import SpeechWords, speech_words
from claimcheck.model import Quoted, Role, Sentence, Span

_ADJACENT = 3  # characters between a quotation and its ", she said"

Cues = Sequence[Sequence[AttributedCue]]
"""Those of each sentence."""


@dataclass(frozen=True, slots=True)
class AttributedQuotation:
    """A quotation that somebody says, and the sentences *first* to *after* that it touches."""

    quotation: Marked
    cue: AttributedCue
    first: int
    after: int


def attributions(
    text: str, sentences: Sequence[Sentence], *, language: str | Language = "en"
) -> list[tuple[str | None, Quoted]]:
    """Who says each sentence and how; None is the article's own voice.

    Somebody without a name is the words for them ("One senior EU official"). What is done with words and
    states nothing ("called for a vote") is the article's own.

    >>> article = '"It works," said Ann Lee. She added that it was cheap.'
    >>> whole = Span(0, len(article))
    >>> units = [Sentence(Span(0, 25), whole), Sentence(Span(26, 54), whole)]
    >>> [(who, how.value) for who, how in attributions(article, units)]
    [('Ann Lee', 'direct'), ('Ann Lee', 'indirect')]
    """
    order = sorted(range(len(sentences)), key=lambda n: sentences[n].span)
    ordered = [sentences[n] for n in order]
    cues, attributed = cues_and_quotations(text, ordered, speech_words(language))
    touching: list[list[AttributedQuotation]] = [[] for _ in ordered]
    for one in attributed:
        for n in range(one.first, one.after):
            touching[n].append(one)
    answers = list(map(_attribution, [text] * len(order), ordered, cues, touching))
    _hand_over(text, ordered, cues, answers)
    made = dict(zip(order, answers, strict=True))
    return [made[n] for n in range(len(sentences))]


def _hand_over(
    text: str, sentences: Sequence[Sentence], cues: Cues, answers: list[tuple[str | None, Quoted]]
) -> None:
    """Give the paragraph behind "Ann Lee wrote:" and the one before "— Ann Lee (@lee)" to her."""
    for n, (sentence, found) in enumerate(zip(sentences, cues, strict=True)):
        if not found or found[0].speaker is None:
            continue
        if found[0].rank is Rank.SIGNATURE and "@" in sentence.span.of(text):
            _give(sentences, answers, range(n - 1, -1, -1), sentence.paragraph, found[0].speaker)
        elif _is_line(text, sentence, ":"):
            _give(sentences, answers, range(n + 1, len(sentences)), sentence.paragraph, found[-1].speaker)


def _give(
    sentences: Sequence[Sentence],
    answers: list[tuple[str | None, Quoted]],
    places: Sequence[int],
    beside: Span,
    speaker: str | None,
) -> None:
    """Give the sentences of the next paragraph in order of *places* to *speaker* where nobody says them."""
    first = next((sentences[n].paragraph for n in places[:40] if sentences[n].paragraph != beside), None)
    for n in places[:40]:
        if sentences[n].paragraph == first and sentences[n].role is Role.SENTENCE:
            answers[n] = (speaker, Quoted.DIRECT) if answers[n][1] is Quoted.NONE else answers[n]


def _is_line(text: str, sentence: Sentence, mark: str) -> bool:
    """Whether a sentence ends its paragraph with *mark*."""
    end = sentence.paragraph.end
    return sentence.span.end >= end - 2 and text[max(0, end - 3) : end].rstrip().endswith(mark)


def _attribution(
    text: str, sentence: Sentence, cues: Sequence[AttributedCue], touching: Sequence[AttributedQuotation]
) -> tuple[str | None, Quoted]:
    if sentence.speaker is not None:
        return sentence.speaker, Quoted.DIRECT
    for one in touching:
        if is_own_speech(text, one.quotation, sentence.span):
            return one.cue.speaker, Quoted.DIRECT
    cues = [cue for cue in cues if cue.rank is not Rank.SIGNATURE]
    if not cues:
        return None, Quoted.NONE
    best = min(cues, key=lambda cue: (cue.speaker is None, cue.rank))
    return best.speaker, Quoted.MIXED if touching else Quoted.INDIRECT


def is_own_speech(text: str, quotation: Marked, span: Span) -> bool:
    """Whether a quotation is speech of its own and no phrase within the article's sentence at *span*."""
    start, end = quotation.span.start, quotation.span.end
    return _blank(text, span.start, start) or text[start + 1 : start + 2].isupper() or end > span.end


def cues_and_quotations(
    text: str, sentences: Sequence[Sentence], lists: SpeechWords, acts: bool = False
) -> tuple[Cues, list[AttributedQuotation]]:
    """The cues of each sentence, and the quotations that somebody says; *sentences* are in order."""
    found = marked(text, sorted({sentence.paragraph for sentence in sentences}))
    said = [one for one in found if not _is_term(text, one.span, lists.before_terms)]
    spoken = [one for one in said if kind_of_name(text, one.span) is None]
    cues, about = attributed_cues(_without(text, found), sentences, lists, acts)
    return cues, list(_attributed(text, sentences, spoken, cues, about))


def _without(text: str, found: Sequence[Marked]) -> str:
    """The text in plain marks, with blanks for all that stands in quotation marks, names aside."""
    pieces, last = [], 0
    for quotation in found:
        pieces += [level(text[last : quotation.span.start]), _instead(text, quotation.span)]
        last = quotation.span.end
    return "".join([*pieces, level(text[last:])])


def _instead(text: str, span: Span) -> str:
    """What the rules read instead of a quotation: as many characters, the last tells of its comma."""
    kind = kind_of_name(text, span)
    if kind is not None:
        return as_name(text, span, kind)
    goes_on = len(span) > 2 and text[span.end - 2] in ",?!—–-…"
    return "\x00" * (len(span) - 1) + ("\x03" if goes_on else "\x00")


def _attributed(
    text: str,
    sentences: Sequence[Sentence],
    said: Iterable[Marked],
    cues: Cues,
    about: Mapping[int, AttributedCue],
) -> Iterator[AttributedQuotation]:
    """The quotations that somebody says, with the cue around, before or carried over to them."""
    starts, ends = [s.span.start for s in sentences], [s.span.end for s in sentences]
    last: AttributedQuotation | None = None
    for quotation in said:
        first = bisect_right(ends, quotation.span.start)
        after = bisect_left(starts, quotation.span.end)
        if first >= after or sentences[first].speaker is not None:
            continue
        cue = _cue_beside(text, quotation.span, cues[first], cues[after - 1])
        if cue is None and not cues[first] and not cues[after - 1]:
            cue = _carried(text, sentences, cues, quotation, first, after, last, about)
            cue = _signed(sentences, cues, after) or cue
        if cue is not None:
            last = AttributedQuotation(quotation, cue, first, after)
            yield last
        elif quotation.continues:
            last = None


def _is_term(text: str, span: Span, terms: Collection[tuple[str, ...]]) -> bool:
    """Whether the words before a quotation say that it is a name: the so-called "landmark"."""
    if not text[max(0, span.start - 2) : span.start].rstrip()[-1:].isalpha():
        return False
    before = tuple(text[max(0, span.start - 40) : span.start].lower().split()[-4:])
    return any(before[-len(term) :] == term for term in terms)


def _cue_beside(
    text: str, span: Span, opening: Sequence[AttributedCue], closing: Sequence[AttributedCue]
) -> AttributedCue | None:
    """The cue beside a quotation, else before it in its first sentence, else behind it in its last."""
    number = bisect_left(closing, span.end, key=lambda cue: cue.around.start)
    behind = closing[number] if number < len(closing) else None
    if behind is not None and behind.around.start - span.end <= _ADJACENT:
        return behind
    number = bisect_right(opening, span.start, key=lambda cue: cue.span.end)
    if number:
        return opening[number - 1]
    inside = bool(opening) and opening[0].around.start < span.start and opening[0].around.end > span.end
    return behind if behind is not None and not inside and _set_apart(text, span, behind) else None


def _set_apart(text: str, span: Span, cue: AttributedCue) -> bool:
    """Whether a cue behind a quotation belongs to the whole sentence: "…, she said"."""
    between = text[max(span.end, cue.around.start - 3) : cue.around.start].rstrip()
    return cue.rank in {Rank.SOURCE, Rank.INVERTED} or between[-1:] in {",", "—"}


def _signed(sentences: Sequence[Sentence], cues: Cues, after: int) -> AttributedCue | None:
    """The signature on the line behind a quotation."""
    found = cues[after][0] if after < len(cues) and cues[after] else None
    return found if found is not None and found.rank is Rank.SIGNATURE else None


def _carried(
    text: str,
    sentences: Sequence[Sentence],
    cues: Cues,
    quotation: Marked,
    first: int,
    after: int,
    last: AttributedQuotation | None,
    about: Mapping[int, AttributedCue],
) -> AttributedCue | None:
    """The cue that a quotation without one goes on with, from the sentence or the paragraph before."""
    span = quotation.span
    if last is not None and quotation.continues:
        return last.cue
    if first == 0 or not _blank(text, sentences[first].span.start, span.start):
        return None
    before, here = sentences[first - 1], sentences[first]
    if not _blank(text, span.end, sentences[after - 1].span.end):
        return None
    colon = before.span.of(text)[-3:].rstrip().endswith(":")
    if before.paragraph == here.paragraph or colon:
        quoted_before = last.cue if last is not None and last.after == first else None
        told = quoted_before or max(cues[first - 1], key=lambda cue: (-cue.rank, cue.span), default=None)
        return told or about.get(first)
    alone = _blank(text, here.paragraph.start, span.start) and _blank(text, span.end, here.paragraph.end)
    if not alone:
        return None
    if last is not None and sentences[last.after - 1].paragraph == before.paragraph:
        return last.cue
    # A paragraph that is a quotation goes on with whoever the one before ends with.
    reported = [cue for cue in cues[first - 1] if cue.speaker is not None and cue.rank not in ACTS]
    return reported[-1] if reported else about.get(first)


def _blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks stands there; looks no further than a few characters."""
    return end - start < 9 and not text[start:end].strip()
