"""From sentences to claims: the composition of signals, speakers and the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.signals import reason, signals
from claimcheck.flagging.speakers import attributions
from claimcheck.model import Article, Claim, Quoted, Role, Sentence, Signal, Span

THRESHOLD = 0.3
"""The worthiness from which a sentence is flagged where nobody says otherwise."""

_HEADING_WEIGHT = -0.5
_BY_HAND_WEIGHT = 0.3


def score(signals: Sequence[Signal]) -> float:
    """Each reason for closes its weight's share of the way to 1, then each one against takes its share off.

    >>> for_, against = Signal("figure", (), 0.5, ""), Signal("opinion", (), -0.4, "")
    >>> score([for_]), score([for_, for_]), score([for_, against]), score([])
    (0.5, 0.75, 0.3, 0.0)
    """
    missing, kept = 1.0, 1.0
    for signal in signals:
        if signal.weight > 0:
            missing *= 1 - min(signal.weight, 1.0)
        else:
            kept *= 1 - min(-signal.weight, 1.0)
    return round((1 - missing) * kept, 6)


def describe(article: Article, sentence: Sentence, speaker: str | None, quoted: Quoted) -> Claim:
    """The sentence as a claim, with its signals and its worthiness, flagged or not.

    >>> article = Article("Exports doubled in 2019.")
    >>> describe(article, Sentence(Span(0, 24), Span(0, 24)), None, Quoted.NONE).worthiness > THRESHOLD
    True
    """
    found = signals(article.text, sentence.span)
    if sentence.role is Role.HEADLINE:
        found += (_heading(article.text, sentence.span),)
    return Claim(
        article_id=article.id,
        span=sentence.span,
        text=sentence.span.of(article.text),
        paragraph=sentence.paragraph,
        speaker=speaker,
        quoted=quoted,
        signals=found,
        worthiness=0.0 if sentence.role is Role.BOILERPLATE else score(found),
    )


def flag(article: Article, sentences: Sequence[Sentence], threshold: float = THRESHOLD) -> list[Claim]:
    """The sentences worth checking, in the order of the text; boilerplate is never among them.

    >>> article = Article("Nice day! Exports doubled in 2019.")
    >>> units = [Sentence(Span(0, 9), Span(0, 34)), Sentence(Span(10, 34), Span(0, 34))]
    >>> [claim.text for claim in flag(article, units)]
    ['Exports doubled in 2019.']
    """
    if not 0 <= threshold <= 1:
        message = f"The threshold is {threshold}; give a number from 0 (everything) to 1 (hardly anything)."
        raise ClaimcheckError(message)
    said = attributions(article.text, sentences)
    claims = (
        describe(article, sentence, speaker, quoted)
        for sentence, (speaker, quoted) in zip(sentences, said, strict=True)
        if sentence.role is not Role.BOILERPLATE
    )
    return sorted((c for c in claims if c.worthiness >= threshold), key=lambda claim: claim.span)


def claim_at(article: Article, sentences: Sequence[Sentence], span: Span) -> Claim:
    """The claim for a span that a person marked, whatever its score.

    Speaker and paragraph are those of the sentence that the span overlaps most; the span
    itself is the paragraph where it overlaps none.

    >>> article = Article("Nice day!")
    >>> claim_at(article, [Sentence(Span(0, 9), Span(0, 9))], Span(0, 4)).reasons
    'marked by hand'
    """
    if not 0 <= span.start < span.end <= len(article.text):
        message = (
            f"The marked span {span.start} to {span.end} is not within the article's {len(article.text)} "
            "characters; mark at least one character of its text."
        )
        raise ClaimcheckError(message)
    by_hand = Signal("by hand", (span,), _BY_HAND_WEIGHT, "marked by hand")
    said = attributions(article.text, sentences)
    nearest = max(
        zip(sentences, said, strict=True), key=lambda pair: _overlap(pair[0].span, span), default=None
    )
    if nearest is None or not _overlap(nearest[0].span, span):
        found = describe(article, Sentence(span, span), None, Quoted.NONE)
    else:
        sentence, (speaker, quoted) = nearest
        found = describe(article, Sentence(span, sentence.paragraph), speaker, quoted)
    reasons = (*found.signals, by_hand)
    return replace(found, signals=reasons, worthiness=score(reasons))


def _heading(text: str, span: Span) -> Signal:
    """The reason against a headline: the text below it says the same, and says more."""
    return Signal("heading", (span,), _HEADING_WEIGHT, reason("heading", [span], text))


def _overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
