"""Answers of Google's Fact Check Tools API, of its search and of its pages."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from claimcheck.importing.claimreview import said
from claimcheck.importing.intake import Intake
from claimcheck.importing.linked_data import records
from claimcheck.model import KnownClaim

SEARCH = {
    "claims": [
        {
            "text": "It rains.",
            "claimant": "Ann Example",
            "claimDate": "2024-05-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "The Paper", "site": "paper.example"},
                    "url": "https://paper.example/rain",
                    "title": "No, it does not rain",
                    "reviewDate": "2024-05-03T10:00:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                },
                {
                    "publisher": {"site": "wire.example"},
                    "url": "https://wire.example/1",
                    "textualRating": "Half true",
                },
            ],
        },
        {
            "text": "It snows.",
            "claimReview": [{"publisher": {"name": "The Wire"}, "url": "https://wire.example/2"}],
        },
    ],
    "nextPageToken": "CAo",
}
PAGE = {
    "name": "pages/1",
    "pageUrl": "https://paper.example/weather",
    "publishDate": "2024-05-03",
    "claimReviewAuthor": {"name": "The Paper", "imageUrl": "https://paper.example/logo.png"},
    "claimReviewMarkups": [
        {
            "url": "https://paper.example/weather#rain",
            "claimReviewed": "It rains.",
            "claimDate": "2024-05-01",
            "claimAuthor": {"name": "Ann Example", "jobTitle": "Minister"},
            "rating": {"textualRating": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5},
        },
        {"claimReviewed": "It snows.", "rating": {"ratingValue": 2, "worstRating": 1, "bestRating": 5}},
    ],
    "versionId": "1",
}


def known(answer: Any) -> list[KnownClaim | None]:
    intake = Intake("answer.json", lambda problem: None)
    found = records(io.StringIO(json.dumps(answer)))
    told = [intake.claims(f"record {n}", said(record, print)) for n, record in enumerate(found, 1)]
    return [next(iter(one), None) for one in told]


RAIN = KnownClaim(
    "It rains.",
    title="No, it does not rain",
    rating="False",
    publisher="The Paper",
    url="https://paper.example/rain",
    date="2024-05-03",
    speaker="Ann Example",
    origin="answer.json",
)


@pytest.mark.parametrize(
    "answer", [SEARCH, [SEARCH], {"results": [{"claim": one} for one in SEARCH["claims"]]}]
)
def test_the_answer_of_a_search_is_read(answer: Any) -> None:
    first, second, third = known(answer)
    assert first == RAIN
    assert second is not None
    assert (second.text, second.rating, second.publisher, second.speaker) == (
        "It rains.", "Half true", "wire.example", "Ann Example",
    )  # fmt: skip
    assert third is not None
    assert (third.text, third.rating, third.publisher) == ("It snows.", None, "The Wire")


@pytest.mark.parametrize("answer", [PAGE, {"claimReviewMarkupPages": [PAGE]}])
def test_the_markup_of_pages_is_read_with_what_holds_for_the_page(answer: Any) -> None:
    first, second = known(answer)
    assert first == KnownClaim(
        "It rains.",
        rating="False",
        publisher="The Paper",
        url="https://paper.example/weather#rain",
        date="2024-05-03",
        speaker="Ann Example",
        origin="answer.json",
    )
    assert second is not None
    assert (second.text, second.rating, second.url) == (
        "It snows.",
        "2 (1 to 5)",
        "https://paper.example/weather",
    )


def test_one_markup_alone_is_read() -> None:
    (one,) = known(PAGE["claimReviewMarkups"][0])  # type: ignore[index]
    assert one is not None
    assert (one.text, one.rating, one.speaker) == ("It rains.", "False", "Ann Example")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"claims": []},
        {"claims": [{"text": "It rains."}]},
        {"claims": [{"text": "It rains.", "claimReview": []}]},
        {"claims": [{"text": "It rains.", "claimReview": "none"}]},
        {"claimReviewMarkupPages": [{"pageUrl": "https://a.example", "claimReviewMarkups": [None, 3]}]},
    ],
)
def test_an_answer_without_reviews_gives_none(answer: Any) -> None:
    assert known(answer) == []


def test_a_claim_without_words_is_refused() -> None:
    assert known({"claims": [{"claimReview": [{"url": "https://a.example", "textualRating": "False"}]}]}) == [
        None
    ]
