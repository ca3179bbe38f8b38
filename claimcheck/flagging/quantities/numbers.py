"""Numbers in digits or in words: "1,700", "3.5 million", "two hundred and fifty", "half a million".

What cannot be read for certain is no number: "1.234.567,89" in English, more than fifteen digits,
"007". Thousands are kept apart by the language's mark or by a no-break space.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.scan import Scan, tidy

_MOST_DIGITS = 15  # a float keeps no more
_MOST_WORDS = 12  # "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has ten
_RUN = re.compile(r"\d{1,40}(?:[.,'٫٬]\d{1,40}){0,12}")
_MORE = re.compile(r"\d|[.,'٫٬]\d")
_VULGAR = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_MIXED = re.compile(r"[ -]([1-7])/([2-8])(?![\d/])")
_WORD = re.compile(r"[^\W\d_]{1,60}")
_LINKED = re.compile(r"[ -]{1,2}([^\W\d_]{1,30})")
_BESIDE = re.compile(r" [0-9]| ?\([0-9]{2,5}\) ?[0-9]|\) [0-9]{3}-[0-9]")
_NO_BREAK = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; ``bare``: an integer in digits without separator or scale.

    ``scale`` is what "million" or "bn" made of it, ``metre`` that its "m" may be metres.
    """

    value: float | int
    start: int
    end: int
    bare: bool = False
    worded: bool = False
    scale: int = 1
    metre: bool = False


def number(scan: Scan, start: int, *, money: bool = False) -> Number | None:
    """The number at *start*, with its scale.

    >>> number(Scan.of("1.7 million people"), 0).value
    1700000
    >>> number(Scan.of("two hundred and fifty"), 0).value
    250
    """
    if scan.low[start].isdecimal() or scan.low[start] in _VULGAR:
        found = _digits(scan, start)
    else:
        found = _worded(scan, start)
    return found and _scaled(scan, _and_a_half(scan, found), money=money)


def number_before(scan: Scan, start: int) -> Number | None:
    """The number that a scale word at *start* ends: "half a | million", "a | dozen".

    >>> number_before(Scan.of("half a million"), 7).value
    500000
    """
    before, word = scan.value_before(start, "figures", "before_scale"), _WORD.match(scan.low, start)
    if before is None or word is None:
        return None
    (value, begin), scale = before, scan.table("figures", "scales")[word[0]]
    total, end, _ = _worded_after(scan, word.end(), scale, tidy(value * scale))
    return Number(total, begin, end, worded=True, scale=scale)


def _digits(scan: Scan, start: int) -> Number | None:
    """A number that begins with a digit, without its scale."""
    if scan.low[start] in _VULGAR:
        return Number(unicodedata.numeric(scan.low[start]), start, start + 1)
    match = _RUN.match(scan.low, start)
    if match is None or _MORE.match(scan.low, match.end()):
        return None
    written, end = _with_blanks(scan, match[0], match.end())
    value = _value(written, scan.language)
    if value is None:
        return None
    mixed = _MIXED.match(scan.low, end)
    if mixed is None and _BESIDE.match(scan.plain, end):  # a telephone number, "1 234 567"
        return None
    if end < len(scan.low) and scan.low[end] in _VULGAR and isinstance(value, int):
        return Number(value + unicodedata.numeric(scan.low[end]), start, end + 1)
    if mixed and int(mixed[1]) < int(mixed[2]) and isinstance(value, int):
        return Number(value + int(mixed[1]) / int(mixed[2]), start, mixed.end())
    return Number(value, start, end, bare=written.isdecimal())


def _with_blanks(scan: Scan, written: str, end: int) -> tuple[str, int]:
    """Digits and the groups of three that no-break spaces keep apart from them: 1 234 567."""
    while (
        len(written) <= _MOST_DIGITS
        and end < len(scan.raw)
        and scan.raw[end] in _NO_BREAK
        and re.fullmatch(r"[1-9]\d{0,2}(?:\d{3}){0,4}", written)
        and re.match(r"\d{3}(?!\d)", scan.low[end + 1 : end + 5])
    ):
        written, end = written + scan.low[end + 1 : end + 4], end + 4
    return written, end


@cache
def _formats(language: Language) -> tuple[re.Pattern[str], str, str]:
    """What a number in digits looks like, and the marks for decimals and thousands."""
    decimal, thousands = (str(language.table("figures")[name]) for name in ("decimal", "thousands"))
    d, t = re.escape(decimal), re.escape(thousands)
    whole = rf"[1-9]\d{{0,2}}(?:{t}\d{{3}}){{1,5}}|[1-9]\d?(?:{t}\d{{2}}){{1,4}}{t}\d{{3}}|0|[1-9]\d{{0,14}}"
    return re.compile(rf"(?:{whole})(?:{d}\d{{1,9}})?"), decimal, thousands


