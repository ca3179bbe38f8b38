"""Sentences that were joined without a space, as scraped pages do: "in the end.Next one".

Addresses and names of files stay whole.
"""

from __future__ import annotations

import re

from claimcheck.reading.clauses import opens_clause
from claimcheck.reading.sentence_words import Language

_LOOK_BACK = 60
_NEXT = re.compile(
    r"[\"“‘«„(]?(?P<word>[^\W\d_a-z](?:[^\W\d_A-Z]{0,30}|[A-Z]{1,10}))(?=[\s,]|['’][a-z]{1,3}\b)"
)
_OF_AN_ADDRESS = re.compile(r"[/@\\_=#&~|]|:\w")
_HAS_INNER_STOP = re.compile(r"\w\.\w")
# Ends of addresses and of names of files, which some write with a capital: "Booking.Com", "Minutes.Pdf".
_SUFFIX = re.compile(
    r"com|org|net|gov|edu|int|mil|info|biz|io|co|uk|eu|pdf|docx?|xlsx?|pptx?|csv|tsv|txt|md|rtf|odt|jpe?g|png|gif|svg"
    r"|zip|html?|xml|json|js|ts|py|exe",
    re.IGNORECASE,
)


def begins_joined(text: str, start: int, mark: int, after: int, language: Language) -> bool:
    """Whether a sentence begins at *after*, with no space between it and the mark at *mark*.

    >>> from claimcheck.reading.sentence_words import language
    >>> begins_joined("It ended.Nobody knew.", 0, 8, 9, language("en"))
    True
    >>> begins_joined("See example.Com now.", 0, 11, 12, language("en"))
    False
    """
    following = _NEXT.match(text, after, after + 40)
    if following is None or _SUFFIX.fullmatch(following["word"]):
        return False
    before = text[max(start, mark - _LOOK_BACK) : mark].rsplit(None, 1)
    if not before or _OF_AN_ADDRESS.search(before[-1]):
        return False
    if _HAS_INNER_STOP.search(before[-1]):
        return following["word"] in language.starters  # "It is on cnn.com.The", "It costs $3.50.It"
    plain = _ends_plainly(before[-1]) and not following["word"][1:].isupper()
    return plain or _begins_surely(text, following, language)


def _ends_plainly(token: str) -> bool:
    """Whether the word before the mark is one in small letters, as no name of a program is."""
    word = token.strip("\"'“”‘’()[]*")
    return len(word) > 1 and word.isalpha() and word.islower()


def _begins_surely(text: str, following: re.Match[str], language: Language) -> bool:
    return following["word"] in language.starters or opens_clause(text, following.start("word"), language)
