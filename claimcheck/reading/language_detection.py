"""Which language a text is in that does not say so, as far as it decides by which rules the text is read."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.reading.sentence_words import DEFAULT

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_READ = 3_000
"""Characters from the beginning that are looked at."""

_SURE, _FEWEST_WORDS = 0.99, 6
_WORDS = re.compile(r"[^\W\d_]{1,40}")
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "is", "was", "that", "for", "it"})
_ENGLISH_SHARE = 0.15
"""English prose has a quarter of these words, and other languages have hardly any."""


def detected_language(text: str) -> str | None:
    """The code of the language of *text*, where it is beyond doubt, not English, and has rules of its own.

    None is English, a language without rules of its own, or too few words to say so.

    >>> detected_language("Die Preise sind in diesem Jahr um vier Prozent gestiegen, sagte die Ministerin.")
    'de'
    >>> detected_language("Prices have risen by four percent, said the minister.") is None
    True
    """
    beginning = text[:_READ]
    words = [word.lower() for word in _WORDS.findall(beginning)]
    if len(words) < _FEWEST_WORDS or _is_english(words):
        return None
    code, probability = _identifier().classify(beginning)
    return code if probability >= _SURE and code in _with_rules() else None


def _is_english(words: list[str]) -> bool:
    """Whether it is English beyond doubt, which saves loading what tells all languages apart."""
    return sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _with_rules() -> frozenset[str]:
    """The languages that have rules of their own, but for the one that is taken where none is known."""
    names = (file.name for file in files("claimcheck.reading").joinpath("languages").iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml")) - {DEFAULT}
