"""What a server packed, unpacked while it comes; what breaks off before its own end is never all of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

ACCEPTED = "gzip, deflate"
"""The ways of packing that a server may be asked for."""

_CHUNK = 65_536  # bytes that are unpacked at once, however far they were packed
# What zlib calls that which stands around deflated data.
_GZIP, _ZLIB, _BARE = 31, 15, -15


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    """*parts* as they were before *encoding*, a header ``Content-Encoding``, in parts of no great size.

    Raises ValueError for a way of packing that is not known; and, while the parts are read, EOFError where
    the end of what was packed is missing and ``zlib.error`` where it is damaged.

    >>> b"".join(unpacked([zlib.compress(b"NATO")], "deflate"))
    b'NATO'
    """
    for name in reversed([name.strip() for name in encoding.lower().split(",")]):
        if name in ("gzip", "x-gzip"):
            parts = _inflated(parts, lambda _: _GZIP)
        elif name == "deflate":
            parts = _inflated(parts, _deflated_how)
        elif name not in ("", "identity"):
            raise ValueError(name)
    return parts


def _deflated_how(start: bytes) -> int:
    """How what begins with *start* is deflated: servers mean either by the name."""
    return _ZLIB if start[0] & 15 == 8 else _BARE


def _inflated(parts: Iterable[bytes], how: Callable[[bytes], int]) -> Iterator[bytes]:
    """The content of one packed stream, or of several in a row; padding after the last is left out."""
    stream, whole = None, False
    for part in parts:
        rest = part
        while rest and (stream or not whole or rest.startswith(b"\x1f")):
            stream = stream or zlib.decompressobj(how(rest))
            yield from _pieces(stream, rest)
            rest = stream.unused_data
            if stream.eof:
                stream, whole = None, True
    if stream or not whole:
        raise EOFError("what was packed has no end")


def _pieces(stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What *data* adds to *stream*, piece by piece."""
    while piece := stream.decompress(data, _CHUNK):
        yield piece
        data = stream.unconsumed_tail
