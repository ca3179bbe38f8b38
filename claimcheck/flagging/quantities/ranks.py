"""Ranks, and words that multiply: "second biggest", "the first woman to", "ranks third", "twice".

Praise ranks nothing: "the best", "the most beautiful".
"""

from __future__ import annotations

import re

from claimcheck.flagging.quantities.dates import part_of_year
from claimcheck.flagging.quantities.digits import Number
from claimcheck.flagging.quantities.numbers import number
from claimcheck.flagging.quantities.scan import Reading, Scan
from claimcheck.flagging.quantities.shares import share
from claimcheck.flagging.quantities.units import counted, measure
from claimcheck.model import Bound, Measured

_DIGITS = re.compile(r"(\d{1,4})([^\W\d_]{1,2}|\.)(?!\w)")
_LINKED = re.compile(r"[- ]([^\W\d_]{1,30})")
_SEVERAL = re.compile(r"(?<!\w)([^\W_]{1,20}) (?:of|der) (?:[^\W\d_]{1,12} )?$")
_SPOKEN = 80  # so many characters before "at 187" may speak of a ranking
_NAMED = re.compile(r"(?<!\w)([^\W\d_]{1,20}) $")
_FEW = 5  # words between "first" and what it was first to do


def in_words(scan: Scan, start: int) -> Reading | None:
    """What the ordinal word at *start* ranks, or the quarter or century that it counts.

    >>> in_words(Scan.of("second biggest"), 0)[0].normalized
    'rank=2 desc'
    """
    word = scan.word(start)
    value = scan.table("figures", "ordinals")[word]
    return _ranked(scan, Number(value, start, start + len(word)))


def in_digits(scan: Scan, start: int) -> Reading | None:
    """A rank that begins with a digit, or with a label before it: "2nd largest", "No. 1", "top 10"."""
    match = _DIGITS.match(scan.low, start)
    if match and match[2] in scan.words("figures", "ordinal_endings"):
        return _ranked(scan, Number(int(match[1]), start, match.end())) or labelled(scan, start)
    return labelled(scan, start)


def _only_to(scan: Scan, ordinal: Number) -> bool:
    """Whether an ordinal is a place by "only to": "second | only to Texas"."""
    return scan.phrase_after(ordinal.end, "ranks", "only_to") is not None


def labelled(scan: Scan, start: int) -> Reading | None:
    """A number that a word before it makes a rank: "No. 1", "number one", "top ten"."""
    label = scan.phrase_before(start, "figures", "rank_labels")
    top = None if label else scan.phrase_before(start, "ranks", "top")
    found = number(scan, start) if label or top or _placed(scan, start) else None
    if found is None or not isinstance(found.value, int) or not 1 <= found.value <= 1000:
        return None
    if measure(scan, found) is not None or scan.low.startswith("/", found.end):
        return None
    value, end = found.value, found.end
    if label is None and top is None:
        ranked = counted(scan, end) is None and not scan.low.startswith("-", end)
        return (
            scan.reading(Measured.RANK, start, end, value=value, normalized=f"rank={value}")
            if ranked
            else None
        )
    if label and _is_rank(scan, *label, value, end):
        return scan.reading(Measured.RANK, label[1], end, value=value, normalized=f"rank={value}")
    if top:
        fields = {"unit": counted(scan, end), "bound": Bound.AT_MOST, "normalized": f"rank<={value}"}
        return scan.reading(Measured.RANK, top[1], end, value=value, **fields)
    return None


def _placed(scan: Scan, start: int) -> bool:
    """Whether a figure is a place: "ranked 14", and "at 187" where a ranking is spoken of."""
    if scan.follows(start, "ranks", "placed"):
        return True
    before = scan.low[max(0, start - _SPOKEN) : start]
    spoken = any(word in before for word in scan.words("ranks", "ranking"))
    return spoken and scan.follows(start, "ranks", "at")


def _is_rank(scan: Scan, label: str, begin: int, value: int, end: int) -> bool:
    """Whether a label makes a rank: "No. 1", "the number one"; not "number two, I think" or No. 10."""
    if label.endswith(".") or label == "no":
        named = _is_numbered(scan, begin, end)
        return value != 10 and not named and (label != "no" or scan.plain[begin].isupper())
    if label in scan.words("ranks", "places"):
        return True
    lists = ("after_the", "verbs", "be")
    return (
        value <= 10
        and not _is_numbered(scan, begin, end)
        and any(scan.follows(begin, "ranks", name) for name in lists)
    )


def _is_numbered(scan: Scan, begin: int, end: int) -> bool:
    """Whether a number only names one of many: "the No. 14 bus", "Order No. 227"."""
    before = _NAMED.search(scan.low, max(0, begin - _SPOKEN), begin)
    words = {scan.word(end), before[1] if before else ""}
    return not words.isdisjoint(scan.words("ranks", "numbered") + scan.words("figures", "names_before"))


