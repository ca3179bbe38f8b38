"""The vocabulary of the page: what is none of it is refused with what and where, and nothing is done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from desk_page import Page
from effort import examples
from factories import a_desk, a_pile, an_article, behind, flagged, some_work
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import SENTENCES, database

import claimcheck as cc
from claimcheck.errors import ClaimcheckError, WorkflowError
from claimcheck.matcher import Matcher
from claimcheck.model import Contact, Source, Status
from claimcheck.open_desk import tools_for
from claimcheck.priority.priorities import WEIGHTS
from claimcheck.review.json_values import work_from_json, work_to_json
from claimcheck.review.limits import ADDRESS, CLAIMS_AT_ONCE, LONG, SHORT, SOURCES
from claimcheck.review.log.store import Store
from claimcheck.review.queue import Filter
from claimcheck.review.session import ReviewSession
from claimcheck.review.workflow import Work
from claimcheck.widgets import messages
from claimcheck.widgets.desk import Desk

SENT = {"n": 7, "claim": "c", "seen": 0, "work": {}, "version": 0, "edited": True, "comment": ""}
FILTER = asdict(Filter())
PRIORITIES = {
    "weights": dict.fromkeys(WEIGHTS, 1),
    "topics": [{"name": "defence", "words": ["ammunition"]}],
    "people": [],
    "leave_out": [],
    "minimum": 0,
}
FIELDS: dict[str, dict[str, Any]] = {
    "draft": {},
    "take": {"target": "approved"},
    "mend": {"url": "https://example.org"},
    "cut": {"how": "add", "article": "a", "start": 0, "end": 4},
    "judge": {"known": "k", "confirmed": True},
    "dismiss": {"ids": ["c"], "reason": "opinion"},
    "undo": {},
    "redo": {},
    "comment": {"text": "So it is."},
    "assign": {"ids": ["c"], "to": None},
    "tag": {"ids": ["c"], "add": ["NATO"], "remove": []},
    "weigh": {"what": "reach", "level": "wide"},
    "blind": {"ids": ["c"], "on": True},
    "serve": {"from": "c", "to": ["d"]},
    "open": {"to": "c"},
    "next": {},
    "previous": {},
    "back": {},
    "look": {},
    "show": {"filter": FILTER, "go": False},
    "reload": {},
}
TABLE = {"name": "gdp.csv", "sha256": "0" * 64, "group": False, "unit": "USD"}
BARE: dict[str, dict[str, Any]] = {
    "search": {"text": "tanks"},
    "drawn": {},
    "sendrows": {"ids": ["c"]},
    "fill": {"on": False},
    "bring": dict.fromkeys(("text", "title", "author", "publisher", "published", "url", "language"), ""),
    "bringfile": {"name": "a.md", "alone": True},
    "bringpage": {"address": "https://example.org"},
    "takenewer": {},
    "attach": {"file": "f1", "name": "report.pdf", "size": 5},
    "attachpart": {"file": "f1", "at": 0},
    "openattachment": {"sha256": "0" * 64},
    "showpriorities": {},
    "trypriorities": {"n": 1, "form": PRIORITIES},
    "keeppriorities": {"form": PRIORITIES},
    "showtables": {},
    "lookattable": {"n": 1, "form": TABLE},
    "keeptable": {"form": TABLE, "place": "beside"},
    "removetable": {"key": "df671600f8"},
    "export": {"write": True},
    "workout": {"claim": "c", "typed": {"given": [{"role": "left", "value": "1,234"}]}},
    "charts": {},
}


def said(op: str, **changes: Any) -> dict[str, Any]:
    return {"op": op, **SENT, **FIELDS[op], **changes}


@pytest.mark.parametrize("op", FIELDS)
def test_each_message_of_the_page_is_read(op: str) -> None:
    message = messages.read(said(op))
    assert type(message).__name__.casefold() == op
    assert isinstance(message, messages.Asked)
    assert (message.n, message.claim, message.edited, message.typed) == (7, "c", True, Work())


def test_each_message_of_the_vocabulary_is_tested() -> None:
    every = {kind for union in get_args(messages.Message) for kind in (get_args(union) or (union,))}
    assert {kind.__name__.casefold() for kind in every} == {*FIELDS, *BARE}


@pytest.mark.parametrize("op", BARE)
def test_each_message_that_is_no_step_is_read(op: str) -> None:
    message = messages.read({"op": op, **BARE[op]})
    assert type(message).__name__.casefold() == op
    assert not isinstance(message, messages.Asked)


def test_the_form_of_the_page_has_the_fields_of_the_work() -> None:
    for form, value in (
        (messages.Form, Work),
        (messages.SourceForm, Source),
        (messages.ContactForm, Contact),
    ):
        assert [field.name for field in msgspec.structs.fields(form)] == [f.name for f in fields(value)]


def test_a_form_is_read_whole() -> None:
    work = some_work(contact=Contact(asked="2025-06-01"), sources=(Source("x", "t", primary=False),))
    message = messages.read(said("draft", work=work_to_json(work)))
    assert isinstance(message, messages.Draft)
    assert message.typed == work


BOTTOMLESS: Any = None
for _ in range(500):
    BOTTOMLESS = [BOTTOMLESS]

# What is sent, and what the refusal says of it
UNREADABLE: list[tuple[Any, str]] = [
    (None, "it is nothing, not a record"),
    ([], "it is a list, not a record"),
    ("take", "it is text, not a record"),
    (5, "it is a whole number, not a record"),
    ({}, "it lacks “op”"),
    ({"op": 5}, "“op” is a whole number, not text"),
    ({"op": "frobnicate"}, "“op” is 'frobnicate', which is unknown"),
    ({"op": "\ud800"}, "it has a character that no text can have"),
    (said("next", surprise=1), "it has “surprise”, which is unknown"),
    (said("next", **{"\ud800": 1}), "it has a character that no text can have"),
    (said("next", deep=BOTTOMLESS), "it has “deep”, which is unknown"),
    ({key: value for key, value in said("take").items() if key != "target"}, "it lacks “target”"),
    ({key: value for key, value in said("undo").items() if key != "version"}, "it lacks “version”"),
    (said("take", target="done"), "says 'done' for “target”, which is unknown"),
    (said("take", target=None), "“target” is nothing, not text"),
    (said("take", seen="x"), "“seen” is text, not a whole number or nothing"),
    (said("take", seen=-1), "“seen” is not >= 0"),
    (said("take", seen=0.5), "“seen” is a number, not a whole number or nothing"),
    (said("take", seen=float("nan")), "“seen” is a number, not a whole number or nothing"),
    (said("take", version=float("inf")), "“version” is a number, not a whole number"),
    (said("take", version=2**60), "“version” is not <= 9007199254740992"),
    (said("take", edited=1), "“edited” is a whole number, not yes or no"),
    (said("take", claim="no claim"), "“claim” is no such name"),
    (said("take", claim="c\n"), "“claim” is no such name"),
    (said("take", claim="\x00"), "“claim” is no such name"),
    (said("take", claim="\ud800"), "“claim” is no such name"),
    (said("take", claim="c" * 65), "“claim” is no such name"),
    (said("take", work=[]), "“work” is a list, not a record or nothing"),
    (said("take", work={"statement": 5}), "“work.statement” is a whole number, not text or nothing"),
    (said("take", work={"mood": "good"}), "“work” has “mood”, which is unknown"),
    (said("take", work={"sources": 3}), "“work.sources” is a whole number, not a list"),
    (said("take", work={"sources": {"address": "x"}}), "“work.sources” is a record, not a list"),
    (
        said("draft", work={"sources": [{}, {"primary": "maybe"}]}),
        "“work.sources[1].primary” is text, not yes or no or nothing",
    ),
    (said("draft", work={"sources": [{"address": None}]}), "“work.sources[0].address” is nothing, not text"),
    (said("draft", work={"contact": []}), "“work.contact” is a list, not a record or nothing"),
    (said("draft", work={"contact": {"asked": 3}}), "“work.contact.asked” is a whole number, not text"),
    (said("draft", comment=None), "“comment” is nothing, not text"),
    (said("comment", text={"a": 1}), "“text” is a record, not text"),
    (said("dismiss", ids="c"), "“ids” is text, not a list"),
    (said("dismiss", ids=[5]), "“ids[0]” is a whole number, not text"),
    (said("dismiss", ids=["c"] * (CLAIMS_AT_ONCE + 1)), "“ids” is too long"),
    (said("blind", on="yes"), "“on” is text, not yes or no"),
    (said("assign", to=["Bob"]), "“to” is a list, not text or nothing"),
    (said("judge", confirmed=None), "“confirmed” is nothing, not yes or no"),
    (said("cut", how="up"), "says 'up' for “how”, which is unknown"),
    (said("cut", start=-4), "“start” is not >= 0"),
    (
        said("show", filter={**FILTER, "show": "none of them"}),
        "says 'none of them' for “show”, which is unknown",
    ),
    (said("show", filter={**FILTER, "order": "by chance"}), "says 'by chance' for “order”, which is unknown"),
    (said("show", filter={**FILTER, "text": "x" * (SHORT + 1)}), "“filter.text” is too long"),
    (said("open", to=None), "“to” is nothing, not text"),
    (said("weigh", what="size"), "says 'size' for “what”, which is unknown"),
    (
        {"op": "keeppriorities", "form": {**PRIORITIES, "minimum": "much"}},
        "“form.minimum” is text, not a number",
    ),
    ({"op": "search"}, "it lacks “text”"),
    ({"op": "search", "text": 5}, "“text” is a whole number, not text"),
    ({"op": "search", "text": "x" * (SHORT + 1)}, "“text” is too long"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return database(tmp_path / "log.db", an_article(title="A talk"))


@pytest.fixture
def page(path: Path) -> Iterator[Page]:
    desk = cc.desk(path, "Ann", threshold=0)
    yield Page(desk)
    desk.session.store.close()


def written(path: Path) -> list[Any]:
    """Everything that a message could have written."""
    with behind(path) as connection:
        tables = ("events", "drafts", "desks", "claims")
        return [connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def answer_to(page: Page, raw: Any) -> dict[str, Any]:
    """What the page waits for after it has sent *raw*."""
    page.hear(raw)
    op = raw.get("op") if isinstance(raw, dict) else None
    return page.told[-1] if op in ("draft", "search") else page.state


@pytest.mark.parametrize(("raw", "why"), UNREADABLE, ids=[why for _raw, why in UNREADABLE])
def test_what_is_no_message_is_refused_with_what_and_where(raw: Any, why: str) -> None:
    with pytest.raises(messages.UnreadableMessageError) as refusal:
        messages.read(raw)
    assert why in str(refusal.value)


def test_what_is_no_message_is_answered_and_nothing_is_written(page: Page, path: Path) -> None:
    before = written(path)
    for raw, why in UNREADABLE:
        answer = answer_to(page, raw)
        assert why in str(answer.get("error") or answer.get("problem"))
        if answer.get("kind") != "searched":
            assert answer["ack"] == (raw.get("n", 0) if isinstance(raw, dict) else 0)
        assert page.claim["quote"] == SENTENCES[0]
    assert written(path) == before
    assert page.send("next")["error"] is None


def test_a_number_that_is_none_is_answered_as_nought(page: Page) -> None:
    numbers: list[Any] = [None, "7", -1, 7.5, 2**70, True, [], float("nan")]
    for number in numbers:
        assert "“n” is" in page.hear(said("undo", n=number))["error"]
        assert page.state["ack"] == 0


# What somebody typed, and what is said where it is too much
TOO_MUCH: list[tuple[dict[str, Any], str]] = [
    (
        {"work": {"statement": "x" * (SHORT + 1)}},
        "The statement has 5,001 characters; at most 5,000 are",
    ),
    ({"work": {"rationale": "x" * (LONG + 1)}}, "The rationale has 30,001 characters; at most 30,000 are"),
    ({"work": {"note": "x" * (LONG + 1)}}, "The note has 30,001 characters"),
    ({"work": {"rating": "x" * 300}}, "The rating has 300 characters; at most 200"),
    ({"work": {"published_url": "x" * (ADDRESS + 1)}}, "The address of the published check has 8,001"),
    ({"work": {"contact": {"reply": "x" * (LONG + 1)}}}, "The claimant's reply has 30,001 characters"),
    (
        {"work": {"sources": [{"address": "a"}, {"passage": "x" * (LONG + 1)}]}},
        "The quoted passage of source 2 has 30,001 characters",
    ),
    (
        {"work": {"sources": [{"address": "a"}] * (SOURCES + 1)}},
        "There are 501 sources; at most 500 are",
    ),
    ({"comment": "x" * 20_000_000}, "The comment has 20,000,000 characters; at most 30,000 are kept."),
]


@pytest.mark.parametrize("op", ["draft", "take"])
def test_what_is_too_much_is_refused_with_how_much_may_be(page: Page, path: Path, op: str) -> None:
    before, target = written(path), {"target": "selected"} if op == "take" else {}
    for typed, why in TOO_MUCH:
        page.send(op, **{"work": {}, "edited": True, **typed, **target})
        answer = page.told[-1] if op == "draft" else page.state
        assert (answer["ack"], answer["kept"]) == (page.number, None)
        assert answer["error"].startswith(why)
    assert written(path) == before


def forms_handed_in(desk: ReviewSession, claim_id: str, work: Any) -> list[Callable[[], object]]:
    return [
        lambda: desk.save_draft(claim_id, work, 0),
        lambda: desk.take(claim_id, Status.SELECTED, work),
        lambda: desk.update(claim_id, work),
        lambda: desk.rate(claim_id, work),
    ]


@pytest.mark.parametrize(("typed", "why"), TOO_MUCH[:-1], ids=[why for _typed, why in TOO_MUCH[:-1]])
def test_a_session_has_the_same_limits(typed: dict[str, Any], why: str) -> None:
    with Store(":memory:") as store:
        claim_id, desk = a_pile(store)[1][0].id, a_desk(store)
        for step in forms_handed_in(desk, claim_id, work_from_json(typed["work"])):
            with pytest.raises(WorkflowError, match=re.escape(why)):
                step()
        assert store.events() == []
        assert store.draft(claim_id, "Ann") is None


NO_FORMS: list[Any] = [{"statement": 5}, {"sources": (3,)}, {"contact": "yes"}, {"rating": b"True"}]


@pytest.mark.parametrize("fields", NO_FORMS, ids=str)
def test_a_session_refuses_what_is_no_form(fields: Any) -> None:
    with Store(":memory:") as store:
        claim_id, desk = a_pile(store)[1][0].id, a_desk(store)
        for work in (Work(**fields), None):
            for step in forms_handed_in(desk, claim_id, work):
                with pytest.raises(WorkflowError, match="This cannot be kept, and nothing was: "):
                    step()


def test_more_claims_than_a_step_may_take_are_refused() -> None:
    with Store(":memory:") as store:
        desk, crowd = a_desk(store), ["c"] * (CLAIMS_AT_ONCE + 1)
        for step in (desk.assign, desk.dismiss):
            with pytest.raises(WorkflowError, match="20,001 claims are marked; at most 20,000 are taken"):
                step(crowd, "opinion")


def test_a_comment_of_20_mb_is_refused(page: Page, path: Path) -> None:
    before = written(path)
    error = page.send("comment", text="x" * 20_000_000)["error"]
    assert error == (
        "The comment has 20,000,000 characters; at most 30,000 are kept. Nothing was kept: shorten it."
    )
    assert written(path) == before


def test_what_is_just_within_the_limits_is_kept(page: Page) -> None:
    address = "https://example.org/"
    source = {"address": address.ljust(ADDRESS, "a"), "passage": "x" * LONG}
    work = {
        "statement": "x" * SHORT,
        "rationale": "y" * LONG,
        "rating": "True",
        "sources": [source] * 20,
    }
    assert page.type(work)["error"] is None
    assert page.send("take", work, target="approved")["error"] is None


def test_half_a_character_and_a_nul_in_what_is_typed_are_replaced_and_seen(page: Page) -> None:
    page.type({"statement": "a\ud800b\x00c"})
    page.send("next")
    page.send("previous")
    assert page.claim["work"]["statement"] == "a\ufffdb\ufffdc"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["approved", "c", "\ud800", "\x00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
OF_A_MESSAGE = sorted({name for op in FIELDS for name in said(op)} - {"op"})
OF_A_FORM = [field.name for field in fields(Work)]
FORMS = JSON | st.dictionaries(st.sampled_from(OF_A_FORM), JSON, max_size=4)


@st.composite
def nearly_messages(draw: st.DrawFn) -> dict[str, Any]:
    """A message of ours, of which some fields are anything."""
    raw = said(draw(st.sampled_from(sorted(FIELDS))))
    for name in draw(st.lists(st.sampled_from(OF_A_MESSAGE), max_size=3)):
        raw[name] = draw(FORMS if name == "work" else JSON)
    return raw


@settings(max_examples=examples(60))
@given(raw=JSON | nearly_messages())
def test_whatever_is_sent_is_answered_and_what_is_no_message_writes_nothing(raw: Any) -> None:
    with Store(":memory:") as store:
        store.add(an_article(), flagged(an_article()))
        page = Page(Desk(a_desk(store), tools_for(store, 0, None, Matcher())))
        raw = json.loads(json.dumps(raw))
        before = kept_in(store)
        answer = answer_to(page, raw)
        if answer.get("kind") != "searched":
            assert answer["ack"] == messages.envelope(raw).n
        if refused(raw):
            assert answer.get("error") or answer.get("problem")
            assert kept_in(store) == before
        json.dumps(page.state)


def refused(raw: Any) -> bool:
    try:
        messages.read(raw)
    except ClaimcheckError:
        return True
    return False


def kept_in(store: Store) -> Any:
    ids = [row.claim_id for row in store.queue()]
    return store.events(), [store.drafts_on(claim_id) for claim_id in ids], store.desk("Ann"), ids
