"""Which claims go out, which stay out, and why."""

from __future__ import annotations

from typing import Any

import pytest
from factories import an_article, flagged

from claimcheck.errors import ClaimcheckError
from claimcheck.exporting.choosing import Choice, Chosen, choose
from claimcheck.model import Claim, Status, Verdict
from claimcheck.review.event_effects import CUT_ANEW

TALK = an_article(title="A talk", url="https://example.org/talk", path="notes/talk.md")
REPORT = an_article(title="A report", publisher="B")
CLAIMS = [*flagged(TALK), *flagged(REPORT)]
PILE = {TALK.id: TALK, REPORT.id: REPORT}
# Of the first article one of each standing, of the second one approved and three that nobody touched.
STANDING = {
    claim.id: verdict
    for claim, verdict in zip(
        CLAIMS,
        [
            Verdict(CLAIMS[0].id, Status.APPROVED, tags=("Budget",)),
            Verdict(CLAIMS[1].id, Status.PUBLISHED, tags=("rent",)),
            Verdict(CLAIMS[2].id, Status.DISMISSED, dismiss_reason=CUT_ANEW),
            Verdict(CLAIMS[3].id, Status.PROPOSED, tags=("budget", "rent")),
            Verdict(CLAIMS[4].id, Status.CORRECTED),
        ],
        strict=False,
    )
}

CHOICES: list[tuple[dict[str, Any], set[int], dict[str, int]]] = [
    ({}, {0, 1, 4}, {"unreviewed": 3, "proposed": 1, "cut anew into others": 1}),
    ({"everything": True}, set(range(8)), {}),
    ({"statuses": ["approved"]}, {0, 1, 4}, {"unreviewed": 3, "proposed": 1, "dismissed": 1}),
    (
        {"statuses": ["approved"], "exactly": True},
        {0},
        {"unreviewed": 3, "proposed": 1, "published": 1, "corrected": 1, "dismissed": 1},
    ),
    (
        {"statuses": ["dismissed", "proposed"]},
        {2, 3},
        {"unreviewed": 3, "approved": 1, "published": 1, "corrected": 1},
    ),
    (
        {"statuses": ["unreviewed"]},
        {5, 6, 7},
        {"proposed": 1, "approved": 1, "published": 1, "corrected": 1, "dismissed": 1},
    ),
    ({"tags": ["BUDGET"]}, {0}, {"proposed": 1, "without the tag": 6}),
    ({"tags": ["budget", "rent"], "everything": True}, {0, 1, 3}, {"without any of the tags": 5}),
    ({"articles": ["a talk"]}, {0, 1}, {"proposed": 1, "cut anew into others": 1, "of other articles": 4}),
    ({"articles": [REPORT.id], "everything": True}, {4, 5, 6, 7}, {"of other articles": 4}),
    (
        {"articles": ["https://example.org/talk"]},
        {0, 1},
        {"proposed": 1, "cut anew into others": 1, "of other articles": 4},
    ),
    ({"articles": ["talk.md", "A report"], "everything": True}, set(range(8)), {}),
    ({"claims": {CLAIMS[0].id, CLAIMS[5].id}, "everything": True}, {0, 5}, {"not shown on the desk": 6}),
]


@pytest.mark.parametrize(("choice", "expected", "left"), CHOICES)
def test_what_is_chosen_goes_out_and_of_the_rest_it_is_said_why_not(
    choice: dict[str, Any], expected: set[int], left: dict[str, int]
) -> None:
    chosen = choose(PILE, CLAIMS, STANDING, Choice(**choice).checked())
    assert [claim.id for claim, _ in chosen.claims] == [CLAIMS[number].id for number in sorted(expected)]
    assert dict(chosen.left_out) == left
    assert len(chosen.claims) + sum(chosen.left_out.values()) == len(CLAIMS)


def test_a_claim_that_was_taken_back_is_neither_in_nor_left_out() -> None:
    taken_back = {CLAIMS[0].id: Verdict(CLAIMS[0].id, Status.APPROVED, withdrawn=True)}
    chosen = choose(PILE, CLAIMS, taken_back, Choice())
    assert (chosen.claims, chosen.left_out) == ([], {"unreviewed": 7})


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"statuses": ["aproved"]}, r"No status is called 'aproved'; the statuses are unreviewed, .*dismissed\."),
    ({"tags": ["bugdet"]}, r"No claim has the tag 'bugdet'; the tags are (Budget|budget), rent\."),
    ({"articles": ["talk"]}, r"No article is called 'talk'; the articles are A report, A talk\."),
    ({"statuses": ["approved"], "everything": True}, "cannot both be chosen; leave out one"),
    ({"statuses": "approved"}, "statuses='approved' is a str; give a list"),
    ({"tags": [5]}, "a member of tags=5 is an int; give a list"),
    ({"everything": "no"}, "everything='no' is a str; give"),
]


@pytest.mark.parametrize(("choice", "why"), WRONG)
def test_what_there_is_not_is_refused_with_what_there_is(choice: dict[str, Any], why: str) -> None:
    with pytest.raises(ClaimcheckError, match=why):
        choose(PILE, CLAIMS, STANDING, Choice(**choice).checked())


def test_where_there_are_no_tags_and_no_articles_that_is_said() -> None:
    none: list[Claim] = []
    with pytest.raises(ClaimcheckError, match="no claim has a tag yet"):
        choose(PILE, CLAIMS, {}, Choice(tags=["budget"]))
    with pytest.raises(ClaimcheckError, match="there is no article"):
        choose({}, none, {}, Choice(articles=["A talk"]))


def test_of_many_articles_the_first_are_named() -> None:
    many = {
        one.id: one
        for one in (an_article(title=f"Talk {number:02}", publisher=str(number)) for number in range(14))
    }
    with pytest.raises(ClaimcheckError, match=r"are Talk 00, .*, Talk 09 and 4 more\."):
        choose(many, [], {}, Choice(articles=["A talk"]))


def test_what_stays_out_is_told_in_one_line() -> None:
    assert (
        Chosen([], {"unreviewed": 1_200, "proposed": 1}).told
        == "1,201 left out: 1,200 unreviewed, 1 proposed"
    )
    assert Chosen([]).told == ""
