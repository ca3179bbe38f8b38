"""Earlier checks and the same claim elsewhere, as the page asks for them and is told of them. No browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from desk_page import Page
from factories import a_desk, an_article, flagged
from makers import SENTENCES, database

from claimcheck.errors import ClaimcheckError
from claimcheck.model import Claim, KnownClaim, Match, Reason
from claimcheck.open_desk import tools_for
from claimcheck.review.log.store import Store
from claimcheck.review.queue import QueueRow
from claimcheck.widgets import match_state
from claimcheck.widgets.desk import Desk

THIRTY_ONE = KnownClaim(
    "NATO has 31 members.",
    title="How many are in NATO?",
    rating="False",
    publisher="A desk",
    url="https://checks.example/31",
    date="2023-04-05",
    speaker="Somebody",
)
NOWHERE = KnownClaim("Exports doubled.", rating="True", publisher="A paper")
AGREES, DIFFERS = Reason("words", True, "NATO, members"), Reason("number", False, "32 here, 31 there")


@dataclass(frozen=True)
class Likely:
    """What a matcher finds elsewhere."""

    key: str
    score: float = 0.9
    reasons: Sequence[Reason] = (AGREES,)


@dataclass
class FakeMatcher:
    """Finds what it is told to; `asked` notes each question, `gate` holds back the answers to some claims."""

    found: dict[str, list[Match]] = field(default_factory=dict)
    likely: dict[str, list[Likely]] = field(default_factory=dict)
    problem: str | None = None
    known: int = 2
    asked: list[tuple[str, str]] = field(default_factory=list)
    given: tuple[Sequence[QueueRow], Sequence[KnownClaim]] = ((), ())
    gates: dict[str, threading.Event] = field(default_factory=dict)
    parts: int = 3

    def refresh(self, rows: Sequence[QueueRow], own: Sequence[KnownClaim]) -> None:
        self.given = rows, own

    def grow(self) -> bool:
        self.parts -= 1
        return self.parts > 0

    def before(self, claim: Claim, published: str | None, judged: Sequence[KnownClaim]) -> list[Match]:
        return self._answer("before", claim.text)

    def elsewhere(self, claim_id: str) -> list[Likely]:
        assert self.parts <= 0
        return self.likely.get(claim_id, [])

    def search(self, text: str) -> list[Match]:
        return self._answer("search", text)

    def _answer(self, question: str, text: str) -> list[Match]:
        self.asked.append((question, text))
        if text in self.gates:
            assert self.gates[text].wait(10)
        if self.problem:
            raise ClaimcheckError(self.problem)
        return self.found.get(text, [])


@pytest.fixture
def matcher() -> FakeMatcher:
    return FakeMatcher({SENTENCES[0]: [Match(THIRTY_ONE, 0.8, (AGREES, DIFFERS)), Match(NOWHERE, 0.3)]})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    second = an_article(f"He said: {SENTENCES[0]} Taxes rose.", title="Second")
    return database(tmp_path / "log.db", an_article(title="First", published="2025-06-01"), second)


@pytest.fixture
def page(path: Path, matcher: FakeMatcher) -> Iterator[Page]:
    with Store(path) as store:
        yield Page(Desk(a_desk(store), tools_for(store, 0, None, matcher)))


def found(page: Page) -> list[dict[str, Any]]:
    """What the page was told of claims that are like the one at hand."""
    return [told for told in page.told if told["kind"] in ("before", "elsewhere")]


def last(page: Page, kind: str) -> dict[str, Any]:
    """What the page was last told of that kind."""
    return next(told for told in reversed(page.told) if told["kind"] == kind)


def ids(page: Page) -> dict[tuple[str, str], str]:
    """The claims' ids by the first word of their text and the title of their article."""
    session = page.desk.session
    return {
        (row.text.split()[0], str(session.article(row.article_id).title)): row.claim_id
        for row in session.worklist.rows
    }


def judged(page: Page) -> list[tuple[str, bool, str]]:
    return [(one["known"]["text"], one["confirmed"], one["by"]) for one in page.claim["judgements"]]


