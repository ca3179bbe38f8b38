"""What is recorded for all at a log and holds until something else is: policies, priorities, tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, func, select
from sqlalchemy.engine import Connection

from claimcheck.review.json_values import dumps
from claimcheck.review.log.appending import enter, insert_row
from claimcheck.review.log.checksums import checksums
from claimcheck.review.log.rows import moment
from claimcheck.review.policies import UNREADABLE


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the ``data``, who recorded it and when, as the ``number``th."""

    by: str
    at: datetime
    data: Mapping[str, Any]
    number: int = field(default=0, compare=False)


def newest(connection: Connection, table: Table) -> Recorded | None:
    """What was recorded last in *table*, if anything was."""
    row = connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else _recorded(row)


def all_recorded(connection: Connection, table: Table) -> list[Recorded]:
    """Whatever was recorded in *table*, in order."""
    return [_recorded(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def record(
    connection: Connection, table: Table, action: str, by: str, data: Mapping[str, Any], at: datetime
) -> None:
    """Add *data* to *table* with an event *action*, unless the last that was recorded says the same."""
    last = newest(connection, table)
    if last is not None and dumps(last.data) == dumps(data):
        return
    number = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    row = {"id": number, "at": at.isoformat(), "by": by, "data": dumps(data)}
    if "name" in table.c:
        row["name"] = data["name"]
    insert_row(connection, table, row)
    enter(connection, by, action, {table.name: checksums(table.name, [row])}, at)


def record_change(
    connection: Connection,
    table: Table,
    action: str,
    by: str,
    change: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    at: datetime,
) -> None:
    """Record what *change* makes of what was recorded last, so that nobody's change is lost by another's."""
    last = newest(connection, table)
    record(connection, table, action, by, change({} if last is None else last.data), at)


def _recorded(row: RowMapping) -> Recorded:
    try:
        data = json.loads(row["data"])
    except (ValueError, TypeError, RecursionError):
        data = None
    said = data if isinstance(data, dict) else {"name": row.get("name"), UNREADABLE: True}
    return Recorded(row["by"], moment(row["at"]), said, row["id"])
