"""The rules of a language of which only lists of words are known: its file says everything.

Each sign is a section with the lists ``phrases``, ``stems`` (beginnings of words) and
``not_phrases`` (stepped over); none has to be there. "…" in a phrase stands for one to
six words. The sign "figure" has more: see :func:`_figures`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimcheck.flagging.language_words import Lists, any_of
from claimcheck.flagging.signals.rules import NUMERAL, Expression, Phrases, Rule, Stems

_GAP = "…"
_BETWEEN = r"(?: [\w'-]{1,30}){1,6}? "
# 1.700 · 5,25 · not in F-35, COVID-19, 9/11 or v2.5
_DIGITS = r"(?<![\w.,/])(?<!\w-)(?:\d{1,3}(?:[., ]\d{3}){1,5}(?:[.,]\d{1,4})?|\d{1,12}(?:[.,]\d{1,6})?)"
_CLOCK_OR_DATE = r"\d{1,2}:\d{2}\b|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?"  # 14:30 · 3.10.2025
_MONEY = "$€£¥"


def rules(language: Mapping[str, Lists], signs: Iterable[str]) -> dict[str, list[Rule]]:
    """The rules of those signs for which the language's file has a section.

    >>> file = {"cause": {"phrases": ["wegen"]}, "figure": {"units": ["Euro"]}}
    >>> list(rules(file, ["cause", "trend", "figure"]))
    ['cause', 'figure']
    """
    return {
        sign: [*_listed(language[sign]), *(_figures(language[sign]) if sign == "figure" else ())]
        for sign in signs
        if sign in language
    }


def _listed(lists: Lists) -> list[Rule]:
    phrases = lists.get("phrases", ())
    return [
        Phrases(lists.get("not_phrases", ()), skips=True),
        *(_with_gap(phrase) for phrase in phrases if _GAP in phrase),
        Phrases([phrase for phrase in phrases if _GAP not in phrase]),
        Stems(lists.get("stems", ())),
    ]


def _with_gap(phrase: str) -> Expression:
    """A phrase with words left open: "so viele … wie"."""
    parts = [part.strip() for part in phrase.split(_GAP)]
    return Expression(_BETWEEN.join(any_of([part]) for part in parts), parts[:1], needs=parts[-1:])


def _figures(lists: Lists) -> list[Rule]:
    """Amounts: digits or one of the ``numbers``, with up to two of the ``units`` after them.

    No amount is a number after one of the ``labels`` ("Artikel 5") or before one of the
    ``months``, a time of day or a date.
    """
    numbers, labels = lists.get("numbers", ()), lists.get("labels", ())
    unit = rf"(?:%|‰|[{_MONEY}](?!\w)|{any_of(lists.get('units', ()))})"
    months = any_of(lists.get("months", ()))
    written = any_of(numbers)
    return [
        Expression(_CLOCK_OR_DATE, (NUMERAL,), skips=True),
        Expression(rf"\d{{1,2}}\.? {months}(?: \d{{4}}\b)?", (NUMERAL,), skips=True),
        Expression(rf"{any_of(labels)} {_DIGITS}", labels, needs=(NUMERAL,), skips=True),
        Expression(rf"[{_MONEY}]?{_DIGITS}(?:[ -]?{unit}){{0,2}}(?![\w/]|[.,]\d)", (NUMERAL, *_MONEY)),
        Expression(rf"{written}(?: {unit}){{0,2}}", numbers),
    ]
