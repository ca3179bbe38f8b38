"""A text as the readers of quantities see it, and how they look around in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimcheck.flagging.language_words import Language, level, swapped
from claimcheck.flagging.quantities.quantity_languages import quantity_language
from claimcheck.model import Measured, Quantity, Span

_BEFORE, _AFTER = 40, 60  # so many characters around a number are looked at
# Brackets and quotation marks stand in nobody's way: "over (12)".
_OPENED = dict.fromkeys('()[]"“”„«»', " ")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_WORD = r"[^\W\d_]{1,30}"
_NEXT = re.compile(
    rf"[ -]{{0,2}}((?:°[cf]?(?![^\W_])|%|‰|{_WORD}\^?[23]?)(?:[/-]{_WORD})?)"
    rf"(?: ({_WORD}))?(?: ({_WORD}))?(?!\w)"
)
_JOINED = re.compile("[-/]")
_NEXT_WORD = re.compile(rf" ?({_WORD})")

# A line break within "15.7⏎million" is a blank; digits on two lines are two figures.
_WRAPPED = re.compile(r"(?<=[^\s\d])\n(?=[a-z\d])|(?<=\d)\n(?=[a-z%])")
_WRAPPED_NOUN = re.compile(r"(?<=[^\s\d])\n(?=[^\W_])|(?<=\d)\n(?=[^\W\d_]|%)")

# A reader says what stands at an offset and where to read on; without a quantity it steps over.
Reading = tuple[Quantity | None, int]


@dataclass(frozen=True, slots=True)
class Scan:
    """One piece of text in a language.

    ``plain`` has plain apostrophes, blanks and dashes, ``low`` is it in lower case without
    brackets and quotation marks; both have every character in its place.
    """

    raw: str
    plain: str
    low: str
    language: Language
    published: str | None = None

    @classmethod
    def of(cls, raw: str, language: str | Language = "en", published: str | None = None) -> Scan:
        """The scan of a text.

        >>> Scan.of("Over “12” men").low
        'over  12  men'
        """
        known = quantity_language(language)
        plain = _western(level(raw))
        if "\n" in plain:
            plain = (_WRAPPED_NOUN if known.table("figures")["capitals"] == "nouns" else _WRAPPED).sub(
                " ", plain
            )
        low = plain.lower()
        if len(low) != len(plain):  # "İ" is two characters in lower case
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
        return cls(raw, plain, swapped(low, _OPENED), known, published)

    def words(self, section: str, name: str) -> tuple[str, ...]:
        """A list of the language."""
        return self.language.words(section, name)

    def table(self, section: str, name: str = "") -> Mapping[str, Any]:
        """What each word of a section of the language, or of a table in it, stands for."""
        return self.language.table(section, name)

    def before(self, at: int) -> str:
        """The text before *at* without the blanks or the hyphen at its end; it begins with a blank."""
        return " " + self.low[max(0, at - _BEFORE) : at].rstrip(" -")

    def follows(self, at: int, section: str, name: str) -> bool:
        """Whether one of the phrases stands straight before *at*.

        >>> Scan.of("at least 5").follows(9, "bounds", "at_least")
        True
        """
        return self.before(at).endswith(_endings(self.language, section, name))

    def phrase_before(self, at: int, section: str, name: str) -> tuple[str, int] | None:
        """The longest of the phrases that stands straight before *at*, and where it begins."""
        before, listed = self.before(at), _endings(self.language, section, name)
        if not before.endswith(listed):
            return None
        phrase = next(phrase for phrase in listed if before.endswith(phrase)).strip()
        return (phrase, self.low.rfind(phrase, 0, at)) if phrase else None

    def value_before(self, at: int, section: str, name: str) -> tuple[Any, int] | None:
        """What the longest phrase of a table that stands straight before *at* is worth, and where it begins.

        >>> Scan.of("half an hour").value_before(8, "calendar", "single")
        (0.5, 0)
        """
        found = self.phrase_before(at, section, name)
        return (self.table(section, name)[found[0]], found[1]) if found else None

    def phrase_after(self, at: int, section: str, name: str) -> int | None:
        """Where the longest of the phrases that stands straight after *at* ends.

        >>> Scan.of("5 or more").phrase_after(1, "bounds", "after_at_least")
        9
        """
        start = at
        while self.low.startswith(" ", start) and start < at + 2:
            start += 1
        listed = self.words(section, name)
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

    def lookup(self, at: int, section: str, name: str = "") -> tuple[Any, int] | None:
        """What the longest phrase of up to three words after *at* stands for, and where it ends.

        >>> Scan.of("5 per cent of").lookup(1, "percents")
        ('percent', 10)
        """
        match = _NEXT.match(self.low, at)
        if not match:
            return None
        start, values = match.start(1), self.table(section, name)
        joined = "-" in match[1] or "/" in match[1]
        if match[1] not in values and not joined and " " not in match[0][1:]:
            return None
        for last in (3, 2, 1):
            if match[last] and (value := values.get(self.low[start : match.end(last)])) is not None:
                return value, match.end(last)
        first = _JOINED.split(match[1])[0]  # "dollar" of "dollar-backed"
        value = values.get(first) if joined else None
        return None if value is None else (value, start + len(first))

    def word(self, at: int) -> str:
        """The word after *at* and at most one blank, "" where there is none.

        >>> Scan.of("5 Euros").word(1)
        'euros'
        """
        match = _NEXT_WORD.match(self.low, at)
        return match[1] if match else ""

    def reading(self, kind: Measured, start: int, end: int, **fields: Any) -> Reading:
        """A quantity at these offsets into the scan."""
        return Quantity(kind, Span(start, end), self.raw[start:end], **fields), end


@cache
def _endings(language: Language, section: str, name: str) -> tuple[str, ...]:
    """The phrases for ``str.endswith``: a word has a blank before it, the longest first."""
    longest_first = sorted(language.words(section, name), key=len, reverse=True)
    return tuple(f" {phrase}" if phrase[0].isalnum() else phrase for phrase in longest_first)


def _western(text: str) -> str:
    """Digits of every script as 0 to 9: "１２" is 12."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


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
