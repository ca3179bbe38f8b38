"""A part of the collection, written in one go and never changed: records, and what finds them."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import DAMAGED_AT_DESK, KnownClaimsError
from claimcheck.matching.postings import Postings
from claimcheck.matching.terms import folded_words, piece_terms, word_terms
from claimcheck.model import KnownClaim

RECORDS = "records.jsonl"
RULE = 2
"""By which rule ``KnownClaim.id`` is made: 1 was by the letters of an address, 2 is by its page."""

_FIELDS = frozenset(field.name for field in fields(KnownClaim))

Numbers = NDArray[np.uint64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segment:
    """Known claims by the row: their ``records`` as lines of JSON, and the terms of claim and title.

    The line of row r stands from ``offsets[r]`` to ``offsets[r + 1]``; ``ids`` are those of the claims.
    ``gone`` are the rows that a later segment has replaced. ``folder`` is None as long as it is nowhere but
    in memory.
    """

    records: bytes | mmap.mmap
    offsets: Rows
    ids: Numbers
    words: Postings
    pieces: Postings
    gone: Rows
    folder: Path | None = None

    @classmethod
    def of(cls, known: Sequence[KnownClaim]) -> Segment:
        """The segment of these claims, in memory."""
        lines = [line_of(claim) for claim in known]
        texts = [folded_words(f"{claim.text} {claim.title or ''}") for claim in known]
        return cls(
            b"".join(lines),
            np.cumsum([0, *map(len, lines)]).astype(np.int64),
            np.array([number_of(claim.id) for claim in known], np.uint64),
            Postings.of(*word_terms(texts), len(texts)),
            Postings.of(*piece_terms(texts), len(texts)),
            np.empty(0, np.int64),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def claim(self, row: int) -> KnownClaim:
        """The known claim of *row*; raises KnownClaimsError where the record cannot be read."""
        line = self.records[int(self.offsets[row]) : int(self.offsets[row + 1])]
        try:
            return claim_of_line(line)
        except ValueError as error:
            raise KnownClaimsError(
                f"The record {row + 1} of {self.folder} cannot be read ({error}): the file was changed or "
                "damaged. `claimcheck known rebuild` makes the collection anew of what can be read.",
                at_desk=DAMAGED_AT_DESK,
            ) from error

    def living(self) -> Iterator[KnownClaim]:
        """The claims that no later segment has replaced."""
        gone = set(self.gone.tolist())
        return (self.claim(row) for row in range(len(self)) if row not in gone)

    def without(self, rows: Iterable[int]) -> Segment:
        """The same segment with *rows* gone too."""
        gone = np.union1d(self.gone, np.array(list(rows), np.int64)).astype(np.int64)
        return replace(self, gone=gone)

    def renumbered(self) -> Segment:
        """The same segment in memory, with the ids that its claims have by the rule of today."""
        ids = np.array([number_of(self.claim(row).id) for row in range(len(self))], np.uint64)
        return replace(self, ids=ids, folder=None)

    def save(self, folder: Path) -> None:
        """Write the segment into *folder*, which must not exist yet, and onto the disk."""
        folder.mkdir(parents=True)
        with on_disk(folder / RECORDS) as file:
            file.write(self.records[:])
        for name, array in self._arrays().items():
            with on_disk(folder / f"{name}.npy") as file:
                np.save(file, array, allow_pickle=False)

    def files(self) -> list[str]:
        """The names of the files that `save` writes."""
        return [RECORDS, *(f"{name}.npy" for name in self._arrays())]

    @classmethod
    def open(cls, folder: Path, gone: Sequence[int]) -> Segment:
        """The segment in *folder*, mapped into memory; raises OSError or ValueError."""

        def postings(kind: str) -> Postings:
            return Postings(**{part: _mapped(folder / f"{kind}-{part}.npy") for part in _POSTINGS})

        return cls(
            _mapped_bytes(folder / RECORDS),
            _mapped(folder / "offsets.npy"),
            _mapped(folder / "ids.npy"),
            postings("words"),
            postings("pieces"),
            np.array(gone, np.int64),
            folder,
        )

    def _arrays(self) -> dict[str, NDArray[Any]]:
        plain: dict[str, NDArray[Any]] = {"offsets": self.offsets, "ids": self.ids}
        for kind, postings in (("words", self.words), ("pieces", self.pieces)):
            plain |= {f"{kind}-{part}": getattr(postings, part) for part in _POSTINGS}
        return plain


_POSTINGS = tuple(field.name for field in fields(Postings))


def number_of(known_id: str) -> int:
    """The sixteen hexadecimal digits of the id of a known claim as a number of 64 bits.

    The letter that ids begin with does not count: collections are older than it.
    """
    return int(known_id[-16:], 16)


def line_of(claim: KnownClaim) -> bytes:
    """The claim as a line of JSON; what is not known is left out."""
    told = {name: value for name, value in asdict(claim).items() if value is not None}
    return json.dumps(told).encode("ascii") + b"\n"


def claim_of_line(line: bytes) -> KnownClaim:
    """The claim that `line_of` wrote; fields of a newer version are left out. Raises ValueError."""
    told = json.loads(line)
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise ValueError("it is no known claim")
    wrong = [name for name, value in told.items() if name in _FIELDS and not isinstance(value, str)]
    if wrong:
        raise ValueError(f"{wrong[0]} is no text")
    return KnownClaim(**{name: value for name, value in told.items() if name in _FIELDS})


@contextmanager
def on_disk(path: Path) -> Iterator[BinaryIO]:
    """A new file at *path*, which is on the disk when all is written."""
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _mapped(path: Path) -> NDArray[Any]:
    array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    # A plain view: numpy's own class for mapped files makes every small slice several times slower.
    return array.view(np.ndarray)


def _mapped_bytes(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
