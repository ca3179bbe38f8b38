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

    def add(
        self, claim_id: str, by: str, action: str, data: Mapping[str, Any], seen: int, at: datetime
    ) -> Event:
        """Write one more event and return it as it stands there."""
        event = Event(self._number + 1, claim_id, at, by, action, data, seen, "")
        event = replace(event, digest=chain.digest(self._digest, event_row(event)))
        self._connection.execute(insert(self._events).values(**event_row(event)))
        self._number, self._digest = event.id, event.digest
        return event

    def enter(self, by: str, action: str, data: Mapping[str, Any], at: datetime) -> Event:
        """Write one more event, which concerns no claim."""
        return self.add(_NO_CLAIM, by, action, data, _NOTHING_SEEN, at)
