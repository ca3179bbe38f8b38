"""The log on a PostgreSQL server: how it is reached, and what its refusals mean."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from claimcheck.errors import StoreError
from claimcheck.review.log.backend import Backend

if TYPE_CHECKING:
    import psycopg

SCHEMES = ("postgresql", "postgresql+psycopg", "postgres")

# A name or a network that leads nowhere, and a server that went silent, are given up after this.
_REACH: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "client_encoding": "utf8",
    "fallback_application_name": "claimcheck",
}
# Any number that other programs on the database hardly use: "claim" in ASCII.
_LOCK_NUMBER = 0x636C61696D
_LOCK = text(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER}), txid_current()")
_UTF8 = text("SELECT current_setting('server_encoding')")
_STATUS = text("SELECT txid_status(:number)")


class PostgreSQLServer(Backend):
    """One database of a server.

    Raises StoreError with the remedy where the address cannot be read or the driver is not installed.
    """

    another = "another database"
    reading: ClassVar[Mapping[str, Any]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    # Behind the lock every statement has to see what the one before us in the queue has committed.
    writing: ClassVar[Mapping[str, Any]] = {"isolation_level": "READ COMMITTED"}

    def __init__(self, address: str, busy_seconds: float) -> None:
        url = _url(address)
        self.shown = _shown(url)
        self._busy_seconds = busy_seconds
        self.engine = _engine(url, busy_seconds)

    def copied(self) -> Engine:
        """None is made of a server's database: StoreError."""
        raise StoreError(
            f"{self.shown} was made by an older claimcheck; open it once at a desk, which brings it "
            "up to date."
        )

    def set_up(self) -> None:
        """Refuse a database that cannot hold every character."""
        with self.engine.connect() as connection:
            encoding = connection.scalar(_UTF8)
        if encoding != "UTF8":
            raise StoreError(
                f"{self.shown} keeps text as {encoding}, which does not have all characters; "
                "make a database WITH ENCODING 'UTF8' and name it with --db or db=."
            )

    def lock(self, connection: Connection) -> int:
        """Wait in line, first come first served, until nobody else writes; the number of the transaction."""
        number: int = connection.execute(_LOCK).one()[1]
        return number

    def kept(self, ticket: int) -> bool:
        """Whether the transaction *ticket* was committed, although the connection broke in its COMMIT.

        Raises StoreError where the server does not come back in time to say so.
        """
        until = time.monotonic() + self._busy_seconds
        while True:
            try:
                with self.engine.connect() as connection, connection.begin():
                    # The transaction that broke held the lock: once we have it, it is decided.
                    self.lock(connection)
                    return bool(connection.scalar(_STATUS, {"number": ticket}) == "committed")
            except DBAPIError as error:
                if time.monotonic() > until:
                    raise StoreError(
                        f"The connection to {self.shown} broke while this step was being saved, and the "
                        "server does not answer: it may have been saved or not. Open the claim again once "
                        "the server is back, and look before you repeat the step."
                    ) from error
                time.sleep(0.1)

    def refusal(self, error: DBAPIError) -> str:
        """The words by the server's SQLSTATE, or libpq's own."""
        fault: Any = error.orig
        said = " ".join(str(fault.diag.message_primary or fault).split())
        if error.connection_invalidated:
            return f"was lost on the way ({said}); try again once its server is back"
        if fault.sqlstate is None:
            return _unreached(fault, said)
        words = _WORDS.get(fault.sqlstate) or _WORDS.get(fault.sqlstate[:2]) or "refused this step ({said})"
        return words.format(said=said)


def _url(address: str) -> URL:
    try:
        # Half a character, which no address can hold, is a ValueError too.
        url = make_url(address.encode().decode())
    except (ArgumentError, ValueError):
        url = None
    # A second @ is one of the password that is not encoded: parts of it would be taken for the host.
    if url is None or address.count("@") > 1:
        # `from None` and no word of the address, since there is a password in it.
        raise _unreadable() from None
    return url.set(drivername="postgresql+psycopg")


def _unreadable() -> StoreError:
    return StoreError(
        "The address of the database cannot be read. It has to look like "
        "postgresql://user:password@host:5432/database, in which @, : and / of a name or "
        "password are written as %40, %3A and %2F; after a ? come options of libpq, such as sslmode=require."
    )


def _shown(url: URL) -> str:
    """*url* without password, and without options that could hold one."""
    where = {name: value for name, value in url.query.items() if name in ("host", "port", "dbname")}
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, where)
    return plain.render_as_string()


def _engine(url: URL, busy_seconds: float) -> Engine:
    reach = {name: value for name, value in _REACH.items() if name not in url.query}
    try:
        # Asking each connection whether it still lives costs a round trip, and saves the first step after
        # a night, or after a restart of the server, from being refused.
        engine = create_engine(url, connect_args=reach, pool_pre_ping=True)
    except ImportError as error:
        raise StoreError(
            f"{_shown(url)} needs the driver of PostgreSQL: pip install 'claimcheck-notebooks[postgres]'"
        ) from error
    except ArgumentError:
        # Hosts and ports that stand among the options are read no sooner.
        raise _unreadable() from None
    if not url.query.keys() <= _options_of_libpq():
        raise _unreadable()

    def configure(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.autocommit = True
        # A desk that stops in the middle of a step (a laptop that is closed) must not keep the others out.
        connection.execute(f"SET lock_timeout = {max(1, round(busy_seconds * 1000))}".encode())
        connection.execute("SET idle_in_transaction_session_timeout = '60s'")
        # "Saved" means that the server has it on disk, also where its administrator prefers speed.
        connection.execute(
            "SELECT set_config('synchronous_commit', 'on', false) "
            "WHERE current_setting('synchronous_commit') = 'off'"
        )
        connection.autocommit = False

    event.listen(engine, "connect", configure)
    return engine


def _options_of_libpq() -> set[str]:
    """The names that an address may set; the driver itself would take others, and fail on their values."""
    from psycopg import pq

    return {option.keyword.decode() for option in pq.Conninfo.get_defaults()}


# By the SQLSTATE, whose first two characters are its class.
_WORDS = {
    "55P03": "is locked by another program; close it there or wait, then try again",
    "40P01": "is locked by another program; close it there or wait, then try again",
    "25006": "cannot be written: the server only lets it be read; name the server that takes changes",
    "42501": "does not allow this ({said}); ask its administrator for the right",
    "3F000": "has no schema to make the tables in; ask its administrator for one",
    "53100": "cannot grow: the disk of the server is full; make room there, then try again",
    "53": "is short of resources ({said}); ask its administrator, or try again later",
    "57014": "gave up this step ({said}); try again",
    "58": "cannot be read or written: the server reports an error of its system ({said})",
    "XX": "is damaged or has a fault ({said}); keep a copy as it is, and ask its administrator",
}


def _unreached(fault: Any, said: str) -> str:
    """No connection was made, and libpq says why in words alone, in the server's language."""
    if fault.pgconn is not None and fault.pgconn.needs_password:
        return "asks for a password; give it in the address, in PGPASSWORD or in the file ~/.pgpass"
    return (
        f"cannot be opened ({said}); check that its server runs, and the user, the password, the host and "
        "the name of the database in the address"
    )
