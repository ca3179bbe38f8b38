"""Adding to the end of the log: steps on claims and other events, each chained to the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.engine import Connection

from claimcheck.clock import by_clock
from claimcheck.errors import ASK, ConflictError, StoreError
from claimcheck.model import Claim, Event
from claimcheck.review.events import called
from claimcheck.review.log import chain
from claimcheck.review.log.checksums import CHECKSUM, CLAIMS, checksum
from claimcheck.review.log.priority_parts import keep_parts
from claimcheck.review.log.rows import claim_row, event_of, event_row
from claimcheck.review.log.tables import claims, events

_AT_ONCE = 500  # claims in one statement

Head = tuple[int, str]
"""The number of an event and its digest, which tell one log from another."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A step to be taken; ``seen`` is the claim's last event that its reviewer had in front of them.

    None means whatever stands there now: a comment or an assignment does not depend on what was seen.
    A later step of the same batch on the same claim follows the earlier one by itself.
    """

    claim_id: str
    action: str
    data: Mapping[str, Any]
    seen: int | None


def head_of(connection: Connection) -> Head:
    """The last event of the log; that before the first where there is none."""
    query = select(events.c.id, events.c.digest).order_by(events.c.id.desc()).limit(1)
    last = connection.execute(query).first()
    return (last.id, last.digest) if last else (0, chain.EMPTY)


def goes_on(connection: Connection, known: Head) -> bool:
    """Whether the event *known* is in the log still."""
    number, digest = known
    return number == 0 or connection.scalar(select(events.c.digest).where(events.c.id == number)) == digest


def refuse_other_log(connection: Connection, known: Head) -> None:
    """Raise StoreError where another log is in the place of the one that had the event *known*."""
    if not goes_on(connection, known):
        raise StoreError(
            f"The log that was open here went to event {known[0]}, and another one is in its place now: a "
            "copy or a backup was written over it. Nothing of this step was saved. Copy what you typed; then "
            "run the notebook again to work on what is there now, or put the former file back."
        )


class LogEnd:
    """The end of the log in a transaction that holds the write lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number, self._digest = head_of(connection)

    def add(
        self, by: str, action: str, data: Mapping[str, Any], at: datetime, claim_id: str = "", seen: int = 0
    ) -> Event:
        """Write one more event and return it as it stands there; without *claim_id* it concerns no claim."""
        event = Event(self._number + 1, claim_id, at, by, action, data, seen, "")
        event = replace(event, digest=chain.digest(self._digest, event_row(event)))
        self._connection.execute(insert(events).values(**event_row(event)))
        self._number, self._digest = event.id, event.digest
        return event


def enter(connection: Connection, by: str, action: str, data: Mapping[str, Any], at: datetime) -> None:
    """Add an event that concerns no claim."""
    event = LogEnd(connection).add(by, action, data, at)
    refuse_unkept(connection, events, [event_row(event)])


def append_steps(
    connection: Connection, by: str, steps: Sequence[NewEvent], cuts: Iterable[Claim], at: datetime
) -> list[Event]:
    """Add *steps*, with the claims *cuts* that were made by hand for them; the events as they stand there.

    Raises ConflictError where somebody has acted on one of the claims since.
    """
    steps = _with_checksums(steps, _put_cuts(connection, cuts))
    end = LogEnd(connection)
    latest = _latest_events(connection, {step.claim_id for step in steps})
    last = {claim_id: event.id if event else 0 for claim_id, event in latest.items()}
    written: list[Event] = []
    for step in steps:
        _refuse_unseen(latest[step.claim_id], step.seen)
        event = end.add(by, step.action, step.data, at, step.claim_id, last[step.claim_id])
        written.append(event)
        last[step.claim_id] = event.id
    refuse_unkept(connection, events, map(event_row, written))
    return written


def refuse_unseen(connection: Connection, seen: Mapping[str, int]) -> None:
    """Raise ConflictError where somebody has acted on one of the claims after the event that was *seen*."""
    latest = _latest_events(connection, seen)
    for claim_id, number in seen.items():
        _refuse_unseen(latest[claim_id], number)


