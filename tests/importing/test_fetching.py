"""What is fetched from the web, and what every bad address and server gets instead."""

from __future__ import annotations

import gzip
import ipaddress
import ssl
import threading
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import certifi
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websites import Site, answer, certificate, deaf, raw, redirect, site

from claimcheck.errors import ReadingError
from claimcheck.importing.fetching import Limits, fetched, is_address, refusal

OK = b"HTTP/1.0 200 OK\r\n\r\n"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


def got(address: str, **options: Any) -> bytes:
    with fetched(address, **{"allow_private": True, **options}) as page:
        return page.file.read()


def refused(address: str, **options: Any) -> str:
    with pytest.raises(ReadingError) as error:
        got(address, **options)
    return str(error.value)


def here(host: str, port: int) -> list[str]:
    """A resolver to which every name is this machine."""
    return ["127.0.0.1"]


# --- what is good ---------------------------------------------------------------------------------


def test_what_is_there_comes_as_it_is(web: Site) -> None:
    web.behaviours["/feed?of=all"] = answer(b"\x00\xff{}")
    assert got(f"{web.address}/feed?of=all#part") == b"\x00\xff{}"
    assert web.asked == [("/feed?of=all", f"127.0.0.1:{web.port}")]


@pytest.mark.parametrize(
    ("name", "packed"),
    [("gzip", gzip.compress(b"[]" * 999, mtime=0)), ("deflate", zlib.compress(b"[]" * 999))],
)
def test_what_is_packed_is_unpacked(web: Site, name: str, packed: bytes) -> None:
    web.behaviours["/"] = answer(packed, headers={"Content-Encoding": name})
    assert got(web.address) == b"[]" * 999


def test_chunks_are_put_together(web: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    web.behaviours["/"] = raw(head, b"2\r\n[1\r\n", b"1\r\n]\r\n0\r\n\r\n")
    assert got(web.address) == b"[1]"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_address_that_is_told(web: Site, status: int) -> None:
    web.behaviours |= {"/a/b": redirect("../c", status), "/c": answer(b"there")}
    with fetched(f"{web.address}/a/b", allow_private=True) as page:
        assert (page.file.read(), page.address) == (b"there", f"{web.address}/c")


def test_the_server_is_asked_by_its_name_at_the_address_that_was_looked_up(web: Site) -> None:
    web.behaviours["/"] = answer(b"[]")
    assert got(f"http://checks.example:{web.port}/", resolve=here) == b"[]"
    assert web.asked == [("/", f"checks.example:{web.port}")]


def test_a_name_is_looked_up_once(web: Site) -> None:
    web.behaviours["/"] = answer(b"[]")
    looked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    got(f"http://checks.example:{web.port}/", resolve=resolve)
    assert looked == ["checks.example"]


def test_an_address_that_takes_no_connection_gives_way_to_the_next(web: Site) -> None:
    web.behaviours["/"] = answer(b"[]")
    assert got(f"http://checks.example:{web.port}/", resolve=lambda *_: ["127.0.0.9", "127.0.0.1"]) == b"[]"


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example", True),
        ("ftp://a.example/x", True),
        ("file:///x", True),
        ("feed.json", False),
        ("C:\\feed.json", False),
        ("./http/feed", False),
        ("https:feed", False),
    ],
)
def test_an_address_is_told_from_a_path(name: str, so: bool) -> None:
    assert is_address(name) is so


