"""Lists within one paragraph, as scraped pages join them: "1. Wages rose 2. Prices fell"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_BULLETS = "•‣◦▪⁃●"
# '(2) Prices' -> open '(', label '2', close ')'; '⁃10. The' -> bullet '⁃', label '10', close '.'
_MARKER = re.compile(
    rf"(?<!\S)(?P<bullet>[{_BULLETS}]?)[^\S\n]{{0,2}}(?P<open>\(?)(?P<label>\d{{1,2}}|[a-z])(?P<close>\.?\)|\.)"
    r"\s{1,3}(?=[\"“‘(]?[^\W\d_a-z])"
)
_BULLET = re.compile(rf"(?<=\s)[{_BULLETS}]\s?(?=\S)")
_WITHIN = re.compile(r"(?:[,;]|\b(?:and|or|und|oder|et|y|e))\s{1,3}\Z")  # "(1) Ghana, (2) Mali and (3) Togo"
_OPENS_LIST = ".:;!?…"
_SECOND = (
    "2.",
    "2)",
    "b.",
    "b)",
)  # without a second item there is no list: looked for first, as that is quick


def item_starts(text: str, start: int, end: int) -> list[int]:
    """The offsets between *start* and *end* at which an item of a list begins, apart from *start* itself.

    Items are numbered or lettered on, by marks of one form, and begin with a capital: "1) cut taxes, 2) raise
    wages" is one sentence, and so is "(1) Ghana, (2) Mali". A paragraph that begins with a bullet has an item
    at each further one.

    >>> item_starts("1. Wages rose 2. Prices fell", 0, 28)
    [14]
    """
    if text[start].isalpha() and all(text.find(mark, start, end) < 0 for mark in _SECOND):
        return []
    found = set(_numbered(text, start, end))
    if text[start] in _BULLETS:
        found.update(
            match.start() for match in _BULLET.finditer(text, start, end) if match[0][0] == text[start]
        )
    return sorted(found - {start})


def _numbered(text: str, start: int, end: int) -> Iterator[int]:
    marks = [(_number(mark["label"]), mark) for mark in _MARKER.finditer(text, start, end)]
    if len(marks) < 2:
        return
    marks.sort(key=lambda pair: _form(pair[1]))
    for _, alike in groupby(marks, key=lambda pair: _form(pair[1])):
        run: list[tuple[int, re.Match[str]]] = []
        for number, mark in alike:
            if run and number == run[-1][0] + 1:
                run.append((number, mark))
                continue
            yield from _starts(text, run)
            run = [(number, mark)] if _may_be_first(text, start, number, mark) else []
        yield from _starts(text, run)


def _starts(text: str, run: list[tuple[int, re.Match[str]]]) -> Iterator[int]:
    starts = [mark.start() for _, mark in run]
    if len(run) > 1 and not any(_WITHIN.search(text, max(0, at - 6), at) for at in starts[1:]):
        yield from starts


def _form(mark: re.Match[str]) -> tuple[str, str, str, bool]:
    return mark["bullet"], mark["open"], mark["close"], mark["label"].isdigit()


def _number(label: str) -> int:
    return int(label) if label.isdigit() else ord(label) - ord("a") + 1


def _may_be_first(text: str, start: int, number: int, mark: re.Match[str]) -> bool:
    """Whether a list may begin at *mark*: with the paragraph, after a colon or a sentence, or with "1)"."""
    before = text[max(start, mark.start() - 3) : mark.start()].rstrip()
    if not before:
        return mark.start() <= start + 3
    return number == 1 and (before[-1] in _OPENS_LIST or ")" in mark["close"])
