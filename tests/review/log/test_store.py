"""The event log: what was accepted is there, what was refused left nothing, what was changed is found."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from effort import examples
from factories import (
    NOON,
    TEXT,
    a_pile,
    a_step,
    an_article,
    claim_on,
    cut,
    flagged,
    span_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from tampering import tampered

from claimcheck.errors import ConflictError, StoreError
from claimcheck.model import Article, Claim, Kind, Quoted, Signal, Span
from claimcheck.review.events import UNREADABLE
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.articles import Added
from claimcheck.review.log.chain import EMPTY, Verification
from claimcheck.review.log.drafts import Draft
from claimcheck.review.log.recorded import Recorded
from claimcheck.review.log.store import Store

BLNS = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "hostile-text" / "blns.json"

HOSTILE = [
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "Robert'); DELETE FROM claims;--",
    'it\'s "quoted" `so` $1 :name ? %s {x}',
    "NUL \x00 in the middle",
    "\x1b[31mred\x07",
    "a\r\nb\nc\td\u2028e",
    "🏳️‍🌈 👩‍👩‍👧 \U0010ffff",
    "‮right to left‬ e\u0301 é ﷽",
    "<script>alert(1)</script> <b>x</b> &amp;",
    "\ufeffmark \ufffd \u200b",
    "  spaces kept  ",
]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    where = ":memory:" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store(where) as opened:
        yield opened


@pytest.fixture
def path(any_log: str) -> str:
    return any_log


# Import


def test_importing_again_adds_nothing_twice(store: Store) -> None:
    article = an_article()
    assert store.add(article, flagged(article)) == Added(articles=1, claims=4, removed=0)
    before = (store.articles(), store.claims())
    assert store.add(article, flagged(article)) == Added(articles=0, claims=0, removed=0)
    assert (store.articles(), store.claims()) == before


def test_a_claim_flagged_twice_in_one_go_is_one_claim(store: Store) -> None:
    article = an_article()
    assert store.add(article, [*flagged(article), *flagged(article)]).claims == 4


def test_an_article_and_its_claims_come_back_as_they_were(store: Store) -> None:
    article = an_article(
        title="T",
        publisher="P",
        author="A",
        published="2025-01-01",
        url="https://example.org",
        language="en",
        path="/tmp/a.md",
        digest=True,
    )
    signal = Signal("figure", (Span(9, 11), Span(0, 4)), 0.5, "has a figure", Kind.QUANTITY)
    claim = claim_on(
        article,
        "NATO has 32 members.",
        speaker="Rutte",
        quoted=Quoted.MIXED,
        signals=(signal,),
        worthiness=1 / 3,
    )
    store.add(article, [claim])
    assert store.article(article.id) == article
    assert store.claims() == [claim]
    assert store.claim(claim.id) == claim


def test_what_is_not_known_comes_back_as_not_known(store: Store) -> None:
    store.add(an_article(), [])
    assert list(store.articles().values()) == [an_article()]


def test_one_wire_story_in_two_papers_is_two_articles(store: Store) -> None:
    for publisher in ("One", "Two"):
        article = an_article(publisher=publisher)
        assert store.add(article, flagged(article)) == Added(1, 4, 0)
    assert len(store.articles()) == 2
    assert len(store.claims()) == 8


def test_the_text_of_an_article_is_never_changed(store: Store) -> None:
    article, _ = a_pile(store)
    store.add(replace(article, title="Another title", author="Somebody"), [])
    assert store.articles() == {article.id: article}


def test_articles_come_in_the_order_of_import(store: Store) -> None:
    added = [an_article(f"Number {number}.") for number in range(9)]
    for article in added:
        store.add(article, [])
    assert list(store.articles().values()) == added


def test_claims_come_in_the_order_of_the_text_and_the_queue_in_that_of_worthiness(store: Store) -> None:
    article = an_article()
    claims = [replace(claim, worthiness=place / 10) for place, claim in enumerate(flagged(article))]
    store.add(article, reversed(claims))
    assert store.claims(article.id) == claims
    assert [row.claim_id for row in store.queue()] == [claim.id for claim in reversed(claims)]
    assert {row.article_id for row in store.queue()} == {article.id}


def test_the_queue_says_the_kinds_of_each_claim_strongest_first(store: Store) -> None:
    article = an_article()
    weak, strong = Signal("rank", (), 0.1, "", Kind.RANK), Signal("figure", (), 0.5, "", Kind.QUANTITY)
    first, second, *_ = flagged(article)
    store.add(article, [replace(first, signals=(weak, strong)), second])
    assert [row.kinds for row in store.queue()] == ["quantity rank", ""]
    store.add(article, [replace(first, signals=(weak,)), second])
    assert [row.kinds for row in store.queue()] == ["rank", ""]


def test_the_claims_of_one_article_are_its_own(store: Store) -> None:
    article, claims = a_pile(store)
    other, _ = a_pile(store, "Imports fell.")
    assert store.claims(article.id) == claims
    assert [claim.text for claim in store.claims(other.id)] == ["Imports fell."]


@pytest.mark.parametrize("ask", ["article", "claim"])
def test_what_is_not_there_is_said(store: Store, ask: str) -> None:
    with pytest.raises(StoreError, match=f"The database {re.escape(store.path)} has no {ask} nowhere"):
        getattr(store, ask)("nowhere")


# Flagging anew


def test_flagging_anew_replaces_the_claims_that_nobody_touched(store: Store) -> None:
    article, claims = a_pile(store)
    wider = claim_on(article, "NATO has 32 members. It is 25 times bigger than Russia.")
    assert store.add(article, [wider, claims[2]]) == Added(articles=0, claims=1, removed=3)
    assert store.claims() == [wider, claims[2]]


def test_flagging_anew_keeps_claims_with_events_or_drafts_as_they_are(store: Store) -> None:
    article, (first, second, third, fourth) = a_pile(store)
    store.append("Ann", [a_step(first.id)], at=NOON)
    store.save_draft(second.id, "Bob", {"note": "hm"}, 0)
    scored = [replace(claim, worthiness=0.1, speaker="Somebody") for claim in (first, second, third)]
    assert store.add(article, scored) == Added(articles=0, claims=0, removed=1)
    assert store.claims() == [first, second, scored[2]]
    assert store.add(article, []) == Added(articles=0, claims=0, removed=1)
    assert store.claims() == [first, second]
    assert fourth not in store.claims()


def test_flagging_one_article_anew_leaves_the_others_alone(store: Store) -> None:
    article, _ = a_pile(store)
    _, others = a_pile(store, "Imports fell. Nobody knew.")
    store.add(article, [])
    assert store.claims() == others


def test_an_import_that_fails_leaves_nothing(store: Store) -> None:
    article = an_article()
    stray = replace(flagged(article)[0], article_id="nowhere")
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.add(article, [*flagged(article), stray])
    assert store.articles() == {}
    assert store.claims() == []


# Appending


def test_events_come_back_as_they_were_appended(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    data: dict[str, Any] = {
        "work": {"statement": "x", "sources": [{"address": "a", "primary": True}]},
        "n": [1, 2.5, None],
    }
    written = store.append("Ann", [a_step(first.id, **data), a_step(second.id, "dismissed")], at=NOON)
    assert store.events() == written
    assert [(event.id, event.claim_id, event.by, event.action, event.at) for event in written] == [
        (2, first.id, "Ann", "selected", NOON),
        (3, second.id, "Ann", "dismissed", NOON),
    ]
    assert dict(written[0].data) == data
    assert store.verify() == Verification(3, written[1].digest)


def test_a_moment_in_another_time_zone_is_the_same_moment(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    store.append("Ann", [a_step(claim.id)], at=there)
    assert store.events()[0].at == NOON


def test_events_after_a_known_one_are_those_that_are_new(store: Store) -> None:
    _, claims = a_pile(store)
    store.append("Ann", [a_step(claim.id) for claim in claims], at=NOON)
    assert [event.id for event in store.events(after=3)] == [4, 5]
    assert store.events(after=5) == []


def test_appending_no_step_adds_none(store: Store) -> None:
    assert store.append("Ann", [], at=NOON) == []
    assert store.verify() == Verification(0, EMPTY)


@pytest.mark.parametrize("bad", ["unknown claim", "seen too early", "not JSON"])
def test_steps_are_added_all_or_none(store: Store, bad: str) -> None:
    article, (first, second, *_rest) = a_pile(store)
    store.append("Bob", [a_step(second.id)], at=NOON)
    store.save_draft(first.id, "Ann", {"note": "typed"}, 0)
    store.save_desk("Ann", {"claim": first.id})
    before = (store.events(), store.claims())
    wrong = {
        "unknown claim": a_step("nowhere"),
        "seen too early": a_step(second.id, seen=0),
        "not JSON": a_step(second.id, seen=2, value=float("nan")),
    }[bad]
    by_hand = cut(article, Span(0, 4))
    with pytest.raises((StoreError, ValueError)):
        store.append(
            "Ann",
            [a_step(first.id), a_step(by_hand.id), wrong],
            at=NOON,
            cuts=[by_hand],
            desk={"claim": None},
        )
    assert (store.events(), store.claims()) == before
    assert store.draft(first.id, "Ann") is not None
    assert store.desk("Ann") == {"claim": first.id}


def test_claims_cut_by_hand_come_with_the_steps_that_speak_of_them(store: Store) -> None:
    article, claims = a_pile(store)
    by_hand = cut(article, span_of(article, "32 members"))
    store.append("Ann", [a_step(by_hand.id, "added")], at=NOON, cuts=[by_hand, claims[0]])
    assert store.claim(by_hand.id) == by_hand
    assert len(store.claims()) == 5


def test_a_step_ends_the_own_draft_of_its_claim_and_no_other(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    for claim, reviewer in ((first, "Ann"), (first, "Bob"), (second, "Ann")):
        store.save_draft(claim.id, reviewer, {"note": "typed"}, 0)
    store.append("Ann", [a_step(first.id)], at=NOON)
    assert store.draft(first.id, "Ann") is None
    assert store.draft(first.id, "Bob") is not None
    assert store.draft(second.id, "Ann") is not None


# Conflicts


def test_a_conflict_names_who_did_what_and_when(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    there = NOON.astimezone(timezone(timedelta(hours=2)))
    store.append("Bob", [a_step(claim.id, "dismissed")], at=there)
    with pytest.raises(ConflictError) as refusal:
        store.append("Ann", [a_step(claim.id, seen=0)], at=NOON)
    assert str(refusal.value) == (
        "Meanwhile Bob took a step on this claim (dismissed, 2025-06-01 12:00:00 UTC). Nothing was written "
        "and what you typed is kept: look at the claim as it stands now, then decide again."
    )


def test_a_conflict_names_the_latest_of_several_steps(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    store.append("Bob", [a_step(claim.id)], at=NOON)
    store.append("Cem", [a_step(claim.id, "researching", seen=2)], at=NOON)
    with pytest.raises(ConflictError, match=r"Meanwhile Cem .* \(researching"):
        store.append("Ann", [a_step(claim.id, seen=0)], at=NOON)


def test_ones_own_step_at_another_desk_is_a_conflict_too(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    store.append("Ann", [a_step(claim.id)], at=NOON)
    with pytest.raises(ConflictError, match="Meanwhile Ann"):
        store.append("Ann", [a_step(claim.id, seen=0)], at=NOON)


def test_a_step_on_another_claim_is_no_conflict(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    store.append("Bob", [a_step(first.id)], at=NOON)
    (event,) = store.append("Ann", [a_step(second.id, seen=0)], at=NOON)
    assert (event.id, event.seen) == (3, 0)


def test_each_step_records_what_its_reviewer_had_seen(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    steps = [a_step(first.id), a_step(second.id), a_step(first.id, "researching", seen=0)]
    assert [event.seen for event in store.append("Ann", steps, at=NOON)] == [0, 0, 2]
    (event,) = store.append("Bob", [a_step(first.id, "proposed", seen=4)], at=NOON)
    assert event.seen == 4


@pytest.mark.parametrize(
    "act",
    [
        lambda store, claim: store.append("Ann", [a_step(claim.id)], at=NOON),
        lambda store, claim: store.save_draft(claim.id, "Ann", {"note": "x"}, 0),
    ],
    ids=["step", "draft"],
)
def test_a_claim_that_was_flagged_away_is_said_to_be_gone(
    store: Store, act: Callable[[Store, Claim], object]
) -> None:
    article, (claim, *_rest) = a_pile(store)
    store.add(article, [])
    with pytest.raises(ConflictError, match="no longer on the desk: its article was flagged anew"):
        act(store, claim)


def test_a_step_that_depends_on_nothing_seen_follows_whatever_stands_there(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    store.append("Bob", [a_step(first.id)], at=NOON)
    steps = [NewEvent(claim.id, "commented", {"text": "Hm."}, None) for claim in (first, second)]
    assert [event.seen for event in store.append("Ann", steps, at=NOON)] == [2, 0]


@pytest.mark.parametrize("comment_first", [True, False])
def test_a_comment_beside_a_move_does_not_hide_what_came_between(store: Store, comment_first: bool) -> None:
    _, (claim, *_rest) = a_pile(store)
    store.append("Bob", [a_step(claim.id)], at=NOON)
    steps = [NewEvent(claim.id, "commented", {}, None), a_step(claim.id, seen=0)]
    with pytest.raises(ConflictError, match="Meanwhile Bob"):
        store.append("Ann", steps if comment_first else steps[::-1], at=NOON)
    assert len(store.events()) == 1


# Policies


def test_the_policy_that_was_recorded_last_counts(store: Store) -> None:
    assert store.policy() is None
    store.record_policy("Ann", {"name": "solo"}, NOON)
    store.record_policy("Bob", {"name": "newsroom", "sources": 2}, NOON + timedelta(days=1))
    assert store.policy() == Recorded("Bob", NOON + timedelta(days=1), {"name": "newsroom", "sources": 2})


def test_a_claim_that_was_touched_does_not_come_again_without_its_lone_quotation_mark(store: Store) -> None:
    article = an_article("“Exports rose. Imports fell.”")
    whole = [claim_on(article, "“Exports rose."), claim_on(article, "Imports fell.”")]
    store.add(article, whole)
    store.append("Ann", [a_step(whole[0].id)], at=NOON)
    bare = [claim_on(article, "Exports rose."), claim_on(article, "Imports fell.")]
    assert store.add(article, bare) == Added(0, 1, 1)
    assert [claim.text for claim in store.claims()] == ["“Exports rose.", "Imports fell."]


def test_a_policy_that_says_the_same_is_not_recorded_again(store: Store) -> None:
    store.record_policy("Ann", {"name": "newsroom", "sources": 2}, NOON)
    store.record_policy("Bob", {"sources": 2, "name": "newsroom"}, NOON + timedelta(days=1))
    recorded = store.policy()
    assert recorded is not None
    assert recorded.by == "Ann"
    store.record_policy("Bob", {"name": "newsroom", "sources": 3}, NOON)
    store.record_policy("Cem", {"name": "newsroom", "sources": 2}, NOON)
    recorded = store.policy()
    assert recorded is not None
    assert recorded.by == "Cem"


def test_all_priorities_that_were_recorded_are_known_and_the_last_count(store: Store) -> None:
    assert store.priorities() is None
    for by, people in (("Ann", ["Ana Ruiz"]), ("Bob", []), ("Cem", [])):
        store.record_priorities(by, {"priority": {"people": people}}, NOON)
    last = Recorded("Bob", NOON, {"priority": {"people": []}})
    assert store.priorities() == last
    assert [one.by for one in store.all_priorities()] == ["Ann", "Bob"]


# Drafts and the place of the desk


def test_the_drafts_on_a_claim_are_those_of_all_reviewers(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    for claim, reviewer in ((first, "Ann"), (first, "Bob"), (second, "Cem")):
        store.save_draft(claim.id, reviewer, {"note": reviewer}, 0)
    assert store.drafts_on(first.id) == {name: Draft({"note": name}, 1) for name in ("Ann", "Bob")}
    assert store.drafts_on("nowhere") == {}


def test_a_draft_is_one_reviewers_own(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    assert store.draft(claim.id, "Ann") is None
    assert store.save_draft(claim.id, "Ann", {"note": "mine"}, 0) == 1
    assert store.save_draft(claim.id, "Ann", {"note": "mine again"}, 1) == 2
    draft = store.draft(claim.id, "Ann")
    assert draft is not None
    assert (dict(draft.data), draft.version) == ({"note": "mine again"}, 2)
    assert store.draft(claim.id, "Bob") is None


def test_two_desks_of_one_reviewer_do_not_overwrite_each_others_draft(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    version = store.save_draft(claim.id, "Ann", {"note": "at both desks"}, 0)
    store.save_draft(claim.id, "Ann", {"note": "at the first"}, version)
    with pytest.raises(ConflictError, match="changed at another desk of yours"):
        store.save_draft(claim.id, "Ann", {"note": "at the second"}, version)
    draft = store.draft(claim.id, "Ann")
    assert draft is not None
    assert draft.data == {"note": "at the first"}


def test_a_draft_from_before_a_step_of_the_same_reviewer_overwrites_no_later_one(store: Store) -> None:
    _, (first, second, *_rest) = a_pile(store)
    for claim, saves in ((first, 5), (second, 1)):
        for version in range(saves):
            store.save_draft(claim.id, "Ann", {"note": "at the old desk", "seen": 0}, version)
        [step] = store.append("Ann", [a_step(claim.id)], at=NOON)
        store.save_draft(claim.id, "Ann", {"note": "at the new one", "seen": step.id}, 0)
        # Of the second claim even the version is the same.
        with pytest.raises(ConflictError, match="changed at another desk of yours"):
            store.save_draft(claim.id, "Ann", {"note": "at the old desk", "seen": 0}, saves)
        draft = store.draft(claim.id, "Ann")
        assert draft is not None
        assert draft.data["note"] == "at the new one"


@pytest.mark.parametrize("then", [None, {"note": "goes on"}], ids=["nothing stays", "a form stays"])
def test_a_step_leaves_the_comment_that_is_being_written(store: Store, then: dict[str, str] | None) -> None:
    _, (claim, *_rest) = a_pile(store)
    store.save_draft(claim.id, "Ann", {"note": "typed", "comment": "half a sen", "seen": 0}, 0)
    stays = {} if then is None else {claim.id: then}
    [step] = store.append("Ann", [a_step(claim.id)], at=NOON, drafts_then=stays)
    form = {"seen": 0} if then is None else {**then, "seen": step.id}
    assert store.draft(claim.id, "Ann") == Draft({"comment": "half a sen", **form}, 2)


def test_what_stays_after_a_step_does_not_overwrite_a_newer_draft(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    version = store.save_draft(claim.id, "Ann", {"note": "at the first desk"}, 0)
    store.save_draft(claim.id, "Ann", {"note": "at another"}, version)
    stays = {claim.id: {"note": "at the first desk"}}
    store.append("Ann", [a_step(claim.id)], at=NOON, version=version, drafts_then=stays)
    assert store.draft(claim.id, "Ann") == Draft({"note": "at another"}, 2)


def test_a_draft_is_saved_after_a_step_ended_the_one_before(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    version = store.save_draft(claim.id, "Ann", {"note": "x"}, 0)
    store.append("Ann", [a_step(claim.id)], at=NOON)
    assert store.save_draft(claim.id, "Ann", {"note": "y"}, version) == version + 1


def test_where_a_reviewer_stands_is_kept_for_each(store: Store) -> None:
    assert store.desk("Ann") == {}
    store.save_desk("Ann", {"claim": "a", "filter": {"text": "Rutte"}})
    store.save_desk("Bob", {"claim": "b"})
    store.save_desk("Ann", {"claim": "c"})
    assert (store.desk("Ann"), store.desk("Bob")) == ({"claim": "c"}, {"claim": "b"})


def test_a_step_and_the_place_after_it_are_saved_together(store: Store) -> None:
    _, (claim, *_rest) = a_pile(store)
    store.append("Ann", [a_step(claim.id)], at=NOON, desk={"claim": "next"})
    assert store.desk("Ann") == {"claim": "next"}


# Any text


def put_everywhere(store: Store, text: str, data: Any = None) -> None:
    """Keep *text* in every field that takes any, and find it again."""
    article = an_article(
        f"{text}.",
        title=text,
        publisher=text,
        author=text,
        published=text,
        url=text,
        language=text,
        path=text,
    )
    signal = Signal(text, (Span(0, 1),), 0.5, text)
    claim = cut(article, Span(0, len(article.text)), speaker=text, signals=(signal,))
    store.add(article, [claim])
    (event,) = store.append(
        text, [a_step(claim.id, "selected", **{"work": {"note": text}, text: data})], at=NOON
    )
    store.save_draft(claim.id, text, {text: text}, 0)
    store.save_desk(text, {text: text})
    draft = store.draft(claim.id, text)
    assert store.article(article.id) == article
    assert store.claim(claim.id) == claim
    assert store.events(after=event.id - 1) == [event]
    assert (event.by, event.data["work"]) == (text, {"note": text})
    assert draft is not None
    assert draft.data == store.desk(text) == {text: text}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_in_every_field(path: str, text: str) -> None:
    with Store(path) as store:
        put_everywhere(store, text)
    with Store(path) as store:
        assert store.verify().clean
        assert [event.by for event in store.events()] == [text]


@pytest.mark.skipif(not BLNS.exists(), reason=f"the list of naughty strings is not there: {BLNS}")
def test_naughty_strings_are_kept_in_every_field(store: Store) -> None:
    texts = dict.fromkeys(json.loads(BLNS.read_text(encoding="utf-8")))
    for number, text in enumerate(texts):
        # With a number: some are nothing but a mark that makes no other article.
        article = an_article(f"{number} {text}.", title=text, publisher=text, author=text, url=text)
        claim = cut(article, Span(0, len(article.text)), speaker=text)
        store.add(article, [claim])
        store.append(text, [a_step(claim.id, **{"work": {"note": text}, text: text})], at=NOON)
        assert store.claim(claim.id) == claim
    assert [event.by for event in store.events()] == list(texts)
    assert [event.data["work"]["note"] for event in store.events()] == list(texts)
    assert [article.author for article in store.articles().values()] == list(texts)
    assert len(texts) > 400
    assert store.verify().clean


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc80\udc81"])
def test_a_lone_surrogate_in_a_column_is_refused_in_words(store: Store, text: str) -> None:
    _, (claim, *_rest) = a_pile(store)
    half = next(character for character in text if "\ud800" <= character <= "\udfff")
    words = f"A name or text holds half a character (U+{ord(half):04X}), which no database keeps; take it out"
    with pytest.raises(StoreError, match=re.escape(words)):
        store.append(text, [a_step(claim.id)], at=NOON)
    with pytest.raises(StoreError, match=re.escape(words)):
        store.add(an_article("Imports fell.", title=text), [])
    assert store.events() == []
    assert len(store.articles()) == 1


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc80\udc81"])
def test_half_a_character_in_what_is_stored_keeps_nothing_from_being_read(path: str, text: str) -> None:
    with Store(path) as store:
        _, (claim, *_rest) = a_pile(store)
        store.save_draft(claim.id, "Bob", {"note": text}, 0)
        store.append("Ann", [a_step(claim.id, group=text)], at=NOON, desk={"filter": {"text": text}})
    with Store(path) as store:
        draft = store.draft(claim.id, "Bob")
        assert draft is not None
        shown = re.sub("[\ud800-\udfff]", "\ufffd", text)
        assert draft.data["note"] == shown
        assert store.desk("Ann") == {"filter": {"text": shown}}
        (event,) = store.events()
        assert (event.action, event.data["action"]) == (UNREADABLE, "selected")
        assert json.loads(event.data["stored"]) == {"group": text}
        assert store.verify().clean


@settings(max_examples=examples(40))
@given(
    st.text(), st.recursive(st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner, max_size=3))
)
def test_any_text_is_kept_in_every_field(text: str, data: Any) -> None:
    with Store(":memory:") as store:
        put_everywhere(store, text, data)
        assert store.verify().clean


# Verifying


@pytest.fixture
def log(path: str) -> tuple[str, list[Claim]]:
    """A log with four events: an import, then on the first claim two and on the second one."""
    with Store(path) as store:
        _, claims = a_pile(store)
        first, second, *_ = claims
        store.append("Ann", [a_step(first.id), a_step(second.id)], at=NOON)
        store.append("Bob", [a_step(first.id, "researching", seen=2)], at=NOON)
    return path, claims


CHANGES = [
    (
        "UPDATE events SET claim_id = (SELECT claim_id FROM events WHERE id = 2) WHERE id = 3",
        "Event 3 (selected by Ann",
    ),
    ("UPDATE events SET at = '2025-06-01T12:00:01+00:00' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET by = 'Eve' WHERE id = 3", "Event 3 (selected by Eve"),
    ("UPDATE events SET action = 'approved' WHERE id = 3", "Event 3 (approved by Ann"),
    ("UPDATE events SET data = '{\"a\":1}' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET seen = 1 WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET digest = 'abc' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET id = 99 WHERE id = 4", "Event 4 is missing: the next one is event 99."),
    ("DELETE FROM events WHERE id = 1", "Event 1 is missing: the next one is event 2."),
    ("DELETE FROM events WHERE id = 3", "Event 3 is missing: the next one is event 4."),
    ("UPDATE events SET data = 'not JSON' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET data = x'00ff' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE events SET at = 'yesterday' WHERE id = 3", "Event 3 (selected by Ann, yesterday"),
    ("UPDATE events SET at = x'00ff' WHERE id = 3", "Event 3 (selected by Ann"),
    ("UPDATE articles SET text = replace(text, '32', '33')", "does not fit its id: it was changed."),
    ("UPDATE articles SET publisher = 'Another paper'", "does not fit its id: it was changed."),
    (
        "UPDATE claims SET text = replace(text, '32', '33')",
        "does not fit its id or its article: it was changed.",
    ),
    ("UPDATE claims SET start = start + 1 WHERE start > 0", "does not fit its id or its article"),
    ("UPDATE claims SET record = '{'", "cannot be read: it was changed by something else"),
    ("UPDATE claims SET record = '[]'", "cannot be read: it was changed by something else"),
    ("UPDATE claims SET record = '{}'", "cannot be read: it was changed by something else"),
    ("UPDATE claims SET quoted = 'sung'", "cannot be read: it was changed by something else"),
    ("DELETE FROM claims WHERE start = 0", "The events speak of claims that are not there"),
    ("DELETE FROM articles", "The claims speak of articles that are not there"),
]


def skip_blobs(path: str, statement: str) -> None:
    if "://" in path and "x'" in statement:
        pytest.skip("a text column of PostgreSQL holds nothing but text")


@pytest.mark.parametrize(("statement", "problem"), CHANGES, ids=[statement[:60] for statement, _ in CHANGES])
def test_what_was_changed_behind_the_programs_back_is_found(
    log: tuple[str, list[Claim]], statement: str, problem: str
) -> None:
    skip_blobs(log[0], statement)
    tampered(log[0], statement)
    with Store(log[0]) as store:
        found = store.verify()
    assert found.problem is not None
    assert problem in found.problem


def test_without_the_texts_only_the_chain_is_recomputed(log: tuple[str, list[Claim]]) -> None:
    tampered(log[0], "UPDATE articles SET text = 'Other words.'")
    with Store(log[0]) as store:
        assert store.verify(texts=False).clean
        assert store.verify().events == 4


def test_damage_in_an_event_and_damage_beside_the_events_are_told_apart(log: tuple[str, list[Claim]]) -> None:
    tampered(log[0], "UPDATE articles SET publisher = 'Another paper'")
    with Store(log[0]) as store:
        found = store.verify()
        assert (found.clean, found.whole, found.events) == (False, True, 4)
    tampered(log[0], "UPDATE events SET by = 'Eve' WHERE id = 3")
    with Store(log[0]) as store:
        found = store.verify()
        assert (found.clean, found.whole, found.events) == (False, False, 2)


def test_a_snapshot_holds_its_own_verification_and_the_events_that_fit(log: tuple[str, list[Claim]]) -> None:
    with Store(log[0]) as store:
        whole = store.snapshot()
        assert whole.found == store.verify()
        assert [event.id for event in whole.events] == [1, 2, 3, 4]
        assert store.snapshot(until=2).found == Verification(2, whole.events[1].digest)
        assert store.snapshot(until=10**30).events == whole.events
    tampered(log[0], "UPDATE events SET by = 'Eve' WHERE id = 2")
    with Store(log[0]) as store:
        assert [event.action for event in store.snapshot().events] == ["imported"]


def test_a_snapshot_of_before_leaves_out_what_was_cut_by_hand_since(log: tuple[str, list[Claim]]) -> None:
    path, claims = log
    with Store(path) as store:
        early, late = (claim_on(an_article(), quote) for quote in ("32 members", "25 times"))
        for by_hand in (early, late):
            store.append("Ann", [a_step(by_hand.id, "added")], at=NOON, cuts=[by_hand])
        # One that was flagged, cut anew and brought back was there from the beginning.
        flagged_one = claims[2].id
        store.append("Ann", [a_step(flagged_one, "recut"), a_step(flagged_one, "added")], at=NOON)
        flagged = {claim.id for claim in claims}

        def there(until: int | None) -> set[str]:
            return {claim.id for claim in store.snapshot(until).claims}

        assert there(0) == set()
        assert there(1) == there(4) == flagged
        assert there(5) == {*flagged, early.id}
        assert there(6) == there(None) == {*flagged, early.id, late.id}


def test_what_cannot_be_read_after_it_keeps_no_snapshot_from_being_taken(
    log: tuple[str, list[Claim]],
) -> None:
    skip_blobs(log[0], "x'ff'")
    tampered(log[0], "UPDATE events SET data = CAST(x'ff' AS TEXT) WHERE id = 3")
    with Store(log[0]) as store:
        assert [event.id for event in store.snapshot(until=2).events] == [1, 2]


def test_a_cut_tail_is_found_with_a_head_noted_earlier(log: tuple[str, list[Claim]]) -> None:
    with Store(log[0]) as store:
        head = store.verify().head
    tampered(log[0], "DELETE FROM events WHERE id = 4")
    with Store(log[0]) as store:
        assert store.verify(texts=False).clean
        assert store.verify(head).problem == (
            f"The digest {head} is not in the log: the log was cut short or rewritten since."
        )


@pytest.mark.parametrize("change", ["data = '{'", "at = 'yesterday'", "at = x'00ff'", "data = x'ff'"])
def test_an_unreadable_event_is_named_and_keeps_none_of_the_others_from_being_read(
    log: tuple[str, list[Claim]], change: str
) -> None:
    skip_blobs(log[0], change)
    tampered(log[0], f"UPDATE events SET {change} WHERE id = 2")
    with Store(log[0]) as store:
        log_read = store.events()
    assert [event.id for event in log_read if event.action == UNREADABLE] == [2]
    (why,) = (event.data["why"] for event in log_read if event.id == 2)
    assert re.match("it is no JSON|it is no text|the moment at which it was taken", why)


def test_an_unreadable_claim_is_named_where_it_is_read(log: tuple[str, list[Claim]]) -> None:
    path, (claim, *_rest) = log
    tampered(path, "UPDATE claims SET record = '[' WHERE start = 0")
    with Store(path) as store, pytest.raises(StoreError, match=f"The claim {claim.id} cannot be read"):
        store.claim(claim.id)


# Crashes and several writers

WRITER = """
import sys
from datetime import UTC, datetime
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.store import Store

