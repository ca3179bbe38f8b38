"""The phrase that names whoever speaks: a small grammar of noun phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.flagging.quotations.speech_words import SpeechWords
from claimcheck.model import Span

_TOKEN = re.compile(
    r"\x00{1,100000}"  # a quotation, blanked
    r"|(?:[^\W\d_]\.){2,5}"  # U.S. · J.D.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|Jr|Sr|St|Ph|Mt)\.(?=\s)"
    r"|[A-Z]\.(?=\s\w)"
    r"|\d{1,15}(?:[.,]\d{1,9}){1,6}(?!\w)"  # 30,000
    r"|\w{1,60}(?:['-]\w{1,60}){0,4}(?:'(?=\s))?"
    r"|[^\w\s]"
)
_REACH = 9  # words of a phrase
_LEFT, _SEGMENTS = 40, 4  # how far to the left of a verb its subject is looked for
_PAUSES = frozenset(",—–-")
_STOPS = frozenset(".!?;:…()[]{}\x00")


class Form(StrEnum):
    """How a phrase names somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    OFFICE = "office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words *start* to *end* of a sentence that name somebody; *head* ends the noun itself."""

    form: Form
    start: int
    end: int
    head: int


class Reader:
    """The words and marks of one range of a levelled text, with where each stands in it; reads their phrases.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> Reader("Mr. Bo Ray's dog said so.", 0, 25, speech_words()).words
    ['Mr.', 'Bo', "Ray's", 'dog', 'said', 'so', '.']
    """

    def __init__(self, text: str, start: int, end: int, lists: SpeechWords) -> None:
        found = list(_TOKEN.finditer(text, start, end))
        self.lists, self.words = lists, [match.group() for match in found]
        self.lows = [word.lower() for word in self.words]
        self.starts, self.ends = ([match.span()[n] for match in found] for n in (0, 1))

    def span(self, start: int, end: int) -> Span:
        """The span from one word up to, not including, another."""
        return Span(self.starts[start], self.ends[end - 1])

    # -- to the right: "said labour minister Tom Varga", "according to two officials" ----------------
    def phrase_at(self, at: int, stop: int, plain: bool = False) -> Phrase | None:
        """The phrase that begins at word *at* and ends before *stop*; *plain*: any noun will do."""
        words, lows, lists = self.words, self.lows, self.lists
        stop = min(stop, at + _REACH, len(words))
        if at >= stop:
            return None
        if lows[at] in lists.pronouns:
            return Phrase(Form.PRONOUN, at, at + 1, at + 1)
        if lows[at] in lists.nobody:
            return Phrase(Form.NOBODY, at, at + 1, at + 1)
        determined = lows[at] in lists.determiners or lows[at].isdigit()
        here, found = at + determined, None
        while here < stop:
            low, word = lows[here], words[here]
            if self._ends(here) and not (here == at and word[0].isupper()):
                break
            if word[0].isupper() and not (here == at and low in lists.prepositions):
                run = self.run(here, stop)
                last = lows[run - 1].removesuffix("'s")
                office = lists.is_person(last) and (run == here + 1 or lists.is_title(last) or determined)
                office = office or (lists.nouns_capital and determined and run == here + 1)
                office = office and not (words[run - 1] in lists.body_names and self._named(at, run - 1))
                if last != lows[run - 1] or (words[run - 1].endswith("'")):
                    here = run
                    continue
                found = Phrase(Form.OFFICE if office else Form.NAME, at, run, run)
                here = run
                if not self._goes_on(run, stop, found.form):
                    break
                continue
            here += 1
            if lists.is_person(low):
                found = Phrase(Form.OFFICE, at, here, here)
                if not self._goes_on(here, stop, found.form):
                    break
        if found is None and plain and (determined or lists.nouns_capital) and here > at + 1:
            found = Phrase(Form.OFFICE, at, here, here)
        return found

    def run(self, at: int, stop: int) -> int:
        """Where a run of capitals that begins at *at* ends."""
        words, lows, lists = self.words, self.lows, self.lists
        end = at + 1
        while end < stop and not lows[end - 1].endswith(("'s", "'")):
            if words[end][0].isupper() and lows[end] not in self.lists.inverted_only:
                end += 1
                continue
            ahead = end
            while ahead < stop and ahead < end + 2 and lows[ahead] in lists.particles:
                ahead += 1
            joins = lows[end] in lists.name_of and words[end - 1] in lists.body_names
            if joins:
                ahead = end + 1 + (end + 1 < stop and lows[end + 1] in self.lists.definite)
            if ahead == end or ahead >= stop or not words[ahead][0].isupper():
                break
            end = ahead + 1
        return end

    def _named(self, at: int, last: int) -> bool:
        """Whether a capital stands before the word *last*: "the Norland Office", not "The Office"."""
        at += self.lows[at] in self.lists.determiners
        return any(word[0].isupper() for word in self.words[at:last])

    def _ends(self, at: int) -> bool:
        """Whether no noun phrase goes over this word."""
        word, low = self.words[at], self.lows[at]
        if not word[0].isalnum() or low in self.lists.boundaries:
            return True
        return word.islower() and low in self.lists.finite and not self.lists.is_person(low)

    def _goes_on(self, at: int, stop: int, form: Form) -> bool:
        """Whether "EU" or "prime minister" is followed by more of the same phrase: a title, a name."""
        office = form is Form.OFFICE
        if office and at < stop and self.words[at][0].isupper() and not self.lists.nouns_capital:
            return self.lows[at] not in self.lists.calendar
        for ahead in range(at, min(stop, at + 5)):
            if self._ends(ahead):
                return False
            if self.lists.is_person(self.lows[ahead]):
                return True
            if self.words[ahead][0].isupper():
                return office
        return False

    def mention_end(self, found: Phrase, stop: int) -> int:
        """Where the words go on that say more of somebody without a name: "for the ministry"."""
        words, lows, lists = self.words, self.lows, self.lists
        stop = min(stop, found.end + 16, len(words))
        end = found.end
        if end >= stop or lows[end] not in lists.part_of_mention:
            inside = end + 1 < stop and lows[end] == "in" and words[end + 1][0].isupper()
            if not inside or lows[end + 1] in lists.calendar:
                return end
        while end < stop and (words[end][0].isalnum()) and lows[end] not in lists.clauses:
            if end + 1 < stop and self._is_date(end):
                break
            end += 1
        return end

    # -- to the left: "Ann Lee, who chairs the committee, said" --------------------------------------
    def subject(self, verb: int, plain: bool = False) -> Phrase | None:
        """The phrase that a verb at *verb* has on its left, None where no phrase ends there."""
        if verb > 0 and self.lows[verb - 1] in self.lists.relatives:  # "who said"
            end = verb - 2 if verb > 1 and self.words[verb - 2] in _PAUSES else verb - 1
            return self._in_segment(self._begin(end), end, False) if end > 0 else None
        if verb > 0 and self.words[verb - 1] in _PAUSES:
            return self._before_comma(verb - 1, plain)
        return self._in_segment(self._begin(verb), verb, plain)

    def _begin(self, end: int, low: int = 0) -> int:
        """Where the clause begins that goes on up to *end*."""
        at = end
        while at > max(low, end - 16) and not self._divides(at - 1):
            at -= 1
        return at

    def _divides(self, at: int) -> bool:
        """Whether a clause begins behind this word."""
        word, low, lists = self.words[at], self.lows[at], self.lists
        if word in _PAUSES or word[0] in _STOPS or low in self.lists.plain:
            return True
        article = lists.nouns_capital and low in lists.definite  # "die" is a relative, too
        if low in lists.openers and not article:
            return True
        return low in lists.and_ and not (at > 0 and self.lists.is_person(self.lows[at + 1]))

    def _in_segment(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase of the words *begin* to *end*, which reach up to a verb."""
        lows, lists = self.lows, self.lists
        if begin >= end:
            return None
        last = self.phrase_at(end - 1, end)
        if last is not None and last.form in {Form.PRONOUN, Form.NOBODY}:
            return last
        begin = self._past_calendar(begin, end)
        if begin < end and lows[begin] not in lists.prepositions:
            for at in range(begin, min(begin + 2, end)):
                found = self.phrase_at(at, end, plain)
                if found is not None and found.end == end:
                    return found
                if found is None or found.form is Form.NOBODY:
                    continue
                after = lows[found.end]
                if after in lists.prepositions or after in lists.part_of_mention or after == "(":
                    if found.form is Form.OFFICE:
                        return Phrase(found.form, found.start, self._trimmed(found.end, end), found.head)
                    return found
        for at in range(max(begin, end - _REACH), end):
            found = self.phrase_at(at, end) if self._begins(at) else None
            if found is not None and found.end == end and found.form is not Form.NOBODY:
                return found
        return None

    def _begins(self, at: int) -> bool:
        low = self.lows[at]
        capital = self.words[at][0].isupper()
        return capital or low in self.lists.determiners or self.lists.is_person(low)

    def _trimmed(self, low: int, end: int) -> int:
        """*end* without "on Monday"."""
        return end - 2 if end - 2 >= low and self._is_date(end - 2) else end

    def _is_date(self, at: int) -> bool:
        """Whether "On Monday" or the like begins at this word."""
        return self.lows[at] in self.lists.prepositions and self.lows[at + 1] in self.lists.calendar

    def _past_calendar(self, begin: int, end: int) -> int:
        """Behind "On Monday" and adverbs that open a clause."""
        while begin < end:
            if self.lows[begin] in self.lists.adverbs:
                begin += 1
            elif begin + 1 < end and self._is_date(begin):
                begin += 2
            else:
                break
        return begin

    def _before_comma(self, comma: int, plain: bool) -> Phrase | None:
        """The subject that an apposition stands behind: the nearest lone name, else the nearest noun."""
        words = self.words
        noun: Phrase | None = None
        end = comma
        for _ in range(_SEGMENTS):
            if end <= max(0, comma - _LEFT):
                break
            begin = end
            while begin > max(0, end - 25) and words[begin - 1] not in _PAUSES:
                inline = words[begin - 1][0] == "\x00" and begin > 1 and words[begin - 2].isalpha()
                if words[begin - 1][0] in _STOPS and not inline:
                    break
                begin -= 1
            found = self._whole(begin, end, plain and noun is None)
            if found is not None and found.form is Form.NAME:
                return found
            noun = noun or found
            if begin == 0 or words[begin - 1] not in _PAUSES:
                break
            end = begin - 1
        return noun

    def _whole(self, begin: int, end: int, plain: bool) -> Phrase | None:
        """The phrase at the end of *begin* to *end* that begins its clause."""
        lists = self.lists
        if begin >= end or self.lows[begin] in lists.relatives or self.lows[begin] in lists.prepositions:
            return None
        found = self._in_segment(self._begin(end, begin), end, plain)
        return None if found is None or found.form is Form.NOBODY else found

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

    def _opens_clause(self, low: str) -> bool:
        """Whether a word opens a clause before the main one."""
        return low in self.lists.clauses or low in self.lists.participles or low in self.lists.finite
