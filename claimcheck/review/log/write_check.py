"""Looking, before a commit, whether the database has kept what was written into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError


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
    return StoreError(
        f"The database did not keep what was written into its table {table}: something in it, such as a "
        "trigger, dropped or changed it. Nothing of this step was saved. Copy what you typed; `claimcheck "
        "verify` says what is wrong."
    )
