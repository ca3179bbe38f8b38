"""Finding the known claims that say what a text says.

Candidates come from sparse retrieval, BM25 over words and over pieces of four characters (`retrieval.py`); a
small trained model (`ranking.py`) orders them by rapidfuzz's ratios, figures, names and the words in common.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.arguments import each_of
from claimcheck.errors import KnownClaimsError
from claimcheck.matching.collection import Collection as Folder
from claimcheck.matching.collection import tidied
from claimcheck.matching.ranking import Query, measures, ranker
from claimcheck.matching.retrieval import TOGETHER, retrieve
from claimcheck.matching.segment import Segment, number_of
from claimcheck.matching.semantic import Encoder
from claimcheck.model import KnownClaim, Match

# So many are written at once: enough for a good index, few enough to be held in memory.
_AT_ONCE = 20_000
_ID = re.compile(r"[a-z]?[0-9a-f]{16}")
# What a check does not say: how its address is spelled, where and when it was read.
_BESIDE: dict[str, Any] = {"url": None, "origin": None, "added": None}


@dataclass(frozen=True, slots=True)
class Added:
    """How many claims were new, took the place of a former one, or were there already as they are."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


class Index:
    """Known claims, in the folder *path* or only in memory, and what finds them again.

    >>> index = Index()
    >>> index.add([KnownClaim("The alliance has 32 members."), KnownClaim("Butterflies survived the fires.")])
    Added(added=2, updated=0, unchanged=0)
    >>> [match.known.text for match in index.search("NATO's 32 members", limit=1)]
    ['The alliance has 32 members.']

    Raises KnownClaimsError with the remedy where there is no collection that can be read.
    """

    def __init__(self, path: str | Path | None = None, *, encoder: Encoder | None = None) -> None:
        self._collection = None if path is None else Folder(path)
        self.encoder = encoder or Encoder()
        self._held: list[Segment] = []

    @property
    def segments(self) -> list[Segment]:
        """The parts that the claims are in, as they are now."""
        if self._collection is None:
            return self._held
        self._collection.refresh()
        return self._collection.segments

    def __len__(self) -> int:
        segments = self.segments
        return sum(map(len, segments)) - _gone(segments)

    def __iter__(self) -> Iterator[KnownClaim]:
        return (claim for segment in self.segments for claim in segment.living())

    def add(self, records: Iterable[KnownClaim]) -> Added:
        """Put *records* into the collection; the same check again takes the place of the former one.

        A check is known by its page, or its publisher, and the words of the claim. Records come as they
        are read: what was added stays, though the reading of the next one should fail. Raises
        KnownClaimsError where the collection cannot be written, or a record could not be read again.
        """
        total = Added()
        waiting = iter(records)
        while True:
            # Whatever breaks the reading off, what came before it is kept.
            batch, broken = _next(waiting)
            if batch:
                total += self._add(batch)
            if broken is not None:
                raise broken
            if not batch:
                return total

    def remove(self, known_ids: Iterable[str]) -> int:
        """Take the claims of these ids out; how many there were."""
        wanted = set(
            map(_number, each_of("known_ids", known_ids, str, "give a list of ids, [match.known.id]"))
        )
        with self._writing():
            former = self.segments
            segments = [_without(segment, wanted) for segment in former]
            gone = _gone(segments) - _gone(former)
            if gone:
                self._keep(segments)
        return gone

    def search(self, text: str, limit: int = 5, semantic: bool = False) -> list[Match]:
        """The *limit* known claims that most likely say what *text* says, likeliest first.

        *semantic* counts what an encoder says of the meaning too. Raises KnownClaimsError where the
        collection is damaged, ModelError where the encoder is not there.
        """
        return search(self.segments, text, limit, self.encoder if semantic else None)

    # Inside

    def _writing(self) -> AbstractContextManager[None]:
        return nullcontext() if self._collection is None else self._collection.writing()

    def _keep(self, segments: Sequence[Segment]) -> None:
        if self._collection is None:
            self._held = tidied(segments)
        else:
            self._collection.replace(segments)

    def _add(self, batch: Sequence[KnownClaim]) -> Added:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        # Of the same check twice in one go the later one counts.
        fresh = {number_of(claim.id): replace(claim, added=claim.added or now) for claim in batch}
        with self._writing():
            segments = self.segments
            same = {
                number
                for segment in segments
                for number, row in _rows_of(segment, fresh)
                if _says_the_same(segment.claim(row), fresh[number])
            }
            new = [claim for number, claim in fresh.items() if number not in same]
            replaced = {number for number in fresh if number not in same}
            former = [_without(segment, replaced) for segment in segments]
            updated = _gone(former) - _gone(segments)
            if new:
                self._keep([*former, Segment.of(new)])
        return Added(len(new) - updated, updated, len(same))


