"""An address of the web -> what is there, in a file; never from the own network, never waiting for ever.

The name is looked up once, every address that it has is checked, and the connection is made to one of
those, so that a name cannot mean another machine at a second look. The certificate is still that of the name.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import BinaryIO
from urllib.parse import urljoin

import certifi
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.util import Url, parse_url
from urllib3.util.ssl_match_hostname import CertificateError

from claimcheck.errors import ReadingError
from claimcheck.importing.unpacking import ACCEPTED, unpacked

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.I)
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536
_BY_HAND = "Save it in a browser and add the file."
_HEADERS = {
    "Accept": "application/ld+json, application/json, text/html, text/csv, */*;q=0.5",
    "Accept-Encoding": ACCEPTED,
    "User-Agent": "claimcheck",
}
# IPv6 that stands for an IPv4 address, whatever that may be: compatible, mapped, NAT64, Teredo, 6to4.
_TUNNELS = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"),
    )
)

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a whole fetch may take and how long a server may be silent, in seconds; bytes; redirects."""

    seconds: float = 300
    silence: float = 20
    size: int = 500_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: a file, gone when the fetch is left, and the address after all redirects."""

    file: BinaryIO
    address: str


def is_address(name: str) -> bool:
    """Whether *name* is an address rather than the path of a file.

    >>> is_address("https://example.org/feed.json"), is_address("feed.json"), is_address("C:/feed.json")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None


def lookup(host: str, port: int) -> list[str]:
    """The numeric addresses that *host* has; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


@contextmanager
def fetched(
    address: str, *, allow_private: bool = False, limits: Limits | None = None, resolve: Resolve = lookup
) -> Iterator[Fetched]:
    """What is at *address*, unpacked, in a temporary file. Redirects are followed, each checked anew.

    Only http and https; addresses that are not of the public internet are refused unless *allow_private*.
    Raises ``ReadingError`` for these, for an answer other than 200, one too large, and when time is up.

    >>> with fetched("https://example.org/feed.json") as page:  # doctest: +SKIP
    ...     page.file.read(1)
    b'['
    """
    bounds = limits or Limits()
    with tempfile.TemporaryFile() as file:
        with closing(_Deadline(address, bounds.seconds)) as deadline:
            final = _Fetch(bounds, deadline, resolve, allow_private).follow(address, file)
        file.seek(0)
        yield Fetched(file, final)


def refusal(ip: str) -> str | None:
    """Why the address *ip* is none of the public internet; None where it is one.

    >>> refusal("127.0.0.1"), refusal("2002:7f00:1::"), refusal("93.184.215.14")
    ('it is of the own machine or network', 'it stands for an address of another kind', None)
    """
    number = ipaddress.ip_address(ip.partition("%")[0])
    if number.is_multicast:
        return "it is an address of many machines"
    if not number.is_global or number.is_reserved or (number.version == 6 and number.is_site_local):
        return "it is of the own machine or network"
    if any(number in network for network in _TUNNELS):
        return "it stands for an address of another kind"
    return None


class _Deadline:
    """Cuts the connection that is open when the time is up: a server may drip a byte a second for ever."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address = address
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def close(self) -> None:
        self._timer.cancel()

    def left(self) -> float:
        """The seconds that are left; raises ReadingError where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise ReadingError(
                f"{self._address}: not read within {self._seconds:g} seconds, and given up. "
                f"Try again later. {_BY_HAND}"
            )
        return left

    def watch(self, opened: socket.socket | None) -> None:
        self._socket = opened
        self.left()

    def _cut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # Of the plain socket: an SSLSocket would change under the thread that reads from it.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One fetch: its bounds, and how far it may reach."""

    limits: Limits
    deadline: _Deadline
    resolve: Resolve
    allow_private: bool

    def follow(self, address: str, file: BinaryIO) -> str:
        """Write what is at the end of all redirects to *file*; the address of that end."""
        been: list[str] = []
        while True:
            url = _parsed(address)
            if url.url in been:
                raise ReadingError(f"{been[0]}: leads back to {url.url} for ever. {_BY_HAND}")
            been.append(url.url)
            if len(been) > self.limits.redirects + 1:
                raise ReadingError(f"{been[0]}: more than {self.limits.redirects} redirects. {_BY_HAND}")
            following = self._step(url, file)
            if following is None:
                return url.url
            address = _joined(url, following)

    def _step(self, url: Url, file: BinaryIO) -> str | None:
        """Ask *url*: write the answer to *file*, or give the address that it redirects to."""
        connection = self._connected(url)
        try:
            headers = {**_HEADERS, "Host": str(url.netloc)}
            connection.request("GET", url.request_uri, headers=headers, preload_content=False)
            with connection.getresponse() as response:
                return self._answer(url, response, file)
        except zlib.error as error:
            raise ReadingError(f"{url}: what it sends cannot be unpacked. {_BY_HAND}") from error
        except (HTTPError, HTTPException, OSError, EOFError, ValueError) as error:
            self.deadline.left()
            if _timed_out(error):
                raise _silent(url, self.limits) from error
            raise ReadingError(f"{url}: the connection broke off. Try again later. {_BY_HAND}") from error
        finally:
            connection.close()

    def _answer(self, url: Url, response: HTTPResponse, file: BinaryIO) -> str | None:
        # Headers that the deadline cut look whole.
        self.deadline.left()
        following = response.headers.get("Location")
        if response.status in _REDIRECTS and following:
            return following
        if response.status != 200:
            raise ReadingError(
                f"{url}: the server answers {response.status} {(response.reason or '')[:60]}".rstrip()
                + f". Check the address. {_BY_HAND}"
            )
        if (response.length_remaining or 0) > self.limits.size:
            raise _too_large(url, self.limits)
        for part in _content(url, response):
            self.deadline.left()
            if file.tell() + len(part) > self.limits.size:
                raise _too_large(url, self.limits)
            file.write(part)
        self.deadline.left()
        return None

    def _connected(self, url: Url) -> HTTPConnection:
        """A connection to the first of the checked addresses of *url* that takes one."""
        failed: Exception | None = None
        for number in self._numbers(url):
            connection = _connection(url, number, min(self.limits.silence, self.deadline.left()))
            try:
                connection.connect()
                self.deadline.watch(connection.sock)
                return connection
            except (ssl.SSLError, CertificateError) as error:
                connection.close()
                raise ReadingError(
                    f"{url}: its certificate is not valid for {url.host}, or the connection is not secure. "
                    f"Check the address. {_BY_HAND}"
                ) from error
            except (HTTPError, OSError) as error:
                connection.close()
                failed = error
        if failed is not None and _timed_out(failed):
            raise _silent(url, self.limits) from failed
        raise ReadingError(f"{url}: no connection can be made to {url.host}. Check the address.") from failed

    def _numbers(self, url: Url) -> Sequence[str]:
        """The numeric addresses of *url*, looked up once; raises ReadingError where one is refused."""
        host = str(url.host).strip("[]")
        numbers = self._looked_up(host, url.port or _PORTS[str(url.scheme)])
        if not numbers:
            raise ReadingError(f"{url}: there is no {host}. Check the address and the connection.")
        for number in numbers:
            why = None if self.allow_private else refusal(number)
            if why is not None:
                raise ReadingError(
                    f"{url}: leads to {number} and is not fetched: {why}. "
                    "If it is yours and you trust it: --allow-private (allow_private=True).",
                    at_desk=f"{url}: leads to {number} and is not fetched: {why}. If you trust it, "
                    "open it in your browser, save the page, and bring in the file.",
                )
        return numbers

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """What `resolve` finds in time. A lookup cannot be stopped, only left behind."""
        found: list[str] = []

        def look() -> None:
            with suppress(OSError, UnicodeError):
                found.extend(self.resolve(host, port))

        looking = threading.Thread(target=look, daemon=True)
        looking.start()
        looking.join(min(self.limits.silence, self.deadline.left()))
        self.deadline.left()
        return found


