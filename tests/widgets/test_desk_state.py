"""What the page is told of a claim's quantities and of its reasons, in words and digits."""

from __future__ import annotations

from typing import Any

import pytest
from factories import a_desk, a_pile, an_article, claim_on, some_work
from hypothesis import given
from hypothesis import strategies as st
from makers import SENTENCES

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Bound, Comparison, Measured, Quantity, Relation, Signal, Span, Status
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.widgets import desk_state
from claimcheck.widgets.desk_state import arithmetic, measured

COUNT, PERCENT, MONEY = Measured.COUNT, Measured.PERCENT, Measured.MONEY
MULTIPLIER, RANK, DURATION, DATE = Measured.MULTIPLIER, Measured.RANK, Measured.DURATION, Measured.DATE


def of(kind: Measured, value: float | None = None, **fields: Any) -> Quantity:
    return Quantity(kind, Span(0, 1), "?", value, **fields)


TABLE = [
    (of(COUNT, 32), "32"),
    (of(COUNT, 0), "0"),
    (of(COUNT, -12, unit="°C"), "-12 °C"),
    (of(COUNT, 1_700_000, unit="people"), "1,700,000 people"),
    (of(COUNT, 9_007_199_254_740_993), "9,007,199,254,740,993"),
    (of(COUNT, 10**25), "10,000,000,000,000,000,000,000,000"),
    (of(COUNT, 123_456_789.25, unit="kg"), "123,456,789.25 kg"),
    (of(COUNT, 0.1 + 0.2), "0.3"),
    (of(COUNT, 1.5e300), f"1,500{',000' * 99}"),
    (of(PERCENT, 3.5, unit="percent"), "3.5%"),
    (of(PERCENT, 0.0000001, unit="percent"), "0.0000001%"),
    (of(PERCENT, 66.67, unit="percent", normalized="2/3"), "66.67%"),
    (of(PERCENT, 0.5, unit="percentage points"), "0.5 percentage points"),
    (of(PERCENT, 3, high=5, unit="percent", per="year"), "3 to 5% per year"),
    (of(PERCENT, 30, unit="percent", bound=Bound.AT_LEAST), "at least 30%"),
    (of(MONEY, 94_900_000_000, unit="USD"), "94,900,000,000 USD"),
    (of(MONEY, 94_900_000_000.0, unit="USD", per="year"), "94,900,000,000 USD per year"),
    (of(MONEY, 5e9, high=7e9, unit="EUR", approximate=True), "about 5,000,000,000 to 7,000,000,000 EUR"),
    (of(MONEY, 10, unit="GBP", approximate=True, bound=Bound.AT_MOST), "at most about 10 GBP"),
    (of(MULTIPLIER, 25, unit="times"), "25 times"),
    (of(MULTIPLIER, 0.5, unit="times"), "0.5 times"),
    (of(MULTIPLIER, 2, unit="times", bound=Bound.AT_LEAST), "at least 2 times"),
    (of(RANK, 2), "place 2"),
    (of(RANK, 1, unit="army"), "place 1"),
    (of(DURATION, 3, unit="months"), "3 months"),
    (of(DURATION, 1, unit="months"), "1 month"),
    (of(DURATION, 1, high=2, unit="months"), "1 to 2 months"),
    (of(DURATION, 10, high=12, unit="years", approximate=True), "about 10 to 12 years"),
    (of(DATE, normalized="2019", resolved="2019"), "2019"),
    (of(DATE, normalized="XXXX-WXX-1", resolved="2025-06-23"), "2025-06-23"),
    (of(DATE, normalized="XXXX-WXX-1"), "not settled to a date"),
    (of(DATE, normalized="T14:30"), "14:30"),
]


@pytest.mark.parametrize(("quantity", "words"), TABLE, ids=[words[:40] for _, words in TABLE])
def test_a_quantity_reads_as_a_reviewer_writes_it(quantity: Quantity, words: str) -> None:
    assert measured(quantity) == words


COMPARED: list[tuple[Relation, dict[str, str], str]] = [
    (Relation.TIMES, {}, "so much"),
    (Relation.TIMES, {"left": "NATO", "right": "Russia"}, "so much (NATO against Russia)"),
    (Relation.TIMES, {"left": "NATO"}, "so much"),
    (Relation.TIMES, {"measure": "output"}, "so much (in output)"),
    (Relation.MORE, {"right": "Russia", "measure": "output"}, "so much (in output)"),
    (
        Relation.RANK,
        {"left": "Turkey", "measure": "army", "right": "NATO"},
        "so much (Turkey, army, of NATO)",
    ),
    (Relation.RANK, {"measure": "army"}, "so much (army)"),
]


@pytest.mark.parametrize(("relation", "known", "words"), COMPARED)
def test_a_comparison_says_between_what_where_that_is_known(
    relation: Relation, known: dict[str, str], words: str
) -> None:
    left, right, measure = (known.get(name) for name in ("left", "right", "measure"))
    assert arithmetic(Comparison(relation, (), "so much", left, right, measure)) == words


