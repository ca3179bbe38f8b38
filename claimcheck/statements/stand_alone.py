"""A claim so that it stands alone: the composition of the rules, and the statement that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from claimcheck.flagging.flag import language_of
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.plain_reading import PlainReading
from claimcheck.model import Article, Claim, Sentence, Span
from claimcheck.statements.counts import counts
from claimcheck.statements.dates import dates
from claimcheck.statements.definites import definites
from claimcheck.statements.passage import Passage
from claimcheck.statements.pronouns import pronouns
from claimcheck.statements.surnames import surnames
from claimcheck.statements.values import Bracket, Insertion, OpenWords, StandAlone

_BLANKS = re.compile(r"\s+")
_RULES = (dates, surnames, pronouns, definites, counts)


def stand_alone(
    article: Article, claim: Claim, sentences: Sequence[Sentence], language: Language | None = None
) -> StandAlone:
    """The words of *claim* with what they lack in [square brackets], as far as *article* tells it for sure.

    What is inserted stands in the article or follows from its date; words that point beyond the claim and
    are not certain are left, and named as open. Raises LanguageError for an article in a language that
    flagging does not know.

    >>> from claimcheck.flagging.flag import claim_at
    >>> article = Article("Sales fell last year.", published="2016-03-01")
    >>> units = [Sentence(Span(0, 21), Span(0, 21))]
    >>> stand_alone(article, claim_at(article, units, Span(0, 21)), units).text
    'Sales fell [in 2015].'
    """
    reading = PlainReading(article, sentences)
    plain: Claim = reading.there(claim)
    passage = Passage(
        reading.article.text, plain, reading.sentences, language or language_of(article), article.published
    )
    found = list(chain.from_iterable(rule(passage) for rule in _RULES))
    insertions = list(_apart(one for one in found if isinstance(one, Insertion)))
    left = sorted((one for one in found if isinstance(one, OpenWords)), key=lambda one: one.words)
    text, brackets = _put_together(passage, insertions)
    return StandAlone(text, tuple(_of_article(one, reading) for one in brackets), tuple(reading.back(left)))


def _of_article(one: Bracket, reading: PlainReading) -> Bracket:
    """A bracket with its places in the article as it was given."""
    return replace(one, words=reading.back(one.words), source=reading.back(one.source))


def _apart(found: Iterable[Insertion]) -> Iterator[Insertion]:
    """Insertions in the order of the text, of those that meet the first."""
    end = -1
    for one in sorted(found, key=lambda one: (one.words.start, -len(one.words))):
        if one.words.start > end or (one.words.start == end and one.words):
            yield one
            end = max(one.words.end, one.words.start)


def _put_together(passage: Passage, insertions: Sequence[Insertion]) -> tuple[str, list[Bracket]]:
    """The words of the claim with the insertions in brackets, and where these are."""
    pieces: list[str] = []
    brackets: list[Bracket] = []
    at, length = passage.span.start, 0
    for one in insertions:
        before = _BLANKS.sub(" ", passage.raw[at : one.words.start])
        lead, trail = _beside(passage, one)
        written = f"[{_BLANKS.sub(' ', one.text)}]"
        start = length + len(before) + len(lead)
        brackets.append(Bracket(Span(start, start + len(written)), written[1:-1], one.words, one.source))
        pieces += [before, lead, written, trail]
        length = start + len(written) + len(trail)
        at = one.words.end
    return "".join([*pieces, _BLANKS.sub(" ", passage.raw[at : passage.span.end])]), brackets


def _beside(passage: Passage, one: Insertion) -> tuple[str, str]:
    """The blanks that a bracket needs that only adds: behind a word, or before one."""
    if one.words:
        return "", ""
    before = passage.raw[one.words.start - 1 : one.words.start]
    return ("", " ") if one.words.start == passage.span.start or not before.isalnum() else (" ", "")
