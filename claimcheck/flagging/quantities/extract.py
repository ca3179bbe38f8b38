"""The quantities of a text: counts, percent, money, multipliers, ranks, durations and dates.

A grammar of our own. Every word is looked up in a table of the words that a quantity can begin
with or end in; only there do the readers look closer, the first that reads something wins. The
words are data, ``languages/*.toml``. What is found are amounts that can
be checked: names with a figure ("Article 5"), fixed phrases ("two-state solution"), "one of the" and
bare "years" are none.

A share is a percentage, and its notation the fraction that is written: "two thirds" are 66.67
percent, "2/3". "Three years ago" is a date, "PREV P3Y"; "in the last 10 years" has the duration
"P10Y". The span of a count is its number: what is counted is the unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities import (
    amounts,
    anchored,
    clock,
    counts,
    date_ranges,
    dates,
    durations,
    multipliers,
    ranks,
    shares,
    years,
)
from claimcheck.flagging.quantities.limits import date_limit
from claimcheck.flagging.quantities.numbers import word_value
from claimcheck.flagging.quantities.quantity_languages import digits_only, quantity_language
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.model import Measured, Quantity, Span

_Reader = Callable[[Scan, int], Reading | None]

_TOKEN = re.compile(r"[0-9]|[^\W\d_]{1,60}|[¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_WORDS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"[\d¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")

_NO_LIMIT = re.compile(r"/|_REF$|^(?:PREV|NEXT) ")  # from one date to another, now, three years ago

_IN_DIGITS: tuple[_Reader, ...] = (ranks.in_digits, date_ranges.in_digits, amounts.in_digits)
_IN_WORDS: tuple[_Reader, ...] = (ranks.labelled, counts.none_of, clock.whole_hour, amounts.in_words)


def quantities(
    text: str, span: Span | None = None, *, language: str | Language = "en", published: str | None = None
) -> tuple[Quantity, ...]:
    """The quantities of the text, or of the part of it at *span*, in order; none overlaps another.

    With *published*, an ISO date, relative dates are resolved by the rules of
    :mod:`claimcheck.flagging.quantities.date_resolution`.

    >>> [(q.text, q.value, q.unit) for q in quantities("At least 32 member countries pay $94.9bn a year.")]
    [('32', 32, 'member countries'), ('$94.9bn', 94900000000, 'USD')]
    """
    for name, given, kind, wanted in (
        ("text", text, str, "a string"),
        ("span", span, Span | None, "a Span"),
        ("published", published, str | None, 'an ISO date such as "2025-03-11"'),
    ):
        if not isinstance(given, kind):
            raise ClaimcheckError(f"quantities(): {name} has to be {wanted}, and is {type(given).__name__}.")
    known = quantity_language(language)
    around = Span(0, len(text)) if span is None else span
    piece = around.of(text)
    if not _may_hold_any(piece, known):
        return ()
    scan = Scan.of(piece, known, published)
    found: Iterable[Quantity] = anchored.counted_from_named(scan, _read(scan))
    if digits_only(known):
        found = (one for one in found if one.kind in {Measured.MONEY, Measured.PERCENT})
    return tuple(_placed(scan, quantity, around.start) for quantity in found)


def _placed(scan: Scan, quantity: Quantity, offset: int) -> Quantity:
    """The quantity at its place in the text, a date with its own limit: not "over two years ago"."""
    limit, span = quantity.bound, quantity.span
    if quantity.kind is Measured.DATE:
        limit = None if _NO_LIMIT.search(quantity.normalized or "") else date_limit(scan, span)
    if limit is quantity.bound and not offset:
        return quantity
    return replace(quantity, span=Span(span.start + offset, span.end + offset), bound=limit)


def _may_hold_any(text: str, language: Language) -> bool:
    """Whether a figure or one of the words is there that a quantity needs: cheap, and most have none."""
    if _FIGURE.search(text):
        return True
    readers = _readers(language)
    found = _WORDS.findall(text.lower())
    return not readers.keys().isdisjoint(found) or (
        bool(language.words("figures", "compounds")) and any(word_value(word, language) for word in found)
    )


def _read(scan: Scan) -> Iterator[Quantity]:
    """Every quantity of the scan, each beginning where the one before has ended or later."""
    taken = at = 0
    readers = _readers(scan.language)
    compounds = bool(scan.words("figures", "compounds"))
    for token in _TOKEN.finditer(scan.low):
        start = token.start()
        if start < at:
            continue
        known = readers.get(token[0])
        if known is None and not compounds and token[0].isalpha():  # most words, and nothing begins with them
            continue
        for reader in known or _for_rare(scan, token[0], compounds=compounds):
            reading = reader(scan, start)
            if reading is None:
                continue
            quantity, end = reading
            if quantity is None or quantity.span.start >= taken:
                at = max(at, end)
                if quantity is not None:
                    taken = quantity.span.end
                    yield quantity
                break


def _for_rare(scan: Scan, token: str, *, compounds: bool) -> tuple[_Reader, ...]:
    """The readers for a token that is in no table: a figure, or number words joined to one."""
    if not token[0].isalpha():
        return _IN_DIGITS
    return _IN_WORDS if compounds and word_value(token, scan.language) else ()


def _listed(language: Language, section: str, name: str) -> Iterable[str]:
    """The words of a list, or those that a table has something for."""
    is_list = isinstance(language.sections[section].get(name), list)
    return language.words(section, name) if is_list else language.table(section, name)


@cache
def _readers(language: Language) -> dict[str, tuple[_Reader, ...]]:
    """For every word that a quantity can begin with or end in, what reads it, in order."""
    made: dict[str, tuple[_Reader, ...]] = {}
    for phrase in language.table("calendar", "clock_parts"):
        made[phrase.split(" ")[0]] = (clock.before_hour,)
    for section, name, readers in (
        ("calendar", "months", (date_ranges.in_words,)),
        ("calendar", "weekdays", (date_ranges.in_words,)),
        ("calendar", "days", (dates.day_word,)),
        ("calendar", "seasons", (dates.season,)),
        ("figures", "words", _IN_WORDS),
        ("figures", "fractions", (amounts.at_part,)),
        ("figures", "none", (counts.none_of,)),
        ("figures", "multipliers", (multipliers.multiplier,)),
        ("figures", "grown", (multipliers.grown,)),
        ("calendar", "decade_words", (years.decade_word,)),
        ("figures", "fractions", (shares.fraction,)),
        ("figures", "ordinals", (ranks.in_words,)),
        ("figures", "scales", (amounts.at_scale,)),
        ("calendar", "periods", (dates.period,)),
        ("calendar", "units", (durations.at_time_unit,)),
        ("ranks", "superlatives", (ranks.superlative,)),
    ):
        for word in _listed(language, section, name):
            made[word] = made.get(word, ()) + readers
    for prefix in language.table("ranks", "prefixes"):
        for word in language.table("ranks", "superlatives"):
            made[prefix + word] = (ranks.superlative,)
    for word in language.words("calendar", "quarter_letter"):
        made[word] = (*made.get(word, ()), dates.quarter)
    for word in language.words("calendar", "half_letter"):
        made[word] = (*made.get(word, ()), dates.half)
    return made