# --- certificates ---------------------------------------------------------------------------------


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a certificate for checks.example that is trusted here."""
    made = certificate(tmp_path, "checks.example")
    monkeypatch.setattr(certifi, "where", lambda: str(made))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    with site(context) as secure:
        secure.behaviours["/"] = answer(b"[]")
        yield secure


def test_a_certificate_of_the_name_is_taken(trusted: Site) -> None:
    assert got(f"https://checks.example:{trusted.port}/", resolve=here) == b"[]"


def test_a_certificate_of_another_name_is_refused(trusted: Site) -> None:
    said = refused(f"https://other.example:{trusted.port}/", resolve=here)
    assert "its certificate is not valid for other.example" in said
    assert trusted.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    trusted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    said = refused(f"https://checks.example:{trusted.port}/", resolve=here)
    assert "its certificate is not valid" in said


def test_a_server_that_speaks_no_tls_is_told(web: Site) -> None:
    assert "not secure" in refused(f"https://checks.example:{web.port}/", resolve=here)


# --- the own network ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0"),
        *("169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
        ),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
        *("64:ff9b:1::7f00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ],
)
def test_addresses_that_are_not_of_the_public_internet_are_refused(number: str) -> None:
    assert refusal(number) is not None


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_public_internet_are_not(number: str) -> None:
    assert refusal(number) is None


@given(st.ip_addresses(network="::ffff:0:0/96") | st.ip_addresses(network="10.0.0.0/8"))
def test_no_address_of_these_networks_slips_through(
    number: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert refusal(str(number)) is not None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]"])
def test_this_machine_is_not_asked_however_it_is_written(web: Site, host: str) -> None:
    said = refused(f"http://{host}:{web.port}/", allow_private=False)
    assert "of the own machine or network" in said
    assert "--allow-private" in said
    assert web.asked == []


def test_a_name_is_refused_if_one_of_its_addresses_is(web: Site) -> None:
    said = refused(
        f"http://checks.example:{web.port}/",
        allow_private=False,
        resolve=lambda *_: ["93.184.215.14", "169.254.169.254"],
    )
    assert "leads to 169.254.169.254" in said


def test_a_redirect_into_the_own_network_is_refused(monkeypatch: pytest.MonkeyPatch, web: Site) -> None:
    web.behaviours |= {"/": redirect("http://inside.example/secret"), "/secret": answer(b"secret")}
    names = {"checks.example": "127.0.0.1", "inside.example": "10.0.0.7"}
    # The site of this test cannot be on the public internet: here its address counts as if it were.
    monkeypatch.setattr(
        "claimcheck.importing.fetching.refusal",
        lambda number: None if number == "127.0.0.1" else refusal(number),
    )
    said = refused(
        f"http://checks.example:{web.port}/", allow_private=False, resolve=lambda host, _: [names[host]]
    )
    assert said.startswith("http://inside.example/secret: leads to 10.0.0.7 and is not fetched")


# --- bad addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://checks.example/feed", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("https://", "only http:// and https://"),
        ("http://ann:secret@checks.example/", "a name and a password"),
        ("http://[::1/", "no address that can be read"),
        ("http://checks.example:99999/", "no address that can be read"),
        (f"http://{'a' * 70}.example/", "there is no"),
    ],
)
def test_an_address_that_cannot_be_asked_is_told(address: str, why: str) -> None:
    said = refused(address)
    assert why in said
    assert "secret" not in said


def test_a_name_that_nobody_has_is_told() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    assert "there is no checks.example" in refused("https://checks.example/", resolve=unknown)


def test_a_lookup_that_never_ends_is_left_behind() -> None:
    forever = threading.Event()

    def stuck(host: str, port: int) -> Sequence[str]:
        forever.wait()
        return []

    said = refused("https://checks.example/", resolve=stuck, limits=Limits(silence=0.05))
    forever.set()
    assert "there is no checks.example" in said


def test_a_port_that_nobody_listens_at_is_told() -> None:
    with site() as gone:
        address = gone.address
    assert "no connection can be made to 127.0.0.1" in refused(address)


# --- bad redirects --------------------------------------------------------------------------------


def test_a_redirect_to_itself_is_told(web: Site) -> None:
    web.behaviours["/"] = redirect("/")
    assert f"leads back to {web.address}/ for ever" in refused(f"{web.address}/")
    assert len(web.asked) == 1


def test_a_round_of_redirects_is_told(web: Site) -> None:
    web.behaviours |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert f"leads back to {web.address}/a for ever" in refused(f"{web.address}/a")


def test_five_redirects_are_followed_and_no_more(web: Site) -> None:
    web.behaviours |= {f"/{step}": redirect(f"/{step + 1}") for step in range(6)}
    web.behaviours["/6"] = answer(b"there")
    assert got(f"{web.address}/1") == b"there"
    assert "more than 5 redirects" in refused(f"{web.address}/0")


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://checks.example/", "gopher://checks.example/"])
def test_a_redirect_off_the_web_is_refused(web: Site, to: str) -> None:
    web.behaviours["/"] = redirect(to)
    assert "only http:// and https://" in refused(web.address)


def test_a_redirect_to_no_address_is_told(web: Site) -> None:
    web.behaviours["/"] = redirect("http://[::1")
    assert "which is no address" in refused(web.address)


# --- bad answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 429, 500, 503])
def test_another_answer_than_200_is_told(web: Site, status: int) -> None:
    web.behaviours["/"] = answer(status=status)
    assert f"the server answers {status}" in refused(web.address)


def test_a_redirect_without_an_address_is_told(web: Site) -> None:
    web.behaviours["/"] = answer(status=302)
    assert "the server answers 302" in refused(web.address)


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"HTTP/1.0 OK\r\n\r\n",
        OK[:-2] + b"X: " + b"x" * 99999,
        b"<html>\r\n\r\n",
        OK[:-2] + b"A: b\r\n" * 999 + b"\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n[]",
    ],
)
def test_what_is_no_answer_is_told(web: Site, bytes_sent: bytes) -> None:
    web.behaviours["/"] = raw(bytes_sent)
    assert "the connection broke off" in refused(web.address)


def test_what_cannot_be_unpacked_is_told(web: Site) -> None:
    web.behaviours["/"] = answer(b"not packed", headers={"Content-Encoding": "gzip"})
    assert "cannot be unpacked" in refused(web.address)


def test_more_than_the_limit_is_told(web: Site) -> None:
    web.behaviours["/"] = raw(OK, b"x" * 200_001)
    assert "more than the 200,000 bytes" in refused(web.address, limits=Limits(size=200_000))
    assert len(got(web.address, limits=Limits(size=200_001))) == 200_001


def test_an_answer_that_announces_more_than_the_limit_is_not_waited_for(web: Site) -> None:
    web.behaviours["/"] = raw(OK[:-2] + b"Content-Length: 200001\r\n\r\n", pause=9)
    assert "more than the 200,000 bytes" in refused(web.address, limits=Limits(size=200_000))


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_a_bomb_is_unpacked_no_further_than_the_limit(web: Site, name: str) -> None:
    packer = zlib.compressobj(wbits=31 if name == "gzip" else 15)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 200_000
    web.behaviours["/"] = answer(bomb, headers={"Content-Encoding": name})
    assert "more than the 1,000,000 bytes" in refused(web.address, limits=Limits(size=1_000_000))


# --- answers that are not whole -------------------------------------------------------------------

WHOLE = b"[" + b"123456789, " * 9_999 + b"1]"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"


def sent_as(encoding: str, body: bytes, framing: str) -> bytes:
    """An answer with *body*, whose end is told by its length, by a last chunk, or by hanging up."""
    packed = f"Content-Encoding: {encoding}\r\n".encode() if encoding else b""
    if framing == "chunked":
        return CHUNKED + packed + b"\r\n%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    length = f"Content-Length: {len(body)}\r\n".encode() if framing == "length" else b""
    return OK[:-2] + packed + length + b"\r\n" + body


PACKED = {
    "gzip": gzip.compress(WHOLE),
    "x-gzip": gzip.compress(WHOLE[:99]) + gzip.compress(WHOLE[99:]),
    "deflate": zlib.compress(WHOLE),
    "Deflate": zlib.compress(WHOLE, wbits=-15),
    "deflate, gzip": gzip.compress(zlib.compress(WHOLE)),
    "identity": WHOLE,
    "": WHOLE,
}


@pytest.mark.parametrize("framing", ["length", "chunked", "hanging up"])
@pytest.mark.parametrize("encoding", PACKED)
def test_an_answer_that_is_whole_comes_whole(web: Site, encoding: str, framing: str) -> None:
    web.behaviours["/"] = raw(sent_as(encoding, PACKED[encoding], framing))
    assert got(web.address) == WHOLE


@pytest.mark.parametrize("cut", [1, 200])
@pytest.mark.parametrize("framing", ["length", "chunked"])
@pytest.mark.parametrize("encoding", PACKED)
def test_an_answer_that_breaks_off_is_no_file(web: Site, encoding: str, framing: str, cut: int) -> None:
    # The last five bytes of chunks only say that they were all.
    end = cut + 5 if framing == "chunked" else cut
    web.behaviours["/"] = raw(sent_as(encoding, PACKED[encoding], framing)[:-end])
    assert "the connection broke off" in refused(web.address)


@pytest.mark.parametrize("cut", [1, 200])
@pytest.mark.parametrize("framing", ["length", "chunked", "hanging up"])
@pytest.mark.parametrize("encoding", [name for name in PACKED if name not in ("", "identity")])
def test_what_was_packed_and_lacks_its_end_is_no_file(
    web: Site, encoding: str, framing: str, cut: int
) -> None:
    """The server itself was sent half of it, and passes that on as all."""
    web.behaviours["/"] = raw(sent_as(encoding, PACKED[encoding][:-cut], framing))
    assert "the connection broke off" in refused(web.address)


def test_chunks_without_the_last_one_are_no_file(web: Site) -> None:
    web.behaviours["/"] = raw(CHUNKED + b"\r\n2\r\n[]\r\n")
    assert "the connection broke off" in refused(web.address)


def test_what_is_packed_in_a_way_that_was_not_asked_for_is_told(web: Site) -> None:
    web.behaviours["/"] = answer(b"\x0b\x02\x80[]\x03", headers={"Content-Encoding": "br"})
    assert "packed as br, which cannot be unpacked" in refused(web.address)


# --- servers that are slow, or never answer -------------------------------------------------------


def test_a_server_that_says_nothing_is_given_up() -> None:
    with deaf() as address:
        assert "no answer for 0.1 seconds" in refused(address, limits=Limits(silence=0.1))


def test_a_server_that_stops_in_the_middle_is_given_up(web: Site) -> None:
    web.behaviours["/"] = raw(OK, b"[", pause=5)
    assert "no answer for 0.1 seconds" in refused(web.address, limits=Limits(silence=0.1))


@pytest.mark.parametrize(
    "parts",
    [[OK, *[b"x"] * 500], [b"HTTP/1.0 200 OK\r\n", *[b"A: b\r\n"] * 99], [*[b"H"] * 500]],
    ids=["body", "headers", "status"],
)
def test_a_server_that_drips_is_cut_off_when_the_time_is_up(web: Site, parts: list[bytes]) -> None:
    sent: list[bytes] = []
    web.behaviours["/"] = raw(*parts, pause=0.05, sent=sent)
    said = refused(web.address, limits=Limits(seconds=0.4, silence=5))
    assert "not read within 0.4 seconds" in said
    assert len(sent) < len(parts) / 2


def test_a_secure_server_that_drips_is_cut_off_too(trusted: Site) -> None:
    sent: list[bytes] = []
    trusted.behaviours["/"] = raw(OK, *[b"x"] * 500, pause=0.05, sent=sent)
    said = refused(
        f"https://checks.example:{trusted.port}/", resolve=here, limits=Limits(seconds=0.4, silence=5)
    )
    assert "not read within 0.4 seconds" in said
    assert len(sent) < 250


def test_redirects_that_each_take_their_time_are_cut_off_too(web: Site) -> None:
    for step in range(6):
        parts = [b"HTTP/1.0 302 Found\r\n", f"Location: /{step + 1}\r\n\r\n".encode()]
        web.behaviours[f"/{step}"] = raw(*parts, pause=0.15)
    said = refused(f"{web.address}/0", limits=Limits(seconds=0.4, silence=5))
    assert "not read within 0.4 seconds" in said


def test_no_timer_is_left_behind(web: Site) -> None:
    web.behaviours["/"] = answer(b"[]")
    before = set(threading.enumerate())
    got(web.address)
    refused(f"{web.address}/missing")
    timers = [one for one in threading.enumerate() if isinstance(one, threading.Timer) and one not in before]
    for timer in timers:
        # One that was cancelled ends at once, one that was forgotten after five minutes.
        timer.join(20)
    assert not any(timer.is_alive() for timer in timers)