# --- checked before -------------------------------------------------------------------------------


def test_the_page_is_told_of_earlier_checks_with_the_reasons(page: Page) -> None:
    page.desk.related_claims.look()
    told = last(page, "before")
    assert told["claim"] == page.claim["id"]
    first, second = told["found"]
    assert first == {
        "id": THIRTY_ONE.id,
        "text": "NATO has 31 members.",
        "title": "How many are in NATO?",
        "rating": "False",
        "publisher": "A desk",
        "url": "https://checks.example/31",
        "date": "2023-04-05",
        "speaker": "Somebody",
        "own": None,
        "reasons": [["words", True, "NATO, members"], ["number", False, "32 here, 31 there"]],
        "copies": [],
        "also": [],
    }
    assert (second["text"], second["reasons"], told["known"]) == ("Exports doubled.", [], 2)


def test_a_desk_without_a_claim_looks_for_nothing(tmp_path: Path, matcher: FakeMatcher) -> None:
    with Store(tmp_path / "new.db") as store:
        page = Page(Desk(a_desk(store), tools_for(store, 0, None, matcher)))
        page.desk.related_claims.look()
    assert (page.told, matcher.asked) == ([], [])


def test_a_collection_that_cannot_be_read_says_so_and_hides_nothing_else(
    page: Page, matcher: FakeMatcher
) -> None:
    there = ids(page)
    page.send("open", to=there["NATO", "First"])
    matcher.problem = "known.db is cut short: add its files again."
    matcher.likely[page.claim["id"]] = [Likely(there["He", "Second"])]
    page.desk.related_claims.look()
    told = last(page, "before")
    assert (told["found"], told["known"], told["problem"]) == ([], 0, matcher.problem)
    told = last(page, "elsewhere")
    assert ([row["title"] for row in told["found"]], told["problem"]) == (["Second"], None)
    assert page.state["error"] is None


def test_the_matcher_is_given_the_very_same_values_until_they_change(
    page: Page, matcher: FakeMatcher
) -> None:
    def given() -> tuple[Sequence[QueueRow], Sequence[KnownClaim]]:
        page.desk.related_claims.look()
        return matcher.given

    rows, own = given()
    assert [row.text for row in rows] == [row[2] for row in page.queue]
    page.send("comment", text="No step.")
    assert [one is other for one, other in zip(given(), (rows, own), strict=True)] == [True, True]
    page.send("take", work_of_a_check(), target="approved")
    again, checked = given()
    assert (again is rows, [check.rating for check in checked]) == (True, ["True"])
    page.send("undo")
    assert list(given()[1]) == []
    page.send("cut", how="add", start=0, end=4, article=page.desk.view.article["id"])
    assert {row.text for row in given()[0]} - {row.text for row in rows} == {"NATO"}


def work_of_a_check() -> dict[str, Any]:
    return {"rating": "True", "rationale": "Its list.", "sources": [{"address": "https://example.org/a"}]}


# --- judging --------------------------------------------------------------------------------------


def test_a_check_is_confirmed_turned_round_and_taken_back(page: Page) -> None:
    page.desk.related_claims.look()
    typed = {"statement": "half a sta"}
    state = page.send("judge", typed, known=THIRTY_ONE.id, confirmed=True)
    assert (state["error"], judged(page)) == (None, [("NATO has 31 members.", True, "Ann")])
    assert state["saved"].startswith("Saved ")
    assert page.claim["work"] == typed
    page.send("judge", known=THIRTY_ONE.id, confirmed=False)
    assert judged(page) == [("NATO has 31 members.", False, "Ann")]
    page.send("undo")
    assert judged(page) == [("NATO has 31 members.", True, "Ann")]
    assert page.claim["work"] == typed


def test_a_confirmed_check_is_a_source_of_the_claim(page: Page) -> None:
    page.desk.related_claims.look()
    missing = {way["target"]: way["missing"] for way in page.claim["moves"]}["approved"]
    page.send("judge", known=THIRTY_ONE.id, confirmed=True)
    left = {way["target"]: way["missing"] for way in page.claim["moves"]}["approved"]
    assert set(missing) - set(left) == {"a source"}


