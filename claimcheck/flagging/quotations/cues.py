"""That a sentence reports speech, and whose: "said Ann Lee", "according to police", "Lee's claim that"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from claimcheck.flagging.quotations.noun_phrases import Form, Phrase, Reader
from claimcheck.flagging.quotations.speech_words import Phrases, SpeechWords

_WORD = re.compile(r"\w{1,60}(?:['-]\w{1,60}){0,2}")
_COLON = re.compile(r":\s{0,9}(?:\x00|\Z|$)")
_PIECE = 4_000  # characters of a sentence read at once
_AHEAD = 10
_CLAUSE_ENDS = frozenset(".,;\x00!?")


class Rank(IntEnum):
    """In which order the cues of one sentence are believed."""

    CLAIM = 0
    SOURCE = 1
    SUBJECT = 2
    INVERTED = 3
    FOR = 4
    PARTICIPLE = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: the words *start* to *end* of *read* and the phrase of the speaker.

    ``phrase`` None means whoever the cue before it names. ``noun`` is what stands behind or
    before an apposition: "the minister" of "the minister, Ann Lee,".
    """

    rank: Rank
    read: Reader
    start: int
    end: int
    phrase: Phrase | None
    noun: Phrase | None = None


def cues(outside: str, start: int, end: int, lists: SpeechWords) -> Iterator[Cue]:
    """The cues of one sentence of a levelled text whose quotations are blanked, in order.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> text = "It works, said labour minister Tom Varga."
    >>> [(c.read.span(c.phrase.start, c.phrase.end).of(text)) for c in cues(text, 0, 41, speech_words())]
    ['labour minister Tom Varga']
    """
    at = start
    while at < end:
        stop = min(end, at + _PIECE)
        if stop < end:
            blank = outside.rfind(" ", at + 1, stop)
            stop = blank + 1 if blank > 0 else stop
        words = _WORD.findall(outside[at:stop].lower())
        opening = not lists.for_.isdisjoint(words[:6])
        if opening or not lists.triggers.isdisjoint(words) or _COLON.search(outside, at, stop):
            yield from _Search(Reader(outside, at, stop, lists)).found()
        at = stop


