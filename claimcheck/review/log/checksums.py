"""A checksum over each row beside the events, by which damage to it is found.

Those of articles, claims, policies, priorities and lists of reference tables stand in the events, so that
the chain covers them too; drafts and desks keep theirs beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claimcheck.review.log.tables import (
    CHECKSUM_COLUMN,
    articles,
    claims,
    policies,
    priorities,
    reference_tables,
)

ARTICLES, CLAIMS, POLICIES, REMOVED = "articles", "claims", "policies", "removed"
# Under this name the first event of a claim that was cut by hand says what the claim holds.
CHECKSUM = "checksum"

# The columns that a checksum is over: whatever is shown. One that can be worked out from others needs none.
COVERED = {
    table.name: tuple(table.columns.keys())
    for table in (articles, claims, policies, priorities, reference_tables)
}


def row_checksum(row: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over what *row* holds besides its own checksum; absent and None are the same.

    >>> row_checksum({"id": 1, "name": None}) == row_checksum({"id": 1.0, "sum": "…"})
    True
    """
    # A database gives back 1.0 or True for the 1 that was handed in.
    held = {
        name: float(value) if isinstance(value, int) else value
        for name, value in row.items()
        if name != CHECKSUM_COLUMN and value is not None
    }
    content = json.dumps(held, sort_keys=True, default=repr)
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def checksum(table: str, row: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over what *row* of *table* holds in the columns that the log covers."""
    return row_checksum({name: row[name] for name in COVERED[table]})


def checksums(table: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The checksum of each of *rows* by its id, as an event says it."""
    return {str(row["id"]): checksum(table, row) for row in rows}


class Holdings:
    """The checksum that each row that the log covers has to have, by the events taken in so far.

    ``of`` has them by table and id; ``problem`` says which event could not be understood, if any.
    """

    def __init__(self) -> None:
        self.of: dict[str, dict[str, str]] = {table: {} for table in COVERED}
        self.problem: str | None = None

    def following(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """*rows*, events as stored, each taken in as it passes."""
        for row in rows:
            self.take(row)
            yield row

    def take(self, row: Mapping[str, Any]) -> None:
        """Take in one more event as stored."""
        try:
            self._take(row)
        except (ValueError, TypeError, AttributeError) as error:
            self.problem = self.problem or (
                f"Event {row['id']} cannot be read: it was changed by something else ({error})."
            )

    def _take(self, row: Mapping[str, Any]) -> None:
        if row["claim_id"] is None:
            data = json.loads(row["data"])
            for table, kept in self.of.items():
                kept.update(data.get(table, {}))
            for claim_id in data.get(REMOVED, ()):
                self.of[CLAIMS].pop(claim_id, None)
        elif f'"{CHECKSUM}"' in row["data"]:
            # Looked for first, since a log has tens of thousands of events that bring no claim.
            said = json.loads(row["data"]).get(CHECKSUM)
            if said is not None:
                self.of[CLAIMS][row["claim_id"]] = said