store = Store(sys.argv[1])
claims = [claim.id for claim in store.claims()]
last = {event.claim_id: event.id for event in store.events()}
while True:
    steps = [NewEvent(each, "selected", {"note": "x" * 500}, last.get(each, 0)) for each in claims[:3]]
    for event in store.append("Ann", steps, at=datetime.now(UTC)):
        last[event.claim_id] = event.id
    print(*last.values(), flush=True)
"""


def test_every_step_said_to_be_saved_is_there_after_a_crash(path: str) -> None:
    with Store(path) as store:
        a_pile(store)
    chance, saved = random.Random(5), 0
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            said = [writer.stdout.readline() for _ in range(chance.randint(1, 60))]
            writer.kill()
            said += writer.stdout.readlines()
        whole = [line for line in said if line.endswith(b"\n")]
        saved = max(saved, *(int(number) for line in whole for number in line.split()))
        with Store(path) as store:
            events = store.events()
            assert [event.id for event in events] == list(range(2, len(events) + 2))
            assert len(events) >= saved - 1 > 0
            # A step of three events is there whole or not at all.
            assert len(events) % 3 == 0
            assert store.verify() == Verification(len(events) + 1, events[-1].digest)


def test_two_writers_at_once_lose_nothing_and_keep_the_chain(path: str) -> None:
    with Store(path) as store:
        a_pile(store, "One. Two.")
        claims = store.claims()
    together = Barrier(2)

    def write(place: int) -> list[int]:
        with Store(path, busy_seconds=60) as store:
            seen, accepted = 0, []
            together.wait()
            for _ in range(40):
                (event,) = store.append(f"writer {place}", [a_step(claims[place].id, seen=seen)], at=NOON)
                seen = event.id
                accepted.append(seen)
        return accepted

    with ThreadPoolExecutor() as threads:
        first, second = threads.map(write, range(2))
    with Store(path) as store:
        events = store.events()
        assert [event.id for event in events if event.by == "writer 0"] == first
        assert [event.id for event in events if event.by == "writer 1"] == second
        assert store.verify() == Verification(81, events[-1].digest)


def test_of_two_writers_at_once_on_one_claim_one_is_refused_each_time(path: str) -> None:
    rounds = 20
    with Store(path) as store:
        a_pile(store, "One.")
        (claim,) = store.claims()
    together = Barrier(2)

    def write(place: int) -> list[bool]:
        accepted, seen = [], 0
        with Store(path, busy_seconds=60) as store:
            for _ in range(rounds):
                together.wait()
                try:
                    store.append(f"writer {place}", [a_step(claim.id, seen=seen)], at=NOON)
                    accepted.append(True)
                except ConflictError:
                    accepted.append(False)
                together.wait()
                seen = store.events()[-1].id
        return accepted

    with ThreadPoolExecutor() as threads:
        first, second = threads.map(write, range(2))
    assert [one != other for one, other in zip(first, second, strict=True)] == [True] * rounds
    with Store(path) as store:
        assert store.verify().events == rounds + 1
        assert [event.by == "writer 0" for event in store.events()] == first


def test_two_programs_that_make_one_file_at_once_make_it_once(path: str) -> None:
    together = Barrier(4)

    def make(place: int) -> Added:
        together.wait()
        with Store(path, busy_seconds=60) as store:
            return store.add(an_article(f"{TEXT} {place}"), [])

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(make, range(4))) == [Added(1, 0, 0)] * 4
    with Store(path) as store:
        assert len(store.articles()) == 4


def test_a_store_takes_articles_of_any_size(store: Store) -> None:
    article = Article("Exports doubled in 2019. " * 40_000)
    store.add(article, [cut(article, Span(0, 24))])
    assert store.article(article.id) == article
