"""Where the sentences of one paragraph are: a splitter bounded in look-back and look-ahead.

A candidate is a run of terminal marks with the closing quotes and brackets after it. It ends
a sentence where what follows can open one and the word before it is no abbreviation. Every
repetition is possessive or bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
import unicodedata

from claimcheck.reading.sentence_words import Language

LONGEST = 2000
"""Characters of the longest unit; a longer run without a boundary is cut at white space, or hard."""

_WIDE = "。！？｡．"  # CJK marks: a sentence ends there though no space follows
_TERMINAL = rf".!?…‼⁇⁈⁉{_WIDE}।॥؟۔։።"
_CLOSING = "\"'”’»›“)\\]}）」』】》〉*_"
_BEFORE_WORD = "\"'“‘«‹„‚(\\[{（「『【《〈*_¿¡"

# 'three years."  He' -> mark '.', close '"', gap '  '
# The set comes first and the look-behind after it, so that the search skips from mark to mark.
_CANDIDATE = re.compile(
    rf"(?P<mark>[{_TERMINAL}](?<![{_TERMINAL}].)[{_TERMINAL}]*+)"
    rf"(?P<close>(?:[{_CLOSING}]|\[\d{{1,3}}\])*+)(?P<gap>\s*+)(?=\S)"
)
# '“We' -> opening '“', word 'We'; '$94' -> symbol '$', word '94'; '— And' -> opening '— '
_START = re.compile(
    rf"(?P<opening>(?:[{_BEFORE_WORD}]|[–—-]\s?|[\[(]\s){{0,8}}+)(?P<symbol>[$€£¥₹₺#@+&]?)(?P<word>\w{{1,40}}(?:['’][^\W\d_]{{1,3}}\b)?)"
)
_LOOK_BACK = 32
_BEFORE_TOKEN = re.compile(r"[\"“‘«(\[{–—/*_-]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # "U.S", "Ph.D", "a.m", "J.K"
_ENUMERATOR = re.compile(
    r"(?:[-*+•–—]\s{1,3})?[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[ivxIVX]{1,5})[)\]]?"
)
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,58}[)\]]")
_NUMBER = re.compile(r"\d|[IVXLC]{2,7}\b")
_SPEAKER = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,24}\s){1,6}?(?P<verb>[a-z]{3,10})(?:(?P<stop>[.,;:]|$)|\s(?P<after>[\w’']{1,14}))"
)


def split(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """Offsets of the sentences between *start* and *end*, trimmed, in order, covering all but white space.

    >>> from claimcheck.reading.sentence_words import language
    >>> split("Mr. Rutte left. He was tired.", 0, 29, language("en"))
    [(0, 15), (16, 29)]
    """
    found: list[tuple[int, int]] = []
    start, end = _trimmed(text, start, end)
    opened = start
    for match in _CANDIDATE.finditer(text, start, end):
        if _is_boundary(text, start, opened, end, match, language):
            _add(found, text, opened, match.end("close"))
            opened = match.end()
    _add(found, text, opened, end)
    return found


def _is_boundary(
    text: str, start: int, opened: int, end: int, match: re.Match[str], language: Language
) -> bool:
    mark, close, gap = match.groups()
    if mark[-1] in _WIDE:
        return True
    if not gap and not _is_attached_start(text, match, language):
        return False
    at = match.start()
    if at - opened <= 3 and not any(map(str.isalnum, text[opened:at])):
        return False  # an ellipsis that opens the unit: "... and then"
    following = _START.match(text, match.end(), min(end, match.end() + 60))
    if following is None:
        # An emoji or another symbol opens a unit; punctuation goes on with the old one.
        return unicodedata.category(text[match.end()]).startswith("S")
    if not _can_open(following["word"]) and not following["symbol"]:
        return _is_aside(text, match.end(), end, language)
    if mark == ".":
        return _full_stop_ends(text, start, match, following, language)
    if mark[-1] in "!?" and close.strip("*_)]"):
        return not _is_attribution(text, match.end(), end, language)
    if mark[-1] in ".…":
        return _ellipsis_ends(text, match, following)
    return True


def _is_aside(text: str, at: int, end: int, language: Language) -> bool:
    """Whether a stage direction such as "[ laughter ]" begins at *at*; it opens a unit in small letters."""
    aside = _ASIDE.match(text, at, min(end, at + 60))
    return aside is not None and language.boilerplate.fullmatch(aside.group()) is not None


def _can_open(word: str) -> bool:
    """Whether a sentence may begin with *word*: a capital, a digit, a script without case, "iPhone"."""
    first = word[0]
    return not first.islower() or word[1:2].isupper()


def _is_attached_start(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether the sentences were joined without a space, as scraped pages do: "the region.The talks"."""
    at = match.start()
    if len(match["mark"]) > 1 or not text[max(0, at - 2) : at].islower() or not text[at - 1].isalpha():
        return False
    following = _START.match(text, match.end(), match.end() + 20)
    if following is None or following["word"] not in language.starters:
        return False
    return text[following.end() : following.end() + 1].isspace()


def _full_stop_ends(
    text: str, start: int, match: re.Match[str], following: re.Match[str], language: Language
) -> bool:
    at = match.start()
    token = _token(text, start, at)
    word = following["word"]
    if token in language.never:
        return False
    if at - start <= 24 and _ENUMERATOR.fullmatch(text, start, at) and not match["close"]:
        return False
    if token in language.before_number and _NUMBER.match(text, following.start("word")):
        return False
    if token in language.clock:
        return word not in language.after_clock and not word[0].isdigit()
    if token in language.maybe or _is_initial(token):
        return word in language.starters
    return True


def _token(text: str, start: int, at: int) -> str:
    """The word before the full stop at *at*, without the quotes, brackets and dashes it is joined to."""
    words = text[max(start, at - _LOOK_BACK) : at].rsplit(None, 1)
    if not words:
        return ""
    word = words[-1]
    return word if word.isalpha() else _BEFORE_TOKEN.split(word)[-1].lstrip(".…")


def _is_initial(token: str) -> bool:
    """Whether *token* is one capital ("J. Smith") or letters parted by full stops ("U.S.")."""
    if len(token) == 1:
        return token.isupper()
    return "." in token and _INITIALS.fullmatch(token) is not None


def _ellipsis_ends(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a sentence ends at an ellipsis: not where the speaker begins the same word again ("I... I")."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()].split()
    return not before or before[-1].strip("\"'“‘(").casefold() != following["word"].casefold()


def _is_attribution(text: str, at: int, end: int, language: Language) -> bool:
    """Whether what follows a question in quotes names its speaker: '"Why?" Ms Kallas asked.'"""
    match = _SPEAKER.match(text, at, min(end, at + 160))
    if match is None or match["verb"] not in language.speech:
        return False
    if text[at : match.end()].split(None, 1)[0] in language.starters:
        return False
    return match["stop"] is not None or match["after"] in language.after_speech


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a trimmed range, cut at the last white space before every ``LONGEST`` characters."""
    while end - start > LONGEST:
        head = text[start : start + LONGEST]
        if not (head[-1].isspace() or text[start + LONGEST].isspace()):
            head = head.rsplit(None, 1)[0]
        head = head.rstrip()
        found.append((start, start + len(head)))
        start, end = _trimmed(text, start + len(head), end)
    if start < end:
        found.append((start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends, found without copying the text between."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
