"""Cues of acts and of participles: "criticised the bill", ", adding that", "was quoted as saying"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank, matching
from claimcheck.flagging.quotations.complements import (
    conjunction_follows,
    has_clause,
    is_noun,
    is_past,
    quoted_near,
)
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase

_AHEAD = 10


class ActCues(ClauseCues):
    """Finds the cue of a verb of somebody's stance, and of a participle that goes on with somebody."""

    def _act(self, at: int) -> Cue | None:
        """The cue of an act that is no statement: "criticised the bill", "wants to leave"."""
        end = matching(self.lows, at, self.lists.tails_of_acts)
        if end is None and self.lows[at] not in self.lists.single_acts:
            return None
        end = end or at + 1
        first, passive, helped, negated = self._auxiliaries(at)
        progressive = passive and self.lows[at].endswith("ing")
        if (passive and not progressive) or negated or end >= len(self.words):
            return None
        if self.lows[at].endswith("ing") and not progressive:
            opens = at and self.words[at - 1] == "," and self.last >= 0
            return self._cue(Rank.ACT, at, end, None) if opens else None
        if first > 0 and self.lows[first - 1] in self.lists.infinitive:
            return None
        subject = self._subject(first)
        if (
            subject is not None
            and subject.relative is not None
            and self.lows[subject.relative] not in self.lists.personal
        ):
            return None
        if subject is None or not self._can_act(subject) or self._bare_act(at, helped, subject):
            return None
        if self._only_describes(at, end, subject):
            return None
        told = conjunction_follows(self.read, at, end) or quoted_near(self.read, at)
        cue = self._of_subject(first, at, end, subject)
        return cue if told else replace(cue, rank=Rank.ACT)

    def _only_describes(self, at: int, end: int, subject: Phrase) -> bool:
        """Whether a form in "-ed" goes with a noun, or one in "-s" is a noun behind another verb."""
        after, lists = self.lows[end], self.lists
        if self.lows[at].endswith("ed"):
            return after in lists.agents or (after in lists.prepositions and has_clause(self.read, end + 1))
        return any(is_past(self.read, n) for n in range(subject.head, subject.end))

    def _can_act(self, subject: Phrase) -> bool:
        """Whether a subject is somebody: no "rate", and no words that a possessive stands among."""
        if subject.form is Form.NOBODY or self.lows[subject.head - 1].endswith("'s"):
            return False
        return subject.form is not Form.OFFICE or self.lists.is_person(self.lows[subject.head - 1])

    def _bare_act(self, at: int, helped: bool, subject: Phrase) -> bool:
        """Whether a form may be a noun: "plans", "support", where no "he" or full name stands before it."""
        low = self.lows[at]
        if subject.relative is not None:
            return False
        if helped or low.endswith(("ed", "ing")) or low in self.lists.past_forms:
            return False
        if is_noun(self.read, at, at + 1, True) or any(
            w.endswith("'s") for w in self.lows[subject.start : subject.head]
        ):
            return True
        if low.endswith("s") and not low.endswith("ss"):
            return subject.form is Form.NAME and subject.head == subject.start + 1 and subject.start == 0
        plural = self.lows[subject.head - 1].endswith(("s", "people"))
        return not (plural or subject.also is not None or subject.form is Form.PRONOUN)

    def _participle(self, at: int) -> Cue | None:
        """The cue of ", adding that" and of "was quoted as saying"."""
        words = self.words
        start = at - 2  # "quoted as"
        if start > 0 and matching(self.lows, start, self.lists.quoted_as) == at:
            first, _, _, _ = self._auxiliaries(start)
            subject = self._subject(first)
            return None if subject is None else self._of_subject(first, start, at + 1, subject)
        opens = at == 0 or words[at - 1] in {",", ";", "—", "-"} or words[at - 1][0] in "\x00\x03"
        if not opens and self.lows[at - 1] in self.lists.writings and self._reports_on(at):
            subject = self.read.main_subject(at)
            if subject is not None and subject.end < at - 1:
                return self._cue(Rank.PARTICIPLE, at, at + 1, subject)
        if not opens and self.lows[at - 1] not in self.lists.before_participles:
            if self.lows[at - 1].endswith("'s") and (of := self.read.phrase_at(at - 1, at)) is not None:
                return self._acted(at, self._cue(Rank.SUBJECT, at, at + 1, of))
            first, progressive, _, negated = self._auxiliaries(at)
            if not progressive or negated:
                return self._of_name_before(at)
            subject = self._subject(first)
            if subject is None or subject.form is Form.NOBODY:
                return None
            return self._acted(at, self._of_subject(first, at, at + 1, subject))
        if self.last >= 0:
            return self._acted(at, self._cue(Rank.PARTICIPLE, at, at + 1, None))
        subject = self.read.main_subject(len(self.words))
        return None if subject is None else self._acted(at, self._cue(Rank.PARTICIPLE, at, at + 1, subject))

    def _of_name_before(self, at: int) -> Cue | None:
        """The cue of "footage of Ann Lee saying", "had Ann Lee warning that"."""
        start = at
        while start and self.words[start - 1][0].isupper() and self.words[start - 1][0].isalpha():
            start -= 1
        if start in {0, at} or not (
            quoted_near(self.read, at) or not self.lists.that.isdisjoint(self.lows[at + 1 : at + 2])
        ):
            return None
        return self._cue(Rank.SUBJECT, at, at + 1, Phrase(Form.NAME, start, at, at))

    def _acted(self, at: int, cue: Cue) -> Cue:
        """The cue of a participle, an act where no statement follows: "calling for a vote"."""
        if self._reports_on(at):
            return cue
        return replace(cue, rank=Rank.ACT)

    def _reports_on(self, at: int) -> bool:
        """Whether a participle tells a statement here: "warning that", not "calling for"."""
        low, lists = self.lows[at], self.lists
        ahead = self.lows[at + 1 : at + 1 + _AHEAD]
        told = not lists.conjunctions.isdisjoint(ahead[:6]) or quoted_near(self.read, at)
        if low in lists.weak_adding:
            return told
        if low in lists.take_adding:
            return told or has_clause(self.read, at + 1)
        return True
