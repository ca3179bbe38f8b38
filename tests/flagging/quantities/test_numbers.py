"""Numbers: what digits and words say, and what is too unsure to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.language_words import known_language
from claimcheck.flagging.quantities.numbers import number, word_value
from claimcheck.flagging.quantities.scan import Scan, notation, tidy

READ = [  # (text, language, value, end)
    ("7", "en", 7, 1),
    ("1,700", "en", 1700, 5),
    ("12,34,567", "en", 1_234_567, 9),
    ("5.25", "en", 5.25, 4),
    ("5,25", "de", 5.25, 4),
    ("1.700", "de", 1700, 5),
    ("1.234.567,89", "de", 1_234_567.89, 12),
    ("1.234.567,89", "en", 1_234_567.89, 12),
    ("12 500", "en", 12_500, 6),
    ("2½", "en", 2.5, 2),
    ("2 1/2", "en", 2.5, 5),
    ("3.5 million", "en", 3_500_000, 11),
    ("12bn", "en", 12_000_000_000, 4),
    ("40k", "en", 40_000, 3),
    ("12 Mrd. Euro", "de", 12_000_000_000, 7),
    ("thirty-two", "en", 32, 10),
    ("nine hundred and ninety-nine thousand", "en", 999_000, 37),
    ("two million three hundred thousand", "en", 2_300_000, 34),
    ("two and a half million", "en", 2_500_000, 22),
    ("two three", "en", 2, 3),
    ("seven and eight", "en", 7, 5),
    ("zweihundertfünfzig", "de", 250, 18),
]


@pytest.mark.parametrize(("text", "language", "value", "end"), READ)
def test_number(text: str, language: str, value: float, end: int) -> None:
    found = number(Scan.of(text, language), 0)
    assert found is not None
    assert (found.value, found.end) == (value, end)


UNSURE = [
    "1,23",
    "1.2.3",
    "007",
    "1'000",
    "1234567890123456",
    "555 1234",
    "hello",
    "1,2,3",
]


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_unsure_is_no_number(text: str) -> None:
    assert number(Scan.of(text), 0) is None


@given(st.integers(0, 10**15 - 1))
def test_digits_are_read_with_and_without_separators(value: int) -> None:
    for written, language in (
        (f"{value}", "en"),
        (f"{value:,}", "en"),
        (f"{value:,}".replace(",", "."), "de"),
    ):
        found = number(Scan.of(written, language), 0)
        assert found is not None
        assert found.value == value


@given(st.integers(1, 99))
def test_german_says_the_ones_first(value: int) -> None:
    ones = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    tens = [
        "",
        "zehn",
        "zwanzig",
        "dreißig",
        "vierzig",
        "fünfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
    ]
    one, ten = value % 10, value // 10
    if one and ten > 1:
        assert word_value(f"{ones[one]}und{tens[ten]}", known_language("de")) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [(3, "3"), (3.0, "3"), (3.5, "3.5"), (0.5, "0.5"), (200 / 3, "66.67"), (10**12, "1" + "0" * 12)],
)
def test_notation(value: float, written: str) -> None:
    assert notation(value) == written


def test_what_binary_fractions_add_is_rounded_away() -> None:
    assert tidy(94.9 * 10**9) == 94_900_000_000
