"""A sentence as clauses: words around one finite verb, as well as words alone allow.

Marks and words such as "which" always part clauses; "and" and "as" only where a verb of its own follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from claimcheck.flagging.comparisons.side_words import known_verbs
from claimcheck.flagging.language_words import Language, level, lower
from claimcheck.flagging.signals.word_kinds import EMPTY, FINITE, WITHIN_VERBS, WordKind, word_kinds
from claimcheck.model import Span

# A word, or what parts two clauses; a mark is no group.
_TOKEN = re.compile(
    r"((?=[$€£¥\w])(?:[^\W\d_]\.(?:[^\W\d_]\.){1,5}"
    r"|[$€£¥]?\d{1,15}(?:[.,]\d{1,15}){0,6}[\w%]{0,12}(?:-\w{1,30}){0,3}|[$€£¥]?\w{1,60}(?:['’.&/-]\w{1,60}){0,6}))"
    r"|[,;:!?()\[\]{}—–…•|*]|(?<=\s)-+(?=\s)|--"
)
_MOST_KEPT = 10_000  # words
_NEAR = 20  # words before a participle in which another clause may begin
_SHORTENED = re.compile(r"'(?:s|re|ve|ll|d|m)$|n't$")
_PAST = re.compile(r"[a-z-]{2,18}ed$")
_POINTING = ("that", "die", "der", "das")
_BEFORE_VERBS = (WordKind.JOINING, WordKind.OPENING, WordKind.PRONOUN)
_DOING = re.compile(r"[a-z]{2,18}ing$")


class Word(NamedTuple):
    """A word of a sentence: where it stands, in lower case, what it does, whether a mark stands before it."""

    start: int
    end: int
    text: str
    kind: WordKind
    parted: bool


class Clauses:
    """The words of the sentence *within*, and where its clauses begin.

    *verbs* are places in the text that are known to be verbs, such as those of an event; *whole* are those
    that no mark parts, such as a date.

    >>> from claimcheck.flagging.language_words import known_language
    >>> text = "He said the firm, which left, has met and paid it."
    >>> clauses = Clauses(text, Span(0, 50), known_language("en"))
    >>> [" ".join(word.text for word in clauses.words[a:b]) for a, b in clauses.all()]
    ['he said the firm', 'which left', 'has met', 'and paid it']
    """

    def __init__(
        self,
        text: str,
        within: Span,
        language: Language,
        verbs: Collection[Span] = (),
        whole: Collection[Span] = (),
    ) -> None:
        self.language = language
        self._given = text, within, verbs, whole

    @cached_property
    def words(self) -> list[Word]:
        """The words, which few signals need."""
        text, within, verbs, whole = self._given
        words = _told_verbs(_words(text, within, self.language), sorted(verbs), known_verbs(self.language))
        return _kept_whole(words, whole)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _begins(self) -> list[int]:
        return [*sorted(_begins(self.words)), len(self.words)]

    def all(self) -> Iterator[tuple[int, int]]:
        """The first word of each clause, and the one after its last."""
        return zip(self._begins, self._begins[1:], strict=False)

    def at(self, span: Span) -> tuple[int, int]:
        """The words that *span* touches: the first, and the one after the last."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if self.words and self.words[first].end <= span.start:
            first += 1
        return first, max(bisect_left(self._starts, span.end), first)

    def around(self, first: int, after: int) -> tuple[int, int]:
        """The clause of the words from *first* up to *after*; several clauses where they are of several."""
        number = max(bisect_right(self._begins, first) - 1, 0)
        last = bisect_left(self._begins, after)
        return self._begins[number], self._begins[min(max(last, number + 1), len(self._begins) - 1)]


def _words(text: str, within: Span, language: Language) -> list[Word]:
    plain, told = level(text[within.start : within.end]), _remembered(language)
    found: list[Word] = []
    parted = True
    for token in _TOKEN.finditer(plain):
        if token[1] is None:
            parted = True
            continue
        start, end = token.span()
        word, kind = told(token[0])
        if kind is WordKind.OPENING:
            kind = _of_opening(token[0], found[-1].kind if found else None)
        found.append(Word(start + within.start, end + within.start, word, kind, parted))
        parted = False
    return found


@cache
def _remembered(language: Language) -> Callable[[str], tuple[str, WordKind]]:
    """What gives a word in lower case with its kind, kept for those that come back."""
    known = word_kinds(language)

    @lru_cache(_MOST_KEPT)
    def told(written: str) -> tuple[str, WordKind]:
        word = lower(written)
        return word, known[word] if word in known else _by_its_form(word, known)

    return told


def _of_opening(word: str, before: WordKind | None) -> WordKind:
    """What a word does that may open a clause: not "in | that | year", nor "WHO"."""
    if word.isupper() and len(word) > 1:
        return WordKind.CONTENT
    return WordKind.ARTICLE if before is WordKind.LINK and word.lower() in _POINTING else WordKind.OPENING


