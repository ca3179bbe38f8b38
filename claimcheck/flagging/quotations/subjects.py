"""The subject of a verb: "Ann Lee, who chairs the committee, said"."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.flagging.quotations.noun_phrases import PAUSES, REACH, STOPS, Form, Phrase, Words

_PARTY = re.compile("[A-Z]-[A-Z]")
_LEFT, _SEGMENTS, _CLAUSE = 50, 5, 24  # how far to the left of a verb its subject is looked for


class Reader(Words):
    """Reads the phrases that stand to the left of a word, up to where its clause begins."""

    def subject(self, verb: int, plain: bool = False) -> Phrase | None:
        """The phrase that a verb at *verb* has on its left, None where no phrase ends there."""
        if verb > 0 and self.lows[verb - 1] in self.lists.relatives:  # "who said"
            return self._antecedent(verb - 1)
        if verb > 0 and self.words[verb - 1] in PAUSES:
            return self._before_comma(verb - 1, plain)
        return self._in_segment(self._begin(verb), verb, plain)

    def _antecedent(self, relative: int) -> Phrase | None:
        """Whom "who" stands for."""
        end = relative - 1 if relative > 0 and self.words[relative - 1] in PAUSES else relative
        found = self._in_segment(self._begin(end), end, True) if end > 0 else None
        return None if found is None else replace(found, relative=relative)

    def _begin(self, end: int, low: int = 0) -> int:
        """Where the clause begins that goes on up to *end*."""
        at = end
        while at > max(low, end - _CLAUSE) and not self._divides(at - 1):
            at -= 1
        return at

    def _divides(self, at: int) -> bool:
        """Whether a clause begins behind this word."""
        word, low, lists = self.words[at], self.lows[at], self.lists
        if word in PAUSES or word[0] in STOPS or low in self.lists.plain:
            return True
        article = lists.nouns_capital and low in lists.definite  # "die" is a relative, too
        if low in lists.openers and not article:
            return True
        return low in lists.and_ and self.words[at].islower()

    def _in_segment(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase of the words *begin* to *end*, which reach up to a verb."""
        lows, lists = self.lows, self.lists
        if begin >= end:
            return None
        last = self.phrase_at(end - 1, end)
        if last is not None and last.form in {Form.PRONOUN, Form.NOBODY}:
            return last
        if (
            begin
            and lows[begin - 1] in lists.relatives
            and not self._begins(begin)
            and not lists.nouns_capital
        ):
            return self._antecedent(begin - 1)
        two = self._two(begin, end, plain)
        return two if two is not None else self._one(begin, end, plain)

    def _two(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase of two, or of a name with "and" in it, whose second part is *begin* to *end*."""
        if begin < 2 or self.lows[begin - 1] not in self.lists.both:
            return None
        before = self._past_opening(self._begin(begin - 1), begin - 1)
        left = self._one(before, begin - 1, plain) if before < begin - 1 else None
        right = self._one(begin, end, plain)
        if right is None and left is not None and left.end == begin - 1 > left.head and left.start == before:
            return None if self._has_verb(begin, end) else Phrase(left.form, before, end, left.head)
        if left is None or right is None or left.start != before or left.end != begin - 1:
            return None
        if Form.PRONOUN in {left.form, right.form} or Form.NOBODY in {left.form, right.form}:
            return None
        whole = self.phrase_at(before, end)
        if whole is not None and whole.form is Form.NAME and whole.end == end:
            return whole
        person = self.words[right.start] in self.lists.gender or self.lists.is_title(self.lows[right.start])
        if left.end > left.head and right.form is Form.NAME and not person:  # the head of Trade and Growth
            return Phrase(left.form, left.start, right.end, left.head)
        return Phrase(left.form, left.start, right.end, left.head, right)

    def _has_verb(self, begin: int, end: int) -> bool:
        lists = self.lists
        return any(
            self._is_past(n) or self.lows[n] in lists.auxiliaries | lists.be for n in range(begin, end)
        )

    def _past_opening(self, begin: int, end: int) -> int:
        begin = self._past_calendar(begin, end)
        return begin + 1 if begin + 1 < end and self.lows[begin] in self.lists.both_of else begin

    def _one(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase of one somebody in the words *begin* to *end*, which reach up to a verb or an "and"."""
        lows, lists = self.lows, self.lists
        begin = self._past_calendar(begin, end)
        if begin < end and lows[begin] not in lists.prepositions:
            for at in range(begin, min(begin + 2, end)):
                found = self.phrase_at(at, end, plain)
                if found is not None and found.end == end:
                    return found
                if found is None or found.form is Form.NOBODY:
                    continue
                after = lows[found.end]
                described = (
                    end < len(self.words)
                    and self.words[end] not in PAUSES
                    and (self._is_past(found.end) or after.endswith("ing"))
                )
                if after in lists.prepositions or after in lists.part_of_mention or after == "(" or described:
                    if (owned := self._owned_name(found.end, end)) is not None:
                        return owned
                    if found.form is Form.OFFICE:
                        return Phrase(found.form, found.start, self._trimmed(found.end, end), found.head)
                    return found
        for at in range(max(begin, end - REACH), end):
            found = self.phrase_at(at, end, plain) if self._begins(at) else None
            if found is not None and found.end == end and found.form is not Form.NOBODY:
                return found
        return None

    def _owned_name(self, begin: int, end: int) -> Phrase | None:
        """The name that a possessive stands before: the Chamber of Trade's | Tom Hale."""
        for at in range(end - 2, begin, -1):
            if self.lows[at].endswith(("'s", "s'")):
                found = self.phrase_at(at + 1, end)
                return found if found is not None and found.form is Form.NAME and found.end == end else None
        return None

    def _begins(self, at: int) -> bool:
        low = self.lows[at]
        capital = self.words[at][0].isupper()
        return capital or low in self.lists.determiners or self.lists.is_person(low)

    def _trimmed(self, low: int, end: int) -> int:
        """*end* without "on Monday"."""
        return end - 2 if end - 2 >= low and self.is_date(end - 2) else end

    def _past_calendar(self, begin: int, end: int) -> int:
        """Behind "On Monday" and adverbs that open a clause."""
        while begin < end:
            if self.lows[begin] in self.lists.adverbs:
                begin += 1
            elif begin + 1 < end and self.is_date(begin):
                begin += 2
            else:
                break
        return begin

    def _before_comma(self, comma: int, plain: bool) -> Phrase | None:
        """The subject that an apposition stands behind: the nearest lone name, else the nearest noun."""
        noun: Phrase | None = None
        end = comma
        for _ in range(_SEGMENTS):
            if end <= max(0, comma - _LEFT):
                break
            begin = self._segment(end)
            found = self._whole(begin, self._before_brackets(end), plain and noun is None)
            if found is not None and not self._describes(begin, end, found):
                return found
            if noun is None or (found is not None and self.lows[noun.start] in self.lists.indefinite):
                noun = found or noun
            if begin == 0 or self.words[begin - 1] not in PAUSES:
                break
            end = begin - 1
        return noun

    def _segment(self, end: int) -> int:
        """Where the words begin that a comma parts from those before, over "(D-Ohio)"."""
        begin = end
        while begin > max(0, end - 30) and self.words[begin - 1] not in PAUSES:
            word = self.words[begin - 1]
            if word == ")":
                opens = (n for n in range(begin - 2, max(-1, begin - 10), -1) if self.words[n] == "(")
                begin = next(opens, begin - 1)
                continue
            inline = word[0] == "\x00" and begin > 1 and self.words[begin - 2].isalpha()
            if word[0] in STOPS and not inline:
                break
            begin -= 1
        return begin

    def _describes(self, begin: int, end: int, found: Phrase) -> bool:
        """Whether a phrase between commas says what somebody is, whose name may stand before it.

        "a nurse", "52", "D-Iowa", "president of the club" and, behind a name, "Democrat of Norland".
        """
        if found.form is not Form.NAME or _PARTY.match(self.words[begin]):
            return True
        after = self.lows[found.head] if found.head < end else ""
        lone = found.head == found.start + 1
        behind = begin > 1 and self.words[begin - 1] in PAUSES and self.words[begin - 2][0].isupper()
        return behind and lone and after in self.lists.name_of

    def _whole(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase of the words *begin* to *end* that begins its clause, and is all of it."""
        lists = self.lists
        while begin < end and (self.lows[begin] in lists.and_ or self.lows[begin] in lists.adverbs):
            begin += 1
        if begin >= end or self.lows[begin] in lists.relatives or self.lows[begin] in lists.prepositions:
            return None
        if (
            self.lows[begin] in lists.participles
            or self.lows[begin] in lists.finite
            or self._is_age(begin, end)
        ):
            return None
        if self._is_past(begin):
            return None
        clause = self._begin(end, begin)
        found = self._in_segment(clause, end, plain)
        if found is None or found.form is Form.NOBODY or found.start > self._past_opening(clause, end):
            return None
        return found

    def _before_brackets(self, end: int) -> int:
        """Where "(D-Ohio)" begins that ends there."""
        if not end or self.words[end - 1] != ")":
            return end
        return next((n for n in range(end - 2, max(-1, end - 10), -1) if self.words[n] == "("), end)

    def _is_age(self, begin: int, end: int) -> bool:
        return end == begin + 1 and self.words[begin].isdigit()

    # -- the first phrase: whom ", adding" is about ------------------------------------------------
    def main_subject(self, stop: int) -> Phrase | None:
        """The phrase that the sentence begins with, behind "In May," or "Asked about it,"."""
        words, lows = self.words, self.lows
        stop = min(stop, 60, len(words))
        at = 0
        for _ in range(3):
            while at < stop and not words[at][0].isalnum():
                at += 1
            if at >= stop:
                return None
            found = None
            if lows[at] not in self.lists.prepositions and not self._opens_clause(lows[at]):
                found = self.phrase_at(at, stop)
            if found is not None and found.form is not Form.NOBODY:
                return found
            comma = next((n for n in range(at, stop) if words[n] == ","), None)
            if comma is None:
                return None
            at = comma + 1
        return None

    def opening_phrase(self, end: int) -> Phrase | None:
        """The phrase that the clause before *end* begins with, where a verb follows it: "I laughed"."""
        begin = self._past_opening(self._begin(end), end)
        found = self.phrase_at(begin, end) if begin < end else None
        return found if found is not None and found.end < end and self._is_past(found.end) else None

    def _opens_clause(self, low: str) -> bool:
        """Whether a word opens a clause before the main one."""
        return low in self.lists.clauses or low in self.lists.participles or low in self.lists.finite
