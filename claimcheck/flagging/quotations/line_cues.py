"""Cues told by a place in a line: "Lee: Rents will fall", "That's how Lee put it.", "…, Lee bristled."."""

from __future__ import annotations

import re

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank
from claimcheck.flagging.quotations.complements import is_past
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase
from claimcheck.flagging.quotations.speech_words import SpeechWords

_NAME = r"[A-Z][\w.'-]{1,30}"
# "Mayor Reed: Rents will fall"
HEADLINE = re.compile(rf"(?:{_NAME} ){{0,5}}{_NAME}: [A-Z\d][^\n]{{8,200}}(?<![!?:;,])\s{{0,9}}\Z")
# ", Ann Lee bristled." · ", she crowed on Monday."
LAST_CLAUSE = re.compile(
    rf", (?:{_NAME}(?: {_NAME}){{0,4}}|he|she|the(?: [a-z-]{{2,20}}){{1,3}}) [a-z]{{2,20}}(?:ed|s)"
    r"(?: (?:on [A-Z][a-z]{2,12}|[a-z]{2,20}ly|later|again))?[.!]?\s{0,9}\Z"
)
# ", klagte sie." · ", rechnet Anna Weber vor."
LAST_CLAUSE_INVERTED = re.compile(
    r", [a-zäöüß]{2,20}te?n? (?:er|sie|(?:der|die|das|ein|eine) [A-ZÄÖÜ][\w-]{1,40}|[A-ZÄÖÜ][\w.-]{1,30}"
    r"(?: [A-ZÄÖÜ][\w.-]{1,30}){0,4})(?: [a-zäöü]{2,8})?[.!]?\s{0,9}\Z"
)
LONGEST_LAST_CLAUSE = 120


def last_clause(lists: SpeechWords) -> re.Pattern[str]:
    """The pattern of a last clause that says whose a statement is."""
    return LAST_CLAUSE_INVERTED if lists.nouns_capital else LAST_CLAUSE


class LineCues(ClauseCues):
    """Finds the cues of headlines, of sentences that sum up, and of a last clause with any verb."""

    def _headline(self, at: int) -> Cue | None:
        """The cue of a name and a colon before a clause: "Mayor Reed: Rents will fall"."""
        if at + 3 > len(self.words) or not HEADLINE.match(self.read.source):
            return None
        found = self.read.phrase_at(0, at)
        if found is None or found.end != at or found.form is Form.NOBODY or not self._has_verb(at + 1):
            return None
        return self._cue(Rank.HEADLINE, at, at + 1, found)

    def _has_verb(self, begin: int) -> bool:
        lists = self.lists
        finite = lists.modals | lists.be | lists.has | lists.infinitive | lists.past_forms
        return any(low in finite or low.endswith("ed") for low in self.lows[begin:])

    def _summing_up(self) -> Cue | None:
        """The cue of "That's how Ann Lee put it", which tells whose the quotation before is."""
        for at in range(1, min(5, len(self.words) - 1)):
            if self.lows[at] in self.lists.summing:
                found = self.read.phrase_at(at + 1, len(self.words))
                if (
                    found is None
                    or found.form not in {Form.NAME, Form.PRONOUN}
                    or found.end >= len(self.words)
                ):
                    return None
                verb = is_past(self.read, found.end) or self.lows[found.end] in self.lists.finite
                return self._cue(Rank.SIGNATURE, 0, at + 1, found) if verb else None
        return None

    def _last_clause(self) -> Cue | None:
        """The cue of any verb behind a statement and whoever says it: "Rents doubled, Ann Lee bristled."."""
        comma = next((n for n in range(len(self.words) - 1, 0, -1) if self.words[n] == ","), 0)
        if self.lists.nouns_capital:
            return self._last_inverted(comma)
        found = self.read.phrase_at(comma + 1, len(self.words)) if self._states(comma) else None
        if found is None or found.form is Form.NOBODY or found.start > comma + 1 or not self._speaks(found):
            return None
        return self._cue(Rank.SUBJECT, found.end, found.end + 1, found)

    def _last_inverted(self, comma: int) -> Cue | None:
        """The cue of a German verb before whoever says what stands before it: "…, klagte Anna Weber."."""
        if comma < 3 or self.lows[0] in self.lists.clauses | self.lists.relatives_only | self.lists.supposing:
            return None
        found = self.read.phrase_at(comma + 2, len(self.words))
        if found is None or found.form is Form.NOBODY:
            return None
        return self._with_apposition(Rank.INVERTED, comma + 1, comma + 2, found)

    def _speaks(self, found: Phrase) -> bool:
        low = self.lows[found.end] if found.end < len(self.words) else "."
        verb = is_past(self.read, found.end) or (low.endswith("s") and low not in self.lists.be)
        return verb and low.isalpha() and low not in self.lists.boundaries

    def _states(self, end: int) -> bool:
        """Whether the words before *end* are a statement: a clause that nothing subordinates."""
        lists, first = self.lists, self.lows[0]
        opened = lists.openers | lists.prepositions | lists.participles | lists.adverbs | lists.and_
        if end < 3 or first in opened or first.endswith(("ing", "ed")):
            return False
        return any(is_past(self.read, n) or self.lows[n] in lists.finite_helpers for n in range(1, end))
