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
from claimcheck.statements.abbreviations import abbreviations
from claimcheck.statements.counts import asked, counts
from claimcheck.statements.dates import dates, then
from claimcheck.statements.definites import definites
from claimcheck.statements.left_open import left_open
from claimcheck.statements.national import national
from claimcheck.statements.pairs import pairs
from claimcheck.statements.passage import Passage
from claimcheck.statements.pronouns import pronouns
from claimcheck.statements.qualifiers import qualifiers
from claimcheck.statements.surnames import surnames
from claimcheck.statements.values import Bracket, Insertion, OpenWords, StandAlone

_BLANKS = re.compile(r"\s+")
_RULES = (
    dates,
    then,
    surnames,
    pronouns,
    pairs,
    definites,
    counts,
    asked,
    qualifiers,
    national,
    abbreviations,
)


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
    offered = (one for one in found if isinstance(one, Insertion) and not _is_bracketed(passage, one))
    insertions = list(_apart(passage, offered))
    left = [one for one in found if isinstance(one, OpenWords)]
    left += left_open(passage, [*(one.words for one in insertions), *(one.words for one in left)])
    text, brackets = _put_together(passage, insertions)
    known = sorted(left, key=lambda one: one.words)
    return StandAlone(text, tuple(_of_article(one, reading) for one in brackets), tuple(reading.back(known)))


def _of_article(one: Bracket, reading: PlainReading) -> Bracket:
    """A bracket with its places in the article as it was given."""
    return replace(one, words=reading.back(one.words), source=reading.back(one.source))


def _is_bracketed(passage: Passage, one: Insertion) -> bool:
    """Whether a word stands in brackets of the article, or before some that tell what is meant."""
    before = passage.text[passage.span.start : one.words.start]
    return before.count("[") > before.count("]") or passage.text[one.words.end :].startswith(" [")


def _apart(passage: Passage, found: Iterable[Insertion]) -> Iterator[Insertion]:
    """Insertions in the order of the text, of those that meet the first; "she" stays behind "[Ann Lee]"."""
    end, told = -1, set[Span]()
    for one in sorted(found, key=lambda one: (one.words.start, -len(one.words))):
        again = one.source in told and one.words.of(passage.text).lower() in passage.pronouns
        if not again and (one.words.start > end or (one.words.start == end and one.words)):
            yield one
            end = max(one.words.end, one.words.start)
            told |= {one.source} if one.source else set()


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