def _parsed(address: str) -> Url:
    """*address* in its parts; raises ReadingError where it is none that is fetched."""
    try:
        url = parse_url(address)._replace(fragment=None)
    except (LocationParseError, ValueError) as error:
        raise ReadingError(f"{address[:200]}: is no address that can be read. Check it.") from error
    if url.scheme not in _PORTS or not url.host:
        raise ReadingError(f"{address[:200]}: only http:// and https:// addresses are fetched. {_BY_HAND}")
    if url.auth:
        raise ReadingError(
            f"{url.host}: an address with a name and a password in it is not fetched. {_BY_HAND}"
        )
    return url


def _joined(url: Url, following: str) -> str:
    try:
        return urljoin(url.url, following)
    except ValueError as error:
        raise ReadingError(
            f"{url}: redirects to {following[:200]!r}, which is no address. {_BY_HAND}"
        ) from error


def _connection(url: Url, number: str, timeout: float) -> HTTPConnection:
    port = url.port or _PORTS[str(url.scheme)]
    if url.scheme == "http":
        return HTTPConnection(number, port, timeout=timeout)
    return HTTPSConnection(
        number,
        port,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=str(url.host).strip("[]"),
    )


def _content(url: Url, response: HTTPResponse) -> Iterable[bytes]:
    """What *response* holds, unpacked here: urllib3 takes what was packed for whole wherever it ends."""
    encoding = response.headers.get("Content-Encoding", "")
    try:
        return unpacked(response.stream(_CHUNK, decode_content=False), encoding)
    except ValueError as error:
        raise ReadingError(
            f"{url}: it is packed as {str(error)[:60]}, which cannot be unpacked. {_BY_HAND}"
        ) from error


def _timed_out(error: Exception) -> bool:
    # urllib3 counts every connection that fails among those that time out.
    return isinstance(error, (TimeoutError, ReadTimeoutError, ConnectTimeoutError)) and not isinstance(
        error, NewConnectionError
    )


def _too_large(url: Url, limits: Limits) -> ReadingError:
    return ReadingError(
        f"{url}: more than the {limits.size:,} bytes that are fetched. Download it and add the file."
    )


def _silent(url: Url, limits: Limits) -> ReadingError:
    return ReadingError(f"{url}: no answer for {limits.silence:g} seconds. Try again later. {_BY_HAND}")
