"""What of each claim counts for its priority, kept so that a pile is ordered without reading its articles.

All of it can be worked out from the claim and its article again, so the log says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from claimcheck.model import SAID_BY, WHO_SAYS_IT, Claim
from claimcheck.review.json_values import dumps
from claimcheck.review.log.tables import claims, priority_parts


def keep_parts(connection: Connection, measured: Iterable[Claim]) -> None:
    """Keep the values of what each claim's priority is made of, in place of those before."""
    rows = {claim.id: _record(claim) for claim in measured}
    forget_parts(connection, rows)
    known = [{"claim_id": claim_id, "record": record} for claim_id, record in rows.items() if record]
    if known:
        connection.execute(insert(priority_parts), known)


def forget_parts(connection: Connection, claim_ids: Iterable[str]) -> None:
    """Keep nothing of those claims."""
    gone = [{"gone": claim_id} for claim_id in claim_ids]
    if gone:
        connection.execute(delete(priority_parts).where(priority_parts.c.claim_id == bindparam("gone")), gone)


def without_parts(connection: Connection) -> list[str]:
    """The articles with claims that were kept before all of this was known of them, by their ids."""
    known = select(priority_parts.c.claim_id).join(claims)
    known = known.where(claims.c.speaker.is_(None) | priority_parts.c.record.contains(f'"{SAID_BY}"'))
    query = select(claims.c.article_id).where(claims.c.id.not_in(known)).distinct()
    return list(connection.scalars(query))


def _record(claim: Claim) -> str:
    values: dict[str, float | str] = {part.name: round(part.value, 4) for part in claim.priority_parts}
    said_by = next((part.words for part in claim.priority_parts if part.name == WHO_SAYS_IT), "")
    if said_by:
        values[SAID_BY] = said_by
    return dumps(values) if values else ""