def test_a_check_that_is_not_shown_with_the_claim_is_not_judged(page: Page) -> None:
    page.desk.related_claims.look()
    page.send("next")
    state = page.send("judge", known=THIRTY_ONE.id, confirmed=True)
    assert state["error"] == "This check is not shown with the claim any more: search for it again."
    assert judged(page) == []


def test_what_was_judged_before_can_be_turned_round_before_anything_is_found(
    page: Page, path: Path, matcher: FakeMatcher
) -> None:
    page.desk.related_claims.look()
    page.send("judge", known=THIRTY_ONE.id, confirmed=True)
    with Store(path) as store:
        again = Page(Desk(a_desk(store, "Ben"), tools_for(store, 0, None, FakeMatcher())))
        assert judged(again) == [("NATO has 31 members.", True, "Ann")]
        again.send("judge", known=THIRTY_ONE.id, confirmed=False)
        assert judged(again) == [("NATO has 31 members.", False, "Ben")]


def test_blind_reviewers_do_not_see_what_the_other_confirmed(page: Page, path: Path) -> None:
    page.send("blind", ids=[page.claim["id"]], on=True)
    page.desk.related_claims.look()
    page.send("judge", known=THIRTY_ONE.id, confirmed=True)
    with Store(path) as store:
        other = Page(Desk(a_desk(store, "Ben"), tools_for(store, 0, None, FakeMatcher())))
        assert judged(other) == []
    assert judged(page) == [("NATO has 31 members.", True, "Ann")]


# --- searching ------------------------------------------------------------------------------------


def test_what_is_found_by_a_search_can_be_confirmed(page: Page, matcher: FakeMatcher) -> None:
    matcher.found["exports"] = [Match(NOWHERE, 0.5, (AGREES,))]
    acknowledged = page.state["ack"]
    page.desk.hear({"op": "search", "text": "exports"})
    told = last(page, "searched")
    assert (told["text"], [one["text"] for one in told["found"]]) == ("exports", ["Exports doubled."])
    assert page.state["ack"] == acknowledged, "a search is no step"
    page.send("judge", known=NOWHERE.id, confirmed=True)
    assert judged(page) == [("Exports doubled.", True, "Ann")]


@pytest.mark.parametrize(
    ("problem", "known", "said"), [(None, 0, None), ("It is cut short.", 2, "It is cut short.")]
)
def test_a_search_that_finds_nothing_says_why(
    page: Page, matcher: FakeMatcher, problem: str | None, known: int, said: str | None
) -> None:
    matcher.problem, matcher.known = problem, known
    page.desk.hear({"op": "search", "text": "exports"})
    told = last(page, "searched")
    assert (told["found"], told["known"], told["problem"]) == ([], 0, said)


def test_a_search_for_nothing_that_can_be_read_is_answered(page: Page) -> None:
    page.desk.hear({"op": "search"})
    assert "lacks “text”" in last(page, "searched")["problem"]


# --- the same claim elsewhere ---------------------------------------------------------------------


def test_the_same_claim_elsewhere_is_shown_as_it_stands(page: Page, matcher: FakeMatcher) -> None:
    there = ids(page)
    one, other = there["NATO", "First"], there["He", "Second"]
    matcher.likely = {one: [Likely(other), Likely("gone")], other: [Likely(one, reasons=(DIFFERS,))]}
    page.send("open", to=one)
    page.desk.related_claims.look()
    [row] = last(page, "elsewhere")["found"]
    assert row == {
        "id": other,
        "text": "He said: NATO has 32 members.",
        "title": "Second",
        "status": "unreviewed",
        "rating": None,
        "speaker": None,
        "reasons": [["words", True, "NATO, members"]],
        "takes": False,
        "gives": False,
    }
    page.send("take", work_of_a_check(), target="approved")
    page.send("open", to=one)
    page.desk.related_claims.look()
    assert [row["takes"] for row in last(page, "elsewhere")["found"]] == [True]
    page.send("open", to=other)
    page.desk.related_claims.look()
    [row] = last(page, "elsewhere")["found"]
    assert (row["status"], row["rating"], row["takes"], row["gives"]) == ("approved", "True", False, True)


