"""The CSV of the contract as bytes on a disk: RFC 4180, UTF-8, no formula, never half a file."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from claimcheck.arguments import refuse_no_path
from claimcheck.errors import ExportError, ExportWarning
from claimcheck.output_paths import STDOUT, is_database, named_twice, refused_name, unfit, write_whole

# A spreadsheet would run a cell that begins so; the apostrophe itself is there so that it can be taken off.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")

# What a cell of Excel holds.
_LONGEST = 32_767
_SHOWN = 10

_BOM = "\ufeff"

Cell = str | int | float | None


def guard(text: str) -> str:
    """*text* as a cell that no spreadsheet runs.

    >>> guard("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def unguard(cell: str) -> str:
    """The inverse of `guard`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_DANGEROUS) else cell


def to_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> str:
    """*rows* as RFC 4180 text with a header: text in quotes, numbers bare, nothing for None.

    Without the quotes a spreadsheet that parts cells by ";" or a tab too would begin a formula within one.
    """
    lines = [columns, *([row[name] for name in columns] for row in rows)]
    return "".join(f"{','.join(map(_cell, line))}\r\n" for line in lines)


def write_csv(
    path: str | Path,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Cell]],
    *,
    force: bool = False,
    bom: bool = True,
) -> Path:
    """Write *rows* to *path*, with *bom* so that Excel knows it for UTF-8; "-" is standard output.

    Raises ExportError where the path exists and *force* is off, or it cannot be written. Warns of cells that
    are too long for a spreadsheet.
    """
    target = file_at(path)
    write_text(target, (_BOM if bom else "") + to_csv(columns, rows), force=force)
    _warn_of_long(target, columns, rows)
    return target


def _warn_of_long(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> None:
    """Warn of cells that a spreadsheet would cut, with the rows as it counts them."""
    long = [
        f"row {number}, {name} ({_length(row[name]):,})"
        for number, row in enumerate(rows, 2)
        for name in columns
        if _length(row[name]) > _LONGEST
    ]
    if long:
        shown = "; ".join(long[:_SHOWN]) + (f" and {len(long) - _SHOWN} more" if len(long) > _SHOWN else "")
        warnings.warn(
            f"{path} is whole, but a spreadsheet cuts what is longer than {_LONGEST:,} characters: {shown}.",
            ExportWarning,
            stacklevel=3,
        )


def _length(value: Cell) -> int:
    """How long a cell is to a spreadsheet, which counts in UTF-16."""
    return len(guard(value).encode("utf-16-le", "surrogatepass")) // 2 if isinstance(value, str) else 0


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


def write_text(path: Path, text: str, *, force: bool) -> None:
    """Write *text* to *path* as UTF-8, whole or not at all; "-" is standard output.

    Raises ExportError where the path exists and *force* is off, or where it cannot be written.
    """
    if str(path) == STDOUT:
        _say(text)
        return
    _refuse_unfit(path)
    try:
        # A link stays one, to the file that is made anew.
        _replace(path.resolve(), text, force)
    except FileNotFoundError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror}. Nothing was exported; make the folder "
            f"{path.parent}, or choose another place."
        ) from error
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}. Nothing was exported; "
            "choose another place or make room."
        ) from error


def _say(text: str) -> None:
    """Write *text* to standard output: the bytes of a file, where it takes bytes."""
    sys.stdout.flush()
    bytes_too = getattr(sys.stdout, "buffer", None)
    if bytes_too is None:
        sys.stdout.write(text)
    else:
        bytes_too.write(text.encode())
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


def _replace(path: Path, text: str, force: bool) -> None:
    if not force:
        _reserve(path)
    try:
        write_whole(path, text)
    except BaseException:
        if not force:
            _release(path)
        raise


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


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return '"{}"'.format(guard(value).replace('"', '""'))
    return repr(value)
