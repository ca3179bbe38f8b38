"""What an export or a backup notes beside its files, and whether today's log goes on from that."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from claimcheck.errors import ClaimcheckError, ExportError
from claimcheck.output_paths import MANIFEST, is_database, special, write_whole
from claimcheck.review.log.chain import EMPTY
from claimcheck.review.log.store import Store

_FORM, _NAME = 1, "claimcheck_manifest"
_LARGEST = 1_000_000
_Digest = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Kind = TypeVar("_Kind")


class _Contents(msgspec.Struct):
    events: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
    files: dict[str, _Digest]


class _State(msgspec.Struct):
    first: _Digest
    head: _Digest
    at: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a log when files were written: the digests of its ``first`` event and its last, ``head``.

    ``files`` have their SHA-256 by name, as seen from the folder of ``path``, the manifest itself.
    """

    path: Path
    at: str
    events: int
    first: str
    head: str
    files: Mapping[str, str]

    def file(self, name: str) -> Path:
        """Where the file of that name is."""
        return self.path.parent / name


def manifest_of(file: Path) -> Path:
    """The path of the manifest beside *file*."""
    return file.with_name(file.name + MANIFEST)


def write(files: Iterable[Path], events: int, first: str | None, head: str) -> Path:
    """Write the manifest of *files* beside the first of them; raises ExportError where that fails."""
    there = [file.resolve() for file in files]
    path = manifest_of(there[0])
    checksums = {Path(os.path.relpath(file, path.parent)).as_posix(): sha256(file) for file in there}
    try:
        write_whole(path, text_of(checksums, events, first, head))
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}; make room for it."
        ) from error
    return path


def text_of(checksums: Mapping[str, str], events: int, first: str | None, head: str) -> str:
    """A manifest as it is written: *checksums* are the SHA-256 of files by name, as seen from its folder."""
    told = {
        _NAME: _FORM,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": metadata.version("claimcheck-notebooks"),
        "events": events,
        "first": first or EMPTY,
        "head": head,
        "files": dict(checksums),
    }
    return json.dumps(told, indent=2) + "\n"


def read(path: str | Path) -> Manifest:
    """The manifest at *path*, or beside the file there; raises ExportError where there is none."""
    try:
        file = Path(path).expanduser()
        beside = manifest_of(file)
        file = file if file.name.endswith(MANIFEST) or not beside.is_file() else beside
        return _manifest(file, json.loads(_content(file)))
    except (OSError, ValueError, RecursionError, RuntimeError) as error:
        told = isinstance(error, (UnicodeDecodeError, json.JSONDecodeError))
        why = "it is no JSON text" if told else getattr(error, "strerror", None) or error
        raise ExportError(
            f"{path} is no manifest of claimcheck ({why}); name a file "
            f"that an export or a backup wrote, such as verdicts.csv{MANIFEST}."
        ) from error


def changed_files(manifest: Manifest) -> list[str]:
    """What is not as it was among the files of *manifest*, each in words."""
    found = []
    for name, noted in manifest.files.items():
        file = manifest.file(name)
        if not os.path.isfile(file):
            found.append(f"{file} is absent")
        elif sha256(file) != noted:
            found.append(f"{file} was changed since it was written")
    return found


def sha256(file: Path) -> str:
    """The SHA-256 of *file*, in hexadecimal; empty where it cannot be read."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def _content(file: Path) -> bytes:
    kind = special(file)
    if kind is not None:
        raise ValueError(f"it is a {kind}")
    if file.stat().st_size > _LARGEST:
        raise ValueError("it is too large")
    return file.read_bytes()


def _manifest(path: Path, told: Any) -> Manifest:
    if not isinstance(told, dict) or told.get(_NAME) != _FORM:
        raise ValueError("it is of something else, or of a newer claimcheck")
    contents = _read_as(_Contents, told, "its events or files cannot be read")
    state = _read_as(_State, told, "its digests or its moment cannot be read")
    return Manifest(path, state.at, contents.events, state.first, state.head, contents.files)


def _read_as(kind: type[_Kind], told: dict[str, Any], otherwise: str) -> _Kind:
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        raise ValueError(otherwise) from error


def misfit(manifest: Manifest, digests: Mapping[int, str], fitting: int) -> str | None:
    """The first event of a log, whose *digests* are those by number, that does not fit *manifest*, in words.

    Up to the event *fitting* an earlier manifest has shown that it does.
    """
    if digests.get(manifest.events, EMPTY if manifest.events == 0 else None) == manifest.head:
        return None
    noted = f"what {manifest.path} noted on {manifest.at}"
    if not digests:
        return f"Event 1 is missing: the log has no events any more, and had {manifest.events} by {noted}."
    if manifest.first != digests.get(1):
        return f"Event 1 does not fit {noted}: it is of another log, or all of this one was rewritten."
    changed = _first_changed(manifest, digests)
    if changed in digests:
        return f"Event {changed} does not fit {noted}: it was changed since."
    if manifest.events not in digests:
        last = len(digests)
        had = f"the log ends with event {last}, and had {manifest.events} by {noted}"
        return f"Event {last + 1} is missing: {had}."
    return (
        f"Event {manifest.events} does not fit {noted}: it, or one after event {max(fitting, 1)}, was "
        "changed since, and all digests after that were made anew; a backup or history beside it says which."
    )


def _first_changed(manifest: Manifest, digests: Mapping[int, str]) -> int | None:
    """The first event that is another than in a backup or history which *manifest* lists, if one is there."""
    for name, noted in manifest.files.items():
        file = manifest.file(name)
        if not os.path.isfile(file) or sha256(file) != noted:
            continue
        with suppress(ClaimcheckError, OSError, ValueError, KeyError, csv.Error):
            for number, digest in _digests_in(file):
                if digests.get(number) != digest:
                    return number
    return None


def _digests_in(file: Path) -> Iterator[tuple[int, str]]:
    if is_database(file):
        with Store(file, read_only=True) as store:
            yield from store.digests().items()
        return
    with file.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield int(row["event"]), row["digest"]
