"""The phrase that a signal's words stand in: whole, within one clause, and short enough for a glance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.flagging.signals.clauses import Clauses, Word, is_doing
from claimcheck.flagging.signals.word_kinds import EMPTY, WITHIN_VERBS, WordKind

_LONGEST = 80  # characters
_NOUNS = 3  # words of a noun phrase
_MARKS = re.compile(r"[\"“”„«»‘]|(?<!\w)['’]|(?<!s)['’](?!\w)")
_OPENERS = (WordKind.LINK, WordKind.EITHER)
_NOT = WordKind.NEGATION
_NO_CUT = ("of", "than")  # "a part | of": the noun before needs it
Range = tuple[int, int]


class Phrases:
    """The phrases of one sentence, told from its clauses; ranges are numbers of words."""

    def __init__(self, text: str, clauses: Clauses) -> None:
        self.text, self.clauses = text, clauses

    def read(self, words: Range) -> str:
        """What the article says there, on one line."""
        if words[0] >= words[1]:
            return ""
        start, end = self.clauses.words[words[0]].start, self.clauses.words[words[1] - 1].end
        return one_line(self.text[start:end])

    def of_verb(self, core: Range, *, whole: bool = False, begin: int = 0) -> Range:
        """Who does what: the clause of *core*, its end or its subject left out where it is too long.

        Where *core* is to be told *whole*, its own first words are too: "due to a fault". What stands before
        *begin* is not told.
        """
        first, after = self.clauses.around(*core)
        first = max(first, begin)
        verb = core[0] if whole else self._verb_begin(core[0], first)
        for start in (first, verb):
            for end in (after, *self._cuts(core[1], after)):
                words = self.trimmed((start, end))
                words = (min(words[0], core[0]), words[1]) if whole else words
                if self._fits(words):
                    return words
        return core if whole else self.trimmed((verb, core[1]))

    def after(self, core: Range) -> Range:
        """*core* itself and what follows it in its clause: "if rents fall", "would travel with them"."""
        _, after = self.clauses.around(*core)
        for end in (after, *self._cuts(core[1], after)):
            words = core[0], max(self.trimmed((core[0], end))[1], core[1])
            if self._fits(words):
                return words
        return core

    def of_noun(self, core: Range, nouns: int, linked: int, *, each: bool = False) -> Range:
        """*core* and what belongs to it: so many words straight after it, and what prepositions join to it.

        What ends with a preposition or a hyphen has a noun: "Thousands of | birds", "52-count | complaint".
        """
        stop = self.clauses.around(*core)[1]
        last = self.clauses.words[core[1] - 1]
        nouns = _NOUNS if last.kind is WordKind.LINK or "-" in last.text else nouns
        end = self._nouns(core[1], min(stop, core[1] + nouns))
        if each and end == core[1] and self._is_each(end, stop):
            end += 2
        while linked > 0:
            before, end = end, self._linked(end, stop)
            linked = linked - (self.clauses.words[before].text not in _NO_CUT) if end > before else 0
        return core[0], max(self.trimmed((core[0], end))[1], core[1])

    def of_rank(self, core: Range, nouns: int, linked: int) -> Range:
        """As of nouns, without an article, and with the word that is compared: "higher | than any"."""
        first, after = self.of_noun(core, nouns, linked)
        while first < after - 1 and self.clauses.words[first].kind is WordKind.ARTICLE:
            first += 1
        lacks = self.clauses.words[first].kind in _OPENERS and first and not self.clauses.words[first].parted
        return first - 1 if lacks else first, after

    def trimmed(self, part: Range) -> Range:
        """The words without those at either end that say nothing alone."""
        words, (first, after) = self.clauses.words, part
        while first < after and says_nothing(words[first]):
            first += 1
        while first < after and (says_nothing(words[after - 1]) or words[after - 1].kind is _NOT):
            after -= 1
        return first, after

    def says(self, first: int, after: int) -> bool:
        """Whether any of the words says something alone."""
        return any(not says_nothing(word) for word in self.clauses.words[first:after])

    def _fits(self, words: Range) -> bool:
        if words[0] >= words[1]:
            return False
        return self.clauses.words[words[1] - 1].end - self.clauses.words[words[0]].start <= _LONGEST

    def _verb_begin(self, at: int, first: int) -> int:
        """The first word of the verb that *at* is part of: "has never | paid"."""
        while at > first and self.clauses.words[at - 1].kind in WITHIN_VERBS:
            at -= 1
        return at

    def _cuts(self, first: int, after: int) -> Iterator[int]:
        """Where a clause can end sooner, the last place first: before a preposition, not the verb's own."""
        return (n for n in range(after - 1, first, -1) if self._cuts_at(n))

    def _cuts_at(self, at: int) -> bool:
        return self.clauses.words[at].kind in _OPENERS and self.clauses.words[at].text not in _NO_CUT

    def _is_each(self, at: int, stop: int) -> bool:
        """Whether "a year" follows."""
        return at + 1 < stop and self.clauses.words[at].text in ("a", "an") and self._is_noun(at + 1)

    def _linked(self, at: int, stop: int) -> int:
        """The end of what a preposition at *at* joins; *at* where there is none."""
        if (
            at >= stop
            or self.clauses.words[at].kind is not WordKind.LINK
            or self.clauses.words[at].text == "to"
        ):
            return at
        begin = at + 1
        while begin < stop and self.clauses.words[begin].kind is WordKind.ARTICLE:
            begin += 1
        end = self._nouns(begin, stop)
        return end if begin < end <= begin + _NOUNS + 1 else at

    def _nouns(self, at: int, stop: int) -> int:
        """The end of the nouns from *at*; no participle that an object follows is one."""
        while at < stop and self._is_noun(at):
            at += 1
        return at

    def _is_noun(self, at: int) -> bool:
        word = self.clauses.words[at]
        following = self.clauses.words[at + 1] if at + 1 < len(self.clauses.words) else None
        acts = is_doing(word) and following is not None and following.kind in EMPTY and not following.parted
        return word.kind is WordKind.CONTENT and not acts


def one_line(words: str) -> str:
    """The words on one line, without quotation marks, cut after so many characters.

    >>> one_line("a “landmark”  deal")
    'a landmark deal'
    """
    line = " ".join(_MARKS.sub("", words).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip() + "…"


def says_nothing(word: Word) -> bool:
    """Whether no phrase begins or ends with a word; "rapidly" says something."""
    return word.kind in EMPTY and not (word.kind is WordKind.ADVERB and word.text.endswith("ly"))


def apart(phrases: Iterable[Range]) -> list[Range]:
    """The phrases in order, without those that another covers.

    >>> apart([(0, 4), (2, 4), (6, 8)])
    [(0, 4), (6, 8)]
    """
    found: list[Range] = []
    for first, after in phrases:
        if first < after and not any(a <= first and after <= b for a, b in found):
            found = [one for one in found if not (first <= one[0] and one[1] <= after)]
            found.append((first, after))
    return sorted(found)
