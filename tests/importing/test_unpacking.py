"""What is packed comes out as it was, however it is parted; what lacks its end never comes out as a whole."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.importing.unpacking import unpacked

WAYS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]),
    "deflate": zlib.compress,
    "Deflate ": lambda data: zlib.compress(data, wbits=-15),
    "deflate, gzip": lambda data: gzip.compress(zlib.compress(data)),
}


def parted(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(st.binary(max_size=300), st.sampled_from([*WAYS]), st.integers(1, 400))
def test_what_is_packed_comes_out_as_it_was(data: bytes, way: str, size: int) -> None:
    assert b"".join(unpacked(parted(WAYS[way](data), size), way)) == data


@given(st.binary(max_size=300), st.sampled_from([*WAYS]), st.integers(1, 400), st.data())
def test_what_lacks_its_end_is_told(data: bytes, way: str, size: int, draw: st.DataObject) -> None:
    packed = WAYS[way](data)
    # Of two members the first alone is whole.
    first = len(gzip.compress(data[:9])) if way == "x-gzip" else -1
    end = draw.draw(st.integers(0, len(packed) - 1).filter(lambda at: at != first))
    with pytest.raises(EOFError):
        list(unpacked(parted(packed[:end], size), way))


@pytest.mark.parametrize("padding", [b"\0" * 9, b"\n"])
def test_padding_after_the_end_is_left_out(padding: bytes) -> None:
    packed = gzip.compress(b"NATO") + padding
    assert b"".join(unpacked(parted(packed, 5), "gzip")) == b"NATO"


def test_what_is_packed_far_comes_in_small_parts() -> None:
    sizes = [len(part) for part in unpacked([zlib.compress(bytes(9_999_999))], "deflate")]
    assert sum(sizes) == 9_999_999
    assert max(sizes) < 100_000


@pytest.mark.parametrize("packed", [b"not packed", gzip.compress(b"NATO", mtime=0)[:-8] + b"12345678"])
def test_what_is_damaged_is_told(packed: bytes) -> None:
    with pytest.raises(zlib.error):
        list(unpacked([packed], "gzip"))


@pytest.mark.parametrize("way", ["br", "zstd", "compress", "gzip, br"])
def test_another_way_of_packing_is_told(way: str) -> None:
    with pytest.raises(ValueError, match=way.rpartition(" ")[2]):
        unpacked([b""], way)
