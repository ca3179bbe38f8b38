"""Somebody who changes a log behind the program's back."""

from __future__ import annotations

import psycopg
from factories import behind, drop_triggers
from psycopg import sql


def tampered(path: str, *statements: str) -> None:
    """Run *statements* as somebody who has got around the triggers and the foreign keys."""
    if "://" in path:
        with psycopg.connect(path) as server:
            server.execute("SET session_replication_role = replica")
            for statement in statements:
                server.execute(sql.SQL(statement))
        return
    with behind(path) as plain:
        drop_triggers(plain)
        for statement in statements:
            plain.execute(statement)
