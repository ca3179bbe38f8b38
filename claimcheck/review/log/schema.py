"""The numbered steps that make the tables of the event log, and bring an older database up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, Integer, MetaData, RowMapping, Table, Text, column, insert, select, update
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError
from claimcheck.review.article_facts import text_print
from claimcheck.review.events import TAKEN_IN
from claimcheck.review.log.appending import LogEnd
from claimcheck.review.log.checksums import ARTICLES, CLAIMS, COVERED, POLICIES, checksum
from claimcheck.review.log.rows import claim_of, moment
from claimcheck.review.log.tables import (
    CHECKSUM_COLUMN,
    POSTGRESQL,
    SQLITE,
    articles,
    claims,
    policies,
    text_prints,
)

# Apart from the other tables: it has to be readable whatever the steps have made of them.
schema_steps = Table(
    "schema_steps",
    MetaData(),
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


_CHANGES = ("UPDATE", "DELETE", "INSERT")


def _refuse_on_sqlite(table: str, message: str, changes: tuple[str, ...] = _CHANGES) -> tuple[str, ...]:
    """Triggers of SQLite by which *table* refuses UPDATE, DELETE or an INSERT over a row that is there."""
    # INSERT OR REPLACE removes a row without asking the DELETE trigger, hence the one on INSERT.
    replaced = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    return tuple(
        f"""CREATE TRIGGER {table}_refuse_{"replace" if change == "INSERT" else change.lower()}
            BEFORE {change} ON {table} {replaced if change == "INSERT" else ""}
            BEGIN SELECT RAISE(ABORT, '{message}'); END"""
        for change in changes
    )


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


def _events_table(name: str, claim_id: str) -> str:
    return f"""CREATE TABLE {name} (
        id INTEGER NOT NULL PRIMARY KEY,
        claim_id {claim_id} REFERENCES claims (id),
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        data TEXT NOT NULL,
        seen INTEGER NOT NULL,
        digest TEXT NOT NULL)"""


_EVENTS_ANEW = (
    # SQLite cannot take NOT NULL off a column: the table is made anew, and its triggers go with the old one.
    _events_table("events_anew", "TEXT"),
    """INSERT INTO events_anew (id, claim_id, at, "by", action, data, seen, digest)
       SELECT id, claim_id, at, "by", action, data, seen, digest FROM events ORDER BY id""",
    "DROP TABLE events",
    "ALTER TABLE events_anew RENAME TO events",
    "CREATE INDEX events_by_claim ON events (claim_id, id)",
    *_refuse_on_sqlite("events", _EVENTS),
)


def _take_in(connection: Connection) -> None:
    """Events that take in what the database holds, with the checksums that it was kept with.

    So that a row that something else has changed before is found after this too. They are the same whenever
    the step runs: a log that is only looked at may take it in a copy, and in the file later.
    """
    end = LogEnd(connection)
    own: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for claim in _with_checksums(connection, claims):
        own[claim["article_id"]].append(claim)
    kept = sorted(_with_checksums(connection, articles), key=lambda row: (str(row["added_at"]), row["id"]))
    for article in kept:
        held = {ARTICLES: _recorded(ARTICLES, [article]), CLAIMS: _recorded(CLAIMS, own[article["id"]])}
        end.enter("claimcheck", TAKEN_IN, held, moment(article["added_at"]))
    for policy in _with_checksums(connection, policies):
        end.enter("claimcheck", TAKEN_IN, {POLICIES: _recorded(POLICIES, [policy])}, moment(policy["at"]))


def _with_checksums(connection: Connection, table: Table) -> Sequence[RowMapping]:
    columns = (table.c[name] for name in COVERED[table.name])
    return connection.execute(select(*columns, column(CHECKSUM_COLUMN)).order_by(table.c.id)).mappings().all()


def _recorded(table: str, rows: Iterable[RowMapping]) -> dict[str, str]:
    return {str(row["id"]): row[CHECKSUM_COLUMN] or checksum(table, dict(row)) for row in rows}


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
            _events_table("events", "TEXT NOT NULL"),
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
                *_refuse_on_sqlite("events", _EVENTS),
                *_refuse_on_sqlite("articles", _ARTICLES, ("UPDATE",)),
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
                *_refuse_on_sqlite("policies", _POLICIES),
                *_refuse_on_sqlite("articles", _ARTICLES, ("DELETE", "INSERT")),
            ),
            POSTGRESQL: (_refuse_on_postgresql("policies", _POLICIES),),
        },
        _fill_kinds,
    ),
    Step(
        3,
        "a sum over each row outside the log",
        tuple(
            f"ALTER TABLE {table} ADD COLUMN {CHECKSUM_COLUMN} TEXT NOT NULL DEFAULT ''"
            for table in ("articles", "claims", "drafts", "desks", "policies")
        ),
    ),
    Step(
        4,
        "events for what was imported and for the policies",
        (),
        {SQLITE: _EVENTS_ANEW, POSTGRESQL: ("ALTER TABLE events ALTER COLUMN claim_id DROP NOT NULL",)},
        _take_in,
        tuple(f"ALTER TABLE {table} DROP COLUMN {CHECKSUM_COLUMN}" for table in (ARTICLES, CLAIMS, POLICIES)),
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
    schema_steps.create(connection, checkfirst=True)
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
