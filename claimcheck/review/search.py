"""Finding claims by words that need not be spelt quite right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_WORD = re.compile(r"\w+")
# Of a short word every second one differs by one letter.
_SHORTEST_FUZZY = 4
_ALIKE, _AS_ALIKE = 80, 6


class WordIndex:
    """Which texts hold which words.

    >>> index = WordIndex(["NATO has 32 members.", "Russia produces more."])
    >>> index.having("nato membrs")
    {0}

    Each word of a query has to be part of a word of the text, or nearly one (rapidfuzz's ratio), so
    what is compared are the distinct words of the pile and not its ten thousand texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, set[int]] = {}
        for place, text in enumerate(texts):
            for word in _words(text):
                self._places.setdefault(word, set()).add(place)
        self._words = list(self._places)
        # What was noted beside the texts, by word and by text.
        self._noted: dict[str, set[int]] = {}
        self._notes: dict[int, set[str]] = {}

    def note(self, place: int, text: str) -> None:
        """Let the text at *place* be found by the words of *text* too, and by none noted with it before."""
        for word in self._notes.pop(place, ()):
            self._noted[word].discard(place)
            if not self._noted[word]:
                del self._noted[word]
        words = _words(text)
        for word in words:
            self._noted.setdefault(word, set()).add(place)
        if words:
            self._notes[place] = words

    def having(self, query: str) -> set[int] | None:
        """The places of the texts that have every word of *query*; None where it has no words."""
        wanted = _words(query)
        if not wanted:
            return None
        return set.intersection(*(self._with(word) for word in wanted))

    def _with(self, wanted: str) -> set[int]:
        words = (*self._words, *self._noted)
        found = {word for word in words if wanted in word}
        if not found and len(wanted) >= _SHORTEST_FUZZY:
            near = process.extract(wanted, words, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
            # The word that was meant, and not every one that is a little like it.
            found = {word for word, score, _place in near if score > near[0][1] - _AS_ALIKE}
        return set().union(*(held.get(word, ()) for word in found for held in (self._places, self._noted)))


def _words(text: str) -> set[str]:
    """The words of *text*, the same however its accents are encoded and whatever their case."""
    return set(_WORD.findall(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())))
