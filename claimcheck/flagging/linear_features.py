"""The words of a sentence as the linear scorer counts them: tokens, pairs and pieces of words.

Features are hashed (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask
Learning"), so that the model file holds numbers and no vocabulary. A word's own features
do not depend on its neighbours: what they add up to can be remembered word by word.
"""

from __future__ import annotations

import re
from zlib import crc32

BUCKETS = 2**18
"""How many different features the model tells apart."""

EDGE = "^"
"""What stands before the first and after the last token in a pair."""

_TOKEN = re.compile(r"[^\W\d_]{1,40}(?:['’][^\W\d_]{1,8})?|\d{1,15}(?:[.,]\d{1,9}){0,4}|[%$€£¥?!:\"“”]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SHORTEST, _LONGEST = 3, 5
_FIGURE_LENGTH = 6


def tokens(text: str) -> list[re.Match[str]]:
    """The words, numbers and telling marks of *text*, with their places.

    >>> [match.group() for match in tokens("It isn't 3.5%!")]
    ['It', "isn't", '3.5', '%', '!']
    """
    return list(_TOKEN.finditer(text))


def shape(token: str) -> str:
    """A word in lower case, a number by its digits' places: the amount itself is no evidence.

    >>> shape("Isn’t"), shape("3.5"), shape("1,700"), shape("2019")
    ("isn't", '<0.0>', '<0,000>', '<year>')
    """
    if not token[0].isdigit():
        return token.replace("’", "'").lower()
    if _YEAR.fullmatch(token):
        return "<year>"
    return f"<{_DIGIT.sub('0', token)[:_FIGURE_LENGTH]}>"


def bucket(feature: str) -> int:
    """The number of a feature, the same on every machine.

    >>> bucket("w:army")
    117975
    """
    return crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS


def of_word(shaped: str) -> list[int]:
    """The features of one shaped token: itself, and its pieces of three to five letters.

    >>> len(of_word("army")), len(of_word("<year>"))
    (10, 1)
    """
    found = [bucket(f"w:{shaped}")]
    if shaped[0].isalpha():
        edged = f"^{shaped}$"
        found += [
            bucket(f"c:{edged[start : start + length]}")
            for length in range(_SHORTEST, _LONGEST + 1)
            for start in range(len(edged) - length + 1)
        ]
    return found


def of_pair(left: str, right: str) -> int:
    """The feature of two shaped tokens in a row."""
    return bucket(f"b:{left} {right}")
