"""Files that are attached to sources: what may be one, how it is called, and which a log speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import AttachmentError
from claimcheck.model import Attachment, Event
from claimcheck.review.json_values import MisreadError, read_as

LARGEST = 50_000_000
LONGEST_NAME = 120
TYPES = {
    **dict.fromkeys(("jpg", "jpeg"), "image/jpeg"),
    **dict.fromkeys(("tif", "tiff"), "image/tiff"),
    **{name: f"image/{name}" for name in ("png", "gif", "webp", "avif", "heic", "bmp")},
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    **dict.fromkeys(("html", "htm"), "text/html"),
    "xhtml": "application/xhtml+xml",
    **dict.fromkeys(("mht", "mhtml"), "multipart/related"),
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
}
"""The media type of what may be attached, by how its name ends."""

_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")
# What no name of a file should have: what is not seen, what turns the text round, and what systems keep.
_UNFIT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT_BY_SYSTEMS = re.compile(r'[<>:"|?*]')


def named(given: str) -> str:
    """*given*, what a page says that a file is called, as it is shown and downloaded: a name and no path.

    >>> named("C:\\\\scans\\\\../the report .pdf")
    'the report.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(
        " " if c.isspace() else c for c in last if c.isspace() or unicodedata.category(c) not in _UNFIT
    )
    stem, dot, ending = _KEPT_BY_SYSTEMS.sub("_", " ".join(seen.split())).rpartition(".")
    stem, ending = (stem.strip(" .") or "file", ending.strip()) if dot else (ending.strip(" .") or "file", "")
    ending = f".{ending}" if ending else ""
    room = LONGEST_NAME - len(ending)
    return f"{stem if len(stem) <= room else f'{stem[: room - 1].rstrip()}…'}{ending}"


def type_of(name: str) -> str:
    """The media type of a file with that *name*; AttachmentError where it may not be attached."""
    ending = name.rpartition(".")[2].casefold()
    if "." not in name or ending not in TYPES:
        raise AttachmentError(
            f"{name} is no picture, PDF or page; what can be attached ends in {', '.join(TYPES)}. Make a PDF "
            "or a screenshot of it."
        )
    return TYPES[ending]


def refuse_size(name: str, size: int) -> None:
    """Raise AttachmentError where a file of *size* bytes cannot be attached."""
    if size == 0:
        raise AttachmentError(f"{name} is empty; nothing was attached. Look whether it was saved whole.")
    if size > LARGEST:
        raise AttachmentError(
            f"{name} has {in_words(size)}; at most {in_words(LARGEST)} are attached. Nothing was sent: "
            "attach the pages that matter, or give the address of the whole."
        )


def in_words(size: int) -> str:
    """A number of bytes as people say it.

    >>> in_words(2_130_000), in_words(512)
    ('2.1 MB', '1 kB')
    """
    for unit, one in (("GB", 10**9), ("MB", 10**6)):
        if size >= one:
            return f"{size / one:.1f}".removesuffix(".0") + f" {unit}"
    return f"{max(1, round(size / 1000))} kB"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which files are kept beside a log, and how that is called.

    ``type_of`` a name raises AttachmentError where such a file is not kept, ``refuse_size`` where one of that
    name and size is not; ``verb`` and ``done`` are for messages.
    """

    type_of: Callable[[str], str]
    refuse_size: Callable[[str, int], None]
    verb: str
    done: str


ATTACHED = Accepted(type_of, refuse_size, "attach", "attached")
"""What is attached to sources."""


def is_digest(text: str) -> bool:
    """Whether *text* is a SHA-256 in hexadecimal, and so part of a path and nothing else."""
    return _DIGEST.match(text) is not None


def refuse_unfit_attachment(told: str, attachment: Attachment | None) -> None:
    """Raise AttachmentError where *attachment*, which a message calls *told*, is not what a desk attaches."""
    if attachment is None:
        return
    known = is_digest(attachment.sha256) and 0 < attachment.size <= LARGEST
    if not known or attachment.name != named(attachment.name) or len(attachment.media_type) > LONGEST_NAME:
        raise AttachmentError(f"{told} is no file that was attached here; attach it anew. Nothing was kept.")


def attachments_in(events: Iterable[Event]) -> Iterator[tuple[str, Attachment]]:
    """The files that *events* speak of, each once with the first claim that it was attached on."""
    told = set[str]()
    for event in events:
        for record in _attached(event.data):
            try:
                attachment = read_as(record, Attachment)
            except MisreadError:
                continue
            if attachment.sha256 not in told:
                told.add(attachment.sha256)
                yield event.claim_id, attachment


def _attached(data: Mapping[str, Any]) -> Iterator[object]:
    """What the forms of an event say of files; undone steps too, since they can be taken up again."""
    for form in (data.get("work"), data.get("typed")):
        sources = form.get("sources") if isinstance(form, Mapping) else None
        for source in sources if isinstance(sources, list) else ():
            if isinstance(source, Mapping) and source.get("attachment"):
                yield source["attachment"]
