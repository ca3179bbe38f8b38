"""The sentences that tell an editor why a claim was flagged: "a figure: 3.5% of GDP by 2035"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.signals.clauses import Clauses
from claimcheck.flagging.signals.events import told_events
from claimcheck.flagging.signals.phrases import Phrases, Range, apart, one_line
from claimcheck.model import Measured, Quantity, Signal, Span

_TOLD = {
    "comparison": "a comparison",
    "figure": "a figure",
    "rank": "a rank",
    "period": "a span of time",
    "event": "an event",
    "trend": "a trend",
    "cause": "a cause",
    "rule": "a rule",
    "record": "a record",
    "forecast": "a forecast",
    "statistic": "can be looked up",
    "experience": "somebody's own experience",
    "names": "speaks of",
    "appeal": "an appeal",
    "judgement": "a judgement",
    "supposition": "a supposition",
    "stance": "the speaker's stance",
    "promise": "a promise",
    "opinion": "an opinion",
    "exhortation": "a wish",
    "vagueness": "vague",
    "question": "a question",
}
_OWNS = ("'", "’")
_MOST = 3  # phrases
_BARE = frozenset({"question"})
_OF_VERBS = frozenset({"event", "trend", "cause", "record", "rule"})
_WHOLE = frozenset({"cause", "rule"})
_OF_NOUNS = {
    "figure": (0, 2), "period": (0, 2), "comparison": (0, 2), "rank": (4, 2),
    "judgement": (1, 0), "vagueness": (1, 0),
}  # fmt: skip
"""Signals whose words are nouns; how many words after them are theirs, and how many a preposition joins."""
_THEMSELVES = frozenset({"statistic", "names"})


def worded(
    signals: Sequence[Signal], text: str, within: Span, language: Language, measured: Iterable[Quantity] = ()
) -> tuple[Signal, ...]:
    """The signals of the sentence *within*, each with the sentence that the reviewer reads.

    The dates among the quantities *measured* are told as the time of an act.

    >>> from claimcheck.flagging.language_words import known_language
    >>> text, figure = "It spends 3.5% of GDP by 2035.", Signal("figure", (Span(10, 14),), 0.5, "")
    >>> worded([figure], text, Span(0, 30), known_language("en"))[0].reason
    'a figure: 3.5% of GDP by 2035'
    """
    if all(signal.reason for signal in signals):
        return tuple(signals)
    measured = tuple(measured)
    dates = {quantity.span for quantity in measured if quantity.kind is Measured.DATE}
    dates = {span for span in dates if text[span.end : span.end + 1] not in _OWNS}  # last week's vote
    whole = [quantity.span for quantity in measured]
    acts = (span for signal in signals if signal.name == "event" for span in signal.spans)
    verbs = {span for span in acts if span not in dates}
    phrases = Phrases(text, Clauses(text, within, language, verbs, whole))
    return tuple(signal if signal.reason else _told(signal, phrases, dates) for signal in signals)


def _told(signal: Signal, phrases: Phrases, dates: Collection[Span]) -> Signal:
    """The signal with its reason; dataclasses.replace takes five times as long."""
    reason = _reason(signal, phrases, dates)
    return Signal(signal.name, signal.spans, signal.weight, reason, signal.kind)


def _reason(signal: Signal, phrases: Phrases, dates: Collection[Span]) -> str:
    told = _TOLD.get(signal.name, signal.name)
    if signal.name in _BARE:
        return told
    if signal.name == "event":
        acts = _places((span for span in signal.spans if span not in dates), phrases)
        times = _places((span for span in signal.spans if span in dates), phrases)
        lines = told_events(phrases, acts, times)
    elif signal.name in _THEMSELVES:
        lines = [one_line(span.of(phrases.text)) for span in signal.spans]
    else:
        whole = _phrase_of(signal.name, phrases)
        lines = [phrases.read(words) for words in apart(map(whole, _places(signal.spans, phrases)))]
    lines = [*dict.fromkeys(filter(None, lines))]
    if not lines:
        return told
    return f"{told}: " + ", ".join(lines[:_MOST]) + (", …" if len(lines) > _MOST else "")


def _phrase_of(name: str, phrases: Phrases) -> Callable[[Range], Range]:
    """How the words of a signal are told as a phrase."""
    if name in _OF_VERBS:
        return lambda core: phrases.of_verb(core, whole=name in _WHOLE)
    if name == "rank":
        return lambda core: phrases.of_rank(core, *_OF_NOUNS[name])
    if name in _OF_NOUNS:
        return lambda core: phrases.of_noun(core, *_OF_NOUNS[name], each=name == "figure")
    return phrases.after


def _places(spans: Iterable[Span], phrases: Phrases) -> list[Range]:
    """The words of the first of some spans."""
    found = (phrases.clauses.at(span) for span in islice(spans, 2 * _MOST))
    return [words for words in found if words[0] < words[1]]
