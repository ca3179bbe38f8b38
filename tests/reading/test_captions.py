"""Captions become a transcript: cues joined into sentences, their times above each paragraph, nothing "
"lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.model import Article
from claimcheck.reading.articles import read, read_text
from claimcheck.reading.captions import transcript_of
from claimcheck.reading.sentences import sentences

VOICES = """WEBVTT - Housing
Kind: captions

STYLE
::cue { color: white }

NOTE by hand
of the office

intro-1
00:00:01.000 --> 00:00:04.000 align:start position:10%
<v Lena Moss>We built</v>

intro-2
00:00:03.500 --> 00:00:06.000
<v Lena Moss>three hundred &amp; two <b>homes</b>

00:01:06.000 --> 00:01:08.000
<v.loud Tom Hale>in a year.</v> <v Tom Hale>No.</v>
"""

FILES = {
    "voices": (
        VOICES,
        [
            ("Lena Moss", "0:00:01", "We built three hundred & two homes"),
            ("Tom Hale", "0:01:06", "in a year."),
            ("Tom Hale", "0:01:06", "No."),
        ],
    ),
    "SubRip": (
        "1\n00:00:01,000 --> 00:00:04,000\nThe town built\n<i>300</i> {\\an8}homes\n\n2\n"
        "00:00:04,000 --> 00:00:06,000\n"
        "in a year. It\n\n3\n00:00:06,000 --> 00:00:08,000\nrained.\n",
        [(None, "0:00:01", "The town built 300 homes in a year."), (None, "0:00:01", "It rained.")],
    ),
    "a paragraph a half minute": (
        "".join(f"{n}\n00:0{n}:00,000 --> 00:0{n}:02,000\nYear {n} was dry.\n\n" for n in range(1, 4)),
        [(None, f"0:0{n}:00", f"Year {n} was dry.") for n in range(1, 4)],
    ),
    "names before each cue": (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nLena Moss: We built\n\n2\n"
        "00:00:04.000 --> 00:00:05.000\n"
        "Lena Moss: 300 homes.\n\n3\n00:00:06.000 --> 00:00:09.000\nTom Hale: It is 280.",
        [("Lena Moss", "0:00:01", "We built 300 homes."), ("Tom Hale", "0:00:06", "It is 280.")],
    ),
    "names where another begins": (
        "1\n00:00:01,000 --> 00:00:03,000\nMOSS: We built\n\n2\n00:00:03,000 --> 00:00:05,000\n300 homes.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nHALE: Is that so?\n\n4\n00:00:06,000 --> 00:00:07,000\n"
        ">> I doubt it.",
        [
            ("MOSS", "0:00:01", "We built 300 homes."),
            ("HALE", "0:00:05", "Is that so?"),
            (None, "0:00:06", "I doubt it."),
        ],
    ),
    "names on lines of their own": (
        "0:0:0.0 --> 0:0:3.120\nLena Moss\nWe built\n0:0:3.500 --> 0:0:5.0\nLena Moss\n300 homes.\n"
        "0:0:5.5 --> 0:0:7.0\nTom Hale\nIt is 280.\n0:0:8.5 --> 0:0:9.0\nLena Moss\nNo.",
        [
            ("Lena Moss", "0:00:00", "We built 300 homes."),
            ("Tom Hale", "0:00:05", "It is 280."),
            ("Lena Moss", "0:00:08", "No."),
        ],
    ),
    "names in brackets, music": (
        "1\n00:01,000 --> 00:03,000\n[LENA MOSS]: We built\n<font color='#fff'>300 homes.</font>\n\n2\n"
        "00:03,500 --> "
        "00:05,000\nIt rained.\n\n3\n00:05,500 --> 00:06,000\n[TOM HALE]: Is that\nso?\n\n4\n"
        "00:06,000 --> 00:07,000\n"
        "[LENA MOSS]: Yes.",
        [
            ("LENA MOSS", "0:00:01", "We built 300 homes."),
            ("LENA MOSS", "0:00:01", "It rained."),
            ("TOM HALE", "0:00:05", "Is that so?"),
            ("LENA MOSS", "0:00:06", "Yes."),
        ],
    ),
    "another one by a dash": (
        "1\n00:01,000 --> 00:03,000\nTOM (ON PHONE): We built 300 homes.\n\n2\n00:03,000 --> 00:04,000\n"
        "- Stop it.\n- No.",
        [
            ("TOM", "0:00:01", "We built 300 homes."),
            (None, "0:00:03", "- Stop it."),
            (None, "0:00:03", "- No."),
        ],
    ),
    "a voice only here and there": (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Lena Moss>We built 300.</v>\n\n00:03.000 --> 00:04.000\n"
        "It rains.",
        [("Lena Moss", "0:00:01", "We built 300."), (None, "0:00:03", "It rains.")],
    ),
    "rolling lines": (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nwe<00:00:00.500><c> built</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\n"
        "we built\n\n00:00:02.010 --> 00:00:04.000\nwe built\n300<00:00:03.000><c> homes</c>\n\n"
        "00:00:04.000 --> 00:00:04.010\n300 homes\n",
        [(None, "0:00:00", "we built 300 homes")],
    ),
    "copied from a page": (
        "0:00\nThe town\n0:03\nbuilt 300 homes\n0:05\nin a year.",
        [(None, "0:00:00", "The town built 300 homes in a year.")],
    ),
    "one line a cue": (
        "[00:00.000 --> 00:04.000]  The town built\n[00:04.000 --> 00:06.000]  300 homes.",
        [(None, "0:00:00", "The town built 300 homes.")],
    ),
    "overlapping times, out of order": (
        "1\n00:00:09,000 --> 00:00:14,000\nIt rose.\n\n2\n00:00:01,000 --> 00:00:12,000\nIt fell.",
        [(None, "0:00:09", "It rose."), (None, "0:00:09", "It fell.")],
    ),
    "a comma, an arrow too short, no blank lines": (
        "WEBVTT\n00:01,000 --> 00:02,000\nIt rose.\n00:00:02.000 -> 00:00:03.000\nIt fell.",
        [(None, "0:00:01", "It rose."), (None, "0:00:01", "It fell.")],
    ),
    "words before the first cue": (
        "Housing\n\n1\n00:01,000 --> 00:02,000\nIt\n\n2\n00:02,000 --> 00:03,000\nrose\n\n3\n"
        "00:03,000 --> 00:04,000\nagain.",
        [(None, None, "Housing"), (None, "0:00:01", "It rose again.")],
    ),
    "two in one cue": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n- It rose.\n- It fell.",
        [(None, "0:00:01", "- It rose."), (None, "0:00:01", "- It fell.")],
    ),
}


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    article = read_text(text)
    return [(unit.speaker, unit.time, unit.span.of(article.text)) for unit in sentences(article)]


@pytest.mark.parametrize("name", FILES)
def test_cues_are_sentences_with_their_time(name: str) -> None:
    text, expected = FILES[name]
    assert told(text) == expected


@pytest.mark.parametrize("name", FILES)
def test_a_transcript_of_captions_is_no_captions(name: str) -> None:
    once = read_text(FILES[name][0]).text
    assert read_text(once).text == once


@pytest.mark.parametrize("end", range(7, len(VOICES)))
def test_a_file_cut_short_keeps_what_it_has(end: int) -> None:
    text = read_text(VOICES[:end]).text
    wanted = [word for word in ("built", "three", "homes", "year") if word in VOICES[:end]]
    assert [word for word in wanted if word not in text] == []
    assert not wanted or "-->" not in text


@pytest.mark.parametrize(
    "text",
    [
        "The talks --> nothing. At 10:30 they left.",
        "10:30 --> lunch",
        "10:30\nThe minister spoke.\nShe left.\nIt rained.\n11:30\nNobody came.",
        "-->",
    ],
)
def test_prose_is_no_captions(text: str) -> None:
    assert transcript_of(text) is None


def test_a_file_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(VOICES, encoding="utf-8")
    assert read(path).text.startswith("[0:00:01] Lena Moss:\nWe built")


def test_a_claim_has_the_time_of_its_cue() -> None:
    claims = cc.flag(read_text(VOICES), 0, order="text")
    assert [(claim.speaker, claim.time) for claim in claims][:2] == [
        ("Lena Moss", "0:00:01"),
        ("Tom Hale", "0:01:06"),
    ]


WORDS = st.text("abcdefgh.?", min_size=1, max_size=8)
CUES = st.lists(
    st.tuples(st.integers(0, 7_000), st.integers(0, 7_000), st.lists(WORDS, min_size=1, max_size=6)),
    min_size=1,
    max_size=12,
)


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@given(CUES)
def test_every_word_of_every_cue_is_kept_in_order(cues: list[tuple[int, int, list[str]]]) -> None:
    # Numbers keep cues from being repeats of one another.
    said = [[f"{number}x", *words] for number, (_, _, words) in enumerate(cues)]
    blocks = (
        f"{clock(start)},000 --> {clock(end)},000\n{' '.join(words)}"
        for (start, end, _), words in zip(cues, said, strict=True)
    )
    text = transcript_of("\n\n".join(f"{n}\n{block}" for n, block in enumerate(blocks, 1)))
    assert text is not None
    lines = [line for line in text.splitlines() if not re.fullmatch(r"\[[\d:]+\]", line)]
    assert " ".join(lines).split() == [word for one in said for word in one]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n" + "00:00:01.000 --> 00:00:02.000\na\n" * 4_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v A>" * 20_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<" * 100_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "{\\a" * 33_000,
        "00:01.000 --> 00:02.000 " + "a" * 100_000,
        "0:00\na\n" * 14_000,
        "1:" * 50_000,
        "WEBVTT\n\n" + "NOTE\n\n" * 16_000 + "00:01.000 --> 00:02.000\na",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_captions_come_to_an_end(text: str) -> None:
    assert sentences(Article(transcript_of(text) or text)) is not None