def superlative(scan: Scan, start: int) -> Reading | None:
    """A first place by its superlative alone: "the | biggest", "Europe's largest"; not "one of the biggest".

    >>> superlative(Scan.of("the biggest port"), 4)[0].normalized
    'rank=1 desc'
    """
    if not scan.follows(start, "ranks", "after_the") or _among(scan, start):
        return None
    value, word = _prefixed(scan, start)
    if scan.word(start + len(scan.word(start))) in scan.table(
        "figures", "fractions"
    ):  # "the poorest | fifth"
        return None
    end = start + len(scan.word(start)) if value > 1 else _superlative_end(scan, start, alone=True)
    if end is None:
        return None
    direction = scan.table("ranks", "superlatives").get(word, "desc")
    return scan.reading(Measured.RANK, start, end, value=value, normalized=f"rank={value} {direction}")


def _among(scan: Scan, start: int) -> bool:
    """Whether there are several: "one of the biggest", "six of the most common"."""
    several = _SEVERAL.search(scan.low, max(0, start - _SPOKEN), start)
    counts = several and (several[1].isdecimal() or several[1] in scan.table("figures", "words"))
    return bool(counts) or scan.follows(start, "ranks", "among")


def _prefixed(scan: Scan, start: int) -> tuple[int, str]:
    """The place and the superlative of one word, in languages that join them: "zweit|größte"."""
    word = scan.word(start)
    for prefix, value in scan.table("ranks", "prefixes").items():
        if word.startswith(prefix) and word[len(prefix) :] in scan.table("ranks", "superlatives"):
            return value, word[len(prefix) :]
    return 1, word


def _ranked(scan: Scan, ordinal: Number) -> Reading | None:
    """What an ordinal number ranks, where it is no name or part of one ("4th row", "third-country")."""
    if reading := part_of_year(scan, ordinal.start, ordinal.end, int(ordinal.value)):
        return reading
    if scan.follows(ordinal.start, "figures", "each_ordinal") and ordinal.value > 1:
        return share(scan, ordinal.start, ordinal.end, 1, int(ordinal.value))
    linked = _LINKED.match(scan.low, ordinal.end)
    if linked and (end := _superlative_end(scan, linked.start(1))) is not None:
        direction = scan.table("ranks", "superlatives").get(linked[1], "desc")
        return _rank(scan, ordinal, end, f"rank={ordinal.value} {direction}")
    if (
        _by_verb(scan, ordinal)
        or _only_to(scan, ordinal)
        or (linked and linked[1] in scan.words("ranks", "rank_after"))
    ):
        return _rank(scan, ordinal, ordinal.end, f"rank={ordinal.value}")
    names = scan.table("figures")["capitals"] == "names"
    if linked and linked[0][0] == " " and not (names and scan.plain[linked.start(1)].isupper()):
        if _first_to(scan, ordinal):
            return _rank(scan, ordinal, ordinal.end, f"rank={ordinal.value}")
        if linked[1] in scan.words("ranks", "ordered"):
            return _rank(scan, ordinal, ordinal.end, str(ordinal.value))
    return None


def _rank(scan: Scan, ordinal: Number, end: int, normalized: str) -> Reading:
    return scan.reading(Measured.RANK, ordinal.start, end, value=ordinal.value, normalized=normalized)


def _by_verb(scan: Scan, ordinal: Number) -> bool:
    """Whether a verb such as "ranks" stands before a place that has no noun of its own."""
    return scan.follows(ordinal.start, "ranks", "verbs") and (
        not scan.word(ordinal.end) or scan.word(ordinal.end) in scan.words("figures", "stops")
    )


def _first_to(scan: Scan, ordinal: Number) -> bool:
    """Whether somebody or something was the first to do it: "the first | woman to lead"."""
    if not scan.follows(ordinal.start, "ranks", "after_the"):
        return False
    if scan.phrase_after(ordinal.end, "ranks", "no_rank") is not None:
        return False
    at = ordinal.end
    for _ in range(_FEW):
        if scan.phrase_after(at, "ranks", "first_to") is not None:
            return True
        linked = _LINKED.match(scan.low, at)
        if linked is None or not scan.low.startswith(" ", at):
            return False
        at = linked.end()
    return scan.phrase_after(at, "ranks", "first_to") is not None


def _superlative_end(scan: Scan, start: int, *, alone: bool = False) -> int | None:
    """The end of the superlative at *start*; one that stands alone has to be a measurable one."""
    word = scan.word(start)
    end = start + len(word)
    if word in scan.words("ranks", "most"):
        return _most_end(scan, end)
    if word in scan.table("ranks", "superlatives"):
        return None if scan.low.startswith("-", end) else end
    endings = scan.words("ranks", "superlative_endings")
    if alone or len(word) < 6 or not word.endswith(endings):
        return None
    return None if word in scan.words("ranks", "not_superlatives") else end


def _most_end(scan: Scan, end: int) -> int | None:
    """The end of "most populous", or of "most" in "the most seats"."""
    word = scan.word(end)
    if word in scan.words("ranks", "adjectives"):
        return end + 1 + len(word)
    return end if word and counted(scan, end) == scan.raw[end + 1 : end + 1 + len(word)] else None
