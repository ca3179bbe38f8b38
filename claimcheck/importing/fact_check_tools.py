"""Answers of Google's Fact Check Tools API -> the ClaimReview records that they stand for.

``claims:search`` gives claims, each with its ``claimReview``s; ``pages`` gives the ``claimReviewMarkups`` of
each page. What holds for all of them stands once, beside the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Answer = Mapping[str, Any]

PROPERTIES = frozenset(
    (
        *("text", "claimant", "claimReview"),
        *("claimReviewMarkups", "pageUrl", "publishDate", "claimReviewAuthor", "claimAuthor", "rating"),
    )
)
"""What is read of an answer, beside the properties of ClaimReview."""


def reviews(answer: Answer) -> Iterator[dict[str, Any]]:
    """The reviews of *answer*, a claim or a page of the API, as ClaimReview has them; none of anything else.

    >>> claim = {"text": "It rains.", "claimReview": [{"url": "https://a.example", "textualRating": "False"}]}
    >>> [(review["claimReviewed"], review["reviewRating"]) for review in reviews(claim)]
    [('It rains.', {'alternateName': 'False'})]
    """
    for review in _objects(answer.get("claimReview")):
        if not {"@type", "claimReviewed"} & set(review):
            yield _of_claim(review, answer)
    for markup in _objects(answer.get("claimReviewMarkups")):
        yield _of_markup(markup, answer)
    if "claimReviewed" in answer and "reviewRating" not in answer and {"claimAuthor", "rating"} & set(answer):
        yield _of_markup(answer, {})


def _of_claim(review: Answer, claim: Answer) -> dict[str, Any]:
    publisher = _object(review.get("publisher"))
    return {
        "claimReviewed": claim.get("text"),
        "headline": review.get("title"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        "publisher": publisher.get("name") or publisher.get("site"),
        "url": review.get("url"),
        "datePublished": review.get("reviewDate"),
        "itemReviewed": {"author": claim.get("claimant")},
        "inLanguage": review.get("languageCode"),
    }


def _of_markup(markup: Answer, page: Answer) -> dict[str, Any]:
    rating = _object(markup.get("rating"))
    return {
        "claimReviewed": markup.get("claimReviewed"),
        "reviewRating": {**rating, "alternateName": rating.get("textualRating")},
        "author": page.get("claimReviewAuthor"),
        "url": markup.get("url") or page.get("pageUrl"),
        "datePublished": page.get("publishDate"),
        "itemReviewed": {"author": markup.get("claimAuthor")},
    }


def _objects(value: Any) -> list[Answer]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _object(value: Any) -> Answer:
    return value if isinstance(value, dict) else {}
