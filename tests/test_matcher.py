"""Known claims composed: found with the reasons, beside the desk's own verdicts and the pile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factories import a_known_claim

import claimcheck as cc
from claimcheck.errors import KnownClaimsError
from claimcheck.matcher import KnownClaims, Matcher
from claimcheck.matching.index import Added
from claimcheck.model import Claim, KnownClaim
from claimcheck.review.queue import QueueRow
from claimcheck.settings import known_path

OWN = KnownClaim("The alliance counts 32 members.", rating="True", claim_id="elsewhere")


def claims_of(text: str) -> list[Claim]:
    return cc.flag(cc.read_text(text), 0, order="text")


def row(claim: Claim) -> QueueRow:
    """*claim* as a pile has it."""
    span = claim.span
    return QueueRow(
        claim.id, claim.article_id, "2025-06-01", span.start, span.end, claim.text, claim.speaker, 0.5
    )


def test_another_number_is_shown_as_the_difference_that_it_is() -> None:
    known = KnownClaims()
    known.add([a_known_claim(text="The alliance has 31 members.")])
    (match,) = known.search("The alliance has 32 members.")
    assert [reason.name for reason in match.reasons if not reason.agrees] == ["number"]
    assert match.differs


def test_the_other_31_agree_with_32() -> None:
    known = KnownClaims()
    known.add([a_known_claim(text="NATO has 32 members.")])
    (match,) = known.search("All members of NATO, Türkiye and the other 31, agreed.")
    assert not match.differs
    assert "number" in [reason.name for reason in match.reasons]


# What is added

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": {"@type": "Claim", "text": "It rains."},
    "reviewRating": {"@type": "Rating", "alternateName": "False"},
    "author": {"name": "The Paper"},
    "url": "https://paper.example/rain",
    "datePublished": date(2024, 5, 3),
}
PLAIN = {
    "claim": "It rains.",
    "rating": "False",
    "publisher": "The Paper",
    "url": "https://paper.example/rain",
    "date": datetime(2024, 5, 3, 10),
}
ANSWER = {
    "claims": [
        {
            "text": "It rains.",
            "claimReview": [
                {
                    "publisher": {"name": "The Paper"},
                    "url": "https://paper.example/rain",
                    "reviewDate": "2024-05-03T10:00:00Z",
                    "textualRating": "False",
                }
            ],
        }
    ]
}


@pytest.mark.parametrize(
    "records",
    [
        REVIEW,
        [REVIEW],
        (record for record in [REVIEW]),
        {"@graph": [REVIEW]},
        PLAIN,
        [PLAIN],
        {"Claim Text": "It rains.", "Verdict": False, "Fact-checker": "The Paper", "LINK": PLAIN["url"]}
        | {"Date published": "3 May 2024", "row": 1},
        ANSWER,
        pd.DataFrame([PLAIN]),
        pd.DataFrame([{**PLAIN, "row": 1, "speaker": float("nan"), "title": None}]),
        pd.DataFrame([{**PLAIN, "date": pd.Timestamp(2024, 5, 3)}, {"claim": None}]).head(1),
        pd.DataFrame(ANSWER["claims"]),
    ],
    ids="markup list generator graph plain plains headers api frame wide stamped api-frame".split(),  # noqa: SIM905
)  # fmt: skip
def test_dicts_and_frames_are_added(records: Any) -> None:
    known = KnownClaims()
    assert known.add(records) == Added(added=1)
    (check,) = known
    assert (check.text, check.rating, check.publisher) == ("It rains.", "False", "The Paper")
    assert (check.url, check.date, check.origin) == ("https://paper.example/rain", "2024-05-03", None)


def test_one_known_claim_and_several_kinds_at_once_are_added() -> None:
    known = KnownClaims()
    assert known.add(a_known_claim()) == Added(added=1)
    assert known.add([a_known_claim(), PLAIN, {"text": "It snows.", "rating": 3.0}]) == Added(
        added=2, unchanged=1
    )
    assert {check.rating for check in known} == {"Mostly true", "False", "3"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("feed.json", "What was given: a str is no check.*`claimcheck known add FILE`"),
        (b"{}", "What was given: a bytes is no check"),
        (5, "What was given: a int is no check"),
        (None, "What was given: a NoneType is no check"),
        ([["It rains."]], "record 2: a list is no check"),
        (["It rains."], "record 2: a str is no check"),
        ([None], "record 2: a NoneType is no check"),
        ([{}], "record 2: it does not say which claim was checked"),
        ([{"rating": "False"}], "record 2: it does not say which claim was checked"),
        ([{"text": ["It rains."]}], "record 2: its text is a list, and should be text"),
        ([{"text": "It rains.", "rating": {"a": 1}}], "record 2: its rating is a dict"),
        ([{"text": float("nan")}], "record 2: it does not say which claim"),
        ([{"@type": "NewsArticle"}], "record 2: no check was found in it"),
        ([{"@type": "ClaimReview"}], "record 2: it does not say which claim"),
        ([{"@type": "ClaimReview", "claimReviewed": {"It rains."}}], "record 2: it is no markup .*set"),
        ([{"@type": "ClaimReview", "claimReviewed": float("nan")}], "record 2: it is no markup"),
        (pd.DataFrame({"number": [1]}), "row 0: it does not say which claim"),
        (
            pd.DataFrame({"claim": ["It rains.", None]}, index=["a", "b"]),
            "row 'b': it does not say which claim",
        ),
    ],
)
def test_what_is_no_check_is_refused_with_its_place_and_what_came_before_is_kept(
    wrong: Any, told: str
) -> None:
    known = KnownClaims()
    records = [a_known_claim(), *wrong] if isinstance(wrong, list) else wrong
    with pytest.raises(KnownClaimsError, match=f"^{told}"):
        known.add(records)
    assert len(known) == (isinstance(wrong, list) or (isinstance(wrong, pd.DataFrame) and len(wrong) - 1))


def test_what_cannot_be_understood_of_a_record_is_a_warning() -> None:
    known = KnownClaims()
    with pytest.warns(cc.ReadingWarning, match="^record 2: the same as record 1"):
        known.add([PLAIN, REVIEW])
    with pytest.warns(cc.ReadingWarning, match=r"^record 1: the date was left out: '03/04/2019' may be"):
        known.add([{**PLAIN, "date": "03/04/2019"}])
    assert [check.date for check in known] == [None]


# What a desk asks


def test_own_verdicts_are_found_beside_imported_ones(tmp_path: Path) -> None:
    known = KnownClaims(tmp_path / "known")
    known.add([a_known_claim()])
    matcher = Matcher(tmp_path / "known")
    matcher.refresh([], [OWN])
    (claim,) = claims_of("The alliance now has 32 members.")
    found = matcher.before(claim, "2025-06-01")
    assert {match.known.claim_id for match in found} == {None, "elsewhere"}
    assert matcher.known == 2


def test_one_check_is_one_card_however_its_address_is_spelled(tmp_path: Path) -> None:
    known = KnownClaims(tmp_path / "known")
    known.add([a_known_claim(text=OWN.text, url="http://www.desk.example/check/"), a_known_claim()])
    matcher = Matcher(tmp_path / "known")
    matcher.refresh([], [replace(OWN, url="https://desk.example/check?utm_source=x")])
    (claim,) = claims_of("The alliance now has 32 members.")
    for found in (matcher.before(claim, None), matcher.search(OWN.text)):
        # The desk's own verdict stands for what came back of it from elsewhere.
        assert [match.known.claim_id for match in found if match.known.text == OWN.text] == ["elsewhere"]
        assert len(found) == 2


def test_a_claims_own_check_is_not_shown_as_that_of_another(tmp_path: Path) -> None:
    (claim,) = claims_of("The alliance now has 32 members.")
    known = KnownClaims(tmp_path / "known")
    known.add([a_known_claim(text=claim.text, url="http://www.desk.example/check")])
    matcher = Matcher(tmp_path / "known")
    own = KnownClaim(claim.text, rating="True", url="https://desk.example/check", claim_id=claim.id)
    matcher.refresh([], [own])
    assert matcher.before(claim, None) == []


def test_a_claim_is_no_earlier_check_of_itself() -> None:
    (claim,) = claims_of("The alliance now has 32 members.")
    matcher = Matcher()
    matcher.refresh([], [replace(OWN, claim_id=claim.id)])
    assert matcher.before(claim, None) == []


def test_three_are_shown_and_nothing_that_is_next_to_certainly_of_something_else(tmp_path: Path) -> None:
    known = KnownClaims(tmp_path / "known")
    known.add(
        a_known_claim(url=f"https://a.example/{n}", publisher=f"Desk {n}", title=None) for n in range(5)
    )
    known.add([a_known_claim(text="The mayor sold the stadium.", title=None)])
    matcher = Matcher(tmp_path / "known")
    (claim,) = claims_of("NATO counts 32 member states, he said.")
    assert [match.known.text for match in matcher.before(claim, None)] == [
        "NATO counts 32 member states."
    ] * 3
    (other,) = claims_of("Bananas are the most popular fruit in 32 regions.")
    assert all(match.score >= 0.15 for match in matcher.before(other, None))


def test_a_verdict_that_was_taken_back_or_changed_is_so_at_once() -> None:
    matcher = Matcher()
    (claim,) = claims_of("The alliance now has 32 members.")
    for own, ratings in (
        ([OWN], ["True"]),
        ([replace(OWN, rating="False")], ["False"]),
        ([], []),
        ([OWN], ["True"]),
    ):
        matcher.refresh([], own)
        assert [match.known.rating for match in matcher.before(claim, None)] == ratings


def test_the_same_claim_elsewhere_goes_with_the_pile() -> None:
    one, two, other = claims_of(
        "NATO has 32 members. Exports doubled in 2019. NATO now has 32 member states."
    )
    rows = [row(claim) for claim in (one, two, other)]
    matcher = Matcher()
    matcher.refresh(rows, [])
    assert matcher.elsewhere(one.id) == []
    assert not matcher.grow()
    assert [same.key for same in matcher.elsewhere(one.id)] == [other.id]
    matcher.refresh(rows[:2], [])
    assert matcher.elsewhere(one.id) == []
    matcher.refresh(rows, [])
    assert [same.key for same in matcher.elsewhere(other.id)] == [one.id]


def test_a_large_pile_is_taken_in_part_by_part() -> None:
    text = " ".join(f"Town number {number} has {number + 2_000} inhabitants." for number in range(250))
    rows = [row(claim) for claim in claims_of(text)]
    matcher = Matcher()
    matcher.refresh(rows, [])
    assert [matcher.grow() for _ in range(4)] == [True, True, False, False]


def test_a_damaged_collection_is_told_of_and_the_pile_is_still_compared(tmp_path: Path) -> None:
    (tmp_path / "known").write_text("this is no folder")
    one, other = claims_of("NATO has 32 members. NATO now has 32 member states.")
    matcher = Matcher(tmp_path / "known")
    matcher.refresh([row(one), row(other)], [OWN])
    with pytest.raises(cc.ClaimcheckError, match="claimcheck known add FILE"):
        matcher.before(one, None)
    matcher.grow()
    assert [same.key for same in matcher.elsewhere(one.id)] == [other.id]


# Where they are


@pytest.mark.parametrize(
    ("path", "variable", "db", "where"),
    [
        ("mine", "theirs", "claimcheck.db", "mine"),
        (None, "theirs", "claimcheck.db", "theirs"),
        (None, None, "desk/claimcheck.db", "desk/claimcheck.known"),
        (None, None, "desk/other", "desk/other.known"),
        (None, None, "postgresql://ann@host/desk", "claimcheck.known"),
        (None, None, None, "claimcheck.known"),
    ],
)
def test_known_claims_lie_where_they_are_said_to(
    path: str | None, variable: str | None, db: str | None, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMCHECK_KNOWN", raising=False)
    if variable:
        monkeypatch.setenv("CLAIMCHECK_KNOWN", variable)
    assert known_path(path, db) == Path(where)
