"""The phrase that names whoever speaks: a small grammar of noun phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claimcheck.flagging.quotations.speech_words import SpeechWords
from claimcheck.model import Span

_TOKEN = re.compile(
    r"[a-z]\w{1,59}(?:['/-]\w{1,60}){0,4}(?:'(?=\s))?"  # most words; the last but one line has the others
    r"|\x00{1,100000}\x03?|\x03"  # a quotation, blanked; \x03 where it ends with a comma
    r"|[\x01\x02][^\x01\x02]{1,60}[\x01\x02]"  # a nickname, the title of a work
    r"|(?:[^\W\d_]\.){2,5}"  # U.S. · J.D.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|Jr|Sr|St|Ph|Mt)\.(?=\s)"
    r"|No\.(?=\s\d)"
    r"|[A-Z]-(?:[A-Z]\.){1,3}|[A-Z]-[A-Z][a-z]{1,5}\.(?=[,)])"  # D-N.Y. · D-Calif.
    r"|[A-Z]\.(?=\s\w)"
    r"|\d{1,15}(?:[.,]\d{1,9}){1,6}(?!\w)"  # 30,000
    r"|\w{1,60}(?:['/-]\w{1,60}){0,4}(?:'(?=\s))?"
    r"|[^\w\s]"
)
REACH = 9  # words of a phrase
PAUSES = frozenset(",—–-")
STOPS = frozenset(".!?;:…()[]{}\x00")


class Form(StrEnum):
    """How a phrase names somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    OFFICE = "office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words *start* to *end* of a sentence that name somebody; *head* ends the noun itself.

    ``also`` is the second of two: "Lee" of "Ray and Lee"; ``relative`` is the "who" that stands for it.
    """

    form: Form
    start: int
    end: int
    head: int
    also: Phrase | None = None
    relative: int | None = None


class Words:
    """The words and marks of one range of a levelled text, with where each stands in it; reads their phrases.

    >>> from claimcheck.flagging.quotations.speech_words import speech_words
    >>> Words("Mr. Bo Ray's dog said so.", 0, 25, speech_words()).words
    ['Mr.', 'Bo', "Ray's", 'dog', 'said', 'so', '.']
    """

    def __init__(self, text: str, start: int, end: int, lists: SpeechWords) -> None:
        self._text, self._range = text, (start, end)
        self.lists = lists
        self.words: list[str] = _TOKEN.findall(text, start, end)
        self.lows = list(map(str.lower, self.words))

    @property
    def source(self) -> str:
        """The range of the text that is read."""
        return self._text[self._range[0] : self._range[1]]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _TOKEN.finditer(self._text, *self._range)]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts in the text; few sentences are asked."""
        return [start for start, _ in self._spans]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [end for _, end in self._spans]

    def span(self, start: int, end: int) -> Span:
        """The span from one word up to, not including, another."""
        return Span(self.starts[start], self.ends[end - 1])

    def phrase_at(self, at: int, stop: int, plain: bool = False) -> Phrase | None:
        """The phrase that begins at word *at* and ends before *stop*; *plain*: any noun will do."""
        words, lows, lists = self.words, self.lows, self.lists
        stop = min(stop, at + REACH, len(words))
        if at >= stop:
            return None
        if lows[at] in lists.pronouns or (
            lows[at].find("'") > 0 and lows[at].split("'")[0] in lists.pronouns
        ):
            return Phrase(Form.PRONOUN, at, at + 1, at + 1)
        article = lists.nouns_capital and lows[at] in lists.definite and words[at + 1 : at + 2] != []
        article = article and words[at + 1][0].isupper()
        if not article and (lows[at] in lists.nobody or lows[at] in lists.negations):
            return Phrase(Form.NOBODY, at, at + 1, at + 1)
        determined = lows[at] in lists.determiners or lows[at].isdigit()
        if determined and at + 1 == stop and plain and lows[at] in lists.quantifiers:
            return Phrase(Form.OFFICE, at, at + 1, at + 1)  # some say
        here, found = at + determined, None
        while here < stop:
            low, word = lows[here], words[here]
            if self._ends(here) and not (here == at and word[0].isupper()):
                break
            if plain and here > at + determined and self._is_past(here):
                break
            if word[0].isupper() and not (here == at and low in lists.prepositions):
                run = self.run(here, stop, determined)
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
                    if plain and determined and not office and self._of_name(run, stop):
                        continue
                    break
                continue
            here += 1
            if lists.is_person(low):
                found = Phrase(Form.OFFICE, at, here, here)
                if not self._goes_on(here, stop, found.form):
                    break
        goes_on = found is None or (here > found.end and not lists.nouns_capital)
        if plain and goes_on and self._any_noun(at, here, determined):
            found = Phrase(Form.OFFICE, at, here, here)
        return found

    def _of_name(self, at: int, stop: int) -> bool:
        """Whether a noun goes on that a name only describes: the New York | businessman."""
        word = self.words[at] if at < stop else "."
        return word.isalpha() and word.islower() and not self._ends(at) and not self._is_past(at)

    def _any_noun(self, at: int, here: int, determined: bool) -> bool:
        """Whether words that name no person are a noun all the same: "the bakery", "motorists"."""
        if determined or self.lists.nouns_capital:
            return here > at + 1
        last = self.words[here - 1]
        return last.isalpha() and last.islower() and last.endswith("s") and not last.endswith("ss")

    def coordinated(self, found: Phrase, stop: int, verb_follows: bool = False) -> Phrase:
        """A phrase to the right with the second of two: "said Bo Ray and Ann Lee"."""
        lists, end = self.lists, found.end
        if found.form not in {Form.NAME, Form.OFFICE} or end + 1 >= stop or self.lows[end] not in lists.both:
            return found
        second = self.phrase_at(end + 1, stop)
        if second is None or second.form not in {Form.NAME, Form.OFFICE}:
            return found
        after = self.lows[second.end] if second.end < len(self.words) else "."
        closed = (
            verb_follows or not after[0].isalnum() or after in lists.prepositions or after in lists.calendar
        )
        return Phrase(found.form, found.start, second.end, found.head, second) if closed else found

    def run(self, at: int, stop: int, determined: bool = False) -> int:
        """Where a run of capitals that begins at *at* ends."""
        words, lows, lists = self.words, self.lows, self.lists
        end, of_body = at + 1, False
        while end < stop and not lows[end - 1].endswith(("'s", "'")):
            capital = words[end][0].isupper() or words[end][0] == "\x01"
            if capital and lows[end] not in self.lists.inverted_only:
                end += 1
                continue
            if lows[end] in lists.both and self._one_name(at, end, stop, determined, of_body):
                end += 2
                continue
            ahead = end
            while ahead < stop and ahead < end + 2 and lows[ahead] in lists.particles:
                ahead += 1
            joins = lows[end] in lists.name_of and words[end - 1] in lists.body_names
            if joins:
                ahead = end + 1 + (end + 1 < stop and lows[end + 1] in self.lists.definite)
                of_body = True
            if ahead == end or ahead >= stop or not words[ahead][0].isupper():
                break
            end = ahead + 1
        return end

    def _one_name(self, at: int, end: int, stop: int, determined: bool, of_body: bool) -> bool:
        """Whether "and" stands in one name: the Trade and Growth Office, the Office for Trade and Growth."""
        words, lists = self.words, self.lists
        if end + 1 >= stop or not words[end + 1][0].isupper() or words[end + 1] in lists.gender:
            return False
        last = end + 1
        while last + 1 < stop and words[last + 1][0].isupper():
            last += 1
        if of_body:
            return last == end + 1 or words[last] in {"Services", "Affairs", *lists.body_names}
        alone = words[end - 1] in lists.body_names or (words[end - 1].isupper() and len(words[end - 1]) < 6)
        return determined and not alone and words[last] in lists.body_names

    def _named(self, at: int, last: int) -> bool:
        """Whether a capital stands before the word *last*: "the Norland Office", not "The Office"."""
        at += self.lows[at] in self.lists.determiners
        return any(word[0].isupper() for word in self.words[at:last])

    def _ends(self, at: int) -> bool:
        """Whether no noun phrase goes over this word."""
        word, low = self.words[at], self.lows[at]
        if word[0] in "\x01\x02":
            return False
        if not word[0].isalnum() or (low in self.lists.boundaries and self._is_small(at)):
            return True
        noun = self.lists.is_person(low) or (at > 0 and self.lows[at - 1] in self.lists.definite)
        return word.islower() and low in self.lists.finite and not noun

    def _is_small(self, at: int) -> bool:
        """Whether a word is no name that reads like a verb: Theresa May, Will Hurd."""
        return self.words[at].islower() or self.lows[at] not in self.lists.auxiliaries

    def _is_past(self, at: int) -> bool:
        low = self.lows[at]
        return self.words[at].islower() and (
            low in self.lists.past_forms or (low.endswith("ed") and len(low) > 4)
        )

    def is_date(self, at: int) -> bool:
        """Whether "On Monday" or the like begins at this word."""
        return self.lows[at] in self.lists.prepositions and self.lows[at + 1] in self.lists.calendar

    def _goes_on(self, at: int, stop: int, form: Form) -> bool:
        """Whether "EU" or "prime minister" is followed by more of the same phrase: a title, a name."""
        office = form is Form.OFFICE
        if self.lists.nouns_capital and at < stop and self.words[at].islower():
            return False
        if office and at < stop and self.words[at][0].isupper() and not self.lists.nouns_capital:
            return self.lows[at] not in self.lists.calendar
        for ahead in range(at, min(stop, at + 5)):
            if self._ends(ahead) or (not office and self._is_past(ahead)):
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
            if end + 1 < stop and self.is_date(end):
                break
            end += 1
        return end
