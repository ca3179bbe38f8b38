"""Who holds the floor, and since when: the turns of a transcript, a debate, a chat or an interview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.reading.name_lines import name_lines
from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import speakers
from claimcheck.reading.turn_forms import Form
from claimcheck.reading.turn_heads import Head, heads, lines


class Turn(NamedTuple):
    """From *start* on somebody speaks (None: nobody), whose words begin at *end*; the rest is no speech.

    *time* is as written. *told*: a chat's own message ("Ana left") stands there.
    """

    start: int
    end: int
    speaker: str | None
    time: str | None = None
    told: bool = False


def turns(text: str, language: Language) -> list[Turn]:
    """The turns of *text*, in order; none where it is no transcript.

    >>> from claimcheck.reading.sentence_words import language
    >>> turns("RUTTE: We agree.", language("en"))
    [Turn(start=0, end=6, speaker='RUTTE', time=None, told=False)]
    """
    rows = list(lines(text))
    found = speakers(text, heads(text, rows, language), len(rows), language)
    return list(_in_force(found or name_lines(text, rows, language)))


def _in_force(found: Sequence[Head]) -> Iterator[Turn]:
    speaker = time = None
    for head in found:
        told = head.form is Form.CHAT and head.name is None
        if head.name is not None or told or head.form is Form.CHANGE:
            speaker = head.name
        time = head.time or time
        yield Turn(head.start, head.end, speaker, time, told)
