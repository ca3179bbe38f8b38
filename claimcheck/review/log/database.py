"""Opening a database, bringing it to the current schema, and its transactions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import inspect
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from claimcheck.errors import StoreError
from claimcheck.review.log import schema
from claimcheck.review.log.backend import Backend
from claimcheck.review.log.postgresql import SCHEMES, PostgreSQLServer
from claimcheck.review.log.sqlite import SQLiteFile

BUSY_SECONDS = 5.0


class Database:
    """A SQLite file or a database of a PostgreSQL server, brought to the current schema.

    ``path`` is what people are told of it. Raises StoreError with the remedy where it cannot be
    opened, is another program's, or was made by a newer claimcheck. With *read_only* not a byte of it
    is changed: neither its schema nor its journal mode, and what is damaged stays as it is.
    """

    def __init__(
        self, path: str | Path, *, busy_seconds: float = BUSY_SECONDS, read_only: bool = False
    ) -> None:
        self._backend = _backend(path, read_only, busy_seconds)
        self.path = self._backend.shown
        self.file = self._backend.file
        self.engine = self._backend.engine
        try:
            self._prepare(read_only)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from beginning to end."""
        with self._explained(), self.engine.connect() as plain:
            connection = plain.execution_options(**self._backend.reading)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; committed at the end, rolled back on any exception."""
        with self._explained(), self.engine.connect() as plain:
            connection = plain.execution_options(**self._backend.writing)
            with connection.begin() as transaction:
                ticket = self._backend.lock(connection)
                yield connection
                self._backend.refuse_lost(connection)
                try:
                    transaction.commit()
                except DBAPIError as error:
                    # Lost before the server had the COMMIT, or only its answer: it alone knows.
                    if not (error.connection_invalidated and self._backend.kept(ticket)):
                        raise
                else:
                    # It may have gone in between.
                    self._backend.refuse_lost(connection)

    def checkpoint(self) -> None:
        """Bring what was written into the file itself; waits for nobody and raises nothing."""
        self._backend.checkpoint()

    def _prepare(self, read_only: bool) -> None:
        with self.reading() as connection:
            done = schema.recorded_steps(connection)
            foreign = not done and inspect(connection).get_table_names()
        if foreign:
            raise StoreError(
                f"{self.path} is another program's database; name {self._backend.another} with --db or db=."
            )
        if not done and read_only:
            raise StoreError(
                f"{self.path} is empty: there is no event log in it. "
                f"`claimcheck add FILE --db {self.path}` makes one."
            )
        known = schema.STEPS[-1].number
        if done and max(done) > known:
            raise StoreError(
                f"{self.path} was made by a newer claimcheck (schema {max(done)}, this one knows {known}). "
                "Update claimcheck to open it; nothing was changed."
            )
        if read_only and max(done) == known:
            return
        if read_only:
            with self._explained():
                self.engine = self._backend.copied()
        # Not before the database is known to be ours: it may leave something there.
        with self._explained():
            self._backend.set_up()
        if not done or max(done) < known:
            with self.writing() as connection:
                schema.migrate(connection, datetime.now(UTC).isoformat())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            refusal = self._backend.refusal(error)
            raise StoreError(
                f"The database {self.path} {refusal}. Nothing of this step was saved."
            ) from error
        except UnicodeEncodeError as error:
            half = f"U+{ord(error.object[error.start]):04X}"
            raise StoreError(
                f"A name or text holds half a character ({half}), which no database keeps; "
                "take it out and try again. Nothing of this step was saved."
            ) from error


def _backend(path: str | Path, read_only: bool, busy_seconds: float) -> Backend:
    address = re.match(r"([\w+.-]+):/", str(path))
    of_server = address is not None and address[1] in SCHEMES
    if of_server and isinstance(path, str) and "://" in path:
        return PostgreSQLServer(path, busy_seconds)
    # A Path makes one slash of the two of an address.
    if of_server or "://" in str(path):
        # No more of it is told than how it begins: there may be a password in the rest.
        begins = address[1] if address else "that"
        raise StoreError(
            f"{begins}:// is an address that claimcheck does not know; name a file, or a database by a text "
            "like postgresql://user@host/database, with --db or db=."
        )
    return SQLiteFile(path, read_only, busy_seconds)
