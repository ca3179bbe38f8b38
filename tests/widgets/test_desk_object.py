"""The desk as a plain object: what the page sends, and what the page is told. No browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from desk_page import Page
from effort import examples
from factories import TEXT, a_desk, an_article, behind, drop_triggers, flagged, span_of
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import SENTENCES, database
from numpy.typing import NDArray

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, StoreError
from claimcheck.matcher import Matcher
from claimcheck.open_desk import tools_for
from claimcheck.review.log.drafts import Draft, put_draft
from claimcheck.review.log.store import Store
from claimcheck.review.queue import Filter
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work
from claimcheck.widgets.desk import Desk

SOURCE = {"address": "https://example.org/a", "consulted": "2026-03-04"}
FULL = {"statement": "NATO has 32 members.", "rating": "True", "rationale": "Its list.", "sources": [SOURCE]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return database(tmp_path / "log.db", an_article(title="A talk"))


@pytest.fixture
def opened() -> Iterator[list[Desk]]:
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.session.store.close()


@pytest.fixture
def page(path: Path, opened: list[Desk]) -> Page:
    return open_desk(path, opened)


def open_desk(path: Path, opened: list[Desk], reviewer: str = "Ann", **fields: Any) -> Page:
    desk = cc.desk(path, reviewer, threshold=0, **fields)
    opened.append(desk)
    return Page(desk)


def stored(path: Path) -> list[tuple[str, str]]:
    with Store(path) as store:
        return [(event.by, event.action) for event in store.events()]


# --- opening --------------------------------------------------------------------------------------


def test_the_desk_opens_at_the_claim_most_worth_checking(page: Page) -> None:
    assert page.claim["quote"] == SENTENCES[0]
    assert page.claim["status"] == "unreviewed"
    assert [row[2] for row in page.queue] == SENTENCES
    assert page.progress == {"total": 4}
    assert page.state["error"] is None
    article = page.desk.view.article
    assert (article["title"], article["text"]) == ("A talk", TEXT)
    assert TEXT[page.claim["start"] : page.claim["end"]] == page.claim["quote"]
    assert [TEXT[start:end] for start, end, _ in article["claims"]] == SENTENCES


def test_an_empty_desk_says_what_to_do(tmp_path: Path, opened: list[Desk]) -> None:
    page = open_desk(tmp_path / "new.db", opened)
    assert (page.state["claim"], page.queue, page.desk.view.article) == (None, [], {})
    assert "Bring in an article with “+ Article”" in page.state["empty"]
    for op in ("next", "previous", "back"):
        assert page.send(op)["error"] is None
    assert page.send("undo")["error"] == "There is nothing of yours to undo."


def test_the_desk_opens_where_the_reviewer_stood(page: Page, path: Path, opened: list[Desk]) -> None:
    page.filter(show="to do", article=an_article().id)
    page.hear({"op": "fill", "on": False})
    page.send("open", to=page.queue[2][0])
    again = open_desk(path, opened)
    assert again.claim["quote"] == SENTENCES[2]
    assert (again.filters["filter"]["show"], again.filters["filter"]["article"]) == ("to do", an_article().id)
    assert again.desk.view.config["fills"] is False
    assert open_desk(path, opened, "Ben").claim["quote"] == SENTENCES[0]


def test_a_reviewer_without_a_name_is_refused_with_the_remedy(path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=r"A reviewer needs a name.*CLAIMCHECK_REVIEWER"):
        cc.desk(path, "  ")


def test_a_log_that_does_not_verify_is_said_from_the_beginning(path: Path, opened: list[Desk]) -> None:
    with Store(path) as store:
        one = a_desk(store)
        one.dismiss([one.cursor.queue[0].claim_id], "opinion")
    with behind(path) as connection:
        drop_triggers(connection)
        connection.execute("UPDATE events SET data = replace(data, 'opinion', 'forecast')")
    page = open_desk(path, opened)
    assert page.state["error"].startswith("The event log does not verify. Event 2 (dismissed by Ann, ")
    assert page.state["error"].endswith("Keep a copy of it as it is.")
    assert page.send("next")["error"] is None


def test_all_that_the_page_is_told_is_json(page: Page) -> None:
    page.type(FULL)
    page.send("take", FULL, target="approved")
    view = page.desk.view
    for told in (view.config, view.queue, view.article, view.state, page.told):
        assert json.loads(json.dumps(told)) == told


# --- steps ----------------------------------------------------------------------------------------


def test_a_step_is_in_the_log_before_the_page_is_told(page: Page, path: Path) -> None:
    done = page.claim["id"]
    state = page.send("take", FULL, target="approved")
    assert stored(path) == [("Ann", step) for step in ("selected", "researching", "proposed", "approved")]
    assert state["ack"] == page.number
    assert state["error"] is None
    assert state["saved"].startswith("Saved ")
    assert page.progress == {"decided": 1, "total": 4}
    assert page.claim["quote"] == SENTENCES[1]
    # Of the queue only the row that changed is sent again, and a page that is loaded anew finds it too.
    [changed] = [told["rows"] for told in page.told if told["kind"] == "rows"]
    assert [[row[0], row[4], row[5]] for row in changed] == [[done, "approved", "True"]]
    # It leaves what is to do.
    assert done not in [row[0] for row in page.queue]
    page.filter(show="all")
    assert page.queue[0] == changed[0]


def test_a_refused_step_is_answered_says_why_and_keeps_what_was_typed(page: Page, path: Path) -> None:
    typed = {"statement": "typed in the last second"}
    before = page.claim
    state = page.send("take", typed, target="approved")
    assert state["ack"] == page.number
    assert state["error"] == "Not approved yet. Still missing: a rating; a source."
    assert stored(path) == []
    assert page.claim["id"] == before["id"]
    assert page.claim["work"] == typed
    assert page.claim["version"] == before["version"] + 1
    with Store(path) as store:
        draft = store.draft(before["id"], "Ann")
    assert draft is not None
    assert draft.data == {**typed, "seen": 0}
    assert page.send("take", FULL, target="approved")["error"] is None


def test_a_move_that_is_not_open_is_refused_with_those_that_are(page: Page) -> None:
    state = page.send("take", FULL, target="corrected", claim=page.claim)
    assert "web address of the published check" in state["error"]
    first = page.queue[0][0]
    page.send("dismiss", ids=[first], reason="opinion")
    page.send("open", to=first)
    state = page.send("take", FULL, target="approved")
    assert state["error"] == (
        "A claim that is dismissed cannot become approved. Open from here: Restore (to unreviewed)."
    )


def test_dismissing_several_takes_them_all_and_goes_on(page: Page, path: Path) -> None:
    page.filter(show="all")
    ids = [row[0] for row in page.queue[:2]]
    page.send("dismiss", ids=ids, reason="too vague")
    assert stored(path) == [("Ann", "dismissed")] * 2
    assert page.claim["quote"] == SENTENCES[2]
    assert [row[5] for row in page.queue] == ["too vague", "too vague", None, None]
    assert (
        "a reason for dismissing it" in page.send("dismiss", ids=[page.queue[3][0]], reason="dull")["error"]
    )
    assert "No claim is marked" in page.send("dismiss", ids=[], reason="opinion")["error"]
    page.send("undo")
    assert [row[4] for row in page.queue] == ["unreviewed"] * 4


def test_undo_brings_back_what_was_typed(page: Page) -> None:
    page.send("take", FULL, target="approved")
    page.send("undo")
    assert (page.claim["quote"], page.claim["status"]) == (SENTENCES[0], "unreviewed")
    assert page.claim["work"] == FULL
    assert page.send("undo")["error"] == "There is nothing of yours to undo."


def test_moving_about_saves_what_was_typed_before_it_goes(page: Page) -> None:
    typed = {"rationale": "half a thou"}
    places = []
    for op in ("next", "next", "previous", "back"):
        page.send(op, typed)
        places.append(page.claim["quote"])
    assert places == [SENTENCES[1], SENTENCES[2], SENTENCES[1], SENTENCES[2]]
    page.send("open", to=page.queue[0][0])
    assert page.claim["work"] == typed


def test_at_the_ends_of_the_queue_the_desk_stays(page: Page) -> None:
    page.send("previous")
    assert page.claim["quote"] == SENTENCES[0]
    for _ in range(9):
        page.send("next")
    assert page.claim["quote"] == SENTENCES[-1]


@pytest.mark.parametrize(
    ("how", "words", "quotes"),
    [
        ("add", "Exports", [*SENTENCES, "Exports"]),
        ("replace", "NATO has 32", ["NATO has 32", *SENTENCES[1:]]),
        ("split", "32 members.", ["NATO has", "32 members.", *SENTENCES[1:]]),
    ],
)
def test_claims_are_cut_by_hand(page: Page, how: str, words: str, quotes: list[str]) -> None:
    span = span_of(an_article(), words)
    article = page.desk.view.article["id"]
    page.send("cut", how=how, start=span.start, end=span.end, article=article)
    assert page.state["error"] is None
    shown = {TEXT[start:end] for start, end, _ in page.desk.view.article["claims"]}
    assert shown == set(quotes)
    assert [row[6] for row in page.queue if row[2] in (words, "NATO has")] == [True] * (
        2 if how == "split" else 1
    )
    page.send("undo")
    assert {TEXT[start:end] for start, end, _ in page.desk.view.article["claims"]} == set(SENTENCES)


def test_a_claim_can_be_added_to_an_article_that_has_none(tmp_path: Path, opened: list[Desk]) -> None:
    page = open_desk(database(tmp_path / "log.db", an_article("Nothing here")), opened)
    page.filter(article=an_article("Nothing here").id)
    assert page.state["claim"] is None
    assert page.desk.view.article["text"] == "Nothing here"
    page.send("cut", how="replace", start=0, end=7, article=an_article("Nothing here").id)
    assert page.claim["quote"] == "Nothing"


# --- a claim by its name ----------------------------------------------------------------------------


def test_a_desk_opens_at_the_claim_that_is_named(page: Page, path: Path, opened: list[Desk]) -> None:
    wanted = page.queue[2][0]
    for name in (wanted, f"http://localhost:8888/doc/tree/review.ipynb#claim={wanted}"):
        assert open_desk(path, opened, "Ben", claim=name).claim["id"] == wanted


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("the second", "claim='the second' names no claim; give its id"),
        ("c0123456789abcdef", "There is no claim c0123456789abcdef on this desk"),
        (3, "claim=3 names no claim"),
    ],
)
def test_a_claim_that_there_is_not_is_refused(name: Any, said: str, path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=re.escape(said)):
        cc.desk(path, "Ann", claim=name)


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_answered_with_what_is_still_missing(page: Page, path: Path) -> None:
    answer = page.type({"statement": "NATO ha", "rating": "True"})
    assert (answer["kind"], answer["ack"], answer["kept"]) == ("gates", page.number, 1)
    assert (answer["claim"], answer["error"]) == (page.claim["id"], None)
    assert answer["saved"].startswith("Draft saved ")
    missing = {move["target"]: move["missing"] for move in answer["moves"]}
    assert missing["approved"] == ["a source"]
    with Store(path) as store:
        draft = store.draft(page.claim["id"], "Ann")
    assert draft is not None
    assert draft.data == {"statement": "NATO ha", "rating": "True", "seen": 0}
    assert stored(path) == []
    # The state is left alone: what is being typed is not drawn over.
    assert page.state["ack"] == 0


def test_a_draft_that_another_desk_of_the_same_reviewer_has_overtaken_is_refused(
    page: Page, path: Path, opened: list[Desk]
) -> None:
    before, other = page.claim, open_desk(path, opened)
    other.type({"statement": "there"})
    answer = page.type({"statement": "here"}, claim=before)
    assert "draft was changed at another desk of yours" in answer["error"]
    assert (answer["ack"], answer["moves"], answer["kept"]) == (page.number, None, None)


@pytest.mark.parametrize("told_by", ["draft", "open"])
def test_a_reviewer_is_told_once_of_a_newer_draft_and_can_then_look_at_it(
    page: Page, path: Path, opened: list[Desk], told_by: str
) -> None:
    first, other = page.claim, open_desk(path, opened)
    other.type({"statement": "there"})
    page.send(
        told_by, {"statement": "here"}, first, **({"to": page.queue[1][0]} if told_by == "open" else {})
    )
    error = page.told[-1]["error"] if told_by == "draft" else page.state["error"]
    assert "draft was changed at another desk of yours" in error
    assert page.claim["id"] == first["id"]
    # A step would decide on what the other desk has not shown.
    assert "another desk of yours" in page.send("take", FULL, first, target="approved")["error"]
    assert page.send("open", {"statement": "here"}, first, to=first["id"])["error"] is None
    assert page.claim["work"] == {"statement": "there"}
    assert page.type({"statement": "there and here"})["error"] is None
    assert stored(path) == []


def test_a_draft_is_shown_to_the_views_that_it_was_not_typed_in(page: Page) -> None:
    before = page.claim
    page.type({"statement": "here", "sources": [{"address": "https://a.example"}]}, comment="and a comment")
    typed = page.desk.view.typed
    assert (typed["n"], typed["claim"], typed["comment"]) == (page.number, before["id"], "and a comment")
    assert typed["work"] == {"statement": "here", "sources": [{"address": "https://a.example"}]}
    assert (typed["version"], typed["seen"]) == (page.claim["version"], before["seen"])
    # What is sent whole holds it too, and is the newer.
    page.send("next")
    assert page.desk.view.typed == {}


@pytest.mark.parametrize("opens", ["before", "after"])
def test_the_last_words_of_a_desk_reach_the_one_that_is_opened_after_it(
    page: Page, path: Path, opened: list[Desk], opens: str
) -> None:
    if opens == "before":
        page.type({"rationale": "the last words"})
        fresh = open_desk(path, opened)
    else:
        fresh = open_desk(path, opened)
        page.type({"rationale": "the last words"})
        assert fresh.desk.view.typed["work"] == {"rationale": "the last words"}
    assert fresh.claim["work"] == {"rationale": "the last words"}
    assert fresh.type({"rationale": "the last words, and more"})["error"] is None
    assert page.claim["work"] == {"rationale": "the last words, and more"}


def test_last_words_go_to_no_other_claim_and_to_no_other_reviewer(
    page: Page, path: Path, opened: list[Desk]
) -> None:
    away, bens = open_desk(path, opened), open_desk(path, opened, reviewer="Ben")
    away.send("next")
    page.type({"rationale": "mine"})
    assert away.desk.view.typed == bens.desk.view.typed == {}
    assert away.claim["work"] == bens.claim["work"] == {}


def test_words_kept_while_a_desk_is_being_opened_are_on_it(
    page: Page, path: Path, opened: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = Desk.publish

    def typed_meanwhile(desk: Desk, error: str | None = None, ack: int = 0) -> None:
        publish(desk, error, ack)
        monkeypatch.undo()
        page.type({"rationale": "typed as the cell ran"})

    monkeypatch.setattr(Desk, "publish", typed_meanwhile)
    assert open_desk(path, opened).claim["work"] == {"rationale": "typed as the cell ran"}


def test_a_draft_of_the_same_version_on_a_later_step_is_shown_to_who_is_refused(
    page: Page, path: Path
) -> None:
    before = page.claim
    page.type({"rationale": "here"})
    with Store(path) as store:
        session = ReviewSession(store, "Ann")
        session.comment(before["id"], "A step at another kernel.")
        there = {"rationale": "there", "seen": session.verdict(before["id"]).seen}
        with store.writing() as connection:
            put_draft(connection, before["id"], "Ann", Draft(there, 1))
    page.desk.look()
    assert page.claim["version"] == 1
    answer = page.type({"rationale": "here, and more"}, claim={**before, "version": 1})
    assert "another desk of yours" in answer["error"]
    typed = page.desk.view.typed
    assert (typed["work"], typed["version"]) == ({"rationale": "there"}, 1)
    assert typed["seen"] > before["seen"]


def test_nothing_is_decided_in_a_view_that_does_not_show_what_was_typed_in_another(
    page: Page, path: Path
) -> None:
    before = page.claim
    page.type({**FULL, "rationale": "A long one, typed in the other view"})
    state = page.send("take", None, before, target="approved")
    assert "draft was changed" in state["error"]
    assert stored(path) == []
    assert state["claim"]["work"]["rationale"] == "A long one, typed in the other view"


def test_a_draft_that_was_handed_in_before_the_answer_to_the_one_before_follows_it(page: Page) -> None:
    before = page.claim
    page.type({"rationale": "one"})
    assert page.type({"rationale": "one, two"}, claim=before, follows=page.number)["error"] is None
    answer = page.type({"rationale": "three"}, claim=before, follows=page.number + 7)
    assert "draft was changed" in answer["error"]
    assert page.claim["work"] == {"rationale": "one, two"}


def test_a_database_that_refuses_is_asked_once_for_a_step(
    page: Page, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(*arguments: object, **_options: object) -> None:
        asked.append(arguments)
        raise StoreError("The database is locked.")

    for name in ("save_draft", "append"):
        monkeypatch.setattr(page.desk.session.store, name, refuse)
    state = page.send("take", FULL, target="approved")
    assert (state["error"], state["kept"], len(asked)) == ("The database is locked.", None, 1)


def test_a_page_loaded_anew_vouches_for_no_more_than_what_was_typed_had_seen(page: Page, path: Path) -> None:
    before = page.claim
    with Store(path) as store:
        a_desk(store, "Ben").update(before["id"], Work(rationale="Ben's"))
    # Refused, and told of all that Ben did; the form is as it was.
    assert "nothing of yours to undo" in page.send("undo")["error"]
    page.type({"statement": "here"}, claim=before)
    assert page.claim["seen"] == before["seen"] < page.desk.session.verdict(before["id"]).seen
    state = page.send("take", {**FULL, "rationale": ""}, target="approved")
    assert "Meanwhile Ben took a step" in state["error"]
    assert page.claim["work"]["rationale"] == "Ben's"


WRITING = "half a comm"


def steps_over_a_comment(page: Page) -> dict[str, Callable[[str], object]]:
    article = page.desk.view.article["id"]
    return {
        "take": lambda _: page.send("take", {"statement": "x"}, target="selected", comment=WRITING),
        "propose": lambda _: page.send("take", {**FULL, "note": "do"}, target="proposed", comment=WRITING),
        "dismiss": lambda one: page.send("dismiss", {}, ids=[one], reason="opinion", comment=WRITING),
        "widen": lambda _: page.send(
            "cut", {}, how="replace", start=0, end=7, article=article, comment=WRITING
        ),
    }


@pytest.mark.parametrize("step", ["take", "propose", "dismiss", "widen"])
@pytest.mark.parametrize("blind", [False, True])
def test_a_comment_that_is_being_written_survives_every_step(page: Page, step: str, blind: bool) -> None:
    claim_id = page.claim["id"]
    if blind and step != "propose":
        page.send("blind", ids=[claim_id], on=True)
    steps_over_a_comment(page)[step](claim_id)
    assert page.state["error"] is None
    if step != "widen":
        page.send("open", to=claim_id)
    assert page.claim["comment"] == WRITING
    # Nothing of the form from before comes back with it: a note that was followed is gone.
    assert "note" not in page.claim["work"]
    page.send("undo")
    page.send("open", to=claim_id)
    assert page.claim["comment"] == WRITING
    assert page.type(page.claim["work"])["error"] is None


def test_the_comments_on_all_marked_claims_survive_their_dismissal(page: Page) -> None:
    ids = [row[0] for row in page.queue[:2]]
    for claim_id in ids:
        page.send("open", to=claim_id)
        page.type({}, comment=claim_id)
    page.send("dismiss", ids=ids, reason="opinion")
    for claim_id in ids:
        page.send("open", to=claim_id)
        assert page.claim["comment"] == claim_id


def test_a_draft_that_the_database_refuses_is_answered_and_can_be_sent_again(
    page: Page, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(page.desk.session.store, "save_draft", refuse)
        answer = page.type({"statement": "here"})
    assert (answer["ack"], answer["error"], answer["moves"]) == (page.number, "The disk is full.", None)
    assert page.type({"statement": "here"})["error"] is None


def test_typing_belongs_to_the_claim_it_was_typed_on(page: Page) -> None:
    first = page.claim
    page.send("next")
    page.type({"statement": "late"}, claim=first)
    page.send("open", to=first["id"])
    assert page.claim["work"] == {"statement": "late"}
    page.send("next")
    assert page.claim["work"] == {}


# --- two reviewers --------------------------------------------------------------------------------


def test_a_step_of_another_that_came_between_is_said_and_nothing_typed_is_lost(
    page: Page, path: Path, opened: list[Desk]
) -> None:
    other = open_desk(path, opened, "Ben")
    other.send("dismiss", ids=[other.claim["id"]], reason="opinion")
    state = page.send("take", FULL, target="approved")
    assert "Meanwhile Ben took a step on this claim (dismissed, " in state["error"]
    assert stored(path) == [("Ben", "dismissed")]
    merged = {**FULL, "dismiss_reason": "opinion"}
    assert (page.claim["status"], page.claim["work"]) == ("dismissed", merged)


def test_what_others_do_to_the_claim_at_hand_is_told_without_a_question(page: Page, path: Path) -> None:
    page.type({"rationale": "My own view of it."})
    with Store(path) as store:
        ben = a_desk(store, "Ben")
        ben.comment(page.claim["id"], "Is that so?")
        ben.dismiss([page.claim["id"]], "opinion")
    page.desk.look()
    told = (
        "Meanwhile Ben commented; Ben dismissed it: opinion. The claim is shown as it stands now; "
        "what you typed is kept."
    )
    assert (page.state["news"], page.state["error"], page.claim["status"]) == (told, None, "dismissed")
    assert page.claim["work"]["rationale"] == "My own view of it."

    # It stays while others do what does not matter here, and goes with the next step of one's own.
    with Store(path) as store:
        a_desk(store, "Ben").dismiss([page.queue[1][0]], "opinion")
    page.desk.look()
    assert page.state["news"] == told
    assert page.send("comment", text="I think so.")["news"] is None
    page.desk.look()
    assert page.state["news"] is None


def test_what_others_do_to_other_claims_is_no_news_here(page: Page, path: Path) -> None:
    with Store(path) as store:
        a_desk(store, "Ben").dismiss([page.queue[1][0]], "opinion")
    page.desk.look()
    assert (page.state["news"], page.progress["decided"]) == (None, 1)
    # What was done to a claim before it was opened stands in its history.
    assert page.send("open", to=page.queue[1][0])["news"] is None


def test_a_refusal_stays_while_others_work(page: Page, path: Path) -> None:
    refused = page.send("take", {}, target="approved")["error"]
    with Store(path) as store:
        a_desk(store, "Ben").dismiss([page.queue[1][0]], "opinion")
    page.desk.look()
    assert refused is not None
    assert (page.state["error"], page.progress["decided"]) == (refused, 1)


def test_a_newsroom_waits_for_the_second_editor(path: Path, opened: list[Desk]) -> None:
    newsroom = cc.Policy.newsroom()
    ann = open_desk(path, opened, "Ann", policy=newsroom)
    form = {**FULL, "one_source_reason": "It is the register.", "why_selected": "It is said a lot."}
    claim_id = ann.claim["id"]
    state = ann.send("take", form, target="approved")
    assert "the approval of somebody else, since you proposed it" in state["error"]
    state = ann.send("take", form, target="proposed")
    assert ann.progress == {"waiting": 1, "total": 4}
    ben = open_desk(path, opened, "Ben", policy=newsroom)
    ben.send("open", to=claim_id)
    assert ben.send("take", ben.claim["work"], target="approved")["progress"]["decided"] == 1
    assert stored(path)[-1] == ("Ben", "approved")
    # Ann learns of it when she moves on, or with the button.
    ann.send("reload")
    assert ann.state["progress"]["decided"] == 1


# --- messages that no page of ours sends ----------------------------------------------------------

MALFORMED: list[dict[str, Any]] = [
    {},
    {"op": "take"},
    {"op": "draft"},
    {"op": "draft", "n": 7, "claim": "none", "work": {}, "version": 0, "edited": True},
    {"op": "frobnicate", "n": 7, "claim": None, "work": None, "version": 0, "edited": False},
    {"op": "open", "n": 7, "claim": None, "work": None, "version": 0, "edited": False, "to": "none"},
    {"op": "open", "n": 7, "claim": None, "work": None, "version": 0, "edited": False},
    {"op": "take", "n": 7, "claim": None, "work": {}, "version": 0, "edited": False, "target": "proposed"},
    {"op": "take", "n": 7, "claim": "none", "work": {}, "version": 0, "edited": False, "target": "done"},
    {"op": "take", "n": 7, "claim": "none", "work": [], "version": 0, "edited": True, "target": "selected"},
    {"op": "take", "n": 7, "claim": "none", "work": {"sources": 3}, "version": 0, "edited": True},
    {"op": "dismiss", "n": 7, "claim": None, "work": None, "version": 0, "edited": False, "ids": None},
    {"op": "cut", "n": 7, "claim": None, "work": None, "version": 0, "edited": False, "how": "add"},
]


@pytest.mark.parametrize("message", MALFORMED, ids=lambda message: json.dumps(message)[:70])
def test_a_message_that_means_nothing_is_answered_with_what_is_wrong(
    page: Page, path: Path, message: dict[str, Any]
) -> None:
    page.desk.hear(message)
    answer = page.told[-1] if message.get("op") == "draft" else page.state
    assert answer["ack"] == message.get("n", 0)
    assert answer["error"]
    assert stored(path) == []
    assert page.claim["quote"] == SENTENCES[0]
    assert page.send("next")["error"] is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 99) | st.text(max_size=5) | st.just("approved"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
OPS = st.sampled_from(
    ["take", "dismiss", "undo", "cut", "open", "next", "back", "look", "draft", "judge", "serve", "x"]
)
FIELDS = st.sampled_from(
    ["claim", "work", "version", "edited", "target", "ids", "reason", "how", "start", "end", "article"]
)
MORE_FIELDS = st.sampled_from(["to", "known", "confirmed", "from"])


@settings(max_examples=examples(40))
@given(op=OPS, fields=st.dictionaries(FIELDS | MORE_FIELDS, ANYTHING, max_size=12))
def test_whatever_the_page_sends_it_has_an_answer(op: str, fields: dict[str, Any]) -> None:
    with Store(":memory:") as store:
        store.add(an_article(), flagged(an_article()))
        page = Page(Desk(a_desk(store), tools_for(store, 0, None, Matcher())))
        page.desk.hear({"n": 7, "op": op, **fields})
        answer = page.told[-1] if op == "draft" else page.state
        assert answer["ack"] == 7


def test_a_fault_of_ours_is_said_and_the_desk_goes_on(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    with monkeypatch.context() as patch:
        patch.setattr(page.desk.session, "undo", fault)
        state = page.send("undo")
    assert state["ack"] == page.number
    assert "(ZeroDivisionError: division by zero)" in state["error"]
    assert "Run the notebook again; if it comes back, report it." in state["error"]
    assert page.send("next")["error"] is None


@pytest.mark.parametrize("op", ["undo", "draft"])
def test_a_step_that_is_interrupted_is_answered(page: Page, monkeypatch: pytest.MonkeyPatch, op: str) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(page.desk.session, "undo", interrupted)
        patch.setattr(page.desk.session, "keep_pending", interrupted)
        state = page.send(op, {"statement": "typed"} if op == "draft" else None)
    answer = page.told[-1] if op == "draft" else state
    assert answer["ack"] == page.number
    assert "interrupted" in answer["error"]
    assert "What you typed is still on this page" in answer["error"]
    assert page.send("next")["error"] is None


def test_to_look_shows_where_the_claim_stands_and_changes_nothing(page: Page, path: Path) -> None:
    before = page.claim
    page.send("take", FULL, target="approved")
    events = stored(path)
    page.send("open", to=before["id"])
    state = page.send("look", claim=before)
    assert (state["ack"], state["error"]) == (page.number, None)
    assert (state["claim"]["id"], state["claim"]["status"]) == (before["id"], "approved")
    assert stored(path) == events


def test_a_claim_that_cannot_be_read_again_is_still_answered(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StoreError("The database is gone.")

    with monkeypatch.context() as patch:
        patch.setattr(page.desk.session, "view", refuse)
        state = page.send("next")
    assert (state["ack"], state["error"]) == (page.number, "The database is gone.")
    assert page.send("next")["error"] is None


# --- what the queue shows -------------------------------------------------------------------------


def test_filters_change_what_the_queue_shows_and_open_an_article_that_is_chosen(
    tmp_path: Path, opened: list[Desk]
) -> None:
    second = an_article("Prices fell by 3 percent. Taxes rose.", title="Second")
    page = open_desk(database(tmp_path / "log.db", an_article(title="First"), second), opened)
    before = page.claim

    def quotes() -> list[str]:
        return [row[2] for row in page.queue]

    assert [title for _, title in page.filters["articles"]] == ["First", "Second"]
    page.filter(text="taxes")
    assert quotes() == ["Taxes rose."]
    assert page.claim["id"] == before["id"]
    page.filter(text="", article=second.id)
    assert quotes() == ["Prices fell by 3 percent.", "Taxes rose."]
    assert page.claim["quote"] == "Prices fell by 3 percent."
    page.filter(article=None)
    page.send("dismiss", ids=[page.claim["id"]], reason="opinion")
    page.filter(show="dismissed")
    assert quotes() == ["Prices fell by 3 percent."]
    page.filter(show="decided")
    assert quotes() == ["Prices fell by 3 percent."]
    page.filter(show="to do")
    assert "Prices fell by 3 percent." not in quotes()
    page.filter(show="all", order="place in article")
    assert quotes() == [*SENTENCES, "Prices fell by 3 percent.", "Taxes rose."]
    page.filter(order="newest article")
    assert quotes()[:2] == ["Prices fell by 3 percent.", "Taxes rose."]
    assert page.state["error"] is None


def test_a_figure_of_the_bar_leads_to_the_first_of_what_it_counts(page: Page) -> None:
    first = page.claim["id"]
    page.send("dismiss", ids=[page.queue[-1][0]], reason="opinion")
    page.filter(show="to do", go=True)
    assert page.claim["id"] == first
    page.filter(show="dismissed", go=True)
    assert page.claim["status"] == "dismissed"


@pytest.mark.parametrize("changed", [{"show": "everything"}, {"order": "by chance"}, {"article": "../x"}])
def test_a_filter_that_there_is_not_changes_nothing(page: Page, changed: dict[str, Any]) -> None:
    before = page.queue
    assert "cannot read" in page.filter(**changed)["error"]
    assert page.queue == before


def test_an_article_without_a_title_is_called_by_its_file_or_its_words(
    tmp_path: Path, opened: list[Desk]
) -> None:
    bare = an_article("word " * 40)
    filed = an_article(path="/somewhere/talk.txt")
    page = open_desk(database(tmp_path / "log.db", bare, filed), opened)
    titles = [title for _, title in page.filters["articles"]]
    assert titles[0].startswith("word word")
    assert len(titles[0]) < 70
    assert titles[1] == "Talk"


# --- exporting ------------------------------------------------------------------------------------


def test_before_an_export_it_is_said_what_would_be_in_it_and_where_it_goes(page: Page, path: Path) -> None:
    page.send("take", FULL, target="approved")
    told = page.ask("export", write=False)
    assert told["plan"] == "1 claim, a row each; 3 left out: 3 unreviewed."
    told = page.ask("export", write=False, shown=True)
    assert told["plan"] == "3 claims, a row each; 1 left out: 1 not shown on the desk."
    assert told["folder"] == str(path.parent)
    assert list(path.parent.glob("*.csv")) == []


def test_an_export_writes_the_csv_beside_the_database_and_says_where(page: Page, path: Path) -> None:
    page.send("take", FULL, target="approved")
    told = page.ask("export", write=True)
    [made] = path.parent.glob("verdicts-*.csv")
    assert (told["path"], told["name"], told["problem"]) == (str(made), made.name, None)
    assert page.files == [made.read_bytes()]
    # What is not decided yet stays out, as the panel says.
    assert list(cc.read_csv(made)["status"]) == ["approved"]
    datetime.strptime(made.stem, "verdicts-%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)


def test_what_the_queue_shows_goes_out_as_a_workbook(page: Page, path: Path) -> None:
    page.send("take", FULL, target="approved")
    told = page.ask("export", write=True, workbook=True, shown=True)
    [made] = path.parent.glob("verdicts-*.xlsx")
    assert (told["name"], page.files) == (made.name, [made.read_bytes()])
    assert list(cc.read_table(made)["status"]) == ["unreviewed"] * 3


def test_an_export_that_is_refused_is_said_on_the_page(
    page: Page, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "cannot be written: No space left on device" in page.ask("export", write=True)["problem"]
    assert page.files == []
    assert list(path.parent.glob("*.csv*")) == []


def test_refresh_shows_what_others_brought(page: Page, path: Path) -> None:
    cc.add(path, cc.read_text("Prices fell by 3 percent in 2020.", title="New"), threshold=0)
    page.send("reload")
    assert "Prices fell by 3 percent in 2020." in [row[2] for row in page.queue]
    assert page.filters["articles"][-1][1] == "New"
    assert page.claim["quote"] == SENTENCES[0]


def test_an_open_desk_goes_by_the_policy_that_is_recorded_and_says_so(
    page: Page, path: Path, opened: list[Desk]
) -> None:
    page.type({"rating": "True", "rationale": "Half of it."})
    ben = open_desk(path, opened, "Ben", policy="newsroom")
    assert ben.state["error"] is None
    assert ben.state["policy"].startswith("The policy here is “newsroom” from now on; it was “solo” (Ann ")
    page.desk.look()
    assert page.desk.view.config["policy"] == "newsroom"
    assert page.desk.view.config["labels"]["approved"] == "Approve"
    assert page.desk.view.config["ratedLabels"]["approved"] == "Approve as"
    assert page.desk.view.config["needs"] == {"why": True, "oneSourceReason": True}
    assert page.claim["forward"] == "researching"
    assert page.state["policy"].startswith("Ben chose the policy “newsroom” at ")
    assert (page.state["error"], page.state["news"]) == (None, None)
    # It stands until the answer to what the reviewer does next.
    page.desk.look()
    assert page.state["policy"] is not None
    page.send("next")
    assert page.state["policy"] is None


def test_a_step_says_by_which_new_policy_it_was_refused(page: Page, path: Path, opened: list[Desk]) -> None:
    open_desk(path, opened, "Ben", policy="newsroom")
    state = page.send("take", FULL, target="approved")
    assert "the approval of somebody else" in state["error"]
    assert state["policy"].startswith("Ben chose the policy “newsroom” at ")
    assert page.claim["work"]["rationale"] == FULL["rationale"]
    assert stored(path) == []


def test_a_filter_by_what_the_pile_no_longer_has_is_still_to_be_seen(page: Page, path: Path) -> None:
    page.desk.session.cursor.show(Filter(kind="forecast", reviewer="Nobody"))
    page.send("reload")
    wanted = page.filters["filter"]
    assert (page.queue, wanted["kind"], wanted["reviewer"]) == ([], "forecast", "Nobody")
    page.filter(kind="", reviewer="")
    assert len(page.queue) == len(SENTENCES)


def test_an_export_of_a_damaged_database_is_refused_in_words(page: Page, path: Path) -> None:
    with behind(path) as connection:
        connection.execute("UPDATE claims SET speaker = 'Nobody' WHERE start = 0")
    word = page.ask("export", write=True)["problem"]
    assert word.startswith("The log does not verify, and nothing was exported. The claim ")
    assert "ask whoever set up this desk for what can be exported all the same" in word
    assert not list(path.parent.glob("*.csv"))


# --- bringing in ----------------------------------------------------------------------------------


def test_a_pasted_article_is_put_on_the_desk_and_opened(page: Page, path: Path) -> None:
    said = page.paste(
        "Prices fell by 3 percent in 2020.",
        title=" Prices ",
        publisher="The Paper",
        url="https://example.org/p",
    )
    assert said == "Prices: 1 claim on the desk."
    assert page.claim["quote"] == "Prices fell by 3 percent in 2020."
    assert page.desk.view.article["publisher"] == "The Paper"
    assert page.state["progress"]["total"] == 5
    assert page.state["saved"].startswith("Saved ")
    assert page.filters["articles"][-1][1] == "Prices"
    # The queue shows the new article's claims, and how to see all again.
    assert page.filters["filter"]["article"] == page.desk.view.article["id"]
    assert [row[2] for row in page.queue] == ["Prices fell by 3 percent in 2020."]
    with Store(path) as store:
        assert [article.title for article in store.articles().values()] == ["A talk", "Prices"]


def test_the_same_article_brought_twice_adds_nothing(page: Page) -> None:
    text = "Prices fell by 3 percent in 2020."
    page.paste(text, title="Prices")
    page.send("open", to=page.queue[0][0])
    before = page.queue
    assert page.paste(text, title="Prices") == "Prices is on the desk already; nothing was added twice."
    assert page.queue == before


def test_what_is_brought_in_is_scored_by_the_desks_own_scorer(tmp_path: Path, opened: list[Desk]) -> None:
    class Own:
        threshold = 0.5

        def score(self, sentences: Sequence[str]) -> NDArray[np.float64]:
            return np.array([0.25 + 0.5 * ("fell" in sentence) for sentence in sentences])

    desk = cc.desk(tmp_path / "log.db", "Ann", scorer=Own())
    opened.append(desk)
    page = Page(desk)
    said = page.paste("Prices fell. NATO has 32 members.", title="Prices")
    assert said == "Prices: 1 claim on the desk."
    assert (page.claim["quote"], page.claim["worthiness"]) == ("Prices fell.", 0.75)
    page.send("cut", how="add", start=13, end=33, article=page.desk.view.article["id"])
    assert (page.claim["quote"], page.claim["worthiness"]) == ("NATO has 32 members.", 0.25)
    assert page.claim["measured"] == [["32", "32 members"]]


def test_an_article_in_a_language_that_is_not_known_is_said(page: Page) -> None:
    said = page.upload(("fr.md", "---\nlanguage: fr\n---\nLes prix ont doublé.".encode()))
    assert "Claims are not found in the language 'fr', only in de, en." in said
    assert page.state["progress"]["total"] == 4


def test_words_can_be_marked_in_an_article_in_any_language(tmp_path: Path, opened: list[Desk]) -> None:
    page = open_desk(database(tmp_path / "log.db", an_article("Les prix ont doublé.", language="fr")), opened)
    page.send("cut", how="add", start=4, end=19, article=page.desk.view.article["id"])
    assert (page.claim["quote"], page.claim["reasons"][0][1]) == ("prix ont doublé", "marked by hand")
    assert page.claim["why"][-1] == "readers asked about it"


def test_what_cannot_be_read_is_said(page: Page) -> None:
    said = page.paste("  \n ", title="Prices")
    assert "there is nothing to read" in said
    assert page.state["progress"]["total"] == 4


def test_an_article_without_a_claim_is_opened_for_cutting_by_hand(path: Path, opened: list[Desk]) -> None:
    desk = cc.desk(path, "Ann", threshold=1)
    opened.append(desk)
    page = Page(desk)
    assert page.paste("What a lovely day!") == (
        "What a lovely day! is kept, but no sentence of it was flagged: select words in it to add a claim."
    )
    assert page.state["claim"] is None
    article = page.desk.view.article
    assert article["text"] == "What a lovely day!"
    page.send("cut", how="add", start=0, end=6, article=article["id"])
    assert page.claim["quote"] == "What a"


def test_files_are_brought_in_and_each_is_answered_for(page: Page) -> None:
    said = page.upload(
        ("one.txt", b"Prices fell by 3 percent in 2020."),
        ("two.md", b"---\ntitle: Two\n---\nTaxes rose by 4 percent in 2021."),
        ("empty.txt", b""),
        ("three.html", b"<html><body><p>Wages rose by 5 percent in 2022.</p></body></html>"),
    )
    assert "One: 1 claim on the desk." in said
    assert "Two: 1 claim on the desk." in said
    assert "empty.txt: there is nothing to read" in said
    assert "Three: " in said
    quotes = [row[2] for row in page.queue]
    assert {"Prices fell by 3 percent in 2020.", "Taxes rose by 4 percent in 2021."} <= set(quotes)


def test_a_file_can_be_picked_again(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_options: object) -> None:
        raise StoreError("The database is locked.")

    one = ("one.txt", b"Prices fell by 3 percent in 2020.")
    with monkeypatch.context() as patch:
        patch.setattr(page.desk.session.store, "add", refuse)
        assert page.upload(one) == "The database is locked."
    assert page.upload(one) == "One: 1 claim on the desk."
    assert page.upload(one) == "One is on the desk already; nothing was added twice."
    assert page.state["progress"]["total"] == 5


def test_what_is_new_about_an_article_is_offered_and_taken_over_at_a_press(page: Page) -> None:
    text = "Prices fell by 3 percent in 2020."
    assert page.paste(text) == f"{text}: 1 claim on the desk."
    assert page.told[-1]["newer"] is False
    said = page.paste(f" {text}\r\n", title="Prices")
    assert said.startswith(f"{text} is on the desk already; nothing was added twice.")
    assert said.endswith("it says otherwise: title Prices (kept: none).")
    assert page.told[-1]["newer"] is True
    told = page.ask("takenewer")
    assert (told["said"], told["newer"]) == ("What is new about Prices was taken over.", False)
    assert page.filters["articles"][-1][1] == "Prices"
    assert page.state["progress"]["total"] == 5
    assert page.paste(text, title="Prices") == "Prices is on the desk already; nothing was added twice."


def test_an_encoding_that_was_guessed_is_said(page: Page) -> None:
    said = page.upload(("fr.txt", "Le marché a doublé en 2019, à 25 millions.".encode("latin-1")))
    assert said.startswith("Fr: 1 claim on the desk. fr.txt: not UTF-8; read as ")


def test_a_fault_while_reading_is_said_and_not_swallowed(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **_options: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(page.desk.session, "bring_in", fault)
    assert "(ZeroDivisionError: division by zero)" in page.paste("Prices fell by 3 percent in 2020.")
    assert page.told[-1]["kept"] is False


# --- a step that was begun ------------------------------------------------------------------------


def test_a_step_that_lacks_a_text_is_begun_until_its_claim_stands_elsewhere(page: Page) -> None:
    assert page.claim["begun"] is None
    page.send("take", target="approved")
    assert page.claim["begun"] == "approved"
    page.send("next")
    assert page.claim["begun"] is None
    page.send("previous")
    assert page.claim["begun"] == "approved"
    page.type(FULL)
    assert page.claim["begun"] == "approved"
    page.send("take", target="selected")
    assert (page.claim["status"], page.claim["begun"]) == ("selected", None)


def test_a_correction_that_was_refused_is_begun_and_one_that_was_made_is_not(page: Page) -> None:
    first = page.claim
    page.send("take", FULL, target="approved")
    page.send("open", to=first["id"])
    page.send("take", {**FULL, "published_url": "https://paper.example/1"}, target="published")
    filled = page.claim["work"]
    page.send("take", filled, target="corrected")
    assert page.claim["begun"] == "corrected"
    page.send("take", {**filled, "correction": "The year."}, target="corrected")
    assert (page.claim["status"], page.claim["begun"]) == ("corrected", None)
    page.send("take", target="corrected")
    assert page.claim["begun"] == "corrected"


def test_what_is_shared_neither_begins_nor_ends_a_step(page: Page) -> None:
    page.send("take", target="approved")
    page.send("take", {"rationale": "Half of it."}, target="updated")
    assert (page.state["error"], page.claim["begun"]) == (None, "approved")
    page.send("take", target="updated")
    assert (page.state["error"] is None, page.claim["begun"]) == (False, "approved")


# --- the file that the desk writes into -----------------------------------------------------------


def test_nothing_is_called_saved_once_the_file_is_gone(page: Page, path: Path) -> None:
    saved = page.state["saved"]
    path.unlink()
    answer = page.type({"statement": "typed"})
    assert "nothing of this step was saved. Copy what you typed." in answer["error"]
    assert (answer["kept"], answer["saved"]) == (None, saved)
    state = page.send("take", FULL, target="approved")
    assert f"{path} was removed, moved or replaced while it was open here" in state["error"]
    assert (state["saved"], page.claim["status"]) == (saved, "unreviewed")


def test_after_a_quiet_minute_the_file_alone_holds_every_step(page: Page, path: Path) -> None:
    wal = path.with_name(f"{path.name}-wal")
    page.send("take", FULL, target="approved")
    for _ in range(11):
        page.desk.look()
    page.type({"statement": "typed"})
    for _ in range(11):
        page.desk.look()
    assert wal.stat().st_size > 0
    page.desk.look()
    assert wal.stat().st_size == 0
    with Store(shutil.copyfile(path, path.with_name("copy.db"))) as store:
        assert [event.action for event in store.events()][-1:] == ["approved"]


# --- what was typed, and the step that it comes with -------------------------------------------------


@contextmanager
def transactions(page: Page, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is written meanwhile, by the name of the store's method: each is one transaction."""
    store, written = page.desk.session.store, list[str]()
    with monkeypatch.context() as patch:
        for name in ("append", "save_draft", "save_desk"):

            def counted(*arguments: Any, name: str = name, **options: Any) -> Any:
                written.append(name)
                return getattr(Store, name)(store, *arguments, **options)

            patch.setattr(store, name, counted)
        yield written


