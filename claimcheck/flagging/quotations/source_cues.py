"""Cues that are no verbs: "according to police", "Lee's claim that", "In Lee's view", "Lee: …"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank, matching
from claimcheck.flagging.quotations.complements import is_past
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase


class SourceCues(ClauseCues):
    """Finds the source of a sentence that a preposition, a noun or a colon names."""

    def _source(self, at: int) -> Cue | None:
        """The cue of "according to"."""
        end = matching(self.lows, at, self.lists.sources)
        if end is None:
            return None
        found = self._of_document(end) or self.read.phrase_at(end, len(self.words), plain=True)
        found = found or self._any_noun(end)
        if found is None or found.form is Form.NOBODY:
            return None
        if found.form is Form.NAME and self.words[found.end - 1].endswith("'s"):
            return None
        if found.form is not Form.NAME and self.lows[at] in self.lists.only_names:
            return None
        return self._with_apposition(Rank.SOURCE, at, end, found)

    def _after_document(self, at: int) -> Cue | None:
        """The cue of "Nach einem Bericht der Zeitung": whose account a sentence follows."""
        if at and self._is_document(at - 1):
            return self._behind_document(at)
        for n in range(at + 1, min(at + 5, len(self.words))):
            if not self.words[n][0].isalnum():
                return None
            if self._is_document(n):
                owner = self.read.phrase_at(n + 2, len(self.words), plain=True) if self._owned(n) else None
                if owner is not None and owner.form is Form.OFFICE:
                    owner = replace(owner, start=n + 1)
                found = owner or Phrase(Form.OFFICE, at + 1, n + 1, n + 1)
                return self._cue(Rank.SOURCE, at, n + 1 if owner else at + 1, found)
        return None

    def _behind_document(self, at: int) -> Cue | None:
        """The cue of "ihrer Auffassung nach"."""
        before, lists = at - 2, self.lists
        if before < 0 or self.lows[before] not in lists.possessive_she | lists.possessive_he:
            return None
        return self._cue(Rank.SOURCE, at, at + 1, Phrase(Form.PRONOUN, before, before + 1, before + 1))

    def _is_document(self, at: int) -> bool:
        return self.words[at][0].isupper() and self.lows[at].endswith(tuple(self.lists.documents))

    def _owned(self, at: int) -> bool:
        return self.lows[at + 1 : at + 2] != [] and self.lows[at + 1] in self.lists.of_document

    def _impersonal(self, at: int) -> Cue | None:
        """The cue of "heißt es in dem Schreiben": what stands in a document."""
        if self.lows[at + 1 : at + 2] != ["es"]:
            return None
        for n in range(len(self.lows)):
            if self.lows[n] in self.lists.in_document:
                found = self.read.phrase_at(n + 1, len(self.words), plain=True)
                if found is not None and found.form is not Form.PRONOUN:
                    return self._cue(Rank.SOURCE, at, at + 2, found)
        return None

    def _of_document(self, at: int) -> Phrase | None:
        """Whose a tally is: "a tally by Ann Lee", "a statement from Ann Lee"."""
        for n in range(at, min(at + 8, len(self.words) - 1)):
            if not self.words[n][0].isalnum() or (self.words[n][0].isupper() and n > at):
                return None
            if self.lows[n] in self.lists.by:
                found = self.read.phrase_at(n + 1, len(self.words))
                return found if found is not None and found.form is Form.NAME else None
        return None

    def _any_noun(self, at: int) -> Phrase | None:
        """The words up to the next preposition or mark, whatever they are: "figures", "a fact sheet"."""
        end = at
        while end < min(at + 6, len(self.words)) and self.words[end][0].isalnum():
            if self.lows[end] in self.lists.boundaries - self.lists.determiners or is_past(self.read, end):
                break
            end += 1
        return Phrase(Form.OFFICE, at, end, end) if end > at and self.words[end - 1].isalpha() else None

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
        while start > max(0, owner - 5) and words[owner][0].isupper() and words[start - 1][0].isupper():
            start -= 1
        if words[start][0].isupper():
            return self._cue(Rank.CLAIM, at, at + 1, Phrase(Form.NAME, start, owner + 1, owner + 1))
        start = next(
            (n for n in range(owner - 1, max(-1, owner - 5), -1) if lows[n] in lists.determiners), owner
        )
        return self._cue(Rank.CLAIM, at, at + 1, Phrase(Form.OFFICE, start, owner + 1, owner + 1))

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
        if not any(word[0] == "\x00" for word in words[found.end :]):
            return None
        return self._cue(Rank.FOR, at, at + 1, found)

    def _in_view(self, at: int) -> Cue | None:
        """The cue of "In Ann Lee's view,"."""
        for owner in range(at + 1, min(at + 6, len(self.words) - 1)):
            if self.lows[owner].endswith(("'s", "s'")) and self.words[owner][0].isupper():
                if self.lows[owner + 1] not in self.lists.views:
                    return None
                return self._cue(Rank.SOURCE, at, owner + 2, Phrase(Form.NAME, at + 1, owner + 1, owner + 1))
        return None

    def _colon(self, at: int) -> Cue | None:
        """The cue of a name and a colon before a quotation, and of "Lee gave an instance: …"."""
        quoted = at + 1 == len(self.words) or self.words[at + 1][0] in "\x00\x03"
        if not quoted or self.last >= 0 or at == 0:
            return None
        subject = self._led_in(at) or self._owner(at) or self._behind_said(at) or self.read.main_subject(at)
        return None if subject is None else self._cue(Rank.LEAD_IN, at, at + 1, subject)

    def _behind_said(self, colon: int) -> Phrase | None:
        """Who "Said Ann Lee:" names."""
        return self.read.phrase_at(1, colon) if self.lows[0] in self.lists.plain else None

    def _owner(self, colon: int) -> Phrase | None:
        """Whose words a line announces: "Ann Lee's answer was short:", "Then came Ann Lee's reply:"."""
        for at in range(min(colon - 1, 12)):
            if self.lows[at].endswith(("'s", "s'")) and self.words[at][0].isupper():
                told = self.lists.claims | self.lists.answers
                if told.isdisjoint(self.lows[at + 1 : at + 4]):
                    return None
                start = at
                while start and self.words[start - 1][0].isupper():
                    start -= 1
                return Phrase(Form.NAME, start, at + 1, at + 1)
        return None

    def _led_in(self, colon: int) -> Phrase | None:
        """Whom a line announces: "Statement from Ann Lee:", "Here is what Ann Lee had to say:"."""
        for at in range(min(colon, 20)):
            if self.lows[at] in self.lists.led_in_by:
                found = self.read.phrase_at(at + 1, colon)
                if found is not None and found.form in {Form.NAME, Form.OFFICE}:
                    return found
        return None