def serve(page: Page, giver: str, *to: str) -> None:
    fields: dict[str, Any] = {"from": giver, "to": list(to)}
    page.send("serve", **fields)


def served(page: Page) -> Any:
    return page.claim["served"]


def test_one_check_serves_another_claim_until_it_changes(page: Page) -> None:
    there = ids(page)
    one, other = there["NATO", "First"], there["He", "Second"]
    page.send("open", to=one)
    page.send("take", work_of_a_check(), target="approved")
    page.send("open", to=other)
    serve(page, one, other)
    page.send("open", to=other)
    assert (page.state["error"], page.claim["status"]) == (None, "approved")
    fresh = {"from": one, "text": SENTENCES[0], "title": "First", "changed": None, "again": False}
    assert served(page) == fresh
    page.send("open", to=one)
    assert served(page) is None
    page.send("take", {**page.claim["work"], "published_url": "https://paper.example/1"}, target="published")
    correction = {**page.claim["work"], "rating": "False", "correction": "It is 31."}
    page.send("open", to=one)
    page.send("take", correction, target="corrected")
    page.send("open", to=other)
    assert served(page)["changed"] == "It has changed since: False (corrected)."
    assert served(page)["again"] is True
    serve(page, one, other)
    page.send("open", to=other)
    assert (page.claim["status"], page.claim["work"]["rating"]) == ("corrected", "False")
    assert served(page) == fresh


def test_a_check_that_is_open_again_is_not_offered(page: Page) -> None:
    there = ids(page)
    one, other = there["NATO", "First"], there["He", "Second"]
    page.send("open", to=one)
    page.send("take", work_of_a_check(), target="approved")
    serve(page, one, other)
    page.send("open", to=one)
    page.send("take", {**page.claim["work"], "note": "Look again."}, target="researching")
    page.send("open", to=other)
    assert served(page)["changed"] == "That check is open again (researching)."
    assert served(page)["again"] is False


def test_a_claim_that_others_rate_blind_is_offered_no_check(page: Page, matcher: FakeMatcher) -> None:
    there = ids(page)
    one, other = there["NATO", "First"], there["He", "Second"]
    matcher.likely = {one: [Likely(other)]}
    page.send("blind", ids=[other], on=True)
    page.send("open", to=one)
    page.send("take", work_of_a_check(), target="approved")
    page.send("open", to=one)
    page.desk.related_claims.look()
    assert [row["takes"] for row in last(page, "elsewhere")["found"]] == [False]


# --- beside the desk's own work -------------------------------------------------------------------


def test_a_matcher_that_is_slow_holds_nothing_up_and_shows_nothing_of_a_claim_that_was_left(
    page: Page, matcher: FakeMatcher
) -> None:
    texts = [row[2] for row in page.queue]
    matcher.gates = {text: threading.Event() for text in texts}
    # The pile is taken in part by part too, with a breath in between.
    matcher.parts = 3

    async def work() -> None:
        page.desk.related_claims.look()
        first = page.claim["id"]
        for _ in range(2):
            page.send("next")
            page.desk.related_claims.look()
        assert page.claim["id"] != first
        assert found(page) == [], "nothing is found yet, and the desk has gone on"
        for gate in matcher.gates.values():
            gate.set()
        await until(lambda: any(told["kind"] == "elsewhere" for told in page.told))

    in_a_loop(work())
    here = page.claim["id"]
    assert {(told["kind"], told["claim"]) for told in found(page)} == {("before", here), ("elsewhere", here)}
    # The claim in the middle was left before its turn came: it is not even looked for.
    # The desk looks by itself too, a moment after it shows a claim.
    assert list(dict.fromkeys(text for _, text in matcher.asked)) == [texts[0], texts[2]]


