"""What an article is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.language_words import known_language
from claimcheck.model import Article, Span
from claimcheck.priority.article_words import ArticleWords

ENGLISH = known_language("en")
TEXT = (
    "Wages in Oslo rose again this spring, the mayor told the council on Monday.\n\n"
    "Wages there are among the highest. Unions want wages to rise further still. A dog barked outside.\n\n"
    "Wages matter to Oslo. The wages of nurses fell behind those of clerks. The hall has a clock."
)
ARTICLE = Article(TEXT, title="Wages in Oslo rose")


def about(quote: str, article: Article = ARTICLE) -> tuple[float, str]:
    start = article.text.index(quote)
    return ArticleWords(article, ENGLISH).about(Span(start, start + len(quote)), quote)


def test_what_comes_again_counts_more_than_what_comes_once() -> None:
    assert about("Unions want wages to rise further still.")[0] > about("A dog barked outside.")[0]


def test_what_is_said_first_counts_more_than_the_same_at_the_end() -> None:
    twice = Article(f"Ships sail.\n\n{'Nothing else was said by anybody there. ' * 90}\n\nShips sail.")
    words = ArticleWords(twice, ENGLISH)
    end = len(twice.text)
    first, last = (words.about(Span(at, at + 11), "Ships sail.")[0] for at in (0, end - 11))
    assert first > last


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (
            "Wages in Oslo rose again this spring, the mayor told the council on Monday.",
            "what the title says",
        ),
        ("A dog barked outside.", ""),
        ("The hall has a clock.", ""),
    ],
)
def test_why_in_words(quote: str, words: str) -> None:
    assert about(quote)[1] == words


WEAK = (
    "The mayor said it last year. Tom Hale said on Monday that 3 million euros went. The mayor said so. "
    "Officials said on Monday that Hale has 2 million euros a year. So Hale said last year, said the mayor."
)


def test_words_that_could_stand_in_any_article_explain_nothing() -> None:
    quote = "Officials said on Monday that Hale has 2 million euros a year."
    article = Article(f"What was told.\n\n{WEAK}\n\n{WEAK}")
    place = Span(article.text.rindex(quote), article.text.rindex(quote) + len(quote))
    words = ArticleWords(article, ENGLISH)
    assert words.about(place, quote)[1] == "what the article comes back to: Hale"
    assert words.about(place, quote, "Tom Hale")[1] == ""


@pytest.mark.parametrize("text", ["", " ", "7.", "One word", "\n\n\n", "e\u0301\u200b\ud7ff"])
def test_an_article_without_title_or_words_has_values_too(text: str) -> None:
    value, _ = ArticleWords(Article(text), ENGLISH).about(Span(0, len(text)), text)
    assert 0 <= value <= 1


@given(st.text(max_size=300), st.text(max_size=40) | st.none(), st.integers(0, 10**9))
def test_every_value_is_from_0_to_1(text: str, title: str | None, start: int) -> None:
    value, words = ArticleWords(Article(text, title=title), ENGLISH).about(Span(start, start + 5), text[:40])
    assert 0 <= value <= 1
    assert "\n" not in words
