"""Claims found by words that need not be spelt quite right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.review.search import WordIndex

TEXTS = [
    "NATO has 32 members. Mark Rutte",
    "Russia produces 3.5% more than Kallas says.",
    "Die Straße von Ana Kovač ist lang.",
    "",
    "<b>Exports</b> doubled; '--",
]
INDEX = WordIndex(TEXTS)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("members", {0}),
        ("MEMBERS", {0}),
        ("member", {0}),
        ("ember", {0}),
        ("membrs", {0}),
        ("memebrs", {0}),
        ("nato rutte", {0}),
        ("rutte nato", {0}),
        ("nato kallas", set()),
        ("STRASSE", {2}),
        ("kovač", {2}),
        (unicodedata.normalize("NFD", "Kovač"), {2}),
        ("Ｋｏｖａč", {2}),
        ("\U0001d40aovač", {2}),
        # Of four letters one may be too many, but none another.
        ("natoo", {0}),
        ("nata", set()),
        ("32", {0}),
        ("3.5", {1}),
        ("3,5%", {1}),
        ("<b>", {0, 4}),
        ("b", {0, 4}),
        ("'; DROP TABLE", set()),
        ("zzzzzz", set()),
        ("", None),
        ("  \n", None),
        ("%.*", None),
    ],
)
def test_every_word_has_to_be_there_or_nearly(query: str, places: set[int] | None) -> None:
    assert INDEX.having(query) == places


def test_a_word_that_is_there_is_not_looked_for_in_other_spellings() -> None:
    index = WordIndex(["exports rose", "reports rose"])
    assert index.having("exports") == {0}
    assert index.having("eports") == {1}
    assert index.having("expports") == {0}
    assert WordIndex(["Trump said so.", "A trumpet."]).having("trmup") == {0}


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=20))
def test_a_text_with_the_words_in_it_is_found(texts: list[str], query: str) -> None:
    found = WordIndex([*texts, query]).having(query)
    assert found is None or len(texts) in found


@given(st.text(st.characters()), st.text(st.characters()))
def test_no_text_makes_the_search_fail(text: str, query: str) -> None:
    found = WordIndex([text]).having(query)
    assert found is None or found <= {0}
