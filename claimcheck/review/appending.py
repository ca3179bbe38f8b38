"""Adding events to the end of the log, each chained to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.engine import Connection

from claimcheck.model import Event
from claimcheck.review import chain
from claimcheck.review.reading_back import refuse_unkept
from claimcheck.review.rows import event_row

_NO_CLAIM = ""
_NOTHING_SEEN = 0


class End:
    """The end of the log, the table *events*, in a transaction that holds the write lock."""

    def __init__(self, connection: Connection, events: Table) -> None:
        query = select(events.c.id, events.c.digest).order_by(events.c.id.desc()).limit(1)
        head = connection.execute(query).first()
        self._connection, self._events = connection, events
        self._number: int = head.id if head else 0
        self._digest: str = head.digest if head else chain.EMPTY
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
