"""Bytes -> text: byte order marks, UTF-8, what is declared, what is detected; and what is no text at all."""

from __future__ import annotations

import codecs
import re
import tomllib
import warnings
from importlib.resources import files

from claimcheck.errors import ReadingError, ReadingWarning

MAX_CHARACTERS = 20_000_000
"""Characters of the longest text; some 40,000 pages, far more than an article or a transcript."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Bytes of the largest file: UTF-8 and UTF-32 need at most four for a character."""

_KINDS = tomllib.loads(files(__package__).joinpath("file_kinds.toml").read_text(encoding="utf-8"))
_DECLARED = {label: codec for codec, labels in _KINDS["declared"].items() for label in labels}
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,60}?encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w-]{2,20})""",
    re.I,
)
# Only the encodings of MS-DOS have characters where these would be: what holds them was read wrongly.
_CONTROL = re.compile("[\x80-\x9f]")
_STRAY = re.compile("[\udc80-\udcff]")
_SAMPLE = 65_536
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, name: str, *, markup: bool = False) -> str:
    """The characters of *data*, without a byte order mark; line ends stay as they are.

    *name* is what messages call it; *markup* lets a page's own declaration of its encoding speak.
    Anything but UTF-8, a byte order mark or such a declaration is guessed, with a ``ReadingWarning``.
    Raises ``ReadingError`` for what is too large, no text, or in no encoding that can be told.

    >>> decode(b"\\xef\\xbb\\xbfNATO\\r\\n", "note.txt")
    'NATO\\r\\n'
    """
    if len(data) > MAX_BYTES:
        raise too_large(name, len(data))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    _refuse_binary(data, name)
    text = _declared(data) if markup else None
    if text is None:
        text = _strictly(data, "utf-8")
    if text is None:
        text = _detected(data, name)
    return _within_limit(text, name)


def too_large(name: str, size: int) -> ReadingError:
    """The refusal of a file of *size* bytes."""
    return ReadingError(
        f"{name}: {size:,} bytes, more than the {MAX_BYTES:,} that are read. Split it into smaller files."
    )


def clean(text: str, name: str) -> str:
    """*text* without what no file can hold: lone surrogates and NUL become U+FFFD, a leading mark goes.

    Raises ``ReadingError`` where it is longer than ``MAX_CHARACTERS``. Characters keep their offsets.
    """
    text = _within_limit(text.removeprefix("\ufeff"), name).replace("\0", "\ufffd")
    if text.isascii():
        return text
    return _SURROGATE.sub("\ufffd", text)


def _within_limit(text: str, name: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            f"{name}: {len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read. "
            "Split it into smaller files."
        )
    return text


def _marked(data: bytes, encoding: str, name: str) -> str:
    text = _strictly(data, encoding)
    if text is None:
        raise ReadingError(
            f"{name}: begins with the byte order mark of {encoding.upper()} but is not that throughout; "
            "it may be damaged. Save it again as UTF-8."
        )
    return _within_limit(text, name)


def _refuse_binary(data: bytes, name: str) -> None:
    begun = ((one["remedy"], *begins) for one in _KINDS["no_text"] for begins in one["begins"].items())
    for remedy, begins, kind in begun:
        if data.startswith(begins.encode("latin-1")):
            raise ReadingError(f"{name}: this is {kind}, not text; {remedy}.")
    if data[4:8] == b"ftyp":
        raise ReadingError(
            f"{name}: this is a film, a sound or an image (MP4), not text; read a transcript of it."
        )
    at = data.find(b"\0")
    if at >= 0:
        raise ReadingError(
            f"{name}: this is not text (byte {at:,} is NUL, as in programs, images and archives); "
            "save it as text in UTF-8, or as HTML, and read that."
        )


def _declared(data: bytes) -> str | None:
    """The text in the encoding that the head of a page declares, where that is known and holds.

    Pages that say something else are UTF-8 more often than not, so valid UTF-8 with a character
    beyond ASCII stays UTF-8; ISO-2022-JP, which is written in ASCII, is believed.
    """
    match = _CHARSET.search(data[:4096])
    encoding = _DECLARED.get(match[1].decode("ascii", "replace").lower()) if match else None
    if encoding is None or (not data.isascii() and _strictly(data, "utf-8") is not None):
        return None
    return _strictly(data, encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detected(data: bytes, name: str) -> str:
    """The text in the encoding that *data* is likely to be in, which is said in a warning."""
    found = _mended(data) or _guessed(data)
    if found is None:
        raise ReadingError(
            f"{name}: not UTF-8, and its encoding cannot be told. Save the file as UTF-8 and read it again."
        )
    text, how = found
    warnings.warn(
        f"{name}: not UTF-8{how}. If characters look wrong, save the file as UTF-8.",
        ReadingWarning,
        stacklevel=2,
    )
    return text


def _mended(data: bytes) -> tuple[str, str] | None:
    """*data* as UTF-8 with its stray bytes as what they are in cp1252, unless they are more than a few.

    Text in another encoding has hardly a character that is UTF-8 too.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if sum(not character.isascii() for character in text) < 2 * stray:
        return None
    mended = _STRAY.sub(lambda byte: bytes([ord(byte[0]) & 0xFF]).decode("cp1252", "replace"), text)
    return mended, f" throughout; {stray} {'byte' if stray == 1 else 'bytes'} of it read as cp1252"


def _guessed(data: bytes) -> tuple[str, str] | None:
    # Here and not above: most files are UTF-8, and then nobody should wait for it.
    from chardet import EncodingEra, detect

    part = _telling_part(data)
    usual = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO | EncodingEra.LEGACY_MAC
    for era in (usual, EncodingEra.ALL):
        encoding = detect(part, encoding_era=era, max_bytes=len(part), compat_names=False)["encoding"]
        text = _strictly(data, encoding) if encoding else None
        if text is not None and not _CONTROL.search(text):
            return text, f"; read as {encoding}"
    return None


def _telling_part(data: bytes) -> bytes:
    """The lines that hold more than ASCII, 64 KiB of them: detection needs no more and slows with length."""
    part = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            part += line[: _SAMPLE + 1]
            if len(part) > _SAMPLE:
                # Cut where no character of several bytes can be: its later bytes are never below "0".
                cut = next((at for at in range(_SAMPLE, 0, -1) if part[at] < 0x30), _SAMPLE)
                return bytes(part[:cut])
    return bytes(part)