@given(st.text(max_size=80) | st.from_regex(r"(\$|about )?[0-9,.]{1,40}( million| per cent| years| times)?"))
def test_whatever_is_measured_in_a_text_can_be_shown(text: str) -> None:
    for quantity in quantities(text, published="2026-03-04"):
        assert measured(quantity).strip()


def test_the_page_is_told_what_is_measured_compared_and_why() -> None:
    article = an_article()
    words = (Span(27, 42),)
    claim = claim_on(
        article,
        SENTENCES[1],
        quantities=(Quantity(MULTIPLIER, Span(27, 35), "25 times", 25, unit="times"),),
        comparison=Comparison(Relation.TIMES, words, "NATO has 25 times the power", factor=25),
        signals=(
            Signal("opinion", (Span(21, 23),), -0.25, "opinion"),
            Signal("comparison", words, 1.23456, "comparison"),
            Signal("wording", (), 2.0, "reads like a checkable statement"),
            Signal("speaker", (), 0.0, "said by Ann Lee"),
            Signal("by hand", (claim_on(article, SENTENCES[1]).span,), 0.3, "marked by hand"),
        ),
    )
    with Store(":memory:") as store:
        store.add(article, [claim])
        session = a_desk(store)
        view = session.view()
        assert view is not None
        told = desk_state.claim(session, view)
    assert told["measured"] == [["25 times", "25 times"]]
    assert told["arithmetic"] == "NATO has 25 times the power"
    assert told["reasons"] == [
        ["comparison", "comparison", 1.23],
        ["by hand", "marked by hand", 0.3],
        ["opinion", "opinion", -0.25],
        ["wording", "reads like a checkable statement", 2.0],
    ]
    assert told["marks"] == [[27, 42, "comparison", "comparison"]]


def test_a_claim_that_measures_nothing_tells_so() -> None:
    article = an_article()
    with Store(":memory:") as store:
        store.add(article, [claim_on(article, SENTENCES[0])])
        session = a_desk(store)
        view = session.view()
        assert view is not None
        told = desk_state.claim(session, view)
    assert (told["measured"], told["arithmetic"], told["marks"], told["reasons"]) == ([], None, [], [])


# Who found what, in the order in which it was done: (who, what, rating)
DECISIONS: list[tuple[list[tuple[str, str, str]], list[str]]] = [
    ([("Ann", "approved", "True")], ["Ann decided alone."]),
    (
        [("Ann", "proposed", "True"), ("Bob", "approved", "True")],
        ["Ann proposed True; Bob approved it."],
    ),
    (
        [("Ann", "proposed", "Mostly true"), ("Bob", "approved", "Unproven")],
        ["Ann proposed Mostly true; Bob approved Unproven instead."],
    ),
    (
        [("Ann", "proposed", "True"), ("Bob", "published", "False"), ("Ann", "corrected", "Mixture")],
        [
            "Ann proposed True; Bob approved False instead.",
            "Corrected: it was False before.",
        ],
    ),
    (
        [
            *(("Ann", "proposed", "True"), ("Bob", "published", "True")),
            *(("Ann", "corrected", "False"), ("Cem", "corrected", "Mixture")),
        ],
        ["Ann proposed True; Bob approved it.", "Corrected: it was False before, and True when published."],
    ),
    (
        [("Ann", "published", "True"), ("Ann", "corrected", "False"), ("Ann", "corrected", "True")],
        ["Ann decided alone.", "Corrected: it was False before, and True when published."],
    ),
]


@pytest.mark.parametrize(("steps", "notices"), DECISIONS)
def test_a_finished_claim_says_who_found_what(steps: list[tuple[str, str, str]], notices: list[str]) -> None:
    with Store(":memory:") as store:
        claim_id = a_pile(store)[1][0].id
        policy = Policy.newsroom() if len({by for by, _, _ in steps}) > 1 else Policy.solo()
        for number, (by, target, rating) in enumerate(steps):
            session = a_desk(store, by, policy)
            session.take(
                claim_id, Status(target), some_work(rating=rating, note=None, correction=str(number))
            )
        session.cursor.go(claim_id)
        view = session.view()
        assert view is not None
        assert desk_state.notices(session, view) == notices


def test_the_page_is_told_which_statuses_and_moves_there_are() -> None:
    with Store(":memory:") as store:
        told = desk_state.config(a_desk(store, "Ann", Policy.newsroom()))
    statuses = {status["name"]: status for status in told["statuses"]}
    assert list(statuses) == list(Status)
    assert [name for name, status in statuses.items() if not status["step"]] == ["dismissed"]
    assert {name: s["fields"] for name, s in statuses.items() if s["fields"]} == {
        "approved": ["published_url"],
        "published": ["published_url", "correction"],
        "corrected": ["published_url", "correction"],
    }
    assert {name for name, s in statuses.items() if s["offeredFrom"]} == {"corrected"}
    aside = {label for label, move in told["moves"].items() if move["aside"]}
    assert aside == {"Restore", "Send back", "Reopen", "Correct again"}
    assert {label: move["text"] for label, move in told["moves"].items() if move["text"]} == {
        "Send back": "note",
        "Reopen": "note",
        "Publish": "published_url",
        "Correct": "correction",
        "Correct again": "correction",
    }
