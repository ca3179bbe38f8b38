"""What the page is told of a statement that is offered."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.model import Article, Span
from claimcheck.statements.values import Bracket, OpenWords, StandAlone
from claimcheck.widgets.offered_state import offered_statement

ARTICLE = Article("Mayor Tom Hale\nspoke. He cut jobs.", published="2016-09-12")
NAME = Bracket(Span(0, 10), "Tom Hale", Span(22, 24), Span(6, 14))


@pytest.mark.parametrize(
    ("found", "pieces"),
    [
        (StandAlone("He cut jobs."), [["He cut jobs.", None]]),
        (
            StandAlone("[Tom Hale] cut jobs.", (NAME,)),
            [["[Tom Hale]", "From the article: Mayor Tom Hale spoke. He cut jobs."], [" cut jobs.", None]],
        ),
        (
            StandAlone(
                "\U0001f600 He cut jobs there [in 2015]", (Bracket(Span(20, 29), "in 2015", Span(0, 0)),)
            ),
            [["\U0001f600 He cut jobs there ", None], ["[in 2015]", "By the article’s date: 2016-09-12"]],
        ),
    ],
)
def test_the_pieces_are_the_statement(found: StandAlone, pieces: list[Any]) -> None:
    told = offered_statement(ARTICLE, found)
    assert told is not None
    assert told["pieces"] == pieces
    assert "".join(words for words, _ in told["pieces"]) == told["text"] == found.text


def test_words_that_are_left_are_told_with_the_reason() -> None:
    found = StandAlone("It fell.", open=(OpenWords(Span(0, 2), "It", "two may be meant"),))
    told = offered_statement(ARTICLE, found)
    assert told is not None
    assert told["open"] == [["It", "two may be meant"]]


def test_nothing_is_told_where_nothing_is_offered() -> None:
    assert offered_statement(ARTICLE, None) is None


def test_what_stands_around_is_cut_between_words() -> None:
    article = Article(f"{'before ' * 20}Tom Hale{' behind' * 20}")
    place = Span(140, 148)
    told = offered_statement(
        article, StandAlone("[Tom Hale]", (Bracket(Span(0, 10), "Tom Hale", place, place),))
    )
    assert told is not None
    origin = told["pieces"][0][1]
    assert origin.startswith("From the article: …before before")
    assert origin.endswith("behind behind…")
