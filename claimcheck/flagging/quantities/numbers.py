"""Numbers with their scales: "3.5 million", "two hundred and fifty", "three quarters of a million"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from claimcheck.flagging.language_words import Language, alternatives
from claimcheck.flagging.quantities.digits import VULGAR, Number, in_digits
from claimcheck.flagging.quantities.scan import Scan, tidy

_MOST_WORDS = 12  # "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has ten
_WORD = re.compile(r"[^\W\d_]{1,80}")
_LINKED = re.compile(r"[ -]{1,2}([^\W\d_]{1,80})")


def number(scan: Scan, start: int, *, money: bool = False) -> Number | None:
    """The number at *start*, with its scale.

    >>> number(Scan.of("1.7 million people"), 0).value
    1700000
    >>> number(Scan.of("two and three quarter million"), 0).value
    2750000
    """
    if scan.low[start].isdecimal() or scan.low[start] in VULGAR:
        found = in_digits(scan, start)
    else:
        found = _worded(scan, start)
    if found is None:
        return None
    found = _past_more(scan, and_part(scan, _pointed(scan, found)))
    return _of_scale(scan, found) or and_part(scan, _scaled(scan, found, money=money))


def number_before(scan: Scan, start: int) -> Number | None:
    """The number that a scale word at *start* ends or begins: "a | million and a half", "hundred thousand".

    >>> number_before(Scan.of("a million and a half"), 2).value
    1500000
    """
    before, word = scan.value_before(start, "figures", "before_scale"), _WORD.match(scan.low, start)
    if word is None:
        return None
    scale = scan.table("figures", "scales")[word[0]]
    alone = word[0] in scan.words("figures", "alone") and scan.plain[start].islower()
    if before is None and not alone and scan.word(word.end()) not in scan.table("figures", "scales"):
        return None
    value, begin = before or (1, start)
    total, end, last = _worded_after(scan, word.end(), scale, tidy(value * scale))
    return and_part(scan, Number(total, begin, end, worded=True, scale=max(scale, last)))


def part_of_scale(scan: Scan, start: int) -> Number | None:
    """The number that one part of a scale is: "half a million", "a | quarter of a million".

    >>> part_of_scale(Scan.of("a quarter-million"), 2).value
    250000
    """
    word = scan.word(start)
    article = scan.phrase_before(start, "figures", "articles")
    part = Number(
        1 / scan.table("figures", "fractions")[word], article[1] if article else start, start + len(word)
    )
    return _of_scale(scan, replace(part, worded=True))


def _of_scale(scan: Scan, found: Number) -> Number | None:
    """The number as a fraction of a scale: "three quarters | of a million", "half | a million"."""
    value, at = found.value, found.end
    part = _fractions(scan.language)[0].match(scan.low, at) if isinstance(value, int) else None
    if part:
        value, at = value / scan.table("figures", "fractions")[part[1]], part.end()
    if isinstance(value, int) or value >= 1:
        return None
    match = _fractions(scan.language)[2].match(scan.low, at)
    if match is None:
        return None
    scale = scan.table("figures", "scales")[match[1]]
    return Number(tidy(value * scale), found.start, match.end(), worded=True, scale=scale)


def and_part(scan: Scan, found: Number) -> Number:
    """The number with a half, a quarter … more: "two and a half", "a million and three quarters".

    >>> and_part(Scan.of("two and a half"), Number(2, 0, 3)).value
    2.5
    """
    match = _fractions(scan.language)[1].match(scan.low, found.end)
    if match is None or not isinstance(found.value, int) or (found.bare and found.value > 999):
        return found
    many = word_value(match[1], scan.language) or 1
    part, scale, end = many / scan.table("figures", "fractions")[match[2]], found.scale, match.end()
    own = scan.lookup(end, "figures", "scales") if scale > 1 else None
    if own and own[0] < scale:  # "a billion and a half million"
        scale, end = own
    value = tidy(found.value + part * scale)
    return Number(value, found.start, end, worded=found.worded, scale=found.scale)


@cache
def _fractions(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a fraction looks like: after its number, after "and", and before its scale."""
    parts, scales = (
        alternatives(language.table("figures", name)) or "(?!)" for name in ("fractions", "scales")
    )
    several = [word for word, value in language.table("figures", "words").items() if 0 < value < 20]
    articles, ands, of = (language.words("figures", name) for name in ("articles", "and", "of_part"))
    many, joined, of_ = (alternatives(words) or "(?!)" for words in ({*several, *articles}, ands, of))
    no_share = alternatives(language.words("figures", "part_of")) or "(?!)"
    article = alternatives({*articles, *several[:1]}) or "(?!)"
    return (
        re.compile(rf"[- ]{{1,3}}({parts})(?![^\W_])"),
        re.compile(rf"[- ](?:{joined})[- ](?:({many})[- ]{{1,3}})?({parts})(?![^\W_])(?! (?:{no_share}) )"),
        re.compile(rf"(?: (?:{of_}))?(?:[- ](?:{article}))?[- ]{{1,2}}({scales})(?![^\W_])"),
    )


