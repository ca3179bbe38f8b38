"""Patterns made of the words of a language."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.language_words import Language
from claimcheck.worksheet.known import any_of
from claimcheck.worksheet.words import words_of

_TREND = "trend.regular_verbs:s,ed? trend.irregular_past? trend.irregular_present? trend.nouns?"


@cache
def phrases(language: Language, name: str) -> re.Pattern[str]:
    """Any of the words listed under *name*, in capitals or not."""
    return re.compile(any_of(words_of(language)["words"][name]).pattern, re.IGNORECASE)


@cache
def changed(language: Language) -> re.Pattern[str]:
    """The words of change that flagging knows, and those of this room."""
    listed = [*words_of(language)["words"]["changed"], *language.listed(_TREND)]
    return re.compile(any_of(listed).pattern, re.IGNORECASE)


@cache
def part_of_gdp(language: Language) -> re.Pattern[str]:
    """ "Of GDP", "of its annual output", "of all that it produces": what a percentage is a part of."""
    told = words_of(language)
    gdp = told["measures"]["gdp"]
    names = "|".join(map(re.escape, [*gdp["words"], *gdp["bare"]]))
    whole = "|".join(map(re.escape, told["words"]["part_of"]))
    return re.compile(rf"(?i)(?<!\w)(?:of\s+(?:[\w’']+\s+){{0,3}}(?:{names})|{whole})(?!\w)")
