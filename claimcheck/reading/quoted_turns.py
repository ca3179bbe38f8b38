"""An exchange that an article quotes: each line in marks, the first of a turn with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.reading.turn_forms import LONGEST_NAME

_OPENS = re.compile(r"[\"“„«]\s?")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{1,24}"
_HEAD = re.compile(rf"[\"“„«]\s?(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}):\s")
_FEWEST = 2  # names

Begun = tuple[int, int, str | None]
"""Where a turn begins, where its words do, and who speaks."""


def quoted_turns(text: str, rows: Sequence[tuple[int, int]]) -> list[Begun]:
    """The turns of an exchange in quotation marks, and where the article goes on; *rows* are its lines.

    >>> from claimcheck.reading.turn_heads import lines
    >>> text = 'They met.\\n"HALE: Why?\\n"MOSS: It rained.\\n"I know.\\nThen they left.'
    >>> [(start, who) for start, _, who in quoted_turns(text, list(lines(text)))]
    [(10, 'HALE'), (22, 'MOSS'), (49, None)]
    """
    heads = {
        start: match for start, _ in rows if (match := _HEAD.match(text, start, start + LONGEST_NAME + 4))
    }
    return list(_turns(text, rows, heads)) if len(heads) >= _FEWEST else []


def _turns(text: str, rows: Sequence[tuple[int, int]], heads: dict[int, re.Match[str]]) -> Iterator[Begun]:
    speaking = False
    for start, _ in rows:
        head = heads.get(start)
        opens = _OPENS.match(text, start)
        if head is not None:
            yield start, head.end(), head["name"]
        elif speaking and (opens is None or text[opens.end()] in "(["):
            yield start, start, None
        speaking = head is not None or (speaking and opens is not None)
