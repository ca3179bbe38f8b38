"""What lint says of a ClaimReview before it goes out: each rule with what it finds, and what it lets pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import NOON, a_move, an_article, claim_on
from published import PUBLISHER

from claimcheck.exporting.claimreview import Check
from claimcheck.exporting.claimreview_lint import Finding, findings_of
from claimcheck.exporting.publisher import Publisher
from claimcheck.model import Article, Status, Verdict
from claimcheck.review.scales import scale
from claimcheck.review.workflow import Work

OF = an_article(title="A talk", publisher="The Paper", published="2026-03-01", url="https://paper.example/a")
QUOTE = "NATO has 32 members."
GOOD = Verdict(
    "c1",
    Status.PUBLISHED,
    "NATO has 32 members.",
    "True",
    "claimcheck",
    "Its own list says so.",
    published_url="https://pruefer.example/nato",
)


def a_check(of: Article = OF, speaker: str | None = "Mark Rutte", **changed: Any) -> Check:
    return Check(replace(GOOD, **changed), ((claim_on(of, QUOTE, speaker=speaker), of),))


def told(check: Check, publisher: Publisher | None = PUBLISHER) -> dict[str, Finding]:
    """What is found wrong with one check, by the field."""
    found = [one for one in findings_of([check], publisher) if one.claim_id]
    assert len({one.field for one in found}) == len(found)
    assert all(len(one.remedy) > 10 and one.claim_id == "c1" for one in found)
    return {one.field: one for one in found}


def test_nothing_is_said_of_a_check_that_has_all() -> None:
    assert findings_of([a_check()], PUBLISHER) == []


# The field, whether it has to be mended, words of what is said; and what of the check was changed.
WRONG: list[tuple[str, bool, str, dict[str, Any]]] = [
    ("url", True, "is missing", {"published_url": None}),
    ("url", True, "is missing", {"published_url": "  "}),
    ("url", True, "“see the front page” is no web address", {"published_url": "see the front page"}),
    ("url", True, "no web address", {"published_url": "javascript:alert(1)"}),
    (
        "url",
        True,
        "not on pruefer.example, the site of Die Prüfer",
        {"published_url": "https://else.example/a"},
    ),
    ("url", True, "not on pruefer.example", {"published_url": "https://notpruefer.example/a"}),
    ("url", True, "not on pruefer.example", {"published_url": "https://pruefer.example.evil.example/a"}),
    ("url", True, "not on", {"published_url": "https://web.archive.org/web/2025/https://pruefer.example/a"}),
    ("url", True, "a short link", {"published_url": "https://bit.ly/3xyz"}),
    ("url", True, "a short link", {"published_url": "https://www.tinyurl.com/3xyz"}),
    ("reviewRating", True, "there is no rating", {"rating": None}),
    (
        "reviewRating",
        True,
        "'Fishy' is outside the scale claimcheck, which has True, Mostly",
        {"rating": "Fishy"},
    ),
    ("reviewRating", True, "'true' is outside", {"rating": "true"}),
    ("reviewRating", True, "outside the scale meta", {"scale": "meta", "rating": "Mixture"}),
    ("reviewRating", True, "in doubt: event 3 cannot be read", {"doubts": ("event 3 cannot be read",)}),
    ("reviewRating.ratingValue", False, "the scale 'ours' is not known", {"scale": "ours"}),
    ("reviewRating.ratingValue", False, "the scale None is not known", {"scale": None}),
    ("reviewRating.ratingExplanation", False, "no rationale", {"rationale": " "}),
    ("claimReviewed", False, "no statement", {"statement": None}),
    ("claimReviewed", False, "76 characters", {"statement": "x" * 76}),
    ("claimReviewed", True, "holds a verdict (“False”)", {"statement": "False: NATO has 31 members."}),
    ("correction.text", False, "does not say what changed", {"status": Status.CORRECTED, "correction": None}),
]


@pytest.mark.parametrize(("field", "required", "words", "changed"), WRONG)
def test_what_is_wrong_is_told_with_its_field_and_what_to_do(
    field: str, required: bool, words: str, changed: dict[str, Any]
) -> None:
    (found,) = told(a_check(**changed)).values()
    assert (found.field, found.required) == (field, required)
    assert words in found.problem
    assert str(found).startswith(f"c1, {field} ({'has to be mended' if required else 'recommended'}): ")
    assert str(found).endswith(".")


@pytest.mark.parametrize(
    ("field", "words", "article", "speaker"),
    [
        ("itemReviewed.author", "nobody is named", {"publisher": None}, None),
        ("itemReviewed.datePublished", "the article has no date", {"published": None}, "Ann"),
        ("itemReviewed.datePublished", "“2 June” is no ISO date", {"published": "2 June"}, "Ann"),
        ("itemReviewed.appearance", "no address", {"url": None}, "Ann"),
        ("itemReviewed.appearance", "“on paper” is no web address", {"url": "on paper"}, "Ann"),
        ("itemReviewed.appearance", "short link", {"url": "https://t.co/abc"}, "Ann"),
        (
            "itemReviewed.appearance",
            "is on pruefer.example too",
            {"url": "https://a.pruefer.example/"},
            "Ann",
        ),
    ],
)
def test_what_is_not_known_of_the_claim_is_recommended(
    field: str, words: str, article: dict[str, Any], speaker: str | None
) -> None:
    (found,) = told(a_check(replace(OF, **article), speaker)).values()
    assert (found.field, found.required) == (field, False)
    assert words in found.problem


@pytest.mark.parametrize(
    "changed",
    [
        {"published_url": "https://www.pruefer.example/nato#claim-2"},
        {"published_url": "http://FACTS.pruefer.example:8080/a b"},
        {"statement": "x" * 75},
        {"rating": "Unproven"},
        {"rating": "Satire", "scale": "meta"},
        {"status": Status.CORRECTED, "correction": "A slip."},
    ],
)
def test_what_is_right_is_let_pass(changed: dict[str, Any]) -> None:
    assert told(a_check(**changed)) == {}


HOLDS_A_VERDICT = [
    ("False: NATO has 31 members", "False"),
    ("MOSTLY FALSE – NATO has 31 members", "MOSTLY FALSE"),
    ("“Pants on Fire!” NATO has 31 members", "Pants on Fire"),
    ("[False] NATO has 31 members", "False"),
    ("(Missing  context) NATO has 31 members", "Missing  context"),
    ("Fact check: NATO has 31 members", "Fact check"),
    ("Faktencheck: Die NATO hat 31 Mitglieder", "Faktencheck"),
    ("Fake news | NATO has 31 members", "Fake news"),
    ("NATO has 31 members: False", "False"),
    ("NATO has 31 members — mostly false.", "mostly false"),
    ("NATO has 31 members (False)", "False"),
    ("The claim that NATO has 31 members is false.", "false"),
]
HOLDS_NONE = [
    "False alarms doubled in 2019.",
    "It is true that NATO has 32 members.",
    "True Value sold 31 shops.",
    "Misleading adverts cost 3 billion.",
    "He said it was false - and left.",
    "The mixture: 30 per cent ethanol.",
    "Half-true stories doubled.",
    "Altered carbon sold 3 million.",
    "false",
    "Ann said: True Value sold 31 shops",
    "Wirklich wahr: 31 Mitglieder",
]


@pytest.mark.parametrize(("statement", "verdict"), HOLDS_A_VERDICT)
def test_a_verdict_within_the_claim_is_found(statement: str, verdict: str) -> None:
    assert f"“{verdict}”" in told(a_check(statement=statement))["claimReviewed"].problem


@pytest.mark.parametrize("statement", HOLDS_NONE)
def test_a_word_of_the_claim_is_no_verdict(statement: str) -> None:
    assert told(a_check(statement=statement)) == {}


def test_every_rating_of_every_scale_is_found_in_a_claim() -> None:
    for name in ("claimcheck", "politifact", "meta"):
        for rating in scale(name).ratings:
            assert "claimReviewed" in told(a_check(statement=f"{rating.name}: NATO has 31 members"))


@pytest.mark.parametrize("fill", [" ", "(", "-", ":", " - ", "False: ", "( False "])
def test_a_long_claim_is_looked_through_at_once(fill: str) -> None:
    told(a_check(statement=f"NATO {fill * 5_000} has"))


def test_what_is_wrong_with_the_publisher_is_told_once_and_not_of_each_check() -> None:
    nobody = findings_of([a_check(), a_check()], None)
    assert [(one.claim_id, one.field, one.required) for one in nobody] == [
        (None, "author", True),
        ("c1", "url", False),
        ("c1", "url", False),
    ]
    (bare,) = findings_of([a_check()], replace(PUBLISHER, logo=None))
    assert (bare.claim_id, bare.field, bare.required) == (None, "author.logo", False)
    assert str(bare).startswith("author.logo (recommended): The publisher has no logo. ")


def test_several_checks_at_one_address_are_told_of_each() -> None:
    checks = [a_check(), replace(a_check(), verdict=replace(GOOD, claim_id="c2"))]
    found = findings_of(checks, PUBLISHER)
    assert [(one.claim_id, one.field, one.required) for one in found] == [
        ("c1", "url", False),
        ("c2", "url", False),
    ]
    assert "2 checks have the address https://pruefer.example/nato" in found[0].problem


def test_a_check_that_is_approved_needs_no_address_yet_and_can_be_reopened() -> None:
    check = a_check(status=Status.APPROVED, published_url=None, statement="x" * 80)
    assert told(check)["claimReviewed"].remedy.startswith("reopen the claim")
    assert set(told(check)) == {"claimReviewed"}
    published = a_check(statement="x" * 80)
    assert told(published)["claimReviewed"].remedy.startswith("record a correction")


def test_a_correction_of_which_nothing_is_said_is_told_with_its_date() -> None:
    step = a_move(1, "corrected", Work(rating="True", correction=None), at=NOON)
    check = a_check(status=Status.CORRECTED, history=(step,))
    assert "2025-06-01T12:00:00+00:00" in told(check)["correction.text"].problem


def test_a_long_claim_is_named_by_its_first_words() -> None:
    (found,) = told(a_check(statement="NATO \n" + "has 32 members " * 20)).values()
    assert found.words.startswith("NATO has 32 members")
    assert len(found.words) <= 60
