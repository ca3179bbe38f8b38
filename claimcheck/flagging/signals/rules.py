"""What rules are made of: expressions, phrases and beginnings of words, found in one walk over a sentence.

A rule says with which words it can begin and which words it needs. The walk looks every word
up once and tries only the rules that can begin there; so a sentence costs what it says, and
not what could be said. Both only save time: a rule that names neither is tried at every word.

What a rule begins with or needs is named by words, or by what they look like: ``"*ed"`` is
every word that ends so, ``"steig*"`` every word that begins so, ``"*-"`` one that a hyphen
follows, and there are :data:`NUMERAL`, :data:`CAPITAL` and :data:`ANY`. Of a phrase its
first word counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimcheck.flagging.language_words import alternatives, any_of, lower

ANY, NUMERAL, CAPITAL = "*", "#", "^"

# Where something can begin: a word (with the hyphen after it), a sign of money or law, an apostrophe, "?".
_START = re.compile(r"\w+-?|(?<!\w)[$€£¥§]|['?]")
_LONGEST_KEPT, _MOST_KEPT = 40, 20_000

Range = tuple[int, int]
Match = Callable[[str, int], re.Match[str] | None]
"""What a rule finds in a sentence at a place."""


@dataclass(frozen=True)
class Rule:
    """A regular expression, which marks what it finds or with ``skips`` steps over it.

    Its group "core", where it has one, is what it marks. ``begins`` are the words that it can begin with,
    ``needs`` those of which one must be in the sentence.
    """

    expression: str
    begins: Iterable[str] = (ANY,)
    needs: Iterable[str] = (ANY,)
    skips: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, which is found in any case."""
        return re.compile(self.expression, re.IGNORECASE)


def phrases(listed: Collection[str], *, skips: bool = False) -> Rule:
    """The rule for phrases, of which the longest counts; a blank in one is one blank in the sentence.

    >>> Walk({"cause": [phrases(["due to", "due"])]}).over("Due to rain")
    {'cause': [(0, 6)]}
    """
    return Rule(any_of(listed), listed, skips=skips)


def stems(listed: Collection[str], *, skips: bool = False) -> Rule:
    """The rule for beginnings of words; each marks its whole word: "steig" is "steigt" and "Steigerung".

    >>> Walk({"trend": [stems(["steig"])]}).over("Es steigt.")
    {'trend': [(3, 9)]}
    """
    return Rule(rf"(?:{alternatives(listed)})\w*", [f"{stem}*" for stem in listed], skips=skips)


class Walk:
    """The rules of all signs, found in one walk over a sentence.

    Of each sign's rules the first that fits at a place counts, and what it has found is over
    before the next can begin; signs know nothing of each other.

    >>> walk = Walk({"cause": [phrases(["due to"])], "trend": [stems(["steig"]), phrases(["due"])]})
    >>> walk.over("due to rain")
    {'cause': [(0, 6)], 'trend': [(0, 3)]}
    """

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        self._signs = tuple(rules)
        self._rules = [(sign, rule) for sign, name in enumerate(rules) for rule in rules[name]]
        self._begins, self._needs = _Index(), _Index()
        for number, (_, rule) in enumerate(self._rules):
            self._begins.add(rule.begins, number)
            self._needs.add(rule.needs, number)
        self._always = sum(1 << number for number in self._needs.of(""))
        self._kept = lru_cache(_MOST_KEPT)(self._look_up)

    def over(self, sentence: str) -> dict[str, list[Range]]:
        """What each sign marks in the sentence, in its order; signs that mark nothing are left out."""
        starts, met = [], self._always
        for start in _START.finditer(sentence):
            token = start.group()
            rules, meets = self._kept(token) if len(token) <= _LONGEST_KEPT else self._look_up(token)
            met |= meets
            if rules:
                starts.append((start.start(), rules))
        free = [0] * len(self._signs)
        found: dict[str, list[Range]] = {}
        for at, rules in starts:
            for sign, needed, skips, match_at in rules:
                if met & needed and free[sign] <= at and (match := match_at(sentence, at)):
                    free[sign] = match.end()
                    if not skips:
                        begin = match.start("core" if match.lastgroup == "core" else 0)
                        marked = begin, begin + len(sentence[begin : match.end()].rstrip())
                        found.setdefault(self._signs[sign], []).append(marked)
        return found

    def _look_up(self, token: str) -> tuple[tuple[tuple[int, int, bool, Match], ...], int]:
        """The rules that can begin with a word, and those that need it, as bits."""
        begun = [(number, *self._rules[number]) for number in sorted(self._begins.of(token))]
        return (
            tuple((sign, 1 << number, rule.skips, rule.pattern.match) for number, sign, rule in begun),
            sum(1 << number for number in self._needs.of(token)),
        )


class _Index:
    """From words, and from what words look like, to numbers.

    >>> index = _Index()
    >>> index.add(["*ed", "due to"], 1)
    >>> index.of("Signed"), index.of("Due"), index.of("to")
    ({1}, {1}, set())
    """

    def __init__(self) -> None:
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._beginnings: set[int] = set()
        self._endings: set[int] = set()

    def add(self, forms: Iterable[str], number: int) -> None:
        """Keep the number under each of the words."""
        for form in forms:
            if form.endswith("*") and form != ANY:
                self._beginnings.add(len(form) - 1)
            elif form.startswith("*") and form != ANY:
                self._endings.add(len(form) - 1)
            looks = form in (NUMERAL, CAPITAL) or "*" in form
            self._numbers[lower(form) if looks else _first(lower(form))].add(number)

    def of(self, token: str) -> set[int]:
        """All numbers that are kept for a word, with or without the hyphen after it."""
        lowered = lower(token)
        word = lowered.rstrip("-")
        keys = {word, ANY}
        keys |= {f"*{form[-length:]}" for form in (word, lowered) for length in self._endings}
        keys |= {f"{word[:length]}*" for length in self._beginnings}
        if token[:1].isdecimal():
            keys.add(NUMERAL)
        if token[:1].isupper():
            keys.add(CAPITAL)
        return {number for key in keys for number in self._numbers.get(key, ())}


def _first(phrase: str) -> str:
    """The first word of a phrase in lower case; of one that begins with a mark the mark.

    >>> _first("so-called"), _first("'ll")
    ('so', "'")
    """
    match = _START.match(phrase)
    return match.group().rstrip("-") if match else phrase
