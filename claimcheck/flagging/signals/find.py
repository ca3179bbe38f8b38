"""The reasons for and against checking a sentence, each with the words that say so.

Figures, comparisons and ranks are those that :mod:`claimcheck.flagging.quantities` and
:mod:`claimcheck.flagging.comparisons` read: no second grammar looks for numbers. The names of the reasons
for follow the kinds of claim that fact-checkers annotated with at Full Fact (Konstantinovskiy, Price, Babakar
and Zubiaga 2018, "Towards Automated Factchecking"); opinion, exhortation, vagueness and question are what
their scheme and ClaimBuster's (Hassan et al. 2017) call no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.flagging.comparisons.compare import comparisons, strength
from claimcheck.flagging.language_words import Language, known_language
from claimcheck.flagging.quantities.extract import quantities
from claimcheck.flagging.signals.reasons import worded
from claimcheck.flagging.signals.rules import Range
from claimcheck.flagging.signals.words import names_of, words_of
from claimcheck.model import Comparison, Kind, Measured, Quantity, Relation, Signal, Span


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
    Sign("period", 0.3, Kind.QUANTITY),
    Sign("statistic", 0.2, None),
    Sign("experience", 0.1, Kind.EXPERIENCE),
    Sign("appeal", -0.15, None),
    Sign("judgement", -0.15, None),
    Sign("supposition", -0.3, None),
    Sign("stance", -0.3, None),
    Sign("promise", -0.35, None),
    Sign("opinion", -0.4, None),
    Sign("exhortation", -0.45, None),
    Sign("vagueness", -0.35, None),
    Sign("question", -0.5, None),
)
"""All signs, the strongest first: name, weight and kind of claim; each language has rules of its own."""

NAMES = Sign("names", 0.32, Kind.EVENT)
"""The one reason for a sentence that nothing else speaks for or against: it says something of two names."""

_FIGURES = frozenset({Measured.COUNT, Measured.PERCENT, Measured.MONEY, Measured.MULTIPLIER})
"""What an editor would call a figure: no date, no span of time, no place in an order."""
_NO_DAY = "PRESENT_REF"  # "now"
_CLAUSE_END = re.compile(r"[,;:()—–]")
_LONGEST_CLAUSE, _OPENS = 300, 12  # characters, and those in which a date opens a sentence: "By the end of"


@dataclass(frozen=True, slots=True)
class Findings:
    """What one sentence holds: what it measures and compares, and what speaks for and against a check."""

    span: Span
    quantities: tuple[Quantity, ...]
    comparison: Comparison | None
    signals: tuple[Signal, ...]


def findings(
    text: str, span: Span, language: str | Language = "en", *, published: str | None = None
) -> Findings:
    """What the sentence at *span* holds; all spans are offsets into *text*.

    *published*, an ISO date, resolves what is said of "last year". The signals have no reason yet, which few
    sentences need: :func:`claimcheck.flagging.signals.reasons.worded` gives it.

    >>> found = findings("It is 25 times bigger than Russia.", Span(0, 34))
    >>> found.comparison.factor, [signal.name for signal in found.signals]
    (25, ['comparison', 'figure'])
    """
    known = known_language(language)
    measured = quantities(text, span, language=known, published=published)
    compared = comparisons(text, span, measured, language=known)
    strongest = max(compared, key=strength, default=None)
    return Findings(span, measured, strongest, _signals(text, span, known, measured, compared))


def signals(text: str, span: Span, language: str | Language = "en") -> tuple[Signal, ...]:
    """The signals of the sentence at *span* alone; their spans are offsets into *text*.

    >>> [signal.reason for signal in signals("It is 25 times bigger than Russia.", Span(0, 34))]
    ['a comparison: 25 times Russia', 'a figure: 25 times']
    """
    known = known_language(language)
    found = findings(text, span, known)
    return worded(found.signals, text, span, known, found.quantities)


def _signals(
    text: str, span: Span, language: Language, measured: Sequence[Quantity], compared: Sequence[Comparison]
) -> tuple[Signal, ...]:
    sentence = span.of(text)
    found = words_of(sentence, language)
    _measured(found, measured, compared, text, span.start)
    dates = [_range(quantity.span, span.start) for quantity in measured if _is_date(quantity)]
    _date(found, dates, sentence)
    found["supposition"] = _apart(found.get("supposition", ()), dates)  # May
    if "rule" in found:
        found.pop("exhortation", None)  # "Employers must, by law": no wish
    marked = [(sign, found[sign.name]) for sign in SIGNS if found.get(sign.name)]
    if not marked:
        named = _apart(names_of(sentence, language), dates)
        marked = [(NAMES, named)] if len(named) > 1 else []
    worked_out = {"comparison": _worked_out(compared)}
    return tuple(_signal(sign, ranges, span.start, worked_out.get(sign.name, "")) for sign, ranges in marked)


def _signal(sign: Sign, ranges: Sequence[Range], start: int, reason: str) -> Signal:
    spans = tuple(Span(first + start, last + start) for first, last in ranges)
    return Signal(sign.name, spans, sign.weight, reason, sign.kind)


def _worked_out(compared: Sequence[Comparison]) -> str:
    """The reason that a comparison itself gives: what it comes to, which its words may only imply.

    >>> _worked_out([Comparison(Relation.TIMES, (), "25 times Russia", factor=25)])
    'a comparison: 25 times Russia'
    """
    told = [one for one in compared if _sign_of(one) == "comparison"]
    return f"a comparison: {max(told, key=strength).explanation}" if told else ""


def _measured(
    found: dict[str, list[Range]],
    measured: Sequence[Quantity],
    compared: Sequence[Comparison],
    text: str,
    start: int,
) -> None:
    """Add the signs that rest on what is measured and compared; a date alone is no figure."""
    spans: dict[str, list[Span]] = {
        "figure": [_with_unit(quantity, text) for quantity in measured if quantity.kind in _FIGURES],
        "period": [quantity.span for quantity in measured if _is_period(quantity)],
        "rank": [quantity.span for quantity in measured if _is_rank(quantity)],
    }
    for one in compared:
        if sign := _sign_of(one):
            spans.setdefault(sign, []).extend(one.spans)
    trends = set(found.get("trend", ()))  # "doubled" is told as one
    for name, told in spans.items():
        ranges = {_range(span, start) for span in told} - trends
        if ranges:
            found[name] = _joined([*found.get(name, ()), *ranges])


def _sign_of(compared: Comparison) -> str | None:
    """What a comparison speaks for: amounts that add up are none for an editor, and a change is a trend."""
    if compared.relation is Relation.SUM:
        return None
    return "rank" if compared.relation is Relation.RANK else "trend" if compared.over_time else "comparison"


def _is_period(quantity: Quantity) -> bool:
    """Whether a span of time is counted: "seven years", and not "a year"."""
    return quantity.kind is Measured.DURATION and quantity.value != 1


def _with_unit(quantity: Quantity, text: str) -> Span:
    """The quantity with what it counts, where that stands behind it: "32 member countries"."""
    span, unit = quantity.span, quantity.unit or ""
    begin = span.end + 1
    counted = quantity.kind is Measured.COUNT and unit and text[begin : begin + len(unit)] == unit
    return Span(span.start, begin + len(unit)) if counted else span


def _is_rank(quantity: Quantity) -> bool:
    return quantity.kind is Measured.RANK and (quantity.normalized or "").startswith("rank")


def _is_date(quantity: Quantity) -> bool:
    return quantity.kind is Measured.DATE and quantity.normalized != _NO_DAY


def _date(found: dict[str, list[Range]], dates: Iterable[Range], sentence: str) -> None:
    """Make an event of concrete acts, and the dates beside them; a date makes even a plain past form an act.

    What is a trend is told as one, and is no act besides.

    >>> found = {"past": [(3, 6)]}
    >>> _date(found, [(12, 18)], "It was warm Monday.")
    >>> found
    {'event': [(12, 18)]}
    """
    trends = found.get("trend", ())
    acts, past = (_apart(found.pop(name, ()), trends) for name in ("event", "past"))
    dates = [date for date in dates if acts or _is_beside_any(date, past, sentence)]
    if acts or dates:
        found["event"] = _joined([*acts, *dates])


def _is_beside_any(date: Range, places: Sequence[Range], sentence: str) -> bool:
    """Whether the place before a date or the one after it is of its clause."""
    number = bisect_right(places, date)
    return any(_is_beside(date, place, sentence) for place in places[max(0, number - 1) : number + 1])


def _is_beside(date: Range, place: Range, sentence: str) -> bool:
    """Whether a date is of the same clause as a word; one that opens the sentence is of what follows it."""
    between = sentence[min(date[1], place[1]) : max(date[0], place[0])]
    return len(between) < _LONGEST_CLAUSE and (not _CLAUSE_END.search(between) or date[0] < _OPENS)


def _apart(places: Iterable[Range], others: Iterable[Range]) -> list[Range]:
    """The places that meet none of the others, which do not overlap each other.

    >>> _apart([(0, 3), (4, 9)], [(8, 12)])
    [(0, 3)]
    """
    known = sorted(others)
    ends = [end for _, end in known]
    met = ((place, bisect_right(ends, place[0])) for place in places)
    return [place for place, at in met if at == len(known) or known[at][0] >= place[1]]


def _range(span: Span, start: int) -> Range:
    return span.start - start, span.end - start


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """The ranges in order, those that overlap as one.

    >>> _joined([(4, 9), (0, 5), (12, 14)])
    [(0, 9), (12, 14)]
    """
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
