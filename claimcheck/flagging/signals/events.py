"""What happened, and when: the acts of a sentence, each with the time that its clause names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.flagging.quantities.cldr import months, weekdays
from claimcheck.flagging.signals.phrases import Phrases, Range, apart
from claimcheck.flagging.signals.word_kinds import FINITE, WordKind


def told_events(phrases: Phrases, acts: Sequence[Range], times: Sequence[Range]) -> list[str]:
    """What happened, each act with the time that its clause names: "Belgium banned exports in 2019"."""
    acts = acts or [verb for time in times if (verb := _verb_beside(phrases, time))]
    told = apart(phrases.of_verb(act, begin=_after_time(phrases, act, times)) for act in acts)
    told = [words for words in told if words[1] - words[0] > 1] or told  # no bare "held"
    if not told:
        return [phrases.read(phrases.trimmed(time)) for time in times]
    return [_with_time(phrases, words, times) for words in told]


def _after_time(phrases: Phrases, act: Range, times: Iterable[Range]) -> int:
    """The end of the time that opens the clause of an act: "On Monday | the council met"."""
    first, _ = phrases.clauses.around(*act)
    opening = (time[1] for time in times if time[1] <= act[0] and not phrases.says(first, time[0]))
    return max(opening, default=0)


def _verb_beside(phrases: Phrases, time: Range) -> Range | None:
    """The verb of the clause that a time stands in."""
    first, after = phrases.clauses.around(*time)
    words = phrases.clauses.words
    return next(((n, n + 1) for n in range(first, after) if words[n].kind in FINITE), None)


def _with_time(phrases: Phrases, words: Range, times: Iterable[Range]) -> str:
    """The phrase with the time of its clause, or of one before it that only tells the time."""
    line = phrases.read(words)
    for time in times:
        if words[0] <= time[0] < words[1]:
            return line
        if _tells_time_of(phrases, time, words):
            return f"{line} {_when(phrases, time)}"
    return line


def _tells_time_of(phrases: Phrases, time: Range, words: Range) -> bool:
    first, after = phrases.clauses.around(*words)
    if first <= time[0] < after:
        return True
    begin, end = phrases.clauses.around(*time)
    return end == first and not phrases.says(begin, time[0]) and not phrases.says(time[1], end)


def _when(phrases: Phrases, time: Range) -> str:
    """A time with the preposition before it: "in 2018", "on Monday"."""
    known, first = phrases.clauses.words, time[0]
    begin = first
    while begin > 0 and known[begin - 1].kind is WordKind.ARTICLE and not known[begin].parted:
        begin -= 1
    linked = begin > 0 and known[begin - 1].kind is WordKind.LINK and not known[begin].parted
    said = phrases.read((begin - 1 if linked else begin, time[1]))
    code = phrases.clauses.language.code
    named = not linked and (known[first].text in weekdays(code) or known[first].text in months(code)[0])
    return said if named else said[:1].lower() + said[1:]
