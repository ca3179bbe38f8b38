"""Where the sentences of one paragraph are: a splitter bounded in look-back and look-ahead.

A candidate is a run of terminal marks with the closing quotes and brackets after it. It ends
a sentence where what follows can open one and the word before it is no abbreviation. Every
repetition is possessive or bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from claimcheck.reading.asides import footnote_end, is_citation, is_in_small_letters, is_stage_direction
from claimcheck.reading.clauses import is_fronted, is_whole, opens_clause
from claimcheck.reading.joined import begins_joined
from claimcheck.reading.list_items import item_starts
from claimcheck.reading.other_languages import boundaries
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
    rf"(?P<close>(?:[{_CLOSING}]|[^\S\n]?\[\d{{1,3}}\])*+)(?P<gap>\s*+)(?=\S)"
)
# '“We' -> opening '“', word 'We'; '$94' -> symbol '$', word '94'; '— And' -> opening '— '
_START = re.compile(
    rf"(?P<opening>(?:[{_BEFORE_WORD}]|[–—―-]\s?|[\[(]\s){{0,8}}+)(?P<symbol>[$€£¥₹₺#@+&]?)(?P<word>\w{{1,40}}(?:['’][^\W\d_]{{1,3}}\b)?)"
)
_SIGNATURE = "―"  # “We built 300.”― Ann Lee
_LOOK_BACK = 32
_BEFORE_TOKEN = re.compile(r"[\"“‘«(\[{–—/*_-]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # "U.S", "Ph.D", "a.m", "J.K"
_ENUMERATOR = re.compile(
    r"(?:[-*+•–—⁃●]\s{0,3}|§§?\s?)?[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[ivxIVX]{1,5})[)\]]?"
)
# Before a number: "Rs. 5", "Tk. 20" (no word has no vowel), "Hauptstr. 5".
_IS_SHORT = re.compile(r"[B-DF-HJ-NP-TV-Z][bcdfghjklmnpqrstvwxz]{1,3}|\w{2,25}str")
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]\.\s[^\W\d_]")  # the "V. m" of "i. V. m."
_ORDINAL = re.compile(r"\d{1,2}|100|[IVX]{2,5}")
_NEXT_MARK = re.compile(r"[!?…]|\.(?=\s|$)")
_NUMBER = re.compile(r"\d|[IVXLC]{2,7}\b")
_SPEAKER = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,24}\s){1,6}?(?P<verb>[a-z]{3,10})(?:(?P<stop>[.,;:]|$)|\s(?P<after>[\w’']{1,14}))"
)


class Place(NamedTuple):
    """Where a sentence may end: a candidate in its paragraph, and the sentence that is open there."""

    text: str
    start: int
    opened: int
    end: int
    match: re.Match[str]
    language: Language

    @property
    def at(self) -> int:
        """The offset of the mark."""
        return self.match.start()

    @property
    def after(self) -> int:
        """The offset at which the next sentence would begin."""
        return self.match.end()


def split(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """Offsets of the sentences between *start* and *end*, trimmed, in order, covering all but white space.

    >>> from claimcheck.reading.sentence_words import language
    >>> split("Mr. Rutte left. He was tired.", 0, 29, language("en"))
    [(0, 15), (16, 29)]
    """
    found: list[tuple[int, int]] = []
    start, end = trimmed(text, start, end)
    if start == end:
        return found
    if language.other:
        begun = boundaries(text, start, end, language.other)
        for first, last in pairwise([*begun, end]):
            add(found, text, *trimmed(text, first, last))
        return found
    bounds = [start, *item_starts(text, start, end), end]
    for first, last in pairwise(bounds):
        _split_item(found, text, *trimmed(text, first, last), language)
    return found


def _split_item(found: list[tuple[int, int]], text: str, start: int, end: int, language: Language) -> None:
    opened = start
    for match in _CANDIDATE.finditer(text, start, end):
        place = Place(text, start, opened, end, match, language)
        if _is_boundary(place):
            last = footnote_end(text, match.end(), end, language) or match.end("close")
            add(found, text, opened, last)
            opened = trimmed(text, last, end)[0]
    add(found, text, opened, end)


def _is_boundary(place: Place) -> bool:
    text, match = place.text, place.match
    mark, gap = match["mark"], match["gap"]
    if mark[-1] in _WIDE:
        return True
    if not gap and not _is_joined(place) and not (match["close"] and text[place.after] == _SIGNATURE):
        return False
    if place.at - place.opened <= 3 and not any(map(str.isalnum, text[place.opened : place.at])):
        return False  # an ellipsis that opens the unit: "... and then"
    following = _START.match(text, place.after, min(place.end, place.after + 60))
    if following is None:
        # An emoji or another symbol opens a unit; punctuation goes on with the old one.
        return unicodedata.category(text[place.after]).startswith("S")
    if not _can_open(following["word"]) and not following["symbol"]:
        return _opens_small(place, following["word"])
    if text[place.after] in "([" and is_citation(text, place.after, place.end):
        return False
    if mark == ".":
        return _full_stop_ends(place, following)
    if mark[-1] in "!?":
        return _shout_ends(place, following)
    return mark[-1] not in ".…" or _ellipsis_ends(text, match, following)


def _is_joined(place: Place) -> bool:
    mark = place.match["mark"]
    alone = len(mark) == 1 or not mark.strip("!?")
    return alone and begins_joined(place.text, place.opened, place.at, place.after, place.language)


def _can_open(word: str) -> bool:
    """Whether a sentence may begin with *word*: a capital, a digit, a script without case, "iPhone"."""
    first = word[0]
    return not first.islower() or word[1:2].isupper()


def _opens_small(place: Place, word: str) -> bool:
    """Whether a unit begins with *word* in small letters: a stage direction, or the next sentence of one who
    writes without capitals."""
    if is_stage_direction(place.text, place.after, place.end, place.language):
        return True
    mark, language = place.match["mark"], place.language
    if not place.match["gap"] or place.match["close"] or (mark[-1] in ".…" and mark != "."):
        return False
    if mark == "?" and (word in language.verbs or _is_starter(word.capitalize(), language)):
        return word not in language.stops
    if not is_in_small_letters(place.text, place.start, place.end):
        return False
    return mark != "." or _is_plain_word(place)


def _is_plain_word(place: Place) -> bool:
    """Whether what stands before a full stop is a word or a number, and nothing that is written with one."""
    token, language = _token(place.text, place.start, place.at), place.language
    short = language.never | language.maybe | language.before_number | language.clock
    return len(token) > 1 and token.isalnum() and token not in short


def _is_starter(word: str, language: Language) -> bool:
    return word.replace("’", "'") in language.starters


def _shout_ends(place: Place, following: re.Match[str]) -> bool:
    if place.match["close"].strip("*_)]"):
        return not _is_attribution(place.text, place.after, place.end, place.language)
    return len(place.match["mark"]) > 1 or not _is_in_a_name(place, following)


def _is_in_a_name(place: Place, following: re.Match[str]) -> bool:
    """Whether a "!" or "?" is part of a name, as in "He told Yahoo! Finance that rates would fall"."""
    text, language, word = place.text, place.language, following["word"]
    words = text[max(place.opened, place.at - 2 * _LOOK_BACK) : place.at].split()
    if len(words) < 2 or not words[-1][0].isupper() or not (words[-2].islower() or words[-2][-1] == ","):
        return False
    if _is_starter(word, language):
        return False
    if word in language.maybe and text[following.end() : following.end() + 1] == ".":
        return True
    ahead = _NEXT_MARK.search(text, following.end(), min(place.end, following.end() + 300))
    if ahead is not None and ahead[0] in "!?":
        return False
    if not opens_clause(text, following.start("word"), language):
        return True
    first = text[place.opened : place.at].split(None, 1)[0]
    return first in language.determiners and not is_whole(text, place.opened, place.at, language)


def _full_stop_ends(place: Place, following: re.Match[str]) -> bool:
    text, at, language = place.text, place.at, place.language
    token = _token(text, place.start, at)
    word = following["word"]
    if token in language.never or (not token and _is_spaced_ellipsis(text, place.start, at)):
        return False
    enumerates = at - place.start <= 24 and _ENUMERATOR.fullmatch(text, place.start, at)
    if enumerates and place.match["close"] in ("", ")"):
        return False
    if _NUMBER.match(text, following.start("word")) and (
        token in language.before_number or _IS_SHORT.fullmatch(token)
    ):
        return False
    if token in language.clock:
        unlike = word not in language.after_clock and not word[0].isdigit()
        return unlike and not is_fronted(text, place.opened, at, language)
    if len(token) == 1 and _is_among_letters(place, following):
        return False
    if token in language.maybe or _is_initial(token) or _is_ordinal(token, language):
        return _short_form_ends(place, token, following)
    return True


def _is_among_letters(place: Place, following: re.Match[str]) -> bool:
    """Whether one letter stands before another with a full stop, or ends such a row: "z. B.", "i. V. m."."""
    text = place.text
    goes_on = len(following["word"]) == 1 and text[following.end() : following.end() + 1] == "."
    return goes_on or (
        text[place.at - 1].islower()
        and _LETTERS.fullmatch(text, max(place.start, place.at - 4), place.at) is not None
    )


def _short_form_ends(place: Place, token: str, following: re.Match[str]) -> bool:
    """Whether a sentence ends at an abbreviation, an initial or an ordinal, before a capital or a number."""
    text, language = place.text, place.language
    word = following["word"]
    if _is_starter(word, language):
        return True
    before = text[max(place.opened, place.at - 2 * _LOOK_BACK) : place.at - len(token)].split()
    previous = before[-1] if before else ""
    if len(token) == 1 and token.isupper():
        # "you and I. Did Albert I. Jones know": the pronoun is no initial.
        return token in language.pronouns and previous.islower()
    if not _may_stand_alone(token, previous, language):
        return False
    if not opens_clause(text, following.start("word"), language):
        return False
    return is_whole(text, place.opened, place.at, language)


def _may_stand_alone(token: str, previous: str, language: Language) -> bool:
    """Whether a short form can be the last word: "the U.S.", "in L.A.", "Reno, Nev."; not "J.K.", "am 3."."""
    if _is_ordinal(token, language):
        return previous not in language.determiners
    if "." not in token:
        return True
    return previous in language.determiners or previous in language.places or previous.endswith(",")


def _token(text: str, start: int, at: int) -> str:
    """The word before the full stop at *at*, without the quotes, brackets and dashes it is joined to."""
    words = text[max(start, at - _LOOK_BACK) : at].rsplit(None, 1)
    if not words or text[at - 1].isspace():
        return ""
    word = words[-1]
    return word if word.isalpha() else _BEFORE_TOKEN.split(word)[-1].lstrip(".…")


def _is_initial(token: str) -> bool:
    """Whether *token* is one capital ("J. Smith") or letters parted by full stops ("U.S.")."""
    if len(token) == 1:
        return token.isupper()
    return "." in token and _INITIALS.fullmatch(token) is not None


def _is_ordinal(token: str, language: Language) -> bool:
    """Whether *token* is a number that a full stop makes an ordinal: "3. Oktober", "Ludwig XIV."."""
    return language.ordinals and _ORDINAL.fullmatch(token) is not None


def _is_spaced_ellipsis(text: str, start: int, at: int) -> bool:
    """Whether the full stop is the last of ". . ." within a sentence; a fourth is the sentence's own."""
    stops = at
    while stops - 2 >= start and text[stops - 2 : stops] == ". " and at - stops < 20:
        stops -= 2
    return stops < at and at - stops < 6 and text[stops - 1 : stops].isspace()


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


def add(found: list[tuple[int, int]], text: str, start: int, end: int, longest: int = LONGEST) -> None:
    """Add a trimmed range, cut at the last white space before every *longest* characters."""
    while end - start > longest:
        head = text[start : start + longest]
        if not (head[-1].isspace() or text[start + longest].isspace()):
            head = head.rsplit(None, 1)[0]
        head = head.rstrip()
        found.append((start, start + len(head)))
        start, end = trimmed(text, start + len(head), end)
    if start < end:
        found.append((start, end))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends, found without copying the text between."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
