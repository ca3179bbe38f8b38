"""The tables of the event log, and the numbered steps that make them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    column,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.types import TypeDecorator

from claimcheck.errors import StoreError
from claimcheck.review.article_facts import text_print
from claimcheck.review.log.appending import End
from claimcheck.review.log.checksums import SUM, row_sum
from claimcheck.review.log.coverage import ARTICLES, CLAIMS, COVERED, POLICIES, TAKEN_IN, checksum
from claimcheck.review.log.rows import claim_of, moment

SQLITE, POSTGRESQL = "sqlite", "postgresql"
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


def _sum_column() -> Column[str]:
    """The sum over the rest of a row that the log does not cover; empty for rows that are older than sums."""

    def over(context: DefaultExecutionContext) -> str:
        return row_sum(context.get_current_parameters())  # type: ignore[no-untyped-call]

    return Column(SUM, Text, nullable=False, default=over)


# What the program reads and writes; the steps below make it, and a test compares the two.
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
    # None where the event concerns no claim: an import, a policy.
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
    _sum_column(),
)

desks = Table(
    "desks",
    metadata,
    Column("reviewer", AnyText, primary_key=True),
    Column("data", Text, nullable=False),
    _sum_column(),
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

# By which an article is found again; it can be worked out from the text, and is checked when it is used.
text_prints = Table(
    "text_prints",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("print", Text, nullable=False),
)

# Apart from the other tables: it has to be readable whatever the steps have made of them.
_ledger = MetaData()
schema_steps = Table(
    "schema_steps",
    _ledger,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered change of the schema.

    ``statements`` run on either database, then those ``only`` for the one at hand, by the name of
    its dialect; ``fill`` computes what no statement can, before the statements of ``after`` run. A step that
    was published is never edited.
    """

    number: int
    name: str
    statements: tuple[str, ...]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fill: Callable[[Connection], None] | None = None
    after: tuple[str, ...] = ()


def _refuse_on_sqlite(table: str, event: str, message: str) -> str:
    """A trigger of SQLite by which *table* refuses UPDATE, DELETE or an INSERT over a row that is there."""
    # INSERT OR REPLACE removes a row without asking the DELETE trigger, hence the one on INSERT.
    name, when = event.lower(), ""
    if event == "INSERT":
        name, when = "replace", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    return f"""CREATE TRIGGER {table}_refuse_{name} BEFORE {event} ON {table} {when}
               BEGIN SELECT RAISE(ABORT, '{message}'); END"""


def _refuse_on_postgresql(table: str, message: str) -> str:
    """A trigger of PostgreSQL by which *table* refuses any change of what is there."""
    # For each statement, not row: TRUNCATE knows no rows, and an upsert counts as an UPDATE.
    return f"""CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
               EXECUTE FUNCTION claimcheck_refuse('{message}')"""


REFUSE_FUNCTION = """CREATE FUNCTION claimcheck_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
    END $$"""
_EVENTS = "events are only ever added"
_ARTICLES = "the text of an article is never changed"
_POLICIES = "policies are only ever added"


def _fill_kinds(connection: Connection) -> None:
    """The kinds of the claims that are there; none for one that cannot be read, which reading it will say."""
    known = [claims.c[name] for name in COVERED[CLAIMS] if name != "kinds"]
    for row in connection.execute(select(*known)).mappings().all():
        try:
            kinds = " ".join(claim_of(row).kinds)
        except StoreError:
            continue
        connection.execute(update(claims).where(claims.c.id == row["id"]).values(kinds=kinds))


_EVENTS_ANEW = (
    # SQLite cannot take NOT NULL off a column: the table is made anew, and its triggers go with the old one.
    """CREATE TABLE events_anew (
        id INTEGER NOT NULL PRIMARY KEY,
        claim_id TEXT REFERENCES claims (id),
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        data TEXT NOT NULL,
        seen INTEGER NOT NULL,
        digest TEXT NOT NULL)""",
    """INSERT INTO events_anew (id, claim_id, at, "by", action, data, seen, digest)
       SELECT id, claim_id, at, "by", action, data, seen, digest FROM events ORDER BY id""",
    "DROP TABLE events",
    "ALTER TABLE events_anew RENAME TO events",
    "CREATE INDEX events_by_claim ON events (claim_id, id)",
    *(_refuse_on_sqlite("events", event, _EVENTS) for event in ("UPDATE", "DELETE", "INSERT")),
)


def _take_in(connection: Connection) -> None:
    """Events that take in what the database holds, with the sums that it was kept with.

    So that a row that something else has changed before is found after this too. They are the same whenever
    the step runs: a log that is only looked at may take it in a copy, and in the file later.
    """
    end = End(connection, events)
    for at, data in _held(connection):
        end.enter("claimcheck", TAKEN_IN, data, at)