def _by_its_form(word: str, known: Collection[str]) -> WordKind:
    """What a word does that no list has: "isn't", "they're", "reportedly"."""
    shortened = _SHORTENED.search(word) if "'" in word else None
    if shortened and shortened[0] == "n't":
        return WordKind.NEGATION
    if shortened and word[: shortened.start()] in known:
        return WordKind.HELPING
    return WordKind.ADVERB if len(word) > 4 and word.endswith("ly") and word.islower() else WordKind.CONTENT


def _told_verbs(words: Sequence[Word], verbs: Sequence[Span], presents: Collection[str]) -> list[Word]:
    """The words with those as verbs that are known to be, or that look like one where they stand."""
    told: list[Word] = []
    number = 0
    for word, following in zip_longest(words, words[1:]):
        while number < len(verbs) and verbs[number].end <= word.start:
            number += 1
        known = number < len(verbs) and verbs[number].start < word.end
        if word.kind is WordKind.CONTENT and (
            known or _is_past(told, word, following) or _is_present(told, word, presents)
        ):
            word = word._replace(kind=WordKind.VERB)
        told.append(word)
    return told


def _kept_whole(words: list[Word], spans: Collection[Span]) -> list[Word]:
    """The words, none of them parted from the one before within one of the spans."""
    starts = [word.start for word in words]
    for span in spans:
        for n in range(bisect_right(starts, span.start), bisect_left(starts, span.end)):
            words[n] = words[n]._replace(parted=False)
    return words


def _is_present(before: Sequence[Word], word: Word, presents: Collection[str]) -> bool:
    """Whether a word such as "requires" is a verb, which a noun is not where "and" or "it" stands before."""
    return word.text in presents and bool(before) and before[-1].kind in _BEFORE_VERBS


def _is_past(before: Sequence[Word], word: Word, following: Word | None) -> bool:
    """Whether a word in "-ed" is a verb: after a noun, and before what a noun does not stand before."""
    if not _PAST.match(word.text) or not before or word.parted:
        return False
    last = before[-1].kind
    if last in WITHIN_VERBS or last is WordKind.PRONOUN:
        return True
    after = following is None or following.parted or following.kind in EMPTY
    return last is WordKind.CONTENT and after


def _begins(words: Sequence[Word]) -> set[int]:
    """Where clauses begin."""
    if not words:
        return set()
    hard = [n for n, word in enumerate(words) if word.parted or word.kind is WordKind.OPENING]
    found = set(hard) | {0}
    for first, after in zip(hard, [*hard[1:], len(words)], strict=True):
        found.update(_inner(words, first, after))
    return found


def _inner(words: Sequence[Word], first: int, after: int) -> Iterator[int]:
    """Where clauses begin between words that part them: before the second verb, and before its subject."""
    last = at = first
    while at < after:
        added = last > first and _is_added(words, last, at)
        if added or words[at].kind not in FINITE or _is_infinitive(words, at):
            at += 1
            continue
        yield _border(words, last, at, first=first)
        last = at = _verb_end(words, at, after)


def _verb_end(words: Sequence[Word], at: int, after: int) -> int:
    """The end of a verb: "has never yet met |", "said | had"."""
    while at < after and words[at].kind in WITHIN_VERBS:
        at += 1
        if words[at - 1].kind is WordKind.SPEECH:
            break
    return at


def _is_infinitive(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].kind is WordKind.LINK and not words[at].parted


def _is_added(words: Sequence[Word], verb_end: int, at: int) -> bool:
    """Whether a participle only says more of the noun before it: "weapons | needed | for the war"."""
    if at + 1 >= len(words) or words[verb_end - 1].kind is WordKind.SPEECH or not _PAST.match(words[at].text):
        return False
    between = {word.kind for word in words[max(verb_end, at - _NEAR) : at]}
    linked = words[at - 1].kind is WordKind.CONTENT and words[at + 1].kind is WordKind.LINK
    return linked and not between & {WordKind.JOINING, WordKind.EITHER}


def _border(words: Sequence[Word], begin: int, verb: int, *, first: int) -> int:
    """Where the clause of the verb at *verb* begins, at *begin* or after: there the one before ends."""
    alone = begin == first  # no verb stands before
    if not alone and words[begin - 1].kind is WordKind.SPEECH:
        return begin
    parts = (WordKind.EITHER,) if alone else (WordKind.EITHER, WordKind.JOINING)
    between = range(verb - 1, begin - 1, -1)
    joining = next((n for n in between if words[n].kind in parts), None)
    if joining is not None or alone:
        return begin if joining is None else joining
    own = (WordKind.PRONOUN, WordKind.ARTICLE)
    subject = (n for n in between if words[n].kind in own and words[n - 1].kind is not WordKind.LINK)
    return next(subject, verb)


def is_doing(word: Word) -> bool:
    """Whether a word may be a participle: "waiting"."""
    return _DOING.match(word.text) is not None
