"""What a sentence claims: which of its quantities, how exactly, and within which limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.flagging.language_words import Language
from claimcheck.model import Bound, Comparison, Measured, Quantity, Relation, Span
from claimcheck.worksheet.members_counted import is_size, members_counted
from claimcheck.worksheet.phrases import phrases
from claimcheck.worksheet.sentence import Sentence
from claimcheck.worksheet.values import Claimed
from claimcheck.worksheet.words import words_of

_OF_TIME = frozenset({Measured.DATE, Measured.DURATION})
_LIMITS = frozenset({Measured.PERCENT, Measured.COUNT, Measured.MONEY})
_AGAIN = re.compile(r"(?i)\bagain\b")
_ROUNDED = 0.001
_FRACTION = re.compile(r"\d/\d")
_DIGITS = re.compile(r"\d[\d,.]*")
_JUST_OVER = re.compile(r"(?i)just (?:over|above)")
_BEFORE = 16
"""Characters in front of a number in which "nearly" stands."""
_WORDS = 1000


def chosen(sentence: Sentence, said: Span, language: Language) -> Quantity | None:
    """The quantity that is claimed, None where there is none.

    Also what a comparison says without a number.
    """
    within = [q for q in sentence.quantities if q.span in said]
    countable = [q for q in within if q.kind not in _OF_TIME and q.value is not None]
    if countable:
        return _and_again(sentence, countable) or _of_several(countable, sentence, language)
    return _of_times(sentence) or _as_much(sentence, said, language)


def _and_again(sentence: Sentence, found: Sequence[Quantity]) -> Quantity | None:
    """How many times, where a part comes on top of the whole: "half as large again" is 1.5 times."""
    factor = sentence.comparison.factor if sentence.comparison else None
    if factor is None or not _AGAIN.search(sentence.text):
        return None
    parts = {q: (q.value or 0) / (100 if q.kind is Measured.PERCENT else 1) for q in found}
    part = next((q for q, value in parts.items() if abs(1 + value - factor) < _ROUNDED), None)
    return part and replace(part, kind=Measured.MULTIPLIER, value=factor, unit="times")


def _of_several(found: Sequence[Quantity], sentence: Sentence, language: Language) -> Quantity:
    """The last of two kinds of money, the one that is compared, those counted, else the first with a unit."""
    money = [q for q in found if q.kind is Measured.MONEY]
    if len({q.unit for q in money}) > 1:
        # "The fund of 100 billion euros was worth 105 billion dollars".
        return money[-1]
    counted = _compared(found, sentence.comparison)
    if counted is not None:
        return counted
    nouns = words_of(language)["words"]["countries"]
    members = members_counted(found, sentence.text, nouns)
    sizes = [q for q in found if is_size(q, sentence.text, nouns)]
    rest = [q for q in found if q not in members and q not in sizes] or [q for q in found if q in sizes]
    if members and rest and _is_limit(rest[0], members[0]):
        return members[0]
    return min(rest or members, key=lambda q: (q.kind is Measured.COUNT and q.unit is None, q.span.start))


def _compared(found: Sequence[Quantity], comparison: Comparison | None) -> Quantity | None:
    if comparison is None:
        return None
    counted = comparison.factor if comparison.factor is not None else comparison.amount
    return next((q for q in found if counted is not None and q.value == counted), None)


def _is_limit(limit: Quantity, members: Quantity) -> bool:
    """Whether *limit* is what each of those counted has to reach.

    "five countries have more than 60 million".
    """
    behind = limit.span.start > members.span.start
    return behind and limit.kind in _LIMITS and (limit.bound is not None or limit.kind is Measured.PERCENT)


def _of_times(sentence: Sentence) -> Quantity | None:
    """How many times, where only spans of time say so: "in three months what … in a year"."""
    comparison, spans = sentence.comparison, sentence.spans_of_time
    if comparison is None or comparison.relation is not Relation.TIMES or len(spans) < 2:
        return None
    if not comparison.factor:
        return None
    words, factor = comparison.explanation, comparison.factor
    return Quantity(Measured.MULTIPLIER, spans[0].span, words, factor, unit="times", normalized=f"x{factor}")


def _as_much(sentence: Sentence, said: Span, language: Language) -> Quantity | None:
    """What a comparison without a number claims: once as much, more than once, less than once."""
    for name, bound in (("as_much", None), ("more", Bound.AT_LEAST), ("less", Bound.AT_MOST)):
        match = phrases(language, name).search(sentence.text, said.start, said.end)
        if match is not None:
            span = Span(match.start(), match.end())
            return Quantity(
                Measured.MULTIPLIER, span, match[0], 1, unit="times", bound=bound, normalized="x1"
            )
    return None


def claimed(quantity: Quantity, text: str, language: Language) -> Claimed:
    """How much *quantity* of *text* claims, and how exactly."""
    around = text[max(0, quantity.span.start - _BEFORE) : quantity.span.end]
    nearly = phrases(language, "nearly").search(around) is not None
    just_over = quantity.bound is Bound.AT_LEAST and _JUST_OVER.search(around) is not None
    value = float(quantity.value or 0)
    return Claimed(
        value=value,
        unit=quantity.unit or "",
        words=quantity.text,
        high=float(quantity.high) if quantity.high is not None else None,
        bound=None if nearly or just_over else quantity.bound,
        approximate=quantity.approximate or just_over,
        nearly=nearly,
        fraction=bool(_FRACTION.search(quantity.normalized or "")) or "half" in quantity.text.casefold(),
        step=_step(quantity.text, value),
    )


def _step(words: str, value: float) -> float:
    """The unit of the last digit that is said: 0.1 of 3.5, 100,000,000 of 1.2 billion."""
    digits = _DIGITS.search(words)
    if digits is None:
        # "As much" is no number that was rounded.
        return 1.0 if 1 < abs(value) < _WORDS and value == int(value) else 0.0
    written = digits[0].rstrip(".,").replace(",", "")
    if written.count(".") > 1 or not float(written):
        return 0.0
    decimals = len(written.partition(".")[2])
    return float(abs(value) / float(written) * 10.0**-decimals)
