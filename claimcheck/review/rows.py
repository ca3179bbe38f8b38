"""Articles, claims and events as rows of the database and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from claimcheck.errors import StoreError
from claimcheck.model import Article, Claim, Event
from claimcheck.review.records import claim_from_json, claim_to_json, dumps
from claimcheck.review.sums import SUM

Row = Mapping[str, Any] | RowMapping


def article_row(article: Article) -> dict[str, Any]:
    """The row of an article that is added now."""
    return {"id": article.id, "added_at": datetime.now(UTC).isoformat(), **asdict(article)}


def article_of(row: Row) -> Article:
    """The inverse of `article_row`."""
    return Article(**{name: row[name] for name in row if name not in ("id", "added_at", SUM)})


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
        "worthiness": claim.worthiness,
        "record": claim_to_json(claim),
        "kinds": " ".join(claim.kinds),
    }


def claim_of(row: Row) -> Claim:
    """The inverse of `claim_row`; raises StoreError where something else has changed the row."""
    try:
        return claim_from_json(dict(row), row["record"])
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"The claim {row['id']} cannot be read: it was changed by something else ({error})."
        ) from None


def event_row(event: Event) -> dict[str, Any]:
    """The row of an event, over whose values its digest is taken."""
    return {
        "id": event.id,
        "claim_id": event.claim_id,
        "at": event.at.isoformat(),
        "by": event.by,
        "action": event.action,
        "data": dumps(event.data),
        "seen": event.seen,
        "digest": event.digest,
    }


def event_of(row: Row) -> Event:
    """The inverse of `event_row`; raises StoreError where something else has changed the row."""
    try:
        at, data = datetime.fromisoformat(row["at"]), json.loads(row["data"])
    except (ValueError, TypeError) as error:
        raise StoreError(
            f"Event {row['id']} cannot be read: it was changed by something else ({error})."
        ) from None
    return Event(row["id"], row["claim_id"], at, row["by"], row["action"], data, row["seen"], row["digest"])
