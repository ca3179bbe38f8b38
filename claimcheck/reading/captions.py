"""Captions (WebVTT, SubRip and what meetings save) -> a transcript that can be read, with the times in it.

A sentence runs over several cues, so cues of one voice are joined; above each paragraph stands a line with
the time of its first cue and the voice, ``[0:12:04] Ana Ruiz:``, from which `turn_forms` takes both.

The libraries for these formats keep to them strictly: webvtt-py 0.6 drops a cue with a comma in its time and
all voices of a cue but the first, and refuses a text without its header; pysubs2 1.8 drops what stands before
the first cue and takes a time that was cut off for words. Nothing that is said may be lost here.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_FEWEST_TIMES = 3
_LONGEST_NAME, _MOST_WORDS = 60, 9
_NEW_PARAGRAPH = 30.0  # seconds after which the next sentence begins a paragraph
_UNPUNCTUATED = 20.0  # … and the next cue, where nothing ends a sentence
_PAUSE = 4.0

_TIME = r"(?:(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?)"
# '00:00:01.000 --> 00:00:04.000 align:start' · cut short '00:05.000 --> 00:' · '[00:01 --> 00:04] Words' ·
# '0:01.5,0:04.0'
_TIMING = re.compile(
    rf"(?P<open>\[)?(?P<start>{_TIME})\s{{0,3}}(?:-{{1,2}}>\s{{0,3}}(?P<end>{_TIME})?[^\]]{{0,200}}|,(?P<until>{_TIME}))"
    r"(?(open)\]\s{0,3}(?P<words>.*))$",
    re.S,
)
_TIME_ALONE = re.compile(rf"[\[(]?{_TIME}[\])]?$")
_CUT_TIME = re.compile(r"\d{1,3}:[\d:.,]{0,12}\s{0,3}-{0,2}>?$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?\s{1,3}(?P<name>[^<>]{1,120})>")
_TAG = re.compile(
    r"</?[A-Za-z][^<>\n]{0,200}>|</?[a-z]>|<\d{1,3}:[\d:.,]{1,12}>|\{\\[^{}\n]{1,60}\}|<[/a-zA-Z][^<>]{0,80}$"
)
# "Ana Ruiz: " · "[ANA RUIZ]: " · "ANA (by phone): "
_PREFIX = re.compile(
    rf"[\[(]?(?P<name>[^\W\d_][^:\n.!?,;()\[\]]{{0,{_LONGEST_NAME - 1}}}?)[\])]?(?:\s\([^()\n]{{1,40}}\))?:\s"
)
_OTHER_VOICE = re.compile(r">>|[-–]\s")
_ENDED = re.compile(r"[.!?…。！？][\"'”’)\]]{0,3}$")
_ASIDE_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines that are shown together, from *start* to *end* in seconds, and who says them if that is told."""

    start: float
    end: float
    lines: tuple[str, ...]
    voice: str | None = None

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(" ".join(self.lines).split())


def transcript_of(text: str) -> str | None:
    """The transcript that captions come to; None where *text* is no captions.

    >>> cues = "00:01.000 --> 00:04.000\\n<v Ana Ruiz>It is\\n\\n00:04.000 --> 00:05.000\\n<v Ana Ruiz>so."
    >>> print(transcript_of(f"WEBVTT\\n\\n{cues}"))
    [0:00:01] Ana Ruiz:
    It is so.
    """
    rows = [row.strip() for row in text.splitlines()]
    times = [number for number, row in enumerate(rows) if "-->" in row or ":" in row if _TIMING.match(row)]
    if times and (rows[0].startswith("WEBVTT") or _opens(rows, times[0]) or len(times) >= _FEWEST_TIMES):
        before, cues = _parsed(rows, times)
    elif _alternates(rows):
        before, cues = [], list(_timed_lines(rows))
    else:
        return None
    cues = list(_with_voices(_without_repeats([cue for cue in cues if cue.lines])))
    return "\n\n".join([*before, *_paragraphs(cues)]) or None


def _opens(rows: Sequence[str], first: int) -> bool:
    """Whether only a number stands before the first time."""
    return all(not row or row.isdigit() for row in rows[:first])


def _parsed(rows: Sequence[str], times: Sequence[int]) -> tuple[list[str], list[Cue]]:
    """The lines before the first cue, the header apart, and the cues."""
    edges = [*times, len(rows)]
    first = _without_number(list(rows[: times[0]]))
    header = rows[0].startswith("WEBVTT") and (first.index("") if "" in first else len(first))
    before = [row for row in _said(first[header or 0 :]) if row]
    cues: list[Cue] = []
    for at, after in zip(times, edges[1:], strict=True):
        timing = _TIMING.match(rows[at])
        assert timing is not None
        inside = list(rows[at + 1 : after])
        said = _said(
            [timing["words"] or "", *(_without_number(inside) if after < len(rows) else _uncut(inside))]
        )
        start = _seconds(timing["start"])
        cues += _voices(start, _seconds(timing["end"] or timing["until"]) or start, said)
    return before, cues


def _without_number(rows: list[str]) -> list[str]:
    """*rows* without the number or identifier of the cue that follows, and the blank lines before it."""
    last = rows[-1] if rows else ""
    identifier = last.isdigit() or (" " not in last and len(rows) > 1 and not rows[-2])
    return rows[:-1] if last and identifier else rows


def _uncut(rows: list[str]) -> list[str]:
    """The last *rows* of a file without a time that was cut off."""
    while rows and not rows[-1]:
        rows = rows[:-1]
    if not rows or not _CUT_TIME.fullmatch(rows[-1]):
        return rows
    return _without_number(rows[:-1])


