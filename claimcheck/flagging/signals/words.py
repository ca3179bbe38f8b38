"""What the words of a sentence say for and against a check, by the rules of its language alone."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.language_words import Language, level
from claimcheck.flagging.signals.grammar import Grammar
from claimcheck.flagging.signals.rules import Range, Rule, Walk
from claimcheck.flagging.templates import Templates

SIGNS = (
    "figure", "rank", "event", "trend", "cause", "rule", "record", "forecast", "statistic", "experience",
    "appeal", "judgement", "supposition", "stance", "promise", "opinion", "exhortation", "vagueness",
)  # fmt: skip
"""What a language may have rules for, in its grammar or its lists; a question every language has."""

_OF_VERBS = frozenset({"event", "past", "trend", "cause"})
_CAPITALISED = re.compile(r"[^\W\d_a-z][a-z]+$")
"""No verb but a name or a noun: the Fed, "Exports rose"; a statement begins with no past form."""

_SHORTENED = re.compile(r"(?:It|He|She|We|You|They|That|There|What|Who|Let|Here|I)(?=['’])|['’]s$")
QUESTION = Rule(r"\?(?=[\"“”«»'’)\]]{0,3}\s{0,3}$)", begins=("?",))  # Why?

_TEMPLATES = Templates(
    {
        "CAPITALISED": r"[A-Z\u00c0-\u00de][\w'.-]{0,30}\w",  # Türkiye
        # A name inside a sentence; at the beginning every word is capitalised.
        "NAME": r"(?<=[\w,;:%)-] )[\"'(]?"
        "(?P<name>{CAPITALISED}(?:(?: {|names.particles})? {CAPITALISED}){0,5})",
    }
)


def words_of(sentence: str, language: Language) -> dict[str, list[Range]]:
    """The words of each sign that the sentence has, and of "past", which with a date make an event.

    >>> from claimcheck.flagging.language_words import known_language
    >>> words_of("Seas rose.", known_language("en"))
    {'event': [(5, 9)], 'trend': [(5, 9)], 'past': [(5, 9)]}
    """
    found = _walk(language).over(level(sentence))
    for name in _OF_VERBS & found.keys():
        found[name] = [place for place in found[name] if not _CAPITALISED.match(sentence, *place)]
    return {name: places for name, places in found.items() if places}


def names_of(sentence: str, language: Language) -> list[Range]:
    """The names of a sentence that has two different ones; else nothing."""
    if "names" not in language.sections:
        return []
    places = _TEMPLATES.pattern("NAME", language).finditer(level(sentence))
    found = {name: place for match in places if (name := sentence[slice(*(place := _name(sentence, match)))])}
    return list(found.values()) if len(found) > 1 else []


def _name(sentence: str, match: re.Match[str]) -> Range:
    """The name without the "'s" of whoever owns something; nothing of what is no name: "It's"."""
    start, end = match.span("name")
    shortened = _SHORTENED.match(sentence, start, end) or _SHORTENED.search(sentence, end - 2, end)
    return (start, shortened.start()) if shortened else (start, end)


@cache
def _walk(language: Language) -> Walk:
    rules = Grammar(language).rules(SIGNS)
    return Walk(rules | {"question": [QUESTION, *rules.get("question", ())]})
