"""The steps of a check: the whole table of moves, and each gate in words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from factories import NOON, a_source, some_work
from makers import missing_on

from claimcheck.errors import WorkflowError
from claimcheck.model import BlindRating, Contact, Source, Status, Verdict
from claimcheck.review.policies import Policy
from claimcheck.review.statuses import MOVES, STATUSES
from claimcheck.review.workflow import (
    DISMISS_REASONS,
    RATERS,
    Demand,
    Work,
    blind_demands,
    checklist,
    in_dispute,
    kept_apart,
    leads,
    path,
    wants_ratings,
)

SOLO, NEWSROOM = Policy.solo(), Policy.newsroom()
LABELS = {
    "S": "Select",
    "R": "Research",
    "P": "Propose",
    "A": "Approve",
    "U": "Publish",
    "C": "Correct",
    "D": "Dismiss",
    "O": "Restore",
    "B": "Send back",
    "E": "Reopen",
    "G": "Correct again",
    "I": "Propose instead",
}
# From the status at the left to the status above: the moves on the way, or - where none leads.
TABLE = """
            unreviewed selected researching proposed approved published corrected dismissed
unreviewed           -        S          SR      SRP     SRPA     SRPAU    SRPAUC         D
selected             -        -           R       RP      RPA      RPAU     RPAUC         D
researching          -        -           -        P       PA       PAU      PAUC         D
proposed             -        -           B        I        A        AU       AUC         -
approved             -        -           E        -        -         U        UC         -
published            -        -           -        -        -         -         C         -
corrected            -        -           -        -        -         -         G         -
dismissed            O        -           -        -        -         -         -         -
"""
OPEN = {
    "unreviewed": "Select (to selected), Dismiss (to dismissed)",
    "selected": "Research (to researching), Dismiss (to dismissed)",
    "researching": "Propose (to proposed), Dismiss (to dismissed)",
    "proposed": "Approve (to approved), Send back (to researching), Propose instead (to proposed)",
    "approved": "Publish (to published), Reopen (to researching)",
    "published": "Correct (to corrected)",
    "corrected": "Correct again (to corrected)",
    "dismissed": "Restore (to unreviewed)",
}


def cells() -> list[tuple[str, str, str]]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return [(line[0], target, way) for line in lines for target, way in zip(head, line[1:], strict=True)]


def test_the_table_has_every_status_at_both_sides() -> None:
    assert [(source, target) for source, target, _ in cells()] == list(product(Status, Status))


@pytest.mark.parametrize(("source", "target", "way"), [cell for cell in cells() if cell[2] != "-"])
def test_a_way_is_one_move_or_a_run_of_forward_steps(source: str, target: str, way: str) -> None:
    moves = path(Status(source), Status(target))
    assert [move.label for move in moves] == [LABELS[letter] for letter in way]
    assert moves[-1].target is Status(target)


@pytest.mark.parametrize(("source", "target", "way"), [cell for cell in cells() if cell[2] == "-"])
def test_any_other_move_is_refused_with_the_moves_that_are_open(source: str, target: str, way: str) -> None:
    message = f"A claim that is {source} cannot become {target}. Open from here: {OPEN[source]}."
    with pytest.raises(WorkflowError, match=f"^{re.escape(message)}$"):
        path(Status(source), Status(target))


@pytest.mark.parametrize(("source", "target", "way"), cells())
def test_forward_steps_alone_lead_where_no_step_aside_is_needed(source: str, target: str, way: str) -> None:
    assert leads(Status(source), Status(target)) == (way != "-" and not set(way) & set("DOBEGI"))


def test_decided_is_dismissed_approved_published_and_corrected() -> None:
    assert {status for status in Status if status.decided} == {
        "dismissed",
        "approved",
        "published",
        "corrected",
    }


# The gates: a move, what differs from a form filled in whole, what each policy still misses
ONE = (a_source(),)
NO_ADDRESS = "an address for each source"
SAME_PERSON = "the approval of somebody else, since you proposed it"
NEW_CORRECTION = "what changed this time and why"
BLIND_RATINGS = "[ ] two blind ratings (0 given)"
ADDRESS = "the web address of the published check (https://…)"
ONE_PAGE = [
    (a_source("https://example.org/a"), a_source(address))
    for address in (
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://Example.org/A",
        "https://example.org/a?utm_source=feed",
        "https://example.org/a#:~:text=in%20words",
        "https://web.archive.org/web/20250601000000/https://example.org/a",
        "https://archive.ph/2025/https://example.org/a",
    )
]
NO_PAGE = [
    (address, f"a web address for each source (https://…, no blank in it), and not “{shown}”")
    for address, shown in (
        ("World Bank, 2024", "World Bank, 2024"),
        ("https://example.org/a b", "https://example.org/a b"),
        ("https://a.example https://b.example", "https://a.example https://b.example"),
        ("https://", "https://"),
        ("https:///report", "https:///report"),
        ("example.org/a", "example.org/a"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("W" * 100, f"{'W' * 60}…"),
    )
]


def different(number: int) -> tuple[Source, ...]:
    return tuple(a_source(f"https://example.org/{n}") for n in range(number))


GATES: list[tuple[str, dict[str, Any], tuple[str, ...], tuple[str, ...]]] = [
    ("Select", {}, (), ()),
    ("Select", {"why_selected": None}, (), ("why this claim matters",)),
    ("Research", {"why_selected": None, "rating": None}, (), ()),
    ("Propose", {}, (), ()),
    ("Propose", {"statement": None}, (), ("a statement that stands alone",)),
    ("Propose", {"rating": None}, ("a rating",), ("a rating",)),
    ("Propose", {"rationale": None}, (), ("a rationale",)),
    ("Propose", {"sources": ()}, ("a source",), ("2 sources",)),
    ("Propose", {"sources": (), "one_source_reason": "It is the only one."}, ("a source",), ("2 sources",)),
    ("Propose", {"sources": ONE}, (), ("one more source, or why one is enough",)),
    ("Propose", {"sources": ONE, "one_source_reason": "It is the law itself."}, (), ()),
    ("Propose", {"sources": ONE * 2}, (), ("one more source, or why one is enough",)),
    *(("Propose", {"sources": pair}, (), ("one more source, or why one is enough",)) for pair in ONE_PAGE),
    *(("Propose", {"sources": (*ONE, a_source(address))}, (wrong,), (wrong,)) for address, wrong in NO_PAGE),
    (
        "Propose",
        {"sources": (a_source(""),)},
        ("an address for each source",),
        ("an address for each source",),
    ),
    ("Approve", {"sources": ()}, ("a source",), ("2 sources",)),
    ("Publish", {"statement": None}, (), ("a statement that stands alone",)),
    ("Approve", {}, (), ()),
    ("Approve", {"rating": None}, ("a rating",), ("a rating",)),
    ("Publish", {}, (), ()),
    ("Publish", {"published_url": None}, (ADDRESS,), (ADDRESS,)),
    ("Publish", {"published_url": "paper.example/check"}, (ADDRESS,), (ADDRESS,)),
    ("Publish", {"rating": None}, ("a rating",), ("a rating",)),
    ("Correct", {}, (), ()),
    ("Correct", {"correction": None}, ("what changed and why",), ("what changed and why",)),
    ("Correct", {"rating": None}, ("a rating",), ("a rating",)),
    ("Send back", {}, (), ()),
    ("Send back", {"note": None}, ("a note that says what to do",), ("a note that says what to do",)),
    ("Restore", {"why_selected": None, "rating": None, "note": None}, (), ()),
    ("Reopen", {}, (), ()),
    ("Reopen", {"note": None}, ("a note that says what to do",), ("a note that says what to do",)),
    ("Reopen", {"rating": None, "sources": ()}, (), ()),
    ("Correct again", {}, (), ()),
    ("Correct again", {"correction": None}, (NEW_CORRECTION,), (NEW_CORRECTION,)),
    ("Correct again", {"correction": "As before."}, (NEW_CORRECTION,), (NEW_CORRECTION,)),
    ("Correct again", {"rating": None}, ("a rating",), ("a rating",)),
]


@pytest.mark.parametrize(("label", "changes", "solo", "newsroom"), GATES)
def test_a_gate_says_in_words_what_is_missing(
    label: str, changes: dict[str, Any], solo: tuple[str, ...], newsroom: tuple[str, ...]
) -> None:
    (move,) = (move for move in MOVES if move.label == label)
    verdict = Verdict("c", Status.PROPOSED, proposed_by="Bob", correction="As before.")
    work = some_work(**changes)
    assert missing_on((move,), work, SOLO, verdict, "Ann") == solo
    assert missing_on((move,), work, NEWSROOM, verdict, "Ann") == newsroom


def test_an_empty_form_lists_every_demand_of_a_proposal_in_the_order_of_the_form() -> None:
    demands = missing_on(path(Status.RESEARCHING, Status.PROPOSED), Work(), NEWSROOM, Verdict("c"), "Ann")
    assert demands == ("a statement that stands alone", "a rating", "a rationale", "2 sources")


@pytest.mark.parametrize(
    ("sources", "demand"), [(0, "3 sources"), (1, "2 more sources"), (2, "1 more source")]
)
def test_a_policy_without_the_one_source_reason_counts_the_sources(sources: int, demand: str) -> None:
    strict = Policy("strict", "strict", False, False, False, 3, False, False)
    work = some_work(
        sources=different(sources),
        one_source_reason="It is the law itself.",
    )
    propose = path(Status.RESEARCHING, Status.PROPOSED)
    assert missing_on(propose, work, strict, Verdict("c"), "Ann") == (demand,)
    assert missing_on(propose, some_work(sources=different(3)), strict, Verdict("c"), "Ann") == ()


OWN = replace(NEWSROOM, name="own", sources=3, claimant_asked=True, double_blind=True, why_selected=False)
RATED_TWICE = Verdict(
    "c", ratings=tuple(BlindRating(by, "True", "So.", NOON) for by in ("Ann", "Bob")), blind=True
)
ASKED = Contact(asked="2025-06-01")


@pytest.mark.parametrize(
    ("policy", "verdict", "changes", "lines"),
    [
        (SOLO, Verdict("c"), {}, ["[x] a rating", "[x] a source"]),
        (SOLO, Verdict("c"), {"rating": None, "sources": ()}, ["[ ] a rating", "[ ] a source"]),
        (
            NEWSROOM,
            Verdict("c"),
            {"sources": ONE, "rationale": ""},
            [
                "[x] why this claim matters",
                "[x] a statement that stands alone",
                "[x] a rating",
                "[ ] a rationale",
                "[ ] one more source, or why one is enough",
            ],
        ),
        (
            NEWSROOM,
            Verdict("c"),
            {"sources": ONE, "one_source_reason": "The law."},
            [
                "[x] why this claim matters",
                "[x] a statement that stands alone",
                "[x] a rating",
                "[x] a rationale",
                "[x] one more source, or why one is enough",
            ],
        ),
        (
            OWN,
            Verdict("c"),
            {},
            [
                "[x] a statement that stands alone",
                "[x] a rating",
                "[x] a rationale",
                "[ ] one more source, or why 2 are enough",
                "[ ] the day on which the claimant was asked",
                "[ ] two blind ratings (0 given)",
            ],
        ),
        (
            OWN,
            RATED_TWICE,
            {"sources": different(3), "contact": ASKED},
            [
                "[x] a statement that stands alone",
                "[x] a rating",
                "[x] a rationale",
                "[x] 3 sources",
                "[x] the day on which the claimant was asked",
                "[x] two blind ratings (2 given)",
            ],
        ),
        (
            OWN,
            RATED_TWICE,
            {"sources": different(1), "contact": replace(ASKED, asked=None, how="e-mail")},
            [
                "[x] a statement that stands alone",
                "[x] a rating",
                "[x] a rationale",
                "[ ] 2 more sources, or why one is enough",
                "[ ] the day on which the claimant was asked",
                "[x] two blind ratings (2 given)",
            ],
        ),
        (replace(SOLO, sources=0), Verdict("c"), {"sources": ()}, ["[x] a rating"]),
        (
            replace(SOLO, sources=0),
            Verdict("c"),
            {"sources": (a_source(""),)},
            ["[x] a rating", "[ ] an address for each source"],
        ),
        (
            replace(SOLO, double_blind=True),
            replace(RATED_TWICE, ratings=RATED_TWICE.ratings[:1]),
            {},
            ["[x] a rating", "[x] a source", "[ ] two blind ratings (1 given)"],
        ),
        (SOLO, replace(RATED_TWICE, ratings=()), {}, ["[x] a rating", "[x] a source", BLIND_RATINGS]),
    ],
)
def test_the_checklist_of_a_proposal_has_each_demand_once_met_or_not(
    policy: Policy, verdict: Verdict, changes: dict[str, Any], lines: list[str]
) -> None:
    way = path(Status.UNREVIEWED, Status.PROPOSED)
    demands = checklist(way, some_work(**changes), policy, verdict, "Ann")
    assert [f"[{'x' if demand.met else ' '}] {demand.text}" for demand in demands] == lines
    missing = tuple(demand.text for demand in demands if not demand.met)
    assert missing_on(way, some_work(**changes), policy, verdict, "Ann") == missing


@pytest.mark.parametrize("policy", [SOLO, NEWSROOM])
def test_another_rating_than_the_approved_is_published_only_without_a_second_editor(policy: Policy) -> None:
    (publish,) = path(Status.APPROVED, Status.PUBLISHED)
    approved = Verdict("c", Status.APPROVED, rating="True")
    other = "the rating that was approved, True (reopen the claim to change it)"
    assert missing_on((publish,), some_work(rating="True"), policy, approved, "Ann") == ()
    assert missing_on((publish,), some_work(rating="False"), policy, approved, "Ann") == (
        (other,) if policy.second_editor else ()
    )


# Blind ratings


def test_a_blind_rating_needs_a_rating_and_a_rationale_of_somebody_new() -> None:
    given = replace(RATED_TWICE, ratings=RATED_TWICE.ratings[:1])
    assert blind_demands(some_work(), given, "Cem") == (
        Demand("a rating", met=True),
        Demand("a rationale", met=True),
    )
    assert [demand.text for demand in blind_demands(Work(), given, " ANN ") if not demand.met] == [
        "the rating of somebody else, since you have given yours",
        "a rating",
        "a rationale",
    ]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("given", [0, 1, 2])
@pytest.mark.parametrize("asked", ["by nobody", "for this claim", "by policy"])
def test_ratings_are_wanted_kept_apart_and_in_dispute(status: Status, given: int, asked: str) -> None:
    ratings = tuple(
        BlindRating(by, rating, "So.", NOON) for by, rating in (("Ann", "True"), ("Bob", "False"))[:given]
    )
    verdict = Verdict("c", status, blind=asked == "for this claim", ratings=ratings)
    policy = replace(NEWSROOM, double_blind=asked == "by policy")
    early = status in (Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING)
    waits = asked != "by nobody" and given < RATERS
    assert wants_ratings(verdict, policy) == (waits and early)
    assert kept_apart(verdict, policy) == (waits and (early or status is Status.DISMISSED))
    assert in_dispute(verdict) == (given == RATERS and early)
    agreed = replace(verdict, ratings=tuple(replace(rating, rating="True") for rating in ratings))
    assert not in_dispute(agreed)


@pytest.mark.parametrize(
    ("proposer", "editor", "same"),
    [
        ("Ann", "Ann", True),
        ("Ann", "ann", True),
        ("ANN", "Ann", True),
        ("Strauß", "STRAUSS", True),
        ("Ångström", "ÅNGSTRÖM", True),
        ("Ann", "Anna", False),
        ("Ann", "Bob", False),
    ],
)
def test_the_second_editor_is_another_person_whatever_the_case_of_letters(
    proposer: str, editor: str, same: bool
) -> None:
    (approve,) = path(Status.PROPOSED, Status.APPROVED)
    proposed = Verdict("c", Status.PROPOSED, proposed_by=proposer)
    assert missing_on((approve,), some_work(), NEWSROOM, proposed, editor) == ((SAME_PERSON,) if same else ())
    assert missing_on((approve,), some_work(), SOLO, proposed, editor) == ()


def test_what_another_proposed_is_approved_on_its_own_gate() -> None:
    (approve,) = path(Status.PROPOSED, Status.APPROVED)
    for proposer, demands in (("Bob", ()), ("Ann", (SAME_PERSON,))):
        proposed = Verdict("c", Status.PROPOSED, proposed_by=proposer)
        assert missing_on((approve,), some_work(), NEWSROOM, proposed, "Ann") == demands


@pytest.mark.parametrize("source", [Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING])
def test_nobody_proposes_and_approves_in_one_go_where_a_second_editor_is_asked_for(source: Status) -> None:
    way = path(source, Status.APPROVED)
    # Who proposed it last time does not matter: this proposal is the one that would be approved.
    before = Verdict("c", source, proposed_by="Bob")
    assert missing_on(way, some_work(), NEWSROOM, before, "Ann") == (SAME_PERSON,)
    assert missing_on(way, some_work(), SOLO, before, "Ann") == ()


def test_on_a_way_of_several_moves_each_demand_is_named_once() -> None:
    way = path(Status.UNREVIEWED, Status.CORRECTED)
    assert missing_on(way, Work(), SOLO, Verdict("c"), "Ann") == (
        "a rating",
        "a source",
        ADDRESS,
        "what changed and why",
    )


@pytest.mark.parametrize("reason", DISMISS_REASONS)
@pytest.mark.parametrize("source", [Status.UNREVIEWED, Status.SELECTED, Status.RESEARCHING])
def test_a_claim_is_dismissed_for_one_of_the_reasons(reason: str, source: Status) -> None:
    (dismiss,) = path(source, Status.DISMISSED)
    assert missing_on((dismiss,), Work(dismiss_reason=reason), NEWSROOM, Verdict("c", source), "Ann") == ()


@pytest.mark.parametrize("reason", [None, "", "Opinion", "opinion ", "boring", "cut anew"])
def test_any_other_reason_is_refused_with_the_reasons_there_are(reason: str | None) -> None:
    (dismiss,) = path(Status.UNREVIEWED, Status.DISMISSED)
    (demand,) = missing_on((dismiss,), Work(dismiss_reason=reason), SOLO, Verdict("c"), "Ann")
    assert demand == (
        "a reason for dismissing it: opinion, forecast, too vague, not of interest, checked before"
    )


def test_the_open_moves_come_in_the_order_of_the_steps() -> None:
    assert [move.label for move in STATUSES[Status.PROPOSED].moves] == [
        "Approve",
        "Send back",
        "Propose instead",
    ]
    assert [move.label for move in STATUSES[Status.APPROVED].moves] == ["Publish", "Reopen"]
    assert [move.label for move in STATUSES[Status.CORRECTED].moves] == ["Correct again"]


def test_a_source_that_a_former_version_took_stops_no_later_step() -> None:
    book = a_source("World Bank, 2024")
    standing = Verdict("c", Status.APPROVED, rating="True", sources=(book,))
    publish = path(Status.APPROVED, Status.PUBLISHED)
    assert missing_on(publish, some_work(sources=(book,)), SOLO, standing, "Ann") == ()
    other = some_work(sources=(book, a_source("p. 5")))
    assert missing_on(publish, other, SOLO, standing, "Ann") == (
        "a web address for each source (https://…, no blank in it), and not “p. 5”",
    )


def test_a_source_that_was_only_noted_is_looked_at_when_it_is_proposed() -> None:
    noted = Verdict("c", Status.RESEARCHING, sources=(a_source("p. 5"),))
    for target in (Status.PROPOSED, Status.APPROVED):
        way = path(Status.RESEARCHING, target)
        (missing,) = missing_on(way, some_work(sources=noted.sources), SOLO, noted, "Ann")
        assert missing.endswith("and not “p. 5”")
