"""What may stand where a file is to be written, and what no force replaces."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

STDOUT = "-"
"""Standard output, where a file could be named."""

MANIFEST = ".manifest.json"
"""How what an export or a backup notes beside its files is called, after the first of them."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database that is open, or was when its program ended."""

# What is in /dev/shm is in memory, and no device.
_SYSTEM = re.compile(r"/(?:dev/(?!shm/)|proc/|sys/)")
_DATABASE = b"SQLite format 3\0"
_PARTS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
# Where the first page of a database says how it is written to; a desk has it so, a backup does not.
_WRITE_AHEAD = slice(18, 20)
_KINDS = (
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


def unfit(path: Path) -> str | None:
    """Why nothing may be written as *path*, whatever stands there, in words that follow its name.

    None where there is no such reason, also where writing will fail for one of the system's. A folder is
    left to the caller, who can name a file in it.

    >>> unfit(Path("/dev/null"))
    'is a device; name a file'
    """
    try:
        return _no_file(path) or _of_a_database(path.resolve())
    except ValueError as error:
        return f"is out of reach ({error}); name another file"
    except RuntimeError:
        return "is a link that leads back to itself; name a file"
    except OSError:
        return None


def refused_name(path: Path) -> str | None:
    """Why nobody may choose *path* for a file of theirs, in words that follow its name; None where they may.

    >>> refused_name(Path("day.csv.manifest.json"))
    'has the name of a manifest, which is written beside an export or a backup; name another file'
    """
    if path.name.casefold().endswith(MANIFEST):
        return "has the name of a manifest, which is written beside an export or a backup; name another file"
    return None


def special(path: Path) -> str | None:
    """What *path* is where reading it may never end: "pipe", "socket" or "device"; None for anything else."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return None
    return next((name for is_kind, name in _KINDS if is_kind(mode)), None)


def is_database(path: Path) -> bool:
    """Whether *path* is an SQLite database."""
    return _head(path).startswith(_DATABASE)


def is_worked_in(path: Path) -> bool:
    """Whether *path* is a database that a desk was opened on, and no backup."""
    return is_database(path) and _head(path)[_WRITE_AHEAD] == b"\x02\x02"


def base_of(path: Path) -> Path | None:
    """The database beside which SQLite would keep a file of the name *path*; None where there is none."""
    for ending in BESIDE:
        if path.name.casefold().endswith(ending) and len(path.name) > len(ending):
            base = path.with_name(path.name[: -len(ending)])
            return base if base.exists() else None
    return None


def named_twice(paths: Iterable[Path]) -> Path | None:
    """The first of *paths* that is a file named before; capitals do not count, as on some disks."""
    seen: set[str] = set()
    for path in paths:
        name = unicodedata.normalize("NFC", _real(path)).casefold()
        if name in seen:
            return path
        seen.add(name)
    return None


def same_file(one: Path, other: Path) -> bool:
    """Whether both names lead to one file, links of either kind followed."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return _real(one) == _real(other)


def part_of(path: Path) -> Path:
    """The name beside *path* under which it is written until it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def write_whole(path: Path, text: str) -> None:
    """Write *text* to *path* as UTF-8, whole and on the disk or not at all; raises OSError."""
    write_all_whole({path: text})


def write_all_whole(texts: Mapping[Path, str]) -> None:
    """Write *texts* to their paths as UTF-8, all of them whole and on the disk before any takes its place.

    Raises OSError. Where one cannot be written, as on a full disk, what stood at the paths still does.
    """
    parts = {path: part_of(path) for path in texts}
    try:
        for path, part in parts.items():
            with part.open("w", encoding="utf-8", newline="") as file:
                file.write(texts[path])
                file.flush()
                os.fsync(file.fileno())
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        raise


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:
        # A name that no file can have.
        return str(path)


def _no_file(path: Path) -> str | None:
    kind = special(path)
    if kind is not None:
        return f"is a {kind}; name a file"
    if path.is_symlink() and not path.exists():
        return f"is a link to {os.readlink(path)}, where there is nothing; name a file"
    if any(_SYSTEM.match(one.as_posix()) for one in (path.absolute(), path.resolve())):
        return "is no place for a file, but the system's; name a file elsewhere"
    return None


def _of_a_database(path: Path) -> str | None:
    base = base_of(path)
    if base is not None:
        return f"would be taken for a part of the database {base}; choose another name"
    if _head(path).startswith(_PARTS):
        return "is a part of a database that was open; choose another name"
    return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(20)
    except OSError:
        return b""
