"""Currencies before and after an amount: "HK$80", "R3.5bn", "12 EUR", "5 million Egyptian pounds", "20p"."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.flagging.quantities import cldr
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Scan

_SIGN = re.compile(r"[^\s\d(\[{\"“”'/<>=≈~+*-]{1,6} ?$")
_CODED = re.compile(r"([KMBkmb]?)([A-Z]{3})(?![^\W_])")
_COINS = re.compile(r" (?:and )?(?=[\w])")
_LETTERS = re.compile(r"[^\W\d_]{1,5}\.?")
_WEIGHED = 30  # so many characters before "20 pounds" may speak of weight


class Currency(NamedTuple):
    """A currency before an amount: its code, "" where nobody knows, where it begins, and its sign."""

    code: str
    start: int
    sign: str


def currency_before(scan: Scan, start: int) -> Currency | None:
    """The currency before an amount in digits.

    >>> currency_before(Scan.of("HK$5"), 3)
    Currency(code='HKD', start=0, sign='hk$')
    """
    start -= scan.low.startswith((".", "-"), start - 1) and start > 1  # "$.50", "$-5"
    match = _SIGN.search(scan.low, max(0, start - 7), start)
    if match is None:
        return None
    sign, symbols = match[0].rstrip(), scan.table("currency", "symbols")
    begin = match.start()
    code = scan.plain[begin : begin + len(sign)]
    if code in scan.table("currency", "codes"):
        return None if _is_plain_word(scan, code, start) else Currency(code, begin, code)
    if sign in symbols:
        letters = _LETTERS.fullmatch(sign)
        return None if letters and not scan.plain[begin].isupper() else Currency(symbols[sign], begin, sign)
    if sign[-1] not in symbols or sign[-1].isalnum():
        return None
    known = len(sign) == 1 or not sign[-2].isalnum()
    return Currency(symbols[sign[-1]] if known else "", begin + len(sign) - 1, sign[-1])


def _is_plain_word(scan: Scan, code: str, start: int) -> bool:
    """Whether letters that are a code too are a word before a figure: "ALL 30 members", "TOP 10"."""
    found = number(scan, start, money=True) if code in cldr.left_open()["ordinary"] else None
    return found is not None and not _is_large(found)


def is_amount(scan: Scan, before: Currency, found: Number) -> bool:
    """Whether a figure behind letters is money: "R3.5bn", "COP 3bn"; not "K9", "R2", "COP 28", "TOP 10".

    >>> is_amount(Scan.of("R2"), Currency("ZAR", 0, "r"), Number(2, 1, 2))
    False
    """
    if not _LETTERS.fullmatch(before.sign):
        return True
    if before.code == before.sign:
        return before.code not in cldr.left_open()["ordinary"] or _is_large(found)
    glued = not scan.low[found.start - 1].isspace()
    inside = before.start > 0 and (
        scan.low[before.start - 1].isalnum() or scan.low[before.start - 1] in "-_/.#@"
    )
    if inside:
        return False
    fewest = cldr.left_open()["letters"].get(before.sign)
    if fewest is None or (len(before.sign) == 1 and not glued and found.scale == 1):
        return _is_large(found) and (glued or found.scale > 1)
    return _is_large(found) or found.value >= fewest


def _is_large(found: Number) -> bool:
    """Whether an amount is written as money mostly is: with a scale, or with its thousands parted."""
    return found.scale > 1 or (not found.bare and found.value >= 1000)


def currency_after(scan: Scan, found: Number) -> tuple[str, int, float] | None:
    """The currency after an amount, where it ends, and its share of one: "5 million euros", "50 cents".

    >>> currency_after(Scan.of("50 cents"), Number(50, 0, 2))
    ('USD', 8, 0.01)
    """
    at = scan.phrase_after(found.end, "currency", "of") or found.end  # "2,5 milliards | d'euros"
    if hit := scan.lookup(at, "currency", "words"):
        return None if _only_a_word(scan, found, hit[1]) else (hit[0], hit[1], 1)
    if hit := scan.lookup(at, "currency", "cents"):
        return hit[0], hit[1], 0.01
    at = found.end
    pence = scan.table("currency", "glued_cents").get(scan.low[at : at + 1])
    if pence and not scan.inside(at + 1):
        return pence, at + 1, 0.01
    start = at + scan.low.startswith(" ", at)
    if coded := _code_after(scan, found, start):
        return coded
    sign = scan.low[start : start + 1]
    symbol = scan.table("currency", "symbols").get(sign) if not sign.isalnum() else None
    if symbol and not scan.low[start + 1 : start + 2].isdecimal():
        return symbol, start + 1, 1
    return None


def _code_after(scan: Scan, found: Number, start: int) -> tuple[str, int, float] | None:
    """A currency's code after an amount, with its scale: "12 EUR", "30 MUSD", "75 USD million"."""
    match = _CODED.match(scan.plain, start)
    if match is None or match[2] not in scan.table("currency", "codes"):
        return None
    if match[2] in cldr.left_open()["ordinary"] and not _is_large(found):
        return None
    behind = scan.lookup(match.end(), "figures", "scales") if found.scale == 1 and not match[1] else None
    if behind:
        return match[2], behind[1], behind[0]
    scale = scan.table("figures", "suffixes").get(match[1].lower(), 1) if match[1] else 1
    return match[2], match.end(), scale


def with_cents(scan: Scan, currency: str, end: int) -> tuple[float, int] | None:
    """The coins that go on after whole amounts, and where they end: "3 dollars | and 50 cents".

    >>> with_cents(Scan.of("3 dollars and 50 cents"), "USD", 9)
    (0.5, 22)
    """
    match = _COINS.match(scan.low, end)
    second = number(scan, match.end()) if match and match.end() < len(scan.low) else None
    if second is None or not 0 < second.value < 100 or not isinstance(second.value, int):
        return None
    coins = scan.lookup(second.end, "currency", "cents")
    return (second.value / 100, coins[1]) if coins else None


def _only_a_word(scan: Scan, found: Number, end: int) -> bool:
    """Whether the name of a currency is a common word here: "25 won", "10 marks"."""
    word = scan.low[found.end : end].strip(" -")
    return word in cldr.left_open()["words"] and not _is_large(found) and found.value < 1000


def weighs(scan: Scan, begin: int, found: Number, end: int) -> bool:
    """Whether "pounds" is a weight: "20 pounds of rice", "she weighed 130 pounds", "a 500-pound bomb".

    >>> weighs(Scan.of("weighed 130 pounds"), 8, Number(130, 8, 11), 18)
    True
    """
    if scan.phrase_after(end, "currency", "weight_after") is not None:
        return True
    if found.scale > 1:
        return False
    if scan.low.startswith("-", found.end):  # "a 200-pound man", "a 20-pound note"
        return scan.word(end) not in scan.words("currency", "paid_after")
    before = scan.low[max(0, begin - _WEIGHED) : begin].rpartition(".")[2]
    return any(word in before for word in scan.words("currency", "weight_before"))
