"""Which of the languages that flagging knows a text is most likely in, where nobody has said so."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claimcheck.flagging.language_words import known_language, languages

_WORD = re.compile(r"[^\W\d_]{1,30}")
_READ = 4_000  # so many characters are enough, and the title and the first lines alone are not
_FEWEST = 8
_LEAST = 0.2  # the share of a text's words that its language's commonest words are


@lru_cache(maxsize=256)
def likely_language(beginning: str) -> str:
    """The code of the language, by its commonest words; English unless another is far more likely.

    >>> likely_language("Die Zahl der Toten ist auf 12 gestiegen, sagte die Polizei am Montag in der Stadt.")
    'de'
    >>> likely_language("Die Hard is on."), likely_language("12 %")
    ('en', 'en')
    """
    words = _WORD.findall(beginning[:_READ].lower())
    counts = {code: sum(word in _common(code) for word in words) for code in languages()}
    code = max(counts, key=lambda each: counts[each])
    clear = counts[code] >= max(_FEWEST, _LEAST * len(words)) and counts[code] > 2 * counts["en"]
    return code if clear else "en"


@cache
def _common(code: str) -> frozenset[str]:
    """The words of a language that no thing counted begins with: articles, prepositions, forms of "be"."""
    return frozenset(known_language(code).words("figures", "stops"))
