"""The tables of the event log, and the numbered steps that make them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    select,
)
from sqlalchemy.engine import Connection

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("published", Text),
    Column("url", Text),
    Column("language", Text),
    Column("path", Text),
    Column("digest", Boolean, nullable=False),
    Column("added_at", String(32), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("quoted", String(8), nullable=False),
    Column("worthiness", Float, nullable=False),
    Column("record", Text, nullable=False),
    Index("claims_by_article", "article_id", "start"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("claim_id", ForeignKey("claims.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("data", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("events_by_claim", "claim_id", "id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("reviewer", Text, primary_key=True),
    Column("data", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

desks = Table(
    "desks",
    metadata,
    Column("reviewer", Text, primary_key=True),
    Column("data", Text, nullable=False),
)

# Apart from the other tables: it has to be readable whatever the steps have made of them.
_ledger = MetaData()
schema_steps = Table(
    "schema_steps",
    _ledger,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", String(32), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered change of the schema: the statements that make it."""

    number: int
    name: str
    statements: tuple[str, ...]


# INSERT OR REPLACE removes a row without asking the DELETE trigger, hence the trigger on INSERT.
_EVENTS_ONLY_GROW = (
    """CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END""",
    """CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END""",
    """CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
       WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END""",
    """CREATE TRIGGER articles_refuse_update BEFORE UPDATE ON articles
       BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END""",
)

# The first step makes the tables of `metadata`; a later one spells out its statements.
STEPS = (Step(1, "articles, claims, events, drafts and desks", _EVENTS_ONLY_GROW),)


def recorded_steps(connection: Connection) -> list[int]:
    """The numbers of the steps that the database has been through; empty where it has no ledger."""
    if not connection.dialect.has_table(connection, schema_steps.name):
        return []
    return list(connection.scalars(select(schema_steps.c.number).order_by(schema_steps.c.number)))


def migrate(connection: Connection, at: str, steps: tuple[Step, ...] = STEPS) -> list[Step]:
    """Run the steps that *connection*'s database lacks, in its transaction; return them.

    *at* is the moment recorded with each, an ISO date and time in UTC.
    """
    _ledger.create_all(connection)
    done = set(recorded_steps(connection))
    lacking = [step for step in steps if step.number not in done]
    for step in lacking:
        if step.number == 1:
            metadata.create_all(connection)
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.execute(schema_steps.insert().values(number=step.number, name=step.name, at=at))
    return lacking
