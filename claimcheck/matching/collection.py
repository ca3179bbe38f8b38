"""Where the known claims lie: a folder of segments, and a manifest that is replaced in one go.

What was written is never changed: an addition is a further segment, and a claim that is replaced is only
marked as gone in the manifest. So a crash, or somebody who reads meanwhile, finds the state before or after.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from claimcheck.errors import ASK, DAMAGED_AT_DESK, KnownClaimsError
from claimcheck.matching.segment import RECORDS, RULE, Segment, claim_of_line, on_disk
from claimcheck.model import KnownClaim

FORMAT = 1
_MANIFEST, _LOCK = "manifest.json", "lock"
WAIT = 10.0  # seconds
_TRIES = 5
# More small segments than this are made one, since each costs every search a little.
_MOST_SMALL, _SMALL = 8, 5_000


class Collection:
    """The segments in the folder *path*, which is made with the first claims.

    Raises KnownClaimsError with the remedy where there is something else, another version, or less than there
    should be.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._stamp: tuple[int, int] | None = None
        self.segments: list[Segment] = []
        # Whether a former version has told its checks apart by another rule.
        self._outdated = False
        self.refresh()

    def refresh(self) -> bool:
        """Take in what others have written since; whether there was anything."""
        stamp = self._manifest_stamp()
        if stamp is None:
            self._refuse_other()
        if stamp == self._stamp:
            return False
        for last in (*[False] * _TRIES, True):
            try:
                entries = [] if stamp is None else self.entries()
                self.segments = [self._opened(entry) for entry in entries]
                self._outdated = any(entry.get("ids") != RULE for entry in entries)
                break
            except KnownClaimsError:
                # Somebody may have written meanwhile, and swept away what the former manifest named.
                before, stamp = stamp, self._manifest_stamp()
                if last or stamp == before:
                    raise
        self._stamp = stamp
        return True

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep others from writing meanwhile; raises KnownClaimsError where somebody does not finish."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / _LOCK, timeout=WAIT):
                self.refresh()
                if self._stamp is None:
                    # First of all, so that a segment is never without a manifest, whenever a crash comes.
                    self._put_manifest([])
                if self._outdated:
                    self.replace(renumbered(self.segments))
                yield
        except Timeout:
            raise KnownClaimsError(
                f"{self.path} is being written by somebody else; wait until that is done, and try again."
            ) from None
        except OSError as error:
            raise KnownClaimsError(
                f"{self.path} cannot be written: {error.strerror or error}. Nothing of this part was kept."
            ) from error

    def replace(self, segments: Sequence[Segment]) -> None:
        """Make *segments* the content, writing those that are only in memory; called while `writing`."""
        kept = [segment if segment.folder else self._written(segment) for segment in tidied(segments)]
        entries = [{**_described(segment), "gone": segment.gone.tolist()} for segment in kept]
        self._put_manifest(entries)
        self.segments, self._outdated = kept, False
        self._sweep({segment.folder for segment in kept})

    # Inside

    def _put_manifest(self, entries: Sequence[dict[str, Any]]) -> None:
        content = json.dumps({"format": FORMAT, "segments": entries}).encode("ascii")
        beside = self.path / f"{_MANIFEST}.{uuid.uuid4().hex}"
        with on_disk(beside) as file:
            file.write(content)
        os.replace(beside, self.path / _MANIFEST)
        self._stamp = self._manifest_stamp()

    def _manifest_stamp(self) -> tuple[int, int] | None:
        try:
            found = (self.path / _MANIFEST).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise KnownClaimsError(f"{self.path} cannot be read: {error.strerror or error}.") from error
        return found.st_mtime_ns, found.st_ino

    def _refuse_other(self) -> None:
        """Raise KnownClaimsError where *path* is something that is no collection."""
        if self.path.is_file():
            raise KnownClaimsError(
                f"{self.path} is a file, and known claims lie in a folder. To bring a file of checks in, "
                "run `claimcheck known add FILE`.",
                at_desk=f"{self.path} is a file, and no folder of earlier checks. {ASK} to name another.",
            )
        if self.path.is_dir() and any(self.path.glob(f"*/{RECORDS}")):
            raise KnownClaimsError(
                f"{self.path} has lost its {_MANIFEST}. `claimcheck known rebuild` makes it anew of the "
                "records.",
                at_desk=DAMAGED_AT_DESK,
            )
        ours = (_LOCK, f"{_MANIFEST}.")
        if self.path.is_dir() and not all(child.name.startswith(ours) for child in self.path.iterdir()):
            raise KnownClaimsError(
                f"{self.path} is a folder of something else; name another with --known or CLAIMCHECK_KNOWN.",
                at_desk=f"{self.path} is a folder of something else. {ASK} to name another.",
            )

    def entries(self) -> list[dict[str, Any]]:
        """What the manifest says of the segments, as it is now."""
        try:
            manifest = json.loads((self.path / _MANIFEST).read_bytes())
            if manifest["format"] == FORMAT:
                return list(manifest["segments"])
            version = manifest["format"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KnownClaimsError(
                f"{self.path / _MANIFEST} cannot be read ({error}). `claimcheck known rebuild` makes it anew "
                "of the records.",
                at_desk=DAMAGED_AT_DESK,
            ) from error
        raise KnownClaimsError(
            f"{self.path} was written by another version of claimcheck (format {version!r}; this one reads "
            f"{FORMAT}). Use that version, or `claimcheck known rebuild` to make it anew of the records.",
            at_desk=f"The earlier checks are those of another version of claimcheck. {ASK} to update it.",
        )

    def _opened(self, entry: dict[str, Any]) -> Segment:
        try:
            folder = self.path / Path(entry["folder"]).name
            for name, size in entry["files"].items():
                found = (folder / Path(name).name).stat().st_size
                if found != size:
                    raise ValueError(f"{name} has {found:,} bytes instead of {size:,}")
            return Segment.open(folder, entry["gone"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KnownClaimsError(
                f"A part of {self.path} is missing or was cut short: {error}. `claimcheck known rebuild` "
                "makes it anew of what can be read; what is lost is added again from where it came.",
                at_desk=DAMAGED_AT_DESK,
            ) from error

    def _written(self, segment: Segment) -> Segment:
        # What was left half written by a crash bears another name and is swept away with the next addition.
        folder = self.path / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        segment.save(folder)
        return Segment.open(folder, segment.gone.tolist())

    def _sweep(self, kept: set[Path | None]) -> None:
        """Remove the folders that no segment is in any more."""
        for folder in self.path.iterdir():
            if folder.is_dir() and folder not in kept:
                # Where somebody still reads it, Windows keeps it for the next time.
                shutil.rmtree(folder, ignore_errors=True)


def _described(segment: Segment) -> dict[str, Any]:
    folder = segment.folder
    assert folder is not None
    return {
        "folder": folder.name,
        "claims": len(segment),
        "ids": RULE,
        "files": {name: (folder / name).stat().st_size for name in segment.files()},
    }


def tidied(segments: Sequence[Segment]) -> list[Segment]:
    """*segments* with those that are mostly gone, or too many and small, made one."""
    stale = [segment for segment in segments if 2 * len(segment.gone) > len(segment)]
    small = [segment for segment in segments if len(segment) < _SMALL]
    merged = {id(segment) for segment in [*stale, *(small if len(small) > _MOST_SMALL else [])]}
    if not merged:
        return list(segments)
    together = [claim for segment in segments if id(segment) in merged for claim in segment.living()]
    others = [segment for segment in segments if id(segment) not in merged]
    return [*others, Segment.of(together)] if together else others


def renumbered(segments: Sequence[Segment]) -> list[Segment]:
    """*segments* by the rule of today; of claims that are one by it, the one that came last."""
    later, kept = np.empty(0, np.uint64), list[Segment]()
    for former in reversed(segments):
        segment = former.renumbered()
        gone = set(segment.gone.tolist())
        last = {number: row for row, number in enumerate(segment.ids.tolist()) if row not in gone}
        stays = set(last.values()) - set(np.flatnonzero(np.isin(segment.ids, later)).tolist())
        kept.insert(0, segment.without(row for row in range(len(segment)) if row not in stays))
        later = np.union1d(later, np.array(list(last), np.uint64))
    return kept


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A collection made anew: how many claims it has, how many records were lost, where the former one is."""

    claims: int
    lost: int
    aside: Path


def rebuild(path: str | Path) -> Rebuilt:
    """Make the collection in *path* anew of every record that can be read; the former one is moved aside.

    What was replaced in it may come back where its manifest is lost. Raises KnownClaimsError where there is
    nothing to make it of, somebody is writing it, or it cannot be written.
    """
    former = Path(path)
    # Asked before the lock, which would leave a file in a folder that is no collection.
    if not os.path.isdir(former) or not any(former.glob(f"*/{RECORDS}")):
        raise _nothing_to_read(former)
    try:
        with FileLock(former / _LOCK, timeout=WAIT):
            return _rebuilt(former)
    except Timeout:
        raise KnownClaimsError(f"{former} is being written by somebody else; wait, and try again.") from None
    except OSError as error:
        raise KnownClaimsError(f"{former} cannot be made anew: {error.strerror or error}.") from error


def _rebuilt(former: Path) -> Rebuilt:
    found, lost = _salvaged(former)
    if not found:
        raise _nothing_to_read(former)
    beside = former.with_name(f"{former.name}.{uuid.uuid4().hex[:8]}")
    aside = former.with_name(f"{former.name}.before-{datetime.now(UTC):%Y-%m-%d-%H%M%S}")
    fresh = Collection(beside)
    with fresh.writing():
        fresh.replace([Segment.of(found)])
    former.rename(aside)
    beside.rename(former)
    return Rebuilt(len(found), lost, aside)


def _nothing_to_read(path: Path) -> KnownClaimsError:
    return KnownClaimsError(f"{path} has no record that can be read; add what was in it again.")


def _salvaged(path: Path) -> tuple[list[KnownClaim], int]:
    """Every record under *path* that can still be read, and how many cannot be."""
    told = _told_of(path)
    found, lost = {}, 0
    for records in sorted(path.glob(f"*/{RECORDS}")):
        if told is not None and records.parent.name not in told:
            # Left by a crash, or replaced by a later one.
            continue
        size, gone = told[records.parent.name] if told else (0, set[int]())
        lines = records.read_bytes().splitlines()
        for row, line in enumerate(lines):
            if row in gone:
                continue
            try:
                claim = claim_of_line(line)
            except ValueError:
                lost += 1
                continue
            found[claim.id] = claim
        lost += max(0, size - len(lines))
    return list(found.values()), lost


def _told_of(path: Path) -> dict[str, tuple[int, set[int]]] | None:
    """By segment how many claims it had and which were replaced; None where the manifest cannot be read."""
    try:
        manifest = json.loads((path / _MANIFEST).read_bytes())
        return {one["folder"]: (int(one["claims"]), set(one["gone"])) for one in manifest["segments"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
