"""A PostgreSQL server of one's own for tests and benchmarks: it holds nobody's data and goes at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL

USER, PASSWORD = "desk", "p@ss/w:rd"
REMEDY = "apt-get install postgresql, or put the folder of its pg_ctl on PATH"
_STARTS_WITHIN = 60


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, by pg_ctl on PATH, else Debian's newest; None where none is."""
    on_path = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    found = [Path(on_path).resolve()] if on_path else debian
    return found[-1].parent if found else None


class Server:
    """A server that listens on this machine alone; `start` it, and `close` it in the end.

    *options* are settings of the server, like "fsync=off".
    """

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self._programs, self._options = folder, options
        # Not a folder of pytest's: the server's user has to get there.
        self._home = Path(tempfile.mkdtemp(prefix="claimcheck-pg-"))
        self._as_user = _as_user(self._home)
        self._process: subprocess.Popen[bytes] | None = None
        self._names = (f"log{number}" for number in count(1))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._make()

    def url(self, database: str, **changes: Any) -> str:
        """The address of one of its databases, with the password."""
        url = URL.create("postgresql", USER, PASSWORD, "127.0.0.1", self.port, database)
        return url.set(**changes).render_as_string(hide_password=False)

    def start(self) -> None:
        """Start it, or start it again, and wait until it answers."""
        settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={self._home}", *self._options)
        command = [str(self._programs / "postgres"), "-D", str(self._home / "data"), "-p", str(self.port)]
        for setting in settings:
            command += ["-c", setting]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._as_user)
        until = time.monotonic() + _STARTS_WITHIN
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self._home / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; SIGINT sends its clients away first, SIGQUIT is as good as a power cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop it and remove all that it had."""
        self.stop()
        shutil.rmtree(self._home)

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """The address of a fresh, empty database, which is dropped afterwards."""
        name = next(self._names)
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 {options}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement as the server's owner; its rows, if it has any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement))
            return cursor.fetchall() if cursor.description else []

    def _make(self) -> None:
        secret = self._home / "password"
        secret.write_text(PASSWORD)
        if self._as_user:
            shutil.chown(secret, self._as_user["user"])
        command = [str(self._programs / "initdb"), "-D", str(self._home / "data"), "--no-sync"]
        command += ["--username", USER, "--pwfile", str(secret), "--auth", "scram-sha-256"]
        command += ["--encoding", "UTF8", "--no-locale"]
        made = subprocess.run(command, capture_output=True, text=True, **self._as_user)
        if made.returncode:
            raise RuntimeError(made.stderr)


def _as_user(home: Path) -> dict[str, Any]:
    """How to run the server's programs, which refuse root, with *home* as their own."""
    where: dict[str, Any] = {"cwd": home}
    if os.geteuid() != 0:
        return where
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(home, user.pw_uid, user.pw_gid)
    return {**where, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def serving(options: Sequence[str] = ()) -> Iterator[Server]:
    """A server that runs; LookupError, with the remedy, where none is installed."""
    folder = programs()
    if folder is None:
        raise LookupError(f"no PostgreSQL server is installed: {REMEDY}")
    server = Server(folder, options)
    try:
        server.start()
        yield server
    finally:
        server.close()
