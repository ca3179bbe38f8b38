"""What the desk says was done, for every kind of step and its undoing: a table to be read for its truth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from desk_page import Page
from factories import TEXT, a_desk, a_pile, some_work

from claimcheck.matcher import Matcher
from claimcheck.model import Status
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.widgets.desk import Desk

S = Status
NEWSROOM = Policy.newsroom()
SOURCES = [{"address": "https://example.org/a"}]
FORM = {
    "statement": "So it is.",
    "rating": "False",
    "rationale": "It says so.",
    "sources": SOURCES,
    "one_source_reason": "It is the register.",
    "why_selected": "It is said a lot.",
    "published_url": "https://paper.example/check",
    "correction": "A slip.",
}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def ids(store: Store) -> list[str]:
    return [claim.id for claim in a_pile(store)[1]]


def page_of(store: Store, reviewer: str = "Ann", policy: Policy | None = None) -> Page:
    return Page(Desk(a_desk(store, reviewer, policy), tools_for(store, 0, None, Matcher())))


def told(page: Page) -> tuple[str, str]:
    """What stands beside "Saved …", and what a screen reader is told."""
    assert page.state["error"] is None
    return page.state["saved"].partition(" · ")[2], page.state["said"]


def taken_back_and_again(page: Page, what: str, before: str, after: str) -> None:
    """Undo and redo a step, and read both."""
    page.send("undo")
    assert told(page) == (f"took back: {what}", f"You took back: {what}. {before}")
    page.send("redo")
    assert told(page) == (f"took up again: {what}", f"You took up again: {what}. {after}")


MOVES: list[tuple[str, str | None, str, str]] = [
    # target, the rating in the form, what it was, where the claim stands then
    ("selected", "False", "selected it", "selected"),
    ("researching", "False", "started the research", "researching"),
    ("proposed", "Mostly true", "proposed Mostly true", "proposed"),
    ("approved", "Unproven", "approved Unproven instead of Mostly true", "approved"),
    ("published", "Unproven", "marked it as published", "published"),
    ("corrected", "True", "corrected Unproven to True", "corrected"),
]


def test_each_move_says_where_the_claim_stands_and_its_undoing_what_it_was(
    store: Store, ids: list[str]
) -> None:
    page, before = page_of(store), "unreviewed"
    for target, rating, what, status in MOVES:
        page.send("open", to=ids[0])
        page.send("take", {**FORM, "rating": rating}, target=target)
        saved, said = told(page)
        assert saved == ""
        assert said.removesuffix(" Another claim is open.") == f"The claim is {status} now."
        taken_back_and_again(page, what, f"The claim is {before} now.", f"The claim is {status} now.")
        before = status


def test_alone_a_rating_can_change_with_the_publishing_and_the_history_says_so(
    store: Store, ids: list[str]
) -> None:
    page = page_of(store)
    page.send("take", FORM, target="approved")
    page.send("open", to=ids[0])
    page.send("take", {**FORM, "rating": "True"}, target="published")
    assert page.claim["history"][-1]["what"] == "published it as True instead of False"


def test_what_is_taken_in_one_go_is_told_whole(store: Store, ids: list[str]) -> None:
    page = page_of(store)
    page.send("take", FORM, target="approved")
    what = "selected it; started the research; proposed False; approved False"
    taken_back_and_again(page, what, "The claim is unreviewed now.", "The claim is approved now.")


STEPS: list[tuple[str, dict[str, Any], str]] = [
    ("assign", {"to": "Ann"}, "took it"),
    ("assign", {"to": "ANN"}, "took it"),
    ("assign", {"to": "Cem"}, "assigned it to Cem"),
    ("blind", {"on": True}, "asked for two blind ratings"),
    ("dismiss", {"reason": "opinion"}, "dismissed it: opinion"),
]


@pytest.mark.parametrize(("op", "fields", "what"), STEPS, ids=[what for _op, _fields, what in STEPS])
@pytest.mark.parametrize("marked", [1, 3])
def test_what_is_done_with_marked_claims_is_told_of_all_of_them_and_not_of_the_one_at_hand(
    store: Store, ids: list[str], op: str, fields: dict[str, Any], what: str, marked: int
) -> None:
    page, meant = page_of(store), ids[-marked:]
    page.send("comment", text="Of the claim at hand.")
    assert told(page)[1] == "You commented. The claim is unreviewed now."
    page.send(op, ids=meant, **fields)
    claims = "The claim is" if marked == 1 else "3 claims are"
    where = f"{claims} {'dismissed' if op == 'dismiss' else 'unreviewed'} now."
    deed = what if marked == 1 else f"{what} (on 3 claims)"
    said = where if op == "dismiss" else f"You {deed}. {where}"
    assert told(page) == ("", f"{said} Another claim is open.")
    page.send("undo")
    assert told(page)[0] == f"took back: {deed}"
    assert told(page)[1] == f"You took back: {deed}. {claims} unreviewed now."
    page.send("redo")
    assert told(page)[0] == f"took up again: {deed}"


def test_ten_dismissals_that_are_taken_back_are_ten(store: Store) -> None:
    sentences = " ".join(f"Exports grew by {number} per cent." for number in range(10, 20))
    ids = [claim.id for claim in a_pile(store, sentences)[1]]
    page = page_of(store)
    page.send("dismiss", ids=ids, reason="opinion")
    page.send("undo")
    assert told(page) == (
        "took back: dismissed it: opinion (on 10 claims)",
        "You took back: dismissed it: opinion (on 10 claims). 10 claims are unreviewed now.",
    )


def test_what_differs_from_claim_to_claim_is_told_apart(store: Store, ids: list[str]) -> None:
    a_desk(store, "Bob").assign(ids[:1], "Bob")
    page = page_of(store)
    page.send("assign", ids=ids[:3], to="Ann")
    assert told(page)[1] == "You took it over; took it (on 2 claims). 3 claims are unreviewed now."


def test_taking_back_a_claim_added_by_hand_tells_of_that_claim(store: Store, ids: list[str]) -> None:
    page = page_of(store)
    page.send("dismiss", ids=[ids[0]], reason="opinion")
    page.send("undo")
    page.send("open", to=ids[0])
    start = TEXT.index("32 members")
    page.send("cut", how="add", article=page.desk.view.article["id"], start=start, end=start + 10)
    assert told(page) == ("", "You added it by hand. The claim is unreviewed now.")
    page.send("undo")
    assert page.claim["id"] == ids[0]
    assert told(page) == (
        "took back: added it by hand",
        "You took back: added it by hand. The claim is off the pile now. Another claim is open.",
    )


def test_cutting_anew_tells_of_the_old_claim_and_the_new_one(store: Store, ids: list[str]) -> None:
    page = page_of(store)
    start = TEXT.index("32 members")
    page.send("cut", how="replace", article=page.desk.view.article["id"], start=start, end=start + 10)
    assert told(page)[1] == (
        "You cut it anew; made it of another claim. 1 claim is dismissed, 1 claim is unreviewed now."
    )
    page.send("undo")
    assert told(page)[0] == "took back: cut it anew; took back: made it of another claim"


def test_a_check_given_to_others_is_told_of_them(store: Store, ids: list[str]) -> None:
    page = page_of(store)
    page.send("take", FORM, target="approved")
    page.send("open", to=ids[0])
    served: dict[str, Any] = {"from": ids[0], "to": ids[1:3]}
    page.send("serve", **served)
    assert told(page)[1] == (
        "You gave it the check of another claim (on 2 claims). 2 claims are approved now. "
        "Another claim is open."
    )


def test_what_another_did_last_is_not_told_as_ones_own(store: Store, ids: list[str]) -> None:
    page = page_of(store)
    a_desk(store, "Bob").comment(ids[0], "Bob's.")
    page.send("assign", ids=ids[1:2], to="Cem")
    assert told(page)[1].startswith("You assigned it to Cem. ")


def test_a_note_is_no_thing_to_do_again_before_anything_was_proposed(store: Store, ids: list[str]) -> None:
    a_desk(store).take(ids[0], S.RESEARCHING, some_work(note="By the way."))
    page = page_of(store)
    page.send("open", to=ids[0])
    assert page.claim["notices"] == []


def test_others_are_told_what_a_step_was_and_by_whom(store: Store, ids: list[str]) -> None:
    page, bob = page_of(store, policy=NEWSROOM), a_desk(store, "Bob", NEWSROOM)
    page.send("open", to=ids[0])
    bob.take(ids[0], S.PROPOSED, some_work(rating="Mostly true", note=None))
    page.send("open", to=ids[0])
    assert page.claim["notices"] == []
    assert (page.claim["proposal"]["by"], page.claim["proposal"]["rating"]) == ("Bob", "Mostly true")
    page.send("take", {**page.claim["work"], "rating": "Unproven"}, target="approved")
    page.send("open", to=ids[0])
    assert page.claim["notices"] == ["Bob proposed Mostly true; Ann approved Unproven instead."]
