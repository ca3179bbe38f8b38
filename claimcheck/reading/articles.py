"""File, page or string -> Article: the exact characters, and where they came from."""

from __future__ import annotations

import os
import re
import stat
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claimcheck.errors import ReadingError, ReadingWarning
from claimcheck.model import Article
from claimcheck.reading.captions import transcript_of
from claimcheck.reading.decoding import MAX_BYTES, clean, decode, too_large
from claimcheck.reading.frontmatter import front_matter, iso_date
from claimcheck.reading.language_detection import detected_language
from claimcheck.reading.pages import page

TEXT, MARKDOWN, HTML, CAPTIONS = (
    (".txt",),
    (".md", ".markdown"),
    (".html", ".htm", ".xhtml"),
    (".vtt", ".srt"),
)
SUFFIXES = (*TEXT, *MARKDOWN, *HTML, *CAPTIONS)
"""What ``articles_in`` looks for; ``read`` also takes any other file that holds text."""

_LOOKS_LIKE_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!doctype\s{1,9}html|<html[\s>])", re.I)
# The header of a table of claims, sources or steps, also as a spreadsheet saves it.
_LOOKS_LIKE_TABLE = re.compile(
    r"\ufeff?(?:sep=.\r?\n)?"
    r"(?:\"?claim_id\"?[,;\t]\"?(?:statement|quote|number)|\"?event\"?[,;\t]\"?claim_id)\"?[,;\t]"
)
_TITLE = re.compile(r"^ {0,3}# +(?P<title>\S[^\r\n]{0,500})", re.M)


def read(path: str | os.PathLike[str]) -> Article:
    """The article in one file: text, Markdown with or without front matter, HTML, or captions.

    Raises ``ReadingError`` where there is no such file, it cannot be opened, is too large, empty,
    no text, or its front matter is broken.

    >>> read("seeds/articles/000_e08ca86ebe5778aa.txt").text[:16]  # doctest: +SKIP
    'EU foreign polic'
    """
    try:
        name = os.fsdecode(path)
    except TypeError:
        raise ReadingError(
            f"{path!r}: a {type(path).__name__} is no path. Give that of one file, or a text to read_text()."
        ) from None
    return read_bytes(_file_bytes(name), name)


def read_bytes(data: bytes, name: str) -> Article:
    """The article in *data*, as uploaded or piped in; *name* decides by its suffix what it is.

    *name* also stands in every message and becomes ``Article.path``. Raises ``ReadingError`` as
    ``read`` does.

    >>> read_bytes(b"# Talk\\n\\nHello.", "talk.md").title
    'Talk'
    """
    suffix = Path(name).suffix.lower()
    if suffix in HTML or (suffix not in SUFFIXES and _LOOKS_LIKE_PAGE.match(data)):
        return _from_page(data, name)
    text = decode(data, name)
    if _LOOKS_LIKE_TABLE.match(text):
        raise ReadingError(
            f"{name}: this is a table that claimcheck wrote, not an article. cc.read_csv(path) reads it; "
            "give the file of the article itself.",
            at_desk=f"{name}: this is a table that claimcheck wrote, not an article. Give the article.",
        )
    if suffix in MARKDOWN:
        return _from_markdown(text, name)
    return read_text(text, path=name)


def read_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    path: str | None = None,
) -> Article:
    """An article out of a string, with what the caller knows about it.

    The text is taken as it is, but for lone surrogates and NUL, which become U+FFFD, a byte order
    mark, which is dropped, and captions (WebVTT, SubRip), of which `captions` makes a transcript with
    the times in it. ``published`` is an ISO date. Raises ``ReadingError`` where the text is
    empty, too long or no string, or the date is none. A text that does not say its language and is in
    German beyond doubt is read as that, else as English.

    >>> read_text("NATO has 32 members.", publisher="The Paper").publisher
    'The Paper'
    """
    name = path or "the text"
    if not isinstance(text, str):
        raise ReadingError(
            f"{name}: a {type(text).__name__} is no text. Give a string; read() takes a file's path."
        )
    text = clean(text, name)
    if not text.strip():
        raise _nothing_to_read(name)
    text = transcript_of(text) or text
    published = _known(published, "published")
    return Article(
        text=text,
        title=_known(title, "title"),
        publisher=_known(publisher, "publisher"),
        author=_known(author, "author"),
        published=iso_date(published, name) if published else None,
        url=_known(url, "url"),
        language=_known(language, "language") or detected_language(text),
        path=_known(path, "path"),
    )


