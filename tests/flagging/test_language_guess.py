"""Which language a text is in, where nobody has said so."""

from __future__ import annotations

import pytest

from claimcheck.flagging.flag import language_of
from claimcheck.flagging.language_guess import likely_language
from claimcheck.model import Article

GERMAN = (
    "Die Stadt hat im vergangenen Jahr 12 neue Schulen gebaut. Das sagte der Bürgermeister am Montag, "
    "und er war damit nicht zufrieden."
)
LIKELY = [
    (GERMAN, "de"),
    ("The town built 12 schools last year, the mayor said on Monday, and he was not content with it.", "en"),
    ("Der Spiegel and Die Zeit are papers that the mayor of the town reads; he has for years.", "en"),
    ("Die Stadt hat 12 Schulen.", "en"),  # too little to tell
    ("La ville a construit 12 écoles, a dit le maire lundi, et il n'est pas content de cela.", "en"),
    ("", "en"),
    ("12 % 🙂 \u202e" * 100, "en"),
]


@pytest.mark.parametrize(("text", "code"), LIKELY)
def test_a_language_is_told_by_its_commonest_words(text: str, code: str) -> None:
    assert likely_language(text) == code


def test_an_article_that_names_its_language_is_in_it() -> None:
    assert (language_of(Article(GERMAN)).code, language_of(Article(GERMAN, language="en")).code) == (
        "de",
        "en",
    )
