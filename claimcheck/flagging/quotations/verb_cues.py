"""Cues of verbs of saying: "Ann Lee said", "…, said Ann Lee", "Lee, the mayor, has also warned that"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.flagging.quotations.clause_cues import ClauseCues, Cue, Rank, matching
from claimcheck.flagging.quotations.complements import (
    Complement,
    bases,
    complement,
    conjunction_follows,
    has_clause,
    opens_content,
    quoted_near,
)
from claimcheck.flagging.quotations.noun_phrases import Form, Phrase

_BRACKET = 24  # words between "hat" and its participle
_CLAUSE_ENDS = frozenset(".,;\x00\x03!?")


class VerbCues(ClauseCues):
    """Finds the cue of a verb, if it reports a statement, an act or nothing."""

    def _is_verb(self, at: int) -> bool:
        """Whether a word is written as a verb is: "United States" says nothing, "Said Ann Lee" does."""
        if self.words[at].islower():
            return True
        if self._in_title(at):
            return True
        before = self.words[at - 1] if at else ""
        return not before[:1].isalpha() and at + 1 < len(self.words) and self.words[at + 1][0].isupper()

    def _in_title(self, at: int) -> bool:
        """Whether a word is a verb, and no noun as well, of a line whose words all have capitals."""
        low, lists = self.lows[at], self.lists
        if low not in lists.reporting_s and low not in lists.plain:
            return False
        if low in lists.claims or not lists.take_objects.isdisjoint(bases(low)) or low in lists.weak:
            return False
        long = [word for word in self.words if len(word) > 3 and word.isalpha()]
        return sum(word[0].isupper() for word in long) * 10 > len(long) * 8

    def _verb(self, at: int) -> Cue | None:
        lows, lists = self.lows, self.lists
        end = self._end_of_verb(at)
        if end is None:
            return None
        first, passive, helped, negated = self._auxiliaries(at)
        negated = negated or (lists.nouns_capital and self._negated_behind(end))
        negated = negated and lows[at] not in lists.neg_raising
        infinitive = first > 0 and lows[first - 1] in lists.infinitive
        if passive or negated or (infinitive and not self._raised(first - 1)):
            return None
        if infinitive:
            first, helped = first - 2, True
            while first and lows[first - 1] in lists.adverbs:
                first -= 1
        what = self._reported(at, end)
        if what is Complement.NOTHING:
            return None
        cue = self._as_source(self._of_verb(first, at, end, helped))
        if cue is not None and self._is_supposed(first if cue.phrase is None else cue.phrase.start, at):
            return None
        if cue is not None and what is Complement.THING and cue.rank not in {Rank.INVERTED, Rank.SOURCE}:
            if (first and lows[first - 1] in lists.relatives) or not lists.no_acts.isdisjoint(
                bases(lows[at])
            ):
                return None
            return replace(cue, rank=Rank.ACT)
        return cue

    def _negated_behind(self, end: int) -> bool:
        """Whether "not" stands behind a German verb, in its clause: "äußert sich nicht"."""
        for low in self.lows[end : end + 3]:
            if not low[0].isalnum():
                return False
            if low in self.lists.not_:
                return True
        return False

    def _raised(self, to: int) -> bool:
        """Whether an infinitive tells what is said all the same: "went on to say"."""
        return to > 0 and self.lows[to - 1] in self.lists.raising

    def _as_source(self, cue: Cue | None) -> Cue | None:
        """A cue behind "as" is a source of its sentence: "as Ann Lee noted"."""
        if cue is None or cue.phrase is None or cue.rank is not Rank.SUBJECT:
            return cue
        start, lists = cue.phrase.start, self.lists
        before = self.lows[start - 1] if start else ""
        bounded = start < 2 or not self.words[start - 2][0].isalnum()
        if not bounded or self.lows[cue.start] in lists.weak or self.lows[cue.end - 1] in lists.prepositions:
            return cue  # "as she called for calm" tells when
        after = self.lows[cue.end] if cue.end < len(self.lows) else "."
        closed = not after[0].isalnum() or after in lists.prepositions | lists.calendar | lists.before_times
        alone = closed and after not in lists.infinitive
        return replace(cue, rank=Rank.SOURCE) if before in lists.as_ and alone else cue

    def _of_verb(self, first: int, at: int, end: int, helped: bool) -> Cue | None:
        """The cue of a verb by its place among the words of its clause."""
        lows, low, lists = self.lows, self.lows[at], self.lists
        if first > 0 and lows[first - 1] == "," and low not in lists.not_inverted:
            # "The law protects women, says Ann Lee."
            inverted = self._inverted(first, at, end)
            if inverted is not None and self._closes(inverted):
                return inverted
        if lists.nouns_capital:
            if self._opens_with_adverbial(first) and (inverted := self._inverted(0, at, end)) is not None:
                return inverted
            if low in lists.perfects and (bracketed := self._of_bracket(at)) is not None:
                return bracketed
        subject = self._subject(first)
        if first and lows[first - 1] in lists.before_nouns:
            return None
        if subject is not None:
            if subject.form is Form.NOBODY or self._bare(at, helped, subject) or self._negated(subject):
                return None
            if self._is_evidence(low, subject):
                return None
            if low in lists.with_as and not (subject.start and lows[subject.start - 1] in lists.as_):
                return None
            return self._of_subject(first, at, end, subject)
        if low in lists.base and low not in lists.finite:
            return None
        if first > 0 and lows[first - 1] in lists.and_:
            return self._of_second(first, at, end)
        return self._inverted(first, at, end) if low not in lists.not_inverted else None

    def _of_bracket(self, at: int) -> Cue | None:
        """The cue of a German participle at the end of its clause: "Weber hat 300 Stellen … angekündigt"."""
        for n in range(at - 1, max(-1, at - _BRACKET), -1):
            low = self.lows[n]
            if low in self.lists.not_ or self.words[n][0] in ",;:.":
                return None
            if low in self.lists.auxiliaries and n and n < at - 1:
                subject = self._subject(n)
                nobody = subject is None or subject.form is Form.NOBODY
                return None if nobody or subject is None else self._cue(Rank.ACT, n, n + 1, subject)
        return None

    def _is_evidence(self, low: str, subject: Phrase) -> bool:
        """Whether a thing only lets somebody conclude: "a video shows", "the silence suggests"."""
        if subject.form is not Form.OFFICE or subject.also is not None:
            return False
        lists, words = self.lists, self.lows[subject.start : subject.end]
        if lists.evident.isdisjoint(bases(low)) or not lists.findings.isdisjoint(words):
            return False
        head = self.lows[subject.head - 1]
        return head in lists.pictures or not (lists.is_person(head) or head in lists.quantifiers)

    def _opens_with_adverbial(self, verb: int) -> bool:
        """Whether a German clause begins with another word than its subject, which follows the verb then."""
        begin = verb
        while begin and begin > verb - 20 and self.words[begin - 1][0].isalnum():
            begin -= 1
        return begin < verb and (
            self.lows[begin] in self.lists.prepositions
            or self.lows[begin] in self.lists.adverbs
            or self.lows[begin] in self.lists.inverted_only
        )

    def _of_second(self, first: int, at: int, end: int) -> Cue | None:
        """The cue of a verb behind "and": of whoever its clause begins with, else of whoever spoke before."""
        own = self.read.opening_phrase(first - 1)
        if own is not None and own.form is Form.NOBODY:
            return None
        if own is not None and own.form is not Form.OFFICE and own.start > self.last:
            return self._cue(Rank.SUBJECT, at, end, own)
        return self._cue(Rank.SUBJECT, at, end, None) if self.last >= 0 else self._of_main(at, end, first)

    def _of_main(self, at: int, end: int, first: int) -> Cue | None:
        """The cue of a second verb: "Ann Lee left and said"."""
        subject = self.read.main_subject(first)
        if subject is None or subject.end > first or subject.form is Form.NOBODY:
            return None
        return self._cue(Rank.SUBJECT, at, end, subject)

    def _negated(self, subject: Phrase) -> bool:
        """Whether nobody of a subject says it: "neither the mayor nor the council said"."""
        before = self.lows[max(0, subject.start - 1) : subject.start + 1]
        return not self.lists.negations.isdisjoint(before)

    def _closes(self, found: Cue) -> bool:
        """Whether a speaker behind the verb is a name, and ends the clause."""
        phrase = found.phrase
        if phrase is None or found.end > phrase.start:
            return False
        if phrase.form is Form.OFFICE:
            after = self.lows[phrase.end] if phrase.end < len(self.lows) else "."
            ends = not after[0].isalnum() or after in self.lists.prepositions
            definite = self.lows[phrase.start] in self.lists.determiners
            return definite and ends and not has_clause(self.read, phrase.head - 1)
        if phrase.form is not Form.NAME:
            return False
        return phrase.end >= len(self.words) or self.words[phrase.end][0] in _CLAUSE_ENDS

    def _end_of_verb(self, at: int) -> int | None:
        """Behind the verb; None where the words that it needs do not follow: "pointed" without "out"."""
        tail, low = matching(self.lows, at, self.lists.tails), self.lows[at]
        alone = low in self.lists.finite or low in self.lists.base or low in self.lists.that_verbs
        return at + 1 if tail is None and alone else tail

    def _bare(self, at: int, helped: bool, subject: Phrase) -> bool:
        """Whether a base form is no verb here: "the report", where "experts report" is one."""
        if not helped and self._counted(at, subject):
            return True
        if helped or (self.lows[at] not in self.lists.base and self.lows[at] not in self.lists.bare):
            return False
        if subject.also is not None or self.lows[subject.head - 1] in self.lists.quantifiers:
            return False
        plural = self.lows[subject.head - 1].endswith(("s", "people", "men", "police", "data"))
        return not (plural and subject.head == subject.start + 1) and not (
            (subject.form is Form.OFFICE and plural) or subject.form is Form.PRONOUN
        )

    def _counted(self, at: int, subject: Phrase) -> bool:
        """Whether a form in "-s" is what is counted: "two member states", "many polls"."""
        noun = self.lows[at] in self.lists.reporting_s or self.lows[at] in self.lists.that_verbs
        if not noun or self.lows[at].endswith("ed") or subject.form is not Form.OFFICE:
            return False
        low = self.lows[subject.start]
        return low[0].isdigit() or low in self.lists.quantifiers or low in self.lists.numbers

    def _reported(self, at: int, end: int) -> Complement:
        """What a verb reports here, by its kind."""
        low, lists = self.lows[at], self.lists
        if low in lists.that_verbs and low not in lists.finite:
            if not self._that_follows(at, end):
                return Complement.NOTHING
            return Complement.THING if low in lists.factive else Complement.STATEMENT
        if low in lists.only_that and low not in lists.plain:
            # "A poll found a tie", but nobody says anything who "found a way".
            told = conjunction_follows(self.read, at, end) or quoted_near(self.read, at)
            told = told or self._set_apart(at, end)
            told = told or (low not in lists.only_conjunction and has_clause(self.read, end))
            told = told or self._of_findings(at) or self._ends_inverted(at, end) or self._ends_as_clause(end)
            return Complement.STATEMENT if told else Complement.NOTHING
        found = complement(self.read, at, end)
        if low not in lists.weak or found is Complement.NOTHING:
            return found
        told = conjunction_follows(self.read, at, end) or quoted_near(self.read, at)
        return Complement.STATEMENT if told else Complement.THING

    def _that_follows(self, at: int, end: int) -> bool:
        """Whether "that" and a clause stand behind a verb, or behind when and whom it was told."""
        lists, here = self.lists, end
        while here + 1 < len(self.words) and (self._is_adverb(here) or self.lows[here] in lists.calendar):
            here += 1
        if here + 2 < len(self.words) and self.read.is_date(here):
            here += 2
        if self.lows[at] in lists.to_whom:
            told = self.read.phrase_at(here, len(self.words), plain=True)
            here = here if told is None else told.end
        return opens_content(self.read, here)

    def _is_supposed(self, begin: int, verb: int) -> bool:
        """Whether something is not said but only may be: "if a bank says", "once a country says"."""
        lists, before = self.lists, self.lows[begin - 1] if begin else ""
        first = self.lows[begin]
        if before in lists.supposing or (first in lists.supposing and begin < verb):
            return True
        low = self.lows[verb]
        present = low.endswith("s") or low in lists.base or low in lists.bare
        return (
            before in lists.general
            and present
            and (first in lists.anybody or self.lows[verb - 1].endswith("s"))
        )

    def _set_apart(self, at: int, end: int) -> bool:
        """Whether a statement stands before a verb that ends its sentence: "…, The Post has learned."."""
        subject = self.read.subject(self._auxiliaries(at)[0], True)
        closed = end >= len(self.words) or self.words[end] in {".", ","}
        return closed and subject is not None and subject.start > 0 and self.words[subject.start - 1] == ","

    def _ends_inverted(self, at: int, end: int) -> bool:
        """Whether a German verb and its speaker end a sentence: "…, klagte er.", "…, rechnet sie vor."."""
        if not self.lists.nouns_capital or not at or self.words[at - 1] != ",":
            return False
        found = self.read.phrase_at(end, len(self.words))
        if found is None or found.form is Form.NOBODY:
            return False
        after = found.end + (self.words[found.end : found.end + 1] != [] and self.words[found.end].islower())
        return after >= len(self.words) or self.words[after] == "."

    def _ends_as_clause(self, end: int) -> bool:
        """Whether a German verb ends "Wie das Amt bekannt gab,"."""
        opens = self.lists.nouns_capital and self.lows[0] in self.lists.as_ and end <= 14
        return opens and self.words[end : end + 1] == [","]

    def _of_findings(self, at: int) -> bool:
        """Whether a poll or a report stands before the verb, which finds nothing but what it says."""
        return any(low in self.lists.findings for low in self.lows[max(0, at - 8) : at])
