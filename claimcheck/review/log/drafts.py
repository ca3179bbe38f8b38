"""What reviewers have typed and not yet taken a step with, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.engine import Connection

from claimcheck.errors import ConflictError
from claimcheck.review.form_cleaning import storable
from claimcheck.review.json_values import MisreadError, dumps, loads, read_as, refuse_halves
from claimcheck.review.log.appending import insert_row, refuse_gone
from claimcheck.review.log.checksums import row_checksum
from claimcheck.review.log.tables import CHECKSUM_COLUMN, desks, drafts
from claimcheck.review.workflow import Work

# Under this name a draft keeps a comment that is being written.
COMMENT = "comment"
# And under this one what stood in its place and could not be read: its text as "stored", and "why".
ASIDE = "aside"
OVERTAKEN = (
    "This claim's draft was changed at another desk of yours. What you typed is still on the screen, but is "
    "not kept: copy what you need, then open the claim again, or go on to another."
)
# What a draft was typed on that says nothing of the form: it then hides nothing that anybody has done.
_BEFORE_ALL = 0


class _Aside(msgspec.Struct):
    stored: str
    why: str


@dataclass(frozen=True, slots=True)
class _Kept(Work):
    """What the JSON of a draft holds."""

    seen: int = _BEFORE_ALL
    comment: str = ""
    aside: _Aside | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reviewer has typed and not yet taken a step with."""

    data: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reviewer has typed on a claim, to be kept as the draft that follows *version* (0: the first)."""

    claim_id: str
    data: Mapping[str, Any]
    version: int


def _own(claim_id: str, reviewer: str) -> ColumnElement[bool]:
    return (drafts.c.claim_id == claim_id) & (drafts.c.reviewer == reviewer)


def draft_of(connection: Connection, claim_id: str, reviewer: str) -> Draft | None:
    """What *reviewer* has typed on that claim, if anything."""
    query = select(drafts.c.data, drafts.c.version).where(_own(claim_id, reviewer))
    row = connection.execute(query).first()
    return None if row is None else _read(row.data, row.version)


def drafts_of(connection: Connection, claim_id: str) -> dict[str, Draft]:
    """What each reviewer has typed on that claim, by the reviewer's name."""
    query = select(drafts).where(drafts.c.claim_id == claim_id).order_by(drafts.c.reviewer)
    rows = connection.execute(query).all()
    return {row.reviewer: _read(row.data, row.version) for row in rows}


def drafted_by(connection: Connection, reviewer: str) -> set[str]:
    """The claims on which *reviewer* has a draft."""
    return set(connection.scalars(select(drafts.c.claim_id).where(drafts.c.reviewer == reviewer)))


def _read(stored: object, version: object) -> Draft:
    """The draft that is *stored*; one that cannot be read is set aside, and says nothing of the form."""
    number = version if isinstance(version, int) and version >= 0 else 0
    try:
        data = _whole(read_as(loads(stored), dict[str, Any]))
        read_as(data, _Kept)
    except MisreadError as error:
        aside = {"stored": str(stored), "why": str(error)}
        return Draft({"seen": _BEFORE_ALL, ASIDE: aside}, number)
    return Draft(data, number)


def _whole(record: dict[str, Any]) -> dict[str, Any]:
    """*record* without halves of characters, which no page can be told."""
    try:
        refuse_halves(record)
    except MisreadError:
        return storable(record)
    return record


def keep_typed(connection: Connection, reviewer: str, typed: Typed) -> int:
    """What `Store.save_draft` does, in its transaction."""
    refuse_gone(connection, [typed.claim_id])
    present = draft_of(connection, typed.claim_id, reviewer)
    # Versions begin again after a step, so a draft that was typed on a later one is another's too.
    if present is not None and (
        present.version != typed.version or present.data.get("seen", 0) > typed.data.get("seen", 0)
    ):
        raise ConflictError(OVERTAKEN)
    put_draft(connection, typed.claim_id, reviewer, Draft(typed.data, typed.version + 1))
    return typed.version + 1


def put_draft(connection: Connection, claim_id: str, reviewer: str, draft: Draft | None) -> None:
    """Keep *draft* in place of the one that is there, but for what was set aside; None ends it."""
    before = draft_of(connection, claim_id, reviewer)
    if before is not None and ASIDE in before.data:
        draft = draft or Draft({"seen": _BEFORE_ALL}, before.version + 1)
        draft = Draft({**draft.data, ASIDE: before.data[ASIDE]}, draft.version)
    connection.execute(delete(drafts).where(_own(claim_id, reviewer)))
    if draft is not None:
        names = {"claim_id": claim_id, "reviewer": reviewer}
        row = {**names, "data": dumps(draft.data), "version": draft.version}
        insert_row(connection, drafts, {**row, CHECKSUM_COLUMN: row_checksum(row)})


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
    draft = Draft({**comment, **form}, before.version + 1) if stays else None
    put_draft(connection, claim_id, reviewer, draft)


def read_desk(connection: Connection, reviewer: str) -> dict[str, Any]:
    """Where *reviewer* stood when they last did something; nothing where that is not kept or not readable."""
    stored = connection.scalar(select(desks.c.data).where(desks.c.reviewer == reviewer))
    try:
        return {} if stored is None else _whole(read_as(loads(stored), dict[str, Any]))
    except MisreadError:
        return {}


def put_desk(connection: Connection, reviewer: str, data: Mapping[str, Any]) -> None:
    """Keep where *reviewer* stands."""
    row = {"reviewer": reviewer, "data": dumps(data)}
    connection.execute(delete(desks).where(desks.c.reviewer == reviewer))
    connection.execute(insert(desks).values({**row, CHECKSUM_COLUMN: row_checksum(row)}))
