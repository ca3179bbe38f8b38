"""The terms of a text: words in a form in which they can be compared, and pieces that join no two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching.terms import folded_words, piece_terms, word_terms

TEXTS = st.lists(st.text(max_size=30).map(folded_words), max_size=5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NATO has 32 members.", ["nato", "has", "32", "members"]),
        ("1,700,000 dead", ["1700000", "dead"]),
        ("3.5% of GDP", ["3.5", "of", "gdp"]),
        ("#AustralianFires", ["australian", "fires"]),
        ("Türkiye’s naïve", ["turkiye", "s", "naive"]),
        ("ﬁnance", ["finance"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("see https://example.org/a?b=1 now", ["see", "now"]),
        ("see pic.twitter.com/0eJtwJyS1J now", ["see", "now"]),
        ("and/or", ["and", "or"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_told_in_one_form(text: str, found: list[str]) -> None:
    assert folded_words(text) == found


def test_a_text_without_end_has_its_first_words() -> None:
    assert folded_words("word " * 10_000) == ["word"] * 400


def test_what_is_nearly_an_address_takes_no_longer_than_its_length() -> None:
    # Quadratic in the length this would not come back.
    assert len(folded_words("a-" * 200_000 + "/")) == 400
    assert len(folded_words("a." * 200_000 + "/")) <= 400


@given(st.text())
def test_any_text_has_words_that_are_words_again(text: str) -> None:
    found = folded_words(text)
    assert all(word and " " not in word for word in found)


@given(TEXTS)
def test_terms_of_many_texts_are_those_of_each(texts: list[list[str]]) -> None:
    for terms_of in (word_terms, piece_terms):
        terms, places = terms_of(texts)
        for place, text in enumerate(texts):
            alone, _ = terms_of([text])
            assert terms[places == place].tolist() == alone.tolist()


@pytest.mark.parametrize(
    ("text", "number"), [(["a"], 0), (["ab"], 1), (["abc"], 2), (["abcd"], 3), (["ab", "ab"], 2), ([], 0)]
)
def test_pieces_lie_within_words(text: list[str], number: int) -> None:
    terms, places = piece_terms([text])
    assert len(terms) == len(places) == number


def test_the_same_piece_is_the_same_term_wherever_it_stands() -> None:
    terms, places = piece_terms([["flooding"], ["the", "flood"]])
    shared = set(terms[places == 0].tolist()) & set(terms[places == 1].tolist())
    assert len(shared) == 3  # " flo", "floo" and "lood"
