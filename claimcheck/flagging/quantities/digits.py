"""Numbers in digits: "1,700", "12 500", "1.234.567,89", "2 1/2", ".300".

What cannot be read for certain is no number: "1,23" in English, more than fifteen digits, "007". A mark that
stands twice parts thousands in any language, and of two different marks the last is the decimal one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from claimcheck.flagging.language_words import Language
from claimcheck.flagging.quantities.scan import Scan

_MOST_DIGITS = 15  # a float keeps no more
_RUN = re.compile(r"\d{1,40}(?:[.,'٫٬]\d{1,40}){0,12}")
_MORE = re.compile(r"\d|[.,'٫٬]\d")
VULGAR = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_MIXED = re.compile(rf"[ -]([1-7])/([2-8])(?![\d/])| ?([{VULGAR}])")
_SLASHED = re.compile(r"([1-9]\d?)/([2-9]|[1-9]\d{1,2})(?![\d/])")
_BESIDE = re.compile(r" [0-9]| ?\([0-9]{2,5}\) ?[0-9]|\) [0-9]{3}-[0-9]")
_BLANKED = re.compile(r"[1-9]\d{0,2}((?: \d{3}){1,3})([.,]\d{1,9})?(?![\d.,]*\d| \d|[-/:]\d)")
_CERTAIN = re.compile(
    r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,5}(?:,\d{1,9})?|(?:,\d{3}){2,5}(?:\.\d{1,9})?|\.\d{3},\d{1,9}|,\d{3}\.\d{1,9})"
)
_NAMED = re.compile(r"(?:^|\s)([^\W\d_][\w'.]{0,25}) $")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; ``bare``: an integer in digits without separator or scale.

    ``scale`` is what "million" or "bn" made of it, ``metre`` that its "m" may be metres, ``parts`` the
    two numbers of "2/3".
    """

    value: float | int
    start: int
    end: int
    bare: bool = False
    worded: bool = False
    scale: int = 1
    metre: bool = False
    parts: tuple[int, int] | None = None


def in_digits(scan: Scan, start: int) -> Number | None:
    """The number that begins with the digit at *start*, without its scale.

    >>> in_digits(Scan.of("12 500 nurses"), 0).value, in_digits(Scan.of("2 1/2 miles"), 0).value
    (12500, 2.5)
    """
    if scan.low[start] in VULGAR:
        return Number(unicodedata.numeric(scan.low[start]), start, start + 1)
    if scan.low.startswith(".", start - 1) and start:
        return _after_point(scan, start)
    if slashed := _SLASHED.match(scan.low, start):
        part, whole = int(slashed[1]), int(slashed[2])
        value = part / whole
        return Number(value, start, slashed.end(), parts=(part, whole)) if part < whole else None
    if blanked := _with_blanks(scan, start):
        return blanked
    match = _RUN.match(scan.low, start)
    if match is None or _MORE.match(scan.low, match.end()):
        return None
    value_, end = _value(match[0], scan.language), match.end()
    return None if value_ is None else _mixed(scan, Number(value_, start, end, bare=match[0].isdecimal()))


def _mixed(scan: Scan, whole: Number) -> Number | None:
    """The number with the fraction after it: "2 1/2", "2½"; none where more digits stand beside it."""
    mixed = _MIXED.match(scan.low, whole.end)
    if mixed is None or not isinstance(whole.value, int):
        return None if _BESIDE.match(scan.plain, whole.end) else whole  # a telephone number, "1 234 567"
    part = unicodedata.numeric(mixed[3]) if mixed[3] else int(mixed[1]) / int(mixed[2])
    return Number(whole.value + part, whole.start, mixed.end()) if part < 1 else whole


def _after_point(scan: Scan, start: int) -> Number | None:
    """A number that begins with its decimal mark: ".300"."""
    match = _RUN.match(scan.low, start)
    clear = start < 2 or not (scan.low[start - 2].isalnum() or scan.low[start - 2] in ".,")
    if match is None or not match[0].isdecimal() or not clear or len(match[0]) > _MOST_DIGITS:
        return None
    return Number(float(f"0.{match[0]}"), start - 1, match.end()) if _marks(scan.language)[0] == "." else None


def _with_blanks(scan: Scan, start: int) -> Number | None:
    """A number whose thousands are parted by blanks, all of one kind: "12 500", "1 234 567.89"."""
    match = _BLANKED.match(scan.low, start)
    if match is None:
        return None
    blanks = {scan.raw[at] for at in range(match.start(1), match.end(1)) if scan.low[at] == " "}
    if len(blanks) > 1 or (blanks == {" "} and _beside_other(scan, start)):
        return None
    written = re.sub("[ ,]", lambda mark: "" if mark[0] == " " else ".", match[0])
    if sum(map(str.isdecimal, written)) > _MOST_DIGITS:
        return None
    return Number(float(written) if "." in written else int(written), start, match.end())


def _beside_other(scan: Scan, start: int) -> bool:
    """Whether digits before a plain blank are no thousands: of a telephone number, or behind a name."""
    before = scan.plain[max(0, start - 30) : start]
    if before[-1:] == "+" or before[-2:].strip().isdecimal():
        return True
    named = _NAMED.search(before)
    if named is None:
        return False
    word = named[1].lower()
    names = scan.language.table("figures")["capitals"] == "names"
    return word in scan.words("figures", "names_before") or (
        names and named[1][0].isupper() and word not in scan.words("figures", "stops")
    )


def _marks(language: Language) -> tuple[str, str]:
    decimal, thousands = (str(language.table("figures")[name]) for name in ("decimal", "thousands"))
    return decimal, thousands


@cache
def _format(language: Language) -> re.Pattern[str]:
    """What a number in digits looks like in a language."""
    d, t = map(re.escape, _marks(language))
    whole = rf"[1-9]\d{{0,2}}(?:{t}\d{{3}}){{1,5}}|[1-9]\d?(?:{t}\d{{2}}){{1,4}}{t}\d{{3}}|0|[1-9]\d{{0,14}}"
    return re.compile(rf"(?:{whole})(?:{d}\d{{1,9}})?")


def _value(written: str, language: Language) -> float | int | None:
    """What digits say in the language's format, or in any where that is certain.

    >>> from claimcheck.flagging.quantities.quantity_languages import quantity_language
    >>> en, de = quantity_language("en"), quantity_language("de")
    >>> _value("1,234.5", en), _value("1.234,5", en), _value("1.234", de), _value("1,23", en)
    (1234.5, 1234.5, 1234, None)
    """
    decimal, thousands = _marks(language)
    if sum(map(str.isdecimal, written)) > _MOST_DIGITS:
        return None
    if _CERTAIN.fullmatch(written):
        first = next(mark for mark in written if mark in ".,")
        plain = written.replace(first, "").replace(",", ".")
    elif _format(language).fullmatch(written) and not _either(written, language):
        plain = written.replace(thousands, "").replace(decimal, ".")
    else:
        return None
    return float(plain) if "." in plain else int(plain)


def _either(written: str, language: Language) -> bool:
    """Whether "1,234" may be twelve hundred or one and a bit, as in Spanish, whose countries differ."""
    return bool(language.table("figures").get("either")) and bool(
        re.fullmatch(r"[1-9]\d{0,2},\d{3}", written)
    )
