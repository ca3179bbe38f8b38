"""The tables of the event log as the program reads and writes them; the steps of `schema` make them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# Over the rest of a row that the log does not cover; empty for one that is older than the checksums.
CHECKSUM_COLUMN = "sum"
_MARK, _NUL, _MARKED_NUL = "\N{SYMBOL FOR NULL}", "\0", "\N{SYMBOL FOR NULL}0"


class AnyText(TypeDecorator[str]):
    """Any text, NUL included, on either database.

    PostgreSQL's text holds no NUL, so there it is written as "␀0", and a "␀" that the text has itself as
    "␀␀"; whoever reads through this type gets back what was written. A lone surrogate is half a
    character and refused by both.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """*value* as *dialect* can hold it."""
        if value is None or dialect.name != POSTGRESQL:
            return value
        return value.replace(_MARK, _MARK * 2).replace(_NUL, _MARKED_NUL)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The inverse of `process_bind_param`."""
        if value is None or dialect.name != POSTGRESQL or _MARK not in value:
            return value
        return _MARK.join(part.replace(_MARKED_NUL, _NUL) for part in value.split(_MARK * 2))


# A test compares them with what the steps make.
metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", AnyText, nullable=False),
    Column("title", AnyText),
    Column("publisher", AnyText),
    Column("author", AnyText),
    Column("published", AnyText),
    Column("url", AnyText),
    Column("language", AnyText),
    Column("path", AnyText),
    Column("digest", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("speaker", AnyText),
    Column("quoted", Text, nullable=False),
    Column("worthiness", Float, nullable=False),
    Column("record", Text, nullable=False),
    Column("kinds", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # None where the event concerns no claim: an import, a policy, priorities, reference tables.
    Column("claim_id", ForeignKey("claims.id")),
    Column("at", Text, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("action", AnyText, nullable=False),
    Column("data", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("digest", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("reviewer", AnyText, primary_key=True),
    Column("data", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column(CHECKSUM_COLUMN, Text, nullable=False),
)

desks = Table(
    "desks",
    metadata,
    Column("reviewer", AnyText, primary_key=True),
    Column("data", Text, nullable=False),
    Column(CHECKSUM_COLUMN, Text, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("data", Text, nullable=False),
)

priorities = Table(
    "priorities",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("data", Text, nullable=False),
)

# Which tables and groups numbers are worked out by: the whole list each time.
reference_tables = Table(
    "reference_tables",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("data", Text, nullable=False),
)

# What orders a pile; it can be worked out from the claims and their articles.
priority_parts = Table(
    "priority_parts",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    # The value of each part by its name, as JSON.
    Column("record", Text, nullable=False),
)

# By which an article is found again; it can be worked out from the text, and is checked when it is used.
text_prints = Table(
    "text_prints",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("print", Text, nullable=False),
)
