"""What a table is, whichever file it goes into, and which columns hold what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.exporting.csv_file import Cell

VERDICTS, SOURCES, CONTACTS = "verdicts", "sources", "contacts"
CALCULATIONS, HISTORY = "calculations", "history"

NUMBERS: dict[str, type[int] | type[float]] = {
    "verdict_value": int,
    "start": int,
    "end": int,
    "priority": float,
    "worthiness": float,
    "number": int,
    "event": int,
    "seen": int,
    "computed_value": float,
    "figure": int,
    "figure_period": int,
    "value": float,
}
"""The columns that hold numbers; all others hold text."""

DAYS = frozenset({"published", "consulted", "asked", "deadline", "replied"})
"""The columns that hold an ISO date, or less of one where no more is known."""

MOMENTS = frozenset({"proposed_at", "approved_at", "at"})
"""The columns that hold a date with its time, in UTC."""

ADDRESSES = frozenset(
    {"source_urls", "published_url", "article_url", "checked_before_url", "address", "archived", "url"}
)
"""The columns that hold addresses of the web."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that goes out: ``each`` gives its rows, ``length`` of them, as often as it is asked."""

    name: str
    columns: Sequence[str]
    each: Callable[[], Iterator[Mapping[str, Cell]]]
    length: int

    @classmethod
    def of(cls, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> Table:
        """The table of *rows* that are there already."""
        return cls(name, columns, lambda: iter(rows), len(rows))
