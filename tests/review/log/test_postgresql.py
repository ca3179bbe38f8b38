"""A log on a server: what it refuses in words, and going on after the connection broke."""

from __future__ import annotations

import builtins
import re
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress

import psycopg
import pytest
from factories import NOON, a_pile, a_step
from postgres import PASSWORD, USER, Server
from sqlalchemy.engine import make_url

from claimcheck.errors import StoreError
from claimcheck.review.log.database import Database
from claimcheck.review.log.postgresql import PostgreSQLServer
from claimcheck.review.log.store import Store

LOST = r"was lost on the way .* Nothing of this step was saved"


def refused(address: str, *, read_only: bool = False) -> str:
    with pytest.raises(StoreError) as refusal:
        Database(address, read_only=read_only, busy_seconds=0.05)
    assert "secret" not in str(refusal.value)
    assert PASSWORD not in str(refusal.value)
    return str(refusal.value)


def changed(url: str, **parts: object) -> str:
    return make_url(url).set(**parts).render_as_string(hide_password=False)  # type: ignore[arg-type]


def other_end(store: Store) -> int:
    """The process of the server that serves the store."""
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() or 0)


# The address


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_a_log_is_made_on_a_server_and_shown_without_its_password(postgres_url: str, scheme: str) -> None:
    address = postgres_url.replace("postgresql", scheme, 1)
    parts = make_url(postgres_url)
    with Store(address) as store:
        a_pile(store)
        assert store.path == f"postgresql://{USER}@127.0.0.1:{parts.port}/{parts.database}"
        assert store.file is None
    with Store(address) as store:
        assert len(store.articles()) == 1


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:sec@ret@h/d",
        "postgresql://u:secret@h:port/d",
        "postgresql://u:p@secret/x@h/d",
        "postgresql://u:secret\udcff@h/d",
        "postgresql:///d?host=h&port=secret",
        "postgresql:///d?host=h&host=i&port=1&port=2&port=3&password=secret",
        "postgresql://h/d?plugin=secret",
        "postgresql://h/d?row_factory=secret",
        "postgresql://h/d?secret=1",
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(address: str) -> None:
    assert refused(address).startswith(
        "The address of the database cannot be read. It has to look like postgresql://"
    )
    assert "secret" not in refused(address)


def test_what_is_shown_has_no_option_that_could_hold_a_secret() -> None:
    server = PostgreSQLServer("postgresql:///d?host=/run&password=secret&sslpassword=secret&user=u", 1)
    assert server.shown == "postgresql:///d?host=%2Frun"
    server.engine.dispose()


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "psycopg":
            raise ModuleNotFoundError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'claimcheck-notebooks[postgres]'" in refused("postgresql://u:secret@h/d")


# Whose database


@pytest.mark.parametrize("table", ["bookmarks", "events"])
def test_the_database_of_another_program_is_refused_and_not_touched(postgres_url: str, table: str) -> None:
    with psycopg.connect(postgres_url) as plain:
        plain.execute(f"CREATE TABLE {table} (url text)".encode())
    assert refused(postgres_url).endswith(
        "is another program's database; name another database with --db or db=."
    )
    with psycopg.connect(postgres_url) as plain:
        names = plain.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert names == [(table,)]


def test_a_database_that_cannot_hold_every_character_is_refused(postgres_server: Server) -> None:
    with postgres_server.database("ENCODING 'LATIN1'") as url:
        assert "keeps text as LATIN1" in refused(url)


def test_what_is_only_to_be_read_is_not_written(postgres_url: str) -> None:
    assert "is empty" in refused(postgres_url, read_only=True)
    with Store(postgres_url) as store:
        a_pile(store)
    with Store(postgres_url, read_only=True) as store:
        assert len(store.articles()) == 1


# Refused by the server


def test_a_wrong_password_an_unknown_user_and_a_missing_database_are_said(postgres_url: str) -> None:
    for parts, said in (
        ({"password": "wrong"}, "password authentication failed"),
        ({"username": "nobody"}, "password authentication failed"),
        ({"database": "nowhere"}, 'database "nowhere" does not exist'),
    ):
        refusal = refused(changed(postgres_url, **parts))
        assert said in refusal
        assert "check that its server runs, and the user, the password" in refusal