def test_of_the_words_that_are_being_typed_only_the_last_are_answered(
    page: Page, matcher: FakeMatcher
) -> None:
    matcher.gates = {"ex": threading.Event()}

    async def work() -> None:
        for text in ("ex", "exp", "exports"):
            page.desk.hear({"op": "search", "text": text})
        matcher.gates["ex"].set()
        await until(lambda: any(told["kind"] == "searched" for told in page.told))

    in_a_loop(work())
    assert [told["text"] for told in page.told if told["kind"] == "searched"] == ["exports"]


def in_a_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run *work* to its end; in a thread, since after a test in the browser this one has a loop already."""
    with ThreadPoolExecutor() as thread:
        thread.submit(asyncio.run, work).result()


async def until(done: Any) -> None:
    async with asyncio.timeout(10):
        while not done():
            await asyncio.sleep(0.005)


# --- pages that come later ------------------------------------------------------------------------


def test_a_page_that_is_drawn_later_is_told_what_was_found_and_nothing_is_asked_twice(
    page: Page, matcher: FakeMatcher
) -> None:
    page.desk.related_claims.look()
    told, asked = found(page), list(matcher.asked)
    page.told.clear()
    page.hear({"op": "drawn"})
    assert found(page) == told
    assert matcher.asked == asked


def test_a_page_is_told_where_nobody_had_looked_yet(page: Page) -> None:
    page.hear({"op": "drawn"})
    assert [(told["kind"], told["claim"]) for told in found(page)] == [
        ("before", page.claim["id"]),
        ("elsewhere", page.claim["id"]),
    ]


def test_a_page_is_told_that_nothing_was_found(page: Page) -> None:
    page.send("next")
    page.hear({"op": "drawn"})
    assert (last(page, "before")["found"], last(page, "elsewhere")["found"]) == ([], [])
    assert last(page, "before")["claim"] == page.claim["id"]


def test_what_cannot_be_shown_is_told_and_not_waited_for(
    page: Page, matcher: FakeMatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    matcher.likely = {page.claim["id"]: [Likely(ids(page)["Taxes", "Second"])]}

    def fails(_article: object) -> str:
        raise ClaimcheckError("The article cannot be read.")

    monkeypatch.setattr("claimcheck.widgets.desk_state.title", fails)
    page.hear({"op": "drawn"})
    assert last(page, "elsewhere")["problem"] == "The article cannot be read."


def test_a_page_that_is_drawn_later_is_told_of_rows_that_changed(page: Page, path: Path) -> None:
    other = page.queue[1][0]
    with Store(path) as store:
        a_desk(store, "Ben").dismiss([other], "opinion")
    page.desk.look()
    page.told.clear()
    page.hear({"op": "drawn"})
    (rows,) = [told["rows"] for told in page.told if told["kind"] == "rows"]
    assert [(row[0], row[4]) for row in rows] == [(other, "dismissed")]
    # A queue that was sent whole since has them already.
    page.paste("Prices fell by 3 percent in 2020.")
    page.told.clear()
    page.hear({"op": "drawn"})
    assert not [told for told in page.told if told["kind"] == "rows"]


def test_a_row_that_changed_is_told_also_where_the_pile_did(page: Page, path: Path) -> None:
    other = page.queue[1][0]
    page.hear({"op": "sendrows", "ids": [other]})
    with Store(path) as store:
        a_desk(store, "Ben").dismiss([other], "opinion")
        brought = an_article("Taxes rose in May.")
        store.add(brought, flagged(brought))
    page.told.clear()
    page.send("reload")
    told = [row for message in page.told if message["kind"] == "rows" for row in message["rows"]]
    assert [(row[0], row[4]) for row in told if row[0] == other] == [(other, "dismissed")]


def test_the_page_is_told_of_the_copies_of_a_check() -> None:
    copy = replace(THIRTY_ONE, url="https://copy.example/31", publisher="A paper")
    (told,) = match_state.found([Match(THIRTY_ONE, 0.9, (), (copy,))])
    assert [(one["url"], one["publisher"], one["rating"]) for one in told["copies"]] == [
        ("https://copy.example/31", "A paper", "False")
    ]
