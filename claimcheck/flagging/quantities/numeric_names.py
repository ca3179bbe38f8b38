"""Figures that are names or parts of them: "Article 5", "F-35", "24/7", web addresses, telephone numbers."""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.limits import approximate, bound
from claimcheck.flagging.quantities.money import currency_before
from claimcheck.flagging.quantities.scan import Scan

_CHUNK = 80  # so far a web address is looked for around a figure
_DIALLED = re.compile(r"(?: {1,2}[0-9][0-9-]{0,20}){1,6}")  # the rest of a telephone number
_WORD_BEFORE = re.compile(r"(?:^|[\s(])([^\W\d_][^\W\d_']{0,25}(?:\.[^\W\d_]{1,9}){0,3}\.?) $")
_BEGINS = re.compile(r'(?:\A|[.!?:;\n"“] ?)$')
_THIRD_PERSON = re.compile(r" [^\W\d_]{2,15}s (?:the|a|an|that|how|what|which|this|these|its|all)\b")
_LONGEST_TITLE, _CLOSING = 40, ("”", '"', "“", "»", "’")
_TITLED = r"[^\W\d_a-z][\w'’]{0,20}"
_TITLE = re.compile(rf'[“"„«‘]({_TITLED})(?: (?:{_TITLED}|for|of|the|in|at|and|für|der)){{0,3}} $')
_LIST = re.compile(r"(\d{1,2}), ?(\d{1,2}), ?(\d{1,2})(?!\d)")
_LISTED = re.compile(r"[\d, ]{1,200}")


def name_end(scan: Scan, start: int) -> int | None:
    """The end of a figure that is a name or part of one; None where it may be an amount."""
    low = scan.low
    for fixed in scan.words("figures", "fixed"):
        if low.startswith(fixed, start) and not low[start + len(fixed) : start + len(fixed) + 1].isalnum():
            return start + len(fixed)
    mark = low[start - 1] if start else " "
    if mark.isalnum() or mark in "_/#@:&\\='^" or (mark in ".," and low[start - 2 : start - 1].strip()):
        decimal = mark == "." and not low[start - 2 : start - 1].isalnum()  # "($.50)"
        return None if decimal or currency_before(scan, start) else run_end(scan, start)
    if mark == "-" and start > 1 and low[start - 2].isalnum():
        word = re.search(r"([^\W\d_]{1,20})-$", low[max(0, start - 22) : start])
        if word is None or word[1] not in scan.words("figures", "prefixes"):
            return run_end(scan, start)
    series = _LIST.match(low, start)
    if series and [int(n) - int(series[1]) for n in series.groups()] == [0, 1, 2]:
        listed = _LISTED.match(low, start)
        return listed.end() if listed else series.end()
    address = low[low.rfind(" ", max(0, start - _CHUNK), start) + 1 : start]
    if "://" in address or "www." in address or "@" in address:
        return run_end(scan, start)
    return None


def run_end(scan: Scan, start: int) -> int:
    """The end of what hangs together with a figure: digits, letters, hyphens and marks between."""
    end, most = start, start + _CHUNK
    while end < min(len(scan.low), most) and (scan.low[end].isalnum() or scan.low[end] in "-.,:/_'٫٬"):
        end += 1
    more = _DIALLED.match(scan.low, end) if scan.low[end - 1 : end].isdecimal() else None
    return max(more.end() if more else end, start + 1)


def belongs_to_name(scan: Scan, first: Number) -> bool:
    """Whether a bare figure belongs to the name before it: "Article 5", "Apollo 11"."""
    written = _name_before(scan, first)
    if not written:
        return False
    word = written.lower()
    if word in scan.words("figures", "names_before"):
        return True
    if written.islower() or scan.table("figures")["capitals"] == "nouns":
        return False
    return word not in scan.words("figures", "stops") and not (
        bound(scan, first.start, first.end) or approximate(scan, first.start, first.end)
    )


def is_labelled(scan: Scan, first: Number) -> bool:
    """Whether a figure makes a name though a plural follows: "Section 230 protects", not "Train 200 men".

    >>> is_labelled(Scan.of("Section 230 protects sites"), Number(230, 8, 11, bare=True))
    True
    """
    written = _name_before(scan, first)
    if not written or written.islower() or written.lower() not in scan.words("figures", "names_before"):
        return False
    at = first.start - len(written) - 1
    begins = _BEGINS.search(scan.plain, max(0, at - 2), at)
    said_of_it = _THIRD_PERSON.match(scan.low, first.end)  # "Figure 3 | shows the trend"
    return begins is None or said_of_it is not None or written.lower() not in scan.words("figures", "orders")


def ends_title(scan: Scan, first: Number) -> bool:
    """Whether a bare figure ends a name in marks: the “Fight for 15” campaign.

    >>> ends_title(Scan.of("the “Fight for 15” campaign"), Number(15, 15, 17, bare=True))
    True
    """
    if not first.bare or scan.raw[first.end : first.end + 1] not in _CLOSING:
        return False
    title = _TITLE.search(scan.raw, max(0, first.start - _LONGEST_TITLE), first.start)
    return title is not None and title[1].lower() not in scan.words("figures", "stops")


def _name_before(scan: Scan, first: Number) -> str:
    """The word that a bare figure may make a name with, "" where there is none."""
    if first.worded or first.scale > 1:
        return ""
    match = _WORD_BEFORE.search(scan.plain, max(0, first.start - 30), first.start)
    return match[1] if match else ""
