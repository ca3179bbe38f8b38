"""Who speaks in transcripts, by the half that rules were written with and by the half that was only measured.

The seven documents of ``gold/news`` in which people speak in turns (`fresh_news.TRANSCRIPTS`). Counted is
every labelled sentence whose speaker is known and of which a unit was made; right is a speaker where one name
is part of the other, as `fresh_news` judges. The rules for turns were written while looking at the debate 12,
the gaggle 14, the interview 16 and the speech 18; 13, 15 and 17 are a debate, a call and an interview.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fresh_news import TRANSCRIPTS, Judged, judged, names_speaker
from measured import Row, share

LOOKED_AT = frozenset({"12", "14", "16", "18"})
"""The documents that the rules were written with."""


def counted(found: Iterable[Judged], documents: frozenset[str]) -> list[bool]:
    """Whether the speaker is right, for each labelled sentence of *documents* whose speaker is known."""
    answers = (names_speaker(one) for one in found if one.document in documents)
    return [right for right in answers if right is not None]


def rows(shared: Path) -> list[Row]:
    """The speakers of both halves."""
    found = judged(shared)
    return [
        Row("turns: speaker right, rules written with", share(counted(found, LOOKED_AT)), "93%"),
        Row("turns: speaker right, only measured", share(counted(found, TRANSCRIPTS - LOOKED_AT)), "93%"),
    ]
