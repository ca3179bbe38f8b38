"""From sentences to claims: the composition of signals, score, speakers and quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.errors import ClaimcheckError, LanguageError
from claimcheck.flagging.claim_ends import without_lone_marks
from claimcheck.flagging.language_words import Language, known_language
from claimcheck.flagging.linear import READS_CHECKABLE
from claimcheck.flagging.offices import with_office
from claimcheck.flagging.plain_reading import read_plainly
from claimcheck.flagging.quotations.attribute import attributions
from claimcheck.flagging.scorer import TRAINED_FOR, Scorer
from claimcheck.flagging.signals.find import Findings, findings
from claimcheck.flagging.signals.reasons import worded
from claimcheck.flagging.worthiness import NAMES, Weighed, scorer_for, weighed
from claimcheck.model import Article, Claim, Quoted, Role, Sentence, Signal, Span

_HEADING_WEIGHT = -0.5
_BY_HAND_WEIGHT = 0.3


def language_of(article: Article) -> Language:
    """The language whose rules read an article: its own, English where it names none.

    Raises LanguageError for a language that flagging does not know.

    >>> language_of(Article("Guten Tag.", language="de-AT")).code
    'de'
    """
    return known_language(article.language or "en")


@read_plainly
def describe(
    article: Article, sentences: Sequence[Sentence], scorer: Scorer | str | None = None
) -> list[Claim]:
    """Each sentence as a claim, flagged or not, with its score and its reasons, in the order given.

    Boilerplate scores 0; a headline's score is halved, since the text below it says the same
    and says more. A quotation mark at either end belongs to the claim only with its counterpart.

    >>> article = Article("Exports doubled in 2019.")
    >>> describe(article, [Sentence(Span(0, 24), Span(0, 24))], "signals")[0].worthiness > 0.3
    True
    """
    language = language_of(article)
    claims = _described(article, sentences, language, scorer_for(language.code, scorer))
    return [_told(article, claim, language) for claim in claims]


@read_plainly
def flag(
    article: Article,
    sentences: Sequence[Sentence],
    threshold: float | None = None,
    scorer: Scorer | str | None = None,
) -> list[Claim]:
    """The sentences worth checking, in the order of the text; boilerplate is never among them.

    *scorer* is the name of one, or an object of your own; None takes the default one of the
    article's language, and *threshold* None the scorer's own. Raises ClaimcheckError.

    >>> article = Article("Nice day! Exports doubled in 2019.")
    >>> units = [Sentence(Span(0, 9), Span(0, 34)), Sentence(Span(10, 34), Span(0, 34))]
    >>> [claim.text for claim in flag(article, units)]
    ['Exports doubled in 2019.']
    """
    refuse_unusable(threshold)
    language = language_of(article)
    wanted = scorer_for(language.code, scorer)
    least = wanted.threshold if threshold is None else threshold
    claims = _described(article, sentences, language, wanted)
    worthy = (
        _told(article, _with_a_reason(claim), language)
        for claim, sentence in zip(claims, sentences, strict=True)
        if sentence.role is not Role.BOILERPLATE and claim.worthiness >= least
    )
    return sorted(worthy, key=lambda claim: claim.span)


def refuse_unusable(threshold: float | None, scorer: Scorer | str | None = None) -> None:
    """Raise ClaimcheckError where `flag` could use no such threshold, or no such scorer.

    >>> refuse_unusable(0.5, "signals")
    """
    if threshold is not None and not (isinstance(threshold, int | float) and 0 <= threshold <= 1):
        message = f"The threshold is {threshold!r}; give a number from 0 (everything) to 1 (hardly anything)."
        raise ClaimcheckError(message)
    if scorer is not None and scorer not in NAMES:
        scorer_for(TRAINED_FOR, scorer)


@read_plainly
def claim_at(
    article: Article, sentences: Sequence[Sentence], span: Span, scorer: Scorer | str | None = None
) -> Claim:
    """The claim for a span that a person marked, whatever its score.

    Speaker and paragraph are those of the sentence that the span overlaps most; the span
    itself is the paragraph where it overlaps none. A quotation mark at either end belongs to the
    claim only with its counterpart. In a language that flagging does not know
    the score is 0, and nothing is said of speaker and quantities.

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
    span = without_lone_marks(article.text, span, _paragraphs(sentences, span))
    by_hand = Signal("by hand", (span,), _BY_HAND_WEIGHT, "marked by hand")
    nearest = max(range(len(sentences)), key=lambda n: _overlap(sentences[n].span, span), default=None)
    if nearest is not None and not _overlap(sentences[nearest].span, span):
        nearest = None
    around = None if nearest is None else sentences[nearest]
    sentence = Sentence(span, around.paragraph if around else span, time=around.time if around else None)
    try:
        language = language_of(article)
    except LanguageError:
        # A person can mark what no rules can read.
        return _claim(article, sentence, None, (0.0, (by_hand,)), None, Quoted.NONE)
    attributed = attributions(article.text, sentences, language=language)
    who = (None, Quoted.NONE) if nearest is None else attributed[nearest]
    found = findings(article.text, span, language, published=article.published)
    score, weights = weighed(scorer_for(language.code, scorer), article.text, [(span, found.signals)])[0]
    return _told(article, _claim(article, sentence, found, (score, (*weights, by_hand)), *who), language)


