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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimcheck.flagging.language_words import lower

ANY, NUMERAL, CAPITAL = "*", "#", "^"

# Where something can begin: a word (with the hyphen after it), a sign of money or law, an apostrophe, "?".
_START = re.compile(r"\w+-?|(?<!\w)[$€£¥§]|['?]")
_LONGEST_KEPT, _MOST_KEPT = 40, 20_000

Range = tuple[int, int]
Find = Callable[[str, str, int], Range | None]
"""From a sentence, the same in lower case, and a place in it to the range that a rule marks there."""


@dataclass(frozen=True)
class Expression:
    """A regular expression; its group "core", where it has one, is what it marks.

    >>> Expression(r"rose by \\d{1,9}", begins=["rose"]).at("rose")("It rose by 7", "it rose by 7", 3)
    (3, 12)
    """

    expression: str
    begins: Iterable[str] = (ANY,)
    needs: Iterable[str] = (ANY,)
    skips: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression, re.IGNORECASE)

    def at(self, word: str) -> Find:
        """What finds it where *word* stands: the same for every word."""
        return self._find

    def _find(self, sentence: str, lowered: str, start: int) -> Range | None:
        match = self._pattern.match(sentence, start)
        return match and (match.start("core" if match.lastgroup == "core" else 0), match.end())


@dataclass(frozen=True)
class Phrases:
    """A list of phrases, of which the longest counts; a blank in one is one blank in the sentence.

    >>> Phrases(["due to", "due"]).at("due")("Due to it", "due to it", 0)
    (0, 6)
    """

    phrases: Iterable[str]
    skips: bool = False
    needs: Iterable[str] = (ANY,)

    @property
    def begins(self) -> Iterable[str]:
        """The phrases themselves: the first word of each counts."""
        return self.phrases

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[str]]:
        grouped = defaultdict(list)
        for phrase in sorted({lower(phrase) for phrase in self.phrases}, key=len, reverse=True):
            grouped[_first(phrase)].append(phrase)
        return grouped

    def at(self, word: str) -> Find:
        """What finds those that begin with *word*."""
        phrases = tuple(self._by_first[word])

        def find(sentence: str, lowered: str, start: int) -> Range | None:
            if not lowered.startswith(phrases, start):  # hardly ever, and this asks for all of them at once
                return None
            for phrase in phrases:
                if lowered.startswith(phrase, start) and _is_whole(lowered, start, start + len(phrase)):
                    return start, start + len(phrase)
            return None

        return find


@dataclass(frozen=True)
class Stems:
    """Beginnings of words; each marks its whole word: "steig" is "steigt" and "Steigerung".

    >>> Stems(["steig"]).at("steigt")("Es steigt.", "es steigt.", 3)
    (3, 9)
    """

    stems: Iterable[str]
    skips: bool = False
    needs: Iterable[str] = (ANY,)

    @property
    def begins(self) -> Iterable[str]:
        """Every word that begins so."""
        return [f"{stem}*" for stem in self.stems]

    def at(self, word: str) -> Find:
        """What marks this word."""
        return lambda sentence, lowered, start: (start, start + len(word))


Rule = Expression | Phrases | Stems
"""What marks some words of a sentence, or with ``skips`` steps over them.

``begins`` are the words that it can begin with, ``needs`` those of which one must be in the sentence;
``at`` gives what finds it where a word, in lower case, stands.
"""


class Walk:
    """The rules of all signs, found in one walk over a sentence.

    Of each sign's rules the first that fits at a place counts, and what it has found is over
    before the next can begin; signs know nothing of each other.

    >>> walk = Walk({"cause": [Phrases(["due to"])], "trend": [Stems(["steig"]), Phrases(["due"])]})
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
        for match in _START.finditer(sentence):
            token = match.group()
            rules, meets = self._kept(token) if len(token) <= _LONGEST_KEPT else self._look_up(token)
            met |= meets
            if rules:
                starts.append((match.start(), rules))
        lowered = lower(sentence)
        free = [0] * len(self._signs)
        found: dict[str, list[Range]] = {}
        for start, rules in starts:
            for sign, needed, skips, find in rules:
                if met & needed and free[sign] <= start and (marked := find(sentence, lowered, start)):
                    free[sign] = marked[1]
                    if not skips:
                        found.setdefault(self._signs[sign], []).append(_trimmed(sentence, *marked))
        return found

    def _look_up(self, token: str) -> tuple[tuple[tuple[int, int, bool, Find], ...], int]:
        """The rules that can begin with a word, and those that need it, as bits."""
        word = lower(token.rstrip("-"))
        begun = [(number, *self._rules[number]) for number in sorted(self._begins.of(token))]
        return (
            tuple((sign, 1 << number, rule.skips, rule.at(word)) for number, sign, rule in begun),
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


def _is_whole(text: str, start: int, end: int) -> bool:
    beside = text[start - 1 : start] if start else "", text[end : end + 1]
    return not any(character.isalnum() or character == "_" for character in beside)


def _trimmed(text: str, start: int, end: int) -> Range:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
