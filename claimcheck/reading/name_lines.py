"""Names that stand on lines of their own above what is said: "**Ana Ruiz**", "Rachel Moss (Hull) (Lab)"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import speakers
from claimcheck.reading.turn_heads import Head, name_line

_FEWEST = 3


def name_lines(text: str, rows: Sequence[tuple[int, int]], language: Language) -> list[Head]:
    """The lines of *rows* that name who speaks below; none where no name comes back, as of subheads.

    >>> from claimcheck.reading.sentence_words import language
    >>> from claimcheck.reading.turn_heads import lines
    >>> text = "Ana Ruiz\\nI said so.\\nTom Hale\\nYes, you did.\\nAna Ruiz\\nThank you."
    >>> [head.name for head in name_lines(text, list(lines(text)), language("en"))]
    ['Ana Ruiz', 'Tom Hale', 'Ana Ruiz']
    """
    above = [
        head
        for (start, end), following in pairwise([*rows, (len(text), len(text))])
        if text[end - 1] not in '.!?…:;,”"'
        and (head := name_line(text, start, end, language))
        # A name alone has something said below it.
        and _says(text, *following)
    ]
    counts = Counter(head.key for head in above)
    back = [head for head in above if counts[head.key] > 1]
    if len(above) < _FEWEST or not back:
        return []
    alike = [head for head in above if counts[head.key] > 1 or head.marked == back[0].marked]
    return speakers(text, alike, len(rows), language)


def _says(text: str, start: int, end: int) -> bool:
    return text[max(start, end - 4) : end].rstrip("*_\"”’') ")[-1:] in {".", "!", "?", "…", "—", "–", ":"}