@pytest.mark.parametrize(
    ("op", "more"),
    [
        ("take", {"target": "approved"}),
        ("dismiss", {"ids": [], "reason": "opinion"}),
        ("comment", {"text": "See the other article."}),
        ("assign", {"ids": [], "to": "Bob"}),
    ],
)
def test_a_step_after_typing_is_one_commit(
    page: Page, monkeypatch: pytest.MonkeyPatch, op: str, more: dict[str, Any]
) -> None:
    more = {**more, "ids": [page.claim["id"]]} if "ids" in more else more
    with transactions(page, monkeypatch) as written:
        state = page.send(op, FULL, **more)
    assert (state["error"], state["kept"]) == (None, 1)
    assert written == ["append"]


def test_what_was_typed_is_part_of_the_dismissal_that_it_comes_with(page: Page) -> None:
    claim = page.claim["id"]
    page.send("dismiss", {"rationale": "typed"}, ids=[claim], reason="opinion")
    assert page.desk.session.store.draft(claim, "Ann") is None
    assert page.desk.session.verdict(claim).rationale == "typed"


def test_what_was_typed_on_one_claim_stays_where_the_step_is_on_another(page: Page) -> None:
    claim, other = page.claim["id"], page.queue[1][0]
    page.send("dismiss", {"rationale": "typed"}, ids=[other], reason="opinion")
    draft = page.desk.session.store.draft(claim, "Ann")
    assert draft is not None
    assert draft.data["rationale"] == "typed"


def test_what_was_typed_stays_as_a_draft_where_the_step_is_refused(page: Page) -> None:
    claim = page.claim["id"]
    state = page.send("take", {"rationale": "typed"}, target="approved")
    assert "Still missing" in state["error"]
    assert state["kept"] == 1
    draft = page.desk.session.store.draft(claim, "Ann")
    assert draft is not None
    assert draft.data["rationale"] == "typed"
