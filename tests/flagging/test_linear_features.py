"""The features of the linear scorer: a model file is worth nothing once any of these moves."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.linear_features import BUCKETS, EDGE, bucket, of_pair, of_word, shape, tokens

# Worked out once; a model that was trained before would read other words out of any other number.
BUCKETS_OF = {
    "w:army": 117975,
    "w:<year>": 219245,
    "c:^ar": 109321,
    "b:^ the": 117785,
    "w:größe": 99312,
    "w:\ud800": 241469,
    "": 0,
}


@pytest.mark.parametrize(("feature", "number"), BUCKETS_OF.items(), ids=repr)
def test_a_feature_has_the_same_number_everywhere_and_always(feature: str, number: int) -> None:
    assert bucket(feature) == number


def test_a_feature_has_the_same_number_in_another_process() -> None:
    program = "from claimcheck.flagging.linear_features import of_word; print(*of_word('army'))"
    ran = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        for seed in ("0", "1")
    ]
    assert ran[0].stdout.split() == ran[1].stdout.split() == [str(number) for number in of_word("army")]


TOKENS = [
    ("It isn't 3.5%!", ["It", "isn't", "3.5", "%", "!"]),
    ("It isn’t.", ["It", "isn’t"]),
    ("the 12-member panel", ["the", "12", "member", "panel"]),
    ("$94.9bn, £5", ["$", "94.9", "bn", "£", "5"]),
    ("1,234,567", ["1,234,567"]),
    ("“Why?”", ["“", "Why", "?", "”"]),
    ("über 5", ["über", "5"]),
    ("covid19", ["covid", "19"]),
    ("１２３ ٤٥", ["１２３", "٤٥"]),
    ("a_b", ["a", "b"]),
    ("", []),
    (" \n\t…—", []),
    ("x" * 100, ["x" * 40, "x" * 40, "x" * 20]),
    ("7" * 31, ["7" * 15, "7" * 15, "7"]),
    ("🙂", []),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS, ids=[repr(text)[:20] for text, _ in TOKENS])
def test_words_numbers_and_telling_marks_are_tokens(text: str, expected: list[str]) -> None:
    assert [match.group() for match in tokens(text)] == expected


SHAPES = [
    ("Army", "army"),
    ("Isn’t", "isn't"),
    ("2019", "<year>"),
    ("1499", "<0000>"),
    ("2100", "<0000>"),
    ("3.5", "<0.0>"),
    ("9.9", "<0.0>"),
    ("12", "<00>"),
    ("1,700", "<0,000>"),
    ("1,234,567", "<0,000,>"),
    ("7777777", "<000000>"),
    ("٤٥", "<00>"),
    ("%", "%"),
    ("İ", "i̇"),
]


@pytest.mark.parametrize(("token", "expected"), SHAPES)
def test_a_word_is_levelled_and_a_number_stands_for_its_size(token: str, expected: str) -> None:
    assert shape(token) == expected


def test_a_word_is_itself_and_its_pieces_at_its_edges() -> None:
    edged = "^army$"
    pieces = [f"c:{edged[n : n + size]}" for size in (3, 4, 5) for n in range(len(edged) - size + 1)]
    assert of_word("army") == [bucket("w:army"), *map(bucket, pieces)]
    assert of_word("a") == [bucket("w:a"), bucket("c:^a$")]


@pytest.mark.parametrize("token", ["<year>", "<0.0>", "%", "“"])
def test_a_number_or_a_mark_is_only_itself(token: str) -> None:
    assert of_word(token) == [bucket(f"w:{token}")]


def test_the_order_of_a_pair_counts() -> None:
    assert of_pair("the", "army") != of_pair("army", "the")
    assert of_pair(EDGE, "the") == BUCKETS_OF["b:^ the"]


@given(st.text(max_size=300))
def test_any_text_has_bounded_features_at_their_places(text: str) -> None:
    last = 0
    for match in tokens(text):
        assert last <= match.start() < match.end()
        assert text[match.start() : match.end()] == match.group()
        last = match.end()
        shaped = shape(match.group())
        found = [*of_word(shaped), of_pair(EDGE, shaped)]
        assert all(0 <= number < BUCKETS for number in found)
        # 49 characters at the most, and an "İ" becomes two: no word floods a sentence.
        assert len(found) <= 3 * (2 * 49 + 2)
        assert len(shaped) <= 2 * 49
    assert last <= len(text)
