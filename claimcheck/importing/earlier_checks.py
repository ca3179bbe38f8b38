"""A file or an address of the web -> the checks that others made, and every problem told."""

from __future__ import annotations

import codecs
import io
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from claimcheck.errors import ReadingError
from claimcheck.importing.claimreview import address, said
from claimcheck.importing.fetching import fetched, is_address
from claimcheck.importing.intake import FIELDS, Intake, OnProblem
from claimcheck.importing.linked_data import BrokenError, Record, records
from claimcheck.importing.page_markup import marked_up
from claimcheck.importing.tables import claims_of_table
from claimcheck.model import KnownClaim
from claimcheck.reading.decoding import MAX_BYTES, MAX_CHARACTERS, decode

_SAMPLE = 65_536
# The first character after a byte order mark and white space, in whichever encoding.
_FIRST = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*+([^\0\s])")
_TWO_LINES = re.compile(r"\s*+\{[^\r\n]*\}[ \t]*+[\r\n]\s*+\{")
_JSON_LINES = (".jsonl", ".ndjson")


def read_known(
    source: str | os.PathLike[str],
    *,
    on_problem: OnProblem,
    columns: Mapping[str, str] | None = None,
    publisher: str | None = None,
    day_first: bool | None = None,
    allow_private: bool = False,
) -> Iterator[KnownClaim]:
    """The checks in a file, or at an address of the web, as they are read: memory does not grow with them.

    ClaimReview (JSON-LD: a record, a list, @graph, DataFeed, ItemList, one a line; the scripts or the
    microdata of an HTML page), an answer of Google's Fact Check Tools API, or a CSV; what is there decides,
    not its name. *columns* maps fields of `KnownClaim` to headers
    of the CSV, *publisher* is who checked where a record does not say, *day_first* how 03/04/2019 is meant,
    and *allow_private* lets an address be of the own network. *on_problem* gets each ``Problem``.
    Raises ``ReadingError`` where the source cannot be opened, is of another kind or holds no check at all.

    >>> import sys
    >>> [known.rating for known in read_known("checks.json", on_problem=print)]  # doctest: +SKIP
    ['Mostly False']
    """
    columns = dict(columns or {})
    for name in columns:
        if name not in FIELDS:
            raise ReadingError(f"No field is called {name!r}; a column can be {', '.join(FIELDS)}.")
    name = os.fspath(source)
    with _opened(name, allow_private) as (file, base):
        intake = Intake(name, on_problem, publisher or None, day_first, base)
        yield from _read(file, intake, columns)
        if not intake.found:
            raise ReadingError(
                f"{name}: no check was found in it. It should be ClaimReview markup (JSON-LD, alone or in a "
                "page, or microdata), an answer of the Fact Check Tools API, or a CSV with a header."
            )


@contextmanager
def _opened(name: str, allow_private: bool) -> Iterator[tuple[BinaryIO, str | None]]:
    """A source as bytes that can be read again, and the page that its addresses start from."""
    if is_address(name):
        with fetched(name, allow_private=allow_private) as page:
            yield page.file, page.address
    else:
        with _file(name) as file:
            yield file, None


def _file(name: str) -> BinaryIO:
    try:
        if stat.S_ISDIR(os.stat(name).st_mode):
            raise ReadingError(f"{name}: this is a folder. Name the files in it.")
        if not stat.S_ISREG(os.stat(name).st_mode):
            raise ReadingError(f"{name}: this is no regular file. Save its content to a file and add that.")
        return open(name, "rb")
    except FileNotFoundError:
        raise ReadingError(
            f"{name}: there is no such file. Check the path, or write https:// before it."
        ) from None
    except OSError as error:
        raise ReadingError(f"{name}: cannot be read ({error.strerror or error}). Check the path.") from error
    except ValueError as error:
        raise ReadingError(f"{name!r}: is no path ({error}). Give the path of one file.") from error


def _read(file: BinaryIO, intake: Intake, columns: Mapping[str, str]) -> Iterator[KnownClaim]:
    """The checks in *file*, whichever kind it is."""
    first = _FIRST.match(file.read(_SAMPLE))
    begins = first[1] if first else b""
    file.seek(0)
    if not begins:
        raise ReadingError(f"{intake.origin}: there is nothing in it. Check that it is the right one.")
    if begins == b"<":
        yield from _from_page(decode(file.read(MAX_BYTES + 1), intake.origin, markup=True), intake)
        return
    with _text(file, intake.origin) as text:
        if begins not in b"{[":
            yield from claims_of_table(text, intake, columns)
        elif _is_one_a_line(text, intake.origin):
            yield from _from_lines(text, intake)
        else:
            yield from _from_json(text, intake, "")


def _text(file: BinaryIO, name: str) -> TextIO:
    """The characters of *file*: UTF-8 of any size as it is read, anything else whole, as articles are."""
    if _is_utf8(file):
        file.seek(0)
        return io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    file.seek(0)
    return io.StringIO(decode(file.read(MAX_BYTES + 1), name), newline="")


def _is_utf8(file: BinaryIO) -> bool:
    """Whether *file* is UTF-8 without NUL, but for a character that its end cuts in two."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while part := file.read(_SAMPLE):
            if "\0" in decoder.decode(part):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _is_one_a_line(text: TextIO, name: str) -> bool:
    """Whether JSON is one object a line, so that a broken line costs no more than itself."""
    one_a_line = _TWO_LINES.match(text.read(_SAMPLE))
    text.seek(0)
    return Path(name).suffix.lower() in _JSON_LINES or one_a_line is not None


def _from_json(text: TextIO, intake: Intake, place: str) -> Iterator[KnownClaim]:
    """The checks in JSON; *place* ("script 2", "line 17") is where *text* stands in its source."""
    number = 0

    def deep() -> None:
        intake.tell(place or f"after record {number}", "something is nested too deeply to be looked into")

    try:
        for number, record in enumerate(records(text, deep), 1):
            yield from _at_its_address(record, intake, ", ".join(filter(None, (place, f"record {number}"))))
    except BrokenError as error:
        after = f"after record {number}" if number else "before any record"
        intake.refuse(place or after, f"this is not JSON to its end: {error}; what comes after is lost")


def _from_lines(text: TextIO, intake: Intake) -> Iterator[KnownClaim]:
    for number, line in enumerate(iter(partial(text.readline, MAX_CHARACTERS), ""), 1):
        if line.strip():
            yield from _from_json(io.StringIO(line), intake, f"line {number}")


def _from_page(markup: str, intake: Intake) -> Iterator[KnownClaim]:
    scripts, items = marked_up(markup)
    for number, script in enumerate(scripts, 1):
        if script.strip():
            yield from _from_json(io.StringIO(script), intake, f"script {number}")
    for number, record in enumerate(items, 1):
        yield from _at_its_address(record, intake, f"item {number}")


def _at_its_address(record: Record, intake: Intake, place: str) -> Iterator[KnownClaim]:
    """The check that *record* is, its *place* told with its address."""
    shown = address(record)
    where = f"{place} ({shown[:120]})" if shown else place
    yield from intake.claims(where, said(record, partial(intake.tell, where)))
