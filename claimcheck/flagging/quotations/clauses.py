"""Which words of a sentence a cue reports: behind "said that", before ", she said", on both sides of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from claimcheck.flagging.quotations.clause_cues import ACTS, Rank
from claimcheck.flagging.quotations.cue_attribution import AttributedCue
from claimcheck.flagging.quotations.speech_words import SpeechWords
from claimcheck.model import Span

_WORD = re.compile(r"\w{1,60}(?:['’.-]\w{1,60}){0,2}")
_STOPS = re.compile(r", (?:but|even if|even though|though|although) | (?:—|–|--|-|―) |; ")
_STOPS_OF_ACT = re.compile(
    r", (?:but|and|so|yet|even|though|although|as|while|with|when|which|who|whom|whose|where|after|before"
    r"|since|in|at|on|during|despite|a|an|the|one|known|he|she|it|they|\w{1,20}(?:ing|ed|'s|'d))\b "
    r"| (?:—|–|--?|―) |; | but | when "
)
_STOPS_OF_NOUN = re.compile(
    _STOPS_OF_ACT.pattern
    + r"| (?:is|was|are|were|has|have|had|will|would|could|may|might|should|can|did|does|came|says|said) "
)
_STOPS_OF_CLAIM = re.compile(r", (?:but|a|an|which|who|though|although) | (?:—|–|--|-|―) |; ")
_STOPS_OF_CLAUSE = re.compile(r", ")
_STOPS_OF = {
    Rank.ACT: _STOPS_OF_ACT,
    Rank.NOUN: _STOPS_OF_NOUN,
    Rank.CLAIM: _STOPS_OF_CLAIM,
}
_DASHES = frozenset({"—", "–", "--", "-", "―"})
_SEARCHED = 1_000  # characters in which the article's own voice is looked for
_OPENER = 16  # characters of "although"
_LONGEST_PHRASE = 80  # characters of "During the second debate on Monday"
_BETWEEN = 12  # words between a verb and its "that"
_BETWEEN_OF = {Rank.NOUN: 0, Rank.ACT: 4}
_ADJACENT = 3
_BEHIND = frozenset({Rank.ACT, Rank.NOUN})  # which have their content behind them
_BOTH = frozenset({Rank.INVERTED, Rank.SOURCE, Rank.PASSIVE})


class Clauses:
    """Finds what the cues of a text report, beside the quotations *whole* and around those *marked*."""

    def __init__(self, text: str, whole: Sequence[Span], marked: Sequence[Span], lists: SpeechWords) -> None:
        self.text, self.lists = text, lists
        self.marked, self.parts = marked, frozenset(marked)
        self.begin = 0  # of the sentence that is looked at
        self.quotes = sorted([*whole, *marked])

    def holds_marks(self, span: Span) -> bool:
        """Whether a quotation that is part of a sentence stands within *span*."""
        number = bisect_left(self.marked, span.start, key=lambda one: one.start)
        return number < len(self.marked) and self.marked[number].start < span.end

    def of_sentence(
        self, sentence: Span, cues: Sequence[AttributedCue]
    ) -> Iterator[tuple[Span, AttributedCue]]:
        """The clauses of one sentence, each with its cue."""
        low = self.begin = sentence.start
        for n, cue in enumerate(cues):
            high = self._end(low, cue, cues[n + 1] if n + 1 < len(cues) else None, sentence.end)
            for span in self._of_cue(cue, low, high):
                yield span, cue
            if cue.rank not in ACTS:  # an act may be a part of what is reported
                low = max(low, cue.around.end)

    def _end(self, low: int, cue: AttributedCue, after: AttributedCue | None, end: int) -> int:
        """How far a cue reaches: up to the next one where a comma or an "and" stands before that."""
        if after is None:
            return end
        before = self.text[max(low, after.around.start - 6) : after.around.start].rstrip()
        parted = before.endswith((",", ";", "—", " and", " but", " und", " aber"))
        return max(after.around.start, cue.around.end) if parted else end

    def _of_cue(self, cue: AttributedCue, low: int, high: int) -> Iterator[Span]:
        if cue.rank is Rank.SIGNATURE or cue.span.of(self.text) in _DASHES:
            return  # a signature: what follows it is no speech
        behind = self.text[cue.around.end : min(high, cue.around.end + 30)]
        if self._follows_quotation(cue, low):
            if self._goes_on(behind):
                yield from self._own(self._trimmed(cue.around.end, high))
            if (span := self._up_to_quotation(cue, low)) is not None:
                yield span
            return
        before = self._before(cue, low)
        after = self._after(cue, high)
        if before is not None and after is not None and self._only_opens(cue, before):
            yield from self._own(self._past_circumstance(after) if cue.rank is Rank.SOURCE else after)
            return
        if cue.rank in _BEHIND:
            yield from self._own(self._without_preposition(after))
            return
        closed = behind.lstrip()[:1] in {"", ",", ".", ";", "!", "?"} or cue.rank in _BOTH
        if cue.rank is Rank.SOURCE and before and after and self._interrupts(cue, before, after):
            yield from self._own(before)
            yield from self._own(after)
        elif cue.rank in _BOTH and before is not None:
            yield from self._own(before)
        elif before is not None and after is not None and self._interrupts(cue, before, after):
            if not self._opens_with_phrase(before):
                yield from self._own(before)
            yield from self._own(after)
        elif before is not None and self._is_only_when(before):
            yield from self._own(after)
        elif before is not None and (closed or self._set_behind(cue, before, after)):
            yield from self._own(before)
        else:
            yield from self._own(after)

    def _before(self, cue: AttributedCue, low: int) -> Span | None:
        """What stands before a cue, without the "as" of ", as Lee noted"."""
        before = self._trimmed(low, cue.around.start)
        if before is None or cue.rank is not Rank.SOURCE:
            return before
        last = self.text[max(low, before.end - 4) : before.end].split()[-1:]
        if not last or last[0].lower() not in self.lists.as_ or len(before) == len(last[0]):
            return before
        return self._trimmed(low, before.end - len(last[0]))

    def _past_circumstance(self, after: Span) -> Span | None:
        """What a source reports, without where it says so: "As Lee reports on page 4, | it rained"."""
        comma = self.text.find(",", after.start, min(after.end, after.start + _LONGEST_PHRASE))
        told = comma > 0 and self._first_word(after) in self.lists.prepositions
        return self._trimmed(comma, after.end) if told else after

    def _only_opens(self, cue: AttributedCue, before: Span) -> bool:
        """Whether no statement stands before a cue: "As Lee noted, …", "Am Montag sagte Weber, …"."""
        between = self.text[before.end : cue.around.start].strip()
        if cue.rank is Rank.INVERTED:
            return not between and self.lists.nouns_capital
        alone = self.lists.as_ | self.lists.prepositions | self.lists.inverted_only
        return cue.rank is Rank.SOURCE and before.of(self.text).lower() in alone

    def _without_preposition(self, after: Span | None) -> Span | None:
        """What an act or a noun is about: "support for | the bill"; "to leave" keeps its "to"."""
        if after is None or self._first_word(after) not in self.lists.before_matter:
            return after
        return self._trimmed(after.start + len(self._first_word(after)), after.end)

    def _opens_with_speech(self, clause: Span) -> bool:
        number = bisect_left(self.quotes, clause.start, key=lambda span: span.start)
        opens = number < len(self.quotes) and self.quotes[number].start == clause.start
        if not opens or self.quotes[number] in self.parts:
            return False
        return self.text[self.quotes[number].end - 2] in ",.?!…"

    def _interrupts(self, cue: AttributedCue, before: Span, after: Span) -> bool:
        """Whether a cue stands between commas within what it reports: "The tax, she said, was late"."""
        between = self.text[cue.around.end : after.start].strip()
        if between != "," or self.text[before.end : before.end + 1] != ",":
            return False
        first, lists = self._first_word(after), self.lists
        if self._first_word(before) in lists.openers:
            return True  # "Though it is late, she said, …"
        return first not in lists.participles | lists.relatives | lists.and_ and not first.endswith("ing")

    def _follows_quotation(self, cue: AttributedCue, low: int) -> bool:
        number = bisect_left(self.quotes, cue.around.start, key=lambda span: span.end + _ADJACENT)
        return number < len(self.quotes) and low < self.quotes[number].end <= cue.around.start

    def _up_to_quotation(self, cue: AttributedCue, low: int) -> Span | None:
        """A statement that ends in marks before its cue: "The town "is broke," said Lee"."""
        number = bisect_left(self.marked, cue.around.start, key=lambda span: span.end + _ADJACENT)
        if number >= len(self.marked) or not low < self.marked[number].start < cue.around.start:
            return None
        before = self._trimmed(low, self.marked[number].start)
        if before is None or self._is_only_when(before):
            return None
        return Span(before.start, self.marked[number].end)

    def _goes_on(self, behind: str) -> bool:
        """Whether what a quotation began goes on behind the cue: "…", she said, is late."""
        words = _WORD.findall(behind) if behind.lstrip().startswith(",") else []
        return bool(words) and words[0].lower() in self.lists.auxiliaries

    def _after(self, cue: AttributedCue, high: int) -> Span | None:
        """What stands behind a cue, without "reporters on Monday that"."""
        start = cue.around.end
        found = list(islice(_WORD.finditer(self.text, start, high), _BETWEEN))
        that = next((n for n, word in enumerate(found) if word.group().lower() in self.lists.that), None)
        if that is not None and self._nothing_said(cue, [word.group() for word in found[:that]]):
            begin = found[that].end()
            return self._trimmed(begin, self._stop(cue, begin, high))
        for n, word in enumerate(found):
            low = word.group().lower()
            dated = n + 1 < len(found) and found[n + 1].group().lower() in self.lists.calendar
            if low in self.lists.calendar or (dated and low in self.lists.prepositions):
                start = word.end()
            else:
                break
        return self._trimmed(start, self._stop(cue, start, high))

    def _stop(self, cue: AttributedCue, start: int, high: int) -> int:
        """Where the article speaks again: at ", but" and at a lone dash; for an act at each new clause."""
        inserted = self._is_subordinate(cue) or self._is_inserted(cue)
        stops = _STOPS_OF_CLAUSE if inserted else _STOPS_OF.get(cue.rank, _STOPS)
        near = min(high, start + _SEARCHED)
        for match in stops.finditer(self.text, start + 2, near):
            if match.group().strip() in _DASHES and self.text.find(match.group(), match.end(), near) >= 0:
                return high  # an aside between two dashes
            return match.start()
        return high

    def _is_subordinate(self, cue: AttributedCue) -> bool:
        """Whether a cue stands in a clause that opens its sentence: "When Lee said so, shares fell"."""
        opens = self.text[self.begin : min(cue.around.start, self.begin + _OPENER)].strip().lower()
        return cue.rank is not Rank.SOURCE and opens in self.lists.opening_clauses

    def _is_inserted(self, cue: AttributedCue) -> bool:
        """Whether a cue stands between commas beside a name: "Lee, who says it is late, left"."""
        if cue.mention is None or self.text[max(0, cue.mention.start - 2) : cue.mention.start] != ", ":
            return False
        return cue.mention.of(self.text).lower() in self.lists.relatives

    def _nothing_said(self, cue: AttributedCue, between: Sequence[str]) -> bool:
        """Whether the words before "that" only say to whom, where or when."""
        if len(between) > _BETWEEN_OF.get(cue.rank, _BETWEEN):
            return False
        if not between or cue.span.of(self.text).lower() in self.lists.not_inverted:
            return True
        first = between[0].lower()
        return first in self.lists.prepositions or first in self.lists.calendar or first in self.lists.adverbs

    def _set_behind(self, cue: AttributedCue, before: Span, after: Span | None) -> bool:
        """Whether a statement stands before its cue and only a day or a place behind it."""
        if self.text[before.end : before.end + 1] != "," or cue.rank is Rank.PARTICIPLE:
            return False
        if after is None:
            return True
        lists = self.lists
        if self._opens_clause(before):
            return False
        behind = self._first_word(after)
        return not behind or behind in lists.prepositions | lists.calendar

    def _opens_with_phrase(self, before: Span) -> bool:
        """Whether words before a cue are only a time or a place: "In May"."""
        return self._opens_clause(before) and self._first_word(before) not in self.lists.openers

    def _is_only_when(self, before: Span) -> bool:
        """Whether words before a cue are a time or a place: "During his tour", not "In May it fell"."""
        if self._first_word(before) not in self.lists.prepositions or len(before) > _LONGEST_PHRASE:
            return False
        words = [word.group() for word in _WORD.finditer(self.text, before.start, before.end)]
        return not any(word in self.lists.auxiliaries or self._is_past(word) for word in words)

    def _is_past(self, low: str) -> bool:
        return low in self.lists.past_forms or (low.endswith("ed") and len(low) > 4)

    def _opens_clause(self, before: Span) -> bool:
        """Whether words only open a sentence: "In May", "Asked about it", "While it rains"."""
        first, lists = self._first_word(before), self.lists
        return not first or first in lists.prepositions | lists.openers | lists.participles | lists.finite

    def _first_word(self, span: Span) -> str:
        found = _WORD.match(self.text, span.start)
        return found.group().lower() if found else ""

    def _trimmed(self, start: int, end: int) -> Span | None:
        """A range without blanks and commas around it; None where nothing is left."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",:;—–-"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;—–-"):
            end -= 1
        return Span(start, end) if end > start else None

    def _own(self, clause: Span | None) -> Iterator[Span]:
        """The clause, if more than two words of it stand outside the quotations."""
        if clause is None or self._opens_with_speech(clause):
            return
        at, words = clause.start, 0
        number = bisect_right(self.quotes, at, key=lambda span: span.end)
        quoted = number < len(self.quotes) and self.quotes[number].start < clause.end
        while words < 3 and at < clause.end:
            inside = number < len(self.quotes) and self.quotes[number].start < clause.end
            stop = self.quotes[number].start if inside else clause.end
            words += sum(1 for _ in islice(_WORD.finditer(self.text, at, stop), 3))
            at = self.quotes[number].end if inside else clause.end
            number += 1
        if words > 2 or (words and not quoted):
            yield clause
