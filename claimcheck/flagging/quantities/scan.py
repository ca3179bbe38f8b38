"""A text as the readers of quantities see it, and how they look around in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimcheck.flagging.language_words import level
from claimcheck.flagging.quantities.quantity_words import ends, phrases
from claimcheck.model import Measured, Quantity, Span

_BEFORE, _AFTER = 40, 60  # so many characters around a number are looked at
# Brackets and quotation marks stand in nobody's way: "over (12)".
_OPENED = str.maketrans(dict.fromkeys('()[]"“”„«»', " "))
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_WORD = r"[^\W\d_]{1,30}"
_NEXT = re.compile(
    rf"[ -]?((?:°[cf]?(?![^\W_])|%|‰|{_WORD})(?:[/-]{_WORD})?)(?: ({_WORD}))?(?: ({_WORD}))?(?!\w)"
)
_NEXT_WORD = re.compile(rf" ?({_WORD})")


@dataclass(frozen=True, slots=True)
class Scan:
    """One piece of text in a language.

    ``plain`` has plain apostrophes, blanks and dashes, ``low`` is it in lower case without
    brackets and quotation marks; both have every character in its place.
    """

    raw: str
    plain: str
    low: str
    language: str
    published: str | None = None

    @classmethod
    def of(cls, raw: str, language: str = "en", published: str | None = None) -> Scan:
        """The scan of a text.

        >>> Scan.of("Over “12” men").low
        'over  12  men'
        """
        plain = _western(level(raw))
        low = plain.lower()
        if len(low) != len(plain):  # "İ" is two characters in lower case
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
        return cls(raw, plain, low.translate(_OPENED), language, published)

    def before(self, at: int) -> str:
        """The text before *at* without the blanks or the hyphen at its end; it begins with a blank."""
        return " " + self.low[max(0, at - _BEFORE) : at].rstrip(" -")

    def follows(self, at: int, section: str, name: str) -> bool:
        """Whether one of the phrases stands straight before *at*.

        >>> Scan.of("at least 5").follows(9, "bounds", "at_least")
        True
        """
        return self.before(at).endswith(ends(self.language, section, name))

    def phrase_before(self, at: int, section: str, name: str) -> str | None:
        """The longest of the phrases that stands straight before *at*."""
        before, listed = self.before(at), ends(self.language, section, name)
        if not before.endswith(listed):
            return None
        found = (phrase for phrase in listed if before.endswith(phrase))
        return next(found, "").strip() or None

    def phrase_after(self, at: int, section: str, name: str) -> int | None:
        """Where the longest of the phrases that stands straight after *at* ends.

        >>> Scan.of("5 or more").phrase_after(1, "bounds", "after_at_least")
        9
        """
        start = at
        while self.low.startswith(" ", start) and start < at + 2:
            start += 1
        listed = phrases(self.language, section, name)
        if not self.low.startswith(listed, start):  # nearly always, and quick to tell
            return None
        found = None
        for phrase in listed:
            if self.low.startswith(phrase, start) and not self.inside(start + len(phrase), phrase[-1]):
                found = max(found or 0, start + len(phrase))
        return found

    def inside(self, at: int, last: str = "a") -> bool:
        """Whether a word that ended in *last* goes on at *at*."""
        return last.isalnum() and at < len(self.low) and (self.low[at].isalnum() or self.low[at] == "_")

    def lookup(self, at: int, words: Mapping[str, Any]) -> tuple[Any, int] | None:
        """What the longest phrase of up to three words after *at* stands for, and where it ends.

        >>> Scan.of("5 per cent of").lookup(1, {"per cent": "percent"})
        ('percent', 10)
        """
        match = _NEXT.match(self.low, at)
        if not match:
            return None
        start = match.start(1)
        if match[1] not in words and "-" not in match[1] and "/" not in match[1] and " " not in match[0][1:]:
            return None
        for last in (3, 2, 1):
            if match[last] and (value := words.get(self.low[start : match.end(last)])) is not None:
                return value, match.end(last)
        return self._lookup_first(start, match, words)

    def _lookup_first(
        self, start: int, match: re.Match[str], words: Mapping[str, Any]
    ) -> tuple[Any, int] | None:
        """The first part of a hyphenated word: "dollar" of "dollar-backed"."""
        first = re.split("[-/]", match[1])[0]
        value = words.get(first) if first != match[1] else None
        return None if value is None else (value, start + len(first))

    def word(self, at: int) -> str:
        """The word after *at* and at most one blank, "" where there is none.

        >>> Scan.of("5 Euros").word(1)
        'euros'
        """
        match = _NEXT_WORD.match(self.low, at)
        return match[1] if match else ""

    def quantity(self, kind: Measured, start: int, end: int, **fields: Any) -> Quantity:
        """A quantity at these offsets into the scan."""
        return Quantity(kind, Span(start, end), self.raw[start:end], **fields)


def _western(text: str) -> str:
    """Digits of every script as 0 to 9: "１２" is 12."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


# A reader says what stands at an offset and where to read on; without a quantity it steps over.
Reading = tuple[Quantity | None, int]


def notation(value: float) -> str:
    """A number without exponent or needless decimals.

    >>> notation(3.50), notation(94900000000), notation(200 / 3)
    ('3.5', '94900000000', '66.67')
    """
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.6f}".rstrip("0") if abs(value) < 1 else f"{round(value, 4 if abs(value) < 10 else 2)}"


def tidy(value: float) -> float | int:
    """A whole number as an int; what binary fractions added is rounded away.

    >>> tidy(94.9 * 1e9)
    94900000000
    """
    rounded = round(value, 9)
    return int(rounded) if float(rounded).is_integer() else rounded
