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

WRONG_SCORES = {
    "“We will plant 10 million trees": "a promise with a figure and a year counts as a claim",
    "The whole department is at sixes": "an idiom with number words counts as a figure",
    "For my money": "praise by a superlative (finest public servant) in a long sentence",
    "“I was over the moon": "a feeling, told with a name and a verb of saying",
    "Last updated": "a date line; within an article, reading knows it for boilerplate",
    "Even if I had $10 million": "a supposition with an amount",
    "Iceland has no railways": "plain present tense with nothing but “has no”",
    "It is high time": "an exhortation that its words do not give away (third-rate, real work)",
    "I shall cut the waiting list": "a promise with a period",
}
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


@cache
def score(text: str) -> float:
    return float(scorer("linear").score([text])[0])


@pytest.mark.parametrize(
    ("text", "worth"),
    [pytest.param(s["text"], s["worth"], marks=known(s["text"], WRONG_SCORES)) for s in SENTENCES],
)
def test_what_is_worth_a_check_is_flagged_and_nothing_else(text: str, worth: str) -> None:
    assert (score(text) >= scorer("linear").threshold) == (worth == "must")


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
