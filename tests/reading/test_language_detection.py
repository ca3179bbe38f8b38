"""Which language an article is in that does not say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.flag import language_of
from claimcheck.reading.articles import read_text
from claimcheck.reading.language_detection import detected_language

GERMAN = (
    "Der Landtag beriet am Dienstag über den Haushalt. Die Ministerin sagte, die Ausgaben seien gestiegen."
)
ENGLISH = "Parliament met on Tuesday and spoke about the budget. Spending has risen, said the minister."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, "de"),
        (GERMAN.upper(), "de"),
        ("Wir haben in zwei Jahren 300 Wohnungen gebaut, so viele wie nie zuvor in dieser Stadt.", "de"),
        (ENGLISH, None),
        (f"{ENGLISH} „Wir schaffen das“, said the chancellor. " * 3, None),
        (f"{GERMAN} “We will get there,” he said.", "de"),
        # No rules of their own: read as English, as long as nobody says otherwise.
        ("Het kabinet verhoogt de belasting op het vermogen met drie procent, zei de minister.", None),
        ("Le parlement a discuté mardi du budget. Les dépenses ont augmenté, a dit la ministre.", None),
        ("Die Hard 4 cost $110m.", None),
        ("Guten Tag.", None),
        ("32 32 32 32 32 32 32 32", None),
    ],
)
def test_a_language_is_named_where_it_is_beyond_doubt(text: str, expected: str | None) -> None:
    assert detected_language(text) == expected


def test_an_article_is_read_by_the_rules_of_its_language() -> None:
    assert language_of(read_text(GERMAN)).code == "de"
    assert language_of(read_text(ENGLISH)).code == "en"


def test_what_is_said_of_the_language_holds() -> None:
    assert read_text(GERMAN, language="en").language == "en"


@given(st.text(max_size=400))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detected_language(text) in (None, "de")
