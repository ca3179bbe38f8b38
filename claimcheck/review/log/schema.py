"""The numbered steps that make the tables of the event log, and bring an older database up to date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from sqlalchemy import Column, Integer, MetaData, RowMapping, Table, Text, column, insert, select, update
from sqlalchemy.engine import Connection

from claimcheck.errors import StoreError
from claimcheck.review.article_facts import text_print
from claimcheck.review.events import TAKEN_IN
from claimcheck.review.log.appending import LogEnd
from claimcheck.review.log.checksums import ARTICLES, CLAIMS, COVERED, POLICIES, checksum
from claimcheck.review.log.rows import claim_of, moment
from claimcheck.review.log.tables import CHECKSUM_COLUMN, articles, claims, policies, text_prints

# Apart from the other tables: it has to be readable whatever the steps have made of them.
schema_steps = Table(
    "schema_steps",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
)


# Headings of a step's file beside the names of the dialects.
_EITHER, _AFTER = "on either", "after filling"


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


def _fill_kinds(connection: Connection) -> None:
    """The kinds of the claims that are there; none for one that cannot be read, which reading it will say."""
    known = [claims.c[name] for name in COVERED[CLAIMS] if name != "kinds"]
    for row in connection.execute(select(*known)).mappings().all():
        try:
            kinds = " ".join(claim_of(row).kinds)
        except StoreError:
            continue
        connection.execute(update(claims).where(claims.c.id == row["id"]).values(kinds=kinds))


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
        end.add("claimcheck", TAKEN_IN, held, moment(article["added_at"]))
    for policy in _with_checksums(connection, policies):
        end.add("claimcheck", TAKEN_IN, {POLICIES: _recorded(POLICIES, [policy])}, moment(policy["at"]))


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


def _step(number: int, name: str, fill: Callable[[Connection], None] | None = None) -> Step:
    """The step of that number, with the statements of its file in `steps`, which empty lines part."""
    text = (files("claimcheck.review.log") / "steps" / f"{number}.sql").read_text(encoding="utf-8")
    _, *parts = re.split("^-- ((?:ON|AFTER) [A-Z]+)$", text, flags=re.MULTILINE)
    told = {
        heading.lower(): tuple(re.sub("^--.*\n", "", sql).strip() for sql in body.strip().split("\n\n"))
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }
    only = {name.removeprefix("on "): sql for name, sql in told.items() if name not in (_EITHER, _AFTER)}
    return Step(number, name, told.get(_EITHER, ()), only, fill, told.get(_AFTER, ()))


STEPS = (
    _step(1, "articles, claims, events, drafts and desks"),
    _step(2, "the kinds of each claim, and the policies", _fill_kinds),
    _step(3, "a sum over each row outside the log"),
    _step(4, "events for what was imported and for the policies", _take_in),
    _step(5, "the print of each text, by which an article is found again", _fill_prints),
    _step(6, "what of each claim counts for its priority"),
    _step(7, "the priorities of the desk"),
    _step(8, "the reference tables of the desk"),
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