def _described(
    article: Article, sentences: Sequence[Sentence], language: Language, scorer: Scorer
) -> list[Claim]:
    """Each sentence as a claim, its signals without the reasons, which only those that are shown need."""
    # Who says it is told by the marks around a sentence, what it says by the words within them.
    attributed = attributions(article.text, sentences, language=language)
    units = [
        replace(unit, span=without_lone_marks(article.text, unit.span, unit.paragraph)) for unit in sentences
    ]
    found = [findings(article.text, unit.span, language, published=article.published) for unit in units]
    scores = weighed(scorer, article.text, [(one.span, one.signals) for one in found])
    return [
        _claim(article, unit, one, score, *who)
        for unit, one, score, who in zip(units, found, scores, attributed, strict=True)
    ]


def _claim(
    article: Article,
    sentence: Sentence,
    found: Findings | None,
    scored: Weighed,
    speaker: str | None,
    quoted: Quoted,
) -> Claim:
    score, weights = scored
    if sentence.role is Role.HEADLINE:
        score *= 1 + _HEADING_WEIGHT
        # The text below a headline says the same, and says more.
        weights = (*weights, Signal("heading", (sentence.span,), _HEADING_WEIGHT, "a headline"))
    return Claim(
        article_id=article.id,
        span=sentence.span,
        text=sentence.span.of(article.text),
        paragraph=sentence.paragraph,
        speaker=speaker,
        quoted=quoted,
        signals=weights,
        worthiness=0.0 if sentence.role is Role.BOILERPLATE else score,
        time=sentence.time,
        quantities=found.quantities if found else (),
        comparison=found.comparison if found else None,
    )


def _told(article: Article, claim: Claim, language: Language) -> Claim:
    """The claim with its reasons in words; who says it is one, which weighs nothing and marks no words."""
    told = worded(claim.signals, article.text, claim.span, language, claim.quantities)
    if claim.speaker is not None:
        who = with_office(claim.speaker, article.text, language)
        told = (*told, Signal("speaker", (), 0.0, f"said by {_inside_a_sentence(who, language)}"))
    return replace(claim, signals=told)


def _inside_a_sentence(who: str, language: Language) -> str:
    """A mention as it is written behind other words: "the mayor" for "The mayor"."""
    first = who.split(" ")[0].lower()
    return who[:1].lower() + who[1:] if first in language.words("speakers", "determiners") else who


def _with_a_reason(claim: Claim) -> Claim:
    """The claim, with its wording as the reason where nothing else speaks for it."""
    if any(signal.weight > 0 for signal in claim.signals):
        return claim
    return replace(claim, signals=(*claim.signals, Signal("wording", (), 0.0, READS_CHECKABLE)))


def _paragraphs(sentences: Sequence[Sentence], span: Span) -> Span:
    """*span* with what else stands in the paragraphs that it touches."""
    touched = [span, *(sentence.paragraph for sentence in sentences if _overlap(sentence.span, span))]
    return Span(min(part.start for part in touched), max(part.end for part in touched))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
