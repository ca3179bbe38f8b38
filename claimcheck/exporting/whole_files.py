"""Files that are written together, each whole or not at all, on a disk or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from claimcheck.arguments import refuse_no_path
from claimcheck.errors import ExportError
from claimcheck.output_paths import STDOUT, is_database, named_twice, part_of, refused_name, unfit


def file_at(path: str | Path) -> Path:
    """*path* with "~" opened; raises ExportError where it can be no file."""
    refuse_no_path("path", path, ExportError)
    try:
        file = Path(path).expanduser()
    except RuntimeError as error:
        raise ExportError(f"{path}: {error}; write the folder out in full.") from None
    if not file.name:
        raise ExportError(f"{str(path)!r} is no file; name one, for example verdicts.csv.")
    why = refused_name(file)
    if why is not None:
        raise ExportError(f"{path} {why}.")
    return file


def refuse_taken(paths: Sequence[Path], *, force: bool) -> None:
    """Look before the first of several files is written, so that a refusal leaves none of them.

    Raises ExportError where two are the same file, nothing may be written as one, or one exists and *force*
    is off.
    """
    twice = named_twice(paths)
    if twice is not None:
        raise ExportError(f"{twice} is named for two tables; give a file to each.")
    for path in paths:
        if str(path) != STDOUT:
            _refuse_unfit(path)
            if not force and os.path.isfile(path):
                raise _taken(path)


class WholeFiles:
    """What `written_whole` gives: each file is written to its `part`; at the end all take their places."""

    def __init__(self, *, force: bool) -> None:
        self._force = force
        # Of each file what was asked for, where it will be, and where it is written until then.
        self._files: list[tuple[Path, Path, Path]] = []
        self._reserved: list[Path] = []
        self._at: Path | None = None

    def part(self, path: Path) -> Path:
        """Where to write what is to become *path*; "-" is standard output."""
        self._at = path
        if str(path) == STDOUT:
            handle, name = tempfile.mkstemp(prefix="claimcheck-")
            os.close(handle)
            self._files.append((path, path, Path(name)))
            return Path(name)
        _refuse_unfit(path)
        # A link stays one, to the file that is made anew.
        target = path.resolve()
        self._files.append((path, target, part_of(target)))
        if not self._force:
            _reserve(target)
            self._reserved.append(target)
        return part_of(target)

    def put(self) -> None:
        """Let every file take its place: first all are on the disk, then the names change."""
        for path, _, part in self._files:
            self._at = path
            _on_the_disk(part)
        for path, target, part in self._files:
            self._at = path
            if str(path) == STDOUT:
                _say(part.read_bytes())
            else:
                part.replace(target)

    def drop(self) -> None:
        """Leave nothing of what was begun."""
        for _, _, part in self._files:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        for target in self._reserved:
            _release(target)

    def refused(self, error: OSError) -> ExportError:
        """What is said where the system refused."""
        why = f"{self._at} cannot be written: {error.strerror or error}. Nothing was exported; "
        if isinstance(error, FileNotFoundError) and self._at is not None:
            return ExportError(f"{why}make the folder {self._at.parent}, or choose another place.")
        return ExportError(f"{why}choose another place or make room.")


@contextmanager
def written_whole(*, force: bool) -> Iterator[WholeFiles]:
    """Files that are written together: at the end all are there, or none.

    Raises ExportError where one exists and *force* is off, or where one cannot be written.
    """
    files = WholeFiles(force=force)
    try:
        yield files
        files.put()
    except OSError as error:
        raise files.refused(error) from error
    finally:
        files.drop()


def write_text(path: Path, text: str, *, force: bool) -> None:
    """Write *text* to *path* as UTF-8, whole or not at all; "-" is standard output.

    Raises ExportError where the path exists and *force* is off, or where it cannot be written.
    """
    with written_whole(force=force) as files:
        files.part(path).write_text(text, encoding="utf-8", newline="")


def _on_the_disk(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _say(content: bytes) -> None:
    """Write *content* to standard output: the bytes of a file, where it takes bytes."""
    sys.stdout.flush()
    bytes_too = getattr(sys.stdout, "buffer", None)
    if bytes_too is None:
        sys.stdout.write(content.decode())
    else:
        bytes_too.write(content)
        bytes_too.flush()


def _refuse_unfit(path: Path) -> None:
    """Raise ExportError where *path* is something that no table may stand in for, whatever the force."""
    with suppress(OSError):
        if path.is_dir():
            raise ExportError(f"{path} is a folder; name a file in it, for example {path / 'verdicts.csv'}.")
    why = unfit(path)
    if why is not None:
        raise ExportError(f"{path} {why}, or - for standard output.")
    if is_database(path):
        raise ExportError(f"{path} is a database; name another file.")


def _reserve(path: Path) -> None:
    """Take the name, so that nobody's file is overwritten between looking and writing."""
    try:
        path.open("x").close()
    except FileExistsError:
        raise _taken(path) from None


def _taken(path: Path) -> ExportError:
    return ExportError(
        f"{path} exists and was not overwritten; choose another name, or use --force (force=True).",
        at_desk=f"{path} exists and was not overwritten. Nothing was exported: try again, for another name.",
    )


def _release(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()