def articles_in(
    folder: str | os.PathLike[str], unlisted: Callable[[ReadingError], None] | None = None
) -> list[Path]:
    """The files in *folder* and the folders below it that may hold an article, sorted by path.

    Hidden files and folders (``.ipynb_checkpoints``) are left out. A folder below that cannot be listed is
    handed to *unlisted*, a warning without it, and the rest is read. Raises ``ReadingError`` where there is
    no such folder, it cannot be listed, or holds no such file.

    >>> articles_in("seeds/articles")[0].name  # doctest: +SKIP
    '000_e08ca86ebe5778aa.txt'
    """
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        refusal = ReadingError(
            f"{error.filename}: cannot be listed as a folder ({error.strerror}). "
            "Check the path and its permissions."
        )
        if error.filename == os.fspath(folder):
            raise refusal from error
        (unlisted or _warn)(refusal)

    for where, below, names in os.walk(folder, onerror=refuse):
        below[:] = [name for name in below if not name.startswith(".")]
        # Links that lead nowhere and pipes too: reading them says what is wrong with them.
        found += [
            Path(where, name)
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    if not found:
        raise ReadingError(
            f"{os.fspath(folder)}: holds no article. Put files in it that end in {', '.join(SUFFIXES)}."
        )
    return sorted(found)


def _file_bytes(name: str) -> bytes:
    try:
        status = os.stat(name)
        if stat.S_ISDIR(status.st_mode):
            raise ReadingError(
                f"{name}: this is a folder. Give one file; the command line, claimcheck add, takes folders.",
                at_desk=f"{name}: this is a folder. Give the files in it.",
            )
        if not stat.S_ISREG(status.st_mode):
            raise ReadingError(f"{name}: this is no regular file. Save its content to a file and read that.")
        if status.st_size > MAX_BYTES:
            raise too_large(name, status.st_size)
        with open(name, "rb") as file:
            # One byte more than is read, so that a file that grew meanwhile is still refused.
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReadingError(
            f"{name}: there is no such file. Check the path; it is looked for in {_here()}."
        ) from None
    except PermissionError:
        raise ReadingError(
            f"{name}: may not be read by this user. Change its permissions or copy it."
        ) from None
    except OSError as error:
        raise ReadingError(
            f"{name}: cannot be read ({error.strerror or error}). Check the path and the disk."
        ) from error
    except ValueError as error:
        raise ReadingError(f"{name!r}: is no path ({error}). Give the path of one file.") from error


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:
        return "a working folder that is gone"


def _warn(refusal: ReadingError) -> None:
    warnings.warn(str(refusal), ReadingWarning, stacklevel=3)


def _known(value: str | None, field: str) -> str | None:
    """A field without surrounding space and characters that no file can hold; None where nothing is left."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadingError(f"{field}: {value!r} is no text. Write it in quotes.")
    return clean(value, field).strip() or None


def _nothing_to_read(name: str) -> ReadingError:
    return ReadingError(
        f"{name}: there is nothing to read, only white space. Check that it is the right one."
    )


def _from_markdown(text: str, name: str) -> Article:
    front = front_matter(text, name)
    body = text[front.body :]
    heading = _TITLE.search(body)
    title = heading["title"].rstrip(" #") if heading else None
    article = read_text(body, path=name, **{"title": title, **front.fields})
    return replace(article, digest=front.digest)


def _from_page(data: bytes, name: str) -> Article:
    if not data.strip():
        raise _nothing_to_read(name)
    text, known = page(clean(decode(data, name, markup=True), name), name)
    return read_text(text, path=name, **known)
