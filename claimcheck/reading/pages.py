"""A web page -> the text of its article and what the page says about itself."""

from __future__ import annotations

import re

from claimcheck.errors import ReadingError

_NO_DATE = {"extensive_search": False, "original_date": True}  # ours is asked, this one only soon done
_ROOT = re.compile(r"<html[\s>]", re.I)


def page(markup: str, name: str) -> tuple[str, dict[str, str | None]]:
    """The main text of the page *markup*, one paragraph a line, and the further fields of its article.

    Where no main text stands out it is all the text there is. Raises ``ReadingError`` where there is none.

    >>> page("<p>NATO has 32 members.</p>", "note.html")[0]
    'NATO has 32 members.'
    """
    # Here and not above: it takes most of a second, and whoever reads no page should not wait for it.
    import trafilatura
    from lxml.etree import LxmlError

    from claimcheck.reading.markup import laid_out, parsed
    from claimcheck.reading.page_dates import publication_date

    if not _ROOT.search(markup):
        markup = f"<html><body>{markup}</body></html>"
    try:
        tree = parsed(markup)
        published = publication_date(tree)
        laid_out(tree)
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=_NO_DATE
        )
        text = _field(found, "text") or trafilatura.html2txt(tree).strip()
    except (LxmlError, ValueError, RecursionError) as error:
        raise ReadingError(
            f"{name}: the page cannot be read as HTML ({error}). Save its text and read that."
        ) from error
    if not text:
        raise ReadingError(
            f"{name}: no text was found in the page; it may be drawn by a script. "
            "Copy the text out of the browser and read that."
        )
    named = {name: _field(found, name) for name in ("title", "author", "url", "language")}
    return text, {"publisher": _field(found, "sitename"), "published": published, **named}


def _field(document: object, slot: str) -> str | None:
    """One field of what was found as a plain string; None where it is missing or empty."""
    value = getattr(document, slot, None)
    return value.strip() or None if isinstance(value, str) else None
