"""What a turn of a transcript, a debate or a chat may begin with, form by form.

A head names who speaks, when, or both: ``MS. HALE:``, ``Ana Ruiz  0:12``, ``HON. S. MOSS.-``, ``Mr. HALE.``,
``Q.``, ``[31/12/2023, 22:15:03] Ana Ruiz:``. Here is only what has the shape of one; whether the words before
a colon are somebody who speaks is asked of the whole document, in `turn_evidence`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_forms import (
    A_TIME,
    ASKED,
    ENDING,
    INLINE,
    LONGEST_HEAD,
    LONGEST_NAME,
    NAME_LINE,
    QUESTION_OR_ANSWER,
    Form,
    patterns_for,
)

MOST_WORDS = 9


class Head(NamedTuple):
    """What may begin a turn, at offset *start*; the words follow at *end*.

    *name* is as written; None where only a time stands, or where a chat tells what happened. *inline*: within
    a line. *marked*: bold, italic or a heading. *noted*: with a role, a place or a time. *holder*: who holds
    the office that is the name, "The Minister (Mr Lyle)".
    """

    start: int
    end: int
    name: str | None
    form: Form
    time: str | None = None
    inline: bool = False
    marked: bool = False
    noted: bool = False
    holder: str | None = None

    @property
    def key(self) -> str:
        """The name without capitals and full stops, by which it comes back: "MS HALE" is "MS. HALE"."""
        return " ".join((self.name or "").replace(".", " ").casefold().split())


_WORD = re.compile(r"[^\W_][\w.'’/-]*|&")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # "Summer 2023:"
_BEFORE_INLINE = 160
_LONGEST_ROLE = 6
_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
# "lena moss   0:03": a meeting writes names as their owners do, and sets the time apart
_SET_APART = re.compile(r"\S[\s*_]{2,12}[\[(]?\d{1,2}:\d\d[\d:]{0,3}[\])]?$")


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the lines that are not blank, without the white space around them.

    >>> list(lines("One.\\n\\n  Two."))
    [(0, 4), (8, 12)]
    """
    offset = 0
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            start = offset + len(raw) - len(raw.lstrip())
            yield start, start + len(content)
        offset += len(raw)


def heads(text: str, rows: Sequence[tuple[int, int]], language: Language) -> list[Head]:
    """All that may be a head, in order; *rows* are the `lines` of *text*.

    >>> from claimcheck.reading.sentence_words import language
    >>> text = "ANA: Why?\\nMr. HALE. So."
    >>> [(head.name, head.form.value) for head in heads(text, list(lines(text)), language("en"))]
    [('ANA', 'colon'), ('Mr. HALE', 'stop')]
    """
    found = [head for start, end in rows if (head := _head_of(text, start, end, language))]
    shouted = [head for head in found if head.name and head.name.isupper() and len(head.key) > 1]
    inside = list(_inline(text, language)) if shouted else []
    if any(head.form is Form.DASH for head in shouted):
        inside += _asked(text)
    inside = [head for head in inside if not _overlaps(head, found)]
    return sorted([*found, *inside]) if inside else found


def _overlaps(inside: Head, found: Sequence[Head]) -> bool:
    """Whether a head amid a line is a part of the one that opens it: "MS. HALE:" holds "HALE:"."""
    number = bisect_right(found, inside.start, key=lambda head: head.start)
    return number > 0 and (found[number - 1].end > inside.start or found[number - 1].start == inside.start)


def is_capitalised(name: str, language: Language) -> bool:
    """Whether each word of *name*, up to nine, begins with a capital, apart from particles ("von der")."""
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or words[0][0].islower():
        return False
    return all(_is_capitalised(word, language) for word in words)


def name_line(text: str, start: int, end: int, language: Language) -> Head | None:
    """The head that a line is that holds nothing but a name: "**Ana Ruiz**", "Tom Hale (Hull) (Lab)"."""
    match = NAME_LINE.match(text[start:end]) if end - start <= 2 * LONGEST_NAME else None
    if match is None or not _names_somebody(match, Form.LINE, language):
        return None
    return _head(match, start, Form.LINE, language)


def _head_of(text: str, start: int, end: int, language: Language) -> Head | None:
    opening = text[start : min(end, start + LONGEST_HEAD)]
    for form, pattern in patterns_for(opening, end - start):
        match = pattern.match(opening)
        if match is not None and _names_somebody(match, form, language):
            return _head(match, start, form, language)
    return None


