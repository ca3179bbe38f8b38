"""Who holds the floor, and since when: the turns of a transcript, a debate, a chat or an interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from claimcheck.reading.interview_notes import notes
from claimcheck.reading.interviews import interview
from claimcheck.reading.name_lines import name_lines
from claimcheck.reading.named_speech import block_quotes, officer, speeches
from claimcheck.reading.quoted_turns import quoted_turns
from claimcheck.reading.sentence_words import Language
from claimcheck.reading.turn_evidence import speakers
from claimcheck.reading.turn_forms import Form
from claimcheck.reading.turn_heads import Head, heads, lines

_OPENING = 1_000
"""Characters above the first turn in which somebody may be named."""


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
    said = rows[: len(rows) - notes(text, rows, language)]
    begun = _begun(text, said, language)
    if begun and len(said) < len(rows):
        begun.append(Turn(rows[len(said)][0], rows[len(said)][0], None))
    return _with_block_quotes(begun, block_quotes(text, rows, language))


def _begun(text: str, rows: Sequence[tuple[int, int]], language: Language) -> list[Turn]:
    possible = heads(text, rows, language)
    asked = interview(text, rows, possible, language)
    if asked:
        return [Turn(*begun) for begun in asked]
    found = speakers(text, possible, len(rows), language) or name_lines(text, rows, language)
    begun = list(_in_force(text, found)) or [Turn(*one) for one in quoted_turns(text, rows)]
    return begun or [Turn(start, start, speaker) for start, speaker in speeches(text, rows, language)]


def _in_force(text: str, found: Sequence[Head]) -> Iterator[Turn]:
    speaker = time = None
    holders: dict[str, str] = {}
    opening = text[: min(found[0].start, _OPENING)] if found else ""
    voices = any(head.form is Form.CUE and head.name for head in found)
    for head in found:
        told = head.form is Form.CHAT and head.name is None
        # Captions with voices have one for all that is said; without, a dash says that another one speaks.
        unknown = head.form is Form.CUE and (
            voices or text[head.end : head.end + 4].lstrip()[:1] in {"-", "–"}
        )
        if head.name is not None or told or unknown or head.form is Form.CHANGE:
            if head.holder:
                holders[head.key] = head.holder
            speaker = head.name and (_held(head.key, holders) or officer(head.name, opening))
        time = head.time or time
        yield Turn(head.start, head.end, speaker, time, told)


def _held(office: str, holders: Mapping[str, str]) -> str | None:
    """Who holds *office*, also where it is called by its first words and no other begins so."""
    if office in holders or not holders:
        return holders.get(office)
    people = {who for longer, who in holders.items() if longer.startswith(office + " ")}
    return people.pop() if len(people) == 1 else None


def _with_block_quotes(begun: Sequence[Turn], quotes: Sequence[tuple[int, str | None]]) -> list[Turn]:
    """The turns with the block quotes among them; after one, who spoke before speaks again."""
    if not quotes:
        return list(begun)
    merged: list[Turn] = []
    said: Turn | None = None
    for turn, quote in sorted(
        [*((turn, False) for turn in begun), *((Turn(at, at, who), True) for at, who in quotes)]
    ):
        if not quote:
            said = turn
        elif turn.speaker is None and said is not None:
            turn = turn._replace(speaker=said.speaker, time=said.time)
        merged.append(turn)
    return merged
