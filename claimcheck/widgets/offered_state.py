"""What the page is told of a statement that is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimcheck.model import Article, Span
from claimcheck.widgets.desk_tools import Offered

_AROUND = 40  # characters on either side of the words that a bracket comes from
_BLANKS = re.compile(r"\s+")


def offered_statement(article: Article, found: Offered | None) -> dict[str, Any] | None:
    """The statement in pieces, each bracket with the words of *article* that it comes from."""
    if found is None:
        return None
    return {
        "text": found.text,
        "pieces": list(_pieces(article, found)),
        "open": [[left.text, left.why] for left in found.open],
    }


def _pieces(article: Article, found: Offered) -> Iterator[list[str | None]]:
    at = 0
    for one in found.brackets:
        if at < one.at.start:
            yield [found.text[at : one.at.start], None]
        yield [one.at.of(found.text), _origin(article, one.source)]
        at = one.at.end
    if at < len(found.text):
        yield [found.text[at:], None]


def _origin(article: Article, source: Span | None) -> str:
    """Where a bracket comes from, in words."""
    if source is None:
        return f"By the article’s date: {article.published}"
    start, end = max(0, source.start - _AROUND), min(len(article.text), source.end + _AROUND)
    before, after = article.text[start : source.start], article.text[source.end : end]
    if start:
        before = "…" + before.partition(" ")[2]
    if end < len(article.text):
        after = after.rpartition(" ")[0] + "…"
    return f"From the article: {_BLANKS.sub(' ', before + source.of(article.text) + after).strip()}"
