"""Finding the known claims that say what a text says.

Candidates come from sparse retrieval, BM25 over words and over pieces of four characters (`retrieval.py`); a
small trained model (`ranking.py`) orders them by rapidfuzz's ratios, figures, names and the words in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from claimcheck.matching.collection import Collection
from claimcheck.matching.ranking import Query, measures, ranker
from claimcheck.matching.retrieval import retrieve
from claimcheck.matching.segment import Segment, number_of, page_of
from claimcheck.matching.semantic import Encoder
from claimcheck.model import KnownClaim, Match

# So many are written at once: enough for a good index, few enough to be held in memory.
_AT_ONCE = 20_000


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
        self._collection = None if path is None else Collection(path)
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
        return sum(len(segment) - len(segment.gone) for segment in self.segments)

    def __iter__(self) -> Iterator[KnownClaim]:
        return (claim for segment in self.segments for claim in segment.living())

    def add(self, records: Iterable[KnownClaim]) -> Added:
        """Put *records* into the collection; the same check again takes the place of the former one.

        What a page of the same origin said before, and does not say now, goes with it. Records come as they
        are read: what was added stays, though the reading of the next one should fail. Raises
        KnownClaimsError where the collection cannot be written.
        """
        total, ids_of_pages = Added(), dict[int, set[int]]()
        waiting = iter(records)
        while True:
            # Whatever breaks the reading off, what came before it is kept.
            batch, broken = _next(waiting)
            if batch:
                total += self._add(batch, ids_of_pages)
            if broken is not None:
                raise broken
            if not batch:
                return total

    def remove(self, known_ids: Iterable[str]) -> int:
        """Take the claims of these ids out; how many there were."""
        wanted = {number_of(known_id) for known_id in known_ids}
        with self._writing():
            segments = [self._without(segment, wanted) for segment in self.segments]
            gone = sum(
                len(new.gone) - len(old.gone) for new, old in zip(segments, self.segments, strict=True)
            )
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
            self._held = [segment for segment in segments if len(segment.gone) < len(segment)]
        else:
            self._collection.replace(segments)

    def _add(self, batch: Sequence[KnownClaim], ids_of_pages: dict[int, set[int]]) -> Added:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        # Of the same check twice in one go the later one counts.
        fresh = {number_of(claim.id): replace(claim, added=claim.added or now) for claim in batch}
        for number, claim in fresh.items():
            if claim.origin and claim.url:
                ids_of_pages.setdefault(page_of(claim), set()).add(number)
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
            former = [self._without(segment, replaced, ids_of_pages) for segment in segments]
            gone = sum(len(after.gone) - len(at.gone) for after, at in zip(former, segments, strict=True))
            if new or gone:
                self._keep([*former, *([Segment.of(new)] if new else [])])
        updated = min(gone, len(new))
        return Added(len(new) - updated, updated, len(same))

    def _without(
        self, segment: Segment, numbers: set[int], ids_of_pages: dict[int, set[int]] | None = None
    ) -> Segment:
        """*segment* without the claims *numbers*, and without what pages do not say any more."""
        leaving = np.isin(segment.ids, np.fromiter(numbers, np.uint64, len(numbers)))
        pages = ids_of_pages or {}
        again = np.isin(segment.pages, np.fromiter(pages, np.uint64, len(pages)))
        for row in np.flatnonzero(again).tolist():
            leaving[row] |= int(segment.ids[row]) not in pages[int(segment.pages[row])]
        rows = np.flatnonzero(leaving)
        return segment.without(rows.tolist()) if len(rows) else segment


def search(segments: Sequence[Segment], text: str, limit: int, encoder: Encoder | None = None) -> list[Match]:
    """What `Index.search` gives, over the segments of several indexes."""
    query = Query.of(text)
    meanings = None
    if encoder is not None and text.strip():
        asked = encoder.encode([text])[0]
        meanings = [encoder.vectors(segment) @ asked / 2 for segment in segments]
    found = retrieve(segments, query, meanings)
    if not found.candidates or limit < 1:
        return []
    measured = measures(query, found.candidates, found.best, found.words, found.pieces)
    ranked = ranker(semantic=encoder is not None).ranked(measured)
    return [Match(found.candidates[place].known, likely) for place, likely in ranked[:limit]]


def _next(records: Iterator[KnownClaim]) -> tuple[list[KnownClaim], Exception | None]:
    """The next records, and what broke their reading off, if anything did."""
    batch: list[KnownClaim] = []
    try:
        for record in islice(records, _AT_ONCE):
            batch.append(record)  # noqa: PERF402 - what was read stays, whatever breaks the reading off
    except Exception as error:  # noqa: BLE001 - raised again once the batch is kept
        return batch, error
    return batch, None


def _rows_of(segment: Segment, wanted: dict[int, KnownClaim]) -> Iterator[tuple[int, int]]:
    """The id and row of each claim of *segment* that is *wanted* and not gone."""
    rows = np.flatnonzero(np.isin(segment.ids, np.fromiter(wanted, np.uint64, len(wanted))))
    gone = set(segment.gone.tolist())
    return ((int(segment.ids[row]), row) for row in rows.tolist() if row not in gone)


def _says_the_same(one: KnownClaim, other: KnownClaim) -> bool:
    """Whether two records of a check differ at most in where and when they were read."""
    return replace(one, origin=None, added=None) == replace(other, origin=None, added=None)
