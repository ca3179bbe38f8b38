"""Sixty sentences and eight articles of news that were labelled before anybody tried the rules on them.

What flagging gets wrong stands here as strict expected failures, each with the reason.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.flagging.quotations.extract import quotations
from claimcheck.flagging.worthiness import scorer
from claimcheck.model import Article, Quantity, Quotation
from claimcheck.reading.sentences import sentences

HERE = Path(__file__).parent
SENTENCES: list[dict[str, Any]] = json.loads((HERE / "unseen.json").read_text("utf-8"))["sentences"]
ARTICLES: list[dict[str, Any]] = json.loads((HERE / "unseen_articles.json").read_text("utf-8"))["articles"]

WRONG_QUANTITIES = {
    "Share of Harrowgate": "a season (2022-23) before a colon is not read",
    "Why the Big Four": "a number word within a name is taken for a count",
}
WRONG_SPEAKERS = {
    "the hospital had admitted": "the body that is spoken of is nearer than the doctor who speaks",
    "The second time was": "a single quotation mark that is closed paragraphs later",
}


def known(words: str, wrong: dict[str, str]) -> list[pytest.MarkDecorator]:
    """The mark of an expected failure, where there is one."""
    reason = next((reason for begins, reason in wrong.items() if words.startswith(begins)), None)
    return [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]


# Promises with a figure, idioms with number words and suppositions are what is flagged and is no claim.
@pytest.mark.parametrize(("worth", "least"), [("must", 28), ("no", 20)])
def test_what_is_worth_a_check_is_flagged_and_little_else(worth: str, least: int) -> None:
    by = scorer("linear")
    scores = by.score([sentence["text"] for sentence in SENTENCES if sentence["worth"] == worth])
    assert len(scores) == 30
    assert sum((score >= by.threshold) == (worth == "must") for score in scores) >= least


def stands(wanted: dict[str, Any], found: Quantity) -> bool:
    """Whether a quantity is the one that was labelled: place, kind and value."""
    same = found.normalized == wanted["value"] or (
        not isinstance(wanted["value"], str) and found.value == pytest.approx(wanted["value"], abs=0.01)
    )
    return (
        same
        and found.kind == wanted["kind"]
        and (found.text in wanted["text"] or wanted["text"] in found.text)
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [pytest.param(s["text"], s["quantities"], marks=known(s["text"], WRONG_QUANTITIES)) for s in SENTENCES],
)
def test_quantities_are_read_and_names_are_not(text: str, wanted: list[dict[str, Any]]) -> None:
    found = quantities(text)
    assert len(found) == len(wanted)
    assert all(any(stands(one, quantity) for quantity in found) for one in wanted)


@cache
def said(text: str) -> list[Quotation]:
    article = Article(text)
    return quotations(text, sentences(article))


def plain(name: str | None) -> str:
    """A name without what writers do differently."""
    return (name or "").replace("’", "'").lower().removeprefix("the ")


QUOTES = [(article["text"], quote) for article in ARTICLES for quote in article["quotes"]]


@pytest.mark.parametrize(
    ("text", "quote"),
    [pytest.param(text, quote, marks=known(quote["words"], WRONG_SPEAKERS)) for text, quote in QUOTES],
    ids=[quote["words"][:40] for _, quote in QUOTES],
)
def test_who_says_it_is_named(text: str, quote: dict[str, str]) -> None:
    start = text.index(quote["words"])
    end = start + len(quote["words"])
    speakers = [plain(one.speaker) for one in said(text) if one.span.start < end and start < one.span.end]
    assert plain(quote["speaker"]) in speakers


TERMS = [(article["text"], term) for article in ARTICLES for term in article["terms"]]


@pytest.mark.parametrize(("text", "term"), TERMS, ids=[term for _, term in TERMS])
def test_words_that_nobody_says_have_no_speaker(text: str, term: str) -> None:
    start = text.index(term)
    end = start + len(term)
    quoted = [
        one
        for one in said(text)
        if one.quoted != "indirect" and one.span.start < end and start < one.span.end
    ]
    assert quoted == []
