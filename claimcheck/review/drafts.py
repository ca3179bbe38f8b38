"""What reviewers have typed and not yet taken a step with, in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from claimcheck.review.reading_back import refuse_unkept
from claimcheck.review.records import dumps
from claimcheck.review.schema import drafts

# Under this name a draft keeps a comment that is being written.
COMMENT = "comment"
# What a draft was typed on that says nothing of the form: it then hides nothing that anybody has done.
_BEFORE_ALL = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reviewer has typed and not yet taken a step with."""

    data: Mapping[str, Any]
    version: int


def draft_of(connection: Connection, claim_id: str, reviewer: str) -> Draft | None:
    """What *reviewer* has typed on that claim, if anything."""
    mine = (drafts.c.claim_id == claim_id) & (drafts.c.reviewer == reviewer)
    row = connection.execute(select(drafts.c.data, drafts.c.version).where(mine)).first()
    return None if row is None else Draft(json.loads(row.data), row.version)


def drafts_of(connection: Connection, claim_id: str) -> dict[str, Draft]:
    """What each reviewer has typed on that claim, by the reviewer's name."""
    query = select(drafts).where(drafts.c.claim_id == claim_id).order_by(drafts.c.reviewer)
    rows = connection.execute(query).all()
    return {row.reviewer: Draft(json.loads(row.data), row.version) for row in rows}


def put_draft(connection: Connection, claim_id: str, reviewer: str, draft: Draft | None) -> None:
    """Keep *draft* in place of the one that is there; None ends it."""
    mine = (drafts.c.claim_id == claim_id) & (drafts.c.reviewer == reviewer)
    connection.execute(delete(drafts).where(mine))
    if draft is not None:
        row = {
            "claim_id": claim_id,
            "reviewer": reviewer,
            "data": dumps(draft.data),
            "version": draft.version,
        }
        connection.execute(insert(drafts).values(**row))
        refuse_unkept(connection, drafts, [row])


def end_draft(
    connection: Connection,
    reviewer: str,
    claim_id: str,
    newest: int | None,
    then: Mapping[str, Any] | None,
    seen: int,
) -> None:
    """End a draft with the step *seen*, unless it is newer than *newest*; *then* and its comment stay."""
    before = draft_of(connection, claim_id, reviewer) or Draft({}, 0)
    if newest is not None and before.version > newest:
        return
    comment = {COMMENT: before.data[COMMENT]} if COMMENT in before.data else {}
    form = {"seen": _BEFORE_ALL} if then is None else {**then, "seen": seen}
    stays = then is not None or bool(comment)
    put_draft(
        connection,
        claim_id,
        reviewer,
        Draft({**comment, **form}, before.version + 1) if stays else None,
    )
