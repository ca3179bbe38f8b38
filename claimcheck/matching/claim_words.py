"""The words of a claim: which say what it is about, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from claimcheck.matching.word_senses import countries, folded, joined_sense, sense, weight

# An address, an abbreviation ("U.S.") or a word, with the "n't" or "'s" that may hang on it.
_TOKEN = re.compile(
    r"(?P<address>https?://\S{1,2000}|pic\.twitter\.com/\S{1,200})"
    r"|(?P<short>(?:[A-Za-z]\.){2,6})"
    r"|(?P<word>[^\W_]{1,80})(?P<tail>['’](?:s|t|re|ve|ll|d|m)\b)?",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.!?:;…]['\"”’)]*\s+|[\n\r“\"‘(]\s*)$")
_LOOKED_BACK = 12
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as it stands, without capitals and endings, and what it weighs.

    ``sense`` is what it shares with its synonyms. ``opens`` says that it begins a sentence or a quotation,
    where any word has a capital; ``negated`` that an "n't" hangs on it.
    """

    text: str
    plain: str
    sense: str
    weight: float
    start: int
    end: int
    opens: bool = False
    negated: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """The words of the text, without addresses; what lies in the ranges *taken* (figures) weighs nothing.

    >>> [(word.sense, word.weight) for word in words("The U.S. manufactures them")]
    [('the', 0.0), ('us', 1.0), ('produce', 1.0), ('them', 0.0)]
    """
    covered = sorted(taken)
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        if match["address"]:
            continue
        if len(found) >= _MOST:
            break
        said = match["word"] or match["short"]
        plain = folded(said).replace(".", "")
        if not plain:
            continue
        start, tail = match.start(), (match["tail"] or "").casefold()
        negated = tail[1:] == "t" and plain.endswith("n")
        body = said.isupper() and plain in countries("capitals_only")["names"]
        weighs = 0.0 if negated or _within(start, covered) else 1.0 if body else weight(plain)
        opens = _OPENS.search(text[max(0, start - _LOOKED_BACK) : start]) is not None or not found
        found.append(Word(said, plain, sense(plain), weighs, start, match.end(), opens, negated))
    return tuple(_joined(found))


def _within(place: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _joined(found: list[Word]) -> Iterable[Word]:
    """The words with the sense of two in a row ("called off") on the first of them."""
    skip = False
    for word, following in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        both = joined_sense(word.plain, following.plain) if following else None
        if both and following:
            text, plain = f"{word.text} {following.text}", f"{word.plain}-{following.plain}"
            yield Word(text, plain, both, 1.0, word.start, following.end, word.opens)
            skip = True
        else:
            yield word
