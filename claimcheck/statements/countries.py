"""Which country an article is about, where there is no doubt."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.flagging.language_words import Language
from claimcheck.model import Span
from claimcheck.statements.passage import Passage

_SHORT = frozenset({"US", "U.S.", "USA", "UK", "U.K."})
_MOST, _LEAST = 0.7, 3


@dataclass(frozen=True, slots=True)
class _Countries:
    """How often each country or its people is named, and where each name of a country first stands."""

    counts: Counter[str]
    places: dict[str, Span]


def home(passage: Passage, most: float = _MOST) -> Span | None:
    """Where the article names the country that it is about; None where it may be another.

    That is the only one that it speaks of, twice at least, or the one of a share of *most* of all mentions,
    while none is near.
    """
    found = _named(passage.text, passage.language)
    if not found.counts:
        return None
    name, count = found.counts.most_common(1)[0]
    alone = len(found.counts) == 1 and count > 1
    if not alone and (count < _LEAST or count < most * found.counts.total()):
        return None
    near = Span(passage.before[0].start if passage.before else passage.span.start, passage.span.end)
    others = _named_in(passage.text[near.start : near.end], passage.language).counts.keys() - {name}
    return None if others else found.places.get(name)


def countries_in(passage: Passage, span: Span) -> int:
    """How many countries or peoples a part of the text names."""
    return len(_named_in(span.of(passage.text), passage.language).counts)


def named_country(passage: Passage, words: Span) -> Span | None:
    """Where the article has the name of the country that *words* are, or whose people: "Norwegian"."""
    found = _named_in(words.of(passage.text).strip(), passage.language)
    if len(found.counts) != 1 or not _pattern(passage.language).fullmatch(_bare(words.of(passage.text))):
        return None
    return _named(passage.text, passage.language).places.get(next(iter(found.counts)))


def _bare(words: str) -> str:
    return words[4:] if words[:4].lower() == "the " else words


@lru_cache(maxsize=8)
def _named(text: str, language: Language) -> _Countries:
    return _named_in(text, language)


def _named_in(text: str, language: Language) -> _Countries:
    found = _Countries(Counter(), {})
    for match in _pattern(language).finditer(text):
        name = _canonical(match[1], language)
        found.counts[name] += 1
        if match[1] in _territories(language) or match[1].upper() in _SHORT:
            article = _article(text, match, language)
            if article or not (match[1].startswith("United") or match[1].upper() in _SHORT):
                found.places.setdefault(name, Span(match.start(1) - len(article), match.end(1)))
    return found


def _article(text: str, match: re.Match[str], language: Language) -> str:
    """The article that some names have, with its blank: the | United States, the | Netherlands."""
    if not (match[1].endswith("s") or match[1].startswith("United") or match[1].upper() in _SHORT):
        return ""
    articles = (f"{one} " for one in language.words("statements", "the"))
    return next((one for one in articles if text.endswith(one, 0, match.start())), "")


@cache
def _territories(language: Language) -> frozenset[str]:
    """The names of countries in CLDR."""
    # Not above: it takes its time, and importing claimcheck needs none of it.
    from babel import Locale

    known = Locale.parse(language.code).territories
    return frozenset(name for code, name in known.items() if len(code) == 2 and code.isalpha())


@cache
def _people(language: Language) -> dict[str, str]:
    groups = (group.split() for group in language.words("speakers", "nations"))
    return {name: group[-1] for group in groups for name in group}


def _canonical(word: str, language: Language) -> str:
    low = word.lower()
    low = low.removesuffix("er") if low.removesuffix("er") in _lower(language) else low
    return _people(language).get({"united states": "us", "united kingdom": "uk"}.get(low, low), low)


@cache
def _lower(language: Language) -> frozenset[str]:
    return frozenset(name.lower() for name in _territories(language))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Any country, and any people: "Iceland", "Icelandic", "New Zealander"."""
    words = {name for name in _people(language) if name.isalpha()}
    names = {name.title() if len(name) > 3 else name.upper() for name in words if len(name) != 3}
    every = sorted(names | _territories(language) | {"U.S.", "U.K."}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, every))})(?:n?s|ers?|ns?)?(?!\w)")