class _Search:
    """Looks for the cues of one sentence."""

    def __init__(self, read: Reader) -> None:
        self.read, self.words, self.lows, self.lists = read, read.words, read.lows, read.lists
        self.last = -1  # the word that the last cue with a speaker ends with

    def found(self) -> Iterator[Cue]:
        """Each cue in order."""
        waiting: list[Cue] = []
        for at in range(len(self.lows)):
            cue = self._cue_at(at)
            if cue is not None and cue.rank is Rank.PARTICIPLE and self.last < 0 and cue.start < 3:
                waiting.append(cue)  # "Noting the price, Ann Lee said": hers too
            elif cue is not None:
                self.last = cue.end - 1
                yield from (replace(early, phrase=cue.phrase, noun=cue.noun) for early in waiting)
                yield cue
                waiting = []
        yield from waiting

    def _cue_at(self, at: int) -> Cue | None:
        """The cue of the first kind that this word can be one of."""
        low, lists = self.lows[at], self.lists
        if low not in lists.triggers and low != ":" and low not in lists.for_:
            return None
        kinds: tuple[tuple[bool, Callable[[int], Cue | None]], ...] = (
            (low in lists.sources and at > self.last, self._source),
            (low in lists.claims, self._claim),
            (low in lists.finite or low in lists.base or low in lists.tails, self._verb),
            (low in lists.participles, self._participle),
            (low in lists.postpositions or low in lists.inverted_only, self._other),
            (at <= 6 and low in lists.for_, self._for),
            (at <= 12 and low == ":", self._colon),
        )
        return next((cue for may_be, find in kinds if may_be and (cue := find(at))), None)

    # -- verbs -----------------------------------------------------------------------------------
    def _verb(self, at: int) -> Cue | None:
        lows, lists = self.lows, self.lists
        end = self._end_of_verb(at)
        if end is None:
            return None
        first, passive, helped = self._auxiliaries(at)
        if passive or (first > 0 and lows[first - 1] in lists.infinitive) or not self._reports(at, end):
            return None
        low = lows[at]
        if first > 0 and lows[first - 1] == "," and low not in lists.not_inverted:
            # "The law protects women, says Ann Lee."
            inverted = self._inverted(first, at, end)
            if inverted is not None and self._closes(inverted):
                return inverted
        subject = self._subject(first, low in lists.plain)
        if subject is not None:
            if subject.form is Form.NOBODY or self._bare(at, helped, subject):
                return None
            return self._of_subject(first, at, end, subject)
        if low in lists.base and low not in lists.finite:
            return None
        if first > 0 and lows[first - 1] in lists.and_:
            return self._cue(Rank.SUBJECT, at, end, None)
        return self._inverted(first, at, end) if low not in lists.not_inverted else None

    def _closes(self, found: Cue) -> bool:
        """Whether a speaker behind the verb is a name, and ends the clause."""
        phrase = found.phrase
        if phrase is None or phrase.form is not Form.NAME or found.end > phrase.start:
            return False
        return phrase.end >= len(self.words) or self.words[phrase.end] in _CLAUSE_ENDS

    def _subject(self, first: int, plain: bool) -> Phrase | None:
        """The subject left of the verb, behind "(D-Ohio)"."""
        if first > 0 and self.words[first - 1] == ")":
            before = range(first - 2, max(-1, first - 10), -1)
            first = next((n for n in before if self.words[n] == "("), first)
        return self.read.subject(first, plain)

    def _end_of_verb(self, at: int) -> int | None:
        """Behind the verb; None where the words that it needs do not follow: "pointed" without "out"."""
        tail = _matching(self.lows, at, self.lists.tails)
        alone = self.lows[at] in self.lists.finite or self.lows[at] in self.lists.base
        return at + 1 if tail is None and alone else tail

    def _auxiliaries(self, at: int) -> tuple[int, bool, bool]:
        """Where the verb begins with its "has also", whether it is passive, whether anything helps it."""
        lows, words, lists = self.lows, self.words, self.lists
        first, passive, helped = at, False, False
        while first > max(0, at - 6):
            low = lows[first - 1]
            if low in lists.be:
                passive = True
            elif low in lists.auxiliaries:
                helped = True
            elif low not in lists.adverbs and not (low.endswith("ly") and words[first - 1].islower()):
                break
            first -= 1
        return first, passive, helped

    def _bare(self, at: int, helped: bool, subject: Phrase) -> bool:
        """Whether a base form is no verb here: "the report", where "experts report" is one."""
        if helped or (self.lows[at] not in self.lists.base and self.lows[at] not in {"say", "tell"}):
            return False
        plural = self.lows[subject.head - 1].endswith(("s", "people", "men", "police"))
        return not (subject.form is Form.OFFICE and plural) and subject.form is not Form.PRONOUN

    def _reports(self, at: int, end: int) -> bool:
        """Whether a verb that may be an act reports speech here."""
        low, lists = self.lows[at], self.lists
        ahead = self.lows[end : end + _AHEAD]
        if low in lists.only_that and low not in lists.plain:
            return not lists.that.isdisjoint(ahead[:6]) or self._quoted(at)
        if low in lists.weak:
            return not lists.complements.isdisjoint(ahead) or self._quoted(at)
        return True

    def _quoted(self, at: int) -> bool:
        """Whether a quotation stands near."""
        return any(word[0] == "\x00" for word in self.words[max(0, at - 12) : at + 16])

    def _of_subject(self, first: int, at: int, end: int, subject: Phrase) -> Cue:
        """The cue of a verb with a subject; "the minister, Ann Lee," has a noun too."""
        start = subject.start
        if subject.form is Form.NAME and start > 1 and self.words[first - 1] == self.words[start - 1] == ",":
            noun = self.read.subject(start - 1)
            if noun is not None and noun.form is Form.OFFICE:
                return self._cue(Rank.SUBJECT, at, end, subject, noun)
        return self._cue(Rank.SUBJECT, at, end, subject)

    def _inverted(self, first: int, at: int, end: int) -> Cue | None:
        """The cue of "…, said labour minister Tom Varga"."""
        before = self.words[first - 1] if first else ","
        if before[0] not in "\x00,!?.—'-":
            return None
        found = self.read.phrase_at(end, len(self.words))
        if found is None or found.form is Form.NOBODY:
            return None
        if self.lows[found.end : found.end + 1] in (["'s"], ["'"]):
            return None
        return self._with_apposition(Rank.INVERTED, at, end, found)

    def _with_apposition(self, rank: Rank, at: int, end: int, found: Phrase) -> Cue:
        """The cue, whose noun may be followed by a name: "said the minister, Ann Lee,"."""
        words = self.words
        if found.form is not Form.OFFICE:
            return self._cue(rank, at, end, found)
        stop = self.read.mention_end(found, len(words))
        if stop + 1 < len(words) and words[stop] == "," and words[stop + 1][0].isupper():
            name = self.read.phrase_at(stop + 1, len(words))
            if name is not None and name.form is Form.NAME and name.end > name.start + 1:
                after = words[name.end] if name.end < len(words) else "."
                if not after[0].isalnum():
                    return self._cue(rank, at, end, name, found)
        return self._cue(rank, at, end, Phrase(found.form, found.start, stop, found.head))

    # -- other cues ------------------------------------------------------------------------------
    def _source(self, at: int) -> Cue | None:
        """The cue of "according to"."""
        end = _matching(self.lows, at, self.lists.sources)
        if end is None:
            return None
        found = self.read.phrase_at(end, len(self.words), plain=True)
        if found is None or found.form is Form.NOBODY:
            return None
        if found.form is Form.NAME and self.words[found.end - 1].endswith("'s"):
            return None
        return self._with_apposition(Rank.SOURCE, at, end, found)

    def _claim(self, at: int) -> Cue | None:
        """The cue of "Trump's claim that"."""
        words, lows, lists = self.words, self.lows, self.lists
        if at + 1 >= len(lows) or lows[at + 1] not in self.lists.that or at == 0:
            return None
        owner = at - 1
        if not lows[owner].endswith(("'s", "s'", "'")) and at > 1:
            owner = at - 2
        if lows[owner] in lists.possessive_she or lows[owner] in lists.possessive_he:
            return self._cue(Rank.CLAIM, at, at + 1, Phrase(Form.PRONOUN, owner, owner + 1, owner + 1))
        if not lows[owner].endswith(("'s", "s'")):
            return None
        start = owner
        while start > max(0, owner - 5) and words[start - 1][0].isupper() and words[start - 1][0].isalpha():
            start -= 1
        if not words[start][0].isupper():
            return None
        return self._cue(Rank.CLAIM, at, at + 1, Phrase(Form.NAME, start, owner + 1, owner + 1))

    def _participle(self, at: int) -> Cue | None:
        """The cue of ", adding that" and of "was quoted as saying"."""
        words = self.words
        start = at - 2  # "quoted as"
        if start > 0 and _matching(self.lows, start, self.lists.quoted_as) == at:
            first, _, _ = self._auxiliaries(start)
            subject = self._subject(first, False)
            return None if subject is None else self._of_subject(first, start, at + 1, subject)
        if at and words[at - 1] not in {",", ";", "—", "-"} and words[at - 1][0] != "\x00":
            first, progressive, _ = self._auxiliaries(at)
            if progressive and (subject := self._subject(first, False)) and subject.form is not Form.NOBODY:
                return self._of_subject(first, at, at + 1, subject)
            return None
        if not self._reports_on(at):
            return None
        if self.last >= 0:
            return self._cue(Rank.PARTICIPLE, at, at + 1, None)
        subject = self.read.main_subject(len(self.words))
        return None if subject is None else self._cue(Rank.PARTICIPLE, at, at + 1, subject)

    def _reports_on(self, at: int) -> bool:
        """Whether a participle is one of speech here: "calling for", not "calling the police"."""
        low = self.lows[at]
        if not any(low.startswith(weak[:-1]) for weak in self.lists.weak if len(weak) > 3):
            return True
        return not self.lists.complements.isdisjoint(self.lows[at + 1 : at + 1 + _AHEAD])

    def _other(self, at: int) -> Cue | None:
        """The cue of "Merz zufolge" and ", so Merz"."""
        if self.lows[at] in self.lists.postpositions:
            found = self.read.subject(at)
            return None if found is None else self._cue(Rank.SOURCE, at, at + 1, found)
        cue = self._inverted(at, at, at + 1) if at else None
        return cue if cue and cue.phrase and cue.phrase.form is not Form.PRONOUN else None

    def _for(self, at: int) -> Cue | None:
        """The cue of "For Ms. Kallas,": only where a sentence begins so."""
        words = self.words
        if at and words[at - 1][0].isalnum():
            return None
        found = self.read.phrase_at(at + 1, len(words))
        if found is None or found.form is not Form.NAME or words[found.end : found.end + 1] != [","]:
            return None
        return self._cue(Rank.FOR, at, at + 1, found)

    def _colon(self, at: int) -> Cue | None:
        """The cue of a name and a colon before a quotation, and of "Lee gave an instance: …"."""
        quoted = at + 1 == len(self.words) or self.words[at + 1][0] == "\x00"
        if not quoted or self.last >= 0 or at == 0:
            return None
        subject = self.read.main_subject(at)
        return None if subject is None else self._cue(Rank.PARTICIPLE, at, at + 1, subject)

    def _cue(
        self, rank: Rank, start: int, end: int, phrase: Phrase | None, noun: Phrase | None = None
    ) -> Cue:
        return Cue(rank, self.read, start, end, phrase, noun)


def _matching(lows: list[str], at: int, phrases: Phrases) -> int | None:
    """Where the longest of *phrases* that begins at *at* ends."""
    for rest in phrases.get(lows[at], ()):
        if tuple(lows[at + 1 : at + 1 + len(rest)]) == rest:
            return at + 1 + len(rest)
    return None
