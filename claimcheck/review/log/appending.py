"""Adding events to the end of the log, each chained to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError
from claimcheck.model import Event
from claimcheck.review.log import chain
from claimcheck.review.log.rows import event_row
from claimcheck.review.log.write_check import refuse_unkept

_NO_CLAIM = ""
_NOTHING_SEEN = 0

Head = tuple[int, str]
"""The number of an event and its digest, which tell one log from another."""


def head_of(connection: Connection, events: Table) -> Head:
    """The last event of the log; that before the first where there is none."""
    query = select(events.c.id, events.c.digest).order_by(events.c.id.desc()).limit(1)
    last = connection.execute(query).first()
    return (last.id, last.digest) if last else (0, chain.EMPTY)


def goes_on(connection: Connection, events: Table, known: Head) -> bool:
    """Whether the event *known* is in the log still."""
    number, digest = known
    return number == 0 or connection.scalar(select(events.c.digest).where(events.c.id == number)) == digest


def refuse_other_log(connection: Connection, events: Table, known: Head) -> None:
    """Raise StoreError where another log is in the place of the one that had the event *known*."""
    if not goes_on(connection, events, known):
        raise StoreError(
            f"The log that was open here went to event {known[0]}, and another one is in its place now: a "
            "copy or a backup was written over it. Nothing of this step was saved. Copy what you typed; then "
            "run the notebook again to work on what is there now, or put the former file back."
        )


class End:
    """The end of the log, the table *events*, in a transaction that holds the write lock."""

    def __init__(self, connection: Connection, events: Table) -> None:
        self._connection, self._events = connection, events
        self._number, self._digest = head_of(connection, events)
        self._added: list[Event] = []

    def add(
        self, claim_id: str, by: str, action: str, data: Mapping[str, Any], seen: int, at: datetime
    ) -> Event:
        """Write one more event and return it as it stands there."""
        event = Event(self._number + 1, claim_id, at, by, action, data, seen, "")
        event = replace(event, digest=chain.digest(self._digest, event_row(event)))
        self._connection.execute(insert(self._events).values(**event_row(event)))
        self._number, self._digest = event.id, event.digest
        self._added.append(event)
        return event

    def refuse_unkept(self) -> None:
        """Raise StoreError where an event that was added does not stand in the log as it was written."""
        refuse_unkept(self._connection, self._events, map(event_row, self._added))

    def enter(self, by: str, action: str, data: Mapping[str, Any], at: datetime) -> Event:
        """Write one more event, which concerns no claim."""
        return self.add(_NO_CLAIM, by, action, data, _NOTHING_SEEN, at)
