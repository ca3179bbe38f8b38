"""The reasons for and against checking a sentence, each with the words that say so.

The names of the reasons for follow the kinds of claim that fact-checkers annotated with at
Full Fact (Konstantinovskiy, Price, Babakar and Zubiaga 2018, "Towards Automated
Factchecking"); opinion, exhortation, vagueness and question are what their scheme and
ClaimBuster's (Hassan et al. 2017) call no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claimcheck.flagging.language_words import Language, known_language, level
from claimcheck.flagging.signals.grammar import Grammar
from claimcheck.flagging.signals.rules import Range, Rule, Walk
from claimcheck.flagging.templates import Templates
from claimcheck.model import Kind, Signal, Span

_QUOTED_WORDS, _QUOTED_LENGTH = 3, 60
_TEMPLATES = Templates(
    {
        "CAPITALISED": r"[A-Z\u00c0-\u00de][\w'.-]{0,30}\w",  # Türkiye
        # A name inside a sentence; at the beginning every word is capitalised.
        "NAME": r"(?<=[\w,;:%)-] )[\"'(]?"
        "(?P<name>{CAPITALISED}(?:(?: {|names.particles})? {CAPITALISED}){0,5})",
        "LINK": "(?i:{comparison.links})",  # what: the periods around it are compared
    }
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one kind of signal is called and weighs, and what kind of claim it speaks for."""

    name: str
    weight: float
    kind: Kind | None


SIGNS: tuple[Sign, ...] = (
    Sign("comparison", 0.88, Kind.COMPARISON),
    Sign("figure", 0.5, Kind.QUANTITY),
    Sign("rank", 0.5, Kind.RANK),
    Sign("event", 0.5, Kind.EVENT),
    Sign("trend", 0.45, Kind.TREND),
    Sign("cause", 0.45, Kind.CAUSE),
    Sign("rule", 0.45, Kind.RULE),
    Sign("record", 0.4, Kind.EVENT),
    Sign("forecast", 0.25, Kind.FORECAST),
    Sign("experience", 0.1, Kind.EXPERIENCE),
    Sign("appeal", -0.15, None),
    Sign("judgement", -0.15, None),
    Sign("opinion", -0.4, None),
    Sign("exhortation", -0.45, None),
    Sign("vagueness", -0.35, None),
    Sign("question", -0.5, None),
)
"""All signs, the strongest first: name, weight and kind of claim; each language has rules of its own."""

NAMES = Sign("names", 0.32, Kind.EVENT)
"""The one reason for a sentence that nothing else speaks for or against: it says something of two names."""

QUESTION = Rule(r"\?(?=[\"“”«»'’)\]]{0,3}\s{0,3}$)", begins=("?",))  # Why?


def signals(text: str, span: Span, language: str | Language = "en") -> tuple[Signal, ...]:
    """The signals of the sentence at *span*; their spans are offsets into *text*.

    >>> [s.reason for s in signals("It is 25 times bigger than Russia.", Span(0, 34))]
    ['comparison: "25 times bigger than Russia"', 'figure: "25 times"']
    """
    sentence = level(span.of(text))
    finder = _finder(known_language(language))
    found = finder.find(sentence)
    if "rule" in found:
        found.pop("exhortation", None)  # "Employers must, by law": no wish
    marked = [(sign, found[sign.name]) for sign in finder.signs if sign.name in found]
    if not marked and (named := finder.names(sentence)):
        marked = [(NAMES, named)]
    return tuple(_signal(sign, ranges, text, span.start) for sign, ranges in marked)


def reason(name: str, spans: Sequence[Span], text: str) -> str:
    """The short sentence that the reviewer reads.

    >>> reason("figure", [Span(0, 4), Span(9, 13)], "3.5% ... 2035")
    'figure: "3.5%", "2035"'
    """
    quoted = [" ".join(span.of(text).split()) for span in spans]
    short = [
        q if len(q) <= _QUOTED_LENGTH else q[: _QUOTED_LENGTH - 1].rstrip() + "…"
        for q in dict.fromkeys(quoted)
    ]
    more = ", …" if len(short) > _QUOTED_WORDS else ""
    return f"{name}: " + ", ".join(f'"{words}"' for words in short[:_QUOTED_WORDS]) + more


def _signal(sign: Sign, ranges: Sequence[Range], text: str, offset: int) -> Signal:
    spans = tuple(Span(start + offset, end + offset) for start, end in ranges)
    return Signal(sign.name, spans, sign.weight, reason(sign.name, spans, text), sign.kind)


class _SignFinder:
    """What finds the signs of one language."""

    def __init__(self, language: Language) -> None:
        rules = Grammar(language).rules(sign.name for sign in SIGNS) | {"question": [QUESTION]}
        self._language, self._walk = language, Walk(rules)
        self._named = _TEMPLATES.pattern("NAME", language) if "names" in language.sections else None
        self.signs = tuple(sign for sign in SIGNS if sign.name in rules)

    def find(self, sentence: str) -> dict[str, list[Range]]:
        """What is found of each sign."""
        found = self._walk.over(sentence)
        _compare(found, sentence, self._language)
        _date(found)
        return found

    def names(self, sentence: str) -> list[Range]:
        """The names of a sentence that has two different ones; else nothing."""
        if self._named is None:
            return []
        found = {match["name"]: match.span("name") for match in self._named.finditer(sentence)}
        return list(found.values()) if len(found) > 1 else []


_finder = cache(_SignFinder)


def _compare(found: dict[str, list[Range]], sentence: str, language: Language) -> None:
    """Make a comparison of two different periods that one amount is set against.

    >>> found = {"period": [(0, 10), (16, 25)]}
    >>> _compare(found, "In a month what they in a year", known_language("en"))
    >>> found
    {'comparison': [(0, 10), (16, 25)]}
    """
    periods = found.pop("period", [])
    pairs = [
        pair
        for pair in pairwise(periods)
        if _TEMPLATES.pattern("LINK", language).search(sentence, pair[0][1], pair[1][0])
        and sentence[slice(*pair[0])] != sentence[slice(*pair[1])]
    ]
    if pairs:
        compared = found.get("comparison", [])
        found["comparison"] = sorted({*compared, *(period for pair in pairs for period in pair)})


def _date(found: dict[str, list[Range]]) -> None:
    """Make an event of concrete acts, and the dates beside them; a date makes even a plain past form an act.

    >>> found = {"past": [(4, 7)], "date": [(8, 17)]}
    >>> _date(found)
    >>> found
    {'event': [(8, 17)]}
    """
    acts, dates, past = (found.pop(name, []) for name in ("event", "date", "past"))
    if acts or (dates and past):
        alone = [date for date in dates if not any(_within(date, act) or _within(act, date) for act in acts)]
        found["event"] = sorted(acts + alone)


def _within(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
