"""That a sentence reports speech, and whose: "said Ann Lee", "according to police", "Lee's claim that"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from claimcheck.flagging.quotations.act_cues import ActCues
from claimcheck.flagging.quotations.clause_cues import ACTS, Cue, Rank
from claimcheck.flagging.quotations.line_cues import HEADLINE, LONGEST_LAST_CLAUSE, LineCues, last_clause
from claimcheck.flagging.quotations.quotation_cues import DASHES, QuotationCues
from claimcheck.flagging.quotations.source_cues import SourceCues
from claimcheck.flagging.quotations.speech_words import SpeechWords
from claimcheck.flagging.quotations.stance_cues import StanceCues
from claimcheck.flagging.quotations.subjects import Reader
from claimcheck.flagging.quotations.verb_cues import VerbCues

_WORD = re.compile(r"\w{1,60}(?:['-]\w{1,60}){0,2}")
# What may be a cue without a word of saying: a colon before a quotation, a quotation, a signature.
_MARK = re.compile(r":\s{0,9}(?:\x00|\Z|$)|\x00|\x03")
_SIGNED = re.compile(r"\W{0,2}[—–~-]{1,2} ?\w")
_PIECE = 4_000  # characters of a sentence read at once


def cues(outside: str, start: int, end: int, lists: SpeechWords, acts: bool = False) -> Iterator[Cue]:
    """The cues of one sentence of a levelled text whose quotations are blanked, in order.

    *acts*: those too that report an act and no statement: "called for a vote", "criticised the bill".

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> text = "It works, said labour minister Tom Varga."
    >>> [(c.read.span(c.phrase.start, c.phrase.end).of(text)) for c in cues(text, 0, 41, speech_words())]
    ['labour minister Tom Varga']
    """
    triggers = lists.triggers_of_acts if acts else lists.triggers
    at = start
    while at < end:
        stop = min(end, at + _PIECE)
        if stop < end:
            blank = outside.rfind(" ", at + 1, stop)
            stop = blank + 1 if blank > 0 else stop
        low = outside[at:stop].lower()
        words = _WORD.findall(low)
        opening = not lists.first_words.isdisjoint(words[:6]) or not lists.views.isdisjoint(words)
        if (
            opening
            or not triggers.isdisjoint(words)
            or lists.sources_of_small_words.search(low)
            or ("that" in words and not lists.with_that.isdisjoint(words))
            or _MARK.search(outside, at, stop)
            or _SIGNED.match(outside, at)
            or lists.summed_up.match(low)
            or _has_last_clause(outside, at, stop, lists)
            or HEADLINE.match(outside, at, stop)
        ):
            yield from _Search(Reader(outside, at, stop, lists), acts).found()
        at = stop


def _has_last_clause(outside: str, start: int, end: int, lists: SpeechWords) -> bool:
    comma = outside.rfind(",", max(start + 10, end - LONGEST_LAST_CLAUSE), end)
    return comma > 0 and last_clause(lists).match(outside, comma, end) is not None


class _Search(VerbCues, ActCues, StanceCues, LineCues, QuotationCues, SourceCues):
    """Looks for the cues of one sentence."""

    def found(self) -> Iterator[Cue]:
        """Each cue in order."""
        waiting: list[Cue] = []
        if self.lists.summed_up.match(self.lows[0] + " " + " ".join(self.lows[1:4])):
            summing = self._summing_up()
            if summing is not None:
                yield summing
                return
        found = False
        may_be = self.lists.cue_words_of_acts if self.acts else self.lists.cue_words
        for at in (n for n, low in enumerate(self.lows) if low in may_be or low < "\x04"):
            cue = self._cue_at(at)
            if cue is not None and cue.rank is Rank.PARTICIPLE and self.last < 0 and cue.start < 3:
                waiting.append(cue)  # "Noting the price, Ann Lee said": hers too
            elif cue is not None and (self.acts or cue.rank not in ACTS):
                self.last = max(self.last, cue.end - 1)
                yield from (replace(early, phrase=cue.phrase, noun=cue.noun) for early in waiting)
                yield cue
                waiting, found = [], True
        yield from waiting
        if (
            not found
            and not waiting
            and last_clause(self.lists).search(self.read.source[-LONGEST_LAST_CLAUSE:])
        ):
            last = self._last_clause()
            if last is not None:
                yield last

    def _cue_at(self, at: int) -> Cue | None:
        """The cue of the first kind that this word can be one of."""
        low, lists = self.lows[at], self.lists
        if low[0] in "\x00\x03":
            return self._beside_quotation(at)
        if low in DASHES:
            return self._signature(at)
        verb = low in lists.finite or low in lists.base or low in lists.tails or low in lists.that_verbs
        kinds: tuple[tuple[bool, Callable[[int], Cue | None]], ...] = (
            (low in lists.sources and at > self.last, self._source),
            (low in lists.impersonal, self._impersonal),
            (low in lists.after_document, self._after_document),
            (low in lists.claims, self._claim),
            (verb and self._is_verb(at), self._verb),
            (low in lists.participles, self._participle),
            (verb or (self.acts and low in lists.acts), self._passive),
            (low in lists.stances, self._stance),
            (low in lists.act_nouns, self._act_noun),
            (low in lists.postpositions or low in lists.inverted_only, self._other),
            (at <= 6 and low in lists.for_, self._for),
            (at <= 6 and low in lists.in_view, self._in_view),
            (at <= 40 and low == ":", self._colon),
            (0 < at <= 8 and low == ":", self._headline),
            (self.acts and low in lists.acts and self.words[at].islower(), self._act),
        )
        return next((cue for may_be, find in kinds if may_be and (cue := find(at))), None)
