"""What is set where nobody says otherwise: database, files, reviewer, policy, priorities, publisher …"""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from claimcheck.arguments import refuse_no_path, refuse_no_text
from claimcheck.errors import ClaimcheckError
from claimcheck.exporting.publisher import Publisher
from claimcheck.priority.priorities import Priorities
from claimcheck.review.policies import Policy, policy_of


def database_path(db: str | Path | None = None) -> str | Path:
    """Where the database is: *db*, else CLAIMCHECK_DB, else claimcheck.db in the working directory.

    A file, or the address of a PostgreSQL database as text.
    """
    if db is not None:
        refuse_no_path("db", db)
    where = db or os.environ.get("CLAIMCHECK_DB") or "claimcheck.db"
    # A Path would make one slash of the two of an address, and `Store` would take it for a file.
    return where if "://" in str(where) else Path(where)


def known_path(path: str | Path | None = None, db: str | Path | None = None) -> Path:
    """Where the known claims are: *path*, else CLAIMCHECK_KNOWN, else beside the database *db*.

    Beside ``desk/claimcheck.db`` that is ``desk/claimcheck.known``; for a database that is no file it is
    ``claimcheck.known`` in the working directory.
    """
    named = path or os.environ.get("CLAIMCHECK_KNOWN")
    if named:
        return Path(named)
    if db is None or "://" in str(db):
        return Path("claimcheck.known")
    if not Path(db).name:
        raise ClaimcheckError(f"{str(db)!r} is a folder and no database; name a file in it with --db (db=).")
    return Path(db).with_suffix(".known")


def files_path(db: str | Path) -> Path | None:
    """Where the files are that are attached to sources: CLAIMCHECK_FILES, else beside the database *db*.

    Beside ``desk/claimcheck.db`` that is ``desk/claimcheck.db.files``. None for a database that is no file,
    where nobody has named a folder.
    """
    given = os.environ.get("CLAIMCHECK_FILES")
    if given:
        return Path(given)
    return None if "://" in str(db) or str(db) == ":memory:" else Path(f"{db}.files")


def reviewer_name(reviewer: str | None = None) -> str:
    """Who the reviewer is: *reviewer*, else CLAIMCHECK_REVIEWER, else the login name.

    An empty *reviewer* is nobody; `ReviewSession` refuses it with the remedy.
    """
    if reviewer is not None:
        refuse_no_text("reviewer", reviewer, "Ana")
        return reviewer
    named = os.environ.get("CLAIMCHECK_REVIEWER")
    if named is not None:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A container's user may have no name; older Pythons raise KeyError for it.
        return ""


def chosen_policy(given: Policy | str | Path | None) -> Policy | None:
    """The policy that *given*, else CLAIMCHECK_POLICY, names; None where neither does."""
    if given is not None and not isinstance(given, Policy):
        refuse_no_path("policy", given)
    chosen = given or os.environ.get("CLAIMCHECK_POLICY", "").strip()
    return policy_of(chosen) if chosen else None


def chosen_publisher(given: Publisher | str | Path | None = None) -> Publisher | None:
    """Who publishes, as *given*, else as CLAIMCHECK_PUBLISHER names, a TOML file; None where neither does."""
    if isinstance(given, Publisher):
        return given
    if given is not None:
        return Publisher.read(given)
    named = os.environ.get("CLAIMCHECK_PUBLISHER", "").strip()
    return Publisher.read(named) if named else None


def chosen_priorities(given: Priorities | str | Path | None = None) -> Priorities:
    """The priorities that *given*, else CLAIMCHECK_PRIORITIES, names, a TOML file; else the house's.

    >>> chosen_priorities(Priorities(people=("Ana Ruiz",))).people
    ('Ana Ruiz',)
    """
    found = given_priorities(given)
    return found[0] if found else Priorities()


def given_priorities(given: Priorities | str | Path | None = None) -> tuple[Priorities, str] | None:
    """The priorities that *given*, else CLAIMCHECK_PRIORITIES, names, and from where; None where none does.

    >>> given_priorities(Priorities(people=("Ana Ruiz",)))[1]
    'the call (priorities=…)'
    """
    if isinstance(given, Priorities):
        return given, "the call (priorities=…)"
    if given is not None:
        return Priorities.read(given), str(given)
    named = os.environ.get("CLAIMCHECK_PRIORITIES", "").strip()
    return (Priorities.read(named), f"{named} (CLAIMCHECK_PRIORITIES)") if named else None