def _names_somebody(match: re.Match[str], form: Form, language: Language) -> bool:
    has = match.groupdict()
    name, role = has.get("name"), has.get("role")
    if form in {Form.CHAT, Form.CUE, Form.LETTER, Form.STOP} or name is None:
        return name is None or len(name.split()) <= MOST_WORDS
    if role is not None and form is not Form.DASH and not _is_role(name, role, language):
        return False
    if form is Form.COLON and _YEAR.search(name):
        return False
    if form is Form.TIMED and _SET_APART.search(match.group()):
        return len(name.split()) <= MOST_WORDS
    return is_capitalised(name, language)


def _is_role(name: str, role: str, language: Language) -> bool:
    """Whether *role* is one, as in "Ana Ruiz, chief executive:" but not in "In May, the mayor said:"."""
    first, *others = role.split()[1:]
    if _is_capitalised(first, language):
        return True
    if " " not in name or len(others) >= _LONGEST_ROLE or name.split()[0] in language.starters:
        return False
    clause = language.verbs | language.speech | language.determiners | language.subordinators
    if first in language.stops or first in language.particles or first.endswith(("ing", *language.endings)):
        return False
    return first not in language.determiners and not (clause - language.determiners).intersection(
        [first, *others]
    )


def _holder(name: str, asides: str, language: Language) -> str | None:
    """The person in brackets behind an office: "(Mr Lyle)", and "(Lena Moss)" behind "The Minister"."""
    for found in _ASIDE.finditer(asides):
        aside = found[1].strip()
        words = aside.split()
        if not name or not 2 <= len(words) <= _LONGEST_ROLE or not is_capitalised(aside, language):
            continue
        titled = words[0].rstrip(".") in language.never
        office = name.split()[0].lower() in {word.lower() for word in language.determiners}
        if titled or (office and all(word[0].isalpha() for word in words)):
            return aside
    return None


def _asks_or_answers(name: str, language: Language) -> bool:
    return QUESTION_OR_ANSWER.fullmatch(name) is not None or name.casefold() in language.asked


def _head(match: re.Match[str], start: int, form: Form, language: Language) -> Head:
    has = match.groupdict()
    asides = has.get("asides") or ""
    time = has.get("before") or has.get("after") or _time_in(asides)
    name, role = has.get("name") or has.get("answer"), has.get("role")
    if match.string[match.end() :].lstrip(" ").startswith("\u200e"):
        name = None  # so a chat marks what it says itself: "\u200eimage omitted"
    return Head(
        start,
        start + match.end(),
        name and _cleaned(name, form),
        Form.LETTER if name and _asks_or_answers(name, language) else form,
        time and time.strip("[]()"),
        marked=bool(has.get("bold") or (has.get("mark") or "").startswith("#")),
        noted=bool(asides or time or (role and _is_capitalised(role.split()[1], language))),
        holder=_holder(name or "", asides, language),
    )


def _time_in(asides: str) -> str | None:
    found = A_TIME.search(asides)
    return found.group() if found else None


def _cleaned(name: str, form: Form) -> str:
    name = name.strip(" ~_\u200e\u200f\t")
    # The full stop of "HON. S. MOSS.:" is no part of the name; that of "Hale Jr.:" would be missed less.
    return name if form in {Form.CHAT, Form.CUE} else name.rstrip(" .")


def _is_capitalised(word: str, language: Language) -> bool:
    if _WORD.fullmatch(word) is None:
        return False
    return word in language.particles or not word[0].islower()


def _inline(text: str, language: Language) -> Iterator[Head]:
    at = 0
    for ending in ENDING.finditer(text):
        # The pattern of a whole head would be tried at every word.
        match = INLINE.search(text, max(at, ending.start() - _BEFORE_INLINE), ending.end() + 1)
        if match is not None and match.end() == ending.end() and is_capitalised(match["name"], language):
            at = ending.end()
            form = Form.DASH if match["dash"] else Form.COLON
            yield _head(match, 0, form, language)._replace(start=match.start(), inline=True)


def _asked(text: str) -> Iterator[Head]:
    for match in ASKED.finditer(text):
        yield Head(match.start(), match.start(), _cleaned(match["name"], Form.ASKED), Form.ASKED, inline=True)