def _refuse_unseen(latest: Event | None, seen: int | None) -> None:
    if latest is not None and seen is not None and latest.id > seen:
        raise came_between(latest)


def came_between(latest: Event) -> ConflictError:
    """The refusal of a step that was decided on before *latest* was seen."""
    # Which of the two it was may be kept from others, in a blind review.
    return ConflictError(
        f"Meanwhile {latest.by} took a step on this claim ({called(latest.action)}, "
        f"{by_clock(latest.at, UTC):%Y-%m-%d %H:%M:%S} UTC). Nothing was written and what you typed "
        "is kept: look at the claim as it stands now, then decide again."
    )


def _put_cuts(connection: Connection, cuts: Iterable[Claim]) -> dict[str, str]:
    """Keep those of *cuts* that are not there yet; their checksums."""
    made: dict[str, str] = {}
    for claim in cuts:
        if not connection.scalar(select(func.count()).where(claims.c.id == claim.id)):
            row = claim_row(claim)
            insert_row(connection, claims, row)
            keep_parts(connection, [claim])
            made[claim.id] = checksum(CLAIMS, row)
    return made


def _with_checksums(steps: Sequence[NewEvent], made: dict[str, str]) -> list[NewEvent]:
    """*steps*, of which the first on each claim that was *made* with them says what it holds."""
    whole = [
        replace(step, data={**step.data, CHECKSUM: made.pop(step.claim_id)})
        if step.claim_id in made
        else step
        for step in steps
    ]
    if made:
        raise ValueError(f"no step speaks of the claims {', '.join(made)} that are cut with it")
    return whole


def _latest_events(connection: Connection, claim_ids: Collection[str]) -> dict[str, Event | None]:
    """The last event of each claim, None where there is none; ConflictError where a claim is gone."""
    latest: dict[str, Event | None] = {}
    ids = list(claim_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        newest = select(func.max(events.c.id)).where(events.c.claim_id.in_(some)).group_by(events.c.claim_id)
        rows = connection.execute(select(events).where(events.c.id.in_(newest))).mappings()
        found = {row["claim_id"]: event_of(row) for row in rows}
        refuse_gone(connection, [claim_id for claim_id in some if claim_id not in found])
        latest |= {claim_id: found.get(claim_id) for claim_id in some}
    return latest


def refuse_gone(connection: Connection, claim_ids: Sequence[str]) -> None:
    """Raise ConflictError where a claim is gone: a new flagging takes those that nobody has touched."""
    there = connection.scalar(select(func.count()).where(claims.c.id.in_(claim_ids)))
    if there != len(claim_ids):
        which = "This claim is" if len(claim_ids) == 1 else "One of these claims is"
        raise ConflictError(
            f"{which} no longer on the desk: its article was flagged anew meanwhile. Nothing was "
            "written; choose another, or add it again by its words in the article."
        )


def insert_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Write *row* into *table*; raises StoreError where the database does not keep it so."""
    connection.execute(insert(table).values(**row))
    refuse_unkept(connection, table, [row])


def refuse_unkept(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raise StoreError where one of *rows*, which were just written, does not stand so in *table*."""
    keys = list(table.primary_key)
    for row in rows:
        query = select(table).where(*(key == row[key.name] for key in keys))
        found = connection.execute(query).mappings().first()
        if found is None or any(found[name] != value for name, value in row.items()):
            raise unkept(table.name)


def unkept(table: str) -> StoreError:
    """The refusal of a step of which *table* did not keep all."""
    said = (
        f"The database did not keep what was written into its table {table}: something in it, such as a "
        "trigger, dropped or changed it. Nothing of this step was saved. Copy what you typed"
    )
    return StoreError(
        f"{said}; `claimcheck verify` says what is wrong.",
        at_desk=f"{said}, and {ASK[0].lower()}{ASK[1:]} to verify the database.",
    )
