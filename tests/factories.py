"""What the tests are made of; each function fills in what does not matter to its test."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimcheck.errors import WorkflowError
from claimcheck.model import Article, Claim, Event, KnownClaim, Source, Span, Status, Verdict
from claimcheck.review.json_values import work_to_json
from claimcheck.review.log.appending import NewEvent
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.session import ReviewSession
from claimcheck.review.shared_verdicts import is_stale
from claimcheck.review.workflow import Demand, Work

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
TEXT = (
    "NATO has 32 members. It is 25 times bigger than Russia.\n\n"
    "Exports doubled in 2019. Nobody disagreed, said Mark Rutte."
)


def an_article(text: str = TEXT, **fields: Any) -> Article:
    return Article(text, **fields)


def cut(article: Article, span: Span, **fields: Any) -> Claim:
    """The claim at *span*, as a flagger would make it for a hand-marked one."""
    return Claim(article.id, span, span.of(article.text), paragraph=span, **fields)


def claim_on(article: Article, quote: str, **fields: Any) -> Claim:
    return cut(article, span_of(article, quote), **fields)


def span_of(article: Article, quote: str) -> Span:
    start = article.text.index(quote)
    return Span(start, start + len(quote))


def flagged(article: Article) -> list[Claim]:
    """One claim a sentence, each a little less worth checking than the one before."""
    found = re.finditer(r"[^.\s][^.\n]*\.", article.text)
    return [
        cut(article, Span(*match.span()), worthiness=0.9 - place / 100) for place, match in enumerate(found)
    ]


def a_source(address: str = "https://example.org/report", **fields: Any) -> Source:
    return Source(address, **fields)


def some_work(**changes: Any) -> Work:
    """A form filled in as far as any gate asks."""
    filled: dict[str, Any] = {
        "statement": "NATO has 32 member states.",
        "rating": "True",
        "rationale": "Its own list says so.",
        "sources": (a_source("https://nato.example/members"), a_source("https://example.org/32")),
        "why_selected": "It was said in parliament.",
        "note": "Look at the date again.",
        "published_url": "https://paper.example/check",
        "correction": "The figure was that of 2024.",
    }
    return Work(**{**filled, **changes})


def a_known_claim(**fields: Any) -> KnownClaim:
    """What somebody else has checked before."""
    filled: dict[str, Any] = {
        "text": "NATO counts 32 member states.",
        "title": "NATO's members, counted",
        "rating": "Mostly true",
        "publisher": "PolitiFact",
        "url": "https://before.example/nato",
        "date": "2025-05-01",
        "speaker": "Mark Rutte",
        "origin": "politifact.csv",
        "added": "2025-06-01T00:00:00+00:00",
    }
    return KnownClaim(**{**filled, **fields})


QUICK = Work(rating="False", sources=(a_source(),))
"""As much as a desk for one asks for."""


def an_event(number: int, action: str, data: dict[str, Any] | None = None, **fields: Any) -> Event:
    values: dict[str, Any] = {"claim_id": "c", "at": NOON, "by": "Ann", "seen": number - 1, "digest": ""}
    return Event(id=number, action=action, data=data or {}, **{**values, **fields})


def a_move(number: int, target: str, work: Work | None = None, **fields: Any) -> Event:
    """The event of a move to *target*, as a session writes it."""
    data = {"work": work_to_json(work or Work()), "policy": "solo", "scale": "claimcheck", "group": "g"}
    return an_event(number, target, data, **fields)


def a_step(claim_id: str, action: str = "selected", seen: int | None = 0, **data: Any) -> NewEvent:
    return NewEvent(claim_id, action, data, seen)


def a_pile(store: Store, text: str = TEXT) -> tuple[Article, list[Claim]]:
    """An article with a claim a sentence, in *store*."""
    article = an_article(text)
    claims = flagged(article)
    store.add(article, claims)
    return article, claims


def a_desk(store: Store, reviewer: str = "Ann", policy: Policy | None = None, **fields: Any) -> ReviewSession:
    return ReviewSession(store, reviewer, policy=policy, cut=fields.pop("cut", cut), **fields)


@contextmanager
def behind(path: str | Path) -> Iterator[sqlite3.Connection]:
    """Plain sqlite3 on the file of a store, committing each statement: another program."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def drop_triggers(connection: sqlite3.Connection) -> list[str]:
    """Take the triggers out; the statements that put them back."""
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in made:
        connection.execute(f"DROP TRIGGER {name}")
    return [statement for _, statement in made]


def work_at(session: ReviewSession) -> Work:
    """What the form shows."""
    view = session.view()
    assert view is not None
    return view.work


def typed(session: ReviewSession, claim_id: str, work: Work) -> None:
    draft = session.store.draft(claim_id, session.reviewer)
    session.save_draft(claim_id, work, draft.version if draft else 0)


def told(session: ReviewSession, claim_id: str) -> Verdict:
    """The verdict without the log it came from."""
    return replace(session.verdict(claim_id), seen=0, history=())


def served_is_stale(session: ReviewSession, claim_id: str) -> bool:
    """Whether the check that the claim took over has changed since, or counts no more."""
    verdict = session.verdict(claim_id)
    return verdict.served_from is not None and is_stale(verdict, session.verdict(verdict.served_from))


def everything_shown(session: ReviewSession, claim_id: str) -> str:
    """All that a desk shows its reviewer of the claim that they are at, and of the pile, in one text."""
    view, worklist = session.view(), session.worklist
    assert view is not None
    return repr(
        [
            view,
            # A verdict leaves its history out of its representation.
            view.verdict.history,
            [(way, way.missing) for way in session.ways(claim_id, view.work)],
            [demand for status in Status for demand in _demands(session, claim_id, status, view.work)],
            session.forward(claim_id),
            session.cursor.queue,
            session.progress,
            [
                worklist.pile(),
                worklist.people(),
                worklist.speakers(),
                worklist.kinds(),
                worklist.claims_in(view.article.id),
            ],
            session.store.draft(claim_id, session.reviewer),
        ]
    )


def _demands(session: ReviewSession, claim_id: str, target: Status, work: Work) -> tuple[Demand, ...]:
    try:
        return session.checklist(claim_id, target, work)
    except WorkflowError:
        return ()
