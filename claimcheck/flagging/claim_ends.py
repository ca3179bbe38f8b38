"""The ends of a claim: a quotation mark stands there only with its counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from claimcheck.model import Span

# Marks of one family can be each other's counterpart: “…”, „…“, ”…”, »…« and «…».
_FAMILIES = ('"“”„‟＂', "'‘’‚‛", "«»", "‹›", "「」", "『』")
_FAMILY = {mark: number for number, marks in enumerate(_FAMILIES) for mark in marks}
_SINGLE = _FAMILY["'"]
_MARK = re.compile(f"[{''.join(_FAMILIES)}]")
_OPENS, _CLOSES = "“„‟‘‚‛«‹「『", "”’»›」』"  # what a mark does where its place does not say so
_DEEPEST = 8  # quotations within quotations: a text of marks alone takes no longer than another
_BEFORE_OPENING = "([{—–-/:=¿¡"
_AFTER_CLOSING = ".,;:!?)]}—–-…/。、，；：！？"
_ELIDED = re.compile(r"['‘’](?:\d|(?:em|n|s|t|tis|twas|til|till|cause|bout|round)\b)", re.IGNORECASE)  # ’90s
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")  # the 6'2 of 6'2"


def without_lone_marks(text: str, span: Span, around: Span) -> Span:
    """*span* without the quotation marks at its ends that have no counterpart in it.

    *around* is the paragraph by which marks find each other, and by which an apostrophe is told from them.

    >>> text = "“We met. They lost.”"
    >>> [without_lone_marks(text, part, Span(0, 20)).of(text) for part in (Span(0, 8), Span(9, 20))]
    ['We met.', 'They lost.']
    """
    pairs = _pairs(text, around)
    start, end = span.start, span.end
    while start < end:
        if text[start].isspace() or (start in pairs and not start < pairs[start] < end):
            start += 1
        elif text[end - 1].isspace() or (end - 1 in pairs and not start <= pairs[end - 1] < end):
            end -= 1
        else:
            break
    # White space is taken only with a mark: what a person marked stays as it was marked.
    went = range(span.start, start), range(end, span.end)
    marks_went = any(at in pairs for part in went for at in part)
    return Span(start, end) if start < end and marks_went else span


@lru_cache(maxsize=8)
def _pairs(text: str, around: Span) -> Mapping[int, int]:
    """For each quotation mark the place of its counterpart, -1 where it has none; without apostrophes.

    Kept, since the sentences of one paragraph ask for it one after another.
    """
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, opens in _marks(text, around):
        family = _FAMILY[text[at]]
        near = reversed(opened[-_DEEPEST:])
        partner = next((one for one in near if _FAMILY[text[one]] == family), None)
        if opens or (opens is None and partner is None):
            opened.append(at)
            pairs[at] = -1
        elif partner is not None:
            del opened[opened.index(partner) :]
            pairs[at], pairs[partner] = partner, at
        elif family != _SINGLE or not text[at - 1].isalnum():
            pairs[at] = -1
    return pairs


def _marks(text: str, around: Span) -> Iterator[tuple[int, bool | None]]:
    """The places of the quotation marks, each with whether it opens; None where nothing says so."""
    for found in _MARK.finditer(text, around.start, around.end):
        at = found.start()
        if not _is_part_of_a_word(text, at):
            yield at, _opens(text, at, around)


def _is_part_of_a_word(text: str, at: int) -> bool:
    """Whether a mark is an apostrophe or a sign of measure, as in don't, ’90s and 6'2"."""
    if _FAMILY[text[at]] == _SINGLE:
        inside = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        return inside or (not text[at - 1 : at].isalnum() and _ELIDED.match(text, at) is not None)
    return text[at] in '"”' and _FEET.search(text[max(0, at - 6) : at]) is not None


def _opens(text: str, at: int, around: Span) -> bool | None:
    first = last = at
    # Marks that stand together are one to the words beside them: “‘We
    while first > max(around.start, at - _DEEPEST) and text[first - 1] in _FAMILY:
        first -= 1
    while last + 1 < min(around.end, at + _DEEPEST) and text[last + 1] in _FAMILY:
        last += 1
    before = text[first - 1] if first > around.start else " "
    after = text[last + 1] if last + 1 < around.end else " "
    may_open = before.isspace() or before in _BEFORE_OPENING
    may_close = after.isspace() or after in _AFTER_CLOSING
    if may_open is not may_close:
        return may_open
    return True if text[at] in _OPENS else False if text[at] in _CLOSES else None
