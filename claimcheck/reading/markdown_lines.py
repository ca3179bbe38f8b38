"""Lines of Markdown that are no prose: rows of tables, and lines that are nothing but links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.model import Role
from claimcheck.reading.paragraphs import Paragraph

_LINK = re.compile(r"!?\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}\)|<?https?://[^\s<>]{1,1000}>?")
_ADDRESS = re.compile(r"(?:[-*+]\s)?<?https?://\S{1,1000}")
_RULE = frozenset("|:- \t")


def line_roles(text: str, found: Sequence[Paragraph]) -> dict[int, Role]:
    """The roles of those paragraphs that are rows of tables or nothing but links, by their offsets.

    A line with several links is boilerplate, and so is one of several lines of one link each, as of a menu;
    one link that stands alone may be a headline.

    >>> line_roles("| a | b |\\n|---|---|", [Paragraph(0, 9, False), Paragraph(10, 19, False)])
    {0: <Role.HEADLINE: 'headline'>, 10: <Role.BOILERPLATE: 'boilerplate'>}
    """
    roles: dict[int, Role] = {}
    if "|" in text:
        roles |= _rows(text, found)
    if "](" in text or "://" in text:
        roles |= _menus(text, found)
    return roles


def _rows(text: str, found: Sequence[Paragraph]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    last: int | None = None
    for start, end, _ in found:
        if text[start] != "|" or text[end - 1] != "|" or end - start < 3 or "\n" in text[start:end]:
            last = None
            continue
        if set(text[start:end]) <= _RULE:
            roles[start] = Role.BOILERPLATE
            roles |= {} if last is None else {last: Role.HEADLINE}
        else:
            roles[start] = Role.SENTENCE
        last = start
    return roles


def _menus(text: str, found: Sequence[Paragraph]) -> dict[int, Role]:
    counts = [_links(text[paragraph.start : paragraph.end]) for paragraph in found]
    beside = [max(pair) for pair in zip([0, *counts], [*counts[1:], 0], strict=False)]
    return {
        paragraph.start: Role.BOILERPLATE
        for paragraph, own, other in zip(found, counts, beside, strict=True)
        if own > 1 or (own and other)
    }


def _links(line: str) -> int:
    """How many links a line is made of, 0 where it has other words; an address alone counts as several."""
    if _ADDRESS.fullmatch(line):
        return 2
    if len(line) > 20_000 or ("](" not in line and "://" not in line):
        return 0
    rest, count = _LINK.subn("", line)
    return 0 if any(map(str.isalnum, rest)) or line.startswith("#") else count
