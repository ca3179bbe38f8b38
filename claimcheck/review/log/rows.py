"""Articles, claims and events as rows of the database and back."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from claimcheck.errors import StoreError
from claimcheck.model import Article, Claim, Event
from claimcheck.review.events import data_of, unreadable
from claimcheck.review.json_values import MisreadError, claim_from_json, claim_to_json, dumps

# Of an event whose moment cannot be read.
_UNKNOWN_MOMENT = datetime.fromtimestamp(0, UTC)

Row = Mapping[str, Any] | RowMapping


def article_row(article: Article) -> dict[str, Any]:
    """The row of an article that is added now."""
    known = asdict(article)
    del known["kept_as"]
    return {"id": article.possible_ids[0], "added_at": datetime.now(UTC).isoformat(), **known}


def article_of(row: Row) -> Article:
    """The inverse of `article_row`; the article keeps the id of the row."""
    known = {name: row[name] for name in row if name not in ("id", "added_at")}
    return Article(**known, kept_as=row["id"])


def claim_row(claim: Claim) -> dict[str, Any]:
    """The row of a claim: what the database sorts and filters by in columns, the rest as JSON."""
    return {
        "id": claim.id,
        "article_id": claim.article_id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "speaker": claim.speaker,
        "quoted": claim.quoted,
        # A database has no zero below zero.
        "worthiness": claim.worthiness + 0.0,
        "record": claim_to_json(claim),
        "kinds": " ".join(claim.kinds),
    }


def claim_of(row: Row) -> Claim:
    """The inverse of `claim_row`, with the row's id; StoreError where something else has changed the row."""
    try:
        return replace(claim_from_json(dict(row), row["record"]), kept_as=row["id"])
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise StoreError(
            f"The claim {row['id']} cannot be read: it was changed by something else ({error})."
        ) from None


def as_kept(claim: Claim, ids: Container[str]) -> Claim:
    """*claim* under that of its ids which *ids*, those of the claims that are kept, hold already, if any."""
    return next((replace(claim, kept_as=name) for name in claim.possible_ids if name in ids), claim)


def event_row(event: Event) -> dict[str, Any]:
    """The row of an event, over whose values its digest is taken."""
    return {
        "id": event.id,
        "claim_id": event.claim_id or None,
        "at": event.at.isoformat(),
        "by": event.by,
        "action": event.action,
        "data": dumps(event.data),
        "seen": event.seen,
        "digest": event.digest,
    }


def event_of(row: Row) -> Event:
    """The inverse of `event_row`; an event that is UNREADABLE where the row says nothing of its kind."""
    seen = row["seen"] if isinstance(row["seen"], int) else 0
    names = ("claim_id", "by", "action", "digest")
    claim_id, by, action, digest = ("" if row[name] is None else str(row[name]) for name in names)
    event = Event(row["id"], claim_id, _UNKNOWN_MOMENT, by, action, {}, seen, digest)
    try:
        event = replace(event, at=_moment(row["at"]))
        return replace(event, data=data_of(row["action"], row["data"]))
    except MisreadError as error:
        return unreadable(event, str(error), row["data"])


def moment(text: object) -> datetime:
    """The moment that is stored as *text*; the beginning of time where something else has changed it."""
    try:
        return _moment(text)
    except MisreadError:
        # Verifying will say so.
        return _UNKNOWN_MOMENT


def _moment(text: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise MisreadError("the moment at which it was taken is none")
    return at
