"""Articles and the claims that flagging found in them: how they are kept, found again and flagged anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, RowMapping

from claimcheck.errors import ArticleError, StoreError
from claimcheck.model import Article, Claim
from claimcheck.review.article_facts import (
    TOLD,
    by_name,
    facts_in,
    newer_facts,
    same_article,
    text_print,
    with_facts,
)
from claimcheck.review.events import IMPORTED, REFLAGGED, UPDATED_FACTS
from claimcheck.review.log.appending import enter, insert_row, unkept
from claimcheck.review.log.checksums import ARTICLES, CLAIMS, REMOVED, checksums
from claimcheck.review.log.priority_parts import forget_parts, keep_parts
from claimcheck.review.log.rows import article_of, article_row, as_kept, claim_row, event_of
from claimcheck.review.log.tables import articles, claims, drafts, events, text_prints


@dataclass(frozen=True, slots=True)
class Added:
    """What an import changed; all zero where it brought nothing new.

    ``article_id`` is the id under which the article is kept.
    """

    articles: int
    claims: int
    removed: int
    article_id: str = field(default="", compare=False, repr=False)


def keep_article(
    connection: Connection, article: Article, flagged: Iterable[Claim], by: str, *, update_facts: bool
) -> Added:
    """What `Store.add` does, in its transaction."""
    kept = find_same(connection, article)
    held: dict[str, Any] = {}
    if kept is None:
        row = article_row(article)
        held[ARTICLES] = checksums(ARTICLES, [row])
        insert_row(connection, articles, row)
        connection.execute(insert(text_prints).values(article_id=row["id"], print=text_print(row["text"])))
    else:
        newer = by_name(newer_facts(kept, article)) if update_facts else {}
        _refuse_other_reading(with_facts(kept, newer), article)
        held |= {TOLD: {kept.id: newer}} if newer else {}
    kept_as = kept.id if kept else article.possible_ids[0]
    names = {*article.possible_ids, article.id}
    own = (replace(c, article_id=kept_as, kept_as=None) if c.article_id in names else c for c in flagged)
    removed, fresh = _reflag(connection, kept_as, own, held)
    if held:
        action = UPDATED_FACTS if TOLD in held else REFLAGGED if kept else IMPORTED
        enter(connection, by, action, held, datetime.now(UTC))
    return Added(0 if kept else 1, fresh, removed, kept_as)


def read_articles(connection: Connection, until: int | None = None) -> dict[str, Article]:
    """Every article by its id, in the order of import, with what was known of it after the event *until*."""
    # Not in SQL: not every collation of a server orders moments as text.
    rows = connection.execute(select(articles)).mappings()
    in_order = sorted(rows, key=lambda row: (row["added_at"], row["id"]))
    return {article.id: article for article in _with_facts(connection, in_order, until)}


def read_article(connection: Connection, article_id: str) -> Article | None:
    """The article with that id, if there is one."""
    rows = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().all()
    return next(iter(_with_facts(connection, rows)), None)


def _with_facts(
    connection: Connection, rows: Sequence[RowMapping], until: int | None = None
) -> list[Article]:
    """The articles of *rows*, with what was learned after their import."""
    learned = _facts(connection, until) if rows else {}
    return [with_facts(article_of(row), learned.get(row["id"], {})) for row in rows]


def _facts(connection: Connection, until: int | None = None) -> dict[str, dict[str, str]]:
    """What was learned about articles after their import, up to the event *until*, by their ids."""
    query = select(events).where(events.c.claim_id.is_(None), events.c.action == UPDATED_FACTS)
    learned: dict[str, dict[str, str]] = {}
    for row in connection.execute(query.order_by(events.c.id)).mappings():
        # Not in SQL: a server's numbers end before Python's.
        if until is not None and row["id"] > until:
            break
        # One that cannot be read is named by `verify`, and shuts nobody out.
        with suppress(StoreError):
            for article_id, facts in facts_in(event_of(row).data).items():
                learned.setdefault(article_id, {}).update(facts)
    return learned


def find_same(connection: Connection, article: Article) -> Article | None:
    """The article, as it is known now, of which *article* is another reading; None where none is kept."""
    names = {*article.possible_ids, article.id}
    alike = select(text_prints.c.article_id).where(text_prints.c.print == text_print(article.text))
    query = select(articles).where(articles.c.id.in_(names) | articles.c.id.in_(alike))
    found = _with_facts(connection, connection.execute(query).mappings().all())
    found.sort(key=lambda kept: (kept.id not in names, kept.text != article.text, kept.id))
    return next((kept for kept in found if kept.id in names or same_article(kept, article)), None)


def _refuse_other_reading(kept: Article, article: Article) -> None:
    """Refuse an article of which claims were flagged that do not fit the one that is kept."""
    if kept.text != article.text:
        raise ArticleError(
            "This article is in the database already, with other line ends or other characters at its ends. "
            "Nothing was written: flag its claims as it is kept (Store.as_kept), as cc.add does."
        )
    for name in ("published", "language"):
        before, now = getattr(kept, name), getattr(article, name)
        if before != now:
            raise ArticleError(
                f"This article is in the database already, with {name}: {before or 'none'}, "
                f"not {now or 'none'}; its claims are read by that. Nothing was written: add the article as "
                "it was, or with update_facts=True, which flags anew what nobody has touched."
            )


def _reflag(
    connection: Connection, article_id: str, flagged: Iterable[Claim], held: dict[str, Any]
) -> tuple[int, int]:
    """Bring an article's untouched claims to those *flagged*; how many went and how many came.

    What the log has to say of it is put into *held*.
    """
    present = _checksums_of_claims(connection, article_id)
    wanted = {claim.id: claim for claim in (as_kept(claim, present) for claim in flagged)}
    touched = _touched(connection, article_id)
    _without_same_words(connection, touched, wanted)
    removed = [claim_id for claim_id in present if claim_id not in wanted and claim_id not in touched]
    forget_parts(connection, removed)
    for claim_id in removed:
        connection.execute(delete(claims).where(claims.c.id == claim_id))
    rows = {claim_id: claim_row(claim) for claim_id, claim in wanted.items() if claim_id not in touched}
    now = checksums(CLAIMS, rows.values())
    changed = {claim_id: said for claim_id, said in now.items() if said != present.get(claim_id)}
    for claim_id in changed.keys() & present.keys():
        connection.execute(update(claims).where(claims.c.id == claim_id).values(**rows[claim_id]))
    fresh = [rows[claim_id] for claim_id in changed if claim_id not in present]
    if fresh:
        connection.execute(insert(claims), fresh)
    keep_parts(connection, (replace(wanted[claim_id], kept_as=claim_id) for claim_id in rows))
    expected = {**present, **now}
    for claim_id in removed:
        del expected[claim_id]
    if _checksums_of_claims(connection, article_id) != expected:
        raise unkept(claims.name)
    held |= {CLAIMS: changed} if changed else {}
    held |= {REMOVED: removed} if removed else {}
    return len(removed), len(fresh)


def _checksums_of_claims(connection: Connection, article_id: str) -> dict[str, str]:
    query = select(claims).where(claims.c.article_id == article_id)
    return checksums(CLAIMS, (dict(row) for row in connection.execute(query).mappings()))


def _without_same_words(connection: Connection, touched: set[str], wanted: dict[str, Claim]) -> None:
    """Take from *wanted* what a *touched* claim says already.

    An older claimcheck let a quotation mark stand alone at the end of a claim, and the two are one.
    """
    query = select(claims.c.id, claims.c.start, claims.c.text).where(claims.c.id.in_(touched - wanted.keys()))
    said = {_words(row.start, row.text) for row in connection.execute(query)}
    for claim in list(wanted.values()):
        if claim.id not in touched and _words(claim.span.start, claim.text) in said:
            del wanted[claim.id]


def _words(start: int, text: str) -> tuple[int, int]:
    """Where the words of a claim that begins at *start* begin and end, without the marks around them."""
    inside = [place for place, character in enumerate(text) if character.isalnum()]
    return (start + inside[0], start + inside[-1]) if inside else (start, start + len(text))


def _touched(connection: Connection, article_id: str) -> set[str]:
    """The claims of an article that carry events or drafts."""
    touched: set[str] = set()
    for table in (events, drafts):
        query = select(table.c.claim_id).distinct().join(claims, claims.c.id == table.c.claim_id)
        touched.update(connection.scalars(query.where(claims.c.article_id == article_id)))
    return touched