def _value(written: str, language: Language) -> float | int | None:
    """What digits say in the language's format; None where they are in no such format.

    >>> from claimcheck.flagging.language_words import known_language
    >>> en, de = known_language("en"), known_language("de")
    >>> _value("1,234.5", en), _value("1.234,5", en), _value("1.234,5", de)
    (1234.5, None, 1234.5)
    """
    pattern, decimal, thousands = _formats(language)
    if sum(map(str.isdecimal, written)) > _MOST_DIGITS or not pattern.fullmatch(written):
        return None
    plain = written.replace(thousands, "").replace(decimal, ".")
    return float(plain) if "." in plain else int(plain)


def _scaled(scan: Scan, found: Number, *, money: bool) -> Number:
    """The number with the scales after it: "3.5 million", "12bn", "5k"."""
    scales = scan.table("figures", "scales")
    for _ in range(2):
        after = scan.lookup(found.end, "figures", "scales")
        if after is None:
            break
        scale, end = after
        if scan.low.startswith(".", end) and scan.low[found.end : end].strip(" -") + "." in scales:
            end += 1
        value = tidy(found.value * scale)
        found = Number(value, found.start, end, worded=found.worded, scale=found.scale * scale)
    return found if found.scale > 1 or found.worded else _suffixed(scan, found, money=money)


def _suffixed(scan: Scan, found: Number, *, money: bool) -> Number:
    """The number with the letter straight after it; money may have a blank between: "€5 m"."""
    start = found.end + 1 if money and scan.low.startswith(" ", found.end) else found.end
    match = _WORD.match(scan.low, start)
    scale = scan.table("figures", "suffixes").get(match[0]) if match else None
    if match is None or scale is None or scan.inside(match.end()):
        return found
    metre = match[0] in scan.table("units") and not money
    return Number(tidy(found.value * scale), found.start, match.end(), scale=scale, metre=metre)


def _and_a_half(scan: Scan, found: Number) -> Number:
    end = scan.phrase_after(found.end, "figures", "and_a_half")
    if end is None or not isinstance(found.value, int):
        return found
    return Number(found.value + 0.5, found.start, end, worded=found.worded, scale=found.scale)


def _worded(scan: Scan, start: int) -> Number | None:
    """A number in words, without a scale of thousand or more at its end."""
    match = _WORD.match(scan.low, start)
    value = word_value(match[0], scan.language) if match else None
    if match is None or value is None:
        return None
    total, end, last = _worded_after(scan, match.end(), 1, value)
    return Number(total, start, end, worded=True, scale=last if last >= 100 else 1)


def _worded_after(scan: Scan, end: int, last: int, current: float) -> tuple[float | int, int, int]:
    """The value and end of number words that go on at *end* after *current*, and the last one's size.

    *last* is the size of what the next word may be added to: 10 after "thirty", 100 after "hundred".
    """
    values, scales = (scan.table("figures", name) for name in ("words", "scales"))
    joining = scan.words("figures", "and")
    if last == 1 and current >= 20 and current % 10 == 0 and current < 100:
        last = 10
    total: float = 0
    if last >= 1_000:
        total, current = current, 0
    for _ in range(_MOST_WORDS):
        match = _LINKED.match(scan.low, end)
        joined = bool(match and match[1] in joining and last >= 100)
        if match and joined:
            match = _LINKED.match(scan.low, match.end())
        if match is None:
            break
        if not joined and (scale := scales.get(match[1])) is not None and current:
            if scale < 1_000 and current >= 100:
                break
            current *= scale
            if scale >= 1_000:
                total, current = total + current, 0
            last = scale
        elif (value := values.get(match[1])) is not None and 0 < value < min(last, 100):
            current += value
            last = 10 if value >= 20 and value % 10 == 0 else 1
        else:
            break
        end = match.end()
    return tidy(total + current), end, last


@lru_cache(maxsize=4096)
def word_value(word: str, language: Language) -> float | int | None:
    """What one word says, where it is a number; compounds too where the language has them.

    >>> from claimcheck.flagging.language_words import known_language
    >>> word_value("seven", known_language("en")), word_value("zweiunddreißig", known_language("de"))
    (7, 32)
    """
    value: float | int | None = language.table("figures", "words").get(word)
    if value is not None:
        return value
    pieces = _compound(language)
    if pieces is None or not pieces[0].fullmatch(word):
        return None
    values, scales = (language.table("figures", name) for name in ("words", "scales"))
    total = current = 0.0
    for piece in pieces[1].findall(word):
        if piece in values:
            current += values[piece]
        elif piece in scales:
            current = max(current, 1) * scales[piece]
            if scales[piece] >= 1_000:
                total, current = total + current, 0
    return tidy(total + current)


@cache
def _compound(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What a number of several words in one looks like, and its pieces; None where there are none."""
    joining = language.words("figures", "compounds")
    if not joining:
        return None
    small = {word: value for word, value in language.table("figures", "words").items() if value}
    hundred = [w for w, value in language.table("figures", "scales").items() if value in {100, 1_000}]
    piece = alternatives([*small, *hundred, *joining])
    return re.compile(rf"(?:{piece}){{2,9}}"), re.compile(piece)
