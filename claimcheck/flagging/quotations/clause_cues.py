"""What a cue is, and the parts of a clause that every kind of cue is found by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from claimcheck.flagging.quotations.complements import is_past
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase
from claimcheck.flagging.quotations.speech_words import Phrases
from claimcheck.flagging.quotations.subjects import Reader


class Rank(IntEnum):
    """In which order the cues of one sentence are believed; an act and a signature report no statement."""

    CLAIM = 0
    SOURCE = 1
    SUBJECT = 2
    INVERTED = 3
    FOR = 4
    PARTICIPLE = 5
    LEAD_IN = 6
    HEADLINE = 7
    ACT = 8
    PASSIVE = 9
    NOUN = 10
    SIGNATURE = 11


ACTS = frozenset({Rank.ACT, Rank.PASSIVE, Rank.NOUN})
"""What is done with words and states nothing."""


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


def matching(lows: list[str], at: int, phrases: Phrases) -> int | None:
    """Where the longest of *phrases* that begins at *at* ends."""
    for rest in phrases.get(lows[at], ()):
        if tuple(lows[at + 1 : at + 1 + len(rest)]) == rest:
            return at + 1 + len(rest)
    return None


class ClauseCues:
    """Finds the subject, the speaker behind a verb and the verb's helpers in the words of one sentence."""

    def __init__(self, read: Reader, acts: bool) -> None:
        self.read, self.words, self.lows, self.lists = read, read.words, read.lows, read.lists
        self.acts = acts
        self.triggers = self.lists.triggers_of_acts if acts else self.lists.triggers
        self.last = -1  # the word that the last cue with a speaker ends with

    def _subject(self, first: int) -> Phrase | None:
        """The subject left of the verb, behind "(D-Ohio)"."""
        if first > 0 and self.words[first - 1] == ")":
            before = range(first - 2, max(-1, first - 10), -1)
            first = next((n for n in before if self.words[n] == "("), first)
        return self.read.subject(first, True)

    def _before_date(self, at: int) -> int:
        """Where "on Monday" or "this month" begins that stands before a verb."""
        if at < 2 or not (self.lows[at - 1] in self.lists.calendar or self.lows[at - 1] in self.lists.times):
            return at
        opened = self.lows[at - 2] in self.lists.before_times
        return at - 2 if opened else at - 1 if self.lows[at - 1] in self.lists.weekdays else at

    def _is_adverb(self, at: int) -> bool:
        """Whether a word goes with a verb: "also", "repeatedly"; the family is none."""
        low, lists = self.lows[at], self.lists
        if low in lists.adverbs:
            return True
        noun = lists.is_person(low) or (at > 0 and self.lows[at - 1] in lists.determiners)
        return low.endswith("ly") and self.words[at].islower() and not noun

    def _auxiliaries(self, at: int) -> tuple[int, bool, bool, bool]:
        """Where the verb begins with its "has also"; whether it is passive, helped by a verb, negated."""
        lows, words, lists = self.lows, self.words, self.lists
        first, passive, helped, negated = self._before_date(at), False, False, False
        while first > max(0, at - 6):
            low = lows[first - 1]
            negated = negated or low in lists.not_ or low.endswith("n't")
            if not words[first - 1].islower() and low in lists.auxiliaries:
                break  # Theresa May
            if low in lists.be:
                passive = True
            elif low in lists.auxiliaries:
                helped = True
            elif not self._is_adverb(first - 1):
                break
            first -= 1
        return first, passive, helped, negated

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
        if before[0] not in "\x00\x03,!?.—'-":
            return None
        found = self.read.phrase_at(end, len(self.words), plain=before[0] in "\x00\x03,")
        if found is None or found.form is Form.NOBODY:
            return None
        after = self.lows[found.end] if found.end < len(self.lows) else "."
        if after in {"'s", "'"} or (after in self.lists.modals and self.words[found.end].islower()):
            return None
        counted = self.words[found.start][0].isdigit()
        if counted and (after in self.lists.be or is_past(self.read, found.end)):
            return None  # "said 300 homes were built"
        return self._with_apposition(Rank.INVERTED, at, end, found)

    def _with_apposition(self, rank: Rank, at: int, end: int, found: Phrase) -> Cue:
        """The cue, whose noun may be followed by a name: "said the minister, Ann Lee,"."""
        words = self.words
        found = self._author(found) or self.read.coordinated(found, len(words))
        if found.form is not Form.OFFICE or found.also is not None:
            return self._cue(rank, at, end, found)
        stop = self.read.mention_end(found, len(words))
        if stop + 1 < len(words) and words[stop] == "," and words[stop + 1][0].isupper():
            name = self.read.phrase_at(stop + 1, len(words))
            if name is not None and name.form is Form.NAME and name.end > name.start + 1:
                after = words[name.end] if name.end < len(words) else "."
                if not after[0].isalnum():
                    return self._cue(rank, at, end, name, found)
        return self._cue(rank, at, end, Phrase(found.form, found.start, stop, found.head))

    def _author(self, found: Phrase) -> Phrase | None:
        """Whose words a document is: of "an email from Ann Lee" she."""
        if self.lows[found.end - 1] not in self.lists.writings or found.end + 1 >= len(self.words):
            return None
        if self.lows[found.end] not in self.lists.by:
            return None
        author = self.read.phrase_at(found.end + 1, len(self.words))
        return author if author is not None and author.form in {Form.NAME, Form.OFFICE} else None

    def _cue(
        self, rank: Rank, start: int, end: int, phrase: Phrase | None, noun: Phrase | None = None
    ) -> Cue:
        return Cue(rank, self.read, start, end, phrase, noun)