def test_a_password_that_is_asked_for_is_said(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    without = postgres_url.replace(re.findall(r":[^/@:]+(?=@)", postgres_url)[0], "")
    assert "asks for a password; give it in the address, in PGPASSWORD" in refused(without)


def test_a_server_that_is_not_there_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "check that its server runs" in refused(f"postgresql://u:secret@127.0.0.1:{port}/d")
    assert "check that its server runs" in refused("postgresql://u:secret@nowhere.invalid/d")


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "check that its server runs" in refused(
            f"postgresql://u:secret@127.0.0.1:{port}/d?connect_timeout=2"
        )


@pytest.fixture
def guest(postgres_server: Server) -> Iterator[str]:
    """A user who may connect and no more."""
    postgres_server.run("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    yield "guest"
    postgres_server.run("DROP OWNED BY guest")
    postgres_server.run("DROP ROLE guest")


def test_what_is_not_allowed_is_said(postgres_server: Server, postgres_url: str, guest: str) -> None:
    theirs = changed(postgres_url, username=guest, password=guest)
    name = str(make_url(postgres_url).database)
    postgres_server.run("REVOKE CREATE ON SCHEMA public FROM public", name)
    assert "does not allow this (permission denied for schema public); ask its administrator" in refused(
        theirs
    )
    with Store(postgres_url) as store:
        _, (claim, *_rest) = a_pile(store)
    postgres_server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest", name)
    with Store(theirs) as store:
        assert len(store.claims()) == 4
        with pytest.raises(StoreError, match=r"does not allow this .permission denied for table events"):
            store.append("Ann", [a_step(claim.id)], at=NOON)
    postgres_server.run("REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM guest", name)


def test_a_server_that_only_lets_itself_be_read_is_said(postgres_url: str) -> None:
    def on_a_standby(database: Database) -> None:
        with database.writing() as connection:
            # As every transaction there is.
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql("DELETE FROM desks")

    with (
        closing(Database(postgres_url)) as database,
        pytest.raises(StoreError, match="cannot be written: the server only lets it be read"),
    ):
        on_a_standby(database)


def test_what_is_saved_is_on_the_disk_whatever_the_server_prefers(
    postgres_server: Server, postgres_url: str
) -> None:
    name = str(make_url(postgres_url).database)
    postgres_server.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
    with closing(Database(postgres_url)) as database, database.reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


# A connection that breaks


def test_an_idle_connection_that_broke_is_replaced_unnoticed(
    postgres_server: Server, postgres_url: str
) -> None:
    with Store(postgres_url) as store:
        _, (claim, *_rest) = a_pile(store)
        postgres_server.run(f"SELECT pg_terminate_backend({other_end(store)}, 5000)")
        assert [event.id for event in store.append("Ann", [a_step(claim.id)], at=NOON)] == [2]


def test_a_connection_that_breaks_in_a_step_loses_that_step_alone(
    postgres_server: Server, postgres_url: str
) -> None:
    def broken(store: Store) -> None:
        with store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM claims")
            ours = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            postgres_server.run(f"SELECT pg_terminate_backend({ours}, 5000)")
            connection.exec_driver_sql("SELECT 1")

    with Store(postgres_url) as store:
        _, (claim, *_rest) = a_pile(store)
        with pytest.raises(StoreError, match=LOST):
            broken(store)
        assert len(store.claims()) == 4
        assert [event.id for event in store.append("Ann", [a_step(claim.id)], at=NOON)] == [2]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_work_goes_on_when_the_server_is_back(
    postgres_server: Server, postgres_url: str, how: signal.Signals
) -> None:
    with Store(postgres_url, busy_seconds=0.2) as store:
        _, (first, second, *_rest) = a_pile(store)
        store.append("Ann", [a_step(first.id)], at=NOON)
        postgres_server.stop(how)
        try:
            with pytest.raises(
                StoreError, match=r"check that its server runs.* Nothing of this step was saved"
            ):
                store.append("Ann", [a_step(second.id)], at=NOON)
        finally:
            postgres_server.start()
        assert [event.id for event in store.append("Ann", [a_step(second.id)], at=NOON)] == [3]
        assert store.verify().events == 3


class Cut:
    """A line to the server that is cut in the moment of a COMMIT, before or after the server has it."""

    def __init__(self, port: int, reached: bool) -> None:
        self._server, self._reached = ("127.0.0.1", port), reached
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.armed = self.dead = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listener.accept()
            except OSError:
                return
            if self.dead:
                desk.close()
                continue
            server = socket.create_connection(self._server)
            threading.Thread(target=self._carry, args=(desk, server, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, desk, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, to_server: bool) -> None:
        with source, suppress(OSError):
            while data := source.recv(65536):
                if to_server and self.armed and b"COMMIT\0" in data:
                    self.armed = False
                    if not self._reached:
                        target.shutdown(socket.SHUT_RDWR)
                    else:
                        # Before the server can answer.
                        source.shutdown(socket.SHUT_RDWR)
                        target.sendall(data)
                    return
                target.sendall(data)


@pytest.mark.parametrize("reached", [True, False])
def test_a_step_whose_commit_lost_the_line_is_looked_up(
    postgres_server: Server, postgres_url: str, reached: bool
) -> None:
    with (
        closing(Cut(postgres_server.port, reached)) as line,
        Store(changed(postgres_url, port=line.port)) as store,
    ):
        _, (claim, *_rest) = a_pile(store)
        line.armed = True
        if reached:
            assert [event.id for event in store.append("Ann", [a_step(claim.id)], at=NOON)] == [2]
        else:
            with pytest.raises(StoreError, match=LOST):
                store.append("Ann", [a_step(claim.id)], at=NOON)
        assert not line.armed
        assert len(store.events()) == int(reached)


def test_a_step_that_nobody_can_look_up_is_not_said_to_be_lost(
    postgres_server: Server, postgres_url: str
) -> None:
    with (
        closing(Cut(postgres_server.port, reached=True)) as line,
        Store(changed(postgres_url, port=line.port), busy_seconds=0.2) as store,
    ):
        _, (claim, *_rest) = a_pile(store)
        line.armed = line.dead = True
        with pytest.raises(StoreError) as refusal:
            store.append("Ann", [a_step(claim.id)], at=NOON)
    assert "it may have been saved or not. Open the claim again once the server is back" in str(refusal.value)
    assert "Nothing of this step" not in str(refusal.value)
    with Store(postgres_url) as store:
        # Behind the lock, since the server may still be at it.
        with store.writing():
            pass
        assert len(store.events()) == 1
