"""Servers on this machine, as good and as bad as those of the web."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server that behaves by path; ``asked`` are the requests that it got, path and Host."""

    address: str
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def answer(body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    """An honest answer."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def redirect(to: str, status: int = 302) -> Behaviour:
    return answer(status=status, headers={"Location": to})


def raw(*parts: bytes, pause: float = 0, sent: list[bytes] | None = None) -> Behaviour:
    """These very bytes, a pause after each; *sent* gets those that went out before whoever asked was gone."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        gone = threading.Event()
        try:
            for part in parts:
                handler.wfile.write(part)
                handler.wfile.flush()
                if sent is not None:
                    sent.append(part)
                gone.wait(pause)
        except OSError:
            return

    return behave


@contextmanager
def site(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, with TLS where there is a *context*."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, self.headers.get("Host", "")))
            made.behaviours.get(self.path, answer(status=404))(self)

        def log_message(self, *_: object) -> None:
            """Say nothing: the output belongs to the tests."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is what is tested."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if context is not None:
            # The handshake is the handler's: one that fails must not hold up the server.
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        made = Site(f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()


@contextmanager
def deaf() -> Iterator[str]:
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def certificate(folder: Path, name: str) -> Path:
    """A certificate for *name* that vouches for itself, with its key, in one file; skips without openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which makes the certificates of this test")
    path = folder / f"{name}.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", "-", "-out", "-", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
        ],
        check=True,
        stdout=path.open("wb"),
        stderr=subprocess.DEVNULL,
    )
    return path