def _held(connection: Connection) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Each article with its claims, then each policy: since when it is there, and its checksums."""
    kept = sorted(_rows_with_sums(connection, articles), key=lambda row: (str(row["added_at"]), row["id"]))
    for article in kept:
        own = _rows_with_sums(connection, claims, article["id"])
        yield (
            moment(article["added_at"]),
            {
                ARTICLES: _kept_sums(ARTICLES, [article]),
                CLAIMS: _kept_sums(CLAIMS, own),
            },
        )
    for policy in _rows_with_sums(connection, policies):
        yield moment(policy["at"]), {POLICIES: _kept_sums(POLICIES, [policy])}


def _rows_with_sums(
    connection: Connection, table: Table, article_id: str | None = None
) -> list[Mapping[str, Any]]:
    query = select(*(table.c[name] for name in COVERED[table.name]), column(SUM)).order_by(table.c.id)
    if article_id is not None:
        query = query.where(table.c.article_id == article_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _kept_sums(table: str, rows: list[Mapping[str, Any]]) -> dict[str, str]:
    return {str(row["id"]): row[SUM] or checksum(table, row) for row in rows}


def _fill_prints(connection: Connection) -> None:
    for article_id, text in connection.execute(select(articles.c.id, articles.c.text)).all():
        if not isinstance(text, str):
            # Something else has changed it, which verifying will say.
            continue
        connection.execute(insert(text_prints).values(article_id=article_id, print=text_print(text)))


STEPS = (
    Step(
        1,
        "articles, claims, events, drafts and desks",
        (
            """CREATE TABLE articles (
                id TEXT NOT NULL PRIMARY KEY,
                text TEXT NOT NULL,
                title TEXT,
                publisher TEXT,
                author TEXT,
                published TEXT,
                url TEXT,
                language TEXT,
                path TEXT,
                digest BOOLEAN NOT NULL,
                added_at TEXT NOT NULL)""",
            """CREATE TABLE claims (
                id TEXT NOT NULL PRIMARY KEY,
                article_id TEXT NOT NULL REFERENCES articles (id),
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                text TEXT NOT NULL,
                speaker TEXT,
                quoted TEXT NOT NULL,
                worthiness FLOAT NOT NULL,
                record TEXT NOT NULL)""",
            "CREATE INDEX claims_by_article ON claims (article_id, start)",
            """CREATE TABLE events (
                id INTEGER NOT NULL PRIMARY KEY,
                claim_id TEXT NOT NULL REFERENCES claims (id),
                at TEXT NOT NULL,
                "by" TEXT NOT NULL,
                action TEXT NOT NULL,
                data TEXT NOT NULL,
                seen INTEGER NOT NULL,
                digest TEXT NOT NULL)""",
            "CREATE INDEX events_by_claim ON events (claim_id, id)",
            """CREATE TABLE drafts (
                claim_id TEXT NOT NULL REFERENCES claims (id),
                reviewer TEXT NOT NULL,
                data TEXT NOT NULL,
                version INTEGER NOT NULL,
                PRIMARY KEY (claim_id, reviewer))""",
            "CREATE TABLE desks (reviewer TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL)",
        ),
        {
            SQLITE: (
                *(_refuse_on_sqlite("events", event, _EVENTS) for event in ("UPDATE", "DELETE", "INSERT")),
                _refuse_on_sqlite("articles", "UPDATE", _ARTICLES),
            ),
            POSTGRESQL: (
                REFUSE_FUNCTION,
                _refuse_on_postgresql("events", _EVENTS),
                _refuse_on_postgresql("articles", _ARTICLES),
            ),
        },
    ),
    Step(
        2,
        "the kinds of each claim, and the policies",
        (
            "ALTER TABLE claims ADD COLUMN kinds TEXT NOT NULL DEFAULT ''",
            """CREATE TABLE policies (
                id INTEGER NOT NULL PRIMARY KEY,
                at TEXT NOT NULL,
                "by" TEXT NOT NULL,
                name TEXT NOT NULL,
                data TEXT NOT NULL)""",
        ),
        {
            SQLITE: (
                *(
                    _refuse_on_sqlite("policies", event, _POLICIES)
                    for event in ("UPDATE", "DELETE", "INSERT")
                ),
                *(_refuse_on_sqlite("articles", event, _ARTICLES) for event in ("DELETE", "INSERT")),
            ),
            POSTGRESQL: (_refuse_on_postgresql("policies", _POLICIES),),
        },
        _fill_kinds,
    ),
    Step(
        3,
        "a sum over each row outside the log",
        tuple(
            f"ALTER TABLE {table} ADD COLUMN {SUM} TEXT NOT NULL DEFAULT ''"
            for table in ("articles", "claims", "drafts", "desks", "policies")
        ),
    ),
    Step(
        4,
        "events for what was imported and for the policies",
        (),
        {SQLITE: _EVENTS_ANEW, POSTGRESQL: ("ALTER TABLE events ALTER COLUMN claim_id DROP NOT NULL",)},
        _take_in,
        tuple(f"ALTER TABLE {table} DROP COLUMN {SUM}" for table in (ARTICLES, CLAIMS, POLICIES)),
    ),
    Step(
        5,
        "the print of each text, by which an article is found again",
        (
            """CREATE TABLE text_prints (
                article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
                print TEXT NOT NULL)""",
            "CREATE INDEX text_prints_by_print ON text_prints (print)",
        ),
        fill=_fill_prints,
    ),
)


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
        for statement in (*step.statements, *step.only.get(connection.dialect.name, ())):
            connection.exec_driver_sql(statement)
        if step.fill is not None:
            step.fill(connection)
        for statement in step.after:
            connection.exec_driver_sql(statement)
        connection.execute(schema_steps.insert().values(number=step.number, name=step.name, at=at))
    return lacking