def _past_more(scan: Scan, found: Number) -> Number:
    """The number with "more" between it and its scale: "three more | trillion"."""
    more = scan.phrase_after(found.end, "figures", "more") if found.value >= 1 else None
    scale = scan.word(more) if more else ""
    if more is None or scale not in scan.table("figures", "scales"):
        return found
    hyphen = scan.low.startswith("-", more + 1 + len(scale))  # "two other million-dollar homes"
    return found if hyphen else replace(found, end=more)


def _pointed(scan: Scan, found: Number) -> Number:
    """The number with decimals in words: "five point seven one"."""
    end = scan.phrase_after(found.end, "figures", "point") if found.worded else None
    if end is None or not isinstance(found.value, int):
        return found
    decimals, at = "", end
    while len(decimals) < 6 and (match := _LINKED.match(scan.low, at)):
        value = scan.table("figures", "words").get(match[1])
        tens = decimals.endswith("0") and len(decimals) == 2  # "point seventy-one"
        if not isinstance(value, int) or (value > 9 and decimals):
            break
        decimals, at = (decimals[:-1] if tens and decimals != "00" else decimals) + str(value), match.end()
    return replace(found, value=float(f"{found.value}.{decimals}"), end=at) if decimals else found


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
    """The number with the letters straight after it, of money also behind a blank: "€5 m", "1.2 m euros"."""
    start = found.end + scan.low.startswith(" ", found.end)
    match = _WORD.match(scan.low, start)
    if match is None or scan.inside(match.end()):
        return found
    money = money or _is_money(scan, match.end())
    scale = scan.table("figures", "suffixes").get(match[0])
    if scale is None and money:
        scale = scan.table("figures", "money_suffixes").get(match[0])
    if scale is None or (start > found.end and not money):
        return found
    metre = match[0] in scan.table("units") and not money and scan.plain[start].islower()
    return Number(tidy(found.value * scale), found.start, match.end(), scale=scale, metre=metre)


def _is_money(scan: Scan, at: int) -> bool:
    """Whether a currency follows: "2mil | SEK", "3 tr | dollars"."""
    return scan.lookup(at, "currency", "words") is not None or (
        scan.plain[at + 1 : at + 4] in scan.table("currency", "codes")
    )


def _worded(scan: Scan, start: int) -> Number | None:
    """A number in words, without a scale of thousand or more at its end."""
    match = _WORD.match(scan.low, start)
    value = word_value(match[0], scan.language) if match else None
    if match is None or value is None:
        return None
    end = match.end()
    if several := scan.phrase_after(start, "figures", "phrases"):  # "quatre-vingt-dix"
        value, end = scan.table("figures", "phrases")[scan.low[start:several]], several
    total, end, last = _worded_after(scan, end, 1, value)
    return Number(total, start, end, worded=True, scale=last if last >= 100 else 1)


def _worded_after(scan: Scan, end: int, last: int, current: float) -> tuple[float | int, int, int]:
    """The value and end of number words that go on at *end* after *current*, and the last one's size.

    *last* is the size of what the next word may be added to: 10 after "thirty", 100 after "hundred".
    """
    scales = scan.table("figures", "scales")
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
        elif _may_follow(scan, match, last, joined=joined):
            value = word_value(match[1], scan.language) or 0
            current += value
            last = 10 if value >= 20 and value % 10 == 0 else 1
        else:
            break
        end = match.end()
    return tidy(total + current), end, last


def _may_follow(scan: Scan, word: re.Match[str], last: int, *, joined: bool) -> bool:
    """Whether a number word goes on with one before: "two hundred | two"; not "and | three quarters"."""
    value = word_value(word[1], scan.language)
    if value is None or not 0 < value < last or (value >= 100 and not scan.words("figures", "compounds")):
        return False
    return not (joined and _fractions(scan.language)[0].match(scan.low, word.end()))


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
    return re.compile(rf"(?:{piece}){{2,14}}"), re.compile(piece)
