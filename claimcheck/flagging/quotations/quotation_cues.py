"""Cues beside quotation marks that need no word of saying: "…," grumbled Ann Lee; — Ann Lee."""

from __future__ import annotations

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank
from claimcheck.flagging.quotations.complements import is_past
from claimcheck.flagging.quotations.noun_phrases import Form
from claimcheck.flagging.quotations.speech_words import CUE_MARKS

DASHES = CUE_MARKS - {":"}


class QuotationCues(ClauseCues):
    """Finds the verb of any meaning beside a quotation, and the signature behind one."""

    def _beside_quotation(self, at: int) -> Cue | None:
        """The cue of any verb beside a quotation."""
        return self._behind_quotation(at) or self._before_quotation(at)

    def _before_quotation(self, at: int) -> Cue | None:
        """The cue of any verb before a quotation: Protesters chanted "…", hailed him as a "…"."""
        verb = at - 1 - (self.words[at - 1] in {",", ":"}) if at > 1 else -1
        if verb < 1 or self.words[at][0] != "\x00":
            return None
        if self.acts and self.lows[verb] in self.lists.as_:
            return self._named_as(verb)
        if self.acts and self.lows[verb] in self.lists.indefinite:
            return self._named_as(verb - 1) if self.lows[verb - 1] in self.lists.as_ else None
        low, lists = self.lows[verb], self.lists
        spoken = self.words[at][-1] == "\x03" or at + 2 >= len(self.words)
        if not spoken or not is_past(self.read, verb) or low in lists.cue_words or low in lists.terms:
            return None
        subject = self._subject(self._auxiliaries(verb)[0])
        if subject is None or subject.form is Form.NOBODY or subject.end > verb or self._auxiliaries(verb)[1]:
            return None
        somebody = subject.form is not Form.OFFICE or lists.is_person(self.lows[subject.head - 1])
        return self._cue(Rank.SUBJECT, verb, verb + 1, subject) if somebody else None

    def _named_as(self, at: int) -> Cue | None:
        """The cue of "… as a" before a quotation: of whoever the sentence is about."""
        subject = self.read.main_subject(at)
        if (self.lows[at - 1], self.lows[at]) in self.lists.before_terms:
            return None
        if self.last >= 0 or subject is None or subject.form not in {Form.NAME, Form.PRONOUN}:
            return None
        return self._cue(Rank.ACT, at, at + 1, subject)

    def _behind_quotation(self, at: int) -> Cue | None:
        """The cue of any verb between a quotation and a name: "…," grumbled Ann Lee."""
        words = self.words
        start = at + 1
        if start < len(words) and words[start] in ",–—-" and start + 1 < len(words):
            start += 1
        elif not words[at].endswith("\x03"):
            return self._in_brackets(at)
        if start >= len(words) or not words[start][0].isalnum():
            return None
        low, lists = self.lows[start], self.lists
        if low in lists.be and self.lows[start + 1 : start + 2] and self.lows[start + 1] in lists.summing:
            found = self.read.phrase_at(start + 2, len(words))  # "…," is how Ann Lee put it
            return None if found is None else self._with_apposition(Rank.INVERTED, start, start + 2, found)
        if low in lists.finite and low not in lists.not_inverted:
            return None  # found by itself
        end = self._end_of_any_verb(start)
        if end is not None and low not in lists.to_whom:
            found = self.read.phrase_at(end, len(words), plain=low in lists.of_documents)
            if found is not None and found.form in {Form.NAME, Form.OFFICE, Form.PRONOUN}:
                return self._with_apposition(Rank.INVERTED, start, end, found)
            return None
        return self._behind_subject(start)

    def _behind_subject(self, start: int) -> Cue | None:
        """The cue of any verb behind a quotation and its subject: "…," Ann Lee grumbled."""
        found = self.read.phrase_at(start, len(self.words))
        if found is None or found.form is Form.NOBODY or found.end >= len(self.words):
            return None
        verb = self._past_apposition(found.end)
        while verb + 1 < len(self.words) and self.lows[verb] in self.lists.adverbs:
            verb += 1
        if self._cue_words(verb) or (end := self._end_of_any_verb(verb)) is None:
            return None
        after = self.lows[end] if end < len(self.words) else "."
        closed = not after[0].isalnum() or after in self.lists.prepositions or after in self.lists.openers
        return self._cue(Rank.SUBJECT, verb, end, found) if closed or after in self.lists.adverbs else None

    def _past_apposition(self, at: int) -> int:
        """Behind ", the mayor,"."""
        if self.words[at] != ",":
            return at
        closing = (n + 1 for n in range(at + 1, min(at + 12, len(self.words) - 1)) if self.words[n] == ",")
        return next(closing, at)

    def _cue_words(self, at: int) -> bool:
        """Whether a word is a verb of saying that is found by itself."""
        return self.lows[at] in self.lists.finite or self.lows[at] in self.lists.be

    def _end_of_any_verb(self, at: int) -> int | None:
        """Behind a word that may be a verb of any meaning, with its "back" or "in"."""
        low, lists = self.lows[at], self.lists
        if not self.words[at].isalpha() or not self.words[at].islower() or low in lists.boundaries:
            return None
        ending = low.endswith("s") and not low.endswith("ss") and len(low) > 3
        if not (ending or is_past(self.read, at) or low in lists.finite) or lists.is_person(low):
            return None
        behind = self.lows[at + 1] if at + 1 < len(self.lows) else ""
        return at + 1 + (behind in lists.verb_particles)

    def _in_brackets(self, at: int) -> Cue | None:
        """The cue of a name in brackets behind a quotation, where the sentence ends."""
        words = self.words
        if at + 2 >= len(words) or words[at + 1] != "(":
            return None
        found = self.read.phrase_at(at + 2, len(words))
        if found is None or found.form is not Form.NAME or words[found.end : found.end + 1] != [")"]:
            return None
        return self._cue(Rank.SIGNATURE, at + 1, at + 2, found) if found.end + 2 >= len(words) else None

    def _signature(self, at: int) -> Cue | None:
        """The cue of "— Ann Lee, mayor of Hull", behind a quotation or on a line of its own."""
        words = self.words
        opens = at == 0 or words[at - 1][0] in "\x00\x03" or (at == 1 and words[0] in DASHES)
        if not opens or at + 1 >= len(words) or not words[at + 1][0].isupper():
            return None
        found = self.read.phrase_at(at + 1, len(words))
        if found is None or found.form is not Form.NAME:
            return None
        after = words[found.end] if found.end < len(words) else ""
        if after not in {"", ",", "(", "."} or (after == "." and found.end + 1 < len(words)):
            return None
        if any(self._says_more(n) for n in range(found.end, len(words))):
            return None
        whole = found.end > found.start + 1 or not after
        return self._cue(Rank.SIGNATURE, at, at + 1, found) if whole else None

    def _says_more(self, at: int) -> bool:
        """Whether a word shows that a sentence goes on: "— Ann Lee, the mayor, resigned.", "- Ann Lee: …"."""
        lists, low = self.lists, self.lows[at]
        verb = (low in lists.auxiliaries or low in lists.be) and self.words[at].islower()
        return verb or low == ":" or low < "\x04" or is_past(self.read, at)
