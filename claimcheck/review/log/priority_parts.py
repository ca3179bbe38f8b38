"""What of each claim counts for its priority, kept so that a pile is ordered without reading its articles.

All of it can be worked out from the claim and its article again, so the log says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.engine import Connection

from claimcheck.model import Claim
from claimcheck.review.json_values import dumps
from claimcheck.review.log.tables import claims, priority_parts


def keep_parts(connection: Connection, measured: Iterable[Claim]) -> None:
    """Keep what each claim's priority is made of, by name its value and words, in place of what was kept."""
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
    # At first the values were kept without the words, which stand in brackets with them.
    known = select(priority_parts.c.claim_id).where(priority_parts.c.record.contains("["))
    query = select(claims.c.article_id).where(claims.c.id.not_in(known)).distinct()
    return list(connection.scalars(query))


def _record(claim: Claim) -> str:
    measured = {
        part.name: [round(part.value, 4), part.words] if part.words else [round(part.value, 4)]
        for part in claim.priority_parts
        if part.value
    }
    return dumps(measured) if measured else ""
