"""What a ClaimReview says, in whatever form real desks write it."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.importing.claimreview import address, said
from claimcheck.importing.linked_data import TooLarge


def field(wanted: str, /, **record: Any) -> tuple[str | None, list[str]]:
    """One field of a record, and what was told."""
    told: list[str] = []
    return said({"@type": "ClaimReview", **record}, told.append)[wanted], told


def quiet(wanted: str, /, **record: Any) -> str | None:
    value, told = field(wanted, **record)
    assert told == []
    return value


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "False"}, "False"),
        ({"alternateName": ["False"], "ratingValue": 7, "bestRating": 5, "worstRating": 1}, "False"),
        ({"alternateName": {"@value": "False", "@language": "en"}}, "False"),
        ({"alternateName": "", "name": "False"}, "False"),
        ({"alternateName": "False", "ratingValue": "-1", "bestRating": "-1", "worstRating": "-1"}, "False"),
        ("False", "False"),
        (["False"], "False"),
        ({"@value": "False"}, "False"),
        ([{"alternateName": "False"}, {"alternateName": "False"}], "False"),
        ([{"alternateName": "False"}, "-1"], "False"),
        ({"ratingValue": 3}, "3"),
        ({"ratingValue": "3", "bestRating": "5", "worstRating": 1}, "3 (1 to 5)"),
        ({"ratingValue": 3, "bestRating": -1, "worstRating": -1}, "3"),
        ({"ratingValue": "Four Pinocchios", "bestRating": 4, "worstRating": 0}, "Four Pinocchios"),
        ({"ratingValue": -1}, "-1"),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, "-1"),
        ({"ratingValue": 3, "bestRating": "Infinity", "worstRating": "NaN"}, "3"),
        ({}, None),
        (None, None),
        ([], None),
        ([None, True, {}], None),
    ],
)
def test_a_rating_is_read_in_every_form(rating: object, words: str | None) -> None:
    assert quiet("rating", reviewRating=rating) == words


def test_five_ratings_are_all_kept_and_told() -> None:
    names = ["True", "False", "Mixture", "False", "Satire"]
    rating, told = field("rating", reviewRating=[{"alternateName": name} for name in names])
    assert rating == "True; False; Mixture; Satire"
    assert told == ["it gives 4 ratings; all are kept"]


def test_a_number_outside_its_scale_is_kept_alone_and_told() -> None:
    rating, told = field("rating", reviewRating={"ratingValue": 7, "bestRating": 5, "worstRating": 1})
    assert rating == "7"
    assert told == ["its rating 7 is outside its scale of 1 to 5; the number alone was kept"]


def test_the_claim_is_what_was_reviewed() -> None:
    assert quiet("text", claimReviewed="It rains.", itemReviewed={"name": "Other"}) == "It rains."
    assert quiet("text", claimReviewed={"@value": "It rains."}) == "It rains."
    assert quiet("text", claimReviewed=["It rains."]) == "It rains."


@pytest.mark.parametrize(
    "reviewed",
    [
        {"@type": "Claim", "name": "It rains."},
        {"@type": "Claim", "text": "It rains.", "name": "Weather"},
        [{"@type": "Person", "name": "Ann"}, {"@type": ["Claim"], "name": "It rains."}],
        {"name": ["It rains."]},
        {"@type": "http://schema.org/Quotation", "name": "It rains."},
        {"@type": "SocialMediaPosting", "name": "A post of June", "text": "It rains."},
        [{"@type": "CreativeWork", "name": "A speech"}, {"@type": "Claim", "text": "It rains."}],
    ],
)
def test_without_it_the_claim_is_the_item_that_was_reviewed(reviewed: object) -> None:
    assert quiet("text", itemReviewed=reviewed) == "It rains."


def test_the_headline_and_a_person_are_no_claim() -> None:
    assert quiet("text", headline="No, it does not rain") is None
    assert quiet("text", itemReviewed={"@type": "schema:Person", "name": "Ann"}) is None
    assert quiet("text", itemReviewed="https://example.org/post") is None


@pytest.mark.parametrize(
    "kind", ["CreativeWork", "SocialMediaPosting", "VideoObject", "NewsArticle", "schema:Speech"]
)
def test_the_name_of_what_it_was_said_in_is_no_claim(kind: str) -> None:
    work = {
        "@type": kind,
        "name": "Speech in the garden",
        "headline": "A headline",
        "author": {"name": "Ann"},
    }
    assert quiet("text", itemReviewed=work) is None
    assert quiet("text", claimReviewed=work) is None
    assert quiet("speaker", itemReviewed=work) == "Ann"


RAINS = {"@value": "It rains.", "@language": "en"}
REGNET = {"@value": "Es regnet.", "@language": "de"}


@pytest.mark.parametrize(
    ("reviewed", "words"),
    [
        ({"@type": "Claim", "text": "It rains."}, "It rains."),
        ({"@type": "Claim", "name": "It rains."}, "It rains."),
        ({"@type": ["Claim"], "text": "It rains.", "name": "Weather"}, "It rains."),
        ([{"@type": "schema:Claim", "text": {"@value": "It rains."}}], "It rains."),
        ({"text": "It rains."}, "It rains."),
        ({"@list": [{"name": "It rains."}]}, "It rains."),
        ({"@type": "Person", "name": "Ann"}, None),
        ({"@id": "#claim"}, None),
        ([REGNET, RAINS], "It rains."),
        ([REGNET, {"@value": "Il pleut.", "@language": "fr"}], "Es regnet."),
        ([RAINS, "Es regnet"], "Es regnet"),
        ({"de": "Es regnet.", "en-GB": "It rains."}, "It rains."),
        ({"de": ["Es regnet."], "fr": "Il pleut."}, "Es regnet."),
        ({"@none": "It rains, they say.", "en": "It rains."}, "It rains, they say."),
        ([{"name": "Es regnet.", "@language": "de"}, {"name": "It rains.", "@language": "en"}], "It rains."),
        ({"@type": "Claim", "text": {"de": "Es regnet.", "en": "It rains."}}, "It rains."),
    ],
)  # fmt: skip
def test_the_claim_is_read_in_every_form_and_one_language(reviewed: object, words: str | None) -> None:
    assert quiet("text", claimReviewed=reviewed) == words


@pytest.mark.parametrize(
    "language", ["de", "de-AT", ["de"], {"@type": "Language", "name": "Deutsch", "alternateName": "de"}]
)
@pytest.mark.parametrize(
    "reviewed",
    [[RAINS, REGNET], {"en": "It rains.", "de": "Es regnet."}, {"@type": "Claim", "name": [RAINS, REGNET]}],
)
def test_the_language_of_the_record_goes_before_others(language: object, reviewed: object) -> None:
    assert quiet("text", claimReviewed=reviewed, inLanguage=language) == "Es regnet."


def test_rating_and_title_are_read_in_one_language_too() -> None:
    both = [{"@value": "Falsch", "@language": "de"}, {"@value": "False", "@language": "en"}]
    assert quiet("rating", reviewRating={"alternateName": both}) == "False"
    assert quiet("rating", reviewRating={"alternateName": both}, inLanguage="de") == "Falsch"
    assert quiet("title", headline={"de": "Kein Regen", "en": "No rain"}) == "No rain"
    assert quiet("speaker", itemReviewed={"author": {"name": {"de": "Anna", "en": "Ann"}}}) == "Ann"


def test_of_several_claims_the_first_is_kept_and_told() -> None:
    assert field("text", claimReviewed=["It rains.", "It snows."]) == (
        "It rains.",
        ["it names 2 claims; the first was kept"],
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Paper", "The Paper"),
        ({"@type": "Organization", "name": "The Paper"}, "The Paper"),
        ([{"name": "The Paper"}], "The Paper"),
        ([{"name": "The Paper"}, {"name": "The Wire"}, "The Paper"], "The Paper, The Wire"),
        ({"name": {"@value": "The Paper"}}, "The Paper"),
        ({"name": ["The Paper"]}, "The Paper"),
        ({"url": "https://paper.example"}, "https://paper.example"),
        ({"@id": "#publisher"}, None),
        (7, "7"),
        (None, None),
    ],
)
def test_who_checked_it_is_read_in_every_form(written: object, name: str | None) -> None:
    assert quiet("publisher", publisher=written) == name
    assert quiet("publisher", author=written) == name


def test_the_publisher_goes_before_the_author() -> None:
    assert quiet("publisher", publisher="The Paper", author={"@type": "Person", "name": "Ann"}) == "The Paper"


@pytest.mark.parametrize(
    ("reviewed", "name"),
    [
        ({"author": {"@type": "Person", "name": "Mark Rutte"}}, "Mark Rutte"),
        ({"author": "Mark Rutte"}, "Mark Rutte"),
        ({"author": [{"name": "Mark Rutte"}, {"name": "Ann"}]}, "Mark Rutte, Ann"),
        ([{"author": "Mark Rutte"}], "Mark Rutte"),
        ({"@type": "Person", "name": "Mark Rutte"}, "Mark Rutte"),
        ({"author": {"url": "https://social.example/rutte"}}, None),
        ({"appearance": "https://example.org/post", "author": "Mark Rutte"}, "Mark Rutte"),
        ({"appearance": [{"url": "x"}, "y", 3]}, None),
        ("https://example.org/post", None),
    ],
)
def test_who_claimed_it_is_read_in_every_form(reviewed: object, name: str | None) -> None:
    assert quiet("speaker", itemReviewed=reviewed) == name


@pytest.mark.parametrize(
    "url", ["https://a.example/1", ["https://a.example/1"], {"@id": "https://a.example/1"}]
)
def test_the_address_is_read_in_every_form(url: object) -> None:
    assert quiet("url", url=url) == "https://a.example/1"
    assert address({"url": url}) == "https://a.example/1"


def test_title_and_date_have_a_second_name() -> None:
    assert quiet("title", headline="Weather", name="Other") == "Weather"
    assert quiet("title", name="Weather") == "Weather"
    assert quiet("date", datePublished="2019-10-30", dateCreated="2019-10-29") == "2019-10-30"
    assert quiet("date", datePublished={"@type": "xsd:date", "@value": "2019-10-30"}) == "2019-10-30"
    assert quiet("date", dateCreated="2019-10-29") == "2019-10-29"


def test_markup_is_text_like_any_other() -> None:
    assert quiet("text", claimReviewed="<b>It &amp; rains</b>") == "<b>It &amp; rains</b>"


def test_what_was_too_large_is_told() -> None:
    assert field("title", headline=TooLarge()) == (None, ["its headline is too large and was left out"])


def test_lists_in_lists_end_somewhere() -> None:
    name: object = "The Paper"
    for _ in range(5):
        name = [name]
    assert quiet("publisher", publisher=name) == "The Paper"
    for _ in range(60):
        name = {"@value": [name]}
    assert quiet("publisher", publisher=name) is None
