"""When two addresses of the web are of one page.

Links are copied with trackers, from telephones, out of archives and with the words that somebody had marked.
A key is for comparing only: what is shown and stored is the address as it was given.

courlan, which normalises links for crawlers, is no help here: it keeps the scheme, ``www.`` and archives
apart, drops a query without "=", and takes ``reference=``, ``gallery=`` and ``cid=``, by which many a site
names its pages, for trackers.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

# What is no page of the web and an address all the same: doi:…, urn:…, ftp://…
_WITH_SCHEME = re.compile(r"(?!https?:)[a-z][a-z\d+.-]+:\S|www\.\S", re.I)
# An address copied without its scheme: "www.example.org/page", "//example.org/page".
_BARE = re.compile(r"(?://)?(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}(?::\d{1,5})?(?:[/?#]|$)")
# Browsers cut control characters out or off; a blank parts two addresses, or it is a sentence.
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f]")
# The parts of a host that a browser looks up; "…" or "-" alone is a place that somebody left open.
_LABEL = re.compile(r"(?=.*[^\W_])[\w-]{1,63}")
_NUMBERS = re.compile(r"[\da-f:.]+(?:%\w+)?")
# The same page for telephones.
_PREFIX = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_INNER_PREFIX = re.compile(r"(?<=^[a-z]{2})\.m\.(?=wikipedia\.org$)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
_SESSION = re.compile(r";jsessionid=[^/]*")
_FOR_TELEPHONES = re.compile(r"(?<=[^/])/amp$")
_OF_A_PLAYLIST = {"list", "index"}
_AMP_CACHE = re.compile(r"/[civ]/(?:s/)?")
_CACHE = re.compile(r"cache:(?:[\w-]{6,20}:)?")
_SITES = tomllib.loads(files("claimcheck").joinpath("addresses.toml").read_text(encoding="utf-8"))
_TRACKERS = re.compile("|".join(_SITES["trackers"]))
_ARCHIVES = {
    host: re.compile(before.replace("STAMP", _SITES["stamp"])) for host, before in _SITES["archives"].items()
}
# An archive may have kept the page of another archive, and so on; no honest address goes deeper.
_DEEPEST = 4


def is_web_address(address: str | None) -> bool:
    """Whether *address* is one that a browser opens: http or https, with a host, and without a blank.

    >>> is_web_address("https://example.org/a"), is_web_address("https://example.org/a b")
    (True, False)
    """
    whole = (address or "").strip()
    parts = None if _UNFIT.search(whole) else _split(whole)
    return parts is not None and parts.scheme in {"http", "https"} and _is_host(parts.hostname or "")


def host_of(address: str | None) -> str | None:
    """The host of a web address as a browser shows it, without ``www.``; None of what is no web address.

    >>> host_of("https://www.Example.org/a"), host_of("https://xn--bcher-kva.org/"), host_of("example.org")
    ('example.org', 'bücher.org', None)
    """
    parts = _split(address.strip()) if address is not None and is_web_address(address) else None
    if parts is None or not parts.hostname:
        return None
    shown = ".".join(map(_readable, parts.hostname.rstrip(".").split(".")))
    return unicodedata.normalize("NFKC", shown).casefold().removeprefix("www.")


def is_short_link(address: str | None) -> bool:
    """Whether *address* is a code that only leads on to a page, as those that social networks are given.

    >>> is_short_link("https://bit.ly/3abc"), is_short_link("https://example.org/3abc")
    (True, False)
    """
    return host_of(address) in _SITES["shorteners"]


def _is_host(host: str) -> bool:
    if ":" in host:
        return _NUMBERS.fullmatch(host) is not None
    return all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))


def as_one_word(address: str) -> str | None:
    """*address* without a blank, for a cell in which a blank parts two; None where it is no address.

    >>> as_one_word("https://example.org/a b"), as_one_word("doi:10.1/2"), as_one_word("a call on 3 March")
    ('https://example.org/a%20b', 'doi:10.1/2', None)
    """
    parts = address.split() or [""]
    named = is_web_address(parts[0]) or (len(parts) == 1 and _WITH_SCHEME.match(parts[0]))
    return "%20".join(parts) if named else None


@lru_cache(maxsize=8_192)
def page_key(address: str) -> str:
    """What all addresses of one page have in common; of what is no address, its words.

    Scheme, ``www.``, a trailing slash, default port, case, percent signs, order of the query, trackers and
    the fragment do not count, unless the fragment is a route (``#!/page``); the copy in an archive that names
    its page, and a link that leads on to it, are that page. Case in a path does not count either: few
    servers tell two pages apart by it alone, and nobody cites both; where addresses are codes, as on YouTube
    and in short links, it does.

    >>> page_key("http://www.Example.org/a/?utm_source=x#:~:text=words")
    'example.org/a'
    >>> page_key("https://web.archive.org/web/20240102030405/https://example.org/a")
    'example.org/a'
    """
    whole = " ".join(_as_it_looks(address).split())
    for _ in range(_DEEPEST):
        parts = _split(f"//{whole.removeprefix('//')}" if _BARE.match(whole) else whole)
        if parts is None or not parts.hostname or parts.scheme.lower() not in {"", "http", "https"}:
            break
        host = _host(parts)
        kept = _page_kept_in(host, parts)
        if kept is None:
            return _key(host, parts)
        whole = kept
    return whole.casefold()


def same_page(one: str, other: str) -> bool:
    """Whether both are addresses of one page.

    >>> same_page("https://example.org/a", "http://www.example.org/a/"), same_page("https://a.org", "https://b.org")
    (True, False)
    """
    return page_key(one) == page_key(other)


def each_page_once(addresses: Iterable[str]) -> list[str]:
    """*addresses* without those of a page that came before.

    >>> each_page_once(["https://example.org/a", "http://www.example.org/a/", "https://example.org/b"])
    ['https://example.org/a', 'https://example.org/b']
    """
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(page_key(address), address)
    return list(first.values())


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        # Brackets that are no IPv6, or marks that become a slash.
        return None


def _host(parts: SplitResult) -> str:
    """The host, and its port where that is another than usual."""
    labels = (_readable(label) for label in (parts.hostname or "").rstrip(".").split("."))
    host = _INNER_PREFIX.sub(".", _PREFIX.sub("", ".".join(labels).casefold()))
    try:
        port = parts.port
    except ValueError:
        port = None
    return str(_SITES["aliases"].get(host, host)) if port in {None, 80, 443} else f"{host}:{port}"


def _readable(label: str) -> str:
    """The letters of a label of a host that is written in ASCII (``xn--…``)."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except ValueError:
        return label


def _page_kept_in(host: str, parts: SplitResult) -> str | None:
    """The address of the page that *parts* are a copy of, or lead on to; None where that is no other."""
    names = _SITES["leading_on"].get(f"{host}{parts.path.rstrip('/')}", ())
    for name, value in parse_qsl(parts.query):
        if name in names and _is_address(inner := _CACHE.sub("", value, count=1)):
            return inner
    before = _AMP_CACHE if host.endswith(".cdn.ampproject.org") else _ARCHIVES.get(host)
    opened = before.match(parts.path) if before else None
    if opened is None:
        return None
    inner = _with_two_slashes(parts.path[opened.end() :])
    if not _is_address(inner):
        return None
    return (
        inner + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    )


def _with_two_slashes(address: str) -> str:
    """*address*, which stood in a path: a server may have made one slash of two, or percent signs of all."""
    whole = unquote(address) if re.match(r"https?%3a", address, re.I) else address
    return re.sub(r"^(https?):/{0,3}", r"\1://", whole, flags=re.I)


def _is_address(inner: str) -> bool:
    return re.match(r"https?://[^/]", inner, re.I) is not None or _BARE.match(inner) is not None


def _key(host: str, parts: SplitResult) -> str:
    plain = _decoded if host in _SITES["with_capitals"] else _folded
    path = posixpath.normpath("/" + _SESSION.sub("", plain(parts.path)).lstrip("/"))
    path = _FOR_TELEPHONES.sub("", _INDEX.sub("", path)).rstrip("/")
    query = sorted(_query(host, parts.query))
    if host == "youtu.be":
        host, path, query = "youtube.com", "/watch", [("v", path[1:])]
    elif host == "youtube.com" and path == "/watch":
        query = [(name, value) for name, value in query if name not in _OF_A_PLAYLIST]
    asked = "&".join(f"{name}={value}" for name, value in query)
    route = _folded(parts.fragment.partition(":~:")[0])
    return f"{host}{path}{'?' if asked else ''}{asked}" + (
        f"#{route}" if route.startswith(("!", "/")) else ""
    )


def _query(host: str, query: str) -> list[tuple[str, str]]:
    """What the query says of the page, without trackers."""
    ours = _SITES["trackers_of"].get(host, ())
    plain = _decoded if host in _SITES["with_capitals"] else _folded
    pairs = ((_folded(name), plain(value)) for name, value in parse_qsl(query, keep_blank_values=True))
    return [(name, value) for name, value in pairs if name not in ours and not _TRACKERS.fullmatch(name)]


def _folded(part: str) -> str:
    return _decoded(part).casefold()


def _decoded(part: str) -> str:
    """*part* without percent signs; bytes that are no UTF-8 stay apart from each other."""
    return _as_it_looks(unquote(part, errors="backslashreplace"))


def _as_it_looks(text: str) -> str:
    """*text* in one form for what looks the same, without the characters that are not seen at all."""
    return unicodedata.normalize("NFKC", "".join(c for c in text if unicodedata.category(c) != "Cf"))
