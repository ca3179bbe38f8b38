"""Cues of a stance that is no verb: "was convinced that", "Lee's decision to", "offered advice to"; passives.

The constructions are those of Quirk et al. 1985: adjectives with a complement (16.68 to 16.83), nouns made of
verbs with one (17.23 to 17.56), verbs that only carry such a noun (17.49), passives with an agent (3.63).
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank
from claimcheck.flagging.quotations.complements import is_past, opens_content
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase

_NOUN_PHRASE = 6  # words from a verb to the noun that it carries


class StanceCues(ClauseCues):
    """Finds the cue of an adjective, a noun or a passive that tells what somebody thinks, wants or says."""

    def _stance(self, at: int) -> Cue | None:
        """The cue of an adjective with a complement: "was convinced that", "is critical of"."""
        if at + 1 >= len(self.words) or not self._completes(at + 1):
            return None
        first, linked, _, negated = self._auxiliaries(at)
        if not linked or negated:
            return None
        return self._of_somebody(first, at)

    def _of_somebody(self, first: int, at: int) -> Cue | None:
        """The cue of a word whose subject ends before *first*; only persons have a stance."""
        if first and self.lows[first - 1] in self.lists.infinitive:
            return None
        subject = self._subject(first)
        if subject is None or subject.form is Form.NOBODY or not self._is_somebody(subject):
            return None
        told = opens_content(self.read, at + 1) and self.lows[at] in self.lists.reportable
        cue = self._of_subject(first, at, at + 1, subject)
        return cue if told else replace(cue, rank=Rank.ACT)

    def _is_somebody(self, subject: Phrase) -> bool:
        return subject.form is not Form.OFFICE or self.lists.is_person(self.lows[subject.head - 1])

    def _completes(self, at: int) -> bool:
        """Whether a complement begins: "that it works", "to leave", "of the plan"."""
        low = self.lows[at]
        return (
            low in self.lists.complements_of_stance or low in self.lists.that or low in self.lists.conjunction
        )

    def _act_noun(self, at: int) -> Cue | None:
        """The cue of a noun made of a verb: "Lee's decision to leave", "offered advice to"."""
        if (
            at == 0
            or at + 1 >= len(self.words)
            or not self._completes(at + 1)
            or not self.words[at].islower()
        ):
            return None
        if self.lows[at + 1] in self.lists.that and not opens_content(self.read, at + 1):
            return None
        return self._carried(at) or self._possessed(at)

    def _possessed(self, at: int) -> Cue | None:
        """The cue of a noun behind a possessive."""
        lists, lows, words = self.lists, self.lows, self.words
        for owner in range(at - 1, max(-1, at - 4), -1):
            if lows[owner] in lists.possessives:
                return self._cue(Rank.NOUN, at, at + 1, Phrase(Form.PRONOUN, owner, owner + 1, owner + 1))
            if lows[owner].endswith(("'s", "s'")):
                start = owner
                while start > max(0, owner - 6) and self._is_of_name(start - 1):
                    start -= 1
                name = words[start][0].isupper()
                if not name:
                    start = self._determined(owner)
                if not name and not lists.is_person(lows[owner].removesuffix("'s").removesuffix("'")):
                    return None
                form = Form.NAME if name else Form.OFFICE
                return self._cue(Rank.NOUN, at, at + 1, Phrase(form, start, owner + 1, owner + 1))
            if not words[owner].isalpha() or lows[owner] in lists.boundaries:
                return None
        return None

    def _is_of_name(self, at: int) -> bool:
        return self.words[at][0].isupper() and self.lows[at] not in self.lists.determiners

    def _determined(self, owner: int) -> int:
        """Where "the party's" begins."""
        near = range(owner - 1, max(-1, owner - 5), -1)
        return next((n for n in near if self.lows[n] in self.lists.determiners), owner)

    def _carried(self, at: int) -> Cue | None:
        """The cue of a noun that a verb only carries: "issued a warning that", "took a swipe at"."""
        for verb in range(at - 1, max(-1, at - _NOUN_PHRASE), -1):
            low = self.lows[verb]
            if low in self.lists.carriers:
                first, passive, _, negated = self._auxiliaries(verb)
                if (passive and not low.endswith("ing")) or negated:
                    return None
                cue = self._of_somebody(first, at)
                return None if cue is None else replace(cue, start=verb)
            if (
                not self.words[verb][0].isalnum()
                or low in self.lists.prepositions
                or is_past(self.read, verb)
            ):
                return None
        return None

    def _passive(self, at: int) -> Cue | None:
        """The cue of a passive with its agent: "was praised by Lee", "it was claimed by Lee that"."""
        if at + 2 >= len(self.words) or self.lows[at + 1] not in self.lists.agents:
            return None
        first, passive, _, negated = self._auxiliaries(at)
        agent = self.read.phrase_at(at + 2, len(self.words), plain=True)
        if not passive or negated or agent is None or agent.form is Form.NOBODY:
            return None
        impersonal = first > 0 and self.lows[first - 1] in self.lists.it_pronouns
        if impersonal and opens_content(self.read, agent.end):
            return self._with_apposition(Rank.SUBJECT, at, at + 2, agent)
        return self._with_apposition(Rank.PASSIVE, first, at + 2, agent) if self._is_somebody(agent) else None
