"""Tags: what one is, how they are given and taken away, and where they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from effort import examples
from factories import a_desk, a_pile
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck as cc
from claimcheck.errors import WorkflowError
from claimcheck.model import Span
from claimcheck.review.log.store import Store
from claimcheck.review.queue import Filter
from claimcheck.review.session import ReviewSession
from claimcheck.review.tags import LONGEST, MOST, joined, tag_key, tags_of

TYPED = [
    (["economy"], ("economy",)),
    (["  far   too\twide "], ("far too wide",)),
    (["economy, NATO,,budget"], ("economy", "NATO", "budget")),
    (["one\ntwo\r\nthree\u2028four"], ("one", "two", "three", "four")),
    (["NATO", "nato", "ＮＡＴＯ"], ("NATO",)),
    (["e\u0301cole", "École"], ("école",)),
    (["=HYPERLINK(1)", "+1", "@you"], ("=HYPERLINK(1)", "+1", "@you")),
    (["ميزانية", "تقاعد، صحة"], ("ميزانية", "تقاعد", "صحة")),
    (["\u202eevil\u2066", "a\u200bb", "\ufeff"], ("evil", "ab")),
    (["می\u200cخواهم"], ("می\u200cخواهم",)),
    (["🏳️‍🌈"], ("🏳️‍🌈",)),
    (["\x00\x07", "\u0301", "\u200d", "   "], ()),
    (["a\ud800b"], ("a b",)),
    (["<b>bold</b>"], ("<b>bold</b>",)),
]


@pytest.mark.parametrize(("typed", "tags"), TYPED)
def test_a_tag_is_one_line_of_what_can_be_seen(typed: list[str], tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


@settings(max_examples=examples(200))
@given(st.lists(st.text(max_size=LONGEST), max_size=5))
def test_what_is_a_tag_stays_the_same_tag(typed: list[str]) -> None:
    tags = tags_of(typed)
    assert tags_of(tags) == tags
    assert len({tag_key(tag) for tag in tags}) == len(tags)
    assert joined(tags, tags, ()) == tags
    assert joined(tags, (), tags) == ()


def test_a_tag_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(WorkflowError, match=r"at most 60 characters, and “xx.*has 500"):
        tags_of(["x" * 500])


# At a desk


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> ReviewSession:
    a_pile(store)
    return a_desk(store, "Ann")


def ids(desk: ReviewSession) -> list[str]:
    return [row.claim_id for row in desk.cursor.queue]


def tags(desk: ReviewSession, claim_id: str) -> tuple[str, ...]:
    return desk.verdict(claim_id).tags


def test_tags_are_given_and_taken_away_and_that_is_told(desk: ReviewSession) -> None:
    first, second, *_ = ids(desk)
    desk.tag([first, second], ["NATO", "budget"])
    desk.tag([first], remove=["nato"])
    assert (tags(desk, first), tags(desk, second)) == (("budget",), ("NATO", "budget"))
    desk.cursor.go(first)
    view = desk.view()
    assert view is not None
    assert [entry.what for entry in view.history] == [
        "tagged it “NATO”, “budget”",
        "took away the tag “NATO”",
    ]


def test_a_tag_in_another_case_is_the_one_that_is_in_use(desk: ReviewSession) -> None:
    first, second, *_ = ids(desk)
    desk.tag([first], ["Economy"])
    desk.tag([second], ["ECONOMY"])
    assert tags(desk, second) == ("Economy",)
    assert desk.worklist.tags.counted() == [("Economy", 2)]
    with pytest.raises(WorkflowError, match="has the tag “Economy” already"):
        desk.tag([first], ["economy"])


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", ",,"])
def test_nothing_is_no_tag(desk: ReviewSession, typed: str) -> None:
    with pytest.raises(WorkflowError, match="needs a letter"):
        desk.tag(ids(desk)[:1], [typed])


def test_what_no_claim_has_cannot_be_taken_away(desk: ReviewSession) -> None:
    with pytest.raises(WorkflowError, match="has no tag “none”"):
        desk.tag(ids(desk)[:1], remove=["none"])


def test_two_hundred_tags_are_refused_with_the_limit(desk: ReviewSession) -> None:
    first = ids(desk)[0]
    with pytest.raises(WorkflowError, match="at most 50 tags, and this would be 200"):
        desk.tag([first], [f"tag {number}" for number in range(200)])
    assert tags(desk, first) == ()
    desk.tag([first], [f"tag {number}" for number in range(MOST)])
    with pytest.raises(WorkflowError, match="at most 50"):
        desk.tag([first], ["one more"])


def test_a_tag_is_undone_and_taken_up_again(desk: ReviewSession) -> None:
    first = ids(desk)[0]
    desk.tag([first], ["NATO"])
    desk.undo()
    assert tags(desk, first) == ()
    assert desk.worklist.tags.counted() == []
    desk.redo()
    assert tags(desk, first) == ("NATO",)


def test_what_others_have_tagged_is_seen_and_is_no_conflict(store: Store, desk: ReviewSession) -> None:
    first = ids(desk)[0]
    bob = a_desk(store, "Bob")
    desk.tag([first], ["NATO"])
    bob.tag([first], ["budget"])
    desk.refresh()
    assert tags(desk, first) == ("NATO", "budget")
    assert ReviewSession(store, "Cem").worklist.tags.counted() == [("budget", 1), ("NATO", 1)]


def test_the_queue_shows_what_has_a_tag(desk: ReviewSession) -> None:
    first, second, third, *_ = ids(desk)
    desk.tag([first, third], ["NATO"])
    desk.tag([second], ["budget"])
    desk.cursor.show(Filter(tag="nato"))
    assert ids(desk) == [first, third]
    desk.cursor.show(Filter(tag="nato", text="32"))
    assert ids(desk) == [first]
    desk.cursor.show(Filter(tag="none such"))
    assert ids(desk) == []


def test_find_finds_a_tag_also_one_that_was_given_since(desk: ReviewSession) -> None:
    first, second, *_ = ids(desk)
    desk.tag([first], ["elections"])
    desk.cursor.show(Filter(text="elections"))
    assert ids(desk) == [first]
    desk.tag([second], ["election night"])
    desk.cursor.show(Filter(text="nigth"))
    assert ids(desk) == [second]
    desk.tag([second], remove=["election night"])
    desk.cursor.show(Filter(text="night"))
    assert ids(desk) == []
    desk.cursor.show(Filter(text="32 elections"))
    assert ids(desk) == [first]


def test_a_claim_that_is_cut_anew_keeps_its_tags(desk: ReviewSession) -> None:
    first = ids(desk)[0]
    desk.tag([first], ["NATO"])
    [fresh] = desk.recut(first, [Span(0, 15)])
    assert tags(desk, fresh.id) == ("NATO",)
    assert desk.worklist.tags.counted() == [("NATO", 1)]


def test_tags_are_in_the_csv_and_are_read_back(tmp_path: Path) -> None:
    given_tags = ["=1+1", "far too wide", "ميزانية", "'quoted", "a;b"]
    with Store(tmp_path / "c.db") as store:
        a_pile(store)
        desk = a_desk(store, "Ann")
        first = ids(desk)[0]
        before = desk.tag([first], given_tags)[-1].id - 1
        assert store.verify().clean
    path = cc.export_csv(tmp_path / "c.db", tmp_path / "v.csv", everything=True)
    read = cc.read_csv(path).set_index("claim_id")["tags"]
    assert read[first].split("\n") == given_tags
    assert read.drop(first).isna().all()
    then = cc.export_csv(tmp_path / "c.db", tmp_path / "then.csv", until=before, everything=True)
    assert cc.read_csv(then)["tags"].isna().all()
