"""Bytes -> text: byte order marks, UTF-8, what is declared, what is detected; and what is no text at all."""

from __future__ import annotations

import codecs
import re
import warnings

from claimcheck.errors import ReadingError, ReadingWarning

MAX_CHARACTERS = 20_000_000
"""Characters of the longest text; some 40,000 pages, far more than an article or a transcript."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Bytes of the largest file: UTF-8 and UTF-32 need at most four for a character."""

_AS_TEXT = "copy its text, or save it as text or HTML, and read that"
_UNPACK = "unpack it and read the files in it"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _AS_TEXT),
    (b"PK\x03\x04", "a Word document (.docx) or another zip archive", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document (.doc, .xls)", _AS_TEXT),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"\x89PNG\r\n", "a PNG image", _AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _AS_TEXT),
    (b"GIF87a", "a GIF image", _AS_TEXT),
    (b"GIF89a", "a GIF image", _AS_TEXT),
    (b"RIFF", "an image, a sound or a film (RIFF)", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh91AY&SY", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "give it as db=, or --db, if it is a desk's"),
    (b"\x7fELF", "a program", "read the text that you meant instead"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page's <meta> may name, and how browsers read it (https://encoding.spec.whatwg.org/#names-and-labels).
_DECLARED = {
    **dict.fromkeys(
        ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"
    ),
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    "big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
}
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
    for signature, kind, remedy in _SIGNATURES:
        if data.startswith(signature):
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
