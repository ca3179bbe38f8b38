"""The expressions that a language's comparisons are found by, from its words."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.flagging.language_words import alternatives, words


def _any(language: str, name: str) -> str:
    return f"(?:{alternatives(words('compared', name, language))})"


@cache
def compared_words(language: str, name: str) -> re.Pattern[str]:
    """The words of a list as words of their own."""
    return re.compile(rf"(?<!\w){_any(language, name)}(?!\w)")


@cache
def compared_to(language: str) -> re.Pattern[str]:
    """What stands between the two ends of a change: " points to "."""
    return re.compile(rf"(?: [^\W\d_]{{1,20}}){{0,3}} {_any(language, 'to')} ")


@cache
def compared_than(language: str) -> re.Pattern[str]:
    """What follows a multiple: "bigger than", "as many cars as", "the size of"."""
    any_of = {
        name: _any(language, name) for name in ("than", "as", "like", "more", "less", "comparative", "of")
    }
    some = r"(?: [^\W\d_][\w'-]{0,25})"
    return re.compile(
        rf" (?:(?P<word>(?P<more>{any_of['more']}|{any_of['less']})|[^\W\d_]{{2,20}}{any_of['comparative']})"
        rf"(?P<what>{some}{{0,4}}?) (?P<than>{any_of['than']})"
        rf"|{any_of['as']} [^\W\d_]{{2,20}}(?P<what2>{some}{{0,4}}?) {any_of['like']}"
        rf"|{_any(language, 'own')} (?P<size>[^\W\d_]{{2,20}}) {any_of['of']})(?!\w)"
    )


@cache
def compared_vague(language: str) -> re.Pattern[str]:
    """The words of a comparison without a figure."""
    some = r"(?: [^\W\d_][\w'-]{0,25})"
    no_figure = r"(?! ?[\d$€£])"
    more, less, equal, ending = (_any(language, n) for n in ("more", "less", "equal", "comparative"))
    than, like = (rf"{_any(language, name)}(?!\w){no_figure}" for name in ("than", "like"))
    return re.compile(
        rf"(?<![\w-])(?:(?P<more>{more}|{less})(?P<what>{some}{{1,4}}?) {than}"
        rf"|(?P<er>[^\W\d_]{{2,20}}{ending}) {than}"
        rf"|(?P<equal>{_any(language, 'as')} {equal})(?P<what2>{some}{{0,3}}?) {like}"
        rf"|(?P<outdone>{_any(language, 'outdone')})(?!\w))"
    )