def search(
    segments: Sequence[Segment],
    text: str,
    limit: int,
    encoder: Encoder | None = None,
    candidates: int = TOGETHER,
) -> list[Match]:
    """What `Index.search` gives, over the segments of several indexes; *candidates* are looked at closely."""
    query = Query.of(text)
    meanings = None
    if encoder is not None and text.strip():
        asked = encoder.encode([text])[0]
        meanings = [encoder.vectors(segment) @ asked / 2 for segment in segments]
    found = retrieve(segments, query, meanings, candidates)
    if not found.known or limit < 1:
        return []
    ranked = ranker(semantic=encoder is not None).ranked(measures(query, found))
    return [Match(found.known[place], likely) for place, likely in ranked[:limit]]


def _next(records: Iterator[KnownClaim]) -> tuple[list[KnownClaim], Exception | None]:
    """The next records, and what broke their reading off, if anything did."""
    batch: list[KnownClaim] = []
    try:
        for record in islice(records, _AT_ONCE):
            _refuse_unreadable(record)
            batch.append(record)
    except Exception as error:  # noqa: BLE001 - raised again once the batch is kept
        return batch, error
    return batch, None


def _refuse_unreadable(record: KnownClaim) -> None:
    """Raise KnownClaimsError for what could not be read again, such as a record with a NaN of pandas."""
    if not isinstance(record, KnownClaim):
        raise KnownClaimsError(f"add() takes KnownClaims and got {type(record).__name__}.")
    for name, value in asdict(record).items():
        if not isinstance(value, str) and (value is not None or name == "text"):
            raise KnownClaimsError(
                f"{name} of a known claim has to be text{'' if name == 'text' else ' or None'}, and is "
                f"{value!r}, in {str(record.text)[:80]!r}. What came before it was added."
            )


def _number(known_id: str) -> int:
    if not _ID.fullmatch(known_id):
        raise KnownClaimsError(f"{known_id[:60]!r} is no id of a known claim; give match.known.id.")
    return number_of(known_id)


def _gone(segments: Sequence[Segment]) -> int:
    return sum(len(segment.gone) for segment in segments)


def _rows(segment: Segment, numbers: Collection[int]) -> list[int]:
    wanted = np.fromiter(numbers, np.uint64, len(numbers))
    return [int(row) for row in np.flatnonzero(np.isin(segment.ids, wanted))]


def _without(segment: Segment, numbers: Collection[int]) -> Segment:
    rows = _rows(segment, numbers)
    return segment.without(rows) if rows else segment


def _rows_of(segment: Segment, wanted: dict[int, KnownClaim]) -> Iterator[tuple[int, int]]:
    """The id and row of each claim of *segment* that is *wanted* and not gone."""
    gone = set(segment.gone.tolist())
    return ((int(segment.ids[row]), row) for row in _rows(segment, wanted) if row not in gone)


def _says_the_same(one: KnownClaim, other: KnownClaim) -> bool:
    """Whether two records of one check differ at most in its spelling, and where and when it was read."""
    return replace(one, **_BESIDE) == replace(other, **_BESIDE)