def _said(rows: Sequence[str]) -> list[str]:
    """*rows* without comments and styles, which begin a block and end with it."""
    kept: list[str] = []
    aside = False
    for number, row in enumerate(rows):
        opens = number > 0 and not rows[number - 1] and _ASIDE_BLOCK.match(row) is not None
        aside = bool(row) and (aside or opens)
        if not aside:
            kept.append(row)
    return kept


def _voices(start: float, end: float, rows: Sequence[str]) -> Iterator[Cue]:
    """A cue for each voice in it."""
    pieces = _VOICE.split("\n".join(rows))
    voice = None
    for number, piece in enumerate(pieces):
        if number % 2:
            voice = " ".join(html.unescape(piece).replace(":", " ").split()[:_MOST_WORDS])[:_LONGEST_NAME]
            continue
        lines: list[str] = []
        for line in filter(None, (_plain(line) for line in piece.split("\n"))):
            if lines and _OTHER_VOICE.match(line):
                yield Cue(start, end, tuple(lines), voice)
                lines = []
            lines.append(line)
        if lines:
            yield Cue(start, end, tuple(lines), voice)


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line)).strip()


def _seconds(time: str | None) -> float:
    if not time:
        return 0.0
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def _alternates(rows: Sequence[str]) -> bool:
    """Whether lines that hold only a time stand between short lines, as a page copies its captions."""
    full = [row for row in rows if row]
    if not full or full[0][0] == "[" or not _TIME_ALONE.match(full[0]):
        return False
    times = [row for row in full if _TIME_ALONE.match(row)]
    if len(times) < _FEWEST_TIMES or 3 * len(times) < len(full):
        return False
    # What is written under each time ends there; what is heard goes on.
    if 2 * sum(_ENDED.search(row) is not None for row in full) > len(full) - len(times):
        return False
    return all(
        _TIME_ALONE.match(row) is None or _TIME_ALONE.match(after) is None for row, after in pairwise(full)
    )


def _timed_lines(rows: Sequence[str]) -> Iterator[Cue]:
    start = 0.0
    lines: list[str] = []
    for row in rows:
        if row and _TIME_ALONE.match(row):
            yield Cue(start, start, tuple(lines))
            start, lines = _seconds(row.strip("[]()")), []
        elif row:
            lines.append(row)
    yield Cue(start, start, tuple(lines))


def _without_repeats(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, where most of them show lines of the one before again, without those."""
    repeated = [_repeated(before, cue) for before, cue in zip([None, *cues], cues, strict=False)]
    if 3 * sum(map(bool, repeated)) < len(cues):
        return list(cues)
    left = (replace(cue, lines=cue.lines[again:]) for cue, again in zip(cues, repeated, strict=True))
    return [cue for cue in left if cue.lines]


def _repeated(before: Cue | None, cue: Cue) -> int:
    """How many lines of *cue* are the last ones of the cue before."""
    if before is None:
        return 0
    longest = min(len(before.lines), len(cue.lines))
    return next((n for n in range(longest, 0, -1) if before.lines[-n:] == cue.lines[:n]), 0)


def _with_voices(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues with the names that most of them begin with, on a line of their own or before a colon."""
    lines = Counter(cue.lines[0] for cue in cues if len(cue.lines) > 1 and _is_name(cue.lines[0]))
    prefixed = [(cue, _PREFIX.match(cue.text)) for cue in cues]
    names = Counter(match["name"] for _, match in prefixed if match)
    on_lines = 2 * sum(lines.values()) > len(cues) and 2 * len(lines) <= len(cues)
    before_colon = 2 * sum(names.values()) > len(cues) and 2 * len(names) <= len(cues) + 1
    last = None
    for cue, match in prefixed:
        if cue.voice is None and before_colon:
            # Without a name the one before goes on.
            last = match["name"].strip() if match else last
            yield replace(cue, voice=last, lines=(cue.text[match.end() :],) if match else cue.lines)
        elif cue.voice is None and on_lines and cue.lines[0] in lines and len(cue.lines) > 1:
            yield replace(cue, voice=cue.lines[0], lines=cue.lines[1:])
        else:
            yield cue


def _is_name(line: str) -> bool:
    words = line.split()
    return (
        len(words) <= 5
        and line[-1].isalnum()
        and all(not word[0].islower() for word in (words[0], words[-1]))
    )


def _paragraphs(cues: Sequence[Cue]) -> Iterator[str]:
    """The words of cues in paragraphs, each below its time and voice."""
    ended = sum(_ENDED.search(cue.text) is not None for cue in cues)
    punctuated = 10 * ended >= len(cues)
    part: list[Cue] = []
    for cue in cues:
        if part and _begins(part, cue, punctuated):
            yield _paragraph(part)
            part = []
        part.append(cue)
    if part:
        yield _paragraph(part)


def _begins(part: Sequence[Cue], cue: Cue, punctuated: bool) -> bool:
    """Whether *cue* begins a paragraph after those in *part*."""
    last = part[-1]
    if cue.voice != last.voice or _OTHER_VOICE.match(cue.lines[0]):
        return True
    prefix = _PREFIX.match(cue.text)
    if prefix and (prefix["name"].isupper() or _ENDED.search(last.text)):
        return True
    if punctuated and not _ENDED.search(last.text):
        return False
    longest = _NEW_PARAGRAPH if punctuated else _UNPUNCTUATED
    return cue.start - part[0].start >= longest or cue.start - last.end >= _PAUSE


def _paragraph(part: Sequence[Cue]) -> str:
    whole = int(part[0].start)
    time = f"[{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}]"
    head = f"{time} {part[0].voice}:" if part[0].voice else time
    return f"{head}\n{' '.join(cue.text for cue in part)}"
