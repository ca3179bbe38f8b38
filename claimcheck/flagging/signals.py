"""The reasons for and against checking a sentence, each with the words that say so.

The names of the reasons for follow the kinds of claim that fact-checkers annotated with at
Full Fact (Konstantinovskiy, Price, Babakar and Zubiaga 2018, "Towards Automated
Factchecking"); opinion, exhortation, vagueness and question are what their scheme and
ClaimBuster's (Hassan et al. 2017) call no claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.flagging import patterns
from claimcheck.flagging.words import level
from claimcheck.model import Kind, Signal, Span

_QUOTED_WORDS, _QUOTED_LENGTH = 3, 60


@dataclass(frozen=True, slots=True)
class Sign:
    """What one kind of signal is called, weighs and is found by."""

    name: str
    weight: float
    kind: Kind | None
    find: Callable[[str], list[Span]]


def signals(text: str, span: Span) -> tuple[Signal, ...]:
    """The signals of the sentence at *span*; their spans are offsets into *text*.

    >>> [s.reason for s in signals("It is 25 times bigger than Russia.", Span(0, 34))]
    ['comparison: "25 times bigger than Russia"', 'figure: "25 times"']
    """
    plain = level(span.of(text))
    found = [(sign, spans) for sign in SIGNS if (spans := sign.find(plain))]
    names = {sign.name for sign, _ in found}
    if not found and (named := _names(plain)):
        found = [(NAMES, named)]
    return tuple(
        _signal(sign, [Span(span.start + s.start, span.start + s.end) for s in spans], text)
        for sign, spans in found
        if not (sign.name == "exhortation" and "rule" in names)
    )


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


def _signal(sign: Sign, spans: list[Span], text: str) -> Signal:
    """The signal that a sign's finds add up to."""
    return Signal(sign.name, tuple(spans), sign.weight, reason(sign.name, spans, text), sign.kind)


def _finder(hits: str, skips: str | None = None) -> Callable[[str], list[Span]]:
    """A finder of the words that a pattern marks, or of their "core" where it names one."""
    pattern = patterns.compiled(hits, skips)

    def find(sentence: str) -> list[Span]:
        found = []
        for match in pattern.finditer(sentence):
            words = match.groupdict().get("core") or match["hit"]
            if words:
                start = match.end("hit") - len(words)
                found.append(Span(start, start + len(words.rstrip())))
        return found

    return find


_by_pattern = _finder(patterns.COMPARISON, patterns.COMPARISON_SKIP)
_period = re.compile(patterns.PERIOD, re.IGNORECASE)
_link = re.compile(patterns.LINK, re.IGNORECASE)
# "I visited their camp" is what someone lived through: a record seldom shows it.
_acts = _finder(patterns.EVENT, patterns.EXPERIENCE)
_dates = _finder(rf"{patterns.CALENDAR}|{patterns.PAST_TIME}")
_past = re.compile(patterns.ANY_PAST, re.IGNORECASE)
_named = re.compile(patterns.NAMED)


def _comparisons(sentence: str) -> list[Span]:
    """Comparisons in words, and two periods that one amount is set against."""
    periods = [Span(*match.span()) for match in _period.finditer(sentence)]
    pairs = [
        pair
        for pair in pairwise(periods)
        if _link.search(sentence, pair[0].end, pair[1].start) and pair[0].of(sentence) != pair[1].of(sentence)
    ]
    return sorted({*_by_pattern(sentence), *(period for pair in pairs for period in pair)})


def _events(sentence: str) -> list[Span]:
    """Concrete acts, and the dates beside them; a date makes even a plain past form an act."""
    acts, dates = _acts(sentence), _dates(sentence)
    if not acts and not (dates and _past.search(sentence)):
        return []
    return sorted(acts + [d for d in dates if not any(d in act or act in d for act in acts)])


def _names(sentence: str) -> list[Span]:
    """The names of a sentence that has two different ones; else nothing."""
    found = {match["name"]: Span(*match.span("name")) for match in _named.finditer(sentence)}
    return list(found.values()) if len(found) > 1 else []


SIGNS: tuple[Sign, ...] = (
    Sign("comparison", 0.88, Kind.COMPARISON, _comparisons),
    Sign("figure", 0.5, Kind.QUANTITY, _finder(patterns.FIGURE, patterns.FIGURE_SKIP)),
    Sign("rank", 0.5, Kind.RANK, _finder(patterns.RANK)),
    Sign("event", 0.5, Kind.EVENT, _events),
    Sign("trend", 0.45, Kind.TREND, _finder(patterns.TREND)),
    Sign("cause", 0.45, Kind.CAUSE, _finder(patterns.CAUSE)),
    Sign("rule", 0.45, Kind.RULE, _finder(patterns.RULE, patterns.RULE_SKIP)),
    Sign("record", 0.4, Kind.EVENT, _finder(patterns.RECORD)),
    Sign("forecast", 0.25, Kind.FORECAST, _finder(patterns.FORECAST)),
    Sign("experience", 0.1, Kind.EXPERIENCE, _finder(patterns.EXPERIENCE)),
    Sign("appeal", -0.15, None, _finder(patterns.APPEAL)),
    Sign("judgement", -0.15, None, _finder(patterns.JUDGEMENT)),
    Sign("opinion", -0.4, None, _finder(patterns.OPINION)),
    Sign("exhortation", -0.45, None, _finder(patterns.EXHORTATION)),
    Sign("vagueness", -0.35, None, _finder(patterns.VAGUENESS)),
    Sign("question", -0.5, None, _finder(patterns.QUESTION)),
)
"""All signs, the strongest first: name, weight, kind of claim, and how it is found."""

NAMES = Sign("names", 0.32, Kind.EVENT, _names)
"""The one reason for a sentence that nothing else speaks for or against: it says something of two names."""
