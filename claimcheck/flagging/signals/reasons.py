"""The sentences that tell an editor why a claim was flagged: "a figure: 3.5% of GDP by 2035"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimcheck.flagging.language_words import Language, lower
from claimcheck.flagging.signals.small_words import SmallWords, small_words
from claimcheck.model import Signal, Span

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
_MOST, _LONGEST = 3, 70  # phrases, and characters of one
_NEXT = re.compile(r"\s{1,3}((?:[A-Z]\.){2,4}|[$€£¥]?[^\W_][\w'’.,/-]*[%\w]|[^\W_]|[$€£¥]\w)(?![\w%])%?")
_LAST = re.compile(r"(?<!\S)([^\W_][\w'’-]*)\s{1,3}$")
_RUN = 3  # words that a preposition joins
_BEFORE = 60  # characters in which the words before are looked for


@dataclass(frozen=True, slots=True)
class _Reach:
    """How many words a phrase may take in before and after those that were found."""

    before: int
    after: int
    linked: bool = False
    """Whether only words that a preposition joins may follow: "3.5% | of GDP | by 2035"."""


_REACH = {
    "figure": _Reach(0, 6, linked=True),
    "period": _Reach(0, 4, linked=True),
    "comparison": _Reach(0, 3, linked=True),
    "rank": _Reach(1, 6),
    **dict.fromkeys(("event", "trend", "cause", "record", "rule"), _Reach(3, 5)),
    **dict.fromkeys(
        ("forecast", "experience", "supposition", "stance", "promise", "opinion", "exhortation", "appeal"),
        _Reach(0, 4),
    ),
    **dict.fromkeys(("judgement", "vagueness"), _Reach(0, 1)),
}
_BARE = frozenset({"question"})


def worded(signals: Iterable[Signal], text: str, within: Span, language: Language) -> tuple[Signal, ...]:
    """The signals of the sentence *within*, each with the sentence that the reviewer reads.

    >>> from claimcheck.flagging.language_words import known_language
    >>> text, figure = "It spends 3.5% of GDP by 2035.", Signal("figure", (Span(10, 14),), 0.5, "")
    >>> worded([figure], text, Span(0, 30), known_language("en"))[0].reason
    'a figure: 3.5% of GDP by 2035'
    """
    return tuple(
        signal if signal.reason else replace(signal, reason=_reason(signal, text, within, language))
        for signal in signals
    )


def _reason(signal: Signal, text: str, within: Span, language: Language) -> str:
    told = _TOLD.get(signal.name, signal.name)
    if signal.name in _BARE:
        return told
    phrases = dict.fromkeys(
        _short(text[start:end]) for start, end in _phrases(signal, text, within, language)
    )
    return f"{told}: " + ", ".join([*phrases][:_MOST]) + (", …" if len(phrases) > _MOST else "")


def _phrases(signal: Signal, text: str, within: Span, language: Language) -> list[tuple[int, int]]:
    """Where the phrases begin and end that a signal's words stand in; what one covers is no other."""
    reach, words = _REACH.get(signal.name, _Reach(0, 0)), small_words(language)
    found: list[tuple[int, int]] = []
    free = within.start
    for span in signal.spans:
        if span.start < free:
            found[-1] = found[-1][0], max(free, span.end)
        elif len(found) > _MOST:
            break
        else:
            start = _begin(text, span.start, free, reach, words)
            found.append((start, _end(text, span, within.end, reach, words)))
        free = found[-1][1]
    return found


def _end(text: str, span: Span, stop: int, reach: _Reach, words: SmallWords) -> int:
    """The end of the last of the words that go on from *span* and may end a phrase."""
    at, end, run = span.end, span.end, 0
    linked = not reach.linked or lower(span.of(text).split()[-1]) in words.links | words.ends
    for _ in range(reach.after):
        following = _NEXT.match(text, at, stop)
        word = lower(following[1]) if following else ""
        if following is None or word in words.ends:
            break
        at = following.end()
        if word in words.links:
            run, linked = 0, True
            continue
        run += 1
        if not linked or (reach.linked and run > _RUN):
            break
        end = at
    return end


def _begin(text: str, start: int, stop: int, reach: _Reach, words: SmallWords) -> int:
    """The beginning of the words before *start* that say who or what, with the article before them."""
    at = start
    for _ in range(reach.before):
        before = _LAST.search(text, max(stop, at - _BEFORE), at)
        word = lower(before[1]) if before else ""
        if before is None or word in words.ends - words.helping:
            break
        at = before.start(1)
        if word not in words.links:
            start = at
    before = _LAST.search(text, max(stop, start - _BEFORE), start) if reach.before else None
    return before.start(1) if before and lower(before[1]) in words.articles else start


def _short(words: str) -> str:
    """The words on one line, cut after so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
