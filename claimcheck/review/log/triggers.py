"""Whether the triggers are there by which the database itself protects the log."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Connection

from claimcheck.errors import ASK, StoreError
from claimcheck.review.log.schema import STEPS
from claimcheck.review.log.tables import POSTGRESQL, SQLITE, metadata

_IN_SQLITE = text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
# One that is switched off, of another kind, on other conditions or with another function protects nothing.
_BEFORE_ANY_CHANGE = 2 | 8 | 16 | 32
_IN_POSTGRESQL = text(
    """SELECT tgname, relname, tgenabled IN ('O', 'A'), tgtype, tgqual IS NULL, prosrc
       FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
       WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid) ORDER BY tgname"""
)


def broken_guard(connection: Connection) -> StoreError | None:
    """What is to be said of the first trigger that is missing, changed, or not one of ours."""
    there = _sound(connection)
    for name in _wanted(connection.dialect.name):
        if not there.pop(name, False):
            said = (
                f"The trigger {name} is missing or was changed: somebody took off what keeps others from "
                "rewriting the log."
            )
            return StoreError(
                f"{said} What is there fits, but events at its end may have been cut or all of it "
                "made anew, which only `claimcheck verify --against FILE.manifest.json` can show, with a "
                "manifest kept elsewhere. Do that first; then `claimcheck backup` makes a copy that has all "
                "triggers, to go on with.",
                at_desk=f"{said} What is there fits, but something may have been cut off or made anew. {ASK} "
                "to hold the log against an earlier export or backup.",
            )
    if there:
        return StoreError(
            f"There is a trigger {next(iter(there))} that claimcheck did not make, which can drop or change "
            "what is saved: have it removed."
        )
    return None


def _wanted(dialect: str) -> dict[str, str]:
    """The triggers that the steps make, and by what statement each."""
    made = (" ".join(sql.split()) for step in STEPS for sql in step.only.get(dialect, ()))
    return {sql.split()[2]: sql for sql in made if sql.startswith("CREATE TRIGGER")}


def _sound(connection: Connection) -> dict[str, bool]:
    """The triggers on the tables of the log by name, and whether each is what a step has made."""
    if connection.dialect.name == POSTGRESQL:
        return _sound_on_postgresql(connection)
    wanted = _wanted(SQLITE)
    rows = connection.execute(_IN_SQLITE)
    return {name: " ".join(sql.split()) == wanted.get(name) for name, table, sql in rows if _ours(table)}


def _sound_on_postgresql(connection: Connection) -> dict[str, bool]:
    source = next(sql.split("$$")[1] for sql in STEPS[0].only[POSTGRESQL] if "$$" in sql)
    return {
        name: on and kind == _BEFORE_ANY_CHANGE and always and does == source
        for name, table, on, kind, always, does in connection.execute(_IN_POSTGRESQL)
        if _ours(table)
    }


def _ours(table: str) -> bool:
    return table.casefold() in metadata.tables
