"""What an export or a backup notes beside its files, so that the log can be held against it later."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from claimcheck.errors import ExportError
from claimcheck.output_paths import MANIFEST, special
from claimcheck.review.log.chain import EMPTY

_FORM, _NAME = 1, "claimcheck_manifest"
_LARGEST = 1_000_000
_HEX = frozenset("0123456789abcdef")


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
    told = {
        _NAME: _FORM,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": metadata.version("claimcheck-notebooks"),
        "events": events,
        "first": first or EMPTY,
        "head": head,
        "files": {Path(os.path.relpath(file, path.parent)).as_posix(): sha256(file) for file in there},
    }
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(told, indent=2) + "\n", encoding="ascii")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}; make room for it."
        ) from error
    return path


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
    events, files = told.get("events"), told.get("files")
    sound = isinstance(events, int) and not isinstance(events, bool) and 0 <= events < 2**63
    if not sound or not isinstance(files, dict) or not all(map(_is_digest, files.values())):
        raise ValueError("its events or files cannot be read")
    if not (
        _is_digest(told.get("first")) and _is_digest(told.get("head")) and isinstance(told.get("at"), str)
    ):
        raise ValueError("its digests or its moment cannot be read")
    return Manifest(path, told["at"], int(events or 0), told["first"], told["head"], files)


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and _HEX.issuperset(value)
